//! How much of one text is in others, so that a drafted post lies clearly inside its band or is drafted again.

use std::collections::{BTreeMap, BTreeSet};

const LENGTH: usize = 15;

/// Lower case, without links (also those yet to be made), `@names` and `#`, quotes and dashes straightened, white space collapsed.
fn normalise(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace().filter(|word| !word.starts_with("https://") && *word != "{link}") {
        let mut plain = String::new();
        let mut letters = word.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '#' => {}
                '@' => while letters.next_if(|next| next.is_ascii_alphanumeric() || *next == '_').is_some() {},
                '‘' | '’' => plain.push('\''),
                '“' | '”' => plain.push('"'),
                '–' | '—' => plain.push('-'),
                '…' => plain.push_str("..."),
                other => plain.extend(other.to_lowercase()),
            }
        }
        if !plain.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&plain);
        }
    }
    out
}

/// The runs of fifteen letters, each as a hash of 64 bits.
fn shingles(text: &str) -> BTreeSet<u64> {
    let letters: Vec<char> = normalise(text).chars().collect();
    let hash = |run: &[char]| {
        run.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, letter| (hash ^ u64::from(*letter)).wrapping_mul(0x0100_0000_01b3))
    };
    letters.windows(LENGTH).map(hash).collect()
}

/// Texts by their shingles.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    sizes: Vec<usize>,
    holders: BTreeMap<u64, Vec<usize>>,
}

impl Shelf {
    /// Puts a text on the shelf; texts are numbered from 0 in the order in which they come.
    pub(super) fn put(&mut self, text: &str) {
        let number = self.sizes.len();
        let found = shingles(text);
        self.sizes.push(found.len());
        for shingle in found {
            self.holders.entry(shingle).or_default().push(number);
        }
    }

    fn shared(&self, found: &BTreeSet<u64>) -> Vec<usize> {
        let mut shared = vec![0; self.sizes.len()];
        for number in found.iter().filter_map(|shingle| self.holders.get(shingle)).flatten() {
            shared[*number] += 1;
        }
        shared
    }

    /// For each text on the shelf, how many hundredths of `text` are in it.
    pub(super) fn containment(&self, text: &str) -> Vec<usize> {
        let found = shingles(text);
        self.shared(&found).into_iter().map(|shared| shared * 100 / found.len().max(1)).collect()
    }

    /// For each text on the shelf, its Jaccard similarity with `text` in hundredths.
    pub(super) fn similarity(&self, text: &str) -> Vec<usize> {
        let found = shingles(text);
        let shared = self.shared(&found);
        shared.iter().zip(&self.sizes).map(|(shared, size)| shared * 100 / (found.len() + size - shared).max(1)).collect()
    }
}
