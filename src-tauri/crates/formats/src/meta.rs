//! Meta: what Business Suite exports for Facebook and Instagram, and what Facebook's Page Insights did before it.

mod posts;
mod days;
mod insights;

use chrono::{Days, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use earshot_model::{DateOrder, Evidence, Overrides, Span};

pub(crate) use self::days::MetaDays;
pub(crate) use self::insights::{InsightsDays, InsightsPosts};
pub(crate) use self::posts::{FacebookPosts, InstagramPosts};
use crate::id::{Fault, checked};
use crate::{clock, moment};

/// The id of a post: of `PAGE_POST` the part that is the post's own.
fn post_id(cell: &str) -> Result<&str, Fault> {
    match cell.trim().split_once('_') {
        Some((page, post)) if !page.is_empty() && page.bytes().all(|byte| byte.is_ascii_digit()) => checked(post),
        _ => checked(cell),
    }
}

/// Whether days or months come first in these cells: the user's word, what the cells show, or else what is usual. There is
/// nothing to tell where no cell is written with the year last.
fn date_order(cells: &[String], overrides: &Overrides, usual: DateOrder, why: &str) -> (DateOrder, Option<Evidence>) {
    let is_open = |cell: &String| {
        let first = cell.trim().split(['/', '.', '-']).next().unwrap_or_default();
        (1..=2).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_digit())
    };
    let (order, why) = match (overrides.dates, moment::order(cells.iter().map(String::as_str))) {
        (Some(chosen), _) => (chosen, "chosen by hand".to_owned()),
        (None, Some(shown)) => (shown, format!("the only order that the first {} dates allow", cells.len())),
        (None, None) => (usual, format!("no date of the first {} settles it, and {why}", cells.len())),
    };
    (order, cells.iter().any(is_open).then(|| clock::dates(order, why)))
}

/// From the beginning of one day to the end of another.
fn covers(from: NaiveDate, to: NaiveDate, zone: Tz) -> Option<Span> {
    let midnight = |day: NaiveDate| moment::at(day.and_time(NaiveTime::MIN), zone);
    Some(Span { from: midnight(from), to: midnight(to.checked_add_days(Days::new(1))?) })
}
