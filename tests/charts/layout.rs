//! No label is cut or covers another, at any size. The boxes are those of the glyphs that the renderer
//! sets, not those that the charts reckoned with.

use std::sync::{Arc, LazyLock};

use earshot_charts::{Chart, FONTS, Frame, Ladder, Part, Show, Theme, Waiting, ladder, waiting};
use resvg::usvg::{Group, Node, Options, Rect, Tree, fontdb};

use crate::gallery::{about, curve, half_year, holes, long_names, many, month, months, twenty};

const SIZES: [(u32, u32); 5] = [(1600, 900), (1280, 720), (760, 460), (560, 420), (320, 240)];

fn frames() -> impl Iterator<Item = Frame> {
    SIZES.into_iter().flat_map(|(width, height)| [true, false].map(|titles| Frame { width, height, theme: Theme::Light, titles }))
}

/// An SVG without its colours.
fn shape(svg: &str) -> String {
    let mut parts = svg.split('#');
    let head = parts.next().unwrap_or_default().replacen(" dark\"", " light\"", 1);
    parts.fold(head, |shape, part| shape + &part[6..])
}

/// Every text of a picture with the box round its glyphs.
fn labels(chart: &Chart) -> (Vec<(String, Rect)>, Rect) {
    static OPTIONS: LazyLock<Options<'_>> = LazyLock::new(|| {
        let mut options = Options::default();
        let fonts = Arc::make_mut(&mut options.fontdb);
        FONTS.iter().for_each(|font| drop(fonts.load_font_source(fontdb::Source::Binary(Arc::new(font.bytes)))));
        options
    });
    let tree = Tree::from_str(&chart.svg, &OPTIONS).unwrap();
    let mut found = Vec::new();
    collect(tree.root(), &mut found);
    (found, Rect::from_xywh(0.0, 0.0, tree.size().width(), tree.size().height()).unwrap())
}

fn collect(group: &Group, found: &mut Vec<(String, Rect)>) {
    for node in group.children() {
        match node {
            Node::Group(group) => collect(group, found),
            Node::Text(text) => {
                let words = text.chunks().iter().map(|chunk| chunk.text()).collect();
                found.push((words, text.flattened().abs_bounding_box()));
            }
            _ => {}
        }
    }
}

/// What is wrong with a picture: labels that are cut or cover each other, marks outside it, a title that is too long.
fn faults(draw: impl Fn(&Frame) -> Chart, frame: &Frame) -> Vec<String> {
    let mut faults = Vec::new();
    let chart = draw(frame);
    let dark = draw(&Frame { theme: Theme::Dark, ..*frame });
    if shape(&chart.svg) != shape(&dark.svg) || chart.marks != dark.marks {
        faults.push("the themes differ by more than colour".to_owned());
    }
    let (labels, frame) = labels(&chart);
    for (i, (text, a)) in labels.iter().enumerate() {
        let inside = a.left() >= 0.0 && a.top() >= 0.0 && a.right() <= frame.right() && a.bottom() <= frame.bottom();
        if !inside {
            faults.push(format!("{text:?} leaves the frame: {a:?}"));
        }
        for (other, b) in &labels[i + 1..] {
            let apart = a.right() <= b.left() || b.right() <= a.left() || a.bottom() <= b.top() || b.bottom() <= a.top();
            if !apart {
                faults.push(format!("{text:?} and {other:?} cover each other: {a:?} {b:?}"));
            }
        }
    }
    for mark in &chart.marks {
        let inside = mark.x >= -0.1 && mark.y >= -0.1 && mark.x + mark.width <= f64::from(chart.width) + 0.1;
        if !(inside && mark.y + mark.height <= f64::from(chart.height) + 0.1 && mark.width >= 0.0 && mark.height >= 0.0) {
            faults.push(format!("{mark:?} leaves the frame"));
        }
    }
    let words = chart.title.split_whitespace().count();
    if words > 10 {
        faults.push(format!("{:?} has {words} words", chart.title));
    }
    faults
}

fn assert_sound(draw: impl Fn(&Frame) -> Chart, frame: &Frame, what: &str) {
    let faults = faults(draw, frame);
    assert!(faults.is_empty(), "{what}, {frame:?}: {faults:#?}");
}

fn zeros(count: u32) -> Ladder {
    Ladder { about: about(), months: (1..=count).map(|i| month(2026, i, [0; 6], 0)).collect(), notes: Vec::new() }
}

/// One rung holds nearly all, so that the other five names crowd.
fn lopsided() -> Ladder {
    let churn = month(2026, 1, [2_000, 1, 1, 1, 1, 1], 0);
    let talk = month(2026, 2, [1, 1, 1, 1, 1, 2_000], 99_999);
    Ladder { about: about(), months: vec![churn, talk], notes: Vec::new() }
}

#[test]
fn no_label_of_the_ladder_is_cut_or_covered() {
    let mut cases: Vec<(String, Ladder)> = [1, 2, 6, 12, 18, 24, 36, 120].map(|count| (format!("{count} months"), months(count))).into();
    cases.extend([("holes", holes()), ("long names", long_names()), ("lopsided", lopsided())].map(|(name, data)| (name.to_owned(), data)));
    let noted = |mut data: Ladder| {
        data.notes = vec![crate::data::note(20_663.0, 20_666.0, "The flood"), crate::data::note(20_664.0, 20_665.0, "Boil water")];
        data
    };
    cases.extend([("noted".to_owned(), noted(half_year())), ("noted ten years".to_owned(), noted(months(120)))]);
    cases.extend([("nothing".to_owned(), Ladder::default()), ("zeros".to_owned(), zeros(6))]);
    for (name, data) in &cases {
        for show in [Show::Share, Show::Count] {
            for frame in frames() {
                assert_sound(|frame| ladder(data, show, frame), &frame, &format!("{name}, {show:?}"));
            }
        }
    }
}

#[test]
fn no_label_of_the_waiting_curve_is_cut_or_covered() {
    let day = 86_400.0;
    let mut cases: Vec<(String, Waiting)> = Vec::new();
    for left in [0, 1, 24, 40, 49, 50, 51, 62, 97] {
        for (quickest, slowest) in [(0.0, 3_600.0), (60.0, 5.0 * day), (3_600.0, 25.0 * day), (20.0 * day, 29.0 * day)] {
            cases.push((format!("{left} left, {quickest}–{slowest} s"), many(240, left, quickest, slowest)));
        }
    }
    cases.push(("twenty".to_owned(), twenty()));
    cases.push(("all at once".to_owned(), curve(vec![(0.0, true); 40])));
    cases.push(("none answered".to_owned(), curve(vec![(30.0 * day, false); 40])));
    cases.push(("few".to_owned(), curve(vec![(60.0, true); 3])));
    cases.push(("nothing".to_owned(), Waiting { about: long_names().about, ..Waiting::default() }));
    for (name, data) in &cases {
        for frame in frames() {
            assert_sound(|frame| waiting(data, frame), &frame, name);
        }
    }
}

#[test]
fn no_label_of_any_chart_is_cut_or_covered() {
    let mut found = Vec::new();
    for (name, draw) in crate::data::cases() {
        for frame in frames() {
            let faults = faults(|frame| draw(frame), &frame);
            found.extend(
                faults.into_iter().map(|fault| format!("{name} {}×{} titles {}: {fault}", frame.width, frame.height, frame.titles)),
            );
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_months_segments_fill_its_bar_and_answer_to_the_mouse() {
    let chart = ladder(&half_year(), Show::Share, &Frame { width: 680, height: 360, theme: Theme::Light, titles: false });
    let august: Vec<_> =
        chart.marks.iter().filter(|mark| matches!(&mark.part, Some(Part::Rung { month, .. }) if month == "2026-08")).collect();
    assert_eq!(august.len(), 6);
    let whole: f64 = august.iter().map(|mark| mark.height).sum();
    // 75 of 342 messages were press releases; marks are rounded to a tenth of a pixel.
    assert!((august[0].height / whole - 75.0 / 342.0).abs() < 0.001);
    for pair in august.windows(2) {
        assert!((pair[0].y + pair[0].height - pair[1].y).abs() < 0.15, "{pair:?}");
    }
}

#[test]
fn the_whole_curve_answers_to_the_mouse() {
    let chart = waiting(&twenty(), &Frame { width: 760, height: 460, theme: Theme::Light, titles: true });
    let slices: Vec<_> = chart.marks.iter().filter(|mark| mark.part == Some(Part::Waiting)).collect();
    for pair in slices.windows(2) {
        assert!((pair[0].x + pair[0].width - pair[1].x).abs() < 0.15, "{pair:?}");
    }
}
