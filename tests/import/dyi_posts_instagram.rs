//! Instagram's posts and reels of "Download your information".

use std::fs;

use earshot_formats::{Entry, READERS};
use earshot_model::{Question, Severity};
use insta::assert_snapshot;

use crate::dyi::tree;
use crate::reading::{fixture, lines, open, plan, plan_lines, read, the_plan, written};

#[test]
fn posts_and_reels_on_instagram_are_read() {
    let plan = plan(&fixture("instagram-posts-dyi/instagram-holm.council-2024-05-01-xYz12"));
    assert_eq!(plan.refused, []);
    let shown: Vec<String> = plan.files.iter().map(|file| format!("{}\n{}", plan_lines(file), lines(&read(file)))).collect();
    assert_snapshot!(shown.join("\n"), @r#"
    format    instagram-posts-dyi (it is named and begins as the posts of Instagram's download do)
    account   @holm.council on instagram
    account   holm.council (the download is named after it, `instagram-holm.council-2024-05-01-xYz12`)
    preview   2024-03-01T14:00:00Z | @holm.council | outbound | "Our café is open again"
    preview   2024-02-29T14:00:01Z | @holm.council | outbound | "The pier, before and after ⚓"
    preview   2024-02-27T14:00:00Z | @holm.council | outbound | "Two at one second"
    preview   2024-02-27T14:00:00Z | @holm.council | outbound | "And they differ"
    preview   2024-02-26T14:00:00Z | @holm.council | outbound | ""

    message   instagram-post-dyi:holm.council 1709301600 by owner, 1709301600000 ±1s Stated, parent none
      text    Some("Our café is open again")
    message   instagram-post-dyi:holm.council 1709215200 by owner, 1709215201000 ±1s Stated, parent none
      text    Some("The pier, before and after ⚓")
    message   instagram-post-dyi:holm.council 8acf3afdf426ff33 by owner, 1709042400000 ±1s Stated, parent none
      text    Some("Two at one second")
    message   instagram-post-dyi:holm.council f93e7c7fa788c0ae by owner, 1709042400000 ±1s Stated, parent none
      text    Some("And they differ")
    message   instagram-post-dyi:holm.council 1708956000 by owner, 1708956000000 ±1s Stated, parent none
      text    None

    format    instagram-posts-dyi (it is named and begins as the posts of Instagram's download do)
    account   @holm.council on instagram
    account   holm.council (the download is named after it, `instagram-holm.council-2024-05-01-xYz12`)
    unused    location
    preview   2023-01-06T10:13:20Z | @holm.council | outbound | "The oldest part: snöstorm, whole already"

    message   instagram-post-dyi:holm.council 1673000000 by owner, 1673000000000 ±1s Stated, parent none
      text    Some("The oldest part: snöstorm, whole already")

    format    instagram-posts-dyi (it begins as the reels of Instagram's download do, `ig_reels_media`)
    account   @holm.council on instagram
    account   holm.council (the download is named after it, `instagram-holm.council-2024-05-01-xYz12`)
    preview   2024-02-28T14:00:00Z | @holm.council | outbound | "How a snow plough works"

    message   instagram-post-dyi:holm.council 1709128800 by owner, 1709128800000 ±1s Stated, parent none
      text    Some("How a snow plough works")
    "#);
    let damaged = the_plan(&fixture("instagram-posts-dyi/damaged/content/posts_1.json"));
    assert_eq!(damaged.asks, [Question::Account]);
    assert_snapshot!(lines(&read(&damaged)), @r#"
    Rejected missing-date in posts_1.json line 3 column creation_timestamp
      says    `creation_timestamp` is missing -> 
      raw     "{\"media\": [{\"uri\": \"media/posts/2.jpg\", \"creation_timestamp\": 0, \"title\": \"Without a time\"}]}"
    Rejected missing-date in posts_1.json line 4 column creation_timestamp
      says    `creation_timestamp` is missing -> 
      raw     "{\"media\": [], \"title\": \"Without media\"}"
    Rejected bad-date in posts_1.json line 5 column creation_timestamp
      says    `1709301500000` is no moment at which anything was posted -> 
      raw     "{\"media\": [{\"uri\": \"media/posts/3.jpg\", \"creation_timestamp\": 1709301500000, \"title\": \"Milliseconds where seconds belong\"}]}"
    Rejected bad-value in posts_1.json line 6 column -
      says    the element is not as the format has it: invalid type: map, expected a sequence at line 1 column 10 -> 
      raw     "{\"media\": {\"uri\": \"media/posts/4.jpg\", \"creation_timestamp\": 1709301400, \"title\": \"Not a list\"}}"
    message   instagram-post-dyi 1709301600 by owner, 1709301600000 ±1s Stated, parent none
      text    Some("Whole")
    Rejected bad-json in posts_1.json line 8 column -
      says    the element is not JSON: expected value at line 1 column 84 -> 
      raw     "{\"media\": [{\"uri\": \"media/posts/7.jpg\", \"creation_timestamp\": 1709301200, \"title\": }]}"
    Rejected bad-json in posts_1.json line 9 column -
      says    a line break within quotes, at column 96: what follows is not read -> download it again; what stands before it was taken in
      raw     "{\"media\": [{\"uri\": \"media/posts/8.jpg\", \"creation_timestamp\": 1709301100, \"title\": \"Cut in tw"
    message   instagram-post-dyi 1709301300 by owner, 1709301300000 ±1s Stated, parent none
      text    Some("The whole has a time")
    "#);
}

#[test]
fn one_post_may_stand_without_a_list() {
    let plan = the_plan(&fixture("instagram-posts-dyi/one"));
    assert_snapshot!(format!("{}\n{}", plan_lines(&plan), lines(&read(&plan))), @r#"
    format    instagram-posts-dyi (it is named and begins as the posts of Instagram's download do)
    account   none
    asks      [Account]
    preview   2024-03-01T14:00:00Z | the account | outbound | "The only post there is"

    message   instagram-post-dyi 1709301600 by owner, 1709301600000 ±1s Stated, parent none
      text    Some("The only post there is")
    "#);
    let renamed = fs::read_to_string(fixture("instagram-posts-dyi/damaged/content/posts_1.json")).unwrap();
    assert_eq!(the_plan(&written("instagram export.json", renamed).path).format, "instagram-posts-dyi");
}

/// The figures of a post and the post are two files of one download.
#[test]
fn a_post_and_its_insights_are_one() {
    let ids = |path: &str| -> Vec<(String, String)> {
        let plan = plan(&fixture(path));
        let read: Vec<_> = plan.files.iter().map(read).collect();
        read.iter().flat_map(|file| file.messages()).map(|message| (message.space.0.to_string(), message.id.clone())).collect()
    };
    let posts = ids("instagram-posts-dyi/instagram-holm.council-2024-05-01-xYz12");
    let insights = ids("instagram-insights-dyi/instagram-holm.council-2024-05-01-xYz12");
    assert_eq!(insights.len(), 3);
    assert!(insights.iter().all(|id| posts.contains(id)), "{insights:?} {posts:?}");
}

#[test]
fn web_pages_of_posts_on_instagram_are_refused() {
    let folder = tree(&[("your_instagram_activity/media/posts_1.html", "<html>"), ("your_instagram_activity/media/reels.html", "<html>")]);
    let plan = plan(folder.path());
    let refused: Vec<_> = plan.refused.iter().map(|problem| (problem.severity, problem.hint.contains("JSON"))).collect();
    assert_eq!((plan.files, refused), (vec![], vec![(Severity::Refused, true); 2]));
}

#[test]
fn no_two_readers_claim_a_file_of_instagrams_posts() {
    let claims = |path: &str| -> Vec<String> {
        let source = open(&fixture(path));
        let of = |entry: &Entry| {
            READERS.iter().filter(|reader| reader.sniff(entry).is_some()).map(|reader| reader.format().id).collect::<Vec<_>>()
        };
        let mut found: Vec<String> = source.entries.iter().flat_map(of).filter(|id| id != "mapped").collect();
        found.dedup();
        found
    };
    assert_eq!(claims("instagram-posts-dyi"), ["instagram-posts-dyi"]);
    let neighbours =
        ["facebook-posts-dyi", "facebook-comments-dyi", "instagram-comments-dyi", "instagram-insights-dyi", "threads-posts-dyi"];
    for format in neighbours {
        assert_eq!(claims(format), [format]);
    }
    for format in ["facebook-messages", "instagram-messages"] {
        assert!(!claims(format).contains(&"instagram-posts-dyi".to_owned()), "{format}");
    }
}
