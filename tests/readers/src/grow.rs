//! From a seed to a file of a size.

use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::car;
use crate::seed::{Packing, Seed};
use crate::vary::Varied;
use crate::workbook;

/// A sheet of an `.xls` has no more rows than this, and the fixtures' other rows are few.
const ROWS_OF_XLS: u64 = 65_500;

/// So many pieces tell how large one is.
const FEW: u64 = 1_000;

/// How much is written at once.
const CHUNK: usize = 1 << 20;

/// A seed and what was cut from it.
#[derive(Debug)]
pub(crate) struct Growing<'s> {
    seed: &'s Seed,
    head: Vec<u8>,
    piece: Varied,
    /// How many rows a piece has, where it has rows.
    rows: u64,
    is_utf16: bool,
}

/// What a file has grown to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Grown {
    pub(crate) pieces: u64,
    pub(crate) unpacked: u64,
}

impl<'s> Growing<'s> {
    pub(crate) fn of(seed: &'s Seed) -> Result<Growing<'s>, String> {
        let (head, piece) = seed.cut()?;
        let rows = piece.iter().filter(|byte| **byte == b'\n').count() as u64;
        Ok(Growing { seed, head, rows, piece: Varied::of(&piece, seed.ids), is_utf16: seed.is_utf16()? })
    }

    /// How few pieces make a file that holds something, and twice as many twice as much.
    pub(crate) fn least(&self) -> u64 {
        if let Packing::Documents(each) = self.seed.packing { each } else { 1 }
    }

    /// Writes a file of so many bytes, unpacked, or of the most that its format can hold when those are fewer.
    pub(crate) fn make(&self, path: &Path, bytes: u64) -> Result<Grown, String> {
        let (few, many) = (self.write(path, FEW)?, self.write(path, 3 * FEW)?);
        let pieces = bytes * 2 * FEW / (many - few) + 1;
        let pieces = if matches!(self.seed.packing, Packing::Xls) { pieces.min(ROWS_OF_XLS / self.rows) } else { pieces };
        Ok(Grown { pieces, unpacked: self.write(path, pieces)? })
    }

    /// Writes a file of so many pieces; how large it is, unpacked.
    pub(crate) fn write(&self, path: &Path, pieces: u64) -> Result<u64, String> {
        self.try_write(path, pieces).map_err(|error| format!("{}: {error}", path.display()))
    }

    fn try_write(&self, path: &Path, pieces: u64) -> io::Result<u64> {
        let mut file = BufWriter::with_capacity(CHUNK, File::create(path)?);
        match self.seed.packing {
            Packing::Alone => self.text(&mut file, pieces)?,
            Packing::Car => car::write(&mut file, |count, text| self.piece.write(count, text), pieces)?,
            Packing::Xlsx => file.write_all(&workbook::xlsx(&self.sheets(pieces)?))?,
            Packing::Xls => file.write_all(&workbook::xls(&self.sheets(pieces)?))?,
            Packing::Zip(_) | Packing::Documents(_) => self.zip(&mut file, pieces)?,
        }
        file.flush()?;
        drop(file);
        let mut unpacked = path.metadata()?.len();
        if let Ok(mut zip) = ZipArchive::new(File::open(path)?) {
            unpacked = 0;
            for index in 0..zip.len() {
                unpacked += zip.by_index(index)?.size();
            }
        }
        Ok(unpacked)
    }

    fn zip(&self, file: &mut (impl Write + Seek), pieces: u64) -> io::Result<()> {
        let options = SimpleFileOptions::default().compression_level(Some(1));
        let mut zip = ZipWriter::new(file);
        match self.seed.packing {
            Packing::Documents(each) => {
                let (stem, extension) = self.seed.path().rsplit_once('.').unwrap_or((self.seed.path(), ""));
                for document in 0..pieces.div_ceil(each) {
                    zip.start_file(format!("{stem} {document}.{extension}"), options)?;
                    zip.write_all(&self.head)?;
                    self.pieces(&mut zip, document * each..pieces.min((document + 1) * each))?;
                }
            }
            Packing::Zip(beside) => {
                for name in beside {
                    zip.start_file(*name, options)?;
                    zip.write_all(&self.seed.read(name).map_err(io::Error::other)?)?;
                }
                zip.start_file(self.seed.path(), options)?;
                self.text(&mut zip, pieces)?;
            }
            _ => {}
        }
        zip.finish()?;
        Ok(())
    }

    fn sheets(&self, pieces: u64) -> io::Result<String> {
        let mut bytes = Vec::new();
        self.text(&mut bytes, pieces)?;
        String::from_utf8(bytes).map_err(io::Error::other)
    }

    fn text(&self, out: &mut dyn Write, pieces: u64) -> io::Result<()> {
        if self.is_utf16 {
            let mut bytes = Vec::new();
            self.plain(&mut bytes, pieces)?;
            let text = String::from_utf8_lossy(&bytes);
            let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            return out.write_all(&units);
        }
        self.plain(out, pieces)
    }

    fn plain(&self, out: &mut dyn Write, pieces: u64) -> io::Result<()> {
        out.write_all(&self.head)?;
        self.pieces(out, 0..pieces)?;
        out.write_all(self.seed.end.as_bytes())
    }

    fn pieces(&self, out: &mut dyn Write, pieces: std::ops::Range<u64>) -> io::Result<()> {
        let mut chunk = Vec::with_capacity(2 * CHUNK);
        for count in pieces.clone() {
            if count > pieces.start {
                chunk.extend_from_slice(self.seed.glue.as_bytes());
            }
            self.piece.write(count, &mut chunk);
            if chunk.len() >= CHUNK {
                out.write_all(&chunk)?;
                chunk.clear();
            }
        }
        out.write_all(&chunk)
    }
}
