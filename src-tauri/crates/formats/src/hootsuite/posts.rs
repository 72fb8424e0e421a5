//! A report on the posts of Facebook pages: `REPORT_FROM_to_TO_created_on_…_facebook_post_performance.csv` or `…_facebook_posts.csv`.

use std::ops::ControlFlow;

use earshot_model::{Author, Evidence, FilePlan, Format, IdSpace, Kind, MessageRecord, Overrides, Parent, Platform, Problem, ProblemCode};

use super::{DATE, name, stamp};
use crate::count::{self, CountColumn, Naming};
use crate::number::{self, Mark};
use crate::plan::{account_named, file_plan, header_only};
use crate::table::{Cells, Shape, Table, sample, shape, shape_as};
use crate::{Entry, Item, Match, Reader, Sink, Source, id};

pub(crate) struct Posts;

const REQUIRED: [&str; 5] = [DATE, "Facebook Page", "Post ID", "Post Permalink", "Post Message"];

/// The engagement rate is left out: it is computed.
const COUNTS: [Naming; 26] = [
    ("Reach", "reach"),
    ("Impressions", "impressions"),
    ("Reactions", "likes"),
    ("Comments", "replies"),
    ("Shares", "shares"),
    ("Link Clicks", "url_clicks"),
    ("Clicks", "clicks"),
    ("Engaged Fans", "engaged_fans"),
    ("Engaged Users", "engaged_users"),
    ("Organic Impressions", "organic_impressions"),
    ("Organic Reach", "organic_reach"),
    ("Viral Impressions", "viral_impressions"),
    ("Viral Reach", "viral_reach"),
    ("Paid Impressions", "paid_impressions"),
    ("Paid Reach", "paid_reach"),
    ("Other Actions", "other_actions"),
    ("Photo Views", "photo_views"),
    ("Video Views", "video_views"),
    ("Ow.ly Clicks", "owly_clicks"),
    ("Reactions: Anger", "reactions_anger"),
    ("Reactions: Haha", "reactions_haha"),
    ("Reactions: Like", "reactions_like"),
    ("Reactions: Love", "reactions_love"),
    ("Reactions: Other", "reactions_other"),
    ("Reactions: Sorry", "reactions_sorry"),
    ("Reactions: Wow", "reactions_wow"),
];

impl Reader for Posts {
    fn format(&self) -> Format {
        Format {
            id: "hootsuite-posts".to_owned(),
            name: "Hootsuite report on Facebook posts".to_owned(),
            platform: Platform::Facebook.as_str().to_owned(),
            both_sides: false,
            files: "REPORT_2018-09-06_to_2018-09-12_created_on_20180912T0550Z_facebook_post_performance.csv, …_facebook_posts.csv"
                .to_owned(),
            carries: ["posts of one or more pages", "reach", "impressions", "each reaction apart", "comments and shares"]
                .map(str::to_owned)
                .to_vec(),
            limits: [
                "It holds no inbound messages, so no response time comes from it.",
                "The shorter report, `facebook_posts`, has neither reach nor impressions.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        shape(entry)
            .has(&REQUIRED)
            .then(|| Match { confidence: 95, why: "the header is that of Hootsuite's report on Facebook posts".to_owned() })
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
        let mark = number::settle(&mut plan, overrides);
        name::settle(&mut plan, entry.name());
        match &overrides.account {
            Some(chosen) => {
                plan.account = Some(account_named(Platform::Facebook, chosen));
                plan.evidence.push(Evidence::new("account", chosen.as_str(), "chosen by hand, for every row"));
            }
            None => {
                plan.account_from_rows = true;
                plan.evidence.push(Evidence::new("account", "by row", "the column `Facebook Page` names it"));
            }
        }
        plan.unused = shape.unused(&Columns::of(&shape, true, mark).used());
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        for part in &plan.parts {
            let table = Table::open(source, part, &plan.overrides)?;
            table.shape.require(&REQUIRED, &source.shown(part))?;
            let columns = Columns::of(&table.shape, plan.account_from_rows, Mark::chosen(&plan.overrides).unwrap_or_default());
            table.each(source, part, sink, |cells, sink| columns.read(cells, sink))?;
        }
        Ok(())
    }
}

struct Columns {
    date: usize,
    page: usize,
    id: usize,
    permalink: usize,
    text: usize,
    counts: Vec<CountColumn>,
    /// Whether each row belongs to the page that it names.
    by_page: bool,
    space: IdSpace,
}

impl Columns {
    fn of(shape: &Shape, by_page: bool, mark: Mark) -> Columns {
        Columns {
            date: shape.at(&[DATE]),
            page: shape.at(&["Facebook Page"]),
            id: shape.at(&["Post ID"]),
            permalink: shape.at(&["Post Permalink"]),
            text: shape.at(&["Post Message"]),
            counts: count::columns(shape, &COUNTS, mark),
            by_page,
            space: IdSpace::of(Platform::Facebook, "post"),
        }
    }

    fn used(&self) -> Vec<usize> {
        let named = [self.date, self.page, self.id, self.permalink, self.text];
        named.into_iter().chain(self.counts.iter().map(|column| column.index)).collect()
    }

    fn read(&self, cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<()> {
        let id = cells.get(self.id);
        // `PAGE_POST`; Facebook's own exports give the second half only.
        let id = match id::checked(id.rsplit('_').next().unwrap_or(&id)) {
            Ok(id) => id,
            Err(fault) => return sink.take(Item::Problem(cells.rejected(fault.code, self.id, fault.message, fault.hint))),
        };
        let written = cells.get(self.date);
        let Some(sent) = stamp(&written) else {
            return sink.take(Item::Problem(cells.bad_time(self.date, &written, "2018-09-11 21:30:11")));
        };
        let author = match cells.known(self.page) {
            Some(page) if self.by_page => Author::Account(page.trim().to_owned()),
            None if self.by_page => {
                let problem = cells.rejected(ProblemCode::BadValue, self.page, "the row names no page", "export again");
                return sink.take(Item::Problem(problem));
            }
            _ => Author::Owner,
        };
        let counts = count::counts(&self.counts, cells, sink)?;
        sink.take(Item::Message(MessageRecord {
            space: self.space.clone(),
            id: id.to_owned(),
            kind: Kind::Post,
            author,
            to_owner: false,
            sent,
            text: cells.known(self.text),
            text_cut: false,
            parent: Parent::None,
            conversation: None,
            permalink: cells.known(self.permalink),
            counts: Some(Box::new(counts)),
        }))
    }
}
