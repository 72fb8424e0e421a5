//! The Mastodon archive.

use std::fs;

use earshot_model::{Overrides, ProblemCode, Question};
use insta::assert_snapshot;

use crate::reading::{fixture, lines, plan, plan_lines, plan_with, read, the_plan, the_refusal, written};

#[test]
fn posts_replies_boosts_and_direct_messages_are_read() {
    let plan = plan(&fixture("mastodon/whole"));
    // Likes and bookmarks are no strangers in an archive.
    assert_eq!(plan.refused, []);
    let [plan] = &plan.files[..] else { panic!("{:#?}", plan.files) };
    assert_eq!((&*plan.path, &plan.parts[..]), ("", &["actor.json".to_owned(), "outbox.json".to_owned()][..]));
    let account = plan.account.as_ref().unwrap();
    assert_eq!(account.native_id.as_deref(), Some("https://holm.example/users/council"));
    assert_eq!(account.display_name.as_deref(), Some("Holm Council"));
    assert_snapshot!(plan_lines(plan), @r#"
    format    mastodon (it begins as the outbox of a Mastodon archive does, `orderedItems`)
    account   @council@holm.example on mastodon
    account   council@holm.example (actor.json names it)
    zone      UTC (every time in the file states its offset)
    ids       addresses (a post's id is its whole address, since each server counts by itself)
    unused    attachment, contentMap, replies, sensitive
    preview   2022-11-08T11:41:54Z | @council@holm.example | outbound | "Gritting tonight: routes 1 & 2.\nStay warm.\nMap: https://holm.example/map" | likes 4 · reposts 1
    preview   2022-11-08T15:30:47Z | @council@holm.example | outbound | "@tilly A crew comes today."
    preview   2022-11-08T15:56:12Z | @council@holm.example | outbound | "Update on Quay Street\nAnd it is done."
    preview   2022-11-08T16:21:38Z | @council@holm.example | outbound | "@jo Please send us your house number."
    preview   2022-11-08T16:47:04Z | @council@holm.example | outbound | "For those who follow us."
    "#);
    let everything = read(plan);
    assert_snapshot!(lines(&everything), @r#"
    message   mastodon-post https://holm.example/users/council/statuses/109308000000000000 by owner, 1667907714000 ±1s Stated, parent none
      text    Some("Gritting tonight: routes 1 & 2.\nStay warm.\nMap: https://holm.example/map")
      link    https://holm.example/@council/109308000000000000
      counts  likes 4, reposts 1
    message   mastodon-post https://holm.example/users/council/statuses/109308900000000000 by owner, 1667921447000 ±1s Stated, parent https://marsh.example/users/tilly/statuses/109308100000000000 by @tilly@marsh.example
      text    Some("@tilly A crew comes today.")
      link    https://holm.example/@council/109308900000000000
    message   mastodon-post https://holm.example/users/council/statuses/109309000000000000 by owner, 1667922972000 ±1s Stated, parent https://holm.example/users/council/statuses/109308900000000000 by @council@holm.example
      text    Some("Update on Quay Street\nAnd it is done.")
      link    https://holm.example/@council/109309000000000000
    message   mastodon-post https://holm.example/users/council/statuses/109309100000000000 by owner, 1667924498000 ±1s Stated, parent https://holm.example/users/jo/statuses/109309050000000000 by @jo@holm.example
      text    Some("@jo Please send us your house number.")
      link    https://holm.example/@council/109309100000000000
    message   mastodon-post https://holm.example/users/council/statuses/109309200000000000 by owner, 1667926024000 ±1s Stated, parent none
      text    Some("For those who follow us.")
      link    https://holm.example/@council/109309200000000000
    message   mastodon-post https://holm.example/users/council/statuses/109309300000000000 by owner, 1667927550000 ±1s Stated, parent https://notes.example/notes/9a8b7c by @rae@notes.example
      text    Some("@rae Thank you!")
      link    https://holm.example/@council/109309300000000000
    message   mastodon-post https://holm.example/users/council/statuses/109309400000000000 by owner, 1667929075000 ±1s Stated, parent none
      text    None
    message   mastodon-post https://holm.example/users/council/statuses/109309500000000000 by owner, 1667930601000 ±1s Stated, parent none
      text    None
      link    https://holm.example/@council/109309500000000000
    Note bad-value in whole line - column -
      says    activities that are neither posts nor boosts are left out: 1 ->
    "#);
    let kinds: String = everything.messages().iter().map(|message| format!("{:?} ", message.kind)).collect();
    assert_eq!(kinds, "Post Post Post Direct Post Post Repost Post ");
    let conversation = everything.messages()[0].conversation.as_deref();
    assert_eq!(conversation, Some("tag:holm.example,2022-11-08:objectId=000:objectType=Conversation"));
}

#[test]
fn a_damaged_outbox_costs_what_is_damaged() {
    let plan = the_plan(&fixture("mastodon/damaged"));
    assert_snapshot!(plan_lines(&plan), @r#"
    format    mastodon (it begins as the outbox of a Mastodon archive does, `orderedItems`)
    account   @council@holm.example on mastodon
    account   council@holm.example (the address of who wrote the first post says so)
    zone      UTC (every time in the file states its offset)
    ids       addresses (a post's id is its whole address, since each server counts by itself)
    unused    attachment, contentMap, replies, sensitive
    preview   2022-11-08T11:41:54Z | @council@holm.example | outbound | "Whole"
    preview   2022-11-08T11:41:54Z | @council@holm.example | outbound | "Time from the id"
    "#);
    assert_snapshot!(lines(&read(&plan)), @r#"
    message   mastodon-post https://holm.example/users/council/statuses/109308000000000000 by owner, 1667907714000 ±1s Stated, parent none
      text    Some("Whole")
      link    https://holm.example/@council/109308000000000000
    message   mastodon-post https://holm.example/users/council/statuses/109308000000000001 by owner, 1667907714843 ±1s FromId, parent none
      text    Some("Time from the id")
      link    https://holm.example/@council/109308000000000001
    Rejected missing-date in damaged/outbox.json line 4 column published
      says    `published` is missing -> 
      raw     "{\"id\": \"https://holm.example/users/council/statuses/abc/activity\", \"type\": \"Create\", \"actor\": \"https://holm.example/users/council\", \"published\": null, \"to\": [\"https://www.w3.org/ns/activitystreams#Public\"], \"cc\": [\"https://holm.example/users/council/followers\"], \"object\": {\"id\": \"https://holm.example/users/council/statuses/abc\", \"type\": \"Note\", \"summary\": null, \"inReplyTo\": null, \"url\": \"https://holm.example/@council/abc\", \"attributedTo\": \"https://holm.example/users/council\", \"to\": [\"https://www.w3.org/ns/activitystreams#Public\"], \"cc\": [\"https://holm.example/users/council/followers\"], \"sensitive\": false, \"conversation\": \"tag:holm.example,2022-11-08:objectId=abc:objectType=Conversation\", \"content\": \"<p>No time at all</p>\", \"contentMap\": {\"en\": \"<p>No time at all</p>\"}, \"attachment\": [], \"tag\": [], \"replies\": {\"id\": \"https://holm.example/users/council/statuses/abc/replies\", \"type\": \"Collection\"}}}"
    Rejected bad-date in damaged/outbox.json line 5 column published
      says    `yesterday` is no moment that there was -> 
      raw     "{\"id\": \"https://holm.example/users/council/statuses/abd/activity\", \"type\": \"Create\", \"actor\": \"https://holm.example/users/council\", \"published\": \"yesterday\", \"to\": [\"https://www.w3.org/ns/activitystreams#Public\"], \"cc\": [\"https://holm.example/users/council/followers\"], \"object\": {\"id\": \"https://holm.example/users/council/statuses/abd\", \"type\": \"Note\", \"summary\": null, \"inReplyTo\": null, \"published\": \"yesterday\", \"url\": \"https://holm.example/@council/abd\", \"attributedTo\": \"https://holm.example/users/council\", \"to\": [\"https://www.w3.org/ns/activitystreams#Public\"], \"cc\": [\"https://holm.example/users/council/followers\"], \"sensitive\": false, \"conversation\": \"tag:holm.example,2022-11-08:objectId=abd:objectType=Conversation\", \"content\": \"<p>A time in words</p>\", \"contentMap\": {\"en\": \"<p>A time in words</p>\"}, \"attachment\": [], \"tag\": [], \"replies\": {\"id\": \"https://holm.example/users/council/statuses/abd/replies\", \"type\": \"Collection\"}}}"
    Rejected missing-id in damaged/outbox.json line 6 column id
      says    `id` is missing -> 
      raw     "{\"id\": \"https://holm.example/users/council/statuses/0/activity\", \"type\": \"Create\", \"actor\": \"https://holm.example/users/council\", \"published\": \"2022-11-08T11:41:54Z\", \"to\": [\"https://www.w3.org/ns/activitystreams#Public\"], \"cc\": [\"https://holm.example/users/council/followers\"], \"object\": {\"type\": \"Note\", \"summary\": null, \"inReplyTo\": null, \"published\": \"2022-11-08T11:41:54Z\", \"url\": \"https://holm.example/@council/109308000000000003\", \"attributedTo\": \"https://holm.example/users/council\", \"to\": [\"https://www.w3.org/ns/activitystreams#Public\"], \"cc\": [\"https://holm.example/users/council/followers\"], \"sensitive\": false, \"conversation\": \"tag:holm.example,2022-11-08:objectId=003:objectType=Conversation\", \"content\": \"<p>No id</p>\", \"contentMap\": {\"en\": \"<p>No id</p>\"}, \"attachment\": [], \"tag\": [], \"replies\": {\"id\": \"https://holm.example/users/council/statuses/109308000000000003/replies\", \"type\": \"Collection\"}}}"
    Rejected bad-value in damaged/outbox.json line 7 column object
      says    `object` is missing -> 
      raw     "{\"id\": \"https://holm.example/users/council/statuses/5/activity\", \"type\": \"Create\", \"actor\": \"https://holm.example/users/council\", \"published\": \"2022-11-08T11:41:54Z\"}"
    Rejected missing-id in damaged/outbox.json line 8 column id
      says    `id` is missing -> 
      raw     "{\"type\": \"Announce\", \"published\": \"2022-11-08T11:41:54Z\", \"object\": \"https://x.example/1\"}"
    Rejected bad-json in damaged/outbox.json line 9 column -
      says    the element is not JSON: expected value at line 1 column 26 -> 
      raw     "{\"id\": \"broken\", \"type\": }"
    Rejected bad-json in damaged/outbox.json line 10 column -
      says    the file breaks off within an element, at column 56: what follows is not read -> download it again; what stands before it was taken in
      raw     "{\"type\": \"Create\", \"object\": {\"id\": \"https://holm.exam"
    "#);
}

#[test]
fn the_outbox_alone_says_whose_it_is() {
    let whole = the_plan(&fixture("mastodon/whole"));
    let alone = the_plan(&fixture("mastodon/whole/outbox.json"));
    let (known, seen) = (whole.account.as_ref().unwrap(), alone.account.as_ref().unwrap());
    assert_eq!((&known.handle, &known.native_id), (&seen.handle, &seen.native_id));
    assert_eq!(read(&alone).messages(), read(&whole).messages());
    // In a folder without an actor it is itself the file.
    let folder = the_plan(&fixture("mastodon/damaged"));
    assert_eq!((&*folder.path, folder.parts.len()), ("outbox.json", 1));

    let chosen = Overrides { account: Some("@news@holm.example".to_owned()), ..Overrides::default() };
    let plan = plan_with(&fixture("mastodon/whole"), &chosen);
    let account = plan.files[0].account.as_ref().unwrap();
    assert_eq!((&*account.handle, account.native_id.as_deref()), ("news@holm.example", Some("https://holm.example/users/council")));

    let nobody = r#"{"type": "OrderedCollection", "orderedItems": [{"type": "Announce", "id": "x"}]}"#;
    assert_eq!(the_plan(&written("outbox.json", nobody).path).asks, [Question::Account]);
}

#[test]
fn an_empty_outbox_and_an_actor_that_is_broken() {
    let problem = the_refusal(&fixture("mastodon/empty/outbox.json"));
    assert_eq!((problem.code, &*problem.message), (ProblemCode::HeaderOnly, "the outbox is empty"));

    let folder = tempfile::tempdir().unwrap();
    fs::copy(fixture("mastodon/whole/outbox.json"), folder.path().join("outbox.json")).unwrap();
    fs::write(folder.path().join("actor.json"), "{\"id\": ").unwrap();
    let plan = the_plan(folder.path());
    assert_eq!(plan.account.as_ref().unwrap().handle, "council@holm.example");
    assert_eq!(plan.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [ProblemCode::BadJson]);
    assert_eq!(read(&plan).messages().len(), 8);
}

#[test]
fn other_collections_are_not_taken_for_an_outbox() {
    let near = [
        ("likes.json", r#"{"type": "OrderedCollection", "orderedItems": ["https://marsh.example/1"]}"#),
        ("bookmarks.json", r#"{"type": "OrderedCollection", "orderedItems": []}"#),
        ("outbox.json", r#"{"type": "OrderedCollection", "totalItems": 5, "first": "https://holm.example/outbox?page=1"}"#),
        ("outbox.json", r#"[{"orderedItems": []}]"#),
        ("actor.json", r#"{"type": "Person", "outbox": "outbox.json"}"#),
    ];
    for (name, text) in near {
        assert_eq!(the_refusal(&written(name, text).path).code, ProblemCode::NotRecognised, "{name} {text}");
    }
}
