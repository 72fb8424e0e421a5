//! The same store and the same request give the same bytes, and so do the same files in any order.

use std::fs;

use crate::earshot::{Desk, SAMPLE, sample};

/// Everything that can be asked of a store and is not about its imports.
fn everything(desk: &Desk) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let asked: [&[&str]; 4] = [
        &["measure", "--by", "total", "--by", "account", "--by", "month", "--by", "week", "--by", "rung", "--json"],
        &["measure", "--account", "WexcombeVale", "--from", "2026-01-01", "--to", "2026-04-01", "--json"],
        &["accounts", "--json"],
        &["rows", "outbound", "--csv"],
    ];
    for arguments in asked {
        let out = desk.must(arguments).out;
        // The last column of rows says which import a message is from: that depends on the order.
        let out = if arguments[0] == "rows" { without_last_column(&out) } else { out };
        found.push((arguments.join(" "), out));
    }
    let drawn = [("ladder", "svg"), ("ladder-count", "svg"), ("waiting", "svg"), ("waiting", "png"), ("ladder", "csv"), ("ladder", "html")];
    for (chart, kind) in drawn {
        let file = format!("{chart}.{kind}");
        desk.must(&["chart", chart, "-o", &file, "--size", "800x450"]);
        let bytes = fs::read(desk.path(&file)).unwrap();
        found.push((file, bytes));
    }
    found
}

fn without_last_column(csv: &[u8]) -> Vec<u8> {
    crate::earshot::table(csv).into_iter().flat_map(|row| (row[..row.len() - 1].join("\t") + "\n").into_bytes()).collect()
}

fn assert_same(one: &[(String, Vec<u8>)], other: &[(String, Vec<u8>)]) {
    for ((asked, one), (_, other)) in one.iter().zip(other) {
        assert!(one == other, "{asked} differs");
    }
}

#[test]
fn asking_twice_gives_the_same_bytes() {
    let desk = Desk::sample();
    assert_same(&everything(&desk), &everything(&desk));
}

#[test]
fn files_in_any_order_give_the_same_answers() {
    let whole = everything(&Desk::sample());
    let backwards = Desk::new();
    for folder in SAMPLE.iter().rev() {
        backwards.must(&["import", &sample(folder), "--zone", "Europe/London"]);
    }
    assert_same(&whole, &everything(&backwards));
    let shuffled = Desk::new();
    let mut files: Vec<_> =
        SAMPLE.iter().flat_map(|folder| fs::read_dir(sample(folder)).unwrap()).map(|entry| entry.unwrap().path()).collect();
    files.sort_by_key(|path| path.file_name().map(|name| name.as_encoded_bytes().iter().rev().copied().collect::<Vec<u8>>()));
    for file in &files {
        shuffled.must(&["import", file.to_str().unwrap(), "--zone", "Europe/London"]);
    }
    assert_same(&whole, &everything(&shuffled));
}
