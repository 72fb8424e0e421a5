//! Charts from figures: what each needs, and what its parts open.

mod accounts;
mod people;
mod traced;
mod waits;

use earshot_charts::{About, Chart, Frame, Ladder, LadderMonth, Note, Part, Show, Tally};
use earshot_measures::{Corpus, Selection};
use earshot_model::{Filter, Grouping, Measure, Millis, Rung, Whose};
use earshot_store::Store;

use crate::Engine;
use crate::api::{ChartName, ChartRequest, ChartView, Failure, Mark, RowsRef, ShiftRequest, Theme};
use crate::data::{Needs, selection};
use crate::office::is_of;
use crate::words;

/// Every chart: its id, its name and what it shows.
const CHARTS: [(&str, &str, &str); 20] = [
    ("ladder", "Ladder, shares", "what was said, month by month, from press release to dialogue, as shares"),
    ("ladder-count", "Ladder, numbers", "what was said, month by month, from press release to dialogue, as numbers of messages"),
    ("accounts", "Ladder by account", "what each account said, ours and peers, beside what others have published"),
    ("waiting", "Still waiting", "the share of people not yet answered against time"),
    ("waiting-beside", "Still waiting, compared", "the same of two periods, or of up to four accounts, on one"),
    ("response", "Response over time", "the median wait and the slowest tenth by month, and how many were never answered"),
    ("definitions", "Definitions", "the response time of the same messages under each rule in use"),
    ("week", "When they write", "when people write and when the account answers, hour by hour of the week"),
    ("moments", "Largest moment", "the largest moment: what people wrote, what is usual, what the account said"),
    ("people", "People", "people heard from for the first time and again, by month"),
    ("conversations", "Conversations", "how often the speaker changes in conversations, and how deep answers stand"),
    ("presences", "Presences", "when each account last said something and last answered"),
    ("followers", "Followers", "followers over time"),
    ("reach", "Reach by rung", "people reached by each post, by rung"),
    ("impressions", "Impressions by rung", "impressions of each post, by rung"),
    ("against", "Replies against reach", "reply share against what posts reach, by month"),
    ("against-accounts", "Replies against reach, by account", "reply share against what posts reach, by account"),
    ("releases", "Release trace", "press releases and when their words came back"),
    ("repeats", "Same words", "texts that were said again, and by whom"),
    ("shift", "Channel shift", "what answering may have saved, with every assumption; needs the shares that would have phoned"),
];

/// What charts and the overview are made from.
pub(crate) struct View<'a> {
    pub(crate) store: &'a Store,
    pub(crate) corpus: &'a Corpus,
    pub(crate) selection: Selection,
}

impl Engine {
    /// Every chart that can be drawn.
    pub fn charts(&self) -> Vec<ChartName> {
        let named = |(id, name, about): &(&str, &str, &str)| ChartName {
            id: (*id).to_owned(),
            name: (*name).to_owned(),
            about: (*about).to_owned(),
            assumes: *id == "shift",
        };
        CHARTS.iter().map(named).collect()
    }

    /// Draws a chart by its id, with titles of its own.
    pub fn chart(&self, request: &ChartRequest) -> Result<ChartView, Failure> {
        if !(320..=8_000).contains(&request.width) || !(240..=8_000).contains(&request.height) {
            return Err(Failure::new("bad-request", "a chart is 320 × 240 to 8,000 × 8,000", "write its size as --size 1600x900"));
        }
        if request.against.is_some() && request.id != "waiting-beside" {
            return Err(Failure::new("bad-request", "only `waiting-beside` draws one window against another", "leave --against out"));
        }
        let frame = Frame { width: request.width, height: request.height, theme: theme(request.theme), titles: true };
        let store = self.read_existing()?;
        let corpus = self.corpus(&store, &request.filter, Needs::ALL)?;
        let selection = selection(&store, &corpus, &request.filter)?;
        let drawn = View { store: &store, corpus: &corpus, selection };
        match (&request.shift, request.id.as_str()) {
            (Some(shift), "shift") => {
                let shift = ShiftRequest { filter: request.filter.clone(), ..shift.clone() };
                Ok(view(earshot_charts::shift(&drawn.shift(self, &shift)?, &frame)))
            }
            (None, "shift") => Err(Failure::new(
                "bad-request",
                "the share that would have phoned is an assumption, and yours",
                "name it, as in --shares 0.1 0.2 0.4",
            )),
            (_, "waiting-beside") => {
                Ok(view(earshot_charts::waiting_beside(&drawn.waiting_beside(&request.filter, request.against)?, &frame)))
            }
            (_, id) => drawn.chart(id, &request.filter, &frame),
        }
    }
}

pub(crate) fn theme(theme: Theme) -> earshot_charts::Theme {
    match theme {
        Theme::Light => earshot_charts::Theme::Light,
        Theme::Dark => earshot_charts::Theme::Dark,
    }
}

impl View<'_> {
    pub(crate) fn chart(&self, id: &str, filter: &Filter, frame: &Frame) -> Result<ChartView, Failure> {
        match id {
            "ladder" => Ok(view(earshot_charts::ladder(&self.ladder(filter)?, Show::Share, frame))),
            "ladder-count" => {
                Ok(ChartView { id: id.to_owned(), ..view(earshot_charts::ladder(&self.ladder(filter)?, Show::Count, frame)) })
            }
            "waiting" => Ok(view(earshot_charts::waiting(&self.waiting(filter)?, frame))),
            "accounts" => Ok(view(earshot_charts::accounts(&self.by_account(filter)?, frame))),
            "response" => Ok(view(earshot_charts::response(&self.by_month(filter)?, frame))),
            "definitions" => Ok(view(earshot_charts::definitions(&self.definitions(filter)?, frame))),
            "week" => Ok(view(earshot_charts::week(&self.week(filter)?, frame))),
            "moments" => Ok(view(earshot_charts::moments(&self.largest_moment(filter)?, frame))),
            "people" => Ok(view(earshot_charts::people(&self.people(filter)?, frame))),
            "conversations" => Ok(view(earshot_charts::conversations(&self.conversations(filter)?, frame))),
            "presences" => Ok(view(earshot_charts::presences(&self.presences(filter)?, frame))),
            "followers" => Ok(view(earshot_charts::followers(&self.followers(filter)?, frame))),
            "reach" => Ok(view(earshot_charts::reach(&self.reach(filter, true)?, frame))),
            "impressions" => Ok(view(earshot_charts::reach(&self.reach(filter, false)?, frame))),
            "against" => Ok(view(earshot_charts::against(&self.against(filter, Grouping::Month)?, frame))),
            "against-accounts" => Ok(view(earshot_charts::against(&self.against(filter, Grouping::Account)?, frame))),
            "releases" => Ok(view(earshot_charts::releases(&self.releases(filter)?, frame))),
            "repeats" => Ok(view(earshot_charts::repeats(&self.repeats(filter)?, frame))),
            _ => Err(Failure::new("bad-request", format!("there is no chart `{id}`"), "see `earshot chart --list`")),
        }
    }

    fn ladder(&self, filter: &Filter) -> Result<Ladder, Failure> {
        let mut ids: Vec<String> = Rung::ALL.iter().map(|rung| format!("rung({})", rung.as_str())).collect();
        ids.extend(["repost", "reply_share"].map(str::to_owned));
        let measures = self.corpus.measure(&ids, &self.selection, &[Grouping::Month])?;
        let mut months: Vec<LadderMonth> = Vec::new();
        let mut inferred = 0;
        for of_month in measures.chunk_by(|a, b| a.group == b.group) {
            let Some((year, month)) = of_month[0].group.as_deref().and_then(|group| group.split_once('-')) else { continue };
            let find = |id: &str| of_month.iter().find(|measure| measure.id == id);
            let rungs = std::array::from_fn(|rung| find(&ids[rung]).map_or(Tally::default(), tally));
            let reposts = find("repost").and_then(|measure| measure.value).unwrap_or(0.0) as u64;
            inferred += find("reply_share").and_then(|measure| measure.inferred).unwrap_or(0) as u64;
            let month = LadderMonth { year: year.parse().unwrap_or(0), month: month.parse().unwrap_or(0), rungs, reposts };
            if month.n() + reposts > 0 {
                months.push(month);
            }
        }
        let about = self.about(filter, inferred, "Nothing public was said in this selection.")?;
        Ok(Ladder { about, months, notes: self.notes()? })
    }

    pub(crate) fn accounts(&self) -> impl Iterator<Item = &earshot_measures::Account> {
        self.corpus.accounts().iter().enumerate().filter(|(index, _)| self.selection.account(*index as u32)).map(|(_, account)| account)
    }

    /// What people have named, on the zone's clock, as far as it is of the selection.
    fn notes(&self) -> Result<Vec<Note>, Failure> {
        let zone = self.selection.zone;
        let infos = self.store.accounts()?;
        let mut named = self.store.named_moments()?;
        named.retain(|named| {
            let of = |whose: &Whose| infos.iter().position(|info| is_of(whose, info));
            let ours = named.whose.as_ref().is_none_or(|whose| of(whose).is_some_and(|index| self.selection.account(index as u32)));
            let (from, to) = (self.selection.from, self.selection.to);
            ours && from.is_none_or(|from| named.to > from) && to.is_none_or(|to| named.from < to)
        });
        let at = |at: Millis| earshot_measures::day_on_clock(zone, at);
        Ok(named.into_iter().map(|named| Note { from: at(named.from), to: at(named.to), text: named.name }).collect())
    }

    fn about(&self, filter: &Filter, inferred: u64, why_empty: &str) -> Result<About, Failure> {
        let source = source(&self.accounts().map(|account| account.name.as_str()).collect::<Vec<_>>());
        let zone = self.selection.zone;
        let ends = self.accounts().map(|account| account.as_of);
        let ends = ends
            .fold(None, |ends: Option<(Millis, Millis)>, at| Some(ends.map_or((at, at), |(first, last)| (first.min(at), last.max(at)))));
        let as_of = ends.map(|(first, last)| (words::day(zone, first), words::day(zone, last)));
        let as_of = as_of.map(|(first, last)| if first == last { last } else { format!("{first} to {last}") });
        Ok(About { source, period: self.period(filter)?, as_of: as_of.unwrap_or_default(), inferred, why_empty: why_empty.to_owned() })
    }

    /// `1 Jul 2026 – 30 Sep 2026`: what was asked for, else what there is.
    fn period(&self, filter: &Filter) -> Result<String, Failure> {
        let known = self.store.totals()?.span;
        let zone = self.selection.zone;
        let day = |date: chrono::NaiveDate| date.format("%-d %b %Y").to_string();
        let from = filter.window.from.map(day).or(known.map(|span| words::day(zone, span.from)));
        let to = filter.window.to.and_then(|to| to.pred_opt()).map(day).or(known.map(|span| words::day(zone, span.to)));
        Ok(from.zip(to).map(|(from, to)| format!("{from} – {to}")).unwrap_or_default())
    }
}

/// Whose data it is.
fn source(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, two] => format!("{one} and {two}"),
        [one, rest @ ..] => format!("{one} and {} more", rest.len()),
    }
}

fn tally(measure: &Measure) -> Tally {
    Tally { k: measure.k.unwrap_or(0) as u64, low: measure.low, high: measure.high }
}

fn view(chart: Chart) -> ChartView {
    let marks = chart
        .marks
        .into_iter()
        .map(|mark| Mark {
            x: mark.x,
            y: mark.y,
            width: mark.width,
            height: mark.height,
            rows: mark.part.map(|part| rows_of(&part)),
            label: mark.label,
        })
        .collect();
    ChartView {
        id: chart.id,
        title: chart.title,
        subtitle: chart.subtitle,
        caption: chart.caption,
        alt: chart.alt,
        svg: chart.svg,
        width: chart.width,
        height: chart.height,
        marks,
        columns: chart.columns,
        table: chart.table,
    }
}

/// The messages behind a part of a chart.
fn rows_of(part: &Part) -> RowsRef {
    let (id, month, title) = match part {
        Part::Rung { month, rung } => (format!("rung({})", rung.as_str()), Some(month), rung.label()),
        Part::Month { month } => ("outbound".to_owned(), Some(month), "What was said"),
        Part::Reposts { month } => ("repost".to_owned(), Some(month), "Reposts"),
        Part::Waiting => ("opportunities".to_owned(), None, "Those who wrote"),
        Part::Median => ("response_median".to_owned(), None, "Those who wrote"),
        Part::AnsweredOnly => ("response_median_answered_only".to_owned(), None, "Those who were answered"),
        Part::Unanswered => ("unanswered".to_owned(), None, "Those without an answer"),
        Part::Figure { id, month } => (id.clone(), month.as_ref(), "Behind this part"),
    };
    RowsRef { id, month: month.cloned(), title: title.to_owned() }
}
