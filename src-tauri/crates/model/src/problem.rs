use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a problem did to what was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The whole file was refused.
    Refused,
    /// One row was not taken in; it is kept, with its reason.
    Rejected,
    /// Everything was taken in; this is worth knowing.
    Note,
}

/// Surfaces decide by the code, never by the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    EmptyFile,
    HeaderOnly,
    NotRecognised,
    Unreadable,
    TruncatedArchive,
    UnsafePath,
    NestedArchive,
    LineTooLong,
    TooFewFields,
    BadEncoding,
    BadJson,
    BadXml,
    MissingColumn,
    MissingId,
    DamagedId,
    DuplicateId,
    MissingDate,
    BadDate,
    BadNumber,
    BadValue,
    MissingPart,
    ParentAbsent,
    ReplyBeforeParent,
    NoAccount,
    NoZone,
    NoMapping,
    TooLarge,
    AlreadyImported,
}

impl ProblemCode {
    /// The word the store, the JSON and the documents use.
    pub fn as_str(self) -> &'static str {
        match self {
            ProblemCode::EmptyFile => "empty-file",
            ProblemCode::HeaderOnly => "header-only",
            ProblemCode::NotRecognised => "not-recognised",
            ProblemCode::Unreadable => "unreadable",
            ProblemCode::TruncatedArchive => "truncated-archive",
            ProblemCode::UnsafePath => "unsafe-path",
            ProblemCode::NestedArchive => "nested-archive",
            ProblemCode::LineTooLong => "line-too-long",
            ProblemCode::TooFewFields => "too-few-fields",
            ProblemCode::BadEncoding => "bad-encoding",
            ProblemCode::BadJson => "bad-json",
            ProblemCode::BadXml => "bad-xml",
            ProblemCode::MissingColumn => "missing-column",
            ProblemCode::MissingId => "missing-id",
            ProblemCode::DamagedId => "damaged-id",
            ProblemCode::DuplicateId => "duplicate-id",
            ProblemCode::MissingDate => "missing-date",
            ProblemCode::BadDate => "bad-date",
            ProblemCode::BadNumber => "bad-number",
            ProblemCode::BadValue => "bad-value",
            ProblemCode::MissingPart => "missing-part",
            ProblemCode::ParentAbsent => "parent-absent",
            ProblemCode::ReplyBeforeParent => "reply-before-parent",
            ProblemCode::NoAccount => "no-account",
            ProblemCode::NoZone => "no-zone",
            ProblemCode::NoMapping => "no-mapping",
            ProblemCode::TooLarge => "too-large",
            ProblemCode::AlreadyImported => "already-imported",
        }
    }
}

/// One thing that is wrong with a file or a row, in one line, and what to do about it in another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Problem {
    pub severity: Severity,
    pub code: ProblemCode,
    /// Where in the tree of what was opened, `exports.zip/data/tweets.js`.
    pub file: String,
    /// Counted from 1; the line on which the row begins.
    pub line: Option<u64>,
    pub column: Option<String>,
    /// One line, lower case, no full stop.
    pub message: String,
    /// What to do next; may be empty.
    pub hint: String,
    /// The row as it stood in the file, cut at 4,000 characters.
    pub raw: Option<String>,
}

impl Problem {
    pub fn new(severity: Severity, code: ProblemCode, file: &str, message: impl Into<String>) -> Problem {
        Problem { severity, code, file: file.to_owned(), line: None, column: None, message: message.into(), hint: String::new(), raw: None }
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Problem {
        self.hint = hint.into();
        self
    }

    #[must_use]
    pub fn line(mut self, line: u64) -> Problem {
        self.line = Some(line);
        self
    }

    #[must_use]
    pub fn column(mut self, column: &str) -> Problem {
        self.column = Some(column.to_owned());
        self
    }

    /// Keeps the row, cut at 4,000 characters.
    #[must_use]
    pub fn raw(mut self, raw: &str) -> Problem {
        self.raw = Some(raw.chars().take(4_000).collect());
        self
    }
}
