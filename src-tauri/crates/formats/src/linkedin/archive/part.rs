//! The files of an archive, by their headers; those of one archive by their names.

use earshot_model::Overrides;

use super::super::PostId;
use crate::table::{Shape, sample, shape_as};
use crate::{Entry, Source};

/// What a file of an archive holds, in the order in which they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PartKind {
    Profile,
    Shares,
    Comments,
    Messages,
}

impl PartKind {
    pub(super) fn of(entry: &Entry) -> Option<PartKind> {
        let shape = shape_as(entry, &Overrides::default());
        let kinds = [PartKind::Profile, PartKind::Shares, PartKind::Comments, PartKind::Messages];
        kinds.into_iter().find(|kind| shape.has(kind.required()))
    }

    pub(super) fn required(self) -> &'static [&'static str] {
        match self {
            PartKind::Profile => &["First Name", "Last Name", "Headline"],
            PartKind::Shares => &["Date", "ShareLink", "ShareCommentary"],
            PartKind::Comments => &["Date", "Link", "Message"],
            PartKind::Messages => &["CONVERSATION ID", "FROM", "SENDER PROFILE URL", "DATE", "CONTENT"],
        }
    }

    pub(super) fn shape(self, entry: &Entry, overrides: &Overrides) -> Shape {
        let mut shape = shape_as(entry, overrides);
        // In comments, and in them alone, a quote is written `\"`.
        shape.escape = (self == PartKind::Comments).then_some(b'\\');
        shape
    }

    /// The columns of which something is made.
    pub(super) fn used(self, shape: &Shape) -> Vec<usize> {
        let more: &[&str] = match self {
            // Whose archive it is needs the name and no more.
            PartKind::Profile => return (0..shape.header.len()).collect(),
            PartKind::Messages => &["SUBJECT", "IS MESSAGE DRAFT", "TO", "RECIPIENT PROFILE URLS"],
            PartKind::Shares | PartKind::Comments => &[],
        };
        self.required().iter().chain(more).filter_map(|name| shape.column(&[name])).collect()
    }
}

/// How sure it is that a table of dates, links and messages is one of comments on LinkedIn. `None`: it isn't.
pub(super) fn confidence_in_comments(entry: &Entry) -> Option<u8> {
    if named(entry.name()) == Some("comments") {
        return Some(95);
    }
    let shape = PartKind::Comments.shape(entry, &Overrides::default());
    let link = shape.column(&["Link"])?;
    sample(entry, &shape, 20).iter().any(|row| row.get(link).is_some_and(|link| PostId::of_link(link).is_some())).then_some(90)
}

/// The parts of the archive that a file belongs to: what stands beside it and is named as LinkedIn names parts. A file with
/// another name is alone.
pub(super) fn parts<'s>(source: &'s Source, entry: &'s Entry) -> Vec<(PartKind, &'s Entry)> {
    let mut parts: Vec<(PartKind, &Entry)> = match named(entry.name()) {
        Some(_) => source
            .entries
            .iter()
            .filter(|other| other.folder() == entry.folder() && named(other.name()).is_some())
            .filter_map(|other| Some((PartKind::of(other)?, other)))
            .collect(),
        None => PartKind::of(entry).map(|kind| (kind, entry)).into_iter().collect(),
    };
    if parts.is_empty() {
        // It was chosen by hand; what it lacks is said by its name.
        parts.push((PartKind::Shares, entry));
    }
    parts.sort_by_key(|(kind, _)| *kind);
    parts
}

/// `comments` of `Comments.csv`, `Comments_17529409.csv` and `Comments (1).csv`.
fn named(file: &str) -> Option<&'static str> {
    let lower = file.to_ascii_lowercase();
    let stem = lower.strip_suffix(".csv")?;
    let name = ["profile", "shares", "comments", "messages"].into_iter().find(|name| stem.starts_with(name))?;
    let rest = &stem[name.len()..];
    rest.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'_' | b' ' | b'(' | b')')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_with_the_number_of_the_member_or_without() {
        for name in ["Comments.csv", "Comments_17529409.csv", "comments (1).csv"] {
            assert_eq!(named(name), Some("comments"), "{name}");
        }
        for name in ["linkedin_Comments.csv", "Comments_old.csv", "Comments.txt", "Connections.csv"] {
            assert_eq!(named(name), None, "{name}");
        }
    }
}
