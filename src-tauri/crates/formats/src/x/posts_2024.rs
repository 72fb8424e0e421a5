//! X's analytics by post, since 2024: `account_analytics_content_FROM_TO.csv`.

use std::ops::ControlFlow;

use earshot_model::{
    Author, Certainty, Evidence, FilePlan, Format, IdSpace, Kind, MessageRecord, Overrides, Parent, Problem, ProblemCode, Severity, Stamp,
};

use super::name;
use super::names::COUNTS;
use crate::count;
use crate::number::Mark;
use crate::plan::{file_plan, header_only};
use crate::table::{Cells, Shape, Table, column_of, sample, shape, shape_as};
use crate::time::{DAY, english_day, midnight};
use crate::{Entry, Item, Match, Reader, Sink, Source, id};

pub(crate) struct Posts2024;

const REQUIRED: [&str; 4] = ["Post id", "Date", "Post text", "Impressions"];

/// The columns in the order that they have in every language.
const ORDER: [&str; 17] = [
    "Post id",
    "Date",
    "Post text",
    "Post Link",
    "Impressions",
    "Likes",
    "Engagements",
    "Bookmarks",
    "Shares",
    "New follows",
    "Replies",
    "Reposts",
    "Profile visits",
    "Detail Expands",
    "URL Clicks",
    "Hashtag Clicks",
    "Permalink Clicks",
];

/// A text whose own part weighs this much or more stands at the cut: X cuts at 280, between words.
const CUT_FROM: usize = 265;

impl Reader for Posts2024 {
    fn format(&self) -> Format {
        Format {
            id: "x-posts-2024".to_owned(),
            name: "X analytics by post, since 2024".to_owned(),
            platform: "x".to_owned(),
            both_sides: false,
            files: "account_analytics_content_2026-07-06_2026-08-02.csv".to_owned(),
            carries: ["own posts and replies", "impressions", "engagements", "each interaction apart"].map(str::to_owned).to_vec(),
            limits: [
                "It holds what the account said, and nothing that was said to it.",
                "It does not tell which post a reply answers.",
                "Impressions are views, not people.",
                "Texts are cut at about 280 characters.",
                "It states the day only; the time is computed from the post's id.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let shape = shape(entry);
        if shape.has(&REQUIRED) {
            return Some(Match { confidence: 95, why: "the header is that of X's analytics by post, since 2024".to_owned() });
        }
        if is_by_position(entry, &shape) {
            let why = "17 columns in another language, with an id and an English date where X's analytics have them".to_owned();
            return Some(Match { confidence: 80, why });
        }
        let fits = entry.bytes == 0 || shape.has(&["Post id"]) || shape.header.len() == ORDER.len();
        (name::content(entry.name()).is_some() && fits)
            .then(|| Match { confidence: 60, why: "the file is named like X's analytics by post, since 2024".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shape = shape_as(entry, overrides);
        let shown = source.shown(&entry.path);
        let by_position = !shape.has(&REQUIRED) && shape.header.len() == ORDER.len();
        if !by_position {
            shape.require(&REQUIRED, &shown)?;
        }
        let rows = sample(entry, &shape, 200);
        if rows.is_empty() && entry.is_whole() {
            return Err(header_only(&shown));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.evidence = shape.evidence();
        if by_position {
            let first = shape.header.first().map_or("", String::as_str);
            plan.evidence.push(Evidence::new(
                "header",
                format!("in another language, beginning with `{first}`"),
                "17 columns; they are read by position",
            ));
        }
        plan.evidence.push(Evidence::new("zone", "UTC", "ids hold the time in UTC, and the days agree with it"));
        let columns = Columns::of(&shape);
        let links = column_of(&rows, columns.link);
        name::settle(&mut plan, overrides, name::content(entry.name()).unwrap_or_default(), &links);
        plan.unused = columns.unused(&shape);
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        for part in &plan.parts {
            let table = Table::open(source, part, &plan.overrides)?;
            let columns = Columns::of(&table.shape);
            if columns.by_name {
                table.shape.require(&REQUIRED, &source.shown(part))?;
            }
            table.each(source, part, sink, |cells, sink| columns.read(cells, sink))?;
        }
        Ok(())
    }
}

fn is_by_position(entry: &Entry, shape: &Shape) -> bool {
    shape.header.len() == ORDER.len()
        && sample(entry, shape, 1).first().is_some_and(|row| match &row[..] {
            [id, date, ..] => id::checked(id).is_ok() && english_day(date).is_some(),
            _ => false,
        })
}

struct Columns {
    by_name: bool,
    id: usize,
    date: usize,
    text: usize,
    link: Option<usize>,
    counts: Vec<count::CountColumn>,
    space: IdSpace,
}

impl Columns {
    fn of(shape: &Shape) -> Columns {
        let space = IdSpace::x_post();
        if !shape.has(&REQUIRED) && shape.header.len() == ORDER.len() {
            return Columns {
                by_name: false,
                id: 0,
                date: 1,
                text: 2,
                link: Some(3),
                counts: count::named(ORDER.into_iter(), &COUNTS, Mark::Point),
                space,
            };
        }
        let (id, date, text, link) =
            (shape.at(&["Post id"]), shape.at(&["Date"]), shape.at(&["Post text"]), shape.column(&["Post Link", "Link"]));
        Columns { by_name: true, id, date, text, link, counts: count::columns(shape, &COUNTS, Mark::Point), space }
    }

    fn unused(&self, shape: &Shape) -> Vec<String> {
        let used = [self.id, self.date, self.text].into_iter().chain(self.link).chain(self.counts.iter().map(|count| count.index));
        shape.unused(&used.collect::<Vec<_>>())
    }

    fn read(&self, cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<()> {
        let id = cells.get(self.id);
        let id = match id::checked(&id) {
            Ok(id) => id,
            Err(fault) => return sink.take(Item::Problem(cells.rejected(fault.code, self.id, fault.message, fault.hint))),
        };
        let written = cells.get(self.date);
        let Some(day) = english_day(&written) else {
            return sink.take(Item::Problem(cells.bad_time(self.date, &written, "Sat, Aug 1, 2026")));
        };
        let midnight = midnight(day);
        let sent = match id::made_at(id) {
            Some(at) if at - at.rem_euclid(DAY) == midnight => Stamp { at, precision: 1, certainty: Certainty::FromId },
            made => {
                if made.is_some() {
                    let message = format!("the id was made on another day than `{}`; only the day is kept", written.trim());
                    let problem = cells.problem(Severity::Note, ProblemCode::BadDate, self.date, message);
                    sink.take(Item::Problem(problem.hint("a spreadsheet may have changed ids or dates; export again")))?;
                }
                Stamp { at: midnight, precision: 86_400, certainty: Certainty::Stated }
            }
        };
        let text = super::text(cells, self.text);
        let counts = count::counts(&self.counts, cells, sink)?;
        sink.take(Item::Message(MessageRecord {
            space: self.space.clone(),
            id: id.to_owned(),
            kind: Kind::Post,
            author: Author::Owner,
            to_owner: false,
            sent,
            text_cut: text.as_deref().is_some_and(is_at_cut),
            text,
            parent: Parent::Unknown,
            conversation: None,
            permalink: self.link.and_then(|column| cells.known(column)),
            counts: Some(Box::new(counts)),
        }))
    }
}

/// Whether a text is as long as X lets it be. The names that a reply begins with and the link at the end don't count.
fn is_at_cut(text: &str) -> bool {
    let mut body = text.trim();
    while body.starts_with('@') {
        body = body.split_once(char::is_whitespace).map_or("", |(_, rest)| rest.trim_start());
    }
    while let Some((rest, last)) = body.rsplit_once(char::is_whitespace)
        && last.starts_with("https://t.co/")
    {
        body = rest.trim_end();
    }
    body.chars().map(weight).sum::<usize>() >= CUT_FROM
}

/// What X counts a character as: letters of alphabets one, ideographs and emoji two.
fn weight(c: char) -> usize {
    match u32::from(c) {
        0..=4_351 | 8_192..=8_205 | 8_208..=8_223 | 8_242..=8_247 => 1,
        _ => 2,
    }
}
