//! A video and its comments as yt-dlp saves them.

use earshot_model::{Overrides, ProblemCode, Severity};

use crate::reading::{fixture, lines, plan, plan_lines, plan_with, read, the_plan, the_refusal, written};

const FIXTURE: &str = "youtube-info/Gritting, explained [aQ3-_kd9LmE].info.json";

#[test]
fn the_public_the_channel_and_the_video_speak() {
    let plan = the_plan(&fixture(FIXTURE));
    let account = plan.account.as_ref().unwrap();
    assert_eq!((account.native_id.as_deref(), account.display_name.as_deref()), (Some("UCholm0000000000000000_x"), Some("Holm Council")));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    youtube-info (the file is named like yt-dlp's, and begins as its pages of videos do)
    account   @holmcouncil on youtube
    zone      UTC (times are counted in seconds since 1970)
    account   @holmcouncil (`uploader_id` names it)
    ours      by comment (`author_is_uploader` tells the channel's own comments)
    unused    comments.author_thumbnail, comments.author_url, comments.is_favorited, comments.is_pinned, comments._time_text
    preview   2026-02-10 | @tilly_bram | inbound | "When is route B\nsalted?" | likes 3
    preview   2026-02-11 | @holmcouncil | outbound | "@tilly_bram It is next, at four."
    preview   2026-02-11 | @tilly_bram | inbound | "Thanks!" | likes 0
    preview   2026-02-02 | Jo Marsh | inbound | "Old name here"
    preview   2026-02-02 | @HolmFire | inbound | "From the fire brigade"
    "#);
    let everything = read(&plan);
    insta::assert_snapshot!(lines(&everything), @r#"
    message   youtube-comment UgxTown0001 by person @tilly_bram, 1770681600000 ±86400s Estimated, parent none
      text    Some("When is route B\nsalted?")
      link    https://www.youtube.com/watch?v=aQ3-_kd9LmE&lc=UgxTown0001
      counts  likes 3
    message   youtube-comment UgxTown0001.9iwJ by owner, 1770768000000 ±86400s Estimated, parent UgxTown0001
      text    Some("@tilly_bram It is next, at four.")
      link    https://www.youtube.com/watch?v=aQ3-_kd9LmE&lc=UgxTown0001.9iwJ
    message   youtube-comment UgxTown0001.9iwK by person @tilly_bram, 1770768000000 ±86400s Estimated, parent UgxTown0001
      text    Some("Thanks!")
      link    https://www.youtube.com/watch?v=aQ3-_kd9LmE&lc=UgxTown0001.9iwK
      counts  likes 0
    Note bad-number in Gritting, explained [aQ3-_kd9LmE].info.json line 9 column like_count
      says    `many` is not a count; it was left unknown -> 
    message   youtube-comment UgxTown0002 by person "Jo Marsh", 1769990400000 ±86400s Estimated, parent none
      text    Some("Old name here")
      link    https://www.youtube.com/watch?v=aQ3-_kd9LmE&lc=UgxTown0002
    message   youtube-comment UgxTown0003 by person @HolmFire, 1769990400000 ±86400s Estimated, parent none
      text    Some("From the fire brigade")
      link    https://www.youtube.com/watch?v=aQ3-_kd9LmE&lc=UgxTown0003
    Rejected missing-id in Gritting, explained [aQ3-_kd9LmE].info.json line 11 column id
      says    `id` is missing -> 
      raw     "{\"parent\": \"root\", \"text\": \"No id\", \"author\": \"@x\", \"timestamp\": 1769990400}"
    Rejected missing-date in Gritting, explained [aQ3-_kd9LmE].info.json line 12 column timestamp
      says    `timestamp` is missing -> 
      raw     "{\"id\": \"UgxTown0004\", \"parent\": \"root\", \"text\": \"No time\", \"author\": \"@x\"}"
    Rejected bad-date in Gritting, explained [aQ3-_kd9LmE].info.json line 13 column timestamp
      says    `2 weeks ago` is no number of seconds since 1970 -> 
      raw     "{\"id\": \"UgxTown0005\", \"parent\": \"root\", \"text\": \"No such time\", \"author\": \"@x\", \"timestamp\": \"2 weeks ago\"}"
    Rejected bad-value in Gritting, explained [aQ3-_kd9LmE].info.json line 14 column -
      says    the element is not as the format has it: invalid type: sequence, expected a string at line 1 column 48 -> 
      raw     "{\"id\": \"UgxTown0006\", \"parent\": \"root\", \"text\": [\"not\", \"text\"], \"author\": \"@x\", \"timestamp\": 1769990400}"
    message   youtube-video aQ3-_kd9LmE by owner, 1768212000000 ±1s Stated, parent none
      text    Some("Gritting, explained")
      link    https://www.youtube.com/watch?v=aQ3-_kd9LmE
      counts  likes 40, replies 9, media_views 1822
    "#);
    // Who comments on the video speaks to the channel; who answers there speaks to whom it answers.
    let to_owner: Vec<_> = everything.messages().into_iter().map(|message| message.to_owner).collect();
    assert_eq!(to_owner, [true, false, false, true, true, false]);
}

#[test]
fn other_names_may_be_ours_too() {
    let overrides = Overrides { ours: vec!["HolmFire".to_owned()], account: Some("holm".to_owned()), ..Overrides::default() };
    let plan = plan_with(&fixture(FIXTURE), &overrides).files.remove(0);
    assert_eq!(plan.account.as_ref().unwrap().handle, "holm");
    let everything = read(&plan);
    let own = lines(&everything).lines().filter(|line| line.contains("by owner")).count();
    assert_eq!(own, 3);
}

#[test]
fn what_stands_before_a_break_is_kept() {
    let plan = the_plan(&fixture("youtube-info/cut off [Zx0PqRstUv1].info.json"));
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   youtube-comment UgxGauge001 by person @pim_oster, 1766102400000 ±86400s Estimated, parent none
      text    Some("Which numbers are high?")
      link    https://www.youtube.com/watch?v=Zx0PqRstUv1&lc=UgxGauge001
    Rejected bad-json in cut off [Zx0PqRstUv1].info.json line 3 column -
      says    the file breaks off within an element, at column 57: what follows is not read -> download it again; what stands before it was taken in
      raw     "{\"id\": \"UgxGauge002\", \"parent\": \"root\", \"text\": \"And wh"
    message   youtube-video Zx0PqRstUv1 by owner, 1766016000000 ±86400s Stated, parent none
      text    Some("How to read the river gauge")
      link    https://www.youtube.com/watch?v=Zx0PqRstUv1
      counts  media_views 940
    "#);
}

#[test]
fn a_video_without_comments_is_a_video() {
    let plan = the_plan(&fixture("youtube-info/silent [Kk4LlMmNnO5].info.json"));
    assert_eq!(
        plan.problems.iter().map(|problem| (problem.code, problem.severity)).collect::<Vec<_>>(),
        [(ProblemCode::MissingPart, Severity::Note)]
    );
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   youtube-video Kk4LlMmNnO5 by owner, 1770163200000 ±86400s Stated, parent none
      text    Some("Council meeting of 4 February")
      link    https://www.youtube.com/watch?v=Kk4LlMmNnO5
      counts  media_views 41
    "#);
    let absent = written("a.info.json", r#"{"id": "Kk4LlMmNnO5", "title": "Council", "channel": "Holm", "timestamp": 1770163200}"#);
    assert_eq!(read(&the_plan(&absent.path)).messages().len(), 1);
}

#[test]
fn another_sites_page_is_refused_and_other_json_is_not_taken() {
    let other = written("a.info.json", r#"{"id": "1234", "title": "A film", "extractor": "vimeo", "channel_id": "x", "comments": []}"#);
    assert_eq!(the_refusal(&other.path).message, "it is a page of `vimeo` and not of YouTube");
    let list = written("a.info.json", r#"{"id": "PLholm", "title": "All films", "channel": "Holm", "_type": "playlist", "entries": []}"#);
    assert_eq!(the_refusal(&list.path).message, "`PLholm` is not the id of a video");
    for text in [
        r#"{"id": 1, "title": "A form", "comments": []}"#,
        r#"[{"id": 1, "title": "x", "formats": [], "channel_id": 1}]"#,
        r#"{"comments": []}"#,
    ] {
        let stranger = written("form.json", text);
        assert!(plan(&stranger.path).files.iter().all(|file| file.format != "youtube-info"), "{text}");
    }
}
