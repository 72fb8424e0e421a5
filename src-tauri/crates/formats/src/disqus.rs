//! Disqus: the comments of a site, with the pages that they stand below. Ids are unique across Disqus.

use std::collections::HashMap;
use std::ops::ControlFlow;

use earshot_model::{
    Author, Evidence, FilePlan, Format, IdSpace, Kind, MessageRecord, Overrides, Parent, Person, Platform, Problem, ProblemCode, Question,
    Severity,
};

use crate::blog::{LeftOut, stated};
use crate::feed::item::Flaw;
use crate::markup::plain_text;
use crate::ours::Ours;
use crate::plan::{account_named, file_plan};
use crate::text::{Decoded, brief};
use crate::xml::{self, Element, Elements, Found, Names, Whole};
use crate::{Entry, Item, Match, Reader, Sink, Source, id};

pub(crate) struct Disqus;

const NAMES: Names = Names { whole: &["category", "thread", "post"], opened: &[] };

/// Comments on more pages than this are without a link: the addresses are kept until the comments come.
const MOST_PAGES: usize = 100_000;

impl Reader for Disqus {
    fn format(&self) -> Format {
        Format {
            id: "disqus".to_owned(),
            name: "Disqus export".to_owned(),
            platform: Platform::Disqus.as_str().to_owned(),
            both_sides: true,
            files: "FORUM-DATE-all.xml or .xml.gz, from Moderate → Export".to_owned(),
            carries: ["comments below your pages, with who answers what", "your own answers, once you have named who writes them"]
                .map(str::to_owned)
                .to_vec(),
            limits: [
                "It does not say which of the names are yours.",
                "It holds no votes and no views.",
                "Comments that were deleted or marked as spam are left out.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let (name, tag) = xml::root(&entry.head)?;
        let is_export = name == "disqus" && tag.contains("disqus.com");
        is_export.then(|| Match { confidence: 95, why: "its root element is `disqus`".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let encoding = xml::encoding(&entry.head, overrides);
        if entry.is_whole() && !encoding.decode(&entry.head).contains("<post") {
            return Err(no_comment(&source.shown(&entry.path), Severity::Refused));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.evidence.push(encoding.evidence());
        let known = overrides.account.clone().map(|chosen| (chosen, "chosen by hand"));
        if let Some((forum, why)) = known.or_else(|| Some((forum(&entry.head, overrides)?, "the export names the forum"))) {
            plan.account = Some(account_named(Platform::Disqus, &forum));
            plan.evidence.push(Evidence::new("account", forum, why));
        }
        if overrides.ours.is_empty() {
            plan.asks.push(Question::Ours);
        } else {
            plan.evidence.push(Evidence::new("ours", overrides.ours.join(", "), "chosen by hand"));
        }
        plan.evidence.push(Evidence::new("zone", "UTC", "every time in the file says so"));
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let ours = Ours::named(&plan.overrides.ours);
        for part in &plan.parts {
            let shown = source.shown(part);
            let mut pages: HashMap<String, String> = HashMap::new();
            let mut left_out = LeftOut::default();
            let mut comments = 0_u64;
            let flow = xml::each(source, part, &plan.overrides, NAMES, sink, |found, sink| {
                let Found::Whole(whole) = found else { return ControlFlow::Continue(()) };
                let element = &whole.element;
                if element.name == "thread" {
                    let link = element.text_of("link");
                    if let Some(id) = element.attribute("dsq:id").filter(|_| !link.is_empty() && pages.len() < MOST_PAGES) {
                        pages.insert(id.to_owned(), link.into_owned());
                    }
                }
                if element.name != "post" {
                    return ControlFlow::Continue(());
                }
                comments += 1;
                match comment(element, &pages, &ours, &mut left_out) {
                    Ok(Some(message)) => sink.take(Item::Message(message)),
                    Ok(None) => ControlFlow::Continue(()),
                    Err(flaw) => sink.take(Item::Problem(flaw.rejected(&shown).line(whole.element.line).raw(&whole.raw()))),
                }
            })?;
            let note = if comments == 0 { Some(no_comment(&shown, Severity::Note)) } else { left_out.note(&shown) };
            if flow.is_break() || note.is_some_and(|note| sink.take(Item::Problem(note)).is_break()) {
                break;
            }
        }
        Ok(())
    }
}

fn no_comment(shown: &str, severity: Severity) -> Problem {
    let problem = Problem::new(severity, ProblemCode::HeaderOnly, shown, "the export holds no comment");
    problem.hint("export again when somebody has commented")
}

/// The forum's short name, by the first element that has it.
fn forum(head: &[u8], overrides: &Overrides) -> Option<String> {
    let mut elements = Elements::new(Decoded::new(Box::new(head), xml::encoding(head, overrides)), NAMES);
    while let Ok(Some(Found::Whole(Whole { element, .. }))) = elements.next() {
        let forum = element.text_of("forum");
        if !forum.is_empty() {
            return Some(forum.into_owned());
        }
    }
    None
}

/// `None` where it is deleted or spam.
fn comment(post: &Element, pages: &HashMap<String, String>, ours: &Ours, left_out: &mut LeftOut) -> Result<Option<MessageRecord>, Flaw> {
    for (flag, what) in [("isDeleted", "deleted comments"), ("isSpam", "comments marked as spam")] {
        if post.text_of(flag) == "true" {
            left_out.add(what);
            return Ok(None);
        }
    }
    let fault = |fault: id::Fault| Flaw::new(fault.code, fault.message, fault.hint);
    let id = id::checked(post.attribute("dsq:id").unwrap_or_default()).map_err(fault)?;
    let parent = match post.child("parent").and_then(|parent| parent.attribute("dsq:id")) {
        Some(parent) => Parent::Some { id: id::checked(parent).map_err(fault)?.to_owned(), author: None },
        None => Parent::None,
    };
    let written = post.text_of("createdAt");
    let sent = stated(&written).ok_or_else(|| match &*written {
        "" => Flaw::new(ProblemCode::MissingDate, "the comment has no date", "export again"),
        written => {
            let message = format!("`{}` is not a date written like `2013-10-11T06:51:33Z`", brief(written, 40));
            Flaw::new(ProblemCode::BadDate, message, "export again")
        }
    })?;
    let author = post.child("author");
    let of_author = |name| author.map(|author| author.text_of(name).into_owned()).filter(|text| !text.is_empty());
    let (handle, display_name) = (of_author("username"), of_author("name"));
    let is_ours = [&handle, &display_name].into_iter().flatten().any(|name| ours.has(&[name]));
    let text = plain_text(&post.text_of("message"));
    let page = post.child("thread").and_then(|thread| thread.attribute("dsq:id")).and_then(|thread| pages.get(thread));
    Ok(Some(MessageRecord {
        space: IdSpace::of(Platform::Disqus, "post"),
        id: id.to_owned(),
        kind: Kind::Post,
        author: if is_ours { Author::Owner } else { Author::Person(Person { native_id: None, handle, display_name }) },
        // What is said below a page and answers no other comment is said to whose page it is.
        to_owner: !is_ours && parent == Parent::None,
        sent,
        text: Some(text).filter(|text| !text.is_empty()),
        text_cut: false,
        parent,
        conversation: None,
        permalink: page.map(|page| format!("{page}#comment-{id}")),
        counts: None,
    }))
}
