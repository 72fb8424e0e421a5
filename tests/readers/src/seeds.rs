//! A seed or more for every format.

mod tables;
mod documents;
mod books;

use crate::seed::Seed;

pub(crate) const SEEDS: [&[Seed]; 3] = [tables::TABLES, documents::DOCUMENTS, books::BOOKS];
