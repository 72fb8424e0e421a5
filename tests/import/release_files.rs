//! Press releases as documents.

use std::fs;

use earshot_model::{Overrides, ProblemCode, Severity};

use crate::reading::{fixture, plan, plan_lines, plan_with, read, the_plan, the_refusal, written};
use crate::releases::whole_lines;

const NEWSROOM: &str = "release-files/newsroom";

#[test]
fn a_folder_of_documents_is_one_plan_and_each_a_release() {
    let plan = the_plan(&fixture(NEWSROOM));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    release-files (it is a document, and there is a date in its name)
    account   none, by row
    header    7 documents (the texts, pages and Word files of the folder)
    dates     2026-06-03 (the name of 2026-06-03 Quay Street.md)
    ids       made (of title and day, where a document states no link)
    preview   2026-06-03 |  | release | "Quay Street reopens"
    preview   2026-04-14 |  | release | "Bell tower rings again"
    preview   2026-06-04T08:00:00Z |  | release | "Library opens late"
    preview   2026-05-05 |  | release | "Spring market moves to the square"
    preview   2026-04-01T08:00:00Z |  | release | "Tulips for all"
    "#);
    insta::assert_snapshot!(whole_lines(read(&plan)), @r#"
    release   19f166ec7d1d2cea 1780444800000 "Quay Street reopens"
      text    "Quay Street opens again on Monday. See the plan.\n- Buses return on 12 July 2026\n- Parking stays closed"
      link    none
    release   ebae545026dad9a3 1776124800000 "Bell tower rings again"
      text    "Holm, 14 April 2026 – The bell & the clock\nwork.\nIn a box\nSunday ten"
      link    none
    Rejected truncated-archive in newsroom/cut.docx line - column -
      says    the document is damaged: what is in it can't be unpacked -> open it in a word processor and save it again
    release   https://www.holm.example/library 1780560000000 "Library opens late"
      text    "The library is open until nine."
      link    https://www.holm.example/library
    release   b447157a63b4ede4 1777939200000 "Spring market moves to the square"
      text    "Holm, 5 May 2026 - The market moves.\nIt has forty stalls."
      link    none
    release   https://www.holm.example/tulips?a=1&b=2 1775030400000 "Tulips for all"
      text    "Free tulips – two each.\nAt noon."
      link    https://www.holm.example/tulips?a=1&b=2
    Rejected missing-date in newsroom/undated.txt line - column -
      says    no date is found in the document or in its name -> put the day into its name, as in `2026-06-03 Quay Street.docx`; if it has one like 3/6/2026, choose which comes first
      raw     "Dear all,\nthe fountain is on."
    "#);
}

#[test]
fn one_document_is_enough() {
    for name in ["2026-06-03 Quay Street.md", "market.txt", "bells.docx", "tulips.html"] {
        let plan = the_plan(&fixture(&format!("{NEWSROOM}/{name}")));
        assert_eq!((&*plan.format, plan.parts.len()), ("release-files", 1), "{name}");
        assert_eq!(read(&plan).items.len(), 1);
    }
}

#[test]
fn what_has_no_date_or_is_damaged_is_refused_on_its_own() {
    assert_eq!(the_refusal(&fixture("release-files/newsroom/undated.txt")).code, ProblemCode::NotRecognised);
    assert_eq!(the_refusal(&fixture("release-files/newsroom/README.txt")).code, ProblemCode::NotRecognised);
    let problem = the_refusal(&fixture("release-files/newsroom/cut.docx"));
    assert_eq!((problem.severity, problem.code), (Severity::Refused, ProblemCode::TruncatedArchive));
    let page = "<!DOCTYPE html><html><body><p>Log in. 3 June 2026</p></body></html>";
    assert_eq!(the_refusal(&written("page.html", page).path).code, ProblemCode::NotRecognised);
}

#[test]
fn documents_within_an_archive_are_part_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    for entry in fs::read_dir(fixture("x-archive/whole/data")).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            fs::copy(entry.path(), data.join(entry.file_name())).unwrap();
        }
    }
    fs::write(data.join("about.txt"), "What is in here\nMade on 3 June 2026\n").unwrap();
    let formats: Vec<String> = plan(folder.path()).files.into_iter().map(|file| file.format).collect();
    assert_eq!(formats, ["x-archive"]);
}

#[test]
fn strangers_beside_documents_are_named() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.md", "b.md"] {
        fs::write(folder.path().join(name), "# Bells\nHolm, 3 June 2026\nThey ring.\n").unwrap();
    }
    fs::write(folder.path().join("list.csv"), "Name,Street\nMarta,Long Street 1\n").unwrap();
    let plan = plan(folder.path());
    assert_eq!((plan.files.len(), plan.files[0].parts.len(), plan.refused.len()), (1, 2, 1));
    assert_eq!(plan.refused[0].code, ProblemCode::NotRecognised);
}

#[test]
fn a_document_too_large_for_a_release_is_rejected() {
    let text = format!("Bells\n3 June 2026\n{}", "They ring. ".repeat(1 << 20));
    let problem = the_refusal(&written("bells.txt", text).path);
    assert_eq!((problem.severity, problem.code), (Severity::Refused, ProblemCode::TooLarge));
}

#[test]
fn the_same_release_in_a_table_is_the_same_release() {
    let everything = read(&the_plan(&fixture("release-files/newsroom/market.txt")));
    let table = "title,date,body\nSpring market moves to the square,2026-05-05,The market moves\n";
    let overrides = Overrides { format: Some("release-table".to_owned()), ..Overrides::default() };
    let file = written("releases.csv", table);
    let plan = plan_with(&file.path, &overrides).files.remove(0);
    let guid = |text: String| text.split_whitespace().nth(1).unwrap().to_owned();
    assert_eq!(guid(whole_lines(everything)), guid(whole_lines(read(&plan))));
}
