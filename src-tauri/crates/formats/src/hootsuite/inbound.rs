//! A report on what Facebook pages received: `REPORT_FROM_to_TO_created_on_…_facebook_inbound_messages.csv`.
//!
//! One file may hold several pages, and a message can be kept as directed at one account only: at the page when the file has one,
//! at the page that was chosen when it has several, else at nobody.

use std::collections::BTreeSet;

use earshot_model::{
    Author, Evidence, FilePlan, Format, IdSpace, Kind, MessageRecord, Overrides, Parent, Person, Platform, Problem, ProblemCode,
};

use super::{DATE, name, stamp};
use crate::plan::{account_named, file_plan, header_only};
use crate::table::{Cells, Shape, Table, column_of, sample, shape, shape_as};
use crate::text::brief;
use crate::{Entry, Item, Match, Reader, Sink, Source, id};

pub(crate) struct Inbound;

const REQUIRED: [&str; 6] = [DATE, "Facebook Page", "Message Author", "Type", "Message ID", "Message"];

impl Reader for Inbound {
    fn format(&self) -> Format {
        Format {
            id: "hootsuite-inbound".to_owned(),
            name: "Hootsuite report on what Facebook pages received".to_owned(),
            platform: Platform::Facebook.as_str().to_owned(),
            both_sides: false,
            files: "REPORT_2018-01-01_to_2018-10-17_created_on_20181018T0503Z_facebook_inbound_messages.csv".to_owned(),
            carries: ["comments that a page received", "private messages that it received", "posts to it"].map(str::to_owned).to_vec(),
            limits: [
                "It holds no answers and does not tell which post a comment is on, so no response time comes from it.",
                "It has no counts.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        shape(entry)
            .has(&REQUIRED)
            .then(|| Match { confidence: 95, why: "the header is that of Hootsuite's report on received messages".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shape = shape_as(entry, overrides);
        let shown = source.shown(&entry.path);
        shape.require(&REQUIRED, &shown)?;
        if sample(entry, &shape, 1).is_empty() && entry.is_whole() {
            return Err(header_only(&shown));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.evidence = shape.evidence();
        plan.evidence.push(Evidence::new("zone", "UTC", format!("the column of times is named `{DATE}`")));
        name::settle(&mut plan, entry.name());
        let pages = pages(entry, &shape);
        let (account, why) = match (&overrides.account, pages.first()) {
            (Some(chosen), _) => (Some(chosen), "chosen by hand".to_owned()),
            (None, Some(page)) if pages.len() == 1 => (Some(page), "the first rows name this page only".to_owned()),
            _ => (None, format!("the first rows name {} pages", pages.len())),
        };
        plan.evidence.push(Evidence::new("account", account.map_or("by row", String::as_str), why));
        plan.account = account.map(|account| account_named(Platform::Facebook, account));
        if plan.account.is_none() {
            plan.account_from_rows = true;
            plan.limits
                .push("It is on several pages: choose one as the account to keep what was said to that page as said to it.".to_owned());
        }
        let columns = Columns::of(&shape);
        plan.unused =
            shape.unused(&[columns.date, columns.page, columns.author, columns.kind, columns.id, columns.permalink, columns.text]);
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        for part in &plan.parts {
            let table = Table::open(source, part, &plan.overrides)?;
            table.shape.require(&REQUIRED, &source.shown(part))?;
            let columns = Columns::of(&table.shape);
            let pages = source.entry(part).map(|entry| pages(entry, &table.shape)).unwrap_or_default();
            let owner = plan.account.as_ref().map(|account| account.handle.as_str());
            // A chosen account that no row names is another name of the one page.
            let by_another_name = owner.is_some_and(|owner| !pages.iter().any(|page| page.eq_ignore_ascii_case(owner)));
            let is_ours = |page: &str| by_another_name || owner.is_some_and(|owner| page.trim().eq_ignore_ascii_case(owner));
            table.each(source, part, sink, |cells, sink| {
                sink.take(match columns.message(cells, is_ours(&cells.get(columns.page))) {
                    Ok(message) => Item::Message(message),
                    Err(problem) => Item::Problem(*problem),
                })
            })?;
        }
        Ok(())
    }
}

/// The pages that the first rows name.
fn pages(entry: &Entry, shape: &Shape) -> BTreeSet<String> {
    let rows = sample(entry, shape, usize::MAX);
    column_of(&rows, shape.column(&["Facebook Page"])).iter().map(|page| page.trim().to_owned()).collect()
}

struct Columns {
    date: usize,
    page: usize,
    author: usize,
    kind: usize,
    id: usize,
    permalink: usize,
    text: usize,
}

impl Columns {
    fn of(shape: &Shape) -> Columns {
        Columns {
            date: shape.at(&[DATE]),
            page: shape.at(&["Facebook Page"]),
            author: shape.at(&["Message Author"]),
            kind: shape.at(&["Type"]),
            id: shape.at(&["Message ID"]),
            permalink: shape.at(&["Message Permalink"]),
            text: shape.at(&["Message"]),
        }
    }

    fn message(&self, cells: &Cells<'_>, to_owner: bool) -> Result<MessageRecord, Box<Problem>> {
        let id = cells.get(self.id);
        let id = id::worded(&id).map_err(|fault| Box::new(cells.rejected(fault.code, self.id, fault.message, fault.hint)))?;
        let written = cells.get(self.date);
        let sent = stamp(&written).ok_or_else(|| Box::new(cells.bad_time(self.date, &written, "2018-09-11 21:30:11")))?;
        let written = cells.get(self.kind);
        let (kind, space, parent) = match written.trim() {
            "Received Comment" => (Kind::Post, "comment", Parent::Unknown),
            "Received Post" => (Kind::Post, "post", Parent::None),
            "Received Private Message" => (Kind::Direct, "direct", Parent::Unknown),
            other => {
                let message = format!("`{}` is no kind of received message", brief(other, 40));
                let hint = "comments, posts and private messages are read";
                return Err(Box::new(cells.rejected(ProblemCode::BadValue, self.kind, message, hint)));
            }
        };
        Ok(MessageRecord {
            space: IdSpace::of(Platform::Facebook, space),
            id: id.to_owned(),
            kind,
            author: Author::Person(Person { display_name: cells.known(self.author), ..Person::default() }),
            to_owner,
            sent,
            text: cells.known(self.text),
            text_cut: false,
            parent,
            conversation: None,
            permalink: cells.known(self.permalink),
            counts: None,
        })
    }
}
