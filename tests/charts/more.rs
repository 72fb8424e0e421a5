//! What the rest of the charts are drawn from.

use earshot_charts::{
    About, Against, Beside, Conversations, Curve, Followed, Followers, Note, People, PeopleMonth, Point, Presences, Present, Reach,
    Reached, Said, Shift, Traced, Traces, Waiting, Week, against, conversations, followers, people, presences, reach, releases, repeats,
    shift, waiting, waiting_beside, week,
};

use crate::data::{Drawn, NEW_YEAR, empty, named};
use crate::gallery::{about, curve, long_names, many, twenty};

const LONG: &str = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch_Community_Council";

fn note() -> Vec<Note> {
    vec![Note { from: NEW_YEAR + 39.0, to: NEW_YEAR + 42.0, text: "The flood".to_owned() }]
}

fn hours(busy: f64, from: usize, to: usize) -> [[u64; 24]; 7] {
    std::array::from_fn(|day| {
        std::array::from_fn(|hour| {
            let open = (from..to).contains(&hour);
            let wave = ((hour * 7 + day * 5) % 11) as f64 / 11.0;
            (busy * if open { 1.0 + wave } else { wave * 0.5 } * if day > 4 { 0.4 } else { 1.0 }) as u64
        })
    })
}

fn of_week() -> Week {
    let open: [Vec<(f64, f64)>; 7] = std::array::from_fn(|day| if day < 5 { vec![(9.0, 17.0)] } else { Vec::new() });
    Week { about: about(), written: hours(14.0, 16, 23), answered: hours(9.0, 9, 17), open, assumed: true }
}

fn of_people(count: i32) -> People {
    let month = |i: i32| PeopleMonth {
        year: 2025 + i.div_euclid(12),
        month: i.rem_euclid(12) as u32 + 1,
        new: 40 + (i * 13 % 29) as u64,
        returning: 12 + (i * 7 % 17) as u64,
    };
    let months = (0..count).filter(|i| i % 11 != 5).map(month).collect();
    People { about: about(), months, known_before: Some((3, 40, "the flood".to_owned())), notes: note() }
}

fn of_reach(posts: usize) -> Reach {
    let of = |rung: usize| {
        let value = |i: usize| 10_f64.powf(1.2 + rung as f64 * 0.25 + ((i * 37 + rung * 11) % 97) as f64 / 60.0).round();
        let count = [posts, posts / 2, posts, 6, posts / 3, posts / 4][rung];
        let mut values: Vec<f64> = (0..count).map(value).collect();
        values.sort_by(f64::total_cmp);
        let middle = values.get(count / 2).copied();
        Reached { median: middle, low: middle.map(|value| value * 0.8), high: middle.map(|value| value * 1.3), posts: values }
    };
    Reach { about: about(), people: true, rungs: std::array::from_fn(of) }
}

fn of_points(count: u64) -> Against {
    let point = |i: u64| Point {
        name: format!("{} 202{}", ["Jan", "Apr", "Jul", "Oct"][i as usize % 4], i / 4),
        month: Some(format!("202{}-01", i / 4)),
        replies: (10 + i * 17 % 60, 120),
        reach: 200.0 + (i * 331 % 4_000) as f64,
        posts: 40,
    };
    Against { about: about(), people: false, accounts: false, points: (0..count).map(point).collect() }
}

fn traced(count: usize, published: bool) -> Vec<Traced> {
    let of = |i: usize| {
        let at = NEW_YEAR + (i * 9 % 170) as f64;
        let said = |j: usize| Said {
            at: at + (j * j) as f64 * 0.7,
            account: ["County of Meresby", "Meresby Libraries", "Meresby Roads"][(i + j) % 3].to_owned(),
            overlap: 0.5 + (j % 3) as f64 * 0.25,
        };
        let name = format!("Food waste caddies on their way to {} more homes in Dunmere and the villages round it", 400 * (i + 1));
        Traced { name, published: published.then_some(at), said: (0..(12 - i.min(10))).map(said).collect() }
    };
    (0..count).map(of).collect()
}

fn present(name: &str, state: &str, said: Option<f64>, answered: Option<f64>, followers: Option<u64>) -> Present {
    Present { name: name.to_owned(), peer: state == "silent", state: state.to_owned(), last_said: said, last_answered: answered, followers }
}

fn of_presences(count: usize) -> Presences {
    let five = [
        present("County of Meresby", "in conversation", Some(0.2), Some(0.4), Some(41_204)),
        present("Meresby Libraries", "broadcasting", Some(2.0), Some(77.0), Some(9_120)),
        present("Meresby Roads", "unattended", Some(61.0), None, None),
        present("Vale of Orrin", "silent", Some(130.0), Some(150.0), Some(3)),
        present(LONG, "abandoned", Some(900.0), None, Some(118)),
    ];
    Presences { about: about(), accounts: (0..count).map(|i| five[i % 5].clone()).collect() }
}

fn of_followers(accounts: usize) -> Followers {
    let of = |i: usize| Followed {
        name: if i == 1 { LONG.to_owned() } else { format!("Account {i}") },
        counted: (0..40_u64)
            .filter(|week| i > 0 || !(15..22).contains(week))
            .map(|week| (NEW_YEAR + week as f64 * 7.0, 9_000 / (i as u64 + 1) + week * 31 * (i as u64 % 3)))
            .collect(),
        growth: i.is_multiple_of(2).then_some(0.004),
    };
    Followers { about: about(), accounts: (0..accounts).map(of).collect(), notes: note() }
}

const DAY: f64 = 86_400.0;

fn beside(curves: &[(&str, Waiting)]) -> Beside {
    let curves = curves.iter().map(|(name, waiting)| Curve { name: (*name).to_owned(), waiting: waiting.clone() }).collect();
    Beside { about: about(), curves, left_out: 0 }
}

fn four() -> Beside {
    beside(&[
        ("County of Meresby", many(804, 12, 60.0, 2.0 * DAY)),
        (LONG, many(240, 40, 600.0, 5.0 * DAY)),
        ("Meresby Roads", many(90, 62, 3_600.0, 20.0 * DAY)),
        ("مجلس مدينة 🌊", twenty()),
    ])
}

fn promised(hours: f64) -> Waiting {
    Waiting { promised: Some((format!("{hours:.0} hours"), Some(hours * 3_600.0))), ..many(1_204, 40, 60.0, 5.0 * DAY) }
}

fn of_shift() -> Shift {
    Shift {
        about: about(),
        answered: 784,
        phone: 2.90,
        reply: 0.32,
        costs: "a county council’s figures".to_owned(),
        shares: [0.1, 0.27, 0.4],
        note: "An average cost is not a marginal one: what is saved is less where calls are answered by people who are there anyway."
            .to_owned(),
    }
}

pub(crate) fn cases() -> Vec<Drawn> {
    let dear = Shift { reply: 4.0, ..of_shift() };
    let still = Conversations {
        about: about(),
        turns: vec![410, 233, 120, 61, 22, 9, 4, 2, 1, 0, 3],
        depth: vec![1_072, 690, 301, 144, 61, 20, 8, 3, 12],
    };
    let one_count = {
        let mut data = of_followers(1);
        data.accounts[0].counted.truncate(1);
        data
    };
    let ten_years = {
        let counted =
            |i: u64| (0..3_650).map(|day| (NEW_YEAR - 3_650.0 + day as f64, 9_000 + i * 4_000 + day * 3 + day * i % 90)).collect();
        let of = |i: u64| Followed { name: format!("Account {i}"), counted: counted(i), growth: Some(0.002) };
        Followers { about: about(), accounts: (0..3).map(of).collect(), notes: note() }
    };
    let often = {
        let overlap = |i: usize| 0.8 + (i % 21) as f64 / 100.0;
        let said = |i: usize| Said { at: NEW_YEAR + i as f64 * 0.007, account: format!("Account {}", i % 3), overlap: overlap(i) };
        let text = |i: usize| Traced { name: format!("Text {i}"), published: None, said: (0..50_000).map(said).collect() };
        Traces { about: about(), texts: (0..4).map(text).collect(), notes: Vec::new() }
    };
    let mut flat = of_reach(30);
    flat.rungs.iter_mut().for_each(|rung| rung.posts.iter_mut().for_each(|value| *value = 7.0));
    let long_people = People { about: long_names().about, ..of_people(9) };
    vec![
        named("waiting_promised", |frame| waiting(&promised(24.0), frame)),
        named("waiting_promised_soon", |frame| waiting(&promised(1.0), frame)),
        named("waiting_promised_late", |frame| waiting(&promised(700.0), frame)),
        named("waiting_promised_working", |frame| {
            waiting(&Waiting { promised: Some(("1 working day".to_owned(), None)), ..twenty() }, frame)
        }),
        named("waiting_beside", |frame| {
            let curves = [("Jan–Jun 2026", many(640, 44, 900.0, 9.0 * DAY)), ("Jul–Dec 2026", many(1_204, 21, 60.0, 3.0 * DAY))];
            waiting_beside(&beside(&curves), frame)
        }),
        named("waiting_beside_four", |frame| waiting_beside(&Beside { left_out: 2, ..four() }, frame)),
        named("waiting_beside_alike", |frame| waiting_beside(&beside(&[("Libraries", twenty()), ("Roads", twenty())]), frame)),
        named("waiting_beside_never", |frame| {
            let never = || curve(vec![(30.0 * DAY, false); 40]);
            waiting_beside(&beside(&[("Libraries", never()), ("Roads", never())]), frame)
        }),
        named("waiting_beside_few", |frame| {
            waiting_beside(&beside(&[("Libraries", twenty()), ("Roads", curve(vec![(3_600.0, true)]))]), frame)
        }),
        named("waiting_beside_empty", |frame| waiting_beside(&Beside { about: empty(), curves: Vec::new(), left_out: 0 }, frame)),
        named("week", |frame| week(&of_week(), frame)),
        named("week_empty", |frame| week(&Week { about: empty(), ..Week::default() }, frame)),
        named("people", |frame| people(&of_people(18), frame)),
        named("people_one", |frame| people(&of_people(1), frame)),
        named("people_ten_years", |frame| people(&of_people(120), frame)),
        named("people_long", move |frame| people(&long_people, frame)),
        named("people_empty", |frame| people(&People { about: empty(), ..People::default() }, frame)),
        named("conversations", move |frame| conversations(&still, frame)),
        named("conversations_empty", |frame| conversations(&Conversations { about: empty(), ..Conversations::default() }, frame)),
        named("presences", |frame| presences(&of_presences(5), frame)),
        named("presences_one", |frame| presences(&of_presences(1), frame)),
        named("presences_sixty", |frame| presences(&of_presences(60), frame)),
        named("presences_empty", |frame| {
            presences(&Presences { about: About { why_empty: String::new(), ..about() }, ..Presences::default() }, frame)
        }),
        named("followers", |frame| followers(&of_followers(4), frame)),
        named("followers_one_count", move |frame| followers(&one_count, frame)),
        named("followers_ten_years", move |frame| followers(&ten_years, frame)),
        named("followers_sixty", |frame| followers(&of_followers(60), frame)),
        named("followers_empty", |frame| followers(&Followers { about: empty(), ..Followers::default() }, frame)),
        named("reach", |frame| reach(&of_reach(120), frame)),
        named("reach_flat", move |frame| reach(&flat, frame)),
        named("reach_many", |frame| reach(&of_reach(65_000), frame)),
        named("reach_empty", |frame| reach(&Reach { about: empty(), ..Reach::default() }, frame)),
        named("against", |frame| against(&of_points(24), frame)),
        named("against_few", |frame| against(&of_points(3), frame)),
        named("against_empty", |frame| against(&Against { about: empty(), ..Against::default() }, frame)),
        named("releases", |frame| releases(&Traces { about: about(), texts: traced(9, true), notes: note() }, frame)),
        named("releases_one", |frame| releases(&Traces { about: about(), texts: traced(1, true), notes: Vec::new() }, frame)),
        named("releases_empty", |frame| {
            releases(&Traces { about: About { why_empty: String::new(), ..about() }, ..Traces::default() }, frame)
        }),
        named("repeats", |frame| repeats(&Traces { about: about(), texts: traced(40, false), notes: note() }, frame)),
        named("repeats_many", move |frame| repeats(&often, frame)),
        named("repeats_empty", |frame| repeats(&Traces { about: empty(), ..Traces::default() }, frame)),
        named("shift", |frame| shift(&of_shift(), frame)),
        named("shift_dear", move |frame| shift(&dear, frame)),
        named("shift_empty", |frame| shift(&Shift { about: empty(), ..Shift::default() }, frame)),
    ]
}
