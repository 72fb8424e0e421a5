//! JSON of any length, element by element: a list in it, or its lines.

mod elements;
mod scan;
mod value;
mod outline;
mod part;

pub(crate) use elements::{Element, Elements};
pub(crate) use outline::{holds, outline};
pub(crate) use part::{Lines, Part};
pub(crate) use value::{Flaw, Word, id, iso, stated, time};
