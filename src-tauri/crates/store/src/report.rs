//! What an import did, as it was reported, at any later time.

use earshot_model::{FilePlan, ImportReport};

use crate::{Store, StoreError};

impl Store {
    /// The report of an import, with every one of its problems. The gaps are those of today: another import may have closed one.
    pub fn report(&self, import: i64) -> Result<ImportReport, StoreError> {
        let row = self.imports()?.into_iter().find(|row| row.id == import).ok_or(StoreError::NoImport(import))?;
        let plan: String =
            self.sqlite(|connection| connection.query_row("SELECT plan FROM import WHERE id = ?1", [import], |row| row.get(0)))?;
        let plan: Option<FilePlan> = serde_json::from_str(&plan).ok();
        let (unused, limits) = plan.map(|plan| (plan.unused, plan.limits)).unwrap_or_default();
        let gaps = self.gaps()?.into_iter().filter(|gap| gap.between.0 == import || gap.between.1 == import);
        Ok(ImportReport {
            id: Some(row.id),
            path: row.path,
            sha256: row.sha256,
            format: row.format,
            account: row.account,
            rows: row.rows,
            added: row.added,
            updated: row.updated,
            unchanged: row.unchanged,
            rejected: row.rejected,
            problems: self.problems(import)?,
            covers: row.covers,
            unused,
            limits,
            gaps: gaps.map(|gap| gap.span).collect(),
        })
    }
}
