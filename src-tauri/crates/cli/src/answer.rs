//! How answers are printed: JSON, CSV, or a table in words.

use std::io::{BufWriter, Write, stdout};

use earshot_engine::api::Failure;
use earshot_engine::{Cell, csv_cell};
use serde::Serialize;

use crate::arguments::Print;

/// Prints a line on standard output.
macro_rules! say {
    ($($words:tt)*) => {
        $crate::answer::line(format_args!($($words)*))
    };
}
pub(crate) use say;

/// A reader that closes the pipe has read enough.
pub(crate) fn line(words: std::fmt::Arguments<'_>) {
    let _ = writeln!(stdout().lock(), "{words}");
}

pub(crate) fn failed(message: impl Into<String>, hint: &str) -> Failure {
    Failure { code: "internal".to_owned(), message: message.into(), detail: String::new(), hint: hint.to_owned() }
}

pub(crate) fn usage(message: impl Into<String>, hint: &str) -> Failure {
    Failure { code: "bad-request".to_owned(), ..failed(message, hint) }
}

/// One document on standard output.
pub(crate) fn json(document: &impl Serialize) -> Result<(), Failure> {
    let mut out = BufWriter::new(stdout().lock());
    let written = serde_json::to_writer_pretty(&mut out, document).map_err(std::io::Error::from);
    done(written.and_then(|()| writeln!(out)).and_then(|()| out.flush()))
}

/// A table: CSV, or columns set with blanks for reading.
pub(crate) fn table(columns: &[&str], rows: &[Vec<String>], print: Print) -> Result<(), Failure> {
    done(if print.csv { csv(columns, rows) } else { words(columns, rows) })
}

fn csv(columns: &[&str], rows: &[Vec<String>]) -> std::io::Result<()> {
    let mut out = BufWriter::new(stdout().lock());
    writeln!(out, "{}", columns.iter().map(|column| csv_cell(column)).collect::<Vec<_>>().join(","))?;
    for row in rows {
        writeln!(out, "{}", row.iter().map(|cell| csv_cell(cell)).collect::<Vec<_>>().join(","))?;
    }
    out.flush()
}

fn words(columns: &[&str], rows: &[Vec<String>]) -> std::io::Result<()> {
    let mut out = BufWriter::new(stdout().lock());
    let one_line = |cell: &str| cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| one_line(cell)).collect()).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0).max(columns[column].chars().count());
    let widths: Vec<usize> = (0..columns.len()).map(width).collect();
    let line = |cells: Vec<&str>| {
        let cells = cells.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}")).collect::<Vec<_>>();
        cells.join("  ").trim_end().to_owned()
    };
    writeln!(out, "{}", line(columns.to_vec()))?;
    for row in &rows {
        writeln!(out, "{}", line(row.iter().map(String::as_str).collect()))?;
    }
    out.flush()
}

pub(crate) fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Integer(value) => value.to_string(),
        Cell::Real(value) => value.to_string(),
        Cell::Text(text) => text.clone(),
        Cell::Blob(bytes) => format!("{bytes} bytes"),
    }
}

pub(crate) fn number(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

pub(crate) fn optional<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// A reader that closes the pipe has read enough.
fn done(written: std::io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(failed(format!("the answer could not be written: {error}"), ""))
        }
        _ => Ok(()),
    }
}
