//! The archive that Twitter made until 2018: packed or not, as one table, as tables by month, as scripts.

use std::fs;

use earshot_model::{Overrides, ProblemCode};

use crate::reading::{fixture, is_unknown, lines, plan, plan_lines, plan_with, read, the_plan, the_refusal, written};

#[test]
fn the_table_is_read_once_and_the_scripts_beside_it_are_not() {
    let plan = the_plan(&fixture("x-grailbird/whole"));
    assert_eq!(plan.parts, ["data/js/user_details.js", "data/js/payload_details.js", "tweets.csv"]);
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    x-grailbird (it begins as the index of an old Twitter archive does, `var payload_details`)
    account   @Holm_Council on x
    encoding  UTF-8 (the beginning is plain ASCII)
    zone      UTC (every time in the file states its offset)
    account   @Holm_Council (data/js/user_details.js names it)
    period    2008-03-01 to 2017-11-01 (from the day the account was opened to the moment the archive was made)
    unused    source, retweeted_status_user_id, retweeted_status_timestamp, expanded_urls
    covers    1204365731000 .. 1509517812000
    preview   2017-10-11T22:18:59Z | @Holm_Council | outbound | "Gritters go out at four. Routes & times:\nhttps://t.co/Aa11Bb22Cc"
    preview   2017-10-10T09:00:00Z | @Holm_Council | outbound | "@ada_fenn It is on our list for Thursday."
    preview   2017-10-09T16:40:00Z | @Holm_Council | outbound | "RT @Holm_Fire: Test your alarm today."
    preview   2017-09-30T07:30:00Z | @Holm_Council | outbound | "As we said nine years ago: bins go out by seven."
    preview   2008-03-02 | @Holm_Council | outbound | "The council is on Twitter"
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   x-post 918239531365302551 by owner, 1507760339000 ±1s Stated, parent none
      text    Some("Gritters go out at four. Routes & times:\nhttps://t.co/Aa11Bb22Cc")
      link    https://x.com/Holm_Council/status/918239531365302551
    message   x-post 917676072760246551 by owner, 1507626000000 ±1s Stated, parent 917664118993846551
      text    Some("@ada_fenn It is on our list for Thursday.")
      link    https://x.com/Holm_Council/status/917676072760246551
    message   x-post 917429447685046551 by owner, 1507567200000 ±1s Stated, parent none
      text    Some("RT @Holm_Fire: Test your alarm today.")
      link    https://x.com/Holm_Council/status/917429447685046551
    message   x-post 914029544862646551 by owner, 1506756600000 ±1s Stated, parent 2790 by @Holm_Council
      text    Some("As we said nine years ago: bins go out by seven.")
      link    https://x.com/Holm_Council/status/914029544862646551
    message   x-post 2790 by owner, 1204416000000 ±86400s Stated, parent none
      text    Some("The council is on Twitter")
      link    https://x.com/Holm_Council/status/2790
    "#);
}

#[test]
fn early_tables_stand_by_month_with_other_columns_and_shorter_rows() {
    let plan = the_plan(&fixture("x-grailbird/early"));
    assert_eq!(plan.parts, ["data/js/user_details.js", "data/csv/2008_03.csv", "data/csv/2012_12.csv"]);
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    x-grailbird (the header is that of an old Twitter archive's tweets.csv)
    account   @Holm_Council on x
    encoding  UTF-8 (the beginning is plain ASCII)
    zone      UTC (every time in the file states its offset)
    account   @Holm_Council (data/js/user_details.js names it)
    unused    retweeted_status_user_id, source, expanded_urls
    preview   2008-03-02T09:19:42Z | @Holm_Council | outbound | "Trying this out"
    preview   2012-12-31T22:29:39Z | @Holm_Council | outbound | "Fireworks at nine on the quay http://t.co/Dd33Ee44"
    preview   2012-12-31T21:41:24Z | @Holm_Council | outbound | "@pim_oster yes: \"bring boots\" and a torch"
    preview   2012-12-29T16:02:47Z | @Holm_Council | outbound | "RT @holm_rowers: Our new year row starts at the slipway at ten sharp, and anybody who can hold an oar is welcome to come along with us and ..."
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   x-post 2790 by owner, 1204449582000 ±1s Stated, parent none
      text    Some("Trying this out")
      link    https://x.com/Holm_Council/status/2790
    Rejected too-few-fields in early/data/csv/2008_03.csv line 3 column -
      says    the row has 7 fields where a row needs 8 -> the file may have been cut off; export again
      raw     "\"2791\",\"\",\"\",\"\",\"\",\"2008-03-02 10:00:00 +0000\",\"im\""
    Rejected damaged-id in early/data/csv/2008_03.csv line 4 column tweet_id
      says    the id `2.79E+3` was turned into a number and lost its digits -> export again and don't open the file in a spreadsheet
      raw     "\"2.79E+3\",\"\",\"\",\"\",\"\",\"2008-03-02 10:05:00 +0000\",\"im\",\"A spreadsheet was here\""
    Rejected bad-date in early/data/csv/2008_03.csv line 5 column timestamp
      says    `03/02/2008 10:06` is not a date written like `2017-10-11 22:18:59 +0000`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "\"2793\",\"\",\"\",\"\",\"\",\"03/02/2008 10:06\",\"im\",\"And here\""
    Rejected damaged-id in early/data/csv/2008_03.csv line 6 column in_reply_to_status_id
      says    the id `9.1E+10` was turned into a number and lost its digits -> export again and don't open the file in a spreadsheet
      raw     "\"2794\",\"9.1E+10\",\"\",\"\",\"\",\"2008-03-02 10:07:00 +0000\",\"im\",\"And in the parent\""
    message   x-post 285875390247862551 by owner, 1356992979000 ±1s Stated, parent none
      text    Some("Fireworks at nine on the quay http://t.co/Dd33Ee44")
      link    https://x.com/Holm_Council/status/285875390247862551
    message   x-post 285863247737782551 by owner, 1356990084000 ±1s Stated, parent 285047564661686551
      text    Some("@pim_oster yes: \"bring boots\" and a torch")
      link    https://x.com/Holm_Council/status/285863247737782551
    message   x-post 285053256332214551 by owner, 1356796967000 ±1s Stated, parent none
      text    Some("RT @holm_rowers: Our new year row starts at the slipway at ten sharp, and anybody who can hold an oar is welcome to come along with us and ...") (cut)
      link    https://x.com/Holm_Council/status/285053256332214551
    "#);
}

#[test]
fn without_tables_the_scripts_are_read() {
    let plan = the_plan(&fixture("x-grailbird/scripts"));
    assert_eq!(plan.parts, ["data/js/user_details.js", "data/js/tweets/2008_03.js", "data/js/tweets/2017_10.js"]);
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    x-grailbird (it begins as the posts of an old Twitter archive do, `Grailbird.data.tweets…`)
    account   @Holm_Council on x
    zone      UTC (every time in the file states its offset)
    account   @Holm_Council (data/js/user_details.js names it)
    preview   2008-03-02 | @Holm_Council | outbound | "The council is on Twitter"
    preview   2017-10-10T09:00:00Z | @Holm_Council | outbound | "@ada_fenn It is on our list for Thursday & Friday."
    preview   2017-10-09T16:40:00Z | @Holm_Council | outbound | "RT @Holm_Fire: Test your alarm today."
    preview   2017-09-30T07:30:00Z | @Holm_Council | outbound | "As we said nine years ago: bins go out by seven."
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   x-post 2790 by owner, 1204416000000 ±86400s Stated, parent none
      text    Some("The council is on Twitter")
      link    https://x.com/Holm_Council/status/2790
    message   x-post 917676072760246551 by owner, 1507626000000 ±1s Stated, parent 917664118993846551 by @ada_fenn
      text    Some("@ada_fenn It is on our list for Thursday & Friday.")
      link    https://x.com/Holm_Council/status/917676072760246551
    message   x-post 917429447685046551 by owner, 1507567200000 ±1s Stated, parent none
      text    Some("RT @Holm_Fire: Test your alarm today.")
      link    https://x.com/Holm_Council/status/917429447685046551
    message   x-post 914029544862646551 by owner, 1506756600000 ±1s Stated, parent 2790 by @Holm_Council
      text    Some("As we said nine years ago: bins go out by seven.")
      link    https://x.com/Holm_Council/status/914029544862646551
    Rejected bad-value in scripts/data/js/tweets/2017_10.js line 27 column text
      says    `text` is missing -> 
      raw     "{\n  \"id_str\" : \"914029544862646550\",\n  \"created_at\" : \"2017-09-30 07:30:00 +0000\"\n}"
    Rejected bad-date in scripts/data/js/tweets/2017_10.js line 30 column created_at
      says    `yesterday` is no moment that there was -> 
      raw     "{\n  \"id_str\" : \"914029544862646551\",\n  \"text\" : \"When was this?\",\n  \"created_at\" : \"yesterday\"\n}"
    Rejected missing-id in scripts/data/js/tweets/2017_10.js line 34 column id_str
      says    `id_str` is missing -> 
      raw     "{\n  \"text\" : \"Which one is this?\",\n  \"created_at\" : \"2017-09-30 07:30:00 +0000\"\n}"
    "#);
}

#[test]
fn the_archive_may_lie_deeper_and_beside_others() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["one/archive", "two"] {
        let below = folder.path().join(name);
        fs::create_dir_all(below.join("data/js")).unwrap();
        fs::copy(fixture("x-grailbird/whole/tweets.csv"), below.join("tweets.csv")).unwrap();
        fs::copy(fixture("x-grailbird/whole/data/js/user_details.js"), below.join("data/js/user_details.js")).unwrap();
    }
    let plan = plan(folder.path());
    assert_eq!(plan.refused, []);
    let paths: Vec<&str> = plan.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["one/archive", "two"]);
    assert!(plan.files.iter().all(|file| read(file).messages().len() == 5));
}

#[test]
fn the_table_alone_asks_for_the_account() {
    let file = fixture("x-grailbird/whole/tweets.csv");
    let plan = the_plan(&file);
    assert_eq!((&plan.account, &*plan.path, plan.asks.len()), (&None, "", 1));
    let overrides = Overrides { account: Some("@Holm_Council".to_owned()), ..Overrides::default() };
    let plan = plan_with(&file, &overrides).files.remove(0);
    let everything = read(&plan);
    assert_eq!(everything.messages()[1].permalink.as_deref(), Some("https://x.com/Holm_Council/status/917676072760246551"));
}

#[test]
fn an_archive_without_posts_is_refused_and_a_stranger_is_not_taken() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("data/js")).unwrap();
    fs::copy(fixture("x-grailbird/whole/data/js/user_details.js"), folder.path().join("data/js/user_details.js")).unwrap();
    let problem = plan(folder.path()).refused.remove(0);
    assert_eq!((problem.code, &*problem.message), (ProblemCode::MissingPart, "the archive holds no posts"));

    let header = fs::read_to_string(fixture("x-grailbird/whole/tweets.csv")).unwrap();
    let header = written("tweets.csv", header.split_inclusive('\n').next().unwrap());
    assert_eq!(the_refusal(&header.path).code, ProblemCode::HeaderOnly);

    for (name, text) in [("user_details.js", "export const user_details = {};\n"), ("tweets.csv", "tweet_id,timestamp,text\n1,2,3\n")] {
        assert!(is_unknown(&written(name, text).path), "{name}");
    }
}
