//! How a press release turns into a post: as it is, lightly edited, or quoted from.

use super::draw::Draw;
use super::words::Slots;

const OPENINGS: &[&str] = &["📢 ", "📰 ", "NEW: ", "", "", "", "", ""];
const HASHTAGS: &[&str] = &[" #Wexcombe", " #InTheVale", "", "", "", "", ""];

/// A piece of a release with a link; it may have a sign in front or a hashtag behind.
pub(super) fn verbatim(draw: &mut Draw, piece: &str) -> String {
    let straight = if draw.chance(30) { piece.replace('’', "'").replace('–', "-") } else { piece.to_owned() };
    let body = cut(&straight, 235);
    let gap = if draw.chance(25) { "\n\n" } else { " " };
    format!("{}{body}{}{gap}{{link}}", draw.pick(OPENINGS), draw.pick(HASHTAGS))
}

const SWAPS: &[(&str, &str)] = &[
    (" is due to ", " should "),
    ("Around ", "About "),
    (" more than ", " over "),
    ("More than ", "Over "),
    (" until ", " till "),
    (" homes ", " properties "),
    (" people ", " folk "),
    (" because ", " as "),
    (" children ", " youngsters "),
    ("Children ", "Youngsters "),
    (" begin ", " get going "),
    (" by way of ", " via "),
    (" new ", " brand new "),
    (" would ", " could "),
    (" at least ", " no fewer than "),
    (" so that ", " to make sure "),
    (" each ", " every single "),
    (" and ", " & "),
    (" next year", " in the coming year"),
    (" a year ", " every year "),
    (" built ", " put up "),
    (" said ", " told us "),
    (" free ", " completely free "),
];
const LEAD_INS: &[&str] = &[
    "Good news for {ward}: ",
    "Heads up, {ward}! ",
    "In case you've been wondering: ",
    "From this week's briefing, and worth a read: ",
    "Worth knowing if you're out & about: ",
    "One for the diary 📅 ",
    "You asked us at the drop-in in {ward}, and here's the answer: ",
    "Here's what {surname} has been working on: ",
    "It's happening! ",
    "Lots of you wanted to hear more about this one. ",
    "",
];
const TAILS: &[&str] = &[
    " Full story 👉 {link}",
    " Tell your neighbours! {link}",
    " What do you think? {link}",
    " Details, dates and a map: {link}",
    " Read on for times and places: {link}",
    " Who, what, when and where 👉 {link}",
    " Got a question? It's probably answered here: {link}",
    " All you need to know is in here: {link}",
    " Give us a shout if you've got questions. {link}",
    " We know that some of you have waited a long time for this, so thank you for sticking with us. {link}",
    " There's a lot more in the full piece, answers to the questions you've sent us included: {link}",
    " Any thoughts? The team will read every comment, good or bad: {link}",
    " Thanks to everyone who took the time to write in about it, we've read all of it. {link}",
];

/// The same news in slightly other words, with a few of the account's own around it.
pub(super) fn edited(draw: &mut Draw, piece: &str, slots: &Slots) -> String {
    let mut text = piece.replace('’', "'");
    let mut swaps: Vec<&(&str, &str)> = SWAPS.iter().filter(|(from, _)| text.contains(from)).collect();
    draw.shuffle(&mut swaps);
    let wanted = draw.between(1, 4) as usize;
    for (from, to) in swaps.into_iter().take(wanted) {
        text = text.replacen(from, to, 1);
    }
    let lead_in = slots.fill(draw.pick(LEAD_INS));
    let tail = draw.pick(TAILS);
    let room = 262 - lead_in.chars().count() - tail.chars().count();
    format!("{lead_in}{}{tail}", cut(&text, room))
}

const INTRODUCTIONS: &[&str] = &[
    "{surname} was asked about this at the market in {ward} this morning, and the reply was worth writing down: {quote} {link}",
    "Straight from the horse's mouth, and from a very windy corner of {ward}: {quote} That was {surname}, umbrella in hand. {link}",
    "Our favourite line of the week comes from {surname}, who was talking to {name} on the local radio breakfast show: {quote} {link}",
    "Why now, and why here? We put {name}'s question to {surname}, who told us this over a cup of tea: {quote} Watch the clip: {link}",
    "{quote} Do you agree with {surname}? Have a look at the film we made in {ward} and let us know what you would do instead. {link}",
    "Hear from the people behind it. Here's {surname}: {quote} And here's {name}, who runs the project day to day 👉 {link}",
];

/// Words of a quotation in a text of the account's own.
pub(super) fn quoting(draw: &mut Draw, quote: &str, slots: &Slots) -> String {
    let spoken = quote.split('“').nth(1).and_then(|rest| rest.split('”').next()).unwrap_or(quote);
    let excerpt = cut(spoken.trim_end_matches([',', '.', '!', '?']), draw.between(62, 100) as usize);
    slots.fill(&draw.pick(INTRODUCTIONS).replace("{quote}", &format!("“{excerpt}”")))
}

/// At most `room` characters, at a word's end, with a sign that there is more.
fn cut(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let start: String = text.chars().take(room - 1).collect();
    let words = start.rsplit_once(' ').map_or(start.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end_matches([',', ':', ';']))
}
