//! Files imported in any order give the same store, and undoing one gives the store that never saw it.

use std::collections::BTreeMap;

use earshot_model::{AccountName, Author, Certainty, Counts, IdSpace, Kind, MessageRecord, Parent, Person, Platform};
use earshot_store::Store;
use proptest::prelude::*;

use crate::dump::dump;
use crate::made::{DAY, File, Item, NOON, Place, account, day, person, post, release, response};

/// One message of eight, as one export tells it. Odd ones are a person's.
fn message() -> impl Strategy<Value = MessageRecord> {
    let parent = prop_oneof![
        Just(Parent::Unknown),
        Just(Parent::None),
        (0..9_u8, prop::option::of(Just("bob".to_owned()))).prop_map(|(id, author)| Parent::Some { id: id.to_string(), author }),
    ];
    let sent = (0..3_i64, prop::sample::select(vec![(1, Certainty::Stated), (60, Certainty::ZoneChosen), (60, Certainty::FromId)]));
    let text = (prop::option::of(prop::sample::select(vec!["News", "News, corrected", "Ne…"])), any::<bool>());
    let named = (prop::option::of(Just("c".to_owned())), prop::option::of(prop::sample::select(vec!["p1", "p2"])));
    let counts = prop::option::of((prop::option::of(0..3_i64), prop::option::of(0..3_i64), prop::option::of(0..3_i64)));
    ((0..8_u8, prop::bool::weighted(0.2), any::<bool>(), 0..12_u8), parent, sent, text, named, counts).prop_map(
        |(
            (id, repost, to_owner, letters),
            parent,
            (offset, (precision, certainty)),
            (text, text_cut),
            (conversation, permalink),
            counts,
        )| {
            let mut record = post(&id.to_string(), i64::from(id), "");
            if id % 2 == 1 {
                let names = ["bob", "Bob", "BOB", "eve", "Eve"];
                let handle = names[if id % 4 == 1 { usize::from(letters % 3) } else { 3 + usize::from(letters % 2) }];
                let native_id = (letters % 5 == 0).then(|| "77".to_owned());
                let display_name = (letters % 4 == 0).then(|| format!("{handle} Smith"));
                record.author = Author::Person(Person { native_id, display_name, ..person(handle) });
                record.to_owner = to_owner;
            }
            record.kind = if repost { Kind::Repost } else { Kind::Post };
            record.sent.at += offset * 100;
            (record.sent.precision, record.sent.certainty) = (precision, certainty);
            (record.parent, record.conversation, record.permalink) = (parent, conversation, permalink.map(str::to_owned));
            (record.text, record.text_cut) = (text.map(str::to_owned), text_cut && text.is_some());
            record.counts = counts.map(|(impressions, likes, custom)| {
                let other: BTreeMap<String, i64> = custom.map(|count| ("dial phone".to_owned(), count)).into_iter().collect();
                Box::new(Counts { impressions, likes, other, ..Counts::default() })
            });
            record
        },
    )
}

/// One of a few posts of LinkedIn, each under three kinds of number that are close to each other.
fn linked() -> impl Strategy<Value = MessageRecord> {
    let kinds = prop::sample::select(vec!["activity", "share", "ugc"]);
    let texts = prop::sample::select(vec![None, Some("The swimming pool in Wexby opens again on Monday"), Some("The bridge is closed")]);
    (0..3_i64, 0..4_i64, kinds, texts).prop_map(|(which, apart, kind, text)| {
        let at = NOON + which * 60_000 + apart * 4_000;
        let id = (at << 22).to_string();
        let mut record = MessageRecord { space: IdSpace::of(Platform::LinkedIn, kind), ..post(&id, 0, "") };
        (record.sent.at, record.text) = (at, text.map(str::to_owned));
        record
    })
}

/// One export: some of the messages, some days and releases, and until when it is known to be complete.
fn file() -> impl Strategy<Value = File> {
    let owner = (
        prop::sample::select(vec!["Wexby", "wexby", "WEXBY"]),
        prop::option::of(Just("42")),
        prop::option::of(prop::sample::select(vec!["Wexby", "Wexby Council"])),
    );
    let items = prop_oneof![
        8 => message().prop_map(Item::Message),
        1 => (0..3_u8, prop::option::of(1..3_i64)).prop_map(|(id, minutes)| Item::Response(response(&id.to_string(), minutes))),
        1 => linked().prop_map(Item::Message),
        1 => (1..4_u8, 0..3_i64).prop_map(|(date, value)| Item::Day(day(&format!("2020-01-0{date}"), "likes", value))),
        1 => (0..3_u8, prop::sample::select(vec!["Bridge closed", "Bridge open"])).prop_map(|(guid, title)| Item::Release(release(&guid.to_string(), title))),
    ];
    (prop::option::of(1..4_i64), owner, prop::collection::vec(items, 0..9)).prop_map(|(covers, (handle, native_id, name), items)| {
        let file = File::new("");
        let file = if let Some(days) = covers { file.covers(days) } else { file };
        let owner = AccountName { native_id: native_id.map(str::to_owned), display_name: name.map(str::to_owned), ..account(handle) };
        File { about: earshot_store::About { account: Some(owner), ..file.about }, items }
    })
}

/// Three or four of them, no two with the same bytes.
fn files() -> impl Strategy<Value = Vec<File>> {
    prop::collection::vec(file(), 3..=4).prop_map(|mut files| {
        for (file, name) in files.iter_mut().zip(["a", "b", "c", "d"]) {
            file.about.path = format!("{name}.csv");
            file.about.sha256 = Some(format!("sha of {name}"));
        }
        files
    })
}

/// Some files, another order of them, which of them to undo, and in which order.
fn orders() -> impl Strategy<Value = (Vec<File>, Vec<usize>, Vec<usize>)> {
    files().prop_flat_map(|files| {
        let all: Vec<usize> = (0..files.len()).collect();
        let undone = prop::sample::subsequence(all.clone(), 1..=all.len()).prop_shuffle();
        (Just(files), Just(all).prop_shuffle(), undone)
    })
}

fn sound(store: &Store) {
    assert_eq!(store.check().expect("it can be examined").findings, Vec::<String>::new());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_gives_the_same_store_and_an_undo_the_one_that_never_saw_it((files, order, undone) in orders()) {
        let place = Place::new();
        let mut store = place.open();
        let mut ids = BTreeMap::new();
        for &file in &order {
            ids.insert(file, files[file].import(&mut store).id.expect("an import"));
        }
        let straight = Place::new();
        prop_assert_eq!(dump(&store), dump(&straight.holding(&files)), "in order {:?}", order);
        sound(&store);

        for file in &undone {
            store.undo(ids[file]).expect("it is taken back");
        }
        let left: Vec<File> = (0..files.len()).filter(|file| !undone.contains(file)).map(|file| files[file].clone()).collect();
        prop_assert_eq!(dump(&store), dump(&Place::new().holding(&left)), "after {:?}, without {:?}", order, undone);
        sound(&store);

        // What was taken back can come again.
        for &file in &undone {
            files[file].import(&mut store);
        }
        prop_assert_eq!(dump(&store), dump(&straight.open()));
    }
}

#[test]
fn four_exports_of_one_account_in_all_orders() {
    let with = |text: &str, precision, known: bool| {
        let mut record = post("1", 0, text);
        record.sent.precision = precision;
        record.parent = if known { Parent::None } else { Parent::Unknown };
        record
    };
    let files = [
        File::new("minutes").covers(3).holds([with("News", 60, false), post("2", 5, "only here")]),
        File::new("archive").covers(1).holds([with("News", 1, true), post("3", 7, "and here")]),
        File::new("cut").covers(9).holds([MessageRecord { text_cut: true, ..with("Ne…", 60, false) }]),
        File::new("feed").and(Item::Release(release("r", "Bridge"))),
    ];
    let expected = dump(&Place::new().holding(&files));
    assert!(expected.contains(&format!("{NOON} 1 \"stated\"")), "the time to the second: {expected}");
    let mut orders = 0;
    for a in 0..4 {
        for b in (0..4).filter(|b| *b != a) {
            for c in (0..4).filter(|c| ![a, b].contains(c)) {
                let d = 6 - a - b - c;
                let order = [a, b, c, d].map(|file: usize| files[file].clone());
                assert_eq!(dump(&Place::new().holding(&order)), expected, "in order {a} {b} {c} {d}");
                orders += 1;
            }
        }
    }
    assert_eq!(orders, 24);
    let as_of = Place::new().holding(&files).accounts().unwrap()[0].as_of;
    assert_eq!(as_of, Some(NOON + 9 * DAY));
}
