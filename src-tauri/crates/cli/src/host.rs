use std::io::{IsTerminal, Write, stderr};
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use earshot_engine::api::Progress;
use earshot_engine::{Copied, Host};

/// What the engine may ask of a terminal.
#[derive(Debug)]
pub(crate) struct Terminal;

impl Host for Terminal {
    #[expect(clippy::disallowed_methods, reason = "a surface is where the clock is read")]
    fn now(&self) -> i64 {
        // A clock that stands before 1970 is as good as unset.
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_millis() as i64)
    }

    /// One line that is written over, and only where somebody watches.
    fn progress(&self, progress: &Progress) {
        let mut out = stderr();
        if out.is_terminal() {
            let percent = progress.bytes * 100 / progress.total_bytes.max(1);
            let _ = write!(out, "\r\x1b[K{percent:3} %  {}  {} rows", progress.name, progress.rows); // a closed terminal watches no more
            if progress.bytes >= progress.total_bytes {
                let _ = write!(out, "\r\x1b[K");
            }
        }
    }

    fn choose(&self, _: bool) -> Vec<PathBuf> {
        Vec::new()
    }

    fn save(&self, _: &str) -> Option<PathBuf> {
        None
    }

    fn copy(&self, _: Copied) -> Result<(), String> {
        Err("a terminal has none".to_owned())
    }
}

/// The user's own store, in the platform's data folder.
pub(crate) fn default_store() -> Option<PathBuf> {
    Some(directories::BaseDirs::new()?.data_dir().join("Earshot").join("earshot.db"))
}
