//! The register of accounts: whose they are, what they are for, and which are peers.

use earshot_measures::PUBLISHED;
use earshot_model::{Entry, Filter, Measure};
use earshot_store::{AccountInfo, Store};
use serde::Serialize;

use crate::api::{Failure, PublishedView, RegisterRequest};
use crate::office::{is_of, whose};
use crate::{Engine, Question};

/// The figures of ours beside those of each peer, and what others have published.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Beside {
    pub ours: Vec<Measure>,
    pub peers: Vec<Peer>,
    pub published: Vec<PublishedView>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Peer {
    pub account: String,
    pub measures: Vec<Measure>,
}

/// What accounts are compared by, where nothing else is asked for.
const COMPARED: [&str; 10] = [
    "outbound",
    "reply_share",
    "broadcast_share",
    "dialogue_share",
    "churn_index",
    "repeat_share",
    "answered_rate",
    "engaged_rate",
    "response_median",
    "response_rate(24h)",
];

impl Engine {
    /// All that the register knows.
    pub fn register(&self) -> Result<Vec<Entry>, Failure> {
        self.read()?.map_or(Ok(Vec::new()), |store| Ok(store.register()?))
    }

    /// Keeps what is to be known of an account, in place of what was.
    pub fn set_entry(&self, request: &RegisterRequest) -> Result<(), Failure> {
        let store = self.write_existing()?;
        let whose = whose(&store, &request.account)?;
        let text = |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        let date =
            |day: String| day.parse().map_err(|_| Failure::new("bad-request", format!("`{day}` is no date"), "write it as 2026-07-01"));
        let opened_on = text(&request.opened_on).map(date).transpose()?;
        let (owner, purpose, house_rules) = (text(&request.owner), text(&request.purpose), text(&request.house_rules));
        Ok(store.set_entry(&Entry { whose, peer: request.peer, owner, purpose, house_rules, opened_on })?)
    }

    /// The same figures (none named: the usual ones) of our accounts together and of each peer.
    pub fn beside(&self, ids: &[String], filter: &Filter) -> Result<Beside, Failure> {
        let ids = if ids.is_empty() { COMPARED.map(str::to_owned).to_vec() } else { ids.to_vec() };
        let of = |accounts: Vec<String>| {
            let filter = Filter { accounts, ..filter.clone() };
            self.measure(&Question { ids: ids.clone(), filter, ..Question::default() }).map(|measured| measured.measures)
        };
        let store = self.read_existing()?;
        let (infos, is_peer) = (store.accounts()?, peers(&store)?);
        let peers = infos.iter().zip(is_peer).filter(|(_, peer)| *peer).map(|(info, _)| crate::data::name_of(info, &infos));
        Ok(Beside {
            ours: of(filter.accounts.clone())?,
            peers: peers.map(|account| Ok(Peer { measures: of(vec![account.clone()])?, account })).collect::<Result<_, Failure>>()?,
            published: Engine::published(),
        })
    }

    /// What others have published.
    pub fn published() -> Vec<PublishedView> {
        let view = PUBLISHED.iter().map(|published| PublishedView {
            beside: published.beside.to_owned(),
            of: published.of.to_owned(),
            country: published.country.to_owned(),
            year: published.year,
            value: published.value.to_owned(),
            low: published.low,
            high: published.high,
            unit: published.unit.to_owned(),
            method: published.method.to_owned(),
            source: published.source.to_owned(),
            note: published.note.to_owned(),
        });
        view.collect()
    }
}

/// Which accounts are peers, in the order of the store's.
pub(crate) fn peers(store: &Store) -> Result<Vec<bool>, Failure> {
    let (register, accounts) = (store.register()?, store.accounts()?);
    Ok(accounts.iter().map(|account| entry(&register, account).is_some_and(|entry| entry.peer)).collect())
}

pub(crate) fn entry<'a>(register: &'a [Entry], account: &AccountInfo) -> Option<&'a Entry> {
    register.iter().find(|entry| is_of(&entry.whose, account))
}
