//! Press releases as documents: a folder of texts, pages and Word files is one plan, and each file a release.
//!
//! The date is the one that the document states of itself (front matter, or a tag of the page), or else that in the file's name,
//! or else the first in its first lines. A clock without a zone is cut to its day, unless a zone was chosen. What has no date
//! is rejected.

mod document;
mod day;
mod page;
mod word;

use std::io::Read;

use chrono_tz::Tz;
use earshot_model::{Certainty, Evidence, FilePlan, Format, Overrides, Platform, Problem, ProblemCode, ReleaseRecord, Severity, Stamp};

use self::document::{Document, Kind};
use super::made_guid;
use crate::moment::{self, Written};
use crate::plan::file_plan;
use crate::text::{Guess, guess};
use crate::{Entry, Item, Match, Reader, Sink, Source};

pub(crate) struct ReleaseFiles;

pub(crate) const ID: &str = "release-files";

/// How sure this reader is; a text may be anything.
pub(crate) const LOOSE: u8 = 30;

/// A text or page of more bytes than this is no release.
const LONGEST_TEXT: u64 = 8 << 20;

/// A Word file of more bytes than this is not opened: pictures make them large, but not that large.
const LARGEST_WORD: u64 = 64 << 20;

/// Word files hide their date: this many files are opened to see whether a folder holds releases.
const LOOKED_INTO: usize = 4;

impl Reader for ReleaseFiles {
    fn format(&self) -> Format {
        Format {
            id: ID.to_owned(),
            name: "Press releases as documents".to_owned(),
            platform: Platform::Feed.as_str().to_owned(),
            both_sides: false,
            files: "a folder of .txt, .md, .html and .docx files, or one of them, each a release with a date in it or in its name"
                .to_owned(),
            carries: vec!["press releases with title, text and date, and a link where the file has one".to_owned()],
            limits: ["It says nothing of what the public answered.", "Most documents state a day and no time."].map(str::to_owned).to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let kind = Kind::of(entry).filter(|_| !is_about_the_folder(entry.name()))?;
        let why = if day::in_name(entry.name()).is_some() {
            "there is a date in its name"
        } else if kind == Kind::Word {
            "it is a Word document"
        } else {
            document::sniff(kind, &entry.guess().decode(&entry.head))?
        };
        Some(Match { confidence: LOOSE, why: format!("it is a document, and {why}") })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let parts = if source.is_one_file() { vec![entry] } else { documents_beside(source, entry) };
        let from = parts.iter().position(|part| part.path == entry.path).unwrap_or(0);
        let (mut dated, mut broken) = (None, None);
        for part in parts[from..].iter().take(LOOKED_INTO) {
            match document(source, part, overrides) {
                Ok(Document { date: Some((date, why)), .. }) => {
                    dated = Some(Evidence::new("dates", stamp(date, overrides).1, format!("{why} of {}", part.name())));
                    break;
                }
                Ok(_) => {}
                Err(problem) => broken = broken.or(Some(Problem { severity: Severity::Refused, ..problem })),
            }
        }
        let Some(dated) = dated else {
            let severity = if source.is_one_file() { Severity::Refused } else { Severity::Note };
            return Err(broken.unwrap_or_else(|| no_date(&source.shown(&entry.path), severity)));
        };
        let mut plan = file_plan(source, entry, self.format());
        if parts.len() > 1 {
            plan.path = entry.folder().to_owned();
            plan.parts = parts.iter().map(|part| part.path.clone()).collect();
            plan.bytes = parts.iter().map(|part| part.bytes).sum();
            plan.evidence.push(Evidence::new(
                "header",
                format!("{} documents", parts.len()),
                "the texts, pages and Word files of the folder",
            ));
        }
        plan.account_from_rows = true;
        plan.evidence.push(dated);
        plan.evidence.push(Evidence::new("ids", "made", "of title and day, where a document states no link"));
        plan.zone.clone_from(&overrides.zone);
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let mut done = 0;
        for part in &plan.parts {
            let Some(entry) = source.entry(part) else { continue };
            let item = match document(source, entry, &plan.overrides) {
                Ok(document) => release(document, &source.shown(part), &plan.overrides),
                Err(problem) => Item::Problem(problem),
            };
            done += entry.bytes;
            if sink.take(item).is_break() || sink.progress(done).is_break() {
                break;
            }
        }
        Ok(())
    }
}

/// What a folder says about itself is no release.
fn is_about_the_folder(name: &str) -> bool {
    let stem: String = name.chars().take_while(|c| c.is_alphabetic() || matches!(c, ' ' | '_' | '-')).collect();
    let stem = stem.to_lowercase().replace([' ', '_', '-'], "");
    // A page of a site is often its folder's `index.html`.
    let is_page = Kind::of_name(name) == Some(Kind::Page);
    ["readme", "license", "licence", "changelog", "contributing", "notes"].contains(&&*stem) || stem == "index" && !is_page
}

/// The documents in the folder of one of them; entries are sorted by path.
fn documents_beside<'s>(source: &'s Source, entry: &Entry) -> Vec<&'s Entry> {
    let prefix = if entry.folder().is_empty() { String::new() } else { format!("{}/", entry.folder()) };
    let from = source.entries.partition_point(|other| other.path.as_str() < prefix.as_str());
    let beside = source.entries[from..].iter().take_while(|other| other.path.starts_with(&prefix));
    let is_one = |other: &&Entry| other.folder() == entry.folder() && Kind::of(other).is_some() && !is_about_the_folder(other.name());
    beside.filter(is_one).collect()
}

fn document(source: &Source, entry: &Entry, overrides: &Overrides) -> Result<Document, Problem> {
    let shown = source.shown(&entry.path);
    let kind = Kind::of(entry).unwrap_or(Kind::Text);
    let most = if kind == Kind::Word { LARGEST_WORD } else { LONGEST_TEXT };
    let mut bytes = Vec::new();
    let read = source.reader(&entry.path)?.take(most + 1).read_to_end(&mut bytes);
    read.map_err(|error| Problem { severity: Severity::Rejected, ..source.failed(&entry.path, &error) })?;
    if bytes.len() as u64 > most {
        let message = format!("the document is larger than {} MiB", most >> 20);
        let problem = Problem::new(Severity::Rejected, ProblemCode::TooLarge, &shown, message);
        return Err(problem.hint("save the text of the release as a file of its own"));
    }
    let mut document = match kind {
        Kind::Word => word::document(bytes).map_err(|(code, message)| {
            let problem = Problem::new(Severity::Rejected, code, &shown, message);
            problem.hint("open it in a word processor and save it again")
        })?,
        _ => {
            let encoding = Guess::chosen(&bytes, overrides).unwrap_or_else(|| guess(&bytes));
            document::read(kind, &encoding.decode(&bytes))
        }
    };
    document.find_date(entry.name(), overrides.dates);
    Ok(document)
}

fn release(document: Document, shown: &str, overrides: &Overrides) -> Item {
    let Some((date, _)) = document.date else {
        return Item::Problem(no_date(shown, Severity::Rejected).raw(&format!("{}\n{}", document.title, document.body)));
    };
    if document.title.is_empty() && document.body.is_empty() {
        let problem = Problem::new(Severity::Rejected, ProblemCode::BadValue, shown, "the document has no text");
        return Item::Problem(problem.hint("pictures of text can't be read; save the text itself"));
    }
    let (published, _) = stamp(date, overrides);
    let Document { title, body, link, .. } = document;
    let guid = link.clone().unwrap_or_else(|| made_guid(&title, date));
    Item::Release(ReleaseRecord { guid, published, title, body, link })
}

/// The moment, and its day. A clock without a zone says no more than the day.
fn stamp(written: Written, overrides: &Overrides) -> (Stamp, String) {
    let zone = moment::zone(overrides.zone.as_deref());
    let stamp = match (written.offset, zone) {
        (None, Some(zone)) if written.precision < 86_400 => written.stamp(zone, Certainty::ZoneChosen),
        (None, _) => {
            let midnight = written.local.date().and_time(chrono::NaiveTime::MIN);
            Written { local: midnight, precision: 86_400, offset: None }.stamp(Tz::UTC, Certainty::Stated)
        }
        (Some(_), _) => written.stamp(Tz::UTC, Certainty::Stated),
    };
    (stamp, written.local.date().to_string())
}

fn no_date(shown: &str, severity: Severity) -> Problem {
    let problem = Problem::new(severity, ProblemCode::MissingDate, shown, "no date is found in the document or in its name");
    problem.hint("put the day into its name, as in `2026-06-03 Quay Street.docx`; if it has one like 3/6/2026, choose which comes first")
}
