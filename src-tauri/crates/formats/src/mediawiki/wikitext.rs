//! As much of wikitext as it takes to read what people said.

use crate::markup::plain_text;

/// What stands in a line that is a heading: `== Bins ==`.
pub(super) fn heading(line: &str) -> Option<&str> {
    let line = line.trim();
    let name = line.strip_prefix('=')?.strip_suffix('=')?.trim_matches('=').trim();
    (!name.is_empty()).then_some(name)
}

/// Whether a line is nothing but a template, such as the banners on top of talk pages.
pub(super) fn is_template(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("{{") && line.find("}}") == Some(line.len() - 2)
}

/// How far a line is indented: answers are, one step further than what they answer.
pub(super) fn depth(line: &str) -> usize {
    line.bytes().take_while(|byte| matches!(byte, b':' | b'*' | b'#')).count()
}

/// A comment without what stands between its last word and its signature.
pub(super) fn unsigned(text: &str) -> &str {
    // What a bot or a neighbour puts before a signature that was forgotten.
    let text = match text.rfind("Preceding ") {
        Some(at) if text[at..].contains("unsigned") => &text[..at],
        _ => text,
    };
    let mut text = text;
    loop {
        let before = text.len();
        text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '―' | '~' | '(' | '\''));
        text = text.strip_suffix("&nbsp;").or_else(|| text.strip_suffix("&mdash;")).unwrap_or(text);
        // The tag that a decorated name stands in.
        if text.ends_with('>')
            && let Some(open) = text.rfind('<')
            && text[open + 1..].starts_with(|c: char| c.is_ascii_alphabetic())
            && !text[open..].starts_with("<br")
        {
            text = &text[..open];
        }
        if text.len() == before {
            return text;
        }
    }
}

/// The words of a comment: links as their labels, no marks of indentation or emphasis.
pub(super) fn plain(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = line.trim_start_matches([':', '*', '#', ' ']);
        plain_text(&without_links(line).replace("'''", "").replace("''", ""))
    });
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// `[[Page|label]]` and `[https://… label]` as `label`, `[[Page]]` as `Page`.
fn without_links(line: &str) -> String {
    // Behind the last bracket no link can end, and none is looked for.
    let Some((line, tail)) = line.rfind(']').map(|end| line.split_at(end + 1)) else { return line.to_owned() };
    let last_double = line.rfind("]]").unwrap_or(0);
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(open) = rest.find('[') {
        plain.push_str(&rest[..open]);
        let link = &rest[open..];
        let (label, end) = if let Some(inner) = link.strip_prefix("[[")
            && line.len() - link.len() < last_double
            && let Some(end) = inner.find("]]")
        {
            (inner[..end].rsplit('|').next().unwrap_or_default().trim_start_matches(':'), end + 4)
        } else if link[1..].starts_with("http")
            && let Some(end) = link.find(']')
        {
            (link[1..end].split_once(' ').map_or(&link[1..end], |(_, label)| label), end + 1)
        } else {
            ("[", 1)
        };
        plain.push_str(label);
        rest = &link[end..];
    }
    plain.push_str(rest);
    plain.push_str(tail);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_depths() {
        assert_eq!((heading("== Bins =="), heading("=== a = b ==="), heading("a = b")), (Some("Bins"), Some("a = b"), None));
        assert_eq!((heading("="), heading("===="), heading("")), (None, None, None));
        assert_eq!((depth(":::so"), depth("*:so"), depth("so")), (3, 2, 0));
    }

    #[test]
    fn links_and_emphasis_become_words() {
        let text = "::See '''[[Help:Bins|the ''help'']]''' or [https://holm.example/bins our page],<br>[[:Holm]] [sic] & more [[";
        assert_eq!(plain(text), "See the help or our page,\nHolm [sic] & more [[");
    }

    #[test]
    fn what_leads_to_a_signature_is_no_part_of_the_comment() {
        assert_eq!(unsigned("Thanks! — <small>''"), "Thanks!");
        assert_eq!(unsigned("Thanks!<span style=\"color: red\">--"), "Thanks!");
        assert_eq!(unsigned("Hello <small>— Preceding [[Help:Sign|unsigned]] comment added by "), "Hello");
        assert_eq!(unsigned("3 < 4 > 2"), "3 < 4 > 2");
        assert_eq!(unsigned("-- ~~ <b>"), "");
    }
}
