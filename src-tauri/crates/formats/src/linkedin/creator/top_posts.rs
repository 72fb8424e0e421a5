//! The posts of a creator's workbook: two tables side by side, and the file of one post.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use earshot_model::{Counts, Problem, ProblemCode, Severity, Stamp};

use super::super::{PostId, post, post_id};
use crate::count::CountColumn;
use crate::number::{Mark, count, is_unknown};
use crate::sheet::{SheetHead, Workbook};
use crate::table::{Cells, Shape};
use crate::{Item, Sink};

/// LinkedIn lists fifty in either table; a sheet with more than this is not joined further.
const MOST_POSTS: usize = 10_000;

/// `Post URL, Post Publish Date, Engagements`, a blank column, and the same with `Impressions`, in another order.
pub(super) struct TopPosts {
    tables: Vec<(usize, CountColumn)>,
    /// In the order in which they were met.
    posts: Vec<(PostId, Stamp, String, Counts)>,
    places: BTreeMap<String, usize>,
}

impl TopPosts {
    pub(super) fn of(shape: &Shape, mark: Mark) -> TopPosts {
        let header = &shape.header;
        let links: Vec<usize> = (0..header.len()).filter(|column| header[*column].eq_ignore_ascii_case("Post URL")).collect();
        // In another language both stand at the same places.
        let links = if links.is_empty() { vec![0, 4] } else { links };
        let tables = links.iter().enumerate().map(|(index, link)| {
            let end = links.get(index + 1).copied().unwrap_or(header.len());
            let has = |name: &str| (*link..end).find(|column| header.get(*column).is_some_and(|cell| cell.eq_ignore_ascii_case(name)));
            match (has("Engagements"), has("Impressions")) {
                (Some(column), _) => (*link, CountColumn::new(column, "engagements", mark)),
                (None, Some(column)) => (*link, CountColumn::new(column, "impressions", mark)),
                (None, None) => (*link, CountColumn::new(link + 2, if index == 0 { "engagements" } else { "impressions" }, mark)),
            }
        });
        TopPosts { tables: tables.collect(), posts: Vec::new(), places: BTreeMap::new() }
    }

    pub(super) fn used(&self) -> Vec<usize> {
        self.tables.iter().flat_map(|(link, column)| [*link, column.index]).collect()
    }

    /// Takes one row of both tables.
    pub(super) fn row(&mut self, cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<()> {
        for (link, column) in &self.tables {
            let url = cells.get(*link);
            // One table may be longer than the other.
            if url.trim().is_empty() && is_unknown(&cells.get(column.index)) {
                continue;
            }
            let (id, made) = match post_id(cells, *link) {
                Ok(found) => found,
                Err(problem) => {
                    sink.take(Item::Problem(problem))?;
                    continue;
                }
            };
            let counted = column.read(cells, sink)?;
            let places = self.places.len();
            let place = *self.places.entry(id.urn()).or_insert(places);
            if place == self.posts.len() {
                self.posts.push((id, made, url.trim().to_owned(), Counts::default()));
            }
            if let Some(counted) = counted {
                self.posts[place].3.set(&column.name, counted);
            }
        }
        if self.posts.len() >= MOST_POSTS { self.finish(sink) } else { ControlFlow::Continue(()) }
    }

    pub(super) fn finish(&mut self, sink: &mut dyn Sink) -> ControlFlow<()> {
        self.places.clear();
        std::mem::take(&mut self.posts)
            .into_iter()
            .try_for_each(|(id, made, url, counts)| sink.take(Item::Message(post(&id, made, None, Some(url), Some(counts)))))
    }
}

/// How the file of one post calls its counts.
const NAMES: [(&str, &str); 10] = [
    ("impressions", "impressions"),
    ("members reached", "reach"),
    ("profile viewers from this post", "profile_visits"),
    ("followers gained from this post", "follows"),
    ("social engagements", "engagements"),
    ("reactions", "likes"),
    ("comments", "replies"),
    ("reposts", "reposts"),
    ("saves", "saves"),
    ("sends on linkedin", "shares"),
];

fn ours(name: &str) -> Option<&'static str> {
    NAMES.iter().find(|(theirs, _)| theirs.eq_ignore_ascii_case(name)).map(|(_, ours)| *ours)
}

/// Names and values of one post, a row each.
pub(super) struct SinglePost {
    link: Option<(u64, String)>,
    /// Row, name and value, as they are written.
    values: Vec<(u64, String, String)>,
    mark: Mark,
}

impl SinglePost {
    pub(super) fn of(sheet: &SheetHead, mark: Mark) -> SinglePost {
        let mut found = SinglePost { link: None, values: Vec::new(), mark };
        for (line, row) in &sheet.rows {
            let [name, value] = &row[..] else { continue };
            if found.link.is_none() && PostId::of_link(value).is_some() {
                found.link = Some((*line, value.clone()));
            } else {
                found.values.push((*line, name.clone(), value.clone()));
            }
        }
        found
    }

    /// The names of which nothing is made.
    pub(super) fn unused(self) -> impl Iterator<Item = String> {
        self.values.into_iter().map(|(_, name, _)| name).filter(|name| ours(name).is_none())
    }

    pub(super) fn read(self, workbook: &Workbook, sink: &mut dyn Sink) -> ControlFlow<()> {
        let problem = |severity, code, line, message: String| Problem::new(severity, code, workbook.shown(), message).line(line);
        let Some((line, link)) = self.link else { return ControlFlow::Continue(()) };
        let Some((id, made)) = PostId::of_link(&link).and_then(|id| id.made().map(|made| (id, made))) else {
            let message = "the id in the link does not hold a time".to_owned();
            return sink
                .take(Item::Problem(problem(Severity::Rejected, ProblemCode::BadValue, line, message).raw(&link).hint("export again")));
        };
        let mut counts = Counts::default();
        for (line, name, value) in &self.values {
            match (ours(name), count(value, self.mark)) {
                (Some(ours), Ok(Some(value))) => counts.set(ours, value),
                (Some(_), Ok(None)) | (None, _) => {}
                (Some(_), Err(_)) => {
                    let message = format!("`{value}` is not a count; `{name}` was left unknown");
                    sink.take(Item::Problem(
                        problem(Severity::Note, ProblemCode::BadNumber, *line, message)
                            .raw(&format!("{name}\t{value}"))
                            .hint("export again"),
                    ))?;
                }
            }
        }
        sink.take(Item::Message(post(&id, made, None, Some(link), Some(counts))))?;
        sink.progress(workbook.bytes())
    }
}
