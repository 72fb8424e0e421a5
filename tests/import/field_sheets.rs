//! Real exports from LinkedIn, and what was written from public lists of columns, where they are.

use earshot_formats::Item;
use earshot_model::{ProblemCode, Question, Severity};

use crate::reading::{field, read, the_plan, written};

#[test]
fn every_row_is_read() {
    // Format, messages, figures by day, and what is rejected.
    let files: [(&str, &str, usize, usize, &[ProblemCode]); 4] = [
        // 365 days of impressions and of new followers, and the followers at the end. Its author has made fractions of the
        // engagements, which are no counts.
        ("linkedin-creator/stats_example.xlsx", "linkedin-creator", 0, 731, &[]),
        ("made/linkedin_Shares.csv", "linkedin-archive", 2, 0, &[]),
        // One comment has no date.
        ("made/linkedin_Comments_backslash.csv", "linkedin-archive", 3, 0, &[ProblemCode::MissingDate]),
        ("made/linkedin_messages.csv", "linkedin-archive", 2, 0, &[]),
    ];
    for (path, format, messages, days, rejected) in files {
        let Some(path) = field(path) else { continue };
        let plan = the_plan(&path);
        let everything = read(&plan);
        let counted = everything.items.iter().filter(|item| matches!(item, Item::Day(_))).count();
        assert_eq!((plan.format.as_str(), everything.messages().len(), counted), (format, messages, days), "{}", path.display());
        let problems = everything.problems();
        let codes: Vec<ProblemCode> =
            problems.iter().filter(|problem| problem.severity == Severity::Rejected).map(|problem| problem.code).collect();
        assert_eq!(codes, rejected, "{}", path.display());
    }
}

/// Nothing in these files says the year, so they are refused; under a name that does, every row is read.
#[test]
fn days_without_a_year_wait_for_it() {
    for (path, name, days) in [("made/tiktok_Overview.csv", "Overview", 15), ("made/tiktok_FollowerHistory.csv", "FollowerHistory", 5)] {
        let Some(path) = field(path) else { continue };
        assert_eq!(the_plan(&path).asks, [Question::Year, Question::Account]);
        let named = written(&format!("{name}_2026-01-31.csv"), std::fs::read(&path).unwrap());
        let everything = read(&the_plan(&named.path));
        assert_eq!((everything.items.len(), everything.problems().len()), (days, 0), "{}", path.display());
    }
}
