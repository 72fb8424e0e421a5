//! The answer: one sentence, two charts, four figures, what needs attention.

use earshot_charts::{Frame, count, counted};
use earshot_measures::newcombe;
use earshot_model::{Filter, Grouping, Measure, Millis, Unit};

use crate::api::{Attention, Failure, Figure, Overview, OverviewRequest, RowsRef, Segment};
use crate::charts::{View, theme};
use crate::data::{Needs, selection};
use crate::words;
use crate::{Against, Engine};

/// The sizes at which the window shows the two charts.
const LADDER: (u32, u32) = (640, 340);
const WAITING: (u32, u32) = (400, 340);

/// Under this many a share is said as its fraction.
const FEW: i64 = 10;
const DAY: Millis = 86_400_000;

/// The figures of one selection, by id.
struct Figures(Vec<Measure>);

impl Figures {
    fn get(&self, id: &str) -> Option<&Measure> {
        self.0.iter().find(|measure| measure.id == id)
    }

    fn count(&self, id: &str) -> u64 {
        self.get(id).and_then(|measure| measure.value).unwrap_or(0.0) as u64
    }

    fn fraction(&self, id: &str) -> Option<(u64, u64)> {
        let measure = self.get(id)?;
        Some((measure.k? as u64, measure.n.filter(|&n| n > 0)? as u64))
    }
}

impl Engine {
    pub fn overview(&self, request: &OverviewRequest) -> Result<Overview, Failure> {
        let store = self.read_existing()?;
        let corpus = self.corpus(&store, &request.filter, Needs::ALL)?;
        let selection = selection(&store, &corpus, &request.filter)?;
        let view = View { store: &store, corpus: &corpus, selection };
        let frame = |(width, height)| Frame { width, height, theme: theme(request.theme), titles: false };
        let now = Figures(corpus.measure(&[], &view.selection, &[Grouping::Total])?);
        let before = match Against::Before.window(request.filter.window) {
            Some(window) => {
                let then = crate::data::selection(&store, &corpus, &Filter { window, ..request.filter.clone() })?;
                Some(Figures(corpus.measure(&[], &then, &[Grouping::Total])?))
            }
            None => None,
        };
        Ok(Overview {
            sentence: sentence(&view, &now),
            subtitle: subtitle(&view, &now),
            ladder: view.chart("ladder", &request.filter, &frame(LADDER))?,
            ladder_count: view.chart("ladder-count", &request.filter, &frame(LADDER))?,
            waiting: view.chart("waiting", &request.filter, &frame(WAITING))?,
            figures: ["dialogue_share", "churn_index", "response_median", "unanswered"]
                .iter()
                .filter_map(|id| figure(now.get(id)?, &now, before.as_ref()))
                .collect(),
            attention: self.attention(&view, &request.filter, &now)?,
        })
    }

    /// What needs attention now, at most three lines, the most pressing first.
    fn attention(&self, view: &View<'_>, filter: &Filter, now: &Figures) -> Result<Vec<Attention>, Failure> {
        let mut lines = Vec::new();
        let unanswered = now.count("unanswered");
        if let Some(oldest) = now.get("unanswered_oldest").and_then(|measure| measure.value).filter(|_| unanswered > 0) {
            lines.push(Attention {
                strong: counted(unanswered, "message"),
                text: format!(" without an answer; the oldest has waited {}.", earshot_charts::duration(oldest)),
                action: "Show them, oldest first".to_owned(),
                rows: Some(rows("unanswered", "Those without an answer, oldest first")),
            });
        }
        if now.get("churn_index").is_some_and(|measure| measure.note.as_deref() == Some("no releases imported")) {
            lines.push(Attention {
                strong: "No press releases".to_owned(),
                text: " are in the store, so that churn can’t be told. Import your newsroom’s feed.".to_owned(),
                action: "Imports".to_owned(),
                rows: None,
            });
        }
        for (index, account) in view.corpus.accounts().iter().enumerate() {
            let of_account = earshot_measures::Selection { accounts: vec![index as u32], from: None, to: None, zone: view.selection.zone };
            let Some(last) = view.corpus.last_said(index as u32).filter(|last| account.as_of - last > 30 * DAY) else { continue };
            let waiting = view.corpus.waiting(&of_account).unanswered as u64;
            if (filter.accounts.is_empty() || filter.accounts.contains(&account.name)) && waiting > 0 {
                lines.push(Attention {
                    strong: account.name.clone(),
                    text: format!(
                        " has said nothing for {} days, with {} waiting.",
                        (account.as_of - last) / DAY,
                        counted(waiting, "message")
                    ),
                    action: "Show what was asked".to_owned(),
                    rows: Some(rows("unanswered", "Those without an answer, oldest first")),
                });
            }
        }
        let rejected: u64 = self.imports()?.iter().map(|import| import.rejected).sum();
        if rejected > 0 {
            lines.push(Attention {
                strong: counted(rejected, "row"),
                text: " could not be taken in; each is kept with its reason.".to_owned(),
                action: "Imports".to_owned(),
                rows: None,
            });
        }
        let deaf: Vec<&str> = view.accounts().filter(|account| !account.hears_public).map(|account| account.name.as_str()).collect();
        if let [first, rest @ ..] = deaf.as_slice() {
            let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
            lines.push(Attention {
                strong: format!("{first}{more}"),
                text: ": only own messages are known. An export with both sides shows who was answered.".to_owned(),
                action: "Imports".to_owned(),
                rows: None,
            });
        }
        lines.truncate(3);
        Ok(lines)
    }
}

fn rows(id: &str, title: &str) -> RowsRef {
    RowsRef { id: id.to_owned(), month: None, title: title.to_owned() }
}

fn sentence(view: &View<'_>, now: &Figures) -> Vec<Segment> {
    let plain = |text: &str| Segment { text: text.to_owned(), rows: None };
    let link = |text: String, rows: RowsRef| Segment { text, rows: Some(rows) };
    let said = now.fraction("reply_share").map_or(0, |(_, n)| n);
    let mut sentence = Vec::new();
    match said {
        0 => sentence.push(plain("Nothing public was said in this period. ")),
        _ => {
            let releases = now.fraction("rung(release)").map(|(k, _)| k);
            let again = releases.unwrap_or(0) + now.fraction("rung(repeat)").map_or(0, |(k, _)| k);
            sentence.push(plain(&format!("{} of what you said was ", words::capital(&part(again, said)))));
            sentence.push(match releases {
                Some(_) => link("press releases or said before".to_owned(), rows("recycled_share", "Press releases, or said before")),
                None => link("said before".to_owned(), rows("repeat_share", "Said before")),
            });
            sentence.push(plain(". "));
            match now.fraction("dialogue_share") {
                Some((k, n)) => {
                    sentence.push(plain(&format!("{} was ", words::capital(&part(k, n)))));
                    sentence.push(link("dialogue".to_owned(), rows("dialogue_share", "Dialogue")));
                }
                None => {
                    let (k, n) = now.fraction("reply_share").unwrap_or((0, said));
                    sentence.push(plain(&format!("{} was a ", words::capital(&part(k, n)))));
                    sentence.push(link("reply".to_owned(), rows("reply_share", "Replies")));
                }
            }
            sentence.push(plain(". "));
        }
    }
    let waiting = view.corpus.waiting(&view.selection);
    if waiting.opportunities > 0 {
        // The share without an answer 30 days on, or as far as anyone was followed.
        let left = waiting.steps.last().map_or(1.0, |step| step.surviving);
        let (none, until) = match waiting.opportunities as i64 {
            n if n < FEW => (format!("{} of {n}", waiting.unanswered), "by the end of the data"),
            _ if view.corpus.longest_followed(&view.selection).is_some_and(|longest| longest < 30.0 * 86_400.0) => {
                (words::fraction(left), "by the end of the data")
            }
            _ => (words::fraction(left), "within 30 days"),
        };
        sentence.push(plain("Of those who wrote to you, "));
        sentence.push(link(format!("{none} had no answer {until}"), rows("unanswered", "Those without an answer, oldest first")));
        sentence.push(plain("."));
    } else if !view.accounts().any(|account| account.hears) {
        sentence.push(plain("Who wrote to you, and who was answered, is not in this data."));
    }
    sentence
}

fn part(k: u64, n: u64) -> String {
    if (n as i64) < FEW { format!("{k} of {n}") } else { words::fraction(k as f64 / n as f64) }
}

fn subtitle(view: &View<'_>, now: &Figures) -> String {
    let accounts = view.accounts().count() as u64;
    let mut parts = vec![format!(
        "{} outbound and {} inbound messages, {}",
        count(now.count("outbound")),
        count(now.count("inbound")),
        counted(accounts, "account")
    )];
    if let Some(as_of) = view.accounts().map(|account| account.as_of).max() {
        parts.push(format!("data complete to {}", words::day(view.selection.zone, as_of)));
    }
    let inferred = now.get("reply_share").and_then(|measure| measure.inferred).unwrap_or(0) as u64;
    if inferred > 0 {
        parts.push(format!(
            "{} inferred from text",
            if inferred == 1 { "1 reply".to_owned() } else { format!("{} replies", count(inferred)) }
        ));
    }
    parts.join(" · ")
}

fn figure(measure: &Measure, now: &Figures, before: Option<&Figures>) -> Option<Figure> {
    let label = match measure.id.as_str() {
        "dialogue_share" => "Dialogue share",
        "churn_index" => "Churn index",
        "response_median" => "Median wait",
        _ => "Unanswered",
    };
    let previous = before.and_then(|before| before.get(&measure.id));
    let title = format!("Behind “{label}”");
    let known = measure.value.is_some() || measure.note.as_deref() == Some("not reached");
    Some(Figure {
        id: measure.id.clone(),
        label: label.to_owned(),
        value: value(measure),
        detail: detail(measure, now),
        change: previous.and_then(|previous| change(measure, previous, now, before)),
        beside: (measure.id == "response_median")
            .then(|| now.get("response_median_answered_only")?.value)
            .flatten()
            .map(|seconds| format!("answered only: {}", earshot_charts::duration(seconds))),
        note: measure.note.clone(),
        definition: measure.definition.clone(),
        rows: known.then(|| rows(&measure.id, &title)),
    })
}

fn value(measure: &Measure) -> String {
    match (measure.value, measure.unit) {
        (None, _) if measure.note.as_deref() == Some("not reached") => "not reached".to_owned(),
        (None, _) => "–".to_owned(),
        (Some(share), Unit::Share) => match (measure.k, measure.n) {
            (Some(k), Some(n)) if n < FEW => format!("{k} of {n}"),
            _ => words::percent(share),
        },
        (Some(seconds), Unit::Seconds) => earshot_charts::duration(seconds),
        (Some(value), _) => count(value as u64),
    }
}

fn detail(measure: &Measure, now: &Figures) -> String {
    let of = |noun: &str| match (measure.k, measure.n) {
        (Some(k), Some(n)) => format!("{} of {}{noun}", count(k as u64), count(n as u64)),
        _ => String::new(),
    };
    match (measure.id.as_str(), measure.low, measure.high) {
        (_, None, None) if measure.value.is_none() && measure.note.as_deref() != Some("not reached") => String::new(),
        ("response_median", low, high) => {
            let end = |seconds: Option<f64>| seconds.map_or_else(|| "not reached".to_owned(), earshot_charts::duration);
            format!("{} – {} · {} answered", end(low), end(high), of(""))
        }
        ("unanswered", _, _) => {
            let n = measure.n.unwrap_or(0) as u64;
            let k = measure.value.unwrap_or(0.0) as u64;
            let share = earshot_measures::wilson(k, n)
                .filter(|_| n as i64 >= FEW)
                .map(|(low, high)| format!("{} of {} ({})", words::percent(k as f64 / n as f64), count(n), words::interval(low, high)));
            let oldest =
                now.get("unanswered_oldest").and_then(|oldest| oldest.value).map(|age| format!("oldest {}", earshot_charts::duration(age)));
            [share.or(Some(format!("of {}", count(n)))), oldest].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
        (_, Some(low), Some(high)) if measure.n.unwrap_or(0) >= FEW => {
            let noun = if measure.id == "churn_index" { " broadcasts" } else { "" };
            format!("{} · {}", words::interval(low, high), of(noun))
        }
        _ => "too few to say more".to_owned(),
    }
}

/// The change against the window before, with its interval, or that it can't be told from chance.
fn change(measure: &Measure, previous: &Measure, now: &Figures, before: Option<&Figures>) -> Option<String> {
    let fraction = |measure: &Measure, figures: &Figures| match measure.unit {
        Unit::Share => figures.fraction(&measure.id),
        _ => Some((measure.value? as u64, measure.n.filter(|&n| n > 0)? as u64)),
    };
    if measure.unit == Unit::Seconds {
        return previous.value.map(|seconds| format!("{} in the period before", earshot_charts::duration(seconds)));
    }
    let (difference, low, high) = newcombe(fraction(measure, now)?, fraction(previous, before?)?)?;
    if low <= 0.0 && high >= 0.0 {
        return Some("no clear change".to_owned());
    }
    let points = |share: f64| format!("{:.1}", share.abs() * 100.0);
    let (near, far) = if difference > 0.0 { (low, high) } else { (high, low) };
    Some(format!("{} {} points ({}–{})", if difference > 0.0 { "up" } else { "down" }, points(difference), points(near), points(far)))
}
