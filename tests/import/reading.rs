//! Reading a fixture, and showing what came out in lines that are easy to check by eye.

use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use earshot_formats::{Item, Sink, Source, Stop};
use earshot_model::{Author, FilePlan, MessageRecord, Overrides, Parent, Plan, Problem, ProblemCode, Question};

/// Everything that a file holds.
#[derive(Debug, Default)]
pub(crate) struct Everything {
    pub(crate) items: Vec<Item>,
    pub(crate) bytes: u64,
}

impl Sink for Everything {
    fn take(&mut self, item: Item) -> ControlFlow<()> {
        self.items.push(item);
        ControlFlow::Continue(())
    }

    fn progress(&mut self, bytes: u64) -> ControlFlow<()> {
        assert!(bytes >= self.bytes, "progress went back from {} to {bytes}", self.bytes);
        self.bytes = bytes;
        ControlFlow::Continue(())
    }
}

impl Everything {
    pub(crate) fn messages(&self) -> Vec<&MessageRecord> {
        self.items.iter().filter_map(|item| if let Item::Message(message) = item { Some(message) } else { None }).collect()
    }

    pub(crate) fn problems(&self) -> Vec<&Problem> {
        self.items.iter().filter_map(|item| if let Item::Problem(problem) = item { Some(problem) } else { None }).collect()
    }
}

pub(crate) fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path)
}

/// A real export, where it is: beside the project, in `../shared/field`. It stays there.
pub(crate) fn field(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/field").join(path);
    if !path.exists() {
        eprintln!("not tried, since it is not there: {}", path.display());
        return None;
    }
    Some(path)
}

pub(crate) fn plan(path: &Path) -> Plan {
    plan_with(path, &Overrides::default())
}

pub(crate) fn plan_with(path: &Path, overrides: &Overrides) -> Plan {
    earshot_formats::plan(path, overrides, &Stop::default())
}

pub(crate) fn sha256(plan: &FilePlan) -> Result<String, Problem> {
    earshot_formats::sha256(plan, &Stop::default())
}

pub(crate) fn open(path: &Path) -> Source {
    Source::open(path, &Stop::default()).unwrap()
}

/// The plan of the one file that a path holds.
pub(crate) fn the_plan(path: &Path) -> FilePlan {
    the_plan_with(path, &Overrides::default())
}

/// The same, with something chosen by hand.
pub(crate) fn the_plan_with(path: &Path, overrides: &Overrides) -> FilePlan {
    let plan = plan_with(path, overrides);
    assert_eq!(plan.files.len(), 1, "{:#?}", plan.refused);
    plan.files.into_iter().next().unwrap()
}

/// The one problem for which a path is refused.
pub(crate) fn the_refusal(path: &Path) -> Problem {
    let plan = plan(path);
    assert!(plan.files.is_empty(), "{:#?}", plan.files);
    assert_eq!(plan.refused.len(), 1, "{:#?}", plan.refused);
    plan.refused.into_iter().next().unwrap()
}

/// Whether a path is of no known format: refused for that, or a table of which the user has to say what its columns mean.
pub(crate) fn is_unknown(path: &Path) -> bool {
    let plan = plan(path);
    let strangers = plan.refused.iter().all(|problem| problem.code == ProblemCode::NotRecognised);
    strangers && plan.files.iter().all(|file| file.asks.contains(&Question::Columns))
}

pub(crate) fn read(plan: &FilePlan) -> Everything {
    let mut everything = Everything::default();
    earshot_formats::read(plan, &mut everything).unwrap();
    everything
}

/// Writes a file with the given name into a folder of its own and keeps the folder while the value lives.
pub(crate) struct Written {
    pub(crate) path: PathBuf,
    _folder: tempfile::TempDir,
}

pub(crate) fn written(name: &str, bytes: impl AsRef<[u8]>) -> Written {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    Written { path, _folder: folder }
}

/// What a plan says, a fact a line; paths on this machine are left out.
pub(crate) fn plan_lines(plan: &FilePlan) -> String {
    let mut lines = String::new();
    writeln!(lines, "format    {} ({})", plan.format, plan.why).unwrap();
    let account =
        plan.account.as_ref().map_or("none".to_owned(), |account| format!("@{} on {}", account.handle, account.platform.as_str()));
    writeln!(lines, "account   {account}{}", if plan.account_from_rows { ", by row" } else { "" }).unwrap();
    for evidence in &plan.evidence {
        writeln!(lines, "{:9} {} ({})", evidence.what, evidence.value, evidence.why).unwrap();
    }
    if !plan.asks.is_empty() {
        writeln!(lines, "asks      {:?}", plan.asks).unwrap();
    }
    if !plan.unused.is_empty() {
        writeln!(lines, "unused    {}", plan.unused.join(", ")).unwrap();
    }
    if let Some(span) = plan.covers {
        writeln!(lines, "covers    {} .. {}", span.from, span.to).unwrap();
    }
    for row in &plan.preview {
        let counts = if row.counts.is_empty() { String::new() } else { format!(" | {}", row.counts) };
        writeln!(lines, "preview   {} | {} | {} | {:?}{counts}", row.when, row.who, row.what, row.text).unwrap();
    }
    lines
}

/// What was read, an item a line.
pub(crate) fn lines(everything: &Everything) -> String {
    lines_with(everything, |_, _| {})
}

/// The same, and of each message its kind, to whom it is directed, and in which conversation.
pub(crate) fn directed_lines(everything: &Everything) -> String {
    lines_with(everything, |lines, message| {
        let to = if message.to_owner { " to us" } else { "" };
        let conversation = message.conversation.as_ref().map_or(String::new(), |id| format!(" in {id}"));
        writeln!(lines, "  kind    {}{to}{conversation}", message.kind.as_str()).unwrap();
    })
}

fn lines_with(everything: &Everything, more: impl Fn(&mut String, &MessageRecord)) -> String {
    let mut lines = String::new();
    for item in &everything.items {
        match item {
            Item::Message(message) => {
                message_line(&mut lines, message);
                more(&mut lines, message);
            }
            Item::Day(day) => {
                let whose = day.account.as_ref().map_or(String::new(), |account| format!(" @{account}"));
                writeln!(lines, "day       {}{whose} {} {}", day.date, day.measure, day.value).unwrap();
            }
            Item::Response(response) => writeln!(
                lines,
                "response  {} {} asked {} ±{}s answered after {:?} s, {:?} s of business: {:?}",
                response.space.0,
                response.id,
                response.asked.at,
                response.asked.precision,
                response.seconds,
                response.business_seconds,
                response.subject
            )
            .unwrap(),
            Item::Release(release) => writeln!(lines, "release   {} {} {:?}", release.guid, release.published.at, release.title).unwrap(),
            Item::Problem(problem) => problem_line(&mut lines, problem),
        }
    }
    lines
}

fn message_line(lines: &mut String, message: &MessageRecord) {
    let author = match &message.author {
        Author::Owner => "owner".to_owned(),
        Author::Account(handle) => format!("account @{handle}"),
        Author::Person(person) => match (&person.handle, &person.display_name, &person.native_id) {
            (Some(handle), _, _) => format!("person @{handle}"),
            (None, Some(name), _) => format!("person {name:?}"),
            (None, None, Some(id)) => format!("person #{id}"),
            (None, None, None) => "somebody".to_owned(),
        },
    };
    let parent = match &message.parent {
        Parent::Unknown => "unknown".to_owned(),
        Parent::None => "none".to_owned(),
        Parent::Some { id, author } => format!("{id}{}", author.as_ref().map_or(String::new(), |author| format!(" by @{author}"))),
    };
    writeln!(
        lines,
        "message   {} {} by {author}, {} ±{}s {:?}, parent {parent}",
        message.space.0, message.id, message.sent.at, message.sent.precision, message.sent.certainty
    )
    .unwrap();
    writeln!(lines, "  text    {:?}{}", message.text, if message.text_cut { " (cut)" } else { "" }).unwrap();
    if let Some(link) = &message.permalink {
        writeln!(lines, "  link    {link}").unwrap();
    }
    if let Some(counts) = &message.counts {
        let named = [
            ("reach", counts.reach),
            ("impressions", counts.impressions),
            ("engagements", counts.engagements),
            ("likes", counts.likes),
            ("replies", counts.replies),
            ("reposts", counts.reposts),
            ("shares", counts.shares),
            ("saves", counts.saves),
            ("follows", counts.follows),
            ("profile_visits", counts.profile_visits),
            ("detail_expands", counts.detail_expands),
            ("url_clicks", counts.url_clicks),
            ("hashtag_clicks", counts.hashtag_clicks),
            ("permalink_clicks", counts.permalink_clicks),
            ("media_views", counts.media_views),
            ("media_engagements", counts.media_engagements),
        ];
        let known = named.into_iter().filter_map(|(name, count)| count.map(|count| format!("{name} {count}")));
        let other = counts.other.iter().map(|(name, count)| format!("other {name} {count}"));
        writeln!(lines, "  counts  {}", known.chain(other).collect::<Vec<_>>().join(", ")).unwrap();
    }
}

fn problem_line(lines: &mut String, problem: &Problem) {
    let line = problem.line.map_or("-".to_owned(), |line| line.to_string());
    let column = problem.column.as_deref().unwrap_or("-");
    writeln!(lines, "{:?} {} in {} line {line} column {column}", problem.severity, problem.code.as_str(), problem.file).unwrap();
    writeln!(lines, "  says    {} -> {}", problem.message, problem.hint).unwrap();
    if let Some(raw) = &problem.raw {
        writeln!(lines, "  raw     {raw:?}").unwrap();
    }
}
