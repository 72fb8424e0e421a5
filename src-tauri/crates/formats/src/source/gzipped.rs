//! What a gzip holds.

use std::io::{self, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use super::beyond_measure;

/// A gzip, inflated as it is read. Several that stand in one file, one after another, are one.
pub(super) struct Inflated<R: Read> {
    inner: MultiGzDecoder<BufReader<Counted<R>>>,
    inflated: u64,
}

pub(super) fn begins(head: &[u8]) -> bool {
    head.starts_with(b"\x1f\x8b")
}

/// What the file in a gzip is called: `export.xml.gz` holds `export.xml`.
pub(super) fn name_within(name: &str) -> &str {
    match name.len().checked_sub(3).and_then(|at| name.split_at_checked(at)) {
        Some((stem, end)) if !stem.is_empty() && end.eq_ignore_ascii_case(".gz") => stem,
        _ => name,
    }
}

impl<R: Read> Inflated<R> {
    pub(super) fn new(gzip: R) -> Inflated<R> {
        let counted = BufReader::with_capacity(128 * 1024, Counted { inner: gzip, read: 0 });
        Inflated { inner: MultiGzDecoder::new(counted), inflated: 0 }
    }
}

impl<R: Read> Read for Inflated<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.inflated += read as u64;
        // A gzip doesn't say how long what it holds is, so it is watched.
        beyond_measure(self.inner.get_ref().get_ref().read, self.inflated)?;
        Ok(read)
    }
}

struct Counted<R> {
    inner: R,
    read: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read += read as u64;
        Ok(read)
    }
}
