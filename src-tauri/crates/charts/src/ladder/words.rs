//! What the ladder says: its title, its alt text, its table, the label of each of its parts.

use earshot_model::Rung;

use super::{FEW, Ladder, LadderMonth, SOME, Show, Slot};
use crate::calendar::notes_said;
use crate::page::Words;
use crate::words::{count, counted, in_ten, interval, list, percent};

pub(super) const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

pub(super) fn all(data: &Ladder, slots: &[Slot], show: Show) -> Words {
    let (columns, table) = table(slots);
    Words {
        id: match show {
            Show::Share => "ladder",
            Show::Count => "ladder-count",
        },
        title: title(data),
        subtitle: subtitle(data, slots, show),
        caption: caption(data),
        alt: alt(data, slots, show),
        columns,
        table,
    }
}

pub(super) fn why_empty(data: &Ladder) -> &str {
    if data.about.why_empty.is_empty() { "Nothing was said in this period." } else { &data.about.why_empty }
}

/// The largest of churn, announcements and talk, in at most ten words.
fn title(data: &Ladder) -> String {
    let ([release, repeat, announcement, mention, reply, dialogue], n) = data.total();
    if n == 0 {
        return "No messages in this period".to_owned();
    }
    if n < FEW {
        return "Too few messages to say".to_owned();
    }
    let churn = release + repeat;
    let talk = mention + reply + dialogue;
    let (k, claim) = if churn >= announcement && churn >= talk {
        let claim = match (release, repeat) {
            (_, 0) => "messages repeat a press release",
            (0, _) => "messages had been said before",
            _ => "messages repeat a release or earlier post",
        };
        (churn, claim)
    } else if talk >= announcement {
        (talk, "messages answer or address someone")
    } else {
        (announcement, "messages are announcements")
    };
    if n < SOME { format!("{} of {} {claim}", count(k), count(n)) } else { format!("{} {claim}", in_ten(k as f64 / n as f64)) }
}

fn subtitle(data: &Ladder, slots: &[Slot], show: Show) -> String {
    let mut text = match show {
        Show::Share => "Share of outbound messages by month; number below".to_owned(),
        Show::Count => "Outbound messages by month".to_owned(),
    };
    text.push_str(if data.reposts() > 0 { ", reposts apart." } else { "." });
    if show == Show::Share && data.months.iter().any(|month| (1..FEW).contains(&month.n())) {
        text.push_str(" Hatched: under 10 messages, too few to say.");
    }
    if slots.iter().any(|slot| slot.data.is_none()) {
        text.push_str(" Gap: no data.");
    }
    text
}

fn caption(data: &Ladder) -> String {
    let n = format!("{} and {}", counted(data.total().1, "message"), counted(data.reposts(), "repost"));
    crate::words::caption(&data.about, &n, &notes_said(&data.notes))
}

fn alt(data: &Ladder, slots: &[Slot], show: Show) -> String {
    let (total, n) = data.total();
    if n == 0 {
        return format!("An empty chart. {}", why_empty(data));
    }
    let (Some(first), Some(last)) = (slots.first(), slots.last()) else { return String::new() };
    let span = if slots.len() == 1 {
        format!("{} {}", first.name(), first.year)
    } else {
        format!("{} {} to {} {}", first.name(), first.year, last.name(), last.year)
    };
    let measured = match show {
        Show::Share => "shares of the month's",
        Show::Count => "numbers of",
    };
    let mut text =
        format!("A stacked bar a month, {span}: {measured} outbound messages, from press releases at the top to dialogue at the bottom.");
    let rungs: Vec<String> =
        Rung::ALL.into_iter().zip(total).map(|(rung, k)| format!("{} {}{}", rung.label().to_lowercase(), count(k), of_all(k, n))).collect();
    text.push_str(&format!(" Of {} in all: {}.", counted(n, "message"), list(&rungs)));
    text.push_str(&format!(" {} stand apart.", counted(data.reposts(), "repost")));
    if slots.len() > 1 {
        text.push_str(&extremes(slots));
    }
    let named = |wanted: &dyn Fn(&Slot) -> bool| -> Vec<String> {
        slots.iter().filter(|slot| wanted(slot)).map(|slot| format!("{} {}", slot.name(), slot.year)).collect()
    };
    let few = named(&|slot| slot.data.is_some_and(|month| (1..FEW).contains(&month.n())));
    if !few.is_empty() {
        text.push_str(&format!(" Too few messages to say in {}.", list(&few)));
    }
    let gaps = named(&|slot| slot.data.is_none());
    if !gaps.is_empty() {
        text.push_str(&format!(" No data for {}.", list(&gaps)));
    }
    text
}

fn of_all(k: u64, n: u64) -> String {
    if n < FEW { String::new() } else { format!(" ({})", percent(k as f64 / n as f64)) }
}

/// Where churn and dialogue were largest and smallest, among the months that can say.
fn extremes(slots: &[Slot]) -> String {
    let able: Vec<(&Slot, &LadderMonth)> =
        slots.iter().filter_map(|slot| Some((slot, slot.data?))).filter(|(_, month)| month.n() >= FEW).collect();
    let range = |name: &str, k: fn(&LadderMonth) -> u64| -> Option<String> {
        let share = |month: &LadderMonth| k(month) as f64 / month.n() as f64;
        let low = able.iter().min_by(|a, b| share(a.1).total_cmp(&share(b.1)))?;
        let high = able.iter().rev().max_by(|a, b| share(a.1).total_cmp(&share(b.1)))?;
        let said = |(slot, month): &(&Slot, &LadderMonth)| {
            format!("{} in {} {} ({} of {})", percent(share(month)), slot.name(), slot.year, count(k(month)), count(month.n()))
        };
        Some(format!(" {name} went from {} to {}.", said(low), said(high)))
    };
    let churn = range("Press releases and things said before", |month| month.rungs[0].k + month.rungs[1].k);
    let dialogue = range("Dialogue", |month| month.rungs[5].k);
    if able.len() < 2 { String::new() } else { churn.into_iter().chain(dialogue).collect() }
}

fn table(slots: &[Slot]) -> (Vec<String>, Vec<Vec<String>>) {
    let columns = ["Month", "Messages"].into_iter().chain(Rung::ALL.map(Rung::label)).chain(["Reposts"]);
    let row = |slot: &Slot| {
        let mut cells = vec![format!("{} {}", slot.name(), slot.year)];
        match slot.data {
            Some(month) => {
                cells.push(count(month.n()));
                cells.extend((0..6).map(|r| share(month, r)));
                cells.push(count(month.reposts));
            }
            None => cells.extend(std::iter::repeat_n("no data".to_owned(), 8)),
        }
        cells
    };
    (columns.map(str::to_owned).collect(), slots.iter().map(row).collect())
}

/// One rung of a month: `62 of 188 (33%, 27–40%)`, and `3 of 7` where a percentage would say too much.
pub(super) fn share(month: &LadderMonth, r: usize) -> String {
    let (tally, n) = (month.rungs[r], month.n());
    let fraction = format!("{} of {}", count(tally.k), count(n));
    if n < FEW {
        return fraction;
    }
    let share = percent(tally.k as f64 / n as f64);
    match (tally.low, tally.high) {
        (Some(low), Some(high)) => format!("{fraction} ({share}, {})", interval(low, high)),
        _ => format!("{fraction} ({share})"),
    }
}

pub(super) fn month(slot: &Slot, month: &LadderMonth) -> String {
    format!("{} {}: {}", slot.name(), slot.year, counted(month.n(), "message"))
}

pub(super) fn reposts(slot: &Slot, month: &LadderMonth) -> String {
    format!("{} {}: {}, outside the ladder", slot.name(), slot.year, counted(month.reposts, "repost"))
}

pub(super) fn too_few(slot: &Slot, month: &LadderMonth) -> String {
    let rungs: Vec<String> = Rung::ALL
        .into_iter()
        .zip(month.rungs)
        .filter(|(_, tally)| tally.k > 0)
        .map(|(rung, tally)| format!("{} {}", count(tally.k), rung.label().to_lowercase()))
        .collect();
    format!("{}, too few to say: {}", self::month(slot, month), list(&rungs))
}
