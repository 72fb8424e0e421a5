//! From plans to records, and to the digests by which files are known again: every surface comes through here.

use std::io::Read;
use std::iter;
use std::path::Path;

use earshot_model::{FilePlan, Problem, ProblemCode, Severity};
use sha2::{Digest, Sha256};

use crate::plan::{SEE_FORMATS, reader};
use crate::{Entry, HEAD, Sink, Source, Stop};

/// The files of a plan, opened again. What they lie in is listed once for all of one root that follow one another: of a zip of a
/// thousand exports, a thousand plans are read.
#[derive(Debug)]
pub struct Reading<'p> {
    files: Vec<&'p FilePlan>,
    stop: Stop,
    source: Option<Source>,
}

impl<'p> Reading<'p> {
    pub fn of(files: impl IntoIterator<Item = &'p FilePlan>, stop: &Stop) -> Reading<'p> {
        Reading { files: files.into_iter().collect(), stop: Stop::clone(stop), source: None }
    }

    /// Streams the records of one of the files into `sink`. The error is what makes the whole file unreadable.
    pub fn read(&mut self, file: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let Some(reader) = reader(&file.format) else {
            let message = format!("there is no format named `{}`", file.format);
            return Err(Problem::new(Severity::Refused, ProblemCode::NotRecognised, &file.shown(), message).hint(SEE_FORMATS));
        };
        let stop = Stop::clone(&self.stop);
        let is_alone = self.files.iter().filter(|other| other.root == file.root).count() < 2;
        let source = self.source(file)?;
        let is_cut = |part: &Entry| (part.head.len() as u64) < part.bytes.min(HEAD as u64);
        if !is_alone && file.parts.iter().filter_map(|part| source.entry(part)).any(is_cut) {
            // Of very many files, the last were not looked at as closely as the plan was made.
            return reader.read(&Source::reopen(&source.root, iter::once(parts_of(file)), &stop)?, file, sink);
        }
        reader.read(source, file, sink)
    }

    /// The SHA-256 of what a plan reads, in lower-case hex: of one part its bytes, so that it is what `sha256sum` prints for the
    /// file, unpacked; of several the lines `digest  path`, in the plan's order.
    pub fn sha256(&mut self, file: &FilePlan) -> Result<String, Problem> {
        let source = self.source(file)?;
        let mut digests = Vec::new();
        for part in &file.parts {
            let mut reader = source.reader(part)?;
            let mut hash = Sha256::new();
            let mut buffer = vec![0; 1 << 17];
            loop {
                let read = reader.read(&mut buffer).map_err(|error| source.failed(part, &error))?;
                if read == 0 {
                    break;
                }
                hash.update(&buffer[..read]);
            }
            digests.push(format!("{:x}", hash.finalize()));
        }
        if let [digest] = &digests[..] {
            return Ok(digest.clone());
        }
        let mut hash = Sha256::new();
        for (digest, part) in digests.iter().zip(&file.parts) {
            hash.update(format!("{digest}  {part}\n"));
        }
        Ok(format!("{:x}", hash.finalize()))
    }

    fn source(&mut self, file: &FilePlan) -> Result<&Source, Problem> {
        let root = Path::new(&file.root);
        let source = match self.source.take().filter(|source| source.root == root) {
            Some(source) => source,
            None => {
                let files = self.files.iter().filter(|other| other.root == file.root);
                Source::reopen(root, files.map(|file| parts_of(file)), &self.stop)?
            }
        };
        Ok(self.source.insert(source))
    }
}

fn parts_of(file: &FilePlan) -> (&str, &[String]) {
    (&file.path, &file.parts)
}

/// Streams the records of one planned file into `sink`. The error is what makes the whole file unreadable.
pub fn read(file: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
    Reading::of([file], &Stop::default()).read(file, sink)
}

/// The digest of what a plan reads, as [`Reading::sha256`] says. An error once `stop` is set.
pub fn sha256(file: &FilePlan, stop: &Stop) -> Result<String, Problem> {
    Reading::of([file], stop).sha256(file)
}
