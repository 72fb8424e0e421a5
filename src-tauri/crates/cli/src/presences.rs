use earshot_engine::Engine;
use earshot_engine::api::{Failure, ShiftRequest};
use serde_json::json;

use crate::answer::{self, number, optional, say, usage};
use crate::arguments::{Assumed, Filters, Print, Shift};
use crate::measuring::filter;

/// Which accounts are alive.
pub(crate) fn presences(engine: &Engine, print: Print) -> Result<(), Failure> {
    let presences = engine.presences()?;
    if print.json {
        return answer::json(&json!({ "presences": presences }));
    }
    let columns = [
        "account",
        "whose",
        "state",
        "outbound in 30 days",
        "people in 30 days",
        "last said",
        "last answered",
        "followers",
        "on",
        "as of",
        "promise",
        "owner",
        "purpose",
        "house rules",
        "opened on",
    ];
    let rows: Vec<Vec<String>> = presences
        .into_iter()
        .map(|row| {
            vec![
                row.account,
                if row.peer { "peer" } else { "ours" }.to_owned(),
                row.state,
                row.outbound.to_string(),
                row.people.to_string(),
                optional(row.last_said),
                optional(row.last_answered),
                optional(row.followers),
                optional(row.followers_on),
                row.as_of,
                optional(row.promise),
                optional(row.owner),
                optional(row.purpose),
                optional(row.house_rules),
                optional(row.opened_on),
            ]
        })
        .collect();
    answer::table(&columns, &rows, print)
}

/// When the public spoke.
pub(crate) fn moments(engine: &Engine, filters: &Filters, print: Print) -> Result<(), Failure> {
    let moments = engine.moments(&filter(filters)?)?;
    if print.json {
        return answer::json(&json!({ "moments": moments }));
    }
    let columns = [
        "start",
        "end",
        "name",
        "note",
        "stands out",
        "peak",
        "peak inbound",
        "inbound",
        "times the baseline",
        "outbound an hour",
        "before",
        "replies",
        "of",
        "replies before",
        "of",
        "opportunities",
        "unanswered",
        "response median (s)",
        "silence (s)",
    ];
    let rows: Vec<Vec<String>> = moments
        .into_iter()
        .map(|row| {
            vec![
                row.start,
                row.end,
                optional(row.name),
                optional(row.note),
                match (row.found, row.known) {
                    (true, _) => "yes",
                    (false, true) => "no",
                    (false, false) => "not in the data",
                }
                .to_owned(),
                row.peak,
                row.peak_count.to_string(),
                row.inbound.to_string(),
                number(row.times),
                number(Some(row.outbound_per_hour)),
                number(row.outbound_per_hour_before),
                row.replies[0].to_string(),
                row.replies[1].to_string(),
                row.replies_before[0].to_string(),
                row.replies_before[1].to_string(),
                row.opportunities.to_string(),
                row.unanswered.to_string(),
                number(row.response_median),
                number(row.silence),
            ]
        })
        .collect();
    answer::table(&columns, &rows, print)
}

/// What an estimate is made with; `None`: no shares are given.
pub(crate) fn shift_request(assumed: &Assumed, filters: &Filters) -> Result<Option<ShiftRequest>, Failure> {
    if assumed.shares.is_empty() {
        return Ok(None);
    }
    let Ok(shares) = <[f64; 3]>::try_from(assumed.shares.clone()) else {
        return Err(usage("three shares are needed", "as in --shares 0.1 0.2 0.4"));
    };
    Ok(Some(ShiftRequest { filter: filter(filters)?, preset: assumed.costs.clone(), phone: assumed.phone, reply: assumed.reply, shares }))
}

/// What answering may have saved, with every assumption.
pub(crate) fn shift(engine: &Engine, shift: &Shift) -> Result<(), Failure> {
    let request = shift_request(&shift.assumed, &shift.filters)?;
    let Some(request) = request else { return Err(usage("three shares are needed", "as in --shares 0.1 0.2 0.4")) };
    let view = engine.shift(&request)?;
    if shift.json {
        return answer::json(&view);
    }
    say!("{} answered; a phone call {:.2}, a reply {:.2} pounds ({})", view.answered, view.phone, view.reply, view.costs);
    for ((name, share), cost) in ["low", "central", "high"].iter().zip(view.shares).zip(view.avoidable_cost) {
        say!("{name}: if {:.0} % would have phoned, {cost:.0} pounds", share * 100.0);
    }
    say!("{}", view.note);
    Ok(())
}
