use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use thiserror::Error;

use crate::FONTS;
use crate::font::lacks_none;

#[derive(Debug, Error)]
pub enum ChartError {
    #[error("the svg cannot be read: {0}")]
    Svg(String),
    #[error("a picture of {width} × {height} pixels cannot be made")]
    Size { width: f32, height: f32 },
    #[error("the picture cannot be written as png: {0}")]
    Png(String),
}

/// The longest side of a picture, in pixels; four times a slide.
const LONGEST: f32 = 16_384.0;

/// A picture as rows of pixels: red, green, blue and alpha, a byte each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
}

/// The SVG as a PNG, `scale` pixels to its unit. Text is set in the bundled fonts; only letters that none of them has are looked for in
/// the system's.
///
/// # Errors
/// When the SVG is not one, or the picture would be empty or longer than 16,384 pixels.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, ChartError> {
    drawn(svg, scale)?.encode_png().map_err(|e| ChartError::Png(e.to_string()))
}

/// As [`png`], for a clipboard, which takes pixels.
///
/// # Errors
/// As [`png`].
pub fn pixels(svg: &str, scale: f32) -> Result<Pixels, ChartError> {
    let picture = drawn(svg, scale)?;
    Ok(Pixels { width: picture.width(), height: picture.height(), rgba: picture.take_demultiplied() })
}

fn drawn(svg: &str, scale: f32) -> Result<Pixmap, ChartError> {
    static FAMILIES: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
        let mut families = fontdb::Database::new();
        for font in FONTS {
            families.load_font_source(fontdb::Source::Binary(Arc::new(font.bytes)));
        }
        Arc::new(families)
    });
    // What no bundled font has, one of the system's may.
    static WITH_SYSTEM: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
        let mut families = fontdb::Database::clone(&FAMILIES);
        families.load_system_fonts();
        Arc::new(families)
    });
    let families = if svg.is_ascii() || lacks_none(svg) { &FAMILIES } else { &WITH_SYSTEM };
    let options = Options { fontdb: Arc::clone(families), font_family: FONTS[0].family.to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|e| ChartError::Svg(e.to_string()))?;
    let (width, height) = ((tree.size().width() * scale).round(), (tree.size().height() * scale).round());
    let too_large = || ChartError::Size { width, height };
    if !(width >= 1.0 && height >= 1.0 && width <= LONGEST && height <= LONGEST) {
        return Err(too_large());
    }
    let mut picture = Pixmap::new(width as u32, height as u32).ok_or_else(too_large)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    Ok(picture)
}
