//! The invariants that no compiler holds.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails, wherever in its file that is")]

mod arrows;
mod network;

mod layout;
mod text;
mod window;

mod tree;
