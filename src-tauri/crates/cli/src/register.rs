use earshot_engine::Engine;
use earshot_engine::api::{Failure, NameMomentRequest, OverruleRequest, RegisterRequest};
use earshot_engine::model::{Measure, Verdict};
use serde_json::json;

use crate::answer::{self, number, optional, say, usage};
use crate::arguments::{Name, Overrule, Peers, Register};
use crate::measuring::filter;

/// Prints what was put elsewhere by hand, or puts a message somewhere.
pub(crate) fn overrule(engine: &Engine, overrule: &Overrule) -> Result<(), Failure> {
    let Some(id) = &overrule.id else {
        let overruled = engine.overruled()?;
        if overrule.print.json {
            return answer::json(&json!({ "overruled": overruled }));
        }
        let rows = overruled.into_iter().map(|said| vec![said.id, said.space, said.verdict.to_string(), optional(said.reason)]);
        return answer::table(&["id", "space", "verdict", "reason"], &rows.collect::<Vec<_>>(), overrule.print);
    };
    let verdict = overrule.verdict.as_deref().and_then(Verdict::of_word);
    if verdict.is_none() && !overrule.forget {
        return Err(usage("where the message belongs is not said", "name a rung, as in `earshot overrule ID announcement`, or --forget"));
    }
    engine.overrule(&OverruleRequest { id: id.clone(), account: overrule.account.clone(), verdict, reason: overrule.because.clone() })
}

/// Prints the register, or changes what is said of it about an account.
pub(crate) fn register(engine: &Engine, register: &Register) -> Result<(), Failure> {
    let says = [&register.owner, &register.purpose, &register.rules, &register.opened].into_iter().any(Option::is_some);
    let Some(account) = register.account.as_ref().filter(|_| says || register.peer || register.ours) else {
        let mut entries = engine.register()?;
        if let Some(account) = &register.account {
            entries.retain(|entry| entry.whose.handle.eq_ignore_ascii_case(account.trim().trim_start_matches('@')));
        }
        if register.print.json {
            return answer::json(&json!({ "register": entries }));
        }
        let rows = entries.into_iter().map(|entry| {
            let peer = if entry.peer { "peer" } else { "ours" };
            let whose = [entry.whose.handle, entry.whose.platform.as_str().to_owned(), peer.to_owned()];
            whose
                .into_iter()
                .chain([entry.owner, entry.purpose, entry.house_rules].map(optional))
                .chain([optional(entry.opened_on)])
                .collect()
        });
        let columns = ["account", "platform", "whose", "owner", "purpose", "house rules", "opened on"];
        return answer::table(&columns, &rows.collect::<Vec<_>>(), register.print);
    };
    // What is not named stays as it is.
    let presences = engine.presences()?;
    let wanted = account.trim().trim_start_matches('@');
    let known = presences.into_iter().find(|presence| presence.account.eq_ignore_ascii_case(wanted));
    let Some(known) = known else { return Err(usage(format!("there is no account `{account}`"), "see `earshot accounts`")) };
    let of = |said: &Option<String>, known: Option<String>| said.clone().or(known);
    engine.set_entry(&RegisterRequest {
        account: known.account,
        peer: if register.peer || register.ours { register.peer } else { known.peer },
        owner: of(&register.owner, known.owner),
        purpose: of(&register.purpose, known.purpose),
        house_rules: of(&register.rules, known.house_rules),
        opened_on: of(&register.opened, known.opened_on),
    })
}

/// Our figures beside those of peers, and what others have published.
pub(crate) fn peers(engine: &Engine, peers: &Peers) -> Result<(), Failure> {
    let beside = engine.beside(&peers.ids, &filter(&peers.filters)?)?;
    if peers.print.json {
        return answer::json(&beside);
    }
    let row = |account: &str, measure: &Measure| {
        let numbers = [measure.value, measure.low, measure.high].map(number);
        let counts = [measure.k, measure.n].map(optional);
        let named = [account.to_owned(), measure.id.clone()];
        named.into_iter().chain(numbers).chain(counts).chain([optional(measure.note.clone())]).collect::<Vec<String>>()
    };
    let ours = beside.ours.iter().map(|measure| row("ours", measure));
    let theirs = beside.peers.iter().flat_map(|peer| peer.measures.iter().map(|measure| row(&peer.account, measure)));
    answer::table(&["account", "id", "value", "low", "high", "k", "n", "note"], &ours.chain(theirs).collect::<Vec<_>>(), peers.print)?;
    if beside.peers.is_empty() {
        eprintln!("no account is marked as a peer: `earshot register ACCOUNT --peer` marks one");
    }
    if peers.print.csv {
        return Ok(()); // a table of other columns is no part of this one: `--json` has it
    }
    say!("");
    let rows = beside.published.into_iter().map(|published| {
        let what = [published.beside, published.value, published.unit, published.of, published.country, published.year.to_string()];
        what.into_iter().chain([published.method, published.source, published.note]).collect()
    });
    let columns = ["beside", "published value", "unit", "of", "country", "year", "method", "source", "note"];
    answer::table(&columns, &rows.collect::<Vec<_>>(), peers.print)
}

/// Gives a stretch of time a name, or forgets it.
pub(crate) fn name(engine: &Engine, name: &Name) -> Result<(), Failure> {
    if name.name.is_none() && !name.forget {
        return Err(usage("the moment has no name", "as in `earshot name --from 2026-03-01 --to 2026-03-03 \"The flood\"`, or --forget"));
    }
    engine.name_moment(&NameMomentRequest {
        account: name.account.clone(),
        from: name.from.clone(),
        to: name.to.clone(),
        name: name.name.clone(),
        note: name.note.clone(),
    })
}
