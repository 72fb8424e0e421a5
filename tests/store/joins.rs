//! One post from several exports is one message, and people keep their names.

use earshot_model::{Author, IdSpace, MessageRecord, Parent, Person, Platform};
use earshot_store::{Cell, Store};

use crate::made::{DAY, File, Item, NOON, Place, account, answering, counted, day, heard, person, post, response};

fn linked(kind: &str, at: i64, text: Option<&str>) -> MessageRecord {
    let mut record = MessageRecord { space: IdSpace::of(Platform::LinkedIn, kind), ..post(&(at << 22).to_string(), 0, "") };
    (record.sent.at, record.text) = (at, text.map(str::to_owned));
    record
}

/// How many messages figures are made from.
fn messages(store: &Store) -> usize {
    let mut count = 0;
    store.for_each_message(|_| count += 1).unwrap();
    count
}

#[test]
fn three_numbers_of_one_linkedin_post_are_one_message_with_all_its_counts() {
    let text = "The swimming pool in Wexby opens again on Monday";
    let place = Place::new();
    let mut store = place.open();
    // The page's export numbers it as an activity, the archive as a share three seconds before, the draft's number is a week older.
    File::new("page").holds([counted(linked("activity", NOON, Some(text)), Some(120), None)]).import(&mut store);
    File::new("archive").holds([linked("share", NOON - 3_000, None)]).import(&mut store);
    let draft = File::new("draft").holds([counted(linked("ugc", NOON - 7 * DAY, Some(text)), None, Some(4))]).import(&mut store);
    assert_eq!(messages(&store), 1);
    let counts = store.counts(None).unwrap();
    assert_eq!(counts.len(), 1);
    assert_eq!((counts[0].counts.impressions, counts[0].counts.likes), (Some(120), Some(4)));
    store.undo(draft.id.unwrap()).unwrap();
    assert_eq!((messages(&store), store.counts(None).unwrap()[0].counts.likes), (1, None));
}

#[test]
fn linkedin_posts_that_only_look_alike_stay_apart() {
    let place = Place::new();
    let store = place.holding(&[
        // The same words a month later; other words in the same second; the same kind of number; short thanks.
        File::new("a").holds([
            linked("activity", NOON, Some("The swimming pool in Wexby opens again on Monday")),
            linked("activity", NOON + 40 * DAY, Some("Thank you all")),
        ]),
        File::new("b").holds([
            linked("share", NOON + 30 * DAY, Some("The swimming pool in Wexby opens again on Monday")),
            linked("share", NOON + 1_000, Some("The bridge at Holm is closed to lorries from today on")),
            linked("activity", NOON + 2_000, None),
            linked("share", NOON + 41 * DAY, Some("Thank you all")),
        ]),
    ]);
    // Only the silent activity and the share of the same second are one.
    assert_eq!(messages(&store), 5);
}

#[test]
fn a_post_of_two_accounts_is_in_both_exports_and_one_message() {
    let shared = MessageRecord { space: IdSpace::of(Platform::Instagram, "post"), ..post("17890", 0, "Market day") };
    let of = |name: &str, handle: &str, likes| {
        let mut file = File::new(name).holds([counted(shared.clone(), None, Some(likes))]);
        file.about.account = Some(earshot_model::AccountName { platform: Platform::Instagram, ..account(handle) });
        file
    };
    let place = Place::new();
    let mut store = place.open();
    of("ours", "wexby", 3).covers(1).import(&mut store);
    let report = of("theirs", "holm", 5).covers(2).import(&mut store);
    assert_eq!((report.updated, report.rejected), (1, 0));
    assert_eq!((messages(&store), store.counts(None).unwrap()[0].counts.likes), (1, Some(5)));
}

#[test]
fn an_author_who_is_named_in_two_ways_is_one_person() {
    let by_id = Author::Person(Person { native_id: Some("503".to_owned()), ..Person::default() });
    let files = [
        File::new("table").covers(1).holds([MessageRecord { author: by_id, ..heard("1", 0, "hello", "") }]),
        File::new("pages").covers(2).holds([heard("1", 0, "hello", "ida")]),
        // And who is named as ours by one of them is ours.
        File::new("archive").covers(3).holds([post("1", 0, "hello")]),
    ];
    let who = |files: &[&File]| {
        let place = Place::new();
        let mut store = place.open();
        for file in files {
            assert_eq!(file.import(&mut store).rejected, 0);
        }
        format!("{:?}", store.sql("SELECT account, direction, person FROM messages").unwrap().rows)
    };
    let [table, pages, archive] = &files;
    assert_eq!(who(&[table, pages]), r#"[[Null, Text("inbound"), Text("ida")]]"#);
    assert_eq!(who(&[pages, table]), who(&[table, pages]));
    assert_eq!(who(&[table, archive, pages]), r#"[[Text("Wexby"), Text("outbound"), Null]]"#);
    assert_eq!(who(&[archive, pages, table]), who(&[table, archive, pages]));
}

#[test]
fn each_field_of_a_message_remembers_the_import_that_it_is_from() {
    let place = Place::new();
    let mut store = place.open();
    let told =
        MessageRecord { permalink: Some("https://x.com/wexby/status/1".to_owned()), ..counted(post("1", 0, "News"), Some(9), Some(5)) };
    let cut = MessageRecord { text_cut: true, ..counted(answering(post("1", 0, "Ne…"), "7"), Some(20), None) };
    let first = File::new("first").covers(1).holds([told.clone()]).import(&mut store).id.unwrap();
    let second = File::new("second").covers(9).holds([cut]).import(&mut store).id.unwrap();
    let third = File::new("third").covers(5).holds([told]).import(&mut store).id.unwrap();

    let origins = store.origins(&[1]).unwrap().remove(0);
    let origins: Vec<(i64, &str, Vec<&str>)> =
        origins.iter().map(|one| (one.import, one.path.as_str(), one.fields.iter().map(String::as_str).collect())).collect();
    assert_eq!(
        origins,
        [
            (second, "second.csv", vec!["time", "author", "parent", "impressions"]),
            (third, "third.csv", vec!["text", "address", "likes"]),
            (first, "first.csv", vec![]),
        ]
    );
    store.undo(third).unwrap();
    store.undo(second).unwrap();
    let origins = store.origins(&[1]).unwrap().remove(0);
    assert_eq!(origins.len(), 1);
    assert_eq!((origins[0].import, &*origins[0].fields.join(" ")), (first, "time author text address impressions likes"));
}

#[test]
fn the_counts_of_a_twin_are_from_its_own_import() {
    let place = Place::new();
    let mut store = place.open();
    let share = counted(linked("share", 0, Some("The new timetable is out on Monday.")), Some(100), None);
    let activity = counted(linked("activity", 0, Some("The new timetable is out on Monday.")), None, Some(4));
    File::new("shares").covers(1).holds([share]).import(&mut store);
    File::new("page").covers(2).holds([activity]).import(&mut store);
    let counts = store.counts(None).unwrap();
    assert_eq!(counts.len(), 1);
    let origins = store.origins(&[counts[0].message]).unwrap().remove(0);
    let of = |count: &str| origins.iter().find(|one| one.fields.iter().any(|field| field == count)).map(|one| one.path.as_str());
    assert_eq!((of("impressions"), of("likes")), (Some("shares.csv"), Some("page.csv")));
}

#[test]
fn the_same_name_on_two_platforms_is_two_people_and_two_accounts() {
    let on = |platform: Platform, record: MessageRecord| MessageRecord { space: IdSpace::of(platform, "post"), ..record };
    let ours = |id: &str| MessageRecord { author: Author::Account("Wexby".to_owned()), ..post(id, 60, "At noon.") };
    let place = Place::new();
    let store = place.holding(&[File::new("desk").holds([
        on(Platform::X, heard("1", 0, "When?", "bob")),
        on(Platform::Facebook, heard("2", 0, "When?", "Bob")),
        on(Platform::X, ours("3")),
        on(Platform::Facebook, ours("4")),
    ])]);
    let rows = |query: &str| store.sql(query).unwrap().rows;
    let platforms = |first: &str, second: &str| [[Cell::Text(first.to_owned())], [Cell::Text(second.to_owned())]];
    assert_eq!(rows("SELECT platform FROM person ORDER BY platform"), platforms("facebook", "x"));
    assert_eq!(rows("SELECT platform FROM account ORDER BY platform"), platforms("facebook", "x"));
    assert_eq!(rows("SELECT count(DISTINCT person) + count(DISTINCT account) FROM message"), [[Cell::Integer(4)]]);
}

#[test]
fn a_person_is_called_as_the_newest_export_says() {
    let says = |handle: &str, id: Option<&str>, name: Option<&str>| {
        Author::Person(Person { native_id: id.map(str::to_owned), display_name: name.map(str::to_owned), ..person(handle) })
    };
    let place = Place::new();
    let mut store = place.open();
    let message = |id: &str, author: Author| MessageRecord { author, ..heard(id, 0, "hello", "") };
    let newest = File::new("newest").covers(9).holds([message("1", says("Ada", None, Some("Ada L.")))]).import(&mut store);
    File::new("older").covers(1).holds([message("2", says("ADA", Some("42"), Some("Ada")))]).import(&mut store);
    let who = |store: &Store| format!("{:?}", store.sql("SELECT handle, native_id, name FROM person").unwrap().rows);
    assert_eq!(who(&store), r#"[[Text("Ada"), Text("42"), Text("Ada L.")]]"#);
    store.undo(newest.id.unwrap()).unwrap();
    assert_eq!(who(&store), r#"[[Text("ADA"), Text("42"), Text("Ada")]]"#);
}

#[test]
fn stated_response_times_are_kept_and_the_newest_counts() {
    let place = Place::new();
    let mut store = place.open();
    let first = File::new("june").covers(1).and(Item::Response(response("7", None))).and(Item::Response(response("7", Some(1))));
    let report = first.import(&mut store);
    assert_eq!((report.added, report.rejected), (1, 1));
    let report = File::new("july").covers(2).and(Item::Response(response("7", Some(90)))).import(&mut store);
    assert_eq!((report.updated, report.added), (1, 0));
    let seconds = store.sql("SELECT a.handle, seconds FROM responses r JOIN account a ON a.id = r.account").unwrap();
    assert_eq!(format!("{:?}", seconds.rows), r#"[[Text("Wexby"), Integer(5400)]]"#);
}

#[test]
fn a_hole_between_two_exports_is_named_and_closed_by_a_third() {
    let span = |from: i64, to: i64| earshot_model::Span { from: NOON + from * DAY, to: NOON + to * DAY };
    let file = |name: &str, from: i64, to: i64| {
        let mut file = File::new(name).holds([MessageRecord { parent: Parent::None, ..post(name, from * 86_400 + 60, "News") }]);
        file.about.covers = Some(span(from, to));
        file
    };
    let place = Place::new();
    let mut store = place.open();
    let may = file("1", 0, 30).import(&mut store).id.unwrap();
    let july = file("2", 61, 90).import(&mut store).id.unwrap();
    // Within the first: nothing new. A day between two exports is their edges.
    file("3", 5, 20).import(&mut store);
    file("4", 91, 95).import(&mut store);
    let gaps = store.gaps().unwrap();
    assert_eq!(gaps.iter().map(|gap| (gap.span, gap.between, gap.of_days)).collect::<Vec<_>>(), [(span(30, 61), (may, july), false)]);
    assert_eq!(store.report(may).unwrap().gaps, [span(30, 61)]);
    file("5", 29, 61).import(&mut store);
    assert_eq!(store.gaps().unwrap(), []);
    // Figures by day are another thing than messages.
    File::new("days").and(Item::Day(day("2020-01-01", "likes", 1))).import(&mut store);
    File::new("more days").and(Item::Day(day("2020-02-01", "likes", 1))).import(&mut store);
    let gaps = store.gaps().unwrap();
    assert!(gaps.len() == 1 && gaps[0].of_days, "{gaps:?}");
}
