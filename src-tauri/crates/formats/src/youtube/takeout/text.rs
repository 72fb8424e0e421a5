//! The text of a comment, as Takeout writes it: objects of JSON with a piece of it each.
//!
//! Until 2024 they stood in a list, `{"takeoutSegments":[{"text":"…"}]}`; since then they stand bare, `{"text":"a"},{"text":"b"}`,
//! with line breaks as they are. Quotes in old texts of live chats are not escaped.

use serde::Deserialize;

/// The text, and whether it was whole JSON: if not, it is read as well as it can be.
pub(super) fn plain(cell: &str) -> (String, bool) {
    let cell = cell.trim();
    if !cell.starts_with('{') {
        return (cell.to_owned(), true);
    }
    match serde_json::from_str::<Vec<Segment>>(&format!("[{}]", escaped(cell))) {
        Ok(segments) => (segments.into_iter().map(Segment::text).collect(), true),
        Err(_) => (salvaged(cell), false),
    }
}

#[derive(Deserialize)]
struct Segment {
    text: Option<String>,
    #[serde(rename = "takeoutSegments", default)]
    segments: Vec<Segment>,
}

impl Segment {
    fn text(self) -> String {
        self.text.into_iter().chain(self.segments.into_iter().map(Segment::text)).collect()
    }
}

/// The same JSON with the line breaks within its strings escaped.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 16);
    let (mut in_string, mut after_backslash) = (false, false);
    for c in json.chars() {
        match c {
            '"' if !after_backslash => in_string = !in_string,
            '\n' | '\r' | '\t' if in_string => {
                out.push_str(match c {
                    '\n' => "\\n",
                    '\r' => "\\r",
                    _ => "\\t",
                });
                continue;
            }
            _ => {}
        }
        after_backslash = c == '\\' && !after_backslash;
        out.push(c);
    }
    out
}

/// What stands behind each `"text":"`, to where the next thing begins.
fn salvaged(json: &str) -> String {
    const BEGIN: &str = "\"text\":\"";
    const ENDS: [&str; 4] = ["\"},{", "\"}]", "\",\"link\":", "\",\"mention\":"];
    let mut out = String::new();
    let mut rest = json;
    while let Some(at) = rest.find(BEGIN) {
        rest = &rest[at + BEGIN.len()..];
        let end = ENDS.iter().filter_map(|end| rest.find(end)).min();
        let end = end.unwrap_or_else(|| rest.strip_suffix("\"}").map_or(rest.len(), str::len));
        out.push_str(&unescaped(&rest[..end]));
        rest = &rest[end..];
    }
    out
}

/// A string of JSON in which quotes may stand as they are.
fn unescaped(string: &str) -> String {
    let mut quoted = String::from("\"");
    let mut after_backslash = false;
    for c in string.chars() {
        if c == '"' && !after_backslash {
            quoted.push('\\');
        }
        after_backslash = c == '\\' && !after_backslash;
        quoted.push(c);
    }
    quoted.push('"');
    serde_json::from_str(&escaped(&quoted)).unwrap_or_else(|_| string.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_writing_a_text_are_read() {
        let whole = |cell: &str| plain(cell);
        assert_eq!(
            whole(r#"{"takeoutSegments":[{"text":"a "},{"text":"b","link":{"linkUrl":"https://b.example"}}]}"#),
            ("a b".to_owned(), true)
        );
        assert_eq!(whole("{\"text\":\"> a\"},{\"text\":\"\n\"},{\"text\":\"b \\\"c\\\"\"}"), ("> a\nb \"c\"".to_owned(), true));
        assert_eq!(whole(r#"{"text":"a"},{"mention":{"externalChannelId":"UC"}},{"text":" é😀"}"#), ("a é😀".to_owned(), true));
        assert_eq!((whole("plain"), whole("")), (("plain".to_owned(), true), (String::new(), true)));
    }

    #[test]
    fn what_is_not_whole_is_read_as_well_as_it_can_be() {
        let broken = |cell: &str| {
            let (text, whole) = plain(cell);
            assert!(!whole, "{cell}");
            text
        };
        assert_eq!(broken(r#"{"takeoutSegments":[{"text":"who is "Bo" \u00e9\n?"},{"text":" end"}]}"#), "who is \"Bo\" é\n? end");
        assert_eq!(broken(r#"{"text":"cut off he"#), "cut off he");
        assert_eq!(broken("{}}"), "");
        assert_eq!(broken(r#"{"text":"a\x"}"#), "a\\x");
    }
}
