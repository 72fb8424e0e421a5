//! Archives in all the ways in which people pack them, one within the other too, are folders.

use std::fs;
use std::io::{Cursor, Read, Write};

use earshot_formats::Source;
use earshot_model::{ProblemCode, Severity};
use tar::{Builder, EntryType};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::packing::{gzipped, stored, tar_header, tarred};
use crate::reading::{fixture, open, plan, read, sha256, the_plan, the_refusal, written};
use crate::workbook::zipped;

fn trams() -> Vec<u8> {
    fs::read(fixture("conversation/trams.csv")).unwrap()
}

fn paths(source: &Source) -> Vec<&str> {
    source.entries.iter().map(|entry| entry.path.as_str()).collect()
}

fn bytes(source: &Source, path: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    source.reader(path).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

/// Writes an archive, expects `trams.csv` at this path in it, and reads that.
fn holds_trams(name: &str, archive: &[u8], path: &str) {
    let archive = written(name, archive);
    let source = open(&archive.path);
    assert_eq!(paths(&source), [path], "{name}: {:?}", source.problems);
    assert_eq!((&source.entries[0].head, source.entries[0].bytes), (&trams(), 509), "{name}");
    assert_eq!(bytes(&source, path), trams(), "{name}");
    let plan = the_plan(&archive.path);
    assert_eq!(plan.shown(), if plan.path.is_empty() { name.to_owned() } else { format!("{name}/{path}") });
    assert_eq!(read(&plan).messages().len(), 5, "{name}");
    // From `sha256sum` of the file as it is.
    assert_eq!(sha256(&plan).unwrap(), "1641974dd37a9474b86f566fdb91add12a012f1e4f168afa550850431aa57fcf", "{name}");
}

#[test]
fn however_a_file_is_packed_it_is_read() {
    let trams = trams();
    let inner = zipped(&[("data/trams.csv", &trams)]);
    let tar = tarred(&[("./data/trams.csv", &trams)]);
    holds_trams("outer.zip", &stored(&[("inner.zip", &inner)]), "inner.zip/data/trams.csv");
    holds_trams("outer.zip", &zipped(&[("in/Inner.ZIP", &inner)]), "in/Inner.ZIP/data/trams.csv");
    holds_trams("outer.zip", &zipped(&[("b.zip", &stored(&[("c.zip", &inner)]))]), "b.zip/c.zip/data/trams.csv");
    holds_trams("outer.zip", &stored(&[("b.zip", &zipped(&[("c.zip", &inner)]))]), "b.zip/c.zip/data/trams.csv");
    holds_trams("export.tar", &tar, "data/trams.csv");
    holds_trams("export.tar.gz", &gzipped(&tar), "data/trams.csv");
    holds_trams("export.tgz", &gzipped(&tar), "data/trams.csv");
    // A browser may have inflated it and left the name, or have taken the name away.
    holds_trams("export.tar.gz", &tar, "data/trams.csv");
    holds_trams("export", &gzipped(&tar), "data/trams.csv");
    holds_trams("outer.zip", &zipped(&[("b.tar", &tar)]), "b.tar/data/trams.csv");
    holds_trams("outer.zip", &stored(&[("b.tar", &tar)]), "b.tar/data/trams.csv");
    holds_trams("outer.zip", &stored(&[("b.tgz", &gzipped(&tar))]), "b.tgz/data/trams.csv");
    holds_trams("outer.tar", &tarred(&[("b.zip", &inner)]), "b.zip/data/trams.csv");
    holds_trams("outer.tgz", &gzipped(&tarred(&[("b.zip", &inner)])), "b.zip/data/trams.csv");
    holds_trams("outer.tgz", &gzipped(&tarred(&[("b.tar.gz", &gzipped(&tar))])), "b.tar.gz/data/trams.csv");
    holds_trams("trams.csv.gz", &gzipped(&trams), "trams.csv");
    // Some programs write a gzip in several pieces.
    holds_trams("trams.csv.GZ", &[gzipped(&trams[..100]), gzipped(&trams[100..])].concat(), "trams.csv");
    holds_trams("outer.zip", &zipped(&[("trams.csv.gz", &gzipped(&trams))]), "trams.csv.gz/trams.csv");
    holds_trams("outer.tgz", &gzipped(&tarred(&[("trams.csv.gz", &gzipped(&trams))])), "trams.csv.gz/trams.csv");
}

#[test]
fn archives_in_a_folder_are_folders() {
    let folder = tempfile::tempdir().unwrap();
    let trams = trams();
    fs::write(folder.path().join("a.tar.gz"), gzipped(&tarred(&[("b.csv", b"1"), ("a.jpg", b"2"), ("trams.csv", &trams)]))).unwrap();
    fs::write(folder.path().join("b.csv.gz"), gzipped(b"3")).unwrap();
    fs::write(folder.path().join("c.zip"), zipped(&[("d.zip", &zipped(&[("e.csv", b"4")])), ("f.csv", b"5")])).unwrap();
    fs::write(folder.path().join("no.tar"), "no tar at all").unwrap();
    fs::write(folder.path().join("no.zip"), "no zip at all").unwrap();
    let source = open(folder.path());
    let expected = [
        ("a.tar.gz/a.jpg", "2"),
        ("a.tar.gz/b.csv", "1"),
        ("a.tar.gz/trams.csv", str::from_utf8(&trams).unwrap()),
        ("b.csv.gz/b.csv", "3"),
        ("c.zip/d.zip/e.csv", "4"),
        ("c.zip/f.csv", "5"),
        ("no.tar", "no tar at all"),
        ("no.zip", "no zip at all"),
    ];
    assert_eq!(paths(&source), expected.map(|(path, _)| path));
    for (path, text) in expected {
        assert_eq!(bytes(&source, path), text.as_bytes(), "{path}");
        let head = if path.ends_with(".jpg") { "" } else { text };
        assert_eq!(source.entry(path).unwrap().head, head.as_bytes(), "{path}");
    }
    assert!(source.problems.is_empty());
    let plan = plan(folder.path());
    assert_eq!((plan.files.len(), plan.files[0].path.as_str()), (1, "a.tar.gz/trams.csv"));
    assert_eq!(read(&plan.files[0]).messages().len(), 5);
}

#[test]
fn a_gzip_of_one_file_is_that_file() {
    let gzip = written("news.csv.gz", gzipped(b"no export"));
    let source = open(&gzip.path);
    assert!(source.is_one_file());
    assert_eq!((source.entries[0].path.as_str(), source.shown("").as_str()), ("news.csv", "news.csv.gz"));
    let problem = the_refusal(&gzip.path);
    assert_eq!((problem.severity, problem.code, problem.file.as_str()), (Severity::Refused, ProblemCode::NotRecognised, "news.csv.gz"));
    // What it holds is not unpacked further.
    let twice = written("news.csv.gz", gzipped(&gzipped(b"no export")));
    assert!(the_refusal(&twice.path).message.ends_with("it looks like a gzip file"));
}

#[test]
fn what_lies_too_deep_is_refused_and_the_rest_is_read() {
    let trams = trams();
    let mut zip = zipped(&[("trams.csv", &trams)]);
    for _ in 0..5 {
        zip = stored(&[("in.zip", &zip), ("trams.csv", &trams)]);
    }
    let zip = written("out.zip", zip);
    let plan = plan(&zip.path);
    let found: Vec<&str> = plan.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(found, ["in.zip/in.zip/trams.csv", "in.zip/trams.csv", "trams.csv"]);
    let [problem] = &plan.refused[..] else { panic!("{:#?}", plan.refused) };
    assert_eq!((problem.severity, problem.code), (Severity::Refused, ProblemCode::NestedArchive));
    assert_eq!(problem.file, "out.zip/in.zip/in.zip/in.zip");
    assert_eq!(problem.message, "it lies within 3 archives, one within the other, and is not opened");
    assert_eq!(problem.hint, "unzip the outer one and open the folder");
}

#[test]
fn a_damaged_archive_within_an_archive_is_refused_alone() {
    let trams = trams();
    let inner = zipped(&[("trams.csv", &trams)]);
    let tar = gzipped(&tarred(&[("trams.csv", &trams), ("later.csv", &trams)]));
    let zip = zipped(&[("cut.zip", &inner[..inner.len() - 5]), ("cut.tgz", &tar[..tar.len() - 40]), ("trams.csv", &trams)]);
    let plan = plan(&written("out.zip", zip).path);
    assert_eq!(plan.files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(), ["trams.csv"]);
    let mut refused: Vec<_> = plan.refused.iter().map(|problem| (problem.file.as_str(), problem.code, problem.hint.as_str())).collect();
    refused.sort_unstable_by_key(|(file, _, _)| *file);
    let again = "download it again";
    assert_eq!(
        refused,
        [("out.zip/cut.tgz", ProblemCode::TruncatedArchive, again), ("out.zip/cut.zip", ProblemCode::TruncatedArchive, again)]
    );
}

#[test]
fn a_cut_tar_or_gzip_says_to_download_it_again() {
    let rows = trams().repeat(200);
    let tar = tarred(&[("trams.csv", &rows)]);
    let (tgz, gzip) = (gzipped(&tar), gzipped(&rows));
    for (name, bytes) in [
        ("cut.tar", &tar[..tar.len() - 3_000]),
        ("cut.tar", &tar[..600]),
        ("cut.tgz", &tgz[..tgz.len() / 2]),
        ("cut.tgz", &tgz[..20]),
        ("cut.csv.gz", &gzip[..gzip.len() - 1]),
        ("cut.csv.gz", &gzip[..gzip.len() / 2]),
        ("cut.csv.gz", &gzip[..5]),
    ] {
        let problem = the_refusal(&written(name, bytes).path);
        assert_eq!((problem.severity, problem.code), (Severity::Refused, ProblemCode::TruncatedArchive), "{name}, {} bytes", bytes.len());
        assert_eq!((problem.file.as_str(), problem.hint.as_str()), (name, "download it again"));
    }
}

#[test]
fn a_tar_with_names_that_lead_out_of_it_or_with_links_is_read_without_them() {
    let trams = trams();
    let mut tar = Builder::new(Vec::new());
    for name in ["../up.csv", "/etc/absolute.csv", "in/../../up.csv", "in\\back.csv", "trams.csv"] {
        let mut header = tar_header(EntryType::Regular, trams.len() as u64);
        // The builder refuses such names; a tar may hold them.
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        tar.append(&header, &trams[..]).unwrap();
    }
    for kind in [EntryType::Symlink, EntryType::Link] {
        tar.append_link(&mut tar_header(kind, 0), "link.csv", "/etc/passwd").unwrap();
    }
    tar.append_data(&mut tar_header(EntryType::Directory, 0), "folder/", &[][..]).unwrap();
    tar.append_data(&mut tar_header(EntryType::Regular, 1), ".hidden/a.csv", &b"x"[..]).unwrap();
    let tar = tar.into_inner().unwrap();
    for (name, bytes) in [("export.tar", tar.clone()), ("export.tar.gz", gzipped(&tar))] {
        let tar = written(name, bytes);
        let source = open(&tar.path);
        assert_eq!(paths(&source), ["trams.csv"]);
        assert_eq!(source.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [ProblemCode::UnsafePath; 4]);
        assert_eq!(source.problems[0].message, "a file in it is named `../up.csv`, which leads out of the tar; it was left out");
        assert_eq!(source.problems[0].hint, "download the tar from the platform itself if you miss that file");
    }
}

#[test]
fn long_names_in_a_tar_are_whole_and_the_later_of_two_files_counts() {
    let long = format!("{}/{}.csv", "folder".repeat(20), "ä".repeat(100));
    let mut tar = Builder::new(Vec::new());
    // GNU tar's way, and that of POSIX.
    tar.append_data(&mut tar_header(EntryType::Regular, 1), &long, &b"1"[..]).unwrap();
    tar.append_pax_extensions([("path", long.replace("folder", "ordner").as_bytes()), ("mtime", b"1.5")]).unwrap();
    tar.append_data(&mut tar_header(EntryType::Regular, 1), "short.csv", &b"2"[..]).unwrap();
    tar.append_data(&mut tar_header(EntryType::Regular, 1), "twice.csv", &b"3"[..]).unwrap();
    tar.append_data(&mut tar_header(EntryType::Regular, 1), "twice.csv", &b"4"[..]).unwrap();
    let tar = tar.into_inner().unwrap();
    // Some programs leave the two empty blocks at the end away.
    for bytes in [&tar[..], &tar[..tar.len() - 1_024]] {
        let tar = written("export.tar.gz", gzipped(bytes));
        let source = open(&tar.path);
        assert_eq!(paths(&source), [long.clone(), long.replace("folder", "ordner"), "twice.csv".to_owned()]);
        assert_eq!(bytes_of_all(&source), ["1", "2", "4"]);
    }
}

fn bytes_of_all(source: &Source) -> Vec<String> {
    source.entries.iter().map(|entry| String::from_utf8(bytes(source, &entry.path)).unwrap()).collect()
}

#[test]
fn office_documents_are_files() {
    // The name by which they are known need not be the first.
    let workbook = zipped(&[("xl/workbook.xml", b"<workbook/>"), ("[Content_Types].xml", b"<Types/>")]);
    let sheet = zipped(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<a/>")]);
    for (name, document) in [("report.xlsx", &workbook), ("report", &workbook), ("report.ods", &sheet), ("report.zip", &sheet)] {
        let document = written(name, document);
        let source = open(&document.path);
        assert!(source.is_one_file(), "{name}");
        assert_eq!(paths(&source), [name]);
        assert!(source.entries[0].is_whole());
    }
    // A damaged one is its reader's to refuse.
    let cut = written("report.xlsx", &workbook[..workbook.len() / 2]);
    assert!(open(&cut.path).is_one_file());
    let packed = zipped(&[("a.xlsx", &workbook), ("b.zip", &workbook), ("c.docx", &workbook[..50])]);
    let packed = written("out.zip", &packed);
    let source = open(&packed.path);
    assert_eq!(paths(&source), ["a.xlsx", "b.zip", "c.docx"]);
    assert_eq!((bytes(&source, "a.xlsx"), bytes(&source, "b.zip")), (workbook.clone(), workbook));
    assert!(source.problems.is_empty(), "{:?}", source.problems);
}

#[test]
fn zips_of_every_make_are_read() {
    let trams = trams();
    // Sizes in 64 bits.
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("trams.csv", SimpleFileOptions::default().large_file(true)).unwrap();
    zip.write_all(&trams).unwrap();
    holds_trams("export.zip", &zip.finish().unwrap().into_inner(), "trams.csv");
    // Written as a stream: sizes and checksum stand behind each file.
    let mut zip = ZipWriter::new_stream(Vec::new());
    zip.start_file("trams.csv", SimpleFileOptions::default()).unwrap();
    zip.write_all(&trams).unwrap();
    holds_trams("export.zip", &zip.finish().unwrap().into_inner(), "trams.csv");
    // A Mac's names are UTF-8; a name that is not is in the character set of the first PCs, as Windows writes it.
    holds_trams("export.zip", &zipped(&[("Großes Köln/trams.csv", &trams)]), "Großes Köln/trams.csv");
    let mut zip = zipped(&[("K_ln/trams.csv", &trams)]);
    let names: Vec<usize> = zip.windows(4).enumerate().filter(|(_, window)| window == b"K_ln").map(|(at, _)| at).collect();
    assert_eq!(names.len(), 2);
    names.into_iter().for_each(|at| zip[at + 1] = 0x94);
    holds_trams("export.zip", &zip, "Köln/trams.csv");
    // A program that unpacks itself stands before its zip.
    holds_trams("export.zip", &[b"PK\x03\x04 not really".as_slice(), &zipped(&[("trams.csv", &trams)])].concat(), "trams.csv");
}
