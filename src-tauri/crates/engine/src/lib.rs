//! What a person can do, once for every surface: plan an import, import, undo, measure, look at the messages, draw.
//!
//! Surfaces call typed functions of [`Engine`], or [`Engine::call`] with a command's name and JSON; both do the same. What a command
//! may ask of its surroundings is [`Host`].

pub mod api;
mod commands;
mod engine;
mod failure;
mod importing;
mod pseudonyms;
mod data;
mod covering;
mod measuring;
mod office;
mod messages;
mod overrule;
mod presences;
mod register;
mod charts;
mod pull;
mod overview;
mod figures;
mod report_text;
mod words;

pub use api::Against;
pub use commands::{COMMANDS, typescript};
pub use earshot_charts::Pixels;
pub use earshot_measures::{DEFINITIONS, Definition};
pub use earshot_model as model;
pub use earshot_store::{Cell, Check, Sheet};
pub use engine::{Engine, Host};
pub use importing::leave_unanswered;
pub use measuring::{Changed, Comparison, Measured, Question};
pub use pull::{Copied, csv_cell};
pub use register::{Beside, Peer};
pub use report_text::{problem_line, report_text};
