//! One command at a time, each with its name and its time.

use std::fmt;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::workspace;

/// Why a task stopped: one line that says what to do.
#[derive(Debug)]
pub(crate) struct Failed(String);

impl Failed {
    pub(crate) fn new(why: impl Into<String>) -> Failed {
        Failed(why.into())
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Runs a command with its output in plain sight.
pub(crate) fn step(name: &str, command: &mut Command) -> Result<(), Failed> {
    eprintln!("── {name}");
    let start = Instant::now();
    let status = command
        .status()
        .map_err(|error| Failed::new(format!("{name}: `{}` could not be started: {error}", command.get_program().display())))?;
    eprintln!("── {name}: {}, {}", if status.success() { "done" } else { "failed" }, seconds(start.elapsed()));
    if status.success() { Ok(()) } else { Err(Failed::new(format!("{name} failed ({status})"))) }
}

/// The cargo that runs this program, at the root of the workspace.
pub(crate) fn cargo<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(workspace::root());
    command
}

/// npm in the UI's folder.
pub(crate) fn npm<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.args(arguments).current_dir(workspace::root().join("ui"));
    command
}

pub(crate) fn seconds(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 { format!("{:.1} s", time.as_secs_f64()) } else { format!("{} min {} s", seconds / 60, seconds % 60) }
}
