//! Times and days as exports write them, read by position: a conversation export has millions.

use chrono::NaiveDate;
use earshot_model::Millis;

pub(crate) const DAY: Millis = 86_400_000;

/// Midnight UTC of a day.
pub(crate) fn midnight(day: NaiveDate) -> Millis {
    day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis()
}

/// `Tue Oct 31 22:10:47 +0000 2017`. `None` when it is written otherwise or there was no such moment.
pub(crate) fn created_at(text: &str) -> Option<Millis> {
    let bytes: &[u8; 30] = text.trim().as_bytes().try_into().ok()?;
    let spaced = [3, 7, 10, 19, 25].iter().all(|&at| bytes[at] == b' ');
    if !spaced || !bytes[..3].iter().all(u8::is_ascii_alphabetic) {
        return None;
    }
    let day = day_of(number(&bytes[26..30])?, month(&bytes[4..7])?, number(&bytes[8..10])?)?;
    Some(midnight(day) + clock(&bytes[11..19])? - offset(&bytes[20..25])?)
}

/// `2021-08-31 19:53 +0000`, or with seconds. `None` when it is written otherwise or there was no such moment.
pub(crate) fn spaced(text: &str) -> Option<(Millis, u32)> {
    let bytes = text.trim().as_bytes();
    let (clock_end, precision) = match bytes.len() {
        22 => (16, 60),
        25 => (19, 1),
        _ => return None,
    };
    if bytes[10] != b' ' || bytes[clock_end] != b' ' {
        return None;
    }
    let at = midnight(iso_day(&text.trim()[..10])?) + clock(&bytes[11..clock_end])? - offset(&bytes[clock_end + 1..])?;
    Some((at, precision))
}

/// `2021-08-31`.
pub(crate) fn iso_day(text: &str) -> Option<NaiveDate> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    day_of(number(&bytes[..4])?, number(&bytes[5..7])?, number(&bytes[8..])?)
}

/// `20210831`.
pub(crate) fn bare_day(text: &str) -> Option<NaiveDate> {
    let bytes: &[u8; 8] = text.as_bytes().try_into().ok()?;
    day_of(number(&bytes[..4])?, number(&bytes[4..6])?, number(&bytes[6..])?)
}

/// `Sat, Aug 1, 2026` or `Sat Aug 1 2026`.
pub(crate) fn english_day(text: &str) -> Option<NaiveDate> {
    let mut words = text.split([' ', ',']).filter(|word| !word.is_empty());
    let (weekday, name, day, year) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let short = |text: &str, most: usize| (1..=most).contains(&text.len());
    if words.next().is_some() || weekday.len() != 3 || !short(day, 2) || year.len() != 4 {
        return None;
    }
    day_of(number(year.as_bytes())?, month(name.as_bytes())?, number(day.as_bytes())?)
}

fn day_of(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// `22:10:47` or `22:10`, in milliseconds since midnight.
fn clock(bytes: &[u8]) -> Option<Millis> {
    let (hours, minutes) = (number(bytes.get(..2)?)?, number(bytes.get(3..5)?)?);
    let seconds = if bytes.len() == 5 { 0 } else { number(bytes.get(6..8)?)? };
    let colons = bytes[2] == b':' && (bytes.len() == 5 || bytes[5] == b':');
    (colons && hours < 24 && minutes < 60 && seconds < 60).then(|| Millis::from(hours * 3_600 + minutes * 60 + seconds) * 1_000)
}

/// `+0530`, in milliseconds east of UTC.
fn offset(bytes: &[u8]) -> Option<Millis> {
    let sign = match bytes.first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = (number(bytes.get(1..3)?)?, number(bytes.get(3..5)?)?);
    (bytes.len() == 5 && hours < 15 && minutes < 60).then(|| sign * Millis::from(hours * 60 + minutes) * 60_000)
}

/// Digits only; four at most here, so it can't overflow.
fn number(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
}

fn month(name: &[u8]) -> Option<u32> {
    const NAMES: [&[u8]; 12] = [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];
    NAMES.iter().position(|known| *known == name).and_then(|index| u32::try_from(index + 1).ok())
}
