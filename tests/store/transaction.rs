//! An import goes in whole or leaves nothing.

use earshot_store::{Store, StoreError};

use crate::dump::dump;
use crate::made::{File, Item, Place, counted, heard, post, release};

fn second() -> File {
    File::new("second")
        .covers(9)
        .holds([counted(post("1", 0, "News, corrected"), Some(20), None), heard("3", 60, "@Wexby when?", "bob")])
        .and(Item::Release(release("r1", "Bridge closed")))
}

#[test]
fn an_import_that_is_dropped_leaves_nothing() {
    let place = Place::new();
    let mut store = place.holding(&[File::new("first").covers(1).holds([post("1", 0, "News"), post("2", 30, "More")])]);
    let before = dump(&store);
    {
        let mut import = store.import().unwrap();
        let mut file = import.file(&second().about).unwrap();
        let mut ids = file.ids();
        for item in &second().items {
            match item {
                Item::Message(record) => file.message(record, ids.first(record)).unwrap(),
                Item::Release(record) => file.release(record).unwrap(),
                other => panic!("{other:?}"),
            }
        }
        file.finish(ids).unwrap();
    }
    assert_eq!(dump(&store), before);
    assert_eq!(store.check().unwrap().findings, Vec::<String>::new());
    // And the next one goes in.
    second().import(&mut store);
    assert_eq!(store.totals().unwrap().messages, 3);
}

#[test]
fn a_second_process_reads_all_along_and_sees_an_import_when_it_is_committed() {
    let place = Place::new();
    let mut store = place.holding(&[File::new("first").holds([post("1", 0, "News")])]);
    let reader = Store::open_to_read(&place.path()).unwrap();
    let messages = |reader: &Store| reader.totals().unwrap().messages;
    assert_eq!(messages(&reader), 1);

    let mut import = store.import().unwrap();
    let mut file = import.file(&File::new("second").about).unwrap();
    let mut ids = file.ids();
    for id in 100..3_100 {
        let record = post(&id.to_string(), id, "More");
        file.message(&record, ids.first(&record)).unwrap();
    }
    assert_eq!(messages(&reader), 1);
    assert_eq!(messages(&Store::open_to_read(&place.path()).unwrap()), 1, "one that is opened meanwhile");
    file.finish(ids).unwrap();
    assert_eq!(messages(&reader), 1);
    import.commit().unwrap();
    assert_eq!(messages(&reader), 3_001);
}

#[test]
fn several_files_are_one_import() {
    let place = Place::new();
    let mut store = place.open();
    let mut import = store.import().unwrap();
    for (name, id) in [("first", "1"), ("second", "2"), ("third", "1")] {
        let mut file = import.file(&File::new(name).about).unwrap();
        let (record, mut ids) = (post(id, 0, name), file.ids());
        file.message(&record, ids.first(&record)).unwrap();
        file.finish(ids).unwrap();
    }
    assert_eq!(Store::open_to_read(&place.path()).unwrap().totals().unwrap().imports, 0);
    import.commit().unwrap();
    let totals = store.totals().unwrap();
    assert_eq!((totals.messages, totals.imports), (2, 3));
}

#[test]
fn while_one_imports_another_is_told_so() {
    let place = Place::new();
    let mut store = place.open();
    let mut other = place.open();
    let import = store.import().unwrap();
    let refused = other.import().unwrap_err();
    assert_eq!(refused.to_string(), format!("another program is writing to {}", place.path().display()));
    drop(import);
    other.import().unwrap().commit().unwrap();
}

#[test]
fn settings_are_kept() {
    let place = Place::new();
    let store = place.open();
    assert_eq!(store.setting("zone").unwrap(), None);
    store.set_setting("zone", "UTC").unwrap();
    store.set_setting("zone", "Europe/London").unwrap();
    assert_eq!(Store::open_to_read(&place.path()).unwrap().setting("zone").unwrap().as_deref(), Some("Europe/London"));
}

#[test]
fn a_store_that_is_built_is_seen_when_it_is_settled() {
    let place = Place::new();
    let beside = || place.path().parent().expect("a folder").read_dir().unwrap().count();
    let mut store = Store::build(&place.path()).unwrap();
    second().import(&mut store);
    let built = dump(&store);
    assert!(matches!(Store::open_to_read(&place.path()), Err(StoreError::Missing(_))));
    store.settle().unwrap();
    assert_eq!(dump(&place.open()), built);
    assert_eq!(beside(), 1, "the store, and nothing beside it");
    assert_eq!(place.open().check().unwrap().findings, Vec::<String>::new());
}

#[test]
fn a_store_that_is_dropped_before_it_is_settled_leaves_nothing() {
    let place = Place::new();
    let mut store = Store::build(&place.path()).unwrap();
    second().import(&mut store);
    drop(store);
    assert_eq!(place.path().parent().expect("a folder").read_dir().unwrap().count(), 0);
}

#[test]
fn a_store_that_another_made_meanwhile_is_not_replaced() {
    let place = Place::new();
    let mut store = Store::build(&place.path()).unwrap();
    second().import(&mut store);
    let other = dump(&place.holding(&[File::new("first").holds([post("7", 0, "theirs")])]));
    assert!(matches!(store.settle(), Err(StoreError::Locked(_))));
    assert_eq!(dump(&place.open()), other);
}

#[test]
fn what_a_killed_program_left_half_built_is_built_anew() {
    let place = Place::new();
    std::fs::write(place.path().with_file_name("earshot.db.new"), "half a store").unwrap();
    let mut store = Store::build(&place.path()).unwrap();
    second().import(&mut store);
    store.settle().unwrap();
    assert_eq!(place.open().totals().unwrap().messages, 2);
}
