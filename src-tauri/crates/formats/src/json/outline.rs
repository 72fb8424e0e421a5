//! What a file of JSON is, by its first bytes.

use super::Elements;
use super::scan::Stop;

/// The keys of the object that a file begins with, in their order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    /// The object is the first element of a list.
    pub(crate) is_list: bool,
    pub(crate) keys: Vec<String>,
}

impl Outline {
    pub(crate) fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|known| known == key)
    }
}

/// Whether a word stands anywhere in a head. Every file is asked, and most are told from ours by this.
pub(crate) fn holds(head: &[u8], word: &str) -> bool {
    memchr::memmem::find(head, word.as_bytes()).is_some()
}

/// The outline of a head, as far as it reaches; `None` when it begins neither with an object nor with a list of objects.
pub(crate) fn outline(head: &[u8]) -> Option<Outline> {
    // Most files are not JSON, and need no buffers to say so.
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let is_list = start.first() == Some(&b'[');
    let object = if is_list { start[1..].trim_ascii_start() } else { start };
    let mut elements = Elements::keys_of(object.strip_prefix(b"{")?);
    let mut outline = Outline { is_list, keys: Vec::new() };
    // The head ends somewhere, and what it breaks off in is no fault.
    let _: Result<(), Stop> = keys(&mut elements, &mut outline.keys);
    Some(outline)
}

fn keys(elements: &mut Elements<&[u8]>, keys: &mut Vec<String>) -> Result<(), Stop> {
    while let Some(key) = elements.key(keys.is_empty())? {
        keys.push(key);
        elements.skip_value()?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn a_head_shows_its_keys_as_far_as_it_reaches() {
        let keys = |head: &[u8]| outline(head).map(|outline| (outline.is_list, outline.keys.join(" ")));
        assert_eq!(keys(b"\xef\xbb\xbf {\"a\":1,\"b\":{\"c\":2},\"d\":[1,2"), Some((false, "a b d".to_owned())));
        assert_eq!(keys(b"[ {\"a\":[{}]},{\"b\":1}]"), Some((true, "a".to_owned())));
        assert_eq!(keys(b"{\"a\":1,\"b"), Some((false, "a".to_owned())));
        assert_eq!(keys(b"{}"), Some((false, String::new())));
        assert_eq!((keys(b"[1]"), keys(b"<html>"), keys(b"")), (None, None, None));
        assert!(outline(b"{\"a\":1}").unwrap().has("a"));
    }
}
