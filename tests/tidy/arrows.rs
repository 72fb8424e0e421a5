//! What may depend on what.

use std::path::Path;
use std::process::Command;

use earshot_test_support::repository;
use serde_json::Value;

/// shell, cli → engine → formats, store, measures, charts, report → model. An arrow that is not here is forbidden.
const ARROWS: &[(&str, &[&str])] = &[
    ("earshot-shell", &["earshot-engine", "earshot-model"]),
    ("earshot-cli", &["earshot-engine", "earshot-model"]),
    ("earshot-engine", &["earshot-charts", "earshot-formats", "earshot-measures", "earshot-model", "earshot-report", "earshot-store"]),
    ("earshot-formats", &["earshot-model"]),
    ("earshot-store", &["earshot-model"]),
    ("earshot-measures", &["earshot-model"]),
    ("earshot-charts", &["earshot-model"]),
    ("earshot-report", &["earshot-model"]),
    ("earshot-model", &[]),
    ("xtask", &[]),
];

/// Crates that are large or peculiar, each known to one of ours only.
const OWNERS: &[(&str, &str)] = &[
    ("plotters", "earshot-charts"),
    ("polars", "earshot-measures"),
    ("resvg", "earshot-charts"),
    ("rusqlite", "earshot-store"),
    ("rusqlite_migration", "earshot-store"),
    ("tauri", "earshot-shell"),
    ("tauri-build", "earshot-shell"),
    ("tauri-plugin-dialog", "earshot-shell"),
    ("typst", "earshot-report"),
];

#[test]
fn arrows_point_down_only() {
    for package in packages().iter().filter(|package| !package.is_test) {
        let arrow = ARROWS.iter().find(|(from, _)| *from == package.name);
        let (_, allowed) = arrow.unwrap_or_else(|| panic!("{} has no place among the arrows", package.name));
        for (dependency, _) in package.depends_on.iter().filter(|(name, _)| name.starts_with("earshot-")) {
            assert!(allowed.contains(&dependency.as_str()), "{} must not depend on {dependency}", package.name);
        }
    }
}

#[test]
fn a_test_package_stands_on_one_boundary() {
    for package in packages().iter().filter(|package| package.is_test) {
        let boundaries: Vec<&String> = package.depends_on.iter().map(|(name, _)| name).filter(|name| is_boundary(name)).collect();
        assert!(boundaries.len() <= 1, "{} stands on {boundaries:?}; a test package stands on one", package.name);
    }
}

/// The words of the domain and the tests' own support are no boundary.
fn is_boundary(name: &str) -> bool {
    ARROWS.iter().any(|(ours, _)| *ours == name) && name != "earshot-model"
}

#[test]
fn heavy_crates_are_known_to_one_crate_only() {
    for package in packages() {
        for (dependency, kind) in &package.depends_on {
            // A test may look at what its subject wrote with the library that can read it.
            let Some((_, owner)) = OWNERS.iter().find(|(name, _)| name == dependency).filter(|_| kind != "dev") else { continue };
            assert_eq!(package.name, *owner, "only {owner} may depend on {dependency}");
        }
    }
}

struct Package {
    name: String,
    /// It stands in `tests/`, and nothing of it is shipped.
    is_test: bool,
    /// Name and kind: `normal`, `dev` or `build`.
    depends_on: Vec<(String, String)>,
}

/// The members of the workspace with what their manifests name.
fn packages() -> Vec<Package> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["metadata", "--no-deps", "--offline", "--format-version", "1"];
    let output = Command::new(cargo).args(arguments).current_dir(repository()).output().expect("cargo can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo's metadata is JSON");
    let text = |value: &Value| value.as_str().expect("a name is text").to_owned();
    let list = |value: &Value| value.as_array().expect("a list").clone();
    list(&metadata["packages"])
        .iter()
        .map(|package| {
            let depends_on = list(&package["dependencies"]);
            let kind = |dependency: &Value| dependency["kind"].as_str().unwrap_or("normal").to_owned();
            Package {
                name: text(&package["name"]),
                is_test: Path::new(&text(&package["manifest_path"])).starts_with(repository().join("tests")),
                depends_on: depends_on.iter().map(|dependency| (text(&dependency["name"]), kind(dependency))).collect(),
            }
        })
        .collect()
}
