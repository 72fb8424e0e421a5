//! A press release as a web page.

use super::document::Document;
use crate::markup::{decode_entities, plain_text};
use crate::moment;

/// What pages call the moment of publication in their head.
const PUBLISHED: [&str; 14] = [
    "article:published_time",
    "og:published_time",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish_date",
    "publication_date",
];

pub(super) fn read(html: &str) -> Document {
    let mut document = Document::default();
    let (mut time, mut open_graph) = (None, None);
    for tag in tags(html) {
        match &*tag.name {
            "meta" => {
                let name = ["property", "name", "itemprop"].iter().find_map(|name| tag.attribute(name)).unwrap_or_default().to_lowercase();
                let content = || tag.attribute("content").filter(|content| !content.trim().is_empty());
                if PUBLISHED.contains(&&*name) && document.date.is_none() {
                    document.date = content().and_then(|date| moment::written(&date, None)).map(|date| (date, "the head"));
                } else if name == "og:url" {
                    open_graph = content();
                }
            }
            "link" if tag.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                document.link = tag.attribute("href").filter(|link| link.contains("://"));
            }
            "time" if time.is_none() => time = tag.attribute("datetime").and_then(|date| moment::written(&date, None)),
            _ => {}
        }
    }
    document.date = document.date.or_else(|| in_script(html)).or(time.map(|date| (date, "a `time` element")));
    document.link = document.link.or(open_graph.filter(|link| link.contains("://")));

    let content = ["article", "main", "body"].iter().find_map(|name| inner(html, name)).unwrap_or(html);
    let heading = inner(content, "h1").or_else(|| inner(html, "h1")).map(plain_text).filter(|title| !title.is_empty());
    let title = heading.or_else(|| inner(html, "title").map(plain_text).filter(|title| !title.is_empty()));
    let content = ["nav", "footer", "aside", "form"].iter().fold(content.to_owned(), |content, name| without(&content, name));
    let body = plain_text(&content);
    document.title = title.unwrap_or_else(|| body.lines().next().unwrap_or_default().to_owned()).replace('\n', " ");
    document.body = body.strip_prefix(&*document.title).map_or_else(|| body.clone(), |rest| rest.trim_start().to_owned());
    document
}

/// The date in a page's description of itself for search engines.
fn in_script(html: &str) -> Option<(moment::Written, &'static str)> {
    let (_, rest) = html.split_once("\"datePublished\"")?;
    let date = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?.split('"').next()?;
    moment::written(date, None).map(|date| (date, "the description"))
}

struct Tag<'h> {
    name: String,
    /// What stands behind the name.
    rest: &'h str,
}

impl Tag<'_> {
    fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.rest;
        while let Some((before, after)) = rest.split_once('=') {
            let key = before.split_whitespace().next_back().unwrap_or_default();
            let after = after.trim_start();
            let (value, next) = match after.chars().next()? {
                quote @ ('"' | '\'') => after[1..].split_once(quote)?,
                _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
            };
            if key.eq_ignore_ascii_case(name) {
                return Some(decode_entities(value).trim().to_owned());
            }
            rest = next;
        }
        None
    }
}

/// Every opening tag of a page.
fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    html.match_indices('<').filter_map(|(at, _)| {
        let tag = &html[at + 1..];
        let tag = &tag[..end_of_tag(tag)?];
        let name = &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len())];
        (!name.is_empty()).then(|| Tag { name: name.to_ascii_lowercase(), rest: &tag[name.len()..] })
    })
}

/// Where a tag ends; none has another in it.
fn end_of_tag(tag: &str) -> Option<usize> {
    tag.find(['<', '>']).filter(|end| tag.as_bytes()[*end] == b'>')
}

/// What stands in the first element of a name.
fn inner<'h>(html: &'h str, name: &str) -> Option<&'h str> {
    let (_, start) = opening(html, name)?;
    let end = closing(&html[start..], name).map_or(html.len(), |(end, _)| start + end);
    Some(&html[start..end])
}

/// A page without the elements of a name.
fn without(html: &str, name: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((from, start)) = opening(rest, name) {
        kept.push_str(&rest[..from]);
        let Some((_, end)) = closing(&rest[start..], name) else {
            rest = &rest[start..];
            break;
        };
        rest = &rest[start + end..];
    }
    kept + rest
}

/// Where the first tag of a name begins and ends.
fn opening(html: &str, name: &str) -> Option<(usize, usize)> {
    html.match_indices('<').find_map(|(at, _)| {
        let rest =
            html.get(at + 1..at + 1 + name.len()).filter(|found| found.eq_ignore_ascii_case(name)).map(|_| &html[at + 1 + name.len()..])?;
        if rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return None;
        }
        let end = end_of_tag(rest)?;
        Some((at, html.len() - rest.len() + end + 1))
    })
}

/// Where `</name>` begins and ends.
fn closing(html: &str, name: &str) -> Option<(usize, usize)> {
    html.match_indices("</").find_map(|(at, _)| {
        let rest =
            html.get(at + 2..at + 2 + name.len()).filter(|found| found.eq_ignore_ascii_case(name)).map(|_| &html[at + 2 + name.len()..])?;
        let end = end_of_tag(rest)?;
        Some((at, html.len() - rest.len() + end + 1))
    })
}
