//! `cargo xtask bench [ROWS]`: the command as a whole process, beside the tools an analyst would use instead.
//!
//! The peers and the data are those of `../shared/bench` when it is there (and a Python with its requirements, named by
//! `PYTHON`); otherwise only the command itself is timed, on data of the same shape. Everything runs once more for each of
//! `REPEAT` (3); the least time counts, the spread stands beside it.
//!
//! `cargo xtask bench readers [FORMAT…]`: each format's reader by itself, on a file of `MB` (100) megabytes that is grown from
//! a fixture of the import tests: one of its pieces, a row or more, is repeated with other ids and times. A line says how large
//! the file is, once unpacked, how long a fresh process took to plan it and then to read it, how many records came of it a
//! second, and the peak memory of that process. A file of which a row was rejected, or not every row was read, is an error.
//!
//! `cargo xtask bench churn`: what posts carry of press releases and what they repeat, on the releases and posts that the yardstick
//! makes up, beside the peers that look for the same; an error where a post is not matched as by the exact one.

mod readers;
mod charts;
mod churn;
mod data;
mod process;

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::bench::process::{Usage, measured};
use crate::step::{Failed, cargo, step};
use crate::workspace;

/// As many messages as the real set that the data is shaped after.
const ROWS: u64 = 2_811_774;
/// What the peers measure: everything but repeats, churn and counts of posts.
const PEERS: [&str; 24] = [
    "inbound",
    "outbound",
    "repost",
    "reply",
    "mention_start",
    "broadcast",
    "inbound_unassigned",
    "reply_share",
    "conversations",
    "answered_rate",
    "engaged_rate",
    "people",
    "people_answered",
    "people_returning",
    "opportunities",
    "response_median",
    "response_median_answered_only",
    "response_rate(1h)",
    "response_rate(4h)",
    "response_rate(24h)",
    "response_rate(7d)",
    "unanswered",
    "unanswered_oldest",
    "broadcast_share",
];
const QUARTER: [&str; 2] = ["2017-10-01", "2018-01-01"];

/// One line of the table: what was done, by whom, and each run of it.
struct Line {
    phase: &'static str,
    tool: String,
    runs: Vec<Usage>,
}

pub(crate) fn bench(arguments: &[String]) -> Result<(), Failed> {
    let work = workspace::programs()?.with_file_name("bench");
    if let Some((first, formats)) = arguments.split_first()
        && first == "readers"
    {
        return readers::readers(formats, &work);
    }
    if arguments == ["charts"] {
        return charts::charts();
    }
    if arguments == ["churn"] {
        return churn::churn(&work);
    }
    let rows = match arguments.first() {
        Some(rows) => rows.parse().map_err(|_| {
            Failed::new("usage: cargo xtask bench [ROWS], cargo xtask bench readers [FORMAT…], bench churn, or bench charts")
        })?,
        None => ROWS,
    };
    step("build", &mut cargo(["build", "--release", "--package", "earshot-cli", "--package", "earshot-bench"]))?;
    std::fs::create_dir_all(&work).map_err(|error| Failed::new(format!("{}: {error}", work.display())))?;
    let shared = workspace::root().join("../shared/bench");
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has_peers = shared.is_dir() && runs(Command::new(&python).args(["-c", "import duckdb, pandas, polars"]));
    if !has_peers {
        eprintln!("no peers: ../shared/bench, or a Python with its requirements (set PYTHON), is not there");
    }
    let csv = work.join(format!("conversations-{rows}.csv"));
    data::make(&csv, rows, shared.is_dir().then_some((&shared, &python)))?;
    let megabytes = csv.metadata().map_or(0, |file| file.len()) as f64 / 1e6;
    println!("{rows} messages, {megabytes:.0} MB of CSV");

    let repeat = std::env::var("REPEAT").ok().and_then(|repeat| repeat.parse().ok()).unwrap_or(3);
    let mut lines = Vec::new();
    for time in 1..=repeat {
        eprintln!("── time {time} of {repeat}");
        ours(&work, &csv, &mut lines)?;
        shell(&work, &csv, &mut lines)?;
        if has_peers {
            for tool in ["duckdb", "polars", "pandas", "sqlite"] {
                peer(tool, &shared, &python, &csv, &mut lines)?;
            }
        }
    }
    print(&lines);
    Ok(())
}

fn runs(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// Earshot: import into a new store, all figures from a cold store, one account's quarter cold and warm.
fn ours(work: &Path, csv: &Path, lines: &mut Vec<Line>) -> Result<(), Failed> {
    let programs = workspace::programs()?.with_file_name("release");
    let earshot = programs.join(format!("earshot{}", std::env::consts::EXE_SUFFIX));
    let store = work.join("earshot.db");
    for suffix in ["", "-wal", "-shm", ".derived", ".matches"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", store.display())); // not there the first time
    }
    let command = || {
        let mut command = Command::new(&earshot);
        command.arg("--store").arg(&store);
        command
    };
    let (usage, _) = measured("import", command().args(["import", "--json"]).arg(csv))?;
    add(lines, "A load", "earshot import", Usage { store: size(&store), ..usage });
    // The first question of an import derives what the others find beside the store.
    let grouped = ["measure", "--json", "--by", "total", "--by", "account", "--by", "month"];
    for (tool, ids) in [("earshot, the first time", &PEERS[..]), ("earshot", &PEERS[..]), ("earshot, every id it has", &[])] {
        let (usage, _) = measured(tool, command().args(grouped).args(ids))?;
        add(lines, "B all measures", tool, usage);
    }

    let (_, accounts) = measured("accounts", command().args(["accounts", "--json"]))?;
    let account = busiest(&accounts)?;
    let quarter = ["--account", &account, "--from", QUARTER[0], "--to", QUARTER[1]];
    let (usage, _) = measured("quarter", command().args(["measure", "--json"]).args(quarter))?;
    add(lines, "C one account, one quarter", "earshot measure, cold", usage);
    let warm = programs.join(format!("earshot-bench{}", std::env::consts::EXE_SUFFIX));
    let (usage, seconds) = measured("warm quarter", Command::new(warm).arg(&store).arg(&account).args(QUARTER))?;
    let seconds: Value = parse(&seconds)?;
    add(
        lines,
        "C one account, one quarter",
        "earshot engine, warm",
        Usage { seconds: seconds["warm"].as_f64().unwrap_or(f64::NAN), ..usage },
    );
    Ok(())
}

/// The account that said most.
fn busiest(accounts: &str) -> Result<String, Failed> {
    let accounts: Value = parse(accounts)?;
    let busiest = accounts["accounts"].as_array().into_iter().flatten().max_by_key(|account| account["outbound"].as_u64());
    busiest.and_then(|account| account["name"].as_str()).map(str::to_owned).ok_or_else(|| Failed::new("the store has no account"))
}

/// The `.import` of SQLite's own shell, into one table of texts.
fn shell(work: &Path, csv: &Path, lines: &mut Vec<Line>) -> Result<(), Failed> {
    if !runs(Command::new("sqlite3").arg("--version")) {
        eprintln!("no sqlite3 shell: nothing to hold the import against");
        return Ok(());
    }
    let target = work.join("shell.db");
    let _ = std::fs::remove_file(&target); // not there the first time
    let import = format!(".import \"{}\" message", csv.display());
    let (usage, _) = measured("sqlite3 .import", Command::new("sqlite3").arg(&target).arg(".mode csv").arg(import))?;
    add(lines, "A load", "sqlite3 .import", Usage { store: size(&target), ..usage });
    let _ = std::fs::remove_file(&target); // it is large, and measured
    Ok(())
}

/// A peer reports its own phases, each a process of its own.
fn peer(tool: &str, shared: &Path, python: &str, csv: &Path, lines: &mut Vec<Line>) -> Result<(), Failed> {
    let script = shared.join(format!("peer_{tool}.py"));
    let (_, report) = measured(tool, Command::new(python).env("PYTHONDONTWRITEBYTECODE", "1").arg(script).arg(csv))?;
    let report: Value = parse(&report)?;
    for (phase, name) in [("A", "A load"), ("B", "B all measures"), ("C", "C one account, one quarter")] {
        let phase = &report["phases"][phase];
        let number = |key: &str| phase[key].as_f64();
        let Some(seconds) = number("seconds") else { continue };
        let note = if tool == "sqlite" && name != "A load" { " (counts only)" } else { "" };
        let usage = Usage { seconds, peak: number("peak_rss_mb").unwrap_or(f64::NAN), store: number("store_mb") };
        add(lines, name, &format!("{tool}{note}"), usage);
    }
    Ok(())
}

fn parse(json: &str) -> Result<Value, Failed> {
    serde_json::from_str(json).map_err(|error| Failed::new(format!("an answer is no JSON: {error}")))
}

fn size(path: &Path) -> Option<f64> {
    path.metadata().ok().map(|file| file.len() as f64 / 1e6)
}

fn add(lines: &mut Vec<Line>, phase: &'static str, tool: &str, usage: Usage) {
    match lines.iter_mut().find(|line| line.phase == phase && line.tool == tool) {
        Some(line) => line.runs.push(usage),
        None => lines.push(Line { phase, tool: tool.to_owned(), runs: vec![usage] }),
    }
}

/// The least seconds of each line, and its ratio to the fastest other tool of the phase.
fn print(lines: &[Line]) {
    println!("{:28}{:26}{:>9}{:>12}{:>9}{:>10}{:>8}", "phase", "tool", "seconds", "÷ fastest", "peak MB", "store MB", "spread");
    let least = |line: &Line| line.runs.iter().map(|run| run.seconds).fold(f64::INFINITY, f64::min);
    for phase in ["A load", "B all measures", "C one account, one quarter"] {
        let of_phase: Vec<&Line> = lines.iter().filter(|line| line.phase == phase).collect();
        let others = of_phase.iter().filter(|line| !line.tool.starts_with("earshot") && !line.tool.ends_with("(counts only)"));
        let fastest = others.map(|line| least(line)).fold(f64::INFINITY, f64::min);
        for line in of_phase {
            let most = line.runs.iter().map(|run| run.seconds).fold(0.0, f64::max);
            let peak = line.runs.iter().map(|run| run.peak).fold(0.0, f64::max);
            let store = line.runs[0].store.map(|store| format!("{store:.0}")).unwrap_or_default();
            let ratio = if fastest.is_finite() { format!("{:.2}", least(line) / fastest) } else { String::new() };
            println!(
                "{:28}{:26}{:9.3}{:>12}{:9.0}{:>10}{:8.1}",
                line.phase,
                line.tool,
                least(line),
                ratio,
                peak,
                store,
                most / least(line)
            );
        }
    }
}
