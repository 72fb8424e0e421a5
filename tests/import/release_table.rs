//! A table of press releases.

use earshot_model::{DateOrder, Overrides, ProblemCode, Question};

use crate::reading::{fixture, plan, plan_lines, plan_with, read, the_plan, the_refusal, written};
use crate::releases::whole_lines;

#[test]
fn rows_are_releases_and_the_zone_of_a_clock_is_asked() {
    let plan = the_plan(&fixture("release-table/releases.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    release-table (it has columns for title, date and text)
    account   none, by row
    encoding  UTF-8 (the beginning is valid UTF-8)
    delimiter ; (it divides the header into most columns)
    header    title: Titel, date: Datum, text: Text, link: Link (recognised by name)
    dates     day first (a date in the first rows can be read in no other way)
    asks      [Zone]
    unused    Ressort
    preview   2026-06-03T09:30Z |  | release | "Kaimauer fertig"
    preview   2026-05-13 |  | release | "Markt am 4. Juli"
    "#);
    insta::assert_snapshot!(whole_lines(read(&plan)), @r#"
    release   https://www.holm.example/kai 1780479000000 "Kaimauer fertig"
      text    "Die Mauer steht.\nSie hält."
      link    https://www.holm.example/kai
    release   ffcf967ccc0c1655 1778630400000 "Markt am 4. Juli"
      text    "Der Markt öffnet früh."
      link    none
    Rejected missing-date in releases.csv line 5 column Datum
      says    the row has no date -> export again
      raw     ";;Ohne Datum;;"
    Rejected bad-date in releases.csv line 6 column Datum
      says    `31.02.2026` is not a date written like `2026-06-03`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "Falsch;31.02.2026;Kein solcher Tag;;"
    Rejected bad-value in releases.csv line 7 column Titel
      says    the row has neither a title nor a text -> fill in one of them
      raw     ";01.06.2026;;;"
    "#);
}

#[test]
fn zone_and_order_chosen_by_hand_are_heeded() {
    let overrides = Overrides { zone: Some("Europe/Berlin".to_owned()), dates: Some(DateOrder::DayFirst), ..Overrides::default() };
    let file = written("releases.csv", "title,date,body\nFlags out,3/6/2026 09:30,All of them\nFlags in,4/6/2026,All\n");
    let plan = plan_with(&file.path, &overrides).files.remove(0);
    assert!(plan.asks.is_empty());
    // 09:30 in Berlin is 07:30 UTC; a day is a day.
    let text = whole_lines(read(&plan));
    assert!(text.contains(" 1780471800000 \"Flags out\"") && text.contains(" 1780531200000 \"Flags in\""), "{text}");
    let plan = the_plan(&file.path);
    assert_eq!(plan.asks, [Question::Zone]);
    assert!(plan.evidence.iter().any(|evidence| evidence.what == "dates" && evidence.value == "month first"));
}

#[test]
fn tables_of_other_things_are_no_releases() {
    let tables = [
        "id,permalink,date,ip,subreddit,gildings,title,url,body\n1,p,2026-06-03,,holm,0,t,u,b\n",
        "Title,Date,Text,Likes\nA,2026-06-03,B,4\n",
        "title,date\nA,2026-06-03\n",
    ];
    for table in tables {
        assert!(plan(&written("a.csv", table).path).files.iter().all(|file| file.format != "release-table"), "{table}");
    }
    assert_eq!(the_refusal(&written("a.csv", "title,date,body\n").path).code, ProblemCode::HeaderOnly);
}
