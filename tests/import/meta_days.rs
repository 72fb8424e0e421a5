use earshot_model::{Overrides, Platform, Question};

use crate::reading::{fixture, lines, plan, plan_lines, plan_with, read, the_plan, the_refusal, written};

#[test]
fn the_line_above_the_header_names_the_figure() {
    let plan = the_plan(&fixture("meta-days/Views.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    meta-days (its heading is `Instagram reach`, above a date and a figure, as in Business Suite's results)
    account   none
    encoding  UTF-16LE (the file begins with its byte-order mark)
    delimiter , (the first line names it)
    header    `Instagram reach` as reach (the line above it names the figure)
    account   unknown, on instagram (the file does not say whose it is; `Instagram reach` names the platform)
    asks      [Account]
    preview   2026-03-01 | the account | day | "" | reach 812
    preview   2026-03-03 | the account | day | "" | reach 1044
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2026-03-01 reach 812
    day       2026-03-03 reach 1044
    "#);
    assert_eq!(plan.asks, [Question::Account]);
}

#[test]
fn the_account_that_is_chosen_is_on_the_platform_that_the_figure_names() {
    let overrides = Overrides { account: Some("holm.museum".to_owned()), ..Overrides::default() };
    let plan = plan_with(&fixture("meta-days/Views.csv"), &overrides).files.remove(0);
    assert_eq!(plan.account.map(|account| (account.platform, account.handle)), Some((Platform::Instagram, "holm.museum".to_owned())));
    assert!(plan.asks.is_empty());
}

#[test]
fn broken_days_are_named_and_the_others_are_read() {
    let plan = the_plan(&fixture("meta-days/damaged.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    meta-days (its heading is `Content interactions`, above a date and a figure, as in Business Suite's results)
    account   none
    encoding  UTF-8 (the beginning is plain ASCII)
    delimiter , (the first line names it)
    header    `Content interactions` as engagements (the line above it names the figure)
    account   unknown, on facebook (the file does not say whose it is; it names no platform, so it is taken to be a page's)
    asks      [Account]
    unused    Secondary
    preview   2026-03-01 | the account | day | "" | engagements 12
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2026-03-01 engagements 12
    Rejected bad-date in damaged.csv line 5 column Date
      says    `2026-02-30T00:00:00` is not a date written like `2025-08-01T00:00:00`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "\"2026-02-30T00:00:00\",\"5\",\"1\""
    Rejected too-few-fields in damaged.csv line 6 column -
      says    the row has 1 field where the header has 3 -> the file may have been cut off; export again
      raw     "\"2026-03-03T00:00:00\""
    Note bad-number in damaged.csv line 7 column Primary
      says    `a few` is not a count; it was left unknown -> export again if the figure matters
      raw     "\"2026-03-04T00:00:00\",\"a few\",\"1\""
    "#);
}

#[test]
fn viewers_are_counted_by_kind() {
    let plan = the_plan(&fixture("meta-days/Viewers.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    meta-days (the header is that of viewers by day)
    account   none
    encoding  UTF-8 (the file begins with its byte-order mark)
    account   unknown, on facebook (the file does not say whose it is; it names no platform, so it is taken to be a page's)
    asks      [Account]
    preview   2026-03-01 | the account | day | "" | total_viewers 300
    preview   2026-03-01 | the account | day | "" | new_viewers 120
    preview   2026-03-01 | the account | day | "" | returning_viewers 180
    preview   2026-03-02 | the account | day | "" | total_viewers 280
    preview   2026-03-02 | the account | day | "" | returning_viewers 170
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2026-03-01 total_viewers 300
    day       2026-03-01 new_viewers 120
    day       2026-03-01 returning_viewers 180
    day       2026-03-02 total_viewers 280
    day       2026-03-02 returning_viewers 170
    "#);
}

#[test]
fn blocks_of_an_audience_are_refused() {
    let problem = the_refusal(&fixture("meta-days/Audience.csv"));
    assert_eq!(problem.message, "it holds shares of the audience by age, city or country, in blocks, and no figure by day");
    let empty = written("Reach.csv", "sep=,\n\"Facebook reach\"\n\"Date\",\"Primary\"\n");
    assert_eq!(the_refusal(&empty.path).code.as_str(), "header-only");
}

#[test]
fn files_that_are_almost_like_these_are_not_claimed() {
    let others = [
        // TikTok's viewers, whose dates have no year.
        "Date,Total Viewers,New Viewers,Returning Viewers\nDecember 31,1,1,0\n",
        "Date,Primary\n2026-01-01,3\n",
        "Report of the month\nfor the board\nDate,Primary\n2026-01-01,3\n",
        "sep=,\nDate,Secondary\n2026-01-01,3\n",
    ];
    for other in others {
        let file = written("Viewers.csv", other);
        assert!(plan(&file.path).files.iter().all(|file| file.format != "meta-days"), "{other}");
    }
}
