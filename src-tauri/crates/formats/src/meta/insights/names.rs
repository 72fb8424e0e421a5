//! How Page Insights call their figures, by the titles of the website or by the keys of the API, and how we do.
//!
//! A title is `Lifetime Post Total Reach`, `28 Days Total Reach` or, of a figure that is broken down, `Daily Like Sources -
//! mobile`; the same figures were called `post_impressions_unique:lifetime` and `page_impressions_unique:days_28` in 2017. Some
//! titles occur twice, and only the description tells the count from the people.

use crate::count::{Naming, underscored};

/// What a column is about.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Title<'t> {
    pub(super) over: Over,
    /// Without the words that say over which time; in lower case.
    about: String,
    /// The one of its kinds that the column counts, of a figure that is broken down.
    pub(super) part: Option<&'t str>,
    /// The title without its part, as it is written.
    pub(super) whole: &'t str,
}

/// Over which time a figure is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    Lifetime,
    Day,
    Week,
    Days28,
}

impl Over {
    /// What the name of a figure ends with, so that no rolling figure is taken for one of a day.
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Over::Lifetime | Over::Day => "",
            Over::Week => "_week",
            Over::Days28 => "_28_days",
        }
    }
}

impl<'t> Title<'t> {
    /// `None`: it is the title of no figure.
    pub(super) fn of(title: &'t str) -> Option<Title<'t>> {
        const WORDS: [(&str, Over); 4] =
            [("lifetime ", Over::Lifetime), ("daily ", Over::Day), ("weekly ", Over::Week), ("28 days ", Over::Days28)];
        const KEYS: [(&str, Over); 4] =
            [(":lifetime", Over::Lifetime), (":day", Over::Day), (":week", Over::Week), (":days_28", Over::Days28)];
        let (whole, part) = match title.trim().split_once(" - ") {
            Some((whole, part)) => (whole.trim(), Some(part.trim())),
            // A part without a name, such as a language that is not known.
            None => match title.trim().strip_suffix(" -") {
                Some(whole) => (whole.trim(), Some("")),
                None => (title.trim(), None),
            },
        };
        let lower = whole.to_lowercase();
        let (over, about) = WORDS
            .iter()
            .find_map(|(word, over)| lower.strip_prefix(word).map(|about| (*over, about)))
            .or_else(|| KEYS.iter().find_map(|(key, over)| lower.strip_suffix(key).map(|about| (*over, about))))?;
        Some(Title { over, about: about.to_owned(), part, whole })
    }

    /// The name of a figure that is not broken down; of one that counts people where its title does not say so, it ends with
    /// `unique`. `None`: it is no count.
    pub(super) fn figure(&self, description: &str) -> Option<String> {
        const PEOPLE: [&str; 5] = ["reach", "people", "users", "fans", "unique"];
        if self.part.is_some() || self.about.contains("average") || self.about.contains("avg_time") || self.about.contains("length") {
            return None;
        }
        let name = match NAMES.iter().find(|(theirs, _)| *theirs == self.about) {
            Some((_, ours)) => (*ours).to_owned(),
            None => {
                let name = underscored(self.about.trim_start_matches("post_").trim_start_matches("page_"));
                let is_unsaid = description.contains("(Unique Users)") && !PEOPLE.iter().any(|word| name.contains(word));
                if is_unsaid { name + "_unique" } else { name }
            }
        };
        Some(name + self.over.suffix())
    }

    /// The name of a part of a post's figure; `None`: the figure is broken down by something that is not kept.
    pub(super) fn part(&self) -> Option<String> {
        let squashed = squashed(&self.about);
        let (_, _, kind) = KINDS.iter().find(|(title, key, _)| squashed == *title || squashed == *key)?;
        Some(part_name(kind, self.part?))
    }
}

/// What the sheet of this name, which spreadsheets cut at 31 characters, breaks down: its columns are the parts.
///
/// Two keys do not differ in their first 31 characters; a description tells them apart.
pub(super) fn kind_of_sheet(name: &str, description: &str) -> Option<&'static str> {
    let (name, is_cut) = match name.trim().strip_suffix("...") {
        Some(name) => (squashed(name), true),
        None => (squashed(name), false),
    };
    let is = |whole: String| if is_cut { whole.starts_with(&name) } else { whole == name };
    let mut kinds = KINDS.iter().filter(|(title, key, _)| is(format!("lifetime{title}")) || is(format!("{key}lifetime")));
    let (first, second) = (kinds.next()?, kinds.next());
    let counts_people = description.contains("(Unique Users)") || description.contains("_unique");
    match second {
        Some(second) if first.1.ends_with("unique") != counts_people => Some(second.2),
        _ => Some(first.2),
    }
}

pub(super) fn part_name(kind: &str, part: &str) -> String {
    match (kind, part) {
        ("stories", "like") => "likes".to_owned(),
        ("stories", "comment") => "replies".to_owned(),
        ("stories", "share") => "shares".to_owned(),
        ("clicks", "link clicks") => "url_clicks".to_owned(),
        ("clicks", _) => underscored(part),
        _ => format!("{kind}_{}", underscored(part)),
    }
}

/// The figures of posts that are broken down by what people did: title and key without blanks and signs, and the beginning of
/// their parts' names.
const KINDS: [(&str, &str, &str); 6] = [
    ("poststoriesbyactiontype", "poststoriesbyactiontype", "stories"),
    ("talkingaboutthispostbyactiontype", "poststorytellersbyactiontype", "people_talking"),
    ("postconsumptionsbytype", "postconsumptionsbytype", "clicks"),
    ("postconsumersbytype", "postconsumptionsbytypeunique", "people_clicking"),
    ("negativefeedbackfromusersbytype", "postnegativefeedbackbytype", "negative_feedback"),
    ("negativefeedback", "postnegativefeedbackbytypeunique", "negative_feedback_unique"),
];

/// Figures that we call otherwise, or that titles and keys call differently.
const NAMES: [Naming; 74] = [
    ("post total reach", "reach"),
    ("post_impressions_unique", "reach"),
    ("post organic reach", "organic_reach"),
    ("post_impressions_organic_unique", "organic_reach"),
    ("post paid reach", "paid_reach"),
    ("post_impressions_paid_unique", "paid_reach"),
    ("post total impressions", "impressions"),
    ("post_impressions", "impressions"),
    ("post organic impressions", "organic_impressions"),
    ("post_impressions_organic", "organic_impressions"),
    ("post paid impressions", "paid_impressions"),
    ("post_impressions_paid", "paid_impressions"),
    ("post_engaged_users", "engaged_users"),
    ("post consumers", "people_clicking"),
    ("post_consumptions_unique", "people_clicking"),
    ("post consumptions", "clicks"),
    ("post_consumptions", "clicks"),
    ("negative feedback", "negative_feedback_unique"),
    ("post_negative_feedback_unique", "negative_feedback_unique"),
    ("page_negative_feedback_unique", "negative_feedback_unique"),
    ("negative feedback from users", "negative_feedback"),
    ("post impressions by people who have liked your page", "fan_impressions"),
    ("post_impressions_fan", "fan_impressions"),
    ("post reach by people who like your page", "fan_reach"),
    ("post_impressions_fan_unique", "fan_reach"),
    ("post paid impressions by people who have liked your page", "fan_paid_impressions"),
    ("post_impressions_fan_paid", "fan_paid_impressions"),
    ("paid reach of a post by people who like your page", "fan_paid_reach"),
    ("post_impressions_fan_paid_unique", "fan_paid_reach"),
    ("people who have liked your page and engaged with your post", "engaged_fans"),
    ("post_engaged_fan", "engaged_fans"),
    ("post_video_complete_views_organic", "organic_views_to_95"),
    ("post_video_complete_views_organic_unique", "organic_views_to_95_unique"),
    ("post_video_complete_views_paid", "paid_views_to_95"),
    ("post_video_complete_views_paid_unique", "paid_views_to_95_unique"),
    ("post_video_views_organic", "organic_video_views"),
    ("post_video_views_organic_unique", "organic_video_views_unique"),
    ("post_video_views_paid", "paid_video_views"),
    ("post_video_views_paid_unique", "paid_video_views_unique"),
    ("total likes", "page_likes"),
    ("page_fans", "page_likes"),
    ("total follows", "followers"),
    ("page_follows", "followers"),
    ("new likes", "new_page_likes"),
    ("page_fan_adds_unique", "new_page_likes"),
    ("unlikes", "page_unlikes"),
    ("page_fan_removes_unique", "page_unlikes"),
    ("page engaged users", "engaged_users"),
    ("page_engaged_users", "engaged_users"),
    ("total reach", "reach"),
    ("page_impressions_unique", "reach"),
    ("page_impressions_organic_unique", "organic_reach"),
    ("page_impressions_paid_unique", "paid_reach"),
    ("total impressions", "impressions"),
    ("page_impressions", "impressions"),
    ("page_impressions_organic", "organic_impressions"),
    ("page_impressions_paid", "paid_impressions"),
    ("reach of page posts", "posts_reach"),
    ("page_posts_impressions_unique", "posts_reach"),
    ("organic reach of page posts", "posts_organic_reach"),
    ("page_posts_impressions_organic_unique", "posts_organic_reach"),
    ("paid reach of page posts", "posts_paid_reach"),
    ("page_posts_impressions_paid_unique", "posts_paid_reach"),
    ("total impressions of your posts", "posts_impressions"),
    ("organic impressions of your posts", "posts_organic_impressions"),
    ("page_posts_impressions_organic", "posts_organic_impressions"),
    ("paid impressions of your posts", "posts_paid_impressions"),
    ("page_posts_impressions_paid", "posts_paid_impressions"),
    ("total consumers", "people_clicking"),
    ("page_consumptions_unique", "people_clicking"),
    ("page consumptions", "clicks"),
    ("page_consumptions", "clicks"),
    ("people talking about this", "people_talking"),
    ("page_storytellers", "people_talking"),
];

fn squashed(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(title: &str, description: &str) -> Option<String> {
        Title::of(title)?.figure(description)
    }

    #[test]
    fn titles_and_keys_of_one_figure_have_one_name() {
        for title in ["Lifetime Post Total Reach", "post_impressions_unique:lifetime", "Daily Total Reach", "page_impressions_unique:day"] {
            assert_eq!(figure(title, "").as_deref(), Some("reach"), "{title}");
        }
        for title in ["28 Days Total Reach", "page_impressions_unique:days_28"] {
            assert_eq!(figure(title, "").as_deref(), Some("reach_28_days"), "{title}");
        }
        assert_eq!(figure("Weekly Total Impressions", "").as_deref(), Some("impressions_week"));
        assert_eq!(figure("page_posts_impressions:week", "").as_deref(), Some("posts_impressions_week"));
        assert_eq!(figure("Daily Daily count of fans online", "").as_deref(), Some("daily_count_of_fans_online"));
    }

    #[test]
    fn a_title_that_occurs_twice_is_told_by_its_description() {
        let title = "Lifetime Organic views to 95%";
        assert_eq!(figure(title, "Number of times … (Total Count)").as_deref(), Some("organic_views_to_95"));
        assert_eq!(figure(title, "Number of times … (Unique Users)").as_deref(), Some("organic_views_to_95_unique"));
        assert_eq!(figure("post_video_complete_views_organic_unique:lifetime", "").as_deref(), Some("organic_views_to_95_unique"));
    }

    #[test]
    fn what_is_no_count_is_no_figure() {
        for title in [
            "Post ID",
            "Date",
            "Lifetime Video length",
            "Lifetime Average time video viewed",
            "Daily Like Sources - mobile",
            "Weekly Reach by Language - ",
        ] {
            assert_eq!(figure(title, ""), None, "{title}");
        }
    }

    #[test]
    fn parts_are_named_by_columns_and_by_sheets() {
        let part = |title| Title::of(title).and_then(|title| title.part());
        assert_eq!(part("Lifetime Post Stories by action type - comment").as_deref(), Some("replies"));
        assert_eq!(part("Lifetime Talking About This (Post) by action type - like").as_deref(), Some("people_talking_like"));
        assert_eq!(part("Lifetime Negative Feedback - hide_clicks").as_deref(), Some("negative_feedback_unique_hide_clicks"));
        assert_eq!(part("Daily Like Sources - mobile"), None);
        assert_eq!(kind_of_sheet("Lifetime Post Stories by act...", ""), Some("stories"));
        assert_eq!(kind_of_sheet("Lifetime Talking About This(...", ""), Some("people_talking"));
        assert_eq!(kind_of_sheet("Lifetime Negative Feedback f...", ""), Some("negative_feedback"));
        assert_eq!(kind_of_sheet("Lifetime Negative Feedback", ""), Some("negative_feedback_unique"));
        assert_eq!(kind_of_sheet("Lifetime Post Consumers by type", ""), Some("people_clicking"));
        assert_eq!(
            kind_of_sheet("post_negative_feedback_by_ty...", "post_negative_feedback_by_type_unique"),
            Some("negative_feedback_unique")
        );
        assert_eq!(kind_of_sheet("post_negative_feedback_by_ty...", "post_negative_feedback_by_type"), Some("negative_feedback"));
        assert_eq!(kind_of_sheet("Lifetime Likes by City", ""), None);
    }
}
