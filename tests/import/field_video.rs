//! Real exports of X's overview and of YouTube, where they are: beside the project, in `../shared/field`. They stay there.

use earshot_formats::Item;
use earshot_model::Severity;

use crate::reading::{field, plan, read, the_refusal};

#[test]
fn every_row_of_a_real_export_is_read() {
    // Format, messages, and days that have a figure.
    let files = [
        ("x-analytics-2024/koe_account_overview_analytics.csv", "x-days-2024", 0, 7),
        ("youtube-studio/Totals.csv", "youtube-studio", 0, 365),
        ("youtube-studio", "youtube-studio", 0, 365),
        ("youtube-takeout/comments_pre_june_2024.csv", "youtube-takeout", 2, 0),
        ("youtube-takeout/comments_post_june_2024.csv", "youtube-takeout", 2, 0),
    ];
    for (path, format, messages, days) in files {
        let Some(path) = field(path) else { continue };
        let plan = plan(&path);
        assert_eq!(plan.refused, [], "{}", path.display());
        let [file] = &plan.files[..] else { panic!("{:#?}", plan.files) };
        let everything = read(file);
        let mut dates: Vec<_> =
            everything.items.iter().filter_map(|item| if let Item::Day(day) = item { Some(day.date) } else { None }).collect();
        dates.dedup();
        let found = (&*file.format, everything.messages().len(), dates.len(), everything.problems().len());
        assert_eq!(found, (format, messages, days, 0), "{}", path.display());
        assert!(everything.messages().iter().all(|message| message.text.is_some()), "{}", path.display());
    }
}

#[test]
fn a_table_by_country_is_refused_for_what_it_is() {
    let Some(path) = field("youtube-studio/Table data.csv") else { return };
    let problem = the_refusal(&path);
    assert_eq!((problem.severity, problem.message.contains("`Geography`")), (Severity::Refused, true));
}

#[test]
fn in_a_folder_of_everything_each_download_is_found() {
    let Some(path) = field("") else { return };
    let plan = plan(&path);
    let of = |format: &str| plan.files.iter().filter(|file| file.format == format).map(|file| &*file.path).collect::<Vec<_>>();
    assert_eq!(of("x-days-2024"), ["x-analytics-2024/koe_account_overview_analytics.csv"]);
    assert_eq!(of("youtube-studio"), ["youtube-studio"]);
    let comments = ["youtube-takeout/comments_post_june_2024.csv", "youtube-takeout/comments_pre_june_2024.csv"];
    assert_eq!(of("youtube-takeout"), comments);
    assert_eq!((of("x-video-2024"), of("x-grailbird"), of("youtube-info")), (Vec::new(), Vec::new(), Vec::new()));
}
