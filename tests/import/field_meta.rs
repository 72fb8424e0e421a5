//! Meta's real exports, where they are: beside the project, in `../shared/field`. They stay there.

use std::collections::BTreeSet;

use earshot_formats::Item;
use earshot_model::{Severity, Span};

use crate::reading::{Everything, field, read, the_plan};

/// How many days an export speaks of.
fn days(everything: &Everything) -> usize {
    let days = everything.items.iter().filter_map(|item| if let Item::Day(day) = item { Some(day.date) } else { None });
    days.collect::<BTreeSet<_>>().len()
}

#[test]
fn every_row_of_a_real_export_is_read() {
    let name = "Visualization Studio VIC - 2014-02-28 - 2014-08-23";
    let files = [
        ("meta-business-suite/facebook_posts_excerpt.csv".to_owned(), "facebook-posts", 2, 0),
        ("meta-business-suite/instagram_posts_excerpt.csv".to_owned(), "instagram-posts", 1, 0),
        ("made/meta_page_level_Views_utf16le.csv".to_owned(), "meta-days", 0, 2),
        (format!("facebook-insights-legacy/Facebook Insights Data Export (Post Level) - {name}.csv"), "facebook-insights-posts", 20, 0),
        (
            "facebook-insights-legacy/Facebook Insights Data Export (Post Level) - LOK - 2017-10-22.xls".to_owned(),
            "facebook-insights-posts",
            12,
            0,
        ),
        (format!("facebook-insights-legacy/Facebook Insights Data Export - {name}.csv"), "facebook-insights-days", 0, 177),
    ];
    for (path, format, posts, of_days) in files {
        let Some(path) = field(&path) else { continue };
        let plan = the_plan(&path);
        let everything = read(&plan);
        let problems = everything.problems();
        assert_eq!((plan.format.as_str(), everything.messages().len(), days(&everything)), (format, posts, of_days), "{}", path.display());
        assert!(problems.iter().all(|problem| problem.severity == Severity::Note), "{problems:?}");
        assert_eq!(plan.account.is_some(), format != "meta-days", "{}", path.display());
        if let Some(Span { from, to }) = plan.covers {
            assert!(everything.messages().iter().all(|message| (from..to).contains(&message.sent.at)), "{}", path.display());
        }
        let with_reach = everything.messages().iter().filter(|message| message.counts.as_ref().is_some_and(|c| c.reach.is_some())).count();
        assert_eq!(with_reach, posts, "{}", path.display());
    }
}
