//! One file of an import: its rows in, and a report out.

use std::collections::BTreeMap;
use std::path::Path;

use earshot_model::{
    Author, Certainty, DayRecord, IdSpace, ImportReport, Kind, MessageRecord, Millis, Parent, Platform, Problem, ProblemCode,
    ReleaseRecord, ResponseRecord, Severity, Span,
};
use rusqlite::{Connection, OptionalExtension, Statement, params};

use super::ids::Ids;
use super::names::{Names, tidy_people};
use super::refold::{Ages, SAID, refold, said, to_json};
use super::{About, snapshot};
use crate::StoreError;
use crate::merge::Said;
use crate::open::CACHE;

/// How many problems a report shows; the store keeps them all.
const SHOWN: usize = 1_000;

const OCCURS_TWICE: &str = "occurs twice in this file; the first one counts";
const SAME_TWICE: &str = "nothing to do when both say the same; otherwise export again";

/// One file that is being imported.
#[derive(Debug)]
pub struct FileImport<'tx> {
    connection: &'tx Connection,
    insert: Statement<'tx>,
    /// What is bound to it and stays so: space, kind, precision, certainty, whether parents are told, whether the text is cut.
    bound: Option<(i64, Kind, u32, Certainty, bool, bool)>,
    /// The store holds no messages yet: their index, and that of people, is made when all are in, which takes half the time.
    unindexed: bool,
    import: i64,
    about: About,
    account: Option<i64>,
    names: Names,
    report: ImportReport,
    /// The first and the last moment of what was taken in.
    span: Option<Span>,
    days: BTreeMap<chrono::NaiveDate, DayMet>,
    /// Messages that an earlier import holds too, and whether this one counts anything of them.
    met: Vec<(i64, bool)>,
}

/// Whose message it is: the identity that may not differ between exports of one id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Who {
    account: Option<i64>,
    person: Option<i64>,
}

impl<'tx> FileImport<'tx> {
    pub(super) fn begin(connection: &'tx Connection, about: &About) -> rusqlite::Result<FileImport<'tx>> {
        let unindexed: bool =
            connection
                .query_row("SELECT NOT EXISTS (SELECT 1 FROM message) AND NOT EXISTS (SELECT 1 FROM person)", [], |row| row.get(0))?;
        if unindexed {
            connection.execute_batch("DROP INDEX message_identity; DROP INDEX person_identity")?;
        }
        let mut names = Names::new(unindexed);
        let import = connection.prepare_cached(include_str!("../../sql/insert_import.sql"))?.insert(params![
            about.path,
            about.sha256.as_deref().unwrap_or_default(),
            about.format,
            about.plan,
            about.imported_at,
            about.covers.map(|c| c.from),
            about.covers.map(|c| c.to)
        ])?;
        let account = about.account.as_ref().map(|name| names.account(connection, import, name)).transpose()?;
        let report = ImportReport {
            id: Some(import),
            path: about.path.clone(),
            sha256: about.sha256.clone().unwrap_or_default(),
            format: about.format.clone(),
            account: about.account.as_ref().map(|name| name.handle.clone()),
            rows: 0,
            added: 0,
            updated: 0,
            unchanged: 0,
            rejected: 0,
            problems: Vec::new(),
            covers: about.covers,
            unused: about.unused.clone(),
            limits: about.limits.clone(),
            gaps: Vec::new(),
        };
        let about = about.clone();
        Ok(FileImport {
            connection,
            insert: connection.prepare(include_str!("../../sql/insert_message.sql"))?,
            bound: None,
            unindexed,
            import,
            about,
            account,
            names,
            report,
            span: None,
            days: BTreeMap::new(),
            met: Vec::new(),
        })
    }

    /// The ids of this file, to be asked of each message on the way here.
    pub fn ids(&self) -> Ids {
        Ids::new(self.account.is_some())
    }

    /// Takes one message in, which is the [`first`](Ids::first) with its id or not; a second one is rejected and kept as a problem.
    pub fn message(&mut self, record: &MessageRecord, first: bool) -> Result<(), StoreError> {
        self.take(record, first).map_err(|error| self.sorted(error))
    }

    fn take(&mut self, record: &MessageRecord, first: bool) -> rusqlite::Result<()> {
        let (space, platform) = self.names.space(self.connection, &record.space)?;
        let Some((who, record_account)) = self.who(record, platform)? else {
            let problem = Problem::new(
                Severity::Rejected,
                ProblemCode::NoAccount,
                &self.about.path,
                format!("message {} has no known author", record.id),
            )
            .hint("say whose export this is with --account");
            return self.keep_problem(problem);
        };
        if self.unindexed && !first {
            return self.reject_duplicate(record, OCCURS_TWICE, SAME_TWICE);
        }
        let added = self.insert(record, space, record_account, who.person)?;
        if added {
            self.stretch(record.sent.at, record.sent.at);
            self.report.added += 1;
            if let Some(counts) = &record.counts {
                let message = self.connection.last_insert_rowid();
                snapshot::insert(self.connection, message, self.import, counts)?;
            }
            return Ok(());
        }
        self.meet(space, who, record_account, record)
    }

    /// `false`: a message with this id is there already. What is the same from row to row stays bound.
    fn insert(&mut self, record: &MessageRecord, space: i64, account: Option<i64>, person: Option<i64>) -> rusqlite::Result<bool> {
        let insert = &mut self.insert;
        let fixed = (space, record.kind, record.sent.precision, record.sent.certainty, record.parent != Parent::Unknown, record.text_cut);
        if self.bound.replace(fixed) != Some(fixed) {
            insert.raw_bind_parameter(1, space)?;
            insert.raw_bind_parameter(5, record.kind.as_str())?;
            insert.raw_bind_parameter(7, record.sent.precision)?;
            insert.raw_bind_parameter(8, record.sent.certainty.as_str())?;
            insert.raw_bind_parameter(10, fixed.4)?;
            insert.raw_bind_parameter(14, record.text_cut)?;
            insert.raw_bind_parameter(16, self.import)?;
        }
        let (parent, parent_author) = match &record.parent {
            Parent::Some { id, author } => (Some(id), author.as_ref()),
            Parent::Unknown | Parent::None => (None, None),
        };
        insert.raw_bind_parameter(2, &record.id)?;
        insert.raw_bind_parameter(3, account)?;
        insert.raw_bind_parameter(4, person)?;
        insert.raw_bind_parameter(6, record.sent.at)?;
        insert.raw_bind_parameter(9, parent)?;
        insert.raw_bind_parameter(11, parent_author)?;
        insert.raw_bind_parameter(12, record.conversation.as_ref())?;
        insert.raw_bind_parameter(13, record.text.as_ref())?;
        insert.raw_bind_parameter(15, record.permalink.as_ref())?;
        Ok(insert.raw_execute()? == 1)
    }

    /// A message that the store holds already.
    fn meet(&mut self, space: i64, who: Who, record_account: Option<i64>, record: &MessageRecord) -> rusqlite::Result<()> {
        let (message, row, holder, held_here) = self
            .connection
            .prepare_cached(&format!(
                "SELECT {SAID}, import, id, import = ?3 OR EXISTS (SELECT 1 FROM sighting WHERE message = message.id AND import = ?3)
                 FROM message WHERE space = ?1 AND native_id = ?2"
            ))?
            .query_row(params![space, record.id, self.import], |row| {
                Ok((row.get::<_, i64>(14)?, said(row)?, row.get::<_, i64>(13)?, row.get::<_, bool>(15)?))
            })?;
        let holds = Who { account: if row.person.is_none() { row.account } else { None }, person: row.person };
        if held_here {
            return self.reject_duplicate(record, OCCURS_TWICE, SAME_TWICE);
        }
        if holds != who && may_clash(&record.space) {
            let hint = "if this is another forum's or platform's file, its ids clash: import it into a store of its own";
            return self.reject_duplicate(record, "belongs to somebody else's message in the store", hint);
        }
        let says = Said {
            account: record_account,
            person: who.person,
            kind: record.kind,
            sent_at: record.sent.at,
            precision: record.sent.precision,
            certainty: record.sent.certainty,
            parent: match &record.parent {
                Parent::Some { id, .. } => Some(id.clone()),
                Parent::Unknown | Parent::None => None,
            },
            parent_known: record.parent != Parent::Unknown,
            parent_author: match &record.parent {
                Parent::Some { author, .. } => author.clone(),
                Parent::Unknown | Parent::None => None,
            },
            conversation: record.conversation.clone(),
            text: record.text.clone(),
            text_cut: record.text_cut,
            permalink: record.permalink.clone(),
        };
        let mut sight = self.connection.prepare_cached("INSERT INTO sighting VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?;
        sight.execute(params![message, holder, None::<String>])?;
        sight.execute(params![message, self.import, (says != row).then(|| to_json(&says)).transpose()?])?;
        if let Some(counts) = &record.counts {
            snapshot::insert(self.connection, message, self.import, counts)?;
        }
        self.stretch(record.sent.at, record.sent.at);
        self.met.push((message, record.counts.is_some()));
        Ok(())
    }

    fn reject_duplicate(&mut self, record: &MessageRecord, why: &str, hint: &str) -> rusqlite::Result<()> {
        let problem = Problem::new(Severity::Rejected, ProblemCode::DuplicateId, &self.about.path, format!("id {} {why}", record.id));
        self.keep_problem(problem.hint(hint).raw(&serde_json::to_string(record).unwrap_or_default()))
    }

    /// Who said it, and the account that the row carries. `None`: the owner said it, and nobody knows who that is.
    fn who(&mut self, record: &MessageRecord, platform: Platform) -> rusqlite::Result<Option<(Who, Option<i64>)>> {
        Ok(match &record.author {
            Author::Owner => self.account.map(|account| (Who { account: Some(account), person: None }, Some(account))),
            Author::Account(handle) => {
                let account = self.names.account_of(self.connection, self.import, platform, handle)?;
                Some((Who { account: Some(account), person: None }, Some(account)))
            }
            Author::Person(person) => {
                let person = self.names.person(self.connection, self.import, platform, person)?;
                Some((Who { account: None, person: Some(person) }, if record.to_owner { self.account } else { None }))
            }
        })
    }

    /// Takes in what a platform counted on one day.
    pub fn day(&mut self, record: &DayRecord) -> Result<(), StoreError> {
        let platform = self.about.platform;
        let Some(account) = self.account_of(record.account.as_deref(), platform).map_err(|error| self.sorted(error))? else {
            let problem =
                Problem::new(Severity::Rejected, ProblemCode::NoAccount, &self.about.path, "the file does not say whose days these are")
                    .hint("say whose export this is with --account");
            return self.problem(problem);
        };
        let date = record.date.to_string();
        let known: rusqlite::Result<Option<i64>> = self
            .connection
            .prepare_cached(include_str!("../../sql/newest_day.sql"))
            .and_then(|mut newest| newest.query_row(params![account, date, record.measure], |row| row.get(0)).optional());
        let inserted = self
            .connection
            .prepare_cached(
                "INSERT INTO account_day (account, date, measure, import, value) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
            )
            .and_then(|mut insert| insert.execute(params![account, date, record.measure, self.import, record.value]));
        let known = known.map_err(|error| self.sorted(error))?;
        if inserted.map_err(|error| self.sorted(error))? == 0 {
            let problem = Problem::new(
                Severity::Rejected,
                ProblemCode::DuplicateId,
                &self.about.path,
                format!("the day {date} occurs twice in this file; the first one counts"),
            )
            .column(&record.measure);
            return self.problem(problem);
        }
        self.days.entry(record.date).or_default().met(known.map(|known| known != record.value));
        let midnight = |date: chrono::NaiveDate| date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis();
        self.stretch(midnight(record.date), midnight(record.date.succ_opt().unwrap_or(record.date)));
        Ok(())
    }

    /// The account that a row names, else the file's own.
    fn account_of(&mut self, handle: Option<&str>, platform: Platform) -> rusqlite::Result<Option<i64>> {
        match handle {
            Some(handle) => self.names.account_of(self.connection, self.import, platform, handle).map(Some),
            None => Ok(self.account),
        }
    }

    /// Takes in a response time that a help desk computed.
    pub fn response(&mut self, record: &ResponseRecord) -> Result<(), StoreError> {
        let known = self.take_response(record).map_err(|error| self.sorted(error))?;
        match known {
            Some(known) => {
                self.count(known);
                self.stretch(record.asked.at, record.asked.at);
                Ok(())
            }
            None => {
                let message = format!("ticket {} occurs twice in this file; the first one counts", record.id);
                let problem = Problem::new(Severity::Rejected, ProblemCode::DuplicateId, &self.about.path, message);
                self.problem(problem.hint(SAME_TWICE).raw(&serde_json::to_string(record).unwrap_or_default()))
            }
        }
    }

    /// Whether it was known and differs; `None` when this file has given it already.
    fn take_response(&mut self, record: &ResponseRecord) -> rusqlite::Result<Option<Option<bool>>> {
        let account = self.account_of(record.account.as_deref(), record.space.platform())?;
        let ResponseRecord { space, id, asked, seconds, business_seconds, subject, .. } = record;
        let known = self
            .connection
            .prepare_cached(include_str!("../../sql/newest_response.sql"))?
            .query_row(params![&*space.0, id, account, asked.at, seconds, business_seconds, subject], |row| row.get(0))
            .optional()?;
        let inserted = self.connection.prepare_cached(include_str!("../../sql/insert_response.sql"))?.execute(params![
            self.import,
            &*space.0,
            id,
            account,
            asked.at,
            asked.precision,
            asked.certainty.as_str(),
            seconds,
            business_seconds,
            subject
        ])?;
        Ok((inserted == 1).then_some(known))
    }

    /// Takes one release in.
    pub fn release(&mut self, record: &ReleaseRecord) -> Result<(), StoreError> {
        let known: rusqlite::Result<Option<bool>> =
            self.connection.prepare_cached(include_str!("../../sql/newest_release.sql")).and_then(|mut newest| {
                newest
                    .query_row(params![record.guid, record.published.at, record.title, record.body, record.link], |row| row.get(0))
                    .optional()
            });
        let known = known.map_err(|error| self.sorted(error))?;
        let inserted = self
            .connection
            .prepare_cached(include_str!("../../sql/insert_release.sql"))
            .and_then(|mut insert| {
                insert.execute(params![
                    self.import,
                    record.guid,
                    record.published.at,
                    record.published.precision,
                    record.title,
                    record.body,
                    record.link
                ])
            })
            .map_err(|error| self.sorted(error))?;
        if inserted == 0 {
            let problem = Problem::new(
                Severity::Rejected,
                ProblemCode::DuplicateId,
                &self.about.path,
                format!("release {} occurs twice in this file; the first one counts", record.guid),
            )
            .raw(&serde_json::to_string(record).unwrap_or_default());
            return self.problem(problem);
        }
        self.count(known);
        self.stretch(record.published.at, record.published.at);
        Ok(())
    }

    fn stretch(&mut self, from: Millis, to: Millis) {
        let span = self.span.unwrap_or(Span { from, to });
        self.span = Some(Span { from: span.from.min(from), to: span.to.max(to) });
    }

    /// Counts a row: new, known and different, known and the same.
    fn count(&mut self, differs: Option<bool>) {
        match differs {
            None => self.report.added += 1,
            Some(true) => self.report.updated += 1,
            Some(false) => self.report.unchanged += 1,
        }
    }

    /// Keeps a problem with its row.
    pub fn problem(&mut self, problem: Problem) -> Result<(), StoreError> {
        self.keep_problem(problem).map_err(|error| self.sorted(error))
    }

    fn keep_problem(&mut self, problem: Problem) -> rusqlite::Result<()> {
        let severity = match problem.severity {
            Severity::Refused => "refused",
            Severity::Rejected => "rejected",
            Severity::Note => "note",
        };
        self.connection.prepare_cached(include_str!("../../sql/insert_problem.sql"))?.execute(params![
            self.import,
            severity,
            problem.code.as_str(),
            problem.file,
            problem.line,
            problem.column,
            problem.message,
            problem.hint,
            problem.raw
        ])?;
        self.report.rejected += u64::from(problem.severity == Severity::Rejected);
        if self.report.problems.len() < SHOWN {
            self.report.problems.push(problem);
        }
        Ok(())
    }

    /// Whether the digest of its bytes is not known yet.
    pub fn is_unhashed(&self) -> bool {
        self.about.sha256.is_none()
    }

    /// Says the digest of the file's bytes, before the file ends.
    pub fn hashed(&mut self, sha256: String) -> Result<(), StoreError> {
        self.connection
            .execute("UPDATE import SET sha256 = ?2 WHERE id = ?1", params![self.import, sha256])
            .map_err(|error| self.sorted(error))?;
        self.report.sha256 = sha256;
        Ok(())
    }

    /// How many rows have been taken in, and how many rejected.
    pub fn so_far(&self) -> (u64, u64) {
        let report = &self.report;
        (report.added + report.updated + report.unchanged + report.rejected + (self.met.len() + self.days.len()) as u64, report.rejected)
    }

    /// Ends the file: folds what several imports hold, and counts.
    pub fn finish(mut self, ids: Ids) -> Result<ImportReport, StoreError> {
        self.end(ids).map_err(|error| self.sorted(error))?;
        Ok(self.report)
    }

    fn end(&mut self, mut ids: Ids) -> rusqlite::Result<()> {
        ids.close();
        let detailed = self.names.close();
        if self.unindexed {
            // In small heaps the ids are sorted by other threads while this one reads on.
            self.connection.pragma_update(None, "cache_size", -8_192)?;
            self.connection.execute_batch(include_str!("../../sql/index_identities.sql"))?;
            self.connection.pragma_update(None, "cache_size", CACHE)?;
        }
        let as_of = self.about.covers.or(self.span).map(|span| span.to);
        let oldest = self.span.map(|span| span.from);
        self.connection.execute(
            "UPDATE import SET oldest = ?2, as_of = ?3, account = ?4 WHERE id = ?1",
            params![self.import, oldest, as_of, self.account],
        )?;
        tidy_people(self.connection, &detailed)?;
        let ages = Ages::load(self.connection)?;
        for (message, has_counts) in std::mem::take(&mut self.met) {
            let changed = refold(self.connection, &ages, message)?;
            let counts_changed = has_counts && snapshot::changed_by(self.connection, message, self.import)?;
            self.count(Some(changed || counts_changed));
        }
        for met in std::mem::take(&mut self.days).into_values() {
            self.count(met.differs());
        }
        for problem in ids.notes(self.connection, &self.about.path)? {
            self.keep_problem(problem)?;
        }
        let report = &mut self.report;
        report.rows = report.added + report.updated + report.unchanged + report.rejected;
        self.connection.execute(
            "UPDATE import SET found = ?2, added = ?3, updated = ?4, unchanged = ?5, rejected = ?6 WHERE id = ?1",
            params![self.import, report.rows, report.added, report.updated, report.unchanged, report.rejected],
        )?;
        report.covers = report.covers.or(self.span);
        Ok(())
    }

    fn sorted(&self, error: rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(error, Path::new(self.connection.path().unwrap_or_default()))
    }
}

/// Whether one id may stand for two messages: where a tool or a user has numbered them, and not the platform. A platform's own id is
/// one message however its exports name the author: by handle or by number, or each of two accounts that published it together.
fn may_clash(space: &IdSpace) -> bool {
    space.platform() == Platform::Conversation || space.0.contains("-mapped")
}

/// What a day's figures were to the store: one row of the file, however many figures it has.
#[derive(Debug, Clone, Copy, Default)]
struct DayMet {
    new: bool,
    known: bool,
    differs: bool,
}

impl DayMet {
    fn met(&mut self, differs: Option<bool>) {
        self.new |= differs.is_none();
        self.known |= differs.is_some();
        self.differs |= differs == Some(true);
    }

    /// As [`FileImport::count`] takes it.
    fn differs(self) -> Option<bool> {
        self.known.then_some(self.differs || self.new)
    }
}
