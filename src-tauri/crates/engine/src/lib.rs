//! What a person can do, once for every surface.

pub mod api;
