//! Whether the data holds the time that is asked about: where it does not, nothing is not zero.

use chrono::{Days, Months, NaiveDate, Weekday};
use chrono_tz::Tz;
use earshot_measures::{Corpus, Selection};
use earshot_model::{Grouping, Measure, Unit, Window};
use earshot_store::Store;

use crate::api::Failure;
use crate::words;

/// The first and the last day of each account's data, in the corpus' order.
pub(crate) struct Covering {
    /// Of what it said.
    said: Vec<Between>,
    /// Of what people said: of exports that hold it, where there are any.
    heard: Vec<Between>,
}

/// The first and the last day.
type Between = Option<(NaiveDate, NaiveDate)>;

/// How much of a window the data of some accounts holds.
enum Held {
    All,
    /// Not all of it: whose, and what they hold.
    Part(String),
    Nothing(String),
}

impl Covering {
    pub(crate) fn of(store: &Store, zone: Tz) -> Result<Covering, Failure> {
        let day = |at: i64| words::local(zone, at).date_naive();
        // A span that ends at midnight ends with the day before.
        let last = |at: i64| day(at - 1);
        let spans = store.spans()?;
        let both_sides: Vec<String> =
            earshot_formats::formats().into_iter().filter(|format| format.both_sides).map(|format| format.id).collect();
        let of = |account: i64, holds: &dyn Fn(&String) -> bool| -> Between {
            let of = || spans.iter().filter(|(whose, format, _)| *whose == account && holds(format)).map(|(_, _, span)| span);
            Some((day(of().map(|span| span.from).min()?), last(of().map(|span| span.to).max()?)))
        };
        let accounts = store.accounts()?;
        let said: Vec<Between> = accounts.iter().map(|account| of(account.id, &|_| true)).collect();
        let heard = accounts.iter().zip(&said).map(|(account, said)| of(account.id, &|format| both_sides.contains(format)).or(*said));
        Ok(Covering { heard: heard.collect(), said })
    }

    /// Says of figures of a window what of it is not in the data: of a time of which nothing is, nothing is known.
    pub(crate) fn say(&self, measures: &mut [Measure], corpus: &Corpus, selection: &Selection, window: Window, by: &[Grouping]) {
        let by_time = by.iter().any(|by| matches!(by, Grouping::Month | Grouping::Week));
        let selected = self.selected(selection);
        let mut held_before: Option<(Option<String>, [Held; 2])> = None;
        for measure in measures {
            if held_before.as_ref().is_none_or(|(group, _)| *group != measure.group) {
                let within = measure.group.as_deref().filter(|_| by_time).and_then(span_of).map_or(window, |span| narrowed(window, span));
                let named = corpus.accounts().iter().position(|account| Some(account.name.as_str()) == measure.group.as_deref());
                let accounts = named.filter(|_| by.contains(&Grouping::Account)).map_or_else(|| selected.clone(), |index| vec![index]);
                let held = |days: &[Between]| held(days, corpus, &accounts, within);
                held_before = Some((measure.group.clone(), [held(&self.said), held(&self.heard)]));
            }
            match held_before.as_ref().map(|(_, held)| &held[usize::from(is_of_people(&measure.id))]) {
                Some(Held::Nothing(why)) if measure.id != "inbound_unassigned" => {
                    (measure.value, measure.low, measure.high, measure.k, measure.n) = (None, None, None, None, None);
                    (measure.inferred, measure.missing) = (None, None);
                    measure.note = Some(why.clone());
                }
                Some(Held::Part(what)) if measure.unit == Unit::Count && measure.value.is_some() => {
                    let note = [measure.note.take(), Some(what.clone())].into_iter().flatten().collect::<Vec<_>>().join("; ");
                    measure.note = Some(note);
                }
                _ => {}
            }
        }
    }

    /// Whether the whole of a window is in the data of all selected accounts.
    pub(crate) fn holds(&self, corpus: &Corpus, selection: &Selection, window: Window) -> bool {
        let selected = self.selected(selection);
        [&self.said, &self.heard].into_iter().all(|days| matches!(held(days, corpus, &selected, window), Held::All))
    }

    /// Whether any of a window is in the data of any selected account.
    pub(crate) fn holds_some(&self, corpus: &Corpus, selection: &Selection, window: Window) -> bool {
        !matches!(held(&self.heard, corpus, &self.selected(selection), window), Held::Nothing(_))
    }

    fn selected(&self, selection: &Selection) -> Vec<usize> {
        (0..self.said.len()).filter(|&index| selection.account(index as u32)).collect()
    }
}

/// Figures of what people said, and of answers to it.
fn is_of_people(id: &str) -> bool {
    const OF_PEOPLE: [&str; 10] = [
        "inbound",
        "inbound_per_outbound",
        "conversations",
        "answered_rate",
        "engaged_rate",
        "turns_median",
        "opportunities",
        "dialogue_share",
        "rung(dialogue)",
        "replies_out_of_hours",
    ];
    OF_PEOPLE.contains(&id) || ["people", "response_", "unanswered", "promise_"].iter().any(|begins| id.starts_with(begins))
}

fn held(days: &[Between], corpus: &Corpus, accounts: &[usize], window: Window) -> Held {
    let last = window.to.and_then(|to| to.pred_opt());
    let spans = || accounts.iter().filter_map(|&index| Some((index, days[index]?)));
    let none = |(_, (first, end)): (usize, (NaiveDate, NaiveDate))| {
        last.is_some_and(|last| last < first) || window.from.is_some_and(|from| from > end)
    };
    let whole = |(first, end): (NaiveDate, NaiveDate)| window.from.is_none_or(|from| from >= first) && last.is_none_or(|last| last <= end);
    let day = |day: NaiveDate| day.format("%-d %b %Y").to_string();
    let said = |(index, (first, end)): (usize, (NaiveDate, NaiveDate))| {
        format!("the data of {} goes from {} to {}", corpus.accounts()[index].name, day(first), day(end))
    };
    if spans().next().is_some() && spans().all(none) {
        return Held::Nothing(format!("nothing of this time is in the data: {}", spans().map(said).take(2).collect::<Vec<_>>().join("; ")));
    }
    let short: Vec<_> = spans().filter(|(_, span)| !whole(*span)).collect();
    match short.as_slice() {
        [] => Held::All,
        [first, rest @ ..] => {
            let more = if rest.is_empty() { String::new() } else { format!(", and {} more end or begin within it", rest.len()) };
            Held::Part(format!("not all of this time is in the data: {}{more}", said(*first)))
        }
    }
}

/// The days of a month (`2017-10`) or a week (`2017-W41`), the end not among them.
fn span_of(group: &str) -> Option<(NaiveDate, NaiveDate)> {
    if let Some((year, week)) = group.split_once("-W") {
        let monday = NaiveDate::from_isoywd_opt(year.parse().ok()?, week.parse().ok()?, Weekday::Mon)?;
        return Some((monday, monday.checked_add_days(Days::new(7))?));
    }
    let first: NaiveDate = format!("{group}-01").parse().ok()?;
    Some((first, first.checked_add_months(Months::new(1))?))
}

fn narrowed(window: Window, (from, to): (NaiveDate, NaiveDate)) -> Window {
    Window { from: Some(window.from.map_or(from, |first| first.max(from))), to: Some(window.to.map_or(to, |last| last.min(to))) }
}
