//! MediaWiki: the talk pages of a dump. What was said stands in the wikitext as signed comments, and is cut out of it.
//!
//! A comment has no id. It gets one of its page, the minute and the author of its signature, and a number where somebody signed
//! twice in a minute; not of its text, since people correct what they wrote. It is kept once, as the newest revision has it.

mod talk;
mod signature;
mod wikitext;

use std::ops::ControlFlow;

use chrono_tz::Tz;
use earshot_model::{
    Author, Certainty, Evidence, FilePlan, Format, IdSpace, Kind, MessageRecord, Overrides, Parent, Person, Platform, Problem, ProblemCode,
    Question, Severity,
};

use self::talk::{Comment, Talk};
use crate::moment::zone_or;
use crate::ours::Ours;
use crate::plan::file_plan;
use crate::text::Decoded;
use crate::xml::{self, Elements, Names};
use crate::{Entry, Item, Match, Reader, Sink, Source};

pub(crate) struct MediaWiki;

/// A page has any number of revisions, so they come one by one, after what the page says of itself.
const NAMES: Names = Names { whole: &["sitename", "base", "namespace", "title", "ns", "id", "revision"], opened: &["page"] };

impl Reader for MediaWiki {
    fn format(&self) -> Format {
        Format {
            id: "mediawiki".to_owned(),
            name: "MediaWiki dump".to_owned(),
            platform: Platform::MediaWiki.as_str().to_owned(),
            both_sides: true,
            files: "WIKI-DATE-pages-meta-current.xml or …-history.xml, or a file from Special:Export, with talk pages".to_owned(),
            carries: ["signed comments on talk pages, with who answers what", "your own comments, once you have named who writes them"]
                .map(str::to_owned)
                .to_vec(),
            limits: [
                "It does not say which of the names are yours.",
                "Comments that nobody signed are left out.",
                "A comment that was moved to an archive page counts there again, if the dump has both.",
                "It holds no views.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let (name, tag) = xml::root(&entry.head)?;
        let is_dump = name == "mediawiki" && tag.contains("mediawiki.org/xml/export");
        is_dump.then(|| Match { confidence: 95, why: "its root element is that of a MediaWiki dump".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let talk = first_comment(source, &entry.path, overrides)?;
        let mut plan = file_plan(source, entry, self.format());
        plan.account_from_rows = true;
        plan.evidence.push(xml::encoding(&entry.head, overrides).evidence());
        plan.evidence.push(Evidence::new("account", "by row", "who signed a comment wrote it"));
        if overrides.ours.is_empty() {
            plan.asks.push(Question::Ours);
        } else {
            plan.evidence.push(Evidence::new("ours", overrides.ours.join(", "), "chosen by hand"));
        }
        plan.zone.clone_from(&overrides.zone);
        plan.evidence.push(match &overrides.zone {
            Some(zone) => Evidence::new("zone", &**zone, "chosen by hand, for signatures whose zone is not known"),
            None => Evidence::new("zone", "UTC", "signatures name their zone; where one is not known, UTC is assumed"),
        });
        plan.evidence.push(Evidence::new("ids", &*space(&talk).0, "made of page, minute and author of each signature"));
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let (zone, certainty) = zone_or(&plan.overrides, Tz::UTC);
        let ours = Ours::named(&plan.overrides.ours);
        for part in &plan.parts {
            let mut talk = Talk::default();
            let flow = xml::each(source, part, &plan.overrides, NAMES, sink, |found, sink| {
                for comment in talk.take(found) {
                    sink.take(Item::Message(message(comment, &talk, &ours, zone, certainty)))?;
                }
                ControlFlow::Continue(())
            })?;
            if flow.is_break() {
                break;
            }
            for comment in talk.end_page() {
                if sink.take(Item::Message(message(comment, &talk, &ours, zone, certainty))).is_break() {
                    return Ok(());
                }
            }
            if talk.left_out.note(&source.shown(part)).is_some_and(|note| sink.take(Item::Problem(note)).is_break()) {
                break;
            }
        }
        Ok(())
    }
}

/// Reads as far as the first comment; why there is none, if there is none.
fn first_comment(source: &Source, part: &str, overrides: &Overrides) -> Result<Talk, Problem> {
    let head = source.entry(part).map_or(&[][..], |entry| &entry.head);
    let mut elements = Elements::new(Decoded::new(source.reader(part)?, xml::encoding(head, overrides)), NAMES);
    let mut talk = Talk::default();
    while let Some(found) = elements.next().map_err(|error| source.failed(part, &error))? {
        talk.take(found);
        if talk.comments > 0 {
            return Ok(talk);
        }
    }
    talk.end_page();
    let (message, hint) = match (talk.pages, talk.talk_pages) {
        (0, _) => ("the dump holds no page".to_owned(), "export the pages again"),
        (pages, 0) => (
            format!("the dump holds no talk page, only {pages} of other kinds"),
            "export the talk pages: their names begin with Talk: or User talk:",
        ),
        (_, 1) => ("nobody has signed a comment on its one talk page".to_owned(), "choose pages on which people talk"),
        (_, pages) => (format!("nobody has signed a comment on any of its {pages} talk pages"), "choose pages on which people talk"),
    };
    Err(Problem::new(Severity::Refused, ProblemCode::HeaderOnly, &source.shown(part), message).hint(hint))
}

fn space(talk: &Talk) -> IdSpace {
    let space = IdSpace::of(Platform::MediaWiki, "comment");
    talk.site.as_deref().map_or(space.clone(), |site| space.within(site))
}

fn message(comment: Comment, talk: &Talk, ours: &Ours, zone: Tz, certainty: Certainty) -> MessageRecord {
    let is_ours = ours.has(&[&comment.author]);
    let is_guest = comment.author.parse::<std::net::IpAddr>().is_ok();
    let person = match is_guest {
        true => Person { display_name: Some(comment.author.clone()), ..Person::default() },
        false => Person { handle: Some(comment.author.clone()), ..Person::default() },
    };
    MessageRecord {
        space: space(talk),
        id: comment.id,
        kind: Kind::Post,
        // What is said on somebody's own talk page is said to them.
        to_owner: !is_ours && comment.page_of.is_some_and(|user| ours.has(&[&user])),
        author: if is_ours { Author::Account(comment.author) } else { Author::Person(person) },
        sent: comment.signed.stamp(zone, certainty),
        text: Some(comment.text).filter(|text| !text.is_empty()),
        text_cut: false,
        parent: comment.parent.map_or(Parent::None, |(id, author)| Parent::Some { id, author: Some(author) }),
        conversation: Some(comment.section),
        permalink: comment.link,
        counts: None,
    }
}
