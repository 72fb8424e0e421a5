//! SQL by hand, read-only, and the store's own examination.

use rusqlite::types::ValueRef;

use crate::{Store, StoreError};

/// The answer to a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Null,
    Integer(i64),
    Real(f64),
    Text(String),
    Blob(usize),
}

/// What an examination found, and what a repair would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub findings: Vec<String>,
    pub repair: String,
}

impl Store {
    /// Runs one query that reads. A query that would write is refused.
    pub fn sql(&self, query: &str) -> Result<Sheet, StoreError> {
        let failed = |error: rusqlite::Error| match StoreError::from_sqlite(error, &self.path) {
            StoreError::Sqlite(error) => StoreError::Query(error.to_string()),
            StoreError::ReadOnly(_) => StoreError::Query("this query would write; the store is read-only here".to_owned()),
            other => other,
        };
        let mut statement = self.connection.prepare(query).map_err(failed)?;
        if !statement.readonly() {
            return Err(StoreError::Query("this query would write; the store is read-only here".to_owned()));
        }
        // `ATTACH` makes a file, `BEGIN` holds a lock: SQLite counts both as reading.
        if statement.column_count() == 0 {
            return Err(StoreError::Query("this is not a query that reads; it gives no columns".to_owned()));
        }
        let columns = statement.column_names().into_iter().map(str::to_owned).collect::<Vec<_>>();
        let mut found = Vec::new();
        let mut rows = statement.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let cells = (0..columns.len()).map(|column| row.get_ref(column).map(cell)).collect::<rusqlite::Result<_>>();
            found.push(cells.map_err(failed)?);
        }
        Ok(Sheet { columns, rows: found })
    }

    /// Examines the file itself, the links between its tables, and the rules that hold between imports.
    pub fn check(&self) -> Result<Check, StoreError> {
        let mut findings = self.list("PRAGMA integrity_check")?;
        findings.retain(|finding| finding != "ok");
        findings.extend(self.list("SELECT 'table ' || \"table\" || ', row ' || coalesce(rowid, '?') || ' refers to a missing ' || parent FROM pragma_foreign_key_check")?);
        findings.extend(self.list(include_str!("../sql/check_people.sql"))?);
        findings.extend(self.list(include_str!("../sql/check_sightings.sql"))?);
        let repair = match findings.is_empty() {
            true => "nothing to repair".to_owned(),
            false => "a repair would make a new store and import the files of `earshot imports` into it again, oldest first".to_owned(),
        };
        Ok(Check { findings, repair })
    }

    fn list(&self, query: &str) -> Result<Vec<String>, StoreError> {
        self.sqlite(|connection| connection.prepare(query)?.query_map([], |row| row.get(0))?.collect())
    }
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(value) => Cell::Integer(value),
        ValueRef::Real(value) => Cell::Real(value),
        ValueRef::Text(text) => Cell::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Cell::Blob(bytes.len()),
    }
}
