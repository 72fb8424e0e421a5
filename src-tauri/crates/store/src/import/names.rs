//! Accounts, people and id spaces: a name in, a row's id out.

use earshot_model::{AccountName, IdSpace, Person, Platform};
use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;

/// The ids of names that the running import has met, by platform: the export of a desk holds rows of several.
#[derive(Debug)]
pub(crate) struct Names {
    /// As they were written.
    accounts: FxHashMap<Platform, FxHashMap<String, i64>>,
    /// By key.
    people: FxHashMap<Platform, FxHashMap<Box<str>, i64>>,
    /// The store held nobody before, so whoever is not among `people` is new.
    all_met: bool,
    /// The key of the person who is looked up.
    key: String,
    space: Option<(IdSpace, i64, Platform)>,
    /// People of whom the import says more than their key does.
    detailed: Vec<i64>,
}

impl Names {
    pub(crate) fn new(all_met: bool) -> Names {
        Names {
            accounts: FxHashMap::default(),
            people: FxHashMap::default(),
            all_met,
            key: String::new(),
            space: None,
            detailed: Vec::new(),
        }
    }

    /// The account of a handle; see [`account`](Names::account).
    pub(crate) fn account_of(&mut self, connection: &Connection, import: i64, platform: Platform, handle: &str) -> rusqlite::Result<i64> {
        match self.accounts.get(&platform).and_then(|known| known.get(handle)) {
            Some(&id) => Ok(id),
            None => {
                let name = AccountName { platform, handle: handle.to_owned(), native_id: None, display_name: None };
                self.account(connection, import, &name)
            }
        }
    }

    /// The account's row, made when it is new; what the import says about it is kept with the import.
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
        self.accounts.entry(name.platform).or_default().insert(name.handle.clone(), id);
        Ok(id)
    }

    /// The person's row, made when it is new. What the import says beyond the key is kept with the import.
    pub(crate) fn person(&mut self, connection: &Connection, import: i64, platform: Platform, person: &Person) -> rusqlite::Result<i64> {
        self.set_key(person);
        let key = self.key.as_str();
        let people = self.people.entry(platform).or_default();
        if let Some(&id) = people.get(key) {
            return Ok(id);
        }
        let known = match self.all_met {
            true => None,
            false => connection
                .prepare_cached("SELECT id FROM person WHERE key = ?1 AND platform = ?2")?
                .query_row(params![key, platform.as_str()], |row| row.get(0))
                .optional()?,
        };
        let id = match known {
            Some(id) => id,
            None => {
                connection
                    .prepare_cached("INSERT INTO person (platform, key, native_id, handle, name) VALUES (?1, ?2, ?3, ?4, ?5)")?
                    .execute(params![platform.as_str(), key, person.native_id, person.handle, person.display_name])?;
                connection.last_insert_rowid()
            }
        };
        people.insert(key.into(), id);
        let says_more = match &person.handle {
            Some(handle) => handle != key || person.native_id.is_some() || person.display_name.is_some(),
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

    /// The handle in lower case, else the platform's id, else the name as it is displayed.
    fn set_key(&mut self, person: &Person) {
        let key = &mut self.key;
        key.clear();
        match (&person.handle, &person.native_id) {
            (Some(handle), _) if handle.is_ascii() => {
                key.push_str(handle);
                key.make_ascii_lowercase();
            }
            (Some(handle), _) => *key = handle.to_lowercase(),
            (None, Some(native_id)) => key.extend(["id:", native_id]),
            (None, None) => key.extend(["name:", person.display_name.as_deref().unwrap_or_default()]),
        }
    }

    /// Forgets whom it met; gives back the people of whom this import said more than their key does.
    pub(crate) fn close(&mut self) -> Vec<i64> {
        self.people = FxHashMap::default();
        std::mem::take(&mut self.detailed)
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
