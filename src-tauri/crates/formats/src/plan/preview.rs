//! The first rows of a file, as they would be read.

use std::ops::ControlFlow;

use chrono::{DateTime, SecondsFormat, Utc};
use earshot_model::{Author, Counts, FilePlan, MessageRecord, PreviewRow, Problem, Stamp};

use crate::{Item, Reader, Sink, Source};

const ROWS: usize = 5;

/// A file whose first rows are all broken shows no preview; it isn't read to its end for one.
const MOST_PROBLEMS: usize = 100;

pub(super) fn preview(source: &Source, plan: &FilePlan, reader: &dyn Reader) -> Result<Vec<PreviewRow>, Problem> {
    let owner = plan.account.as_ref().map_or_else(|| "the account".to_owned(), |account| format!("@{}", account.handle));
    let mut sink = FirstRows { owner, rows: Vec::new(), problems: 0 };
    reader.read(source, plan, &mut sink)?;
    Ok(sink.rows)
}

struct FirstRows {
    owner: String,
    rows: Vec<PreviewRow>,
    problems: usize,
}

impl Sink for FirstRows {
    fn take(&mut self, item: Item) -> ControlFlow<()> {
        match item {
            Item::Message(message) => {
                let row = self.message(message);
                self.rows.push(row);
            }
            Item::Day(day) => self.rows.push(PreviewRow {
                when: day.date.to_string(),
                who: day.account.map_or_else(|| self.owner.clone(), |account| format!("@{account}")),
                what: "day".to_owned(),
                text: String::new(),
                counts: format!("{} {}", day.measure, day.value),
            }),
            Item::Release(release) => self.rows.push(PreviewRow {
                when: when(release.published),
                who: String::new(),
                what: "release".to_owned(),
                text: release.title,
                counts: String::new(),
            }),
            Item::Response(response) => self.rows.push(PreviewRow {
                when: when(response.asked),
                who: response.account.map_or_else(|| self.owner.clone(), |account| format!("@{account}")),
                what: "response".to_owned(),
                text: response.subject.unwrap_or_default(),
                counts: response.seconds.map(|seconds| format!("first reply after {} min", seconds / 60)).unwrap_or_default(),
            }),
            Item::Problem(_) => self.problems += 1,
        }
        if self.rows.len() >= ROWS || self.problems >= MOST_PROBLEMS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn progress(&mut self, _: u64) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

impl FirstRows {
    fn message(&self, message: MessageRecord) -> PreviewRow {
        let (who, what) = match message.author {
            Author::Owner => (self.owner.clone(), "outbound"),
            Author::Account(handle) => (format!("@{handle}"), "outbound"),
            Author::Person(person) => {
                let who = person.handle.map(|handle| format!("@{handle}")).or(person.display_name).or(person.native_id);
                (who.unwrap_or_else(|| "somebody".to_owned()), "inbound")
            }
        };
        PreviewRow {
            when: when(message.sent),
            who,
            what: what.to_owned(),
            text: message.text.unwrap_or_default(),
            counts: message.counts.as_deref().map(counts).unwrap_or_default(),
        }
    }
}

/// RFC 3339 in UTC, to the precision that is known.
fn when(stamp: Stamp) -> String {
    let Some(at) = DateTime::<Utc>::from_timestamp_millis(stamp.at) else { return String::new() };
    match stamp.precision {
        86_400.. => at.format("%Y-%m-%d").to_string(),
        60.. => at.format("%Y-%m-%dT%H:%MZ").to_string(),
        _ => at.to_rfc3339_opts(SecondsFormat::Secs, true),
    }
}

/// The counts that people ask for first, as far as they are known.
fn counts(counts: &Counts) -> String {
    let named = [
        ("reach", counts.reach),
        ("impressions", counts.impressions),
        ("engagements", counts.engagements),
        ("likes", counts.likes),
        ("replies", counts.replies),
        ("reposts", counts.reposts),
        ("shares", counts.shares),
    ];
    let known: Vec<String> = named.iter().filter_map(|(name, count)| count.map(|count| format!("{name} {count}"))).collect();
    known.join(" · ")
}
