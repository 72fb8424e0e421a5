//! What platforms count of posts and of days.

use earshot_measures::Counted;
use earshot_model::{Grouping, Measure};

use crate::talk::{DAY, Figures, HOUR, Line, Talk, close, days};

const NONE: Counted =
    Counted { reach: None, impressions: None, engagements: None, likes: None, comments: None, shares: None, saves: None, clicks: None };

fn counted(counted: Counted) -> impl FnOnce(&mut Line) {
    move |line| line.counted = Some(counted)
}

fn interval(measure: &Measure) -> (Option<f64>, Option<f64>) {
    (measure.low, measure.high)
}

/// Posts of one account with these reaches, an hour apart.
fn reaching(reaches: impl IntoIterator<Item = i64>) -> Talk {
    let hours = (1..).zip(reaches);
    hours.fold(Talk::of(&["Desk"]), |talk, (id, reach)| {
        let text = format!("{reach}: the news of hour {id}");
        talk.says(id, "Desk", id as i64 * HOUR, &text).with(counted(Counted { reach: Some(reach), ..NONE }))
    })
}

#[test]
fn the_median_reach_has_an_interval_and_quartiles_of_its_own() {
    let figures = reaching((1..=99).map(|reach| reach * 10)).total();
    let reach = figures.get("reach_per_post");
    assert_eq!((reach.value, reach.n, reach.missing), (Some(500.0), Some(99), Some(0)));
    // Of 99 values the distribution-free 95 % interval of the median is from the 40th to the 60th.
    let (low, high) = (reach.low.unwrap(), reach.high.unwrap());
    assert!((380.0..=420.0).contains(&low) && (580.0..=620.0).contains(&high), "{low}–{high}");
    assert_eq!((figures.value("reach_per_post_p25"), figures.value("reach_per_post_p75")), (Some(255.0), Some(745.0)));
    assert_eq!(interval(figures.get("reach_per_post_p25")), (None, None));
}

#[test]
fn of_a_few_posts_there_is_a_median_and_no_interval() {
    let figures = reaching([30, 10, 20]).total();
    let reach = figures.get("reach_per_post");
    assert_eq!((reach.value, interval(reach)), (Some(20.0), (None, None)));
    assert_eq!(reach.note.as_deref(), Some("of 3 posts only: no interval"));
}

#[test]
fn a_post_that_reached_more_people_than_it_was_shown_to_is_left_out_of_reach_and_counted() {
    let talk = Talk::of(&["Desk"])
        .says(1, "Desk", 0, "One")
        .with(counted(Counted { reach: Some(80), impressions: Some(100), likes: Some(8), ..NONE }))
        .says(2, "Desk", 10, "Two")
        .with(counted(Counted { reach: Some(300), impressions: Some(200), likes: Some(50), ..NONE }))
        .says(3, "Desk", 20, "Three");
    let figures = talk.total();
    let reach = figures.get("reach_per_post");
    assert_eq!((reach.value, reach.n, reach.missing), (Some(80.0), Some(1), Some(2)));
    assert!(reach.note.as_deref().unwrap().ends_with("1 left out, whose reach is above their impressions"), "{reach:?}");
    // Its impressions count, and so do its likes over them; over reach only those of the first do.
    assert_eq!(figures.value("impressions"), Some(300.0));
    assert_eq!(figures.part("engagement_rate"), (58, 300));
    assert_eq!(figures.part("engagement_rate_reach"), (8, 80));
}

#[test]
fn engagements_are_the_platforms_sum_or_that_of_its_parts_and_say_which() {
    let talk = Talk::of(&["Desk"])
        .says(1, "Desk", 0, "One")
        .with(counted(Counted { engagements: Some(20), likes: Some(9), comments: Some(2), ..NONE }))
        .says(2, "Desk", 10, "Two")
        .with(counted(Counted { likes: Some(5), shares: Some(1), saves: Some(0), clicks: Some(4), ..NONE }))
        .says(3, "Desk", 20, "Three")
        .with(counted(Counted { impressions: Some(100), ..NONE }));
    let figures = talk.total();
    let engagements = figures.get("engagements");
    assert_eq!((engagements.value, engagements.n, engagements.missing), (Some(30.0), Some(2), Some(1)));
    let note = "likes 14, comments 2, shares 1, clicks 4; of 1 of 2 posts the platform’s own sum, which holds more than these";
    assert_eq!(engagements.note.as_deref(), Some(note));
    // Newer counts of the parts have passed the sum of an older export: nothing that is counted is left out.
    let older = Talk::of(&["Desk"]).says(1, "Desk", 0, "One").with(counted(Counted {
        engagements: Some(8),
        likes: Some(9),
        comments: Some(2),
        ..NONE
    }));
    let older = older.total();
    assert_eq!((older.value("engagements"), older.get("engagements").note.as_deref()), (Some(11.0), Some("likes 9, comments 2")));
    // No post has both interactions and impressions.
    assert_eq!((figures.value("engagement_rate"), figures.get("engagement_rate").missing), (None, Some(3)));
}

#[test]
fn popularity_commitment_and_virality_are_per_thousand_followers() {
    // Two posts with 10 and 30 likes, 1 and 3 comments, 4 and 0 shares, 2,000 followers: P3 = 20 ÷ 2,000 × 1,000 = 10, C3 = 1, V3 = 1.
    let talk = Talk::of(&["Desk"])
        .counts_days("Desk", &[(1, 1_000), (8, 2_000)], &[])
        .says(1, "Desk", 0, "One")
        .with(counted(Counted { likes: Some(10), comments: Some(1), shares: Some(4), ..NONE }))
        .says(2, "Desk", 10 * DAY, "Two")
        .with(counted(Counted { likes: Some(30), comments: Some(3), shares: Some(0), ..NONE }));
    let figures = talk.total();
    let values = ["popularity", "commitment", "virality", "engagement_e"].map(|id| figures.value(id).unwrap());
    assert!(values.iter().zip([10.0, 1.0, 1.0, 12.0]).all(|(found, expected)| close(*found, expected)), "{values:?}");
    assert_eq!(figures.part("popularity"), (40, 2));
    // At posting there were 1,000 and 2,000 followers: (15 + 33) ÷ 3,000.
    assert_eq!(figures.part("engagement_rate_followers"), (48, 3_000));
}

#[test]
fn the_posts_of_one_account_are_not_divided_by_the_followers_of_another() {
    let liked = || counted(Counted { likes: Some(7), ..NONE });
    let of = |accounts: [&str; 2]| Talk::of(&accounts).counts_days("Shop", &[(1, 700)], &[]);
    // The desk posts, and only the shop's followers are known.
    let apart = of(["Desk", "Shop"]).says(1, "Desk", 0, "One").with(liked()).total();
    let popularity = apart.get("popularity");
    assert_eq!(
        (popularity.value, popularity.k, popularity.note.as_deref()),
        (None, Some(7), Some("no count of the account’s followers is known in the window"))
    );
    // Both post.
    let both = of(["Desk", "Shop"]).says(1, "Desk", 0, "One").with(liked()).says(2, "Shop", 9, "Two").with(liked()).total();
    assert!(both.get("popularity").value.is_none() && both.get("popularity").note.as_deref().unwrap().contains("several accounts"));
    // The shop alone: 7 likes a post ÷ 700 followers × 1,000.
    let own = of(["Desk", "Shop"]).says(2, "Shop", 9, "Two").with(liked()).total();
    assert_eq!(own.value("popularity"), Some(10.0));
}

#[test]
fn followers_are_the_last_count_of_one_account() {
    let talk = Talk::of(&["Desk", "Shop"])
        .counts_days("Desk", &[(1, 1_000), (15, 1_210)], &[(1, 50), (2, 70)])
        .counts_days("Shop", &[], &[(2, 5)])
        .says(1, "Desk", 0, "News");
    let figures = talk.total();
    assert_eq!((figures.value("followers"), figures.get("followers").note.as_deref()), (Some(1_210.0), Some("on 2017-11-15")));
    // 1,210 ÷ 1,000 over two weeks is 10 % a week.
    assert!(close(figures.value("follower_growth").unwrap(), 0.1));
    assert_eq!((figures.value("impressions_daily"), figures.get("impressions_daily").n), (Some(125.0), Some(3)));
    let first = Figures::of(&talk.corpus(), &days("2017-11-01", "2017-11-02"), &[Grouping::Total]);
    assert_eq!(
        (first.value("followers"), first.value("follower_growth"), first.value("impressions_daily")),
        (Some(1_000.0), None, Some(50.0))
    );
    // An account that only counts days is a group of its own.
    assert_eq!(talk.by(Grouping::Account).in_group("impressions_daily", "Shop").value, Some(5.0));
    let months = talk.by(Grouping::Month);
    assert_eq!(months.in_group("impressions_daily", "2017-11").value, Some(125.0));
    let two = talk.counts_days("Shop", &[(3, 7)], &[]).total();
    assert!(two.get("followers").note.as_deref().unwrap().contains("can’t be added"));
}

#[test]
fn dialogue_is_held_against_churn() {
    let release = "The council will close the bridge over the Wex for repairs from Monday until the end of the month";
    let mut talk = Talk::of(&["Desk"]).release(-DAY, release);
    for id in 0..12 {
        let at = id as i64 * HOUR;
        let carried = format!("{} {id}", &release[..80]);
        talk = talk
            .says(100 + id, "Desk", at, &carried)
            .with(counted(Counted { reach: Some(100 + id as i64), ..NONE }))
            .says(200 + id, "7", at + 10, "@Desk when?")
            .replies(300 + id, "Desk", at + 20, "@7 soon", 200 + id)
            .with(counted(Counted { reach: Some(400 + id as i64), ..NONE }))
            .replies(400 + id, "7", at + 30, "@Desk thanks", 300 + id);
    }
    let figures = talk.total();
    let apart = figures.get("reach_by_rung");
    // Medians 405.5 and 105.5.
    assert_eq!((apart.value, apart.n), (Some(300.0), Some(24)));
    assert!(apart.low.unwrap() > 290.0 && apart.high.unwrap() < 310.0, "{apart:?}");
    assert_eq!(figures.value("impressions_by_rung"), None);
    let rungs = talk.by(Grouping::Rung);
    assert_eq!(
        (rungs.in_group("reach_per_post", "dialogue").value, rungs.in_group("reach_per_post", "release").value),
        (Some(405.5), Some(105.5))
    );
}

#[test]
fn turns_are_changes_of_speaker_in_answered_conversations() {
    let talk = Talk::of(&["Desk"])
        // 7 7 Desk 7 Desk: three changes.
        .says(1, "7", 0, "@Desk a")
        .replies(2, "7", 10, "@Desk b", 1)
        .replies(3, "Desk", 20, "@7 c", 2)
        .replies(4, "7", 30, "@Desk d", 3)
        .replies(5, "Desk", 40, "@7 e", 4)
        // 8 Desk, in the same second: one change.
        .says(6, "8", 50, "@Desk a")
        .replies(7, "Desk", 50, "@8 b", 6)
        // Not answered: not counted.
        .says(8, "9", 60, "@Desk a");
    let figures = talk.total();
    assert_eq!((figures.value("turns_median"), figures.get("turns_median").n), (Some(2.0), Some(2)));
}

#[test]
fn the_same_waits_under_every_rule_in_use() {
    // The vector of censoring: twelve answered, eight not. Each person writes once, in a conversation of their own.
    let answered = [0.2, 0.5, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 9.0, 20.0, 30.0];
    let followed = [48, 48, 72, 72, 96, 120, 120, 168];
    let end = 200 * HOUR;
    let mut talk = Talk::of(&["Desk"]).known_until("Desk", end);
    for (id, hours) in (1..).zip(answered) {
        let name = format!("p{id}");
        talk = talk.says(id, &name, 0, "@Desk a").replies(100 + id, "Desk", (hours * 3_600.0) as i64, &format!("@{name} b"), id);
    }
    for (id, hours) in (50..).zip(followed) {
        talk = talk.says(id, &format!("p{id}"), end - hours * HOUR, "@Desk a");
    }
    let figures = talk.total();
    let hours = |rule: &str| figures.value(&format!("response_definition({rule})")).map(|seconds| seconds / 3_600.0);
    assert_eq!(hours("kaplan-meier"), Some(9.0));
    assert_eq!(hours("median-answered"), Some(2.5));
    assert!(close(hours("mean-answered").unwrap(), 6.475));
    assert!(close(hours("fastest-90").unwrap(), 2.77));
    assert_eq!(figures.get("response_definition(fastest-90)").n, Some(10));
    // All were answered within a week.
    assert!(close(hours("horizon-7d").unwrap(), 6.475));
    assert_eq!(hours("conversations"), Some(2.5));
    assert_eq!(figures.get("response_definition(kaplan-meier)").n, Some(20));
}

#[test]
fn the_first_answer_is_one_in_each_answered_conversation() {
    // Two people under one post: the first is never answered, the second after an hour, and again after three.
    let talk = Talk::of(&["Desk"])
        .says(1, "Desk", 0, "News")
        .replies(2, "7", 10, "why?", 1)
        .replies(3, "8", 20, "@Desk when?", 1)
        .replies(4, "Desk", 20 + HOUR, "@8 now", 3)
        .replies(5, "8", 2 * HOUR, "@Desk where?", 4)
        .replies(6, "Desk", 5 * HOUR, "@8 here", 5);
    let figures = talk.total();
    let rule = figures.get("response_definition(conversations)");
    assert_eq!((rule.value, rule.n, figures.part("answered_rate")), (Some(HOUR as f64), Some(1), (1, 1)));
}
