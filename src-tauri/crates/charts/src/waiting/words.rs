//! What the curve says: its title, its alt text, its table, the label of each of its parts.

use super::{DAY, FEW, HOUR, SOME, Waiting};
use crate::page::Words;
use crate::words::{capital, count, duration, in_ten, interval, percent, round_duration};

/// From this share on, those without an answer are the news; below it, how soon the answers came.
const NEWS: f64 = 0.25;

pub(super) fn all(data: &Waiting) -> Words {
    Words {
        id: "waiting",
        title: title(data),
        subtitle: subtitle(data),
        caption: caption(data),
        alt: alt(data),
        columns: ["After", "Still waiting", "95% from", "95% to"].map(str::to_owned).to_vec(),
        table: table(data),
    }
}

pub(super) fn why_empty(data: &Waiting) -> String {
    match data.opportunities {
        0 if data.about.why_empty.is_empty() => "Nobody wrote to this account in this period.".to_owned(),
        0 => data.about.why_empty.clone(),
        n => format!("Answered: {} of {}. Too few to draw a curve.", count(data.answered), count(n)),
    }
}

pub(super) fn opportunities(n: u64) -> String {
    format!("{} {}", count(n), if n == 1 { "opportunity to answer" } else { "opportunities to answer" })
}

fn subtitle(data: &Waiting) -> String {
    let promised = match &data.promised {
        // On another clock than the axis.
        Some((promised, None)) => format!(" Promised: {promised}."),
        _ => String::new(),
    };
    format!("Share still waiting over time. Band: 95% interval.{promised}")
}

fn title(data: &Waiting) -> String {
    if data.opportunities == 0 {
        return "Nothing to answer in this period".to_owned();
    }
    if data.opportunities < FEW {
        return "Too few messages to say".to_owned();
    }
    let left = data.left();
    if data.opportunities < SOME {
        return format!("{} of {} messages were answered", count(data.answered), count(data.opportunities));
    }
    match data.median {
        _ if left == 1.0 => format!("No message was answered within {}", round_duration(data.end())),
        Some(median) if left < NEWS => format!("Half were answered within {}", duration(median)),
        _ => format!("{} messages got no answer within {}", in_ten(left), round_duration(data.end())),
    }
}

fn caption(data: &Waiting) -> String {
    let (n, horizon) = (opportunities(data.opportunities), round_duration(data.horizon));
    let answered = if data.opportunities > 0 { format!(", {} answered within {horizon}", count(data.answered)) } else { String::new() };
    let inferred = if data.opportunities > 0 { data.about.inferred } else { 0 };
    crate::words::caption(&crate::About { inferred, ..data.about.clone() }, &format!("{n}{answered}"), "")
}

fn alt(data: &Waiting) -> String {
    if data.opportunities < FEW {
        return format!("An empty chart. {}", why_empty(data));
    }
    let mut sentences = vec![format!(
        "A curve that falls in steps from 100%, over time from 1 minute to {} on a logarithmic axis: the share still waiting for an answer. \
         {}, {} answered.",
        round_duration(data.horizon),
        opportunities(data.opportunities),
        count(data.answered),
    )];
    for time in [HOUR, DAY].into_iter().filter(|&time| time < data.end()) {
        sentences.push(format!("{}.", capital(&reading(data, time))));
    }
    sentences.push(format!("{}.", capital(&left_label(data))));
    sentences.push(format!("{}.", capital(&half_label(data))));
    if data.answered_only.is_some() {
        sentences.push(format!("{}.", capital(&answered_only_label(data))));
    }
    if let Some((promised, _)) = &data.promised {
        sentences.push(format!("Promised: an answer within {promised}."));
    }
    sentences.join(" ")
}

/// At what was promised: `promised: 24 hours`.
pub(super) fn promised(text: &str) -> String {
    format!("promised: {text}")
}

pub(super) fn promised_label(data: &Waiting, text: &str, seconds: f64) -> String {
    match seconds <= data.end() {
        true => format!("an answer was promised within {text}; {}", reading(data, seconds)),
        false => format!("an answer was promised within {text}; nobody was followed as long"),
    }
}

fn table(data: &Waiting) -> Vec<Vec<String>> {
    if data.opportunities == 0 {
        return Vec::new();
    }
    let row = |time: f64| {
        let step = data.at(time);
        let limit = |limit: Option<f64>| limit.map_or_else(|| "–".to_owned(), percent);
        vec![round_duration(time), percent(step.surviving), limit(step.low), limit(step.high)]
    };
    data.readings().into_iter().map(row).collect()
}

/// On the axis: `15 min`, `30 d`.
pub(super) fn tick(seconds: f64) -> String {
    round_duration(seconds).replace(" days", " d")
}

/// `after 4 h: 62% still waiting (55–68%)`
pub(super) fn reading(data: &Waiting, seconds: f64) -> String {
    let step = data.at(seconds);
    let interval = match (step.low, step.high) {
        (Some(low), Some(high)) => format!(" ({})", interval(low, high)),
        _ => String::new(),
    };
    format!("after {}: {} still waiting{interval}", round_duration(seconds), percent(step.surviving))
}

/// At the curve's end.
pub(super) fn left(data: &Waiting) -> String {
    let end = round_duration(data.end());
    match data.left() {
        0.0 => format!("all answered in {end}"),
        left => format!("{} not in {end}", percent(left)),
    }
}

pub(super) fn left_label(data: &Waiting) -> String {
    let end = data.end();
    if data.left() == 0.0 {
        return left(data);
    }
    let whole = if end < data.horizon { ", the longest that anyone could be followed" } else { "" };
    format!("{}{whole}", reading(data, end))
}

/// At the median.
pub(super) fn half(data: &Waiting) -> String {
    match data.median {
        Some(median) => format!("half answered by {}", duration(median)),
        None => format!("half not reached in {}", round_duration(data.end())),
    }
}

pub(super) fn half_label(data: &Waiting) -> String {
    let limit = |limit: Option<f64>| limit.map_or_else(|| "not reached".to_owned(), duration);
    match (data.median_low, data.median_high) {
        (None, None) => half(data),
        _ => format!("{} (95% interval: {} to {})", half(data), limit(data.median_low), limit(data.median_high)),
    }
}

pub(super) fn answered_only_label(data: &Waiting) -> String {
    let time = data.answered_only.map_or_else(|| "unknown".to_owned(), duration);
    format!("the median of the answered alone, {time}, leaves out everyone who is still waiting")
}
