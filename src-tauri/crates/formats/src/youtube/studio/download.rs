//! The files of one download, and what its name says: `Content 2026-05-03_2026-08-01 Holm Council.zip`.

use std::path::Path;

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;
use earshot_model::{Overrides, Span};

use super::layout::Holds;
use super::words::{Role, without_number};
use crate::moment::at;
use crate::time::iso_day;
use crate::{Entry, Source};

#[derive(Debug)]
pub(super) struct Download<'a> {
    /// The folder that holds nothing else of Studio's; `None`: the file is read alone.
    pub(super) folder: Option<String>,
    /// The table first.
    pub(super) files: Vec<(&'a Entry, Holds)>,
    /// The first day, and the first that is no longer part of it: `Last 28 days` has 28 between them.
    pub(super) period: Option<(NaiveDate, NaiveDate)>,
    pub(super) channel: Option<String>,
}

impl<'a> Download<'a> {
    /// What `entry` was downloaded with. Where a folder holds several downloads, nobody can tell what belongs to what.
    pub(super) fn of(source: &'a Source, entry: &'a Entry, overrides: &Overrides) -> Download<'a> {
        let siblings = source.entries.iter().filter(|other| other.folder() == entry.folder());
        let mut files: Vec<(Role, &Entry)> = siblings.filter_map(|other| Role::of(other).map(|role| (role, other))).collect();
        files.sort_by_key(|(role, _)| *role);
        let is_one = files.windows(2).all(|pair| pair[0].0 != pair[1].0) && files.iter().any(|(_, other)| other.path == entry.path);
        let files: Vec<&Entry> = if is_one { files.into_iter().map(|(_, file)| file).collect() } else { vec![entry] };
        let files: Vec<_> = files.into_iter().filter_map(|file| Holds::of(file, overrides).map(|holds| (file, holds))).collect();
        let folder = (files.len() > 1).then(|| entry.folder().to_owned());
        let root = source.shown("");
        let name = match (entry.folder(), source.is_one_file()) {
            (_, true) => "",
            ("", false) => &root,
            (folder, false) => folder.rsplit('/').next().unwrap_or(folder),
        };
        let (period, channel) = named(name).map_or((None, None), |(from, to, channel)| (Some((from, to)), channel));
        Download { folder, files, period, channel }
    }

    pub(super) fn covers(&self, zone: Tz) -> Option<Span> {
        let (from, to) = self.period?;
        Some(Span { from: at(from.and_time(NaiveTime::MIN), zone), to: at(to.and_time(NaiveTime::MIN), zone) })
    }
}

/// The period and the channel in the name of a download. Signs that file names can't have come out as `_`, so a channel's name
/// with one in it is not to be trusted.
fn named(name: &str) -> Option<(NaiveDate, NaiveDate, Option<String>)> {
    let stem = Path::new(name).file_stem().filter(|_| name.to_ascii_lowercase().ends_with(".zip")).and_then(|stem| stem.to_str());
    let stem = without_number(stem.unwrap_or(name));
    let start = stem.match_indices('_').find_map(|(at, _)| {
        let from = iso_day(stem.get(at.checked_sub(10)?..at)?)?;
        let to = iso_day(stem.get(at + 1..at + 11)?)?;
        Some((from, to, stem.get(at + 11..)?.trim()))
    });
    let (from, to, channel) = start.filter(|(from, to, _)| from < to)?;
    Some((from, to, (!channel.is_empty() && !channel.contains('_')).then(|| channel.to_owned())))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn a_download_is_named_after_its_period_and_its_channel() {
        let shown = |name: &str| named(name).map(|(from, to, channel)| format!("{from} {to} {}", channel.unwrap_or_default()));
        assert_eq!(shown("Content 2026-05-03_2026-08-01 Holm Council.zip").unwrap(), "2026-05-03 2026-08-01 Holm Council");
        assert_eq!(shown("Conteúdo 2026-05-03_2026-08-01 Holm (1).zip").unwrap(), "2026-05-03 2026-08-01 Holm");
        assert_eq!(shown("Date 2026-05-03_2026-08-01 Holm _ Films").unwrap(), "2026-05-03 2026-08-01 ");
        assert_eq!(shown("Date 2026-05-03_2026-08-01").unwrap(), "2026-05-03 2026-08-01 ");
        assert_eq!((shown("Downloads"), shown("é_2026-05-03"), shown("a 2026-08-01_2026-05-03")), (None, None, None));
    }
}
