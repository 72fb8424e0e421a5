//! What is made to exhaust a computer is refused, and what is merely large is streamed.

use std::fs;
use std::io::Read;

use earshot_formats::Item;
use earshot_model::{Problem, ProblemCode, Severity};
use tar::{Builder, EntryType};

use crate::packing::{gzipped, tar_header};
use crate::reading::{fixture, open, plan, read, the_plan, the_refusal, written};
use crate::workbook::zipped;

/// The directory entries of a zip.
fn directory(zip: &[u8]) -> Vec<usize> {
    zip.windows(4).enumerate().filter(|(_, window)| window == b"PK\x01\x02").map(|(at, _)| at).collect()
}

fn refused(name: &str, bytes: &[u8]) -> Problem {
    let problem = the_refusal(&written(name, bytes).path);
    assert_eq!(problem.severity, Severity::Refused);
    assert!(!problem.hint.is_empty());
    problem
}

#[test]
fn a_file_that_inflates_hundredfold_is_streamed() {
    let rows = "2026-01-05,a row like many others,17\n".repeat(90_000);
    let gzip = written("rows.csv.gz", gzipped(rows.as_bytes()).repeat(100));
    let source = open(&gzip.path);
    let length = rows.len() as u64 * 100;
    assert!(length > 300 << 20 && source.entries[0].bytes == length, "{}", source.entries[0].bytes);
    let (mut reader, mut buffer, mut read) = (source.reader("").unwrap(), vec![0; 1 << 16], 0);
    loop {
        match reader.read(&mut buffer).unwrap() {
            0 => break,
            more => read += more as u64,
        }
    }
    assert_eq!(read, length);
}

#[test]
fn a_gzip_that_inflates_beyond_measure_is_refused() {
    let piece = gzipped(&vec![b' '; 16 << 20]);
    let problem = refused("bomb.csv.gz", &piece.repeat(65));
    assert_eq!((problem.code, problem.message.as_str()), (ProblemCode::Unreadable, "it would inflate beyond all measure"));
}

#[test]
fn a_zip_whose_files_lie_over_one_another_is_refused() {
    let mut zip = zipped(&[("a.csv", &[b'a'; 5_000]), ("b.csv", &[b'b'; 5_000]), ("c.csv", &[b'c'; 5_000])]);
    let entries = directory(&zip);
    // The last says that it begins where the first does.
    zip[entries[2] + 42..entries[2] + 46].copy_from_slice(&[0; 4]);
    let problem = refused("bomb.zip", &zip);
    assert_eq!(problem.message, "its files lie over one another, as in a zip that is made to exhaust a computer");
    // Or that it is as long as both.
    let mut zip = zipped(&[("a.csv", &[b'a'; 5_000]), ("b.csv", &[b'b'; 5_000])]);
    let entries = directory(&zip);
    zip[entries[0] + 20..entries[0] + 24].copy_from_slice(&100_u32.to_le_bytes());
    assert!(refused("bomb.zip", &zip).message.starts_with("its files lie over one another"));
}

#[test]
fn a_directory_that_is_longer_than_that_of_any_export_is_refused() {
    const ENTRIES: u16 = 600;
    let mut zip = b"PK\x03\x04".to_vec();
    for at in 0..ENTRIES {
        let mut entry = [0; 46];
        entry[..4].copy_from_slice(b"PK\x01\x02");
        entry[28..30].fill(0xff); // the length of the name
        zip.extend_from_slice(&entry);
        zip.extend_from_slice(&at.to_le_bytes());
        zip.resize(zip.len() + 0xffff - 2, b'a');
    }
    let length = u32::try_from(zip.len() - 4).unwrap();
    zip.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    zip.extend_from_slice(&[ENTRIES.to_le_bytes(), ENTRIES.to_le_bytes()].concat());
    zip.extend_from_slice(&[length.to_le_bytes(), 4_u32.to_le_bytes()].concat());
    zip.extend_from_slice(&[0; 2]);
    assert_eq!(refused("bomb.zip", &zip).message, "the zip's directory is longer than that of any export");
}

#[test]
fn a_zip_within_a_zip_that_would_fill_the_memory_is_refused_before_it_does() {
    let noise: Vec<u8> = (0..100_000_u32).flat_map(|at| at.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let mut zip = zipped(&[("inner.zip", &zipped(&[("noise.csv", &noise)])), ("a.txt", b"hello")]);
    // The inner zip has a directory too.
    let [.., inner, _] = directory(&zip)[..] else { panic!() };
    // The outer one says that it inflates to 200 MiB.
    zip[inner + 24..inner + 28].copy_from_slice(&(200_u32 << 20).to_le_bytes());
    let plan = plan(&written("outer.zip", zip).path);
    let problem = &plan.refused[0];
    assert_eq!(
        (problem.severity, problem.code, problem.file.as_str()),
        (Severity::Refused, ProblemCode::NestedArchive, "outer.zip/inner.zip")
    );
    assert_eq!(problem.message, "what is zipped twice is opened up to 128 MB in all, and this is more");
    assert_eq!(problem.hint, "unzip the outer one and open the folder");
}

#[test]
fn a_name_in_a_tar_that_would_fill_the_memory_is_refused() {
    let mut tar = Builder::new(Vec::new());
    let mut header = tar_header(EntryType::GNULongName, 1 << 40);
    header.set_path("././@LongLink").unwrap();
    header.set_cksum();
    tar.append(&header, &[b'a'; 512][..]).unwrap();
    let tar = tar.into_inner().unwrap();
    for (name, bytes) in [("bomb.tar", tar.clone()), ("bomb.tgz", gzipped(&tar))] {
        assert_eq!(refused(name, &bytes).message, "a name in the tar is longer than any name");
    }
}

#[test]
fn an_item_of_very_many_kinds_of_elements_takes_no_longer_than_it_is_long() {
    let kinds: String = (0..150_000).map(|at| format!("<a{at}/>")).collect();
    let feed = format!("<rss><channel><item><title>T</title><guid>g</guid><pubDate>2026-06-03</pubDate>{kinds}</item></channel></rss>");
    assert_eq!(read(&the_plan(&written("news.xml", feed).path)).problems().len(), 0);
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
