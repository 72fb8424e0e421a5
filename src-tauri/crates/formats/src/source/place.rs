//! Where the bytes of a file are, however deep they lie.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::gzipped::Inflated;
use super::zipped::Zipped;
use crate::Stop;

/// One file of a tree. Opened any number of times, in any order, and while others are open.
#[derive(Debug, Clone)]
pub(super) enum Place {
    /// On disk or in memory as it is.
    Plain(Bytes),
    /// In a zip.
    Zipped(Arc<Zipped>),
    /// The one file that a gzip holds.
    Gzipped(Arc<Place>),
    /// In a tar that can only be read from its beginning, since it is compressed.
    Tarred { tar: Arc<Place>, start: u64, len: u64 },
}

impl Place {
    pub(super) fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        match self {
            Place::Plain(bytes) => Ok(Box::new(bytes.open()?)),
            Place::Zipped(zipped) => zipped.open(),
            Place::Gzipped(gzip) => Ok(Box::new(Inflated::new(gzip.open()?))),
            Place::Tarred { tar, start, len } => {
                let mut stream = tar.open()?;
                skip(&mut stream, *start)?;
                Ok(Box::new(Whole { inner: stream, left: *len }))
            }
        }
    }

    /// The bytes that can be read from any place in them, if they are neither compressed nor within something that is.
    pub(super) fn bytes(&self) -> io::Result<Option<Bytes>> {
        match self {
            Place::Plain(bytes) => Ok(Some(bytes.clone())),
            Place::Zipped(zipped) => zipped.stored(),
            Place::Gzipped(_) | Place::Tarred { .. } => Ok(None),
        }
    }
}

/// A run of bytes that can be read from any place in it: a file, memory, or a part of either.
#[derive(Debug, Clone)]
pub(super) struct Bytes {
    of: Of,
    start: u64,
    pub(super) len: u64,
}

#[derive(Debug, Clone)]
enum Of {
    File(Arc<Path>),
    Memory(Arc<Vec<u8>>),
}

impl Bytes {
    pub(super) fn file(path: &Path, len: u64) -> Bytes {
        Bytes { of: Of::File(Arc::from(path)), start: 0, len }
    }

    pub(super) fn memory(bytes: Vec<u8>) -> Bytes {
        Bytes { start: 0, len: bytes.len() as u64, of: Of::Memory(Arc::new(bytes)) }
    }

    /// An error when it would reach beyond the end.
    pub(super) fn part(&self, start: u64, len: u64) -> io::Result<Bytes> {
        if start.checked_add(len).is_none_or(|end| end > self.len) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(Bytes { of: self.of.clone(), start: self.start + start, len })
    }

    pub(super) fn open(&self) -> io::Result<Opened> {
        let (file, memory) = match &self.of {
            Of::File(path) => {
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(self.start))?;
                (Some(file), Arc::default())
            }
            Of::Memory(memory) => (None, Arc::clone(memory)),
        };
        Ok(Opened { file, memory, start: self.start, len: self.len, at: 0 })
    }
}

/// An open [`Bytes`].
pub(super) struct Opened {
    /// `None` for memory.
    file: Option<File>,
    memory: Arc<Vec<u8>>,
    start: u64,
    len: u64,
    at: u64,
}

impl Read for Opened {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.len.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let most = buffer.len().min(left);
        if most == 0 {
            return Ok(0);
        }
        let read = match &mut self.file {
            Some(file) => file.read(&mut buffer[..most])?,
            None => {
                let from = usize::try_from(self.start + self.at).map_err(io::Error::other)?;
                buffer[..most].copy_from_slice(&self.memory[from..from + most]);
                most
            }
        };
        if read == 0 {
            // The file has become shorter.
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Opened {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.len.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        let place = at.and_then(|at| self.start.checked_add(at));
        let (Some(at), Some(place)) = (at, place) else { return Err(io::ErrorKind::InvalidInput.into()) };
        if let Some(file) = &mut self.file {
            file.seek(SeekFrom::Start(place))?;
        }
        self.at = at;
        Ok(at)
    }
}

/// Reads so many bytes, and takes fewer for an error.
struct Whole<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Whole<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        if most == 0 {
            return Ok(0);
        }
        let read = self.inner.read(&mut buffer[..most])?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.left -= read as u64;
        Ok(read)
    }
}

/// Reads and forgets; an error when there is less.
pub(super) fn skip(stream: &mut dyn Read, bytes: u64) -> io::Result<()> {
    let skipped = io::copy(&mut stream.take(bytes), &mut io::sink())?;
    if skipped == bytes { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// Fails as soon as the person has cancelled, so that nothing long goes on unheard.
pub(super) struct Stoppable<R> {
    pub(super) inner: R,
    pub(super) stop: Stop,
}

impl<R: Read> Read for Stoppable<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(io::Error::other("it was stopped"));
        }
        self.inner.read(buffer)
    }
}
