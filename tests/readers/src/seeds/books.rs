//! Workbooks.

use crate::seed::{Packing, Seed};

const TOP_POSTS: &str = "== TOP POSTS
Maximum of 50 posts available to include in this list

Post URL\tPost Publish Date\tEngagements\t\tPost URL\tPost Publish Date\tImpressions
https://www.linkedin.com/feed/update/urn:li:activity:7434164345241600077\t3/2/2026\t=40\t\t\
https://www.linkedin.com/feed/update/urn:li:activity:7434507984568320077\t3/3/2026\t=2200
";

pub(super) const BOOKS: &[Seed] = &[
    CONTENT.packed(Packing::Xlsx).named("holm-harbour_content_1774000000000.xlsx"),
    CONTENT.variant("xls").packed(Packing::Xls).named("holm-harbour_content_1774000000000.xls"),
    Seed::new("linkedin-page-followers", "linkedin-page-followers", "followers.txt")
        .from("02/27/2026")
        .till("== Location")
        .packed(Packing::Xlsx)
        .named("holm-harbour_followers_1774000000000.xlsx"),
    Seed::new("linkedin-page-visitors", "linkedin-page-visitors", "visitors.txt")
        .from("02/27/2026")
        .till("== Seniority")
        .packed(Packing::Xlsx)
        .named("holm-harbour_visitors_1774000000000.xlsx"),
    Seed::new("linkedin-page-competitors", "linkedin-page-competitors", "competitors.txt")
        .from("Holm Ferries")
        .packed(Packing::Xlsx)
        .named("holm-harbour_competitor_analytics_1774000000000.xlsx"),
    Seed::new("linkedin-creator", "linkedin-creator", "old.txt")
        .from("3/1/2026\t=200")
        .till("3/14/2026\t")
        .end(TOP_POSTS)
        .packed(Packing::Xlsx)
        .named("Content_2026-03-01_2026-03-28_UllaBrandt.xlsx"),
];

const CONTENT: Seed = Seed::new("linkedin-page-content", "linkedin-page-content", "content.txt")
    .without("13th")
    .from("The harbour bath")
    .till("A post whose link was lost");
