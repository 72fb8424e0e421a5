//! Reading: what measures, lists and the messages behind a figure are made from.

use chrono::NaiveDate;
use earshot_model::{Counts, ImportRow, Problem, ProblemCode, Severity, Span};
use rusqlite::{OptionalExtension, Row, params};

use crate::import::{COUNTS, counts, of_word};
use crate::{Store, StoreError};

/// One message as measures need it. Borrowed: it lives as long as the callback that gets it.
#[derive(Debug, Clone, Copy)]
pub struct MessageRow<'row> {
    pub id: i64,
    pub space: i64,
    pub native_id: &'row str,
    pub account: Option<i64>,
    pub person: Option<i64>,
    /// `post`, `repost`, `direct`.
    pub kind: &'row str,
    pub sent_at: i64,
    /// Of the time, in seconds.
    pub precision: u32,
    pub parent: Option<&'row str>,
    pub parent_known: bool,
    pub parent_author: Option<&'row str>,
    pub conversation: Option<&'row str>,
    pub text: &'row str,
}

/// A message's newest counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountsRow {
    pub message: i64,
    pub counts: Counts,
}

/// What the newest import says of one account and day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRow {
    pub account: i64,
    pub date: NaiveDate,
    pub measure: String,
    pub value: i64,
}

/// One message as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageText {
    pub id: i64,
    pub native_id: String,
    pub sent_at: i64,
    pub precision: u32,
    pub account: Option<String>,
    pub person: Option<String>,
    pub text: String,
    pub permalink: Option<String>,
    pub import: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountInfo {
    pub id: i64,
    pub platform: String,
    pub handle: String,
    pub name: Option<String>,
    /// The end of what its newest import covers.
    pub as_of: Option<i64>,
    /// The formats of the imports that know it.
    pub formats: Vec<String>,
}

/// A release as its newest import gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseRow {
    pub id: i64,
    pub guid: String,
    pub published_at: i64,
    pub title: String,
    pub body: String,
    pub link: Option<String>,
    pub import: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    pub messages: u64,
    pub imports: u64,
    pub releases: u64,
    /// The first and the last message.
    pub span: Option<Span>,
}

impl Store {
    /// About how many messages and people there are; at once, and never too few.
    pub fn about_how_many(&self) -> Result<(usize, usize), StoreError> {
        self.sqlite(|connection| {
            let newest = "SELECT (SELECT coalesce(max(id), 0) FROM message), (SELECT coalesce(max(id), 0) FROM person)";
            connection.query_row(newest, [], |row| Ok((row.get(0)?, row.get(1)?)))
        })
    }

    /// Every message once, in no order that means anything.
    pub fn for_each_message(&self, mut each: impl FnMut(MessageRow<'_>)) -> Result<(), StoreError> {
        self.sqlite(|connection| {
            let twins: bool = connection.query_row("SELECT EXISTS (SELECT 1 FROM twin)", [], |row| row.get(0))?;
            let all = include_str!("../sql/all_messages.sql");
            let without_twins = format!("{all} WHERE id NOT IN (SELECT message FROM twin)");
            let mut statement = connection.prepare(if twins { &without_twins } else { all })?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                each(message_row(row)?);
            }
            Ok(())
        })
    }

    /// The newest counts of every message that has any, by message; with `as_of`, of exports up to then.
    pub fn counts(&self, as_of: Option<i64>) -> Result<Vec<CountsRow>, StoreError> {
        self.sqlite(|connection| {
            let mut statement = connection.prepare(&format!(
                "SELECT coalesce(t.of, s.message) AS counted, {COUNTS}
                 FROM snapshot s JOIN import i ON i.id = s.import LEFT JOIN twin t ON t.message = s.message
                 WHERE ?1 IS NULL OR i.as_of <= ?1
                 ORDER BY counted, i.as_of DESC, i.sha256 DESC, i.id DESC"
            ))?;
            let mut rows = statement.query([as_of])?;
            let mut found: Vec<CountsRow> = Vec::new();
            while let Some(row) = rows.next()? {
                let (message, counts) = (row.get(0)?, counts(row, 1)?);
                match found.last_mut() {
                    Some(last) if last.message == message => last.counts = std::mem::take(&mut last.counts).or(&counts),
                    _ => found.push(CountsRow { message, counts }),
                }
            }
            Ok(found)
        })
    }

    /// Some figures of all accounts by day, as the newest import that has them says; by account and day.
    pub fn days(&self, measures: &[&str]) -> Result<Vec<DayRow>, StoreError> {
        self.sqlite(|connection| {
            let mut statement = connection.prepare(include_str!("../sql/days.sql"))?;
            let mut found = Vec::new();
            for measure in measures {
                let mut rows = statement.query([measure])?;
                while let Some(row) = rows.next()? {
                    let written = row.get_ref(1)?.as_str()?;
                    // The store writes whole days only; another's hand may have written something else.
                    let Ok(date) = written.parse() else { continue };
                    found.push(DayRow { account: row.get(0)?, date, measure: (*measure).to_owned(), value: row.get(2)? });
                }
            }
            Ok(found)
        })
    }

    /// The texts of some messages, in the order asked for.
    pub fn texts(&self, messages: &[i64]) -> Result<Vec<MessageText>, StoreError> {
        self.sqlite(|connection| {
            let _once = connection.unchecked_transaction()?; // the file is locked once for all, and not for each
            let mut statement = connection.prepare(include_str!("../sql/message_text.sql"))?;
            messages
                .iter()
                .map(|id| {
                    statement.query_row([id], |row| {
                        Ok(MessageText {
                            id: row.get(0)?,
                            native_id: row.get(1)?,
                            sent_at: row.get(2)?,
                            precision: row.get(3)?,
                            account: row.get(4)?,
                            person: row.get(5)?,
                            text: row.get(6)?,
                            permalink: row.get(7)?,
                            import: row.get(8)?,
                        })
                    })
                })
                .collect()
        })
    }

    /// All accounts, by platform and handle.
    pub fn accounts(&self) -> Result<Vec<AccountInfo>, StoreError> {
        self.rows(include_str!("../sql/accounts.sql"), |row| {
            let formats: String = row.get(5)?;
            Ok(AccountInfo {
                id: row.get(0)?,
                platform: row.get(1)?,
                handle: row.get(2)?,
                name: row.get(3)?,
                as_of: row.get(4)?,
                formats: formats.split(',').map(str::to_owned).collect(),
            })
        })
    }

    /// Of which time each import holds something of an account: the account, the format, and from when to when, by what the import says
    /// or else by its oldest and newest row.
    pub fn spans(&self) -> Result<Vec<(i64, String, Span)>, StoreError> {
        self.rows(include_str!("../sql/spans.sql"), |row| Ok((row.get(0)?, row.get(1)?, Span { from: row.get(2)?, to: row.get(3)? })))
    }

    /// Every person: id, platform, handle.
    pub fn for_each_person(&self, mut each: impl FnMut(i64, &str, Option<&str>)) -> Result<(), StoreError> {
        self.sqlite(|connection| {
            let mut statement = connection.prepare("SELECT id, platform, handle FROM person")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                each(row.get(0)?, row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str_or_null()?);
            }
            Ok(())
        })
    }

    /// The names of id spaces, at the place of their row ids.
    pub fn spaces(&self) -> Result<Vec<String>, StoreError> {
        let rows = self.rows("SELECT id, name FROM id_space ORDER BY id", |row| Ok((row.get::<_, usize>(0)?, row.get(1)?)))?;
        let mut spaces = vec![String::new(); rows.last().map_or(0, |(id, _)| id + 1)];
        for (id, name) in rows {
            spaces[id] = name;
        }
        Ok(spaces)
    }

    /// Differs whenever the store's imports differ.
    pub fn fingerprint(&self) -> Result<String, StoreError> {
        self.sqlite(|connection| connection.query_row(include_str!("../sql/fingerprint.sql"), [], |row| row.get(0)))
    }

    /// Differs whenever people say something else of where messages belong, or of which accounts are peers.
    pub fn placed(&self) -> Result<String, StoreError> {
        self.sqlite(|connection| connection.query_row(include_str!("../sql/placed.sql"), [], |row| row.get(0)))
    }

    /// Differs whenever they say something else of offices and promises, or choose something else.
    pub fn said(&self) -> Result<String, StoreError> {
        self.sqlite(|connection| connection.query_row(include_str!("../sql/said.sql"), [], |row| row.get(0)))
    }

    /// All releases, by time of publication and guid.
    pub fn releases(&self) -> Result<Vec<ReleaseRow>, StoreError> {
        self.rows("SELECT id, guid, published_at, title, body, link, import FROM releases ORDER BY published_at, guid", |row| {
            Ok(ReleaseRow {
                id: row.get(0)?,
                guid: row.get(1)?,
                published_at: row.get(2)?,
                title: row.get(3)?,
                body: row.get(4)?,
                link: row.get(5)?,
                import: row.get(6)?,
            })
        })
    }

    /// All imports, newest first.
    pub fn imports(&self) -> Result<Vec<ImportRow>, StoreError> {
        self.rows(include_str!("../sql/imports.sql"), |row| {
            let (from, to): (Option<i64>, Option<i64>) = (row.get(11)?, row.get(12)?);
            Ok(ImportRow {
                id: row.get(0)?,
                path: row.get(1)?,
                sha256: row.get(2)?,
                format: row.get(3)?,
                account: row.get(4)?,
                imported_at: row.get(5)?,
                rows: row.get(6)?,
                added: row.get(7)?,
                updated: row.get(8)?,
                unchanged: row.get(9)?,
                rejected: row.get(10)?,
                covers: from.zip(to).map(|(from, to)| Span { from, to }),
            })
        })
    }

    /// Whether some import is of a file of this format and length: only then its digest can be one that is known.
    pub fn may_hold(&self, format: &str, bytes: u64) -> Result<bool, StoreError> {
        let query = "SELECT EXISTS (SELECT 1 FROM import WHERE format = ?1 AND coalesce(plan ->> '$.bytes', ?2) = ?2)";
        self.sqlite(|connection| connection.query_row(query, params![format, bytes], |row| row.get(0)))
    }

    /// The import that holds this very file, for this account (by handle) if it has one.
    pub fn import_of(&self, sha256: &str, format: &str, account: Option<&str>) -> Result<Option<i64>, StoreError> {
        self.sqlite(|connection| {
            connection.query_row(include_str!("../sql/import_of.sql"), params![sha256, format, account], |row| row.get(0)).optional()
        })
    }

    /// What an import could not take in, in the order of the file.
    pub fn problems(&self, import: i64) -> Result<Vec<Problem>, StoreError> {
        let known = self.sqlite(|connection| {
            connection.query_row("SELECT EXISTS (SELECT 1 FROM import WHERE id = ?1)", [import], |row| row.get::<_, bool>(0))
        })?;
        if !known {
            return Err(StoreError::NoImport(import));
        }
        self.sqlite(|connection| {
            let mut statement = connection
                .prepare("SELECT severity, code, file, line, column_name, message, hint, raw FROM problem WHERE import = ?1 ORDER BY id")?;
            statement
                .query_map([import], |row| {
                    Ok(Problem {
                        severity: of_word::<Severity>(row, 0)?,
                        code: of_word::<ProblemCode>(row, 1)?,
                        file: row.get(2)?,
                        line: row.get(3)?,
                        column: row.get(4)?,
                        message: row.get(5)?,
                        hint: row.get(6)?,
                        raw: row.get(7)?,
                    })
                })?
                .collect()
        })
    }

    pub fn totals(&self) -> Result<Totals, StoreError> {
        self.sqlite(|connection| {
            connection.query_row(include_str!("../sql/totals.sql"), [], |row| {
                let (from, to): (Option<i64>, Option<i64>) = (row.get(3)?, row.get(4)?);
                Ok(Totals {
                    messages: row.get(0)?,
                    imports: row.get(1)?,
                    releases: row.get(2)?,
                    span: from.zip(to).map(|(from, to)| Span { from, to }),
                })
            })
        })
    }

    /// A setting of this store; `None` when it was never chosen.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.sqlite(|connection| connection.query_row("SELECT value FROM setting WHERE name = ?1", [name], |row| row.get(0)).optional())
    }

    pub fn set_setting(&self, name: &str, value: &str) -> Result<(), StoreError> {
        self.sqlite(|connection| {
            connection.execute("INSERT INTO setting VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value", [name, value])?;
            Ok(())
        })
    }

    pub(crate) fn rows<T>(&self, sql: &str, each: impl FnMut(&Row<'_>) -> rusqlite::Result<T>) -> Result<Vec<T>, StoreError> {
        self.sqlite(|connection| connection.prepare(sql)?.query_map([], each)?.collect())
    }
}

fn message_row<'row>(row: &'row Row<'_>) -> rusqlite::Result<MessageRow<'row>> {
    Ok(MessageRow {
        id: row.get(0)?,
        space: row.get(1)?,
        native_id: row.get_ref(2)?.as_str()?,
        account: row.get(3)?,
        person: row.get(4)?,
        kind: row.get_ref(5)?.as_str()?,
        sent_at: row.get(6)?,
        parent: row.get_ref(7)?.as_str_or_null()?,
        parent_known: row.get(8)?,
        parent_author: row.get_ref(9)?.as_str_or_null()?,
        conversation: row.get_ref(10)?.as_str_or_null()?,
        text: row.get_ref(11)?.as_str_or_null()?.unwrap_or_default(),
        precision: row.get(12)?,
    })
}
