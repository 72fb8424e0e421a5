//! Page Insights by post: `Facebook Insights Data Export (Post Level) - PAGE - FROM - TO.csv`, or `.xls`.
//!
//! An id is `PAGE_POST`. The post's own part is kept, since Business Suite's exports call the same post by that alone. Rows are
//! posts, never comments, so none answers another.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use chrono_tz::Tz;
use earshot_model::{
    Author, Certainty, Counts, DateOrder, Evidence, FilePlan, Format, IdSpace, Kind, MessageRecord, Overrides, Parent, Platform, Problem,
    ProblemCode, Severity,
};

use super::names::{Title, kind_of_sheet, part_name};
use super::{Beginning, ZONE, is_descriptions, named, settle, sheets};
use crate::count::{CountColumn, counts};
use crate::markup::decode_entities;
use crate::meta::post_id;
use crate::number::Mark;
use crate::plan::file_plan;
use crate::table::{Cells, Nowhere};
use crate::{Entry, Item, Match, Reader, Sink, Source, moment};

pub(crate) struct InsightsPosts;

const REQUIRED: [&str; 3] = ["Post ID", "Post Message", "Posted"];

/// The columns that are read and hold no figure.
const WORDS: [&str; 5] = ["Post ID", "Permalink", "Post Message", "Type", "Posted"];

/// How many figures of breakdown sheets are held until their posts come: Facebook exports 500 posts at a time.
const MOST_FIGURES: usize = 200_000;

impl Reader for InsightsPosts {
    fn format(&self) -> Format {
        Format {
            id: "facebook-insights-posts".to_owned(),
            name: "Facebook Page Insights by post, until 2022".to_owned(),
            platform: "facebook".to_owned(),
            both_sides: false,
            files: "Facebook Insights Data Export (Post Level) - PAGE - 2014-02-28 - 2014-08-23.csv or .xls".to_owned(),
            carries: ["own posts", "reach", "impressions", "likes, comments and shares", "clicks", "negative feedback"]
                .map(str::to_owned)
                .to_vec(),
            limits: [
                "It holds what the page posted, and neither comments nor messages.",
                "Its times are taken to be California's, which it does not state.",
                "Reach is given for each post: the reach of several can't be had by adding.",
                "It does not say what was counted after it was made.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let header = sheets::header(entry);
        let has = |name: &str| header.iter().any(|title| title.trim().eq_ignore_ascii_case(name));
        if REQUIRED.iter().all(|name| has(name)) && header.iter().any(|title| Title::of(title).is_some()) {
            return Some(Match { confidence: 95, why: "the header is that of Page Insights by post".to_owned() });
        }
        let by_post = ["(post level)", "(video posts)"].iter().any(|level| entry.name().to_lowercase().contains(level));
        (by_post && named(entry.name()).is_some() && (header.is_empty() || has("Post ID")))
            .then(|| Match { confidence: 60, why: "the file is named like Page Insights by post".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shown = source.shown(&entry.path);
        let zone = moment::chosen_zone(overrides, &shown)?;
        let beginning = Beginning::of(source, &entry.path, overrides, "Posted")?;
        let columns = Columns::of(&beginning, overrides, &shown)?;
        beginning.require_rows(&shown)?;
        let mut plan = file_plan(source, entry, self.format());
        plan.evidence = sheets::evidence(entry, overrides);
        plan.evidence.extend(beginning.order(overrides).1);
        plan.evidence.push(Evidence::new("ids", "the part behind `_`", "Business Suite calls the same post by that alone"));
        plan.zone = Some(zone.unwrap_or(ZONE).name().to_owned());
        settle(&mut plan, entry.name(), beginning.page_id(), overrides, zone);
        plan.unused = beginning.unused(&WORDS, &columns.figures, |name, description| kind_of_sheet(name, description).is_some());
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        for part in &plan.parts {
            let shown = source.shown(part);
            let zone = moment::chosen_zone(&plan.overrides, &shown)?;
            let beginning = Beginning::of(source, part, &plan.overrides, "Posted")?;
            let columns = Columns::of(&beginning, &plan.overrides, &shown)?;
            let mut parts = Parts::default();
            if !beginning.sheets.is_empty() && parts.gather(source, part, &plan.overrides, sink)?.is_break() {
                return Ok(());
            }
            let mut mentions = 0_u64;
            sheets::each(source, part, &plan.overrides, sink, |place, cells, sink| {
                if place.sheet > 0 || place.row == 0 && is_descriptions(cells) {
                    return ControlFlow::Continue(());
                }
                if columns.is_mention(cells) {
                    mentions += 1;
                    parts.take(&cells.get(columns.id));
                    return ControlFlow::Continue(());
                }
                columns.read(cells, zone, &mut parts, sink)
            })?;
            let notes = [
                (mentions, "rows that tell of the page being mentioned by others, with neither type nor reach, left out"),
                (parts.dropped, "figures of its breakdown sheets that were too many to hold, left out"),
                (parts.figures.len() as u64, "posts of its breakdown sheets that are not among the key metrics, left out"),
            ];
            for (count, what) in notes.into_iter().filter(|(count, _)| *count > 0) {
                let note = Problem::new(Severity::Note, ProblemCode::BadValue, &shown, format!("{what}: {count}"));
                if sink.take(Item::Problem(note.hint("export again, fewer posts at a time, if they are missed"))).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

struct Columns {
    id: usize,
    permalink: usize,
    text: usize,
    kind: usize,
    posted: usize,
    reach: Option<usize>,
    figures: Vec<CountColumn>,
    order: DateOrder,
    space: IdSpace,
}

impl Columns {
    fn of(beginning: &Beginning, overrides: &Overrides, shown: &str) -> Result<Columns, Problem> {
        let at = |name: &str| beginning.titles.iter().position(|title| title.eq_ignore_ascii_case(name));
        for name in REQUIRED {
            if at(name).is_none() {
                let problem = Problem::new(Severity::Refused, ProblemCode::MissingColumn, shown, format!("the column `{name}` is missing"));
                return Err(problem.line(1).column(name).hint("export again and keep both header rows as they come"));
            }
        }
        let mark = Mark::chosen(overrides).unwrap_or_default();
        let figures = beginning.figures(mark, |title, description| title.figure(description).or_else(|| title.part()));
        // A column past the end reads as blank.
        let read = |name: &str| at(name).unwrap_or(usize::MAX);
        Ok(Columns {
            id: read("Post ID"),
            permalink: read("Permalink"),
            text: read("Post Message"),
            kind: read("Type"),
            posted: read("Posted"),
            reach: figures.iter().find(|figure| figure.name == "reach").map(|figure| figure.index),
            figures,
            order: beginning.order(overrides).0,
            space: IdSpace::of(Platform::Facebook, "post"),
        })
    }

    /// Whether a row stands for somebody else's post that mentions the page.
    fn is_mention(&self, cells: &Cells<'_>) -> bool {
        let blank = |column: usize| cells.get(column).trim().is_empty();
        blank(self.kind) && self.reach.is_some_and(blank)
    }

    fn read(&self, cells: &Cells<'_>, zone: Option<Tz>, parts: &mut Parts, sink: &mut dyn Sink) -> ControlFlow<()> {
        let id = cells.get(self.id);
        let id = match post_id(&id) {
            Ok(id) => id,
            Err(fault) => return sink.take(Item::Problem(cells.rejected(fault.code, self.id, fault.message, fault.hint))),
        };
        let written = cells.get(self.posted);
        let Some(posted) = moment::written(&written, Some(self.order)) else {
            return sink.take(Item::Problem(cells.bad_time(self.posted, &written, "06/04/2014 04:03:05 PM")));
        };
        let certainty = if zone.is_some() { Certainty::ZoneChosen } else { Certainty::ZoneAssumed };
        let mut counts = counts(&self.figures, cells, sink)?;
        if let Some(parts) = parts.take(id) {
            counts = counts.or(&parts);
        }
        let is_shared = cells.get(self.kind).trim().to_lowercase().starts_with("shared");
        sink.take(Item::Message(MessageRecord {
            space: self.space.clone(),
            id: id.to_owned(),
            kind: if is_shared { Kind::Repost } else { Kind::Post },
            author: Author::Owner,
            to_owner: false,
            sent: posted.stamp(zone.unwrap_or(ZONE), certainty),
            // Page Insights write `&` as an entity.
            text: cells.known(self.text).map(|text| decode_entities(&text).into_owned()),
            text_cut: false,
            parent: Parent::None,
            conversation: None,
            permalink: cells.known(self.permalink),
            counts: Some(Box::new(counts)),
        }))
    }
}

/// The figures of a workbook's breakdown sheets, which stand behind the posts that they belong to, by the posts' ids.
#[derive(Default)]
struct Parts {
    figures: BTreeMap<String, Counts>,
    held: usize,
    dropped: u64,
}

impl Parts {
    fn gather(&mut self, source: &Source, path: &str, overrides: &Overrides, sink: &mut dyn Sink) -> Result<ControlFlow<()>, Problem> {
        let (mut sheet, mut kind, mut columns) = (0, None, Vec::new());
        let mut id = usize::MAX;
        let mut flow = ControlFlow::Continue(());
        let mark = Mark::chosen(overrides).unwrap_or_default();
        // Rows that can't be read are named when the posts are.
        sheets::each(source, path, overrides, &mut Nowhere, |place, cells, _| {
            if place.sheet == 0 {
                return ControlFlow::Continue(());
            }
            if place.sheet != sheet {
                sheet = place.sheet;
                kind = kind_of_sheet(place.name, &cells.get(0));
                let at = |name: &str| place.header.iter().position(|title| title.eq_ignore_ascii_case(name));
                id = at("Post ID").unwrap_or(usize::MAX);
                // The parts stand behind what every sheet says of a post.
                let first = at("Audience Targeting").map_or(place.header.len(), |last| last + 1);
                columns = (first..place.header.len())
                    .filter_map(|index| Some(CountColumn::new(index, &part_name(kind?, &place.header[index]), mark)))
                    .collect();
            }
            if !columns.is_empty() {
                flow = self.keep(id, &columns, cells, sink);
            }
            flow
        })?;
        Ok(flow)
    }

    fn keep(&mut self, id: usize, columns: &[CountColumn], cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<()> {
        let written = cells.get(id);
        let post = match post_id(&written) {
            Ok(post) => post,
            Err(fault) => {
                let note = cells.problem(Severity::Note, fault.code, id, fault.message);
                return sink.take(Item::Problem(note.hint("its figures were left out; export again if they are missed")));
            }
        };
        for column in columns {
            let Some(count) = column.read(cells, sink)? else { continue };
            if self.held == MOST_FIGURES {
                self.dropped += 1;
                continue;
            }
            self.held += 1;
            match self.figures.get_mut(post) {
                Some(counts) => counts.set(&column.name, count),
                None => self.figures.entry(post.to_owned()).or_default().set(&column.name, count),
            }
        }
        ControlFlow::Continue(())
    }

    /// The figures of the post of this id, which are then given.
    fn take(&mut self, id: &str) -> Option<Counts> {
        self.figures.remove(post_id(id).ok()?)
    }
}
