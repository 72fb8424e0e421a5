//! Showing releases with their texts, beside whatever else a file holds.

use std::fmt::Write;

use earshot_formats::Item;

use crate::reading::{Everything, lines};

/// As [`lines`], and of each release its text and its link.
pub(crate) fn whole_lines(everything: Everything) -> String {
    let mut all = String::new();
    for item in everything.items {
        let texts = match &item {
            Item::Release(release) => format!("  text    {:?}\n  link    {}\n", release.body, release.link.as_deref().unwrap_or("none")),
            _ => String::new(),
        };
        let one = Everything { items: vec![item], bytes: 0 };
        write!(all, "{}{texts}", lines(&one)).unwrap();
    }
    all
}
