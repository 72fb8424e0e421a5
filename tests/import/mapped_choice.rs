//! Which mapping a table is read by, what is wrong with one, and what is no table.

use std::collections::BTreeMap;

use earshot_model::{Mapping, Overrides, Platform, Problem, ProblemCode, Question, Role, RowsAre, Severity};

use crate::mapped::{by, example, planned, refused};
use crate::reading::{fixture, plan, plan_with, read, the_plan, written};

#[test]
fn a_saved_mapping_knows_its_header_again() {
    let other = Mapping { name: "Other".to_owned(), columns: [(Role::Time, "Nowhere".to_owned())].into(), ..example() };
    let overrides = Overrides { saved: vec![other, example()], ..Overrides::default() };
    let plan = planned(&fixture("mapped/desk.tsv"), &overrides);
    assert_eq!((plan.confidence, plan.mapping.as_ref()), (90, Some(&example())));
    assert_eq!(plan.why, "a mapping named `Chat widget of the town hall` knows this header");
    assert_eq!((plan.asks, plan.overrides.saved), (vec![Question::Account], vec![]));
    // A format that is surely known is not overruled by it, save by hand.
    let trams = fixture("conversation/trams.csv");
    let columns = [(Role::Time, "created_at".to_owned()), (Role::Text, "text".to_owned())];
    let mapping = Mapping { columns: columns.into(), metrics: BTreeMap::new(), ..example() };
    assert_eq!(planned(&trams, &Overrides { saved: vec![mapping.clone()], ..Overrides::default() }).format, "conversation");
    let plan = planned(&trams, &by(&mapping));
    assert_eq!((plan.format.as_str(), plan.confidence), ("mapped", 100));
    assert_eq!(read(&plan).messages().len(), 5);
}

#[test]
fn in_a_folder_a_mapping_picks_out_its_tables() {
    let folder = tempfile::tempdir().unwrap();
    for (from, to) in [("mapped/desk.tsv", "desk.tsv"), ("mapped/chat.csv", "chat.csv"), ("conversation/trams.csv", "trams.csv")] {
        std::fs::copy(fixture(from), folder.path().join(to)).unwrap();
    }
    std::fs::write(folder.path().join("notes.txt"), "Dear all, this is it\nYours, Ove").unwrap();
    let formats = |overrides: &Overrides| {
        let plan = plan_with(folder.path(), overrides);
        let files = plan.files.iter().map(|file| (file.path.clone(), file.format.clone(), file.confidence)).collect::<Vec<_>>();
        (files, plan.refused)
    };
    let of = |path: &str, format: &str, confidence| (path.to_owned(), format.to_owned(), confidence);
    let (files, notes) = formats(&Overrides::default());
    // What is read as nothing is a stranger beside exports.
    assert_eq!(files, [of("chat.csv", "mapped", 5), of("trams.csv", "conversation", 95)]);
    let says =
        |problem: &Problem| (problem.file.rsplit('/').next().unwrap().to_owned(), problem.severity, problem.hint.contains("by itself"));
    let [desk, prose] = &notes[..] else { panic!("{notes:#?}") };
    assert_eq!(says(desk), ("desk.tsv".to_owned(), Severity::Note, true));
    assert_eq!(says(prose), ("notes.txt".to_owned(), Severity::Note, false));
    let (files, _) = formats(&by(&example()));
    assert_eq!(files, [of("chat.csv", "mapped", 5), of("desk.tsv", "mapped", 100), of("trams.csv", "conversation", 95)]);
    std::fs::remove_file(folder.path().join("trams.csv")).unwrap();
    let (files, _) = formats(&Overrides::default());
    assert_eq!(files, [of("chat.csv", "mapped", 5), of("desk.tsv", "mapped", 5)]);
    std::fs::remove_file(folder.path().join("desk.tsv")).unwrap();
    let (_, problems) = formats(&by(&example()));
    assert_eq!((problems[0].severity, problems[0].code), (Severity::Refused, ProblemCode::NoMapping));
    assert_eq!(problems[0].message, "no table in it has the columns of the mapping `Chat widget of the town hall`");
}

#[test]
fn what_is_wrong_with_a_mapping_is_said() {
    let path = fixture("mapped/desk.tsv");
    let refusal = |change: &dyn Fn(&mut Mapping)| {
        let mut mapping = example();
        change(&mut mapping);
        let problem = refused(&path, &by(&mapping));
        assert_eq!((problem.severity, problem.code), (Severity::Refused, ProblemCode::NoMapping));
        assert!(!problem.hint.is_empty());
        format!("{} [{}]", problem.message, problem.column.unwrap_or_default())
    };
    let name = "the mapping `Chat widget of the town hall`";
    assert_eq!(
        refusal(&|mapping| drop(mapping.columns.insert(Role::Author, "Nome".to_owned()))),
        format!("there is no column `Nome`, of which {name} makes the author [Nome]")
    );
    assert_eq!(
        refusal(&|mapping| drop(mapping.metrics.insert("Ears".to_owned(), "reach".to_owned()))),
        format!("there is no column `Ears`, of which {name} makes reach [Ears]")
    );
    assert_eq!(refusal(&|mapping| drop(mapping.columns.remove(&Role::Time))), format!("{name} does not say which column is the time []"));
    assert_eq!(
        refusal(&|mapping| {
            mapping.columns.remove(&Role::Text);
            mapping.metrics.clear();
        }),
        format!("{name} names neither a text nor a count, so nothing could be read []")
    );
    assert_eq!(
        refusal(&|mapping| {
            mapping.rows = RowsAre::Days;
            mapping.metrics.clear();
        }),
        format!("{name} names no count, so nothing could be read []")
    );
    assert_eq!(
        refusal(&|mapping| mapping.outbound.clear()),
        format!("{name} does not say which words of the direction mean that we wrote it [Side]")
    );
    assert_eq!(
        refusal(&|mapping| drop(mapping.columns.remove(&Role::Id))),
        format!("{name} says what a message answers, and not which column is the id []")
    );
    assert_eq!(
        refusal(&|mapping| drop(mapping.metrics.insert("Thumbs".to_owned(), "Up & down".to_owned()))),
        format!("{name} calls a count `Up & down` [Thumbs]")
    );
    assert_eq!(
        refusal(&|mapping| drop(mapping.metrics.insert("Chat".to_owned(), "likes".to_owned()))),
        format!("{name} makes two columns `likes` [Thumbs]")
    );
    assert_eq!(refusal(&|mapping| mapping.decimal = Some(";".to_owned())), format!("{name} has `;` for a decimal mark []"));
    let nowhere = Mapping { zone: Some("Europe/Holm".to_owned()), ..example() };
    assert_eq!(refused(&path, &by(&nowhere)).code, ProblemCode::NoZone);
}

#[test]
fn a_mapping_of_other_words_is_no_mapping() {
    let text = include_str!("../../src-tauri/crates/model/src/mapping-example.json");
    let error = |from: &str, to: &str| serde_json::from_str::<Mapping>(&text.replace(from, to)).unwrap_err().to_string();
    assert!(error("\"text\"", "\"words\"").starts_with("unknown variant `words`, expected one of `id`, `parent`"));
    assert!(error("\"outbound\"", "\"outward\"").starts_with("unknown field `outward`, expected one of `name`"));
    assert!(error("\"inbox\"", "\"myspace\"").starts_with("unknown variant `myspace`"));
    assert!(error("\"rows\": \"messages\",", "").starts_with("missing field `rows`"));
    assert_eq!(example().platform, Platform::Inbox);
}

#[test]
fn a_header_alone_is_refused_and_a_guess_without_a_time_reads_nothing() {
    let header = "Message no.\tAnswers\tChat\tName\tSide\tSent\tWords\tThumbs\n";
    assert_eq!(refused(&written("desk.tsv", header).path, &by(&example())).code, ProblemCode::HeaderOnly);
    let plan = the_plan(&written("list.csv", "Name,Street\nMarta,Long Street 1\n").path);
    assert_eq!((plan.asks, plan.preview.len()), (vec![Question::Columns, Question::Account], 0));
    assert_eq!(plan.problems[0].message, "the mapping `list` does not say which column is the time");
    assert_eq!(plan.problems[0].severity, Severity::Note);
}

#[test]
fn what_is_no_table_is_not_claimed() {
    let files: [(&str, &str); 9] = [
        ("prose.txt", "Dear all, this is it\nYours, Ove\n"),
        ("list.txt", "milk\nbread\n"),
        ("one_column.csv", "name\nsigne\nove\n"),
        ("numbers.csv", "1,2,3\n4,5,6\n"),
        ("moments.csv", "2026-01-01,x\n2026-01-02,y\n"),
        ("page.csv", "<html><body>a,b\nc,d</body></html>\n"),
        ("ragged.csv", "a,b,c\n1\n2\n3,4,5\n"),
        ("IMG_2041.jpg.csv", "a,b\n1,x\n"),
        ("table.js", "a,b\n1,x\n"),
    ];
    for (name, text) in files {
        let plan = plan(&written(name, text).path);
        assert!(plan.files.is_empty(), "{name}");
        assert_eq!(plan.refused[0].code, ProblemCode::NotRecognised, "{name}");
    }
}

#[test]
fn the_tables_of_an_archive_are_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let from = fixture("x-archive/whole/data");
    std::fs::create_dir(folder.path().join("data")).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), folder.path().join("data").join(file.file_name())).unwrap();
    }
    std::fs::copy(fixture("mapped/chat.csv"), folder.path().join("data/chat.csv")).unwrap();
    let formats = plan(folder.path()).files.into_iter().map(|file| file.format).collect::<Vec<_>>();
    assert_eq!(formats, ["x-archive"]);
}

#[test]
fn the_head_of_a_table_is_shown_to_who_maps_it() {
    let head = earshot_formats::table_head(&fixture("mapped/tage.csv"), "", &Overrides::default()).unwrap();
    assert_eq!(head.header, ["Datum", "Reichweite", "Aufrufe", "Follower", "Neue Abos", "Notiz"]);
    assert_eq!(
        (head.rows.len(), head.rows[1].as_slice()),
        (3, &["02.03.2026", "998", "", "8.000", "-1", "Feiertag"].map(str::to_owned)[..])
    );
    assert_eq!((head.sheets.len(), head.guess.rows), (0, RowsAre::Days));
    let saved = Overrides { saved: vec![example()], ..Overrides::default() };
    let folder = fixture("mapped");
    assert_eq!(earshot_formats::table_head(&folder, "desk.tsv", &saved).unwrap().guess, example());
    let gone = earshot_formats::table_head(&folder, "none.csv", &saved).unwrap_err();
    assert_eq!(gone.message, "the file is no longer there");
}
