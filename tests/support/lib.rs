//! Where the tests find the repository, the programs under test, and made-up posts.

pub mod made;

use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("this package stands two folders below the root")
}

/// A program of the workspace, `earshot` or `earshot-window`, as it is now.
///
/// `cargo xtask test` has built them and names their folder in `EARSHOT_PROGRAMS`. A test that is run by itself builds
/// them here, with the same features, so that it never passes against an old program.
///
/// # Panics
///
/// When the program can't be built, with what the compiler said.
pub fn program(name: &str) -> PathBuf {
    let folder = match std::env::var_os("EARSHOT_PROGRAMS") {
        Some(folder) => PathBuf::from(folder),
        None => build(),
    };
    let program = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(program.is_file(), "{} is not there", program.display());
    program
}

/// Builds every program of the workspace and returns the folder that they are in.
fn build() -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // With the same features of every crate as `cargo xtask` builds, so that nothing large is compiled twice.
    let arguments = "build --quiet --workspace --bins --test tidy --features earshot-shell/e2e";
    let built = Command::new(cargo).args(arguments.split(' ')).current_dir(repository()).output().expect("cargo can be started");
    assert!(built.status.success(), "the programs could not be built:\n{}", String::from_utf8_lossy(&built.stderr));
    let test = std::env::current_exe().expect("a running program has a path");
    test.ancestors().nth(2).expect("a test stands in the folder `deps` beside the programs").to_owned()
}
