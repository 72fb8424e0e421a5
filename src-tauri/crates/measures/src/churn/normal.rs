//! Texts made comparable, and their shingles.

use unicode_normalization::UnicodeNormalization;

/// The length of a shingle, in characters.
const SHINGLE: usize = 15;

/// NFKC, lower case; without URLs, a leading `RT @name:`, `@names` and the `#` of hashtags; quotes and dashes straight; white
/// space collapsed.
pub fn normalise(text: &str) -> String {
    let lower: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let lower = without_urls(&lower);
    let lower = without_repost(lower.trim());
    let mut normal = String::with_capacity(lower.len());
    let mut space = true;
    let mut letters = lower.chars().peekable();
    while let Some(letter) = letters.next() {
        let letter = match letter {
            '@' if letters.peek().is_some_and(|next| is_name(*next)) => {
                while letters.next_if(|next| is_name(*next)).is_some() {}
                ' '
            }
            '#' => continue,
            '‘' | '’' | '‚' | '‛' => '\'',
            '“' | '”' | '„' | '‟' | '«' | '»' => '"',
            '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
            other => other,
        };
        if !letter.is_whitespace() {
            normal.push(letter);
        } else if !space {
            normal.push(' ');
        }
        space = letter.is_whitespace();
    }
    normal.truncate(normal.trim_end().len());
    normal
}

fn is_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

fn without_urls(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("http") {
        let url = &rest[at..];
        let scheme = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        match scheme.filter(|address| address.starts_with(|first: char| !first.is_whitespace())) {
            Some(_) => {
                kept.push_str(&rest[..at]);
                kept.push(' ');
                rest = &url[url.find(char::is_whitespace).unwrap_or(url.len())..];
            }
            None => {
                kept.push_str(&rest[..at + 4]);
                rest = &url[4..];
            }
        }
    }
    kept.push_str(rest);
    kept
}

fn without_repost(text: &str) -> &str {
    text.strip_prefix("rt @")
        .and_then(|rest| rest.trim_start_matches(is_name).strip_prefix(':').filter(|_| rest.starts_with(is_name)))
        .unwrap_or(text)
}

/// All runs of 15 characters as numbers, sorted and each once; a shorter text is one shingle, an empty one none.
///
/// The number is a polynomial hash modulo 2⁶¹ − 1: that two of ten million different shingles share one has a chance of about 2·10⁻⁵.
pub(super) fn shingles(text: &str) -> Vec<u64> {
    let letters: Vec<u64> = text.chars().map(u64::from).collect();
    if letters.is_empty() {
        return Vec::new();
    }
    let first = letters.len().min(SHINGLE);
    let mut hash = letters[..first].iter().fold(0, |hash, letter| step(hash, *letter));
    let leaving = (1..first).fold(1, |power, _| multiply(power, BASE));
    let mut found = Vec::with_capacity(letters.len() + 1 - first);
    found.push(hash);
    for at in first..letters.len() {
        hash = (hash + PRIME - multiply(letters[at - first] + 1, leaving)) % PRIME;
        hash = step(hash, letters[at]);
        found.push(hash);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// How many bits a shingle's number has.
pub(super) const SHINGLE_BITS: u32 = 61;
const PRIME: u64 = (1 << SHINGLE_BITS) - 1;
/// An arbitrary number of 60 bits.
const BASE: u64 = 0x0d4f_1c3a_96e7_52b9;

fn step(hash: u64, letter: u64) -> u64 {
    (multiply(hash, BASE) + letter + 1) % PRIME
}

fn multiply(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    // 2⁶¹ is 1 here: the upper bits count as if they were the lower ones.
    let sum = (product as u64 & PRIME) + (product >> SHINGLE_BITS) as u64;
    if sum < PRIME { sum } else { sum - PRIME }
}
