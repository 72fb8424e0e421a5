//! What must hold of every chart, and the gallery: each case a named function from data to a picture.
//!
//! `snapshots/` holds each picture of the gallery as an SVG that a browser opens.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod contrast;
mod data;
mod more;
mod gallery;
mod layout;
mod said;
