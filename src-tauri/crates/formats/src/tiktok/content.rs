//! The videos of TikTok's content tab.

use std::ops::ControlFlow;

use earshot_model::{Author, Certainty, IdSpace, Kind, MessageRecord, Millis, Parent, Platform, ProblemCode, Stamp};

use crate::count::{self, CountColumn};
use crate::number::Mark;
use crate::table::{Cells, Shape};
use crate::text::brief;
use crate::{Item, Sink};

pub(super) const NAMES: [&str; 3] = ["Video title", "Video link", "Post time"];

/// September 2016, when TikTok began as Douyin: no video is older.
const TIKTOK_BEGAN: Millis = 1_472_688_000_000;

/// Words in the names of counts, in the languages of the exports that were described and their neighbours, and our names.
const COUNTS: [(&[&str], &str); 5] = [
    (&["like", "me gusta", "gefällt", "aime", "curtida"], "likes"),
    (&["comment", "coment", "komment"], "replies"),
    (&["share", "compart", "geteilt", "partage"], "shares"),
    (&["views", "visualizaciones", "vistas", "visualizações", "aufrufe", "vues"], "impressions"),
    (&["favorite", "favourite", "bookmark", "favorito", "favoriten", "favoris", "guardad"], "saves"),
];

/// Where the fields of a video stand.
pub(super) struct Content {
    link: usize,
    title: Option<usize>,
    time: Option<usize>,
    counts: Vec<CountColumn>,
}

impl Content {
    /// By English names, or else around the column that links to videos.
    pub(super) fn of(shape: &Shape, rows: &[Vec<String>], mark: Mark) -> Content {
        let link = shape.column(&["Video link"]).or_else(|| link_column(rows)).unwrap_or(usize::MAX);
        let title = shape.column(&["Video title"]).or_else(|| link.checked_sub(1)).filter(|column| *column < shape.header.len());
        let time = shape.column(&["Post time"]).or_else(|| link.checked_add(1)).filter(|column| *column < shape.header.len());
        let mut counts: Vec<CountColumn> = Vec::new();
        for (index, name) in shape.header.iter().enumerate() {
            let name = name.to_lowercase();
            let known = COUNTS.iter().find(|(words, _)| words.iter().any(|word| name.contains(word)));
            if let Some((_, ours)) = known
                && ![Some(link), title, time].contains(&Some(index))
                && !counts.iter().any(|column| column.name == *ours)
            {
                counts.push(CountColumn::new(index, ours, mark));
            }
        }
        Content { link, title, time, counts }
    }

    /// The time is not read, but the id's agrees with it.
    pub(super) fn used(&self) -> Vec<usize> {
        self.counts.iter().map(|column| column.index).chain([self.link]).chain(self.title).chain(self.time).collect()
    }

    pub(super) fn read(&self, cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<()> {
        let link = cells.get(self.link);
        let Some((id, at)) = video(&link).and_then(|id| Some((id, made_at(id)?))) else {
            let shown = brief(&link, 80);
            let problem = match &*shown {
                "" => cells.rejected(ProblemCode::MissingId, self.link, "the row has no link to its video", "export again"),
                _ => {
                    let message = format!("`{shown}` names no video");
                    let hint = "a link ends with `/video/` and a number of nineteen digits; export again";
                    cells.rejected(ProblemCode::BadValue, self.link, message, hint)
                }
            };
            return sink.take(Item::Problem(problem));
        };
        let counts = count::counts(&self.counts, cells, sink)?;
        sink.take(Item::Message(MessageRecord {
            space: IdSpace::of(Platform::TikTok, "post"),
            id: id.to_owned(),
            kind: Kind::Post,
            author: Author::Owner,
            to_owner: false,
            sent: Stamp { at, precision: 1, certainty: Certainty::FromId },
            text: self.title.and_then(|column| cells.known(column)),
            text_cut: false,
            parent: Parent::None,
            conversation: None,
            permalink: Some(link.trim().to_owned()),
            counts: Some(Box::new(counts)),
        }))
    }
}

/// The first column in which a row links to a video.
pub(super) fn link_column(rows: &[Vec<String>]) -> Option<usize> {
    rows.iter().find_map(|row| row.iter().position(|cell| video(cell).is_some()))
}

/// The id in `https://www.tiktok.com/@name/video/7340000000000000000`; pictures are videos too.
fn video(link: &str) -> Option<&str> {
    let (_, path) = link.split_once("tiktok.com/")?;
    let (_, id) = path.split_once("/video/").or_else(|| path.split_once("/photo/"))?;
    let id = &id[..id.find(|c: char| !c.is_ascii_digit()).unwrap_or(id.len())];
    (16..=20).contains(&id.len()).then_some(id)
}

/// The name in a link, without its `@`.
pub(super) fn handle(link: &str) -> Option<&str> {
    let (_, path) = link.split_once("tiktok.com/@")?;
    path.split(['/', '?']).next().filter(|handle| !handle.is_empty())
}

/// The upper half of an id counts seconds.
fn made_at(id: &str) -> Option<Millis> {
    let at = (id.parse::<u64>().ok()? >> 32).cast_signed() * 1_000;
    (at >= TIKTOK_BEGAN).then_some(at)
}
