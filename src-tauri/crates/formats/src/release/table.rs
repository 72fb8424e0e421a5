//! A table of press releases: one a row, with title, date and text.

use chrono_tz::Tz;
use earshot_model::{Certainty, DateOrder, Evidence, FilePlan, Format, Overrides, Platform, Problem, ProblemCode, Question, ReleaseRecord};

use super::made_guid;
use crate::markup::plain_text;
use crate::moment;
use crate::plan::{file_plan, header_only};
use crate::table::{Cells, Shape, Table, sample, shape, shape_as};
use crate::{Entry, Item, Match, Reader, Sink, Source, clock};

pub(crate) struct ReleaseTable;

const TITLE: [&str; 14] = [
    "title",
    "headline",
    "subject",
    "titel",
    "überschrift",
    "Überschrift",
    "schlagzeile",
    "betreff",
    "titre",
    "título",
    "titulo",
    "titolo",
    "kop",
    "rubrik",
];
const DATE: [&str; 21] = [
    "date",
    "published",
    "published at",
    "published_at",
    "publication date",
    "publish date",
    "release date",
    "pubdate",
    "datum",
    "veröffentlicht",
    "veröffentlicht am",
    "erschienen",
    "veröffentlichungsdatum",
    "date de publication",
    "fecha",
    "fecha de publicación",
    "data",
    "data de publicação",
    "data di pubblicazione",
    "publicatiedatum",
    "post_date",
];
const BODY: [&str; 20] = [
    "body",
    "text",
    "content",
    "full text",
    "release",
    "inhalt",
    "volltext",
    "meldung",
    "texte",
    "contenu",
    "corps",
    "texto",
    "contenido",
    "cuerpo",
    "conteúdo",
    "testo",
    "contenuto",
    "tekst",
    "inhoud",
    "innehåll",
];
const LINK: [&str; 9] = ["link", "url", "permalink", "web address", "webadresse", "lien", "enlace", "ligação", "adresse"];
const GUID: [&str; 2] = ["guid", "uuid"];

/// A table with one of these is an export of something else.
const NO_RELEASE: [&str; 24] = [
    "likes",
    "views",
    "impressions",
    "reach",
    "comments",
    "replies",
    "shares",
    "retweets",
    "reactions",
    "engagements",
    "subreddit",
    "inbound",
    "author",
    "author_id",
    "sender",
    "from",
    "to",
    "ip",
    "message id",
    "conversation id",
    "thread_id",
    "parent",
    "is_pm",
    "score",
];

impl Reader for ReleaseTable {
    fn format(&self) -> Format {
        Format {
            id: "release-table".to_owned(),
            name: "Table of press releases".to_owned(),
            platform: Platform::Feed.as_str().to_owned(),
            both_sides: false,
            files: "any .csv with columns for title, date and text, and perhaps link".to_owned(),
            carries: vec!["press releases with title, text, date and link".to_owned()],
            limits: vec!["It says nothing of what the public answered.".to_owned()],
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let shape = shape(entry);
        let has = |names: &[&str]| shape.column(names).is_some();
        let is_table = has(&TITLE) && has(&DATE) && has(&BODY) && !has(&NO_RELEASE);
        is_table.then(|| Match { confidence: 60, why: "it has columns for title, date and text".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shape = shape_as(entry, overrides);
        let shown = source.shown(&entry.path);
        let rows = sample(entry, &shape, usize::MAX);
        if rows.is_empty() && entry.is_whole() {
            return Err(header_only(&shown));
        }
        let columns = Columns::of(&shape, overrides, &rows, &shown)?;
        let dates: Vec<&str> = rows.iter().filter_map(|row| row.get(columns.date)).map(String::as_str).collect();
        let mut plan = file_plan(source, entry, self.format());
        plan.account_from_rows = true;
        plan.evidence = shape.evidence();
        let names = [("title", columns.title), ("date", columns.date), ("text", columns.body), ("link", columns.link)];
        let named = names.iter().filter_map(|(what, at)| shape.header.get(*at).map(|name| format!("{what}: {name}")));
        plan.evidence.push(Evidence::new("header", named.collect::<Vec<_>>().join(", "), "recognised by name"));
        plan.evidence.extend(order_evidence(&dates, overrides));
        let has_bare_clock = |date: &&&str| moment::written(date, None).is_some_and(|at| at.precision < 86_400 && at.offset.is_none());
        if let Some(zone) = &overrides.zone {
            plan.evidence.push(Evidence::new("zone", &**zone, "chosen by hand"));
            plan.zone = Some(zone.clone());
        } else if dates.iter().any(|date| has_bare_clock(&date)) {
            plan.asks.push(Question::Zone);
        }
        plan.unused = shape.unused(&[columns.title, columns.date, columns.body, columns.link, columns.guid]);
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let zone = moment::zone(plan.zone.as_deref());
        for part in &plan.parts {
            let table = Table::open(source, part, &plan.overrides)?;
            let rows = source.entry(part).map(|entry| sample(entry, &table.shape, usize::MAX)).unwrap_or_default();
            let columns = Columns::of(&table.shape, &plan.overrides, &rows, &source.shown(part))?;
            table.each(source, part, sink, |cells, sink| {
                sink.take(match columns.release(cells, zone) {
                    Ok(release) => Item::Release(release),
                    Err(problem) => Item::Problem(*problem),
                })
            })?;
        }
        Ok(())
    }
}

fn order_evidence(dates: &[&str], overrides: &Overrides) -> Option<Evidence> {
    let (order, why) = match (overrides.dates, moment::order(dates.iter().copied())) {
        (Some(chosen), _) => (chosen, "chosen by hand"),
        (None, Some(order)) => (order, "a date in the first rows can be read in no other way"),
        // Without it nothing depends on the order.
        (None, None) if !dates.iter().any(|date| date.contains('/')) => return None,
        (None, None) => (DateOrder::MonthFirst, "no date in the first rows tells"),
    };
    Some(clock::dates(order, why))
}

struct Columns {
    title: usize,
    date: usize,
    body: usize,
    /// Past the end, and so blank, where the table has none.
    link: usize,
    guid: usize,
    order: Option<DateOrder>,
}

impl Columns {
    fn of(shape: &Shape, overrides: &Overrides, rows: &[Vec<String>], shown: &str) -> Result<Columns, Problem> {
        let required = |names: &[&str], name: &str| match shape.column(names) {
            Some(column) => Ok(column),
            None => shape.require(&[name], shown).map(|()| usize::MAX),
        };
        let date = required(&DATE, "date")?;
        let dates = rows.iter().filter_map(|row| row.get(date)).map(String::as_str);
        Ok(Columns {
            title: required(&TITLE, "title")?,
            date,
            body: required(&BODY, "text")?,
            link: shape.at(&LINK),
            guid: shape.at(&GUID),
            order: overrides.dates.or_else(|| moment::order(dates)),
        })
    }

    fn release(&self, cells: &Cells<'_>, zone: Option<Tz>) -> Result<ReleaseRecord, Box<Problem>> {
        let title = plain_text(&cells.get(self.title)).replace('\n', " ");
        let body = plain_text(&cells.get(self.body));
        if title.is_empty() && body.is_empty() {
            let hint = "fill in one of them";
            return Err(Box::new(cells.rejected(ProblemCode::BadValue, self.title, "the row has neither a title nor a text", hint)));
        }
        let date = cells.get(self.date);
        let written = moment::written(&date, self.order).ok_or_else(|| Box::new(cells.bad_time(self.date, &date, "2026-06-03")))?;
        let published = match zone {
            // A day needs no zone.
            _ if written.precision >= 86_400 => written.stamp(Tz::UTC, Certainty::Stated),
            Some(zone) => written.stamp(zone, Certainty::ZoneChosen),
            None => written.stamp(Tz::UTC, Certainty::ZoneAssumed),
        };
        let link = cells.known(self.link).map(|link| link.trim().to_owned());
        let guid = cells.known(self.guid).map(|guid| guid.trim().to_owned());
        let guid = guid.or_else(|| link.clone()).unwrap_or_else(|| made_guid(&title, written));
        Ok(ReleaseRecord { guid, published, title, body, link })
    }
}
