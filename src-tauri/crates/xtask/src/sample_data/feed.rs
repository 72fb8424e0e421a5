//! The press office's feed: RSS 2.0 with the whole releases.

use super::clock::utc;
use super::places::{NAME, SITE};
use super::releases::{Newsroom, Release};

pub(super) fn file(newsroom: &Newsroom) -> String {
    let items: String = newsroom.releases.iter().rev().map(item).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n<title>{NAME}: newsroom</title>\n<link>{SITE}/news</link>\n\
         <description>News of an invented council</description>\n<language>en-GB</language>\n{items}</channel>\n</rss>\n"
    )
}

fn item(release: &Release) -> String {
    let body: String = release.paragraphs.iter().map(|paragraph| format!("<p>{}</p>\n", escaped(paragraph))).collect();
    format!(
        "<item>\n<title>{}</title>\n<link>{}</link>\n<guid isPermaLink=\"false\">{}</guid>\n<pubDate>{}</pubDate>\n<dc:creator>Press office</dc:creator>\n\
         <description>{}</description>\n<content:encoded><![CDATA[{body}]]></content:encoded>\n</item>\n",
        escaped(&release.headline),
        release.link,
        release.guid,
        utc(release.at).format("%a, %d %b %Y %H:%M:%S +0000"),
        escaped(&release.paragraphs[0]),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
