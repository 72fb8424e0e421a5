//! A CAR file, version 1: a header, and blocks that are each named by the hash of what they hold.

use std::io::{self, BufRead, BufReader, Read};

use sha2::{Digest, Sha256};

use super::cbor;

/// A block of a repository is 1 MiB at most.
const LONGEST: u64 = 2 << 20;

pub(super) struct Blocks<R> {
    reader: BufReader<R>,
    buffer: Vec<u8>,
    bytes: u64,
}

#[derive(Debug)]
pub(super) enum Block<'a> {
    Data {
        cid: &'a [u8],
        data: &'a [u8],
    },
    TooLong,
    /// From here on the file can't be read.
    Broken(&'static str),
}

impl<R: Read> Blocks<R> {
    pub(super) fn new(reader: R) -> Blocks<R> {
        Blocks { reader: BufReader::with_capacity(1 << 16, reader), buffer: Vec::new(), bytes: 0 }
    }

    /// How many bytes have been read.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Goes past the header; what is wrong with it, if it is none.
    pub(super) fn header(&mut self) -> io::Result<Result<(), &'static str>> {
        let is_header = matches!(self.length()?, Ok(Some(length)) if length <= LONGEST && self.fill(length)?)
            && cbor::read(&self.buffer).is_some_and(|header| cbor::field(&header, "version").is_some_and(cbor::is_one));
        Ok(if is_header { Ok(()) } else { Err("it does not begin with the header of a repository") })
    }

    /// The next block; `None` after the last one. After `Broken` there is nothing to ask for.
    pub(super) fn next(&mut self) -> io::Result<Option<Block<'_>>> {
        let length = match self.length()? {
            Ok(Some(length)) => length,
            Ok(None) => return Ok(None),
            Err(message) => return Ok(Some(Block::Broken(message))),
        };
        if length > LONGEST {
            let skipped = io::copy(&mut (&mut self.reader).take(length), &mut io::sink())?;
            self.bytes += skipped;
            return Ok(Some(if skipped == length { Block::TooLong } else { Block::Broken(BREAKS_OFF) }));
        }
        if !self.fill(length)? {
            return Ok(Some(Block::Broken(BREAKS_OFF)));
        }
        Ok(Some(match cid_length(&self.buffer) {
            Some(end) => Block::Data { cid: &self.buffer[..end], data: &self.buffer[end..] },
            None => Block::Broken("a block has no name"),
        }))
    }

    /// Reads a section into the buffer; whether it is all there.
    fn fill(&mut self, length: u64) -> io::Result<bool> {
        self.buffer.clear();
        (&mut self.reader).take(length).read_to_end(&mut self.buffer)?;
        self.bytes += self.buffer.len() as u64;
        Ok(self.buffer.len() as u64 == length)
    }

    /// The length of the next section; `None` at the end of the file.
    fn length(&mut self) -> io::Result<Result<Option<u64>, &'static str>> {
        let mut length = 0_u64;
        for shift in (0..63).step_by(7) {
            let Some(&byte) = self.reader.fill_buf()?.first() else {
                return Ok(if shift == 0 { Ok(None) } else { Err(BREAKS_OFF) });
            };
            self.reader.consume(1);
            self.bytes += 1;
            length |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(Ok(Some(length)));
            }
        }
        Ok(Err("a block has no length"))
    }
}

const BREAKS_OFF: &str = "the file breaks off within a block: what follows is missing";

/// How long the name is that a section begins with: version, kind of content, kind of hash, length of the hash, the hash.
fn cid_length(section: &[u8]) -> Option<usize> {
    // In version 0 the first two say both.
    if section.starts_with(&[0x12, 0x20]) {
        return (section.len() >= 34).then_some(34);
    }
    let mut at = 0;
    let mut number = 0;
    for _ in 0..4 {
        let (value, length) = varint(section.get(at..)?)?;
        number = value;
        at += length;
    }
    let end = at.checked_add(usize::try_from(number).ok()?)?;
    (number >= 16 && end <= section.len()).then_some(end)
}

fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut value = 0;
    for (index, byte) in bytes.iter().take(9).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * index);
        if *byte < 0x80 {
            return Some((value, index + 1));
        }
    }
    None
}

/// Whether a block is the one that its name was made of; what is hashed otherwise than with SHA-256 is believed.
pub(super) fn is_whole(cid: &[u8], data: &[u8]) -> bool {
    match cid.split_last_chunk::<32>() {
        Some(([.., 0x12, 0x20], hash)) => Sha256::digest(data)[..] == hash[..],
        _ => true,
    }
}
