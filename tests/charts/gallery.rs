//! The pictures: `EARSHOT_GALLERY=folder cargo test -p earshot-test-charts` writes each as a PNG, in both themes and at both scales.

use earshot_charts::{About, Chart, Frame, Ladder, LadderMonth, Show, Step, Tally, Theme, Waiting, ladder, waiting};

pub(crate) const SLIDE: Frame = Frame { width: 1280, height: 720, theme: Theme::Light, titles: true };
pub(crate) const WINDOW: Frame = Frame { width: 680, height: 360, theme: Theme::Light, titles: false };

/// A figure in a page of text.
const SMALL: Frame = Frame { width: 560, height: 420, ..SLIDE };

pub(crate) fn about() -> About {
    About {
        source: "County of Meresby, Meresby Libraries and 1 more, on X".to_owned(),
        period: "Apr–Sep 2026".to_owned(),
        as_of: "4 Oct 2026".to_owned(),
        inferred: 61,
        why_empty: String::new(),
    }
}

/// Wilson's interval at 95 %, written down here so that the charts' data look like the real ones.
pub(crate) fn tally(k: u64, n: u64) -> Tally {
    if n == 0 {
        return Tally::default();
    }
    let (n_, p, z) = (n as f64, k as f64 / n as f64, 1.959_964_f64);
    let centre = (p + z * z / (2.0 * n_)) / (1.0 + z * z / n_);
    let half = z / (1.0 + z * z / n_) * (p * (1.0 - p) / n_ + z * z / (4.0 * n_ * n_)).sqrt();
    Tally { k, low: Some((centre - half).max(0.0)), high: Some((centre + half).min(1.0)) }
}

pub(crate) fn month(year: i32, month: u32, counts: [u64; 6], reposts: u64) -> LadderMonth {
    let n = counts.iter().sum();
    LadderMonth { year, month, rungs: counts.map(|k| tally(k, n)), reposts }
}

/// Half a year with a flood in August.
pub(crate) fn half_year() -> Ladder {
    let months = vec![
        month(2026, 4, [62, 34, 62, 4, 17, 9], 21),
        month(2026, 5, [72, 40, 58, 4, 16, 11], 18),
        month(2026, 6, [55, 39, 53, 5, 16, 8], 9),
        month(2026, 7, [81, 45, 51, 4, 19, 14], 12),
        month(2026, 8, [75, 44, 92, 11, 68, 52], 64),
        month(2026, 9, [72, 48, 63, 5, 29, 24], 17),
    ];
    Ladder { about: about(), months, notes: Vec::new() }
}

/// Names that no line can hold.
pub(crate) fn long_names() -> Ladder {
    let mut data = half_year();
    let name = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch_Community_Council_Emergency_Planning";
    data.about.source = format!("{name}, {name}_Office, @{} and 57 more, on X", "w".repeat(120));
    data
}

/// As many months as wanted from November 2023, no two alike, without chance.
pub(crate) fn months(count: u32) -> Ladder {
    let months = (0..count)
        .map(|i| {
            let at = 2023 * 12 + 10 + i;
            let wave = |speed: u32, least: u64, most: u64| least + u64::from((i * speed + 7) % 19) * (most - least) / 18;
            let counts = [wave(5, 40, 90), wave(7, 20, 48), wave(3, 45, 80), wave(11, 0, 9), wave(13, 8, 40), wave(17, 3, 30)];
            month((at / 12) as i32, at % 12 + 1, counts, wave(2, 0, 40))
        })
        .collect();
    Ladder { about: About { period: "Nov 2023 – Oct 2026".to_owned(), ..about() }, months, notes: Vec::new() }
}

/// A year in which the export stops, a month is nearly silent, one is silent, and one holds only a rung.
pub(crate) fn holes() -> Ladder {
    let months = vec![
        month(2025, 10, [3, 0, 3, 0, 1, 0], 0),
        month(2025, 11, [12, 2, 9, 0, 3, 1], 2),
        month(2026, 1, [0, 0, 0, 0, 0, 0], 3),
        month(2026, 2, [0, 0, 48, 0, 0, 0], 0),
        month(2026, 3, [1, 1, 1_180, 2, 1, 1], 1_204),
        month(2026, 6, [40, 11, 22, 5, 9, 14], 6),
        month(2026, 7, [2, 0, 1, 0, 0, 1], 0),
    ];
    Ladder { about: About { period: "Oct 2025 – Jul 2026".to_owned(), ..about() }, months, notes: Vec::new() }
}

/// The census of waits as a Kaplan–Meier curve with the log-log band: `(seconds, answered)` each.
pub(crate) fn curve(mut waits: Vec<(f64, bool)>) -> Waiting {
    const HORIZON: f64 = 30.0 * 86_400.0;
    waits.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let n = waits.len();
    let (mut surviving, mut sum, mut steps) = (1.0_f64, 0.0, Vec::<Step>::new());
    let mut i = 0;
    while i < n {
        let time = waits[i].0;
        let at_risk = (n - i) as f64;
        let tied = waits[i..].iter().take_while(|wait| wait.0 == time).count();
        let events = waits[i..i + tied].iter().filter(|wait| wait.1).count() as f64;
        if events > 0.0 {
            surviving *= 1.0 - events / at_risk;
            sum += events / (at_risk * (at_risk - events));
            let log = surviving.ln();
            let spread = (1.959_964 * sum.sqrt() / log).abs();
            let limit = |sign: f64| (surviving > 0.0).then(|| surviving.powf((sign * spread).exp()));
            steps.push(Step { seconds: time, surviving, low: limit(1.0), high: limit(-1.0) });
        }
        i += tied;
    }
    let mut answered: Vec<f64> = waits.iter().filter(|wait| wait.1).map(|wait| wait.0).collect();
    answered.sort_by(f64::total_cmp);
    let middle = answered.len() / 2;
    let first = |share: fn(&Step) -> Option<f64>| steps.iter().find(|step| share(step).is_some_and(|s| s <= 0.5)).map(|step| step.seconds);
    Waiting {
        about: about(),
        opportunities: n as u64,
        answered: answered.len() as u64,
        median: first(|step| Some(step.surviving)),
        median_low: first(|step| step.low),
        median_high: first(|step| step.high),
        answered_only: (!answered.is_empty())
            .then(|| if answered.len() % 2 == 1 { answered[middle] } else { (answered[middle - 1] + answered[middle]) / 2.0 }),
        promised: None,
        horizon: HORIZON,
        followed: waits.last().map_or(0.0, |wait| wait.0.min(HORIZON)),
        steps,
    }
}

/// The worked example of the definitions: 12 answered, 8 followed for two to seven days; hours.
pub(crate) fn twenty() -> Waiting {
    let answered = [0.2, 0.5, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 9.0, 20.0, 30.0].map(|hours| (hours * 3600.0, true));
    let unanswered = [48.0, 48.0, 72.0, 72.0, 96.0, 120.0, 120.0, 168.0].map(|hours: f64| (hours * 3600.0, false));
    curve(answered.into_iter().chain(unanswered).collect())
}

/// `n` waits of which `left` in a hundred are never answered, most within the day, spread evenly on the log axis from `quickest` seconds.
pub(crate) fn many(n: u32, left: u32, quickest: f64, slowest: f64) -> Waiting {
    let wait = |i: u32| {
        if i * 100 < n * left {
            return (30.0 * 86_400.0, false);
        }
        let along = f64::from((i * 37) % n) / f64::from(n);
        // The quickest of all are answered in the same second.
        let seconds = if quickest < 1.0 && along < 0.05 { 0.0 } else { quickest.max(1.0) * (slowest / quickest.max(1.0)).powf(along) };
        (seconds.round(), true)
    };
    curve((0..n).map(wait).collect())
}

type Case = (&'static str, fn(Theme) -> Chart);

const fn themed(frame: Frame, theme: Theme) -> Frame {
    Frame { theme, ..frame }
}

pub(crate) const CASES: &[Case] = &[
    ("ladder_share", |theme| ladder(&half_year(), Show::Share, &themed(SLIDE, theme))),
    ("ladder_count", |theme| ladder(&half_year(), Show::Count, &themed(SLIDE, theme))),
    ("ladder_window", |theme| ladder(&half_year(), Show::Share, &themed(WINDOW, theme))),
    ("ladder_window_count", |theme| ladder(&half_year(), Show::Count, &themed(WINDOW, theme))),
    ("ladder_month", |theme| ladder(&months(1), Show::Share, &themed(WINDOW, theme))),
    ("ladder_18_months", |theme| ladder(&months(18), Show::Share, &themed(WINDOW, theme))),
    ("ladder_18_months_count", |theme| ladder(&months(18), Show::Count, &themed(WINDOW, theme))),
    ("ladder_36_months", |theme| ladder(&months(36), Show::Share, &themed(SLIDE, theme))),
    ("ladder_36_months_count", |theme| ladder(&months(36), Show::Count, &themed(WINDOW, theme))),
    ("ladder_ten_years", |theme| ladder(&months(120), Show::Share, &themed(WINDOW, theme))),
    ("ladder_holes", |theme| ladder(&holes(), Show::Share, &themed(SLIDE, theme))),
    ("ladder_holes_count", |theme| ladder(&holes(), Show::Count, &themed(WINDOW, theme))),
    ("ladder_small", |theme| ladder(&long_names(), Show::Share, &themed(SMALL, theme))),
    ("ladder_empty", |theme| ladder(&Ladder::default(), Show::Share, &themed(WINDOW, theme))),
    ("waiting", |theme| waiting(&many(1_204, 40, 60.0, 5.0 * 86_400.0), &themed(SLIDE, theme))),
    ("waiting_window", |theme| waiting(&many(1_204, 40, 60.0, 5.0 * 86_400.0), &themed(Frame { width: 430, ..WINDOW }, theme))),
    ("waiting_twenty", |theme| waiting(&twenty(), &themed(SLIDE, theme))),
    ("waiting_small", |theme| waiting(&Waiting { about: long_names().about, ..twenty() }, &themed(SMALL, theme))),
    ("waiting_not_reached", |theme| waiting(&many(300, 62, 120.0, 20.0 * 86_400.0), &themed(WINDOW, theme))),
    ("waiting_quick", |theme| waiting(&many(400, 3, 0.0, 7_200.0), &themed(WINDOW, theme))),
    ("waiting_all_at_once", |theme| waiting(&curve(vec![(0.0, true); 40]), &themed(WINDOW, theme))),
    ("waiting_none_answered", |theme| waiting(&curve(vec![(30.0 * 86_400.0, false); 40]), &themed(WINDOW, theme))),
    ("waiting_few", |theme| waiting(&curve(vec![(3_600.0, true), (90_000.0, false)]), &themed(WINDOW, theme))),
    ("waiting_empty", |theme| {
        let why_empty = "This archive holds only the account's own messages: who waited, and how long, is not in it.".to_owned();
        waiting(&Waiting { about: About { why_empty, ..about() }, ..Waiting::default() }, &themed(SLIDE, theme))
    }),
];

#[test]
fn the_gallery_is_as_it_was() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, draw) in CASES {
            insta::assert_binary_snapshot!(&format!("{name}.svg"), draw(Theme::Light).svg.into_bytes());
        }
        for (name, draw) in crate::data::cases() {
            insta::assert_binary_snapshot!(&format!("{name}.svg"), draw(&SLIDE).svg.into_bytes());
        }
        insta::assert_binary_snapshot!(
            "ladder_share_dark.svg",
            ladder(&half_year(), Show::Share, &themed(SLIDE, Theme::Dark)).svg.into_bytes()
        );
    });
}

/// The sizes at which somebody looks at the gallery: a slide, a page, a square, a tile.
const LOOKED_AT: [(&str, u32, u32); 4] = [("slide", 1280, 720), ("page", 760, 460), ("square", 720, 720), ("tile", 480, 400)];

/// `EARSHOT_GALLERY=folder` writes each as a PNG, at every size, light and dark.
#[test]
fn every_chart_can_be_a_png_at_every_size() {
    let folder = std::env::var_os("EARSHOT_GALLERY").map(std::path::PathBuf::from);
    for (name, draw) in crate::data::cases() {
        for (size, width, height) in LOOKED_AT {
            for theme in [Theme::Light, Theme::Dark] {
                let chart = draw(&Frame { width, height, theme, titles: true });
                assert_eq!((chart.width, chart.height), (width, height), "{name}");
                if let Some(folder) = &folder {
                    let file = format!("{name}-{size}-{}.png", if theme == Theme::Light { "light" } else { "dark" });
                    std::fs::write(folder.join(file), earshot_charts::png(&chart.svg, 1.0).unwrap()).unwrap();
                }
            }
        }
    }
}

#[test]
fn a_picture_can_be_a_png() {
    let folder = std::env::var_os("EARSHOT_GALLERY").map(std::path::PathBuf::from);
    // One says enough unless somebody wants to look.
    for (name, draw) in CASES.iter().filter(|(name, _)| folder.is_some() || *name == "waiting_window") {
        for (theme, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
            let chart = draw(theme);
            for scale in [1, 2] {
                let bytes = earshot_charts::png(&chart.svg, scale as f32).unwrap();
                // The size stands in the header, big-endian, at 16 and 20.
                let size = [16, 20].map(|at| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()));
                assert_eq!(size, [chart.width * scale, chart.height * scale], "{name}");
                if let Some(folder) = &folder {
                    std::fs::write(folder.join(format!("{name}-{suffix}-{scale}x.png")), bytes).unwrap();
                }
            }
        }
    }
}
