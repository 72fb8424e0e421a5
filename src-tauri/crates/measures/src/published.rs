//! What others have published (MEASURES §10): context, and not the same measure.

/// A value that somebody published.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Published {
    /// The id that it may stand beside.
    pub beside: &'static str,
    /// Of whom.
    pub of: &'static str,
    pub country: &'static str,
    pub year: u16,
    /// As published: `88 %`, `13 of 32`.
    pub value: &'static str,
    /// As a fraction, to be drawn; `low` is 0 where only an upper bound is known.
    pub low: f64,
    pub high: f64,
    /// Of what, and how many of them.
    pub unit: &'static str,
    pub method: &'static str,
    pub source: &'static str,
    /// To be said wherever it stands.
    pub note: &'static str,
}

const BY_HAND: &str = "hand-coded, not the same measure";

/// All of them, by year.
pub const PUBLISHED: &[Published] = &[
    Published {
        beside: "dialogue_share",
        of: "93 Fortune 500 companies",
        country: "United States",
        year: 2010,
        value: "61 % dialogic",
        low: 0.61,
        high: 0.61,
        unit: "of 930 tweets",
        method: "tweets coded by hand as dialogic or not",
        source: "Rybalko and Seltzer (2010)",
        note: BY_HAND,
    },
    Published {
        beside: "broadcast_share",
        of: "Scottish councils",
        country: "Scotland",
        year: 2011,
        value: "88 % broadcast",
        low: 0.88,
        high: 0.88,
        unit: "of 800 tweets",
        method: "tweets of July 2011 coded by hand",
        source: "a survey of councils, July 2011",
        note: BY_HAND,
    },
    Published {
        beside: "reply_share",
        of: "Scottish councils",
        country: "Scotland",
        year: 2011,
        value: "at most 10 % replies",
        low: 0.0,
        high: 0.10,
        unit: "of 800 tweets",
        method: "tweets of July 2011 coded by hand",
        source: "a survey of councils, July 2011",
        note: BY_HAND,
    },
    Published {
        beside: "broadcast_share",
        of: "100 largest nonprofits",
        country: "United States",
        year: 2012,
        value: "58.6 % information",
        low: 0.586,
        high: 0.586,
        unit: "of 4,655 tweets",
        method: "tweets coded by hand as information, community (25.8 %) or action (15.6 %)",
        source: "Lovejoy and Saxton (2012)",
        note: BY_HAND,
    },
    Published {
        beside: "dialogue_share",
        of: "100 largest nonprofits",
        country: "United States",
        year: 2012,
        value: "under 20 % conversations",
        low: 0.0,
        high: 0.20,
        unit: "of 4,655 tweets",
        method: "tweets coded by hand",
        source: "Lovejoy and Saxton (2012)",
        note: BY_HAND,
    },
    Published {
        beside: "engaged_rate",
        of: "32 Scottish councils",
        country: "Scotland",
        year: 2012,
        value: "13 of 32 do not engage",
        low: 13.0 / 32.0,
        high: 13.0 / 32.0,
        unit: "of 32 councils",
        method: "accounts judged by hand; a share of accounts, not of messages",
        source: "a survey of councils, 2012",
        note: BY_HAND,
    },
    Published {
        beside: "answered_rate",
        of: "brand pages",
        country: "worldwide",
        year: 2012,
        value: "30.3 % answered (target: 65 %)",
        low: 0.303,
        high: 0.303,
        unit: "of 1,574,775 questions",
        method: "questions found by the firm's tool, answered or not",
        source: "Socialbakers (2012)",
        note: "counted by a tool, not the same measure",
    },
];
