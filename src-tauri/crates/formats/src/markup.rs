//! HTML to the plain text that a person would read.

use std::borrow::Cow;

use crate::text::repaired;

/// Decodes character references (`&amp;`, `&#8217;`, `&nbsp;`), once; an unknown one stays as it is written.
pub(crate) fn decode_entities(text: &str) -> Cow<'_, str> {
    let decoded = html_escape::decode_html_entities(text);
    // Every one of them begins with the same byte.
    if memchr::memchr(0xc2, decoded.as_bytes()).is_none() || !decoded.chars().any(is_c1) {
        return decoded;
    }
    // Browsers read `&#150;` as what Windows-1252 calls 150, and so do the systems that write it.
    Cow::Owned(decoded.chars().map(|c| if is_c1(c) { windows_1252(c) } else { c }).collect())
}

/// The text of one entity by its name in XML; an unknown one stays as it is written.
pub(crate) fn entity(name: &[u8]) -> Cow<'static, str> {
    // Those that XML itself has are nearly all that there are.
    Cow::Borrowed(match name {
        b"amp" => "&",
        b"lt" => "<",
        b"gt" => ">",
        b"quot" => "\"",
        b"apos" => "'",
        _ => return Cow::Owned(decode_entities(&format!("&{};", repaired(name).0)).into_owned()),
    })
}

/// The text of an HTML fragment, without a trailing or leading blank.
///
/// Tags, comments, scripts and styles go; a block element or `<br>` becomes one newline; blanks collapse. A text with no
/// mark-up in it keeps its own line breaks.
pub(crate) fn plain_text(html: &str) -> String {
    // Behind the last `>` no tag can end: what looks like one there is text.
    let (mut rest, mut tail) = html.split_at(html.rfind('>').map_or(0, |end| end + 1));
    let mut runs = Vec::new();
    let mut marked_up = false;
    while let Some(open) = rest.find('<') {
        let Some(tag) = Tag::parse(&rest[open..]) else {
            // A lone `<` is a character: `rain < 5 mm`.
            runs.push(Run::Words(&rest[..=open]));
            rest = &rest[open + 1..];
            continue;
        };
        marked_up = true;
        runs.push(Run::Words(&rest[..open]));
        rest = &rest[open + tag.bytes..];
        if tag.is_hidden() {
            // What is never closed is hidden to the end.
            (rest, tail) = after_closing(rest, tag.name).map_or(("", ""), |rest| (rest, tail));
        } else if tag.is_block() {
            runs.push(Run::Break);
        } else if tag.is_cell() {
            runs.push(Run::Blank);
        }
    }
    runs.extend([Run::Words(rest), Run::Words(tail)]);
    let mut text = Text::default();
    for run in runs {
        match run {
            Run::Words(words) => text.words(&decode_entities(words), marked_up),
            Run::Break => text.newline(),
            Run::Blank => text.blank(),
        }
    }
    text.out
}

/// A text that is not HTML, with its blanks collapsed and its lines kept.
pub(crate) fn tidy(plain: &str) -> String {
    let mut text = Text::default();
    text.words(plain, false);
    text.out
}

enum Run<'a> {
    Words(&'a str),
    Break,
    Blank,
}

#[derive(Default)]
struct Text {
    out: String,
    /// What stands between the last word and the next one.
    gap: Option<char>,
}

impl Text {
    fn words(&mut self, words: &str, newline_is_blank: bool) {
        for c in words.chars() {
            match c {
                '\n' if !newline_is_blank => self.newline(),
                _ if c.is_whitespace() => self.blank(),
                // Invisible: control characters, zero-width spaces, soft hyphens, byte-order marks.
                _ if c.is_control() || matches!(c, '\u{200b}' | '\u{ad}' | '\u{feff}') => {}
                _ => {
                    if let Some(gap) = self.gap.take().filter(|_| !self.out.is_empty()) {
                        self.out.push(gap);
                    }
                    self.out.push(c);
                }
            }
        }
    }

    fn blank(&mut self) {
        self.gap.get_or_insert(' ');
    }

    fn newline(&mut self) {
        self.gap = Some('\n');
    }
}

/// A tag, comment or declaration at the start of a string.
struct Tag<'a> {
    /// Without `/`; empty for a comment or a declaration.
    name: &'a str,
    bytes: usize,
}

impl<'a> Tag<'a> {
    fn parse(html: &'a str) -> Option<Tag<'a>> {
        if html.starts_with("<!--") {
            return Some(Tag { name: "", bytes: html.find("-->").map_or(html.len(), |end| end + 3) });
        }
        let inner = html[1..].strip_prefix('/').unwrap_or(&html[1..]);
        let first = inner.chars().next()?;
        let is_declaration = matches!(first, '!' | '?') && inner.len() == html.len() - 1;
        if !first.is_ascii_alphabetic() && !is_declaration {
            return None;
        }
        let name = &inner[..inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len())];
        let mut quote = None;
        for (at, byte) in html.bytes().enumerate() {
            match (quote, byte) {
                (None, b'>') => return Some(Tag { name, bytes: at + 1 }),
                // An apostrophe elsewhere than after `=` is part of a broken attribute, not the start of a value.
                (None, b'"' | b'\'') if html[..at].trim_end().ends_with('=') => quote = Some(byte),
                (Some(open), _) if open == byte => quote = None,
                _ => {}
            }
        }
        // A quote that never closes would swallow the rest of the text.
        html.find('>').map(|end| Tag { name, bytes: end + 1 })
    }

    fn is(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.name.eq_ignore_ascii_case(name))
    }

    fn is_hidden(&self) -> bool {
        self.is(&["script", "style", "template"])
    }

    fn is_cell(&self) -> bool {
        self.is(&["td", "th"])
    }

    fn is_block(&self) -> bool {
        self.is(&[
            "address",
            "article",
            "aside",
            "blockquote",
            "br",
            "caption",
            "center",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "table",
            "tr",
            "ul",
        ])
    }
}

/// What follows `</name>`.
fn after_closing<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = html;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        if rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return rest.find('>').map(|end| &rest[end + 1..]);
        }
    }
    None
}

fn is_c1(c: char) -> bool {
    ('\u{80}'..='\u{9f}').contains(&c)
}

fn windows_1252(c: char) -> char {
    let byte = [c as u8];
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte).0.chars().next().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_lines_and_inline_tags_vanish() {
        let html = "<p>Bins are <b>late</b> in\n  Wickholt.</p>\n\n<p>Sorry&nbsp;&mdash; crews are out.<br/>Ring 0123.</p>";
        assert_eq!(plain_text(html), "Bins are late in Wickholt.\nSorry — crews are out.\nRing 0123.");
    }

    #[test]
    fn text_without_markup_keeps_its_lines() {
        assert_eq!(plain_text("  First line\r\n\r\nsecond   line &amp; more "), "First line\nsecond line & more");
    }

    #[test]
    fn scripts_styles_and_comments_are_dropped() {
        assert_eq!(plain_text("a<script>if (a < b) { x('</p>') }</SCRIPT>b<style>p{}</style><!-- c > d -->e"), "abe");
        assert_eq!(plain_text("kept <script>never closed"), "kept");
    }

    #[test]
    fn a_lone_bracket_is_a_character() {
        assert_eq!(plain_text("rain < 5 mm and 3 > 2 <3"), "rain < 5 mm and 3 > 2 <3");
        assert_eq!(plain_text("cut off <a href='x"), "cut off <a href='x");
    }

    #[test]
    fn a_bracket_inside_an_attribute_does_not_end_the_tag() {
        assert_eq!(plain_text("<a title=\"a > b\" href='/x'>Read on</a>"), "Read on");
    }

    #[test]
    fn cells_are_kept_apart_and_rows_are_lines() {
        assert_eq!(plain_text("<table><tr><td>Mon</td><td>9</td></tr><tr><td>Tue</td><td>10</td></tr></table>"), "Mon 9\nTue 10");
    }

    #[test]
    fn references_are_decoded_once() {
        assert_eq!(decode_entities("Q&amp;A &lt;3 &#8217; &#x2019; &amp;lt; &nosuch; AT&T"), "Q&A <3 ’ ’ &lt; &nosuch; AT&T");
        assert_eq!(decode_entities("9&#150;5, 20&#128;"), "9–5, 20€");
    }
}
