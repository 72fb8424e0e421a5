use earshot_engine::api::{Failure, Nothing};
use earshot_engine::{Cell, Engine};
use serde_json::{Value, json};

use crate::answer::{self, cell, optional, say};
use crate::arguments::Print;

pub(crate) fn formats(json: bool) -> Result<(), Failure> {
    let formats = Engine::formats();
    if json {
        return answer::json(&json!({ "formats": formats }));
    }
    for format in formats {
        say!("{}: {}\n  files    {}\n  carries  {}", format.id, format.name, format.files, format.carries.join(", "));
        for limit in format.limits {
            say!("  {limit}");
        }
    }
    Ok(())
}

pub(crate) fn accounts(engine: &Engine, json: bool) -> Result<(), Failure> {
    let accounts = engine.accounts(Nothing {})?;
    if json {
        return answer::json(&json!({ "accounts": accounts }));
    }
    let rows: Vec<Vec<String>> = accounts
        .into_iter()
        .map(|row| vec![row.name, row.platform, row.handle, row.outbound.to_string(), row.inbound.to_string(), optional(row.as_of)])
        .collect();
    answer::table(&["name", "platform", "handle", "outbound", "inbound", "as of"], &rows, Print { json: false, csv: false })
}

pub(crate) fn sql(engine: &Engine, query: &str, print: Print) -> Result<(), Failure> {
    let sheet = engine.sql(query)?;
    if print.json {
        let rows: Vec<Value> = sheet
            .rows
            .iter()
            .map(|row| sheet.columns.iter().cloned().zip(row.iter().map(value)).collect::<serde_json::Map<_, _>>().into())
            .collect();
        return answer::json(&json!({ "columns": sheet.columns, "rows": rows }));
    }
    let columns: Vec<&str> = sheet.columns.iter().map(String::as_str).collect();
    let rows: Vec<Vec<String>> = sheet.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    answer::table(&columns, &rows, print)
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Integer(value) => json!(value),
        Cell::Real(value) => json!(value),
        Cell::Text(text) => json!(text),
        Cell::Blob(bytes) => json!(format!("{bytes} bytes")),
    }
}

pub(crate) fn zone(engine: &Engine, zone: Option<&str>) -> Result<(), Failure> {
    if let Some(zone) = zone {
        engine.set_zone(zone)?;
    }
    say!("{}", engine.status(Nothing {})?.zone);
    Ok(())
}

/// Fails when the store has something to repair, so that a script can tell.
pub(crate) fn check(engine: &Engine) -> Result<(), Failure> {
    let check = engine.check()?;
    for finding in &check.findings {
        say!("{finding}");
    }
    say!("{}", check.repair);
    if check.findings.is_empty() { Ok(()) } else { Err(answer::failed("the store is damaged", "nothing was changed")) }
}
