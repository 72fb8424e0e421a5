//! Real exports, where they are: beside the project, in `../shared/field`. They stay there.

use earshot_model::Severity;

use crate::reading::{field, read, the_plan};

#[test]
fn every_row_of_a_real_export_is_read() {
    let files = [
        ("x-analytics-old/tweet_activity_metrics_rOpenSci_20180501_20180601_en.csv", "x-posts-2014", 50),
        ("x-analytics-old/tweet_activity_metrics_rOpenSci_20200301_20200401_en.csv", "x-posts-2014", 39),
        ("x-analytics-2024/account_analytics_content_2026-07-06_2026-08-02.csv", "x-posts-2024", 201),
        ("made/x_content_ja.csv", "x-posts-2024", 1),
    ];
    for (path, format, rows) in files {
        let Some(path) = field(path) else { continue };
        let plan = the_plan(&path);
        let everything = read(&plan);
        assert_eq!((plan.format.as_str(), everything.messages().len()), (format, rows), "{}", path.display());
        // The made file's id and date disagree, which is noted.
        assert!(everything.problems().iter().all(|problem| problem.severity == Severity::Note), "{:?}", everything.problems());
        assert!(plan.account.is_some(), "{}", path.display());
        if let Some(covers) = plan.covers {
            let outside = everything.messages().iter().filter(|message| !(covers.from..covers.to).contains(&message.sent.at)).count();
            assert_eq!(outside, 0, "{}", path.display());
        }
    }
}
