use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, MutexGuard};

use earshot_formats::Stop;
use earshot_model::Millis;
use earshot_store::Store;

use crate::api::{Failure, Progress};
use crate::data::Known;
use crate::pull::Copied;

/// What a command may ask of its surroundings.
pub trait Host: Sync {
    /// UTC.
    fn now(&self) -> Millis;
    /// Told now and then how far an import is.
    fn progress(&self, progress: &Progress);
    /// Lets the person choose files, or a folder; empty when they dismiss the question.
    fn choose(&self, folder: bool) -> Vec<PathBuf>;
    /// Lets the person say where a file of this name goes; `None` when they dismiss the question.
    fn save(&self, name: &str) -> Option<PathBuf>;
    /// Puts something on the clipboard; the error says why it cannot.
    fn copy(&self, copied: Copied) -> Result<(), String>;
}

/// One store and what is known of it. Commands may run at the same time; one of them may write.
#[derive(Debug)]
pub struct Engine {
    place: Mutex<Place>,
    cancelled: Stop,
    importing: Mutex<()>,
    pub(crate) known: Mutex<Option<Known>>,
    /// What is derived from a store of so many messages is kept beside it.
    pub(crate) worth_keeping: usize,
}

/// To derive fewer takes no longer than to read what was kept.
const WORTH_KEEPING: usize = 100_000;

/// Which store is open.
#[derive(Debug, Clone)]
struct Place {
    store: PathBuf,
    /// Where the person's own files go while a demo is shown.
    own: Option<PathBuf>,
}

impl Engine {
    /// Opens nothing yet: the store is made by the first import.
    pub fn new(store: PathBuf) -> Engine {
        Engine::at(Place { store, own: None })
    }

    /// Shows a demo; the first import goes into the person's own store, which is shown from then on.
    pub fn demo(demo: PathBuf, own: PathBuf) -> Engine {
        Engine::at(Place { store: demo, own: Some(own) })
    }

    fn at(place: Place) -> Engine {
        Engine {
            place: Mutex::new(place),
            cancelled: Stop::default(),
            importing: Mutex::new(()),
            known: Mutex::new(None),
            worth_keeping: WORTH_KEEPING,
        }
    }

    /// Keeps what is derived from a store of so many messages and more; 100,000 unless this is said.
    #[must_use]
    pub fn keeping(self, worth_keeping: usize) -> Engine {
        Engine { worth_keeping, ..self }
    }

    /// The store that is shown.
    pub fn store_path(&self) -> PathBuf {
        lock(&self.place).store.clone()
    }

    pub fn is_demo(&self) -> bool {
        lock(&self.place).own.is_some()
    }

    /// The store that an import goes into.
    pub(crate) fn import_path(&self) -> PathBuf {
        let place = lock(&self.place);
        place.own.as_ref().unwrap_or(&place.store).clone()
    }

    /// From now on the person's own store is shown.
    pub(crate) fn show_own(&self) {
        let mut place = lock(&self.place);
        if let Some(own) = place.own.take() {
            place.store = own;
        }
    }

    /// The shown store for reading; `None` while nothing was ever imported.
    pub(crate) fn read(&self) -> Result<Option<Store>, Failure> {
        let path = self.store_path();
        if !path.exists() { Ok(None) } else { Ok(Some(Store::open_to_read(&path)?)) }
    }

    /// The shown store for reading; an error when there is none.
    pub(crate) fn read_existing(&self) -> Result<Store, Failure> {
        Ok(Store::open_to_read(&self.store_path())?)
    }

    /// Only one import or undo at a time in this process.
    pub(crate) fn begin_writing(&self) -> Result<MutexGuard<'_, ()>, Failure> {
        let guard = self.importing.try_lock().map_err(|_| Failure::busy())?;
        self.cancelled.store(false, Ordering::Relaxed);
        Ok(guard)
    }

    /// Forgets an earlier cancel, unless an import is running, which it may be meant for.
    pub(crate) fn begin_reading(&self) {
        if let Ok(_idle) = self.importing.try_lock() {
            self.cancelled.store(false, Ordering::Relaxed);
        }
    }

    /// Stops a running plan or import; the store stays as it was.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Set while a cancel is asked for; what reads files looks at it.
    pub(crate) fn stop(&self) -> &Stop {
        &self.cancelled
    }

    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// A value that a panicking thread left behind is still a whole one: each is replaced at once, never half-written.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
