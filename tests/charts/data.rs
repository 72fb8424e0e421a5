//! What the newer charts are drawn from: as real data looks, and at its worst.

use earshot_charts::{
    About, Accounts, Chart, Definitions, Frame, Known, Ladder, Moments, Note, Response, ResponseMonth, Rule, Show, Spoken, accounts,
    definitions, ladder, moments, response,
};

use crate::gallery::{about, half_year, long_names, tally};

/// A chart with its frame still open, by name.
pub(crate) type Drawn = (String, Box<dyn Fn(&Frame) -> Chart>);

pub(crate) fn named(name: &str, draw: impl Fn(&Frame) -> Chart + 'static) -> Drawn {
    (name.to_owned(), Box::new(draw))
}

pub(crate) fn empty() -> About {
    About { why_empty: "The archive holds only the account's own messages: what people said is not in it.".to_owned(), ..about() }
}

/// 1 January 2026, in days since 1970.
pub(crate) const NEW_YEAR: f64 = 20_454.0;

pub(crate) fn note(from: f64, to: f64, text: &str) -> Note {
    Note { from, to, text: text.to_owned() }
}

fn known(name: &str, peer: bool, counts: [u64; 6]) -> Known {
    let n = counts.iter().sum();
    Known { name: name.to_owned(), peer, rungs: counts.map(|k| tally(k, n)), reposts: n / 9 }
}

fn of_accounts(count: usize) -> Accounts {
    let names = ["County of Meresby", "Meresby Libraries", "Meresby Roads", "Vale of Orrin", "Harbour Police"];
    let each = |i: usize| {
        let at = i as u64;
        let name = if i < names.len() { names[i].to_owned() } else { format!("{} {}", names[i % names.len()], i) };
        known(&name, i % 5 >= 3, [60 + at % 7 * 20, 30, 90, 6, 20 + at % 5 * 40, 10 + at % 3 * 60])
    };
    Accounts {
        about: about(),
        accounts: (0..count).map(each).collect(),
        published: vec![(0.88, "Scottish councils, 2011".to_owned()), (0.586, "US nonprofits, 2012".to_owned())],
    }
}

fn months(count: u32) -> Response {
    let month = |i: u32| {
        let wave = f64::from((i * 7 + 3) % 11);
        let reached = i % 9 != 7;
        ResponseMonth {
            year: 2024 + (i / 12) as i32,
            month: i % 12 + 1,
            opportunities: u64::from(60 + i * 5 % 41),
            unanswered: u64::from(8 + i * 3 % 17),
            median: Some(3_600.0 * (2.0 + wave)),
            p90: reached.then_some(86_400.0 * (1.0 + wave)),
        }
    };
    let notes = vec![Note { from: NEW_YEAR - 325.0, to: NEW_YEAR - 322.0, text: "The flood".to_owned() }];
    Response { about: about(), months: (0..count).map(month).collect(), notes }
}

fn flood(hours: u32, first_word: Option<f64>) -> Moments {
    let start = NEW_YEAR + 39.0 + 7.0 / 24.0;
    let spoken = |i: u32| {
        let at = NEW_YEAR + 37.0 + f64::from(i) / 24.0;
        let since = (at - start) * 24.0;
        let wave = if (0.0..30.0).contains(&since) { (40.0 * (-since / 9.0).exp()) as u64 + u64::from(i % 4) } else { 0 };
        let out = if first_word.is_some_and(|word| at >= word) { u64::from(i % 3) * 4 } else { 0 };
        Spoken { at, inbound: wave + u64::from(i.is_multiple_of(5)), expected: Some(1.0 + f64::from(i % 6) / 3.0), outbound: out }
    };
    Moments {
        about: about(),
        unit: 1.0 / 24.0,
        spoken: (0..hours).map(spoken).collect(),
        start,
        end: start + 30.0 / 24.0,
        first_word,
        times: Some(21.2),
        notes: vec![Note { from: start, to: start + 1.0, text: "The river rose".to_owned() }],
    }
}

/// Every newer chart, with data as it is on a good day and at its worst.
pub(crate) fn cases() -> Vec<Drawn> {
    let rule = |name: &str, seconds: Option<f64>, n: u64| Rule { id: name.to_owned(), name: name.to_owned(), seconds, n, ours: n == 1_149 };
    let rules = vec![
        rule("Median, those still waiting counted", Some(226_182.0), 1_149),
        rule("Median of the answered", Some(9_000.0), 667),
        rule("Mean of the answered", Some(61_300.0), 667),
        rule("Mean of the fastest 90 %", Some(22_000.0), 600),
        rule("Mean of those answered within 7 days", Some(31_000.0), 640),
        rule("Median of first answers", Some(8_100.0), 518),
    ];
    let never: Vec<Rule> = rules.iter().map(|rule| Rule { seconds: rule.seconds.filter(|_| !rule.ours), ..rule.clone() }).collect();
    let some = move |rules: &[Rule]| Definitions { about: about(), opportunities: 1_149, rules: rules.to_vec() };
    let (usual, unreached) = (some(&rules), some(&never));
    let mut long = of_accounts(5);
    long.about = long_names().about;
    long.accounts[1].name = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch_Community_Council".to_owned();
    long.accounts[2] = known("مجلس مدينة 🌊", true, [2, 0, 1, 0, 0, 0]);
    let gap = {
        let mut data = months(14);
        data.months.remove(4);
        data.months[8].opportunities = 4;
        data
    };
    let one = Response { months: months(1).months, ..months(1) };
    let mut cases = vec![
        named("ladder_noted", |frame| {
            let notes = vec![note(20_663.0, 20_666.0, "The flood")]; // 29 July 2026
            ladder(&Ladder { notes, ..half_year() }, Show::Share, frame)
        }),
        named("accounts", |frame| accounts(&of_accounts(5), frame)),
        named("accounts_one", |frame| accounts(&of_accounts(1), frame)),
        named("accounts_sixty", |frame| accounts(&of_accounts(60), frame)),
        named("accounts_long", move |frame| accounts(&long, frame)),
        named("accounts_empty", |frame| accounts(&Accounts { about: empty(), ..Accounts::default() }, frame)),
        named("definitions", move |frame| definitions(&usual, frame)),
        named("definitions_not_reached", move |frame| definitions(&unreached, frame)),
        named("definitions_empty", |frame| definitions(&Definitions { about: empty(), ..Definitions::default() }, frame)),
        named("response", |frame| response(&months(24), frame)),
        named("response_gap", move |frame| response(&gap, frame)),
        named("response_one", move |frame| response(&one, frame)),
        named("response_ten_years", |frame| response(&months(120), frame)),
        named("response_empty", |frame| response(&Response { about: empty(), ..Response::default() }, frame)),
        named("moments", |frame| moments(&flood(144, Some(NEW_YEAR + 39.6)), frame)),
        named("moments_silent", |frame| moments(&flood(144, None), frame)),
        named("moments_short", |frame| moments(&flood(60, Some(NEW_YEAR + 39.3)), frame)),
        named("moments_empty", |frame| moments(&Moments { about: empty(), ..Moments::default() }, frame)),
    ];
    cases.extend(crate::more::cases());
    cases
}
