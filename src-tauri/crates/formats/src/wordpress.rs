//! WordPress: the whole of a blog or newsroom as WXR, which is RSS with its own elements.
//!
//! Published posts and pages are releases, since a newsroom on WordPress is where an organisation's releases stand. Approved
//! comments are messages; a comment's id is unique within its site.

use std::ops::ControlFlow;

use chrono_tz::Tz;
use earshot_model::{
    AccountName, Author, Certainty, Evidence, FilePlan, Format, IdSpace, Kind, MessageRecord, Overrides, Parent, Person, Platform, Problem,
    ProblemCode, ReleaseRecord, Severity, Stamp,
};

use crate::blog::{LeftOut, host, site, stated};
use crate::feed::item::{Flaw, Item as Post};
use crate::markup::plain_text;
use crate::ours::Ours;
use crate::plan::{account_named, file_plan};
use crate::text::{Decoded, brief};
use crate::xml::{self, Element, Elements, Found, Names, Whole};
use crate::{Entry, Item, Match, Reader, Sink, Source, id, moment};

pub(crate) struct WordPress;

const ITEMS: Names = Names { whole: &["item"], opened: &[] };

impl Reader for WordPress {
    fn format(&self) -> Format {
        Format {
            id: "wordpress".to_owned(),
            name: "WordPress export (WXR)".to_owned(),
            platform: Platform::WordPress.as_str().to_owned(),
            both_sides: true,
            files: "SITE.WordPress.DATE.xml, from Tools → Export → All content".to_owned(),
            carries: [
                "published posts and pages, as press releases",
                "approved comments, with who answers what",
                "what registered users of the site wrote in the comments, as ours",
            ]
            .map(str::to_owned)
            .to_vec(),
            limits: [
                "It holds no views and no likes.",
                "It does not tell staff from registered visitors: name those who are yours if visitors can register.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let (name, _) = xml::root(&entry.head)?;
        let text = xml::encoding(&entry.head, &Overrides::default()).decode(&entry.head);
        // The address of the namespace has a version, and a scheme that has changed.
        let is_export = name == "rss" && (text.contains("wordpress.org/export/") || text.contains("<wp:wxr_version"));
        is_export.then(|| Match { confidence: 95, why: "it is RSS with the elements of a WordPress export".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let encoding = xml::encoding(&entry.head, overrides);
        if entry.is_whole() && !encoding.decode(&entry.head).contains("<item") {
            return Err(no_post(&source.shown(&entry.path), Severity::Refused));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.evidence.push(encoding.evidence());
        let blog = Blog::of(&entry.head, overrides);
        plan.account = blog.account(overrides, &mut plan.evidence);
        plan.evidence.push(if overrides.ours.is_empty() {
            Evidence::new("ours", "registered users", "their comments have a comment_user_id that is not 0")
        } else {
            Evidence::new("ours", overrides.ours.join(", "), "chosen by hand")
        });
        plan.evidence.push(match &overrides.zone {
            Some(zone) => Evidence::new("zone", &**zone, "chosen by hand, for what has no time in GMT"),
            None => Evidence::new("zone", "UTC", "times are given in GMT"),
        });
        plan.zone.clone_from(&overrides.zone);
        plan.evidence.push(Evidence::new("ids", &*blog.space(plan.account.as_ref()).0, "the ids of comments are unique within the site"));
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        for part in &plan.parts {
            let head = source.entry(part).map_or(&[][..], |entry| &entry.head);
            let reading = Reading {
                shown: source.shown(part),
                space: Blog::of(head, &plan.overrides).space(plan.account.as_ref()),
                zone: moment::zone(plan.zone.as_deref()),
                ours: Ours::named(&plan.overrides.ours),
            };
            let mut left_out = LeftOut::default();
            let flow = xml::each(source, part, &plan.overrides, ITEMS, sink, |found, sink| match found {
                Found::Whole(whole) => reading.item(&whole, &mut left_out, sink),
                _ => ControlFlow::Continue(()),
            })?;
            let note = match flow {
                ControlFlow::Continue(0) => Some(no_post(&reading.shown, Severity::Note)),
                ControlFlow::Continue(_) => left_out.note(&reading.shown),
                ControlFlow::Break(()) => break,
            };
            if note.is_some_and(|note| sink.take(Item::Problem(note)).is_break()) {
                break;
            }
        }
        Ok(())
    }
}

fn no_post(shown: &str, severity: Severity) -> Problem {
    let problem = Problem::new(severity, ProblemCode::HeaderOnly, shown, "the export holds no post");
    problem.hint("choose \"All content\" and export again")
}

/// What the export says of the blog before the first post.
#[derive(Default)]
struct Blog {
    title: Option<String>,
    site: Option<String>,
    /// Where the address was found.
    why: &'static str,
}

impl Blog {
    fn of(head: &[u8], overrides: &Overrides) -> Blog {
        const NAMES: Names = Names { whole: &["title", "link", "wp:base_blog_url", "wp:base_site_url", "item"], opened: &[] };
        let mut elements = Elements::new(Decoded::new(Box::new(head), xml::encoding(head, overrides)), NAMES);
        let (mut blog, mut links) = (Blog::default(), Vec::new());
        // A head that is cut ends in an element that is broken.
        while let Ok(Some(Found::Whole(Whole { element, .. }))) = elements.next() {
            let text = element.text();
            match &*element.name {
                "title" => blog.title = blog.title.or_else(|| Some(text.into_owned()).filter(|title| !title.is_empty())),
                "item" => {
                    links.extend(host(&element.text_of("link")).map(|host| (4, host, "the link of the first post")));
                    break;
                }
                // A network's own address is that of all its blogs.
                "wp:base_blog_url" => links.extend(site(&text).map(|site| (1, site, "the export names the blog's address"))),
                "link" => links.extend(site(&text).map(|site| (2, site, "the export names the blog's address"))),
                _ => links.extend(site(&text).map(|site| (3, site, "the export names the site's address"))),
            }
        }
        if let Some((_, site, why)) = links.into_iter().min_by_key(|(rank, _, _)| *rank) {
            (blog.site, blog.why) = (Some(site), why);
        }
        blog
    }

    fn account(&self, overrides: &Overrides, evidence: &mut Vec<Evidence>) -> Option<AccountName> {
        let (handle, why) = match (&overrides.account, &self.site) {
            (Some(chosen), _) => (chosen, "chosen by hand"),
            (None, Some(site)) => (site, self.why),
            (None, None) => return None,
        };
        let account = AccountName { display_name: self.title.clone(), ..account_named(Platform::WordPress, handle) };
        evidence.push(Evidence::new("account", &*account.handle, why));
        Some(account)
    }

    /// The ids of comments are unique within the site, or else within what a person has called it.
    fn space(&self, account: Option<&AccountName>) -> IdSpace {
        let space = IdSpace::of(Platform::WordPress, "comment");
        match self.site.as_deref().or(account.map(|account| &*account.handle)) {
            Some(site) => space.within(site),
            None => space,
        }
    }
}

struct Reading {
    shown: String,
    space: IdSpace,
    /// Chosen by hand, for what has no time in GMT.
    zone: Option<Tz>,
    /// Names chosen by hand.
    ours: Ours,
}

impl Reading {
    fn item(&self, whole: &Whole, left_out: &mut LeftOut, sink: &mut dyn Sink) -> ControlFlow<()> {
        let item = &whole.element;
        match (&*item.text_of("wp:post_type"), &*item.text_of("wp:status")) {
            (kind, "publish") if is_release(kind) => sink.take(match self.release(item) {
                Ok(release) => Item::Release(release),
                Err(flaw) => Item::Problem(flaw.rejected(&self.shown).line(whole.element.line).raw(&whole.raw())),
            })?,
            (kind, "") if kind.is_empty() || is_release(kind) => left_out.add("items that do not say whether they are published"),
            (kind, _) if is_release(kind) => left_out.add("drafts and other unpublished posts"),
            _ => left_out.add("attachments, menus and other items that are no posts"),
        }
        let link = item.text_of("link");
        for comment in item.elements().filter(|element| element.name == "wp:comment") {
            match self.comment(comment, &link, left_out) {
                Ok(Some(message)) => sink.take(Item::Message(message))?,
                Ok(None) => {}
                Err(flaw) => sink.take(Item::Problem(flaw.rejected(&self.shown).line(comment.line).raw(&comment.inner(true))))?,
            }
        }
        ControlFlow::Continue(())
    }

    fn release(&self, item: &Element) -> Result<ReleaseRecord, Flaw> {
        let published = self.moment(&item.text_of("wp:post_date_gmt"), &item.text_of("wp:post_date"), &item.text_of("pubDate"));
        Post::of(item).release_at(published)
    }

    /// The moment in GMT, or with a zone of its own, or as the site's clock showed it.
    fn moment(&self, gmt: &str, local: &str, with_zone: &str) -> Result<Stamp, Flaw> {
        let written = |text| moment::written(text, None);
        if let Some(gmt) = written(gmt) {
            return Ok(moment::Written { offset: Some(0), ..gmt }.stamp(Tz::UTC, Certainty::Stated));
        }
        match (stated(with_zone), written(local), self.zone) {
            (Some(stamp), _, _) => Ok(stamp),
            (None, Some(local), Some(zone)) => Ok(local.stamp(zone, Certainty::ZoneChosen)),
            (None, Some(_), None) => {
                Err(Flaw::new(ProblemCode::MissingDate, "it has no time in GMT", "choose the zone of the site's clock"))
            }
            (None, None, _) if gmt.contains(|c: char| matches!(c, '1'..='9')) => {
                Err(Flaw::new(ProblemCode::BadDate, format!("there was no moment `{}`", brief(gmt, 40)), "export again"))
            }
            (None, None, _) => Err(Flaw::new(ProblemCode::MissingDate, "it has no date", "export again")),
        }
    }

    /// `None` where it is no comment that the public sees.
    fn comment(&self, comment: &Element, link: &str, left_out: &mut LeftOut) -> Result<Option<MessageRecord>, Flaw> {
        match (&*comment.text_of("wp:comment_approved"), &*comment.text_of("wp:comment_type")) {
            ("1" | "approved" | "", "" | "comment" | "review") => {}
            (_, "pingback" | "trackback") => {
                left_out.add("pingbacks and trackbacks");
                return Ok(None);
            }
            ("0" | "hold", _) => {
                left_out.add("comments that nobody has approved");
                return Ok(None);
            }
            ("1" | "approved" | "", _) => {
                left_out.add("notes that plug-ins keep as comments");
                return Ok(None);
            }
            _ => {
                left_out.add("comments in spam or in the bin");
                return Ok(None);
            }
        }
        let fault = |fault: id::Fault| Flaw::new(fault.code, fault.message, fault.hint);
        let id = comment.text_of("wp:comment_id");
        let id = id::checked(&id).map_err(fault)?;
        let parent = comment.text_of("wp:comment_parent");
        let parent = match &*parent {
            "" | "0" => Parent::None,
            parent => Parent::Some { id: id::checked(parent).map_err(fault)?.to_owned(), author: None },
        };
        let sent = self.moment(&comment.text_of("wp:comment_date_gmt"), &comment.text_of("wp:comment_date"), "")?;
        let text = plain_text(&comment.text_of("wp:comment_content"));
        let name = plain_text(&comment.text_of("wp:comment_author"));
        let is_registered = || !matches!(&*comment.text_of("wp:comment_user_id"), "" | "0");
        let is_ours = if self.ours.is_empty() { is_registered() } else { self.ours.has(&[&name]) };
        let person = Person { display_name: Some(name).filter(|name| !name.is_empty()), ..Person::default() };
        Ok(Some(MessageRecord {
            space: self.space.clone(),
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
            permalink: (!link.is_empty()).then(|| format!("{link}#comment-{id}")),
            counts: None,
        }))
    }
}

/// Whether a type of post is one that an organisation publishes in; plug-ins for newsrooms have types of their own.
fn is_release(kind: &str) -> bool {
    matches!(kind, "post" | "page") || ["press", "news", "release"].iter().any(|word| kind.contains(word))
}
