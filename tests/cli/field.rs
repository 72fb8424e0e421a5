//! Real exports, where they are: beside the project, in `../shared/field`. They stay there.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use crate::earshot::{Desk, text};

/// What every file of that folder is, once it is said whose they are: where it lies, its format, how many rows it has, and how many
/// of them go in. Counted apart from the readers: by hand, with a CSV module or an XML parser.
const FILES: [(&str, &str, u64, u64); 32] = [
    ("disqus/isso_disqus.xml", "disqus", 5, 5), // and one deleted
    ("facebook-insights-legacy/Facebook Insights Data Export (Post Level) - LOK - 2017-10-22.xls", "facebook-insights-posts", 12, 12),
    (
        "facebook-insights-legacy/Facebook Insights Data Export (Post Level) - Visualization Studio VIC - 2014-02-28 - 2014-08-23.csv",
        "facebook-insights-posts",
        20,
        20,
    ),
    (
        "facebook-insights-legacy/Facebook Insights Data Export - Visualization Studio VIC - 2014-02-28 - 2014-08-23.csv",
        "facebook-insights-days",
        177,
        177,
    ),
    ("linkedin-creator/stats_example.xlsx", "linkedin-creator", 365, 365),
    ("made/linkedin_Comments_backslash.csv", "linkedin-archive", 4, 3), // one has no date
    ("made/linkedin_Shares.csv", "linkedin-archive", 2, 2),
    ("made/linkedin_messages.csv", "linkedin-archive", 2, 2),
    ("made/meta_page_level_Views_utf16le.csv", "meta-days", 2, 2),
    ("made/tiktok_FollowerHistory.csv", "tiktok", 3, 3),
    ("made/tiktok_Overview.csv", "tiktok", 3, 3),
    ("made/x_content_ja.csv", "x-posts-2024", 1, 1),
    ("meta-business-suite/facebook_posts_excerpt.csv", "facebook-posts", 2, 2),
    ("meta-business-suite/instagram_posts_excerpt.csv", "instagram-posts", 1, 1),
    ("meta-dyi/chat-miner/instagram_test_export.json", "instagram-messages", 2, 2),
    ("meta-dyi/msgvault/e2ee_simple/your_activity_across_facebook/messages", "facebook-messages", 4, 4),
    ("meta-dyi/msgvault/json_group/your_activity_across_facebook/messages", "facebook-messages", 3, 3),
    ("meta-dyi/msgvault/json_multifile/your_activity_across_facebook/messages", "facebook-messages", 3, 3),
    ("meta-dyi/msgvault/json_nontext/your_activity_across_facebook/messages", "facebook-messages", 5, 5), // and a notice nobody said
    ("meta-dyi/msgvault/json_simple/your_activity_across_facebook/messages", "facebook-messages", 3, 3),
    ("meta-dyi/msgvault/json_with_media_alt/your_facebook_activity/messages", "facebook-messages", 1, 1),
    ("twarc/mentions_tweet.jsonl", "twarc", 2, 2),
    ("twarc/noflat.jsonl", "twarc", 164, 164),
    ("twarc/two_tweets.jsonl", "twarc", 2, 2),
    ("wordpress-wxr/isso_wordpress.xml", "wordpress", 9, 8), // a release and eight comments, two of which have one id
    ("x-analytics-2024/account_analytics_content_2026-07-06_2026-08-02.csv", "x-posts-2024", 201, 201),
    ("x-analytics-2024/koe_account_overview_analytics.csv", "x-days-2024", 7, 7),
    ("x-analytics-old/tweet_activity_metrics_rOpenSci_20180501_20180601_en.csv", "x-posts-2014", 50, 50),
    ("x-analytics-old/tweet_activity_metrics_rOpenSci_20200301_20200401_en.csv", "x-posts-2014", 39, 39),
    ("youtube-studio", "youtube-studio", 365, 365),
    ("youtube-takeout/comments_post_june_2024.csv", "youtube-takeout", 2, 2),
    ("youtube-takeout/comments_pre_june_2024.csv", "youtube-takeout", 2, 2),
];

/// What of it is not taken in, and why that is right.
const REFUSED: [(&str, &str); 3] = [
    ("INDEX.md", "not-recognised"),
    ("mediawiki/mwxml_dump.xml", "header-only"), // three revisions, and no signed comment in them
    ("meta-dyi/chat-miner/instagram_target.json", "no-mapping"), // another tool's output
];

fn field() -> Option<PathBuf> {
    let field = earshot_test_support::repository().join("../shared/field");
    if !field.exists() {
        eprintln!("not tried, since it is not there: {}", field.display());
        return None;
    }
    Some(field)
}

const ANSWERS: [&str; 9] = ["--account", "Wexby", "--zone", "Europe/London", "--year", "2026", "--ours", "Nobody", "--json"];

fn by_path(document: &Value, list: &str, name: &str) -> BTreeMap<String, Value> {
    let rows = document[list].as_array().unwrap().iter();
    rows.map(|row| (text(&row[name]).replacen("field/", "", 1), row.clone())).collect()
}

#[test]
fn every_real_export_is_read_or_refused_for_a_reason_that_is_right() {
    let Some(field) = field() else { return };
    let desk = Desk::new();
    let dropped = [&["import", field.to_str().unwrap()], &ANSWERS[..]].concat();
    let document = desk.json(&dropped);
    let imports = by_path(&document, "imports", "path");
    assert_eq!(imports.keys().map(String::as_str).collect::<Vec<_>>(), FILES.iter().map(|(path, ..)| *path).collect::<Vec<_>>());
    for (path, format, rows, added) in FILES {
        let import = &imports[path];
        assert_eq!((import["format"].as_str(), import["rows"].as_u64()), (Some(format), Some(rows)), "{path}");
        assert_eq!((import["added"].as_u64(), import["rejected"].as_u64()), (Some(added), Some(rows - added)), "{path}");
    }
    let refused = by_path(&document, "refused", "file");
    assert_eq!(refused.iter().map(|(path, problem)| (path.as_str(), problem["code"].as_str().unwrap())).collect::<Vec<_>>(), REFUSED);
    assert!(refused.values().all(|problem| !text(&problem["message"]).is_empty()));
    // Again adds nothing.
    let again = desk.json(&dropped);
    assert!(again["imports"].as_array().unwrap().iter().all(|import| import["added"] == 0));
}

#[test]
fn every_figure_of_the_real_exports_has_a_value_or_says_why_not() {
    let Some(field) = field() else { return };
    let desk = Desk::new();
    desk.json(&[&["import", field.to_str().unwrap()], &ANSWERS[..]].concat());
    let groupings = ["total", "account", "month", "week", "rung"].map(|by| ["--by", by]).concat();
    let measured = desk.json(&[&["measure", "--json"], &groupings[..]].concat());
    let rows = measured["measures"].as_array().unwrap();
    assert!(rows.len() > 1_000);
    for row in rows {
        let said = row["note"].as_str().is_some_and(|note| !note.is_empty());
        assert!(row["value"].is_number() || said, "{row}");
    }
    // As many messages behind each share as it says.
    for row in rows.iter().filter(|row| row["group"].is_null() && row["unit"] == "share" && row["value"].is_number()) {
        let id = text(&row["id"]);
        if !id.starts_with("engagement_rate") {
            assert_eq!(desk.rows(&id, &[]).len() as i64, row["k"].as_i64().unwrap(), "{id}");
        }
    }
}

#[test]
fn without_an_answer_the_folder_asks_only_what_a_file_can_not_tell() {
    let Some(field) = field() else { return };
    let desk = Desk::new();
    let answer = desk.must(&["import", field.to_str().unwrap(), "--json"]);
    let imports = by_path(&answer.json(), "imports", "path");
    assert_eq!(imports.len(), 8, "{:?}", imports.keys());
    let refused = by_path(&answer.json(), "refused", "file");
    let asked = |code: &str| refused.values().filter(|problem| problem["code"] == code).count();
    assert_eq!((asked("no-zone"), imports.len() + refused.len()), (2, 35));
    // Each stands in a line of its own that says what to do.
    for (path, problem) in &refused {
        let line = answer.said.lines().find(|line| line.contains(path.as_str())).unwrap_or_else(|| panic!("{path} is not named"));
        assert!(line.contains(&text(&problem["hint"])), "{line}");
    }
}
