//! Files inside a tar.
//!
//! The `tar` crate reads the headers. Going from one to the next is done here, for its own way holds a name in memory however long
//! the tar says that it is.

use std::io::{self, BufReader, Read};
use std::sync::Arc;

use earshot_model::{Problem, ProblemCode, Severity};
use tar::{EntryType, Header, PaxExtensions};

use super::folder::is_litter;
use super::place::{Bytes, Opened, Place, skip};
use super::tree::Tree;
use super::unreadable;

const BLOCK: u64 = 512;

/// Paths are at most 4,096 bytes long on the systems that we know.
const LONGEST_EXTENSION: u64 = 64 * 1024;

/// A tar from its beginning.
pub(super) enum Tar<'a> {
    Bytes(Bytes),
    /// One that is compressed, or within something that is: what it inflates to, and how to come by it again.
    Stream(&'a mut dyn Read, Place),
}

/// Whether these first bytes are the header of a tar's first file; its checksum tells.
pub(super) fn begins(head: &[u8]) -> bool {
    head.first_chunk().is_some_and(|block| block[0] != 0 && checked(block).is_some())
}

/// Lists a tar's files in one pass, each path with `prefix` before it.
pub(super) fn list(tar: Tar<'_>, prefix: &str, path: &str, archives: usize, tree: &mut Tree) -> Result<(), Problem> {
    let shown = tree.shown(path);
    let failed = |error: &io::Error| match error.kind() {
        io::ErrorKind::UnexpectedEof => {
            let message = "the tar is not whole: it ends within a file";
            Problem::new(Severity::Refused, ProblemCode::TruncatedArchive, &shown, message).hint("download it again")
        }
        _ => unreadable(&shown, error),
    };
    let mut files = Files::open(tar).map_err(|error| failed(&error))?;
    let mut sparse = 0;
    while let Some(file) = files.next().map_err(|error| failed(&error))? {
        if tree.is_done() {
            break;
        }
        match file.kind {
            EntryType::Regular | EntryType::Continuous => {
                if let Some(name) = tree.name_within(&file.name, "tar", path)
                    && !name.split('/').any(is_litter)
                {
                    let place = files.place(&file).map_err(|error| failed(&error))?;
                    let mut content = (&mut files.stream).take(file.len);
                    tree.file(format!("{prefix}{name}"), file.len, place, Some(&mut content), archives);
                    let read = file.len - content.limit();
                    files.at += read;
                }
            }
            EntryType::GNUSparse => sparse += 1,
            // Folders, links and devices.
            _ => {}
        }
    }
    if sparse > 0 {
        let message = format!("{sparse} of its files are packed in a way that is not read here");
        let problem = Problem::new(Severity::Refused, ProblemCode::Unreadable, &shown, message);
        tree.problems.push(problem.hint("unpack it with the program that made it and open the folder"));
    }
    Ok(())
}

struct File {
    name: String,
    kind: EntryType,
    start: u64,
    len: u64,
}

/// Goes from header to header.
struct Files<'a> {
    stream: Stream<'a>,
    of: Of,
    at: u64,
    /// Where the next header stands.
    next: u64,
}

enum Stream<'a> {
    Bytes(BufReader<Opened>),
    Inflated(&'a mut dyn Read),
}

enum Of {
    Bytes(Bytes),
    Stream(Arc<Place>),
}

impl<'a> Files<'a> {
    fn open(tar: Tar<'a>) -> io::Result<Files<'a>> {
        let (stream, of) = match tar {
            Tar::Bytes(bytes) => (Stream::Bytes(BufReader::new(bytes.open()?)), Of::Bytes(bytes)),
            Tar::Stream(stream, place) => (Stream::Inflated(stream), Of::Stream(Arc::new(place))),
        };
        Ok(Files { stream, of, at: 0, next: 0 })
    }

    fn place(&self, file: &File) -> io::Result<Place> {
        match &self.of {
            Of::Bytes(bytes) => Ok(Place::Plain(bytes.part(file.start, file.len)?)),
            Of::Stream(tar) => Ok(Place::Tarred { tar: Arc::clone(tar), start: file.start, len: file.len }),
        }
    }

    fn next(&mut self) -> io::Result<Option<File>> {
        let (mut long_name, mut long_len) = (None, None);
        loop {
            self.skip_to_header()?;
            let Some(block) = self.block()? else { return Ok(None) };
            if block.iter().all(|byte| *byte == 0) {
                return Ok(None);
            }
            let header = checked(&block).ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "the tar is damaged"))?;
            let len = match header.entry_type() {
                EntryType::Regular | EntryType::Continuous => long_len.unwrap_or(header.entry_size()?),
                _ => header.entry_size()?,
            };
            let padded = len.checked_next_multiple_of(BLOCK).and_then(|padded| self.at.checked_add(padded));
            self.next = padded.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "the tar is damaged"))?;
            match header.entry_type() {
                EntryType::GNULongName => {
                    let name = self.extension(len)?;
                    long_name = Some(name.strip_suffix(b"\0").unwrap_or(&name).to_vec());
                }
                EntryType::XHeader => {
                    let text = self.extension(len)?;
                    for extension in PaxExtensions::new(&text) {
                        let extension = extension?;
                        match extension.key_bytes() {
                            b"path" => long_name = Some(extension.value_bytes().to_vec()),
                            b"size" => long_len = extension.value().ok().and_then(|value| value.parse().ok()),
                            _ => {}
                        }
                    }
                }
                EntryType::XGlobalHeader | EntryType::GNULongLink => {}
                kind => {
                    let name = long_name.unwrap_or_else(|| header.path_bytes().into_owned());
                    let name = String::from_utf8_lossy(&name).into_owned();
                    // Old tars tell a folder by its name alone.
                    let kind = if name.ends_with('/') { EntryType::Directory } else { kind };
                    return Ok(Some(File { name, kind, start: self.at, len }));
                }
            }
        }
    }

    fn skip_to_header(&mut self) -> io::Result<()> {
        let by = self.next - self.at;
        match (&mut self.stream, &self.of) {
            (Stream::Bytes(bytes), Of::Bytes(all)) => {
                if self.next > all.len {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                bytes.seek_relative(i64::try_from(by).map_err(io::Error::other)?)?;
            }
            _ => skip(&mut self.stream, by)?,
        }
        self.at = self.next;
        Ok(())
    }

    /// The next header; none at the end of the tar, where some lack the two empty headers that should mark it.
    fn block(&mut self) -> io::Result<Option<[u8; BLOCK as usize]>> {
        let mut block = [0; BLOCK as usize];
        let mut read = 0;
        while read < block.len() {
            match self.stream.read(&mut block[read..])? {
                0 if read == 0 => return Ok(None),
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                more => read += more,
            }
        }
        self.at += BLOCK;
        Ok(Some(block))
    }

    /// What stands before a file to say more of it than its header can.
    fn extension(&mut self, len: u64) -> io::Result<Vec<u8>> {
        if len > LONGEST_EXTENSION {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a name in the tar is longer than any name"));
        }
        let mut text = Vec::new();
        let read = (&mut self.stream).take(len).read_to_end(&mut text)? as u64;
        self.at += read;
        if read == len { Ok(text) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Stream::Bytes(bytes) => bytes.read(buffer),
            Stream::Inflated(stream) => stream.read(buffer),
        }
    }
}

/// A header whose checksum is right: the sum of its bytes, its own eight counted as blanks.
fn checked(block: &[u8; BLOCK as usize]) -> Option<&Header> {
    let header = Header::from_byte_slice(block);
    let sum = |bytes: &[u8]| bytes.iter().map(|byte| u32::from(*byte)).sum::<u32>();
    (header.cksum().ok()? == sum(&block[..148]) + 8 * u32::from(b' ') + sum(&block[156..])).then_some(header)
}
