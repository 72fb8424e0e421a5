//! Whatever stands in XML, in wikitext or in a document: no reader of them panics, and no element fills the memory.

use std::fs;

use earshot_formats::Item;
use earshot_model::{Overrides, ProblemCode};
use proptest::prelude::*;

use crate::reading::{Everything, fixture, plan, plan_with, read, the_plan, written};

const FIXTURES: [(&str, &str); 7] = [
    ("wordpress", "wordpress/holmnews.WordPress.2026-06-10.xml"),
    ("blogger", "blogger/blog-06-10-2026.xml"),
    ("disqus", "disqus/holm-2026-06-10-all.xml"),
    ("mediawiki", "mediawiki/holmwiki-history.xml"),
    ("release-table", "release-table/releases.csv"),
    ("release-files", "release-files/newsroom/bells.docx"),
    ("release-files", "release-files/newsroom/tulips.html"),
];

fn survive(format: &str, name: &str, bytes: &[u8]) {
    let file = written(name, bytes);
    let plan = plan_with(&file.path, &Overrides { format: Some(format.to_owned()), ..Overrides::default() });
    assert!(!plan.files.is_empty() || !plan.refused.is_empty(), "neither planned nor refused");
    for file in &plan.files {
        let _ = earshot_formats::read(file, &mut Everything::default());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn an_export_with_bytes_changed_is_survived(
        which in 0..FIXTURES.len(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
    ) {
        let (format, path) = FIXTURES[which];
        let mut bytes = fs::read(fixture(path)).unwrap();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len()) + 1);
        survive(format, path.rsplit('/').next().unwrap(), &bytes);
    }

    #[test]
    fn soup_of_wikitext_is_survived(pieces in pieces(&[
        "[[", "]]", "[", "]", "|", "User:", "User talk:", "é", "\u{a0}", "== a ==", "=", "\n", ":", "*", "{{", "}}", "''", "'''", "&lt;small>",
        "&lt;", "12:34, 5 June 2020 (UTC)", "(UTC)", "(", ")", "5 juin 2020 à 12:34 (CEST)", "Preceding ", "unsigned", "http", "[https://a b]",
        "Special:Contributions/1", "--",
    ])) {
        let head = "<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.11/\"><page><title>Talk:A</title><ns>1</ns><id>1</id><revision><text>";
        survive("mediawiki", "dump.xml", format!("{head}{pieces}</text></revision></page></mediawiki>").as_bytes());
    }

    #[test]
    fn soup_of_documents_is_survived(pieces in pieces(&[
        "---\n", "date: ", "2026-06-03", "3 June 2026", "3/6/2026", "<", ">", "</", "<nav>", "</nav>", "<article>", "</article>", "<h1>", "</h1",
        "<meta ", "property=", "\"article:published_time\"", "content='", "<time datetime=", "\"datePublished\":\"", "é", "\n", "# ", "[", "](", ")",
        "![", "**", "&amp;", " ", "<!--", "<title", "1er",
    ])) {
        for name in ["a.md", "a.txt", "a.html", "3 Juin 2026 é.html"] {
            survive("release-files", name, pieces.as_bytes());
        }
    }
}

fn pieces(pieces: &[&'static str]) -> impl Strategy<Value = String> + use<> {
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60).prop_map(|pieces| pieces.concat())
}

#[test]
fn an_element_that_is_too_long_or_too_deep_costs_itself_only() {
    let item = |inner: &str| format!("<item><title>T</title><guid>g</guid><pubDate>2026-06-03</pubDate>{inner}</item>");
    let broken = [
        (ProblemCode::LineTooLong, "<a/>".repeat(1 << 20)),
        (ProblemCode::LineTooLong, format!("<a {}/>", "b='' ".repeat(1 << 20))),
        (ProblemCode::LineTooLong, "<a>long</a>&amp;".repeat(1 << 20)),
        (ProblemCode::BadXml, "<a>".repeat(1 << 16) + &"</a>".repeat(1 << 16)),
    ];
    for (code, inner) in broken {
        let text = format!("<rss><channel>{}{}{}</channel></rss>", item(""), item(&inner), item(""));
        let everything = read(&the_plan(&written("news.xml", text).path));
        assert_eq!(everything.items.iter().filter(|item| matches!(item, Item::Release(_))).count(), 2);
        assert_eq!(everything.problems().iter().map(|problem| problem.code).collect::<Vec<_>>(), [code]);
    }
}

#[test]
fn a_word_file_that_unpacks_beyond_all_measure_is_refused() {
    let mut docx = fs::read(fixture("release-files/newsroom/bells.docx")).unwrap();
    let name = docx.windows(17).rposition(|window| window == b"word/document.xml").unwrap();
    // In the zip's directory the size stands 22 bytes before the name.
    docx[name - 22..name - 18].copy_from_slice(&(1_u32 << 30).to_le_bytes());
    let refused = plan(&written("bells.docx", docx).path).refused;
    assert_eq!(refused.iter().map(|problem| problem.code).collect::<Vec<_>>(), [ProblemCode::TooLarge]);
}
