//! What low vision can read: every text, dot and line of every chart against the page it stands on.

use earshot_charts::{Frame, Theme};

use crate::gallery::SLIDE;

/// WCAG 2.2, contrast ratio of two colours written `#rrggbb`.
fn contrast(a: &str, b: &str) -> f64 {
    let luminance = |colour: &str| {
        let part = |at: usize| {
            let c = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The elements of a name: their attributes, and their text.
fn elements<'a>(svg: &'a str, name: &str) -> Vec<(&'a str, &'a str)> {
    let open = format!("<{name} ");
    let of = |rest: &'a str| {
        let (attributes, rest) = rest.split_once('>').unwrap();
        (attributes, rest.split('<').next().unwrap())
    };
    svg.split(open.as_str()).skip(1).map(of).collect()
}

fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    Some(attributes.split_once(&format!("{name}=\""))?.1.split('"').next().unwrap())
}

#[test]
fn every_text_reaches_4_5_and_every_dot_3_to_1() {
    assert!((contrast("#767676", "#FFFFFF") - 4.54).abs() < 0.005, "the well-known lightest grey that passes");
    let mut pale = Vec::new();
    let mut seen = 0;
    for (name, draw) in crate::data::cases() {
        for theme in [Theme::Light, Theme::Dark] {
            let svg = draw(&Frame { theme, ..SLIDE }).svg;
            let page = attribute(elements(&svg, "rect")[0].0, "fill").unwrap();
            for (attributes, text) in elements(&svg, "text") {
                let ink = attribute(attributes, "fill").unwrap();
                // In a bar it is black or white, whichever reads better there; a key's square is no text.
                if !["#000000", "#FFFFFF"].contains(&ink) && text != "■" && contrast(ink, page) < 4.5 {
                    pale.push(format!("{name} {theme:?}: {text:?} {ink} {:.2}", contrast(ink, page)));
                }
                seen += 1;
            }
            for (attributes, _) in elements(&svg, "circle") {
                let fill = attribute(attributes, "fill").unwrap();
                if contrast(fill, page) < 3.0 {
                    pale.push(format!("{name} {theme:?}: a dot {fill} {:.2}", contrast(fill, page)));
                }
            }
        }
    }
    pale.dedup();
    assert!(pale.is_empty(), "{pale:#?}");
    assert!(seen > 1_000, "{seen} texts");
}
