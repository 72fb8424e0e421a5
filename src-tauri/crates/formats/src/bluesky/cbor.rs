//! DAG-CBOR, as far as a repository uses it.

use ciborium::Value;

/// The tag of a link to another block.
const LINK: u64 = 42;

/// Deeper than any record, and shallow enough for the stack.
const DEEPEST: usize = 64;

/// A block's value; `None` when it is none.
pub(super) fn read(block: &[u8]) -> Option<Value> {
    ciborium::de::from_reader_with_recursion_limit(block, DEEPEST).ok()
}

pub(super) fn field<'v>(map: &'v Value, key: &str) -> Option<&'v Value> {
    map.as_map()?.iter().find(|(known, _)| known.as_text() == Some(key)).map(|(_, value)| value)
}

pub(super) fn text<'v>(map: &'v Value, key: &str) -> Option<&'v str> {
    field(map, key)?.as_text()
}

/// The name of the block that a link leads to.
pub(super) fn link(value: &Value) -> Option<&[u8]> {
    match value.as_tag()? {
        (LINK, value) => value.as_bytes()?.strip_prefix(&[0]),
        _ => None,
    }
}

pub(super) fn is_one(value: &Value) -> bool {
    value.as_integer() == Some(1.into())
}

/// A block's name as people write it, `bafyrei…`: in base 32.
pub(super) fn cid_text(cid: &[u8]) -> String {
    const DIGITS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut text = String::from("b");
    let (mut left, mut bits) = (0_u32, 0);
    for byte in cid {
        left = left << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(char::from(DIGITS[(left >> bits & 31) as usize]));
        }
        left &= 31;
    }
    if bits > 0 {
        text.push(char::from(DIGITS[(left << (5 - bits) & 31) as usize]));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_in_base_32() {
        // The examples of RFC 4648, in small letters and without what fills up.
        for (bytes, text) in [("", "b"), ("f", "bmy"), ("fo", "bmzxq"), ("foo", "bmzxw6"), ("foob", "bmzxw6yq"), ("foobar", "bmzxw6ytboi")]
        {
            assert_eq!(cid_text(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn a_deep_value_is_none() {
        let mut deep = vec![0x81; 1_000_000];
        deep.push(1);
        assert!(read(&deep).is_none());
    }
}
