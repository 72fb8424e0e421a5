//! RSS and Atom as releases.

use std::fs;

use earshot_formats::Item;
use earshot_model::{ProblemCode, ReleaseRecord, Severity};
use proptest::prelude::*;

use crate::reading::{Everything, fixture, plan, read, the_plan, the_refusal, written};

/// Key, moment ± precision, title, body, link.
type Line<'a> = (&'a str, i64, u32, &'a str, &'a str, Option<&'a str>);

fn releases(everything: &Everything) -> Vec<&ReleaseRecord> {
    everything.items.iter().filter_map(|item| if let Item::Release(release) = item { Some(release) } else { None }).collect()
}

fn lines(everything: &Everything) -> Vec<Line<'_>> {
    releases(everything)
        .into_iter()
        .map(|r| (&*r.guid, r.published.at, r.published.precision, &*r.title, &*r.body, r.link.as_deref()))
        .collect()
}

#[test]
fn rss_items_are_releases() {
    let plan = the_plan(&fixture("feed/news.rss"));
    assert_eq!((&*plan.format, &plan.account, plan.account_from_rows, plan.covers), ("feed", &None, true, None));
    assert_eq!(plan.unused, ["dc:creator", "category", "media:content"]);
    let everything = read(&plan);
    assert_eq!(
        lines(&everything),
        [
            (
                "holm-4711",
                1_730_453_400_000, // 2024-11-01T09:30:00Z
                1,
                "Quay Street reopens & buses return",
                "Quay Street reopens on Monday at 6am.\nBuses 4 and 11 run as they used to.\nThank you.\nNo parking until noon\n\
                 Crossing by the school: lights on",
                Some("https://www.holm.example/news/quay-street"),
            ),
            (
                "https://www.holm.example/?p=4710",
                1_730_408_700_000, // 2024-10-31T16:05 EST is 21:05 UTC
                60,
                "Bins: \"one day late\" <3",
                "Crews are out – sorry.\nLeave them at the kerb.",
                Some("https://www.holm.example/news/bins"),
            ),
            (
                "https://www.holm.example/?p=4709",
                1_730_271_600_000, // 2024-10-30T08:00:00+01:00 is 07:00 UTC
                1,
                "",
                "A notice without a title — and &unknown; things, R&D too",
                // Its guid is a link, and there is no other.
                Some("https://www.holm.example/?p=4709"),
            ),
            (
                // No guid: the link is the key.
                "https://www.holm.example/news/library",
                1_730_192_400_000, // 2024-10-29T10:00:00 BST is 09:00 UTC
                1,
                "Library hours",
                "",
                Some("https://www.holm.example/news/library"),
            ),
        ]
    );
    assert_eq!(everything.problems().len(), 0);
}

#[test]
fn atom_entries_are_releases() {
    let everything = read(&the_plan(&fixture("feed/news.atom")));
    assert_eq!(
        lines(&everything),
        [
            (
                "tag:holm.example,2024:12",
                1_730_530_800_500, // published, not updated: 2024-11-02T07:00:00.500Z
                1,
                "Grit & salt: what 1 < 2 means",
                "Routes 1 & 2 first.\nThen the rest.",
                Some("https://www.holm.example/grit?a=1&b=2"),
            ),
            (
                "tag:holm.example,2024:11",
                1_730_480_400_000, // 2024-11-01T12:00:00-05:00 is 17:00 UTC
                1,
                "Tulips free & fair",
                "At the market\nTwo each, bring <b> bags.\nTill 4 pm.",
                Some("https://www.holm.example/tulips"),
            ),
            (
                "https://www.holm.example/meeting",
                1_730_332_800_000, // the day 2024-10-31
                86_400,
                "Council meets",
                "In the hall,\nat seven & not later.",
                None,
            ),
        ]
    );
    assert_eq!(everything.problems().len(), 0);
    assert_eq!(
        lines(&read(&the_plan(&fixture("feed/prefixed.atom")))),
        // 2024-11-01T12:00:00Z
        [("p-1", 1_730_462_400_000, 1, "Everything has a prefix", "Even this.", None)]
    );
}

#[test]
fn good_items_go_in_and_each_bad_one_is_named() {
    let everything = read(&the_plan(&fixture("feed/damaged.rss")));
    // The same guid twice is the store's business.
    assert_eq!(lines(&everything).iter().map(|line| (line.0, line.3)).collect::<Vec<_>>(), [("d-1", "Good"), ("d-1", "Good again")]);
    let wrong: Vec<_> = everything.problems().into_iter().map(|problem| (problem.code, problem.line, &*problem.message)).collect();
    assert_eq!(
        wrong,
        [
            (ProblemCode::MissingDate, Some(4), "the item has no date"),
            (ProblemCode::BadValue, Some(5), "the item has neither a title nor a text"),
            (ProblemCode::BadDate, Some(6), "there was no day `31 Nov 2024`"),
            (ProblemCode::BadDate, Some(7), "`Fri, 01 Nov 2024 09:30:00` has no time zone"),
            (ProblemCode::MissingId, Some(8), "the item has neither a guid nor a link"),
            (ProblemCode::BadXml, Some(9), "the tags of the item do not match"),
            // The words of the XML parser.
            (ProblemCode::BadXml, Some(12), "syntax error: tag not closed: `>` not found before end of input: what follows is not read"),
        ]
    );
    assert!(everything.problems().iter().all(|problem| problem.severity == Severity::Rejected));
    assert_eq!(everything.problems()[0].raw.as_deref(), Some("<item><title>No date</title><guid>d-2</guid></item>"));
    assert!(everything.problems()[6].raw.as_deref().unwrap().starts_with("<item>\n  <title>Cut off</title><guid>d-9</guid><descr"));
}

#[test]
fn a_feed_that_ends_between_two_items_is_broken_too() {
    let text = fs::read_to_string(fixture("feed/news.rss")).unwrap();
    let cut = written("news.rss", text.split_once("</channel>").unwrap().0);
    let everything = read(&the_plan(&cut.path));
    assert_eq!(releases(&everything).len(), 4);
    assert_eq!(everything.problems().iter().map(|problem| problem.code).collect::<Vec<_>>(), [ProblemCode::BadXml]);
}

#[test]
fn entities_of_a_document_type_are_never_expanded() {
    let everything = read(&the_plan(&fixture("feed/bomb.rss")));
    assert_eq!(lines(&everything)[0].3, "Funny &c; and &file;");
}

#[test]
fn every_encoding_gives_the_same_releases() {
    let plan = the_plan(&fixture("feed/latin.rss"));
    assert_eq!(lines(&read(&plan))[0].3, "Café – 10 €");
    assert_eq!((&*plan.evidence[0].value, &*plan.evidence[0].why), ("windows-1252", "the file declares it"));

    let text = fs::read_to_string(fixture("feed/news.rss")).unwrap().replace("UTF-8", "UTF-16");
    let expected = read(&the_plan(&fixture("feed/news.rss")));
    let text = text.trim_start_matches('\u{feff}');
    let little: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [little, big] {
        let file = written("news.xml", bytes);
        assert_eq!(lines(&read(&the_plan(&file.path))), lines(&expected));
    }
    // It says UTF-8 and is not.
    let liar = fs::read(fixture("feed/latin.rss")).unwrap();
    let liar = [&b"<?xml version='1.0' encoding='utf-8'?>"[..], &liar[liar.iter().position(|byte| *byte == b'\n').unwrap()..]].concat();
    assert_eq!(lines(&read(&the_plan(&written("news.xml", liar).path)))[0].3, "Café – 10 €");
}

#[test]
fn a_bad_byte_costs_no_release_and_is_said() {
    let text = fs::read(fixture("feed/news.atom")).unwrap();
    let at = text.windows(5).position(|word| word == b"Grit ").unwrap();
    let bad =
        [&text[..at], b"\xc3\xa5\xc3\xa5\xc3\xa5\xc3\xa5\xc3\xa5\xc3\xa5\xc3\xa5\xc3\xa5\xc3\xa5\xc3\xa5\xc3\xa5 caf\xe9 ", &text[at..]]
            .concat();
    let everything = read(&the_plan(&written("news.atom", bad).path));
    assert_eq!(lines(&everything)[0].3, "ååååååååååå café Grit & salt: what 1 < 2 means");
    assert_eq!(releases(&everything).len(), 3);
    let problems: Vec<_> = everything.problems().into_iter().map(|problem| (problem.code, problem.severity)).collect();
    assert_eq!(problems, [(ProblemCode::BadEncoding, Severity::Note)]);
}

#[test]
fn exports_of_whole_blogs_are_not_feeds() {
    for blog in ["feed/wordpress.xml", "feed/blogger.atom"] {
        assert_ne!(the_plan(&fixture(blog)).format, "feed", "{blog}");
    }
    for (name, text) in
        [("a.xml", "<html><body><rss/></body></html>"), ("b.xml", "<feed xmlns='urn:other'><entry/></feed>"), ("c.xml", "plain")]
    {
        assert_eq!(the_refusal(&written(name, text).path).code, ProblemCode::NotRecognised, "{name}");
    }
}

#[test]
fn a_feed_without_releases_is_refused() {
    assert_eq!(the_refusal(&fixture("feed/empty.rss")).code, ProblemCode::HeaderOnly);
}

#[test]
fn an_item_without_end_does_not_fill_the_memory() {
    let item = |text: &str| format!("<item><title>{text}</title><guid>{}</guid><pubDate>2024-11-01</pubDate></item>", text.len());
    let text = format!("<rss><channel>{}{}</channel></rss>", item("Short"), item(&"long ".repeat(4 << 20)));
    let everything = read(&the_plan(&written("news.xml", text).path));
    assert_eq!(lines(&everything).iter().map(|line| line.3).collect::<Vec<_>>(), ["Short"]);
    assert_eq!(everything.problems().iter().map(|problem| problem.code).collect::<Vec<_>>(), [ProblemCode::LineTooLong]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in soup()) {
        let item = "<item><title>Good</title><guid>g</guid><pubDate>2024-11-01</pubDate></item>";
        let file = written("news.xml", [format!("<rss><channel>{item}").as_bytes(), &bytes].concat());
        for file in plan(&file.path).files {
            // What was good before it is still there.
            let everything = read(&file);
            prop_assert_eq!(releases(&everything).first().map(|release| &*release.title), Some("Good"));
        }
    }
}

/// Bytes of any kind, and pieces of feeds in a wrong order.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let pieces = [
        "<",
        ">",
        "/>",
        "</",
        "&",
        ";",
        "\"",
        "'",
        "=",
        "<item>",
        "</item>",
        "<entry>",
        "</entry>",
        "<title>",
        "</title>",
        "<guid>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<!-->",
        "<!",
        "<?",
        "?>",
        "<!DOCTYPE x [",
        "]>",
        "<description type='xhtml'>",
        "</description>",
        "<pubDate>",
        "2024-02-30T",
        "Mon, 1 Jan",
        "&#0;",
        "&#x110000;",
        "&nbsp;",
        "<script>",
        "é",
    ];
    let piece = prop_oneof![
        prop::sample::select(pieces.to_vec()).prop_map(|piece| piece.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..8),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}
