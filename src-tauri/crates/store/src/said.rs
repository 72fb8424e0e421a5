//! What people say of the data: where a message belongs, what the register knows, how moments are called.

use earshot_model::{Entry, Named, Overruled, Verdict, Whose};
use rusqlite::params;

use crate::office::{named, whose};
use crate::{Store, StoreError};

/// A message that an id may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub message: i64,
    /// The name of the id space.
    pub space: String,
    /// The account that said it, as a row of this store; `None`: nobody of ours did.
    pub account: Option<i64>,
    pub direct: bool,
}

impl Store {
    /// The messages of this id, each of another space.
    pub fn messages_of_id(&self, id: &str) -> Result<Vec<Found>, StoreError> {
        self.sqlite(|connection| {
            let mut statement = connection.prepare(include_str!("../sql/messages_of_id.sql"))?;
            let found = statement
                .query_map([id], |row| Ok(Found { message: row.get(0)?, space: row.get(1)?, account: row.get(2)?, direct: row.get(3)? }))?;
            found.collect()
        })
    }

    /// Every message of which a person has said where it belongs, by its row, and why; those that no import holds now are left out.
    pub fn verdicts(&self) -> Result<Vec<(i64, Verdict, Option<String>)>, StoreError> {
        let rows = self
            .rows(include_str!("../sql/verdicts.sql"), |row| Ok((row.get(0)?, Verdict::of_word(row.get_ref(1)?.as_str()?), row.get(2)?)))?;
        Ok(rows.into_iter().filter_map(|(message, verdict, reason)| Some((message, verdict?, reason))).collect())
    }

    /// All that was overruled, by space and id, whether an import holds the message now or not.
    pub fn overruled(&self) -> Result<Vec<Overruled>, StoreError> {
        let rows = self.rows("SELECT space, native_id, verdict, reason FROM overruled ORDER BY space, native_id", |row| {
            Ok((row.get(0)?, row.get(1)?, Verdict::of_word(row.get_ref(2)?.as_str()?), row.get(3)?))
        })?;
        Ok(rows.into_iter().filter_map(|(space, id, verdict, reason)| Some(Overruled { space, id, verdict: verdict?, reason })).collect())
    }

    /// Keeps where a message belongs; what was said of it before is replaced.
    pub fn overrule(&self, said: &Overruled) -> Result<(), StoreError> {
        self.sqlite(|connection| {
            connection.execute(
                "INSERT OR REPLACE INTO overruled VALUES (?1, ?2, ?3, ?4)",
                params![said.space, said.id, said.verdict.as_str(), said.reason],
            )?;
            Ok(())
        })
    }

    /// Leaves a message to the rules again; `false`: it was.
    pub fn drop_overruled(&self, space: &str, id: &str) -> Result<bool, StoreError> {
        let query = "DELETE FROM overruled WHERE space = ?1 AND native_id = ?2";
        self.sqlite(|connection| connection.execute(query, [space, id])).map(|dropped| dropped > 0)
    }

    /// The register, by account.
    pub fn register(&self) -> Result<Vec<Entry>, StoreError> {
        let query =
            "SELECT platform, handle, peer, owner, purpose, house_rules, coalesce(opened_on, '') FROM register ORDER BY platform, handle";
        let rows = self.rows(query, |row| {
            let opened_on = row.get_ref(6)?.as_str()?.parse().ok();
            Ok((whose(row)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, opened_on))
        })?;
        Ok(rows
            .into_iter()
            .filter_map(|(whose, peer, owner, purpose, house_rules, opened_on)| {
                Some(Entry { whose: whose?, peer, owner, purpose, house_rules, opened_on })
            })
            .collect())
    }

    /// Keeps what the register knows of an account, in place of what it knew.
    pub fn set_entry(&self, entry: &Entry) -> Result<(), StoreError> {
        let (platform, handle) = named(Some(&entry.whose));
        self.sqlite(|connection| {
            connection.execute(
                "INSERT OR REPLACE INTO register VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    platform,
                    handle,
                    entry.peer,
                    entry.owner,
                    entry.purpose,
                    entry.house_rules,
                    entry.opened_on.map(|day| day.to_string())
                ],
            )?;
            Ok(())
        })
    }

    /// The moments that people have named, in order of time.
    pub fn named_moments(&self) -> Result<Vec<Named>, StoreError> {
        self.rows("SELECT platform, handle, starts, ends, name, note FROM moment ORDER BY starts, ends, platform, handle", |row| {
            Ok(Named { whose: whose(row)?, from: row.get(2)?, to: row.get(3)?, name: row.get(4)?, note: row.get(5)? })
        })
    }

    /// Keeps a named moment; one of the same account and time is replaced.
    pub fn name_moment(&self, moment: &Named) -> Result<(), StoreError> {
        let (platform, handle) = named(moment.whose.as_ref());
        self.sqlite(|connection| {
            connection.execute(
                "INSERT OR REPLACE INTO moment VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![platform, handle, moment.from, moment.to, moment.name, moment.note],
            )?;
            Ok(())
        })
    }

    /// Forgets a named moment; `false`: there was none.
    pub fn drop_moment(&self, whose: Option<&Whose>, from: i64, to: i64) -> Result<bool, StoreError> {
        let (platform, handle) = named(whose);
        let query = "DELETE FROM moment WHERE platform = ?1 AND handle = ?2 AND starts = ?3 AND ends = ?4";
        self.sqlite(|connection| connection.execute(query, params![platform, handle, from, to])).map(|dropped| dropped > 0)
    }
}
