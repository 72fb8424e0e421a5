//! Which of our accounts are alive, when the public spoke, and what answering may save.

use earshot_measures::{Moment, PRESETS, avoidable_cost};
use earshot_model::{Filter, Millis, Named, Window};

use crate::Engine;
use crate::api::{Failure, MomentView, NamedView, PresenceView, ShiftRequest, ShiftView};
use crate::covering::Covering;
use crate::data::{Needs, selection, zone};
use crate::office::is_of;
use crate::overview::Figures;
use crate::words;

impl Engine {
    /// Every account, as it stands at the end of its data.
    pub fn presences(&self) -> Result<Vec<PresenceView>, Failure> {
        let store = self.read_existing()?;
        let corpus = self.corpus(&store, &Filter::default(), Needs { matches: false, counts: true })?;
        let (infos, offices, promises, register) = (store.accounts()?, store.offices()?, store.promises()?, store.register()?);
        let views = corpus.accounts().iter().zip(&infos).zip(corpus.presences()).map(|((account, info), presence)| {
            // In the order of their days: the last is the newest.
            let office = offices.iter().rfind(|office| office.whose.as_ref().is_some_and(|whose| is_of(whose, info)));
            let promise = promises.iter().rfind(|promise| is_of(&promise.whose, info));
            let entry = crate::register::entry(&register, info);
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
                peer: account.peer,
                owner: entry.and_then(|entry| entry.owner.clone()),
                purpose: entry.and_then(|entry| entry.purpose.clone()),
                house_rules: entry.and_then(|entry| entry.house_rules.clone()),
                opened_on: entry.and_then(|entry| entry.opened_on).map(|day| day.to_string()),
            }
        });
        Ok(views.collect())
    }

    /// When the public spoke to the selected accounts, and what people have named. A moment has the name that it shares most time with;
    /// a name that no moment has is one of its own.
    pub fn moments(&self, filter: &Filter) -> Result<Vec<MomentView>, Failure> {
        let store = self.read_existing()?;
        let corpus = self.corpus(&store, filter, Needs::NONE)?;
        let selection = selection(&store, &corpus, filter)?;
        let (infos, mut named) = (store.accounts()?, store.named_moments()?);
        let account = |named: &Named| infos.iter().position(|info| named.whose.as_ref().is_some_and(|whose| is_of(whose, info)));
        named.retain(|named| named.whose.is_none() || account(named).is_some_and(|index| selection.account(index as u32)));
        let named_view = |named: &Named| NamedView {
            account: account(named).map(|index| corpus.accounts()[index].name.clone()),
            from: words::moment(named.from),
            to: words::moment(named.to),
        };
        let shared = |moment: &Moment, name: &Named| moment.end.min(name.to) - moment.start.max(name.from);
        let mut moments: Vec<(Moment, bool, Option<&Named>)> = corpus
            .moments(&selection)
            .into_iter()
            .map(|moment| {
                let name = named.iter().filter(|name| shared(&moment, name) > 0).max_by_key(|name| shared(&moment, name));
                (moment, true, name)
            })
            .collect();
        let reaches = |name: &&Named| selection.from.is_none_or(|from| name.to > from) && selection.to.is_none_or(|to| name.from < to);
        for name in named.iter().filter(reaches) {
            if !moments.iter().any(|(_, _, known)| *known == Some(name)) {
                moments.extend(corpus.moment_in(&selection, name.from, name.to).map(|moment| (moment, false, Some(name))));
            }
        }
        moments.sort_by_key(|(moment, _, _)| (moment.start, moment.end));
        let covering = Covering::of(&store, selection.zone)?;
        let day = |at: Millis| words::local(selection.zone, at).date_naive();
        let known = |moment: &Moment| {
            let window = Window { from: Some(day(moment.start)), to: day(moment.end - 1).succ_opt() };
            covering.holds_some(&corpus, &selection, window)
        };
        let views = moments.into_iter().map(|(moment, found, name)| MomentView {
            known: known(&moment),
            start: words::moment(moment.start),
            end: words::moment(moment.end),
            found,
            name: name.map(|name| name.name.clone()),
            note: name.and_then(|name| name.note.clone()),
            named: name.map(named_view),
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
        let ids = ["opportunities".to_owned(), "unanswered".to_owned()];
        let figures = Figures::of(&store, &corpus, &Covering::of(&store, zone(&store)?)?, &ids, &request.filter)?;
        let value = |id: &str| figures.get(id).and_then(|measure| measure.value);
        let (Some(opportunities), Some(unanswered)) = (value("opportunities"), value("unanswered")) else {
            let why = figures.get("opportunities").and_then(|measure| measure.note.clone()).unwrap_or_default();
            return Err(Failure::new("bad-request", "what people asked, and whether they were answered, is not known", &why));
        };
        // What is not known of some accounts is not in the estimate.
        let gap = figures.get("unanswered").and_then(|measure| measure.note.clone());
        let answered = (opportunities - unanswered) as u64;
        let own = request.phone.is_some() || request.reply.is_some();
        Ok(ShiftView {
            answered,
            phone,
            reply,
            costs: if own { "as given".to_owned() } else { preset.source.to_owned() },
            shares: request.shares,
            avoidable_cost: request.shares.map(|share| avoidable_cost(answered, share, phone, reply)),
            note: [Some(earshot_measures::SHIFT_NOTE.to_owned()), gap].into_iter().flatten().collect::<Vec<_>>().join("; "),
        })
    }
}
