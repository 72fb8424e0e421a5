//! Zendesk's full export as JSON: a ticket a line, each with its comments.
//!
//! Who is not the requester of a ticket is taken to be one of us, unless the ids of our people are given. Comments that are not
//! public were never seen by the requester: they are left out.

use std::ops::ControlFlow;

use earshot_model::{
    Author, Evidence, FilePlan, Format, Kind, MessageRecord, Overrides, Parent, Person, Platform, Problem, ProblemCode, Severity,
};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{messages_of, settle_account};
use crate::json::{Elements, Flaw, Part, Word, iso, outline, stated, time};
use crate::markup::plain_text;
use crate::ours::Ours;
use crate::plan::{file_plan, note_count};
use crate::{Entry, Item, Match, Reader, Sink, Source, parts};

pub(crate) struct ZendeskJson;

impl Reader for ZendeskJson {
    fn format(&self) -> Format {
        Format {
            id: "zendesk-json".to_owned(),
            name: "Zendesk tickets with their comments".to_owned(),
            platform: Platform::Inbox.as_str().to_owned(),
            both_sides: true,
            files: "the full export of tickets as JSON, one ticket a line".to_owned(),
            carries: ["messages to us and from us", "which ticket each belongs to"].map(str::to_owned).to_vec(),
            limits: [
                "People are known by number only.",
                "Who is copied into a ticket and writes in it counts as one of us, unless our people are named.",
                "Private comments are left out.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let ticket = outline(&entry.head).filter(|ticket| !ticket.is_list && ticket.has("id") && ticket.has("requester_id"))?;
        if ticket.has("comments") {
            Some(Match { confidence: 95, why: "it begins as a ticket of Zendesk with its comments does".to_owned() })
        } else {
            let is_ticket = ticket.has("subject") && ticket.has("submitter_id");
            is_ticket.then(|| Match { confidence: 60, why: "it begins as a ticket of Zendesk does".to_owned() })
        }
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        if !outline(&entry.head).is_some_and(|ticket| ticket.has("comments")) {
            let shown = source.shown(&entry.path);
            let problem = Problem::new(Severity::Refused, ProblemCode::MissingPart, &shown, "the tickets are without their comments");
            return Err(problem.line(1).hint("export tickets as JSON again; the table of tickets has the time to first reply"));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.evidence.push(Evidence::new("zone", "UTC", "every time in the file says that it is in UTC"));
        settle_account(&mut plan, overrides);
        if overrides.ours.is_empty() {
            plan.evidence.push(Evidence::new("ours", "who is not the requester", "a ticket names its requester by number"));
        } else {
            Ours::of(overrides).settle(&mut plan);
        }
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        // The account that was chosen names the desk, not a person at it.
        let ours = (!plan.overrides.ours.is_empty()).then(|| Ours::of(&plan.overrides));
        parts::each(source, plan, sink, |part, sink| {
            let Some(entry) = source.entry(part) else { return Ok(()) };
            let part = Part { source, entry };
            let mut private = 0;
            let mut elements = Elements::lines(part.reader()?);
            let flow = part.each(&mut elements, sink, |line, text, sink| {
                let ticket = match Ticket::parse(text) {
                    Ok(ticket) => ticket,
                    Err(flaw) => return sink.take(part.rejected(flaw, line, text)),
                };
                for comment in &ticket.comments {
                    match ticket.message(comment.get(), ours.as_ref()) {
                        Ok(Some(message)) => sink.take(Item::Message(message))?,
                        Ok(None) => private += 1,
                        Err(flaw) => sink.take(part.rejected(flaw, line, comment.get()))?,
                    }
                }
                ControlFlow::Continue(())
            })?;
            if flow.is_continue() {
                note_count(sink, &part.shown(), private, "private comments are left out");
            }
            Ok(())
        })
        .map(drop)
    }
}

struct Ticket<'l> {
    id: String,
    requester: String,
    comments: Vec<&'l RawValue>,
}

impl<'l> Ticket<'l> {
    fn parse(text: &'l str) -> Result<Ticket<'l>, Flaw> {
        #[derive(Deserialize)]
        #[serde(expecting = "a ticket")]
        struct Row<'l> {
            id: Option<Word>,
            requester_id: Option<Word>,
            #[serde(borrow)]
            comments: Option<Vec<&'l RawValue>>,
        }
        let row: Row<'l> = serde_json::from_str(text)?;
        let Some(requester) = stated(row.requester_id) else {
            return Err(Flaw::new(ProblemCode::BadValue, "requester_id", "`requester_id` is missing"));
        };
        Ok(Ticket { id: crate::json::id(row.id, "id")?, requester, comments: row.comments.unwrap_or_default() })
    }

    /// A comment; `None` for a private one.
    fn message(&self, comment: &str, ours: Option<&Ours>) -> Result<Option<MessageRecord>, Flaw> {
        #[derive(Deserialize)]
        #[serde(expecting = "a comment")]
        struct Comment {
            id: Option<Word>,
            author_id: Option<Word>,
            created_at: Option<Word>,
            public: Option<bool>,
            plain_body: Option<String>,
            body: Option<String>,
            html_body: Option<String>,
        }
        let comment: Comment = serde_json::from_str(comment)?;
        if comment.public == Some(false) {
            return Ok(None);
        }
        let id = crate::json::id(comment.id, "id")?;
        let sent = time(comment.created_at, "created_at", iso)?;
        let Some(author) = stated(comment.author_id) else {
            return Err(Flaw::new(ProblemCode::BadValue, "author_id", "`author_id` is missing"));
        };
        let is_ours = ours.map_or(author != self.requester, |ours| ours.has(&[&author]));
        Ok(Some(MessageRecord {
            space: messages_of("zendesk"),
            id,
            kind: Kind::Direct,
            author: if is_ours { Author::Owner } else { Author::Person(Person { native_id: Some(author), ..Person::default() }) },
            to_owner: !is_ours,
            sent,
            text: comment.plain_body.or(comment.body).or_else(|| comment.html_body.map(|html| plain_text(&html))),
            text_cut: false,
            parent: Parent::Unknown,
            conversation: Some(self.id.clone()),
            permalink: None,
            counts: None,
        }))
    }
}
