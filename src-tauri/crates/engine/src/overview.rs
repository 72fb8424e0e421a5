//! The answer: one sentence, two charts, four figures, what needs attention.

use earshot_charts::{Frame, count, counted};
use earshot_measures::Corpus;
use earshot_model::{Filter, Grouping, Measure, Millis};
use earshot_store::Store;

use crate::Engine;
use crate::api::{Against, Attention, Failure, Overview, OverviewRequest, RowsRef, Segment};
use crate::charts::{View, theme};
use crate::covering::Covering;
use crate::data::{Needs, selection};
use crate::figures::{FEW, compared, figure};
use crate::words;

/// The sizes at which the window shows the two charts.
const LADDER: (u32, u32) = (640, 340);
const WAITING: (u32, u32) = (400, 340);

const DAY: Millis = 86_400_000;

/// The figures of one selection, by id.
pub(crate) struct Figures(Vec<Measure>);

impl Figures {
    /// These ids (none: all) of a filter in one; of a time that is not in the data nothing is known.
    pub(crate) fn of(store: &Store, corpus: &Corpus, covering: &Covering, ids: &[String], filter: &Filter) -> Result<Figures, Failure> {
        let selection = selection(store, corpus, filter)?;
        let mut measures = corpus.measure(ids, &selection, &[Grouping::Total])?;
        covering.say(&mut measures, corpus, &selection, filter.window, &[Grouping::Total]);
        Ok(Figures(measures))
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Measure> {
        self.0.iter().find(|measure| measure.id == id)
    }

    fn count(&self, id: &str) -> u64 {
        self.get(id).and_then(|measure| measure.value).unwrap_or(0.0) as u64
    }

    pub(crate) fn fraction(&self, id: &str) -> Option<(u64, u64)> {
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
        let (now, before) = compared(&store, &corpus, &[], &request.filter, Some(request.against.unwrap_or(Against::Before)))?;
        Ok(Overview {
            sentence: sentence(&view, &now),
            subtitle: subtitle(&view, &now),
            ladder: view.chart("ladder", &request.filter, &frame(LADDER))?,
            ladder_count: view.chart("ladder-count", &request.filter, &frame(LADDER))?,
            waiting: view.chart("waiting", &request.filter, &frame(WAITING))?,
            figures: ["dialogue_share", "churn_index", "response_median", "unanswered"]
                .iter()
                .filter_map(|id| Some(figure(now.get(id)?, &now, before.as_ref())))
                .collect(),
            attention: self.attention(&view, &now)?,
        })
    }

    /// What needs attention now, at most three lines, the most pressing first.
    fn attention(&self, view: &View<'_>, now: &Figures) -> Result<Vec<Attention>, Failure> {
        let mut lines = Vec::new();
        if let Some(left) = view.corpus.next_due(&view.selection) {
            lines.push(Attention {
                strong: counted(now.count("promise_due"), "message"),
                text: format!(" still to be answered in time; the first has {left} left of the time promised."),
                action: "Show them, soonest first".to_owned(),
                rows: Some(rows("promise_due", "Due by promise, soonest first")),
            });
        }
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
            let of_account = earshot_measures::Selection { accounts: vec![index as u32], from: None, to: None, ..view.selection.clone() };
            let Some(last) = view.corpus.last_said(index as u32).filter(|last| account.as_of - last > 30 * DAY) else { continue };
            let waiting = view.corpus.waiting(&of_account).unanswered as u64;
            if view.selection.account(index as u32) && waiting > 0 {
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

pub(crate) fn rows(id: &str, title: &str) -> RowsRef {
    RowsRef { id: id.to_owned(), month: None, title: title.to_owned() }
}

fn sentence(view: &View<'_>, now: &Figures) -> Vec<Segment> {
    let plain = |text: &str| Segment { text: text.to_owned(), rows: None };
    let link = |text: String, rows: RowsRef| Segment { text, rows: Some(rows) };
    if let Some(why) = now.get("outbound").filter(|outbound| outbound.value.is_none()).and_then(|outbound| outbound.note.as_deref()) {
        return vec![plain(&format!("{}.", words::capital(why)))];
    }
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
    let known = |id: &str| now.get(id).and_then(|measure| measure.value);
    let mut parts = vec![match (known("outbound"), known("inbound")) {
        (None, _) => counted(accounts, "account"),
        (Some(_), None) => format!("{}, {}", counted(now.count("outbound"), "outbound message"), counted(accounts, "account")),
        _ => format!(
            "{} outbound and {} inbound messages, {}",
            count(now.count("outbound")),
            count(now.count("inbound")),
            counted(accounts, "account")
        ),
    }];
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
