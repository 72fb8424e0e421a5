//! What a developer runs: `cargo xtask run`, `cargo xtask test` and the rest of [`TASKS`].
//!
//! It is built before anything else is, on a machine that may have nothing but Rust and Node, so that it depends on next
//! to nothing and knows the other crates only as commands.

mod run;
mod gallery;
mod test;
mod bench;

mod setup;
mod step;
mod workspace;

mod sample_data;

use std::process::ExitCode;

use crate::step::{Failed, cargo, step};

struct Task {
    name: &'static str,
    what: &'static str,
    run: fn(arguments: &[String]) -> Result<(), Failed>,
}

const TASKS: &[Task] = &[
    Task { name: "run", what: "sets up, builds, and opens the window on the sample data", run: |_| run::run() },
    Task { name: "test", what: "sets up and runs every check and test, those in the real window included", run: |_| test::test() },
    Task {
        name: "bench",
        what: "times the command beside the tools an analyst would use, [ROWS]; or each reader by itself, readers [FORMAT…]; or churn; or charts",
        run: bench::bench,
    },
    Task { name: "gallery", what: "draws every chart of the sample data, and a page that shows them", run: |_| gallery::gallery() },
    Task { name: "sample-data", what: "writes sample-data/ anew", run: |_| write_sample_data() },
    Task { name: "types", what: "writes ui/src/platform/api.ts anew from the engine's types", run: |_| write_types() },
    Task { name: "manual", what: "writes the manual's page of formats anew from what the readers say", run: |_| write_manual() },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let task = arguments.first().and_then(|name| TASKS.iter().find(|task| task.name == name));
    let Some(task) = task else {
        eprintln!("usage: cargo xtask TASK\n");
        TASKS.iter().for_each(|task| eprintln!("  {:12} {}", task.name, task.what));
        return ExitCode::from(2);
    };
    match (task.run)(&arguments[1..]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write_sample_data() -> Result<(), Failed> {
    let folder = workspace::root().join("sample-data");
    sample_data::write(&folder).map_err(|error| Failed::new(format!("{} could not be written: {error}", folder.display())))
}

/// The types know how to write themselves; the same test that finds the file stale writes it when it is asked to.
fn write_types() -> Result<(), Failed> {
    step("types", cargo(["test", "--workspace", "--lib", "typescript"]).env("EARSHOT_WRITE_TYPES", "1"))
}

/// So does the manual's page of formats.
fn write_manual() -> Result<(), Failed> {
    step("manual", cargo(["test", "--package", "earshot-formats", "--lib", "manual"]).env("EARSHOT_WRITE_MANUAL", "1"))
}
