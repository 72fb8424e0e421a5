//! Meta's "Download your information": the inbox, posts, comments, insights.

use std::fs;
use std::path::Path;

use earshot_model::{FilePlan, MessageRecord, Overrides, Plan, ProblemCode, Question, Severity};
use insta::assert_snapshot;

use crate::reading::{Written, fixture, is_unknown, lines, plan, plan_lines, plan_with, read, the_plan, the_refusal, written};

fn planned(path: &Path, overrides: &Overrides) -> Plan {
    plan_with(path, overrides)
}

fn the_one(path: &Path, overrides: &Overrides) -> FilePlan {
    let plan = planned(path, overrides);
    let [file] = &plan.files[..] else { panic!("{plan:#?}") };
    file.clone()
}

/// Writes files into a folder of their own.
pub(crate) fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn an_inbox_is_one_plan_with_all_its_threads() {
    let plan = plan(&fixture("facebook-messages/download"));
    assert_eq!(plan.refused, []);
    let [plan] = &plan.files[..] else { panic!("{:#?}", plan.files) };
    assert_eq!(plan.path, "your_activity_across_facebook/messages");
    assert_snapshot!(plan.parts.join("\n"), @r#"
    your_activity_across_facebook/messages/Otto Lind_7.json
    your_activity_across_facebook/messages/archived_threads/pathfriends_1002/message_1.json
    your_activity_across_facebook/messages/inbox/tillybram_1001/message_1.json
    your_activity_across_facebook/messages/inbox/tillybram_1001/message_2.json
    your_activity_across_facebook/messages/inbox/tillybram_1001/message_10.json
    "#);
    assert_snapshot!(plan_lines(plan), @r#"
    format    facebook-messages (it is an end-to-end encrypted conversation as Messenger's download has it)
    account   @Gemeinde Hölm on facebook
    platform  facebook (the names of its folders say so)
    zone      UTC (times are counted since 1970)
    ours      Gemeinde Hölm (it is the one name that is in each of 3 conversations)
    account   Gemeinde Hölm (the name that is ours in it)
    unused    media, reactions
    preview   2024-02-01T10:00:00Z | Otto Lind | inbound | "Is the ferry running?"
    preview   2024-02-01T10:01:00Z | @Gemeinde Hölm | outbound | ""
    preview   2024-02-01T10:02:00Z | @Gemeinde Hölm | outbound | "Every hour, until ten."
    preview   2024-01-02T12:58:20Z | somebody | inbound | "Somebody whose name is gone"
    preview   2024-01-02T12:56:40Z | @Gemeinde Hölm | outbound | ""
    "#);
    assert_snapshot!(lines(&read(plan)), @r#"
    message   facebook-direct 02e5013a9baccf85 by person "Otto Lind", 1706781600000 ±1s Stated, parent none
      text    Some("Is the ferry running?")
    message   facebook-direct 33cb3f1cd14e23a3 by owner, 1706781660000 ±1s Stated, parent none
      text    None
    message   facebook-direct 55f480d8b85bcbc7 by owner, 1706781720000 ±1s Stated, parent none
      text    Some("Every hour, until ten.")
    message   facebook-direct fc3792e4b9f72261 by somebody, 1704200300000 ±1s Stated, parent none
      text    Some("Somebody whose name is gone")
    message   facebook-direct 5f115e54c84c4286 by owner, 1704200200000 ±1s Stated, parent none
      text    None
    message   facebook-direct 87c80fa25d9bcfd7 by person "Rae Oduya", 1704200100000 ±1s Stated, parent none
      text    Some("Here is the gap in the fence")
    message   facebook-direct 05129692f09e93bb by person "Rae Oduya", 1704200100000 ±1s Stated, parent none
      text    Some("and the second one")
    message   facebook-direct d9017f0a68dc580c by person "Tilly Bram", 1709301600123 ±1s Stated, parent none
      text    None
    message   facebook-direct 2908f9c937983f68 by owner, 1709298000000 ±1s Stated, parent none
      text    Some("The hall opens at nine. Grüße 👍")
    message   facebook-direct 1532cd4b2d3fc228 by person "Tilly Bram", 1709297400500 ±1s Stated, parent none
      text    Some("When does the hall open on Saturday?")
    message   facebook-direct 9a6e3b3436cbd407 by person "Tilly Bram", 1704103200000 ±1s Stated, parent none
      text    Some("https://holm.example/paths")
    message   facebook-direct 8ae7eea94c4a4e43 by person "Tilly Bram", 1704103100000 ±1s Stated, parent none
      text    None
    message   facebook-direct 6430c15eace5dda6 by person "Tilly Bram", 1672567200000 ±1s Stated, parent none
      text    Some("Old, and whole already: café ☕")
    Note bad-value in download/your_activity_across_facebook/messages line - column -
      says    notices of who came and who left are left out: 1 ->
    "#);
}

#[test]
fn what_is_said_in_a_group_is_not_said_to_us_alone() {
    let plan = plan(&fixture("facebook-messages/download"));
    let everything = read(&plan.files[0]);
    let to_us = |text: &str| {
        let said = |message: &&&MessageRecord| message.text.as_deref() == Some(text);
        everything.messages().iter().find(said).unwrap().to_owner
    };
    assert!(to_us("Is the ferry running?") && to_us("When does the hall open on Saturday?"), "two take part in each");
    assert!(!to_us("Here is the gap in the fence") && !to_us("Somebody whose name is gone"), "three take part");
}

#[test]
fn a_damaged_thread_costs_what_is_damaged() {
    let plan = the_plan(&fixture("facebook-messages/damaged"));
    assert_snapshot!(plan_lines(&plan), @r#"
    format    facebook-messages (it is a conversation as Meta's download has it, `message_1.json`)
    account   @Holm Council on facebook
    platform  facebook (nothing in it says Instagram; choose the format by hand if it is from there)
    zone      UTC (times are counted since 1970)
    ours      Holm Council (it is the one name that is in each of 2 conversations)
    account   Holm Council (the name that is ours in it)
    preview   2024-02-29T09:46:40Z | Jose Marsh | inbound | "Before the break"
    preview   2024-03-01T12:50:00Z | Tilly Bram | inbound | "Good"
    preview   2024-03-01T12:50:00Z | @Holm Council | outbound | "Good as well"
    "#);
    assert_snapshot!(lines(&read(&plan)), @r#"
    Rejected bad-json in damaged/messages/inbox/josemarsh_1003/message_1.json line 5 column -
      says    the file breaks off within an element, at column 59: what follows is not read -> download it again; what stands before it was taken in
      raw     "{\"sender_name\": \"Jose Marsh\", \"timestamp_ms\": 17091999"
    message   facebook-direct 454553ac16b4e9fe by person "Jose Marsh", 1709200000000 ±1s Stated, parent none
      text    Some("Before the break")
    Rejected bad-date in damaged/messages/inbox/tillybram_1001/message_1.json line 5 column timestamp_ms
      says    `1709297400` is no moment at which anything was posted -> 
      raw     "{\"sender_name\": \"Tilly Bram\", \"timestamp_ms\": 1709297400, \"content\": \"Seconds where milliseconds belong\"}"
    Rejected missing-date in damaged/messages/inbox/tillybram_1001/message_1.json line 6 column timestamp_ms
      says    `timestamp_ms` is missing -> 
      raw     "{\"sender_name\": \"Tilly Bram\", \"timestamp_ms\": 0, \"content\": \"No time\"}"
    Rejected missing-date in damaged/messages/inbox/tillybram_1001/message_1.json line 7 column timestamp_ms
      says    `timestamp_ms` is missing -> 
      raw     "{\"sender_name\": \"Tilly Bram\", \"content\": \"No time at all\"}"
    Rejected bad-json in damaged/messages/inbox/tillybram_1001/message_1.json line 8 column -
      says    the element is not JSON: expected value at line 1 column 73 -> 
      raw     "{\"sender_name\": \"Tilly Bram\", \"timestamp_ms\": 1709297400501, \"content\": }"
    Rejected bad-value in damaged/messages/inbox/tillybram_1001/message_1.json line 9 column -
      says    the element is not as the format has it: invalid type: string "a text and no message", expected a message at line 1 column 23 -> 
      raw     "\"a text and no message\""
    message   facebook-direct 6f2d3dbbe72c540a by person "Tilly Bram", 1709297400500 ±1s Stated, parent none
      text    Some("Good")
    message   facebook-direct ca1ca0a074b08e03 by owner, 1709297400502 ±1s Stated, parent none
      text    Some("Good as well")
    "#);
}

#[test]
fn in_one_conversation_only_the_user_knows_who_is_ours() {
    let path = fixture("facebook-messages/one/message_1.json");
    let plan = the_plan(&path);
    assert_eq!((&plan.asks[..], &plan.account), (&[Question::Ours, Question::Account][..], &None));
    let ours = |overrides: Overrides| {
        let plan = the_one(&path, &overrides);
        let account = plan.account.as_ref().map(|account| (account.handle.clone(), account.display_name.clone()));
        let who: Vec<bool> = read(&plan).messages().iter().map(|message| message.to_owner).collect();
        (account.unwrap(), who, plan.asks)
    };
    let name = |name: &str| Some(name.to_owned());
    let by_ours = ours(Overrides { ours: vec!["holm council".to_owned()], ..Overrides::default() });
    assert_eq!(by_ours, (("holm council".to_owned(), name("holm council")), vec![false, true], vec![]));
    let by_account = ours(Overrides { account: name("Tilly Bram"), ..Overrides::default() });
    assert_eq!(by_account, (("Tilly Bram".to_owned(), name("Tilly Bram")), vec![true, false], vec![]));
    // An account that is none of the names says whose inbox it is and not who speaks.
    let handle = ours(Overrides { account: name("@holmcouncil"), ..Overrides::default() });
    assert_eq!(handle, (("holmcouncil".to_owned(), None), vec![true, true], vec![Question::Ours]));
    let both = ours(Overrides { account: name("holmcouncil"), ours: vec!["Holm Council".to_owned()], ..Overrides::default() });
    assert_eq!(both, (("holmcouncil".to_owned(), name("Holm Council")), vec![false, true], vec![]));
}

#[test]
fn a_message_is_the_same_however_its_file_is_opened() {
    let ids = |path: &Path| -> Vec<(String, String)> {
        let everything = read(&the_plan(path));
        everything.messages().iter().map(|message| (message.id.clone(), message.conversation.clone().unwrap())).collect()
    };
    let text = fs::read_to_string(fixture("facebook-messages/one/message_1.json")).unwrap();
    let expected = ids(&fixture("facebook-messages/one/message_1.json"));
    assert_eq!(expected[0].1, "tillybram_1001");
    for path in ["messages/inbox/tillybram_1001/message_1.json", "inbox/tillybram_1001/message_3.json", "tillybram_1001/message_1.json"] {
        let folder = tree(&[(path, &text)]);
        assert_eq!(ids(folder.path()), expected, "{path}");
        assert_eq!(ids(&folder.path().join(path)), expected, "{path}");
        assert_eq!(ids(folder.path().join(path).parent().unwrap()), expected, "{path}");
    }
    // A copy in an archive of another age, zipped.
    let zip = zipped(&[("your_facebook_activity/messages/archived_threads/tillybram_1001/message_1.json", &text)]);
    assert_eq!(ids(&zip.path), expected);
}

fn zipped(files: &[(&str, &str)]) -> Written {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (path, text) in files {
        zip.start_file(*path, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    written("download.zip", zip.finish().unwrap().into_inner())
}

#[test]
fn the_inboxes_of_two_downloads_are_two_plans() {
    let text = fs::read_to_string(fixture("facebook-messages/one/message_1.json")).unwrap();
    let folder = tree(&[
        ("facebook-holm-1/messages/inbox/a_1/message_1.json", &text),
        ("facebook-holm-1/messages/inbox/a_1/message_2.json", &text),
        ("facebook-holm-2/messages/inbox/a_1/message_1.json", &text),
        ("instagram-holm/messages/inbox/a_1/message_1.json", &text),
    ]);
    let plan = plan(folder.path());
    let found: Vec<(&str, &str, usize)> = plan.files.iter().map(|file| (&*file.format, &*file.path, file.parts.len())).collect();
    let expected = [
        ("facebook-messages", "facebook-holm-1/messages", 2),
        ("facebook-messages", "facebook-holm-2/messages", 1),
        ("instagram-messages", "instagram-holm/messages", 1),
    ];
    assert_eq!((found, plan.refused), (expected.to_vec(), vec![]));
}

#[test]
fn what_was_opened_may_say_that_it_is_from_instagram() {
    let text = fs::read_to_string(fixture("facebook-messages/one/message_1.json")).unwrap();
    let folder = tree(&[("instagram-holm/messages/inbox/a_1/message_1.json", &text), ("other/messages/inbox/a_1/message_1.json", &text)]);
    let format = |path: &str, overrides: &Overrides| the_one(&folder.path().join(path), overrides).format;
    assert_eq!(format("instagram-holm", &Overrides::default()), "instagram-messages");
    assert_eq!(format("other", &Overrides::default()), "facebook-messages");
    let by_hand = Overrides { format: Some("instagram-messages".to_owned()), ..Overrides::default() };
    let plan = the_one(&folder.path().join("other"), &by_hand);
    assert_eq!(plan.format, "instagram-messages");
    assert_eq!(&*read(&plan).messages()[0].space.0, "instagram-direct");
}

#[test]
fn instagram_lists_a_changed_message_twice() {
    let plan = the_plan(&fixture("instagram-messages"));
    assert_snapshot!(plan_lines(&plan), @r#"
    format    instagram-messages (it is a conversation as Meta's download has it, `message_1.json`)
    account   @holm.council on instagram
    platform  instagram (the names of its folders say so)
    account   holm.council (the download is named after it, `instagram-holm.council-2024-05-01-xYz12`)
    zone      UTC (times are counted since 1970)
    ours      Holm Council (it is the one name that is in each of 2 conversations)
    unused    photos
    preview   2024-03-02T17:25:00Z | @holm.council | outbound | "Tomorrow at ten"
    preview   2024-03-02T17:23:20Z | Tilly Båm | inbound | "Liked a message"
    preview   2024-03-02T17:21:40Z | Tilly Båm | inbound | "https://www.instagram.com/p/Cabc/"
    preview   2024-03-02T17:21:40Z | Tilly Båm | inbound | "When is this?"
    preview   2024-03-02T17:20:00Z | Tilly Båm | inbound | ""
    "#);
    assert_snapshot!(lines(&read(&plan)), @r#"
    message   instagram-direct b481110339b30131 by owner, 1709400300000 ±1s Stated, parent none
      text    Some("Tomorrow at ten")
    message   instagram-direct 32eec853fb4d8369 by person "Tilly Båm", 1709400200000 ±1s Stated, parent none
      text    Some("Liked a message")
    message   instagram-direct 26e3345c023bfdf0 by person "Tilly Båm", 1709400100000 ±1s Stated, parent none
      text    Some("https://www.instagram.com/p/Cabc/")
    message   instagram-direct 41d4f84355701d66 by person "Tilly Båm", 1709400100000 ±1s Stated, parent none
      text    Some("When is this?")
    message   instagram-direct 34a4ca5331bdacf8 by person "Tilly Båm", 1709400000000 ±1s Stated, parent none
      text    None
    message   instagram-direct 91da15bd52e26ccd by person "Otto Lind", 1709500000000 ±1s Stated, parent none
      text    Some("Hello?")
    Note bad-value in instagram-messages/instagram-holm.council-2024-05-01-xYz12/your_instagram_activity/messages line - column -
      says    messages are listed twice, before and after a change: what is listed first is left out: 1 ->
    "#);
}

#[test]
fn a_download_of_web_pages_is_refused_once() {
    let plan = plan(&fixture("facebook-messages/pages"));
    let refused: Vec<_> = plan.refused.iter().map(|problem| (problem.severity, &*problem.file, problem.hint.contains("JSON"))).collect();
    let expected = [(Severity::Refused, "pages/posts/your_posts_1.html", true), (Severity::Refused, "pages/messages", true)];
    assert_eq!((plan.files, refused), (vec![], expected.to_vec()));
}

#[test]
fn posts_of_one_second_are_one_unless_their_texts_differ() {
    let plan = the_plan(&fixture("facebook-posts-dyi/this_profile's_activity_across_facebook"));
    assert_snapshot!(plan_lines(&plan), @r#"
    format    facebook-posts-dyi (it is named and begins as the posts of Meta's download do)
    account   none
    asks      [Account]
    unused    tags, title
    preview   2024-03-01T14:00:00Z | the account | outbound | "Gritting tonight: routes 1 & 2. Straße gesperrt."
    preview   2024-02-29T14:00:00Z | the account | outbound | "The new bridge"
    preview   2024-02-28T14:00:00Z | the account | outbound | "Two at one second"
    preview   2024-02-28T14:00:00Z | the account | outbound | "And they differ"
    preview   2024-02-27T14:00:00Z | the account | outbound | ""
    "#);
    assert_snapshot!(lines(&read(&plan)), @r#"
    message   facebook-dyi eb20a5cfbbf2606d by owner, 1709301600000 ±1s Stated, parent none
      text    Some("Gritting tonight: routes 1 & 2. Straße gesperrt.")
    message   facebook-dyi 0140628c6f67405a by owner, 1709215200000 ±1s Stated, parent none
      text    Some("The new bridge")
    message   facebook-dyi ec516e872791947d by owner, 1709128800000 ±1s Stated, parent none
      text    Some("Two at one second")
    message   facebook-dyi 5c1b87d379dbfee8 by owner, 1709128800000 ±1s Stated, parent none
      text    Some("And they differ")
    message   facebook-dyi 570c6e80d2e8a2ec by owner, 1709042400000 ±1s Stated, parent none
      text    None
    Note bad-value in this_profile's_activity_across_facebook/posts/profile_posts_1.json line - column -
      says    records that repeat a post of the same second without a text of their own are left out: 2 ->
    "#);
    let damaged = the_plan(&fixture("facebook-posts-dyi/damaged"));
    assert_snapshot!(lines(&read(&damaged)), @r#"
    Rejected missing-date in damaged/your_posts_1.json line 3 column timestamp
      says    `timestamp` is missing -> 
      raw     "{\"data\": [{\"post\": \"Without a time\"}]}"
    Rejected bad-date in damaged/your_posts_1.json line 4 column timestamp
      says    `soon` is no moment at which anything was posted -> 
      raw     "{\"timestamp\": \"soon\", \"data\": [{\"post\": \"With no time\"}]}"
    Rejected bad-value in damaged/your_posts_1.json line 5 column -
      says    the element is not as the format has it: invalid type: map, expected a sequence at line 1 column 34 -> 
      raw     "{\"timestamp\": 1709301500, \"data\": {\"post\": \"Not a list\"}}"
    message   facebook-dyi 6cbe79c213aff46f by owner, 1709301600000 ±1s Stated, parent none
      text    Some("Whole")
    Rejected bad-json in damaged/your_posts_1.json line 7 column -
      says    a comma or the end of the list was expected, at column 3: what follows is not read -> download it again; what stands before it was taken in
      raw     ""
    message   facebook-dyi 3f200de0465a7be1 by owner, 1709301400000 ±1s Stated, parent none
      text    Some("Whole as well")
    "#);
}

#[test]
fn ids_that_are_made_here_are_of_one_account() {
    let path = fixture("facebook-posts-dyi/damaged/your_posts_1.json");
    let plan = the_one(&path, &Overrides { account: Some("Holm Council".to_owned()), ..Overrides::default() });
    assert_eq!(&*read(&plan).messages()[0].space.0, "facebook-dyi:holm council");
    assert_eq!(the_plan(&path).asks, [Question::Account]);
}

#[test]
fn own_comments_on_facebook_are_read() {
    let plan = the_plan(&fixture("facebook-comments-dyi"));
    assert_snapshot!(plan_lines(&plan), @r#"
    format    facebook-comments-dyi (it begins as the comments of Meta's download do, `comments_v2`)
    account   @Holm Council on facebook
    account   Holm Council (the first comment names who wrote it)
    unused    attachments, title
    preview   2024-03-01T14:00:00Z | @Holm Council | outbound | "Thé road is open again."
    preview   2024-02-29T14:00:00Z | @Holm Council | outbound | ""
    "#);
    assert_snapshot!(lines(&read(&plan)), @r#"
    message   facebook-comment-dyi:holm council cd4e447dd14eaa1e by owner, 1709301600000 ±1s Stated, parent unknown
      text    Some("Thé road is open again.")
    message   facebook-comment-dyi:holm council 1df649b792bc997a by owner, 1709215200000 ±1s Stated, parent unknown
      text    None
    Rejected missing-date in facebook-comments-dyi/comments_and_reactions/comments.json line 14 column timestamp
      says    `timestamp` is missing -> 
      raw     "{\n      \"data\": [{\"comment\": {\"comment\": \"When was this?\", \"author\": \"Holm Council\"}}],\n      \"title\": \"Holm Council commented.\"\n    }"
    "#);
}

#[test]
fn own_comments_on_instagram_are_read_in_any_language() {
    let plan = plan(&fixture("instagram-comments-dyi"));
    let shown: Vec<String> = plan.files.iter().map(|file| format!("{}\n{}", plan_lines(file), lines(&read(file)))).collect();
    assert_snapshot!(shown.join("\n"), @r#"
    format    instagram-comments-dyi (it begins as the comments of Instagram's download do)
    account   none
    asks      [Account]
    unused    media_list_data
    preview   2024-03-01T14:00:00Z | the account | outbound | "Come by, we are open 🙂"
    preview   2024-02-29T14:00:00Z | the account | outbound | "Well done!"

    message   instagram-comment-dyi aa2c177b69e30513 by owner, 1709301600000 ±1s Stated, parent unknown
      text    Some("Come by, we are open 🙂")
    message   instagram-comment-dyi 55e48f83059a8580 by owner, 1709215200000 ±1s Stated, parent unknown
      text    Some("Well done!")
    Rejected missing-date in instagram-comments-dyi/post_comments_1.json line 17 column Time
      says    `Time` is missing -> 
      raw     "{\n    \"string_map_data\": {\"Media Owner\": {\"value\": \"rae_oduya\"}, \"Time\": {\"timestamp\": 0}}\n  }"

    format    instagram-comments-dyi (it begins as the comments of Instagram's download do)
    account   none
    asks      [Account]
    preview   2024-02-28T14:00:00Z | the account | outbound | "Bientôt !"

    message   instagram-comment-dyi 115c032f55657bd3 by owner, 1709128800000 ±1s Stated, parent unknown
      text    Some("Bientôt !")
    "#);
}

#[test]
fn the_insights_have_reach() {
    let plan = plan(&fixture("instagram-insights-dyi/instagram-holm.council-2024-05-01-xYz12"));
    let shown: Vec<String> = plan.files.iter().map(|file| format!("{}\n{}", plan_lines(file), lines(&read(file)))).collect();
    assert_snapshot!(shown.join("\n"), @r#"
    format    instagram-insights-dyi (it begins as the insights of Instagram's download do, `organic_insights_posts`)
    account   @holm.council on instagram
    account   holm.council (the download is named after it, `instagram-holm.council-2024-05-01-xYz12`)
    decimal mark . (the first counts show it)
    unused    Navigation
    preview   2024-03-01T14:00:00Z | @holm.council | outbound | "Our café is open again" | reach 2840 · impressions 3119 · likes 101 · replies 7 · shares 3
    preview   2024-02-29T14:00:00Z | @holm.council | outbound | "" | likes 1200

    message   instagram-post-dyi:holm.council 1709301600 by owner, 1709301600000 ±1s Stated, parent none
      text    Some("Our café is open again")
      counts  reach 2840, impressions 3119, likes 101, replies 7, shares 3, follows 0, profile_visits 14, url_clicks 2
    Note bad-number in instagram-holm.council-2024-05-01-xYz12/logged_information/past_instagram_insights/posts.json line 22 column string_map_data
      says    `many` is not a count of `Accounts reached`; it was left unknown -> 
    message   instagram-post-dyi:holm.council 1709215200 by owner, 1709215200000 ±1s Stated, parent none
      text    None
      counts  likes 1200
    Rejected missing-date in instagram-holm.council-2024-05-01-xYz12/logged_information/past_instagram_insights/posts.json line 29 column Creation Timestamp
      says    `Creation Timestamp` is missing -> 
      raw     "{\n      \"media_map_data\": {},\n      \"string_map_data\": {\"Likes\": {\"href\": \"\", \"value\": \"4\", \"timestamp\": 0}}\n    }"

    format    instagram-insights-dyi (it begins as the insights of Instagram's download do, `organic_insights_reels`)
    account   @holm.council on instagram
    account   holm.council (the download is named after it, `instagram-holm.council-2024-05-01-xYz12`)
    decimal mark . (the first counts show no other)
    preview   2024-02-28T14:00:00Z | @holm.council | outbound | "How a snow plough works" | reach 12004 · likes 640

    message   instagram-post-dyi:holm.council 1709128800 by owner, 1709128800000 ±1s Stated, parent none
      text    Some("How a snow plough works")
      counts  reach 12004, likes 640, other facebook_likes 11, other instagram_plays 15900
    "#);
}

#[test]
fn insights_in_another_language_say_so() {
    let plan = the_plan(&fixture("instagram-insights-dyi/other_language/posts.json"));
    let [problem] = &plan.problems[..] else { panic!("{:#?}", plan.problems) };
    assert_eq!((problem.code, problem.severity, problem.hint.contains("English")), (ProblemCode::BadValue, Severity::Note, true));
    let everything = read(&plan);
    let [post] = everything.messages()[..] else { panic!("{}", lines(&everything)) };
    assert_eq!((post.text.as_deref(), &post.counts), (Some("Bro"), &None));
    assert_eq!(plan.unused, ["Rækkevidde"]);
}

#[test]
fn posts_on_threads_are_read() {
    let plan = the_plan(&fixture("threads-posts-dyi/threads_and_replies.json"));
    assert_snapshot!(plan_lines(&plan), @r#"
    format    threads-posts-dyi (it begins as the posts on Threads do, `text_post_app_text_posts`)
    account   none
    asks      [Account]
    preview   2024-03-01T14:00:00Z | the account | outbound | "Ferry times change on Monday."
    preview   2024-03-01T14:00:00Z | the account | outbound | "And again in May ⛴"
    preview   2024-02-29T14:00:00Z | the account | outbound | "The pier"
    "#);
    assert_snapshot!(lines(&read(&plan)), @r#"
    message   threads-post-dyi 5654a49f4e769761 by owner, 1709301600000 ±1s Stated, parent unknown
      text    Some("Ferry times change on Monday.")
    message   threads-post-dyi d8a91cbec0b49a4e by owner, 1709301600000 ±1s Stated, parent unknown
      text    Some("And again in May ⛴")
    message   threads-post-dyi 166534131d94b903 by owner, 1709215200000 ±1s Stated, parent unknown
      text    Some("The pier")
    Rejected missing-date in threads_and_replies.json line 6 column creation_timestamp
      says    `creation_timestamp` is missing -> 
      raw     "{\"media\": []}"
    Rejected bad-json in threads_and_replies.json line 7 column -
      says    a line break within quotes, at column 75: what follows is not read -> download it again; what stands before it was taken in
      raw     "{\"media\": [{\"uri\": \"\", \"creation_timestamp\": 1709128800, \"title\": \"Cut"
    "#);
}

#[test]
fn other_files_of_a_download_are_not_taken_for_these() {
    let near = [
        ("your_posts_1.json", r#"{"posts": []}"#),
        ("profile_posts_1.json", r#"[{"media": [], "title": "x", "creation_timestamp": 1}]"#),
        ("posts_1.json", r#"[{"media": [{"src": "a", "time": 1709215200, "title": "of another platform"}]}]"#),
        ("posts_1.json", r#"{"media": "a", "uri": "b", "creation_timestamp": 1709215200, "data": [{"title": "x"}], "timestamp": 1}"#),
        (
            "posts.json",
            r#"[{"timestamp": 1709215200, "media": [], "label_values": [{"label": "Media", "media": [{"uri": "a", "creation_timestamp": 1709215200}]}], "fbid": "1"}]"#,
        ),
        ("stories.json", r#"{"ig_stories": [{"uri": "a", "creation_timestamp": 1709215200, "title": ""}]}"#),
        ("archived_posts.json", r#"{"ig_archived_post_media": [{"media": [{"uri": "a", "creation_timestamp": 1709215200}]}]}"#),
        ("posts_1.html", "<html><body>A page of a blog</body></html>"),
        ("likes_and_reactions_1.json", r#"[{"timestamp": 1709215200, "data": [{"reaction": {"reaction": "LIKE"}}], "title": "x"}]"#),
        ("comments.json", r#"{"comments": [{"id": "1", "text": "of a video", "timestamp": 1709215200}]}"#),
        ("liked_comments.json", r#"{"likes_comment_likes": [{"string_list_data": []}]}"#),
        ("synced_contacts.json", r#"{"contacts_contact_info": [{"string_map_data": {"Name": {"value": "x"}}}]}"#),
        ("contacts.json", r#"[{"string_map_data": {"Name": {"value": "x"}}}]"#),
        ("message_1.json", r#"{"error": "no"}"#),
        ("message_1.txt", r#"{"participants": [], "messages": []}"#),
        ("result.json", r#"{"name": "x", "messages": [{"id": 1, "from": "y", "text": "another messenger"}]}"#),
        ("message_1.html", "no page"),
        ("chat.json", r#"[{"sender_name": "x", "timestamp_ms": 1709215200000}]"#),
    ];
    for (name, text) in near {
        assert!(is_unknown(&written(name, text).path), "{name}");
    }
}

#[test]
fn an_empty_list_is_refused() {
    let empty = [
        ("comments.json", "{\"comments_v2\": []}"),
        ("reels.json", "{\"organic_insights_reels\": []}"),
        ("threads_and_replies.json", "{\"text_post_app_text_posts\": []}"),
        ("reels.json", "{\"ig_reels_media\": []}"),
    ];
    for (name, text) in empty {
        let problem = the_refusal(&written(name, text).path);
        assert_eq!((problem.severity, problem.code), (Severity::Refused, ProblemCode::HeaderOnly), "{name}");
    }
}
