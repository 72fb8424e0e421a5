use earshot_model::{Overrides, ProblemCode};

use crate::reading::{fixture, lines, plan, plan_lines, plan_with, read, the_plan, the_refusal, written};

const FIXTURE: &str = "x-days-2024/account_overview_analytics.csv";

#[test]
fn a_day_has_a_record_for_every_figure_and_a_date_from_a_spreadsheet_is_not_guessed_at() {
    let plan = the_plan(&fixture(FIXTURE));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    x-days-2024 (the header is that of X's analytics by day, since 2024)
    account   none
    encoding  UTF-8 (the beginning is plain ASCII)
    zone      UTC (X counts days in UTC)
    account   unknown (neither the file name nor the rows name an account)
    asks      [Account]
    preview   2026-03-04 | the account | day | "" | impressions 1210
    preview   2026-03-04 | the account | day | "" | likes 14
    preview   2026-03-04 | the account | day | "" | engagements 88
    preview   2026-03-04 | the account | day | "" | saves 2
    preview   2026-03-04 | the account | day | "" | shares 1
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2026-03-04 impressions 1210
    day       2026-03-04 likes 14
    day       2026-03-04 engagements 88
    day       2026-03-04 saves 2
    day       2026-03-04 shares 1
    day       2026-03-04 follows 3
    day       2026-03-04 unfollows 0
    day       2026-03-04 replies 5
    day       2026-03-04 reposts 2
    day       2026-03-04 profile_visits 19
    day       2026-03-04 create_post 4
    day       2026-03-04 video_views 0
    day       2026-03-04 media_views 0
    day       2026-03-03 impressions 960
    day       2026-03-03 likes 9
    day       2026-03-03 engagements 41
    day       2026-03-03 saves 0
    day       2026-03-03 shares 0
    day       2026-03-03 follows 1
    day       2026-03-03 unfollows 2
    day       2026-03-03 reposts 1
    day       2026-03-03 profile_visits 12
    day       2026-03-03 create_post 2
    day       2026-03-03 video_views 0
    day       2026-03-03 media_views 0
    Rejected bad-date in account_overview_analytics.csv line 4 column Date
      says    `02/03/2026` is not a date written like `Tue, Aug 26, 2025`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "02/03/2026,870,7,30,0,0,0,0,2,0,9,1,0,0"
    day       2026-03-01 impressions 415
    day       2026-03-01 likes 3
    day       2026-03-01 engagements 12
    day       2026-03-01 saves 0
    day       2026-03-01 shares 0
    day       2026-03-01 follows 0
    day       2026-03-01 unfollows 1
    day       2026-03-01 replies 0
    day       2026-03-01 reposts 0
    Note bad-number in account_overview_analytics.csv line 5 column Profile visits
      says    `many` is not a count; it was left unknown -> export again if the figure matters
      raw     "\"Sun, Mar 1, 2026\",415,3,12,0,0,0,1,0,0,many,0,0,0"
    day       2026-03-01 create_post 0
    day       2026-03-01 video_views 0
    day       2026-03-01 media_views 0
    "#);
}

#[test]
fn in_another_language_the_columns_have_the_same_places() {
    let plan = the_plan(&fixture("x-days-2024/account_overview_analytics (2).csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    x-days-2024 (14 columns in another language, with an English date where X's analytics have it)
    account   none
    encoding  UTF-8 (the beginning is valid UTF-8)
    header    in another language, beginning with `Data` (14 columns; they are read by position)
    zone      UTC (X counts days in UTC)
    account   unknown (neither the file name nor the rows name an account)
    asks      [Account]
    preview   2026-03-04 | the account | day | "" | impressions 51
    preview   2026-03-04 | the account | day | "" | likes 2
    preview   2026-03-04 | the account | day | "" | engagements 6
    preview   2026-03-04 | the account | day | "" | saves 0
    preview   2026-03-04 | the account | day | "" | shares 0
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2026-03-04 impressions 51
    day       2026-03-04 likes 2
    day       2026-03-04 engagements 6
    day       2026-03-04 saves 0
    day       2026-03-04 shares 0
    day       2026-03-04 follows 1
    day       2026-03-04 unfollows 0
    day       2026-03-04 replies 1
    day       2026-03-04 reposts 0
    day       2026-03-04 profile_visits 3
    day       2026-03-04 create_post 1
    day       2026-03-04 video_views 0
    day       2026-03-04 media_views 0
    "#);
}

#[test]
fn the_account_is_asked_for_and_may_be_said() {
    let overrides = Overrides { account: Some("@Holm_Council".to_owned()), ..Overrides::default() };
    let plan = plan_with(&fixture(FIXTURE), &overrides).files.remove(0);
    assert_eq!((plan.account.map(|account| account.handle).as_deref(), plan.asks), (Some("Holm_Council"), Vec::new()));
}

#[test]
fn an_export_that_lacks_a_column_is_refused_and_other_tables_are_not_taken() {
    let broken = written("account_overview_analytics (1).csv", "Date,Impressions,Likes\n\"Wed, Mar 4, 2026\",1,2\n");
    let problem = the_refusal(&broken.path);
    assert_eq!((problem.code, problem.column.as_deref()), (ProblemCode::MissingColumn, Some("New follows")));
    let empty = written("account_overview_analytics.csv", "Date,Impressions,Likes,New follows,Unfollows\n");
    assert_eq!(the_refusal(&empty.path).code, ProblemCode::HeaderOnly);

    for (name, text) in [
        ("days.csv", "Date,Impressions,Likes\n\"Wed, Mar 4, 2026\",1,2\n"),
        ("fourteen.csv", "a,b,c,d,e,f,g,h,i,j,k,l,m,n\n\"Wed, Mar 4, 2026\",1,2,3,4,5,6,7,8,9,10,11,12,13.5\n"),
    ] {
        let stranger = written(name, text);
        assert!(plan(&stranger.path).files.iter().all(|file| file.format != "x-days-2024"), "{name}");
    }
}
