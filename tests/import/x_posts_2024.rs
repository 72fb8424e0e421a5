use crate::reading::{fixture, lines, plan_lines, read, the_plan, written};

const FIXTURE: &str = "x-posts-2024/account_analytics_content_2026-07-06_2026-08-02.csv";

#[test]
fn the_time_is_that_of_the_id_where_it_agrees_with_the_day() {
    let plan = the_plan(&fixture(FIXTURE));
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   x-post 2083558389052342273 by owner, 1785594005250 ±1s FromId, parent unknown
      text    Some("Roads & paths: 5 < 6, said \"Per\"")
      link    https://x.com/holmcouncil/status/2083558389052342273
      counts  impressions 59, engagements 4, likes 1, replies 0, reposts 0, shares 1, saves 1, follows 1, profile_visits 0, detail_expands 2, url_clicks 0, hashtag_clicks 0, permalink_clicks 0
    message   x-post 2082979553080246273 by owner, 1785456000000 ±1s FromId, parent unknown
      text    Some("@marta_lind @per_berg The council meets on Thursday to hear what people said about the new tram line, and everyone who wrote to us by the end of June is invited to the town hall, where the plans hang on the walls, the planners answer questions, and there is coffee; those who can not come may watch the https://t.co/bbbb2222") (cut)
      link    https://x.com/holmcouncil/status/2082979553080246273
      counts  impressions 1294, engagements 13, likes 5, replies 1, reposts 0, shares 0, saves 0, follows 1, profile_visits 3, detail_expands 3, url_clicks 0, hashtag_clicks 0, permalink_clicks 0
    Note bad-date in account_analytics_content_2026-07-06_2026-08-02.csv line 4 column Date
      says    the id was made on another day than `Fri, Jul 31, 2026`; only the day is kept -> a spreadsheet may have changed ids or dates; export again
      raw     "2082979553076051969,\"Fri, Jul 31, 2026\",The day and the id disagree,https://x.com/holmcouncil/status/2082979553076051969,10,0,0,0,0,0,0,0,0,0,0,0,0"
    message   x-post 2082979553076051969 by owner, 1785456000000 ±86400s Stated, parent unknown
      text    Some("The day and the id disagree")
      link    https://x.com/holmcouncil/status/2082979553076051969
      counts  impressions 10, engagements 0, likes 0, replies 0, reposts 0, shares 0, saves 0, follows 0, profile_visits 0, detail_expands 0, url_clicks 0, hashtag_clicks 0, permalink_clicks 0
    message   x-post 2079132957930422273 by owner, 1784538900250 ±1s FromId, parent unknown
      text    None
      link    https://x.com/holmcouncil/status/2079132957930422273
      counts  replies 0, reposts 0, shares 0, saves 0, follows 0, profile_visits 0, detail_expands 0, url_clicks 0, hashtag_clicks 0, permalink_clicks 0
    "#);
}

#[test]
fn the_account_comes_from_the_links_and_the_period_from_the_name() {
    let plan = the_plan(&fixture(FIXTURE));
    assert_eq!(plan.account.unwrap().handle, "holmcouncil");
    let covers = plan.covers.unwrap();
    // 2026-07-06 up to, and without, 2026-08-02.
    assert_eq!((covers.from, covers.to), (1_783_296_000_000, 1_785_628_800_000));
    assert_eq!(plan.preview[0].when, "2026-08-01T14:20:05Z");
    assert_eq!(plan.preview[2].when, "2026-07-31");
}

/// Other capitals, `Link` and `Share`, dates without commas, CRLF, something before the name and ` (2)` after it.
#[test]
fn the_other_header_is_the_same_format() {
    let plan = the_plan(&fixture("x-posts-2024/holm_account_analytics_content_2024-12-22_2025-03-22 (2).csv"));
    let covers = plan.covers.unwrap();
    assert_eq!((covers.from, covers.to), (1_734_825_600_000, 1_742_601_600_000));
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   x-post 1902661390955446273 by owner, 1742464800000 ±1s FromId, parent unknown
      text    Some("Two lines\r\nand an emoji 🎉")
      link    https://x.com/holmcouncil/status/1902661390955446273
      counts  impressions 700, engagements 30, likes 12, replies 3, reposts 5, shares 4, saves 2, follows 0, profile_visits 6, detail_expands 1, url_clicks 2, hashtag_clicks 0, permalink_clicks 1
    "#);
}

#[test]
fn a_header_in_another_language_is_read_by_position() {
    let plan = the_plan(&fixture("x-posts-2024/account_analytics_content_2026-10-05.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    x-posts-2024 (17 columns in another language, with an id and an English date where X's analytics have them)
    account   @holm_jp on x
    encoding  UTF-8 (the beginning is valid UTF-8)
    header    in another language, beginning with `ポストID` (17 columns; they are read by position)
    zone      UTC (ids hold the time in UTC, and the days agree with it)
    account   @holm_jp (the links to the posts)
    preview   2026-10-05T03:04:05Z | @holm_jp | outbound | "市役所からのお知らせです" | impressions 2000 · engagements 11 · likes 10 · replies 4 · reposts 5 · shares 3
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   x-post 2106943478322692097 by owner, 1791169445006 ±1s FromId, parent unknown
      text    Some("市役所からのお知らせです")
      link    https://x.com/holm_jp/status/2106943478322692097
      counts  impressions 2000, engagements 11, likes 10, replies 4, reposts 5, shares 3, saves 2, follows 1, profile_visits 8, detail_expands 6, url_clicks 7, hashtag_clicks 0, permalink_clicks 9
    "#);
}

#[test]
fn the_name_does_not_matter_where_the_header_speaks() {
    let renamed = written("export", std::fs::read(fixture(FIXTURE)).unwrap());
    let plan = the_plan(&renamed.path);
    assert_eq!((plan.format.as_str(), plan.covers), ("x-posts-2024", None));
    assert_eq!(read(&plan).messages().len(), 4);
}
