use chrono::NaiveDate;
use earshot_engine::Engine;
use earshot_engine::api::Failure;
use earshot_engine::model::{Nation, Whose};
use serde_json::json;

use crate::answer::{self, say, usage};
use crate::arguments::{Hours, Promise};

/// Prints opening hours, sets them, or forgets them.
pub(crate) fn hours(engine: &Engine, hours: &Hours) -> Result<(), Failure> {
    if hours.hours.is_some() || hours.forget {
        let nation = hours.nation.as_deref().and_then(Nation::of_word);
        return engine.set_office(
            hours.account.as_deref(),
            day(hours.from.as_deref())?,
            hours.hours.as_deref(),
            hours.zone.as_deref(),
            nation,
        );
    }
    let offices = engine.offices()?;
    if hours.json {
        return answer::json(&json!({ "offices": offices }));
    }
    for office in &offices {
        let nation = office.nation.map_or_else(String::new, |nation| format!(", holidays of {}", nation.as_str()));
        say!("{}: {} in {}{nation}{}", name(office.whose.as_ref()), office.week, office.zone, since(office.from));
    }
    if offices.is_empty() {
        eprintln!("no hours are set: business time assumes Mon-Fri 09:00-17:00 in the reporting zone, and no holidays");
    }
    Ok(())
}

/// Prints promises, sets one, or forgets it.
pub(crate) fn promise(engine: &Engine, promise: &Promise) -> Result<(), Failure> {
    if let Some(account) = promise.account.as_deref().filter(|_| promise.within.is_some() || promise.forget) {
        return engine.set_promise(account, day(promise.from.as_deref())?, promise.within.as_deref());
    }
    let mut promises = engine.promises()?;
    if let Some(account) = &promise.account {
        promises.retain(|known| known.whose.handle.eq_ignore_ascii_case(account.trim_start_matches('@')));
    }
    if promise.json {
        return answer::json(&json!({ "promises": promises }));
    }
    for known in &promises {
        say!("{}: an answer within {}{}", name(Some(&known.whose)), known.within, since(known.from));
    }
    if promises.is_empty() {
        eprintln!("no promise is known");
    }
    Ok(())
}

fn day(text: Option<&str>) -> Result<Option<NaiveDate>, Failure> {
    let date = |text: &str| text.parse().map_err(|_| usage(format!("`{text}` is no date"), "write it as 2026-07-01"));
    text.map(date).transpose()
}

fn name(whose: Option<&Whose>) -> String {
    whose.map_or_else(|| "all others".to_owned(), |whose| format!("{} ({})", whose.handle, whose.platform.as_str()))
}

fn since(from: Option<NaiveDate>) -> String {
    from.map_or_else(String::new, |from| format!(", from {from}"))
}
