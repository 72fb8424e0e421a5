//! `cargo xtask run`: the window on a demo store, or, without a display, what the window would show.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::setup;
use crate::step::{Failed, cargo, step};
use crate::workspace::{self, PROGRAMS, is_fresh, program};

pub(crate) fn run() -> Result<(), Failed> {
    setup::for_building()?;
    step("build", &mut cargo(PROGRAMS))?;
    let store = demo_store()?;
    if has_display() { step("window", Command::new(program("earshot-window")?).arg("--demo").arg(store)) } else { write_overview(&store) }
}

/// A store of its own, filled from `sample-data/`; what a person opens in the window goes into their own, not here. It is made again when the data or the program changed.
pub(crate) fn demo_store() -> Result<PathBuf, Failed> {
    let data = workspace::root().join("sample-data");
    let folder = workspace::programs()?.join("demo");
    let store = folder.join("earshot.db");
    // What a user does in the demo writes to the store, so that its own time does not tell when it was made.
    let made = folder.join("made");
    let unusable = |error: io::Error| Failed::new(format!("the demo store in {} could not be made: {error}", folder.display()));
    if is_fresh(&made, &[&data, &program("earshot")?], &[]).map_err(unusable)? {
        return Ok(store);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(unusable)?;
    }
    fs::create_dir_all(&folder).map_err(unusable)?;
    // The page's posts do not say in which zone their times are.
    step("demo store", earshot(&store)?.args(["import", "--zone", "Europe/London"]).args(exports(&data).map_err(unusable)?))?;
    step("its zone", earshot(&store)?.args(["zone", "Europe/London"]))?;
    File::create(&made).map_err(unusable)?;
    Ok(store)
}

/// The folders of exports; what they were made from, the truth, stands beside them.
fn exports(data: &Path) -> io::Result<Vec<PathBuf>> {
    let mut folders: Vec<PathBuf> = data.read_dir()?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    folders.retain(|folder| folder.is_dir() && folder.file_name() != Some(OsStr::new("truth")));
    folders.sort();
    Ok(folders)
}

/// Whether there is a screen to open a window on. Elsewhere than on Linux there always is.
fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

fn write_overview(store: &Path) -> Result<(), Failed> {
    let folder = workspace::programs()?.join("overview");
    let unwritable = |error: io::Error| Failed::new(format!("the overview in {} could not be written: {error}", folder.display()));
    fs::create_dir_all(&folder).map_err(unwritable)?;
    let measures = File::create(folder.join("measures.json")).map_err(unwritable)?;
    step("measures", earshot(store)?.args(["measure", "--json"]).stdout(measures))?;
    for chart in ["ladder", "waiting"] {
        for kind in ["svg", "png"] {
            let file = folder.join(format!("{chart}.{kind}"));
            step(&format!("{chart}.{kind}"), earshot(store)?.args([OsStr::new("chart"), OsStr::new(chart), OsStr::new("-o")]).arg(file))?;
        }
    }
    println!("There is no display to open a window on. What it would show is in {}", folder.display());
    Ok(())
}

pub(crate) fn earshot(store: &Path) -> Result<Command, Failed> {
    let mut command = Command::new(program("earshot")?);
    command.arg("--store").arg(store);
    Ok(command)
}
