//! Whatever is changed in an export of X's overview, of an old archive or of YouTube, no reader panics.

use std::fs;

use proptest::prelude::*;

use crate::reading::fixture;
use crate::soup::survive;

const FIXTURES: [&str; 8] = [
    "x-days-2024/account_overview_analytics.csv",
    "x-video-2024/video_overview_analytics.csv",
    "x-grailbird/whole/tweets.csv",
    "x-grailbird/scripts/data/js/tweets/2017_10.js",
    "youtube-studio/german/Tabellendaten.csv",
    "youtube-studio/geography/Totals.csv",
    "youtube-takeout/Takeout/YouTube and YouTube Music/comments/comments.csv",
    "youtube-info/Gritting, explained [aQ3-_kd9LmE].info.json",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

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
        survive(FIXTURES[which].rsplit('/').next().unwrap(), &bytes);
    }
}
