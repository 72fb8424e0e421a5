use earshot_model::Overrides;

use crate::reading::{fixture, lines, plan_lines, plan_with, read, the_plan, written};

const FIXTURE: &str = "x-days-2014/daily_tweet_activity_metrics_Holm_Council_20210201_20210301_en.csv";

#[test]
fn a_day_has_a_record_for_every_figure_that_is_known() {
    let plan = the_plan(&fixture(FIXTURE));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    x-days-2014 (the header is that of X's analytics by day, 2014–23)
    account   @Holm_Council on x
    encoding  UTF-8 (the beginning is plain ASCII)
    zone      UTC (X counts days in UTC)
    period    2021-02-01 to 2021-02-28 (the file name)
    account   @Holm_Council (the file name)
    unused    engagement rate, promoted engagement rate
    covers    1612137600000 .. 1614556800000
    preview   2021-02-01 | @Holm_Council | day | "" | tweets_published 2
    preview   2021-02-01 | @Holm_Council | day | "" | impressions 4459
    preview   2021-02-01 | @Holm_Council | day | "" | engagements 59
    preview   2021-02-01 | @Holm_Council | day | "" | reposts 1
    preview   2021-02-01 | @Holm_Council | day | "" | replies 1
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2021-02-01 tweets_published 2
    day       2021-02-01 impressions 4459
    day       2021-02-01 engagements 59
    day       2021-02-01 reposts 1
    day       2021-02-01 replies 1
    day       2021-02-01 likes 8
    day       2021-02-01 profile_visits 20
    day       2021-02-01 url_clicks 7
    day       2021-02-01 hashtag_clicks 1
    day       2021-02-01 detail_expands 16
    day       2021-02-01 permalink_clicks 0
    day       2021-02-01 app_opens 0
    day       2021-02-01 app_installs 0
    day       2021-02-01 follows 0
    day       2021-02-01 email_tweet 0
    day       2021-02-01 dial_phone 0
    day       2021-02-01 media_views 40
    day       2021-02-01 media_engagements 5
    day       2021-02-02 tweets_published 0
    day       2021-02-02 promoted_impressions 300
    day       2021-02-02 promoted_engagements 4
    day       2021-02-02 promoted_reposts 1
    day       2021-02-02 promoted_replies 0
    day       2021-02-02 promoted_likes 1
    day       2021-02-02 promoted_profile_visits 0
    day       2021-02-02 promoted_url_clicks 0
    day       2021-02-02 promoted_hashtag_clicks 0
    day       2021-02-02 promoted_detail_expands 0
    day       2021-02-02 promoted_permalink_clicks 0
    day       2021-02-02 promoted_app_opens 0
    day       2021-02-02 promoted_app_installs 0
    day       2021-02-02 promoted_follows 0
    day       2021-02-02 promoted_email_tweet 0
    day       2021-02-02 promoted_dial_phone 0
    day       2021-02-02 promoted_media_views 0
    day       2021-02-02 promoted_media_engagements 0
    "#);
}

#[test]
fn without_its_file_name_nobody_knows_whose_it_is() {
    let renamed = written("days.csv", std::fs::read(fixture(FIXTURE)).unwrap());
    let plan = the_plan(&renamed.path);
    assert_eq!((plan.account, plan.account_from_rows, plan.covers), (None, false, None));

    let overrides = Overrides { account: Some("@holm_council".to_owned()), ..Overrides::default() };
    let plan = plan_with(&renamed.path, &overrides).files.remove(0);
    assert_eq!(plan.account.unwrap().handle, "holm_council");
}
