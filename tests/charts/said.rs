//! What the charts say in words: titles, captions, alt texts, tables, the labels of their parts. Sums are worked out by hand.

use earshot_charts::{Chart, Frame, Ladder, Part, Show, Theme, Waiting, ladder, png, waiting};
use earshot_model::Rung;

use crate::gallery::{SLIDE, about, curve, half_year, holes, many, month, twenty};

fn share(data: &Ladder) -> Chart {
    ladder(data, Show::Share, &SLIDE)
}

fn titled(counts: [u64; 6]) -> String {
    share(&Ladder { about: about(), months: vec![month(2026, 1, counts, 0)], notes: Vec::new() }).title
}

#[test]
fn the_ladders_title_is_its_largest_part() {
    // 667 of 1,362 are releases or said before: 49 %.
    assert_eq!(share(&half_year()).title, "Half the messages repeat a release or earlier post");
    assert_eq!(titled([40, 0, 35, 0, 20, 5]), "Four in ten messages repeat a press release");
    assert_eq!(titled([0, 60, 35, 0, 5, 0]), "Six in ten messages had been said before");
    assert_eq!(titled([10, 10, 70, 0, 10, 0]), "Seven in ten messages are announcements");
    assert_eq!(titled([5, 5, 10, 20, 30, 30]), "Eight in ten messages answer or address someone");
    assert_eq!(titled([100, 0, 0, 0, 0, 0]), "All messages repeat a press release");
    assert_eq!(titled([11, 2, 5, 0, 2, 1]), "13 of 21 messages repeat a release or earlier post");
    assert_eq!(titled([3, 2, 1, 0, 0, 0]), "Too few messages to say");
    assert_eq!(titled([0; 6]), "No messages in this period");
}

#[test]
fn the_ladder_is_told_with_its_numbers() {
    let chart = share(&half_year());
    assert_eq!(
        chart.alt,
        "A stacked bar a month, Apr 2026 to Sep 2026: shares of the month's outbound messages, from press releases at the top to dialogue \
         at the bottom. Of 1,362 messages in all: press release 417 (31%), said before 250 (18%), announcement 379 (28%), mention 33 (2%), \
         reply 165 (12%) and dialogue 118 (9%). 141 reposts stand apart. Press releases and things said before went from 35% in Aug 2026 \
         (119 of 342) to 59% in Jul 2026 (126 of 214). Dialogue went from 5% in Jun 2026 (8 of 176) to 15% in Aug 2026 (52 of 342)."
    );
    assert_eq!(
        chart.caption,
        "Apr–Sep 2026. n = 1,362 messages and 141 reposts; 61 inferred, not observed. Data complete to 4 Oct 2026. Source: County of \
         Meresby, Meresby Libraries and 1 more, on X."
    );
    assert_eq!(
        chart.columns,
        ["Month", "Messages", "Press release", "Said before", "Announcement", "Mention", "Reply", "Dialogue", "Reposts"]
    );
    assert_eq!(chart.table.len(), 6);
    assert_eq!(chart.table[0][..3], ["Apr 2026", "188", "62 of 188 (33%, 27–40%)"]);
}

#[test]
fn silence_gaps_and_too_few_are_told_apart() {
    let chart = share(&holes());
    let rows: Vec<_> = chart.table.iter().map(|row| (row[0].as_str(), row[1].as_str(), row[2].as_str())).collect();
    assert_eq!(rows[0], ("Oct 2025", "7", "3 of 7"));
    assert_eq!(rows[1], ("Nov 2025", "27", "12 of 27 (44%, 28–63%)"));
    assert_eq!(rows[2], ("Dec 2025", "no data", "no data"));
    assert_eq!(rows[3], ("Jan 2026", "0", "0 of 0"));
    assert_eq!(rows.len(), 10);
    assert!(chart.subtitle.ends_with("Hatched: under 10 messages, too few to say. Gap: no data."), "{}", chart.subtitle);
    assert!(
        chart.alt.ends_with("Too few messages to say in Oct 2025 and Jul 2026. No data for Dec 2025, Apr 2026 and May 2026."),
        "{}",
        chart.alt
    );
    let few = chart.marks.iter().find(|mark| mark.label.contains("too few")).unwrap();
    assert_eq!(few.label, "Oct 2025: 7 messages, too few to say: 3 press release, 3 announcement and 1 reply");
    assert_eq!(few.part, Some(Part::Month { month: "2025-10".to_owned() }));
    // Numbers are what they are, however few.
    assert!(!ladder(&holes(), Show::Count, &SLIDE).subtitle.contains("Hatched"));
}

#[test]
fn a_segment_says_what_it_is() {
    let chart = share(&half_year());
    let part = Some(Part::Rung { month: "2026-08".to_owned(), rung: Rung::Dialogue });
    let mark = chart.marks.iter().find(|mark| mark.part == part).unwrap();
    assert_eq!(mark.label, "Aug 2026 · Dialogue: 52 of 342 (15%, 12–19%)");
    let part = Some(Part::Reposts { month: "2026-06".to_owned() });
    assert_eq!(chart.marks.iter().find(|mark| mark.part == part).unwrap().label, "Jun 2026: 9 reposts, outside the ladder");
}

/// The worked example of the definitions: median 9 h, from 1.5 h to not reached, and 2.5 h of the answered alone.
#[test]
fn waiting_is_told_with_its_numbers() {
    let chart = waiting(&twenty(), &SLIDE);
    assert_eq!(chart.title, "12 of 20 messages were answered");
    assert_eq!(
        chart.alt,
        "A curve that falls in steps from 100%, over time from 1 minute to 30 days on a logarithmic axis: the share still waiting for an \
         answer. 20 opportunities to answer, 12 answered. After 1 h: 80% still waiting (55–92%). After 1 day: 45% still waiting (23–65%). \
         After 1 week: 40% still waiting (19–60%), the longest that anyone could be followed. Half answered by 9.0 h (95% interval: 1.5 h \
         to not reached). The median of the answered alone, 2.5 h, leaves out everyone who is still waiting."
    );
    assert_eq!(chart.columns, ["After", "Still waiting", "95% from", "95% to"]);
    let row = |after: &str| chart.table.iter().find(|row| row[0] == after).unwrap()[1..].to_vec();
    assert_eq!(row("10 min"), ["100%", "–", "–"]);
    assert_eq!(row("15 min")[0], "95%");
    assert_eq!(row("2 h")[0], "70%");
    assert_eq!(row("1 week")[0], "40%");
}

#[test]
fn waitings_title_is_what_is_left_or_how_soon() {
    let day = 86_400.0;
    let title = |left| waiting(&many(400, left, 60.0, 5.0 * day), &SLIDE).title;
    assert_eq!(title(40), "Four in ten messages got no answer within 30 days");
    assert_eq!(title(49), "Half the messages got no answer within 30 days");
    assert!(title(3).starts_with("Half were answered within "), "{}", title(3));
    assert_eq!(waiting(&curve(vec![(30.0 * day, false); 40]), &SLIDE).title, "No message was answered within 30 days");
}

#[test]
fn an_empty_chart_says_why() {
    let why = "The archive holds only our own side.";
    let about = earshot_charts::About { why_empty: why.to_owned(), ..about() };
    let curve = waiting(&Waiting { about: about.clone(), ..Waiting::default() }, &SLIDE);
    let bars = share(&Ladder { about, months: Vec::new(), notes: Vec::new() });
    for chart in [curve, bars] {
        assert!(chart.svg.contains(&format!(">{why}</text>")) && chart.alt.ends_with(why), "{}", chart.svg);
        assert_eq!((chart.marks.len(), chart.table.len()), (0, 0));
    }
}

#[test]
fn a_screen_reader_finds_title_and_description() {
    let data = Ladder { about: earshot_charts::About { source: "Fish & <Chips> on X".to_owned(), ..about() }, ..half_year() };
    let chart = share(&data);
    assert_eq!(chart.svg.matches("<desc").count(), 1);
    let head = "role=\"img\" aria-labelledby=\"ladder-title ladder-desc\"";
    assert!(chart.svg.contains(head) && chart.svg.contains(&format!("<title id=\"ladder-title\">{}</title>", chart.title)));
    assert!(chart.svg.contains(&format!("<desc id=\"ladder-desc\">{}</desc>", chart.alt)));
    assert!(chart.svg.contains("&lt;Chips&gt;") && !chart.svg.contains("<Chips>"));
}

#[test]
fn the_same_data_gives_the_same_bytes() {
    for theme in [Theme::Light, Theme::Dark] {
        let frame = Frame { theme, ..SLIDE };
        assert_eq!(ladder(&holes(), Show::Share, &frame), ladder(&holes(), Show::Share, &frame));
        assert_eq!(waiting(&twenty(), &frame), waiting(&twenty(), &frame));
    }
}

#[test]
fn what_cannot_be_a_png_is_said_in_one_line() {
    let nothing = png("not a picture", 1.0).unwrap_err().to_string();
    assert!(nothing.starts_with("the svg cannot be read: ") && !nothing.contains('\n'), "{nothing}");
    let chart = share(&half_year());
    assert_eq!(png(&chart.svg, 100.0).unwrap_err().to_string(), "a picture of 128000 × 72000 pixels cannot be made");
    assert!(png(&chart.svg, 0.0).is_err() && png(&chart.svg, f32::NAN).is_err());
}
