use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use arboard::ImageData;
use earshot_engine::api::Progress;
use earshot_engine::{Copied, Host, Pixels};
use tauri::{AppHandle, Emitter, Manager};
use tauri_plugin_dialog::DialogExt;

/// The system's clipboard, once something was copied: on some systems it holds what the program holds, and no longer.
#[derive(Default)]
pub(crate) struct Clipboard(Mutex<Option<arboard::Clipboard>>);

/// What the engine may ask of its surroundings, answered by the window.
#[derive(Debug)]
pub(crate) struct WindowHost {
    app: AppHandle,
}

impl WindowHost {
    pub(crate) fn new(app: AppHandle) -> WindowHost {
        WindowHost { app }
    }
}

impl Host for WindowHost {
    #[expect(clippy::disallowed_methods, reason = "a surface is where the clock is read")]
    fn now(&self) -> i64 {
        // A clock that stands before 1970 is as good as unset.
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_millis() as i64)
    }

    fn progress(&self, progress: &Progress) {
        // A window that is closing has no use for progress, so that a failure to deliver it is no failure of the import.
        let _ = self.app.emit("progress", progress);
    }

    /// The native dialog; an empty list when it is dismissed.
    fn choose(&self, folder: bool) -> Vec<PathBuf> {
        if cfg!(feature = "e2e") {
            return std::env::var_os("EARSHOT_CHOOSE").iter().flat_map(std::env::split_paths).collect();
        }
        let mut dialog = self.app.dialog().file();
        if let Some(window) = self.app.get_webview_window("main") {
            dialog = dialog.set_parent(&window);
        }
        let chosen = if folder { dialog.blocking_pick_folders() } else { dialog.blocking_pick_files() };
        chosen.unwrap_or_default().into_iter().filter_map(|path| path.into_path().ok()).collect()
    }

    /// The native dialog; `None` when it is dismissed.
    fn save(&self, name: &str) -> Option<PathBuf> {
        if cfg!(feature = "e2e") {
            return std::env::var_os("EARSHOT_SAVE").filter(|path| !path.is_empty()).map(PathBuf::from);
        }
        let mut dialog = self.app.dialog().file().set_file_name(name);
        if let Some(window) = self.app.get_webview_window("main") {
            dialog = dialog.set_parent(&window);
        }
        dialog.blocking_save_file().and_then(|path| path.into_path().ok())
    }

    fn copy(&self, copied: Copied) -> Result<(), String> {
        let clipboard = self.app.state::<Clipboard>();
        let mut held = clipboard.0.lock().unwrap_or_else(PoisonError::into_inner);
        let copy = || -> Result<(), arboard::Error> {
            let open = match &mut *held {
                Some(open) => open,
                none => none.insert(arboard::Clipboard::new()?),
            };
            match copied {
                Copied::Text(text) => open.set_text(text),
                Copied::Picture(Pixels { width, height, rgba }) => {
                    open.set_image(ImageData { width: width as usize, height: height as usize, bytes: rgba.into() })
                }
            }
        };
        copy().map_err(|error| error.to_string())
    }
}
