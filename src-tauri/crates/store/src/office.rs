//! When offices are open, and what accounts promise: what a user has said.

use chrono::NaiveDate;
use earshot_model::{Nation, Office, Platform, Promise, Whose};
use rusqlite::{Row, params};

use crate::{Store, StoreError};

impl Store {
    /// All opening hours, by account and day.
    pub fn offices(&self) -> Result<Vec<Office>, StoreError> {
        let rows =
            self.rows("SELECT platform, handle, since, zone, nation, hours FROM office ORDER BY platform, handle, since", |row| {
                let (nation, hours): (Option<String>, String) = (row.get(4)?, row.get(5)?);
                Ok((whose(row)?, since(row)?, row.get(3)?, nation, hours))
            })?;
        // What another version wrote and this one can't read is left out.
        Ok(rows
            .into_iter()
            .filter_map(|(whose, from, zone, nation, hours): (_, _, String, Option<String>, String)| {
                Some(Office { whose, from, zone, nation: nation.as_deref().and_then(Nation::of_word), week: hours.parse().ok()? })
            })
            .collect())
    }

    /// Keeps opening hours; those of the same account and day are replaced.
    pub fn set_office(&self, office: &Office) -> Result<(), StoreError> {
        let (platform, handle) = named(office.whose.as_ref());
        self.sqlite(|connection| {
            connection.execute(
                "INSERT OR REPLACE INTO office VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![platform, handle, day(office.from), office.zone, office.nation.map(Nation::as_str), office.week.to_string()],
            )?;
            Ok(())
        })
    }

    /// Forgets opening hours; `false`: there were none.
    pub fn drop_office(&self, whose: Option<&Whose>, from: Option<NaiveDate>) -> Result<bool, StoreError> {
        let (platform, handle) = named(whose);
        let query = "DELETE FROM office WHERE platform = ?1 AND handle = ?2 AND since = ?3";
        self.sqlite(|connection| connection.execute(query, params![platform, handle, day(from)])).map(|dropped| dropped > 0)
    }

    /// All promises, by account and day.
    pub fn promises(&self) -> Result<Vec<Promise>, StoreError> {
        let rows = self.rows("SELECT platform, handle, since, within FROM promise ORDER BY platform, handle, since", |row| {
            Ok((whose(row)?, since(row)?, row.get::<_, String>(3)?))
        })?;
        Ok(rows
            .into_iter()
            .filter_map(|(whose, from, within)| Some(Promise { whose: whose?, from, within: within.parse().ok()? }))
            .collect())
    }

    /// Keeps a promise; one of the same account and day is replaced.
    pub fn set_promise(&self, promise: &Promise) -> Result<(), StoreError> {
        let (platform, handle) = named(Some(&promise.whose));
        self.sqlite(|connection| {
            connection.execute(
                "INSERT OR REPLACE INTO promise VALUES (?1, ?2, ?3, ?4)",
                params![platform, handle, day(promise.from), promise.within.to_string()],
            )?;
            Ok(())
        })
    }

    /// Forgets a promise; `false`: there was none.
    pub fn drop_promise(&self, whose: &Whose, from: Option<NaiveDate>) -> Result<bool, StoreError> {
        let (platform, handle) = named(Some(whose));
        let query = "DELETE FROM promise WHERE platform = ?1 AND handle = ?2 AND since = ?3";
        self.sqlite(|connection| connection.execute(query, params![platform, handle, day(from)])).map(|dropped| dropped > 0)
    }
}

pub(crate) fn named(whose: Option<&Whose>) -> (&str, &str) {
    whose.map_or(("", ""), |whose| (whose.platform.as_str(), &whose.handle))
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

pub(crate) fn whose(row: &Row<'_>) -> rusqlite::Result<Option<Whose>> {
    let platform = Platform::of_word(row.get_ref(0)?.as_str()?);
    let handle = row.get(1)?;
    Ok(platform.map(|platform| Whose { platform, handle }))
}

fn since(row: &Row<'_>) -> rusqlite::Result<Option<NaiveDate>> {
    Ok(row.get_ref(2)?.as_str()?.parse().ok())
}
