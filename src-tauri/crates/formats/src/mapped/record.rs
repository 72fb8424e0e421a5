//! A row of a mapped table as a message, a day's figures or a release.

use std::ops::ControlFlow;

use chrono_tz::Tz;
use earshot_model::{
    Author, Certainty, Counts, IdSpace, Kind, Mapping, MessageRecord, Parent, Person, Platform, Problem, ProblemCode, ReleaseRecord,
    RowsAre, Severity, Stamp,
};

use super::columns::Columns;
use super::settled::{Settled, is_of, moment_of};
use crate::count::{self, CountColumn};
use crate::markup::plain_text;
use crate::moment::Written;
use crate::table::Cells;
use crate::{Item, Sink, id};

const EXAMPLE: &str = "2026-01-31 18:05";

/// Reads row after row.
pub(super) struct Records<'m> {
    mapping: &'m Mapping,
    columns: Columns,
    counts: Vec<CountColumn>,
    settled: Settled,
    /// The words that say that we wrote it, in lower case.
    outbound: Vec<String>,
    account_from_rows: bool,
    is_of_x: bool,
    /// Whether it was said that a time states no zone.
    noted_zone: bool,
}

/// What becomes of a row: a record, or why there is none.
type Read<T> = Result<T, Box<Problem>>;

impl<'m> Records<'m> {
    pub(super) fn new(mapping: &'m Mapping, columns: Columns, settled: Settled, account_from_rows: bool) -> Records<'m> {
        let of_days = mapping.rows == RowsAre::Days;
        let counts = columns.metrics.iter().map(|(index, name)| {
            let column = CountColumn::new(*index, name, settled.mark);
            // Of days there are changes too, and these go both ways.
            if of_days { column.signed() } else { column }
        });
        let counts = counts.collect();
        let outbound = mapping.outbound.iter().map(|word| word.trim().to_lowercase()).collect();
        let is_of_x = settled.space == IdSpace::x_post();
        Records { mapping, columns, counts, settled, outbound, account_from_rows, is_of_x, noted_zone: false }
    }

    pub(super) fn read(&mut self, cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<()> {
        if self.is_blank(cells) {
            return ControlFlow::Continue(());
        }
        let read = match self.mapping.rows {
            RowsAre::Days => return self.day(cells, sink),
            RowsAre::Messages => self.message(cells).map(Item::Message),
            RowsAre::Releases => self.release(cells).map(Item::Release),
        };
        match read {
            Ok(Item::Message(mut message)) => {
                let counts = count::counts(&self.counts, cells, sink)?;
                message.counts = (counts != Counts::default()).then(|| Box::new(counts));
                self.note_zone(cells, message.sent, sink)?;
                sink.take(Item::Message(message))
            }
            Ok(item) => sink.take(item),
            Err(problem) => sink.take(Item::Problem(*problem)),
        }
    }

    /// Spreadsheets leave rows of nothing behind.
    fn is_blank(&self, cells: &Cells<'_>) -> bool {
        let columns = &self.columns;
        let told = [Some(columns.time), columns.id, columns.author, columns.text, columns.title, columns.permalink];
        let counted = self.columns.metrics.iter().map(|(column, _)| *column);
        told.into_iter().flatten().chain(counted).all(|column| cells.get(column).trim().is_empty())
    }

    fn message(&self, cells: &Cells<'_>) -> Read<MessageRecord> {
        let columns = &self.columns;
        let written = self.time(cells)?;
        let author = columns.author.and_then(|column| cells.known(column)).map(|author| author.trim().to_owned());
        let is_ours = self.is_ours(cells, author.as_deref())?;
        let text = columns.text.and_then(|column| cells.known(column));
        let text = text.map(|text| if self.settled.is_html { plain_text(&text) } else { text });
        let conversation = self.id_in(cells, columns.conversation)?;
        let id = match (self.id_in(cells, columns.id)?, columns.id) {
            (Some(id), _) => id,
            (None, Some(column)) => {
                return Err(Box::new(cells.rejected(ProblemCode::MissingId, column, "the row has no id", "export again")));
            }
            (None, None) => {
                let account = columns.account.map(|column| cells.get(column).trim().to_owned());
                let known = |part: &Option<String>| part.as_deref().unwrap_or_default().trim_start_matches('@').to_owned();
                let told = [known(&conversation), moment_key(written), known(&account), known(&author)];
                let told = told.iter().map(String::as_str).chain([text.as_deref().unwrap_or_default()]);
                id::made_of(&told.collect::<Vec<_>>())
            }
        };
        let parent = match (self.id_in(cells, columns.parent)?, columns.parent) {
            // The first of a thread is its own parent where every row must have one.
            (Some(parent), _) if parent != id => Parent::Some { id: parent, author: None },
            (_, Some(_)) => Parent::None,
            (_, None) => Parent::Unknown,
        };
        Ok(MessageRecord {
            space: self.settled.space.clone(),
            // What comes to a help desk is not public.
            kind: if self.mapping.platform == Platform::Inbox { Kind::Direct } else { Kind::Post },
            author: if is_ours { self.account(cells)?.map_or(Author::Owner, Author::Account) } else { Author::Person(person(author)) },
            to_owner: !is_ours && !self.account_from_rows,
            sent: self.stamp_of(&id, written),
            id,
            text,
            text_cut: false,
            parent,
            conversation,
            permalink: columns.permalink.and_then(|column| cells.known(column)).map(|link| link.trim().to_owned()),
            counts: None,
        })
    }

    /// One record a figure.
    fn day(&self, cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<()> {
        let read = self.time(cells).and_then(|written| Ok((written, self.account(cells)?)));
        let (written, account) = match read {
            Ok(read) => read,
            Err(problem) => return sink.take(Item::Problem(*problem)),
        };
        count::day(&self.counts, cells, written.local.date(), account.as_deref(), sink)
    }

    fn release(&self, cells: &Cells<'_>) -> Read<ReleaseRecord> {
        let written = self.time(cells)?;
        let known = |column: Option<usize>| column.and_then(|column| cells.known(column));
        let body = known(self.columns.text).map(|text| plain_text(&text)).unwrap_or_default();
        let title = match known(self.columns.title) {
            Some(title) => plain_text(&title),
            None => body.lines().next().unwrap_or_default().to_owned(),
        };
        if title.is_empty() && body.is_empty() {
            let column = self.columns.title.or(self.columns.text).unwrap_or(self.columns.time);
            let hint = "a release without words can't be compared with anything";
            return Err(Box::new(cells.rejected(ProblemCode::BadValue, column, "the row has neither a title nor a text", hint)));
        }
        let link = known(self.columns.permalink).map(|link| link.trim().to_owned());
        let guid = match self.id_in(cells, self.columns.id)? {
            Some(id) => id,
            None => link.clone().unwrap_or_else(|| id::made_of(&[&moment_key(written), &title])),
        };
        Ok(ReleaseRecord { guid, published: self.stamp(written), title, body, link })
    }

    fn time(&self, cells: &Cells<'_>) -> Read<Written> {
        let cell = cells.get(self.columns.time);
        moment_of(&cell, self.settled.order).ok_or_else(|| Box::new(cells.bad_time(self.columns.time, &cell, EXAMPLE)))
    }

    /// An id as it stands; `None` where the cell is blank. One that a spreadsheet damaged rejects the row.
    fn id_in(&self, cells: &Cells<'_>, column: Option<usize>) -> Read<Option<String>> {
        let Some(column) = column else { return Ok(None) };
        let Some(cell) = cells.known(column) else { return Ok(None) };
        let id = id::worded(&cell).map_err(|fault| Box::new(cells.rejected(fault.code, column, fault.message, fault.hint)))?;
        Ok(Some(id.to_owned()))
    }

    fn is_ours(&self, cells: &Cells<'_>, author: Option<&str>) -> Read<bool> {
        if let Some(column) = self.columns.direction {
            let word = cells.get(column).trim().to_lowercase();
            if word.is_empty() {
                let hint = "the column says who speaks: somebody else, or we";
                return Err(Box::new(cells.rejected(ProblemCode::BadValue, column, "the row has no direction", hint)));
            }
            return Ok(self.outbound.contains(&word));
        }
        if self.columns.author.is_none() || self.settled.ours.is_empty() {
            return Ok(true);
        }
        Ok(author.is_some_and(|author| self.settled.ours.has(&[author])))
    }

    /// Our account that a row names; `None` where one account is all there is.
    fn account(&self, cells: &Cells<'_>) -> Read<Option<String>> {
        let Some(column) = self.columns.account else { return Ok(None) };
        let cell = cells.get(column);
        let name = cell.trim().trim_start_matches('@');
        if name.is_empty() {
            let hint = "the column says whose row it is; export again";
            return Err(Box::new(cells.rejected(ProblemCode::NoAccount, column, "the row names no account", hint)));
        }
        Ok(Some(name.to_owned()))
    }

    fn stamp(&self, written: Written) -> Stamp {
        let certainty = if self.settled.zone.is_some() { Certainty::ZoneChosen } else { Certainty::ZoneAssumed };
        written.stamp(self.settled.zone.unwrap_or(Tz::UTC), certainty)
    }

    /// X's ids know the second where a table states only the minute or the day.
    fn stamp_of(&self, id: &str, written: Written) -> Stamp {
        match id::made_at(id).filter(|made| self.is_of_x && written.precision > 1 && is_of(*made, written)) {
            Some(at) => Stamp { at, precision: 1, certainty: Certainty::FromId },
            None => self.stamp(written),
        }
    }

    /// Says once that a time states no zone although the first ones did, or none was needed.
    fn note_zone(&mut self, cells: &Cells<'_>, sent: Stamp, sink: &mut dyn Sink) -> ControlFlow<()> {
        if sent.certainty != Certainty::ZoneAssumed || sent.precision >= 86_400 || self.noted_zone {
            return ControlFlow::Continue(());
        }
        self.noted_zone = true;
        let message = "the time states no zone; it and others like it were read as UTC";
        let problem = cells.problem(Severity::Note, ProblemCode::NoZone, self.columns.time, message);
        sink.take(Item::Problem(problem.hint("choose the zone, and import again")))
    }
}

/// A moment as an id is made of it: the same, whichever zone is chosen.
fn moment_key(written: Written) -> String {
    format!("{}{}", written.local, written.offset.map_or(String::new(), |offset| format!(" {offset}")))
}

/// Somebody of whom a cell says one thing: a name that others address, or a name with blanks in it.
fn person(name: Option<String>) -> Person {
    match name {
        Some(name) if name.contains(char::is_whitespace) => Person { display_name: Some(name), ..Person::default() },
        Some(name) => Person { handle: Some(name.trim_start_matches('@').to_owned()), ..Person::default() },
        None => Person::default(),
    }
}
