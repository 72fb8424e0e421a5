//! Every id of a selection, group by group.

mod waits;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use earshot_model::{Grouping, Measure, Millis, Rung, Unit};

use crate::corpus::{Class, NONE, Run};
use crate::counts::{Counts, count};
use crate::days::Span;
use crate::posts::Posts;
use crate::response::{Clock, Waiting, seconds};
use crate::select::{Groups, Selection};
use crate::statistics::{median, quantile, wilson};
use crate::threads::shared_out;
use crate::{Corpus, DEFINITIONS, Definition, definition};

#[derive(Debug, thiserror::Error)]
pub enum MeasureError {
    #[error("there is no measure `{0}`")]
    UnknownId(String),
    #[error("polars: {0}")]
    Polars(#[from] polars::error::PolarsError),
}

/// Everything that the figures of one group are made of.
struct Group<'a> {
    corpus: &'a Corpus,
    grouping: Grouping,
    name: Option<String>,
    accounts: Vec<u32>,
    counts: Counts,
    runs: Vec<&'a Run>,
    messages: Vec<u32>,
    unassigned: Option<u64>,
    days: Span<'a>,
    /// The window lies within one month.
    is_one_month: bool,
    /// The fastest first.
    answered: OnceLock<Vec<&'a Run>>,
    waiting: OnceLock<Waiting>,
    waiting_business: OnceLock<Waiting>,
    delays: OnceLock<Vec<f64>>,
    posts: OnceLock<Posts<'a>>,
}

impl Corpus {
    /// Whether any of these ids (none: all) needs the texts of broadcasts and the releases.
    pub fn needs_matches(ids: &[String]) -> bool {
        asked(ids).any(|definition| definition.needs_matches)
    }

    /// Whether any of these ids (none: all) needs the counts of posts, or of days.
    pub fn needs_counts(ids: &[String]) -> bool {
        asked(ids).any(|definition| definition.needs_counts || definition.needs_days)
    }

    /// The figures of these ids (none: all) for a selection; a row for each group of each grouping.
    pub fn measure(&self, ids: &[String], selection: &Selection, groupings: &[Grouping]) -> Result<Vec<Measure>, MeasureError> {
        if let Some(unknown) = ids.iter().find(|id| definition(id).is_none()) {
            return Err(MeasureError::UnknownId(unknown.clone()));
        }
        let grouped = shared_out(groupings.to_vec(), |grouping| match grouping {
            Grouping::Rung => Ok(Vec::new()),
            _ => self.groups(selection, grouping),
        });
        let grouped = grouped.into_iter().collect::<Result<Vec<Vec<Group<'_>>>, MeasureError>>()?;
        let asked: Vec<&Definition> = asked(ids).collect();
        let questions = grouped.iter().flatten().flat_map(|group| SHARES.map(|share| (group, share))).collect();
        let figures = shared_out(questions, |(group, share)| -> Vec<Option<Measure>> {
            let figure = |definition: &&Definition| (share_of(definition) == share).then(|| group.measure(definition))?;
            asked.iter().map(figure).collect()
        });
        let mut figures = figures.into_iter();
        let mut found = Vec::new();
        for (grouping, groups) in groupings.iter().zip(&grouped) {
            if *grouping == Grouping::Rung {
                found.extend(self.by_rung(ids, &selection.messages(self)));
            }
            for _ in groups {
                let mut shares: Vec<Vec<Option<Measure>>> = figures.by_ref().take(SHARES.len()).collect();
                found.extend((0..asked.len()).filter_map(|place| shares.iter_mut().find_map(|share| share[place].take())));
            }
        }
        Ok(found)
    }

    /// The waits of a selection.
    pub fn waiting(&self, selection: &Selection) -> Waiting {
        Waiting::of(self, &self.selected_runs(selection), Clock::Wall)
    }

    /// The longest time, in seconds, that an opportunity of the selection was or could be followed, up to the horizon.
    pub fn longest_followed(&self, selection: &Selection) -> Option<f64> {
        let runs = self.selected_runs(selection);
        runs.iter().map(|run| crate::response::followed(self, run)).max_by(f64::total_cmp)
    }

    /// When an account last said anything.
    pub fn last_said(&self, account: u32) -> Option<Millis> {
        self.messages_of(account).iter().rev().find(|&&m| !self.inbound(m as usize)).map(|&m| self.at[m as usize])
    }

    /// Opportunities, those of each account by arrival.
    pub(crate) fn selected_runs(&self, selection: &Selection) -> Vec<&Run> {
        selection.selected(self).into_iter().flat_map(|account| selection.runs_of(self, account)).collect()
    }

    fn groups<'a>(&'a self, selection: &Selection, grouping: Grouping) -> Result<Vec<Group<'a>>, MeasureError> {
        let by = Groups(grouping);
        let selected = selection.selected(self);
        let mut calendar = crate::clock::Calendar::new(selection.zone);
        let mut of_group: BTreeMap<i32, Vec<u32>> = match grouping {
            Grouping::Account => {
                let of_account = selected.iter().map(|&account| (account as i32, selection.messages_of(self, account).to_vec()));
                of_account.filter(|(_, messages)| !messages.is_empty()).collect()
            }
            _ => split(selection.messages(self).into_iter().map(|m| (by.at(&mut calendar, NONE, self.at[m as usize]), m))),
        };
        let runs = self.selected_runs(selection).into_iter();
        let mut runs: BTreeMap<i32, Vec<&Run>> = split(runs.map(|run| (by.at(&mut calendar, run.account, run.arrived), run)));
        let mut counts: BTreeMap<i32, Counts> = count(self, selection, grouping, &of_group)?;
        if grouping == Grouping::Total {
            counts.entry(0).or_default();
        }
        let mut day = |at: Option<Millis>| at.map(|at| calendar.day(at));
        let window = (day(selection.from), day(selection.to));
        // Of some days nothing is known but what the platform counted.
        for &account in &selected {
            let counted =
                Span { accounts: self.days_of(account).map(|days| (account, days)).into_iter().collect(), from: window.0, to: window.1 };
            counted.each_day(|day| {
                counts.entry(by.of(account, day)).or_default();
            });
        }
        let unassigned = (grouping == Grouping::Total && selection.accounts.is_empty())
            .then(|| selection.messages_of(self, NONE).iter().filter(|&&m| self.inbound(m as usize)).count() as u64);
        Ok(counts
            .into_iter()
            .map(|(group, counts)| {
                let accounts = if grouping == Grouping::Account { vec![group as u32] } else { selected.clone() };
                let (from, to) = by.days(group, window);
                let of_days = accounts.iter().filter_map(|&account| Some((account, self.days_of(account)?))).collect();
                Group {
                    corpus: self,
                    grouping,
                    name: by.name(self, group),
                    accounts,
                    counts,
                    runs: runs.remove(&group).unwrap_or_default(),
                    messages: of_group.remove(&group).unwrap_or_default(),
                    unassigned,
                    days: Span { accounts: of_days, from, to },
                    is_one_month: from.zip(to).is_some_and(|(from, to)| crate::clock::month_of(from) == crate::clock::month_of(to - 1)),
                    answered: OnceLock::new(),
                    waiting: OnceLock::new(),
                    waiting_business: OnceLock::new(),
                    delays: OnceLock::new(),
                    posts: OnceLock::new(),
                }
            })
            .collect())
    }

    /// By rung only what a post has by itself: how many, and its counts.
    fn by_rung(&self, ids: &[String], messages: &[u32]) -> Vec<Measure> {
        let mut found = Vec::new();
        for rung in Rung::ALL {
            let messages: Vec<u32> = messages.iter().copied().filter(|&m| self.rung(m as usize) == Some(rung)).collect();
            let posts = Posts::of(self, &messages);
            let of_posts = |definition: &&Definition| definition.needs_counts && !definition.needs_matches && !definition.needs_days;
            for definition in asked(ids).filter(|definition| of_posts(definition) || definition.id == "outbound") {
                let measure = match definition.id {
                    "outbound" => counted(definition, messages.len() as u64),
                    _ => posts.measure(definition),
                };
                found.push(Measure { group: Some(rung.as_str().to_owned()), ..measure });
            }
        }
        found
    }

    /// The rung of an outbound message; reposts, continuations and direct messages have none. `None`, too, before
    /// [`set_matches`](Corpus::set_matches) for a broadcast.
    pub fn rung(&self, message: usize) -> Option<Rung> {
        match self.class[message]? {
            Class::Repost => None,
            _ if self.in_dialogue(message) => Some(Rung::Dialogue),
            Class::Reply => Some(Rung::Reply),
            Class::MentionStart => Some(Rung::Mention),
            Class::Broadcast if self.carries(message) => Some(Rung::Release),
            Class::Broadcast if self.repeats(message) => Some(Rung::Repeat),
            Class::Broadcast => (self.matches.is_some() || self.verdict(message).is_some()).then_some(Rung::Announcement),
        }
    }

    /// For a reply whose parent is not in the data: seconds since the moment in the parent's id; not where that is later.
    pub(crate) fn reply_delay(&self, message: usize) -> Option<f64> {
        let parent_at = *self.parent_time.get(&(message as u32))?;
        let own = !matches!(self.class[message], Some(Class::Reply));
        (!own && self.at[message] >= parent_at).then(|| seconds(self.at[message] - parent_at))
    }

    /// Where only our own messages are known: the first reply in each conversation in which we replied at least twice to one person.
    pub(crate) fn replied_twice(&self, messages: &[u32]) -> Vec<u32> {
        let replies = messages.iter().filter(|&&message| self.class[message as usize] == Some(Class::Reply));
        let mut replies: Vec<(u32, u32)> = replies.map(|&message| (self.root[message as usize], message)).collect();
        replies.sort_unstable();
        let twice = replies.chunk_by(|a, b| a.0 == b.0).filter(|replies| replies.len() >= 2);
        let mut first: Vec<u32> = twice.map(|replies| replies[0].1).collect();
        first.sort_unstable();
        first
    }
}

impl Group<'_> {
    /// The figure; `None` where the id makes no sense in this grouping.
    fn measure(&self, definition: &Definition) -> Option<Measure> {
        let counts = &self.counts;
        let class = |class: Class| counts.classes[class as usize];
        let said = counts.said();
        let inferred = Some(counts.inferred as i64);
        let measure = match definition.id {
            "inbound" | "conversations" | "people" | "people_answered" | "opportunities" if self.is_deaf() => noted(definition, ONE_SIDED),
            "inbound" => Measure { inferred: Some(counts.named as i64), ..counted(definition, counts.inbound) },
            "outbound" => counted(definition, counts.outbound),
            "repost" => counted(definition, class(Class::Repost)),
            "reply" => counted(definition, class(Class::Reply)),
            "mention_start" => counted(definition, class(Class::MentionStart)),
            "broadcast" => counted(definition, class(Class::Broadcast)),
            "overruled" => counted(definition, counts.overruled),
            "inbound_unassigned" => counted(definition, self.unassigned?),
            "reply_share" => Measure { inferred, ..share(definition, class(Class::Reply), said, "nothing public was said") },
            "broadcast_share" => Measure { inferred, ..share(definition, class(Class::Broadcast), said, "nothing public was said") },
            "dialogue_share" => self.dialogue(definition),
            "inbound_per_outbound" => self.inbound_per_outbound(definition),
            "churn_index" => self.churn(definition, counts.carried, class(Class::Broadcast)),
            "repeat_share" => share(definition, counts.repeats, class(Class::Broadcast), "no broadcasts in the selection"),
            "partner_share" if !self.corpus.accounts.iter().any(|account| account.peer) => {
                noted(definition, "no account is marked as a peer")
            }
            "partner_share" => share(definition, counts.partner, class(Class::Broadcast), "no broadcasts in the selection"),
            "recycled_share" => self.churn(definition, counts.recycled, class(Class::Broadcast)),
            "conversations" => counted(definition, counts.conversations),
            "answered_rate" | "engaged_rate" => self.conversation_rate(definition),
            "people" => counted(definition, counts.people),
            "people_answered" => {
                let mut people: Vec<u32> = self.runs.iter().filter(|run| run.answered.is_some()).map(|run| run.person).collect();
                people.sort_unstable();
                people.dedup();
                counted(definition, people.len() as u64)
            }
            "people_returning" if matches!(self.grouping, Grouping::Month | Grouping::Week) => {
                noted(definition, "a month or a week can't show who was heard from in two months")
            }
            "people_returning" if self.is_deaf() => noted(definition, ONE_SIDED),
            "people_returning" if self.is_one_month => {
                noted(definition, "the window is one month: it can't show who was heard from in two")
            }
            "people_returning" => counted(definition, counts.returning),
            "opportunities" => Measure { inferred: self.inferred(), ..counted(definition, self.runs.len() as u64) },
            id if id.starts_with("rung(") => self.rung(definition),
            id if id.starts_with("reply_delay_") => self.reply_delay(definition),
            "turns_median" => self.turns(definition),
            "popularity" | "commitment" | "virality" | "engagement_e" => self.posts().per_thousand(definition, &self.days),
            id if id.starts_with("response_definition(") => self.response_definition(definition),
            _ if definition.needs_counts => self.posts().measure(definition),
            _ if definition.needs_days => self.days.measure(definition),
            _ => self.response(definition),
        };
        let by_hand = (definition.is_of_classes() && counts.overruled > 0 && measure.value.is_some()).then(|| match counts.overruled {
            1 => "1 of these messages is where a person put it".to_owned(),
            some => format!("{some} of these messages are where a person put them"),
        });
        // Of some accounts the data may hold direct messages only: what is counted of people is not all there was.
        let deaf = self.one_sided();
        let partly = (OF_PEOPLE.contains(&definition.id) && deaf > 0 && measure.value.is_some()).then(|| not_heard_by(deaf));
        let note = [measure.note.clone(), by_hand, partly].into_iter().flatten().reduce(|note, more| format!("{note}; {more}"));
        Some(Measure { group: self.name.clone(), note, ..measure })
    }

    /// The accounts whose data holds nothing that the public said to them.
    fn one_sided(&self) -> usize {
        self.accounts.iter().filter(|&&account| !self.corpus.accounts[account as usize].hears_public).count()
    }

    fn dialogue(&self, definition: &Definition) -> Measure {
        let counts = &self.counts;
        let missing = counts.said() - counts.said_two_sided;
        if counts.said_two_sided == 0 && missing > 0 {
            return noted(definition, NOT_HEARD);
        }
        let note =
            (missing > 0).then(|| format!("without {}, whose data holds nothing that people said in public", accounts(self.one_sided())));
        let measure = share(definition, counts.dialogue, counts.said_two_sided, "nothing public was said");
        Measure { missing: Some(missing as i64), inferred: Some(counts.inferred as i64), note: note.or(measure.note.clone()), ..measure }
    }

    fn rung(&self, definition: &Definition) -> Measure {
        let rung = Rung::ALL.into_iter().find(|rung| definition.id == format!("rung({})", rung.as_str()));
        let counts = &self.counts;
        let k = rung.map_or(0, |rung| counts.rungs[rung as usize]);
        let missing = counts.said() - counts.said_two_sided;
        let measure = share(definition, k, counts.said(), "nothing public was said");
        match rung {
            Some(Rung::Release) if self.no_releases() => noted(definition, NO_RELEASES),
            Some(Rung::Dialogue) if counts.said_two_sided == 0 && missing > 0 => noted(definition, NOT_HEARD),
            Some(Rung::Reply | Rung::Dialogue) if missing > 0 => Measure {
                note: Some(format!(
                    "{}: all replies count as `reply`, as the data holds nothing that people said in public",
                    accounts(self.one_sided())
                )),
                missing: Some(missing as i64),
                ..measure
            },
            // Where no release is known, those that carry one are among the rest.
            Some(Rung::Repeat | Rung::Announcement) if self.no_releases() && measure.value.is_some() => {
                Measure { note: Some("no releases imported: posts that carry one are among these".to_owned()), ..measure }
            }
            _ => measure,
        }
    }

    fn churn(&self, definition: &Definition, k: u64, n: u64) -> Measure {
        if self.no_releases() { noted(definition, NO_RELEASES) } else { share(definition, k, n, "no broadcasts in the selection") }
    }

    fn no_releases(&self) -> bool {
        self.corpus.matches.as_ref().is_none_or(|matches| matches.releases == 0)
    }

    fn inbound_per_outbound(&self, definition: &Definition) -> Measure {
        let (inbound, outbound) = (self.counts.inbound, self.counts.outbound);
        if !self.hears() {
            return noted(definition, ONE_SIDED);
        }
        if outbound == 0 {
            return noted(definition, "the account said nothing in the selection");
        }
        let inferred = Some(self.counts.named as i64);
        Measure {
            value: Some(inbound as f64 / outbound as f64),
            k: Some(inbound as i64),
            n: Some(outbound as i64),
            inferred,
            ..blank(definition)
        }
    }

    /// Accounts are selected, and none of them hears anything in the data: what people said is not zero, but not known.
    fn is_deaf(&self) -> bool {
        !self.accounts.is_empty() && !self.hears()
    }

    fn hears(&self) -> bool {
        self.accounts.iter().any(|&account| self.corpus.accounts[account as usize].hears)
    }

    fn posts(&self) -> &Posts<'_> {
        self.posts.get_or_init(|| Posts::of(self.corpus, &self.messages))
    }

    /// Of conversations with somebody's message in the group, and an answer in them whenever.
    fn turns(&self, definition: &Definition) -> Measure {
        if !self.hears() {
            return noted(definition, ONE_SIDED);
        }
        let mut turns = self.counts.turns.clone();
        turns.sort_unstable();
        let turns: Vec<f64> = turns.into_iter().map(f64::from).collect();
        match median(&turns) {
            Some(value) => Measure { value: Some(value), n: Some(turns.len() as i64), ..blank(definition) },
            None => noted(definition, "no conversation in the selection was answered"),
        }
    }

    fn conversation_rate(&self, definition: &Definition) -> Measure {
        let counts = &self.counts;
        if self.hears() {
            let k = if definition.id == "answered_rate" { counts.answered } else { counts.engaged };
            return share(definition, k, counts.conversations, "nobody wrote in the selection");
        }
        if definition.id == "answered_rate" {
            return noted(definition, ONE_SIDED);
        }
        let engaged = self.corpus.replied_twice(&self.messages).len() as i64;
        Measure {
            k: Some(engaged),
            inferred: Some(engaged),
            note: Some("only our own messages are in the data: k counts conversations with two or more replies to one person; a rate can't be known".to_owned()),
            ..blank(definition)
        }
    }

    fn reply_delay(&self, definition: &Definition) -> Measure {
        let delays = self.delays.get_or_init(|| {
            let mut delays: Vec<f64> = self.messages.iter().filter_map(|&message| self.corpus.reply_delay(message as usize)).collect();
            delays.sort_by(f64::total_cmp);
            delays
        });
        let at = match definition.id {
            "reply_delay_p25" => 0.25,
            "reply_delay_median" => 0.5,
            "reply_delay_p75" => 0.75,
            _ => 0.9,
        };
        if delays.is_empty() {
            return noted(definition, "no reply answers a message that is absent and whose id holds its time");
        }
        let n = Some(delays.len() as i64);
        let note = Some("only answered messages are in it; it says nothing of those that were not".to_owned());
        Measure { value: quantile(delays, at), n, inferred: n, note, ..blank(definition) }
    }
}

const ONE_SIDED: &str = "only the account's own messages are in the data; who was not answered can't be known";
const NOT_HEARD: &str = "the data holds nothing that people said in public; whether they came back can't be known";
const NO_RELEASES: &str = "no releases imported";
const NO_PROMISE: &str = "no promise of an answer is known: `earshot promise` says one";

/// What is counted of people, beside the waits.
const OF_PEOPLE: [&str; 9] = [
    "inbound",
    "inbound_per_outbound",
    "conversations",
    "answered_rate",
    "engaged_rate",
    "people",
    "people_answered",
    "people_returning",
    "opportunities",
];

fn not_heard_by(deaf: usize) -> String {
    format!("for {} the data holds only direct messages, or nothing that people said", accounts(deaf))
}

fn accounts(count: usize) -> String {
    if count == 1 { "1 account".to_owned() } else { format!("{count} accounts") }
}

/// Figures that share what is found out once, so that several threads can have a share of one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Share {
    OfficeClock,
    OtherRules,
    Rest,
}

const SHARES: [Share; 3] = [Share::Rest, Share::OfficeClock, Share::OtherRules];

fn share_of(definition: &Definition) -> Share {
    match definition.id {
        _ if definition.is_business() => Share::OfficeClock,
        "response_definition(kaplan-meier)" => Share::Rest,
        id if id.starts_with("response_definition(") => Share::OtherRules,
        _ => Share::Rest,
    }
}

/// What stands in the same group, together.
fn split<T>(all: impl Iterator<Item = (i32, T)>) -> BTreeMap<i32, Vec<T>> {
    let mut groups: BTreeMap<i32, Vec<T>> = BTreeMap::new();
    // Most neighbours are of one group.
    let (mut of, mut together) = (0, Vec::new());
    for (group, one) in all {
        if group != of && !together.is_empty() {
            groups.entry(of).or_default().append(&mut together);
        }
        of = group;
        together.push(one);
    }
    if !together.is_empty() {
        groups.entry(of).or_default().append(&mut together);
    }
    groups
}

fn asked(ids: &[String]) -> impl Iterator<Item = &'static Definition> {
    DEFINITIONS.iter().filter(|definition| ids.is_empty() || ids.iter().any(|id| id == definition.id))
}

pub(crate) fn blank(definition: &Definition) -> Measure {
    Measure {
        id: definition.id.to_owned(),
        group: None,
        value: None,
        low: None,
        high: None,
        k: None,
        n: None,
        unit: definition.unit,
        inferred: None,
        missing: None,
        note: None,
        definition: definition.text.to_owned(),
        version: definition.version,
    }
}

pub(crate) fn noted(definition: &Definition, note: &str) -> Measure {
    Measure { note: Some(note.to_owned()), ..blank(definition) }
}

fn counted(definition: &Definition, count: u64) -> Measure {
    Measure { value: Some(count as f64), ..blank(definition) }
}

fn share(definition: &Definition, k: u64, n: u64, nothing: &str) -> Measure {
    debug_assert_eq!(definition.unit, Unit::Share);
    let interval = wilson(k, n);
    Measure {
        value: (n > 0).then(|| k as f64 / n as f64),
        low: interval.map(|(low, _)| low),
        high: interval.map(|(_, high)| high),
        k: Some(k as i64),
        n: Some(n as i64),
        note: (n == 0).then(|| nothing.to_owned()),
        ..blank(definition)
    }
}

/// How long ago, for rows.
pub(crate) fn whole_seconds(millis: Millis) -> i64 {
    millis.div_euclid(1_000)
}
