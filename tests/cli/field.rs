//! Real exports, where they are: beside the project, in `../shared/field`. They stay there.

use std::collections::BTreeMap;

use crate::earshot::{Desk, text};

/// What of that folder this version reads, and how many rows each file has.
const ROWS: [(&str, &str, u64); 4] = [
    ("x-analytics-old/tweet_activity_metrics_rOpenSci_20180501_20180601_en.csv", "x-posts-2014", 50),
    ("x-analytics-old/tweet_activity_metrics_rOpenSci_20200301_20200401_en.csv", "x-posts-2014", 39),
    ("x-analytics-2024/account_analytics_content_2026-07-06_2026-08-02.csv", "x-posts-2024", 201),
    ("made/x_content_ja.csv", "x-posts-2024", 1),
];

#[test]
fn a_folder_of_real_exports_is_read_or_refused_file_by_file() {
    let field = earshot_test_support::repository().join("../shared/field");
    if !field.exists() {
        eprintln!("not tried, since it is not there: {}", field.display());
        return;
    }
    let desk = Desk::new();
    let answer = desk.must(&["import", field.to_str().unwrap(), "--json"]);
    let document = answer.json();
    let imports: BTreeMap<String, _> =
        document["imports"].as_array().unwrap().iter().map(|import| (text(&import["path"]), import.clone())).collect();
    assert_eq!(imports.len(), ROWS.len(), "{:?}", imports.keys());
    for (path, format, rows) in ROWS {
        let import = &imports[&format!("field/{path}")];
        assert_eq!((import["format"].as_str(), import["rows"].as_u64(), import["added"].as_u64()), (Some(format), Some(rows), Some(rows)));
        assert_eq!(import["rejected"], 0);
        // One by one gives the same.
        let alone = Desk::new().json(&["import", field.join(path).to_str().unwrap(), "--json"])["imports"][0].clone();
        assert_eq!(
            ["rows", "added", "sha256", "account"].map(|name| &alone[name]),
            ["rows", "added", "sha256", "account"].map(|name| &import[name])
        );
    }
    // Every other file is named with what it looks like and what to do, in a line of its own.
    let refused = document["refused"].as_array().unwrap();
    for problem in refused {
        assert_eq!(problem["code"], "not-recognised", "{problem}");
        let file = text(&problem["file"]);
        let lines: Vec<&str> = answer.said.lines().filter(|line| line.starts_with(&file)).collect();
        assert!(lines.len() == 1 && lines[0].contains("it looks like") && lines[0].contains("earshot formats"), "{lines:?}");
    }
    println!("{} files read, {} refused", imports.len(), refused.len());
    let reimported = desk.json(&["import", field.to_str().unwrap(), "--json"]);
    assert!(reimported["imports"].as_array().unwrap().iter().all(|import| import["added"] == 0));
}
