//! The archive of a member's data: `Shares.csv`, `Comments.csv` and `messages.csv` of one folder or zip, or one of them alone.
//!
//! Shares have ids. A comment has none, and several comments on one post have one link, so its id is made of link, time and text;
//! that of a message is made of conversation, time, sender and text. A comment's parent is the post's name in full,
//! `urn:li:activity:7140000000000000000`, since the ids of posts and of comments are not of one kind.

mod owner;
mod part;

use std::ops::ControlFlow;

use chrono_tz::Tz;
use earshot_model::{
    Author, Certainty, DateOrder, Evidence, FilePlan, Format, IdSpace, Kind, MessageRecord, Overrides, Parent, Person, Platform, Problem,
    ProblemCode, Question, Severity, Stamp,
};

use self::owner::{Owner, slug};
use self::part::{PartKind, parts};
use super::{PostId, post, post_id};
use crate::markup::{decode_entities, plain_text};
use crate::moment::{self, Written, zone_or};
use crate::plan::{account_named, file_plan, header_only};
use crate::table::{Cells, Shape, Table, sample};
use crate::{Entry, Item, Match, Reader, Sink, Source, clock, id};

pub(crate) struct Archive;

/// Where the date of a share and the moment in its id differ by less, they are one.
const SAME: i64 = 60_000;

impl Reader for Archive {
    fn format(&self) -> Format {
        Format {
            id: "linkedin-archive".to_owned(),
            name: "LinkedIn archive".to_owned(),
            platform: "linkedin".to_owned(),
            both_sides: false,
            files: "Basic_LinkedInDataExport_….zip or Complete_…, or Shares.csv, Comments.csv and messages.csv of it".to_owned(),
            carries: ["own posts", "own comments", "direct messages, both sides"].map(str::to_owned).to_vec(),
            limits: [
                "It is a member's archive: the inbox of a page and the comments on its posts are not in it.",
                "It holds neither what others commented on the member's posts nor the posts that the member commented on.",
                "It has no counts.",
                "It does not tell which message a direct message answers; those of a conversation stand in its order.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let (confidence, what) = match PartKind::of(entry)? {
            PartKind::Profile => return None,
            PartKind::Shares => (95, "posts"),
            PartKind::Messages => (95, "messages"),
            PartKind::Comments => (part::confidence_in_comments(entry)?, "comments"),
        };
        Some(Match { confidence, why: format!("the header is that of the {what} in a LinkedIn archive") })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let parts = parts(source, entry);
        let mut plan = file_plan(source, entry, self.format());
        if parts.len() > 1 {
            plan.path = entry.folder().to_owned();
        }
        plan.parts = parts.iter().map(|(_, entry)| entry.path.clone()).collect();
        plan.bytes = parts.iter().map(|(_, entry)| entry.bytes).sum();
        let is_empty = |kind: PartKind, entry: &Entry| entry.is_whole() && sample(entry, &kind.shape(entry, overrides), 1).is_empty();
        if parts.iter().all(|(kind, entry)| *kind == PartKind::Profile || is_empty(*kind, entry)) {
            return Err(header_only(&source.shown(&plan.path)));
        }
        let holds = |wanted: PartKind| parts.iter().any(|(kind, _)| *kind == wanted);
        if let Some((kind, entry)) = parts.first() {
            plan.evidence = kind.shape(entry, overrides).evidence();
        }
        let mut dates = Vec::new();
        for (kind, entry) in &parts {
            let shape = kind.shape(entry, overrides);
            shape.require(kind.required(), &source.shown(&entry.path))?;
            let column = shape.at(&["Date"]);
            dates.extend(sample(entry, &shape, 200).into_iter().filter_map(|row| row.get(column).cloned()));
            let unused = shape.unused(&kind.used(&shape));
            plan.unused.extend(unused.into_iter().filter(|name| !plan.unused.contains(name)).collect::<Vec<_>>());
        }
        if let Some(evidence) = date_evidence(&dates, overrides) {
            plan.evidence.push(evidence);
        }
        let order = moment::order(dates.iter().map(String::as_str));
        if dates.iter().any(|date| moment::written(date, order).is_some_and(|moment| moment.offset.is_none())) {
            let (zone, certainty) = zone_or(overrides, Tz::UTC);
            let why = match certainty {
                Certainty::ZoneChosen => "chosen by hand",
                _ => "dates stand without a zone; LinkedIn's archives write UTC, and the ids of posts agree with it",
            };
            plan.zone = Some(zone.name().to_owned());
            plan.evidence.push(Evidence::new("zone", zone.name(), why));
        }
        let owner = Owner::find(source, &parts, overrides)?;
        owner.settle(&mut plan, overrides, holds(PartKind::Messages));
        if holds(PartKind::Messages) && !owner.is_known() {
            plan.asks.push(Question::Ours);
        }
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let parts: Vec<(PartKind, &Entry)> =
            plan.parts.iter().filter_map(|part| source.entry(part)).filter_map(|entry| Some((PartKind::of(entry)?, entry))).collect();
        let owner = Owner::find(source, &parts, &plan.overrides)?;
        crate::parts::each(source, plan, sink, |part, sink| match parts.iter().find(|(_, entry)| entry.path == part) {
            Some((PartKind::Profile, _)) | None => Ok(()),
            Some((kind @ PartKind::Shares, entry)) => dated(source, entry, *kind, plan, sink, share),
            Some((kind @ PartKind::Comments, entry)) => dated(source, entry, *kind, plan, sink, comment),
            Some((PartKind::Messages, entry)) => messages(source, entry, plan, &owner, sink),
        })
        .map(drop)
    }
}

/// Says which of day and month comes first, where that is not plain from how the year stands.
fn date_evidence(dates: &[String], overrides: &Overrides) -> Option<Evidence> {
    let order = overrides.dates.or_else(|| moment::order(dates.iter().map(String::as_str)));
    let is_plain = dates.iter().all(|date| !date.contains('/'));
    let (order, why) = match (order, overrides.dates) {
        (Some(order), Some(_)) => (order, "chosen by hand"),
        _ if is_plain => return None,
        (Some(order), None) => (order, "some of the dates can be read in no other way"),
        (None, _) => (DateOrder::MonthFirst, "LinkedIn writes them so, and none of the dates here speaks against it"),
    };
    Some(clock::dates(order, why))
}

/// A row of shares or comments: what it is made of, and when it was written.
type MakeRecord = fn(&Shape, &Cells<'_>, Stamp) -> Result<MessageRecord, Problem>;

fn dated(source: &Source, entry: &Entry, kind: PartKind, plan: &FilePlan, sink: &mut dyn Sink, make: MakeRecord) -> Result<(), Problem> {
    let (zone, certainty) = zone_or(&plan.overrides, Tz::UTC);
    let shape = kind.shape(entry, &plan.overrides);
    let date = shape.at(&["Date"]);
    let names = kind.shape(entry, &plan.overrides);
    let order = date_order(entry, &shape, date, plan);
    Table::open_as(source, &entry.path, shape)?.each(source, &entry.path, sink, |cells, sink| {
        let written = cells.get(date);
        let Some(moment) = moment::written(&written, order) else {
            return sink.take(Item::Problem(cells.bad_time(date, &written, "2026-12-31 16:41:18")));
        };
        match make(&names, cells, moment.stamp(zone, certainty)) {
            Ok(message) => sink.take(Item::Message(message)),
            Err(problem) => sink.take(Item::Problem(problem)),
        }
    })
}

fn date_order(entry: &Entry, shape: &Shape, date: usize, plan: &FilePlan) -> Option<DateOrder> {
    plan.overrides.dates.or_else(|| {
        let rows = sample(entry, shape, 200);
        moment::order(rows.iter().filter_map(|row| row.get(date)).map(String::as_str))
    })
}

fn share(shape: &Shape, cells: &Cells<'_>, written: Stamp) -> Result<MessageRecord, Problem> {
    let column = |name: &str| shape.at(&[name]);
    let (id, made) = post_id(cells, column("ShareLink"))?;
    let is_same = (made.at - written.at).abs() < SAME && written.precision < 86_400;
    let text = cells.known(column("ShareCommentary")).map(|text| unwrapped(&text));
    Ok(post(&id, if is_same { made } else { written }, text, cells.known(column("ShareLink")), None))
}

/// Of old posts each line is wrapped in quotes of its own.
fn unwrapped(text: &str) -> String {
    let lines = text.replace("\"\n\"", "\n");
    if lines.len() == text.len() {
        return lines;
    }
    lines.strip_prefix('"').and_then(|lines| lines.strip_suffix('"')).map_or_else(|| lines.clone(), str::to_owned)
}

fn comment(shape: &Shape, cells: &Cells<'_>, written: Stamp) -> Result<MessageRecord, Problem> {
    let column = |name: &str| shape.at(&[name]);
    let (link, text) = (cells.known(column("Link")), cells.known(column("Message")));
    let on = link.as_deref().and_then(PostId::of_link).map(|post| post.urn());
    let date = cells.get(column("Date"));
    let made = id::made_of(&[link.as_deref().unwrap_or_default().trim(), date.trim(), text.as_deref().unwrap_or_default()]);
    Ok(MessageRecord {
        space: IdSpace::of(Platform::LinkedIn, "comment"),
        id: made,
        kind: Kind::Post,
        author: Author::Owner,
        to_owner: false,
        sent: written,
        text,
        text_cut: false,
        parent: on.clone().map_or(Parent::Unknown, |id| Parent::Some { id, author: None }),
        conversation: on,
        permalink: link,
        counts: None,
    })
}

fn messages(source: &Source, entry: &Entry, plan: &FilePlan, owner: &Owner, sink: &mut dyn Sink) -> Result<(), Problem> {
    let (zone, certainty) = zone_or(&plan.overrides, Tz::UTC);
    let shape = PartKind::Messages.shape(entry, &plan.overrides);
    let columns = Columns::of(&shape);
    let order = date_order(entry, &shape, columns.date, plan);
    let mut drafts = 0;
    Table::open_as(source, &entry.path, shape)?.each(source, &entry.path, sink, |cells, sink| {
        let is_draft = |column: Option<usize>| column.is_some_and(|column| cells.get(column).trim().eq_ignore_ascii_case("yes"));
        if is_draft(columns.draft) {
            drafts += 1;
            return ControlFlow::Continue(());
        }
        let written = cells.get(columns.date);
        match moment::written(&written, order) {
            Some(moment) => sink.take(Item::Message(columns.message(cells, moment, zone, certainty, owner))),
            None => sink.take(Item::Problem(cells.bad_time(columns.date, &written, "2026-12-31 10:00:00 UTC"))),
        }
    })?;
    if drafts > 0 {
        let message = format!("{drafts} {} never sent; left out", if drafts == 1 { "draft was" } else { "drafts were" });
        let problem = Problem::new(Severity::Note, ProblemCode::BadValue, &source.shown(&entry.path), message);
        // A cancel here changes nothing: it was the last row.
        let _ = sink.take(Item::Problem(problem.hint("what is sent later is in a later archive")));
    }
    Ok(())
}

/// Where the fields of a message stand.
struct Columns {
    conversation: usize,
    from: usize,
    from_link: usize,
    /// Absent in older archives.
    to_links: Option<usize>,
    date: usize,
    subject: Option<usize>,
    content: usize,
    draft: Option<usize>,
}

impl Columns {
    fn of(shape: &Shape) -> Columns {
        Columns {
            conversation: shape.at(&["CONVERSATION ID"]),
            from: shape.at(&["FROM"]),
            from_link: shape.at(&["SENDER PROFILE URL"]),
            to_links: shape.column(&["RECIPIENT PROFILE URLS"]),
            date: shape.at(&["DATE"]),
            subject: shape.column(&["SUBJECT"]),
            content: shape.at(&["CONTENT"]),
            draft: shape.column(&["IS MESSAGE DRAFT"]),
        }
    }

    fn message(&self, cells: &Cells<'_>, written: Written, zone: Tz, certainty: Certainty, owner: &Owner) -> MessageRecord {
        let (from, link) = (cells.get(self.from), cells.get(self.from_link));
        let (conversation, content) = (cells.known(self.conversation), cells.get(self.content));
        let made = id::made_of(&[conversation.as_deref().unwrap_or_default(), cells.get(self.date).trim(), &from, &link, &content]);
        let text =
            if content.contains('<') && content.contains('>') { plain_text(&content) } else { decode_entities(&content).into_owned() };
        let text = Some(text).filter(|text| !text.trim().is_empty()).or_else(|| self.subject.and_then(|column| cells.known(column)));
        let is_ours = owner.is(&from, &link);
        let name = Some(from.trim().to_owned()).filter(|name| !name.is_empty());
        let person = Person { native_id: None, handle: slug(&link), display_name: name };
        MessageRecord {
            space: IdSpace::of(Platform::LinkedIn, "direct"),
            id: made,
            kind: Kind::Direct,
            author: if is_ours { Author::Owner } else { Author::Person(person) },
            // While nobody knows who is ours, nobody knows whom it was sent to; what several got is not said to us alone.
            to_owner: owner.is_known() && !is_ours && !self.to_links.is_some_and(|links| cells.get(links).contains(',')),
            sent: written.stamp(zone, certainty),
            text,
            text_cut: false,
            parent: Parent::Unknown,
            conversation,
            permalink: None,
            counts: None,
        }
    }
}

/// The account that a member's archive is of.
fn member(handle: &str, name: Option<&str>) -> earshot_model::AccountName {
    let mut account = account_named(Platform::LinkedIn, handle);
    account.display_name = name.filter(|name| *name != handle).map(str::to_owned);
    account
}
