//! Numbers as people's locales write them: `1,234`, `1.234,5`, `1.2K`, `38%`, `< 1%`.

use earshot_model::{Evidence, FilePlan, Overrides};

/// What divides a number's whole part from its fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Mark {
    #[default]
    Point,
    Comma,
}

impl Mark {
    /// The mark that was chosen by hand, if one was.
    pub(crate) fn chosen(overrides: &Overrides) -> Option<Mark> {
        match overrides.decimal.as_deref() {
            Some(",") => Some(Mark::Comma),
            Some(_) => Some(Mark::Point),
            None => None,
        }
    }

    /// The mark that the numbers among these cells are written with; `None` when none of them shows it.
    pub(crate) fn guess<'c>(cells: impl IntoIterator<Item = &'c str>) -> Option<Mark> {
        let (mut points, mut commas) = (0, 0);
        for cell in cells {
            let digits = cell.trim().trim_end_matches(|c: char| !c.is_ascii_digit());
            if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-')) {
                continue;
            }
            let (point, comma) = (digits.rfind('.'), digits.rfind(','));
            let fraction = |at: usize| digits.len() - at - 1;
            match (point, comma) {
                // Both: the last one is the mark.
                (Some(point), Some(comma)) if point > comma => points += 1,
                (Some(_), Some(_)) => commas += 1,
                // One, and what follows is no group of three, or it occurs twice and so divides groups.
                (Some(at), None) if digits.matches('.').count() > 1 => commas += usize::from(fraction(at) == 3),
                (None, Some(at)) if digits.matches(',').count() > 1 => points += usize::from(fraction(at) == 3),
                (Some(at), None) => points += usize::from(fraction(at) != 3 || digits.starts_with("0.")),
                (None, Some(at)) => commas += usize::from(fraction(at) != 3 || digits.starts_with("0,")),
                (None, None) => {}
            }
        }
        match points.cmp(&commas) {
            std::cmp::Ordering::Greater => Some(Mark::Point),
            std::cmp::Ordering::Less => Some(Mark::Comma),
            std::cmp::Ordering::Equal => None,
        }
    }

    fn decimal(self) -> char {
        if self == Mark::Point { '.' } else { ',' }
    }

    /// For the plan.
    pub(crate) fn evidence(self, why: &str) -> Evidence {
        Evidence::new("decimal mark", self.decimal(), why)
    }
}

/// The mark of a format that writes a point unless a spreadsheet has changed it: it is in the plan when it was chosen by hand.
pub(crate) fn settle(plan: &mut FilePlan, overrides: &Overrides) -> Mark {
    let chosen = Mark::chosen(overrides);
    if let Some(mark) = chosen {
        plan.evidence.push(mark.evidence("chosen by hand"));
    }
    chosen.unwrap_or_default()
}

/// A cell that holds something else than a number.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NoNumber;

/// A count: a whole number, rounded where it is abbreviated (`1.2K`). Blank, `-`, `--`, `N/A`, `NA`, `undefined` and `null` are
/// unknown.
pub(crate) fn count(cell: &str, mark: Mark) -> Result<Option<i64>, NoNumber> {
    signed(cell, mark).and_then(|count| if count.is_some_and(|count| count < 0) { Err(NoNumber) } else { Ok(count) })
}

/// A change of a count, or a count that its platform corrects downwards: it may be below zero.
pub(crate) fn signed(cell: &str, mark: Mark) -> Result<Option<i64>, NoNumber> {
    let cell = cell.trim();
    if is_unknown(cell) {
        return Ok(None);
    }
    // Most counts are digits and nothing else, and the longest of them do not fit a float.
    if let Ok(count) = cell.parse() {
        return Ok(Some(count));
    }
    let (number, factor) = match cell.char_indices().next_back() {
        Some((at, 'k' | 'K')) => (cell[..at].trim_end(), 1e3),
        Some((at, 'm' | 'M')) => (cell[..at].trim_end(), 1e6),
        Some((at, 'b' | 'B')) => (cell[..at].trim_end(), 1e9),
        _ => (cell, 1.0),
    };
    let (_, fraction) = number.rsplit_once(mark.decimal()).unwrap_or_default();
    // `1.000` may as well be a thousand that another locale wrote.
    if factor == 1.0 && fraction.len() == 3 {
        return Err(NoNumber);
    }
    let value = value(number, mark)? * factor;
    // Half a person was not counted: what has a fraction is no count.
    if factor == 1.0 && value.fract() != 0.0 || value.abs() > 9e15 {
        return Err(NoNumber);
    }
    Ok(Some(value.round() as i64))
}

/// A number that may have a fraction. A share that is written `12.5%` comes out as 0.125. `< 1%` is known to be small, not how
/// small: unknown.
pub(crate) fn number(cell: &str, mark: Mark) -> Result<Option<f64>, NoNumber> {
    let cell = cell.trim();
    if is_unknown(cell) || cell.starts_with('<') {
        return Ok(None);
    }
    match cell.strip_suffix('%') {
        Some(percent) => Ok(Some(value(percent.trim_end(), mark)? / 100.0)),
        None => value(cell, mark).map(Some),
    }
}

/// Whether a cell says that nothing is known.
pub(crate) fn is_unknown(cell: &str) -> bool {
    ["", "-", "--", "–", "—", "n/a", "na", "undefined", "null", "none"].iter().any(|word| cell.trim().eq_ignore_ascii_case(word))
}

fn value(text: &str, mark: Mark) -> Result<f64, NoNumber> {
    let (sign, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = text.rsplit_once(mark.decimal()).unwrap_or((text, ""));
    let group = |c: char| matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}') && c != mark.decimal();
    let mut groups = whole.split(group);
    let mut digits = groups.next().unwrap_or_default().to_owned();
    let grouped = digits.len() <= 3;
    for group in groups {
        if !grouped || group.len() != 3 {
            return Err(NoNumber);
        }
        digits.push_str(group);
    }
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if digits.is_empty() || !all_digits(&digits) || !all_digits(fraction) {
        return Err(NoNumber);
    }
    format!("{digits}.{fraction}0").parse::<f64>().map(|value| sign * value).map_err(|_| NoNumber)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_read_in_its_locale() {
        let point = |cell| count(cell, Mark::Point);
        assert_eq!(point("89"), Ok(Some(89)));
        assert_eq!(point("89.0"), Ok(Some(89)));
        assert_eq!(signed("-28", Mark::Point), Ok(Some(-28)));
        assert_eq!(point("1,234,567"), Ok(Some(1_234_567)));
        assert_eq!(point("1.2K"), Ok(Some(1_200)));
        assert_eq!(point("1 234"), Ok(Some(1_234)));
        assert_eq!(point("9007199254740993"), Ok(Some(9_007_199_254_740_993)));
        assert_eq!(count("1.234", Mark::Comma), Ok(Some(1_234)));
        assert_eq!(count("1,2 K", Mark::Comma), Ok(Some(1_200)));
        for unknown in ["", " - ", "--", "N/A", "undefined"] {
            assert_eq!(point(unknown), Ok(None));
        }
        for wrong in ["-28", "1.5", "1.000", "12,34", "1,2345", "x", "1e5", "=1+1", "K"] {
            assert_eq!(point(wrong), Err(NoNumber), "{wrong}");
        }
    }

    #[test]
    fn a_share_is_a_fraction_and_a_bound_is_unknown() {
        assert_eq!(number("12.5%", Mark::Point), Ok(Some(0.125)));
        assert_eq!(number("1.234,5", Mark::Comma), Ok(Some(1_234.5)));
        assert_eq!(number("< 1%", Mark::Point), Ok(None));
    }

    #[test]
    fn the_mark_shows_where_it_can_be_nothing_else() {
        assert_eq!(Mark::guess(["1.234,5", "7"]), Some(Mark::Comma));
        assert_eq!(Mark::guess(["0.056", "7"]), Some(Mark::Point));
        assert_eq!(Mark::guess(["1.234.567"]), Some(Mark::Comma));
        assert_eq!(Mark::guess(["1.234", "12", "word"]), None);
    }
}
