//! The releases and posts that `releases.py` of the yardstick makes up, read as the reference reads them.

use std::path::Path;

use chrono::DateTime;
use serde::Deserialize;

/// One release or post: its own id, when it was published, and its text.
#[derive(Debug, Clone)]
pub struct Made {
    pub id: String,
    pub at: i64,
    pub text: String,
}

/// Headline and body of each release of a feed, in its order; tags become spaces.
pub fn releases(folder: &Path) -> Vec<Made> {
    let feed = std::fs::read_to_string(folder.join("newsroom.xml")).expect("the feed");
    let without_tags = |html: &str| {
        html.split('<')
            .enumerate()
            .map(|(at, part)| if at == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) })
            .collect::<Vec<_>>()
            .join(" ")
    };
    let release = |item: &str| {
        let at = DateTime::parse_from_rfc2822(between(item, "<pubDate>", "</pubDate>")).expect("a date").timestamp_millis();
        let title = between(item, "<title>", "</title>").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        let body = without_tags(between(item, "<![CDATA[", "]]>"));
        Made { id: between(item, "<guid isPermaLink=\"false\">", "</guid>").to_owned(), at, text: format!("{title} {body}") }
    };
    feed.split("<item>").skip(1).map(release).collect()
}

/// Between two marks.
fn between<'a>(text: &'a str, open: &str, close: &str) -> &'a str {
    text.split_once(open).and_then(|(_, rest)| rest.split_once(close)).map_or("", |(inner, _)| inner)
}

#[derive(Debug, Deserialize)]
struct Tweet {
    #[serde(rename = "Tweet id")]
    id: String,
    #[serde(rename = "Tweet text")]
    text: String,
    time: String,
}

/// The posts, in order of time and of their ids.
pub fn posts(folder: &Path) -> Vec<Made> {
    let mut files = folder.read_dir().expect("the folder").filter_map(|entry| Some(entry.ok()?.path()));
    let posts = files.find(|path| path.to_string_lossy().contains("tweet_activity_metrics")).expect("the posts");
    let made = |tweet: Tweet| {
        let at = DateTime::parse_from_str(&tweet.time, "%Y-%m-%d %H:%M %z").expect("a date").timestamp_millis();
        Made { id: tweet.id, at, text: tweet.text }
    };
    let rows = csv::Reader::from_path(posts).expect("the posts").into_deserialize();
    let mut posts: Vec<Made> = rows.map(|row| made(row.expect("a post"))).collect();
    posts.sort_by_key(|post| (post.at, post.id.parse::<u64>().expect("an id")));
    posts
}
