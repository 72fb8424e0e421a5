//! Numbers and sentences as charts and their alt texts write them.

use crate::About;

/// What stands below a picture: period, n (`1,204 messages`), what was inferred, as-of, and what there is to add; the source last, so
/// that long names are what is cut where there is little room.
pub(crate) fn caption(about: &About, n: &str, more: &str) -> String {
    let inferred = if about.inferred > 0 { format!("; {} inferred, not observed", count(about.inferred)) } else { String::new() };
    let sentence = |text: &str, before: &str| if text.is_empty() { String::new() } else { format!("{before}{text}.") };
    let sentences = [
        sentence(&about.period, ""),
        format!("n = {n}{inferred}."),
        sentence(&about.as_of, "Data complete to "),
        more.to_owned(),
        sentence(&about.source, "Source: "),
    ];
    sentences.into_iter().filter(|sentence| !sentence.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `4 Oct 2026`
pub(crate) fn day(date: chrono::NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

/// With a capital.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `1,204`
pub fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 message`, `7 messages`
pub fn counted(n: u64, noun: &str) -> String {
    format!("{} {noun}{}", count(n), if n == 1 { "" } else { "s" })
}

/// `33%`; a share that is neither none nor all never reads as 0% or 100%.
pub(crate) fn percent(share: f64) -> String {
    let whole = (share * 100.0).round();
    if share > 0.0 && whole == 0.0 {
        "<1%".to_owned()
    } else if share < 1.0 && whole == 100.0 {
        ">99%".to_owned()
    } else {
        format!("{whole}%")
    }
}

/// `27–40%`
pub(crate) fn interval(low: f64, high: f64) -> String {
    format!("{:.0}–{:.0}%", (low * 100.0).round(), (high * 100.0).round())
}

/// A length of time to two figures: `20 s`, `4.5 min`, `3.0 h`, `10 h`, `2.5 days`. Seconds, zero or more.
///
/// The window uses it as well, so that a figure and its mark in a chart read alike.
pub fn duration(seconds: f64) -> String {
    const MINUTE: f64 = 60.0;
    const HOUR: f64 = 60.0 * MINUTE;
    const DAY: f64 = 24.0 * HOUR;
    let figures = |value: f64| if value < 9.95 { format!("{value:.1}") } else { format!("{value:.0}") };
    // A unit begins where the one before would round up to it; hours go up to two days, as people say them.
    if seconds < MINUTE - 0.5 {
        format!("{seconds:.0} s")
    } else if seconds < HOUR - MINUTE / 2.0 {
        format!("{} min", figures(seconds / MINUTE))
    } else if seconds < 2.0 * DAY - HOUR / 2.0 {
        format!("{} h", figures(seconds / HOUR))
    } else {
        format!("{} days", figures(seconds / DAY))
    }
}

/// A round length of time as an axis and a sentence write it: `15 min`, `1 h`, `1 day`, `30 days`.
pub(crate) fn round_duration(seconds: f64) -> String {
    let text = duration(seconds).replace(".0 ", " ");
    match text.as_str() {
        "24 h" => "1 day".to_owned(),
        "7 days" => "1 week".to_owned(),
        _ => text,
    }
}

/// A share in everyday words, ready to stand before "messages": `Four in ten`, `Half the`, `Nearly all`.
pub(crate) fn in_ten(share: f64) -> &'static str {
    match share {
        s if s >= 1.0 => "All",
        s if s >= 0.95 => "Nearly all",
        s if s >= 0.85 => "Nine in ten",
        s if s >= 0.75 => "Eight in ten",
        s if s >= 0.65 => "Seven in ten",
        s if s >= 0.55 => "Six in ten",
        s if s > 0.525 => "Over half the",
        s if s >= 0.475 => "Half the",
        s if s >= 0.45 => "Nearly half the",
        s if s >= 0.35 => "Four in ten",
        s if s >= 0.25 => "Three in ten",
        s if s >= 0.15 => "Two in ten",
        s if s >= 0.05 => "One in ten",
        s if s > 0.0 => "Hardly any",
        _ => "No",
    }
}

/// `a, b and c`
pub(crate) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_two_figures_and_never_show_a_full_unit_as_sixty() {
        let cases = [
            (0.0, "0 s"),
            (59.4, "59 s"),
            (59.6, "1.0 min"),
            (270.0, "4.5 min"),
            (3569.0, "59 min"),
            (3590.0, "1.0 h"),
            (10_800.0, "3.0 h"),
            (35_900.0, "10 h"),
            (36_000.0, "10 h"),
            (86_400.0, "24 h"),
            (216_000.0, "2.5 days"),
            (2_592_000.0, "30 days"),
        ];
        for (seconds, text) in cases {
            assert_eq!(duration(seconds), text);
        }
        assert_eq!([60.0, 900.0, 86_400.0, 604_800.0, 2_592_000.0].map(round_duration), ["1 min", "15 min", "1 day", "1 week", "30 days"]);
    }

    #[test]
    fn some_never_reads_as_none_or_all() {
        assert_eq!([0.0, 0.001, 0.125, 0.999, 1.0].map(percent), ["0%", "<1%", "13%", ">99%", "100%"]);
    }

    #[test]
    fn thousands_are_parted() {
        assert_eq!([0, 999, 1_000, 2_811_774].map(count), ["0", "999", "1,000", "2,811,774"]);
    }
}
