//! Notices that are lists: put together afresh each time, so that no two are alike.

use super::draw::Draw;
use super::places::{LIBRARIES, POOLS, ROADS, TIPS, WARDS};

const WORKS: &[&str] = &[
    "gas main, two-way lights",
    "resurfacing, nights only",
    "new kerbs, lane closed 9.30am to 3.30pm",
    "water leak, closed until Thursday",
    "broadband cables, no parking",
    "tree surgery, stop and go boards",
    "drain survey, moving from bend to bend",
    "crossing repairs, footpath shut",
    "scaffolding, one lane",
    "lamp columns replaced, short delays",
    "bridge inspection by boat",
    "potholes, gang of four, be nice",
];
const EVENTS: &[&str] = &[
    "Lego club",
    "a talk on hedgehogs",
    "help with online forms",
    "knit and natter",
    "chess for beginners",
    "a local history drop-in",
    "baby signing",
    "an author in conversation",
    "free legal advice",
    "code club",
    "a poetry open mic",
    "flu jabs",
    "board games night",
    "portrait drawing",
    "a seed swap",
    "tea with the archivist",
    "English conversation for newcomers",
    "story time in Welsh and Polish",
];
const CLASSES: &[&str] = &[
    "aqua aerobics",
    "badminton",
    "a spin class that nobody survives smiling",
    "walking netball",
    "lane swimming",
    "chair yoga",
    "five-a-side",
    "parkour for teens",
    "pickleball",
    "learn to dive",
    "women-only weights",
    "gentle stretching",
];
const JOBS: &[&str] = &[
    "a gardener",
    "a benefits adviser",
    "two school cooks",
    "a tree officer",
    "a night porter",
    "an archivist",
    "three carers",
    "a lifeguard",
    "a building inspector",
    "a bus escort",
    "a payroll clerk",
    "a museum assistant",
    "an apprentice joiner",
    "a data analyst",
    "a play worker",
];
const FULL: &[&str] = &["cardboard", "garden waste", "small electricals", "wood", "paint", "mattresses", "metal", "textiles"];
const NEEDS: &[&str] = &[
    "phone chargers",
    "nappies in size 4",
    "dog food",
    "drivers with a 4x4",
    "pumps",
    "people who speak Polish",
    "nurses off duty",
    "towels",
    "a generator",
    "slippers",
    "reading glasses",
    "formula milk",
    "camp beds",
    "strong tea",
];
const DAYS: &[&str] = &["Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/// One notice. It may hold `{link}`.
pub(super) fn bulletin(draw: &mut Draw) -> String {
    match draw.index(6) {
        0 => {
            let [a, b, c] = some(draw, ROADS);
            let [x, y, z] = some(draw, WORKS);
            let opening = draw.pick(&[
                "🚧 Digging today:",
                "Where the cones are:",
                "Roadworks round-up.",
                "If you're driving tomorrow:",
                "Works to watch out for:",
            ]);
            format!("{opening} {a} ({x}), {b} ({y}), {c} ({z}).")
        }
        1 => {
            let library = draw.pick(LIBRARIES);
            let [x, y, z] = some(draw, EVENTS);
            let [d, e, f] = some(draw, DAYS);
            let ending = draw.pick(&["All free.", "Just turn up.", "Kettle's on.", "See you there?", "Book at the desk."]);
            format!("At {library}: {x} ({d}), {y} ({e}) and {z} ({f}). {ending}")
        }
        2 => {
            let pool = draw.pick(POOLS);
            let [x, y, z] = some(draw, CLASSES);
            let opening =
                draw.pick(&["Spaces left this week at", "New on the timetable of", "Fancy a change? Try", "Rainy week ahead, so why not"]);
            format!("{opening} {pool}: {x}, {y} or {z}. {{link}}")
        }
        3 => {
            let [x, y, z] = some(draw, JOBS);
            let ward = draw.pick(WARDS);
            let opening =
                draw.pick(&["Jobs of the week:", "Could this be you? Wanted:", "Come and work with us. We need", "Closing soon:"]);
            format!("{opening} {x}, {y} and {z}, most of them based in {ward}. {{link}}")
        }
        4 => {
            let tip = draw.pick(TIPS);
            let [x, y, _] = some(draw, FULL);
            let [d, e, _] = some(draw, DAYS);
            let wait = draw.between(10, 55);
            format!(
                "{tip}: about {wait} minutes to get in just now. Containers for {x} and {y} are full until {d}; {e} early is your best bet."
            )
        }
        _ => {
            let [a, b, c] = some(draw, ROADS);
            let ward = draw.pick(WARDS);
            let reason = draw.pick(&[
                "a lorry that broke down",
                "parked cars",
                "staff sickness",
                "a closed lane",
                "a flat tyre",
                "double the usual cardboard",
            ]);
            let when = draw.pick(&["first thing tomorrow", "by lunchtime", "on Saturday", "later this afternoon"]);
            format!("Bins not emptied in {a}, {b} and {c}, {ward}, because of {reason}. Please leave them out, we'll be back {when}.")
        }
    }
}

/// One notice of the flood week.
pub(super) fn flood_bulletin(draw: &mut Draw) -> String {
    let [a, b, c] = some(draw, ROADS);
    let [x, y, z] = some(draw, WARDS);
    match draw.index(3) {
        0 => {
            let clock = format!("{}.{}0", draw.between(6, 21), draw.between(0, 5));
            let opening = draw.pick(&["Closed at", "🔴 Roads shut as of", "Under water at"]);
            format!("{opening} {clock}: {a}, {b} and {c}. Passable with care: the top road through {x}. Turn round, don't drown.")
        }
        1 => {
            let [d, e, f] = some(draw, NEEDS);
            let opening = draw.pick(&["The rest centre could do with", "Can you help? Tonight we are short of", "Needed in"]);
            if opening.ends_with("in") {
                format!("{opening} {x}: {d}, {e} and {f}. Hand them in at the school gate, please.")
            } else {
                format!("{opening} {d}, {e} and {f}. Leave them with the porter, not by the river.")
            }
        }
        _ => {
            let count = draw.between(200, 1900);
            let ending =
                draw.pick(&["One trip per family.", "Bring a shovel.", "Please think of those without a car.", "They go quickly."]);
            format!("{count} sandbags on the way to {a}, {b} and the green in {y}; {z} tomorrow. {ending}")
        }
    }
}

fn some(draw: &mut Draw, from: &[&'static str]) -> [&'static str; 3] {
    let mut items = from.to_vec();
    draw.shuffle(&mut items);
    [items[0], items[1], items[2]]
}
