//! What every reader must make of an export, and of a broken one. Fixtures are written by hand, with invented people.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod reading;
mod packing;
// The tests of the crate itself make workbooks in the same way; what makes them is a test's, and no part of the crate.
#[path = "../../src-tauri/crates/formats/src/sheet/build.rs"]
mod workbook;
mod releases;

mod x_posts_2014;
mod x_days_2014;
mod x_posts_2024;
mod x_days_2024;
mod x_video_2024;
mod x_archive;
mod x_grailbird;
mod youtube_studio;
mod youtube_takeout;
mod youtube_info;
mod linkedin;
mod tiktok;
mod conversation;
mod feed;
mod meta_posts;
mod meta_days;
mod meta_insights;
mod mapped;
mod mapped_choice;
mod mapped_kinds;
mod hootsuite;
mod twarc;
mod desk;
mod yammer;
mod discourse;
mod reddit;
mod tree;
mod archives;
mod bombs;
mod bad_input;
mod soup;
mod damage;
mod field;
mod field_meta;
mod field_inbox;
mod dyi;
mod dyi_posts_instagram;
mod mastodon;
mod bluesky;
mod field_dyi;
mod field_video;
mod field_sheets;
mod wordpress;
mod blogger;
mod disqus;
mod mediawiki;
mod release_table;
mod release_files;
mod field_xml;
