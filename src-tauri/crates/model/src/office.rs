use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Platform;

/// Whose bank holidays an office keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Nation {
    EnglandAndWales,
    Scotland,
    NorthernIreland,
}

impl Nation {
    pub const ALL: [Nation; 3] = [Nation::EnglandAndWales, Nation::Scotland, Nation::NorthernIreland];

    pub fn as_str(self) -> &'static str {
        match self {
            Nation::EnglandAndWales => "england-and-wales",
            Nation::Scotland => "scotland",
            Nation::NorthernIreland => "northern-ireland",
        }
    }

    pub fn of_word(word: &str) -> Option<Nation> {
        Nation::ALL.into_iter().find(|nation| nation.as_str() == word)
    }
}

/// When an office is open: half-open intervals a weekday, Monday first, in minutes since midnight, in order and apart.
///
/// It is written `Mon-Fri 09:00-17:00; Sat 10:00-12:00,13:00-16:00`; days that are not named are closed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Week(pub [Vec<(u16, u16)>; 7]);

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

impl FromStr for Week {
    type Err = String;

    fn from_str(text: &str) -> Result<Week, String> {
        let mut week = Week::default();
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (days, hours) = part.split_once(' ').ok_or_else(|| format!("`{part}` has no hours"))?;
            let mut intervals = hours.split(',').map(interval).collect::<Result<Vec<_>, _>>()?;
            intervals.sort_unstable();
            if intervals.windows(2).any(|pair| pair[0].1 > pair[1].0) {
                return Err(format!("the hours of `{part}` overlap"));
            }
            for day in days.split(',').map(days_of).collect::<Result<Vec<_>, _>>()?.into_iter().flatten() {
                if !week.0[day].is_empty() {
                    return Err(format!("{} is there twice", DAYS[day]));
                }
                week.0[day].clone_from(&intervals);
            }
        }
        if week.0.iter().all(Vec::is_empty) { Err("the office is never open".to_owned()) } else { Ok(week) }
    }
}

/// `Mon-Fri`, `Sat`.
fn days_of(text: &str) -> Result<Vec<usize>, String> {
    let day = |name: &str| {
        DAYS.iter().position(|day| day.eq_ignore_ascii_case(name.trim())).ok_or_else(|| format!("`{name}` is no day: write it as Mon"))
    };
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (day(first)?, day(last)?);
    Ok((0..7).map(|after| (first + after) % 7).take((last + 7 - first) % 7 + 1).collect())
}

/// `09:00-17:00`.
fn interval(text: &str) -> Result<(u16, u16), String> {
    let minutes = |text: &str| -> Option<u16> {
        let (hours, minutes) = text.trim().split_once(':')?;
        let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
        (minutes < 60 && hours * 60 + minutes <= 24 * 60).then_some(hours * 60 + minutes)
    };
    let wrong = || format!("`{text}` are no hours: write them as 09:00-17:00");
    let (opens, closes) = text.split_once('-').ok_or_else(wrong)?;
    let (opens, closes) = minutes(opens).zip(minutes(closes)).ok_or_else(wrong)?;
    if opens < closes { Ok((opens, closes)) } else { Err(format!("`{text}` ends before it begins")) }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut day = 0;
        let mut between = "";
        while day < 7 {
            let alike = self.0[day..].iter().take_while(|hours| **hours == self.0[day]).count();
            if !self.0[day].is_empty() {
                let days = if alike == 1 { DAYS[day].to_owned() } else { format!("{}-{}", DAYS[day], DAYS[day + alike - 1]) };
                let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
                let hours: Vec<String> = self.0[day].iter().map(|&(opens, closes)| format!("{}-{}", clock(opens), clock(closes))).collect();
                write!(f, "{between}{days} {}", hours.join(","))?;
                between = "; ";
            }
            day += alike;
        }
        Ok(())
    }
}

impl TryFrom<String> for Week {
    type Error = String;

    fn try_from(text: String) -> Result<Week, String> {
        text.parse()
    }
}

impl From<Week> for String {
    fn from(week: Week) -> String {
        week.to_string()
    }
}

/// An account as a user names it, so that what is said of it outlives an undo and a new import.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Whose {
    pub platform: Platform,
    /// Without `@`, in any case.
    pub handle: String,
}

/// When an office is open, from some day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// `None`: of every account that has none of its own.
    pub whose: Option<Whose>,
    /// `None`: from ever.
    pub from: Option<NaiveDate>,
    /// An IANA zone.
    pub zone: String,
    pub nation: Option<Nation>,
    pub week: Week,
}

/// What an account promises to those who write: an answer within so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Within {
    /// On the clock on the wall.
    Hours(u32),
    WorkingHours(u32),
    /// Each as long as the office's days are on average.
    WorkingDays(u32),
}

impl FromStr for Within {
    type Err = String;

    /// `1 working day`, `4 working hours`, `24 hours`, `2 days`.
    fn from_str(text: &str) -> Result<Within, String> {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        let wrong = || format!("`{text}` is no promise: write it as `1 working day`, `4 working hours`, `24 hours` or `2 days`");
        let (amount, unit) = words.split_first().ok_or_else(wrong)?;
        let amount: u32 = match amount.as_str() {
            "one" | "a" | "an" => 1,
            amount => amount.parse().ok().filter(|amount| (1..=10_000).contains(amount)).ok_or_else(wrong)?,
        };
        match unit.join(" ").trim_end_matches('s') {
            "hour" => Ok(Within::Hours(amount)),
            "day" => Ok(Within::Hours(amount * 24)),
            "working hour" => Ok(Within::WorkingHours(amount)),
            "working day" => Ok(Within::WorkingDays(amount)),
            _ => Err(wrong()),
        }
    }
}

impl fmt::Display for Within {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (amount, unit) = match self {
            Within::Hours(amount) => (amount, "hour"),
            Within::WorkingHours(amount) => (amount, "working hour"),
            Within::WorkingDays(amount) => (amount, "working day"),
        };
        write!(f, "{amount} {unit}{}", if *amount == 1 { "" } else { "s" })
    }
}

/// A promise of an account, from some day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    pub whose: Whose,
    /// `None`: from ever.
    pub from: Option<NaiveDate>,
    pub within: Within,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_written_as_they_are_read() {
        let week: Week = "fri 09:00-12:30, mon-thu 9:00-17:00".replace(", mon", "; mon").parse().unwrap();
        assert_eq!(week.to_string(), "Mon-Thu 09:00-17:00; Fri 09:00-12:30");
        let split: Week = "Mon-Fri,Sun 13:30-17:00,09:00-12:30".parse().unwrap();
        assert_eq!(split.to_string(), "Mon-Fri 09:00-12:30,13:30-17:00; Sun 09:00-12:30,13:30-17:00");
        assert_eq!(split.to_string().parse::<Week>().unwrap(), split);
        assert_eq!("Sat-Mon 00:00-24:00".parse::<Week>().unwrap().0.map(|day| day.len()), [1, 0, 0, 0, 0, 1, 1]);
    }

    #[test]
    fn hours_that_are_none_say_why() {
        for (text, why) in [
            ("", "never open"),
            ("Mon", "has no hours"),
            ("Mon 9-17", "are no hours"),
            ("Mon 17:00-09:00", "ends before"),
            ("Mon 09:00-12:00,11:00-13:00", "overlap"),
            ("Mon-Tue 09:00-10:00; Tue 11:00-12:00", "Tue is there twice"),
            ("Mondays 09:00-17:00", "is no day"),
            ("Mon 09:00-24:01", "are no hours"),
        ] {
            let said = text.parse::<Week>().unwrap_err();
            assert!(said.contains(why), "{text}: {said}");
        }
    }

    #[test]
    fn promises_are_written_as_they_are_read() {
        for (text, written) in [
            ("one working day", "1 working day"),
            ("2 working days", "2 working days"),
            ("4 Working Hours", "4 working hours"),
            ("an hour", "1 hour"),
            ("2 days", "48 hours"),
        ] {
            assert_eq!(text.parse::<Within>().unwrap().to_string(), written);
        }
        for text in ["", "soon", "0 hours", "1 week", "99999 hours"] {
            assert!(text.parse::<Within>().is_err(), "{text}");
        }
    }
}
