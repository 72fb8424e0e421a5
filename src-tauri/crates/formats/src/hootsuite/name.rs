//! What the name of a report says.

use earshot_model::{Evidence, FilePlan, Span};

use crate::time::{DAY, bare_day, iso_day, midnight};

/// Settles the period by the file name, `REPORT_2018-09-06_to_2018-09-12_created_on_20180912T0550Z_facebook_posts.csv`.
pub(super) fn settle(plan: &mut FilePlan, name: &str) {
    let Some((from, to)) = days(name) else { return };
    let mut span = Span { from: midnight(from), to: midnight(to) + DAY };
    let day = |day: chrono::NaiveDate| day.format("%Y-%m-%d").to_string();
    let mut why = "the file name";
    // A report that was made on its last day holds that day in part.
    if let Some(created) = created(name).filter(|created| (span.from + 1..span.to).contains(created)) {
        span.to = created;
        why = "the file name, up to the moment at which it says that the report was made";
    }
    plan.covers = Some(span);
    plan.evidence.push(Evidence::new("period", format!("{} to {}", day(from), day(to)), why));
}

fn days(name: &str) -> Option<(chrono::NaiveDate, chrono::NaiveDate)> {
    let (before, after) = name.split_once("_to_")?;
    let from = iso_day(before.get(before.len().checked_sub(10)?..)?)?;
    let to = iso_day(after.get(..10)?)?;
    (from <= to).then_some((from, to))
}

/// `created_on_20180912T0550Z`.
fn created(name: &str) -> Option<i64> {
    let (_, rest) = name.split_once("_created_on_")?;
    let (day, clock) = rest.split_once('Z')?.0.split_once('T')?;
    let number = |digits: Option<&str>| digits?.parse::<i64>().ok();
    let (hours, minutes) = (number(clock.get(..2))?, number(clock.get(2..4))?);
    Some(midnight(bare_day(day)?) + (hours * 60 + minutes) * 60_000)
}
