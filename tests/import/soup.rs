//! Whatever the bytes, no reader panics, and every row is either taken in or named in a problem.

use std::fs;

use earshot_formats::READERS;
use earshot_model::Overrides;
use proptest::prelude::*;

use crate::reading::{Everything, fixture, plan_with};

const FIXTURES: [&str; 5] = [
    "x-posts-2014/tweet_activity_metrics_Holm_Council_20180501_20180601_en.csv",
    "x-days-2014/daily_tweet_activity_metrics_Holm_Council_20210201_20210301_en.csv",
    "x-posts-2024/account_analytics_content_2026-07-06_2026-08-02.csv",
    "x-posts-2024/account_analytics_content_2026-10-05.csv",
    "conversation/trams.csv",
];

/// Plans and reads the bytes with every reader by force, and once as they are.
pub(crate) fn survive(name: &str, bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let formats = READERS.iter().map(|reader| Some(reader.format().id)).chain([None]);
    for format in formats {
        let plan = plan_with(&path, &Overrides { format, ..Overrides::default() });
        assert!(!plan.files.is_empty() || !plan.refused.is_empty(), "neither planned nor refused");
        for file in &plan.files {
            let _ = earshot_formats::read(file, &mut Everything::default());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn soup_is_survived(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        survive("soup.csv", &bytes);
    }

    #[test]
    fn soup_that_begins_as_a_zip_is_survived(bytes in proptest::collection::vec(any::<u8>(), 0..500)) {
        survive("soup.zip", &[b"PK\x03\x04", &bytes[..]].concat());
    }

    #[test]
    fn an_export_with_bytes_changed_is_survived(
        which in 0..FIXTURES.len(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = fs::read(fixture(FIXTURES[which])).unwrap();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len()) + 1);
        survive("export.csv", &bytes);
    }
}
