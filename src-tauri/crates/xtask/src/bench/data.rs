//! A conversation export of any size.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::step::{Failed, step};

/// Makes the file unless it is there: by the generator beside the peers, else by the plain one below.
pub(super) fn make(csv: &Path, rows: u64, peers: Option<(&PathBuf, &String)>) -> Result<(), Failed> {
    if csv.exists() {
        return Ok(());
    }
    let unfinished = csv.with_extension("part");
    match peers {
        Some((shared, python)) => {
            let mut command = Command::new(python);
            command.env("PYTHONDONTWRITEBYTECODE", "1").arg(shared.join("conversations.py"));
            command.args(["--messages", &rows.to_string(), "--seed", "1", "--out"]).arg(&unfinished);
            step("data", &mut command)?;
        }
        None => write(&unfinished, rows).map_err(|error| Failed::new(format!("{}: {error}", unfinished.display())))?,
    }
    std::fs::rename(&unfinished, csv).map_err(|error| Failed::new(format!("{}: {error}", csv.display())))
}

/// Threads of three: a person asks, the account answers, and every other person thanks it or, every fifth time, nobody answers.
fn write(path: &Path, rows: u64) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    writeln!(out, "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id")?;
    let words = ["the", "bin", "was", "not", "collected", "again", "road", "closed", "when", "will", "it", "open", "school", "bus", "late"];
    for row in 0..rows {
        let (thread, part) = (row / 3, row % 3);
        let (person, account) = (115_712 + thread % 600_000, thread % 100);
        let at = thread * 29_000_000 / rows.max(1) + part * 900;
        let (day, hour, minute, second) = (at / 86_400 % 28 + 1, at / 3_600 % 24, at / 60 % 60, at % 60);
        let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"][(at / (28 * 86_400) % 11) as usize];
        let text: Vec<&str> = (0..18).map(|word| words[((row * 31 + word * word * 7 + thread) % words.len() as u64) as usize]).collect();
        let (author, inbound, name) = match part {
            1 if thread % 5 != 0 => (format!("Council{account}"), "False", person.to_string()),
            _ => (person.to_string(), "True", format!("Council{account}")),
        };
        let parent = if part == 0 { String::new() } else { row.to_string() };
        writeln!(
            out,
            "{},{author},{inbound},Sun {month} {day:02} {hour:02}:{minute:02}:{second:02} +0000 2017,@{name} {},,{parent}",
            row + 1,
            text.join(" ")
        )?;
    }
    out.flush()
}
