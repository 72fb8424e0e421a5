//! Which encoding a file is in, and its bytes as UTF-8.
//!
//! The order is: byte-order mark, the NUL pattern of UTF-16, strict UTF-8, and then a guess among the legacy encodings. Only
//! the head is looked at. A file that begins as UTF-8 stays UTF-8; see [`repaired`] for a bad byte further on.

use std::borrow::Cow;
use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use earshot_model::{Evidence, Overrides};
use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// An encoding, and why it is thought to be that one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Guess {
    pub(crate) encoding: &'static Encoding,
    pub(crate) why: &'static str,
    /// The length of the byte-order mark.
    bom: usize,
}

impl Guess {
    /// The encoding that was chosen by hand, if one was and there is such an encoding; a mark of its own is no part of the text.
    pub(crate) fn chosen(head: &[u8], overrides: &Overrides) -> Option<Guess> {
        let encoding = Encoding::for_label(overrides.encoding.as_deref()?.trim().as_bytes())?;
        let bom = Encoding::for_bom(head).filter(|(marked, _)| *marked == encoding).map_or(0, |(_, bom)| bom);
        Some(Guess { encoding, why: "chosen by hand", bom })
    }

    pub(crate) fn is_utf16(&self) -> bool {
        self.encoding == UTF_16LE || self.encoding == UTF_16BE
    }

    /// A head as text; a character that the head cuts in two comes out as a replacement character.
    pub(crate) fn decode<'a>(&self, head: &'a [u8]) -> Cow<'a, str> {
        let body = head.get(self.bom..).unwrap_or_default();
        if self.encoding == UTF_8 { repaired(body).0 } else { self.encoding.decode_without_bom_handling(body).0 }
    }

    pub(crate) fn evidence(&self) -> Evidence {
        Evidence::new("encoding", self.encoding.name(), self.why)
    }
}

/// Guesses from a file's first bytes.
pub(crate) fn guess(head: &[u8]) -> Guess {
    if let Some((encoding, bom)) = Encoding::for_bom(head) {
        return Guess { encoding, bom, why: "the file begins with its byte-order mark" };
    }
    if let Some(encoding) = utf16_by_nuls(head) {
        return Guess { encoding, bom: 0, why: "every other byte is NUL" };
    }
    let (letters, bad) = utf8_letters(head);
    if bad == 0 {
        let why = if letters == 0 { "the beginning is plain ASCII" } else { "the beginning is valid UTF-8" };
        return Guess { encoding: UTF_8, bom: 0, why };
    }
    // A damaged UTF-8 file has a bad byte here and there; in a legacy encoding nearly every accented letter is one.
    if letters > 10 * bad {
        return Guess { encoding: UTF_8, bom: 0, why: "the beginning is UTF-8 but for a few bytes" };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, true);
    Guess { encoding: detector.guess(None, Utf8Detection::Deny), bom: 0, why: "the bytes are not UTF-8, and fit this encoding best" }
}

/// UTF-16 without a mark, as Excel's "Unicode text" may be: in a table most characters are below 256.
fn utf16_by_nuls(head: &[u8]) -> Option<&'static Encoding> {
    let (mut even, mut odd) = (0_usize, 0_usize);
    let looked_at = &head[..head.len().min(4096)];
    for pair in looked_at.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let pairs = looked_at.len() / 2;
    let many = |nuls: usize, others: usize| pairs >= 2 && nuls * 10 >= pairs && others * 10 < nuls;
    if many(odd, even) {
        Some(UTF_16LE)
    } else if many(even, odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// How many characters beyond ASCII are well-formed, and how many sequences are not. What the end cuts in two doesn't count.
fn utf8_letters(head: &[u8]) -> (usize, usize) {
    // A letter beyond ASCII begins with one of these bytes.
    let letters_in = |text: &str| text.bytes().filter(|byte| *byte >= 0xc0).count();
    if let Ok(text) = std::str::from_utf8(head) {
        return (letters_in(text), 0);
    }
    let (mut letters, mut bad, mut seen) = (0, 0, 0);
    for chunk in head.utf8_chunks() {
        seen += chunk.valid().len() + chunk.invalid().len();
        letters += letters_in(chunk.valid());
        let is_cut = seen == head.len() && std::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
        bad += usize::from(!chunk.invalid().is_empty() && !is_cut);
    }
    (letters, bad)
}

/// The beginning of a text, of so many characters at most, as a message of one line quotes it.
pub(crate) fn brief(text: &str, most: usize) -> String {
    text.trim().chars().take(most).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Text from bytes that ought to be UTF-8: each byte that is not becomes the character that it is in Windows-1252, which is
/// where such bytes come from. Also says how many there were.
pub(crate) fn repaired(bytes: &[u8]) -> (Cow<'_, str>, usize) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), 0);
    }
    let mut text = String::with_capacity(bytes.len() + 16);
    let mut bad = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
        bad += chunk.invalid().len();
    }
    (Cow::Owned(text), bad)
}

/// A file's bytes without the mark, in UTF-8 whatever the file is in. A UTF-8 file passes through as it is, bad bytes and all.
pub(crate) struct Decoded<'a> {
    inner: Box<dyn Read + Send + 'a>,
    /// Bytes of the file that have been read so far.
    read: u64,
    /// What is left to skip of the byte-order mark.
    bom: usize,
    /// `None` for UTF-8.
    legacy: Option<Legacy>,
}

struct Legacy {
    decoder: Decoder,
    input: Vec<u8>,
    start: usize,
    end: usize,
    at_end: bool,
    finished: bool,
    malformed: bool,
}

impl<'a> Decoded<'a> {
    pub(crate) fn new(inner: Box<dyn Read + Send + 'a>, guess: Guess) -> Decoded<'a> {
        let legacy = (guess.encoding != UTF_8).then(|| Legacy {
            decoder: guess.encoding.new_decoder_without_bom_handling(),
            input: vec![0; 64 * 1024],
            start: 0,
            end: 0,
            at_end: false,
            finished: false,
            malformed: false,
        });
        Decoded { inner, read: 0, bom: guess.bom, legacy }
    }

    /// Bytes that are UTF-8 already.
    pub(crate) fn utf8(inner: impl Read + Send + 'a) -> Decoded<'a> {
        Decoded { inner: Box::new(inner), read: 0, bom: 0, legacy: None }
    }

    /// Bytes of the file that have been read so far.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.read
    }

    /// Whether something in a file that is not UTF-8 came out as a replacement character.
    pub(crate) fn is_malformed(&self) -> bool {
        self.legacy.as_ref().is_some_and(|legacy| legacy.malformed)
    }
}

impl Read for Decoded<'_> {
    fn read(&mut self, output: &mut [u8]) -> io::Result<usize> {
        while self.bom > 0 {
            let mut mark = [0; 3];
            let read = self.inner.read(&mut mark[..self.bom.min(3)])?;
            if read == 0 {
                break;
            }
            self.bom -= read;
            self.read += read as u64;
        }
        let Some(legacy) = &mut self.legacy else {
            let read = self.inner.read(output)?;
            self.read += read as u64;
            return Ok(read);
        };
        // The decoder writes whole characters only, and one may take four bytes.
        if output.len() < 4 {
            return if output.is_empty() {
                Ok(0)
            } else {
                Err(io::Error::new(io::ErrorKind::InvalidInput, "too small a buffer to decode into"))
            };
        }
        loop {
            if legacy.finished {
                return Ok(0);
            }
            if legacy.start == legacy.end && !legacy.at_end {
                legacy.start = 0;
                legacy.end = self.inner.read(&mut legacy.input)?;
                legacy.at_end = legacy.end == 0;
                self.read += legacy.end as u64;
            }
            let input = &legacy.input[legacy.start..legacy.end];
            let (result, taken, written, malformed) = legacy.decoder.decode_to_utf8(input, output, legacy.at_end);
            legacy.start += taken;
            legacy.malformed |= malformed;
            legacy.finished = legacy.at_end && result == encoding_rs::CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn what_a_message_quotes_is_one_line() {
        assert_eq!(brief(" two\nlines\r\n", 40), "two lines");
        assert_eq!(brief("größer", 4), "größ");
    }

    #[test]
    fn a_mark_is_no_part_of_a_text_whose_encoding_was_chosen() {
        let read = |head: &[u8], label: &str| {
            let overrides = Overrides { encoding: Some(label.to_owned()), ..Overrides::default() };
            Guess::chosen(head, &overrides).unwrap().decode(head).into_owned()
        };
        assert_eq!(read(b"\xef\xbb\xbfDate", "utf-8"), "Date");
        assert_eq!(read(b"\xff\xfeD\0", "utf-16le"), "D");
        assert_eq!(read(b"Caf\xe9", "windows-1252"), "Café");
    }
}
