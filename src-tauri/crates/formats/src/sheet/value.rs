//! What numbers in cells stand for.

use chrono::{NaiveDate, TimeDelta};

/// A whole number from here on is not sure of its last digits.
const FIRST_DAMAGED: f64 = 9_007_199_254_740_992.0;

/// Days from the epoch to the end of the year 9999, which is as far as sheets count.
const LAST_DAY: f64 = 2_958_466.0;

/// What a cell's format makes of the number in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Style {
    #[default]
    Number,
    Day,
    Clock,
    Moment,
    Duration,
}

impl Style {
    /// The style of a format that every workbook knows by number.
    pub(super) fn built_in(id: u32) -> Style {
        match id {
            14..=17 | 27..=31 | 36 | 50..=54 | 57..=58 => Style::Day,
            18..=21 | 32..=35 | 45 | 47 | 55..=56 => Style::Clock,
            22 => Style::Moment,
            46 => Style::Duration,
            _ => Style::Number,
        }
    }

    /// The style of a format as it is written: `yyyy\-mm\-dd hh:mm`, `[h]:mm:ss`, `#,##0.00 "days"`.
    pub(super) fn of_code(code: &str) -> Style {
        let (mut day, mut month, mut clock) = (false, false, false);
        let lower = code.to_ascii_lowercase();
        if lower == "general" || lower == "standard" {
            return Style::Number;
        }
        let mut rest = lower.chars();
        while let Some(c) = rest.next() {
            match c {
                // What is quoted or escaped is shown as it stands.
                '"' => {
                    let _ = rest.by_ref().find(|c| *c == '"');
                }
                '\\' | '_' | '*' => drop(rest.next()),
                // A colour, a currency, or hours that don't stop at 24.
                '[' => {
                    let inner: String = rest.by_ref().take_while(|c| *c != ']').collect();
                    if !inner.is_empty() && inner.chars().all(|c| matches!(c, 'h' | 'm' | 's')) {
                        return Style::Duration;
                    }
                }
                // The format of negative numbers.
                ';' => break,
                'y' | 'd' => day = true,
                'm' => month = true,
                'h' | 's' => clock = true,
                'a' if rest.as_str().starts_with("m/pm") || rest.as_str().starts_with("/p") => {
                    clock = true;
                    let _ = rest.by_ref().find(|c| *c == 'p');
                    if rest.as_str().starts_with('m') {
                        rest.next();
                    }
                }
                _ => {}
            }
        }
        match (day || month && !clock, clock) {
            (true, true) => Style::Moment,
            (true, false) => Style::Day,
            (false, true) => Style::Clock,
            (false, false) => Style::Number,
        }
    }
}

/// What a cell with this number shows. Days count from 1900 or, in workbooks of old Macs, from 1904.
pub(super) fn shown(value: f64, style: Style, from_1904: bool) -> String {
    if style == Style::Number || !(0.0..LAST_DAY).contains(&value) {
        return number(value);
    }
    let seconds = (value * 86_400.0).round() as i64;
    let (days, clock) = (seconds / 86_400, seconds % 86_400);
    let hours = if style == Style::Duration { seconds / 3_600 } else { clock / 3_600 };
    let clock_text = format!("{hours:02}:{:02}:{:02}", clock / 60 % 60, clock % 60);
    if style == Style::Duration || style == Style::Clock && days == 0 {
        return clock_text;
    }
    // In 1900, sheets know a 29 February.
    let epoch = match (from_1904, days < 60) {
        (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1),
        (false, true) => NaiveDate::from_ymd_opt(1899, 12, 31),
        (false, false) => NaiveDate::from_ymd_opt(1899, 12, 30),
    };
    match epoch.and_then(|epoch| epoch.checked_add_signed(TimeDelta::days(days))) {
        Some(day) if style == Style::Day && clock == 0 => day.to_string(),
        Some(day) => format!("{day} {clock_text}"),
        None => number(value),
    }
}

/// A number to the fifteen digits that a sheet shows, without the noise of a float.
pub(super) fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < FIRST_DAMAGED {
        return (value as i64).to_string();
    }
    if value.abs() >= FIRST_DAMAGED {
        return format!("{value:E}").replace('E', "E+");
    }
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    rounded.to_string()
}

/// A moment of ISO 8601 as the rest of the sheet has it: `2026-01-02T03:04:05.000Z` → `2026-01-02 03:04:05`.
pub(super) fn iso(text: &str) -> String {
    let Some((day, clock)) = text.split_once('T').filter(|(day, _)| day.len() == 10) else { return text.to_owned() };
    let end = clock.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(clock.len());
    format!("{day} {}", &clock[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_their_noise_and_long_ids_are_not_believed() {
        assert_eq!(number(89.0), "89");
        assert_eq!(number(-0.0), "0");
        assert_eq!(number(0.1 + 0.2), "0.3");
        assert_eq!(number(0.056_179_775_280_898_9), "0.0561797752808989");
        assert_eq!(number(9_007_199_254_740_991.0), "9007199254740991");
        assert_eq!(number(1.001_209_144_211_206_2e18), "1.0012091442112061E+18");
        assert_eq!(number(-2e17), "-2E+17");
    }

    #[test]
    fn a_format_says_whether_a_number_is_a_day() {
        let styles = [
            ("General", Style::Number),
            ("#,##0.00 \"days\"", Style::Number),
            ("[Red]0.00;d", Style::Number),
            ("0.0E+00", Style::Number),
            ("yyyy\\-mm\\-dd", Style::Day),
            ("[$-409]mmm d, yyyy;@", Style::Day),
            ("mmm", Style::Day),
            ("m/d/yy h:mm AM/PM", Style::Moment),
            ("dd.mm.yyyy hh:mm", Style::Moment),
            ("h:mm", Style::Clock),
            ("mm:ss.0", Style::Clock),
            ("[h]:mm:ss", Style::Duration),
        ];
        for (code, style) in styles {
            assert_eq!(Style::of_code(code), style, "{code}");
        }
    }

    #[test]
    fn days_and_clocks_are_iso() {
        let moment = 46_024.127_835_648_15;
        assert_eq!(shown(moment, Style::Moment, false), "2026-01-02 03:04:05");
        assert_eq!(shown(46_024.0, Style::Day, false), "2026-01-02");
        assert_eq!(shown(46_024.0, Style::Moment, false), "2026-01-02 00:00:00");
        assert_eq!(shown(46_024.0 - 1_462.0, Style::Day, true), "2026-01-02");
        assert_eq!(shown(1.0, Style::Day, false), "1900-01-01");
        assert_eq!(shown(0.75, Style::Clock, false), "18:00:00");
        assert_eq!(shown(1.5, Style::Duration, false), "36:00:00");
        assert_eq!(shown(-1.0, Style::Day, false), "-1");
        assert_eq!(shown(1e300, Style::Day, false), "1E+300");
        assert_eq!(iso("2026-01-02T03:04:05.678Z"), "2026-01-02 03:04:05");
        assert_eq!(iso("2026-01-02"), "2026-01-02");
    }
}
