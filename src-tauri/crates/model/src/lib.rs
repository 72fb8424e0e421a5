//! The words of the domain, as plain types: what an export says, what an import did, what a measure is.
//!
//! Nothing here reads, writes, computes or draws. Times are UTC milliseconds since 1970 ([`Millis`]) unless a type says
//! otherwise; a field that an export does not state is `None`, never zero.

mod account;
mod import;
mod mapping;
mod measure;
mod message;
mod office;
mod plan;
mod problem;
mod release;
mod said;
mod window;

pub use account::*;
pub use import::*;
pub use mapping::*;
pub use measure::*;
pub use message::*;
pub use office::*;
pub use plan::*;
pub use problem::*;
pub use release::*;
pub use said::*;
pub use window::*;
