use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{Person, Platform};

/// Milliseconds since 1970-01-01T00:00:00Z.
pub type Millis = i64;

/// The set of ids within which an id is unique. Two messages are the same one when space and id agree.
///
/// It is named `PLATFORM`, `PLATFORM-KIND` or either of them and `:SCOPE`: posts on X are `x-post`, direct messages on X
/// `x-direct`, the comments of one blog `wordpress-comment:example.org`. A conversation export whose ids were numbered anew
/// has a space of its own, `conversation`, or `conversation:NAME` when it holds the one account of that name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct IdSpace(pub Arc<str>);

impl IdSpace {
    pub fn x_post() -> IdSpace {
        IdSpace("x-post".into())
    }

    pub fn x_direct() -> IdSpace {
        IdSpace("x-direct".into())
    }

    /// The space of one kind of thing on a platform, `facebook-post`.
    pub fn of(platform: Platform, kind: &str) -> IdSpace {
        IdSpace(format!("{}-{kind}", platform.as_str()).into())
    }

    /// The same space, told apart by `scope`: ids that are unique within one site or forum only.
    #[must_use]
    pub fn within(self, scope: &str) -> IdSpace {
        IdSpace(format!("{}:{scope}", self.0).into())
    }

    /// The platform that it is named after.
    pub fn platform(&self) -> Platform {
        let end = self.0.find(['-', ':']).unwrap_or(self.0.len());
        Platform::of_word(&self.0[..end]).unwrap_or(Platform::Conversation)
    }
}

/// The number that an id is, if writing that number gives the id again: most ids are, and such a number stands for the text.
pub fn decimal_id(id: &str) -> Option<u64> {
    let canonical = (1..=19).contains(&id.len()) && (id.len() == 1 || !id.starts_with('0')) && id.bytes().all(|b| b.is_ascii_digit());
    canonical.then(|| id.bytes().fold(0, |number, digit| number * 10 + u64::from(digit - b'0')))
}

/// How a time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// The file states the time and its zone.
    Stated,
    /// Computed from the message's id.
    FromId,
    /// The file states a local time; the zone was chosen in the plan.
    ZoneChosen,
    /// The file states a time and no zone, and the format's zone is known or inferred, not stated.
    ZoneAssumed,
    /// Computed back from words such as "2 weeks ago": of no use for response times.
    Estimated,
}

impl Certainty {
    /// The word the store uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Certainty::Stated => "stated",
            Certainty::FromId => "from-id",
            Certainty::ZoneChosen => "zone-chosen",
            Certainty::ZoneAssumed => "zone-assumed",
            Certainty::Estimated => "estimated",
        }
    }
}

/// A moment, and how well it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    pub at: Millis,
    /// The width of the moment in seconds: 1, 60, or 86 400 when only the day is known.
    pub precision: u32,
    pub certainty: Certainty,
}

/// Who said it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Author {
    /// The account whose export this is.
    Owner,
    /// Another account of ours (or of a peer) that the export holds, by handle.
    Account(String),
    /// Somebody else.
    Person(Person),
}

/// What the export says about the message that this one answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Parent {
    /// The format does not tell.
    Unknown,
    /// The format tells parents, and there is none.
    None,
    /// Its id, in the same space, and the handle (without `@`) of its author where that is stated.
    Some { id: String, author: Option<String> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Public: a post, a reply, a comment.
    Post,
    /// A repost, share or boost of somebody's post, marked as such by the export.
    Repost,
    /// A direct message.
    Direct,
}

impl Kind {
    /// The word the store uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Post => "post",
            Kind::Repost => "repost",
            Kind::Direct => "direct",
        }
    }
}

/// What one export says about one message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageRecord {
    pub space: IdSpace,
    pub id: String,
    pub kind: Kind,
    pub author: Author,
    /// The format itself says that an inbound message is directed at the export's owner (a direct message).
    pub to_owner: bool,
    pub sent: Stamp,
    /// Plain text: entities decoded, nothing stripped.
    pub text: Option<String>,
    /// The export cuts long texts, and this one is at the cut.
    pub text_cut: bool,
    pub parent: Parent,
    /// The platform's id of the exchange, in the same space.
    pub conversation: Option<String>,
    pub permalink: Option<String>,
    /// Lifetime counts as of the export.
    pub counts: Option<Box<Counts>>,
}

/// A post's counts, each apart; lifetime to the export's date. Unknown is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Unique people, and only where the platform counts unique people.
    pub reach: Option<i64>,
    pub impressions: Option<i64>,
    /// The platform's own sum of interactions.
    pub engagements: Option<i64>,
    pub likes: Option<i64>,
    pub replies: Option<i64>,
    pub reposts: Option<i64>,
    pub shares: Option<i64>,
    /// Bookmarks and saves.
    pub saves: Option<i64>,
    pub follows: Option<i64>,
    pub profile_visits: Option<i64>,
    pub detail_expands: Option<i64>,
    pub url_clicks: Option<i64>,
    pub hashtag_clicks: Option<i64>,
    pub permalink_clicks: Option<i64>,
    pub media_views: Option<i64>,
    pub media_engagements: Option<i64>,
    /// What else the platform counts, by its own name.
    pub other: BTreeMap<String, i64>,
}

impl Counts {
    /// Notes a count under the name of its field, or else among the `other`s.
    pub fn set(&mut self, name: &str, count: i64) {
        match name {
            "reach" => self.reach = Some(count),
            "impressions" => self.impressions = Some(count),
            "engagements" => self.engagements = Some(count),
            "likes" => self.likes = Some(count),
            "replies" => self.replies = Some(count),
            "reposts" => self.reposts = Some(count),
            "shares" => self.shares = Some(count),
            "saves" => self.saves = Some(count),
            "follows" => self.follows = Some(count),
            "profile_visits" => self.profile_visits = Some(count),
            "detail_expands" => self.detail_expands = Some(count),
            "url_clicks" => self.url_clicks = Some(count),
            "hashtag_clicks" => self.hashtag_clicks = Some(count),
            "permalink_clicks" => self.permalink_clicks = Some(count),
            "media_views" => self.media_views = Some(count),
            "media_engagements" => self.media_engagements = Some(count),
            other => drop(self.other.insert(other.to_owned(), count)),
        }
    }

    /// These counts, and an older export's where this one has none.
    #[must_use]
    pub fn or(mut self, older: &Counts) -> Counts {
        self.reach = self.reach.or(older.reach);
        self.impressions = self.impressions.or(older.impressions);
        self.engagements = self.engagements.or(older.engagements);
        self.likes = self.likes.or(older.likes);
        self.replies = self.replies.or(older.replies);
        self.reposts = self.reposts.or(older.reposts);
        self.shares = self.shares.or(older.shares);
        self.saves = self.saves.or(older.saves);
        self.follows = self.follows.or(older.follows);
        self.profile_visits = self.profile_visits.or(older.profile_visits);
        self.detail_expands = self.detail_expands.or(older.detail_expands);
        self.url_clicks = self.url_clicks.or(older.url_clicks);
        self.hashtag_clicks = self.hashtag_clicks.or(older.hashtag_clicks);
        self.permalink_clicks = self.permalink_clicks.or(older.permalink_clicks);
        self.media_views = self.media_views.or(older.media_views);
        self.media_engagements = self.media_engagements.or(older.media_engagements);
        for (name, value) in &older.other {
            self.other.entry(name.clone()).or_insert(*value);
        }
        self
    }
}

/// A figure that a platform gives for an account and a day, of what happened on that day or (`followers`) stood at its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayRecord {
    /// Whose day it is, by handle; `None`: the account's whose export this is.
    pub account: Option<String>,
    /// The platform's day.
    pub date: chrono::NaiveDate,
    /// The same names as the fields of [`Counts`], or the platform's own in lower case with underscores. Figures of a longer
    /// time that ends with the day say so in their name (`reach_week`, `reach_28_days`): they must never be summed.
    pub measure: String,
    pub value: i64,
}

/// A response time that a help desk computed itself, where it does not give the messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResponseRecord {
    /// Within which `id` is unique.
    pub space: IdSpace,
    /// The ticket or conversation.
    pub id: String,
    /// Who answers, by handle; `None`: the account whose export this is.
    pub account: Option<String>,
    /// When it was opened.
    pub asked: Stamp,
    /// From opening to first reply, by the clock on the wall; `None`: not answered, or not stated.
    pub seconds: Option<i64>,
    /// The same in the tool's business hours.
    pub business_seconds: Option<i64>,
    /// What it is about.
    pub subject: Option<String>,
}
