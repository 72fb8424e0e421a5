use crate::reading::{fixture, lines, plan_lines, read, the_plan};

#[test]
fn a_by_post_export_is_planned_with_its_account_and_period() {
    let plan = the_plan(&fixture("x-posts-2014/tweet_activity_metrics_Holm_Council_20180501_20180601_en.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    x-posts-2014 (the header is that of X's analytics by post, 2014–23)
    account   @Holm_Council on x
    encoding  UTF-8 (the beginning is valid UTF-8)
    zone      UTC (every time in the file states its offset)
    period    2018-05-01 to 2018-05-31 (the file name)
    account   @Holm_Council (the file name and the links to the posts agree)
    unused    engagement rate, promoted engagement rate
    covers    1525132800000 .. 1527811200000
    preview   2018-05-27T18:40Z | @Holm_Council | outbound | "The swimming pool reopens on Monday. 🏊\nTickets at the door, or \"online\": https://t.co/aaaa1111" | impressions 4420 · engagements 28 · likes 5 · replies 1 · reposts 3
    preview   2018-05-15T08:03Z | @Holm_Council | outbound | "@marta_lind It is on its way, sorry for the wait" | impressions 89 · engagements 5 · likes 2 · replies 1 · reposts 0
    preview   2018-05-02T12:00Z | @Holm_Council | outbound | "Café Söder & “friends”: 5 < 6" | likes 0
    "#);
    assert_eq!(plan.path, "");
    assert_eq!(plan.parts, ["tweet_activity_metrics_Holm_Council_20180501_20180601_en.csv"]);
}

#[test]
fn floats_are_counts_and_a_dash_or_a_blank_is_unknown() {
    let plan = the_plan(&fixture("x-posts-2014/tweet_activity_metrics_Holm_Council_20180501_20180601_en.csv"));
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   x-post 1000808987882422273 by owner, 1527446400000 ±60s Stated, parent unknown
      text    Some("The swimming pool reopens on Monday. 🏊\nTickets at the door, or \"online\": https://t.co/aaaa1111")
      link    https://twitter.com/Holm_Council/status/1000808987882422273
      counts  impressions 4420, engagements 28, likes 5, replies 1, reposts 3, follows 0, profile_visits 1, detail_expands 3, url_clicks 15, hashtag_clicks 0, permalink_clicks 0, media_views 12, media_engagements 4, other app_installs 0, other app_opens 0, other dial_phone 0, other email_tweet 0
    message   x-post 996299903464374273 by owner, 1526371380000 ±60s Stated, parent unknown
      text    Some("@marta_lind It is on its way, sorry for the wait")
      link    https://twitter.com/Holm_Council/status/996299903464374273
      counts  impressions 89, engagements 5, likes 2, replies 1, reposts 0, follows 0, profile_visits 1, detail_expands 1, url_clicks 0, hashtag_clicks 0, permalink_clicks 0, media_views 0, media_engagements 0, other app_installs 0, other app_opens 0, other dial_phone 0, other email_tweet 0, other promoted_app_installs 0, other promoted_app_opens 0, other promoted_detail_expands 0, other promoted_dial_phone 0, other promoted_email_tweet 0, other promoted_engagements 7, other promoted_follows 0, other promoted_hashtag_clicks 0, other promoted_impressions 250, other promoted_likes 3, other promoted_media_engagements 0, other promoted_media_views 0, other promoted_permalink_clicks 0, other promoted_profile_visits 2, other promoted_replies 0, other promoted_reposts 1, other promoted_url_clicks 1
    message   x-post 991648747064655873 by owner, 1525262400000 ±60s Stated, parent unknown
      text    Some("Café Söder & “friends”: 5 < 6")
      link    https://twitter.com/Holm_Council/status/991648747064655873
      counts  likes 0, follows 0, profile_visits 0, detail_expands 0, url_clicks 0, hashtag_clicks 0, permalink_clicks 0, media_views 0, media_engagements 0, other app_installs 0, other app_opens 0, other dial_phone 0, other email_tweet 0
    "#);
}

/// A byte-order mark, CRLF, a line break in a text, `favorites` for `likes`, an offset that is not UTC, and a browser's ` (1)`.
#[test]
fn the_favorites_of_2015_are_likes() {
    let plan = the_plan(&fixture("x-posts-2014/tweet_activity_metrics_holmkommun_20150601_20150701_sv (1).csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    x-posts-2014 (the header is that of X's analytics by post, 2014–23)
    account   @holmkommun on x
    encoding  UTF-8 (the file begins with its byte-order mark)
    zone      UTC (every time in the file states its offset)
    period    2015-06-01 to 2015-06-30 (the file name)
    account   @holmkommun (the file name and the links to the posts agree)
    unused    engagement rate, promoted engagement rate
    covers    1433116800000 .. 1435708800000
    preview   2015-06-03T06:30Z | @holmkommun | outbound | "Sommarens program är här!\r\nVälkomna" | impressions 1200 · engagements 44 · likes 21 · replies 2 · reposts 9
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   x-post 605984801551286273 by owner, 1433313000000 ±60s Stated, parent unknown
      text    Some("Sommarens program är här!\r\nVälkomna")
      link    https://twitter.com/holmkommun/status/605984801551286273
      counts  impressions 1200, engagements 44, likes 21, replies 2, reposts 9, follows 1, profile_visits 3, detail_expands 2, url_clicks 5, hashtag_clicks 1, permalink_clicks 1, media_views 0, media_engagements 0, other app_installs 0, other app_opens 0, other dial_phone 0, other email_tweet 0
    "#);
}
