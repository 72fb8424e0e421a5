use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Millis, Whose};

/// Where a person says that a message belongs, whatever the rules say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// A broadcast that carries a press release.
    Release,
    /// A broadcast that repeats an earlier one.
    Repeat,
    /// A broadcast that does neither.
    Announcement,
    Mention,
    Reply,
    Repost,
}

impl Verdict {
    pub const ALL: [Verdict; 6] =
        [Verdict::Release, Verdict::Repeat, Verdict::Announcement, Verdict::Mention, Verdict::Reply, Verdict::Repost];

    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Release => "release",
            Verdict::Repeat => "repeat",
            Verdict::Announcement => "announcement",
            Verdict::Mention => "mention",
            Verdict::Reply => "reply",
            Verdict::Repost => "repost",
        }
    }

    /// The verdict of a word; `None` for any other word.
    pub fn of_word(word: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|verdict| verdict.as_str() == word)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A message of which a person has said where it belongs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overruled {
    /// The name of the id space, and the id in it.
    pub space: String,
    pub id: String,
    pub verdict: Verdict,
    /// Why, in the person's words.
    pub reason: Option<String>,
}

/// What the register knows of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub whose: Whose,
    /// Not ours, but one that ours are compared with.
    pub peer: bool,
    /// Who answers for it.
    pub owner: Option<String>,
    pub purpose: Option<String>,
    /// The address of its house rules.
    pub house_rules: Option<String>,
    pub opened_on: Option<NaiveDate>,
}

/// A moment that a person has named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// `None`: of all accounts.
    pub whose: Option<Whose>,
    /// `[from, to)`.
    pub from: Millis,
    pub to: Millis,
    pub name: String,
    pub note: Option<String>,
}
