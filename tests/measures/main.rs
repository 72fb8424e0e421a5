//! Every figure against the vectors of MEASURES, against threads worked out by hand, and against a slow reference.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails, wherever in its file that is")]

mod talk;

mod vectors;
mod lifelines;

mod classes;
mod clocks;
mod conversations;
mod direct;
mod moments;
mod office;
mod one_sided;
mod posts;
mod response;
mod whose;
mod windows;

mod churn;
mod said;
mod rows;
mod cache;

mod properties;
mod reference;
