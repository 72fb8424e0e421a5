//! Each reader by itself, on a file that grows from a fixture.
//!
//!     earshot-bench-readers list                              the seeds, a line each
//!     earshot-bench-readers make SEED MEGABYTES FOLDER        writes the file; prints its path, its size and its records, as JSON
//!     earshot-bench-readers read SEED FILE RECORDS            plans and reads it; prints how long each took, as JSON
//!     earshot-bench-readers try PATH                          plans and reads whatever it is; prints what came of it, as JSON

#![allow(clippy::unwrap_used, reason = "the workbooks of the tests are made here too, and a test may panic")]

mod seed;
mod seeds;
mod vary;
mod grow;
mod car;
#[path = "../../../src-tauri/crates/formats/src/sheet/build.rs"]
mod workbook;

use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use earshot_formats::{Item, Sink, Stop};
use earshot_model::{FilePlan, Overrides, Problem, Severity};
use serde_json::{Value, json};

use crate::grow::Growing;
use crate::seed::Seed;
use crate::seeds::SEEDS;

/// That of the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["list"] => {
            SEEDS.iter().flat_map(|seeds| seeds.iter()).for_each(|seed| println!("{}", seed.label()));
            every_format_has_one()
        }
        ["make", seed, megabytes, folder] => make(seed, megabytes, Path::new(folder)).map(|made| println!("{made}")),
        ["read", seed, file, records] => read(seed, Path::new(file), records).map(|times| println!("{times}")),
        ["try", path] => {
            println!("{}", attempt(Path::new(path)));
            Ok(())
        }
        _ => Err("usage: earshot-bench-readers list | make SEED MEGABYTES FOLDER | read SEED FILE RECORDS | try PATH".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn seed(label: &str) -> Result<&'static Seed, String> {
    SEEDS.iter().flat_map(|seeds| seeds.iter()).find(|seed| seed.label() == label).ok_or_else(|| format!("there is no seed `{label}`"))
}

fn every_format_has_one() -> Result<(), String> {
    let known = |id: &str| SEEDS.iter().flat_map(|seeds| seeds.iter()).any(|seed| seed.format == id);
    let without: Vec<String> = earshot_formats::formats().into_iter().map(|format| format.id).filter(|id| !known(id)).collect();
    if without.is_empty() { Ok(()) } else { Err(format!("formats without a seed: {}", without.join(", "))) }
}

fn number(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("`{text}` is no number"))
}

/// How many records a piece makes is known from files of one piece and of two, or of one document and of two.
fn make(label: &str, megabytes: &str, folder: &Path) -> Result<Value, String> {
    let seed = seed(label)?;
    let growing = Growing::of(seed)?;
    let path = folder.join(seed.name());
    let least = growing.least();
    let records = |pieces| {
        growing.write(&path, pieces)?;
        match plan(seed, &path)? {
            Some(plan) => records(&plan),
            None => Ok(0),
        }
    };
    let (one, two) = (records(least)?, records(2 * least)?);
    let grown = growing.make(&path, number(megabytes)? * 1_000_000)?;
    let records = if two > one { one + (two - one) * (grown.pieces.div_ceil(least) - 1) } else { 0 };
    let packed = path.metadata().map_err(|error| error.to_string())?.len();
    Ok(json!({ "path": path, "unpacked": grown.unpacked, "packed": packed, "records": records }))
}

fn read(label: &str, path: &Path, expected: &str) -> Result<Value, String> {
    let (seed, expected) = (seed(label)?, number(expected)?);
    let start = Instant::now();
    let plan = plan(seed, path)?;
    let planned = start.elapsed().as_secs_f64();
    let Some(plan) = plan else { return Ok(json!({ "plan": planned, "read": null, "peak": peak() })) };
    let start = Instant::now();
    let found = records(&plan)?;
    let read = start.elapsed().as_secs_f64();
    if found != expected || found == 0 {
        return Err(format!("{label}: {found} records were read, and {expected} should have been"));
    }
    Ok(json!({ "plan": planned, "read": read, "peak": peak() }))
}

/// What becomes of a file that may be made to exhaust a computer.
fn attempt(path: &Path) -> Value {
    let start = Instant::now();
    let plan = earshot_formats::plan(path, &Overrides::default(), &Stop::default());
    let mut count = Count { goes_on: true, ..Count::default() };
    let mut refused: Vec<String> = plan.refused.iter().map(said).collect();
    for file in &plan.files {
        refused.extend(earshot_formats::read(file, &mut count).err().map(|problem| said(&problem)));
    }
    let formats: Vec<&str> = plan.files.iter().map(|file| &*file.format).collect();
    json!({
        "formats": formats,
        "records": count.records,
        "rejected": count.rejected,
        "first rejected": count.problem.as_ref().map(said),
        "refused": refused,
        "seconds": start.elapsed().as_secs_f64(),
        "peak": peak(),
    })
}

/// The plan of the one file; `None` where the format is known only to be refused.
fn plan(seed: &Seed, path: &Path) -> Result<Option<FilePlan>, String> {
    let zone = seed.is_zoned.then(|| "Europe/Stockholm".to_owned());
    let plan = earshot_formats::plan(path, &Overrides { zone, ..Overrides::default() }, &Stop::default());
    let label = seed.label();
    match (&plan.files[..], &plan.refused[..]) {
        ([file], _) if file.format == seed.format => Ok(Some(file.clone())),
        ([file], _) => Err(format!("{label} was taken for {}", file.format)),
        ([], [problem]) if seed.format == "linkedin-page-competitors" => {
            if problem.message.starts_with("LinkedIn's comparison") {
                Ok(None)
            } else {
                Err(said(problem))
            }
        }
        ([], [problem, ..]) => Err(format!("{label}: {}", said(problem))),
        (files, _) => Err(format!("{label} has {} plans", files.len())),
    }
}

/// Reads a file, and fails on the first row that is rejected.
fn records(plan: &FilePlan) -> Result<u64, String> {
    let mut count = Count::default();
    earshot_formats::read(plan, &mut count).map_err(|problem| said(&problem))?;
    match count.problem {
        Some(problem) => Err(format!("{}: {}", plan.format, said(&problem))),
        None => Ok(count.records),
    }
}

fn said(problem: &Problem) -> String {
    let line = problem.line.map_or(String::new(), |line| format!(" line {line}"));
    let raw: String = problem.raw.iter().flat_map(|raw| raw.chars()).take(200).collect();
    format!("{}{line}: {} ({raw:?})", problem.file, problem.message)
}

#[derive(Default)]
struct Count {
    records: u64,
    rejected: u64,
    /// The first row that was rejected.
    problem: Option<Problem>,
    /// Whether what follows that is read.
    goes_on: bool,
}

impl Sink for Count {
    fn take(&mut self, item: Item) -> ControlFlow<()> {
        match item {
            // What is left out for its kind is told in a note.
            Item::Problem(problem) if problem.severity == Severity::Note => {}
            Item::Problem(problem) => {
                self.rejected += 1;
                self.problem.get_or_insert(problem);
                return if self.goes_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
            }
            _ => self.records += 1,
        }
        ControlFlow::Continue(())
    }

    fn progress(&mut self, _: u64) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// The peak resident memory of this process, in MB; unknown where the system does not tell.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<f64>().ok()? / 1024.0)
}
