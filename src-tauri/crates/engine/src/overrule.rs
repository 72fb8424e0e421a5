//! Where people say that messages belong, and how they call moments.

use earshot_model::{Named, Overruled};
use earshot_store::Store;

use crate::Engine;
use crate::api::{Failure, NameMomentRequest, OverruleRequest};
use crate::data::{moment, name_of, zone};
use crate::office::whose;

/// 366 days, in milliseconds.
const LONGEST: i64 = 366 * 86_400_000;

impl Engine {
    /// All that was overruled, by space and id.
    pub fn overruled(&self) -> Result<Vec<Overruled>, Failure> {
        self.read()?.map_or(Ok(Vec::new()), |store| Ok(store.overruled()?))
    }

    /// Says where a message belongs; without a verdict, leaves it to the rules again.
    pub fn overrule(&self, request: &OverruleRequest) -> Result<(), Failure> {
        let store = self.write_existing()?;
        let id = request.id.trim();
        let Some(verdict) = request.verdict else {
            // What was said of a message can be taken back whether an import holds it now or not.
            let mut said = store.overruled()?;
            said.retain(|said| said.id == id);
            let space = match said.as_slice() {
                [] => return Err(Failure::bad_request(format!("nobody has overruled `{id}`"))),
                [one] => one.space.clone(),
                _ => space(&store, id, request.account.as_deref())?,
            };
            store.drop_overruled(&space, id)?;
            return Ok(());
        };
        let space = space(&store, id, request.account.as_deref())?;
        let reason = request.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty()).map(str::to_owned);
        Ok(store.overrule(&Overruled { space, id: id.to_owned(), verdict, reason })?)
    }

    /// Gives a stretch of time a name; without one, forgets it.
    pub fn name_moment(&self, request: &NameMomentRequest) -> Result<(), Failure> {
        let store = self.write_existing()?;
        let zone = zone(&store)?;
        let (from, to) = (moment(zone, &request.from)?, moment(zone, &request.to)?);
        if from >= to {
            return Err(Failure::new("bad-request", "the moment ends before it begins", "the end is not part of it"));
        }
        if to - from > LONGEST {
            return Err(Failure::new("bad-request", "a moment is no longer than a year", "name a shorter one"));
        }
        let whose = request.account.as_deref().map(|account| whose(&store, account)).transpose()?;
        let words = |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        let Some(name) = words(&request.name) else {
            let dropped = store.drop_moment(whose.as_ref(), from, to)?;
            return if dropped { Ok(()) } else { Err(Failure::bad_request("no moment of this time has a name")) };
        };
        Ok(store.name_moment(&Named { whose, from, to, name, note: words(&request.note) })?)
    }
}

/// The id space of a message that may be overruled: one that an account has said in public.
fn space(store: &Store, id: &str, account: Option<&str>) -> Result<String, Failure> {
    let accounts = store.accounts()?;
    let of = |row: Option<i64>| accounts.iter().find(|account| Some(account.id) == row).map(|account| name_of(account, &accounts));
    let mut found = store.messages_of_id(id)?;
    if let Some(account) = account {
        found.retain(|found| of(found.account).is_some_and(|name| name.eq_ignore_ascii_case(account.trim_start_matches('@'))));
    }
    match found.as_slice() {
        [] => Err(Failure::new("bad-request", format!("there is no message `{id}`"), "`earshot rows` prints the ids of messages")),
        [one] if one.account.is_none() || one.direct => {
            Err(Failure::bad_request("only what an account has said in public has a place on the ladder"))
        }
        [one] => Ok(one.space.clone()),
        several => {
            let names: Vec<String> = several.iter().filter_map(|found| of(found.account)).collect();
            Err(Failure::new(
                "bad-request",
                format!("`{id}` is the id of {} messages", several.len()),
                &format!("say whose: {}", names.join(", ")),
            ))
        }
    }
}
