//! The invariants that no compiler holds.

mod arrows;
mod network;

mod layout;
mod text;
mod window;

mod tree;
