//! Whatever the bytes, no reader panics, and every row is either taken in or named in a problem.

use earshot_formats::READERS;
use earshot_model::Overrides;
use proptest::prelude::*;

use crate::reading::{Everything, plan_with, written};

/// Plans and reads the bytes with every reader by force, and once as they are.
pub(crate) fn survive(name: &str, bytes: &[u8]) {
    let formats = READERS.iter().map(|reader| Some(reader.format().id)).chain([None]);
    formats.for_each(|format| survive_as(format, name, bytes));
}

/// The same with one reader, or as they are.
fn survive_as(format: Option<String>, name: &str, bytes: &[u8]) {
    let file = written(name, bytes);
    let plan = plan_with(&file.path, &Overrides { format, ..Overrides::default() });
    assert!(!plan.files.is_empty() || !plan.refused.is_empty(), "neither planned nor refused");
    for file in &plan.files {
        let _ = earshot_formats::read(file, &mut Everything::default());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn soup_is_survived(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        survive("soup.csv", &bytes);
    }

    #[test]
    fn soup_that_begins_as_a_zip_is_survived(bytes in proptest::collection::vec(any::<u8>(), 0..500)) {
        survive("soup.zip", &[b"PK\x03\x04", &bytes[..]].concat());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn soup_of_wikitext_is_survived(pieces in pieces(&[
        "[[", "]]", "[", "]", "|", "User:", "User talk:", "é", "\u{a0}", "== a ==", "=", "\n", ":", "*", "{{", "}}", "''", "'''", "&lt;small>",
        "&lt;", "12:34, 5 June 2020 (UTC)", "(UTC)", "(", ")", "5 juin 2020 à 12:34 (CEST)", "Preceding ", "unsigned", "http", "[https://a b]",
        "Special:Contributions/1", "--",
    ])) {
        let head = "<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.11/\"><page><title>Talk:A</title><ns>1</ns><id>1</id><revision><text>";
        survive_as(Some("mediawiki".to_owned()), "dump.xml", format!("{head}{pieces}</text></revision></page></mediawiki>").as_bytes());
    }

    #[test]
    fn soup_of_documents_is_survived(pieces in pieces(&[
        "---\n", "date: ", "2026-06-03", "3 June 2026", "3/6/2026", "<", ">", "</", "<nav>", "</nav>", "<article>", "</article>", "<h1>", "</h1",
        "<meta ", "property=", "\"article:published_time\"", "content='", "<time datetime=", "\"datePublished\":\"", "é", "\n", "# ", "[", "](", ")",
        "![", "**", "&amp;", " ", "<!--", "<title", "1er",
    ])) {
        for name in ["a.md", "a.txt", "a.html", "3 Juin 2026 é.html"] {
            survive_as(Some("release-files".to_owned()), name, pieces.as_bytes());
        }
    }
}

fn pieces(pieces: &[&'static str]) -> impl Strategy<Value = String> + use<> {
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60).prop_map(|pieces| pieces.concat())
}
