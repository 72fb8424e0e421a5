//! Taking an import back: the store that never saw it.

use earshot_model::UndoReport;
use rusqlite::{Connection, TransactionBehavior};

use crate::import::{Ages, refold, tidy_names, tidy_people};
use crate::twins::find_twins;
use crate::{Store, StoreError};

impl Store {
    /// Takes an import back, in one transaction.
    pub fn undo(&mut self, import: i64) -> Result<UndoReport, StoreError> {
        let path = self.path.clone();
        let sorted = |error| StoreError::from_sqlite(error, &path);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sorted)?;
        let exists: bool =
            transaction.query_row("SELECT EXISTS (SELECT 1 FROM import WHERE id = ?1)", [import], |row| row.get(0)).map_err(sorted)?;
        if !exists {
            return Err(StoreError::NoImport(import));
        }
        let report = take_back(&transaction, import).map_err(sorted)?;
        transaction.commit().map_err(sorted)?;
        Ok(report)
    }
}

fn take_back(connection: &Connection, import: i64) -> rusqlite::Result<UndoReport> {
    let ages = Ages::load(connection)?;
    let shared: Vec<i64> = connection
        .prepare("SELECT message FROM sighting WHERE import = ?1")?
        .query_map([import], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let detailed: Vec<i64> = connection
        .prepare("SELECT person FROM person_detail WHERE import = ?1")?
        .query_map([import], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    connection.execute("DELETE FROM sighting WHERE import = ?1", [import])?;
    let mut restored = 0;
    for message in shared {
        restored += u64::from(refold(connection, &ages, message)?);
    }
    connection.execute("DELETE FROM snapshot WHERE import = ?1", [import])?;
    let messages = connection.execute("DELETE FROM message WHERE import = ?1", [import])?;
    let releases = connection.execute("DELETE FROM release WHERE import = ?1", [import])?;
    connection.execute("DELETE FROM import WHERE id = ?1", [import])?;
    let people = connection.execute(include_str!("../sql/forget_people.sql"), [])?;
    connection.execute("DELETE FROM id_space WHERE NOT EXISTS (SELECT 1 FROM message WHERE space = id_space.id)", [])?;
    tidy_names(connection)?;
    tidy_people(connection, &detailed)?;
    find_twins(connection)?;
    Ok(UndoReport {
        import,
        messages_removed: messages as u64,
        messages_restored: restored,
        releases_removed: releases as u64,
        people_removed: people as u64,
    })
}
