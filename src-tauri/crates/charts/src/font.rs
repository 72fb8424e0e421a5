use std::sync::{LazyLock, Once};

use plotters::style::{FontStyle, register_font};
use rustybuzz::{Face, UnicodeBuffer, shape};

/// One bundled font file. The window, the charts and every PNG use these bytes, so text is as wide as it was measured.
#[derive(Debug, Clone, Copy)]
pub struct Font {
    pub family: &'static str,
    /// As CSS counts it.
    pub weight: u16,
    /// A TrueType file.
    pub bytes: &'static [u8],
}

/// Inter 4, and for what it lacks Noto, all under the SIL Open Font License (`fonts/OFL.txt`).
pub const FONTS: [Font; 6] = [
    Font { family: "Inter", weight: 400, bytes: include_bytes!("../fonts/Inter-Regular.ttf") },
    Font { family: "Inter", weight: 600, bytes: include_bytes!("../fonts/Inter-SemiBold.ttf") },
    Font { family: "Inter Display", weight: 600, bytes: include_bytes!("../fonts/InterDisplay-SemiBold.ttf") },
    Font { family: "Noto Sans Arabic", weight: 400, bytes: include_bytes!("../fonts/NotoSansArabic-Regular.ttf") },
    Font { family: "Noto Sans Hebrew", weight: 400, bytes: include_bytes!("../fonts/NotoSansHebrew-Regular.ttf") },
    Font { family: "Noto Emoji", weight: 400, bytes: include_bytes!("../fonts/NotoEmoji-Regular.ttf") },
];

/// What follows a family's name in a list of them; where a file is opened without Inter, families that are narrower come next.
pub(crate) const OTHERS: &str = "Noto Sans Arabic, Noto Sans Hebrew, Noto Emoji, Arial, Helvetica, Liberation Sans, sans-serif";

/// The ratio of a line's height (ascent to descent) to the em in these files. ab_glyph sizes a font by the one, SVG by the other.
pub(crate) const HEIGHT: f64 = (1984.0 + 494.0) / 2048.0;

/// How far letters reach above and below the baseline, in ems: `l` is the tallest and `g` the deepest that charts write.
pub(crate) const ASCENT: f64 = 0.756;
pub(crate) const DESCENT: f64 = 0.21;
/// Half the height of a figure: a baseline this far below a line puts the text's middle on it.
pub(crate) const MIDDLE: f64 = 1490.0 / 2048.0 / 2.0;

/// Makes the fonts known to plotters, which then measures with them and with nothing from the system.
pub(crate) fn register() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        for font in FONTS.iter().filter(|font| font.family.starts_with("Inter")) {
            // plotters has no weight between normal and bold; the SVG says 600 instead of bold.
            let style = if font.weight == 400 { FontStyle::Normal } else { FontStyle::Bold };
            let registered = register_font(font.family, style, font.bytes);
            assert!(registered.is_ok(), "the bundled {} is a font", font.family);
        }
    });
}

/// What a stretch of a text is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SetIn {
    Inter,
    /// What Inter lacks: this one of [`FONTS`].
    Other(usize),
    /// What no bundled font has.
    Nothing,
}

static FACES: LazyLock<Vec<(usize, Face<'static>)>> = LazyLock::new(|| {
    let regular = FONTS.iter().enumerate().filter(|(_, font)| font.weight == 400);
    regular.map(|(place, font)| (place, Face::from_slice(font.bytes, 0).expect("the bundled files are fonts"))).collect()
});

fn set_in(letter: char) -> SetIn {
    match FACES.iter().find(|(_, face)| face.glyph_index(letter).is_some()) {
        Some((0, _)) => SetIn::Inter,
        Some((place, _)) => SetIn::Other(*place),
        None => SetIn::Nothing,
    }
}

/// Whether the bundled fonts have every letter.
pub(crate) fn lacks_none(text: &str) -> bool {
    text.chars().all(|letter| letter.is_ascii() || is_unseen(letter) || set_in(letter) != SetIn::Nothing)
}

/// A text in stretches that are each set in one font. Words of one font are one stretch; what is not seen belongs to what it follows.
pub(crate) fn stretches(text: &str) -> Vec<(&str, SetIn)> {
    let mut stretches: Vec<(usize, SetIn)> = Vec::new();
    let mut blank = None;
    for (at, letter) in text.char_indices() {
        if letter.is_whitespace() {
            blank = blank.or(Some(at));
            continue;
        }
        let set_in = if letter.is_ascii() { SetIn::Inter } else { set_in(letter) };
        let before = stretches.last().map(|(_, set_in)| *set_in);
        if before.is_none() || (before != Some(set_in) && !is_unseen(letter)) {
            // The blank between two of them is Inter's.
            let begin = if set_in == SetIn::Inter { blank.unwrap_or(at) } else { at };
            if let Some(blank) = blank.filter(|&blank| blank < begin && before != Some(SetIn::Inter)) {
                stretches.push((blank, SetIn::Inter));
            }
            stretches.push((begin, set_in));
        }
        blank = None;
    }
    join_names(text, &mut stretches);
    let ends = stretches.iter().skip(1).map(|(begin, _)| *begin).chain([text.len()]);
    let all: Vec<(&str, SetIn)> = stretches.iter().zip(ends).map(|(&(begin, set_in), end)| (&text[begin..end], set_in)).collect();
    if all.is_empty() { vec![(text, SetIn::Inter)] } else { all }
}

/// A name that reads from right to left stays one stretch over the hyphens, brackets and figures in it, whose order it turns.
fn join_names(text: &str, stretches: &mut Vec<(usize, SetIn)>) {
    let mut at = 1;
    while at + 1 < stretches.len() {
        let (before, (begin, within), (end, after)) = (stretches[at - 1].1, stretches[at], stretches[at + 1]);
        let is_between =
            before == after && within == SetIn::Inter && matches!(before, SetIn::Other(other) if RIGHT_TO_LEFT.contains(&other));
        if is_between && text[begin..end].chars().all(|letter| !letter.is_alphabetic() && has(before, letter)) {
            stretches.drain(at..at + 2);
        } else {
            at += 1;
        }
    }
}

/// Those of [`FONTS`] whose letters read from right to left.
const RIGHT_TO_LEFT: [usize; 2] = [3, 4];

fn has(set_in: SetIn, letter: char) -> bool {
    FACES.iter().any(|(place, face)| set_in == SetIn::Other(*place) && face.glyph_index(letter).is_some())
}

/// How wide a stretch is that Inter lacks, in ems, its letters joined as they are shown; of what no font has, a letter is an em.
pub(crate) fn width_elsewhere(text: &str, set_in: SetIn) -> f64 {
    let SetIn::Other(other) = set_in else { return text.chars().count() as f64 };
    let Some((_, face)) = FACES.iter().find(|(place, _)| *place == other) else { return 0.0 };
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    let glyphs = shape(face, &[], buffer);
    let wide: i32 = glyphs.glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
    f64::from(wide) / f64::from(face.units_per_em())
}

/// Marks that join letters, choose how they look or turn the direction of reading.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_set_in_few_stretches() {
        const ARABIC: SetIn = SetIn::Other(3);
        const EMOJI: SetIn = SetIn::Other(5);
        let cases: [(&str, &[(&str, SetIn)]); 8] = [
            ("", &[("", SetIn::Inter)]),
            ("Größe 30 d", &[("Größe 30 d", SetIn::Inter)]),
            ("مجلس مدينة", &[("مجلس مدينة", ARABIC)]),
            ("20 in مجلس مدينة; 61", &[("20 in ", SetIn::Inter), ("مجلس مدينة", ARABIC), ("; 61", SetIn::Inter)]),
            ("مجلس 🌊", &[("مجلس", ARABIC), (" ", SetIn::Inter), ("🌊", EMOJI)]),
            ("👩\u{200d}🚒 on duty", &[("👩\u{200d}🚒", EMOJI), (" on duty", SetIn::Inter)]),
            ("حالة-طوارئ (2026) عاجلة, 3", &[("حالة-طوارئ (2026) عاجلة", ARABIC), (", 3", SetIn::Inter)]),
            ("水 A", &[("水", SetIn::Nothing), (" A", SetIn::Inter)]),
        ];
        for (text, expected) in cases {
            assert_eq!(stretches(text), expected, "{text}");
        }
    }
}
