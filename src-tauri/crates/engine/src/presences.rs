//! Which of our accounts are alive, when the public spoke, and what answering may save.

use earshot_measures::{PRESETS, avoidable_cost};
use earshot_model::{Filter, Grouping};
use serde::Serialize;

use crate::Engine;
use crate::api::{Failure, PresenceView};
use crate::data::{Needs, selection};
use crate::office::is_of;
use crate::words;

/// The public spoke. Shares are fractions with their k of n, times RFC 3339 UTC, durations seconds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MomentView {
    pub start: String,
    pub end: String,
    pub peak: String,
    pub peak_count: u64,
    pub inbound: u64,
    /// How many times what the hours had in the eight weeks before.
    pub times: Option<f64>,
    pub outbound_per_hour: f64,
    pub outbound_per_hour_before: f64,
    pub replies: [u64; 2],
    pub replies_before: [u64; 2],
    pub opportunities: u64,
    pub unanswered: u64,
    pub response_median: Option<f64>,
    /// From its start to the account's first message; `None`: none by the end of the data.
    pub silence: Option<f64>,
}

/// What an answered enquiry may save: every assumption and the estimate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShiftView {
    pub answered: u64,
    /// Pounds.
    pub phone: f64,
    pub reply: f64,
    pub costs: String,
    /// The shares that would otherwise have phoned: low, central, high.
    pub shares: [f64; 3],
    /// The estimated avoidable cost for each of them, in pounds.
    pub avoidable_cost: [f64; 3],
    pub note: String,
}

/// What an estimate is made with; a cost that is not given is the preset's.
#[derive(Debug, Clone, PartialEq)]
pub struct ShiftRequest {
    pub filter: Filter,
    pub preset: String,
    pub phone: Option<f64>,
    pub reply: Option<f64>,
    pub shares: [f64; 3],
}

impl Engine {
    /// Every account, as it stands at the end of its data.
    pub fn presences(&self) -> Result<Vec<PresenceView>, Failure> {
        let store = self.read_existing()?;
        let corpus = self.corpus(&store, &Filter::default(), Needs { matches: false, counts: true })?;
        let (infos, offices, promises) = (store.accounts()?, store.offices()?, store.promises()?);
        let views = corpus.accounts().iter().zip(&infos).zip(corpus.presences()).map(|((account, info), presence)| {
            // In the order of their days: the last is the newest.
            let office = offices.iter().rfind(|office| office.whose.as_ref().is_some_and(|whose| is_of(whose, info)));
            let promise = promises.iter().rfind(|promise| is_of(&promise.whose, info));
            PresenceView {
                account: account.name.clone(),
                promise: promise.map(|promise| promise.within.to_string()),
                promise_from: promise.and_then(|promise| promise.from).map(|day| day.to_string()),
                hours: office.map(|office| office.week.to_string()),
                hours_from: office.and_then(|office| office.from).map(|day| day.to_string()),
                zone: office.map(|office| office.zone.clone()),
                nation: office.and_then(|office| office.nation),
                state: presence.state.as_str().to_owned(),
                outbound: presence.outbound,
                people: presence.people,
                last_said: presence.last_said.map(words::moment),
                last_answered: presence.last_answered.map(words::moment),
                followers: presence.followers.map(|(_, followers)| followers),
                followers_on: presence.followers.map(|(day, _)| earshot_measures::date(day).to_string()),
                as_of: words::moment(account.as_of),
            }
        });
        Ok(views.collect())
    }

    /// When the public spoke to the selected accounts.
    pub fn moments(&self, filter: &Filter) -> Result<Vec<MomentView>, Failure> {
        let store = self.read_existing()?;
        let corpus = self.corpus(&store, filter, Needs::NONE)?;
        let views = corpus.moments(&selection(&store, &corpus, filter)?).into_iter().map(|moment| MomentView {
            start: words::moment(moment.start),
            end: words::moment(moment.end),
            peak: words::moment(moment.peak),
            peak_count: moment.peak_count,
            inbound: moment.inbound,
            times: moment.times,
            outbound_per_hour: moment.outbound_per_hour,
            outbound_per_hour_before: moment.outbound_per_hour_before,
            replies: moment.reply_share.into(),
            replies_before: moment.reply_share_before.into(),
            opportunities: moment.opportunities as u64,
            unanswered: moment.unanswered as u64,
            response_median: moment.response_median,
            silence: moment.silence,
        });
        Ok(views.collect())
    }

    /// The estimated avoidable cost of the answered opportunities of a selection.
    pub fn shift(&self, request: &ShiftRequest) -> Result<ShiftView, Failure> {
        let Some(preset) = PRESETS.iter().find(|preset| preset.id == request.preset) else {
            let known: Vec<&str> = PRESETS.iter().map(|preset| preset.id).collect();
            return Err(Failure::new(
                "bad-request",
                format!("there are no costs `{}`", request.preset),
                &format!("there are {}", known.join(", ")),
            ));
        };
        let [low, central, high] = request.shares;
        let (phone, reply) = (request.phone.unwrap_or(preset.phone), request.reply.unwrap_or(preset.reply));
        if !(0.0 <= low && low <= central && central <= high && high <= 1.0) {
            return Err(Failure::bad_request("the shares that would have phoned go from 0 to 1, the low one first"));
        }
        if !(phone.is_finite() && reply.is_finite() && phone >= 0.0 && reply >= 0.0) {
            return Err(Failure::bad_request("a cost is a number of pounds"));
        }
        let store = self.read_existing()?;
        let corpus = self.corpus(&store, &request.filter, Needs::NONE)?;
        let selection = selection(&store, &corpus, &request.filter)?;
        let ids = ["opportunities".to_owned(), "unanswered".to_owned()];
        let measures = corpus.measure(&ids, &selection, &[Grouping::Total])?;
        let value = |id: &str| measures.iter().find(|measure| measure.id == id).and_then(|measure| measure.value);
        let (Some(opportunities), Some(unanswered)) = (value("opportunities"), value("unanswered")) else {
            return Err(Failure::bad_request("what people asked, and whether they were answered, is not in this data"));
        };
        let answered = (opportunities - unanswered) as u64;
        let own = request.phone.is_some() || request.reply.is_some();
        Ok(ShiftView {
            answered,
            phone,
            reply,
            costs: if own { "as given".to_owned() } else { preset.source.to_owned() },
            shares: request.shares,
            avoidable_cost: request.shares.map(|share| avoidable_cost(answered, share, phone, reply)),
            note: earshot_measures::SHIFT_NOTE.to_owned(),
        })
    }
}
