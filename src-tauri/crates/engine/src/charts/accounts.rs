//! Charts of accounts: what each said, which are alive, who follows them.

use earshot_charts::{Accounts, Followed, Followers, Known, Presences, Present, Shift};
use earshot_measures::{PUBLISHED, Selection};
use earshot_model::{Filter, Grouping, Measure, Rung};

use super::{View, tally};
use crate::Engine;
use crate::api::{Failure, ShiftRequest};

impl View<'_> {
    /// Ours as they are selected, and every peer.
    pub(super) fn by_account(&self, filter: &Filter) -> Result<Accounts, Failure> {
        let all = 0..self.corpus.accounts().len() as u32;
        let is_peer = |index: u32| self.corpus.accounts()[index as usize].peer;
        let accounts: Vec<u32> = all.filter(|&index| self.selection.account(index) || is_peer(index)).collect();
        let mut ids: Vec<String> = Rung::ALL.iter().map(|rung| format!("rung({})", rung.as_str())).collect();
        ids.extend(["repost", "reply_share"].map(str::to_owned));
        let selection = Selection { accounts: accounts.clone(), ..self.selection.clone() };
        let measures = if accounts.is_empty() { Vec::new() } else { self.corpus.measure(&ids, &selection, &[Grouping::Account])? };
        let mut known: Vec<Known> = Vec::new();
        let mut inferred = 0;
        for index in accounts {
            let account = &self.corpus.accounts()[index as usize];
            let find = |id: &str| -> Option<&Measure> {
                measures.iter().find(|measure| measure.id == id && measure.group.as_deref() == Some(account.name.as_str()))
            };
            inferred += find("reply_share").and_then(|measure| measure.inferred).unwrap_or(0) as u64;
            known.push(Known {
                name: account.name.clone(),
                peer: account.peer,
                rungs: std::array::from_fn(|rung| find(&ids[rung]).map_or_else(Default::default, tally)),
                reposts: find("repost").and_then(|measure| measure.value).unwrap_or(0.0) as u64,
            });
        }
        known.sort_by_key(|account| account.peer); // ours first, each in their order
        let published = PUBLISHED.iter().filter(|published| published.beside == "broadcast_share");
        Ok(Accounts {
            about: self.about(filter, inferred, "Nothing public was said in this selection.")?,
            accounts: known,
            published: published.map(|published| (published.high, format!("{}, {}", published.of, published.year))).collect(),
        })
    }

    pub(super) fn presences(&self, filter: &Filter) -> Result<Presences, Failure> {
        let presences = self.corpus.presences();
        let shown = (0_u32..).zip(self.corpus.accounts()).zip(presences);
        let accounts =
            shown.filter(|((index, account), _)| self.selection.account(*index) || account.peer).map(|((_, account), presence)| {
                let ago = |at: Option<i64>| at.map(|at| (account.as_of - at) as f64 / 86_400_000.0);
                Present {
                    name: account.name.clone(),
                    peer: account.peer,
                    state: presence.state.as_str().to_owned(),
                    last_said: ago(presence.last_said),
                    last_answered: ago(presence.last_answered),
                    followers: presence.followers.map(|(_, followers)| followers.max(0) as u64),
                }
            });
        Ok(Presences { accounts: accounts.collect(), about: self.about(filter, 0, "")? })
    }

    pub(super) fn followers(&self, filter: &Filter) -> Result<Followers, Failure> {
        let window = filter.window;
        let day = |date: chrono::NaiveDate| earshot_measures::day_of(date);
        let inside = |at: i32| window.from.is_none_or(|from| at >= day(from)) && window.to.is_none_or(|to| at < day(to));
        let growth = self.corpus.measure(&["follower_growth".to_owned()], &self.selection, &[Grouping::Account])?;
        let accounts = (0_u32..).zip(self.corpus.accounts()).filter(|(index, _)| self.selection.account(*index)).map(|(index, account)| {
            let counted = self.corpus.followers(index).into_iter().filter(|(at, _)| inside(*at));
            Followed {
                name: account.name.clone(),
                counted: counted.map(|(at, followers)| (f64::from(at), followers.max(0) as u64)).collect(),
                growth: growth
                    .iter()
                    .find(|measure| measure.group.as_deref() == Some(account.name.as_str()))
                    .and_then(|measure| measure.value),
            }
        });
        let accounts: Vec<Followed> = accounts.collect();
        let mut about = self.about(filter, 0, "No export in this selection counts followers.")?;
        let counted: Vec<&str> =
            accounts.iter().filter(|account| !account.counted.is_empty()).map(|account| account.name.as_str()).collect();
        if !counted.is_empty() {
            about.source = super::source(&counted);
        }
        Ok(Followers { accounts, about, notes: self.notes()? })
    }

    pub(super) fn shift(&self, engine: &Engine, request: &ShiftRequest) -> Result<Shift, Failure> {
        let view = engine.shift(request)?;
        Ok(Shift {
            about: self.about(&request.filter, 0, "No enquiry was answered in this selection.")?,
            answered: view.answered,
            phone: view.phone,
            reply: view.reply,
            costs: view.costs,
            shares: view.shares,
            note: view.note,
        })
    }
}
