use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};

use crate::StoreError;

/// Every schema ever released, oldest first. A file is never changed once it is here.
const SCHEMAS: &[M<'static>] = &[
    M::up(include_str!("../migrations/0001_initial.sql")),
    M::up(include_str!("../migrations/0002_every_export.sql")),
    M::up(include_str!("../migrations/0003_people_by_key.sql")).foreign_key_check(),
    M::up(include_str!("../migrations/0004_office_and_promise.sql")),
    M::up(include_str!("../migrations/0005_said_by_hand.sql")),
];
const MIGRATIONS: Migrations<'static> = Migrations::from_slice(SCHEMAS);

/// `EARS`, which the first migration writes into the header of every store.
const APPLICATION_ID: i64 = 0x4541_5253;

/// How much of the file is kept in memory: 64 MiB, as SQLite writes it.
pub(crate) const CACHE: i64 = -65_536;

/// How long to wait for another program that is writing before giving up.
const PATIENCE: Duration = Duration::from_secs(5);

/// One store, one connection. Several processes may read while one writes.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    /// Where a store that is being built will stand.
    place: Option<PathBuf>,
}

impl Drop for Store {
    fn drop(&mut self) {
        if self.place.is_some() {
            remove(&self.path);
        }
    }
}

/// Removes a store that was being built. What can't be removed is replaced by the next one that is built there.
fn remove(path: &Path) {
    for suffix in ["", "-journal", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        let _ = std::fs::remove_file(&name);
    }
}

impl Store {
    /// Opens for writing; makes the file, and brings an older schema up to date.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|_| StoreError::ReadOnly(path.to_owned()))?;
        }
        let existed = std::fs::metadata(path).is_ok_and(|file| file.len() > 0);
        let mut store = Store::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        if existed {
            store.must_be_ours()?;
        }
        store.prepare_to_write().map_err(|error| StoreError::from_sqlite(error, path))?;
        store.migrate()?;
        store.sqlite(|connection| connection.pragma_update(None, "foreign_keys", true))?;
        Ok(store)
    }

    /// Makes a store that nobody can see until it is [`settled`](Store::settle): it is built beside its place, without the journal
    /// that a store in use needs, and goes away when it is dropped before that.
    pub fn build(path: &Path) -> Result<Store, StoreError> {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".new");
        let beside = PathBuf::from(beside);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|_| StoreError::ReadOnly(path.to_owned()))?;
        }
        if beside.exists() {
            // Left behind by a program that was killed, unless one is at work there.
            let old = Store::connect(&beside, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            match old.connection.execute_batch("BEGIN EXCLUSIVE; ROLLBACK").map_err(|error| StoreError::from_sqlite(error, path)) {
                Err(locked @ StoreError::Locked(_)) => return Err(locked),
                Err(_) | Ok(()) => remove(&beside),
            }
        }
        let mut store = Store::connect(&beside, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        store.place = Some(path.to_owned());
        store.prepare_to_build().map_err(|error| StoreError::from_sqlite(error, path))?;
        store.migrate()?;
        Ok(store)
    }

    /// Moves a store that was built to its place; does nothing to any other.
    pub fn settle(mut self) -> Result<(), StoreError> {
        let Some(place) = self.place.take() else { return Ok(()) };
        let unwritable = |_| StoreError::ReadOnly(place.clone());
        self.sqlite(|connection| connection.pragma_update(None, "journal_mode", "WAL"))?;
        let beside = self.path.clone();
        drop(self);
        std::fs::File::open(&beside).and_then(|file| file.sync_all()).map_err(unwritable)?;
        // Another program may have made a store there meanwhile; a link, unlike a move, never replaces it.
        let linked = std::fs::hard_link(&beside, &place);
        remove(&beside);
        linked.map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => StoreError::Locked(place.clone()),
            _ => unwritable(error),
        })
    }

    /// Opens for reading only. Reads a store on a medium that can't be written, too.
    pub fn open_to_read(path: &Path) -> Result<Store, StoreError> {
        if std::fs::metadata(path).map_or(true, |file| file.len() == 0) {
            return Err(StoreError::Missing(path.to_owned()));
        }
        let mut store = Store::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        if store.must_be_ours().is_ok() && MIGRATIONS.pending_migrations(&store.connection).is_ok_and(|pending| pending > 0) {
            // An older version made it: queries need its schema brought up to date, once.
            Store::open(path)?;
            store = Store::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        }
        match store.must_be_ours() {
            // Without write access, SQLite can't make the shared-memory file of a WAL store; nobody else can be writing then.
            Err(StoreError::Sqlite(_) | StoreError::ReadOnly(_)) => {
                let store = Store::connect_immutable(path)?;
                store.must_be_ours()?;
                Ok(store)
            }
            Err(error) => Err(error),
            Ok(()) => Ok(store),
        }
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Store, StoreError> {
        if path.is_dir() {
            return Err(StoreError::NotAStore(path.to_owned()));
        }
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let connection = Connection::open_with_flags(path, flags).map_err(|error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::CannotOpen) => StoreError::ReadOnly(path.to_owned()),
            _ => StoreError::from_sqlite(error, path),
        })?;
        connection.busy_timeout(PATIENCE).map_err(|error| StoreError::from_sqlite(error, path))?;
        Ok(Store { connection, path: path.to_owned(), place: None })
    }

    fn connect_immutable(path: &Path) -> Result<Store, StoreError> {
        let escaped: String = path.to_string_lossy().chars().map(escape).collect();
        let mut store = Store::connect(Path::new(&format!("file:{escaped}?immutable=1")), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        path.clone_into(&mut store.path);
        Ok(store)
    }

    /// Tells a store from any other file, and one of a newer version from one that can be read.
    fn must_be_ours(&self) -> Result<(), StoreError> {
        let read = |pragma: &str| self.connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
        let (application, version) = read("application_id")
            .and_then(|application| Ok((application, read("user_version")?)))
            .map_err(|error| StoreError::from_sqlite(error, &self.path))?;
        if application != APPLICATION_ID {
            return Err(StoreError::NotAStore(self.path.clone()));
        }
        match MIGRATIONS.current_version(&self.connection) {
            Ok(rusqlite_migration::SchemaVersion::Outside(_)) => Err(StoreError::Newer(self.path.clone())),
            Ok(_) if version == 0 => Err(StoreError::Damaged(self.path.clone())),
            Ok(_) => Ok(()),
            Err(_) => Err(StoreError::Damaged(self.path.clone())),
        }
    }

    /// Links are not held yet: a schema that makes a table anew would take along what is linked to it.
    fn prepare_to_write(&self) -> rusqlite::Result<()> {
        self.connection.pragma_update(None, "journal_mode", "WAL")?;
        self.connection.pragma_update(None, "synchronous", "NORMAL")?;
        self.connection.pragma_update(None, "foreign_keys", false)?;
        self.connection.pragma_update(None, "cache_size", CACHE)?;
        self.connection.pragma_update(None, "temp_store", "MEMORY")
    }

    /// What is lost with the machine's power is a file that nobody has seen yet; and rows refer to nothing but what this very import made.
    fn prepare_to_build(&self) -> rusqlite::Result<()> {
        self.connection.pragma_update(None, "page_size", 16_384)?;
        self.connection.pragma_update(None, "journal_mode", "MEMORY")?;
        self.connection.pragma_update(None, "synchronous", "OFF")?;
        self.connection.pragma_update(None, "foreign_keys", false)?;
        self.connection.pragma_update(None, "cache_size", CACHE)?;
        self.connection.pragma_update(None, "threads", 2) // for the sort behind an index
    }

    fn migrate(&mut self) -> Result<(), StoreError> {
        MIGRATIONS.to_latest(&mut self.connection).map_err(|error| match error {
            rusqlite_migration::Error::MigrationDefinition(rusqlite_migration::MigrationDefinitionError::DatabaseTooFarAhead) => {
                StoreError::Newer(self.path.clone())
            }
            rusqlite_migration::Error::RusqliteError { err, .. } => StoreError::from_sqlite(err, &self.path),
            other => StoreError::Query(other.to_string()),
        })
    }

    /// Runs a query and sorts its error.
    pub(crate) fn sqlite<T>(&self, query: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        query(&self.connection).map_err(|error| StoreError::from_sqlite(error, &self.path))
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// What a URI filename needs escaped.
fn escape(letter: char) -> String {
    match letter {
        '?' => "%3f".to_owned(),
        '#' => "%23".to_owned(),
        '%' => "%25".to_owned(),
        _ => letter.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_migration_applies() {
        super::MIGRATIONS.validate().unwrap();
    }
}
