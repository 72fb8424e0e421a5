//! Files inside a zip.
//!
//! The `zip` crate reads the directory; an entry is then inflated from a handle of its own, so that entries can be read in any
//! order, any number of times, and while another is open.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use earshot_model::{Problem, ProblemCode, Severity};
use flate2::Crc;
use flate2::read::DeflateDecoder;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::folder::is_litter;
use super::{Found, Place, Tree, one_line, unreadable};

/// A file that claims to inflate to more than this is refused.
const LARGEST: u64 = 64 << 30;

/// A file of more than 1 GiB that claims to inflate by more than this factor is refused; text inflates by 3 to 20.
const BOMB_FACTOR: u64 = 500;

/// One file in a zip.
#[derive(Debug)]
pub(super) struct Packed {
    zip: Arc<PathBuf>,
    header_start: u64,
    packed_bytes: u64,
    bytes: u64,
    crc: u32,
    stored: bool,
}

/// Documents that are zips and that people take for files.
const DOCUMENTS: [&str; 12] = ["xlsx", "xlsm", "xlsb", "docx", "docm", "pptx", "ods", "odt", "odp", "epub", "xltx", "dotx"];

/// Whether a file begins as a zip does and is not an office document in disguise.
pub(super) fn is_zip(path: &Path) -> io::Result<bool> {
    let mut head = Vec::new();
    File::open(path)?.take(64).read_to_end(&mut head)?;
    let extension = path.extension().unwrap_or_default();
    if !begins_as_zip(&head) || DOCUMENTS.iter().any(|document| extension.eq_ignore_ascii_case(document)) {
        return Ok(false);
    }
    // Most documents name one of these parts first; others name it somewhere.
    let is_document = |name: &[u8]| name == b"[Content_Types].xml" || name == b"mimetype";
    if memchr::memmem::find(&head, b"[Content_Types].xml").is_some() || head.get(30..).is_some_and(|name| name.starts_with(b"mimetype")) {
        return Ok(false);
    }
    // What has no directory is a zip that is not whole.
    let archive = ZipArchive::new(BufReader::new(File::open(path)?));
    Ok(!archive.is_ok_and(|archive| archive.file_names_raw().any(is_document)))
}

pub(super) fn begins_as_zip(head: &[u8]) -> bool {
    // The second is the end record of a zip that holds nothing.
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Lists a zip's files, each path with `prefix` before it. An error when its directory can't be read.
pub(super) fn list(zip: &Path, prefix: &str, shown: &str, tree: &mut Tree) -> Result<(), Problem> {
    let file = File::open(zip).map_err(|error| unreadable(shown, &error))?;
    let archive = ZipArchive::new(BufReader::new(file)).map_err(|error| no_directory(shown, &error))?;
    let zip = Arc::new(zip.to_owned());
    let (mut locked, mut foreign) = (0, 0);
    for index in 0..archive.len() {
        let entry = archive.by_index_data(index).map_err(|error| no_directory(shown, &error))?;
        let name = entry.name().unwrap_or_else(|_| Cow::Owned(String::from_utf8_lossy(entry.name_raw()).into_owned()));
        if let Some(reason) = unsafe_reason(&name) {
            let problem = Problem::new(
                Severity::Note,
                ProblemCode::UnsafePath,
                shown,
                format!("a file in it is named `{name}`, {reason}; it was left out"),
            );
            tree.problems.push(problem.hint("download the zip from the platform itself if you miss that file"));
            continue;
        }
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
        let packed = Packed {
            zip: Arc::clone(&zip),
            header_start: entry.header_start(),
            packed_bytes: entry.compressed_size(),
            bytes: entry.size(),
            crc: entry.crc32(),
            stored,
        };
        tree.found.push(Found { path: format!("{prefix}{name}"), bytes: packed.bytes, place: Place::Packed(packed) });
        if tree.is_full() {
            return Ok(());
        }
    }
    for (count, message) in [(locked, "locked with a password"), (foreign, "packed in a way that is not read here")] {
        if count > 0 {
            let message = format!("{count} of its files {} {message}", if count == 1 { "is" } else { "are" });
            let problem = Problem::new(Severity::Refused, ProblemCode::Unreadable, shown, message);
            tree.problems.push(problem.hint("unzip it with the program that made it and open the folder"));
        }
    }
    Ok(())
}

impl Packed {
    /// Inflates as it is read; the last read fails when length or checksum are not what the directory says.
    pub(super) fn reader(&self) -> io::Result<Box<dyn Read + Send>> {
        let bomb = self.bytes > 1 << 30 && self.bytes / BOMB_FACTOR > self.packed_bytes;
        if bomb || self.bytes > LARGEST {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "it would inflate beyond all measure"));
        }
        let mut file = File::open(self.zip.as_path())?;
        file.seek(SeekFrom::Start(self.header_start))?;
        // The local header: a signature, and at 26 and 28 the lengths of the name and the extra field that follow it.
        let mut header = [0; 30];
        file.read_exact(&mut header)?;
        if !header.starts_with(b"PK\x03\x04") {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the zip's directory and its contents disagree"));
        }
        let skip = i64::from(u16::from_le_bytes([header[26], header[27]])) + i64::from(u16::from_le_bytes([header[28], header[29]]));
        file.seek(SeekFrom::Current(skip))?;
        let packed = BufReader::with_capacity(128 * 1024, file.take(self.packed_bytes));
        let inner: Box<dyn Read + Send> = if self.stored { Box::new(packed) } else { Box::new(DeflateDecoder::new(packed)) };
        Ok(Box::new(Checked { inner, crc: Crc::new(), left: self.bytes, expected: self.crc }))
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

/// Why a name could lead out of the tree, if it could.
fn unsafe_reason(name: &str) -> Option<&'static str> {
    let drive = name.as_bytes().get(1) == Some(&b':') && name.as_bytes()[0].is_ascii_alphabetic();
    if name.starts_with('/') || drive {
        Some("which is an absolute path")
    } else if name.contains('\\') {
        Some("which holds a backslash")
    } else if name.split('/').any(|part| part == "..") {
        Some("which leads out of the zip")
    } else if name.contains('\0') {
        Some("which holds a NUL")
    } else {
        None
    }
}
