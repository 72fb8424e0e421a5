//! A document as a release: its title, its text, its date, its link.

use earshot_model::DateOrder;

use super::{day, page};
use crate::Entry;
use crate::markup::plain_text;
use crate::moment::{self, Written};

/// In this many lines from the top a date is looked for.
const FIRST_LINES: usize = 12;

/// A text in which more of the first lines have a date is a log or a chat.
const MOST_DATED: usize = 3;

/// How much of a line is looked at.
const LONGEST_LINE: usize = 400;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Markdown,
    Page,
    Word,
}

impl Kind {
    /// By its name and its first bytes.
    pub(super) fn of(entry: &Entry) -> Option<Kind> {
        let is_zip = entry.head.starts_with(b"PK\x03\x04");
        Kind::of_name(entry.name()).filter(|kind| (*kind == Kind::Word) == is_zip)
    }

    pub(super) fn of_name(name: &str) -> Option<Kind> {
        let (_, extension) = name.rsplit_once('.')?;
        match &*extension.to_ascii_lowercase() {
            "docx" => Some(Kind::Word),
            "txt" => Some(Kind::Text),
            "md" => Some(Kind::Markdown),
            "html" | "htm" => Some(Kind::Page),
            _ => None,
        }
    }
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Document {
    pub(super) title: String,
    pub(super) body: String,
    pub(super) link: Option<String>,
    /// What it was published on, and where that stands.
    pub(super) date: Option<(Written, &'static str)>,
}

impl Document {
    /// Looks in the name and in the first lines, if the document states no date of its own.
    pub(super) fn find_date(&mut self, name: &str, order: Option<DateOrder>) {
        let in_lines = || first_lines(&self.title).chain(first_lines(&self.body)).find_map(|line| day::in_line(line, order));
        self.date = self
            .date
            .or_else(|| day::in_name(name).map(|date| (date, "the name")))
            .or_else(|| in_lines().map(|date| (date, "the first lines")));
    }
}

/// Whether the beginning of a text or page has a date, and where.
pub(super) fn sniff(kind: Kind, head: &str) -> Option<&'static str> {
    if kind == Kind::Page {
        // Pages of every kind have a date somewhere in their text.
        return read(kind, head).date.map(|_| "the page says when it was published");
    }
    if head.contains('\0') || head.trim_start().starts_with(['{', '[', '<']) || is_table(head) {
        return None;
    }
    let (front, rest) = front_matter(head);
    if front.iter().any(|(name, value)| is_date(name) && moment::written(value, None).is_some()) {
        return Some("its first lines say when it was published");
    }
    let dated = first_lines(rest).filter(|line| day::in_line(line, None).is_some()).count();
    (1..=MOST_DATED).contains(&dated).then_some("there is a date in its first lines")
}

pub(super) fn read(kind: Kind, text: &str) -> Document {
    if kind == Kind::Page {
        return page::read(text);
    }
    let (front, rest) = front_matter(text);
    let of = |is: fn(&str) -> bool| front.iter().find(|(name, value)| is(name) && !value.is_empty()).map(|(_, value)| value.clone());
    let date = of(is_date).and_then(|date| moment::written(&date, None));
    let mut lines: Vec<String> = rest.lines().map(|line| if kind == Kind::Markdown { unmarked(line) } else { line.to_owned() }).collect();
    let title = of(|name| name == "title").unwrap_or_else(|| take_title(rest, &mut lines));
    Document {
        title: plain_text(&title).replace('\n', " "),
        body: lines.iter().map(|line| plain_text(line)).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"),
        link: of(|name| matches!(name, "link" | "url" | "permalink" | "canonical" | "canonical_url")).filter(|link| link.contains("://")),
        date: date.map(|date| (date, "the first lines")),
    }
}

fn is_date(name: &str) -> bool {
    matches!(name, "date" | "published" | "publishdate" | "pubdate" | "published_at" | "datum")
}

/// Removes the title from the lines: the first heading, or else the first line that says something.
fn take_title(text: &str, lines: &mut [String]) -> String {
    let heading = text.lines().take(FIRST_LINES).position(|line| line.starts_with("# "));
    let first = || lines.iter().position(|line| !line.trim().is_empty());
    heading.or_else(first).and_then(|at| lines.get_mut(at)).map(std::mem::take).unwrap_or_default()
}

/// The names and values between two lines of `---` (or `+++`) at the top, and what follows.
fn front_matter(text: &str) -> (Vec<(String, String)>, &str) {
    let text = text.trim_start_matches('\u{feff}');
    let fence = ["---", "+++"].into_iter().find(|fence| text.lines().next().is_some_and(|line| line.trim_end() == *fence));
    let Some(fence) = fence else { return (Vec::new(), text) };
    let mut fields = Vec::new();
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        if number > 0 && line.trim_end() == fence {
            return (fields, &text[at..]);
        }
        if let Some((name, value)) = line.split_once(if fence == "+++" { '=' } else { ':' }) {
            let value = value.trim().trim_matches(['"', '\'']).trim();
            fields.push((name.trim().to_lowercase(), value.to_owned()));
        }
    }
    // A rule on top of a text, and no second one.
    (Vec::new(), text)
}

/// A line of Markdown without its marks.
fn unmarked(line: &str) -> String {
    let line = line.trim_start_matches(['#', '>', ' ']).replace("**", "").replace("__", "");
    let mut plain = String::with_capacity(line.len());
    let mut rest = &*line;
    // `[label](address)`, and `![picture](address)`.
    while let Some((label, address)) = rest.split_once("](") {
        let (Some((before, label)), Some((_, after))) = (label.rsplit_once('['), address.split_once(')')) else { break };
        plain.push_str(before.strip_suffix('!').unwrap_or(before));
        plain.push_str(label);
        rest = after;
    }
    plain + rest
}

/// Whether the first two lines have as many tabs, semicolons or commas.
fn is_table(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
    [('\t', 1), (';', 1), ('|', 1), (',', 2)].iter().any(|(mark, least)| {
        let count = first.matches(*mark).count();
        count >= *least && count == second.matches(*mark).count()
    })
}

fn first_lines(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(FIRST_LINES);
    lines.map(|line| line.char_indices().nth(LONGEST_LINE).map_or(line, |(end, _)| &line[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_a_table_and_a_letter_are_no_releases() {
        let line = "[03.06.2026, 10:00:00] Marta: hello\n";
        assert_eq!(sniff(Kind::Text, &line.repeat(5)), None);
        assert_eq!(sniff(Kind::Text, "date,likes,name\n2026-06-03,3,Holm\n"), None);
        assert_eq!(sniff(Kind::Text, "Dear all,\nbring cake."), None);
        assert_eq!(sniff(Kind::Text, "{\"date\": \"2026-06-03\"}"), None);
        assert!(sniff(Kind::Text, "Quay reopens\nHolm, 3 June 2026\nIt does.").is_some());
    }

    #[test]
    fn marks_of_markdown_go() {
        assert_eq!(unmarked("## See **[the page](https://holm.example)** ![map](m.png) [sic]"), "See the page map [sic]");
        assert_eq!(unmarked("> [no link] (here) [page](p) [half](open"), "[no link] (here) page [half](open");
    }
}
