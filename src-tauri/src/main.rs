//! The desktop shell: a window, its file dialogs and one IPC entry. What happens is the engine's.

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod arguments;
mod window_host;

use std::process::ExitCode;
use std::sync::Arc;

use earshot_engine::Engine;
use earshot_engine::api::Failure;
use serde_json::Value;
use tauri::webview::WebviewWindowBuilder;
use tauri::{AppHandle, State, Url};

use crate::arguments::Arguments;
use crate::window_host::{Clipboard, WindowHost};

/// An import passes each record from the thread that reads to the thread that writes, which this allocator is good at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match Arguments::parse(std::env::args_os().skip(1)) {
        Ok(arguments) => arguments,
        Err(error) => {
            eprintln!("error: {error}\nusage: earshot-window [--store FILE] [--demo FILE]");
            return ExitCode::from(2);
        }
    };
    match open_window(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: the window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}

fn open_window(arguments: Arguments) -> tauri::Result<()> {
    let engine = match arguments.demo {
        Some(demo) => Engine::demo(demo, arguments.store),
        None => Engine::new(arguments.store),
    };
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(Arc::new(engine))
        .manage(Clipboard::default())
        .invoke_handler(tauri::generate_handler![call])
        .setup(|app| {
            for window in &app.config().app.windows {
                let mut builder = WebviewWindowBuilder::from_config(app, window)?.on_navigation(is_own);
                if cfg!(feature = "e2e") {
                    builder = builder.initialization_script(KEEP_VIOLATIONS);
                }
                builder.build()?;
            }
            Ok(())
        })
        .run(tauri::generate_context!())
}

/// Keeps what the content policy stops from the very start, for the window tests to ask about.
const KEEP_VIOLATIONS: &str = "window.stopped = [];
    addEventListener('securitypolicyviolation', e => window.stopped.push(`${e.effectiveDirective} ${e.blockedURI} ${e.sample}`));";

/// Whether a page is part of the program. Nothing else is ever shown in the window.
fn is_own(url: &Url) -> bool {
    matches!((url.scheme(), url.host_str()), ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost")))
}

/// The one command. It runs off the main thread, so that the window stays responsive however long it takes.
#[tauri::command]
async fn call(app: AppHandle, engine: State<'_, Arc<Engine>>, cmd: String, payload: Value) -> Result<Value, Failure> {
    let engine = Arc::clone(&engine);
    let answer = tauri::async_runtime::spawn_blocking(move || engine.call(&WindowHost::new(app), &cmd, payload));
    answer.await.unwrap_or_else(|panic| {
        Err(Failure {
            code: "internal".to_owned(),
            message: "the program made a mistake and could not finish".to_owned(),
            detail: panic.to_string(),
            hint: "close the window and open it again; the store is as it was before".to_owned(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_programs_own_pages_are_shown() {
        for (url, own) in [
            ("tauri://localhost/index.html", true),
            ("http://tauri.localhost/", true),
            ("https://example.org/", false),
            ("http://tauri.localhost.example.org/", false),
            ("file:///etc/passwd", false),
            ("about:blank", false),
            ("data:text/html,hello", false),
        ] {
            assert_eq!(is_own(&Url::parse(url).expect("a URL")), own, "{url}");
        }
    }
}
