//! Earshot works offline and sends nothing anywhere, which can be checked: nothing that is shipped can speak to a server.

use std::collections::BTreeSet;
use std::process::Command;

use earshot_test_support::repository;

/// HTTP clients and servers, and the cryptography that they come with. A polars feature too many brings most of them.
const CLIENTS: &[&str] = &[
    "async-std",
    "attohttpc",
    "aws-lc-rs",
    "curl",
    "h2",
    "hyper",
    "hyper-util",
    "isahc",
    "native-tls",
    "object_store",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "ring",
    "rustls",
    "schannel",
    "security-framework",
    "surf",
    "tokio-rustls",
    "tungstenite",
    "ureq",
    "websocket",
];

#[test]
fn nothing_that_is_shipped_can_speak_to_a_server() {
    let shipped = shipped_crates();
    assert!(shipped.contains("polars") && shipped.contains("tauri"), "the tree was not read: {shipped:?}");
    let clients: Vec<&&str> = CLIENTS.iter().filter(|client| shipped.contains(**client)).collect();
    assert!(clients.is_empty(), "{clients:?} came in; `cargo tree --package earshot-shell --invert NAME` tells which way");
}

/// The names of all crates that the two programs are made of on this platform.
fn shipped_crates() -> BTreeSet<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = "tree --offline --package earshot-cli --package earshot-shell --edges normal --prefix none --format {p}";
    let output = Command::new(cargo).args(arguments.split(' ')).current_dir(repository()).output().expect("cargo can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let names = String::from_utf8(output.stdout).expect("names of crates are Unicode");
    names.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}
