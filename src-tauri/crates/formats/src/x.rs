//! X, formerly Twitter: the analytics that it let owners download, and the archive that it still does.

pub(crate) mod archive;
mod posts_2014;
mod days_2014;
mod posts_2024;
mod days_2024;
mod video_2024;
pub(crate) mod grailbird;
mod name;
mod names;

pub(crate) use days_2014::Days2014;
pub(crate) use days_2024::Days2024;
pub(crate) use posts_2014::Posts2014;
pub(crate) use posts_2024::Posts2024;
pub(crate) use video_2024::Video2024;

use crate::table::Cells;

/// The text of a post. Both kinds of analytics write `&`, `<` and `>` as entities.
fn text(cells: &Cells<'_>, column: usize) -> Option<String> {
    cells.known(column).map(|text| html_escape::decode_html_entities(&text).into_owned())
}
