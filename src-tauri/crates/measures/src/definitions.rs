//! Every id with its unit, version and meaning: the one table that surfaces print.

use earshot_model::Unit;

/// What an id means. A change of meaning is a new version.
#[derive(Debug, Clone, Copy)]
pub struct Definition {
    pub id: &'static str,
    pub unit: Unit,
    pub version: u32,
    pub text: &'static str,
    /// It needs the texts of broadcasts and the releases.
    pub(crate) needs_matches: bool,
    /// It needs counts of posts.
    pub(crate) needs_counts: bool,
}

const fn plain(id: &'static str, unit: Unit, text: &'static str) -> Definition {
    Definition { id, unit, version: 1, text, needs_matches: false, needs_counts: false }
}

const fn matched(id: &'static str, text: &'static str) -> Definition {
    Definition { needs_matches: true, ..plain(id, Unit::Share, text) }
}

const fn counted(id: &'static str, unit: Unit, text: &'static str) -> Definition {
    Definition { needs_counts: true, ..plain(id, unit, text) }
}

/// All ids, in the order in which they are printed.
pub const DEFINITIONS: &[Definition] = &[
    plain("inbound", Unit::Count, "messages that people sent to or about the account"),
    plain("outbound", Unit::Count, "messages that the account sent, continuations and direct messages included"),
    plain("repost", Unit::Count, "outbound public messages marked as a repost, or that start `RT @name`"),
    plain("reply", Unit::Count, "outbound public messages that answer somebody else's message"),
    plain("mention_start", Unit::Count, "outbound public messages that begin a conversation by addressing someone"),
    plain("broadcast", Unit::Count, "every other outbound public message; the continuation of a thread of one's own has no class"),
    plain("inbound_unassigned", Unit::Count, "inbound messages that are directed at no known account; in no other figure"),
    plain("reply_share", Unit::Share, "replies ÷ (replies + mention starts + broadcasts); reposts stand outside"),
    plain("broadcast_share", Unit::Share, "broadcasts ÷ (replies + mention starts + broadcasts); reposts stand outside"),
    plain(
        "dialogue_share",
        Unit::Share,
        "replies and mention starts to a person who came back after we spoke to them in that conversation ÷ (replies + mention starts + broadcasts)",
    ),
    plain("inbound_per_outbound", Unit::Ratio, "inbound ÷ outbound messages"),
    matched("churn_index", "broadcasts of which at least half stands in a press release published no later than a day after ÷ broadcasts"),
    matched(
        "repeat_share",
        "broadcasts that repeat an earlier broadcast of any of the accounts (Jaccard of 15-character runs ≥ 0.80) ÷ broadcasts",
    ),
    matched("recycled_share", "broadcasts that carry a press release or repeat an earlier broadcast ÷ broadcasts"),
    matched("rung(release)", "broadcasts that carry a press release ÷ (replies + mention starts + broadcasts)"),
    matched("rung(repeat)", "broadcasts that repeat an earlier one and carry no release ÷ (replies + mention starts + broadcasts)"),
    matched("rung(announcement)", "other broadcasts ÷ (replies + mention starts + broadcasts)"),
    matched("rung(mention)", "mention starts outside dialogue ÷ (replies + mention starts + broadcasts)"),
    matched("rung(reply)", "replies outside dialogue ÷ (replies + mention starts + broadcasts)"),
    matched("rung(dialogue)", "the numerator of dialogue_share ÷ (replies + mention starts + broadcasts)"),
    plain(
        "conversations",
        Unit::Count,
        "conversations with at least one inbound message in the window; each is judged whole, so months do not add up to the year",
    ),
    plain("answered_rate", Unit::Share, "conversations in which a person was answered ÷ conversations"),
    plain("engaged_rate", Unit::Share, "conversations in which a person was answered and wrote again ÷ conversations"),
    plain("people", Unit::Count, "distinct people heard from"),
    plain("people_answered", Unit::Count, "distinct people with an answered opportunity that arrived in the window"),
    plain("people_returning", Unit::Count, "distinct people heard from in at least two calendar months of the window"),
    plain(
        "opportunities",
        Unit::Count,
        "runs of inbound messages by one person in one conversation, unanswered since we last spoke to them there",
    ),
    plain(
        "response_median",
        Unit::Seconds,
        "the time by which half of the opportunities are answered (Kaplan–Meier, followed for 30 days at most); interval by Brookmeyer and Crowley",
    ),
    plain("response_p75", Unit::Seconds, "the time by which three quarters of the opportunities are answered (Kaplan–Meier)"),
    plain("response_p90", Unit::Seconds, "the time by which nine tenths of the opportunities are answered (Kaplan–Meier)"),
    plain("response_median_answered_only", Unit::Seconds, "the median wait of those that were answered; it hides those that were not"),
    plain(
        "response_rate(1h)",
        Unit::Share,
        "opportunities answered within an hour ÷ those that arrived at least an hour before the end of the data",
    ),
    plain(
        "response_rate(4h)",
        Unit::Share,
        "opportunities answered within 4 hours ÷ those that arrived at least 4 hours before the end of the data",
    ),
    plain(
        "response_rate(24h)",
        Unit::Share,
        "opportunities answered within 24 hours ÷ those that arrived at least 24 hours before the end of the data",
    ),
    plain(
        "response_rate(7d)",
        Unit::Share,
        "opportunities answered within 7 days ÷ those that arrived at least 7 days before the end of the data",
    ),
    plain("unanswered", Unit::Count, "opportunities with no reply by the end of the data"),
    plain("unanswered_oldest", Unit::Seconds, "the age of the oldest opportunity without a reply"),
    plain(
        "reply_delay_p25",
        Unit::Seconds,
        "when we answer: a quarter of our replies came within this time; only answered messages are in it",
    ),
    plain(
        "reply_delay_median",
        Unit::Seconds,
        "when we answer: half of our replies came within this time; only answered messages are in it",
    ),
    plain(
        "reply_delay_p75",
        Unit::Seconds,
        "when we answer: three quarters of our replies came within this time; only answered messages are in it",
    ),
    plain(
        "reply_delay_p90",
        Unit::Seconds,
        "when we answer: nine tenths of our replies came within this time; only answered messages are in it",
    ),
    counted("impressions", Unit::Count, "impressions (not people) of the posts published in the window, to date"),
    counted("impressions_per_post", Unit::Count, "median impressions of a post; the interval is its quartiles"),
    counted("engagement_rate", Unit::Share, "engagements ÷ impressions of the same posts, pooled; engagements are the platform's own sum"),
];

/// The definition of an id; `None`: there is no such id.
pub fn definition(id: &str) -> Option<&'static Definition> {
    DEFINITIONS.iter().find(|definition| definition.id == id)
}
