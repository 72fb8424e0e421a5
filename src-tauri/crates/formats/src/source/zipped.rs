//! Files inside a zip.
//!
//! The `zip` crate reads the directory; an entry is then inflated from a handle of its own, so that entries can be read in any
//! order, any number of times, and while another is open.

use std::borrow::Cow;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;

use earshot_model::{Problem, ProblemCode, Severity};
use flate2::Crc;
use flate2::read::DeflateDecoder;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::folder::is_litter;
use super::place::{Bytes, Place};
use super::tree::Tree;
use super::{beyond_measure, one_line, unreadable};

/// A directory of 200,000 files with long names fits; one that was made to exhaust memory does not.
const LONGEST_DIRECTORY: u64 = 32 << 20;

/// One file in a zip.
#[derive(Debug)]
pub(super) struct Zipped {
    zip: Bytes,
    header_start: u64,
    packed_bytes: u64,
    bytes: u64,
    crc: u32,
    stored: bool,
}

pub(super) fn begins(head: &[u8]) -> bool {
    // The second is the end record of a zip that holds nothing.
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Lists a zip's files, each path with `prefix` before it. An error when its directory can't be read; `false` when it is an
/// office document, which is a file.
pub(super) fn list(zip: &Bytes, prefix: &str, path: &str, archives: usize, tree: &mut Tree) -> Result<bool, Problem> {
    let shown = tree.shown(path);
    let file = zip.open().map_err(|error| unreadable(&shown, &error))?;
    let directory = Directory { inner: BufReader::new(file), left: LONGEST_DIRECTORY };
    let archive = ZipArchive::new(directory).map_err(|error| no_directory(&shown, &error))?;
    let entries = (0..archive.len()).map(|index| archive.by_index_data(index)).collect::<Result<Vec<_>, _>>();
    let entries = entries.map_err(|error| no_directory(&shown, &error))?;
    if is_document(entries.iter().map(|entry| entry.name_raw())) {
        return Ok(false);
    }
    let mut spans: Vec<(u64, u64)> = entries.iter().map(|entry| (entry.header_start(), entry.compressed_size())).collect();
    spans.sort_unstable();
    if spans.windows(2).any(|pair| pair[0].0.saturating_add(LOCAL_HEADER).saturating_add(pair[0].1) > pair[1].0) {
        let message = "its files lie over one another, as in a zip that is made to exhaust a computer";
        return Err(
            Problem::new(Severity::Refused, ProblemCode::Unreadable, &shown, message).hint("download the zip from the platform itself")
        );
    }

    let (mut locked, mut foreign) = (0, 0);
    for entry in entries {
        if tree.is_done() {
            break;
        }
        let name = entry.name().unwrap_or_else(|_| Cow::Owned(String::from_utf8_lossy(entry.name_raw()).into_owned()));
        let Some(name) = tree.name_within(&name, "zip", path) else { continue };
        if entry.is_dir() || entry.is_symlink() || name.split('/').any(is_litter) {
            continue;
        }
        let stored = match entry.compression() {
            _ if entry.encrypted() => {
                locked += 1;
                continue;
            }
            CompressionMethod::Stored => true,
            CompressionMethod::Deflated => false,
            _ => {
                foreign += 1;
                continue;
            }
        };
        let zipped = Zipped {
            zip: zip.clone(),
            header_start: entry.header_start(),
            packed_bytes: entry.compressed_size(),
            bytes: entry.size(),
            crc: entry.crc32(),
            stored,
        };
        tree.file(format!("{prefix}{name}"), zipped.bytes, Place::Zipped(Arc::new(zipped)), None, archives);
    }
    for (count, message) in [(locked, "locked with a password"), (foreign, "packed in a way that is not read here")] {
        if count > 0 {
            let message = format!("{count} of its files {} {message}", if count == 1 { "is" } else { "are" });
            let problem = Problem::new(Severity::Refused, ProblemCode::Unreadable, &shown, message);
            tree.problems.push(problem.hint("unzip it with the program that made it and open the folder"));
        }
    }
    Ok(true)
}

/// Office documents are zips: Microsoft's name their parts in one file, all others say what they are in another.
fn is_document<'a>(mut names: impl Iterator<Item = &'a [u8]>) -> bool {
    names.any(|name| name == b"[Content_Types].xml" || name == b"mimetype")
}

/// A signature, and at 26 and 28 the lengths of the name and the extra field that follow.
const LOCAL_HEADER: u64 = 30;

impl Zipped {
    /// Inflates as it is read; the last read fails when length or checksum are not what the directory says.
    pub(super) fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        beyond_measure(self.packed_bytes, self.bytes)?;
        let packed = BufReader::with_capacity(128 * 1024, self.packed()?.open()?);
        let inner: Box<dyn Read + Send> = if self.stored { Box::new(packed) } else { Box::new(DeflateDecoder::new(packed)) };
        Ok(Box::new(Checked { inner, crc: Crc::new(), left: self.bytes, expected: self.crc }))
    }

    /// Its bytes where they are, if they are not compressed.
    pub(super) fn stored(&self) -> io::Result<Option<Bytes>> {
        if self.stored { self.packed().map(Some) } else { Ok(None) }
    }

    fn packed(&self) -> io::Result<Bytes> {
        let mut header = [0; LOCAL_HEADER as usize];
        self.zip.part(self.header_start, LOCAL_HEADER)?.open()?.read_exact(&mut header)?;
        if !header.starts_with(b"PK\x03\x04") {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the zip's directory and its contents disagree"));
        }
        let skip = u64::from(u16::from_le_bytes([header[26], header[27]])) + u64::from(u16::from_le_bytes([header[28], header[29]]));
        self.zip.part(self.header_start + LOCAL_HEADER + skip, self.packed_bytes)
    }
}

/// Holds an entry to what the zip's directory says of it, so that damage is not taken for data.
struct Checked {
    inner: Box<dyn Read + Send>,
    crc: Crc,
    left: u64,
    expected: u32,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.crc.update(&buffer[..read]);
        if read == 0 && !buffer.is_empty() {
            if self.left > 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if self.crc.sum() != self.expected {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "its checksum is wrong, so it is damaged"));
            }
        }
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| {
            // A directory that understates a size is how a zip bomb hides.
            io::Error::new(io::ErrorKind::InvalidData, "it inflates to more than the zip says")
        })?;
        Ok(read)
    }
}

/// A zip while its directory is read, which is taken into memory whole.
struct Directory<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Directory<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self
            .left
            .checked_sub(read as u64)
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "the zip's directory is longer than that of any export"))?;
        Ok(read)
    }
}

impl<R: Seek> Seek for Directory<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

fn no_directory(shown: &str, error: &ZipError) -> Problem {
    let (code, message, hint) = match error {
        ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => return unreadable(shown, error),
        ZipError::UnsupportedArchive(message) => {
            (ProblemCode::Unreadable, one_line(message), "unzip it with the program that made it and open the folder")
        }
        _ => (
            ProblemCode::TruncatedArchive,
            "the zip is not whole: its directory, which stands at the end, is missing".to_owned(),
            "download it again",
        ),
    };
    Problem::new(Severity::Refused, code, shown, message).hint(hint)
}
