//! A seed: what of a fixture is repeated, and what the file is that grows from it.

use std::fs;
use std::path::{Path, PathBuf};

/// A hand-written export of which one piece is repeated.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seed {
    pub(crate) format: &'static str,
    /// What tells it from other seeds of the same format; blank when there is one.
    pub(crate) variant: &'static str,
    /// The folder of the export among the fixtures, and the file in it that grows.
    root: &'static str,
    file: &'static str,
    /// The piece begins where this first stands; blank: behind the first line.
    from: &'static str,
    /// A damaged line before it is left out: the one that begins like this.
    without: &'static str,
    /// It ends where this first stands behind its beginning; blank: with the file.
    till: &'static str,
    /// What stands between two pieces.
    pub(crate) glue: &'static str,
    /// What stands behind the last piece.
    pub(crate) end: &'static str,
    /// Texts within the piece to which the number of the piece is added, besides the long numbers and the times of day.
    pub(crate) ids: &'static [&'static str],
    pub(crate) packing: Packing,
    /// The times have no zone, so that one is chosen.
    pub(crate) is_zoned: bool,
    /// The name of the file, where the fixture's own says too little.
    named: &'static str,
}

/// What becomes of a text that has grown.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Packing {
    /// A file of that text.
    Alone,
    /// A zip of it, and of these files of the export.
    Zip(&'static [&'static str]),
    /// A workbook; the text is as `sheet/build.rs` says.
    Xlsx,
    Xls,
    /// A zip of documents, each with as many pieces as this.
    Documents(u64),
    /// A repository of Bluesky, whose posts have the piece as their text.
    Car,
}

impl Seed {
    /// A file of rows below a header.
    pub(crate) const fn new(format: &'static str, root: &'static str, file: &'static str) -> Seed {
        Seed {
            format,
            variant: "",
            root,
            file,
            from: "",
            without: "",
            till: "",
            glue: "",
            end: "",
            ids: &[],
            packing: Packing::Alone,
            is_zoned: false,
            named: "",
        }
    }

    pub(crate) const fn variant(self, variant: &'static str) -> Seed {
        Seed { variant, ..self }
    }

    pub(crate) const fn from(self, from: &'static str) -> Seed {
        Seed { from, ..self }
    }

    pub(crate) const fn without(self, without: &'static str) -> Seed {
        Seed { without, ..self }
    }

    pub(crate) const fn till(self, till: &'static str) -> Seed {
        Seed { till, ..self }
    }

    pub(crate) const fn end(self, end: &'static str) -> Seed {
        Seed { end, ..self }
    }

    /// Elements of a list in JSON, with what closes it.
    pub(crate) const fn listed(self, end: &'static str) -> Seed {
        Seed { glue: ",\n", end, ..self }
    }

    pub(crate) const fn glue(self, glue: &'static str) -> Seed {
        Seed { glue, ..self }
    }

    pub(crate) const fn ids(self, ids: &'static [&'static str]) -> Seed {
        Seed { ids, ..self }
    }

    pub(crate) const fn packed(self, packing: Packing) -> Seed {
        Seed { packing, ..self }
    }

    pub(crate) const fn zoned(self) -> Seed {
        Seed { is_zoned: true, ..self }
    }

    pub(crate) const fn named(self, named: &'static str) -> Seed {
        Seed { named, ..self }
    }

    /// The format, and the variant when there is one.
    pub(crate) fn label(&self) -> String {
        if self.variant.is_empty() { self.format.to_owned() } else { format!("{} ({})", self.format, self.variant) }
    }

    /// Where the file lies within the export.
    pub(crate) fn path(&self) -> &'static str {
        self.file
    }

    /// How the grown file is named.
    pub(crate) fn name(&self) -> String {
        let own = self.file.rsplit('/').next().unwrap_or(self.file);
        match self.packing {
            _ if !self.named.is_empty() => self.named.to_owned(),
            Packing::Alone => own.to_owned(),
            Packing::Zip(_) | Packing::Documents(_) => format!("{}.zip", self.format),
            Packing::Xlsx => format!("{}.xlsx", self.format),
            Packing::Xls => format!("{}.xls", self.format),
            Packing::Car => "repo.car".to_owned(),
        }
    }

    /// A file of the export.
    pub(crate) fn read(&self, file: &str) -> Result<Vec<u8>, String> {
        let path = fixtures().join(self.root).join(file);
        fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// What stands before the piece, and the piece.
    pub(crate) fn cut(&self) -> Result<(Vec<u8>, Vec<u8>), String> {
        let text = self.read(self.file)?;
        let text = if text.starts_with(&[0xff, 0xfe]) { of_utf16(&text) } else { text };
        let missing = |mark: &str| format!("{}: `{mark}` is not in {}/{}", self.label(), self.root, self.file);
        let begins = match self.from {
            "" => find(&text, b"\n").map(|at| at + 1),
            mark => find(&text, mark.as_bytes()),
        };
        let begins = begins.ok_or_else(|| missing(self.from))?;
        let ends = match self.till {
            "" => text.len(),
            mark => begins + find(&text[begins..], mark.as_bytes()).ok_or_else(|| missing(mark))?,
        };
        let mut piece = text[begins..ends].to_vec();
        // The last row of a file may lack the end of its line.
        if self.glue.is_empty() && !piece.ends_with(b"\n") {
            piece.push(b'\n');
        }
        let is_whole = |line: &&[u8]| self.without.is_empty() || !line.starts_with(self.without.as_bytes());
        Ok((text[..begins].split_inclusive(|byte| *byte == b'\n').filter(is_whole).flatten().copied().collect(), piece))
    }

    /// Whether the file is UTF-16, little end first, as the fixture is.
    pub(crate) fn is_utf16(&self) -> Result<bool, String> {
        Ok(self.read(self.file)?.starts_with(&[0xff, 0xfe]))
    }
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../import/fixtures")
}

pub(crate) fn find(text: &[u8], mark: &[u8]) -> Option<usize> {
    text.windows(mark.len()).position(|window| window == mark)
}

fn of_utf16(bytes: &[u8]) -> Vec<u8> {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units).into_bytes()
}
