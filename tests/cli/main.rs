//! What the command promises to scripts: its contract, the truth of the sample data, and bad input from end to end.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod earshot;

mod contract;
mod orders;
mod pseudonyms;
mod questions;
mod board;
mod said;
mod kept;
mod reports;
mod charts;
mod repeatable;
mod truth;
mod bad_files;
mod bad_stores;
mod at_once;
mod field;
