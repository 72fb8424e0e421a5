//! The counts of X's analytics, under our names.

use std::ops::ControlFlow;

use earshot_model::{Counts, ProblemCode, Severity};

use crate::table::{Cells, Shape};
use crate::{Item, Sink};

type Slot = fn(&mut Counts) -> &mut Option<i64>;

/// A column that holds a count.
#[derive(Debug)]
pub(super) struct CountColumn {
    pub(super) index: usize,
    /// A field of [`Counts`], or the platform's own name with underscores.
    pub(super) name: &'static str,
    /// `None`: it goes into [`Counts::other`].
    slot: Option<Slot>,
}

/// Every count of the three formats: as the file calls it, as we do, and where it goes. Rates are left out: they are computed.
const COUNTS: [(&str, &str, Option<Slot>); 43] = [
    ("impressions", "impressions", Some(|c| &mut c.impressions)),
    ("engagements", "engagements", Some(|c| &mut c.engagements)),
    ("likes", "likes", Some(|c| &mut c.likes)),
    ("favorites", "likes", Some(|c| &mut c.likes)),
    ("replies", "replies", Some(|c| &mut c.replies)),
    ("retweets", "reposts", Some(|c| &mut c.reposts)),
    ("reposts", "reposts", Some(|c| &mut c.reposts)),
    ("shares", "shares", Some(|c| &mut c.shares)),
    ("share", "shares", Some(|c| &mut c.shares)),
    ("bookmarks", "saves", Some(|c| &mut c.saves)),
    ("follows", "follows", Some(|c| &mut c.follows)),
    ("new follows", "follows", Some(|c| &mut c.follows)),
    ("user profile clicks", "profile_visits", Some(|c| &mut c.profile_visits)),
    ("profile visits", "profile_visits", Some(|c| &mut c.profile_visits)),
    ("detail expands", "detail_expands", Some(|c| &mut c.detail_expands)),
    ("url clicks", "url_clicks", Some(|c| &mut c.url_clicks)),
    ("hashtag clicks", "hashtag_clicks", Some(|c| &mut c.hashtag_clicks)),
    ("permalink clicks", "permalink_clicks", Some(|c| &mut c.permalink_clicks)),
    ("media views", "media_views", Some(|c| &mut c.media_views)),
    ("media engagements", "media_engagements", Some(|c| &mut c.media_engagements)),
    ("tweets published", "tweets_published", None),
    ("app opens", "app_opens", None),
    ("app installs", "app_installs", None),
    ("email tweet", "email_tweet", None),
    ("dial phone", "dial_phone", None),
    ("promoted impressions", "promoted_impressions", None),
    ("promoted engagements", "promoted_engagements", None),
    ("promoted retweets", "promoted_reposts", None),
    ("promoted replies", "promoted_replies", None),
    ("promoted likes", "promoted_likes", None),
    ("promoted favorites", "promoted_likes", None),
    ("promoted user profile clicks", "promoted_profile_visits", None),
    ("promoted url clicks", "promoted_url_clicks", None),
    ("promoted hashtag clicks", "promoted_hashtag_clicks", None),
    ("promoted detail expands", "promoted_detail_expands", None),
    ("promoted permalink clicks", "promoted_permalink_clicks", None),
    ("promoted app opens", "promoted_app_opens", None),
    ("promoted app installs", "promoted_app_installs", None),
    ("promoted follows", "promoted_follows", None),
    ("promoted email tweet", "promoted_email_tweet", None),
    ("promoted dial phone", "promoted_dial_phone", None),
    ("promoted media views", "promoted_media_views", None),
    ("promoted media engagements", "promoted_media_engagements", None),
];

/// The count columns of a header.
pub(super) fn columns(shape: &Shape) -> Vec<CountColumn> {
    named(shape.header.iter().map(String::as_str))
}

/// The count columns of a header whose names are these, in this order.
pub(super) fn named<'n>(names: impl Iterator<Item = &'n str>) -> Vec<CountColumn> {
    let mut columns: Vec<CountColumn> = Vec::new();
    for (index, cell) in names.enumerate() {
        let known = COUNTS.iter().find(|(theirs, _, _)| theirs.eq_ignore_ascii_case(cell.trim()));
        if let Some(&(_, name, slot)) = known
            && !columns.iter().any(|column| column.name == name)
        {
            columns.push(CountColumn { index, name, slot });
        }
    }
    columns
}

impl CountColumn {
    /// The count of a row: `None` where the platform says nothing, or where it says no count, which is noted.
    pub(super) fn read(&self, cells: &Cells<'_, '_>, sink: &mut dyn Sink) -> ControlFlow<(), Option<i64>> {
        let cell = cells.get(self.index);
        match count(&cell) {
            Ok(count) => ControlFlow::Continue(count),
            Err(NoCount) => {
                let message = format!("`{}` is not a count; it was left unknown", cell.trim().chars().take(40).collect::<String>());
                let problem = cells.problem(Severity::Note, ProblemCode::BadNumber, self.index, message);
                sink.take(Item::Problem(problem.hint("export again if the figure matters")))?;
                ControlFlow::Continue(None)
            }
        }
    }
}

/// All counts of a row.
pub(super) fn counts(columns: &[CountColumn], cells: &Cells<'_, '_>, sink: &mut dyn Sink) -> ControlFlow<(), Counts> {
    let mut counts = Counts::default();
    for column in columns {
        let Some(count) = column.read(cells, sink)? else { continue };
        match column.slot {
            Some(slot) => *slot(&mut counts) = Some(count),
            None => {
                counts.other.insert(column.name.to_owned(), count);
            }
        }
    }
    ControlFlow::Continue(counts)
}

struct NoCount;

/// `89`, `89.0`, `1,234`; blank, `-`, `--`, `N/A`, `NA` and `undefined` are unknown.
fn count(cell: &str) -> Result<Option<i64>, NoCount> {
    let cell = cell.trim();
    if ["", "-", "--", "n/a", "na", "undefined"].iter().any(|unknown| cell.eq_ignore_ascii_case(unknown)) {
        return Ok(None);
    }
    let whole = cell.strip_suffix(".0").unwrap_or(cell);
    let mut groups = whole.split(',');
    let mut digits = groups.next().unwrap_or_default().to_owned();
    let grouped = digits.len() <= 3;
    for group in groups {
        if !grouped || group.len() != 3 {
            return Err(NoCount);
        }
        digits.push_str(group);
    }
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NoCount);
    }
    digits.parse().map(Some).map_err(|_| NoCount)
}
