//! What Google's Takeout holds of an account's own comments on YouTube: `comments.csv`, and `live chats.csv`.

mod text;

use std::ops::ControlFlow;

use chrono_tz::Tz;
use earshot_model::{
    AccountName, Author, Certainty, Evidence, FilePlan, Format, IdSpace, Kind, MessageRecord, Overrides, Parent, Platform, Problem,
    ProblemCode, Severity,
};

use super::{comment_link, comment_space};
use crate::moment::written;
use crate::plan::{account_named, file_plan, header_only};
use crate::table::{Cells, Shape, Table, sample, shape, shape_as};
use crate::{Entry, Item, Match, Reader, Sink, Source, parts};

pub(crate) struct Takeout;

const COMMENTS: [&str; 5] = ["Comment ID", "Channel ID", "Comment Create Timestamp", "Video ID", "Comment Text"];
const CHATS: [&str; 5] = ["Live Chat ID", "Channel ID", "Live Chat Create Timestamp", "Video ID", "Live Chat Text"];

impl Reader for Takeout {
    fn format(&self) -> Format {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        Format {
            id: "youtube-takeout".to_owned(),
            name: "YouTube comments from Google Takeout".to_owned(),
            platform: Platform::YouTube.as_str().to_owned(),
            both_sides: false,
            files: "takeout-….zip, or from it comments.csv and live chats.csv".to_owned(),
            carries: owned(&["own comments", "own replies", "own messages in live chats"]),
            limits: owned(&[
                "It holds what the account wrote, and nothing that was written to it: no response rate comes from it.",
                "It tells which comment a reply answers, not when that was written: no response time comes from it.",
                "It has no counts: neither views nor likes.",
                "It names the channel by its id only.",
                "For a brand account the Takeout must be made as that account.",
            ]),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let why = match Kinds::of(&shape(entry))? {
            Kinds::Comments => "the header is that of YouTube comments from Google Takeout",
            Kinds::Chats => "the header is that of YouTube live chats from Google Takeout",
        };
        Some(Match { confidence: 95, why: why.to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let mut plan = file_plan(source, entry, self.format());
        let (path, parts) = together(source, entry);
        if !source.is_one_file() {
            plan.path = path;
        }
        plan.parts = parts.iter().map(|part| part.path.clone()).collect();
        plan.bytes = parts.iter().map(|part| part.bytes).sum();
        let mut channels: Vec<String> = Vec::new();
        let mut is_empty = true;
        for part in &parts {
            let shape = shape_as(part, overrides);
            // One that was chosen by hand may lack a column.
            shape.require(if Kinds::of(&shape) == Some(Kinds::Chats) { &CHATS } else { &COMMENTS }, &source.shown(&part.path))?;
            let rows = sample(part, &shape, usize::MAX);
            is_empty &= rows.is_empty() && part.is_whole();
            let column = shape.at(&["Channel ID"]);
            for channel in rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty()) {
                if !channels.iter().any(|known| known == channel) {
                    channels.push(channel.to_owned());
                }
            }
            if plan.evidence.is_empty() {
                plan.evidence = shape.evidence();
            }
            for name in Columns::of(&shape).unused(&shape) {
                if !plan.unused.contains(&name) {
                    plan.unused.push(name);
                }
            }
        }
        if is_empty {
            return Err(header_only(&source.shown(&entry.path)));
        }
        plan.evidence.push(Evidence::new("zone", "UTC", "every time in the file states its offset"));
        let channel = channels.first();
        plan.account = overrides
            .account
            .as_ref()
            .map(|chosen| AccountName { native_id: channel.cloned(), ..account_named(Platform::YouTube, chosen) });
        plan.evidence.push(match (&overrides.account, &channels[..]) {
            (Some(chosen), _) => Evidence::new("account", chosen.as_str(), "chosen by hand"),
            (None, [channel]) => {
                Evidence::new("account", "unknown", format!("the rows give the channel's id, {channel}, and not its name"))
            }
            (None, _) => Evidence::new("account", "unknown", "the rows give the ids of several channels"),
        });
        if channels.len() > 1 {
            let message =
                format!("{} channels wrote in it: the first one is taken for the account, the others by their ids", channels.len());
            let problem = Problem::new(Severity::Note, ProblemCode::NoAccount, &source.shown(&plan.path), message);
            plan.problems.push(problem.hint("make a Takeout as each channel's account"));
        }
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let mut channel = None;
        parts::each(source, plan, sink, |part, sink| {
            let table = Table::open(source, part, &plan.overrides)?;
            let columns = Columns::of(&table.shape);
            table.each(source, part, sink, |cells, sink| columns.read(cells, &mut channel, sink))
        })
        .map(drop)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kinds {
    Comments,
    Chats,
}

impl Kinds {
    fn of(shape: &Shape) -> Option<Kinds> {
        if shape.has(&COMMENTS) { Some(Kinds::Comments) } else { shape.has(&CHATS).then_some(Kinds::Chats) }
    }
}

/// The parts that belong to one Takeout, and where it lies.
///
/// In a Takeout each kind has a folder of its own name, whatever the language: `comments/comments.csv`, `comments/comments(1).csv`
/// and `live chats/live chats.csv` are one. Elsewhere only `comments.csv` and `comments(1).csv` are.
fn together<'a>(source: &'a Source, entry: &'a Entry) -> (String, Vec<&'a Entry>) {
    let is_ours = |other: &&Entry| Kinds::of(&shape(other)).is_some();
    if let Some(folder) = takeout(entry) {
        let parts = source.entries.iter().filter(|other| takeout(other) == Some(folder)).filter(is_ours);
        return (folder.to_owned(), parts.collect());
    }
    let alike = |other: &&Entry| other.folder() == entry.folder() && stem(other) == stem(entry);
    let mut parts: Vec<&Entry> = source.entries.iter().filter(alike).filter(is_ours).collect();
    if parts.is_empty() {
        parts.push(entry);
    }
    // `comments(1).csv` sorts before `comments.csv`.
    parts.sort_by_key(|part| (part.path.len(), part.path.as_str()));
    (parts[0].path.clone(), parts)
}

/// The folder above the folder that is called like the file.
fn takeout(entry: &Entry) -> Option<&str> {
    let (above, folder) = entry.folder().rsplit_once('/').unwrap_or(("", entry.folder()));
    (!folder.is_empty() && folder.eq_ignore_ascii_case(stem(entry))).then_some(above)
}

/// `comments` of `comments(1).csv`.
fn stem(entry: &Entry) -> &str {
    let name = entry.name();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    match stem.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        Some((stem, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => stem.trim_end(),
        _ => stem,
    }
}

struct Columns {
    kind: Kinds,
    id: usize,
    channel: usize,
    time: usize,
    video: usize,
    text: usize,
    parent: Option<usize>,
    /// The comment that the exchange began with.
    root: Option<usize>,
    /// A post of the channel's page, where no video is commented on.
    post: Option<usize>,
    space: IdSpace,
}

impl Columns {
    fn of(shape: &Shape) -> Columns {
        let kind = Kinds::of(shape).unwrap_or(Kinds::Comments);
        let [id, channel, time, video, text] = match kind {
            Kinds::Comments => COMMENTS,
            Kinds::Chats => CHATS,
        }
        .map(|name| shape.at(&[name]));
        let space = match kind {
            Kinds::Comments => comment_space(),
            Kinds::Chats => IdSpace::of(Platform::YouTube, "chat"),
        };
        let (parent, root, post) =
            (shape.column(&["Parent Comment ID"]), shape.column(&["Top-Level Comment ID"]), shape.column(&["Post ID"]));
        Columns { kind, id, channel, time, video, text, parent, root, post, space }
    }

    fn unused(&self, shape: &Shape) -> Vec<String> {
        let used = [self.id, self.channel, self.time, self.video, self.text].into_iter();
        shape.unused(&used.chain(self.parent).chain(self.root).chain(self.post).collect::<Vec<_>>())
    }

    /// `owner` is the channel that the first row names.
    fn read(&self, cells: &Cells<'_>, owner: &mut Option<String>, sink: &mut dyn Sink) -> ControlFlow<()> {
        let Some(id) = cells.known(self.id).map(|id| id.trim().to_owned()) else {
            return sink.take(Item::Problem(cells.rejected(ProblemCode::MissingId, self.id, "the row has no id", "")));
        };
        let time = cells.get(self.time);
        let Some(sent) = written(&time, None).filter(|time| time.offset.is_some()) else {
            return sink.take(Item::Problem(cells.bad_time(self.time, &time, "2023-09-19T17:42:53.434647+00:00")));
        };
        let channel = cells.known(self.channel).map(|channel| channel.trim().to_owned());
        let author = match (&owner, channel) {
            (Some(owner), Some(channel)) if *owner != channel => Author::Account(channel),
            (None, Some(channel)) => {
                *owner = Some(channel);
                Author::Owner
            }
            _ => Author::Owner,
        };
        let cell = cells.get(self.text);
        let (text, is_whole) = text::plain(&cell);
        if !is_whole {
            let message = "the text is not the JSON that it should be; it is read as well as it can be";
            let problem = cells.problem(Severity::Note, ProblemCode::BadJson, self.text, message);
            sink.take(Item::Problem(problem.hint("compare it with the comment if its words matter")))?;
        }
        let known = |column: Option<usize>| column.and_then(|column| cells.known(column)).map(|cell| cell.trim().to_owned());
        let video = known(Some(self.video));
        let parent = match (self.kind, known(self.parent).or_else(|| known(self.root)).filter(|parent| *parent != id)) {
            // Nobody can tell what a line in a chat answers.
            (Kinds::Chats, _) => Parent::Unknown,
            (Kinds::Comments, Some(id)) => Parent::Some { id, author: None },
            (Kinds::Comments, None) => Parent::None,
        };
        sink.take(Item::Message(MessageRecord {
            space: self.space.clone(),
            permalink: video.as_ref().filter(|_| self.kind == Kinds::Comments).map(|video| comment_link(video, &id)),
            id,
            kind: Kind::Post,
            author,
            to_owner: false,
            sent: sent.stamp(Tz::UTC, Certainty::Stated),
            text: (!text.trim().is_empty()).then_some(text),
            text_cut: false,
            parent,
            conversation: video.or_else(|| known(self.post)),
            counts: None,
        }))
    }
}
