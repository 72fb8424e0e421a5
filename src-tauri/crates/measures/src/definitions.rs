//! Every id with its unit, version and meaning: the one table that surfaces print, and the pages that explain a figure.

use earshot_model::Unit;

/// What an id means. A change of meaning is a new version.
#[derive(Debug, Clone, Copy)]
pub struct Definition {
    pub id: &'static str,
    pub unit: Unit,
    pub version: u32,
    /// What it is, in a line.
    pub text: &'static str,
    /// How it is worked out, with its interval.
    pub formula: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    /// When there is no value.
    pub unknown: &'static str,
    /// What was chosen where the definition leaves a choice; empty where it leaves none.
    pub reading: &'static str,
    /// It needs the texts of broadcasts and the releases.
    pub(crate) needs_matches: bool,
    /// It needs counts of posts.
    pub(crate) needs_counts: bool,
    /// It needs what platforms count by day.
    pub(crate) needs_days: bool,
}

impl Definition {
    const fn new(id: &'static str, unit: Unit, text: &'static str) -> Definition {
        Definition {
            id,
            unit,
            version: 1,
            text,
            formula: "",
            source: OURS,
            unknown: "",
            reading: "",
            needs_matches: false,
            needs_counts: false,
            needs_days: false,
        }
    }

    /// It is measured by the office's clock.
    pub(crate) fn is_business(&self) -> bool {
        self.id.ends_with("_business") || matches!(self.id, "response_rate(1wd)" | "promise_kept" | "promise_due" | "replies_out_of_hours")
    }

    /// A share of what was said in public, by class or rung.
    pub(crate) fn is_of_classes(&self) -> bool {
        self.id.starts_with("rung(")
            || matches!(
                self.id,
                "reply_share" | "broadcast_share" | "dialogue_share" | "churn_index" | "repeat_share" | "partner_share" | "recycled_share"
            )
    }

    const fn formula(self, formula: &'static str) -> Definition {
        Definition { formula, ..self }
    }

    const fn source(self, source: &'static str) -> Definition {
        Definition { source, ..self }
    }

    const fn unknown(self, unknown: &'static str) -> Definition {
        Definition { unknown, ..self }
    }

    const fn reading(self, reading: &'static str) -> Definition {
        Definition { reading, ..self }
    }

    const fn version(self, version: u32) -> Definition {
        Definition { version, ..self }
    }

    const fn matches(self) -> Definition {
        Definition { needs_matches: true, ..self }
    }

    const fn counts(self) -> Definition {
        Definition { needs_counts: true, ..self }
    }

    const fn days(self) -> Definition {
        Definition { needs_days: true, ..self }
    }

    /// The page that explains it, in plain text.
    pub fn page(&self) -> String {
        let mut page = format!("{}\n\n{}.\n", self.id, capital(self.text));
        let unit = match self.unit {
            Unit::Count => "a count",
            Unit::Share => "a share, 0 to 1",
            Unit::Seconds => "seconds",
            Unit::Ratio => "a ratio",
        };
        let parts =
            [("Formula", self.formula), ("Unit", unit), ("Unknown when", self.unknown), ("Reading", self.reading), ("Source", self.source)];
        for (name, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
            page.push_str(&format!("\n{name}: {text}.\n"));
        }
        page.push_str(&format!("\nVersion {} of the definition.\n", self.version));
        page
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

const OURS: &str = "Earshot's own definition";
const WILSON: &str = "interval by Wilson (1927), 95 %";
const SAID: &str = "nothing public was said in the selection";
const ONE_SIDED: &str = "the data holds only the account's own messages, so that what people said is not known";
const BROADCASTS: &str = "there is no broadcast in the selection";
const NO_RELEASES: &str = "no press releases were imported";
const NOBODY: &str = "nobody wrote in the selection";
const NOT_REACHED: &str = "the curve never gets there (“not reached”), nobody wrote, or the data holds only the account's own messages";
const KAPLAN_MEIER: &str = "Kaplan and Meier (1958), interval by Brookmeyer and Crowley (1982) with the log-log band";
const LADDER: &str = "structure as in police and council studies; the ladder is Earshot's own";
const CHURN: &str = "runs of 15 characters as churnalism.com used; containment as in Broder (1997)";
const UP_TO_E: &str =
    "a reply counts up to the end of the data, also after the window; an opportunity belongs to the window in which it arrived";
const APART: &str = "a text is looked for among the earlier broadcasts of our accounts, or of a peer's own; one that is an address alone repeats only the same address";
const ABSENT_PARENTS: &str = "a reply whose parent is not in the data, and whose parent's id holds its time";
const OFFICE: &str = "business time is what lies within the office's opening hours, half-open, without the nation's bank holidays; what no hours are set for is Monday to Friday, 9 to 17, in the reporting zone";
const WORKING_DAY: &str = "a working day is as long as the days of the week on which the office opens are on average, by the hours that held when the message arrived";
const NO_PROMISE: &str = "no promise is known of the account, or nobody wrote";
const HORIZON: &str = "an opportunity is followed for 30 days at most; one that is cut off at a time is still at risk then";
const MEDIANS: &str = "interval of a median by 2,000 resamples from a fixed seed; under ten posts there is none";
const RATES: &str = "pooled: the sums are divided, never the mean of ratios taken";
const BONSON: &str = "Bonsón and Ratkai (2013)";

/// All ids, in the order in which they are printed.
pub const DEFINITIONS: &[Definition] = &[
    count("inbound", "messages that people sent to or about the account").unknown(ONE_SIDED).reading(
        "a message is directed at the account that wrote its parent, else at the earliest account that answers it, else at the first known @name in its text",
    ),
    count("outbound", "messages that the account sent, continuations and direct messages included"),
    count("repost", "outbound public messages marked as a repost, or that start `RT @name`").source(LADDER),
    count("reply", "outbound public messages that answer somebody else's message").source(LADDER).reading(
        "a message without a known parent that starts with somebody's @name is one too, and counted as inferred",
    ),
    count("mention_start", "outbound public messages that begin a conversation by addressing someone").source(LADDER),
    count("broadcast", "every other outbound public message; the continuation of a thread of one's own has no class").source(LADDER),
    count("overruled", "outbound public messages of which a person has said where they belong: classes and rungs follow the person, waits and answers do not")
        .formula("counted where they stand now; `earshot rows overruled` lists them"),
    count("inbound_unassigned", "inbound messages that are directed at no known account; in no other figure"),
    share("reply_share", "replies ÷ (replies + mention starts + broadcasts); reposts stand outside", SAID).source(LADDER),
    share("broadcast_share", "broadcasts ÷ (replies + mention starts + broadcasts); reposts stand outside", SAID).source(LADDER),
    share(
        "dialogue_share",
        "replies and mention starts to a person who came back after we spoke to them in that conversation ÷ (replies + mention starts + broadcasts)",
        "nothing public was said, or the data holds only the account's own messages, so that nobody can know who came back",
    )
    .reading("the post under which it happened keeps its own class: a press release is no dialogue because someone talked below it"),
    Definition::new("inbound_per_outbound", Unit::Ratio, "inbound ÷ outbound messages")
        .unknown("the account said nothing in the selection, or the data holds only its own messages"),
    share(
        "churn_index",
        "broadcasts of which at least half stands in a press release published no later than a day after ÷ broadcasts",
        "no press releases were imported, or there is no broadcast",
    )
    .source(CHURN)
    .reading("a text of fewer than 30 characters is too short to say; runs in more than 30 % of an account's different texts are left out")
    .matches(),
    share(
        "repeat_share",
        "broadcasts that repeat an earlier broadcast of any of the accounts (Jaccard of 15-character runs ≥ 0.80) ÷ broadcasts",
        BROADCASTS,
    )
    .source(CHURN)
    .version(2)
    .reading(APART)
    .matches(),
    share("partner_share", "broadcasts that say what a peer has said first (Jaccard of 15-character runs ≥ 0.80) ÷ broadcasts", "no account is marked as a peer, or there is no broadcast")
        .source(CHURN)
        .reading("a partner's message is passed on; it keeps its rung, since to the public it is one more broadcast")
        .matches(),
    share("recycled_share", "broadcasts that carry a press release or repeat an earlier broadcast ÷ broadcasts", NO_RELEASES).source(CHURN).version(2).reading(APART).matches(),
    rung("rung(release)", "broadcasts that carry a press release ÷ (replies + mention starts + broadcasts)"),
    rung("rung(repeat)", "broadcasts that repeat an earlier one and carry no release ÷ (replies + mention starts + broadcasts)"),
    rung("rung(announcement)", "other broadcasts ÷ (replies + mention starts + broadcasts)"),
    rung("rung(mention)", "mention starts outside dialogue ÷ (replies + mention starts + broadcasts)"),
    rung("rung(reply)", "replies outside dialogue ÷ (replies + mention starts + broadcasts)"),
    rung("rung(dialogue)", "the numerator of dialogue_share ÷ (replies + mention starts + broadcasts)"),
    count(
        "conversations",
        "conversations with at least one inbound message in the window; each is judged whole, so months do not add up to the year",
    )
    .unknown(ONE_SIDED),
    share("answered_rate", "conversations in which a person was answered ÷ conversations", NOBODY),
    share("engaged_rate", "conversations in which a person was answered and wrote again ÷ conversations", NOBODY)
        .reading("where only our own messages are known, a conversation with two replies to one person is engaged, inferred, and there is no rate"),
    Definition::new("turns_median", Unit::Count, "the median number of changes of speaker in answered conversations")
        .formula("of each conversation with an inbound message in the window that was answered: how often the next message is by somebody else; the median")
        .unknown("no conversation in the selection was answered"),
    count("people", "distinct people heard from").unknown(ONE_SIDED),
    count("people_answered", "distinct people with an answered opportunity that arrived in the window").unknown(ONE_SIDED),
    count("people_returning", "distinct people heard from in at least two calendar months of the window")
        .unknown("the figure is asked of a month or a week, which can't show it"),
    count("opportunities", "runs of inbound messages by one person in one conversation, unanswered since we last spoke to them there").unknown(ONE_SIDED),
    time_by("response_median", "the time by which half of the opportunities are answered (Kaplan–Meier, followed for 30 days at most); interval by Brookmeyer and Crowley"),
    time_by("response_p75", "the time by which three quarters of the opportunities are answered (Kaplan–Meier)"),
    time_by("response_p90", "the time by which nine tenths of the opportunities are answered (Kaplan–Meier)"),
    Definition::new("response_median_answered_only", Unit::Seconds, "the median wait of those that were answered; it hides those that were not")
        .formula("the middle wait, of an even number the mean of the middle two; no horizon")
        .source("what most tools print")
        .unknown("none was answered"),
    rate("response_rate(1h)", "opportunities answered within an hour ÷ those that arrived at least an hour before the end of the data"),
    rate("response_rate(4h)", "opportunities answered within 4 hours ÷ those that arrived at least 4 hours before the end of the data"),
    rate("response_rate(24h)", "opportunities answered within 24 hours ÷ those that arrived at least 24 hours before the end of the data"),
    rate("response_rate(7d)", "opportunities answered within 7 days ÷ those that arrived at least 7 days before the end of the data"),
    rate("response_rate(1wd)", "opportunities answered within one working day ÷ those that arrived at least a working day before the end of the data")
        .version(2)
        .reading(WORKING_DAY),
    time_by("response_median_business", "the business time by which half of the opportunities are answered (Kaplan–Meier)").reading(OFFICE),
    time_by("response_p75_business", "the business time by which three quarters of the opportunities are answered (Kaplan–Meier)").reading(OFFICE),
    time_by("response_p90_business", "the business time by which nine tenths of the opportunities are answered (Kaplan–Meier)").reading(OFFICE),
    Definition::new("response_median_answered_only_business", Unit::Seconds, "the median wait in business time of those that were answered")
        .formula("the middle wait, of an even number the mean of the middle two; no horizon")
        .unknown("none was answered")
        .reading(OFFICE),
    count("replies_out_of_hours", "opportunities that arrived and were answered while the office was closed, without an hour in which it was open between: their wait is no business time at all")
        .version(2)
        .unknown(ONE_SIDED)
        .reading("half-open: at the minute at which it opens the office is open; version 1 took every wait of no business time"),
    share("promise_kept", "opportunities answered within the account's published promise ÷ those whose time was over by the end of the data", NO_PROMISE)
        .version(2)
        .reading("the promise and the hours that held on the day on which they arrived; one answered early counts once its time is over, as the others do"),
    count("promise_due", "opportunities without an answer whose time to be answered, by the account's promise, is not over yet").version(2).unknown(NO_PROMISE).reading(WORKING_DAY),
    count("unanswered", "opportunities with no reply by the end of the data").unknown(ONE_SIDED).reading("a reply after 30 days is a reply"),
    Definition::new("unanswered_oldest", Unit::Seconds, "the age of the oldest opportunity without a reply").unknown("all were answered"),
    definition_of(
        "response_definition(kaplan-meier)",
        "the median by Kaplan and Meier, which this program uses: those who still wait count as waiting",
        KAPLAN_MEIER,
    ),
    definition_of(
        "response_definition(median-answered)",
        "the median wait of the answered: hides everyone who never got an answer",
        "most dashboards: “median response time”",
    ),
    definition_of(
        "response_definition(mean-answered)",
        "the mean wait of the answered: hides the unanswered, and one forgotten message answered late moves it more than a hundred quick ones",
        "many dashboards: “average response time”",
    ),
    definition_of(
        "response_definition(fastest-90)",
        "the mean wait of the fastest 90 % of the answered: hides the slowest tenth as well as the unanswered",
        "Facebook's page badge took the fastest 90 %",
    ),
    definition_of(
        "response_definition(horizon-7d)",
        "the mean wait of those answered within 7 days: hides every later answer, so that answering less can look faster",
        "help-desk tools that drop what is older than a week",
    ),
    definition_of(
        "response_definition(conversations)",
        "the median wait for the first answer in each answered conversation: hides every later question in them, and the conversations without an answer",
        "help desks: “first response time”",
    )
    .version(2)
    .reading("one wait a conversation: that of the first opportunity in it that was answered; version 1 left out those whose first was not"),
    delay("reply_delay_p25", "when we answer: a quarter of our replies came within this time; only answered messages are in it"),
    delay("reply_delay_median", "when we answer: half of our replies came within this time; only answered messages are in it"),
    delay("reply_delay_p75", "when we answer: three quarters of our replies came within this time; only answered messages are in it"),
    delay("reply_delay_p90", "when we answer: nine tenths of our replies came within this time; only answered messages are in it"),
    posts("reach_per_post", Unit::Count, "median reach of a post, of unique people, to date")
        .formula("the median over posts of the newest lifetime reach of each; interval by 2,000 resamples from a fixed seed")
        .reading("a post whose reach is above its impressions is left out and counted; reach is never added up over posts, days or platforms")
        .unknown("no export counts unique people"),
    posts("reach_per_post_p25", Unit::Count, "a quarter of the posts reach no more people than this").unknown("no export counts unique people"),
    posts("reach_per_post_p75", Unit::Count, "three quarters of the posts reach no more people than this").unknown("no export counts unique people"),
    posts("impressions", Unit::Count, "impressions (not people) of the posts published in the window, to date")
        .formula("the sum of the newest lifetime impressions of each post")
        .reading("another number than impressions_daily, which happened in the window, to posts of whatever age")
        .unknown("no export counts impressions of posts"),
    posts("impressions_per_post", Unit::Count, "median impressions of a post")
        .version(2)
        .formula(MEDIANS)
        .reading("version 1 gave the quartiles as the interval; they are figures of their own now")
        .unknown("no export counts impressions of posts"),
    posts("impressions_per_post_p25", Unit::Count, "a quarter of the posts were shown no more often than this").unknown("no export counts impressions of posts"),
    posts("impressions_per_post_p75", Unit::Count, "three quarters of the posts were shown no more often than this")
        .unknown("no export counts impressions of posts"),
    Definition::new("impressions_daily", Unit::Count, "impressions that happened in the window, by the platform's daily file")
        .formula("the sum over days; n is how many days have a figure")
        .reading("to posts of whatever age: another number than impressions, and never mixed with it")
        .unknown("no export counts impressions by day")
        .days(),
    posts("engagements", Unit::Count, "interactions with the posts published in the window, to date")
        .version(2)
        .formula("of each post the platform's own sum, or likes + comments + shares + saves + clicks where that is more or all that is known; the note lists each apart")
        .reading("version 1 took the platform's sum also where newer counts of its parts had passed it")
        .unknown("no export counts interactions"),
    posts("engagement_rate", Unit::Share, "engagements ÷ impressions of the same posts, pooled")
        .version(2)
        .formula(RATES)
        .reading("version 1 knew only the platform's own sum of engagements")
        .unknown("no post has both"),
    posts("engagement_rate_reach", Unit::Share, "engagements ÷ reach of the same posts, pooled").formula(RATES).unknown("no post has both"),
    posts("engagement_rate_followers", Unit::Share, "engagements ÷ followers at posting of the same posts, pooled")
        .formula(RATES)
        .reading("followers at posting: the last count up to the post's day, no older than 31 days")
        .unknown("no follower count is known for the days of the posts")
        .days(),
    bonson("popularity", "mean likes a post ÷ followers × 1,000 (P3)"),
    bonson("commitment", "mean comments a post ÷ followers × 1,000 (C3)"),
    bonson("virality", "mean shares a post ÷ followers × 1,000 (V3)"),
    bonson("engagement_e", "popularity + commitment + virality of the posts that have all three (E)"),
    Definition::new("followers", Unit::Count, "followers at the end of the window, as last counted in it")
        .reading("of one account: followers of several can't be added, since one person may follow them all")
        .unknown("no export counts them in the window, or several accounts do")
        .days(),
    Definition::new("follower_growth", Unit::Ratio, "the weekly rate at which followers grew in the window")
        .formula("(last ÷ first)^(1 ÷ weeks between them) − 1")
        .unknown("two counts of one account, a week or more apart, are not there")
        .days(),
    posts("reach_by_rung", Unit::Count, "how many more people half of the posts in dialogue reach than half of those that carry a press release")
        .formula("the difference of the two medians; interval by 2,000 resamples of each from fixed seeds")
        .reading("under ten posts on either rung there is no interval; `--by rung` gives the medians themselves")
        .unknown("one of the two rungs has no post with a reach")
        .matches(),
    posts("impressions_by_rung", Unit::Count, "how much oftener half of the posts in dialogue were shown than half of those that carry a press release")
        .formula("the difference of the two medians; interval by 2,000 resamples of each from fixed seeds")
        .reading("for platforms that count no people; impressions are not reach")
        .unknown("one of the two rungs has no post with impressions")
        .matches(),
];

const fn count(id: &'static str, text: &'static str) -> Definition {
    Definition::new(id, Unit::Count, text)
}

const fn share(id: &'static str, text: &'static str, unknown: &'static str) -> Definition {
    Definition::new(id, Unit::Share, text).formula(WILSON).unknown(unknown)
}

const fn rung(id: &'static str, text: &'static str) -> Definition {
    share(id, text, SAID).source(LADDER).version(2).reading(APART).matches()
}

const fn time_by(id: &'static str, text: &'static str) -> Definition {
    Definition::new(id, Unit::Seconds, text).formula(HORIZON).source(KAPLAN_MEIER).unknown(NOT_REACHED).reading(UP_TO_E)
}

const fn rate(id: &'static str, text: &'static str) -> Definition {
    share(id, text, "no opportunity is old enough to say, or the data holds only the account's own messages")
        .reading("counting younger ones only when they are answered would make the last week's rate 100 % by construction")
}

const fn definition_of(id: &'static str, text: &'static str, source: &'static str) -> Definition {
    Definition::new(id, Unit::Seconds, text).source(source).unknown("none was answered, or the data holds only the account's own messages")
}

const fn delay(id: &'static str, text: &'static str) -> Definition {
    Definition::new(id, Unit::Seconds, text)
        .formula("quantile, linear between neighbours (type 7)")
        .unknown("no reply answers a message that is absent and whose id holds its time")
        .reading(ABSENT_PARENTS)
}

const fn posts(id: &'static str, unit: Unit, text: &'static str) -> Definition {
    Definition::new(id, unit, text).counts()
}

const fn bonson(id: &'static str, text: &'static str) -> Definition {
    Definition::new(id, Unit::Ratio, text)
        .version(2)
        .source(BONSON)
        .reading("of one account, by its followers as last counted in the window; version 1 could divide by those of another account")
        .unknown("no followers of one account are known in the window, or no interactions of its posts")
        .counts()
        .days()
}

/// The definition of an id; `None`: there is no such id.
pub fn definition(id: &str) -> Option<&'static Definition> {
    DEFINITIONS.iter().find(|definition| definition.id == id)
}
