use std::path::PathBuf;

/// Why the store could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("there is no store at {}", .0.display())]
    Missing(PathBuf),
    #[error("{} is not an Earshot store", .0.display())]
    NotAStore(PathBuf),
    #[error("{} was written by a newer version of Earshot", .0.display())]
    Newer(PathBuf),
    #[error("{} can't be written", .0.display())]
    ReadOnly(PathBuf),
    #[error("another program is writing to {}", .0.display())]
    Locked(PathBuf),
    #[error("{} is damaged", .0.display())]
    Damaged(PathBuf),
    #[error("{0}")]
    Query(String),
    #[error("there is no import {0}")]
    NoImport(i64),
    #[error("sqlite: {0}")]
    Sqlite(#[source] rusqlite::Error),
}

impl StoreError {
    /// Sorts what SQLite says into what a person can act on.
    pub(crate) fn from_sqlite(error: rusqlite::Error, path: &std::path::Path) -> StoreError {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => StoreError::Locked(path.to_owned()),
            Some(Code::ReadOnly | Code::PermissionDenied) => StoreError::ReadOnly(path.to_owned()),
            Some(Code::NotADatabase) => StoreError::NotAStore(path.to_owned()),
            Some(Code::DatabaseCorrupt) => StoreError::Damaged(path.to_owned()),
            _ => StoreError::Sqlite(error),
        }
    }
}
