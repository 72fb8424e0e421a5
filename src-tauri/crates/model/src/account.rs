use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where an account lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Platform {
    X,
    /// A newsroom feed: it holds releases, not messages.
    Feed,
    /// A conversation export that does not say which platform it is from.
    Conversation,
}

impl Platform {
    pub const ALL: [Platform; 3] = [Platform::X, Platform::Feed, Platform::Conversation];

    /// The word the store and the documents use.
    pub fn as_str(self) -> &'static str {
        match self {
            Platform::X => "x",
            Platform::Feed => "feed",
            Platform::Conversation => "conversation",
        }
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
