//! Figures: what `measure` prints.

use chrono::{Datelike, Months, NaiveDate};
use earshot_measures::{DEFINITIONS, MeasureError, Selection};
use earshot_model::{Filter, Grouping, Measure, Window};
use serde::Serialize;

use crate::Engine;
use crate::api::{AccountRow, Against, Explanation, Failure, Nothing, Status};
use crate::covering::Covering;
use crate::data::{Needs, selection, zone};
use crate::words;

/// What is asked for: ids (none: all), of what, split how (nothing: in one).
#[derive(Debug, Clone, Default)]
pub struct Question {
    pub ids: Vec<String>,
    pub filter: Filter,
    pub by: Vec<Grouping>,
    /// Other windows that the figures are compared with.
    pub against: Vec<Against>,
}

impl Against {
    /// The group that a month or week of one window is held against in another: the one as far from its beginning, of weeks a year
    /// before the one 52 weeks earlier. Other groups are the same in both; an empty name is no group.
    fn group(self, group: &str, now: Window, then: Window) -> String {
        let number = |text: &str| text.parse::<i32>().ok();
        let Some((now_from, then_from)) = now.from.zip(then.from) else { return group.to_owned() };
        if let Some((year, week)) = group.split_once("-W").and_then(|(year, week)| Some((number(year)?, number(week)?))) {
            let days = if self == Against::YearBefore { chrono::TimeDelta::weeks(52) } else { now_from - then_from };
            let monday = NaiveDate::from_isoywd_opt(year, week.unsigned_abs(), chrono::Weekday::Mon).map(|monday| monday - days);
            // Of another weekday, or partly outside the other window, it is not the same week.
            let whole = |monday: &NaiveDate| {
                let sunday = *monday + chrono::TimeDelta::days(6);
                self == Against::Before || (*monday >= then_from && then.to.is_some_and(|to| sunday < to))
            };
            let same = monday.filter(|monday| monday.weekday() == chrono::Weekday::Mon).filter(whole);
            return same.map_or_else(String::new, |monday| earshot_measures::week_name(earshot_measures::day_of(monday)));
        }
        let first = format!("{group}-01").parse::<NaiveDate>().ok();
        let months = (now_from.year() - then_from.year()) * 12 + now_from.month0() as i32 - then_from.month0() as i32;
        match first.and_then(|first| first.checked_sub_months(Months::new(months.unsigned_abs()))) {
            Some(_) if now_from.day() != then_from.day() => String::new(), // neither are months
            Some(earlier) => earlier.format("%Y-%m").to_string(),
            None => group.to_owned(),
        }
    }

    pub(crate) fn window(self, window: Window) -> Option<Window> {
        let (from, to) = (window.from?, window.to?);
        let back = |day: NaiveDate, months: u32| day.checked_sub_months(Months::new(months));
        let shifted = match self {
            Against::YearBefore => back(from, 12).zip(back(to, 12)),
            Against::Before if from.day() == 1 && to.day() == 1 => {
                let months = (to.year() - from.year()) * 12 + to.month0() as i32 - from.month0() as i32;
                back(from, months.unsigned_abs()).map(|earlier| (earlier, from))
            }
            Against::Before => from.checked_sub_signed(to - from).map(|earlier| (earlier, from)),
        };
        shifted.map(|(from, to)| Window { from: Some(from), to: Some(to) })
    }
}

/// The figures against those of another window.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    pub against: Against,
    pub window: Window,
    pub changes: Vec<Changed>,
}

/// One figure's change, now minus then, with its interval where there is one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changed {
    pub id: String,
    pub group: Option<String>,
    #[serde(serialize_with = "earshot_model::number")]
    pub before: Option<f64>,
    #[serde(serialize_with = "earshot_model::number")]
    pub difference: Option<f64>,
    #[serde(serialize_with = "earshot_model::number")]
    pub low: Option<f64>,
    #[serde(serialize_with = "earshot_model::number")]
    pub high: Option<f64>,
    pub words: &'static str,
}

/// The answer, as `measure --json` prints it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measured {
    /// RFC 3339 UTC: up to when the data of the newest of the accounts is known to be complete.
    pub as_of: Option<String>,
    pub window: earshot_model::Window,
    pub accounts: Vec<String>,
    pub measures: Vec<Measure>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub compared: Vec<Comparison>,
}

/// Each figure against the same of the group that `earlier` gives for its own; where then there was no such group, it is not known.
fn changes(now: &[Measure], then: &[Measure], whole: bool, earlier: impl Fn(&str) -> String) -> Vec<Changed> {
    let of = |measure: &Measure| {
        let group = measure.group.as_deref().map(&earlier);
        let same = |other: &&Measure| other.id == measure.id && other.group == group;
        let unknown = Measure { value: None, low: None, high: None, ..measure.clone() };
        let change = earshot_measures::change(measure, then.iter().find(same).unwrap_or(&unknown), whole);
        Changed {
            id: measure.id.clone(),
            group: measure.group.clone(),
            before: change.before,
            difference: change.difference,
            low: change.low,
            high: change.high,
            words: change.words,
        }
    };
    now.iter().map(of).collect()
}

impl Engine {
    pub fn measure(&self, question: &Question) -> Result<Measured, Failure> {
        let store = self.read_existing()?;
        let ids = &question.ids;
        let needs = Needs {
            matches: earshot_measures::Corpus::needs_matches(ids) || question.by.contains(&Grouping::Rung),
            counts: earshot_measures::Corpus::needs_counts(ids),
        };
        let corpus = self.corpus_of(&store, &question.filter, needs)?;
        let selection = selection(&store, &corpus, &question.filter)?;
        let by = if question.by.is_empty() { vec![Grouping::Total] } else { question.by.clone() };
        let mut measures = corpus.measure(ids, &selection, &by)?;
        if measures.is_empty() && by == [Grouping::Rung] {
            let hint = "by rung there are `outbound` and the counts of posts, as impressions_per_post";
            return Err(Failure::new("bad-request", format!("{} is not split by rung", ids.join(", ")), hint));
        }
        let covering = Covering::of(&store, selection.zone)?;
        covering.say(&mut measures, &corpus, &selection, question.filter.window, &by);
        let mut compared = Vec::new();
        for &against in &question.against {
            let window = against.window(question.filter.window).ok_or_else(|| {
                Failure::new("bad-request", "a window without beginning and end has none before it", "name both with --from and --to")
            })?;
            let then = Filter { window, ..question.filter.clone() };
            let selected = crate::data::selection(&store, &corpus, &then)?;
            let mut then = corpus.measure(ids, &selected, &by)?;
            covering.say(&mut then, &corpus, &selected, window, &by);
            let whole = covering.holds(&corpus, &selection, question.filter.window) && covering.holds(&corpus, &selected, window);
            let earlier = |group: &str| match question.by.iter().any(|by| matches!(by, Grouping::Month | Grouping::Week)) {
                true => against.group(group, question.filter.window, window),
                false => group.to_owned(),
            };
            compared.push(Comparison { against, window, changes: changes(&measures, &then, whole, earlier) });
        }
        let selected: Vec<_> = corpus
            .accounts()
            .iter()
            .enumerate()
            .filter(|(index, _)| selection.account(*index as u32))
            .map(|(_, account)| account)
            .collect();
        Ok(Measured {
            as_of: selected.iter().map(|account| account.as_of).max().map(words::moment),
            window: question.filter.window,
            accounts: selected.iter().map(|account| account.name.clone()).collect(),
            measures,
            compared,
        })
    }

    /// What figures mean (none named: all), in the order in which they are printed.
    pub fn explain(ids: &[String]) -> Result<Vec<Explanation>, Failure> {
        if let Some(unknown) = ids.iter().find(|id| earshot_measures::definition(id).is_none()) {
            return Err(MeasureError::UnknownId(unknown.clone()).into());
        }
        let asked = DEFINITIONS.iter().filter(|definition| ids.is_empty() || ids.iter().any(|id| id == definition.id));
        Ok(asked
            .map(|definition| Explanation {
                id: definition.id.to_owned(),
                unit: definition.unit.as_str().to_owned(),
                version: definition.version,
                definition: definition.text.to_owned(),
                formula: definition.formula.to_owned(),
                unknown: definition.unknown.to_owned(),
                reading: definition.reading.to_owned(),
                source: definition.source.to_owned(),
                page: definition.page(),
            })
            .collect())
    }

    /// The store at a glance.
    pub fn status(&self, _: Nothing) -> Result<Status, Failure> {
        let mut status = Status {
            store: self.store_path().display().to_string(),
            demo: self.is_demo(),
            messages: 0,
            imports: 0,
            accounts: Vec::new(),
            first_day: None,
            last_day: None,
            zone: "UTC".to_owned(),
        };
        let Some(store) = self.read()? else { return Ok(status) };
        let totals = store.totals()?;
        let zone = zone(&store)?;
        let day = |at| words::local(zone, at).format("%Y-%m-%d").to_string();
        status.messages = totals.messages;
        status.imports = totals.imports;
        status.accounts = self.accounts(Nothing {})?;
        status.first_day = totals.span.map(|span| day(span.from));
        status.last_day = totals.span.map(|span| day(span.to));
        status.zone = zone.name().to_owned();
        Ok(status)
    }

    /// All accounts with what is known of them.
    pub fn accounts(&self, _: Nothing) -> Result<Vec<AccountRow>, Failure> {
        let Some(store) = self.read()? else { return Ok(Vec::new()) };
        let corpus = self.corpus(&store, &Filter::default(), Needs::NONE)?;
        let ids = ["inbound".to_owned(), "outbound".to_owned()];
        // Peers are accounts, too.
        let all = Selection { apart: Vec::new(), ..selection(&store, &corpus, &Filter::default())? };
        let measures = corpus.measure(&ids, &all, &[Grouping::Account])?;
        let count = |id: &str, name: &str| {
            let found = measures.iter().find(|measure| measure.id == id && measure.group.as_deref() == Some(name));
            found.and_then(|measure| measure.value).unwrap_or(0.0) as u64
        };
        let infos = store.accounts()?;
        Ok(corpus
            .accounts()
            .iter()
            .zip(&infos)
            .map(|(account, info)| AccountRow {
                name: account.name.clone(),
                platform: info.platform.clone(),
                handle: account.handle.clone(),
                outbound: count("outbound", &account.name),
                inbound: count("inbound", &account.name),
                as_of: info.as_of.map(words::moment),
            })
            .collect())
    }
}

impl Engine {
    /// Every format that can be read.
    pub fn formats() -> Vec<earshot_model::Format> {
        earshot_formats::formats()
    }

    /// Chooses the zone in which days and months are cut.
    pub fn set_zone(&self, zone: &str) -> Result<(), Failure> {
        let zone = crate::data::parse_zone(zone)?;
        let path = self.store_path();
        if !path.exists() {
            return Err(earshot_store::StoreError::Missing(path).into());
        }
        Ok(earshot_store::Store::open(&path)?.set_setting("zone", zone.name())?)
    }

    /// Runs one query that reads.
    pub fn sql(&self, query: &str) -> Result<earshot_store::Sheet, Failure> {
        Ok(self.read_existing()?.sql(query)?)
    }

    /// Examines the store.
    pub fn check(&self) -> Result<earshot_store::Check, Failure> {
        Ok(self.read_existing()?.check()?)
    }
}
