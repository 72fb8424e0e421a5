//! Replies whose parent is absent or dated after them, and what vanishes with an undo.

use earshot_model::{ProblemCode, Severity};

use crate::dump::dump;
use crate::made::{File, Item, Place, answering, heard, post, release};

#[test]
fn a_reply_to_what_is_not_there_is_kept_and_noted() {
    let place = Place::new();
    let mut store = place.open();
    let file = File::new("first").holds([
        answering(post("1", 0, "hi"), "900"),
        answering(post("2", 0, "hi"), "901"),
        answering(post("3", 0, "hi"), "1"),
    ]);
    let report = file.import(&mut store);
    assert_eq!((report.added, report.rejected), (3, 0));
    let problem = &report.problems[0];
    assert_eq!((report.problems.len(), problem.code, problem.severity), (1, ProblemCode::ParentAbsent, Severity::Note));
    assert_eq!(problem.message, "2 replies to a message that is not in the store");
    assert_eq!(store.problems(report.id.unwrap()).unwrap().len(), 1);
}

#[test]
fn a_parent_that_another_import_holds_is_there() {
    let place = Place::new();
    let mut store = place.holding(&[File::new("first").holds([heard("1", 0, "@Wexby when?", "bob")])]);
    let report = File::new("second").holds([answering(post("2", 60, "soon"), "1")]).import(&mut store);
    assert_eq!(report.problems, []);
}

#[test]
fn a_parent_that_comes_later_in_the_file_is_there() {
    let place = Place::new();
    let report = File::new("first").holds([answering(post("2", 60, "soon"), "1"), heard("1", 0, "when?", "bob")]).import(&mut place.open());
    assert_eq!(report.problems, []);
}

#[test]
fn a_reply_dated_before_its_parent_is_kept_and_noted() {
    for turned in [false, true] {
        let place = Place::new();
        let mut records = [heard("1", 60, "when?", "bob"), answering(post("2", 0, "soon"), "1")];
        if turned {
            records.reverse();
        }
        let report = File::new("first").holds(records).import(&mut place.open());
        assert_eq!((report.added, report.problems.len()), (2, 1));
        assert_eq!((report.problems[0].code, report.problems[0].severity), (ProblemCode::ReplyBeforeParent, Severity::Note));
        assert_eq!(report.problems[0].message, "1 reply dated before the message answered");
    }
}

#[test]
fn people_and_accounts_vanish_with_the_import_that_brought_them() {
    let place = Place::new();
    let mut store = place.open();
    let nothing = dump(&store);
    let first = File::new("first").covers(1).holds([heard("1", 0, "a", "bob"), heard("2", 0, "b", "eve")]);
    let mut second = File::new("second")
        .covers(2)
        .holds([heard("2", 0, "b", "eve"), heard("3", 0, "c", "mallory")])
        .and(Item::Release(release("r1", "Bridge")));
    second.about.account = Some(crate::made::account("Shop"));
    let first_id = first.import(&mut store).id.unwrap();
    let second_id = second.import(&mut store).id.unwrap();
    assert_eq!(store.accounts().unwrap().len(), 2);

    let report = store.undo(second_id).unwrap();
    assert_eq!((report.import, report.messages_removed, report.releases_removed, report.people_removed), (second_id, 1, 1, 1));
    assert_eq!(dump(&store), dump(&Place::new().holding(std::slice::from_ref(&first))));
    let report = store.undo(first_id).unwrap();
    assert_eq!((report.messages_removed, report.people_removed), (2, 2));
    assert_eq!(dump(&store), nothing);
    assert_eq!(store.check().unwrap().findings, Vec::<String>::new());
}

#[test]
fn what_an_older_import_says_comes_back() {
    let place = Place::new();
    let mut store = place.open();
    File::new("first").covers(1).holds([post("1", 0, "as it was"), post("2", 0, "same")]).import(&mut store);
    let second = File::new("second").covers(2).holds([post("1", 0, "as it is"), post("2", 0, "same")]).import(&mut store);
    assert_eq!((second.updated, second.unchanged), (1, 1));
    let report = store.undo(second.id.unwrap()).unwrap();
    assert_eq!((report.messages_removed, report.messages_restored), (0, 1));
    assert_eq!(store.texts(&[1]).unwrap()[0].text, "as it was");
}

#[test]
fn an_import_that_is_not_there_can_not_be_taken_back() {
    let place = Place::new();
    let mut store = place.holding(&[File::new("first").holds([post("1", 0, "News")])]);
    let before = dump(&store);
    assert_eq!(store.undo(99).unwrap_err().to_string(), "there is no import 99");
    store.undo(1).unwrap();
    assert_eq!(store.undo(1).unwrap_err().to_string(), "there is no import 1");
    assert_ne!(dump(&store), before);
}
