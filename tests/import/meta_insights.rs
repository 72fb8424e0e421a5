use earshot_formats::Item;
use earshot_model::Overrides;
use proptest::prelude::*;

use crate::reading::{Everything, fixture, lines, plan, plan_lines, plan_with, read, the_plan, the_refusal, written};

const POSTS: &str = "facebook-insights-posts/Facebook Insights Data Export (Post Level) - Holm Museum - 2014-05-01 - 2014-07-31.csv";
const POSTS_XLS: &str = "facebook-insights-posts/Facebook Insights Data Export (Post Level) - Holm Museum - 2017-10-22.xls";
const POSTS_KEYS: &str = "facebook-insights-posts/Facebook Insights Data Export (Post Level) - Holm Museum - 2017-07-05.xls";
const DAYS: &str = "facebook-insights-days/Facebook Insights Data Export - Holm Museum - 2014-02-28 - 2014-03-02.csv";
const DAYS_XLS: &str = "facebook-insights-days/Facebook Insights Data Export - Holm Museum - 2017-07-05.xls";

#[test]
fn posts_under_two_header_rows_are_read() {
    let plan = the_plan(&fixture(POSTS));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    facebook-insights-posts (the header is that of Page Insights by post)
    account   @Holm Museum on facebook
    encoding  UTF-8 (the file begins with its byte-order mark)
    dates     month first (the only order that the first 4 dates allow)
    ids       the part behind `_` (Business Suite calls the same post by that alone)
    zone      America/Los_Angeles (Page Insights go by California's clock, as the hours of posts show; the file does not say)
    period    2014-05-01 to 2014-07-31 (the file name)
    account   Holm Museum (the file name)
    unused    Countries, Languages, Audience Targeting, Lifetime Video length, Lifetime Post Impressions by country (2 columns)
    covers    1398927600000 .. 1406876400000
    preview   2014-06-04T23:03:05Z | @Holm Museum | outbound | "We found a letter in the clock. Who was Ingrid?" | reach 1200 · impressions 2400 · likes 33 · replies 7 · shares 2
    preview   2014-07-15T16:00:00Z | @Holm Museum | outbound | "Warp & weft: how a loom works" | reach 640 · impressions 980 · likes 9 · shares 1
    preview   2014-07-17T06:30:00Z | @Holm Museum | outbound | "" | reach 90 · impressions 120
    "#);
    assert_eq!(plan.account.as_ref().unwrap().native_id.as_deref(), Some("610000000000001"));
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   facebook-post 710000000000001 by owner, 1401922985000 ±1s ZoneAssumed, parent none
      text    Some("We found a letter in the clock. Who was Ingrid?")
      link    https://www.facebook.com/holmmuseum/posts/710000000000001:0
      counts  reach 1200, impressions 2400, likes 33, replies 7, shares 2, other engaged_users 88, other negative_feedback_unique 0, other organic_reach 1100, other other_clicks 14, other people_talking_like 31
    message   facebook-post 710000000000002 by owner, 1405440000000 ±1s ZoneAssumed, parent none
      text    Some("Warp & weft: how a loom works")
      link    https://www.facebook.com/holmmuseum/videos/710000000000002/
      counts  reach 640, impressions 980, likes 9, shares 1, url_clicks 3, other engaged_users 25, other negative_feedback_unique 1, other organic_reach 640, other organic_views_to_95 210, other organic_views_to_95_unique 180, other other_clicks 5, other people_talking_like 9
    message   facebook-post 710000000000003 by owner, 1405578600000 ±1s ZoneAssumed, parent none
      text    None
      link    https://www.facebook.com/holmmuseum/posts/710000000000003
      counts  reach 90, impressions 120, other engaged_users 2, other negative_feedback_unique 0, other organic_reach 90
    Note bad-value in Facebook Insights Data Export (Post Level) - Holm Museum - 2014-05-01 - 2014-07-31.csv line - column -
      says    rows that tell of the page being mentioned by others, with neither type nor reach, left out: 1 -> export again, fewer posts at a time, if they are missed
    "#);
}

#[test]
fn what_excel_did_to_a_row_is_named() {
    let damaged = "facebook-insights-posts/Facebook Insights Data Export (Post Level) - Holm Museum - damaged.csv";
    let plan = the_plan(&fixture(damaged));
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   facebook-post 710000000000011 by owner, 1443758400000 ±60s ZoneAssumed, parent none
      text    Some("Through Excel, which took the seconds")
      link    https://www.facebook.com/p/11
      counts  reach 55
    Rejected damaged-id in Facebook Insights Data Export (Post Level) - Holm Museum - damaged.csv line 4 column Post ID
      says    the id `6.1E+14` was turned into a number and lost its digits -> export again and don't open the file in a spreadsheet
      raw     "6.1E+14,https://www.facebook.com/p/12,\"Through Excel, which took the id\",Status,,,10/2/2015 21:00, ,55"
    Rejected missing-date in Facebook Insights Data Export (Post Level) - Holm Museum - damaged.csv line 5 column Posted
      says    the row has no date -> export again
      raw     "610000000000001_710000000000013,https://www.facebook.com/p/13,Without a date,Status,,,, ,55"
    Note bad-number in Facebook Insights Data Export (Post Level) - Holm Museum - damaged.csv line 6 column Lifetime Post Total Reach
      says    `lots` is not a count; it was left unknown -> export again if the figure matters
      raw     "610000000000001_710000000000014,https://www.facebook.com/p/14,A reach of words,Status,,,10/3/2015 21:00, ,lots"
    message   facebook-post 710000000000014 by owner, 1443931200000 ±60s ZoneAssumed, parent none
      text    Some("A reach of words")
      link    https://www.facebook.com/p/14
      counts
    "#);
}

#[test]
fn a_workbook_gives_each_post_once_with_the_figures_of_its_sheets() {
    let plan = the_plan(&fixture(POSTS_XLS));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    facebook-insights-posts (the header is that of Page Insights by post)
    account   @Holm Museum on facebook
    encoding  UTF-8 (XML is UTF-8 where no mark says otherwise)
    ids       the part behind `_` (Business Suite calls the same post by that alone)
    zone      America/Los_Angeles (Page Insights go by California's clock, as the hours of posts show; the file does not say)
    account   Holm Museum (the file name)
    unused    Countries, Languages, Audience Targeting, Lifetime Post Impressions by... (sheet)
    preview   2017-09-30T17:00:00Z | @Holm Museum | outbound | "Rope & tar:\nthe <smell> of the quay" | reach 700 · impressions 1300 · likes 23 · replies 5 · shares 1
    preview   2017-10-01T12:30:00Z | @Holm Museum | outbound | "Lifting the crane" | reach 2500 · impressions 4000 · likes 64 · shares 8
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    Note bad-number in Facebook Insights Data Export (Post Level) - Holm Museum - 2017-10-22.xls line 29 column hide_clicks
      says    `some` is not a count; it was left unknown -> export again if the figure matters
      raw     "<Row><Cell ss:StyleID=\"s25\"><Data ss:Type=\"String\"></Data></Cell><Cell ss:StyleID=\"s25\"><Data ss:Type=\"String\">610000000000001_710000000000022</Data></Cell><Cell ss:StyleID=\"s25\"><Data ss:Type=\"String\"></Data></Cell><Cell ss:StyleID=\"s25\"><Data ss:Type=\"String\"></Data></Cell><Cell ss:StyleID=\"s25\"><Data ss:Type=\"String\">Photo</Data></Cell><Cell ss:StyleID=\"s25\"><Data ss:Type=\"String\"></Data></Cell><Cell ss:StyleID=\"s25\"><Data ss:Type=\"String\"></Data></Cell><Cell ss:StyleID=\"s25\"><Data ss:Type=\"String\">2017-09-30T10:00:00.000</Data></Cell><Cell ss:StyleID=\"s25\"><Data ss:Type=\"String\"> </Data></Cell><Cell ss:StyleID=\"s25\"><Data ss:Type=\"String\">some</Data></Cell></Row>"
    Note damaged-id in Facebook Insights Data Export (Post Level) - Holm Museum - 2017-10-22.xls line 30 column Post ID
      says    the id `6.1E+29` was turned into a number and lost its digits -> its figures were left out; export again if they are missed
      raw     "<Row><Cell ss:StyleID=\"s25\"><Data ss:Type=\"String\"></Data></Cell><Cell ss:StyleID=\"s25\"><Data ss:Type=\"String\">6.1E+29</Data></Cell><Cell ss:StyleID=\"s25\"><Data ss:Type=\"String\"></Data></Cell><Cell ss:StyleID=\"s25\"><Data ss:Type=\"String\"></Data></Cell><Cell ss:StyleID=\"s25\"><Data ss:Type=\"String\">Photo</Data></Cell><Cell ss:StyleID=\"s25\"><Data ss:Type=\"String\"></Data></Cell><Cell ss:StyleID=\"s25\"><Data ss:Type=\"String\"></Data></Cell><Cell ss:StyleID=\"s25\"><Data ss:Type=\"String\">2017-09-30T10:00:00.000</Data></Cell><Cell ss:StyleID=\"s25\"><Data ss:Type=\"String\"> </Data></Cell><Cell ss:StyleID=\"s25\"><Data ss:Type=\"String\">1</Data></Cell></Row>"
    message   facebook-post 710000000000021 by owner, 1506790800000 ±1s ZoneAssumed, parent none
      text    Some("Rope & tar:\nthe <smell> of the quay")
      link    https://www.facebook.com/holmmuseum/posts/21:0
      counts  reach 700, impressions 1300, likes 23, replies 5, shares 1, url_clicks 10, other clicks 40, other negative_feedback_hide_clicks 2, other other_clicks 30, other people_talking_like 22, other people_talking_share 1
    message   facebook-post 710000000000022 by owner, 1506861000000 ±1s ZoneAssumed, parent none
      text    Some("Lifting the crane")
      link    https://www.facebook.com/holmmuseum/videos/22/
      counts  reach 2500, impressions 4000, likes 64, shares 8, other clicks 90, other other_clicks 90, other people_talking_like 61
    Note bad-value in Facebook Insights Data Export (Post Level) - Holm Museum - 2017-10-22.xls line - column -
      says    posts of its breakdown sheets that are not among the key metrics, left out: 1 -> export again, fewer posts at a time, if they are missed
    "#);
}

#[test]
fn keys_of_the_api_are_titles_too_and_a_cut_character_costs_no_post() {
    let plan = the_plan(&fixture(POSTS_KEYS));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    facebook-insights-posts (the header is that of Page Insights by post)
    account   @Holm Museum on facebook
    encoding  UTF-8 (XML is UTF-8 where no mark says otherwise)
    ids       the part behind `_` (Business Suite calls the same post by that alone)
    zone      America/Los_Angeles (Page Insights go by California's clock, as the hours of posts show; the file does not say)
    account   Holm Museum (the file name)
    unused    Countries, Languages, Audience Targeting
    preview   2017-07-01T06:10:00Z | @Holm Museum | outbound | "CafÃ" | reach 80 · impressions 95 · likes 6
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   facebook-post 710000000000031 by owner, 1498889400000 ±1s ZoneAssumed, parent none
      text    Some("CafÃ")
      link    https://www.facebook.com/holmmuseum/posts/31
      counts  reach 80, impressions 95, likes 6, other organic_reach 77
    Note bad-encoding in Facebook Insights Data Export (Post Level) - Holm Museum - 2017-07-05.xls line - column -
      says    bytes that are not UTF-8, and were read as Windows-1252: 1 -> check the accented letters of names and texts
    "#);
}

#[test]
fn days_are_read_and_rolling_figures_say_so() {
    let plan = the_plan(&fixture(DAYS));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    facebook-insights-days (the header is that of Page Insights by day)
    account   @Holm Museum on facebook
    encoding  windows-1252 (the bytes are not UTF-8, and fit this encoding best)
    dates     month first (the only order that the first 3 dates allow)
    zone      America/Los_Angeles (Page Insights go by California's clock, as the hours of posts show; the file does not say)
    period    2014-02-28 to 2014-03-02 (the file name)
    account   Holm Museum (the file name)
    unused    Daily Like Sources (2 columns), Lifetime Likes by City (2 columns)
    covers    1393574400000 .. 1393833600000
    preview   2014-02-28 | @Holm Museum | day | "" | page_likes 1280
    preview   2014-02-28 | @Holm Museum | day | "" | new_page_likes 3
    preview   2014-02-28 | @Holm Museum | day | "" | reach 300
    preview   2014-02-28 | @Holm Museum | day | "" | reach_week 1500
    preview   2014-02-28 | @Holm Museum | day | "" | reach_28_days 4100
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2014-02-28 page_likes 1280
    day       2014-02-28 new_page_likes 3
    day       2014-02-28 reach 300
    day       2014-02-28 reach_week 1500
    day       2014-02-28 reach_28_days 4100
    day       2014-02-28 impressions 420
    day       2014-02-28 impressions_28_days 9000
    day       2014-02-28 logged_in_page_views 12
    day       2014-02-28 logged_in_page_views_unique 9
    day       2014-03-01 page_likes 1283
    day       2014-03-01 reach 310
    day       2014-03-01 reach_week 1510
    day       2014-03-01 reach_28_days 4120
    day       2014-03-01 impressions 455
    day       2014-03-01 impressions_28_days 9100
    day       2014-03-01 logged_in_page_views 14
    day       2014-03-01 logged_in_page_views_unique 11
    day       2014-03-01 cta_clicks_logged_in_total 2
    Rejected bad-date in Facebook Insights Data Export - Holm Museum - 2014-02-28 - 2014-03-02.csv line 5 column Date
      says    `3/32/2014` is not a date written like `2/28/2014`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "3/32/2014,1284,1,1,1,1,1,1,1,1,1,1,1,1,1"
    "#);
}

#[test]
fn a_workbook_of_days_is_read() {
    let plan = the_plan(&fixture(DAYS_XLS));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    facebook-insights-days (the header is that of Page Insights by day)
    account   @Holm Museum on facebook
    encoding  UTF-8 (XML is UTF-8 where no mark says otherwise)
    zone      America/Los_Angeles (Page Insights go by California's clock, as the hours of posts show; the file does not say)
    account   Holm Museum (the file name)
    unused    page_fans_city:lifetime (sheet)
    preview   2017-06-09 | @Holm Museum | day | "" | page_likes 5100
    preview   2017-06-09 | @Holm Museum | day | "" | reach 640
    preview   2017-06-09 | @Holm Museum | day | "" | reach_28_days 8100
    preview   2017-06-10 | @Holm Museum | day | "" | page_likes 5104
    preview   2017-06-10 | @Holm Museum | day | "" | reach 655
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2017-06-09 page_likes 5100
    day       2017-06-09 reach 640
    day       2017-06-09 reach_28_days 8100
    day       2017-06-10 page_likes 5104
    day       2017-06-10 reach 655
    day       2017-06-10 reach_28_days 8140
    Note bad-encoding in Facebook Insights Data Export - Holm Museum - 2017-07-05.xls line - column -
      says    bytes that are not UTF-8, and were read as Windows-1252: 1 -> check the accented letters of names and texts
    "#);
}

#[test]
fn a_header_of_a_thousand_columns_is_whole() {
    let cities: Vec<String> =
        (0..1_200).map(|city| format!("\"Lifetime Likes by City - Holm number {city}, Holm County, Holmland\"")).collect();
    let header = format!("Date,Lifetime Total Likes,{},Daily Total Reach", cities.join(","));
    assert!(header.len() > 64 * 1024);
    let row = |first: &str, value: &str| format!("{first},{value},{}{value}", ",".repeat(cities.len()));
    let file = written("export.csv", [header, row("", "Lifetime: x"), row("1/31/2015", "9")].join("\n"));
    let plan = the_plan(&file.path);
    assert_eq!(plan.unused, ["Lifetime Likes by City (1200 columns)"]);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2015-01-31 page_likes 9
    day       2015-01-31 reach 9
    "#);
}

#[test]
fn what_is_broken_is_refused_with_its_reason() {
    let named =
        |name: &str, text: &str| written(&format!("Facebook Insights Data Export{name} - Holm - 2014-01-01 - 2014-02-01.csv"), text);
    let file = named(" (Post Level)", "Post ID,Type\n1_2,Photo\n");
    assert_eq!(the_refusal(&file.path).column.as_deref(), Some("Post Message"));
    let file = named("", "Date,City\n1/1/2014,Holm\n");
    assert_eq!(the_refusal(&file.path).message, "the file holds no figure of Page Insights");
    for rows in ["", ",Daily: Reach\n"] {
        let file = named("", &format!("Date,Daily Total Reach\n{rows}"));
        assert_eq!(the_refusal(&file.path).code.as_str(), "header-only");
    }
    let file = named("", "Date,Daily Total Reach\n1/1/2014,4,5\n");
    assert_eq!(read(&the_plan(&file.path)).problems()[0].message, "the row has 3 fields where the header has 2");
}

#[test]
fn a_workbook_that_breaks_off_gives_what_stands_before() {
    let bytes = std::fs::read(fixture(DAYS_XLS)).unwrap();
    let end = bytes.windows(10).position(|window| window == b"2017-06-10").unwrap();
    let file = written("Facebook Insights Data Export - Holm - 2017-07-05.xls", &bytes[..end + 40]);
    let everything = read(&the_plan(&file.path));
    assert_eq!(everything.items.iter().filter(|item| matches!(item, Item::Day(_))).count(), 3);
    assert_eq!(everything.problems().iter().map(|problem| problem.code.as_str()).collect::<Vec<_>>(), ["bad-xml"]);
}

#[test]
fn files_that_are_almost_like_these_are_not_claimed() {
    let others = [
        ("export.csv", "Post ID,Post Message,Posted\n1,a,2014-01-01\n"),
        ("export.csv", "Date,Daily Active Users\n2014-01-01,3\n"),
        (
            "book.xls",
            "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet><Table><Row><Cell><Data>Date</Data></Cell></Row></Table></Worksheet></Workbook>",
        ),
    ];
    for (name, other) in others {
        let file = written(name, other);
        assert!(plan(&file.path).files.iter().all(|file| !file.format.starts_with("facebook-insights")), "{other}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn an_export_with_bytes_changed_is_survived(
        which in 0..5_usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
    ) {
        let path = [POSTS, POSTS_XLS, POSTS_KEYS, DAYS, DAYS_XLS][which];
        let mut bytes = std::fs::read(fixture(path)).unwrap();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len()) + 1);
        let file = written(path.rsplit('/').next().unwrap(), &bytes);
        for format in [None, Some("facebook-insights-posts"), Some("facebook-insights-days")] {
            let overrides = Overrides { format: format.map(str::to_owned), ..Overrides::default() };
            for file in plan_with(&file.path, &overrides).files {
                let _ = earshot_formats::read(&file, &mut Everything::default());
            }
        }
    }
}
