//! `chart`: files that other programs can open, and that ask nothing of anybody.

use std::fs;

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::json;

use crate::earshot::{Desk, table, text};

/// Those that need nothing but data.
const CHARTS: [&str; 19] = [
    "ladder",
    "ladder-count",
    "accounts",
    "waiting",
    "waiting-beside",
    "response",
    "definitions",
    "week",
    "moments",
    "people",
    "conversations",
    "presences",
    "followers",
    "reach",
    "impressions",
    "against",
    "against-accounts",
    "releases",
    "repeats",
];

/// The names of an SVG's elements; fails where it is not well formed.
fn elements(svg: &str) -> Vec<String> {
    let mut reader = Reader::from_str(svg);
    let mut names = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    attribute.unwrap();
                }
                names.push(String::from_utf8(tag.name().as_ref().to_vec()).unwrap());
            }
            Event::Eof => return names,
            _ => {}
        }
    }
}

/// Nothing in it would be fetched, and nothing would be run.
fn asks_nothing(page: &str) {
    let addresses: Vec<&str> = page
        .match_indices("http")
        .filter(|(at, _)| !page[*at..].starts_with("http-equiv="))
        .map(|(at, _)| page[at..].split(['"', '<', ' ', ')']).next().unwrap())
        .collect();
    assert!(addresses.iter().all(|address| *address == "http://www.w3.org/2000/svg"), "{addresses:?}");
    for word in ["<script", "javascript:", "@import", "src=", "<link", "<iframe", " onload", " onclick"] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.match_indices("url(").all(|(at, _)| page[at..].starts_with("url(#")));
}

#[test]
fn the_list_names_each_chart() {
    let desk = Desk::new();
    let list = desk.json(&["chart", "--list", "--json"]);
    let ids: Vec<String> = list["charts"].as_array().unwrap().iter().map(|chart| text(&chart["id"])).collect();
    assert_eq!(ids, [&CHARTS[..], &["shift"]].concat());
    let words = desk.must(&["chart", "--list"]);
    assert!(CHARTS.iter().all(|id| words.text().contains(id)));
}

#[test]
fn an_estimate_is_drawn_with_shares_that_somebody_names() {
    let desk = Desk::sample();
    desk.refused(2, &["chart", "shift", "-o", "chart.svg"]);
    let said = desk.must(&["chart", "shift", "-o", "chart.svg", "--shares", "0.1", "0.27", "0.4"]).said;
    assert!(said.contains("Central: if 27% would have phoned") && said.contains("Three bars of estimated avoidable cost"), "{said}");
}

#[test]
fn an_svg_is_well_formed_and_says_what_it_shows() {
    let desk = Desk::sample();
    for id in CHARTS {
        for theme in ["light", "dark"] {
            let answer = desk.must(&["chart", id, "-o", "chart.svg", "--size", "1280x720", "--theme", theme]);
            assert!(answer.out.is_empty());
            let svg = fs::read_to_string(desk.path("chart.svg")).unwrap();
            let names = elements(&svg);
            assert_eq!(names[0], "svg");
            assert_eq!(names.iter().filter(|name| *name == "title").count(), 1);
            assert_eq!(names.iter().filter(|name| *name == "desc").count(), 1);
            assert!(svg.contains("role=\"img\"") && svg.contains("width=\"1280\"") && svg.contains("height=\"720\""));
            asks_nothing(&svg);
            // The words on standard error are the description.
            let alt = answer.said.trim().strip_prefix("chart.svg: ").unwrap();
            // Under ten accounts nothing is said of them; everything else is told with its numbers.
            let empty = id == "against-accounts" && alt.starts_with("An empty chart. ");
            assert!(empty || alt.chars().any(|letter| letter.is_ascii_digit()), "{alt}");
            assert!(svg.contains(&alt.replace('&', "&amp;")), "{alt}");
        }
    }
}

#[test]
fn a_png_has_the_size_that_was_asked_for() {
    let desk = Desk::sample();
    for (size, wide, high) in [("1600x900", 1600_u32, 900_u32), ("640x480", 640, 480)] {
        desk.must(&["chart", "waiting", "-o", "chart.png", "--size", size]);
        let png = fs::read(desk.path("chart.png")).unwrap();
        assert_eq!(png[..16], *b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR");
        assert_eq!((&png[16..20], &png[20..24]), (&wide.to_be_bytes()[..], &high.to_be_bytes()[..]));
        assert!(png.len() > 10_000, "a picture with something in it: {} bytes", png.len());
    }
    desk.must(&["chart", "ladder", "-o", "default.PNG"]);
    assert_eq!(fs::read(desk.path("default.PNG")).unwrap()[16..24], [0, 0, 6, 64, 0, 0, 3, 132]);
}

#[test]
fn a_csv_holds_the_numbers_of_the_picture() {
    let desk = Desk::sample();
    desk.must(&["chart", "ladder-count", "-o", "ladder.csv", "--account", "WexcombeVale"]);
    let numbers = table(&fs::read(desk.path("ladder.csv")).unwrap());
    assert_eq!(numbers.len(), 19, "{numbers:?}");
    let months = desk.json(&["measure", "outbound", "--by", "month", "--account", "WexcombeVale", "--json"]);
    assert_eq!(months["measures"].as_array().unwrap().len(), 18);
    desk.must(&["chart", "waiting", "-o", "waiting.csv"]);
    assert!(table(&fs::read(desk.path("waiting.csv")).unwrap()).len() > 2);
}

#[test]
fn an_html_page_stands_alone() {
    let desk = Desk::sample();
    for id in CHARTS {
        desk.must(&["chart", id, "-o", "chart.html"]);
        let page = fs::read_to_string(desk.path("chart.html")).unwrap();
        assert!(page.starts_with("<!doctype html>") && page.contains("<html lang=\"en\"") && page.contains("<title>"));
        assert!(page.contains("<svg ") && page.contains("<table>"));
        asks_nothing(&page);
    }
}

/// Each is a picture that a browser opens.
#[test]
fn the_gallery_on_the_sample_data_is_as_it_was() {
    let desk = Desk::sample();
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for id in CHARTS.iter().chain(&["shift"]) {
            let shares: &[&str] = if *id == "shift" { &["--shares", "0.1", "0.27", "0.4"] } else { &[] };
            desk.must(&[&["chart", id, "-o", "chart.svg"], shares].concat());
            insta::assert_binary_snapshot!(&format!("{id}.svg"), fs::read(desk.path("chart.svg")).unwrap());
        }
    });
}

#[test]
fn a_picture_can_be_twice_as_sharp() {
    let desk = Desk::sample();
    desk.must(&["chart", "waiting", "-o", "chart.png", "--size", "640x480", "--scale", "2"]);
    assert_eq!(fs::read(desk.path("chart.png")).unwrap()[16..24], [0, 0, 5, 0, 0, 0, 3, 192]);
    let line = desk.refused(2, &["chart", "waiting", "-o", "chart.png", "--scale", "5"]);
    assert!(line.contains("1 to 4"), "{line}");
}

/// What the parts of the picture say stands over it, and its numbers below it.
#[test]
fn a_widget_says_what_its_parts_are() {
    let desk = Desk::sample();
    desk.must(&["chart", "ladder-count", "-o", "chart.html", "--account", "WexcombeVale", "--theme", "dark"]);
    let page = fs::read_to_string(desk.path("chart.html")).unwrap();
    desk.must(&["chart", "ladder-count", "-o", "chart.csv", "--account", "WexcombeVale"]);
    let numbers = table(&fs::read(desk.path("chart.csv")).unwrap());
    assert_eq!(page.matches("<tr>").count(), numbers.len());
    // 18 months of six rungs and of reposts, as far as there are any.
    assert!(page.matches("<i style=").count() > 100, "{}", page.matches("<i style=").count());
    assert!(page.contains("color-scheme: dark") && page.contains("Press release"));
}

/// Two accounts on one, and two halves of one account's time.
#[test]
fn waits_stand_beside_each_other() {
    let desk = Desk::sample();
    let columns = |arguments: &[&str]| {
        desk.must(&[&["chart", "waiting-beside", "-o", "chart.csv"], arguments].concat());
        table(&fs::read(desk.path("chart.csv")).unwrap()).remove(0)
    };
    assert_eq!(columns(&[]), ["After", "WexcombeVale", "95% from", "95% to", "WexcombeForum", "95% from", "95% to"]);
    assert_eq!(columns(&["--account", "WexcombeVale"]).len(), 7);
    let quarter = ["--account", "WexcombeVale", "--from", "2026-04-01", "--to", "2026-07-01"];
    let names = |arguments: &[&str]| columns(arguments).into_iter().filter(|name| name.contains(" – ")).collect::<Vec<_>>();
    assert_eq!(names(&quarter), ["1 Jan 2026 – 31 Mar 2026", "1 Apr 2026 – 30 Jun 2026"]);
    let year = [&quarter[..], &["--against", "year-before"]].concat();
    assert_eq!(names(&year), ["1 Apr 2025 – 30 Jun 2025", "1 Apr 2026 – 30 Jun 2026"]);
    // Without a window the halves of the account's own data, or its last twelve months and those before.
    assert_eq!(names(&["--account", "WexcombeForum"]), ["1 Apr 2025 – 29 Sep 2025", "30 Sep 2025 – 31 Mar 2026"]);
    let vale = ["--account", "WexcombeVale", "--against", "year-before"];
    assert_eq!(names(&vale), ["1 Oct 2024 – 30 Sep 2025", "1 Oct 2025 – 30 Sep 2026"]);
    desk.refused(2, &["chart", "waiting", "-o", "chart.csv", "--against", "before"]);
    // The same opportunities as in the window itself: the curve at a day is the one of the chart of one.
    desk.must(&[&["chart", "waiting", "-o", "one.csv"], &quarter[..]].concat());
    let one = table(&fs::read(desk.path("one.csv")).unwrap());
    desk.must(&[&["chart", "waiting-beside", "-o", "chart.csv"], &quarter[..]].concat());
    let both = table(&fs::read(desk.path("chart.csv")).unwrap());
    let at = |rows: &[Vec<String>], column: usize| rows.iter().find(|row| row[0] == "1 day").unwrap()[column].clone();
    assert_eq!(at(&one, 1), at(&both, 4));
}

#[test]
fn a_selection_without_messages_is_drawn_empty() {
    let desk = Desk::sample();
    for id in CHARTS {
        desk.must(&["chart", id, "-o", "chart.svg", "--from", "2030-01-01"]);
        elements(&fs::read_to_string(desk.path("chart.svg")).unwrap());
    }
}

#[test]
fn a_file_that_cannot_be_written_is_an_error_that_names_it() {
    let desk = Desk::sample();
    let line = desk.refused(1, &["chart", "ladder", "-o", "nowhere/chart.svg"]);
    assert!(line.contains("nowhere/chart.svg could not be written") && line.contains("-o"));
}

#[test]
fn a_name_that_looks_like_markup_stays_text() {
    let desk = Desk::new();
    let rows = "7,115712,True,Tue Oct 31 22:08:27 +0000 2017,hello,,\n8,Holm<script>&,False,Tue Oct 31 23:08:27 +0000 2017,hi,,7\n";
    desk.write("talk.csv", format!("{}{rows}", crate::earshot::HEADER));
    desk.must(&["import", "talk.csv"]);
    assert_eq!(desk.json(&["accounts", "--json"])["accounts"][0]["name"], json!("Holm<script>&"));
    for id in CHARTS {
        desk.must(&["chart", id, "-o", "chart.svg"]);
        desk.must(&["chart", id, "-o", "chart.html"]);
        elements(&fs::read_to_string(desk.path("chart.svg")).unwrap());
        asks_nothing(&fs::read_to_string(desk.path("chart.html")).unwrap());
    }
}
