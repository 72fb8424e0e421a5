//! The store: one local SQLite file. The only crate that knows SQLite.
//!
//! An [`Import`] is one transaction: it goes in whole or leaves nothing. What several imports say about one message is folded
//! into one row by [`fold`](merge), so that the order in which files are imported does not matter and an undo gives the store
//! that never saw the import.

mod coverage;
mod error;
mod import;
mod mapping;
mod merge;
mod office;
mod open;
mod origins;
mod query;
mod report;
mod said;
mod sql;
mod twins;
mod undo;

pub use coverage::Gap;
pub use error::StoreError;
pub use import::{About, FileImport, Ids, Import};
pub use open::Store;
pub use query::{AccountInfo, CountsRow, DayRow, MessageRow, MessageText, ReleaseRow, Totals};
pub use said::Found;
pub use sql::{Cell, Check, Sheet};
