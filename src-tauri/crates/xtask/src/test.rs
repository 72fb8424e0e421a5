//! `cargo xtask test`: every check and test, the cheapest first.

use std::process::Command;
use std::time::Instant;

use crate::setup::{self, succeeds};
use crate::step::{Failed, cargo, npm, seconds, step};
use crate::workspace;

/// The window answers its file dialogs from an environment variable.
const E2E: [&str; 2] = ["--features", "earshot-shell/e2e"];

pub(crate) fn test() -> Result<(), Failed> {
    let start = Instant::now();
    setup::for_testing()?;
    let mut steps = [
        ("format", cargo(["fmt", "--all", "--check"])),
        ("UI check", npm(["run", "check"])),
        ("UI tests", npm(["test"])),
        ("lints", with(cargo(["clippy", "--workspace", "--all-targets"]), &[&E2E, &["--", "--deny", "warnings"]])),
        ("build", with(cargo(["build", "--workspace", "--all-targets"]), &[&E2E])),
        ("Rust tests", with(tests()?, &[&["--workspace", "--all-targets", "--exclude", "earshot-test-window"], &E2E])),
        ("window tests", with(tests()?, &[&["--workspace", "--test", "window"], &E2E])),
    ];
    // One run tells everything that is wrong, as a run is long.
    let failed: Vec<&str> = steps.iter_mut().filter_map(|(name, command)| step(name, command).is_err().then_some(*name)).collect();
    let time = seconds(start.elapsed());
    if !failed.is_empty() {
        return Err(Failed::new(format!("failed: {} ({} of {} steps, {time})", failed.join(", "), failed.len(), steps.len())));
    }
    println!("passed: all {} steps, {time}", steps.len());
    Ok(())
}

/// The test runner: nextest where it is installed. The programs under test are those that the step before has built.
fn tests() -> Result<Command, Failed> {
    let has_nextest = succeeds(&["cargo", "nextest", "--version"]);
    let mut command = if has_nextest { cargo(["nextest", "run"]) } else { cargo(["test"]) };
    command.arg("--no-fail-fast").env("EARSHOT_PROGRAMS", workspace::programs()?);
    Ok(command)
}

fn with(mut command: Command, arguments: &[&[&str]]) -> Command {
    command.args(arguments.iter().copied().flatten());
    command
}
