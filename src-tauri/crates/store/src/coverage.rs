//! Which time the exports of an account cover, and where they leave a hole.

use earshot_model::Span;

use crate::{Store, StoreError};

/// A hole between two exports of one account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    pub platform: String,
    pub account: String,
    /// The hole is in the figures by day; else in the messages.
    pub of_days: bool,
    pub span: Span,
    /// The import before the hole and the one behind it.
    pub between: (i64, i64),
}

/// Shorter holes are the edges of two exports that follow each other.
const SHORTEST: i64 = 86_400_000;

struct Covered {
    whose: (String, String, bool),
    span: Span,
    import: i64,
}

impl Store {
    /// Every hole, by account and time. An export covers what it says it covers, else the time from its first row to its last.
    pub fn gaps(&self) -> Result<Vec<Gap>, StoreError> {
        let covered = self.rows(include_str!("../sql/coverage.sql"), |row| {
            Ok(Covered {
                whose: (row.get(0)?, row.get(1)?, row.get(2)?),
                span: Span { from: row.get(3)?, to: row.get(4)? },
                import: row.get(5)?,
            })
        })?;
        let mut gaps = Vec::new();
        let mut reached: Option<&Covered> = None;
        for next in &covered {
            let before = reached.filter(|before| before.whose == next.whose);
            if let Some(before) = before.filter(|before| next.span.from - before.span.to > SHORTEST) {
                let (platform, account, of_days) = next.whose.clone();
                let span = Span { from: before.span.to, to: next.span.from };
                gaps.push(Gap { platform, account, of_days, span, between: (before.import, next.import) });
            }
            if before.is_none_or(|before| next.span.to > before.span.to) {
                reached = Some(next);
            }
        }
        Ok(gaps)
    }
}
