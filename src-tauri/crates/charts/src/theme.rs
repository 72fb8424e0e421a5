//! Colours, sizes and strokes. Nothing else in this crate names one.

use crate::{Frame, Theme};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Colour(pub u8, pub u8, pub u8);

const fn hex(rgb: u32) -> Colour {
    Colour((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

#[derive(Debug)]
pub(crate) struct Palette {
    pub name: &'static str,
    pub page: Colour,
    pub ink: Colour,
    pub mute: Colour,
    pub rule: Colour,
    pub accent: Colour,
    pub warning: Colour,
    /// From churn to dialogue, as `Rung::ALL`.
    pub ladder: [Colour; 6],
}

const LIGHT: Palette = Palette {
    name: "light",
    page: hex(0xFFFFFF),
    ink: hex(0x1B2126),
    mute: hex(0x5B656E),
    rule: hex(0xE3E7EA),
    accent: hex(0x12436D),
    warning: hex(0x801650),
    ladder: [hex(0x801650), hex(0xB5769A), hex(0xCCD8E0), hex(0x84BEB7), hex(0x288F78), hex(0x12436D)],
};

const DARK: Palette = Palette {
    name: "dark",
    page: hex(0x14191D),
    ink: hex(0xE8ECEF),
    mute: hex(0x9AA5AE),
    rule: hex(0x2B333A),
    accent: hex(0x7FB4E6),
    warning: hex(0xE07BAE),
    ladder: [hex(0xDD84B1), hex(0xA068A3), hex(0x586069), hex(0x438F7A), hex(0x4CD2C4), hex(0x77A6D6)],
};

const BLACK: Colour = hex(0x000000);
const WHITE: Colour = hex(0xFFFFFF);

/// In how many steps a colour becomes the ink.
const STEPS: u16 = 50;

/// How much of the accent the band of an interval lets through.
pub(crate) const BAND: f64 = 0.14;

/// The colours of a page round a chart, as CSS writes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surroundings {
    pub page: String,
    pub ink: String,
}

/// What a page that shows a chart is coloured in.
pub fn surroundings(theme: Theme) -> Surroundings {
    let css = |Colour(r, g, b): Colour| format!("#{r:02x}{g:02x}{b:02x}");
    let palette = Palette::of(theme);
    Surroundings { page: css(palette.page), ink: css(palette.ink) }
}

impl Palette {
    pub(crate) fn of(theme: Theme) -> &'static Palette {
        match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }

    /// The colour as text has it: as far towards the ink as it takes to be read.
    pub(crate) fn word(&self, colour: Colour) -> Colour {
        self.towards_ink(colour, 4.5)
    }

    /// The colour as dots and lines have it, which are too small to be pale.
    pub(crate) fn mark(&self, colour: Colour) -> Colour {
        self.towards_ink(colour, 3.0)
    }

    fn towards_ink(&self, colour: Colour, least: f64) -> Colour {
        let mixed = |step: u16| {
            let mix = |from: u8, to: u8| ((u16::from(from) * (STEPS - step) + u16::from(to) * step) / STEPS) as u8;
            Colour(mix(colour.0, self.ink.0), mix(colour.1, self.ink.1), mix(colour.2, self.ink.2))
        };
        (0..STEPS).map(mixed).find(|mixed| contrast(*mixed, self.page) >= least).unwrap_or(self.ink)
    }
}

impl Colour {
    /// Black or white, whichever reads better on this colour: one of them always reaches 4.5 : 1.
    pub(crate) fn ink(self) -> Colour {
        if contrast(BLACK, self) >= contrast(WHITE, self) { BLACK } else { WHITE }
    }

    /// WCAG 2.2, relative luminance.
    fn luminance(self) -> f64 {
        let linear = |byte: u8| {
            let c = f64::from(byte) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

/// WCAG 2.2, contrast ratio, 1–21.
fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (a.luminance(), b.luminance());
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Cut {
    Regular,
    SemiBold,
    Display,
}

/// A cut of the type at a size in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Face {
    pub cut: Cut,
    pub size: f64,
}

impl Face {
    /// From one baseline to the next.
    pub(crate) fn leading(self) -> f64 {
        self.size * if self.cut == Cut::Display { 1.2 } else { 1.36 }
    }
}

/// Every length that charts use, in pixels.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sizes {
    pub title: Face,
    pub subtitle: Face,
    pub label: Face,
    pub strong: Face,
    pub note: Face,
    /// Round the whole picture.
    pub margin: f64,
    /// Between things that belong together.
    pub gap: f64,
    /// Between things that don't.
    pub space: f64,
    /// Between a text and the edge of what it stands in.
    pub padding: f64,
    pub hairline: f64,
    pub stroke: f64,
    /// Of a dashed line: as long as the space after it.
    pub dash: f64,
    pub dot: f64,
    pub swatch: f64,
    /// Between the segments of a bar.
    pub seam: f64,
    /// Between the lines of a hatching.
    pub hatch: f64,
    /// The widest step from one bar to the next.
    pub pitch: f64,
    /// A row of small bars.
    pub strip: f64,
    /// The mark that stands on an axis.
    pub pin: f64,
    pub tick: f64,
}

/// How much of its step a bar fills.
pub(crate) const BAR: f64 = 0.73;

impl Sizes {
    pub(crate) fn of(frame: &Frame) -> Sizes {
        // Drawn for 760 × 460; a slide is read from further away.
        let grow = if frame.titles { (f64::from(frame.width) / 760.0).min(f64::from(frame.height) / 460.0).max(1.0) } else { 1.0 };
        let face = |cut, size: f64| Face { cut, size: size * grow };
        Sizes {
            title: face(Cut::Display, 22.0),
            subtitle: face(Cut::Regular, if frame.titles { 14.0 } else { 12.5 }),
            label: face(Cut::Regular, 12.5),
            strong: face(Cut::SemiBold, 12.5),
            note: face(Cut::Regular, 12.0),
            margin: if frame.titles { 20.0 * grow } else { 1.0 },
            gap: 8.0 * grow,
            space: 16.0 * grow,
            padding: 4.0 * grow,
            hairline: grow,
            stroke: 2.0 * grow,
            dash: 3.0 * grow,
            dot: 4.0 * grow,
            swatch: 9.0 * grow,
            seam: 1.5 * grow,
            hatch: 7.0 * grow,
            pitch: 132.0 * grow,
            strip: 20.0 * grow,
            pin: 32.0 * grow,
            tick: 4.0 * grow,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What an eye sees of `over` at the band's opacity on `under`.
    fn blend(over: Colour, under: Colour) -> Colour {
        let mix = |o: u8, u: u8| (f64::from(o) * BAND + f64::from(u) * (1.0 - BAND)).round() as u8;
        Colour(mix(over.0, under.0), mix(over.1, under.1), mix(over.2, under.2))
    }

    /// What an eye receives of each pixel, as linear red, green and blue.
    type Eye = fn([f64; 3]) -> [f64; 3];

    /// Eyes without one kind of cone: Machado, Oliveira and Fernandes 2009, severity 1; last, a printer without colour.
    const EYES: [(&str, Eye); 5] = [
        ("all cones", |rgb| rgb),
        ("no red cones", |rgb| {
            through(rgb, [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]])
        }),
        ("no green cones", |rgb| {
            through(rgb, [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]])
        }),
        ("no blue cones", |rgb| {
            through(rgb, [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]])
        }),
        ("print in grey", |rgb| through(rgb, [[0.2126, 0.7152, 0.0722]; 3])),
    ];

    fn through(rgb: [f64; 3], rows: [[f64; 3]; 3]) -> [f64; 3] {
        rows.map(|row| row.iter().zip(rgb).map(|(part, light)| part * light).sum::<f64>().clamp(0.0, 1.0))
    }

    fn linear(c: Colour) -> [f64; 3] {
        [c.0, c.1, c.2].map(|byte| {
            let c = f64::from(byte) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// How far apart an eye sees two colours, in Oklab, in which equal distances look about equally large; about 0.02 is just noticeable
    /// side by side.
    fn apart(a: Colour, b: Colour, eye: Eye) -> f64 {
        let (a, b) = (oklab(eye(linear(a))), oklab(eye(linear(b))));
        a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    fn oklab([r, g, b]: [f64; 3]) -> [f64; 3] {
        let l = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b).cbrt();
        let m = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b).cbrt();
        let s = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b).cbrt();
        [
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
        ]
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert_eq!(contrast(BLACK, WHITE), 21.0);
        // #767676 is the well-known lightest grey that passes on white.
        assert!((contrast(hex(0x767676), WHITE) - 4.54).abs() < 0.005);
    }

    #[test]
    fn every_text_can_be_read_on_what_it_stands_on() {
        for palette in [&LIGHT, &DARK] {
            for text in [palette.ink, palette.mute, palette.accent, palette.warning] {
                assert!(contrast(text, palette.page) >= 4.5, "{text:?} on the {} page", palette.name);
                let band = blend(palette.accent, palette.page);
                assert!(contrast(text, band) >= 4.5, "{text:?} on the {} band: {}", palette.name, contrast(text, band));
            }
            for fill in palette.ladder {
                assert!(contrast(palette.word(fill), palette.page) >= 4.5 && contrast(palette.mark(fill), palette.page) >= 3.0);
                assert!(contrast(fill.ink(), fill) >= 4.5, "in the {} bar {fill:?}", palette.name);
            }
        }
    }

    #[test]
    fn the_window_has_the_same_ladder() {
        let tokens = include_str!("../../../../ui/src/style/tokens.css");
        let dark = tokens.find("[data-theme='dark']").unwrap_or(tokens.len());
        let names = ["release", "repeat", "announcement", "mention", "reply", "dialogue"];
        for (palette, tokens) in [(&LIGHT, &tokens[..dark]), (&DARK, &tokens[dark..])] {
            for (name, Colour(r, g, b)) in names.into_iter().zip(palette.ladder) {
                assert!(tokens.contains(&format!("--{name}: #{r:02x}{g:02x}{b:02x};")), "{name} in the {} window", palette.name);
            }
        }
    }

    #[test]
    fn oklab_is_that_of_its_author() {
        // White, and red as CSS Color 4 gives it.
        for (colour, lab) in [(WHITE, [1.0, 0.0, 0.0]), (hex(0xFF0000), [0.62796, 0.22486, 0.12585])] {
            assert!(oklab(linear(colour)).iter().zip(lab).all(|(a, b)| (a - b).abs() < 1e-4), "{colour:?}");
        }
    }

    #[test]
    fn neighbours_on_the_ladder_can_be_told_apart_by_every_eye_and_in_grey() {
        for palette in [&LIGHT, &DARK] {
            for (eye, sees) in EYES {
                for pair in palette.ladder.windows(2) {
                    let distance = apart(pair[0], pair[1], sees);
                    assert!(distance >= 0.09, "{} {eye}: {pair:?}: {distance:.3}", palette.name);
                }
            }
        }
    }

    #[test]
    fn no_two_rungs_look_alike_to_any_eye() {
        for palette in [&LIGHT, &DARK] {
            for (eye, sees) in &EYES[..4] {
                for (place, &one) in palette.ladder.iter().enumerate() {
                    for &other in &palette.ladder[place + 1..] {
                        let distance = apart(one, other, *sees);
                        assert!(distance >= 0.055, "{} {eye}: {one:?} {other:?}: {distance:.3}", palette.name);
                    }
                }
            }
        }
    }
}
