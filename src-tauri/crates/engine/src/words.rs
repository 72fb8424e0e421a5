//! Times, numbers and shares in words.

use chrono::DateTime;
use chrono_tz::Tz;
pub(crate) use earshot_charts::capital;
use earshot_model::Millis;

/// RFC 3339 UTC, to the second.
pub(crate) fn moment(at: Millis) -> String {
    local(Tz::UTC, at).format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// RFC 3339 UTC, to the precision that is known: `2026-04-01`, `2026-04-01T12:30Z`, `2026-04-01T12:30:05Z`.
pub(crate) fn moment_to(at: Millis, precision: u32) -> String {
    let format = match precision {
        86_400.. => "%Y-%m-%d",
        60.. => "%Y-%m-%dT%H:%MZ",
        _ => "%Y-%m-%dT%H:%M:%SZ",
    };
    local(Tz::UTC, at).format(format).to_string()
}

/// On the zone's clock.
pub(crate) fn local(zone: Tz, at: Millis) -> DateTime<Tz> {
    DateTime::from_timestamp_millis(at).unwrap_or_default().with_timezone(&zone)
}

/// `4 Oct 2026`
pub(crate) fn day(zone: Tz, at: Millis) -> String {
    local(zone, at).format("%-d %b %Y").to_string()
}

/// `10.9%`, `41%`: a tenth below 20 % and above 80 %, where it matters.
pub(crate) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if share == 0.0 || share == 1.0 || (20.0..=80.0).contains(&percent) { format!("{percent:.0}%") } else { format!("{percent:.1}%") }
}

/// `8.9–13.3%`
pub(crate) fn interval(low: f64, high: f64) -> String {
    let number = |share: f64| percent(share).trim_end_matches('%').to_owned();
    format!("{}–{}%", number(low), number(high))
}

/// A share as people say it: `half`, `one in nine`, `four in ten`.
pub(crate) fn fraction(share: f64) -> String {
    const NAMED: [(f64, &str); 15] = [
        (1.0 / 9.0, "one in nine"),
        (1.0 / 8.0, "one in eight"),
        (1.0 / 7.0, "one in seven"),
        (1.0 / 6.0, "one in six"),
        (0.2, "one in five"),
        (0.25, "a quarter"),
        (0.3, "three in ten"),
        (1.0 / 3.0, "a third"),
        (0.4, "four in ten"),
        (0.5, "half"),
        (0.6, "six in ten"),
        (2.0 / 3.0, "two thirds"),
        (0.75, "three quarters"),
        (0.8, "four in five"),
        (0.9, "nine in ten"),
    ];
    match share {
        0.0 => "none".to_owned(),
        1.0 => "all".to_owned(),
        s if s < 0.009 => "fewer than one in a hundred".to_owned(),
        s if s < 0.105 => format!("one in {:.0}", 1.0 / s),
        s if s > 0.95 => "nearly all".to_owned(),
        s => NAMED.iter().min_by(|a, b| (a.0 - s).abs().total_cmp(&(b.0 - s).abs())).map_or_else(String::new, |named| named.1.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_said_as_people_say_them() {
        let said = [0.0, 0.004, 0.05, 0.1, 0.109, 0.39, 0.5, 0.65, 0.97, 1.0].map(fraction);
        let expected = [
            "none",
            "fewer than one in a hundred",
            "one in 20",
            "one in 10",
            "one in nine",
            "four in ten",
            "half",
            "two thirds",
            "nearly all",
            "all",
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn numbers_are_written_for_reading() {
        assert_eq!(percent(0.1091), "10.9%");
        assert_eq!(interval(0.089, 0.1334), "8.9–13.3%");
        assert_eq!(moment_to(0, 60), "1970-01-01T00:00Z");
    }
}
