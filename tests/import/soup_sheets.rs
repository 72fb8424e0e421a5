//! Whatever the bytes of a workbook or an archive, no reader panics.

use std::fs;

use proptest::prelude::*;

use crate::reading::fixture;
use crate::soup::survive;
use crate::workbook::{xls, xlsx};

/// Sheets, as text.
const BOOKS: [&str; 4] =
    ["linkedin-page-content/content.txt", "linkedin-creator/old.txt", "linkedin-creator/single.txt", "tiktok/content.txt"];

const TABLES: [&str; 4] = [
    "linkedin-archive/whole/Shares_40112233.csv",
    "linkedin-archive/whole/Comments_40112233.csv",
    "linkedin-archive/whole/messages.csv",
    "tiktok/Overview.csv",
];

/// The bytes with some of them changed, cut.
fn spoilt(mut bytes: Vec<u8>, changes: Vec<(prop::sample::Index, u8)>, cut: Option<prop::sample::Index>) -> Vec<u8> {
    for (at, byte) in changes {
        let at = at.index(bytes.len());
        bytes[at] = byte;
    }
    if let Some(cut) = cut {
        bytes.truncate(cut.index(bytes.len()) + 1);
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_workbook_with_bytes_changed_is_survived(
        which in 0..BOOKS.len(),
        is_old in any::<bool>(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in proptest::option::weighted(0.2, any::<prop::sample::Index>()),
    ) {
        let text = fs::read_to_string(fixture(BOOKS[which])).unwrap();
        survive("book.xls", &spoilt(if is_old { xls(&text) } else { xlsx(&text) }, changes, cut));
    }

    #[test]
    fn a_table_with_bytes_changed_is_survived(
        which in 0..TABLES.len(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in proptest::option::weighted(0.2, any::<prop::sample::Index>()),
    ) {
        let bytes = fs::read(fixture(TABLES[which])).unwrap();
        survive(TABLES[which].rsplit('/').next().unwrap(), &spoilt(bytes, changes, cut));
    }
}
