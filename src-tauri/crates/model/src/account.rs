use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where an account lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Platform {
    X,
    Facebook,
    Instagram,
    Threads,
    LinkedIn,
    YouTube,
    TikTok,
    Mastodon,
    Bluesky,
    Reddit,
    Discourse,
    Yammer,
    WordPress,
    Blogger,
    Disqus,
    MediaWiki,
    /// A help desk or shared inbox, whatever channel a message came in by.
    Inbox,
    /// A newsroom: it holds releases, not messages.
    Feed,
    /// A conversation export that does not say which platform it is from.
    Conversation,
}

impl Platform {
    pub const ALL: [Platform; 19] = [
        Platform::X,
        Platform::Facebook,
        Platform::Instagram,
        Platform::Threads,
        Platform::LinkedIn,
        Platform::YouTube,
        Platform::TikTok,
        Platform::Mastodon,
        Platform::Bluesky,
        Platform::Reddit,
        Platform::Discourse,
        Platform::Yammer,
        Platform::WordPress,
        Platform::Blogger,
        Platform::Disqus,
        Platform::MediaWiki,
        Platform::Inbox,
        Platform::Feed,
        Platform::Conversation,
    ];

    /// The word the store and the documents use.
    pub fn as_str(self) -> &'static str {
        match self {
            Platform::X => "x",
            Platform::Facebook => "facebook",
            Platform::Instagram => "instagram",
            Platform::Threads => "threads",
            Platform::LinkedIn => "linkedin",
            Platform::YouTube => "youtube",
            Platform::TikTok => "tiktok",
            Platform::Mastodon => "mastodon",
            Platform::Bluesky => "bluesky",
            Platform::Reddit => "reddit",
            Platform::Discourse => "discourse",
            Platform::Yammer => "yammer",
            Platform::WordPress => "wordpress",
            Platform::Blogger => "blogger",
            Platform::Disqus => "disqus",
            Platform::MediaWiki => "mediawiki",
            Platform::Inbox => "inbox",
            Platform::Feed => "feed",
            Platform::Conversation => "conversation",
        }
    }

    /// The platform of a word; `None` for any other word.
    pub fn of_word(word: &str) -> Option<Platform> {
        Platform::ALL.into_iter().find(|platform| platform.as_str() == word)
    }
}

/// An account as an export names it: a handle without `@`, the platform's own id, or both.
///
/// Two of them are the same account when platform and handle agree, whatever the case.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct AccountName {
    pub platform: Platform,
    pub handle: String,
    pub native_id: Option<String>,
    pub display_name: Option<String>,
}

/// An author who is not one of our accounts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Person {
    /// The platform's own id; kept as text.
    pub native_id: Option<String>,
    /// The name that others address with `@`, without the `@`.
    pub handle: Option<String>,
    pub display_name: Option<String>,
}
