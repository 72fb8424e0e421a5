use earshot_measures::MeasureError;
use earshot_model::{Problem, ProblemCode};
use earshot_store::StoreError;

use crate::api::Failure;

impl Failure {
    pub(crate) fn new(code: &str, message: impl Into<String>, hint: &str) -> Failure {
        Failure { code: code.to_owned(), message: message.into(), detail: String::new(), hint: hint.to_owned() }
    }

    pub(crate) fn bad_request(message: impl Into<String>) -> Failure {
        Failure::new("bad-request", message, "")
    }

    pub(crate) fn busy() -> Failure {
        Failure::new("busy", "an import is running", "wait until it is done, or cancel it")
    }

    pub(crate) fn cancelled() -> Failure {
        Failure::new("cancelled", "the import was cancelled; the store is as it was", "")
    }

    pub(crate) fn unwritten(path: &std::path::Path, error: &std::io::Error) -> Failure {
        Failure::new("unwritten", format!("{} can't be written: {error}", path.display()), "choose another folder")
    }

    pub(crate) fn refused(problem: &Problem) -> Failure {
        let code = match problem.code {
            ProblemCode::NoAccount | ProblemCode::NoZone | ProblemCode::NoMapping => problem.code.as_str(),
            _ => "refused",
        };
        Failure::new(code, format!("{}: {}", problem.file, problem.message), &problem.hint)
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.message)?;
        if self.detail.is_empty() { Ok(()) } else { write!(out, " ({})", self.detail) }
    }
}

impl std::error::Error for Failure {}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        let (code, hint) = match &error {
            StoreError::Missing(_) => ("store-missing", "import a file first, or name another store with --store"),
            StoreError::NotAStore(_) => ("not-a-store", "name an Earshot store with --store, or move this file away"),
            StoreError::Newer(_) => ("store-newer", "update Earshot; nothing was changed"),
            StoreError::ReadOnly(_) => ("store-read-only", "change the file's permissions, or copy it to a folder of your own"),
            StoreError::Locked(_) => ("store-locked", "wait until the other program is done, then try again"),
            StoreError::Damaged(_) => ("store-damaged", "restore a copy, or move the file away and import your exports again"),
            StoreError::Query(_) => ("bad-request", ""),
            StoreError::NoImport(_) => ("bad-request", "see `earshot imports`"),
            StoreError::Sqlite(_) => ("internal", "run `earshot check`; nothing was changed"),
        };
        Failure::new(code, error.to_string(), hint)
    }
}

impl From<MeasureError> for Failure {
    fn from(error: MeasureError) -> Failure {
        match error {
            MeasureError::UnknownId(_) => Failure::new("bad-request", error.to_string(), "`earshot measure` without an id prints them all"),
            MeasureError::Polars(_) => Failure::new("internal", error.to_string(), ""),
        }
    }
}
