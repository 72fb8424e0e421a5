//! What an old archive holds, from the places and first bytes of its files.

use std::io::Read;

use earshot_model::{AccountName, Millis, Platform, Problem, ProblemCode, Severity, Span};
use serde::Deserialize;

use crate::table::shape;
use crate::time::{created_at, spaced};
use crate::{Entry, Source};

pub(super) const REQUIRED: [&str; 5] = ["tweet_id", "in_reply_to_status_id", "timestamp", "text", "retweeted_status_id"];

/// The owner and the index are a few hundred bytes long.
const LONGEST_DETAILS: u64 = 1 << 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PartKind {
    /// `data/js/user_details.js`.
    Owner,
    /// `data/js/payload_details.js`: when the archive was made.
    Payload,
    /// `tweets.csv`; in the archives of 2012–13 a table a month, `data/csv/2012_12.csv`.
    Table,
    /// `data/js/tweets/2012_12.js`.
    Month,
}

impl PartKind {
    pub(super) fn of(entry: &Entry) -> Option<PartKind> {
        let head = entry.head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&entry.head).trim_ascii_start();
        if head.starts_with(b"Grailbird.data.tweets") {
            Some(PartKind::Month)
        } else if head.starts_with(b"var user_details") {
            Some(PartKind::Owner)
        } else if head.starts_with(b"var payload_details") {
            Some(PartKind::Payload)
        } else {
            shape(entry).has(&REQUIRED).then_some(PartKind::Table)
        }
    }

    pub(super) fn has_posts(self) -> bool {
        matches!(self, PartKind::Table | PartKind::Month)
    }
}

#[derive(Debug, Default)]
pub(super) struct Contents<'a> {
    /// The folder that holds all of the archive; `None`: the file stands alone.
    pub(super) folder: Option<String>,
    pub(super) parts: Vec<(PartKind, &'a Entry)>,
    pub(super) account: Option<AccountName>,
    pub(super) covers: Option<Span>,
    pub(super) problems: Vec<Problem>,
}

impl<'a> Contents<'a> {
    /// The archive that `entry` is a part of: every post once, though the archive has each as a row and as a script.
    pub(super) fn of(source: &'a Source, entry: &'a Entry) -> Result<Contents<'a>, Problem> {
        let within = |folder: &str, place: &str| if folder.is_empty() { place.to_owned() } else { format!("{folder}/{place}") };
        let at = |folder: &str, place: &str, wanted: PartKind| {
            let place = within(folder, place);
            let parts = source.entries.iter().filter(move |entry| entry.folder() == place);
            parts.filter(move |entry| PartKind::of(entry) == Some(wanted)).map(move |entry| (wanted, entry)).collect::<Vec<_>>()
        };
        let mut contents = Contents::default();
        let Some(folder) = folder(entry).filter(|folder| {
            let details = within(folder, "data/js");
            entry.folder() != *folder || is_main(entry) && source.entries.iter().any(|other| other.folder() == details)
        }) else {
            contents.parts = vec![(PartKind::of(entry).unwrap_or(PartKind::Table), entry)];
            return Ok(contents);
        };
        let details = [at(&folder, "data/js", PartKind::Owner), at(&folder, "data/js", PartKind::Payload)];
        contents.parts = details.into_iter().flatten().collect();
        let main: Vec<_> = source
            .entries
            .iter()
            .filter(|entry| entry.folder() == folder && is_main(entry) && PartKind::of(entry) == Some(PartKind::Table))
            .map(|entry| (PartKind::Table, entry))
            .collect();
        let tables = if main.is_empty() { at(&folder, "data/csv", PartKind::Table) } else { main };
        let posts = if tables.is_empty() { at(&folder, "data/js/tweets", PartKind::Month) } else { tables };
        contents.parts.extend(posts);
        contents.read_details(source)?;
        contents.folder = Some(folder);
        Ok(contents)
    }

    fn read_details(&mut self, source: &Source) -> Result<(), Problem> {
        let (mut opened, mut made) = (None, None);
        for (kind, entry) in self.parts.iter().filter(|(kind, _)| !kind.has_posts()) {
            let mut text = Vec::new();
            let read = source.reader(&entry.path)?.take(LONGEST_DETAILS).read_to_end(&mut text);
            read.map_err(|error| source.failed(&entry.path, &error))?;
            let json = text.iter().position(|byte| *byte == b'=').map_or(&text[..], |at| &text[at + 1..]).trim_ascii();
            let details: Details = match serde_json::from_slice(json.strip_suffix(b";").unwrap_or(json)) {
                Ok(details) => details,
                Err(error) => {
                    let message = format!("it can't be read and is left out: {error}");
                    let problem = Problem::new(Severity::Note, ProblemCode::BadJson, &source.shown(&entry.path), message);
                    self.problems.push(problem.hint("unpack the archive again"));
                    continue;
                }
            };
            let created = details.created_at.as_deref().and_then(moment);
            if *kind == PartKind::Payload {
                made = created;
                continue;
            }
            opened = created;
            self.account = details.screen_name.filter(|name| !name.trim().is_empty()).map(|name| AccountName {
                platform: Platform::X,
                handle: name.trim().trim_start_matches('@').to_owned(),
                native_id: details.id.filter(|id| !id.trim().is_empty()),
                display_name: details.full_name.filter(|name| !name.trim().is_empty()),
            });
        }
        self.covers = opened.zip(made).filter(|(from, to)| from < to).map(|(from, to)| Span { from, to });
        Ok(())
    }
}

/// The folder of the archive that an entry would be a part of, by where the entry stands.
fn folder(entry: &Entry) -> Option<String> {
    let place = match PartKind::of(entry)? {
        PartKind::Owner | PartKind::Payload => "data/js",
        PartKind::Month => "data/js/tweets",
        PartKind::Table if entry.folder().ends_with("data/csv") => "data/csv",
        PartKind::Table => "",
    };
    let rest = entry.folder().strip_suffix(place)?;
    (rest.is_empty() || place.is_empty() || rest.ends_with('/')).then(|| rest.trim_end_matches('/').to_owned())
}

fn is_main(entry: &Entry) -> bool {
    entry.name().eq_ignore_ascii_case("tweets.csv")
}

/// `2014-07-17 15:04:58 +0000`; the first archives had `Sun Dec 03 03:29:30 +0000 2006`.
pub(super) fn moment(text: &str) -> Option<Millis> {
    spaced(text).map(|(at, _)| at).or_else(|| created_at(text))
}

#[derive(Deserialize)]
struct Details {
    screen_name: Option<String>,
    full_name: Option<String>,
    id: Option<String>,
    created_at: Option<String>,
}
