//! What posts carry and repeat, beside an exact and a sketching peer.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::bench::{parse, process::measured, runs};
use crate::step::{Failed, cargo, step};
use crate::workspace;

/// Releases and posts that every tool is given, and larger ones that show how the time grows.
const BESIDE_PEERS: (u64, u64) = (1_000, 10_000);
const LARGER: [(u64, u64); 2] = [(2_500, 100_000), (5_000, 200_000)];

/// One table; what we find must be what the exact peer finds, post by post.
pub(super) fn churn(work: &Path) -> Result<(), Failed> {
    step("build", &mut cargo(["build", "--release", "--package", "earshot-bench-churn"]))?;
    let program = workspace::programs()?.with_file_name("release").join(format!("earshot-bench-churn{}", std::env::consts::EXE_SUFFIX));
    let shared = workspace::root().join("../shared/bench");
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = |name: &str| {
        let mut command = Command::new(&python);
        command.env("PYTHONDONTWRITEBYTECODE", "1").arg(shared.join(name));
        command
    };
    let make = |(releases, posts): (u64, u64)| -> Result<PathBuf, Failed> {
        let folder = work.join(format!("churn-{releases}-{posts}"));
        let mut command = script("releases.py");
        command.args(["--releases", &releases.to_string(), "--posts", &posts.to_string(), "--seed", "1", "--out-dir"]).arg(&folder);
        step("data", &mut command)?;
        Ok(folder)
    };
    println!("{:10}{:>10}{:22}{:>9}{:>8}{:>9}{:>14}", "releases", "posts", "  tool", "seconds", "÷ ours", "peak MB", "µs a text");
    let line = |(releases, posts): (u64, u64), tool: &str, seconds: f64, ours: f64, peak: f64| {
        let a_text = seconds * 1e6 / (releases + posts) as f64;
        println!("{releases:<10}{posts:>10}  {tool:20}{seconds:9.2}{:8.1}{peak:9.0}{a_text:14.1}", seconds / ours);
    };
    let ours = |folder: &Path, times: u32| -> Result<(f64, f64), Failed> {
        let times: Vec<_> = (0..times).map(|_| measured("ours", Command::new(&program).arg(folder))).collect::<Result<_, _>>()?;
        let seconds = times.iter().map(|(usage, _)| usage.seconds).fold(f64::INFINITY, f64::min);
        Ok((seconds, times.iter().map(|(usage, _)| usage.peak).fold(0.0, f64::max)))
    };

    let folder = make(BESIDE_PEERS)?;
    let (seconds, peak) = ours(&folder, 3)?;
    line(BESIDE_PEERS, "earshot", seconds, seconds, peak);
    let matches = folder.join("matches.csv");
    let peers = [("peer_exact.py", "import csv", true), ("peer_datasketch.py", "import datasketch", false)];
    for (name, needs, is_exact) in peers {
        if !runs(Command::new(&python).args(["-c", needs])) {
            eprintln!("no {name}: what it needs is not there (set PYTHON)");
            continue;
        }
        let mut command = script(name);
        command.arg(&folder);
        if is_exact {
            command.arg("--matches").arg(&matches);
        }
        let (usage, report) = measured(name, &mut command)?;
        let report: Value = parse(&report)?;
        // Its own clock, which leaves out what it takes to hold the result against the truth.
        let took = report["seconds"].as_object().into_iter().flatten().filter_map(|(_, seconds)| seconds.as_f64()).sum();
        line(BESIDE_PEERS, name, took, seconds, usage.peak);
    }
    must_agree(&matches, &folder.join("ours.csv"))?;
    for size in LARGER {
        let (seconds, peak) = ours(&make(size)?, 1)?;
        line(size, "earshot", seconds, seconds, peak);
    }
    Ok(())
}

fn must_agree(theirs: &Path, ours: &Path) -> Result<(), Failed> {
    let read = |path: &Path| std::fs::read_to_string(path).map_err(|error| Failed::new(format!("{}: {error}", path.display())));
    let (theirs, ours) = (read(theirs)?, read(ours)?);
    if theirs.lines().count() != ours.lines().count() {
        return Err(Failed::new("ours and peer_exact.py have not the same posts"));
    }
    match theirs.lines().zip(ours.lines()).find(|(theirs, ours)| theirs != ours) {
        Some((theirs, ours)) => Err(Failed::new(format!("a post is not matched alike:\n  theirs {theirs}\n  ours   {ours}"))),
        None => {
            println!("every post is matched as by peer_exact.py");
            Ok(())
        }
    }
}
