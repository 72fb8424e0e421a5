//! A file, a folder and a zip are one tree.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::sync::atomic::Ordering;

use earshot_formats::{Reading, Source, Stop};
use earshot_model::{FilePlan, Overrides, ProblemCode, Severity};

use crate::packing::stored;
use crate::reading::{Everything, fixture, open, plan, plan_with, read, sha256, the_plan, the_refusal, written};
use crate::workbook::{xlsx, zipped};

const TRAMS: &str = "conversation/trams.csv";

fn paths(source: &Source) -> Vec<&str> {
    source.entries.iter().map(|entry| entry.path.as_str()).collect()
}

fn codes(source: &Source) -> Vec<ProblemCode> {
    source.problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn a_zip_reads_like_the_folder_that_it_packs() {
    let trams = fs::read(fixture(TRAMS)).unwrap();
    let zip = written(
        "export.zip",
        zipped(&[("b/trams.csv", &trams), ("a.txt", b"hello"), ("__MACOSX/b/._trams.csv", b"x"), ("b/.DS_Store", b"x")]),
    );
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("b")).unwrap();
    fs::write(folder.path().join("b/trams.csv"), &trams).unwrap();
    fs::write(folder.path().join("b/.hidden"), "x").unwrap();
    fs::write(folder.path().join("a.txt"), "hello").unwrap();
    for root in [zip.path.as_path(), folder.path()] {
        let source = open(root);
        assert_eq!(paths(&source), ["a.txt", "b/trams.csv"]);
        assert_eq!(source.entries[1].head, trams);
        let plan = plan(root);
        let [file] = &plan.files[..] else { panic!("{plan:#?}") };
        assert_eq!((file.path.as_str(), file.parts.as_slice()), ("b/trams.csv", &["b/trams.csv".to_owned()][..]));
        assert_eq!(read(file).messages().len(), 5);
        // The stranger beside it is worth a note.
        let [note] = &plan.refused[..] else { panic!("{plan:#?}") };
        assert_eq!((note.severity, note.code), (Severity::Note, ProblemCode::NotRecognised));
    }
}

#[test]
fn the_digest_of_a_file_is_the_same_inside_a_zip() {
    let trams = fs::read(fixture(TRAMS)).unwrap();
    let zip = written("export.zip", zipped(&[("trams.csv", &trams)]));
    let inside = sha256(&plan(&zip.path).files[0]).unwrap();
    let outside = sha256(&plan(&fixture(TRAMS)).files[0]).unwrap();
    assert_eq!(inside, outside);
    // From `sha256sum`.
    assert_eq!(outside, "1641974dd37a9474b86f566fdb91add12a012f1e4f168afa550850431aa57fcf");
}

#[test]
fn a_zip_in_a_folder_is_a_subtree_and_its_entries_read_in_any_order() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("x.zip"), zipped(&[("one.csv", b"1"), ("deep/two.csv", b"22")])).unwrap();
    fs::write(folder.path().join("a.csv"), "0").unwrap();
    let source = open(folder.path());
    assert_eq!(paths(&source), ["a.csv", "x.zip/deep/two.csv", "x.zip/one.csv"]);
    let bytes = |path: &str| {
        let mut bytes = String::new();
        source.reader(path).unwrap().read_to_string(&mut bytes).unwrap();
        bytes
    };
    // Two at once, and one twice.
    let mut open = source.reader("x.zip/one.csv").unwrap();
    assert_eq!(
        (bytes("x.zip/deep/two.csv"), bytes("x.zip/one.csv"), bytes("x.zip/one.csv"), bytes("a.csv")),
        ("22".into(), "1".into(), "1".into(), "0".into())
    );
    let mut first = String::new();
    open.read_to_string(&mut first).unwrap();
    assert_eq!(first, "1");
}

#[test]
fn pictures_are_listed_and_not_looked_into() {
    let zip = written("export.zip", zipped(&[("data/tweets_media/1-a.jpg", &[0xff; 100]), ("data/tweets.js", b"window")]));
    let source = open(&zip.path);
    assert_eq!(paths(&source), ["data/tweets.js", "data/tweets_media/1-a.jpg"]);
    assert_eq!((source.entries[0].head.len(), source.entries[1].head.len(), source.entries[1].bytes), (6, 0, 100));
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_above_is_not_followed_round_and_round() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::write(folder.path().join("in/a.csv"), "0").unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("in/up")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("in/dangling.csv")).unwrap();
    assert_eq!(paths(&open(folder.path())), ["in/a.csv"]);
}

#[test]
fn a_truncated_zip_says_to_download_it_again() {
    let whole = zipped(&[("trams.csv", &fs::read(fixture(TRAMS)).unwrap())]);
    for length in [whole.len() - 1, whole.len() / 2, 40] {
        let zip = written("export.zip", &whole[..length]);
        let problem = the_refusal(&zip.path);
        assert_eq!((problem.severity, problem.code), (Severity::Refused, ProblemCode::TruncatedArchive), "{length} bytes");
        assert_eq!((problem.file.as_str(), problem.hint.as_str()), ("export.zip", "download it again"));
    }
}

#[test]
fn one_truncated_zip_in_a_folder_does_not_stop_the_others() {
    let trams = fs::read(fixture(TRAMS)).unwrap();
    let whole = zipped(&[("trams.csv", &trams)]);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bad.zip"), &whole[..whole.len() / 2]).unwrap();
    fs::write(folder.path().join("good.zip"), &whole).unwrap();
    let plan = plan(folder.path());
    assert_eq!(plan.files.len(), 1);
    assert_eq!(plan.refused.iter().map(|problem| problem.code).collect::<Vec<_>>(), [ProblemCode::TruncatedArchive]);
}

#[test]
fn names_that_lead_out_of_a_zip_are_left_out() {
    let trams = fs::read(fixture(TRAMS)).unwrap();
    let names = ["../up.csv", "in/../../up.csv", "/etc/absolute.csv", "C:/drive.csv", "in\\back.csv"];
    let mut files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, &trams[..])).collect();
    files.push(("good..csv", &trams));
    let zip = written("export.zip", zipped(&files));
    let source = open(&zip.path);
    assert_eq!(paths(&source), ["good..csv"]);
    assert_eq!(codes(&source), [ProblemCode::UnsafePath; 5]);
    assert!(source.problems.iter().all(|problem| problem.file == "export.zip" && !problem.hint.is_empty()));
    let plan = plan(&zip.path);
    assert_eq!((plan.files.len(), plan.refused.len()), (1, 5));
}

/// Sets the bit that says "encrypted" in the local header and the directory.
#[test]
fn locked_files_are_refused_and_the_zip_named() {
    let mut zip = zipped(&[("trams.csv", &fs::read(fixture(TRAMS)).unwrap())]);
    let directory = zip.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    zip[6] |= 1;
    zip[directory + 8] |= 1;
    let problem = the_refusal(&written("export.zip", zip).path);
    assert_eq!((problem.code, problem.message.as_str()), (ProblemCode::Unreadable, "1 of its files is locked with a password"));
}

#[test]
fn a_damaged_entry_is_an_error_and_not_data() {
    let text = "a line of text that deflates\n".repeat(9_000);
    let whole = zipped(&[("a.csv", text.as_bytes())]);
    let directory = whole.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    // The checksum, and the length, that the directory states.
    for at in [directory + 16, directory + 24] {
        let mut zip = whole.clone();
        zip[at] ^= 1;
        let zip = written("export.zip", zip);
        let source = open(&zip.path);
        let mut bytes = Vec::new();
        let error = source.reader("a.csv").unwrap().read_to_end(&mut bytes).unwrap_err();
        assert!(source.failed("a.csv", &error).hint.contains("again"), "{error}");
    }
}

#[test]
fn a_bomb_is_refused_before_it_inflates() {
    let mut zip = zipped(&[("a.csv", b"id,text\n")]);
    let directory = zip.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    // The directory says that it inflates to 2 GiB.
    zip[directory + 24..directory + 28].copy_from_slice(&(2_u32 << 30).to_le_bytes());
    let zip = written("export.zip", zip);
    let problem = open(&zip.path).reader("a.csv").err().unwrap();
    assert_eq!((problem.code, problem.message.as_str()), (ProblemCode::Unreadable, "it would inflate beyond all measure"));
}

#[test]
fn what_is_not_there_or_holds_nothing_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let problem = the_refusal(&folder.path().join("none.csv"));
    assert_eq!((problem.code, problem.message.as_str()), (ProblemCode::Unreadable, "there is no such file"));
    let problem = the_refusal(folder.path());
    assert_eq!(
        (problem.severity, problem.code, problem.message.as_str()),
        (Severity::Refused, ProblemCode::NotRecognised, "there is nothing in it")
    );
    let problem = the_refusal(&written("empty.zip", zipped(&[])).path);
    assert_eq!(problem.message, "there is nothing in it");
}

#[test]
fn a_chosen_format_is_used_and_an_unknown_one_refused() {
    let choose = |path: &Path, format: &str| plan_with(path, &Overrides { format: Some(format.to_owned()), ..Overrides::default() });
    let chosen = choose(&fixture(TRAMS), "conversation");
    assert_eq!(chosen.files[0].evidence[0].why, "chosen by hand");
    let wrong = choose(&fixture(TRAMS), "x-posts-2014");
    assert_eq!(wrong.refused.iter().map(|problem| problem.code).collect::<Vec<_>>(), [ProblemCode::MissingColumn]);
    let unknown = choose(&fixture(TRAMS), "x-posts-1999");
    assert_eq!(unknown.refused[0].message, "there is no format named `x-posts-1999`");
}

#[test]
fn a_file_that_vanishes_after_the_plan_is_a_clear_error() {
    let file = written("trams.csv", fs::read(fixture(TRAMS)).unwrap());
    let plan = plan(&file.path).files.remove(0);
    fs::remove_file(&file.path).unwrap();
    assert_eq!(sha256(&plan).unwrap_err().message, "there is no such file");
    assert!(File::open(&file.path).is_err());
}

#[test]
fn a_cancelled_plan_ends_and_so_does_a_digest() {
    let folder = tempfile::tempdir().unwrap();
    let trams = fs::read(fixture(TRAMS)).unwrap();
    fs::write(folder.path().join("trams.csv"), &trams).unwrap();
    fs::write(folder.path().join("trams.zip"), zipped(&[("trams.csv", &trams)])).unwrap();
    let stop = Stop::default();
    let source = Source::open(folder.path(), &stop).unwrap();
    let planned = earshot_formats::plan(folder.path(), &Overrides::default(), &stop);
    assert_eq!((source.entries.len(), planned.files.len()), (2, 2));
    let mut open = source.reader("trams.zip/trams.csv").unwrap();
    stop.store(true, Ordering::Relaxed);
    assert_eq!(open.read(&mut [0; 10]).unwrap_err().to_string(), "it was stopped");
    assert_eq!(earshot_formats::sha256(&planned.files[0], &stop).unwrap_err().message, "it was stopped");
    assert!(earshot_formats::plan(folder.path(), &Overrides::default(), &stop).files.is_empty());
}

/// Whatever stands beside a file, in a folder with thousands, only that file is opened again to read it.
#[cfg(unix)]
#[test]
fn to_read_one_file_the_others_are_not_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let trams = fs::read(fixture(TRAMS)).unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::write(folder.path().join("in/trams.csv"), &trams).unwrap();
    fs::write(folder.path().join("trams.zip"), zipped(&[("trams.csv", &trams)])).unwrap();
    let plan = plan(folder.path());
    assert_eq!(plan.files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(), ["in/trams.csv", "trams.zip/trams.csv"]);
    fs::write(folder.path().join("trams.zip"), "no zip any more").unwrap();
    assert_eq!(read(&plan.files[0]).messages().len(), 5);
    assert_eq!(sha256(&plan.files[1]).unwrap_err().message, "the file is no longer there");
}

#[test]
fn an_office_document_is_one_file_whatever_it_begins_with() {
    let sheet = xlsx("== Streets\nName\tLength\nLong Street\t=1");
    let text: &[u8] = b"application/vnd.oasis.opendocument.text";
    for (name, bytes) in [
        ("streets.xlsx", sheet.clone()),
        // Not even the name tells.
        ("streets", sheet),
        ("letter.odt", zipped(&[("content.xml", b"<a/>")])),
        ("letter", zipped(&[("mimetype", text), ("content.xml", b"<a/>")])),
        ("cut.docx", b"PK\x03\x04 and no more".to_vec()),
    ] {
        let file = written(name, bytes);
        let source = open(&file.path);
        assert!(source.is_one_file(), "{name}");
        let folder = file.path.parent().unwrap();
        assert_eq!(paths(&open(folder)), [name]);
    }
}

/// Of many files only so many whole heads are kept. What is in Cyrillic, as the end of the head tells, is so in the last file too.
#[test]
fn of_a_thousand_large_files_each_is_read_by_its_whole_head() {
    let trams = fs::read_to_string(fixture(TRAMS)).unwrap();
    let header = trams.lines().next().unwrap();
    let row = "2,ida,True,Tue Oct 31 22:10:47 +0000 2017,the tram was late again,,\n";
    let said = b"\xd2\xf0\xe0\xec\xe2\xe0\xe9 \xee\xef\xff\xf2\xfc \xee\xef\xee\xe7\xe4\xe0\xeb \xed\xe0 \xf7\xe0\xf1";
    let rows = format!("{header}\n{}3,ida,True,Tue Oct 31 22:10:48 +0000 2017,", row.repeat(900));
    let rows = [rows.as_bytes(), said, b",,\n"].concat();
    let names: Vec<String> = (0..1_400).map(|at| format!("{at:04}.csv")).collect();
    let zip = written("many.zip", stored(&names.iter().map(|name| (name.as_str(), &rows[..])).collect::<Vec<_>>()));
    let source = open(&zip.path);
    assert_eq!((source.entries[0].head.len(), source.entries[1_399].head.len()), (rows.len(), 8 * 1_024));
    let one = the_plan(&written("0000.csv", &rows).path);
    let root = zip.path.to_str().unwrap();
    let plans = names.iter().map(|name| FilePlan { root: root.to_owned(), path: name.clone(), parts: vec![name.clone()], ..one.clone() });
    let plans: Vec<FilePlan> = plans.collect();
    let mut everything = Everything::default();
    Reading::of(&plans, &Stop::default()).read(&plans[1_399], &mut everything).unwrap();
    assert_eq!(everything.messages()[900].text.as_deref(), Some("Трамвай опять опоздал на час"));
}
