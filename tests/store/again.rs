//! The same file again, a newer one, and rows that clash.

use earshot_model::{Author, IdSpace, MessageRecord, Parent, Problem, ProblemCode, Severity};
use earshot_store::Cell;

use crate::dump::dump;
use crate::made::{DAY, File, Item, NOON, Place, account, answering, counted, day, heard, post, release};

fn integers(store: &earshot_store::Store, query: &str) -> Vec<Vec<i64>> {
    let integer = |cell: Cell| if let Cell::Integer(value) = cell { value } else { panic!("{cell:?}") };
    store.sql(query).unwrap().rows.into_iter().map(|row| row.into_iter().map(integer).collect()).collect()
}

#[test]
fn the_same_file_again_adds_nothing() {
    let place = Place::new();
    let mut store = place.open();
    let file = File::new("first")
        .holds([
            counted(post("1", 0, "News"), Some(10), None),
            heard("2", 60, "@Wexby when?", "bob"),
            answering(post("3", 90, "Soon"), "2"),
        ])
        .and(Item::Day(day("2020-01-01", "impressions", 7)))
        .and(Item::Release(release("r1", "Bridge closed")));
    let first = file.import(&mut store);
    assert_eq!((first.rows, first.added, first.updated, first.unchanged, first.rejected), (5, 5, 0, 0, 0));
    let again = file.import(&mut store);
    assert_eq!((again.rows, again.added, again.updated, again.unchanged, again.rejected), (5, 0, 0, 5, 0));
    let totals = store.totals().unwrap();
    assert_eq!((totals.messages, totals.releases), (3, 1));
    assert_eq!(integers(&store, "SELECT count(*) FROM person"), [[1]]);
    assert_eq!(store.import_of("sha of first", "x-posts-2014", Some("wexby")).unwrap(), first.id);
    assert_eq!(store.import_of("sha of first", "x-archive", Some("wexby")).unwrap(), None);
    assert_eq!(store.import_of("sha of first", "x-posts-2014", Some("Shop")).unwrap(), None);
}

#[test]
fn newer_counts_update_and_the_older_snapshot_stays() {
    let place = Place::new();
    let mut store = place.open();
    let first = File::new("first").covers(1).holds([counted(post("1", 0, "News"), Some(10), Some(2))]);
    let second =
        File::new("second").covers(9).holds([counted(post("1", 0, "News"), Some(25), None), counted(post("2", 0, "More"), None, None)]);
    first.import(&mut store);
    let report = second.import(&mut store);
    assert_eq!((report.added, report.updated, report.unchanged), (1, 1, 0));
    let counts = store.counts(None).unwrap();
    // What the newer one does not count is still known from the older one.
    assert_eq!((counts[0].counts.impressions, counts[0].counts.likes), (Some(25), Some(2)));
    assert_eq!((counts[1].counts.impressions, counts[1].counts.likes), (None, None), "unknown, not zero");
    // As it was known between the two.
    let then = store.counts(Some(NOON + 5 * DAY)).unwrap();
    assert_eq!(then.iter().map(|row| row.counts.impressions).collect::<Vec<_>>(), [Some(10)]);
    let snapshots = "SELECT as_of, impressions FROM snapshots JOIN message ON message.id = message WHERE native_id = '1' ORDER BY as_of";
    assert_eq!(integers(&store, snapshots), [[NOON + DAY, 10], [NOON + 9 * DAY, 25]]);
}

#[test]
fn an_older_export_that_comes_later_changes_nothing_that_is_newer() {
    let place = Place::new();
    let mut store = place.open();
    File::new("new").covers(9).holds([counted(post("1", 0, "News, corrected"), Some(25), None)]).import(&mut store);
    let report = File::new("old").covers(1).holds([counted(post("1", 0, "News"), Some(10), None)]).import(&mut store);
    assert_eq!((report.added, report.updated, report.unchanged), (0, 0, 1));
    assert_eq!(store.counts(None).unwrap()[0].counts.impressions, Some(25));
    let id = integers(&store, "SELECT id FROM message")[0][0];
    assert_eq!(store.texts(&[id]).unwrap()[0].text, "News, corrected");
}

#[test]
fn a_row_that_could_not_be_read_is_kept_with_its_reason() {
    let place = Place::new();
    let mut store = place.open();
    let problem = Problem::new(Severity::Rejected, ProblemCode::BadDate, "first.csv", "`2014-02-30` is no date")
        .hint("correct it in the file and import that again")
        .line(7)
        .column("time")
        .raw("1,2014-02-30,hello");
    let report = File::new("first").holds([post("1", 0, "News")]).and(Item::Problem(problem.clone())).import(&mut store);
    assert_eq!((report.rows, report.added, report.rejected), (2, 1, 1));
    assert_eq!(store.problems(report.id.unwrap()).unwrap(), [problem]);
    assert_eq!(store.problems(99).unwrap_err().to_string(), "there is no import 99");
}

#[test]
fn a_report_shows_a_thousand_problems_and_the_store_keeps_all() {
    let place = Place::new();
    let mut store = place.open();
    let problem = |line| Item::Problem(Problem::new(Severity::Rejected, ProblemCode::BadDate, "first.csv", "no date").line(line));
    let file = (1..=1_500).fold(File::new("first"), |file, line| file.and(problem(line)));
    let report = file.import(&mut store);
    assert_eq!((report.problems.len(), report.rejected), (1_000, 1_500));
    let kept = store.problems(report.id.unwrap()).unwrap();
    assert_eq!((kept.len(), kept[1_499].line), (1_500, Some(1_500)));
}

#[test]
fn of_two_rows_with_one_id_the_first_counts() {
    let place = Place::new();
    let mut store = place.open();
    let file = File::new("first")
        .holds([post("1", 0, "first"), post("1", 5, "second")])
        .and(Item::Release(release("r1", "first")))
        .and(Item::Release(release("r1", "second")))
        .and(Item::Day(day("2020-01-01", "likes", 1)))
        .and(Item::Day(day("2020-01-01", "likes", 2)));
    let report = file.import(&mut store);
    assert_eq!((report.rows, report.added, report.rejected), (6, 3, 3));
    assert!(report.problems.iter().all(|problem| problem.code == ProblemCode::DuplicateId && problem.severity == Severity::Rejected));
    assert_eq!(report.problems[0].message, "id 1 occurs twice in this file; the first one counts");
    assert!(report.problems[0].raw.as_ref().is_some_and(|raw| raw.contains("second")), "the row is kept");
    assert_eq!(store.releases().unwrap()[0].title, "first");
    assert_eq!(integers(&store, "SELECT value FROM account_day"), [[1]]);
    // The same when an earlier import holds it too.
    let mut again = File::new("second").covers(9).holds([post("1", 0, "third"), post("1", 5, "fourth")]);
    again.about.sha256 = Some("another".to_owned());
    let report = again.import(&mut store);
    assert_eq!((report.updated, report.rejected), (1, 1));
    assert_eq!(store.texts(&[1]).unwrap()[0].text, "third");
}

#[test]
fn an_id_that_is_somebody_elses_message_is_refused_and_kept() {
    let place = Place::new();
    // Two forums number their messages from 1; an id of a platform's own is one message.
    let of_a_forum = |record: MessageRecord| MessageRecord { space: IdSpace("conversation".into()), ..record };
    let mut store = place.holding(&[File::new("first").holds([of_a_forum(post("1", 0, "ours"))])]);
    let second = [heard("1", 0, "theirs", "bob"), post("2", 0, "News")].map(of_a_forum);
    let report = File::new("second").holds(second).import(&mut store);
    assert_eq!((report.added, report.rejected), (1, 1));
    assert_eq!(report.problems[0].message, "id 1 belongs to somebody else's message in the store");
    assert!(!report.problems[0].hint.is_empty());
    assert_eq!(store.texts(&[1]).unwrap()[0].text, "ours");
}

#[test]
fn a_file_that_does_not_say_whose_it_is() {
    let place = Place::new();
    let mut store = place.open();
    let mut file =
        File::new("first").holds([post("1", 0, "whose?"), heard("2", 0, "mine", "bob")]).and(Item::Day(day("2020-01-01", "likes", 1)));
    file.about.account = None;
    let report = file.import(&mut store);
    assert_eq!((report.added, report.rejected), (1, 2));
    assert!(report.problems.iter().all(|problem| problem.code == ProblemCode::NoAccount && problem.hint.contains("--account")));
}

#[test]
fn one_space_is_not_another() {
    let place = Place::new();
    let mut store = place.open();
    let direct = earshot_model::MessageRecord { space: earshot_model::IdSpace::x_direct(), ..post("1", 0, "direct") };
    let report = File::new("first").holds([post("1", 0, "public"), direct]).import(&mut store);
    assert_eq!((report.added, report.rejected), (2, 0));
}

#[test]
fn a_handle_is_the_same_in_any_case_and_written_as_the_newest_writes_it() {
    let place = Place::new();
    let mut store = place.open();
    let named = |name: &str, handle: &str, days| {
        let mut file = File::new(name).covers(days).holds([post("1", 0, "News")]);
        file.about.account = Some(account(handle));
        file
    };
    named("new", "WexbyCouncil", 9).import(&mut store);
    named("old", "wexbycouncil", 1).import(&mut store);
    let accounts = store.accounts().unwrap();
    assert_eq!((accounts.len(), accounts[0].handle.as_str(), accounts[0].as_of), (1, "WexbyCouncil", Some(NOON + 9 * DAY)));
}

#[test]
fn a_file_may_hold_several_accounts() {
    let place = Place::new();
    let mut store = place.open();
    let by = |id: &str, handle: &str| earshot_model::MessageRecord { author: Author::Account(handle.to_owned()), ..post(id, 0, "News") };
    let mut file = File::new("first").holds([by("1", "Desk"), by("2", "Shop"), by("3", "desk")]);
    file.about.account = None;
    file.import(&mut store);
    let handles: Vec<String> = store.accounts().unwrap().into_iter().map(|account| account.handle).collect();
    assert_eq!(handles, ["Desk", "Shop"]);
}

#[test]
fn as_of_is_what_the_export_says_or_its_newest_message() {
    let place = Place::new();
    let mut store = place.open();
    let report = File::new("first").holds([post("1", 50, "News"), post("2", 20, "older")]).import(&mut store);
    assert_eq!(store.accounts().unwrap()[0].as_of, Some(NOON + 50_000));
    assert_eq!(report.covers.map(|covers| (covers.from, covers.to)), Some((NOON + 20_000, NOON + 50_000)));
    File::new("second").covers(3).holds([post("1", 50, "News")]).import(&mut store);
    assert_eq!(store.accounts().unwrap()[0].as_of, Some(NOON + 3 * DAY));
}

#[test]
fn a_row_that_is_not_taken_in_says_nothing_about_the_end_of_the_data() {
    let twice = File::new("first").holds([post("1", 0, "News"), post("1", 900, "News again")]);
    let place = Place::new();
    let mut store = place.holding(std::slice::from_ref(&twice));
    assert_eq!(store.accounts().unwrap()[0].as_of, Some(NOON));
    // The same where the store holds messages already.
    let mut twice = twice.holds([heard("2", 60, "@Wexby when?", "bob"), heard("2", 950, "@Wexby when?", "bob")]);
    twice.about.sha256 = Some("another".to_owned());
    twice.import(&mut store);
    assert_eq!(store.accounts().unwrap()[0].as_of, Some(NOON + 60_000));
}

#[test]
fn what_a_row_says_comes_back() {
    let place = Place::new();
    let mut store = place.open();
    let record = earshot_model::MessageRecord {
        parent: Parent::Some { id: "7".to_owned(), author: Some("bob".to_owned()) },
        conversation: Some("c".to_owned()),
        permalink: Some("https://x.example/1".to_owned()),
        ..post("1", 0, "‘Quoted’ 🐦 — and\nanother line")
    };
    File::new("first").holds([record.clone()]).import(&mut store);
    store
        .for_each_message(|row| {
            assert_eq!((row.native_id, row.kind, row.sent_at, row.parent_known), ("1", "post", NOON, true));
            assert_eq!((row.parent, row.parent_author, row.conversation), (Some("7"), Some("bob"), Some("c")));
            assert_eq!(Some(row.text), record.text.as_deref());
        })
        .unwrap();
    assert!(dump(&store).contains("https://x.example/1"));
}
