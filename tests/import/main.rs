//! What every reader must make of an export, and of a broken one. Fixtures are written by hand, with invented people.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod reading;
mod packing;
#[path = "../../src-tauri/crates/formats/src/sheet/build.rs"]
mod workbook;

mod x_posts_2014;
mod x_days_2014;
mod x_posts_2024;
mod x_archive;
mod conversation;
mod feed;
mod meta_posts;
mod meta_days;
mod meta_insights;
mod mapped;
mod mapped_kinds;
mod tree;
mod archives;
mod bombs;
mod bad_input;
mod soup;
mod damage;
mod field;
mod field_meta;
mod dyi;
mod field_dyi;
