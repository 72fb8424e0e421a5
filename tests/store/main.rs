//! What must hold of the store: one transaction, any order, undo, and files that are no store.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails, wherever in its file that is")]

mod dump;
mod made;

mod again;
mod notes;
mod joins;
mod order;
mod transaction;

mod opening;
mod schema;
mod sql;
