//! The Mastodon archive: `outbox.json`, which has everything that an account posted, and `actor.json`, which says whose it is.
//!
//! An id is the whole address of a post, so that the numbers of two servers don't meet.

mod activity;
mod address;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::ops::ControlFlow;

use earshot_model::{AccountName, Evidence, FilePlan, Format, Overrides, Platform, Problem, ProblemCode, Severity};
use serde::Deserialize;
use serde::de::IgnoredAny;

use self::activity::{Activity, Owner, USED, author, message};
use self::address::handle_of;
use crate::json::{Element, Elements, Part, holds, outline};
use crate::plan::{account_named, file_plan, note_count};
use crate::{Entry, Item, Match, Reader, Sink, Source, parts};

pub(crate) struct Mastodon;

/// An actor is a few kilobytes long.
const LONGEST_ACTOR: u64 = 1 << 20;

impl Reader for Mastodon {
    fn format(&self) -> Format {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        Format {
            id: "mastodon".to_owned(),
            name: "Mastodon archive".to_owned(),
            platform: Platform::Mastodon.as_str().to_owned(),
            both_sides: false,
            files: "archive-….tar.gz or .zip, or the folder that it unpacks to: outbox.json, actor.json".to_owned(),
            carries: owned(&["own posts", "own replies", "boosts", "own direct messages", "likes and boosts, where the server gives them"]),
            limits: owned(&[
                "It holds the owner's posts only: neither the replies to them nor the posts that they answer.",
                "So there is no response rate; how long an answer took is known where the id of what it answers holds its time.",
                "It has no impressions.",
            ]),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        if !holds(&entry.head, "\"orderedItems\"") {
            return None;
        }
        let outline = outline(&entry.head).filter(|outline| !outline.is_list && outline.has("orderedItems"))?;
        let mut elements = Elements::at(&entry.head[..], &["orderedItems"]);
        // Likes and bookmarks are lists of addresses; the head may cut even the first post.
        let is_mine = match elements.next() {
            Ok(Some(Element::Json { bytes, .. } | Element::Broken { rest: bytes, .. })) => bytes.starts_with(b"{"),
            Ok(None) => entry.name() == "outbox.json",
            _ => false,
        };
        let confidence = if outline.has("@context") || outline.has("type") { 95 } else { 70 };
        is_mine.then(|| Match { confidence, why: "it begins as the outbox of a Mastodon archive does, `orderedItems`".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let mut plan = file_plan(source, entry, self.format());
        let head = sample(entry);
        if head.is_empty() && entry.is_whole() {
            let mut elements = Elements::at(&entry.head[..], &["orderedItems"]);
            if matches!(elements.next(), Ok(None)) {
                return Err(Problem::new(Severity::Refused, ProblemCode::HeaderOnly, &source.shown(&entry.path), "the outbox is empty")
                    .hint("ask for the archive again once something was posted"));
            }
        }
        if let Some(actor) = actor(source, entry) {
            if !source.is_one_file() {
                plan.path = entry.folder().to_owned();
            }
            plan.parts.insert(0, actor.path.clone());
            plan.bytes += actor.bytes;
        }
        plan.account = account(source, entry, &head, overrides, &mut plan)?;
        plan.evidence.push(Evidence::new("zone", "UTC", "every time in the file states its offset"));
        plan.evidence.push(Evidence::new("ids", "addresses", "a post's id is its whole address, since each server counts by itself"));
        let keys = head.iter().filter_map(|activity| activity.object_keys());
        let keys: BTreeSet<String> = keys.flat_map(BTreeMap::<String, IgnoredAny>::into_keys).collect();
        plan.unused = keys.into_iter().filter(|key| !USED.contains(&key.as_str())).collect();
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let owner = Owner { handle: plan.account.as_ref().map(|account| account.handle.clone()) };
        let mut others = 0;
        let flow = parts::each(source, plan, sink, |part, sink| {
            let Some(entry) = source.entry(part).filter(|entry| entry.name() != ACTOR || plan.parts.len() == 1) else { return Ok(()) };
            let part = Part { source, entry };
            let mut elements = Elements::at(part.reader()?, &["orderedItems"]);
            let flow = part.each(&mut elements, sink, |line, element, sink| match message(element, &owner) {
                Ok(Some(message)) => sink.take(Item::Message(message)),
                Ok(None) => {
                    others += 1;
                    ControlFlow::Continue(())
                }
                Err(flaw) => sink.take(part.rejected(flaw, line, element)),
            });
            flow.map(drop)
        })?;
        if flow.is_continue() {
            note_count(sink, &plan.shown(), others, "activities that are neither posts nor boosts are left out");
        }
        Ok(())
    }
}

const ACTOR: &str = "actor.json";

/// `actor.json` beside an outbox.
fn actor<'a>(source: &'a Source, outbox: &Entry) -> Option<&'a Entry> {
    let path = if outbox.folder().is_empty() { ACTOR.to_owned() } else { format!("{}/{ACTOR}", outbox.folder()) };
    if source.is_one_file() { None } else { source.entry(&path) }
}

/// The activities that a head holds whole.
fn sample(entry: &Entry) -> Vec<Activity> {
    let mut elements = Elements::at(&entry.head[..], &["orderedItems"]);
    let mut found = Vec::new();
    while let Ok(Some(Element::Json { bytes, .. })) = elements.next() {
        found.extend(serde_json::from_slice(bytes));
    }
    found
}

/// The account that was chosen, or that `actor.json` names, or who wrote the first post.
fn account(
    source: &Source,
    outbox: &Entry,
    head: &[Activity],
    overrides: &Overrides,
    plan: &mut FilePlan,
) -> Result<Option<AccountName>, Problem> {
    let mut known = None;
    if let Some(entry) = actor(source, outbox) {
        let mut json = Vec::new();
        let read = source.reader(&entry.path)?.take(LONGEST_ACTOR).read_to_end(&mut json);
        read.map_err(|error| source.failed(&entry.path, &error))?;
        match serde_json::from_slice::<Actor>(&json) {
            Ok(actor) => known = actor.account().map(|account| (account, "actor.json names it")),
            Err(error) => {
                let message = format!("it can't be read and is left out: {error}");
                let problem = Problem::new(Severity::Note, ProblemCode::BadJson, &source.shown(&entry.path), message);
                plan.problems.push(problem.hint("download the archive again"));
            }
        }
    }
    if known.is_none()
        && let Some(address) = head.iter().find_map(author)
    {
        let account =
            handle_of(&address).map(|handle| AccountName { native_id: Some(address), ..account_named(Platform::Mastodon, &handle) });
        known = account.map(|account| (account, "the address of who wrote the first post says so"));
    }
    Ok(match (&overrides.account, known) {
        (Some(chosen), known) => {
            let account = account_named(Platform::Mastodon, chosen);
            plan.evidence.push(Evidence::new("account", &*account.handle, "chosen by hand"));
            Some(AccountName { native_id: known.and_then(|(known, _)| known.native_id), ..account })
        }
        (None, Some((account, why))) => {
            plan.evidence.push(Evidence::new("account", &*account.handle, why));
            Some(account)
        }
        (None, None) => None,
    })
}

#[derive(Deserialize)]
struct Actor {
    id: Option<String>,
    #[serde(rename = "preferredUsername")]
    name: Option<String>,
    #[serde(rename = "name")]
    display_name: Option<String>,
}

impl Actor {
    fn account(self) -> Option<AccountName> {
        let id = self.id?;
        let handle = match (self.name, address::host(&id)) {
            (Some(name), Some(host)) => format!("{name}@{host}"),
            _ => handle_of(&id)?,
        };
        let display_name = self.display_name.filter(|name| !name.trim().is_empty());
        Some(AccountName { native_id: Some(id), display_name, ..account_named(Platform::Mastodon, &handle) })
    }
}
