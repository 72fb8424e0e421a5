//! When offices are open, and what accounts promise.

use chrono::NaiveDate;
use earshot_measures::{Corpus, OfficeHours};
use earshot_model::{Nation, Office, Platform, Promise, Week, Whose, Within};
use earshot_store::{AccountInfo, Store};

use crate::Engine;
use crate::api::Failure;
use crate::data::{parse_zone, zone};

impl Engine {
    /// All opening hours.
    pub fn offices(&self) -> Result<Vec<Office>, Failure> {
        self.read()?.map_or(Ok(Vec::new()), |store| Ok(store.offices()?))
    }

    /// Sets the opening hours of an account, or (`None`) of all that have none of their own; without hours, forgets them.
    pub fn set_office(
        &self,
        account: Option<&str>,
        from: Option<NaiveDate>,
        hours: Option<&str>,
        zone_name: Option<&str>,
        nation: Option<Nation>,
    ) -> Result<(), Failure> {
        let store = self.write_existing()?;
        let whose = account.map(|name| whose(&store, name)).transpose()?;
        let Some(hours) = hours else {
            let dropped = store.drop_office(whose.as_ref(), from)?;
            return if dropped { Ok(()) } else { Err(Failure::bad_request("there are no such opening hours")) };
        };
        let week: Week = hours
            .parse()
            .map_err(|why: String| Failure::new("bad-request", why, "write the hours as `Mon-Fri 09:00-17:00; Sat 10:00-12:00`"))?;
        let zone = zone_name.map_or_else(|| zone(&store), parse_zone)?;
        Ok(store.set_office(&Office { whose, from, zone: zone.name().to_owned(), nation, week })?)
    }

    /// All promises.
    pub fn promises(&self) -> Result<Vec<Promise>, Failure> {
        self.read()?.map_or(Ok(Vec::new()), |store| Ok(store.promises()?))
    }

    /// Sets what an account promises; without words, forgets it.
    pub fn set_promise(&self, account: &str, from: Option<NaiveDate>, within: Option<&str>) -> Result<(), Failure> {
        let store = self.write_existing()?;
        let whose = whose(&store, account)?;
        let Some(within) = within else {
            let dropped = store.drop_promise(&whose, from)?;
            return if dropped { Ok(()) } else { Err(Failure::bad_request("there is no such promise")) };
        };
        let within: Within = within.parse().map_err(|why: String| Failure::bad_request(why))?;
        Ok(store.set_promise(&Promise { whose, from, within })?)
    }

    pub(crate) fn write_existing(&self) -> Result<Store, Failure> {
        let path = self.store_path();
        if !path.exists() {
            return Err(earshot_store::StoreError::Missing(path).into());
        }
        Ok(Store::open(&path)?)
    }
}

/// An account by the name that lists show: its handle, with the platform behind it where two have one handle.
pub(crate) fn whose(store: &Store, name: &str) -> Result<Whose, Failure> {
    let wanted = name.trim().trim_start_matches('@');
    let accounts = store.accounts()?;
    let found = accounts.iter().find(|account| crate::data::name_of(account, &accounts).eq_ignore_ascii_case(wanted));
    found
        .and_then(|account| Some(Whose { platform: Platform::of_word(&account.platform)?, handle: account.handle.clone() }))
        .ok_or_else(|| Failure::new("bad-request", format!("there is no account `{name}`"), "see `earshot accounts`"))
}

/// Whether that is this account.
pub(crate) fn is_of(whose: &Whose, account: &AccountInfo) -> bool {
    whose.platform.as_str() == account.platform && whose.handle.eq_ignore_ascii_case(&account.handle)
}

/// Gives a corpus the offices and promises of its accounts, which stand in the order of the store's.
pub(crate) fn set_offices(store: &Store, corpus: &mut Corpus) -> Result<(), Failure> {
    let reporting = zone(store)?;
    let (offices, promises, accounts) = (store.offices()?, store.promises()?, store.accounts()?);
    let hours = accounts.iter().map(|account| {
        let own = || offices.iter().filter(|office| office.whose.as_ref().is_some_and(|whose| is_of(whose, account)));
        let everyones = || offices.iter().filter(|office| office.whose.is_none());
        let of = if own().next().is_some() { own().collect::<Vec<_>>() } else { everyones().collect() };
        of.into_iter()
            .map(|office| OfficeHours {
                from: office.from,
                zone: office.zone.parse().unwrap_or(reporting),
                week: office.week.clone(),
                nation: office.nation,
            })
            .collect()
    });
    let promised = accounts.iter().map(|account| {
        let own = promises.iter().filter(|promise| is_of(&promise.whose, account));
        own.map(|promise| (promise.from.map(earshot_measures::day_of), promise.within)).collect()
    });
    corpus.set_offices(&hours.collect::<Vec<_>>(), reporting, promised.collect());
    Ok(())
}
