//! The compound file of old Office programs: a small file system with its own allocation table.

use super::Flaw;

pub(super) const SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// A number from here on ends a chain of sectors, or stands for none.
const NO_SECTOR: u32 = 0xffff_fffa;

/// A stream that is shorter than this lies in the small sectors of the root's stream.
const SMALL_BELOW: usize = 4_096;
const SMALL_SECTOR: usize = 64;

/// The streams of a compound file.
pub(super) struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    /// What follows each sector.
    table: Vec<u32>,
    small_table: Vec<u32>,
    small: Vec<u8>,
    streams: Vec<Stream>,
}

struct Stream {
    name: String,
    start: u32,
    bytes: usize,
}

impl<'b> Compound<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Compound<'b>, Flaw> {
        let shift = bytes.get(30..32).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let (true, Some(shift @ (9 | 12))) = (bytes.starts_with(SIGNATURE) && bytes.len() >= 512, shift) else { return Err(broken()) };
        let mut file =
            Compound { bytes, sector: 1 << shift, table: Vec::new(), small_table: Vec::new(), small: Vec::new(), streams: Vec::new() };
        // The header names the first 109 sectors of the table; a chain of sectors names the rest.
        let mut parts: Vec<u32> = numbers(&bytes[76..512]).collect();
        let mut next = number(bytes, 68);
        let most = bytes.len() / file.sector + 1;
        let mut steps = 0;
        while next < NO_SECTOR {
            let mut more: Vec<u32> = numbers(file.sector(next)?).collect();
            next = more.pop().unwrap_or(NO_SECTOR);
            parts.extend(more);
            steps += 1;
            if steps > most {
                return Err(broken());
            }
        }
        parts.retain(|part| *part < NO_SECTOR);
        if parts.len() > most {
            return Err(broken());
        }
        for part in parts {
            let part: Vec<u32> = numbers(file.sector(part)?).collect();
            file.table.extend(part);
        }
        let directory = file.chain(number(bytes, 48), usize::MAX)?;
        file.streams = directory.chunks_exact(128).filter_map(stream).collect();
        let root = directory.get(..128).ok_or_else(broken)?;
        let small_table = file.chain(number(bytes, 60), usize::MAX)?;
        file.small_table = numbers(&small_table).collect();
        if !file.small_table.is_empty() {
            file.small = file.chain(number(root, 116), number(root, 120) as usize)?;
        }
        Ok(file)
    }

    /// A stream by its name; `None` when there is none.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Flaw> {
        let Some(stream) = self.streams.iter().find(|stream| stream.name.eq_ignore_ascii_case(name)) else { return Ok(None) };
        if stream.bytes >= SMALL_BELOW {
            return self.chain(stream.start, stream.bytes).map(Some);
        }
        let mut out = Vec::new();
        let mut next = stream.start;
        while next < NO_SECTOR && out.len() < stream.bytes {
            let start = next as usize * SMALL_SECTOR;
            out.extend_from_slice(self.small.get(start..start + SMALL_SECTOR).ok_or_else(broken)?);
            next = *self.small_table.get(next as usize).ok_or_else(broken)?;
        }
        out.truncate(stream.bytes);
        Ok(Some(out))
    }

    fn sector(&self, number: u32) -> Result<&'b [u8], Flaw> {
        let start = (number as usize + 1).saturating_mul(self.sector);
        // The last one may be cut.
        let end = (start + self.sector).min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty()).ok_or_else(broken)
    }

    /// The sectors of a chain, `most` bytes of them. A chain that bites its tail is longer than the file.
    fn chain(&self, start: u32, most: usize) -> Result<Vec<u8>, Flaw> {
        let mut out = Vec::new();
        let mut next = start;
        while next < NO_SECTOR && out.len() < most {
            out.extend_from_slice(self.sector(next)?);
            if out.len() > self.bytes.len() {
                return Err(broken());
            }
            next = *self.table.get(next as usize).ok_or_else(broken)?;
        }
        out.truncate(most);
        Ok(out)
    }
}

fn stream(entry: &[u8]) -> Option<Stream> {
    let letters: Vec<u16> = entry[..64].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let end = letters.iter().position(|letter| *letter == 0).unwrap_or(letters.len());
    let name = String::from_utf16_lossy(&letters[..end]);
    (entry[66] == 2).then(|| Stream { name, start: number(entry, 116), bytes: number(entry, 120) as usize })
}

fn broken() -> Flaw {
    Flaw::damaged("the workbook is damaged: its parts can't be found")
}

/// The number at a place; callers have seen to the length.
fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|four| number(four, 0))
}
