//! Every reader by itself: a file that grows from a fixture, planned and read by a process of its own.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::bench::{parse, process::measured};
use crate::step::{Failed, cargo, step};
use crate::workspace;

/// How large each file is when `MB` doesn't say otherwise.
const MEGABYTES: u64 = 100;

/// `formats` are ids; all when there is none.
pub(super) fn readers(formats: &[String], work: &Path) -> Result<(), Failed> {
    let program = "earshot-bench-readers";
    // Without polars, which only the other program asks.
    let package = ["build", "--release", "--package", program];
    step("build", &mut cargo(package))?;
    let program = workspace::programs()?.with_file_name("release").join(format!("{program}{}", std::env::consts::EXE_SUFFIX));
    let folder = work.join("readers");
    let megabytes = std::env::var("MB").ok().and_then(|megabytes| megabytes.parse().ok()).unwrap_or(MEGABYTES);
    let (_, seeds) = measured("seeds", Command::new(&program).arg("list"))?;
    // A seed is named by its format, with a variant in brackets where the format has several.
    let format_of = |seed: &str| seed.split(" (").next().unwrap_or(seed).to_owned();
    if let Some(stranger) = formats.iter().find(|format| !seeds.lines().any(|seed| format_of(seed) == **format)) {
        return Err(Failed::new(format!("there is no format named `{stranger}`")));
    }
    let wanted = |seed: &&str| formats.is_empty() || formats.contains(&format_of(seed));
    println!("{:36}{:>7}{:>8}{:>8}{:>8}{:>9}{:>9}", "format", "MB", "plan s", "read s", "MB/s", "rows/s", "peak MB");
    let mut failed = Vec::new();
    for seed in seeds.lines().filter(wanted) {
        match line(&program, seed, megabytes, &folder) {
            Ok(line) => println!("{line}"),
            Err(why) => {
                println!("{seed:36}{why}");
                failed.push(seed);
            }
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(Failed::new(format!("not as they should be: {}", failed.join(", ")))) }
}

fn line(program: &Path, seed: &str, megabytes: u64, folder: &Path) -> Result<String, Failed> {
    let folder_failed = |error: std::io::Error| Failed::new(format!("{}: {error}", folder.display()));
    std::fs::create_dir_all(folder).map_err(folder_failed)?;
    let (_, made) = measured(seed, Command::new(program).args(["make", seed, &megabytes.to_string()]).arg(folder))?;
    let made: Value = parse(&made)?;
    let (path, records) = (made["path"].as_str().unwrap_or_default(), made["records"].as_u64().unwrap_or_default());
    let (_, times) = measured("read", Command::new(program).args(["read", seed, path, &records.to_string()]))?;
    // All of them at once would fill a small disk.
    std::fs::remove_dir_all(folder).map_err(folder_failed)?;
    let times: Value = parse(&times)?;
    let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
    let (size, packed) = (number(&made["unpacked"]) / 1e6, number(&made["packed"]) / 1e6);
    let mut line = format!("{seed:36}{size:7.0}{:8.2}", number(&times["plan"]));
    match times["read"].as_f64() {
        Some(read) => line += &format!("{read:8.2}{:8.0}{:9.0}{:9.0}", size / read, records as f64 / read, number(&times["peak"])),
        None => line += &format!("{:>8}{:>8}{:>9}{:9.0}  refused, as it should be", "", "", "", number(&times["peak"])),
    }
    if packed < 0.9 * size {
        line += &format!("  {packed:.0} MB packed");
    }
    if size < 0.9 * megabytes as f64 {
        line += "  the largest that the format takes";
    }
    Ok(line)
}
