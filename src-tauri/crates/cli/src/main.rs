//! The `earshot` command.
//!
//! `--json` prints one document on standard output and nothing else; words, progress and problems go to standard error.
//! Exit 0: done (rejected rows are counted and named); 1: failed, and nothing was changed; 2: wrong usage.

mod arguments;
mod answer;
mod importing;
mod measuring;
mod asking;
mod office;
mod presences;
mod register;
mod host;

use std::process::ExitCode;

use clap::Parser;
use earshot_engine::Engine;
use earshot_engine::api::Failure;

use crate::arguments::{Arguments, Command};

/// An import passes each record from the thread that reads to the thread that writes, which this allocator is good at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print(); // a closed standard error leaves nobody to tell
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let hint = if failure.hint.is_empty() { String::new() } else { format!("; {}", failure.hint) };
            eprintln!("earshot: {failure}{hint}");
            ExitCode::from(if failure.code == "bad-request" { 2 } else { 1 })
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Failure> {
    let store = match arguments.store {
        Some(store) => store,
        None => host::default_store().ok_or_else(|| answer::failed("there is no home folder", "name a store with --store FILE"))?,
    };
    let engine = Engine::new(store);
    match arguments.command {
        Command::Import(import) => importing::import(&engine, &import),
        Command::Imports { import: Some(import), json } => importing::report(&engine, import, json),
        Command::Imports { import: None, json } => importing::imports(&engine, json),
        Command::Undo { import, json } => importing::undo(&engine, import, json),
        Command::Formats { json } => asking::formats(json),
        Command::Accounts { json } => asking::accounts(&engine, json),
        Command::Measure(measure) => measuring::measure(&engine, &measure),
        Command::Presences { print } => presences::presences(&engine, print),
        Command::Moments { filters, print } => presences::moments(&engine, &filters, print),
        Command::Shift(shift) => presences::shift(&engine, &shift),
        Command::Rows(rows) => measuring::rows(&engine, &rows),
        Command::Chart(chart) => measuring::chart(&engine, &chart),
        Command::Sql { query, print } => asking::sql(&engine, &query, print),
        Command::Zone { zone } => asking::zone(&engine, zone.as_deref()),
        Command::Hours(hours) => office::hours(&engine, &hours),
        Command::Promise(promise) => office::promise(&engine, &promise),
        Command::Register(register) => register::register(&engine, &register),
        Command::Peers(peers) => register::peers(&engine, &peers),
        Command::Overrule(overrule) => register::overrule(&engine, &overrule),
        Command::Name(name) => register::name(&engine, &name),
        Command::Check => asking::check(&engine),
    }
}
