//! Threads in a few lines, and the figures of them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
use earshot_measures::{
    Builder, Corpus, Counted, Days, Glossary, Matches, OfficeHours, Platform, Post, Raw, Release, Selection, find_matches_apart,
};
use earshot_model::{Grouping, Measure, Millis, Verdict, Within};

/// Noon of Wednesday, 1 November 2017, UTC: second 0 of every thread that says nothing else.
pub(crate) const NOON: Millis = 1_509_537_600_000;
pub(crate) const HOUR: i64 = 3_600;
pub(crate) const DAY: i64 = 24 * HOUR;

/// One message as a test writes it down.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) who: String,
    pub(crate) at: Millis,
    pub(crate) text: String,
    pub(crate) parent: Option<String>,
    pub(crate) parent_known: bool,
    pub(crate) parent_author: Option<String>,
    pub(crate) conversation: Option<String>,
    pub(crate) direct: bool,
    pub(crate) repost: bool,
    pub(crate) whole_day: bool,
    /// The account that the export names as addressed.
    pub(crate) to: Option<String>,
    pub(crate) ids_hold_time: bool,
    pub(crate) counted: Option<Counted>,
}

/// What some accounts and people said to each other. Whoever is not an account is a person.
#[derive(Debug, Clone, Default)]
pub(crate) struct Talk {
    pub(crate) accounts: Vec<(String, Option<Millis>)>,
    pub(crate) lines: Vec<Line>,
    pub(crate) releases: Vec<(Millis, String)>,
    pub(crate) as_of: Option<Millis>,
    /// By account.
    pub(crate) days: BTreeMap<String, Days>,
    /// Of every account.
    pub(crate) office: Vec<OfficeHours>,
    /// By account, each with the day of November 2017 from which it holds.
    pub(crate) promises: Vec<(String, Option<i32>, Within)>,
    /// Where a person says that messages belong.
    pub(crate) overruled: Vec<(i64, Verdict)>,
    /// Names of accounts.
    pub(crate) peers: Vec<String>,
}

impl Talk {
    pub(crate) fn of(accounts: &[&str]) -> Talk {
        Talk { accounts: accounts.iter().map(|&name| (name.to_owned(), None)).collect(), ..Talk::default() }
    }

    /// A message without a parent, in a format that tells parents; `at` in seconds after noon.
    pub(crate) fn says(mut self, id: u64, who: &str, at: i64, text: &str) -> Talk {
        self.lines.push(Line {
            id: id.to_string(),
            who: who.to_owned(),
            at: NOON + at * 1_000,
            text: text.to_owned(),
            parent: None,
            parent_known: true,
            parent_author: None,
            conversation: None,
            direct: false,
            repost: false,
            whole_day: false,
            to: None,
            ids_hold_time: false,
            counted: None,
        });
        self
    }

    pub(crate) fn replies(self, id: u64, who: &str, at: i64, text: &str, parent: u64) -> Talk {
        let mut talk = self.says(id, who, at, text);
        talk.last().parent = Some(parent.to_string());
        talk
    }

    /// A direct message; a person's is directed at the first account.
    pub(crate) fn writes(self, id: u64, who: &str, at: i64, conversation: &str) -> Talk {
        let mut talk = self.says(id, who, at, "");
        let account = talk.accounts[0].0.clone();
        let line = talk.last();
        (line.direct, line.parent_known, line.conversation) = (true, false, Some(conversation.to_owned()));
        line.to = (line.who != account).then_some(account);
        talk
    }

    /// Changes the message that was added last.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Line)) -> Talk {
        change(self.last());
        self
    }

    pub(crate) fn release(mut self, at: i64, text: &str) -> Talk {
        self.releases.push((NOON + at * 1_000, text.to_owned()));
        self
    }

    /// What a platform counts of an account by day: day of November 2017, count.
    pub(crate) fn counts_days(mut self, account: &str, followers: &[(i32, i64)], impressions: &[(i32, i64)]) -> Talk {
        let days = |of: &[(i32, i64)]| of.iter().map(|&(day, count)| (november(day), count)).collect();
        self.days.insert(account.to_owned(), Days { followers: days(followers), impressions: days(impressions) });
        self
    }

    /// The office of all accounts, in UTC, without holidays.
    pub(crate) fn opens(mut self, week: &str) -> Talk {
        self.office.push(OfficeHours { from: None, zone: Tz::UTC, week: week.parse().expect("hours"), nation: None });
        self
    }

    /// What an account promises from a day of November 2017 on.
    pub(crate) fn promises(mut self, account: &str, from: Option<i32>, within: &str) -> Talk {
        self.promises.push((account.to_owned(), from, within.parse().expect("a promise")));
        self
    }

    /// A person says where a message belongs.
    pub(crate) fn overruled(mut self, id: i64, verdict: Verdict) -> Talk {
        self.overruled.push((id, verdict));
        self
    }

    /// An account is not ours.
    pub(crate) fn peer(mut self, account: &str) -> Talk {
        self.peers.push(account.to_owned());
        self
    }

    /// Everything of ours.
    pub(crate) fn ours(&self) -> Selection {
        let apart = (0..).zip(&self.accounts).filter(|(_, (name, _))| self.peers.contains(name)).map(|(index, _)| index);
        Selection { apart: apart.collect(), ..everything() }
    }

    /// The end of an account's data, in seconds after noon; otherwise it is the newest message of all.
    pub(crate) fn known_until(mut self, account: &str, at: i64) -> Talk {
        self.accounts.iter_mut().find(|(name, _)| name == account).expect("an account").1 = Some(NOON + at * 1_000);
        self
    }

    /// Nothing after this is known to the request.
    pub(crate) fn seen_at(mut self, at: i64) -> Talk {
        self.as_of = Some(NOON + at * 1_000);
        self
    }

    fn last(&mut self) -> &mut Line {
        self.lines.last_mut().expect("a message")
    }

    fn account_id(&self, name: &str) -> Option<i64> {
        self.accounts.iter().position(|(account, _)| account == name).map(|at| at as i64 + 1)
    }

    /// In which people are numbered: by name, so that the order of the messages does not matter.
    fn people(&self) -> Vec<&str> {
        let mut people: Vec<&str> = self.lines.iter().map(|line| line.who.as_str()).filter(|who| self.account_id(who).is_none()).collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    pub(crate) fn corpus(&self) -> Corpus {
        self.completed(self.derived())
    }

    /// The corpus before counts, days, offices and matches.
    pub(crate) fn derived(&self) -> Corpus {
        let x = Platform(0);
        let mut glossary = Glossary::new(self.as_of);
        let newest = self.lines.iter().map(|line| line.at).max().unwrap_or(NOON);
        for (index, (name, as_of)) in self.accounts.iter().enumerate() {
            glossary.account(x, index as i64 + 1, name, name, as_of.unwrap_or(newest), false);
        }
        let mut builder = Builder::new(&glossary, 0, 0);
        let people = self.people();
        for (index, name) in people.iter().enumerate() {
            builder.person(x, index as i64 + 1, Some(name));
        }
        for line in &self.lines {
            let own = self.account_id(&line.who);
            let parsed = glossary.read(&Raw {
                id: store_id(&line.id),
                space: u32::from(line.direct),
                platform: x,
                native_id: &line.id,
                ids_hold_time: line.ids_hold_time,
                account: own.or_else(|| self.account_id(line.to.as_deref()?)),
                person: own.is_none().then(|| people.binary_search(&line.who.as_str()).expect("a person") as i64 + 1),
                direct: line.direct,
                repost: line.repost,
                at: line.at,
                whole_day: line.whole_day,
                parent: line.parent.as_deref(),
                parent_known: line.parent_known,
                parent_author: line.parent_author.as_deref(),
                conversation: line.conversation.as_deref(),
                text: &line.text,
            });
            parsed.into_iter().for_each(|parsed| builder.take(parsed));
        }
        builder.finish()
    }

    pub(crate) fn completed(&self, mut corpus: Corpus) -> Corpus {
        corpus.overrule(self.overruled.iter().copied());
        let matches = self.matches(&corpus);
        self.completed_with(corpus, matches)
    }

    pub(crate) fn completed_with(&self, mut corpus: Corpus, matches: Matches) -> Corpus {
        corpus.set_peers(&self.accounts.iter().map(|(name, _)| self.peers.contains(name)).collect::<Vec<_>>());
        corpus.overrule(self.overruled.iter().copied());
        corpus.set_counts(self.lines.iter().filter_map(|line| Some((store_id(&line.id), line.counted?))));
        corpus.set_days(self.days.iter().map(|(name, days)| (self.account_id(name).expect("an account"), days.clone())).collect());
        let promises = self.accounts.iter().map(|(name, _)| {
            let own = self.promises.iter().filter(|(account, _, _)| account == name);
            own.map(|(_, from, within)| (from.map(november), *within)).collect()
        });
        corpus.set_offices(&vec![self.office.clone(); self.accounts.len()], Tz::UTC, promises.collect());
        corpus.set_matches(matches);
        corpus
    }

    /// What the broadcasts of a corpus carry and repeat.
    pub(crate) fn matches(&self, corpus: &Corpus) -> Matches {
        let text_of = |id: i64| self.lines.iter().find(|line| store_id(&line.id) == id).map_or("", |line| &line.text);
        let posts: Vec<Post<'_>> =
            corpus.broadcasts().map(|(message, id, account, at)| Post { message, account, at, text: text_of(id) }).collect();
        let releases: Vec<Release<'_>> = self.releases.iter().zip(1..).map(|((at, text), id)| Release { id, at: *at, text }).collect();
        let peers = self.ours().apart;
        find_matches_apart(&posts, &releases, |account| if peers.contains(&account) { account + 1 } else { 0 })
    }

    /// All figures of everything, as one row an id.
    pub(crate) fn total(&self) -> Figures {
        Figures::of(&self.corpus(), &everything(), &[Grouping::Total])
    }

    pub(crate) fn by(&self, grouping: Grouping) -> Figures {
        Figures::of(&self.corpus(), &everything(), &[grouping])
    }
}

/// A day of November 2017, since 1970.
fn november(day: i32) -> i32 {
    earshot_measures::day_of(NaiveDate::from_ymd_opt(2017, 11, 1).expect("a date")) + day - 1
}

/// The store's id of a message; here its own id.
fn store_id(id: &str) -> i64 {
    id.parse().expect("the ids of these threads are numbers")
}

/// Everything, in UTC.
pub(crate) fn everything() -> Selection {
    Selection { accounts: Vec::new(), apart: Vec::new(), from: None, to: None, zone: Tz::UTC }
}

/// Days `[from, to)` in UTC.
pub(crate) fn days(from: &str, to: &str) -> Selection {
    let midnight = |day: &str| day.parse::<NaiveDate>().expect("a date").and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis();
    Selection { from: Some(midnight(from)), to: Some(midnight(to)), ..everything() }
}

/// Rows of `measure`, found by id and group.
#[derive(Debug)]
pub(crate) struct Figures(pub(crate) Vec<Measure>);

impl Figures {
    pub(crate) fn of(corpus: &Corpus, selection: &Selection, groupings: &[Grouping]) -> Figures {
        Figures(corpus.measure(&[], selection, groupings).expect("all ids can be measured"))
    }

    pub(crate) fn get(&self, id: &str) -> &Measure {
        self.0.iter().find(|row| row.id == id).unwrap_or_else(|| panic!("no figure {id}"))
    }

    pub(crate) fn in_group(&self, id: &str, group: &str) -> &Measure {
        self.0.iter().find(|row| row.id == id && row.group.as_deref() == Some(group)).unwrap_or_else(|| panic!("no figure {id} of {group}"))
    }

    pub(crate) fn value(&self, id: &str) -> Option<f64> {
        self.get(id).value
    }

    /// k of n.
    pub(crate) fn part(&self, id: &str) -> (i64, i64) {
        let row = self.get(id);
        (row.k.expect("a k"), row.n.expect("an n"))
    }

    /// Values of several ids in a group.
    pub(crate) fn values(&self, ids: &[&str], group: &str) -> Vec<f64> {
        ids.iter().map(|id| self.in_group(id, group).value.expect("a value")).collect()
    }

    pub(crate) fn groups(&self) -> Vec<&str> {
        let mut groups: Vec<&str> = self.0.iter().filter_map(|row| row.group.as_deref()).collect();
        groups.dedup();
        groups
    }
}

/// `true` to nine figures.
pub(crate) fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12_f64.max(1e-9 * a.abs().max(b.abs()))
}

/// The ids of the messages behind a figure.
pub(crate) fn behind(corpus: &Corpus, id: &str, selection: &Selection) -> Vec<i64> {
    corpus.rows(id, selection).expect("an id").iter().map(|hit| corpus.message_id(hit.message as usize)).collect()
}
