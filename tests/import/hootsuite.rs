use earshot_model::{Author, FilePlan, Overrides, ProblemCode, Question};

use crate::reading::{directed_lines, fixture, lines, plan_lines, read, the_plan, the_plan_with, the_refusal, written};

#[test]
fn a_report_on_posts_is_of_several_pages_and_covers_up_to_its_making() {
    let plan = the_plan(&fixture("hootsuite-posts/week_2026-03-02_to_2026-03-08_created_on_20260308T0550Z_facebook_post_performance.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    hootsuite-posts (the header is that of Hootsuite's report on Facebook posts)
    account   none, by row
    encoding  UTF-8 (the beginning is valid UTF-8)
    zone      UTC (the column of times is named `Date (GMT)`)
    period    2026-03-02 to 2026-03-08 (the file name, up to the moment at which it says that the report was made)
    account   by row (the column `Facebook Page` names it)
    unused    Post Type, Tags, Campaign, Author, Engagement Rate
    covers    1772409600000 .. 1772949000000
    preview   2026-03-07T16:45:09Z | @Holm – Council | outbound | "The north pool is open again, from seven.\nBring a coin for the locker." | reach 890 · impressions 1204 · likes 21 · replies 3 · shares 5
    preview   2026-03-04T08:00:00Z | @Holm Trams | outbound | "Line 4 ends at the harbour until Friday." | impressions 300 · likes 2 · replies 0 · shares 0
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   facebook-post 310000000000001 by account @Holm – Council, 1772901909000 ±1s Stated, parent none
      text    Some("The north pool is open again, from seven.\nBring a coin for the locker.")
      link    https://www.facebook.com/200417/posts/310000000000001/
      counts  reach 890, impressions 1204, likes 21, replies 3, shares 5, url_clicks 4, other clicks 40, other engaged_fans 12, other engaged_users 31, other organic_impressions 1100, other organic_reach 812, other other_actions 0, other photo_views 9, other reactions_anger 0, other reactions_haha 1, other reactions_like 18, other reactions_love 2, other reactions_other 0, other reactions_sorry 0, other reactions_wow 0, other video_views 0, other viral_impressions 104, other viral_reach 78
    message   facebook-post 320000000000002 by account @Holm Trams, 1772611200000 ±1s Stated, parent none
      text    Some("Line 4 ends at the harbour until Friday.")
      link    https://www.facebook.com/200555/posts/320000000000002/
      counts  impressions 300, likes 2, replies 0, shares 0, other clicks 7, other engaged_fans 1, other engaged_users 4, other organic_impressions 300, other other_actions 0, other photo_views 0, other reactions_anger 0, other reactions_haha 0, other reactions_like 2, other reactions_love 0, other reactions_other 0, other reactions_sorry 0, other reactions_wow 0, other viral_impressions 0, other viral_reach 0
    "#);
}

#[test]
fn the_shorter_report_has_no_reach() {
    let plan = the_plan(&fixture("hootsuite-posts/all_2026-01-01_to_2026-03-08_created_on_20260310T0800Z_facebook_posts.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    hootsuite-posts (the header is that of Hootsuite's report on Facebook posts)
    account   none, by row
    encoding  UTF-8 (the beginning is valid UTF-8)
    zone      UTC (the column of times is named `Date (GMT)`)
    period    2026-01-01 to 2026-03-08 (the file name)
    account   by row (the column `Facebook Page` names it)
    unused    Post Type, Tags
    covers    1767225600000 .. 1773014400000
    preview   2026-02-11T12:30:00Z | @Holm – Council | outbound | "Who remembers the winter of 1987?" | likes 55 · replies 31 · shares 2
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   facebook-post 300000000000009 by account @Holm – Council, 1770813000000 ±1s Stated, parent none
      text    Some("Who remembers the winter of 1987?")
      link    https://www.facebook.com/200417/posts/300000000000009/
      counts  likes 55, replies 31, shares 2, other owly_clicks 0
    "#);
}

#[test]
fn an_account_that_was_chosen_owns_every_row_of_a_report() {
    let overrides = Overrides { account: Some("Holm".to_owned()), ..Overrides::default() };
    let path = fixture("hootsuite-posts/week_2026-03-02_to_2026-03-08_created_on_20260308T0550Z_facebook_post_performance.csv");
    let plan = the_plan_with(&path, &overrides);
    assert_eq!((plan.account.as_ref().unwrap().handle.as_str(), plan.account_from_rows), ("Holm", false));
    assert!(read(&plan).messages().iter().all(|message| message.author == Author::Owner));
}

#[test]
fn broken_rows_of_a_report_on_posts_are_named() {
    insta::assert_snapshot!(lines(&read(&the_plan(&fixture("hootsuite-posts/damaged_facebook_posts.csv")))), @r#"
    Rejected damaged-id in damaged_facebook_posts.csv line 2 column Post ID
      says    the id `2.00417E+20` was turned into a number and lost its digits -> export again and don't open the file in a spreadsheet
      raw     "2026-02-11 12:30:00,Holm – Council,2.00417E+20,https://www.facebook.com/,Status,An id that a spreadsheet has had,,5,3,2,0"
    Rejected bad-date in damaged_facebook_posts.csv line 3 column Date (GMT)
      says    `2026-02-30 12:30:00` is not a date written like `2018-09-11 21:30:11`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "2026-02-30 12:30:00,Holm – Council,200417_300000000000010,https://www.facebook.com/,Status,A day that never was,,5,3,2,0"
    Rejected bad-value in damaged_facebook_posts.csv line 4 column Facebook Page
      says    the row names no page -> export again
      raw     "2026-02-12 09:00:00,,200417_300000000000011,https://www.facebook.com/,Status,Nobody's,,5,3,2,0"
    Note bad-number in damaged_facebook_posts.csv line 5 column Reactions
      says    `many` is not a count; it was left unknown -> export again if the figure matters
      raw     "2026-02-12 10:00:00,Holm – Council,200417_300000000000012,https://www.facebook.com/,Status,Good row,,many,3,,0"
    message   facebook-post 300000000000012 by account @Holm – Council, 1770890400000 ±1s Stated, parent none
      text    Some("Good row")
      link    https://www.facebook.com/
      counts  replies 3, other owly_clicks 0
    Rejected too-few-fields in damaged_facebook_posts.csv line 6 column -
      says    the row has 3 fields where the header has 11 -> the file may have been cut off; export again
      raw     "2026-02-12 11:00:00,Holm – Council,200417_30000000"
    "#);
}

#[test]
fn what_one_page_received_is_directed_at_it() {
    let plan =
        the_plan(&fixture("hootsuite-inbound/inbox_2026-03-01_to_2026-03-07_created_on_20260308T0503Z_facebook_inbound_messages.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    hootsuite-inbound (the header is that of Hootsuite's report on received messages)
    account   @Holm – Council on facebook
    encoding  UTF-8 (the beginning is valid UTF-8)
    zone      UTC (the column of times is named `Date (GMT)`)
    period    2026-03-01 to 2026-03-07 (the file name)
    account   Holm – Council (the first rows name this page only)
    unused    Tags, Language, Gender, Sentiment
    covers    1772323200000 .. 1772928000000
    preview   2026-03-02T07:12:40Z | Marta Lind | inbound | "When does it close?"
    preview   2026-03-02T07:20:03Z | Olle Berg | inbound | "My bin was not emptied"
    preview   2026-03-03T10:00:00Z | Holm Rowing Club | inbound | "Thank you, Holm – Council!"
    "#);
    insta::assert_snapshot!(directed_lines(&read(&plan)), @r#"
    message   facebook-comment 410000000000001 by person "Marta Lind", 1772435560000 ±1s Stated, parent unknown
      text    Some("When does it close?")
      link    https://www.facebook.com/200417_410000000000001
      kind    post to us
    message   facebook-direct m_Zx1:77 by person "Olle Berg", 1772436003000 ±1s Stated, parent unknown
      text    Some("My bin was not emptied")
      kind    direct to us
    message   facebook-post 420000000000002 by person "Holm Rowing Club", 1772532000000 ±1s Stated, parent none
      text    Some("Thank you, Holm – Council!")
      link    https://www.facebook.com/300888/posts/420000000000002/
      kind    post to us
    "#);
}

#[test]
fn what_several_pages_received_is_directed_at_none_unless_one_is_chosen() {
    let path = fixture("hootsuite-inbound/two_pages_facebook_inbound_messages.csv");
    let plan = the_plan(&path);
    assert!(plan.account_from_rows && plan.account.is_none() && plan.asks.is_empty());
    assert!(plan.limits.last().unwrap().starts_with("It is on several pages"), "{:?}", plan.limits);
    let to_us = |plan: &FilePlan| read(plan).messages().iter().map(|message| message.to_owner).collect::<Vec<_>>();
    assert_eq!(to_us(&plan), [false, false]);
    let chosen = |name: &str| the_plan_with(&path, &Overrides { account: Some(name.to_owned()), ..Overrides::default() });
    assert_eq!(to_us(&chosen("holm trams")), [false, true]);
    assert_eq!(to_us(&chosen("Holm, all of it")), [true, true]);
}

#[test]
fn broken_rows_of_what_was_received_are_named() {
    insta::assert_snapshot!(directed_lines(&read(&the_plan(&fixture("hootsuite-inbound/damaged_facebook_inbound_messages.csv")))), @r#"
    Rejected bad-value in damaged_facebook_inbound_messages.csv line 2 column Type
      says    `Received Wink` is no kind of received message -> comments, posts and private messages are read
      raw     "2026-03-02 07:12:40,Holm – Council,Marta Lind,Received Wink,410000000000001,,What is this,,,,"
    Rejected damaged-id in damaged_facebook_inbound_messages.csv line 3 column Message ID
      says    the id `4.1E+14` was turned into a number and lost its digits -> export again and don't open the file in a spreadsheet
      raw     "2026-03-02 07:12:41,Holm – Council,Marta Lind,Received Comment,4.1E+14,,Damaged,,,,"
    Rejected bad-date in damaged_facebook_inbound_messages.csv line 4 column Date (GMT)
      says    `yesterday` is not a date written like `2018-09-11 21:30:11`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "yesterday,Holm – Council,Marta Lind,Received Comment,410000000000003,,No date,,,,"
    message   facebook-comment 410000000000004 by somebody, 1772435563000 ±1s Stated, parent unknown
      text    Some("Nobody said it")
      kind    post to us
    "#);
}

#[test]
fn figures_by_day_leave_out_rates_and_the_whole_period() {
    let plan = the_plan(&fixture("hootsuite-days/page_2026-03-01_to_2026-03-03_created_on_20260304T0140Z_account_metrics.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    hootsuite-days (the header is that of Hootsuite's figures by day)
    account   @Holm – Council on facebook
    encoding  UTF-8 (the beginning is valid UTF-8)
    zone      UTC (the column of days is named `Date (GMT)`)
    period    2026-03-01 to 2026-03-03 (the file name)
    account   Holm – Council (the header names this page only)
    unused    Page Engagement Rate (Daily aggregated values for Facebook pages: Holm – Council), Negative Actions by Type - Hide (Overall aggregated value for Facebook pages: Holm – Council)
    covers    1772323200000 .. 1772582400000
    preview   2026-03-01 | @Holm – Council | day | "" | page_reactions_by_type_wow 82
    preview   2026-03-01 | @Holm – Council | day | "" | total_reach_by_age_25_34 11746
    preview   2026-03-02 | @Holm – Council | day | "" | total_reach_by_age_25_34 18370
    preview   2026-03-03 | @Holm – Council | day | "" | page_reactions_by_type_wow 0
    preview   2026-03-03 | @Holm – Council | day | "" | total_reach_by_age_25_34 9000
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2026-03-01 page_reactions_by_type_wow 82
    day       2026-03-01 total_reach_by_age_25_34 11746
    day       2026-03-02 total_reach_by_age_25_34 18370
    day       2026-03-03 page_reactions_by_type_wow 0
    day       2026-03-03 total_reach_by_age_25_34 9000
    "#);
}

#[test]
fn figures_of_several_pages_ask_whose_they_are() {
    let plan = the_plan(&fixture("hootsuite-days/two_2026-03-01_to_2026-03-02_created_on_20260304T0140Z_account_metrics.csv"));
    assert_eq!(plan.asks, [Question::Account]);
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    hootsuite-days (the header is that of Hootsuite's figures by day)
    account   none
    encoding  UTF-8 (the beginning is valid UTF-8)
    zone      UTC (the column of days is named `Date (GMT)`)
    period    2026-03-01 to 2026-03-02 (the file name)
    account   unknown (the header names several pages, of which it holds the sum: Holm – Council, Holm Trams)
    asks      [Account]
    covers    1772323200000 .. 1772496000000
    preview   2026-03-01 | the account | day | "" | page_engaged_users 31
    preview   2026-03-02 | the account | day | "" | page_engaged_users 44
    "#);
}

#[test]
fn broken_figures_by_day_are_named() {
    insta::assert_snapshot!(lines(&read(&the_plan(&fixture("hootsuite-days/damaged_account_metrics.csv")))), @r#"
    Note bad-number in damaged_account_metrics.csv line 2 column Page Engaged Users (Daily aggregated values for Facebook pages: Holm – Council)
      says    `31.5` is not a count; it was left unknown -> export again if the figure matters
      raw     "2026-03-01,31.5"
    Rejected bad-date in damaged_account_metrics.csv line 3 column Date (GMT)
      says    `2 March` is not a date written like `2018-07-01`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "2 March,44.0"
    day       2026-03-03 page_engaged_users 12
    "#);
    let refusal = the_refusal(&fixture("hootsuite-days/overall_account_metrics.csv"));
    assert_eq!((refusal.code, refusal.message.as_str()), (ProblemCode::MissingColumn, "no column holds figures by day"));
}

/// The names of fifty pages stand in each of seventy columns: more than the head that is looked at.
#[test]
fn a_header_that_is_longer_than_the_head_is_read_whole() {
    let pages: Vec<String> = (0..50).map(|page| format!("Holm – Office {page}")).collect();
    let figure = |column| format!("\"Figure {column} (Daily aggregated values for Facebook pages: {})\"", pages.join(", "));
    let header: Vec<String> = (0..70).map(figure).collect();
    let row = vec!["3.0"; 70].join(",");
    let text = format!("Date (GMT),{}\n2026-03-01,{row}\n2026-03-02,{row}\n", header.join(","));
    assert!(text.len() > earshot_formats::HEAD);
    let file = written("all_account_metrics.csv", text);
    let everything = read(&the_plan(&file.path));
    assert_eq!((everything.items.len(), everything.problems().len()), (140, 0));
}

#[test]
fn tables_that_resemble_a_report_are_not_claimed() {
    for header in [
        "Date (GMT),Page Engaged Users\n2026-03-01,3\n",
        "Date (GMT),Facebook Page,Post ID,Post Message\n2026-03-01 10:00:00,Holm,1_2,Hello\n",
        "Date,Facebook Page,Message Author,Type,Message ID,Message\n2026-03-01,Holm,Marta,Received Comment,1,Hello\n",
        "Post ID,Page name,Title,Publish time,Permalink\n1,Holm,Hello,03/01/2026 10:00,https://www.facebook.com/1\n",
    ] {
        let plan = crate::reading::plan(&written("report.csv", header).path);
        assert!(!plan.files.iter().any(|file| file.format.starts_with("hootsuite")), "{header}");
    }
}
