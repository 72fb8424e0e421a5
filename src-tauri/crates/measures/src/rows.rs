//! The messages behind a figure, and why each is there.

use earshot_model::{Millis, Within};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::{Class, INFERRED, NAMED, NONE, Run};
use crate::measure::whole_seconds;
use crate::response::{Kept, fastest_first, is_out_of_hours, kept, promise_kept, rate_horizon, seen_by};
use crate::{Corpus, MeasureError, Selection, definition};

/// One message behind a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub message: u32,
    /// The rule that put it there.
    pub why: String,
    /// For an opportunity, or a reply to an absent message: seconds until the answer.
    pub answered_after: Option<i64>,
}

impl Corpus {
    /// The messages behind a figure: of a share, those of its numerator. Newest first; those without an answer oldest first; those that
    /// are due by a promise soonest first.
    pub fn rows(&self, id: &str, selection: &Selection) -> Result<Vec<Hit>, MeasureError> {
        let Some(definition) = definition(id) else { return Err(MeasureError::UnknownId(id.to_owned())) };
        let mut hits = match definition.id {
            "people" | "people_answered" | "people_returning" => self.first_of_people(id, selection),
            "engaged_rate" if self.is_one_sided(selection) => self.first_of_replies(selection),
            "conversations" | "answered_rate" | "engaged_rate" | "turns_median" => self.first_of_conversations(id, selection),
            id if id.starts_with("response_")
                || id.starts_with("unanswered")
                || id.starts_with("promise_")
                || id == "opportunities"
                || id == "replies_out_of_hours" =>
            {
                self.opportunities(id, selection)
            }
            id => self.messages(id, selection),
        };
        if !id.starts_with("unanswered") && id != "promise_due" {
            hits.reverse();
        }
        Ok(hits)
    }

    fn messages(&self, id: &str, selection: &Selection) -> Vec<Hit> {
        (0..self.len())
            .filter(|&m| selection.inside(self.at[m]))
            .filter(|&m| {
                if id == "inbound_unassigned" { self.account[m] == NONE && self.inbound(m) } else { selection.account(self.account[m]) }
            })
            .filter(|&m| self.is_behind(id, m))
            .map(|m| {
                let answered_after = id.starts_with("reply_delay_").then(|| self.reply_delay(m)).flatten().map(|delay| delay as i64);
                Hit { message: m as u32, why: self.why(m), answered_after }
            })
            .collect()
    }

    fn is_behind(&self, id: &str, m: usize) -> bool {
        let class = self.class[m];
        let broadcast = class == Some(Class::Broadcast);
        match id {
            "inbound" | "inbound_per_outbound" => self.inbound(m),
            "inbound_unassigned" => true,
            "outbound" => !self.inbound(m),
            "repost" => class == Some(Class::Repost),
            "reply" | "reply_share" => class == Some(Class::Reply),
            "mention_start" => class == Some(Class::MentionStart),
            "broadcast" | "broadcast_share" => broadcast,
            "dialogue_share" => self.rung(m) == Some(earshot_model::Rung::Dialogue),
            "churn_index" => broadcast && self.carries(m),
            "repeat_share" => broadcast && self.repeats(m),
            "recycled_share" => broadcast && (self.carries(m) || self.repeats(m)),
            "partner_share" => self.is_partners(m),
            "overruled" => self.verdict(m).is_some(),
            id if id.starts_with("reply_delay_") => self.reply_delay(m).is_some(),
            id if id.starts_with("rung(") => self.rung(m).is_some_and(|rung| id == format!("rung({})", rung.as_str())),
            id => self.is_counted_in(id, m as u32),
        }
    }

    fn opportunities(&self, id: &str, selection: &Selection) -> Vec<Hit> {
        let mut runs = self.selected_runs(selection);
        if id.starts_with("response_definition(") {
            runs = seen_by(id, &runs, &fastest_first(&runs)).into_owned();
        }
        runs.retain(|run| match rate_horizon(id) {
            Some(h) => {
                self.accounts[run.account as usize].as_of - run.arrived >= h
                    && run.answered.is_some_and(|answered| answered - run.arrived <= h)
            }
            None if id.starts_with("unanswered") => run.answered.is_none(),
            None if id == "replies_out_of_hours" => is_out_of_hours(self, run),
            None if id == "response_rate(1wd)" => kept(self, run, Within::WorkingDays(1)) == Some(Kept::Yes),
            None if id == "promise_kept" => promise_kept(self, run) == Some(Kept::Yes),
            None if id == "promise_due" => self.due(run).is_some(),
            None if id == "response_median_answered_only_business" => run.answered.is_some(),
            None if id == "response_median_answered_only" => run.answered.is_some(),
            None => true,
        });
        let due = |run: &Run| if id == "promise_due" { self.due(run) } else { None };
        runs.sort_by_key(|run| (due(run), run.first));
        runs.into_iter()
            .map(|run| Hit {
                message: run.first,
                why: due(run)
                    .map_or_else(|| self.why_run(run), |left| format!("no answer yet; {} left of the time promised", in_words(left))),
                answered_after: run.answered.map(|at| whole_seconds(at - run.arrived)),
            })
            .collect()
    }

    /// What is left of the time that an opportunity's promise allows, on the promise's own clock, while it is without an answer.
    fn due(&self, run: &Run) -> Option<Millis> {
        match promise_kept(self, run) {
            Some(Kept::Due(left)) => Some(left),
            _ => None,
        }
    }

    /// What is left to the first that is due by a promise, in words.
    pub fn next_due(&self, selection: &Selection) -> Option<String> {
        self.selected_runs(selection).into_iter().filter_map(|run| self.due(run)).min().map(in_words)
    }

    /// The first inbound message in the window of each person.
    fn first_of_people(&self, id: &str, selection: &Selection) -> Vec<Hit> {
        let messages = selection.messages(self);
        let mut calendar = crate::Calendar::new(selection.zone);
        let months: FxHashSet<(u32, i32)> =
            messages.iter().map(|&m| (self.person[m as usize], calendar.month(self.at[m as usize]))).collect();
        let mut months_of: FxHashMap<u32, u32> = FxHashMap::default();
        for (person, _) in months {
            *months_of.entry(person).or_default() += 1;
        }
        let answered: FxHashSet<u32> =
            self.selected_runs(selection).iter().filter(|run| run.answered.is_some()).map(|run| run.person).collect();
        let mut seen = FxHashSet::default();
        let mut hits: Vec<Hit> = messages
            .iter()
            .copied()
            .filter(|&m| self.inbound(m as usize) && seen.insert(self.person[m as usize]))
            .map(|m| Hit { message: m, why: "the first message of this person in the window".to_owned(), answered_after: None })
            .collect();
        match id {
            "people_answered" => hits.retain(|hit| answered.contains(&self.person[hit.message as usize])),
            "people_returning" => hits.retain(|hit| months_of.get(&self.person[hit.message as usize]).is_some_and(|&months| months > 1)),
            _ => {}
        }
        hits
    }

    /// The first inbound message in the window of each conversation.
    fn first_of_conversations(&self, id: &str, selection: &Selection) -> Vec<Hit> {
        let judged: FxHashSet<u32> = self
            .runs
            .iter()
            .filter(|run| selection.account(run.account))
            .filter(|run| if id == "engaged_rate" { run.number > 0 } else { run.answered.is_some() })
            .map(|run| run.root)
            .collect();
        let mut seen = FxHashSet::default();
        selection
            .messages(self)
            .into_iter()
            .filter(|&m| self.inbound(m as usize) && seen.insert(self.root[m as usize]))
            .filter(|&m| id == "conversations" || judged.contains(&self.root[m as usize]))
            .map(|m| Hit { message: m, why: "the first message of this conversation in the window".to_owned(), answered_after: None })
            .collect()
    }

    /// Whether the data holds nothing that anybody said to the selected accounts.
    fn is_one_sided(&self, selection: &Selection) -> bool {
        !(0..).zip(&self.accounts).any(|(index, account)| selection.account(index) && account.hears)
    }

    /// Our first reply in each conversation in which we replied at least twice.
    fn first_of_replies(&self, selection: &Selection) -> Vec<Hit> {
        let messages = selection.messages(self);
        let why = "the first of two or more replies to one person (inferred)";
        self.replied_twice(&messages).into_iter().map(|message| Hit { message, why: why.to_owned(), answered_after: None }).collect()
    }

    fn why_run(&self, run: &Run) -> String {
        let how = match (run.answer, run.inferred) {
            (NONE, _) => "no answer by the end of the data",
            (_, true) => "answered by a message that names the person (inferred)",
            (_, false) if run.direct => "answered by our next message in the exchange",
            (_, false) => "answered by a reply",
        };
        if self.has(run.first as usize, NAMED) { format!("{how}; directed at us by a name in its text (inferred)") } else { how.to_owned() }
    }

    /// The rule that gives a message its class or rung.
    pub fn why(&self, m: usize) -> String {
        if self.inbound(m) {
            return if self.has(m, NAMED) { "directed at us by a name in its text (inferred)" } else { "sent to us" }.to_owned();
        }
        if let Some(verdict) = self.verdict(m) {
            return format!("put here by hand, as {verdict}");
        }
        let inferred = self.has(m, INFERRED);
        let Some(class) = self.class[m] else {
            return if self.has(m, crate::corpus::DIRECT) { "a direct message" } else { "continues a thread of our own" }.to_owned();
        };
        let rule = match class {
            Class::Repost if inferred => "starts with RT @name",
            Class::Repost => "marked as a repost",
            Class::Reply if inferred => "starts with somebody's @name (inferred)",
            Class::Reply => "answers somebody's message",
            Class::MentionStart => "begins a conversation by addressing someone",
            Class::Broadcast => match self.matched(m) {
                Some(found) if found.carried().is_some() => "at least half of it stands in a press release",
                Some(found) if found.partner.is_some() => "says what a partner said first",
                Some(found) if found.repeats.is_some() => match found.repeats.map(|(earlier, _)| self.account[earlier as usize]) {
                    Some(account) if account != self.account[m] => "repeats an earlier broadcast of another of the accounts",
                    _ => "repeats an earlier broadcast of its own",
                },
                _ => "addresses nobody, and is new",
            },
        };
        match self.in_dialogue(m) {
            true => format!("{rule}; the person came back"),
            false => rule.to_owned(),
        }
    }

    /// The class or rung as a word.
    pub fn class_name(&self, m: usize) -> Option<&'static str> {
        self.rung(m).map(earshot_model::Rung::as_str).or(self.class[m].map(Class::as_str))
    }
}

/// `3 h 20 min`; a minute that has begun is left.
fn in_words(left: Millis) -> String {
    let minutes = (left + 59_999) / 60_000;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}
