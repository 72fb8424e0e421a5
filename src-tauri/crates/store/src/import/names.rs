//! Accounts, people and id spaces: a name in, a row's id out.

use earshot_model::{AccountName, IdSpace, Person, Platform};
use rusqlite::{Connection, params};
use rustc_hash::FxHashMap;

/// The ids of names that the running import has met, as they were written.
#[derive(Debug, Default)]
pub(crate) struct Names {
    accounts: FxHashMap<String, i64>,
    handles: FxHashMap<String, i64>,
    native_ids: FxHashMap<String, i64>,
    display_names: FxHashMap<String, i64>,
    space: Option<(IdSpace, i64, Platform)>,
    /// People of whom the import says more than their key does.
    detailed: Vec<i64>,
}

impl Names {
    /// The account of a handle; see [`account`](Names::account).
    pub(crate) fn account_of(&mut self, connection: &Connection, import: i64, platform: Platform, handle: &str) -> rusqlite::Result<i64> {
        match self.accounts.get(handle) {
            Some(&id) => Ok(id),
            None => {
                let name = AccountName { platform, handle: handle.to_owned(), native_id: None, display_name: None };
                self.account(connection, import, &name)
            }
        }
    }

    /// The account's row, made when it is new; what the import says about it is kept with the import. All accounts of a file are
    /// of one platform.
    pub(crate) fn account(&mut self, connection: &Connection, import: i64, name: &AccountName) -> rusqlite::Result<i64> {
        connection
            .prepare_cached("INSERT INTO account (platform, handle) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
            .execute(params![name.platform.as_str(), name.handle])?;
        let id = connection
            .prepare_cached("SELECT id FROM account WHERE platform = ?1 AND handle = ?2")?
            .query_row(params![name.platform.as_str(), name.handle], |row| row.get(0))?;
        // The same account in other letters is the same account.
        connection.prepare_cached("INSERT INTO import_account VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING")?.execute(params![
            import,
            id,
            name.handle,
            name.native_id,
            name.display_name
        ])?;
        self.accounts.insert(name.handle.clone(), id);
        Ok(id)
    }

    /// The person's row, made when it is new. What the import says beyond the key is kept with the import.
    pub(crate) fn person(&mut self, connection: &Connection, import: i64, platform: Platform, person: &Person) -> rusqlite::Result<i64> {
        let (known, name) = match (&person.handle, &person.native_id, &person.display_name) {
            (Some(handle), _, _) => (&mut self.handles, handle.as_str()),
            (None, Some(native_id), _) => (&mut self.native_ids, native_id.as_str()),
            (None, None, display_name) => (&mut self.display_names, display_name.as_deref().unwrap_or_default()),
        };
        if let Some(&id) = known.get(name) {
            return Ok(id);
        }
        let key = match (&person.handle, &person.native_id) {
            (Some(handle), _) => handle.to_lowercase(),
            (None, Some(native_id)) => format!("id:{native_id}"),
            (None, None) => format!("name:{name}"),
        };
        let made = connection
            .prepare_cached(
                "INSERT INTO person (platform, key, native_id, handle, name) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
            )?
            .execute(params![platform.as_str(), key, person.native_id, person.handle, person.display_name])?;
        let id = match made {
            1 => connection.last_insert_rowid(),
            _ => connection
                .prepare_cached("SELECT id FROM person WHERE platform = ?1 AND key = ?2")?
                .query_row(params![platform.as_str(), key], |row| row.get(0))?,
        };
        known.insert(name.to_owned(), id);
        let says_more = match &person.handle {
            Some(handle) => *handle != key || person.native_id.is_some() || person.display_name.is_some(),
            None => person.native_id.is_some() && person.display_name.is_some(),
        };
        if says_more {
            connection.prepare_cached("INSERT INTO person_detail VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING")?.execute(params![
                id,
                import,
                person.native_id,
                person.handle,
                person.display_name
            ])?;
            self.detailed.push(id);
        }
        Ok(id)
    }

    /// The people of whom this import said more than their key does.
    pub(crate) fn into_detailed(self) -> Vec<i64> {
        self.detailed
    }

    pub(crate) fn space(&mut self, connection: &Connection, space: &IdSpace) -> rusqlite::Result<(i64, Platform)> {
        if let Some((_, id, platform)) = self.space.as_ref().filter(|(known, _, _)| known == space) {
            return Ok((*id, *platform));
        }
        let platform = space.platform();
        connection.execute("INSERT INTO id_space (name) VALUES (?1) ON CONFLICT DO NOTHING", [&*space.0])?;
        let id = connection.query_row("SELECT id FROM id_space WHERE name = ?1", [&*space.0], |row| row.get(0))?;
        self.space = Some((space.clone(), id, platform));
        Ok((id, platform))
    }
}

/// Gives people what the newest import says about them.
pub(crate) fn tidy_people(connection: &Connection, people: &[i64]) -> rusqlite::Result<()> {
    let mut tidy = connection.prepare(include_str!("../../sql/tidy_person.sql"))?;
    people.iter().try_for_each(|person| tidy.execute([person]).map(drop))
}

/// Gives each account what its newest import says about it, and drops accounts that no import knows any more.
pub(crate) fn tidy_names(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(include_str!("../../sql/tidy_accounts.sql"))
}
