//! What researchers collect: twarc, 4CAT and CrowdTangle.

use earshot_model::{Author, Overrides, Question};

use crate::reading::{directed_lines, fixture, lines, plan_lines, read, the_plan, the_plan_with, written};

fn ours(names: &[&str]) -> Overrides {
    Overrides { ours: names.iter().map(|&name| name.to_owned()).collect(), ..Overrides::default() }
}

/// Pages, one of them empty, a post of a stream, and the error with which it ended. What was met twice counts once.
#[test]
fn pages_of_the_api_name_their_people_and_bring_what_was_answered() {
    let path = fixture("twarc/pages.jsonl");
    assert_eq!(the_plan(&path).asks, [Question::Ours]);
    let plan = the_plan_with(&path, &ours(&["holmcouncil"]));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    twarc (it begins as a page of posts from X's API does)
    account   none, by row
    zone      UTC (X's API gives its times in UTC)
    ours      holmcouncil (chosen by hand)
    preview   2024-03-01T10:04:29Z | @HolmCouncil | outbound | "@marta_lind On Monday!" | impressions 340 · likes 4 · replies 0 · reposts 1
    preview   2024-03-01T10:06:08Z | @per_ek | inbound | "RT @holm_news: The bridge is shut until the ice has gone, and the ferry as well, so that whoever lives on the island…"
    preview   2024-03-01T10:00:00Z | @marta_lind | inbound | "@holmcouncil is the pool open & warm?" | likes 2 · replies 1 · reposts 0
    preview   2024-03-01T10:10:07Z | 503 | inbound | "A short beginning, and then a long story about trams." | likes 0 · replies 0 · reposts 0
    "#);
    insta::assert_snapshot!(directed_lines(&read(&plan)), @r#"
    message   x-post 1763505583027126279 by account @HolmCouncil, 1709287469000 ±1s Stated, parent 1763504454339919877 by @marta_lind
      text    Some("@marta_lind On Monday!")
      counts  impressions 340, likes 4, replies 0, reposts 1, saves 2, other quotes 0
      kind    post in 1763504454339919877
    message   x-post 1763506000000000000 by person @per_ek, 1709287568000 ±1s Stated, parent none
      text    Some("RT @holm_news: The bridge is shut until the ice has gone, and the ferry as well, so that whoever lives on the island…") (cut)
      kind    repost in 1763506000000000000
    message   x-post 1763504454339919877 by person @marta_lind, 1709287200000 ±1s Stated, parent none
      text    Some("@holmcouncil is the pool open & warm?")
      counts  likes 2, replies 1, reposts 0, other quotes 0
      kind    post in 1763504454339919877
    message   x-post 1763507000000000000 by person #503, 1709287807832 ±1s FromId, parent none
      text    Some("A short beginning, and then a long story about trams.")
      counts  likes 0, replies 0, reposts 0, other quotes 0
      kind    post in 1763507000000000000
    Note bad-value in pages.jsonl line 4 column -
      says    the line is an error that X's API answered with: operational-disconnect -> the collection may have ended there; collect the rest
    Note bad-value in pages.jsonl line - column -
      says    posts and people that X's API could not give are left out: 1 ->
    "#);
}

#[test]
fn a_flattened_collection_holds_what_was_answered_within_the_answer() {
    let plan = the_plan_with(&fixture("twarc/flat.jsonl"), &ours(&["77"]));
    insta::assert_snapshot!(directed_lines(&read(&plan)), @r#"
    message   x-post 1763505583027126279 by account @HolmCouncil, 1709287469000 ±1s Stated, parent 1763504454339919877 by @marta_lind
      text    Some("@marta_lind On Monday!")
      counts  likes 4, replies 0, reposts 1, other quotes 0
      kind    post in 1763504454339919877
    message   x-post 1763504454339919877 by person @marta_lind, 1709287200000 ±1s Stated, parent none
      text    Some("@holmcouncil is the pool open?")
      kind    post in 1763504454339919877
    "#);
}

#[test]
fn broken_posts_of_a_collection_are_named() {
    insta::assert_snapshot!(directed_lines(&read(&the_plan(&fixture("twarc/damaged.jsonl")))), @r#"
    Note bad-value in damaged.jsonl line 1 column -
      says    the element is not as the format has it: invalid type: string "nobody", expected a sequence at line 1 column 17 -> who wrote what on this page is known by number only
    Rejected damaged-id in damaged.jsonl line 1 column id
      says    the id `1.76E+18` was turned into a number and lost its digits -> export again and don't open the file in a spreadsheet
      raw     "{\"id\":\"1.76E+18\",\"text\":\"Damaged id\",\"created_at\":\"2024-03-01T10:00:00.000Z\",\"author_id\":\"501\"}"
    Rejected bad-value in damaged.jsonl line 1 column text
      says    `text` is missing -> 
      raw     "{\"id\":\"1763504454339919878\",\"text\":null,\"created_at\":\"2024-03-01T10:00:00.000Z\",\"author_id\":\"501\"}"
    Rejected bad-date in damaged.jsonl line 1 column created_at
      says    `1 March` is no moment that there was -> 
      raw     "{\"id\":\"1763504454339919879\",\"text\":\"Bad date\",\"created_at\":\"1 March\",\"author_id\":\"501\"}"
    Note bad-number in damaged.jsonl line 1 column like_count
      says    `some` is not a count; it is taken as unknown -> 
    message   x-post 1763504454339919880 by person #501, 1709287200000 ±1s Stated, parent none
      text    Some("Good post, odd count")
      kind    post
    Rejected bad-json in damaged.jsonl line 2 column -
      says    the element is not JSON: EOF while parsing a string at line 1 column 52 -> 
      raw     "{\"data\":[{\"id\":\"1763504454339919881\",\"text\":\"cut off"
    message   x-post 1763504454339919882 by person #501, 1709287201000 ±1s Stated, parent none
      text    Some("Good post after it")
      kind    post
    "#);
}

/// Posts within posts, a hundred thousand deep.
#[test]
fn a_collection_that_is_nested_without_end_is_survived() {
    let deep = "{\"id\":\"1763504454339919877\",\"text\":\"a\",\"author_id\":\"1\",\"conversation_id\":\"1\",\"referenced_tweets\":["
        .repeat(100_000);
    let file = written("deep.jsonl", deep);
    let everything = read(&the_plan(&file.path));
    assert_eq!((everything.messages().len(), everything.problems().len()), (0, 1));
}

#[test]
fn collections_of_something_else_are_not_claimed() {
    for line in [
        r#"{"data":[{"id":"77","username":"HolmCouncil","created_at":"2010-01-01T00:00:00.000Z"}],"__twarc":{},"meta":{}}"#,
        r#"{"data":[{"start":"2024-03-01T00:00:00.000Z","end":"2024-03-02T00:00:00.000Z","tweet_count":3}],"meta":{},"__twarc":{}}"#,
        r#"{"id":"1","text":"Hello","user":"marta"}"#,
        r#"[{"id":"1763504454339919877","text":"Hello","author_id":"501","conversation_id":"1"}]"#,
        r#"{"id":1,"requester_id":2,"comments":[]}"#,
    ] {
        assert!(crate::reading::plan(&written("a.jsonl", line).path).files.iter().all(|file| file.format != "twarc"), "{line}");
    }
}

#[test]
fn a_table_by_twarc_asks_who_is_ours() {
    let path = fixture("twarc-csv/holm.csv");
    let plan = the_plan(&path);
    assert_eq!(plan.asks, [Question::Ours]);
    assert!(read(&plan).messages().iter().all(|message| matches!(message.author, Author::Person(_))));
    let plan = the_plan_with(&path, &ours(&["@holmcouncil"]));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    twarc-csv (the header is that of a table by twarc)
    account   none, by row
    encoding  UTF-8 (the beginning is plain ASCII)
    zone      UTC (X's API gives its times in UTC)
    ours      holmcouncil (chosen by hand)
    unused    referenced_tweets.quoted.id, in_reply_to_user_id, retweeted_user_id, lang, source, author.public_metrics.followers_count, __twarc.version
    preview   2024-03-01T10:00:00Z | @marta_lind | inbound | "@holmcouncil is the pool open & warm?\nAsking for a friend" | impressions 120 · likes 2 · replies 1 · reposts 0
    preview   2024-03-01T10:04:29Z | @HolmCouncil | outbound | "@marta_lind On Monday!" | impressions 340 · likes 4 · replies 0 · reposts 1
    preview   2024-03-01T10:06:08Z | @per_ek | inbound | "The bridge is shut"
    preview   2024-03-01T10:10:07Z | @ida_f | inbound | "Well said" | impressions 9 · likes 0 · replies 0 · reposts 0
    "#);
    insta::assert_snapshot!(directed_lines(&read(&plan)), @r#"
    message   x-post 1763504454339919877 by person @marta_lind, 1709287200000 ±1s Stated, parent none
      text    Some("@holmcouncil is the pool open & warm?\nAsking for a friend")
      counts  impressions 120, likes 2, replies 1, reposts 0, other quotes 0
      kind    post in 1763504454339919877
    message   x-post 1763505583027126279 by account @HolmCouncil, 1709287469000 ±1s Stated, parent 1763504454339919877 by @marta_lind
      text    Some("@marta_lind On Monday!")
      counts  impressions 340, likes 4, replies 0, reposts 1, other quotes 0
      kind    post in 1763504454339919877
    message   x-post 1763506000000000000 by person @per_ek, 1709287568000 ±1s Stated, parent none
      text    Some("The bridge is shut")
      kind    repost in 1763506000000000000
    message   x-post 1763507000000000000 by person @ida_f, 1709287807832 ±1s FromId, parent none
      text    Some("Well said")
      counts  impressions 9, likes 0, replies 0, reposts 0, other quotes 0
      kind    post in 1763507000000000000
    "#);
}

#[test]
fn the_account_that_was_chosen_is_ours() {
    let overrides = Overrides { account: Some("HOLMCOUNCIL".to_owned()), ..Overrides::default() };
    let plan = the_plan_with(&fixture("twarc-csv/holm.csv"), &overrides);
    assert!(plan.asks.is_empty());
    let everything = read(&plan);
    let authors = everything.messages().into_iter().filter(|message| message.author == Author::Account("HolmCouncil".to_owned()));
    assert_eq!(authors.count(), 1);
}

#[test]
fn a_decimal_mark_that_was_chosen_is_heeded() {
    let header = "Page Name,User Name,Followers at Posting,Post Created,Total Interactions,Likes,Comments,URL,Message\n";
    let row = "Holm Council,holm,9,2020-06-23 09:01:46 EDT,1.234,1.000,2,https://www.facebook.com/1/posts/2,Hello\n";
    let file = written("resaved.csv", format!("{header}{row}"));
    let plan = the_plan_with(&file.path, &Overrides { decimal: Some(",".to_owned()), ..Overrides::default() });
    assert!(plan.evidence.iter().any(|evidence| evidence.what == "decimal mark" && evidence.why == "chosen by hand"));
    let everything = read(&plan);
    let counts = everything.messages()[0].counts.clone().unwrap();
    assert_eq!((counts.engagements, counts.likes), (Some(1_234), Some(1_000)));
}

/// An index without a name, and all references in one column of JSON.
#[test]
fn an_early_table_by_twarc_has_its_references_as_json() {
    let plan = the_plan(&fixture("twarc-csv/early.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    twarc-csv (the header is that of a table by twarc)
    account   none, by row
    encoding  UTF-8 (the beginning is plain ASCII)
    zone      UTC (X's API gives its times in UTC)
    ours      unknown (the file does not tell which of its authors are ours)
    asks      [Ours]
    preview   2021-04-08T23:22:19Z | 501 | inbound | "Good morning" | likes 1 · replies 0 · reposts 0
    preview   2021-04-08T23:22:22Z | 502 | inbound | "And to you" | likes 0 · replies 0 · reposts 0
    preview   2021-04-08T23:22:24Z | 503 | inbound | "RT @marta_lind: Good morning"
    "#);
    insta::assert_snapshot!(directed_lines(&read(&plan)), @r#"
    message   x-post 1380300000000000001 by person #501, 1617924139000 ±1s Stated, parent none
      text    Some("Good morning")
      counts  likes 1, replies 0, reposts 0, other quotes 0
      kind    post in 1380300000000000001
    message   x-post 1380300010000000001 by person #502, 1617924142000 ±1s Stated, parent 1380300000000000001 by @marta_lind
      text    Some("And to you")
      counts  likes 0, replies 0, reposts 0, other quotes 0
      kind    post in 1380300000000000001
    message   x-post 1380300020000000001 by person #503, 1617924144000 ±1s Stated, parent none
      text    Some("RT @marta_lind: Good morning")
      kind    repost in 1380300020000000001
    "#);
}

#[test]
fn broken_rows_of_a_table_by_twarc_are_named() {
    insta::assert_snapshot!(lines(&read(&the_plan(&fixture("twarc-csv/damaged.csv")))), @r#"
    Rejected damaged-id in damaged.csv line 2 column id
      says    the id `1.76E+18` was turned into a number and lost its digits -> export again and don't open the file in a spreadsheet
      raw     "1.76E+18,1763504454339919877,,501,2024-03-01T10:00:00.000Z,Damaged id,2,marta_lind"
    Rejected damaged-id in damaged.csv line 3 column referenced_tweets.replied_to.id
      says    the id `1.76E+18` was turned into a number and lost its digits -> export again and don't open the file in a spreadsheet
      raw     "1763504454339919878,1763504454339919877,1.76E+18,501,2024-03-01T10:00:00.000Z,Damaged parent,2,marta_lind"
    Rejected bad-date in damaged.csv line 4 column created_at
      says    `1 March` is not a date written like `2021-05-18T19:24:56.000Z`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "1763504454339919879,1763504454339919877,,501,1 March,No date,2,marta_lind"
    Note bad-number in damaged.csv line 5 column public_metrics.like_count
      says    `some` is not a count; it was left unknown -> export again if the figure matters
      raw     "1763504454339919880,1763504454339919877,,501,2024-03-01T10:00:00.000Z,\"Good row, odd count\",some,marta_lind"
    message   x-post 1763504454339919880 by person @marta_lind, 1709287200000 ±1s Stated, parent none
      text    Some("Good row, odd count")
      counts
    "#);
}

#[test]
fn a_table_by_4cat_tells_replies_without_their_parents() {
    let path = fixture("4cat/holm.csv");
    assert_eq!(the_plan(&path).asks, [Question::Ours]);
    let plan = the_plan_with(&path, &ours(&["holmcouncil"]));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    4cat (the header is that of 4CAT's table of posts on X)
    account   none, by row
    encoding  UTF-8 (the beginning is plain ASCII)
    zone      UTC (4CAT writes its times in UTC)
    ours      holmcouncil (chosen by hand)
    unused    source, language_guess, possibly_sensitive, retweeted_user, is_quote_tweet, quoted_user, replied_user, hashtags, urls, images, videos, mentions, long_lat, place_name
    preview   2024-03-01T10:00:00Z | @marta_lind | inbound | "@holmcouncil is the pool open?" | impressions 120 · likes 2 · replies 1 · reposts 0
    preview   2024-03-01T10:04:29Z | @holmcouncil | outbound | "@marta_lind On Monday!" | impressions 340 · likes 4 · replies 0 · reposts 1
    preview   2024-03-01T10:06:08Z | @per_ek | inbound | "RT @holm_news: The bridge is shut"
    "#);
    insta::assert_snapshot!(directed_lines(&read(&plan)), @r#"
    message   x-post 1763504454339919877 by person @marta_lind, 1709287200000 ±1s Stated, parent none
      text    Some("@holmcouncil is the pool open?")
      counts  impressions 120, likes 2, replies 1, reposts 0, other quotes 0
      kind    post in 1763504454339919877
    message   x-post 1763505583027126279 by account @holmcouncil, 1709287469000 ±1s Stated, parent unknown
      text    Some("@marta_lind On Monday!")
      link    https://x.com/holmcouncil/status/1763505583027126279
      counts  impressions 340, likes 4, replies 0, reposts 1, other quotes 0
      kind    post in 1763504454339919877
    message   x-post 1763506000000000000 by person @per_ek, 1709287568000 ±1s ZoneAssumed, parent none
      text    Some("RT @holm_news: The bridge is shut")
      link    https://x.com/per_ek/status/1763506000000000000
      kind    repost in 1763506000000000000
    "#);
}

#[test]
fn broken_rows_of_a_table_by_4cat_are_named() {
    insta::assert_snapshot!(lines(&read(&the_plan(&fixture("4cat/damaged.csv")))), @r#"
    Rejected bad-value in damaged.csv line 2 column id
      says    `abc` is not an id -> ids here are digits only
      raw     "abc,1763504454339919877,2024-03-01 10:00:00,Not an id,marta_lind,no,no,1"
    Rejected bad-date in damaged.csv line 3 column timestamp
      says    `soon` is not a date written like `2021-05-18 19:24:56`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "1763504454339919878,1763504454339919877,soon,No date,marta_lind,no,no,1"
    Rejected bad-value in damaged.csv line 4 column is_retweet
      says    `perhaps` is neither yes nor no -> export the data set again
      raw     "1763504454339919879,1763504454339919877,2024-03-01 10:00:00,Neither yes nor no,marta_lind,perhaps,no,1"
    message   x-post 1763504454339919880 by person @marta_lind, 1709287200000 ±1s ZoneAssumed, parent unknown
      text    Some("Good row")
      counts  likes 1
    "#);
}

#[test]
fn no_impressions_in_a_table_by_4cat_are_unknown_as_x_gives_them_for_old_posts() {
    let table = "id,thread_id,timestamp,body,author,is_retweet,is_reply,like_count,impression_count\n\
        1001209144211206145,1001209144211206145,2018-05-28 21:22:50,Old,holm,no,no,0,0\n";
    let everything = read(&the_plan(&written("old.csv", table).path));
    let counts = everything.messages()[0].counts.as_deref().unwrap();
    assert_eq!((counts.impressions, counts.likes), (None, Some(0)));
}

#[test]
fn crowdtangle_names_a_page_in_each_row_and_states_its_zone() {
    let plan = the_plan(&fixture("crowdtangle/pages.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    crowdtangle (the header is that of CrowdTangle's list of posts)
    account   none, by row
    encoding  UTF-8 (the beginning is valid UTF-8)
    zone      as each time states (the times say in which zone they are)
    account   by row (the column `Page Name` names it)
    unused    User Name, Facebook Id, Page Category, Page Admin Top Country, Page Description, Page Created, Likes at Posting, Followers at Posting, Post Created Date, Post Created Time, Type, Video Share Status, Is Video Owner?, Video Length, Link, Final Link, Image Text, Link Text, Description, Sponsor Id, Sponsor Name, Sponsor Category, Overperforming Score (weighted  —  Likes 1x Shares 1x Comments 1x )
    preview   2020-06-23T13:01:46Z | @Holm Council | outbound | "The lido opens at noon." | engagements 1234 · likes 1000 · replies 120 · shares 80
    preview   2020-12-01T23:30:00Z | @Holm Trams | outbound | "How we clear the rails" | impressions 910 · engagements 61 · likes 50 · replies 6 · shares 5
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   facebook-post 310000000000001 by account @Holm Council, 1592917306000 ±1s Stated, parent none
      text    Some("The lido opens at noon.")
      link    https://www.facebook.com/200417/posts/310000000000001
      counts  engagements 1234, likes 1000, replies 120, shares 80, other reactions_anger 1, other reactions_care 1, other reactions_haha 3, other reactions_love 20, other reactions_sorry 4, other reactions_wow 5
    message   facebook-post 320000000000002 by account @Holm Trams, 1606865400000 ±1s Stated, parent none
      text    Some("How we clear the rails")
      link    https://www.facebook.com/permalink.php?story_fbid=320000000000002&id=200555
      counts  impressions 910, engagements 61, likes 50, replies 6, shares 5, other post_views 900, other reactions_anger 0, other reactions_haha 0, other reactions_love 0, other reactions_sorry 0, other reactions_wow 0
    "#);
}

#[test]
fn crowdtangle_on_instagram_goes_by_handles() {
    let plan = the_plan(&fixture("crowdtangle/instagram.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    crowdtangle (the header is that of CrowdTangle's list of posts)
    account   none, by row
    encoding  UTF-8 (the beginning is plain ASCII)
    zone      as each time states (the times say in which zone they are)
    account   by row (the column `User Name` names it)
    unused    Account, Followers at Posting, Post Created Date, Post Created Time, Type, Link, Photo, Title, Image Text, Sponsor Id, Sponsor Name, Overperforming Score
    preview   2021-07-01T16:00:00Z | @holmcouncil | outbound | "Evening light over the lido" | engagements 44 · likes 40 · replies 4
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   instagram-post CRa1bC2dE3f by account @holmcouncil, 1625155200000 ±1s Stated, parent none
      text    Some("Evening light over the lido")
      link    https://www.instagram.com/p/CRa1bC2dE3f/
      counts  engagements 44, likes 40, replies 4
    "#);
}

/// `Created` without a zone, as before 2021.
#[test]
fn the_posts_in_a_group_are_nobodys_we_know() {
    let plan = the_plan(&fixture("crowdtangle/group.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    crowdtangle (the header is that of CrowdTangle's list of posts)
    account   none, by row
    encoding  UTF-8 (the beginning is plain ASCII)
    zone      America/New_York (CrowdTangle wrote the time of the US east coast unless told otherwise)
    account   none (the posts in a group are its members', and who they are is not told)
    unused    Group Name, User Name, Facebook Id, Likes at Posting, Followers at Posting, Type, Link, Description
    preview   2020-06-23T13:01:46Z | somebody | inbound | "Has anyone seen a grey cat?" | engagements 3 · likes 2 · replies 1 · shares 0
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   facebook-post 777000111 by somebody, 1592917306000 ±1s ZoneAssumed, parent none
      text    Some("Has anyone seen a grey cat?")
      link    https://www.facebook.com/groups/900/permalink/777000111
      counts  engagements 3, likes 2, replies 1, shares 0, other reactions_anger 0, other reactions_care 0, other reactions_haha 0, other reactions_love 0, other reactions_sorry 0, other reactions_wow 0
    "#);
}

#[test]
fn broken_rows_of_crowdtangle_are_named() {
    insta::assert_snapshot!(lines(&read(&the_plan(&fixture("crowdtangle/damaged.csv")))), @r#"
    Rejected bad-date in damaged.csv line 2 column Post Created
      says    `2020-06-23 09:01:46 XYZ` is not a date written like `2020-06-23 09:01:46 EDT`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "Holm Council,holmcouncil,9400,2020-06-23 09:01:46 XYZ,1,1,0,https://www.facebook.com/200417/posts/310000000000001,A zone that nobody knows,1"
    Rejected bad-value in damaged.csv line 3 column URL
      says    `watch` is not an id -> the link ends with the id of the post
      raw     "Holm Council,holmcouncil,9400,2020-06-23 09:01:46 EDT,1,1,0,https://www.facebook.com/watch,A link without an id,1"
    Rejected bad-value in damaged.csv line 4 column Page Name
      says    the row names no page -> export again
      raw     ",,9400,2020-06-23 09:01:46 EDT,1,1,0,https://www.facebook.com/200417/posts/310000000000002,Nobody's page,1"
    Note bad-number in damaged.csv line 5 column Total Interactions
      says    `1.5` is not a count; it was left unknown -> export again if the figure matters
      raw     "Holm Council,holmcouncil,9400,2020-06-23 09:01:46 EDT,\"1.5\",1,0,https://www.facebook.com/200417/posts/310000000000003,Half an interaction,1"
    message   facebook-post 310000000000003 by account @Holm Council, 1592917306000 ±1s Stated, parent none
      text    Some("Half an interaction")
      link    https://www.facebook.com/200417/posts/310000000000003
      counts  likes 1, replies 0
    "#);
}

#[test]
fn tables_that_resemble_collections_are_not_claimed() {
    for header in [
        "id,created_at,text,author_id\n1763504454339919877,2024-03-01T10:00:00.000Z,Hello,501\n",
        "id,thread_id,timestamp,body,author\n1,1,2024-03-01 10:00:00,Hello,anon\n",
        "Page Name,User Name,Post Created,Likes,Comments,URL,Message\nHolm,holm,2024-03-01,1,2,https://x.example/1,Hello\n",
        "tweet_id,author_id,inbound,created_at,text,in_response_to_tweet_id\n1,x,False,Tue Oct 31 22:10:47 +0000 2017,Hi,\n",
    ] {
        let plan = crate::reading::plan(&written("table.csv", header).path);
        assert!(!plan.files.iter().any(|file| ["twarc-csv", "4cat", "crowdtangle"].contains(&file.format.as_str())), "{header}");
    }
}
