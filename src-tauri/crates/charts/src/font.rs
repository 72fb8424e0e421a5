use std::sync::Once;

use plotters::style::{FontStyle, register_font};

/// One bundled font file. The window, the charts and the PDF all use these bytes, so text is as wide as it was measured.
#[derive(Debug, Clone, Copy)]
pub struct Font {
    pub family: &'static str,
    /// As CSS counts it.
    pub weight: u16,
    /// A TrueType file.
    pub bytes: &'static [u8],
}

/// Inter 4, under the SIL Open Font License (`fonts/OFL.txt`).
pub const FONTS: [Font; 3] = [
    Font { family: "Inter", weight: 400, bytes: include_bytes!("../fonts/Inter-Regular.ttf") },
    Font { family: "Inter", weight: 600, bytes: include_bytes!("../fonts/Inter-SemiBold.ttf") },
    Font { family: "Inter Display", weight: 600, bytes: include_bytes!("../fonts/InterDisplay-SemiBold.ttf") },
];

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
        for font in FONTS {
            // plotters has no weight between normal and bold; the SVG says 600 instead of bold.
            let style = if font.weight == 400 { FontStyle::Normal } else { FontStyle::Bold };
            let registered = register_font(font.family, style, font.bytes);
            assert!(registered.is_ok(), "the bundled {} is a font", font.family);
        }
    });
}
