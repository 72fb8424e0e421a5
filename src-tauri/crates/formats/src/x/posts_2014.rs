//! X's analytics by post, 2014–23: `tweet_activity_metrics_HANDLE_FROM_TO_en.csv`.

use std::ops::ControlFlow;

use earshot_model::{Author, Certainty, Evidence, FilePlan, Format, IdSpace, Kind, MessageRecord, Overrides, Parent, Problem, Stamp};

use super::name;
use super::names::COUNTS;
use crate::count;
use crate::number::Mark;
use crate::plan::{file_plan, header_only};
use crate::table::{Cells, Shape, Table, column_of, sample, shape, shape_as};
use crate::{Entry, Item, Match, Reader, Sink, Source, id, time};

pub(crate) struct Posts2014;

const REQUIRED: [&str; 4] = ["Tweet id", "Tweet text", "time", "impressions"];

impl Reader for Posts2014 {
    fn format(&self) -> Format {
        Format {
            id: "x-posts-2014".to_owned(),
            name: "X analytics by post, 2014–23".to_owned(),
            platform: "x".to_owned(),
            both_sides: false,
            files: "tweet_activity_metrics_NAME_20180501_20180601_en.csv".to_owned(),
            carries: ["own posts and replies", "impressions", "engagements", "each interaction apart"].map(str::to_owned).to_vec(),
            limits: [
                "It holds what the account said, and nothing that was said to it.",
                "It does not tell which post a reply answers.",
                "Impressions are views, not people.",
                "Times are to the minute.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let shape = shape(entry);
        if shape.has(&REQUIRED) {
            return Some(Match { confidence: 95, why: "the header is that of X's analytics by post, 2014–23".to_owned() });
        }
        (name::metrics(entry.name(), "tweet_activity_metrics_").is_some() && (entry.bytes == 0 || shape.has(&["Tweet id"])))
            .then(|| Match { confidence: 60, why: "the file is named like X's analytics by post, 2014–23".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shape = shape_as(entry, overrides);
        let shown = source.shown(&entry.path);
        shape.require(&REQUIRED, &shown)?;
        let rows = sample(entry, &shape, 200);
        if rows.is_empty() && entry.is_whole() {
            return Err(header_only(&shown));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.evidence = shape.evidence();
        plan.evidence.push(Evidence::new("zone", "UTC", "every time in the file states its offset"));
        let links: Vec<String> = column_of(&rows, shape.column(&["Tweet permalink"]));
        name::settle(&mut plan, overrides, name::metrics(entry.name(), "tweet_activity_metrics_").unwrap_or_default(), &links);
        plan.unused = Columns::of(&shape).unused(&shape);
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        for part in &plan.parts {
            let table = Table::open(source, part, &plan.overrides)?;
            table.shape.require(&REQUIRED, &source.shown(part))?;
            let columns = Columns::of(&table.shape);
            table.each(source, part, sink, |cells, sink| columns.read(cells, sink))?;
        }
        Ok(())
    }
}

struct Columns {
    id: usize,
    text: usize,
    time: usize,
    permalink: Option<usize>,
    counts: Vec<count::CountColumn>,
    space: IdSpace,
}

impl Columns {
    fn of(shape: &Shape) -> Columns {
        Columns {
            id: shape.at(&["Tweet id"]),
            text: shape.at(&["Tweet text"]),
            time: shape.at(&["time"]),
            permalink: shape.column(&["Tweet permalink"]),
            counts: count::columns(shape, &COUNTS, Mark::Point),
            space: IdSpace::x_post(),
        }
    }

    fn unused(&self, shape: &Shape) -> Vec<String> {
        let used = [self.id, self.text, self.time].into_iter().chain(self.permalink).chain(self.counts.iter().map(|count| count.index));
        shape.unused(&used.collect::<Vec<_>>())
    }

    fn read(&self, cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<()> {
        let id = cells.get(self.id);
        let id = match id::checked(&id) {
            Ok(id) => id,
            Err(fault) => return sink.take(Item::Problem(cells.rejected(fault.code, self.id, fault.message, fault.hint))),
        };
        let written = cells.get(self.time);
        let Some((at, precision)) = time::spaced(&written) else {
            return sink.take(Item::Problem(cells.bad_time(self.time, &written, "2021-08-31 19:53 +0000")));
        };
        let counts = count::counts(&self.counts, cells, sink)?;
        sink.take(Item::Message(MessageRecord {
            space: self.space.clone(),
            id: id.to_owned(),
            kind: Kind::Post,
            author: Author::Owner,
            to_owner: false,
            sent: Stamp { at, precision, certainty: Certainty::Stated },
            text: super::text(cells, self.text),
            text_cut: false,
            parent: Parent::Unknown,
            conversation: None,
            permalink: self.permalink.and_then(|column| cells.known(column)),
            counts: Some(Box::new(counts)),
        }))
    }
}
