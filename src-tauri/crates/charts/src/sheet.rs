//! What a chart draws on: plotters' SVG, one group a layer, then one pass that makes a document of it.
//!
//! plotters counts in whole pixels, so everything is drawn ten times as large and the pass writes tenths. It also undoes what
//! plotters assumes about text (a line height of 1.24 em, vertical anchors in ex): baselines are placed here, from the font.

use std::fmt::Write;

use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};

use crate::font::{self, FONTS, HEIGHT, SetIn};
use crate::label::{Align, Area, Label};
use crate::theme::{Colour, Cut, Face, Palette};

/// plotters' units to a pixel.
pub(crate) const FINE: f64 = 10.0;

const UNFAILING: &str = "writing SVG into a string cannot fail";

pub(crate) struct Sheet {
    pub width: u32,
    pub height: u32,
    body: String,
}

/// Draws into one layer.
pub(crate) struct Layer<'a>(DrawingArea<SVGBackend<'a>, Shift>);

impl Sheet {
    pub(crate) fn new(width: u32, height: u32, palette: &Palette) -> Sheet {
        let mut sheet = Sheet { width, height, body: String::new() };
        let page = Area::new(0.0, 0.0, f64::from(width), f64::from(height));
        sheet.layer("page", "", |layer| layer.fill(&page, palette.page));
        sheet
    }

    /// Adds a group with a class and, if wanted, further attributes that its elements inherit.
    pub(crate) fn layer(&mut self, class: &str, attributes: &str, draw: impl FnOnce(&Layer)) {
        let mut raw = String::new();
        {
            let size = ((f64::from(self.width) * FINE) as u32, (f64::from(self.height) * FINE) as u32);
            let area = SVGBackend::with_string(&mut raw, size).into_drawing_area();
            draw(&Layer(area));
        }
        let elements = raw.split_once('\n').and_then(|(_head, rest)| rest.strip_suffix("</svg>\n")).unwrap_or_default();
        if elements.is_empty() {
            return;
        }
        let space = if attributes.is_empty() { "" } else { " " };
        // Writing into a string cannot fail.
        let _ = writeln!(self.body, "<g class=\"{class}\"{space}{attributes}>\n{}</g>", tidy(elements));
    }

    /// Adds a group of texts.
    pub(crate) fn texts(&mut self, class: &str, labels: &[Label]) {
        self.layer(class, "", |layer| labels.iter().for_each(|label| layer.text(label)));
    }

    /// The document. Attributes on its root keep the styles of a page around it out of its text.
    pub(crate) fn finish(self, id: &str, title: &str, alt: &str, palette: &Palette) -> String {
        let Sheet { width, height, body } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             class=\"chart {id} {theme}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" font-family=\"Inter, {others}\" \
             font-weight=\"400\" font-variant=\"normal\" letter-spacing=\"0\" word-spacing=\"0\" text-rendering=\"geometricPrecision\">\n\
             <title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-desc\">{alt}</desc>\n{body}</svg>\n",
            others = font::OTHERS,
            theme = palette.name,
            title = escape(title),
            alt = escape(alt),
        )
    }
}

impl Layer<'_> {
    pub(crate) fn fill(&self, area: &Area, colour: Colour) {
        let corners = [fine((area.left, area.top)), fine((area.right, area.bottom))];
        self.0.draw(&Rectangle::new(corners, rgb(colour).filled())).expect(UNFAILING);
    }

    pub(crate) fn polygon(&self, points: &[(f64, f64)], colour: Colour, opacity: f64) {
        let points: Vec<_> = points.iter().copied().map(fine).collect();
        self.0.draw(&Polygon::new(points, rgb(colour).mix(opacity).filled())).expect(UNFAILING);
    }

    /// An area through which what is below it shows.
    pub(crate) fn tint(&self, area: &Area, colour: Colour, opacity: f64) {
        self.polygon(&area.outline()[..4], colour, opacity);
    }

    pub(crate) fn path(&self, points: &[(f64, f64)], colour: Colour, stroke: f64) {
        let points: Vec<_> = points.iter().copied().map(fine).collect();
        let style = ShapeStyle { color: rgb(colour).to_rgba(), filled: false, stroke_width: (stroke * FINE).round() as u32 };
        self.0.draw(&PathElement::new(points, style)).expect(UNFAILING);
    }

    pub(crate) fn dot(&self, centre: (f64, f64), radius: f64, colour: Colour) {
        self.0.draw(&Circle::new(fine(centre), (radius * FINE).round() as i32, rgb(colour).filled())).expect(UNFAILING);
    }

    pub(crate) fn text(&self, label: &Label) {
        let horizontal = match label.align {
            Align::Left => HPos::Left,
            Align::Centre => HPos::Center,
            Align::Right => HPos::Right,
        };
        let stretches = font::stretches(&label.text);
        if let [(text, set_in)] = stretches.as_slice() {
            return self.stretch(text, *set_in, label, label.x, horizontal);
        }
        // Each stands where it was measured: what reads from right to left turns nothing round it, and no renderer has to look for letters.
        let mut x = label.area().left;
        for (text, set_in) in stretches {
            self.stretch(text, set_in, label, x, HPos::Left);
            x += width(text, label.face);
        }
    }

    fn stretch(&self, text: &str, set_in: SetIn, label: &Label, x: f64, horizontal: HPos) {
        // The SVG says this divided by 1.24.
        let size = label.face.size * FINE * 1.24;
        let font = match set_in {
            SetIn::Other(place) => FontDesc::new(FontFamily::Name(FONTS[place].family), size, FontStyle::Normal),
            _ => described(label.face, size),
        };
        let style = TextStyle { font, color: rgb(label.ink).to_backend_color(), pos: Pos::new(horizontal, VPos::Bottom) };
        // A renderer leaves a blank at the beginning out.
        let words = text.trim_start();
        let x = x + width(&text[..text.len() - words.len()], label.face);
        self.0.draw(&Text::new(words, fine((x, label.baseline)), style)).expect(UNFAILING);
    }
}

/// How wide a text is in the bundled font, in pixels.
pub(crate) fn width(text: &str, face: Face) -> f64 {
    let of_inter = |text: &str| {
        // Whole pixels again: measured in thousandths of an em.
        let wide = described(face, 1000.0 * HEIGHT).layout_box(text).map_or(0, |(_, (wide, _))| wide);
        f64::from(wide) / 1000.0
    };
    let ems: f64 = if text.is_ascii() {
        of_inter(text)
    } else {
        let wide =
            |(text, set_in): (&str, SetIn)| if set_in == SetIn::Inter { of_inter(text) } else { font::width_elsewhere(text, set_in) };
        font::stretches(text).into_iter().map(wide).sum()
    };
    ems * face.size
}

fn described(face: Face, size: f64) -> FontDesc<'static> {
    font::register();
    let (family, style) = match face.cut {
        Cut::Regular => ("Inter", FontStyle::Normal),
        Cut::SemiBold => ("Inter", FontStyle::Bold),
        Cut::Display => ("Inter Display", FontStyle::Bold),
    };
    FontDesc::new(FontFamily::Name(family), size, style)
}

fn rgb(colour: Colour) -> RGBColor {
    RGBColor(colour.0, colour.1, colour.2)
}

fn fine((x, y): (f64, f64)) -> (i32, i32) {
    ((x * FINE).round() as i32, (y * FINE).round() as i32)
}

/// plotters' elements in pixels, without what says nothing. Attribute values hold no quotes, so quotes part the text cleanly.
fn tidy(elements: &str) -> String {
    let mut out = String::with_capacity(elements.len());
    let mut parts = elements.split('"');
    while let Some(outside) = parts.next() {
        // A text's content stands between newlines that would show as spaces.
        let outside = match outside.strip_prefix(">\n") {
            Some(content) => format!(">{}", content.replacen("\n</text>", "</text>", 1)),
            None => outside.to_owned(),
        };
        let Some(value) = parts.next() else {
            out.push_str(&outside);
            break;
        };
        let (before, name) = outside.trim_end_matches('=').rsplit_once(' ').unwrap_or_default();
        out.push_str(before);
        let value = match (name, value) {
            ("dy", _) | ("opacity", "1") | ("stroke", "none") | ("text-anchor", "start") | ("font-family", "Inter") => continue,
            // plotters states it for what has no stroke; a stroke is ten units or so.
            ("stroke-width", "1") => continue,
            ("font-weight", "bold") => "600".to_owned(),
            ("font-family", family) => format!("{family}, Inter, {}", font::OTHERS),
            ("x" | "y" | "x1" | "y1" | "x2" | "y2" | "cx" | "cy" | "r" | "width" | "height" | "stroke-width" | "font-size", number) => {
                tenth(number)
            }
            ("points", points) => {
                let pairs: Vec<_> =
                    points.split_whitespace().map(|pair| pair.split(',').map(tenth).collect::<Vec<_>>().join(",")).collect();
                pairs.join(" ")
            }
            (_, other) => other.to_owned(),
        };
        // Writing into a string cannot fail.
        let _ = write!(out, " {name}=\"{value}\"");
    }
    out
}

fn tenth(number: &str) -> String {
    number.parse::<f64>().map_or_else(|_| number.to_owned(), |n| format!("{}", (n / FINE * 100.0).round() / 100.0))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;
    use resvg::usvg::{Node, Options, Tree, fontdb};
    use std::sync::Arc;

    /// The advance of a text as the renderer sets it, with all of the font's kerning.
    fn rendered(text: &str, face: Face) -> f64 {
        let mut options = Options::default();
        let fonts = Arc::make_mut(&mut options.fontdb);
        FONTS.iter().for_each(|font| drop(fonts.load_font_source(fontdb::Source::Binary(Arc::new(font.bytes)))));
        let mut sheet = Sheet { width: 2000, height: 100, body: String::new() };
        let colour = Colour(0, 0, 0);
        sheet.texts("t", &[Label { text: text.to_owned(), x: 10.0, baseline: 50.0, align: Align::Left, face, ink: colour }]);
        let svg = sheet.finish("t", "", "", Palette::of(crate::Theme::Light));
        let tree = Tree::from_str(&svg, &options).unwrap();
        let Node::Group(group) = &tree.root().children()[0] else { panic!("a group") };
        f64::from(group.bounding_box().width())
    }

    #[test]
    fn text_is_measured_as_it_is_shown() {
        let texts = ["33%", "1,204", "Press release", "half answered by 10 h", "Share of outbound messages; AVATAR", "Größe 30 d"];
        for cut in [Cut::Regular, Cut::SemiBold, Cut::Display] {
            for text in texts {
                let face = Face { cut, size: 20.0 };
                let (measured, shown) = (width(text, face), rendered(text, face));
                // plotters leaves out kerning, which draws letters together: never narrower than shown, and hardly wider.
                assert!((0.99..1.03).contains(&(measured / shown)), "{cut:?} {text:?}: measured {measured}, shown {shown}");
            }
        }
    }

    #[test]
    fn what_inter_lacks_takes_no_more_room_than_was_measured() {
        for text in ["مجلس مدينة", "עיריית תל אביב", "Flood 🌊", "👩‍🚒 on duty", "\u{2068}مجلس\u{2069}, 20 in 61"]
        {
            let face = Face { cut: Cut::Regular, size: 20.0 };
            let (measured, shown) = (width(text, face), rendered(text, face));
            assert!(shown > 10.0 && (0.99..1.6).contains(&(measured / shown)), "{text:?}: measured {measured}, shown {shown}");
        }
    }

    #[test]
    fn the_pass_leaves_pixels_and_clean_text() {
        let mut sheet = Sheet { width: 100, height: 50, body: String::new() };
        sheet.layer("a", "", |layer| {
            layer.fill(&Area::new(1.25, 2.0, 11.25, 4.5), Colour(1, 2, 3));
            let face = Face { cut: Cut::SemiBold, size: 12.5 };
            layer.text(&Label { text: "a < \"b\"".to_owned(), x: 3.0, baseline: 9.0, align: Align::Left, face, ink: Colour(0, 0, 0) });
        });
        assert_eq!(
            sheet.body,
            "<g class=\"a\">\n<rect x=\"1.3\" y=\"2\" width=\"10\" height=\"2.5\" fill=\"#010203\"/>\n\
             <text x=\"3\" y=\"9\" font-size=\"12.5\" fill=\"#000000\" font-weight=\"600\">a &lt; &quot;b&quot;</text>\n</g>\n"
        );
    }
}
