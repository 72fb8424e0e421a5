//! A whole process: its time, its peak memory, what it printed.

use std::io::Read;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::step::Failed;

/// What a process used.
#[derive(Debug, Clone, Copy)]
pub(super) struct Usage {
    pub(super) seconds: f64,
    /// Peak resident memory, MB; not a number where the system does not tell.
    pub(super) peak: f64,
    /// What it left on disk, MB.
    pub(super) store: Option<f64>,
}

pub(super) fn measured(name: &str, command: &mut Command) -> Result<(Usage, String), Failed> {
    eprintln!("   {name}");
    let failed = |why: String| Failed::new(format!("{name}: {why}"));
    let start = Instant::now();
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(|error| failed(error.to_string()))?;
    let mut stdout = child.stdout.take();
    let printed = thread::spawn(move || read(stdout.as_mut()));
    let mut stderr = child.stderr.take();
    let said = thread::spawn(move || read(stderr.as_mut()));
    let status = format!("/proc/{}/status", child.id());
    let mut peak = f64::NAN;
    let ended = loop {
        peak = high_water(&status).unwrap_or(peak);
        match child.try_wait().map_err(|error| failed(error.to_string()))? {
            Some(ended) => break ended,
            None => thread::sleep(Duration::from_millis(2)),
        }
    };
    let seconds = start.elapsed().as_secs_f64();
    let (printed, said) = (printed.join().unwrap_or_default(), said.join().unwrap_or_default());
    if !ended.success() {
        return Err(failed(format!("{ended}\n{said}")));
    }
    Ok((Usage { seconds, peak, store: None }, printed))
}

fn read(from: Option<&mut impl Read>) -> String {
    let mut text = String::new();
    if let Some(from) = from {
        let _ = from.read_to_string(&mut text); // what can't be read is missing from the message, no more
    }
    text
}

/// The process's peak resident memory so far, as Linux tells it.
fn high_water(status: &str) -> Option<f64> {
    let status = std::fs::read_to_string(status).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<f64>().ok()? / 1024.0)
}
