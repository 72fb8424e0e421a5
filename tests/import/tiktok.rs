use std::fs;

use earshot_model::{Overrides, ProblemCode, Question};

use crate::reading::{Written, fixture, lines, plan, plan_lines, plan_with, read, the_plan, the_refusal, written};
use crate::workbook::{xlsx, zipped};

/// A fixture under the name that it may have.
fn named(path: &str, name: &str) -> Written {
    written(name, fs::read(fixture(path)).unwrap())
}

#[test]
fn days_get_their_year_from_the_name() {
    let overview = named("tiktok/Overview.csv", "Overview_2025-12-01_2026-01-31.csv");
    let plan = the_plan(&overview.path);
    assert_eq!(plan.asks, [Question::Account]);
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    tiktok (it has the columns of TikTok's figures by day)
    account   none
    encoding  UTF-8 (the beginning is plain ASCII)
    year      2026 (of the last day; the days have none, the name `Overview_2025-12-01_2026-01-31.csv` has)
    account   unknown (neither this file nor one beside it links to a video)
    asks      [Account]
    preview   2025-12-30 | the account | day | "" | impressions 1204
    preview   2025-12-30 | the account | day | "" | profile_visits 10
    preview   2025-12-30 | the account | day | "" | likes 2
    preview   2025-12-30 | the account | day | "" | replies 1
    preview   2025-12-30 | the account | day | "" | shares 0
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2025-12-30 impressions 1204
    day       2025-12-30 profile_visits 10
    day       2025-12-30 likes 2
    day       2025-12-30 replies 1
    day       2025-12-30 shares 0
    day       2025-12-31 impressions 1200
    day       2025-12-31 likes 4
    day       2025-12-31 replies 0
    day       2025-12-31 shares 1
    day       2026-01-01 impressions 900
    day       2026-01-01 profile_visits 7
    day       2026-01-01 likes -1
    day       2026-01-01 replies 0
    day       2026-01-01 shares 0
    Rejected bad-date in Overview_2025-12-01_2026-01-31.csv line 5 column Date
      says    `January 32` is not a date written like `December 31`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "\"January 32\",\"900\",\"7\",\"1\",\"0\",\"0\""
    Note bad-number in Overview_2025-12-01_2026-01-31.csv line 6 column Video Views
      says    `many` is not a count; it was left unknown -> export again if the figure matters
      raw     "\"January 2\",\"many\",\"7\",\"1\",\"0\",\"0\""
    day       2026-01-02 profile_visits 7
    day       2026-01-02 likes 1
    day       2026-01-02 replies 0
    day       2026-01-02 shares 0
    "#);
}

#[test]
fn days_that_run_backwards_get_their_year_too() {
    let followers = named("tiktok/FollowerHistory.csv", "FollowerHistory 2026.csv");
    let plan = the_plan(&followers.path);
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    tiktok (it has the columns of TikTok's followers by day)
    account   none
    encoding  UTF-8 (the beginning is plain ASCII)
    year      2026 (of the last day; the days have none, the name `FollowerHistory 2026.csv` has)
    account   unknown (neither this file nor one beside it links to a video)
    asks      [Account]
    preview   2026-01-01 | the account | day | "" | followers 1010
    preview   2026-01-01 | the account | day | "" | followers_change -2
    preview   2025-12-31 | the account | day | "" | followers 1012
    preview   2025-12-31 | the account | day | "" | followers_change 12
    preview   2025-12-30 | the account | day | "" | followers_change 0
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2026-01-01 followers 1010
    day       2026-01-01 followers_change -2
    day       2025-12-31 followers 1012
    day       2025-12-31 followers_change 12
    day       2025-12-30 followers_change 0
    "#);
}

#[test]
fn days_without_a_year_anywhere_are_asked_for_it() {
    let followers = fixture("tiktok/FollowerHistory.csv");
    let plan = the_plan(&followers);
    assert_eq!((plan.asks, plan.preview), (vec![Question::Year, Question::Account], vec![]));
    // The first row is in January, those behind it in December.
    let told = |year: i32| plan_with(&followers, &Overrides { year: Some(year), ..Overrides::default() }).files.remove(0);
    let plan = told(2024);
    assert_eq!(plan.asks, [Question::Account]);
    let year = plan.evidence.iter().find(|evidence| evidence.what == "year").unwrap();
    assert_eq!((year.value.as_str(), year.why.as_str()), ("2024", "chosen by hand"));
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2024-01-01 followers 1010
    day       2024-01-01 followers_change -2
    day       2023-12-31 followers 1012
    day       2023-12-31 followers_change 12
    day       2023-12-30 followers_change 0
    "#);
    // What is said overrules the name; what is no year is no answer.
    let named = named("tiktok/FollowerHistory.csv", "FollowerHistory 2026.csv");
    let overruled = plan_with(&named.path, &Overrides { year: Some(2025), ..Overrides::default() });
    assert!(lines(&read(&overruled.files[0])).contains("2025-01-01 followers 1010"));
    assert_eq!(told(12).asks, [Question::Year, Question::Account]);
}

#[test]
fn videos_have_their_time_in_their_ids() {
    let plan = the_plan(&fixture("tiktok/Content.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    tiktok (it has the columns of TikTok's videos)
    account   @holmtrams on tiktok
    encoding  UTF-8 (the beginning is plain ASCII)
    account   @holmtrams (the links to the videos)
    unused    Watched full video
    preview   2026-01-01T18:30:00Z | @holmtrams | outbound | "Snow on the trams #holm" | impressions 18400 · likes 1200 · replies 18 · shares 7
    preview   2025-12-30T07:05:09Z | @holmtrams | outbound | "How a tram is washed" | impressions 900 · likes 40 · replies 0 · shares 1
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   tiktok-post 7590462201475895442 by owner, 1767292200000 ±1s FromId, parent none
      text    Some("Snow on the trams #holm")
      link    https://www.tiktok.com/@holmtrams/video/7590462201475895442
      counts  impressions 18400, likes 1200, replies 18, shares 7
    message   tiktok-post 7589543546625986706 by owner, 1767078309000 ±1s FromId, parent none
      text    Some("How a tram is washed")
      link    https://www.tiktok.com/@holmtrams/video/7589543546625986706?lang=en
      counts  impressions 900, likes 40, replies 0, shares 1
    Rejected bad-value in Content.csv line 4 column Video link
      says    `https://www.tiktok.com/@holmtrams/` names no video -> a link ends with `/video/` and a number of nineteen digits; export again
      raw     "\"A link that was cut\",\"https://www.tiktok.com/@holmtrams/\",\"December 29\",\"40\",\"0\",\"1\",\"900\",\"41%\""
    Rejected missing-id in Content.csv line 5 column Video link
      says    the row has no link to its video -> export again
      raw     "\"No link\",\"\",\"December 29\",\"40\",\"0\",\"1\",\"900\",\"41%\""
    "#);
}

#[test]
fn videos_in_another_language_are_told_by_their_links() {
    let book = written("Contenido.xlsx", xlsx(&fs::read_to_string(fixture("tiktok/content.txt")).unwrap()));
    let plan = the_plan(&book.path);
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    tiktok (it has, in another language, the columns of TikTok's videos)
    account   @holmtrams on tiktok
    header    in another language, beginning with `Título del video` (its rows link to videos; counts are told by words in their names)
    account   @holmtrams (the links to the videos)
    preview   2026-01-01T18:30:00Z | @holmtrams | outbound | "Nieve en los tranvías" | impressions 18400 · likes 1200 · replies 18 · shares 7
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   tiktok-post 7590462201475895442 by owner, 1767292200000 ±1s FromId, parent none
      text    Some("Nieve en los tranvías")
      link    https://www.tiktok.com/@holmtrams/video/7590462201475895442
      counts  impressions 18400, likes 1200, replies 18, shares 7, saves 3
    "#);
}

#[test]
fn days_of_a_workbook_have_years() {
    let book = written("Overview.xlsx", xlsx(&fs::read_to_string(fixture("tiktok/overview.txt")).unwrap()));
    let plan = the_plan(&book.path);
    assert!(!plan_lines(&plan).contains("dates"));
    let lines = lines(&read(&plan));
    assert!(lines.starts_with("day       2025-12-31 impressions 5\n") && lines.contains("day       2026-01-01 impressions 6\n"), "{lines}");
}

#[test]
fn a_zip_of_all_tabs_names_year_and_account_for_each() {
    let files =
        ["Overview.csv", "FollowerHistory.csv", "Content.csv"].map(|name| (name, fs::read(fixture(&format!("tiktok/{name}"))).unwrap()));
    let zip = zipped(&files.each_ref().map(|(name, bytes)| (*name, bytes.as_slice())));
    let zip = written("TikTok 2026-01-02.zip", zip);
    let plan = plan(&zip.path);
    assert_eq!(plan.files.len(), 3, "{:#?}", plan.refused);
    for file in &plan.files {
        assert_eq!((file.format.as_str(), file.account.as_ref().unwrap().handle.as_str()), ("tiktok", "holmtrams"));
        assert!(!read(file).items.is_empty());
    }
}

#[test]
fn a_day_in_another_language_is_read_by_position() {
    let text = "Fecha,Visualizaciones,Perfil,Me gusta,Comentarios,Compartidos\n31 de diciembre,5,4,3,2,1\n1 de enero,6,5,4,3,2\n";
    let file = written("Overview_2026-01-01.csv", text);
    let plan = the_plan(&file.path);
    assert_eq!(plan.evidence[1].value, "in another language, beginning with `Fecha`");
    let lines = lines(&read(&plan));
    assert!(lines.starts_with("day       2025-12-31 impressions 5\nday       2025-12-31 profile_visits 4\n"), "{lines}");
}

#[test]
fn what_only_resembles_tiktok_is_left_alone() {
    let files = [
        ("Overview.csv", "Date,Views,Likes,Comments,Shares,Saves\nTotal,1,2,3,4,5\n"),
        ("links.csv", "Name,Link,Note\nTrams,https://www.tiktok.com/@holmtrams/video/7590462201475895442,nice\n"),
        (
            "scraped.csv",
            "id,thread_id,author,body,timestamp,tiktok_url,likes,comments\n1,1,a,b,2026-01-01,https://www.tiktok.com/@a/video/7590462201475895442,1,2\n",
        ),
        ("followers.csv", "Date,Followers\nJanuary 1,5\n"),
    ];
    for (name, text) in files {
        let file = written(name, text);
        assert!(!plan_with(&file.path, &Overrides::default()).files.iter().any(|file| file.format == "tiktok"), "{name}");
    }
}

#[test]
fn a_header_alone_is_refused() {
    for path in ["tiktok/Overview.csv", "tiktok/Content.csv"] {
        let whole = fs::read_to_string(fixture(path)).unwrap();
        let header = whole.split_inclusive('\n').next().unwrap();
        assert_eq!(the_refusal(&written("Overview_2026.csv", header).path).code, ProblemCode::HeaderOnly);
    }
}
