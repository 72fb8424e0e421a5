//! What YouTube Studio exports: the table of a tab, its chart and its totals, as one download or each alone.

use std::fs;

use earshot_model::{Certainty, DateOrder, Overrides, ProblemCode, Severity};

use crate::reading::{Everything, fixture, lines, plan, plan_lines, plan_with, read, the_plan, the_refusal, written};

const CONTENT: &str = "youtube-studio/Content 2026-02-01_2026-03-01 Holm Council";

fn days(everything: &Everything) -> Vec<String> {
    lines(everything).lines().filter(|line| line.starts_with("day")).map(str::to_owned).collect()
}

#[test]
fn the_tab_of_contents_has_a_message_for_each_video_and_days_in_its_totals() {
    let plan = the_plan(&fixture(CONTENT));
    assert_eq!((&*plan.path, &plan.parts[..]), ("", &["Table data.csv".to_owned(), "Totals.csv".to_owned()][..]));
    assert_eq!(plan.limits[4..], ["Chart data.csv has the days of each Content apart: nothing is made of it."]);
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    youtube-studio (the header is that of YouTube Studio's table of videos)
    account   @Holm Council on youtube
    encoding  UTF-8 (the beginning is plain ASCII)
    decimal mark point (the numbers of the first rows show it)
    zone      America/Los_Angeles (YouTube counts days in Pacific time; the file does not say so)
    period    2026-02-01 to 2026-02-28 (the name of the download)
    account   Holm Council (the name of the download)
    unused    Duration, Watch time (hours), Impressions click-through rate (%)
    covers    1769932800000 .. 1772352000000
    preview   2026-01-12 | @Holm Council | outbound | "Gritting, explained" | reach 1204 · impressions 21030 · likes 40 · replies 11 · shares 6
    preview   2025-12-18 | @Holm Council | outbound | "How to read the river gauge" | impressions 12880 · likes -1 · replies 3
    preview   2026-02-04 | @Holm Council | outbound | "Council meeting of 4 February" | reach 31 · impressions 210 · replies 0 · shares 0
    preview   2026-02-01 | @Holm Council | day | "" | media_views 104
    preview   2026-02-03 | @Holm Council | day | "" | media_views 98
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r##"
    Rejected bad-value in Content 2026-02-01_2026-03-01 Holm Council/Table data.csv line 3 column -
      says    the row has 14 fields where the header has 13 -> a text with the dividing mark in it stands without quotes; export again
      raw     "aQ3-_kd9LmE,\"Gritting, explained\",Jan 12, 2026,184,1204,40,11,6,1822,51.2204,15,21030,5.02"
    message   youtube-video aQ3-_kd9LmE by owner, 1768204800000 ±86400s ZoneAssumed, parent none
      text    Some("Gritting, explained")
      link    https://www.youtube.com/watch?v=aQ3-_kd9LmE
      counts  reach 1204, impressions 21030, likes 40, replies 11, shares 6, follows 15, media_views 1822
    message   youtube-video Zx0PqRstUv1 by owner, 1766044800000 ±86400s ZoneAssumed, parent none
      text    Some("How to read the river gauge")
      link    https://www.youtube.com/watch?v=Zx0PqRstUv1
      counts  impressions 12880, likes -1, replies 3, follows -3, media_views 940
    Rejected bad-value in Content 2026-02-01_2026-03-01 Holm Council/Table data.csv line 6 column Content
      says    `#NAME?` is not the id of a video -> export again and don't open the file in a spreadsheet
      raw     "#NAME?,A name that a spreadsheet has eaten,\"Nov 2, 2025\",30,1,1,0,0,10,0.2,0,90,2.2"
    Rejected missing-date in Content 2026-02-01_2026-03-01 Holm Council/Table data.csv line 7 column Video publish time
      says    the row has no date -> export again
      raw     "Lm2NoPqRsT3,,,,,,,,12,0.1,,,"
    Note bad-number in Content 2026-02-01_2026-03-01 Holm Council/Table data.csv line 8 column Likes
      says    `few` is not a count; it was left unknown -> export again if the figure matters
      raw     "Kk4LlMmNnO5,Council meeting of 4 February,\"Feb 4, 2026\",7210,31,few,0,0,41,11.9,0,210,1.1"
    message   youtube-video Kk4LlMmNnO5 by owner, 1770192000000 ±86400s ZoneAssumed, parent none
      text    Some("Council meeting of 4 February")
      link    https://www.youtube.com/watch?v=Kk4LlMmNnO5
      counts  reach 31, impressions 210, replies 0, shares 0, follows 0, media_views 41
    day       2026-02-01 media_views 104
    day       2026-02-03 media_views 98
    Rejected bad-date in Content 2026-02-01_2026-03-01 Holm Council/Totals.csv line 5 column Date
      says    `2026-02-3x` is not a date written like `2022-12-18`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "2026-02-3x,7"
    "##);
}

#[test]
fn the_tab_by_date_its_totals_and_its_chart_say_each_day_once() {
    let plan = the_plan(&fixture("youtube-studio/Date 2026-02-01_2026-02-04 Holm Council"));
    assert_eq!(plan.parts, ["Table data.csv", "Totals.csv", "Chart data.csv"]);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2026-02-03 media_views 98
    day       2026-02-03 follows 0
    day       2026-02-03 impressions 1300
    day       2026-02-01 media_views 104
    day       2026-02-01 follows 1
    day       2026-02-01 impressions 1405
    day       2026-02-02 media_views 99
    day       2026-02-02 follows -3
    day       2026-02-02 impressions 1305
    day       2026-01-31 media_views 88
    "#);
}

#[test]
fn german_has_soft_hyphens_and_commas() {
    let plan = the_plan(&fixture("youtube-studio/german"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    youtube-studio (the header is that of YouTube Studio's table of videos)
    account   none
    encoding  UTF-8 (the beginning is valid UTF-8)
    decimal mark comma (the numbers of the first rows show it)
    zone      America/Los_Angeles (YouTube counts days in Pacific time; the file does not say so)
    account   unknown (neither the name of the download nor the rows name a channel)
    asks      [Account]
    unused    Dauer, Wiedergabezeit (Stunden), Klickrate der Impressionen (%)
    preview   2026-01-12 | the account | outbound | "Streuen erklärt" | impressions 8811
    preview   2025-03-14 | the account | outbound | "Der Pegel" | impressions 209
    preview   2026-02-01 | the account | day | "" | media_views 41
    preview   2026-02-02 | the account | day | "" | media_views 39
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   youtube-video aQ3-_kd9LmE by owner, 1768204800000 ±86400s ZoneAssumed, parent none
      text    Some("Streuen erklärt")
      link    https://www.youtube.com/watch?v=aQ3-_kd9LmE
      counts  impressions 8811, follows 4, media_views 1031
    message   youtube-video Zx0PqRstUv1 by owner, 1741935600000 ±86400s ZoneAssumed, parent none
      text    Some("Der Pegel")
      link    https://www.youtube.com/watch?v=Zx0PqRstUv1
      counts  impressions 209, follows 0, media_views 219
    day       2026-02-01 media_views 41
    day       2026-02-02 media_views 39
    "#);
}

#[test]
fn french_has_narrow_blanks_and_other_months() {
    let plan = the_plan(&fixture("youtube-studio/french"));
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   youtube-video aQ3-_kd9LmE by owner, 1759042800000 ±86400s ZoneAssumed, parent none
      text    Some("Le sel sur les routes")
      link    https://www.youtube.com/watch?v=aQ3-_kd9LmE
      counts  media_views 4004, other engaged_views 1900
    "#);
}

#[test]
fn of_another_tab_the_days_are_read_and_the_table_is_not() {
    let plan = the_plan(&fixture("youtube-studio/geography"));
    assert_eq!((&*plan.path, &plan.parts[..]), ("", &["Totals.csv".to_owned()][..]));
    assert_eq!(
        plan.limits[4..],
        [
            "Table data.csv counts by Geography, which is neither videos nor days: nothing is made of it.",
            "Chart data.csv has the days of each Geography apart: nothing is made of it."
        ]
    );
    assert_eq!(days(&read(&plan)), ["day       2026-02-01 media_views 31", "day       2026-02-02 media_views 34"]);

    let alone = the_refusal(&fixture("youtube-studio/geography/Table data.csv"));
    assert_eq!(
        (alone.severity, alone.code, &*alone.message),
        (Severity::Refused, ProblemCode::BadValue, "the table counts by `Geography`, and holds neither videos nor days")
    );
    let chart = the_refusal(&fixture("youtube-studio/geography/Chart data.csv"));
    assert_eq!(chart.message, "the table has the days of each `Geography` apart, and no sums of days");
}

#[test]
fn the_download_may_lie_deeper_beside_others_or_be_mixed_up() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a", "b/Content 2026-02-01_2026-03-01 Holm Council"] {
        fs::create_dir_all(folder.path().join(name)).unwrap();
        for file in ["Table data.csv", "Totals.csv", "Chart data.csv"] {
            fs::copy(fixture(CONTENT).join(file), folder.path().join(name).join(file)).unwrap();
        }
    }
    let both = plan(folder.path());
    assert_eq!(both.refused, []);
    let found: Vec<_> = both.files.iter().map(|file| (&*file.path, file.parts.len(), file.account.is_some())).collect();
    assert_eq!(found, [("a", 2, false), ("b/Content 2026-02-01_2026-03-01 Holm Council", 2, true)]);

    // Two downloads in one folder: nobody can tell what belongs to what.
    fs::copy(fixture("youtube-studio/geography/Totals.csv"), folder.path().join("a/Totals (1).csv")).unwrap();
    fs::remove_dir_all(folder.path().join("b")).unwrap();
    let mixed = plan(folder.path());
    let paths: Vec<_> = mixed.files.iter().map(|file| &*file.path).collect();
    assert_eq!(paths, ["a/Table data.csv", "a/Totals (1).csv", "a/Totals.csv"]);
    assert_eq!(mixed.refused.len(), 1, "the chart");
}

#[test]
fn account_zone_decimal_mark_and_dates_may_be_said() {
    let overrides = Overrides {
        account: Some("@holmcouncil".to_owned()),
        zone: Some("Europe/Stockholm".to_owned()),
        decimal: Some(",".to_owned()),
        dates: Some(DateOrder::DayFirst),
        ..Overrides::default()
    };
    let table = "Content,Video title,Video publish time,Views\naQ3-_kd9LmE,Salt,3/4/2026,1.204\n";
    let file = written("any.csv", table);
    let plan = plan_with(&file.path, &overrides).files.remove(0);
    assert_eq!((plan.zone.as_deref(), plan.asks.len()), (Some("Europe/Stockholm"), 0));
    let by_hand = plan.evidence.iter().filter(|evidence| evidence.why == "chosen by hand").map(|evidence| &*evidence.what);
    assert_eq!(by_hand.collect::<Vec<_>>(), ["decimal mark", "zone", "dates", "account"]);
    let everything = read(&plan);
    let video = everything.messages()[0];
    // 2026-04-03T00:00 in Stockholm, where it was summer.
    assert_eq!((video.sent.at, video.sent.certainty), (1_775_167_200_000, Certainty::ZoneChosen));
    assert_eq!(video.counts.as_ref().unwrap().media_views, Some(1_204));
}

#[test]
fn weeks_are_no_days_and_a_header_is_no_table() {
    let weeks = written("Totals.csv", "Date,Views\n2026-02-02,700\n2026-02-09,650\n2026-02-16,720\n");
    let problem = the_refusal(&weeks.path);
    assert_eq!((problem.code, &*problem.message), (ProblemCode::BadValue, "its rows are sums of more than a day"));
    let header = written("Totals.csv", "Date,Views\n");
    assert_eq!(the_refusal(&header.path).code, ProblemCode::HeaderOnly);
}

#[test]
fn a_table_of_somebody_elses_is_not_taken() {
    for (name, text) in [
        ("Totals.csv", "Date,Amount\n2026-02-01,12\n"),
        ("Table data.csv", "Street,Lamps\nQuay Street,4\n"),
        ("days.csv", "Date,Views\n2026-02-01,12\n"),
        ("content.csv", "Content,Video title,Views\naQ3-_kd9LmE,Salt,12\n"),
    ] {
        let stranger = written(name, text);
        assert!(plan(&stranger.path).files.iter().all(|file| file.format != "youtube-studio"), "{name}");
    }
}
