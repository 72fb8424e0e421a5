//! Rows of comma-separated values.

/// Cells are quoted where they must be.
pub(super) fn row(out: &mut String, cells: &[String], line_end: &str) {
    let cells: Vec<String> =
        cells.iter().map(|cell| if cell.contains([',', '"', '\n', '\r']) { quoted(cell) } else { cell.clone() }).collect();
    out.push_str(&cells.join(","));
    out.push_str(line_end);
}

/// Every cell is quoted.
pub(super) fn quoted_row(out: &mut String, cells: &[String]) {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    out.push_str(&cells.join(","));
    out.push('\n');
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}
