//! What is derived from a large store is kept beside it: its loss or damage costs time, never a figure.

use std::fs;

use earshot_engine::api::Nothing;
use earshot_engine::model::{Filter, Grouping};
use earshot_engine::{Engine, Question};

use crate::earshot::Desk;

#[test]
fn figures_are_the_same_from_what_was_kept_and_without_it() {
    let desk = Desk::sample();
    let beside = desk.store().with_file_name(format!("{}.derived", desk.store().file_name().unwrap().to_string_lossy()));
    let ask = |keeping: usize| {
        let question = Question { by: vec![Grouping::Total, Grouping::Account, Grouping::Month], ..Question::default() };
        Engine::new(desk.store()).keeping(keeping).measure(&question).unwrap().measures
    };
    let derived = ask(usize::MAX);
    assert!(!beside.exists(), "a small store keeps nothing");
    assert_eq!(ask(1), derived);
    let kept = fs::read(&beside).expect("it is kept now");
    assert_eq!(ask(1), derived, "from what was kept");
    // Damaged, cut or gone, it is derived anew and kept again.
    for broken in [&kept[..kept.len() / 2], b"", &kept[1..]] {
        fs::write(&beside, broken).unwrap();
        assert_eq!(ask(1), derived);
        assert_eq!(fs::read(&beside).unwrap(), kept);
    }
    fs::remove_file(&beside).unwrap();
    assert_eq!(ask(1), derived);
    // So it is with what posts carry and repeat.
    let matches = beside.with_extension("matches");
    let kept = fs::read(&matches).expect("they are kept too");
    for broken in [&kept[..kept.len() / 2], b"", &kept[1..]] {
        fs::write(&matches, broken).unwrap();
        assert_eq!(ask(1), derived);
        assert_eq!(fs::read(&matches).unwrap(), kept);
    }
    // Another state of the store is another key.
    let imports = desk.json(&["imports", "--json"]);
    let forum = imports["imports"].as_array().unwrap().iter().find(|import| import["format"] == "conversation").unwrap();
    desk.must(&["undo", &forum["id"].to_string()]);
    let without = ask(1);
    assert_ne!(without, derived);
    assert_eq!(without, ask(usize::MAX));
}

#[test]
fn a_question_about_one_account_is_answered_alike_with_the_rest_or_without_it() {
    let desk = Desk::sample();
    let ask = |engine: &Engine, accounts: &[String]| {
        let filter = Filter { accounts: accounts.to_vec(), ..Filter::default() };
        let by = vec![Grouping::Total, Grouping::Account, Grouping::Month, Grouping::Rung];
        engine.measure(&Question { by, filter, ..Question::default() }).unwrap()
    };
    let (whole, parts) = (Engine::new(desk.store()).keeping(usize::MAX), Engine::new(desk.store()).keeping(1));
    let names: Vec<String> = whole.accounts(Nothing {}).unwrap().into_iter().map(|account| account.name).collect();
    assert!(names.len() > 1, "of two accounts one has at most half of the messages, and is read alone");
    parts.measure(&Question::default()).unwrap();
    for some in [&names[..1], &names[1..2]] {
        // From a file, then from what the engine knows; and an engine that knows the whole.
        let cold = Engine::new(desk.store()).keeping(1);
        let expected = ask(&whole, some);
        assert_eq!(ask(&cold, some), expected, "{some:?}");
        assert_eq!(ask(&cold, some), expected, "{some:?}");
        assert_eq!(ask(&parts, some), expected, "{some:?}");
    }
}

#[test]
fn where_nothing_can_be_kept_figures_are_given_all_the_same() {
    let desk = Desk::sample();
    let beside = desk.store().with_file_name(format!("{}.derived", desk.store().file_name().unwrap().to_string_lossy()));
    fs::create_dir(&beside).unwrap();
    let measured = Engine::new(desk.store()).keeping(1).measure(&Question::default()).unwrap();
    assert!(measured.measures.len() > 50);
    assert!(beside.is_dir());
    let left: Vec<String> = desk.files().into_iter().filter(|name| name.contains("derived.")).collect();
    assert_eq!(left, Vec::<String>::new(), "no half of it is left");
}
