//! The insights of an Instagram account's posts and reels, `past_instagram_insights/posts.json` and `reels.json`: the one file of
//! the download that has reach.
//!
//! A post has no id: the moment at which it was made is its key.

use std::collections::BTreeSet;

use earshot_model::{Author, Counts, FilePlan, Format, Kind, MessageRecord, Overrides, Parent, Platform, Problem, ProblemCode, Severity};
use serde::Deserialize;

use super::download::{account, space};
use super::labelled::Labelled;
use super::text::{Repaired, said};
use super::{SECONDS, list, stamp};
use crate::count::Naming;
use crate::json::{Flaw, Word, holds, outline};
use crate::number::{Mark, count};
use crate::plan::file_plan;
use crate::text::brief;
use crate::{Entry, Match, Reader, Sink, Source};

pub(crate) struct Insights;

const LISTS: &[&str] = &["organic_insights_posts", "organic_insights_reels"];

/// The labels in English, and what Meta calls the same figures elsewhere in Portuguese and in German.
const NAMES: &[Naming] = &[
    ("accounts reached", "reach"),
    ("impressions", "impressions"),
    ("views", "impressions"),
    ("likes", "likes"),
    ("comments", "replies"),
    ("shares", "shares"),
    ("saves", "saves"),
    ("follows", "follows"),
    ("profile visits", "profile_visits"),
    ("external link taps", "url_clicks"),
    ("instagram plays", "instagram_plays"),
    ("instagram likes", "likes"),
    ("instagram comments", "replies"),
    ("instagram shares", "shares"),
    ("instagram saves", "saves"),
    ("facebook plays", "facebook_plays"),
    ("facebook likes", "facebook_likes"),
    ("facebook comments", "facebook_comments"),
    ("facebook shares", "facebook_shares"),
    ("alcance", "reach"),
    ("visualizações", "impressions"),
    ("curtidas", "likes"),
    ("comentários", "replies"),
    ("compartilhamentos", "shares"),
    ("salvamentos", "saves"),
    ("seguimentos", "follows"),
    ("reichweite", "reach"),
    ("aufrufe", "impressions"),
    ("„gefällt mir“-angaben", "likes"),
    ("kommentare", "replies"),
    ("geteilte inhalte", "shares"),
    ("gespeicherte beiträge", "saves"),
];

/// Labels of what is no count.
const OTHERS: [&str; 4] = ["creation timestamp", "upload timestamp", "duration", "caption"];

impl Reader for Insights {
    fn format(&self) -> Format {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        Format {
            id: "instagram-insights-dyi".to_owned(),
            name: "Instagram insights (Download your information)".to_owned(),
            platform: Platform::Instagram.as_str().to_owned(),
            both_sides: false,
            files: "past_instagram_insights/posts.json or reels.json of the download".to_owned(),
            carries: owned(&["own posts", "reach", "impressions", "likes, comments, shares and saves as of the download"]),
            limits: owned(&[
                "It holds no inbound messages, so no response time comes from it.",
                "Its posts have no ids, so they can't be joined to the same posts of a Business Suite export.",
            ]),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        if !holds(&entry.head, "\"organic_insights_") {
            return None;
        }
        let outline = outline(&entry.head)?;
        let list = LISTS.iter().find(|list| !outline.is_list && outline.has(list))?;
        Some(Match { confidence: 95, why: format!("it begins as the insights of Instagram's download do, `{list}`") })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        list::refuse_empty(source, entry, LISTS)?;
        let mut plan = file_plan(source, entry, self.format());
        plan.account = account(Platform::Instagram, source, entry, overrides, &mut plan.evidence);
        let rows = list::sample(entry, LISTS, |bytes| serde_json::from_slice::<Row>(bytes).ok());
        let (mark, why) = mark(overrides, &rows);
        plan.evidence.push(mark.evidence(why));
        let labels: BTreeSet<String> = rows.iter().flat_map(|row| &row.values.0).map(|(label, _)| label.clone()).collect();
        plan.unused = labels.iter().filter(|label| name(label).is_none() && !is_other(label)).cloned().collect();
        if !labels.is_empty() && !labels.iter().any(|label| name(label).is_some()) {
            let message = "its labels are in a language that is not read here: the counts stay unknown";
            let problem = Problem::new(Severity::Note, ProblemCode::BadValue, &source.shown(&entry.path), message);
            plan.problems.push(problem.hint("set Instagram to English and ask for the download again"));
        }
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let space = space(Platform::Instagram, "post-dyi", plan.account.as_ref());
        let entry = plan.parts.first().and_then(|part| source.entry(part));
        let rows = entry.map(|entry| list::sample(entry, LISTS, |bytes| serde_json::from_slice::<Row>(bytes).ok()));
        let (mark, _) = mark(&plan.overrides, &rows.unwrap_or_default());
        list::read(source, plan, LISTS, sink, |element| {
            let mut row: Row = serde_json::from_str(element)?;
            let made = row.values.time();
            let mut flaws = Vec::new();
            let counts = counts(&row.values, mark, &mut flaws);
            let caption = row.values.texts().find(|(label, _)| label.eq_ignore_ascii_case("caption")).map(|(_, text)| text.to_owned());
            let media = row.media.0.into_iter().next();
            let (created, title) = media.map_or((None, None), |media| (media.creation_timestamp, said(media.title)));
            let sent = stamp(made.or(created), "Creation Timestamp", SECONDS)?;
            let message = MessageRecord {
                space: space.clone(),
                id: (sent.at / SECONDS).to_string(),
                kind: Kind::Post,
                author: Author::Owner,
                to_owner: false,
                sent,
                text: title.or(caption.filter(|text| !text.trim().is_empty())).or_else(|| said(row.title)),
                text_cut: false,
                parent: Parent::None,
                conversation: None,
                permalink: None,
                counts: (counts != Counts::default()).then(|| Box::new(counts)),
            };
            Ok((message, flaws))
        })
    }
}

fn counts(values: &Labelled, mark: Mark, flaws: &mut Vec<Flaw>) -> Counts {
    let mut counts = Counts::default();
    for (label, value) in values.texts() {
        let Some(name) = name(label) else { continue };
        match count(value, mark) {
            Ok(Some(count)) => counts.set(name, count),
            Ok(None) => {}
            Err(_) => {
                let message = format!("`{}` is not a count of `{label}`; it was left unknown", brief(value, 40));
                flaws.push(Flaw::new(ProblemCode::BadNumber, "string_map_data", message));
            }
        }
    }
    counts
}

/// Our name for a label.
fn name(label: &str) -> Option<&'static str> {
    let label = label.trim().to_lowercase();
    NAMES.iter().find(|(theirs, _)| *theirs == label).map(|(_, ours)| *ours)
}

fn is_other(label: &str) -> bool {
    OTHERS.iter().any(|other| label.trim().eq_ignore_ascii_case(other))
}

/// The decimal mark of the counts, and why it is that one.
fn mark(overrides: &Overrides, rows: &[Row]) -> (Mark, &'static str) {
    let counts = rows.iter().flat_map(|row| row.values.texts()).filter(|(label, _)| name(label).is_some()).map(|(_, text)| text);
    match (Mark::chosen(overrides), Mark::guess(counts)) {
        (Some(mark), _) => (mark, "chosen by hand"),
        (None, Some(mark)) => (mark, "the first counts show it"),
        (None, None) => (Mark::default(), "the first counts show no other"),
    }
}

#[derive(Deserialize)]
#[serde(expecting = "the insights of a post")]
struct Row {
    title: Option<Repaired>,
    #[serde(rename = "media_map_data", default)]
    media: Media,
    #[serde(rename = "string_map_data", default)]
    values: Labelled,
}

/// The pictures of a post, under labels in the owner's language; the first is the one that was shown.
#[derive(Default)]
struct Media(Vec<Picture>);

#[derive(Deserialize)]
#[serde(expecting = "a picture or a film")]
struct Picture {
    creation_timestamp: Option<Word>,
    title: Option<Repaired>,
}

impl<'de> Deserialize<'de> for Media {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Media, D::Error> {
        let pictures: std::collections::BTreeMap<String, Picture> = Deserialize::deserialize(deserializer)?;
        Ok(Media(pictures.into_values().collect()))
    }
}
