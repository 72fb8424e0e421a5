//! Whatever happens to an export on its way, a changed byte or a lost end, planning and reading it end in records or in problems.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;

use crate::reading::{Everything, fixture, plan, written};
use crate::soup::survive;
use crate::workbook::{xls, xlsx, zipped};

/// Workbooks, as the text that they are made of.
const BOOKS: [&str; 4] =
    ["linkedin-page-content/content.txt", "linkedin-creator/old.txt", "linkedin-creator/single.txt", "tiktok/content.txt"];

/// Every fixture, by its path below the folder of fixtures.
static FIXTURES: LazyLock<Vec<PathBuf>> = LazyLock::new(|| {
    let root = fixture("");
    let (mut found, mut folders) = (Vec::new(), vec![root.clone()]);
    while let Some(folder) = folders.pop() {
        for child in fs::read_dir(folder).unwrap() {
            let child = child.unwrap().path();
            if child.is_dir() {
                folders.push(child);
            } else {
                found.push(child.strip_prefix(&root).unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
});

fn damaged(mut bytes: Vec<u8>, flips: &[(Index, u8)], cut: Option<Index>) -> Vec<u8> {
    for (at, mask) in flips {
        if !bytes.is_empty() {
            let at = at.index(bytes.len());
            bytes[at] ^= mask;
        }
    }
    if let Some(cut) = cut {
        bytes.truncate(cut.index(bytes.len() + 1));
    }
    bytes
}

/// The files of a fixture's format, with one of them damaged.
fn with_one_damaged(which: &Path, damage: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let format = which.components().next().unwrap();
    let files: Vec<(String, Vec<u8>)> = FIXTURES
        .iter()
        .filter(|path| path.starts_with(format))
        .map(|path| {
            let bytes = fs::read(fixture("").join(path)).unwrap();
            (path.to_str().unwrap().to_owned(), if path == which { damage(bytes) } else { bytes })
        })
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    zipped(&files)
}

fn ends_in_records_or_problems(name: &str, bytes: &[u8]) {
    let export = written(name, bytes);
    let plan = plan(&export.path);
    let mut said = plan.refused.len();
    for file in &plan.files {
        let mut everything = Everything::default();
        let read = earshot_formats::read(file, &mut everything);
        said += usize::from(read.is_err()) + everything.items.len() + file.problems.len();
    }
    // One row of which the end is lost may be a day whose figure is not known: that makes no record, and is no problem.
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    assert!(said > 0 || !plan.files.is_empty() && lines.count() == 2, "nothing is said of {name}");
    assert!(plan.refused.iter().all(|problem| !problem.message.is_empty()));
}

/// Bits, of which a single one may change what a byte is, and whole bytes.
fn flips() -> impl Strategy<Value = Vec<(Index, u8)>> {
    let mask = prop_oneof![(0..8_u8).prop_map(|bit| 1 << bit), any::<u8>()];
    proptest::collection::vec((any::<Index>(), mask), 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_damaged_file_ends_in_records_or_problems(which in any::<Index>(), flips in flips(), cut in any::<Option<Index>>()) {
        let path = &FIXTURES[which.index(FIXTURES.len())];
        let bytes = damaged(fs::read(fixture("").join(path)).unwrap(), &flips, cut);
        ends_in_records_or_problems(path.file_name().unwrap().to_str().unwrap(), &bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_damaged_file_is_survived_by_every_reader(which in any::<Index>(), flips in flips(), cut in any::<Option<Index>>()) {
        let path = &FIXTURES[which.index(FIXTURES.len())];
        let bytes = damaged(fs::read(fixture("").join(path)).unwrap(), &flips, cut);
        survive(path.file_name().unwrap().to_str().unwrap(), &bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_damaged_workbook_is_survived_by_every_reader(
        which in 0..BOOKS.len(),
        is_old in any::<bool>(),
        flips in flips(),
        cut in proptest::option::weighted(0.2, any::<Index>()),
    ) {
        let text = fs::read_to_string(fixture(BOOKS[which])).unwrap();
        survive("book.xls", &damaged(if is_old { xls(&text) } else { xlsx(&text) }, &flips, cut));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_damaged_file_in_a_zip_ends_in_records_or_problems(which in any::<Index>(), flips in flips(), cut in any::<Option<Index>>()) {
        let path = &FIXTURES[which.index(FIXTURES.len())];
        ends_in_records_or_problems("export.zip", &with_one_damaged(path, |bytes| damaged(bytes, &flips, cut)));
    }

    #[test]
    fn a_damaged_zip_ends_in_records_or_problems(which in any::<Index>(), flips in flips(), cut in any::<Option<Index>>()) {
        let path = &FIXTURES[which.index(FIXTURES.len())];
        ends_in_records_or_problems("export.zip", &damaged(with_one_damaged(path, |bytes| bytes), &flips, cut));
    }
}
