use earshot_model::ProblemCode;

use crate::reading::{fixture, lines, plan, plan_lines, read, the_plan, the_refusal, written};

#[test]
fn both_tables_are_read_each_by_its_own_header() {
    let plan = the_plan(&fixture("x-video-2024/video_overview_analytics.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    x-video-2024 (the header is that of X's analytics of videos, since 2024)
    account   @Holm_Council on x
    encoding  UTF-8 (the beginning is plain ASCII)
    zone      UTC (X counts days in UTC, and ids hold the time in UTC)
    account   @Holm_Council (the links to the posts)
    unused    Completion Rate, Average Watch Time (ms), Estimated Revenue, Uploaded on, Video ID, Video title, Duration, Video link, Monetized, Estimated revenue, Published date
    preview   2026-03-04 | @Holm_Council | day | "" | video_overview_views 310
    preview   2026-03-04 | @Holm_Council | day | "" | watch_time_ms 1240000
    preview   2026-03-03 | @Holm_Council | day | "" | video_overview_views 275
    preview   2026-03-03 | @Holm_Council | day | "" | watch_time_ms 990500
    preview   2026-02-24T11:05:00Z | @Holm_Council | outbound | ""
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2026-03-04 video_overview_views 310
    day       2026-03-04 watch_time_ms 1240000
    day       2026-03-03 video_overview_views 275
    day       2026-03-03 watch_time_ms 990500
    Rejected bad-date in video_overview_analytics.csv line 5 column Date
      says    `2026-03-02` is not a date written like `Tue, Aug 26, 2025`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "2026-03-02,12,100,1.00,8,0"
    message   x-post 2026252010910646551 by owner, 1771931100000 ±1s FromId, parent unknown
      text    None
      link    https://x.com/Holm_Council/status/2026252010910646551
      counts  media_views 4120
    Note bad-number in video_overview_analytics.csv line 11 column Views
      says    `few` is not a count; it was left unknown -> export again if the figure matters
      raw     "\"Feb 19, 2026\",13_2024000000000000002,Untitled video,few,0:12,https://video.twimg.com/c.m3u8,No,0,\"Feb 19, 2026\",https://x.com/Holm_Council/status/2024393514808246551/video/1"
    message   x-post 2024393514808246551 by owner, 1771488000000 ±1s FromId, parent unknown
      text    None
      link    https://x.com/Holm_Council/status/2024393514808246551/video/1
    Rejected damaged-id in video_overview_analytics.csv line 12 column Post link
      says    the link to the post holds no id: the id `2.02E+18` was turned into a number and lost its digits -> export again
      raw     "\"Feb 18, 2026\",13_2024000000000000003,Untitled video,9,0:12,https://video.twimg.com/d.m3u8,No,0,\"Feb 18, 2026\",https://x.com/Holm_Council/status/2.02E+18"
    Note missing-id in video_overview_analytics.csv line - column -
      says    1 video has no link to a post and so can't be counted ->
    "#);
}

#[test]
fn in_another_language_the_columns_have_the_same_places() {
    let plan = the_plan(&fixture("x-video-2024/video_overview_analytics (1).csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    x-video-2024 (the file is named like X's analytics of videos, and has English dates where they have them)
    account   none
    encoding  UTF-8 (the beginning is valid UTF-8)
    header    in another language, beginning with `Data` (its columns are read by position)
    zone      UTC (X counts days in UTC, and ids hold the time in UTC)
    account   unknown (neither the file name nor the rows name an account)
    asks      [Account]
    unused    Taxa de conclusão, Tempo médio de exibição (ms), Receita estimada
    preview   2026-03-03 | the account | day | "" | video_overview_views 8
    preview   2026-03-03 | the account | day | "" | watch_time_ms 20000
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2026-03-03 video_overview_views 8
    day       2026-03-03 watch_time_ms 20000
    Note missing-id in video_overview_analytics (1).csv line - column -
      says    1 video has no link to a post and so can't be counted ->
    "#);
}

#[test]
fn an_account_without_videos_has_days_only() {
    let plan = the_plan(&fixture("x-video-2024/video_overview_analytics (2).csv"));
    assert_eq!(plan.unused, ["Completion Rate", "Average Watch Time (ms)"]);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2026-03-03 video_overview_views 0
    day       2026-03-03 watch_time_ms 0
    "#);
}

#[test]
fn a_day_that_was_cut_off_is_no_title() {
    let header = "Date,Views,Watch Time (ms),Completion Rate,Average Watch Time (ms)\n";
    let cut = written("video_overview_analytics.csv", format!("{header}\"Wed, Mar 4, 2026\"\n\"Tue, Mar 3, 2026\",275,9,1,1\n"));
    let everything = read(&the_plan(&cut.path));
    assert_eq!(everything.problems().iter().map(|problem| problem.code).collect::<Vec<_>>(), [ProblemCode::TooFewFields]);
    assert_eq!(everything.items.len(), 3);
}

#[test]
fn what_a_spreadsheet_has_changed_or_emptied_is_refused_and_a_stranger_is_not_taken() {
    let header = "Date,Views,Watch Time (ms),Completion Rate,Average Watch Time (ms)\n";
    let changed = written("video_overview_analytics.csv", format!("{header}2026-03-04,1,2,3,4\n2026-03-03,1,2,3,4\n"));
    let problem = the_refusal(&changed.path);
    assert_eq!((problem.code, problem.hint.contains("spreadsheet")), (ProblemCode::BadDate, true));
    assert_eq!(the_refusal(&written("video_overview_analytics.csv", header).path).code, ProblemCode::HeaderOnly);

    let stranger = written("views.csv", "Date,Views,Minutes\n\"Wed, Mar 4, 2026\",1,2\n");
    assert!(plan(&stranger.path).files.iter().all(|file| file.format != "x-video-2024"));
}
