//! A message's counts, as each import gives them.

use earshot_model::Counts;
use rusqlite::{Connection, Row, params};

/// The columns of [`Counts`], in its order.
pub(crate) const COUNTS: &str = "reach, impressions, engagements, likes, replies, reposts, shares, saves, follows, \
     profile_visits, detail_expands, url_clicks, hashtag_clicks, permalink_clicks, media_views, media_engagements, other";

pub(super) fn insert(connection: &Connection, message: i64, import: i64, counts: &Counts) -> rusqlite::Result<()> {
    let other = (!counts.other.is_empty()).then(|| serde_json::to_string(&counts.other).unwrap_or_default());
    connection.prepare_cached(include_str!("../../sql/insert_snapshot.sql"))?.execute(params![
        message,
        import,
        counts.reach,
        counts.impressions,
        counts.engagements,
        counts.likes,
        counts.replies,
        counts.reposts,
        counts.shares,
        counts.saves,
        counts.follows,
        counts.profile_visits,
        counts.detail_expands,
        counts.url_clicks,
        counts.hashtag_clicks,
        counts.permalink_clicks,
        counts.media_views,
        counts.media_engagements,
        other
    ])?;
    Ok(())
}

/// Reads [`COUNTS`], which begin at column `first`.
pub(crate) fn counts(row: &Row<'_>, first: usize) -> rusqlite::Result<Counts> {
    let other: Option<String> = row.get(first + 16)?;
    Ok(Counts {
        reach: row.get(first)?,
        impressions: row.get(first + 1)?,
        engagements: row.get(first + 2)?,
        likes: row.get(first + 3)?,
        replies: row.get(first + 4)?,
        reposts: row.get(first + 5)?,
        shares: row.get(first + 6)?,
        saves: row.get(first + 7)?,
        follows: row.get(first + 8)?,
        profile_visits: row.get(first + 9)?,
        detail_expands: row.get(first + 10)?,
        url_clicks: row.get(first + 11)?,
        hashtag_clicks: row.get(first + 12)?,
        permalink_clicks: row.get(first + 13)?,
        media_views: row.get(first + 14)?,
        media_engagements: row.get(first + 15)?,
        other: other.and_then(|other| serde_json::from_str(&other).ok()).unwrap_or_default(),
    })
}

/// Whether a message's counts are others with this import than without it.
pub(super) fn changed_by(connection: &Connection, message: i64, import: i64) -> rusqlite::Result<bool> {
    let mut statement = connection.prepare_cached(include_str!("../../sql/snapshots_of_message.sql"))?;
    let mut rows = statement.query([message])?;
    let (mut with, mut without) = (Counts::default(), Counts::default());
    while let Some(row) = rows.next()? {
        let older = counts(row, 1)?;
        with = with.or(&older);
        if row.get::<_, i64>(0)? != import {
            without = without.or(&older);
        }
    }
    Ok(with != without)
}
