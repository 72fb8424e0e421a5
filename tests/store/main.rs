//! What must hold of the store: one transaction, any order, undo, and files that are no store.

mod dump;
mod made;

mod again;
mod notes;
mod order;
mod transaction;

mod opening;
mod schema;
mod sql;
