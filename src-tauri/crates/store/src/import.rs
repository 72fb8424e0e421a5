//! Writing: one transaction for everything that is imported together.

mod file;
mod ids;
mod names;
mod refold;
mod snapshot;

use earshot_model::{AccountName, Millis, Platform, Span};
use rusqlite::{Transaction, TransactionBehavior};

pub use file::FileImport;
pub use ids::Ids;
pub(crate) use names::{tidy_names, tidy_people};
pub(crate) use refold::{Ages, Held, held, of_word, refold};
pub(crate) use snapshot::{COUNTS, counts};

use crate::twins::find_twins;
use crate::{Store, StoreError};

/// A running import. Dropping it without [`commit`](Import::commit) leaves the store as it was.
#[derive(Debug)]
pub struct Import<'store> {
    transaction: Transaction<'store>,
    path: std::path::PathBuf,
}

/// What is known about a file before its first row.
#[derive(Debug, Clone)]
pub struct About {
    pub path: String,
    /// `None`: it is taken while the file is read, and said with [`FileImport::hashed`].
    pub sha256: Option<String>,
    pub format: String,
    /// The format's platform: that of the accounts it names by row.
    pub platform: Platform,
    pub account: Option<AccountName>,
    pub covers: Option<Span>,
    /// Columns of which nothing is made, and what the format can't tell: for the report.
    pub unused: Vec<String>,
    pub limits: Vec<String>,
    /// The plan, JSON; kept with the import.
    pub plan: String,
    pub imported_at: Millis,
}

impl Store {
    /// Begins an import; waits a few seconds for another that is running, then gives up with [`StoreError::Locked`].
    pub fn import(&mut self) -> Result<Import<'_>, StoreError> {
        let path = self.path.clone();
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| StoreError::from_sqlite(error, &path))?;
        Ok(Import { transaction, path })
    }
}

impl Import<'_> {
    /// Begins one file of the import.
    pub fn file(&mut self, about: &About) -> Result<FileImport<'_>, StoreError> {
        FileImport::begin(&self.transaction, about).map_err(|error| StoreError::from_sqlite(error, &self.path))
    }

    /// Makes everything that was taken in visible to others.
    pub fn commit(self) -> Result<(), StoreError> {
        tidy_names(&self.transaction)
            .and_then(|()| find_twins(&self.transaction))
            .and_then(|()| self.transaction.commit())
            .map_err(|error| StoreError::from_sqlite(error, &self.path))
    }
}
