use serde::{Deserialize, Serialize};

use crate::Stamp;

/// One press release as a feed gives it. The key is `guid`, else the link, within the feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseRecord {
    pub guid: String,
    pub published: Stamp,
    pub title: String,
    /// Plain text: mark-up stripped, entities decoded, paragraphs kept apart by a newline.
    pub body: String,
    pub link: Option<String>,
}
