//! Bytes of an export in, records and problems out.
//!
//! [`READERS`] is the whole list of formats. A [`Source`] is what a person opens: a file, a folder or an archive, one tree.
//! [`plan`] says what each file is and why, without writing anything; [`read`] then streams its records into a [`Sink`].

mod plan;
mod reading;
mod source;
mod text;
mod table;
mod sheet;
mod json;
mod tape;
mod spreadsheetml;
mod id;
mod number;
mod count;
mod time;
mod moment;
mod clock;
mod ours;
mod markup;
mod parts;
mod xml;
mod x;
mod meta;
mod dyi;
mod youtube;
mod hootsuite;
mod twarc;
mod desk;
mod yammer;
mod discourse;
mod reddit;
mod mastodon;
mod bluesky;
mod linkedin;
mod tiktok;
mod conversation;
mod feed;
mod mapped;
mod blog;
mod wordpress;
mod blogger;
mod disqus;
mod mediawiki;
mod release;

#[cfg(test)]
mod manual;

pub use mapped::table_head;
pub use plan::plan;
pub use reading::{Reading, read, sha256};
pub use source::{Entry, HEAD, Source};
pub use table::LONGEST_ROW;

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use earshot_model::{DayRecord, FilePlan, Format, MessageRecord, Overrides, Problem, ReleaseRecord, ResponseRecord};

/// Set when the person has cancelled. Whatever is read from a [`Source`] fails from then on, so that planning ends soon.
pub type Stop = Arc<AtomicBool>;

/// One format. Stateless; listed once, in [`READERS`].
pub trait Reader: Sync {
    /// What the list of formats and the manual say about it. `id` is what `--format` takes.
    fn format(&self) -> Format;

    /// Whether this entry begins a file of this format: by name, then by first bytes, then by the shape of its header.
    /// `None`: not mine. Something that is mine but broken is recognised here and refused by `plan` with a typed problem.
    fn sniff(&self, entry: &Entry) -> Option<Match>;

    /// What will be read and how, with every guess and its evidence.
    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem>;

    /// Streams the records of a plan. Memory does not grow with the file. Of the source only the plan's parts are sure to be there,
    /// and what stands beside them unless the plan is of one file.
    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem>;
}

/// A recognised file.
#[derive(Debug, Clone)]
pub struct Match {
    /// 0–100; the highest wins, ties by the order of [`READERS`].
    pub confidence: u8,
    /// In plain words, for the plan: `the header is that of …`.
    pub why: String,
}

/// What a reader hands over.
#[derive(Debug, Clone)]
pub enum Item {
    Message(MessageRecord),
    Day(DayRecord),
    Release(ReleaseRecord),
    Response(ResponseRecord),
    Problem(Problem),
}

/// Where records go. `Break` means that the person has cancelled; a reader then returns `Ok(())` at once.
pub trait Sink {
    fn take(&mut self, item: Item) -> ControlFlow<()>;

    /// How many bytes of the plan's parts have been read so far; called now and then.
    fn progress(&mut self, bytes: u64) -> ControlFlow<()>;
}

/// Every format, in the order in which ties are broken.
pub const READERS: &[&dyn Reader] = &[
    &x::Posts2014,
    &x::Days2014,
    &x::Posts2024,
    &x::Days2024,
    &x::Video2024,
    &x::archive::Archive,
    &x::grailbird::Grailbird,
    &meta::FacebookPosts,
    &meta::InstagramPosts,
    &meta::MetaDays,
    &meta::InsightsPosts,
    &meta::InsightsDays,
    &dyi::FACEBOOK_MESSAGES,
    &dyi::INSTAGRAM_MESSAGES,
    &dyi::Posts,
    &dyi::Comments,
    &dyi::PostsInstagram,
    &dyi::CommentsInstagram,
    &dyi::Insights,
    &dyi::Threads,
    &linkedin::PageContent,
    &linkedin::PageFollowers,
    &linkedin::PageVisitors,
    &linkedin::PageCompetitors,
    &linkedin::Creator,
    &linkedin::Archive,
    &youtube::Studio,
    &youtube::Takeout,
    &youtube::Info,
    &tiktok::TikTok,
    &mastodon::Mastodon,
    &bluesky::Bluesky,
    &reddit::Reddit,
    &discourse::Discourse,
    &yammer::Yammer,
    &wordpress::WordPress,
    &blogger::Blogger,
    &disqus::Disqus,
    &mediawiki::MediaWiki,
    &hootsuite::Posts,
    &hootsuite::Inbound,
    &hootsuite::Days,
    &desk::Front,
    &desk::RingCentral,
    &desk::Zendesk,
    &desk::ZendeskJson,
    &twarc::Twarc,
    &twarc::TwarcCsv,
    &twarc::FourCat,
    &twarc::CrowdTangle,
    &conversation::Conversation,
    &feed::Feed,
    &release::table::ReleaseTable,
    &release::files::ReleaseFiles,
    &mapped::Mapped,
];

/// What every reader says of itself, in the order of [`READERS`].
pub fn formats() -> Vec<Format> {
    READERS.iter().map(|reader| reader.format()).collect()
}
