//! A figure in words: its value, its interval, and what has changed.

use earshot_charts::{count, duration};
use earshot_measures::{Corpus, newcombe};
use earshot_model::{Filter, Measure, Unit};
use earshot_store::Store;

use crate::Engine;
use crate::api::{Against, Failure, Figure, FiguresRequest};
use crate::covering::Covering;
use crate::data::{Needs, selection, zone};
use crate::overview::{Figures, rows};
use crate::words;

/// Under this many a share is said as its fraction.
pub(crate) const FEW: i64 = 10;

/// The figures of another window.
pub(crate) struct Then {
    pub(crate) against: Against,
    /// The data holds the whole of both windows.
    pub(crate) whole: bool,
    pub(crate) figures: Figures,
}

/// These ids (none: all) of a filter, and of the window that it is held against, where there is one.
pub(crate) fn compared(
    store: &Store,
    corpus: &Corpus,
    ids: &[String],
    filter: &Filter,
    against: Option<Against>,
) -> Result<(Figures, Option<Then>), Failure> {
    let covering = Covering::of(store, zone(store)?)?;
    let now = Figures::of(store, corpus, &covering, ids, filter)?;
    let Some((against, window)) = against.and_then(|against| Some((against, against.window(filter.window)?))) else {
        return Ok((now, None));
    };
    let before = Filter { window, ..filter.clone() };
    let is_whole = |filter: &Filter| Ok::<_, Failure>(covering.holds(corpus, &selection(store, corpus, filter)?, filter.window));
    let whole = is_whole(filter)? && is_whole(&before)?;
    Ok((now, Some(Then { against, whole, figures: Figures::of(store, corpus, &covering, ids, &before)? })))
}

/// What stands in the words of other figures.
const BESIDE: [&str; 2] = ["response_median_answered_only", "unanswered_oldest"];

impl Engine {
    /// Figures in words, in the order in which they are asked for.
    pub fn figures(&self, request: &FiguresRequest) -> Result<Vec<Figure>, Failure> {
        let store = self.read_existing()?;
        let ids: Vec<String> = request.ids.iter().cloned().chain(BESIDE.map(str::to_owned)).collect();
        let needs = Needs { matches: Corpus::needs_matches(&ids), counts: Corpus::needs_counts(&ids) };
        let corpus = self.corpus(&store, &request.filter, needs)?;
        let (now, then) = compared(&store, &corpus, &ids, &request.filter, request.against)?;
        Ok(request.ids.iter().filter_map(|id| Some(figure(now.get(id)?, &now, then.as_ref()))).collect())
    }
}

pub(crate) fn figure(measure: &Measure, now: &Figures, then: Option<&Then>) -> Figure {
    let label = label(&measure.id);
    let known = measure.value.is_some() || measure.is_not_reached();
    Figure {
        id: measure.id.clone(),
        value: value(measure),
        detail: detail(measure, now),
        change: then.and_then(|then| change(measure, then.figures.get(&measure.id)?, then)),
        beside: (measure.id == "response_median")
            .then(|| now.get("response_median_answered_only")?.value)
            .flatten()
            .map(|seconds| format!("answered only: {}", duration(seconds))),
        note: measure.note.clone(),
        definition: measure.definition.clone(),
        rows: known.then(|| rows(&measure.id, &format!("Behind “{label}”"))),
        label,
    }
}

/// As charts and sentences call a figure; where they have no name for it, its id.
pub(crate) fn label(id: &str) -> String {
    let named = match id {
        "dialogue_share" => "Dialogue share",
        "reply_share" => "Reply share",
        "broadcast_share" => "Broadcast share",
        "churn_index" => "Churn index",
        "repeat_share" => "Said before",
        "partner_share" => "Partners’ messages",
        "recycled_share" => "Recycled",
        "answered_rate" => "Conversations answered",
        "engaged_rate" => "People came back",
        "response_median" => "Median wait",
        "response_median_business" => "Median wait, opening hours only",
        "response_rate(24h)" => "Answered within a day",
        "response_definition(kaplan-meier)" => "Median, those still waiting counted",
        "response_definition(median-answered)" => "Median of the answered",
        "response_definition(mean-answered)" => "Mean of the answered",
        "response_definition(fastest-90)" => "Mean of the fastest 90 %",
        "response_definition(horizon-7d)" => "Mean of those answered within 7 days",
        "response_definition(conversations)" => "Median of first answers",
        "promise_kept" => "Promise kept",
        "promise_due" => "Due by promise",
        id => return words::capital(&id.replace('_', " ")),
    };
    named.to_owned()
}

fn value(measure: &Measure) -> String {
    match (measure.value, measure.unit) {
        (None, _) if measure.is_not_reached() => "not reached".to_owned(),
        (None, _) => "–".to_owned(),
        (Some(share), Unit::Share) => match (measure.k, measure.n) {
            (Some(k), Some(n)) if n < FEW => format!("{k} of {n}"),
            _ => words::percent(share),
        },
        (Some(value), unit) => amount(value, unit),
    }
}

/// A value or a difference, in its unit.
fn amount(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Share => format!("{:.1} points", value * 100.0),
        Unit::Seconds => duration(value),
        Unit::Ratio => format!("{value:.2}"),
        Unit::Count if value.fract() == 0.0 => count(value as u64),
        Unit::Count => format!("{value:.1}"),
    }
}

fn detail(measure: &Measure, now: &Figures) -> String {
    let of = |noun: &str| match (measure.k, measure.n) {
        (Some(k), Some(n)) => format!("{} of {}{noun}", count(k as u64), count(n as u64)),
        _ => String::new(),
    };
    match (measure.unit, measure.low, measure.high) {
        (_, None, None) if measure.value.is_none() && !measure.is_not_reached() => String::new(),
        _ if measure.id == "unanswered" => unanswered(measure, now),
        (Unit::Seconds, low, high) if measure.id.starts_with("response_") && measure.k.is_some() => {
            let end = |seconds: Option<f64>| seconds.map_or_else(|| "not reached".to_owned(), duration);
            format!("{} – {} · {} answered", end(low), end(high), of(""))
        }
        (Unit::Share, Some(low), Some(high)) if measure.n.unwrap_or(0) >= FEW => {
            let noun = if measure.id == "churn_index" { " broadcasts" } else { "" };
            format!("{} · {}", words::interval(low, high), of(noun))
        }
        (Unit::Share, ..) => "too few to say more".to_owned(),
        (unit, Some(low), Some(high)) => format!("{} – {}", amount(low, unit), amount(high, unit)),
        _ => measure.n.map_or_else(String::new, |n| format!("of {}", count(n as u64))),
    }
}

fn unanswered(measure: &Measure, now: &Figures) -> String {
    let n = measure.n.unwrap_or(0) as u64;
    let k = measure.value.unwrap_or(0.0) as u64;
    let share = earshot_measures::wilson(k, n)
        .filter(|_| n as i64 >= FEW)
        .map(|(low, high)| format!("{} of {} ({})", words::percent(k as f64 / n as f64), count(n), words::interval(low, high)));
    let oldest = now.get("unanswered_oldest").and_then(|oldest| oldest.value).map(|age| format!("oldest {}", duration(age)));
    [share.or(Some(format!("of {}", count(n)))), oldest].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The change against another window with its interval, or that it can't be told from chance.
fn change(measure: &Measure, previous: &Measure, then: &Then) -> Option<String> {
    if measure.id == "unanswered" {
        // How many stay without an answer follows from how many wrote: their share is what may have changed.
        let part = |of: &Measure| Some((of.value? as u64, of.n.filter(|&n| n > 0)? as u64));
        let (difference, low, high) = newcombe(part(measure)?, part(previous)?)?;
        return Some(moved(difference, low, high, Unit::Share));
    }
    let change = earshot_measures::change(measure, previous, then.whole);
    match (change.difference, change.low, change.high) {
        (Some(difference), Some(low), Some(high)) => Some(moved(difference, low, high, measure.unit)),
        _ => {
            let then = match then.against {
                Against::Before => "in the period before",
                Against::YearBefore => "a year before",
            };
            previous.value.map(|_| format!("{} {then}", value(previous)))
        }
    }
}

fn moved(difference: f64, low: f64, high: f64, unit: Unit) -> String {
    if low <= 0.0 && high >= 0.0 {
        return "no clear change".to_owned();
    }
    let (near, far) = if difference > 0.0 { (low.abs(), high.abs()) } else { (high.abs(), low.abs()) };
    let direction = if difference > 0.0 { "up" } else { "down" };
    match unit {
        Unit::Share => format!("{direction} {:.1} points ({:.1}–{:.1})", difference.abs() * 100.0, near * 100.0, far * 100.0),
        unit => format!("{direction} {} ({} – {})", amount(difference.abs(), unit), amount(near, unit), amount(far, unit)),
    }
}
