//! Accounts, people and id spaces: a name in, a row's id out.

use earshot_model::{AccountName, IdSpace, Person};
use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;

/// The ids of names that the running import has met.
#[derive(Debug, Default)]
pub(crate) struct Names {
    accounts: FxHashMap<String, i64>,
    people: FxHashMap<String, i64>,
    spaces: FxHashMap<IdSpace, i64>,
}

impl Names {
    /// The account's row, made when it is new; what the import says about it is kept with the import.
    pub(crate) fn account(&mut self, connection: &Connection, import: i64, name: &AccountName) -> rusqlite::Result<i64> {
        let key = format!("{} {}", name.platform.as_str(), name.handle.to_ascii_lowercase());
        if let Some(&id) = self.accounts.get(&key) {
            return Ok(id);
        }
        let found = connection
            .prepare_cached("SELECT id FROM account WHERE platform = ?1 AND handle = ?2")?
            .query_row(params![name.platform.as_str(), name.handle], |row| row.get(0))
            .optional()?;
        let id = match found {
            Some(id) => id,
            None => connection
                .prepare_cached("INSERT INTO account (platform, handle) VALUES (?1, ?2)")?
                .insert(params![name.platform.as_str(), name.handle])?,
        };
        connection.prepare_cached("INSERT INTO import_account VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
            import,
            id,
            name.handle,
            name.native_id,
            name.display_name
        ])?;
        self.accounts.insert(key, id);
        Ok(id)
    }

    /// The person's row, made when it is new.
    pub(crate) fn person(&mut self, connection: &Connection, platform: &str, person: &Person) -> rusqlite::Result<i64> {
        let key = match (&person.handle, &person.native_id) {
            (Some(handle), _) => handle.to_lowercase(),
            (None, Some(native_id)) => format!("id:{native_id}"),
            (None, None) => format!("name:{}", person.display_name.as_deref().unwrap_or_default()),
        };
        if let Some(&id) = self.people.get(&key) {
            return Ok(id);
        }
        let found = connection
            .prepare_cached("SELECT id FROM person WHERE platform = ?1 AND key = ?2")?
            .query_row(params![platform, key], |row| row.get(0))
            .optional()?;
        let id = match found {
            Some(id) => id,
            None => connection
                .prepare_cached("INSERT INTO person (platform, key, native_id, handle, name) VALUES (?1, ?2, ?3, ?4, ?5)")?
                .insert(params![platform, key, person.native_id, person.handle, person.display_name])?,
        };
        self.people.insert(key, id);
        Ok(id)
    }

    pub(crate) fn space(&mut self, connection: &Connection, space: &IdSpace) -> rusqlite::Result<i64> {
        if let Some(&id) = self.spaces.get(space) {
            return Ok(id);
        }
        connection.execute("INSERT INTO id_space (name) VALUES (?1) ON CONFLICT DO NOTHING", [&*space.0])?;
        let id = connection.query_row("SELECT id FROM id_space WHERE name = ?1", [&*space.0], |row| row.get(0))?;
        self.spaces.insert(space.clone(), id);
        Ok(id)
    }
}

/// Gives each account what its newest import says about it, and drops accounts that no import knows any more.
pub(crate) fn tidy_names(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(include_str!("../../sql/tidy_accounts.sql"))
}
