//! A newsroom's RSS or Atom feed: press releases, against which posts are compared.

pub(crate) mod item;
mod date;

use std::ops::ControlFlow;

use earshot_model::{FilePlan, Format, Overrides, Platform, Problem, ProblemCode, Severity};

use crate::plan::file_plan;
use crate::xml::{self, Elements, Found, Names, Whole};
use crate::{Entry, Item, Match, Reader, Sink, Source};

pub(crate) struct Feed;

const ITEMS: Names = Names { whole: &["item", "entry", "atom:entry"], opened: &[] };

impl Reader for Feed {
    fn format(&self) -> Format {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        Format {
            id: "feed".to_owned(),
            name: "RSS or Atom feed".to_owned(),
            platform: Platform::Feed.as_str().to_owned(),
            both_sides: false,
            files: "a newsroom's feed saved from the browser: feed.xml, rss.xml, atom.xml, …".to_owned(),
            carries: owned(&["press releases with title, text, link and date"]),
            limits: owned(&[
                "A feed holds its newest releases only: save it now and then, and import each.",
                "Some feeds give the first lines of a release instead of its text.",
                "It says nothing of what the public answered.",
            ]),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let (why, confidence) = match Root::of(&entry.head)? {
            Root::Rss => ("its root element is `rss`", 90),
            Root::Atom => ("its root element is Atom's `feed`", 90),
        };
        Some(Match { confidence, why: why.to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let encoding = xml::encoding(&entry.head, overrides);
        let head = encoding.decode(&entry.head);
        if entry.is_whole() && !head.contains("<item") && !head.contains("entry") {
            return Err(no_release(&source.shown(&entry.path), Severity::Refused));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.account_from_rows = true;
        plan.evidence.push(encoding.evidence());
        plan.unused = unused(&head);
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        for part in &plan.parts {
            let shown = source.shown(part);
            let flow = xml::each(source, part, &plan.overrides, ITEMS, sink, |found, sink| match found {
                Found::Whole(whole) => sink.take(release(&whole, &shown)),
                _ => ControlFlow::Continue(()),
            })?;
            match flow {
                ControlFlow::Continue(0) if sink.take(Item::Problem(no_release(&shown, Severity::Note))).is_continue() => {}
                ControlFlow::Continue(1..) => {}
                _ => break,
            }
        }
        Ok(())
    }
}

/// The elements of the first items that nothing is made of.
fn unused(head: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut items = Elements::new(head.as_bytes(), ITEMS);
    while let Ok(Some(Found::Whole(whole))) = items.next() {
        for name in item::Item::of(&whole.element).unused {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// A release, or why it is none.
fn release(whole: &Whole, shown: &str) -> Item {
    match item::Item::of(&whole.element).release() {
        Ok(release) => Item::Release(release),
        Err(flaw) => Item::Problem(flaw.rejected(shown).line(whole.element.line).raw(&whole.raw())),
    }
}

fn no_release(shown: &str, severity: Severity) -> Problem {
    let problem = Problem::new(severity, ProblemCode::HeaderOnly, shown, "the feed holds no release");
    problem.hint("save the feed again when it lists something")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Root {
    Rss,
    Atom,
}

impl Root {
    /// By the first element. Exports of whole blogs look like feeds and hold comments too: they are not this format.
    fn of(head: &[u8]) -> Option<Root> {
        const BLOGS: [&str; 4] =
            ["wordpress.org/export/", "<wp:wxr_version", "http://schemas.google.com/blogger/2018", "http://schemas.google.com/g/2005#kind"];
        let text = xml::encoding(head, &Overrides::default()).decode(head);
        if BLOGS.iter().any(|mark| text.contains(mark)) {
            return None;
        }
        let (name, tag) = xml::root(head)?;
        match &*name {
            "rss" => Some(Root::Rss),
            "feed" | "atom:feed" if tag.contains("http://www.w3.org/2005/Atom") => Some(Root::Atom),
            _ => None,
        }
    }
}
