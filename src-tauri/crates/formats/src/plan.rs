//! From what a person opened to a plan of what will be imported from it.

mod preview;

use std::collections::HashSet;
use std::path::Path;
use std::sync::atomic::Ordering;

use earshot_model::{AccountName, Evidence, FilePlan, Format, Overrides, Plan, Platform, Problem, ProblemCode, Question, Severity};

use crate::release::files::{self, LOOSE};
use crate::{Entry, Item, Match, READERS, Reader, Sink, Source, Stop, mapped};

pub(crate) const SEE_FORMATS: &str = "`earshot formats` lists what can be read; the file may need another name or a new download";

/// Opens a file, a folder or an archive and says what will be imported from it. Nothing is written, here or elsewhere.
///
/// What can't be read is in [`Plan::refused`], each with its reason: `Refused` what was opened itself or is an export that
/// is broken, `Note` what merely stands beside exports in a folder. Once `stop` is set the plan is not to be used.
pub fn plan(root: &Path, overrides: &Overrides, stop: &Stop) -> Plan {
    let mut plan = Plan { files: Vec::new(), refused: Vec::new(), pseudonyms: false };
    let source = match Source::open(root, stop) {
        Ok(source) => source,
        Err(problem) => {
            plan.refused.push(problem);
            return plan;
        }
    };
    plan.refused.extend_from_slice(&source.problems);
    if let Some(id) = &overrides.format
        && reader(id).is_none()
    {
        let message = format!("there is no format named `{id}`");
        plan.refused.push(Problem::new(Severity::Refused, ProblemCode::NotRecognised, &source.shown(""), message).hint(SEE_FORMATS));
        return plan;
    }

    let mut matches: Vec<(&Entry, &dyn Reader, Match)> = Vec::new();
    let mut strangers: Vec<&Entry> = Vec::new();
    for entry in &source.entries {
        match best(&source, entry, overrides) {
            Some((reader, found)) => matches.push((entry, reader, found)),
            None => strangers.push(entry),
        }
    }
    let is_chosen = |found: &Match| found.confidence == mapped::CHOSEN;
    if let Some(mapping) = &overrides.mapping
        && overrides.format.is_none()
        && !matches.iter().any(|(_, _, found)| is_chosen(found))
    {
        let message = format!("no table in it has the columns of the mapping `{}`", mapping.name);
        let problem = Problem::new(Severity::Refused, ProblemCode::NoMapping, &source.shown(""), message);
        plan.refused.push(problem.hint("compare the columns that it names with those of the table"));
    }
    // An archive claims its parts, so the surest matches are planned first.
    matches.sort_by_key(|(_, _, found)| std::cmp::Reverse(found.confidence));
    let mut claimed: HashSet<String> = HashSet::new();
    let mut planned: HashSet<(String, String)> = HashSet::new();
    let mut archives: HashSet<String> = HashSet::new();
    for (entry, reader, found) in matches {
        if stop.load(Ordering::Relaxed) {
            return plan;
        }
        if claimed.contains(&entry.path) {
            continue;
        }
        let is_unknown = found.confidence == mapped::UNKNOWN;
        // A document within an archive is part of that archive.
        if found.confidence <= LOOSE && is_in_one_of(&archives, entry) {
            continue;
        }
        if entry.bytes == 0 {
            plan.refused.push(empty(&source, entry));
            continue;
        }
        match plan_one(&source, entry, reader, found, overrides) {
            // Downloads are full of tables that hold no messages; one that stands alone is worth a question.
            Ok(file)
                if is_unknown
                    && file.preview.is_empty()
                    && plan.files.first().is_some_and(|surest| surest.confidence > file.confidence) =>
            {
                plan.refused.push(not_recognised(&source, entry).hint("open it by itself to say what its columns mean"));
            }
            Ok(file) => {
                // Else another part of the same archive has led to the same plan.
                if planned.insert((file.format.clone(), file.path.clone())) {
                    claimed.extend(file.parts.iter().cloned());
                    if is_archive(&file) {
                        archives.insert(file.path.clone());
                    }
                    plan.files.push(file);
                }
            }
            // What merely looked like a table is a stranger.
            Err(problem) if is_unknown => plan.refused.push(Problem { severity: severity(&source), ..problem }),
            // The pages of one download are refused once.
            Err(problem) if plan.refused.contains(&problem) => {}
            Err(problem) => plan.refused.push(problem),
        }
    }
    plan.files.sort_by(|a, b| a.path.cmp(&b.path));

    let nothing_else = plan.files.is_empty() && plan.refused.is_empty();
    for entry in strangers {
        if entry.can_be_export() && !is_in_one_of(&archives, entry) || source.is_one_file() {
            plan.refused.push(if entry.bytes == 0 { empty(&source, entry) } else { not_recognised(&source, entry) });
        }
    }
    if nothing_else && !source.is_one_file() {
        let what = if source.entries.is_empty() { "there is nothing in it" } else { "nothing in it is an export that Earshot reads" };
        plan.refused.insert(0, Problem::new(Severity::Refused, ProblemCode::NotRecognised, &source.shown(""), what).hint(SEE_FORMATS));
    }
    plan
}

/// A plan that says only which file it is of; the reader adds what it knows, [`plan`] the reason and the preview.
pub(crate) fn file_plan(source: &Source, entry: &Entry, format: Format) -> FilePlan {
    FilePlan {
        root: source.root.display().to_string(),
        path: if source.is_one_file() { String::new() } else { entry.path.clone() },
        parts: vec![entry.path.clone()],
        bytes: entry.bytes,
        format: format.id,
        why: String::new(),
        confidence: 0,
        account: None,
        account_from_rows: false,
        zone: None,
        asks: Vec::new(),
        overrides: Overrides::default(),
        mapping: None,
        unused: Vec::new(),
        evidence: Vec::new(),
        covers: None,
        preview: Vec::new(),
        limits: format.limits,
        problems: Vec::new(),
        already: None,
        include: true,
    }
}

/// An account that is known by its handle only.
pub(crate) fn account_named(platform: Platform, handle: &str) -> AccountName {
    AccountName { platform, handle: handle.trim().trim_start_matches('@').to_owned(), native_id: None, display_name: None }
}

/// A problem that refuses the whole file for holding a header and no row.
pub(crate) fn header_only(shown: &str) -> Problem {
    Problem::new(Severity::Refused, ProblemCode::HeaderOnly, shown, "the file holds a header and no row")
        .hint("choose a period in which something was published and export again")
}

/// Tells at the end of a file how often something happened in it that is worth knowing, if it did.
pub(crate) fn note_count(sink: &mut dyn Sink, shown: &str, count: u64, what: &str) {
    if count > 0 {
        let problem = Problem::new(Severity::Note, ProblemCode::BadValue, shown, format!("{what}: {count}"));
        // A cancel here changes nothing: there is nothing left to stop.
        let _ = sink.take(Item::Problem(problem));
    }
}

pub(crate) fn reader(id: &str) -> Option<&'static dyn Reader> {
    READERS.iter().copied().find(|reader| reader.format().id == id)
}

/// Who reads an entry: the chosen reader, or else the surest.
fn best(source: &Source, entry: &Entry, overrides: &Overrides) -> Option<(&'static dyn Reader, Match)> {
    if let Some(chosen) = overrides.format.as_deref().and_then(reader) {
        return match chosen.sniff(entry) {
            Some(found) => Some((chosen, found)),
            // In a folder the choice picks out; of one file it is an order.
            None if source.is_one_file() => Some((chosen, Match { confidence: 100, why: "this format was chosen by hand".to_owned() })),
            None => None,
        };
    }
    let mut best: Option<(&'static dyn Reader, Match)> = None;
    for reader in READERS.iter().copied() {
        if let Some(found) = reader.sniff(entry)
            && best.as_ref().is_none_or(|(_, sofar)| found.confidence > sofar.confidence)
        {
            best = Some((reader, found));
        }
    }
    // One that a person has chosen is surer than any header, a saved one than any guess.
    if let Some(found) = mapped::known(source, entry, overrides)
        && best.as_ref().is_none_or(|(_, sofar)| found.confidence > sofar.confidence)
    {
        best = Some((&mapped::Mapped, found));
    }
    best
}

fn plan_one(source: &Source, entry: &Entry, reader: &dyn Reader, found: Match, overrides: &Overrides) -> Result<FilePlan, Problem> {
    let mut file = reader.plan(source, entry, overrides)?;
    // Saved mappings are many and belong to the store; the one that was used is in the plan itself.
    file.overrides = Overrides { saved: Vec::new(), ..overrides.clone() };
    if file.account.is_none() && !file.account_from_rows {
        file.asks.push(Question::Account);
    }
    file.why = found.why;
    file.confidence = found.confidence;
    if overrides.format.is_some() {
        file.evidence.insert(0, Evidence::new("format", &*file.format, "chosen by hand"));
    }
    match preview::preview(source, &file, reader) {
        Ok(rows) => file.preview = rows,
        // What is still to be said of its columns is known; the file is none the worse.
        Err(problem) if file.asks.contains(&Question::Columns) => file.problems.push(Problem { severity: Severity::Note, ..problem }),
        // Nor can its days be shown before their year is said.
        Err(_) if file.asks.contains(&Question::Year) => {}
        Err(problem) => return Err(problem),
    }
    Ok(file)
}

/// Whether a plan is of an archive, which holds many files beside those with messages.
fn is_archive(file: &FilePlan) -> bool {
    // A folder of documents is no archive: anything may stand beside them.
    file.format != files::ID && !file.parts.contains(&file.path)
}

/// Whether an entry stands in the folder of one of these archives, or in a folder within it.
fn is_in_one_of(archives: &HashSet<String>, entry: &Entry) -> bool {
    archives.contains("") || entry.path.match_indices('/').any(|(end, _)| archives.contains(&entry.path[..end]))
}

fn empty(source: &Source, entry: &Entry) -> Problem {
    Problem::new(severity(source), ProblemCode::EmptyFile, &source.shown(&entry.path), "the file is empty").hint("download it again")
}

fn not_recognised(source: &Source, entry: &Entry) -> Problem {
    let message = format!("it is no export that Earshot reads; it looks like {}", looks_like(entry));
    Problem::new(severity(source), ProblemCode::NotRecognised, &source.shown(&entry.path), message).hint(SEE_FORMATS)
}

/// What was opened itself is refused; what stands beside exports in a folder is worth a note.
fn severity(source: &Source) -> Severity {
    if source.is_one_file() { Severity::Refused } else { Severity::Note }
}

/// What a stranger's first bytes look like, for the message that refuses it.
fn looks_like(entry: &Entry) -> String {
    let head = &entry.head;
    const SIGNATURES: [(&[u8], &str); 9] = [
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"%PDF", "a PDF"),
        (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
        (b"PK\x03\x04", "an office document or a zip"),
        (b"SQLite format 3\0", "a database"),
        (b"\x1f\x8b", "a gzip file"),
        (b"Rar!", "a RAR archive"),
    ];
    if let Some((_, what)) = SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature)) {
        return (*what).to_owned();
    }
    let guess = entry.guess();
    let text = guess.decode(head);
    let start = text.trim_start();
    let lower: String = start.chars().take(200).collect::<String>().to_ascii_lowercase();
    if head.contains(&0) && !guess.is_utf16() {
        "a binary file".to_owned()
    } else if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        "a web page".to_owned()
    } else if start.starts_with('<') {
        "an XML file".to_owned()
    } else if start.starts_with(['{', '[']) {
        "a JSON file".to_owned()
    } else {
        let header = crate::table::shape(entry).header;
        match &header[..] {
            [first, second, ..] => format!("a table whose first columns are `{}` and `{}`", brief(first), brief(second)),
            _ => "plain text".to_owned(),
        }
    }
}

/// A cell, short enough for a message.
fn brief(cell: &str) -> String {
    let line = cell.split(['\n', '\r']).next().unwrap_or_default();
    let cut: String = line.chars().take(40).collect();
    if cut.len() < line.len() { format!("{cut}…") } else { cut }
}
