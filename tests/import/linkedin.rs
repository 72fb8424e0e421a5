use std::fs;
use std::path::Path;

use earshot_model::{FilePlan, Overrides, ProblemCode, Question};

use crate::reading::{Written, fixture, lines, plan_lines, read, the_plan, the_refusal, written};
use crate::workbook::{xls, xlsx};

/// A fixture as a workbook with this name.
fn book(path: &str, name: &str) -> Written {
    let text = fs::read_to_string(fixture(path)).unwrap();
    written(name, if name.ends_with(".xls") { xls(&text) } else { xlsx(&text) })
}

fn plan_with(path: &Path, overrides: &Overrides) -> FilePlan {
    crate::reading::plan_with(path, overrides).files.remove(0)
}

#[test]
fn a_page_s_content_in_an_old_workbook() {
    let book = book("linkedin-page-content/content.txt", "holm-harbour_content_1774000000000.xls");
    let plan = the_plan(&book.path);
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    linkedin-page-content (the sheets have the columns of a LinkedIn page's content export)
    account   @holm-harbour on linkedin
    header    row 2 of the sheet `Metrics` (it is the first row that has the columns' names)
    header    row 2 of the sheet `All posts` (it is the first row that has the columns' names)
    dates     month first (some of the dates can be read in no other way)
    zone      UTC (the sentence above the header says so)
    account   holm-harbour (the file name)
    unused    Engagement rate (organic), Engagement rate (sponsored), Engagement rate (total), Post type, Campaign name, Posted by, Created date, Campaign start date, Campaign end date, Audience, Click through rate (CTR), Engagement rate, Content Type
    preview   2026-03-01 | @holm-harbour | day | "" | impressions_organic 120
    preview   2026-03-01 | @holm-harbour | day | "" | impressions_sponsored 0
    preview   2026-03-01 | @holm-harbour | day | "" | impressions 120
    preview   2026-03-01 | @holm-harbour | day | "" | reach 88
    preview   2026-03-01 | @holm-harbour | day | "" | clicks_organic 4
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2026-03-01 impressions_organic 120
    day       2026-03-01 impressions_sponsored 0
    day       2026-03-01 impressions 120
    day       2026-03-01 reach 88
    day       2026-03-01 clicks_organic 4
    day       2026-03-01 clicks_sponsored 0
    day       2026-03-01 clicks 4
    day       2026-03-01 likes_organic 7
    day       2026-03-01 likes_sponsored 0
    day       2026-03-01 likes 7
    day       2026-03-01 replies_organic 1
    day       2026-03-01 replies_sponsored 0
    day       2026-03-01 replies 1
    day       2026-03-01 reposts_organic 0
    day       2026-03-01 reposts_sponsored 0
    day       2026-03-01 reposts 0
    day       2026-03-13 impressions_organic -3
    day       2026-03-13 impressions_sponsored 40
    day       2026-03-13 impressions 37
    day       2026-03-13 clicks_organic 0
    day       2026-03-13 clicks_sponsored 2
    day       2026-03-13 clicks 2
    day       2026-03-13 likes_organic -1
    day       2026-03-13 likes_sponsored 0
    day       2026-03-13 likes -1
    day       2026-03-13 replies_organic 0
    day       2026-03-13 replies_sponsored 0
    day       2026-03-13 replies 0
    day       2026-03-13 reposts_organic 0
    day       2026-03-13 reposts_sponsored 0
    day       2026-03-13 reposts 0
    Rejected bad-date in holm-harbour_content_1774000000000.xls line 5 column Date
      says    `13th` is not a date written like `12/31/2026`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "13th\t1\t1\t2\t1"
    message   linkedin-activity 7434164345241600077 by owner, 1772442900000 ±1s FromId, parent none
      text    Some("The harbour bath opens on Saturday.\nBring a towel.")
      link    https://www.linkedin.com/feed/update/urn:li:activity:7434164345241600077
      counts  impressions 1540, likes 33, replies 5, reposts 2, other clicks 61
    message   linkedin-share 7434507984568320077 by owner, 1772524830000 ±1s FromId, parent none
      text    Some("Come and sail with us")
      link    https://www.linkedin.com/feed/update/urn:li:share:7434507984568320077
      counts  impressions 900, likes 4, replies 0, reposts 0, follows 1, media_views 310, other clicks 8, other offsite_views 12
    Rejected missing-id in holm-harbour_content_1774000000000.xls line 5 column Post link
      says    the row has no link to its post -> export again
      raw     "A post whose link was lost\t\tOrganic\t\t\t03/05/2026\t\t\t\t3"
    Rejected bad-value in holm-harbour_content_1774000000000.xls line 6 column Post link
      says    `https://harbour.example/bath` names no post -> a link ends with `urn:li:activity:` and a number; export again
      raw     "A post whose link was pasted over\thttps://harbour.example/bath\tOrganic\t\t\t03/05/2026\t\t\t\t3"
    Note bad-number in holm-harbour_content_1774000000000.xls line 7 column Impressions
      says    `many` is not a count; it was left unknown -> export again if the figure matters
      raw     "Half a count\thttps://www.linkedin.com/feed/update/urn:li:ugcPost:7426958111539200077\tOrganic\t\t\t02/10/2026\t\t\t\tmany\t\t\t1"
    message   linkedin-ugc 7426958111539200077 by owner, 1770724800000 ±1s FromId, parent none
      text    Some("Half a count")
      link    https://www.linkedin.com/feed/update/urn:li:ugcPost:7426958111539200077
      counts  other clicks 1
    "#);
}

#[test]
fn a_page_s_content_in_a_new_workbook_is_the_same() {
    let old = book("linkedin-page-content/content.txt", "book_content_1.xls");
    let new = book("linkedin-page-content/content.txt", "renamed.xlsx");
    let (old, new) = (the_plan(&old.path), the_plan(&new.path));
    assert_eq!((old.format.as_str(), new.format.as_str()), ("linkedin-page-content", "linkedin-page-content"));
    assert_eq!(new.asks, [Question::Account]);
    let items = |plan| lines(&read(plan)).replace("renamed.xlsx", "book_content_1.xls");
    assert_eq!(items(&old), items(&new));
}

#[test]
fn followers_and_visitors_by_day() {
    let followers = book("linkedin-page-followers/followers.txt", "holm-harbour_followers_1774000000000.xls");
    let plan = the_plan(&followers.path);
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    linkedin-page-followers (a sheet has the columns of a LinkedIn page's export of followers)
    account   @holm-harbour on linkedin
    header    row 1 of the sheet `New followers` (it is the first row that has the columns' names)
    dates     month first (some of the dates can be read in no other way)
    account   holm-harbour (the file name)
    unused    the sheet Location
    preview   2026-02-27 | @holm-harbour | day | "" | follows_sponsored 0
    preview   2026-02-27 | @holm-harbour | day | "" | follows_organic 3
    preview   2026-02-27 | @holm-harbour | day | "" | follows_auto_invited 1
    preview   2026-02-27 | @holm-harbour | day | "" | follows 4
    preview   2026-02-28 | @holm-harbour | day | "" | follows_sponsored 0
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2026-02-27 follows_sponsored 0
    day       2026-02-27 follows_organic 3
    day       2026-02-27 follows_auto_invited 1
    day       2026-02-27 follows 4
    day       2026-02-28 follows_sponsored 0
    day       2026-02-28 follows_organic 0
    day       2026-02-28 follows_auto_invited 0
    day       2026-02-28 follows 0
    "#);
    let visitors = book("linkedin-page-visitors/visitors.txt", "holm-harbour_visitors_1774000000000.xlsx");
    let plan = the_plan(&visitors.path);
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    linkedin-page-visitors (a sheet has the columns of a LinkedIn page's export of visitors)
    account   @holm-harbour on linkedin
    header    row 1 of the sheet `Visitor metrics` (it is the first row that has the columns' names)
    dates     month first (some of the dates can be read in no other way)
    account   holm-harbour (the file name)
    unused    Custom button, the sheet Seniority
    preview   2026-02-27 | @holm-harbour | day | "" | overview_page_views_desktop 5
    preview   2026-02-27 | @holm-harbour | day | "" | overview_page_views_mobile 2
    preview   2026-02-27 | @holm-harbour | day | "" | overview_page_views_total 7
    preview   2026-02-27 | @holm-harbour | day | "" | overview_unique_visitors_total 6
    preview   2026-02-27 | @holm-harbour | day | "" | total_page_views_desktop 9
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2026-02-27 overview_page_views_desktop 5
    day       2026-02-27 overview_page_views_mobile 2
    day       2026-02-27 overview_page_views_total 7
    day       2026-02-27 overview_unique_visitors_total 6
    day       2026-02-27 total_page_views_desktop 9
    day       2026-02-27 total_page_views_mobile 2
    day       2026-02-27 page_views 11
    day       2026-02-27 unique_visitors 8
    "#);
}

#[test]
fn a_comparison_with_competitors_says_why_it_is_not_read() {
    for name in ["holm-harbour_competitor_analytics_1774000000000.xlsx", "book.xlsx"] {
        let problem = the_refusal(&book("linkedin-page-competitors/competitors.txt", name).path);
        assert_eq!(problem.code, ProblemCode::NotRecognised);
        assert!(problem.message.starts_with("LinkedIn's comparison with competitors holds one sum a page"), "{}", problem.message);
    }
}

#[test]
fn a_creator_s_analytics() {
    let book = book("linkedin-creator/old.txt", "Content_2026-03-01_2026-03-28_UllaBrandt.xlsx");
    let plan = the_plan(&book.path);
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    linkedin-creator (the sheets are those of LinkedIn's creator analytics)
    account   @UllaBrandt on linkedin
    header    row 1 of the sheet `ENGAGEMENT` (the rows below it hold days or links to posts)
    header    row 3 of the sheet `FOLLOWERS` (the rows below it hold days or links to posts)
    header    row 3 of the sheet `TOP POSTS` (the rows below it hold days or links to posts)
    dates     month first (some of the dates can be read in no other way)
    period    2026-03-01 to 2026-03-28 (the first sheet states it)
    account   UllaBrandt (the file name)
    unused    Post Publish Date, the sums of the sheet DISCOVERY, save people reached, the sheet DEMOGRAPHICS
    covers    1772323200000 .. 1774742400000
    preview   2026-03-28 | @UllaBrandt | day | "" | reach_28_days 1890
    preview   2026-03-28 | @UllaBrandt | day | "" | followers 714
    preview   2026-03-01 | @UllaBrandt | day | "" | impressions 200
    preview   2026-03-01 | @UllaBrandt | day | "" | engagements 12
    preview   2026-03-02 | @UllaBrandt | day | "" | impressions 190
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2026-03-28 reach_28_days 1890
    day       2026-03-28 followers 714
    day       2026-03-01 impressions 200
    day       2026-03-01 engagements 12
    day       2026-03-02 impressions 190
    day       2026-03-02 engagements -1
    Note bad-number in Content_2026-03-01_2026-03-28_UllaBrandt.xlsx line 4 column Impressions
      says    `9980.25` is not a count; it was left unknown -> export again if the figure matters
      raw     "3/14/2026\t9980.25\t3"
    day       2026-03-14 engagements 3
    day       2026-03-01 follows 2
    day       2026-03-02 follows 0
    message   linkedin-activity 7434164345241600077 by owner, 1772442900000 ±1s FromId, parent none
      text    None
      link    https://www.linkedin.com/feed/update/urn:li:activity:7434164345241600077
      counts  impressions 1500, engagements 40
    message   linkedin-activity 7434507984568320077 by owner, 1772524830000 ±1s FromId, parent none
      text    None
      link    https://www.linkedin.com/feed/update/urn:li:activity:7434507984568320077
      counts  impressions 2200, engagements 31
    message   linkedin-activity 7426958111539200077 by owner, 1770724800000 ±1s FromId, parent none
      text    None
      link    https://www.linkedin.com/feed/update/urn:li:activity:7426958111539200077
      counts  impressions 90
    "#);
}

#[test]
fn a_creator_s_analytics_in_another_language_where_every_value_is_text() {
    let book = book("linkedin-creator/new.txt", "AggregateAnalytics_Ulla Brandt_2026-03-01_2026-03-07.xlsx");
    let plan = the_plan(&book.path);
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    linkedin-creator (the sheets are those of LinkedIn's creator analytics)
    account   @Ulla Brandt on linkedin
    header    row 1 of the sheet `Engajamento` (the rows below it hold days or links to posts)
    header    row 3 of the sheet `Seguidores` (the rows below it hold days or links to posts)
    header    row 2 of the sheet `Publicações mais em alta` (the rows below it hold days or links to posts)
    dates     day first (some of the dates can be read in no other way)
    decimal mark , (the sheets are named in Portuguese)
    period    2026-03-01 to 2026-03-07 (the first sheet states it)
    account   Ulla Brandt (the file name)
    unused    Data de publicação, the sums of the sheet Descoberta, save people reached, the sheet Dados demográficos
    covers    1772323200000 .. 1772928000000
    preview   2026-03-07 | @Ulla Brandt | day | "" | reach_week 1890
    preview   2026-03-07 | @Ulla Brandt | day | "" | followers 1714
    preview   2026-03-01 | @Ulla Brandt | day | "" | impressions 1200
    preview   2026-03-01 | @Ulla Brandt | day | "" | engagements 12
    preview   2026-03-14 | @Ulla Brandt | day | "" | impressions 990
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2026-03-07 reach_week 1890
    day       2026-03-07 followers 1714
    day       2026-03-01 impressions 1200
    day       2026-03-01 engagements 12
    day       2026-03-14 impressions 990
    day       2026-03-14 engagements 3
    day       2026-03-01 follows 2
    message   linkedin-activity 7434164345241600077 by owner, 1772442900000 ±1s FromId, parent none
      text    None
      link    https://www.linkedin.com/feed/update/urn:li:activity:7434164345241600077
      counts  impressions 1500, engagements 40
    "#);
}

#[test]
fn the_analytics_of_one_post() {
    let book = book("linkedin-creator/single.txt", "SinglePostAnalytics_Ulla Brandt_7458194259443712077.xlsx");
    let plan = the_plan(&book.path);
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    linkedin-creator (a sheet begins as LinkedIn's analytics of one post do)
    account   @Ulla Brandt on linkedin
    account   Ulla Brandt (the file name)
    unused    Post Date, Post Publish Time
    preview   2026-05-07T16:41:18Z | @Ulla Brandt | outbound | "" | reach 1640 · impressions 2310 · likes 44
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    Note bad-number in SinglePostAnalytics_Ulla Brandt_7458194259443712077.xlsx line 8 column -
      says    `lots` is not a count; `Comments` was left unknown -> export again
      raw     "Comments\tlots"
    message   linkedin-ugc 7458194259443712077 by owner, 1778172078000 ±1s FromId, parent none
      text    None
      link    https://www.linkedin.com/feed/update/urn:li:ugcPost:7458194259443712077
      counts  reach 1640, impressions 2310, likes 44, saves 6, profile_visits 9
    "#);
}

#[test]
fn an_archive_is_one_plan() {
    let plan = the_plan(&fixture("linkedin-archive/whole"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    linkedin-archive (the header is that of the comments in a LinkedIn archive)
    account   @ulla-brandt on linkedin
    encoding  UTF-8 (the beginning is plain ASCII)
    zone      UTC (dates stand without a zone; LinkedIn's archives write UTC, and the ids of posts agree with it)
    ours      Ulla Brandt (the name in Profile.csv)
    account   ulla-brandt (the name in Profile.csv)
    unused    SharedUrl, MediaUrl, Visibility, CONVERSATION TITLE, FOLDER, ATTACHMENTS, IS CONVERSATION DRAFT
    preview   2026-05-07T16:41:18Z | @ulla-brandt | outbound | "The new ferry map is out, and it is \"round\"."
    preview   2026-05-21T08:00:00Z | @ulla-brandt | outbound | "First line\nSecond line"
    preview   2026-06-01T09:00:00Z | @ulla-brandt | outbound | "Thanks for asking."
    preview   2026-06-01T09:00:00Z | @ulla-brandt | outbound | "We call it the \"blue\" line,\n\nsince the boats are blue."
    preview   2026-06-02T07:30:00Z | @ada-kvist | inbound | "Does the ferry take bikes?\nAda"
    "#);
    assert_eq!(plan.parts, ["Profile.csv", "Shares_40112233.csv", "Comments_40112233.csv", "messages.csv"]);
    let once = lines(&read(&plan));
    assert_eq!(once, lines(&read(&plan)), "made ids are the same every time");
    insta::assert_snapshot!(once, @r#"
    message   linkedin-ugc 7458194259443712077 by owner, 1778172078000 ±1s FromId, parent none
      text    Some("The new ferry map is out, and it is \"round\".")
      link    https://www.linkedin.com/feed/update/urn%3Ali%3AugcPost%3A7458194259443712077
    message   linkedin-share 7462804311244800077 by owner, 1779350400000 ±1s ZoneAssumed, parent none
      text    Some("First line\nSecond line")
      link    https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7462804311244800077
    Rejected missing-id in whole/Shares_40112233.csv line 5 column ShareLink
      says    the row has no link to its post -> export again
      raw     "2026-05-22 08:00:00,,No link at all,,,PUBLIC"
    Rejected bad-date in whole/Shares_40112233.csv line 6 column Date
      says    `yesterday` is not a date written like `2026-12-31 16:41:18`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "yesterday,https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7462804311244800077,When?,,,PUBLIC"
    message   linkedin-comment 07d4a3a970e6b4f6 by owner, 1780304400000 ±1s ZoneAssumed, parent urn:li:activity:7462804311244800077
      text    Some("Thanks for asking.")
      link    https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7462804311244800077
    message   linkedin-comment e84a4e4eee115b55 by owner, 1780304400000 ±1s ZoneAssumed, parent urn:li:activity:7462804311244800077
      text    Some("We call it the \"blue\" line,\n\nsince the boats are blue.")
      link    https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7462804311244800077
    Rejected missing-date in whole/Comments_40112233.csv line 6 column Date
      says    the row has no date -> export again
      raw     ",https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7462804311244800077,Nobody knows when"
    message   linkedin-direct c3df01fe1f4a1905 by person @ada-kvist, 1780385400000 ±1s Stated, parent unknown
      text    Some("Does the ferry take bikes?\nAda")
    message   linkedin-direct ecd489ec98e205f4 by owner, 1780387800000 ±1s Stated, parent unknown
      text    Some("Yes, up to ten & a tandem.")
    message   linkedin-direct 7dc4ffff9486cf47 by person "LinkedIn Member", 1780480800000 ±1s Stated, parent unknown
      text    None
    Rejected bad-date in whole/messages.csv line 6 column DATE
      says    `not a date` is not a date written like `2026-12-31 10:00:00 UTC`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "2-def,,Bo Lund,https://www.linkedin.com/in/bo-lund,Ulla Brandt,https://www.linkedin.com/in/ulla-brandt,not a date,,Hello,INBOX,,No,No"
    Rejected too-few-fields in whole/messages.csv line 7 column -
      says    the row has 5 fields where the header has 13 -> the file may have been cut off; export again
      raw     "2-def,,Bo Lund,https://www.linkedin.com/in/bo-lund,Ulla Brandt"
    Note bad-value in whole/messages.csv line - column -
      says    1 draft was never sent; left out -> what is sent later is in a later archive
    "#);
}

#[test]
fn messages_without_links_to_recipients_are_told_apart_by_names() {
    let path = fixture("linkedin-archive/single/old messages.csv");
    let plan = the_plan(&path);
    // With one conversation, either of the two may be the owner.
    assert_eq!(plan.asks, [Question::Ours, Question::Account]);
    let ours = Overrides { ours: vec!["Ulla Brandt".to_owned()], ..Overrides::default() };
    let plan = plan_with(&path, &ours);
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    linkedin-archive (the header is that of the messages in a LinkedIn archive)
    account   @Ulla Brandt on linkedin
    encoding  UTF-8 (the beginning is plain ASCII)
    dates     month first (some of the dates can be read in no other way)
    zone      UTC (dates stand without a zone; LinkedIn's archives write UTC, and the ids of posts agree with it)
    ours      Ulla Brandt (chosen by hand)
    account   Ulla Brandt (chosen by hand)
    unused    CONVERSATION TITLE
    preview   2026-09-05T01:12Z | @ada-kvist | inbound | "Still there?"
    preview   2026-09-15T12:30Z | @Ulla Brandt | outbound | "We are"
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   linkedin-direct 384efd40b36b3c0b by person @ada-kvist, 1788570720000 ±60s ZoneAssumed, parent unknown
      text    Some("Still there?")
    message   linkedin-direct 2b423820d43d6c6e by owner, 1789475400000 ±60s ZoneAssumed, parent unknown
      text    Some("We are")
    "#);
}

#[test]
fn what_several_got_is_not_said_to_us_alone() {
    let rows = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT\n\
        a,,Ada Kvist,https://www.linkedin.com/in/ada-kvist,Ulla Brandt,https://www.linkedin.com/in/ulla-brandt,2026-06-02 07:30:00 UTC,,One\n\
        b,,Ada Kvist,https://www.linkedin.com/in/ada-kvist,\"Ulla Brandt,Bo Lund\",\"https://www.linkedin.com/in/ulla-brandt,\
        https://www.linkedin.com/in/bo-lund\",2026-06-02 07:31:00 UTC,,Two\n";
    let file = written("messages.csv", rows);
    let plan = plan_with(&file.path, &Overrides { ours: vec!["Ulla Brandt".to_owned()], ..Overrides::default() });
    let to_us: Vec<bool> = read(&plan).messages().iter().map(|message| message.to_owner).collect();
    assert_eq!(to_us, [true, false]);
}

#[test]
fn what_is_chosen_by_hand_holds() {
    let overrides = Overrides { account: Some("holm".to_owned()), zone: Some("Europe/Prague".to_owned()), ..Overrides::default() };
    let plan = plan_with(&fixture("linkedin-archive/whole"), &overrides);
    assert_eq!(plan.account.as_ref().unwrap().handle, "holm");
    assert_eq!(plan.zone.as_deref(), Some("Europe/Prague"));
    let lines = lines(&read(&plan));
    // 9:00 in Prague is 7:00 UTC in June; who is ours is still seen from the conversations.
    assert!(lines.contains("by owner, 1780297200000 ±1s ZoneChosen, parent urn:li:activity:7462804311244800077"), "{lines}");
    assert!(lines.contains("by person @ada-kvist, 1780385400000 ±1s Stated"), "{lines}");
}

#[test]
fn what_only_resembles_linkedin_is_left_alone() {
    let files = [
        ("posts.xlsx", xlsx("== Posts\nPost URL\tLikes\nhttps://www.linkedin.com/feed/update/urn:li:activity:7434164345241600077\t=4")),
        ("days.xlsx", xlsx("== Days\nDate\tImpressions\tEngagements\n3/1/2026\t=4\t=2")),
        ("people.xlsx", xlsx("== People\nName\tProfile\nAda\thttps://www.linkedin.com/in/ada")),
        ("followers.xls", xls("== Followers\nName\tTotal followers\nAda\t=3")),
        ("guestbook.csv", b"Date,Link,Message\n2026-01-01,https://example.org/1,Hello\n".to_vec()),
        ("posts.csv", b"Date,Share link,Text\n2026-01-01,https://example.org/1,Hello\n".to_vec()),
    ];
    for (name, bytes) in files {
        let file = written(name, bytes);
        assert!(
            !crate::reading::plan_with(&file.path, &Overrides::default()).files.iter().any(|file| file.format.starts_with("linkedin")),
            "{name}"
        );
    }
}

#[test]
fn what_is_broken_is_refused_by_name() {
    let files: [(&str, Vec<u8>, ProblemCode); 6] = [
        ("holm_content_17.xls", b"\xd0\xcf\x11\xe0 cut".to_vec(), ProblemCode::Unreadable),
        ("holm_content_17.xlsx", xlsx("== Metrics\nNothing\there"), ProblemCode::MissingColumn),
        ("holm_followers_17.xls", xls("== New followers\nDate\tOrganic followers\tTotal followers"), ProblemCode::HeaderOnly),
        ("Content_2026-03-01_2026-03-28_Ulla.xlsx", xlsx("== ENGAGEMENT\nDate\tImpressions\tEngagements"), ProblemCode::HeaderOnly),
        ("Shares.csv", b"Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n".to_vec(), ProblemCode::HeaderOnly),
        ("holm_visitors_17.xls", b"<html>log in</html>".to_vec(), ProblemCode::Unreadable),
    ];
    for (name, bytes, code) in files {
        let file = written(name, bytes);
        let problem = the_refusal(&file.path);
        assert_eq!(problem.code, code, "{name}: {}", problem.message);
        assert!(!problem.hint.is_empty(), "{name}");
    }
}
