//! What the system, the UI and the window's contents need before anything can be built.

use std::process::{Command, Stdio};

use crate::step::{Failed, npm, step};
use crate::workspace::{self, is_fresh};

/// Something the system must have: the Debian package it is in, and a command that succeeds when it is there.
struct Need {
    package: &'static str,
    probe: &'static [&'static str],
}

/// Building the window. The C compiler is there, or this program would not be: `.cargo/linker` sees to that.
const BUILD: &[Need] = &[
    Need { package: "pkg-config", probe: &["pkg-config", "--version"] },
    Need { package: "libwebkit2gtk-4.1-dev", probe: &["pkg-config", "--exists", "webkit2gtk-4.1"] },
];

/// Driving the window under a virtual display.
const TEST: &[Need] =
    &[Need { package: "webkit2gtk-driver", probe: &["WebKitWebDriver", "--help"] }, Need { package: "xvfb", probe: &["Xvfb", "-help"] }];

/// The oldest Node.js that the UI's tools run on.
const NODE: (u32, u32) = (20, 19);

/// Installs what building lacks, and builds the window's contents.
pub(crate) fn for_building() -> Result<(), Failed> {
    set_up(BUILD.iter().collect())
}

/// The same, and what the tests need besides.
pub(crate) fn for_testing() -> Result<(), Failed> {
    set_up(BUILD.iter().chain(TEST).collect())
}

fn set_up(needs: Vec<&Need>) -> Result<(), Failed> {
    // Elsewhere the webview is part of the system.
    if cfg!(target_os = "linux") {
        install_packages(&needs)?;
    }
    check_node()?;
    install_ui_packages()?;
    build_ui()
}

fn install_packages(needs: &[&Need]) -> Result<(), Failed> {
    let missing: Vec<&str> = needs.iter().filter(|need| !succeeds(need.probe)).map(|need| need.package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    if !succeeds(&["apt-get", "--version"]) {
        return Err(Failed::new(format!("install what Debian calls {names}, then run the command again")));
    }
    step("package lists", &mut as_root(["apt-get", "update", "-qq"]))?;
    let install = ["apt-get", "install", "--yes", "--quiet=2", "--no-install-recommends"];
    step(&format!("system packages: {names}"), &mut as_root(install.into_iter().chain(missing)))
        .map_err(|_| Failed::new(format!("apt-get could not install {names}; install them by hand, then run the command again")))
}

/// A command with the rights to install, without a question on the way.
fn as_root<'a>(words: impl IntoIterator<Item = &'a str>) -> Command {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    let mut command = Command::new(if is_root { "env" } else { "sudo" });
    command.arg("DEBIAN_FRONTEND=noninteractive").args(words);
    command
}

fn check_node() -> Result<(), Failed> {
    let (major, minor) = NODE;
    let said = Command::new("node").arg("--version").output().map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    match said {
        Ok(version) if node_version(&version).is_some_and(|version| version >= NODE) => Ok(()),
        Ok(version) => Err(Failed::new(format!(
            "Node.js {major}.{minor} or later is needed, this is {version}; update it, then run the command again"
        ))),
        Err(_) => Err(Failed::new(format!("Node.js {major}.{minor} or later is needed; install it, then run the command again"))),
    }
}

/// Major and minor of `v20.19.2`.
fn node_version(said: &str) -> Option<(u32, u32)> {
    let mut numbers = said.strip_prefix('v')?.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// `npm ci`, unless what is installed is what the lock file says. A copy of the lock is kept beside the packages to compare with.
fn install_ui_packages() -> Result<(), Failed> {
    let ui = workspace::root().join("ui");
    let unreadable = |error| Failed::new(format!("ui/package-lock.json can't be read: {error}"));
    let lock = std::fs::read(ui.join("package-lock.json")).map_err(unreadable)?;
    let installed = ui.join("node_modules").join(".installed-lock.json");
    if std::fs::read(&installed).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    step("UI packages", &mut npm(["ci", "--no-audit", "--no-fund"]))?;
    std::fs::write(&installed, lock).map_err(|error| Failed::new(format!("{} can't be written: {error}", installed.display())))
}

fn build_ui() -> Result<(), Failed> {
    let ui = workspace::root().join("ui");
    // The window shows text in the very fonts that the charts are measured with.
    let fonts = workspace::root().join("src-tauri/crates/charts/fonts");
    let fresh = is_fresh(&ui.join("dist").join("index.html"), &[&ui, &fonts], &["node_modules", "dist"]);
    if fresh.map_err(|error| Failed::new(format!("ui can't be read: {error}")))? {
        return Ok(());
    }
    step("UI build", &mut npm(["run", "build"]))
}

/// Whether a command can be started and succeeds; it says nothing.
pub(crate) fn succeeds(words: &[&str]) -> bool {
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_version_is_compared_by_number() {
        assert_eq!(node_version("v20.19.2"), Some((20, 19)));
        assert_eq!(node_version("v8.17.0"), Some((8, 17)));
        assert!(node_version("v8.17.0") < Some(NODE) && node_version("v22.0.0") > Some(NODE));
        assert_eq!(node_version("20.19.2"), None);
        assert_eq!(node_version(""), None);
    }
}
