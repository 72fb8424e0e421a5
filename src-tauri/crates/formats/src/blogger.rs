//! Blogger: a blog as Atom, as the old back-up of the settings page and as the newer one of Google Takeout have it.
//!
//! Published posts and pages are releases, comments are messages. Who has published posts is ours; an author is known by the
//! address of their profile, or by name where there is none. Ids are unique across Blogger.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use earshot_model::{
    AccountName, Author, Evidence, FilePlan, Format, IdSpace, Kind, MessageRecord, Overrides, Parent, Person, Platform, Problem,
    ProblemCode, Question, Severity,
};

use crate::blog::{LeftOut, site, stated};
use crate::feed::item::{Flaw, Item as Post};
use crate::ours::Ours;
use crate::plan::{account_named, file_plan};
use crate::text::{Decoded, brief};
use crate::xml::{self, Element, Elements, Found, Names, Whole};
use crate::{Entry, Item, Match, Reader, Sink, Source};

pub(crate) struct Blogger;

const ENTRIES: Names = Names { whole: &["entry"], opened: &[] };

const KINDS: &str = "http://schemas.google.com/g/2005#kind";
const TAKEOUT: &str = "http://schemas.google.com/blogger/2018";

/// A blog has a handful of authors; this many are looked for.
const MOST_AUTHORS: usize = 1_000;

impl Reader for Blogger {
    fn format(&self) -> Format {
        Format {
            id: "blogger".to_owned(),
            name: "Blogger export".to_owned(),
            platform: Platform::Blogger.as_str().to_owned(),
            both_sides: true,
            files: "blog-DATE.xml, from Settings → Back up content, or Takeout/Blogger/Blogs/BLOG/feed.atom".to_owned(),
            carries: [
                "published posts and pages, as press releases",
                "comments, with who answers what where the export says so",
                "what the authors of the posts wrote in the comments, as ours",
            ]
            .map(str::to_owned)
            .to_vec(),
            limits: ["It holds no views and no likes.", "The newer export gives no links."].map(str::to_owned).to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let (name, tag) = xml::root(&entry.head)?;
        if name != "feed" || !tag.contains("http://www.w3.org/2005/Atom") {
            return None;
        }
        let text = xml::encoding(&entry.head, &Overrides::default()).decode(&entry.head);
        let why = if tag.contains(TAKEOUT) {
            "it is Atom with the elements of Blogger's Takeout"
        } else if text.contains(KINDS) {
            "it is Atom whose entries have the kinds of a Blogger back-up"
        } else {
            return None;
        };
        Some(Match { confidence: 95, why: why.to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let encoding = xml::encoding(&entry.head, overrides);
        if entry.is_whole() && !encoding.decode(&entry.head).contains("<entry") {
            return Err(no_entry(&source.shown(&entry.path), Severity::Refused));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.evidence.push(encoding.evidence());
        plan.account = account(entry, overrides, &mut plan.evidence);
        let authors = authors(source, &entry.path, overrides)?;
        if !overrides.ours.is_empty() {
            plan.evidence.push(Evidence::new("ours", overrides.ours.join(", "), "chosen by hand"));
        } else if authors.is_empty() {
            plan.asks.push(Question::Ours);
        } else {
            let names: BTreeSet<&str> = authors.iter().map(|author| &*author.name).collect();
            let names: Vec<&str> = names.into_iter().collect();
            plan.evidence.push(Evidence::new("ours", names.join(", "), "they have published posts"));
        }
        plan.evidence.push(Evidence::new("zone", "UTC", "every time in the file states its offset"));
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let ours = Ours::named(&plan.overrides.ours);
        for part in &plan.parts {
            let shown = source.shown(part);
            let authors = if ours.is_empty() { authors(source, part, &plan.overrides)? } else { BTreeSet::new() };
            let mut left_out = LeftOut::default();
            let flow = xml::each(source, part, &plan.overrides, ENTRIES, sink, |found, sink| {
                let Found::Whole(whole) = found else { return ControlFlow::Continue(()) };
                let item = match (Role::of(&whole.element), is_public(&whole.element)) {
                    (Role::Other, _) => {
                        left_out.add("settings and templates");
                        return ControlFlow::Continue(());
                    }
                    (_, false) => {
                        left_out.add("drafts, and what waits, was deleted or is spam");
                        return ControlFlow::Continue(());
                    }
                    (Role::Post, true) => Post::of(&whole.element).release().map(Item::Release),
                    (Role::Comment, true) => comment(&whole.element, &authors, &ours).map(Item::Message),
                };
                sink.take(item.unwrap_or_else(|flaw| Item::Problem(flaw.rejected(&shown).line(whole.element.line).raw(&whole.raw()))))
            })?;
            let note = match flow {
                ControlFlow::Continue(0) => Some(no_entry(&shown, Severity::Note)),
                ControlFlow::Continue(_) => left_out.note(&shown),
                ControlFlow::Break(()) => break,
            };
            if note.is_some_and(|note| sink.take(Item::Problem(note)).is_break()) {
                break;
            }
        }
        Ok(())
    }
}

fn no_entry(shown: &str, severity: Severity) -> Problem {
    let problem = Problem::new(severity, ProblemCode::HeaderOnly, shown, "the export holds neither a post nor a comment");
    problem.hint("back the blog up again")
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Post,
    Comment,
    Other,
}

impl Role {
    fn of(entry: &Element) -> Role {
        let kind = entry.elements().find(|element| element.name == "category" && element.attribute("scheme") == Some(KINDS));
        let kind = kind.and_then(|kind| kind.attribute("term")).and_then(|term| term.rsplit('#').next());
        match kind.unwrap_or(&entry.text_of("blogger:type")) {
            "post" | "page" | "POST" | "PAGE" => Role::Post,
            "comment" | "COMMENT" => Role::Comment,
            _ => Role::Other,
        }
    }
}

fn is_public(entry: &Element) -> bool {
    let is_draft = entry.child("app:control").is_some_and(|control| control.text_of("app:draft") == "yes");
    let is_live = matches!(&*entry.text_of("blogger:status"), "" | "LIVE");
    !is_draft && is_live && entry.text_of("blogger:trashed").is_empty()
}

/// Whose blog it is: by the address that the old export has, or else by its name.
fn account(entry: &Entry, overrides: &Overrides, evidence: &mut Vec<Evidence>) -> Option<AccountName> {
    const NAMES: Names = Names { whole: &["title", "link", "entry"], opened: &[] };
    let encoding = xml::encoding(&entry.head, overrides);
    let mut elements = Elements::new(Decoded::new(Box::new(&*entry.head), encoding), NAMES);
    let (mut title, mut address) = (None, None);
    while let Ok(Some(Found::Whole(Whole { element, .. }))) = elements.next() {
        match &*element.name {
            "title" => title = Some(element.text().into_owned()).filter(|title| !title.is_empty()),
            "link" if element.attribute("rel") == Some("alternate") => address = element.attribute("href").and_then(site),
            "link" => {}
            _ => break,
        }
    }
    let folder = entry.folder().rsplit('/').next().filter(|folder| !folder.is_empty()).map(str::to_owned);
    let known = [
        (overrides.account.clone(), "chosen by hand"),
        (address, "the export names the blog's address"),
        (title.clone(), "the export names the blog"),
        (folder, "the folder that it is in"),
    ];
    let (handle, why) = known.into_iter().find_map(|(handle, why)| Some((handle?, why)))?;
    let account = AccountName { display_name: title, ..account_named(Platform::Blogger, &handle) };
    evidence.push(Evidence::new("account", &*account.handle, why));
    Some(account)
}

/// Who wrote an entry.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Writer {
    /// The address of their profile; empty for somebody without one.
    profile: String,
    name: String,
}

impl Writer {
    /// `None` for somebody who is nobody: closed accounts and guests all have the same name.
    fn of(entry: &Element) -> Option<Writer> {
        let author = entry.child("author")?;
        let (profile, name) = (author.text_of("uri").into_owned(), author.text_of("name").into_owned());
        let is_nobody = profile.is_empty() && matches!(&*name, "" | "Unknown" | "Anonymous");
        (!is_nobody).then_some(Writer { profile, name })
    }

    fn is_same(&self, other: &Writer) -> bool {
        if self.profile.is_empty() { self.name == other.name } else { self.profile == other.profile }
    }
}

/// Who has published a post; the export's first pass.
fn authors(source: &Source, part: &str, overrides: &Overrides) -> Result<BTreeSet<Writer>, Problem> {
    let head = source.entry(part).map_or(&[][..], |entry| &entry.head);
    let mut elements = Elements::new(Decoded::new(source.reader(part)?, xml::encoding(head, overrides)), ENTRIES);
    let mut authors = BTreeSet::new();
    while let Some(found) = elements.next().map_err(|error| source.failed(part, &error))? {
        if let Found::Whole(Whole { element, .. }) = found
            && Role::of(&element) == Role::Post
            && authors.len() < MOST_AUTHORS
        {
            authors.extend(Writer::of(&element));
        }
    }
    Ok(authors)
}

fn comment(entry: &Element, authors: &BTreeSet<Writer>, ours: &Ours) -> Result<MessageRecord, Flaw> {
    let post = Post::of(entry);
    let id = post.guid.trim();
    if id.is_empty() {
        return Err(Flaw::new(ProblemCode::MissingId, "the comment has no id", "back the blog up again"));
    }
    let written = post.published.trim();
    let sent = stated(written).ok_or_else(|| match written {
        "" => Flaw::new(ProblemCode::MissingDate, "the comment has no date", "back the blog up again"),
        written => {
            let message = format!("`{}` is not a date with its offset", brief(written, 40));
            Flaw::new(ProblemCode::BadDate, message, "back the blog up again")
        }
    })?;
    let writer = Writer::of(entry);
    let is_ours = writer.as_ref().is_some_and(|writer| ours.has(&[&writer.name]) || authors.iter().any(|author| author.is_same(writer)));
    let person = writer.map_or_else(Person::default, |Writer { profile, name }| Person {
        native_id: Some(profile).filter(|profile| !profile.is_empty()),
        handle: None,
        display_name: Some(name).filter(|name| !name.is_empty()),
    });
    let parent = parent(entry, id).map_or(Parent::None, |id| Parent::Some { id, author: None });
    let text = post.content.plain();
    let link = post.link.trim();
    Ok(MessageRecord {
        space: IdSpace::of(Platform::Blogger, "comment"),
        id: id.to_owned(),
        kind: Kind::Post,
        author: if is_ours { Author::Owner } else { Author::Person(person) },
        // What is said below a post and answers no other comment answers the post.
        to_owner: !is_ours && parent == Parent::None,
        sent,
        text: Some(text).filter(|text| !text.is_empty()),
        text_cut: false,
        parent,
        conversation: None,
        permalink: (!link.is_empty()).then(|| link.to_owned()),
        counts: None,
    })
}

/// The comment that this one answers: named by its id in the newer export, by the last number of a link in the old one.
fn parent(entry: &Element, id: &str) -> Option<String> {
    let named = entry.text_of("blogger:inReplyTo");
    if !named.is_empty() {
        return Some(named.into_owned());
    }
    let link = entry.elements().find(|element| element.name == "link" && element.attribute("rel") == Some("related"))?;
    let number = link.attribute("href")?.rsplit('/').next().filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()))?;
    let (blog, _) = id.rsplit_once(".post-")?;
    (!number.is_empty()).then(|| format!("{blog}.post-{number}"))
}
