//! The X archive: the zip of `data/*.js` files that X makes for an account's owner, packed or unpacked.

mod contents;
mod tweet;
mod note;
mod handles;
mod direct;

use std::ops::ControlFlow;

use earshot_model::{AccountName, Evidence, FilePlan, Format, Millis, Overrides, Platform, Problem, ProblemCode, Severity, Span};

use self::contents::{Contents, PartKind};
use self::direct::{Conversation, Said};
use self::handles::Handles;
use self::note::Notes;
use crate::json::{Elements, Lines, Part};
use crate::plan::{account_named, file_plan, note_count};
use crate::{Entry, Item, Match, Reader, Sink, Source, parts};

/// 21 March 2006, the day of the first post on X: no account is older.
const X_BEGAN: Millis = 1_142_899_200_000;

/// The notes of an archive that holds more of them than this are not used: the posts keep their cut texts.
const MOST_NOTES: usize = 64 << 20;

pub(crate) struct Archive;

impl Reader for Archive {
    fn format(&self) -> Format {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        Format {
            id: "x-archive".to_owned(),
            name: "X archive".to_owned(),
            platform: Platform::X.as_str().to_owned(),
            both_sides: false,
            files: "twitter-….zip, or the folder that it unpacks to: data/tweets.js, data/direct-messages.js, …".to_owned(),
            carries: owned(&[
                "own posts",
                "own replies",
                "reposts",
                "likes and reposts as of the archive",
                "direct messages, both sides",
                "group conversations",
            ]),
            limits: owned(&[
                "It holds the owner's posts only: neither the public replies to them nor the posts that they answer.",
                "So for public posts there is no response rate; how long an answer took is known from the id of what it answers.",
                "It has no impressions, and its likes and reposts may be older than the archive.",
                "Reposts are cut at 140 characters.",
                "Direct messages name people by number; a name is known only of those whom the posts name.",
                "Deleted posts are in it only as far as X still had them.",
            ]),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        if entry.head.is_empty() {
            // Whether an empty file is a part depends on what stands beside it.
            return None;
        }
        let why = match PartKind::of(entry)? {
            PartKind::Manifest => "it is the manifest of an X archive",
            PartKind::Account => "it begins as the account of an X archive does, `window.YTD.account`",
            PartKind::Notes => "it begins as the long posts of an X archive do, `window.YTD.note_tweet`",
            PartKind::Tweets => "it begins as the posts of an X archive do, `window.YTD.tweet…`",
            PartKind::Deleted => "it begins as the deleted posts of an X archive do, `window.YTD.deleted_tweets`",
            PartKind::Directs | PartKind::DirectHeaders | PartKind::Groups | PartKind::GroupHeaders => {
                "it begins as the direct messages of an X archive do, `window.YTD.direct_message…`"
            }
        };
        Some(Match { confidence: 95, why: why.to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let folder = entry.folder();
        let contents = Contents::of(source, folder)?;
        let archive = if folder == "data" { "" } else { folder.strip_suffix("/data").unwrap_or(folder) };
        if !contents.has_messages() {
            let message = "the archive holds neither posts nor direct messages";
            return Err(Problem::new(Severity::Refused, ProblemCode::MissingPart, &source.shown(archive), message)
                .hint("look for `data/tweets.js`; if it is missing, ask X for the archive again"));
        }
        let mut plan = file_plan(source, entry, self.format());
        if !source.is_one_file() {
            plan.path = archive.to_owned();
        }
        plan.parts = contents.parts.iter().map(|(_, entry)| entry.path.clone()).collect();
        plan.bytes = contents.parts.iter().map(|(_, entry)| entry.bytes).sum();
        plan.account = account(&contents, overrides, &mut plan.evidence);
        plan.covers = covers(&contents, &mut plan.evidence);
        if let Some(posts) = contents.posts {
            plan.evidence.push(Evidence::new("posts", posts.to_string(), "data/manifest.js counts them"));
        }
        plan.problems = contents.problems;
        let has = |wanted: PartKind| contents.parts.iter().any(|(kind, _)| *kind == wanted);
        if has(PartKind::DirectHeaders) || has(PartKind::GroupHeaders) {
            plan.limits.push("The texts of some direct messages are not in it.".to_owned());
        }
        if contents.parts.iter().any(|(kind, _)| kind.is_direct()) && owner_id(contents.account.as_ref()).is_none() {
            let message = "without `data/account.js` nobody can tell who wrote which direct message: they are left out";
            let problem = Problem::new(Severity::Note, ProblemCode::MissingPart, &source.shown(archive), message);
            plan.problems.push(problem.hint("open the whole archive"));
        }
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let account =
            plan.parts.first().and_then(|part| source.entry(part)).map(|entry| Contents::of(source, entry.folder())).transpose()?;
        let owner = Owner {
            handle: plan.account.as_ref().map(|account| account.handle.clone()),
            id: owner_id(account.and_then(|contents| contents.account).as_ref()),
        };
        let (mut notes, mut handles) = (Notes::default(), Handles::default());
        parts::each(source, plan, sink, |part, sink| {
            let Some(entry) = source.entry(part) else { return Ok(()) };
            let part = Part { source, entry };
            match (PartKind::of(entry), &owner.id) {
                (Some(PartKind::Notes), _) => read_notes(&part, &mut notes, sink),
                (Some(kind @ (PartKind::Tweets | PartKind::Deleted)), _) => {
                    read_tweets(&part, &owner, &notes, &mut handles, kind == PartKind::Deleted, sink)
                }
                (Some(kind), Some(id)) if kind.is_direct() => {
                    read_directs(&part, id, &handles, matches!(kind, PartKind::Groups | PartKind::GroupHeaders), sink)
                }
                _ => Ok(ControlFlow::Continue(())),
            }
            .map(drop)
        })
        .map(drop)
    }
}

/// Whose archive it is. The id tells the two sides of a direct message apart.
struct Owner {
    handle: Option<String>,
    id: Option<String>,
}

fn owner_id(account: Option<&AccountName>) -> Option<String> {
    account.and_then(|account| account.native_id.clone())
}

fn account(contents: &Contents, overrides: &Overrides, evidence: &mut Vec<Evidence>) -> Option<AccountName> {
    match (&overrides.account, &contents.account) {
        (Some(chosen), known) => {
            let mut account = account_named(Platform::X, chosen);
            evidence.push(Evidence::new("account", &*account.handle, "chosen by hand"));
            account.native_id = owner_id(known.as_ref());
            Some(account)
        }
        (None, Some(known)) => {
            evidence.push(Evidence::new("account", &*known.handle, format!("{} names it", contents.account_from)));
            Some(known.clone())
        }
        (None, None) => None,
    }
}

/// An archive holds everything from the account's first day to the moment it was made.
fn covers(contents: &Contents, evidence: &mut Vec<Evidence>) -> Option<Span> {
    let to = contents.made?;
    let (from, why) = match contents.opened {
        Some(opened) => {
            (opened, "from the day the account was opened (data/account.js) to the moment the archive was made (data/manifest.js)")
        }
        None => (X_BEGAN, "to the moment the archive was made (data/manifest.js); from X's first day, as the account's is not stated"),
    };
    let day = |at| chrono::DateTime::from_timestamp_millis(at).map_or_else(String::new, |time| time.format("%Y-%m-%d").to_string());
    evidence.push(Evidence::new("covers", format!("{} – {}", day(from), day(to)), why));
    Some(Span { from, to })
}

fn read_notes(part: &Part<'_>, notes: &mut Notes, sink: &mut dyn Sink) -> Result<ControlFlow<()>, Problem> {
    let mut is_full = false;
    let flow = part.each(&mut Elements::assigned(part.reader()?), sink, |line, element, sink| {
        if !is_full {
            if let Err(flaw) = notes.add(element) {
                return sink.take(part.rejected(flaw, line, element));
            }
            is_full = notes.bytes > MOST_NOTES;
        }
        ControlFlow::Continue(())
    })?;
    if is_full && flow.is_continue() {
        *notes = Notes::default();
        let message = format!("it holds more than {} MiB of long posts: they keep the cut texts of `tweets.js`", MOST_NOTES >> 20);
        return Ok(sink.take(Item::Problem(Problem::new(Severity::Note, ProblemCode::BadValue, &part.shown(), message))));
    }
    Ok(flow)
}

/// Posts that are gone from X were said all the same: they are taken in like the others, and how many they are is noted.
fn read_tweets(
    part: &Part<'_>,
    owner: &Owner,
    notes: &Notes,
    handles: &mut Handles,
    are_deleted: bool,
    sink: &mut dyn Sink,
) -> Result<ControlFlow<()>, Problem> {
    let mut posts = 0_u64;
    let flow = part.each(&mut Elements::assigned(part.reader()?), sink, |line, element, sink| {
        match tweet::message(element, owner, notes, handles) {
            Ok((message, flaws)) => {
                posts += 1;
                for flaw in flaws {
                    sink.take(Item::Problem(part.problem(Severity::Note, flaw, line)))?;
                }
                sink.take(Item::Message(message))
            }
            Err(flaw) => sink.take(part.rejected(flaw, line, element)),
        }
    })?;
    if are_deleted && flow.is_continue() {
        note_count(sink, &part.shown(), posts, "posts that the account has deleted since are taken in, as they were said");
    }
    Ok(flow)
}

fn read_directs(part: &Part<'_>, owner: &str, handles: &Handles, is_group: bool, sink: &mut dyn Sink) -> Result<ControlFlow<()>, Problem> {
    let mut greetings = 0_u64;
    let flow = part.each(&mut Elements::assigned(part.reader()?), sink, |line, element, sink| {
        let conversation = match Conversation::parse(element, owner, is_group) {
            Ok(conversation) => conversation,
            Err(flaw) => return sink.take(part.rejected(flaw, line, element)),
        };
        let mut lines = Lines::new(element, line);
        for event in &conversation.events {
            let (line, event) = (lines.of(event.get()), event.get());
            match conversation.event(event, owner, handles) {
                Ok(Said::Message(message)) => sink.take(Item::Message(*message))?,
                Ok(Said::Greeting) => greetings += 1,
                Ok(Said::Event) => {}
                Err(flaw) => sink.take(part.rejected(flaw, line, event))?,
            }
        }
        ControlFlow::Continue(())
    })?;
    if flow.is_continue() {
        note_count(sink, &part.shown(), greetings, "greetings that X sent by itself are left out");
    }
    Ok(flow)
}
