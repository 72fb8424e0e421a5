//! What people write to the council of their own accord, and what its staff write back.

/// One matter: any of `answers` fits any of `asks`, and each return comes with what the council then says.
#[derive(Debug)]
pub(super) struct Enquiry {
    /// Months in which people write about it; empty for any.
    pub(super) months: &'static [u32],
    pub(super) asks: &'static [&'static str],
    /// A second message of somebody who has had no answer yet.
    pub(super) nudges: &'static [&'static str],
    pub(super) answers: &'static [&'static str],
    /// What the person says after an answer, and what the council answers to that.
    pub(super) returns: &'static [(&'static str, &'static str)],
}

const WAITING: &[&str] = &["Any news??", "Reference is {ref} if that helps", "Hello?", "Anyone there?", "Still waiting on this"];

pub(super) const fn about(
    months: &'static [u32],
    asks: &'static [&'static str],
    answers: &'static [&'static str],
    returns: &'static [(&'static str, &'static str)],
) -> Enquiry {
    Enquiry { months, asks, nudges: WAITING, answers, returns }
}

pub(super) const ENQUIRIES: &[Enquiry] = &[
    about(
        &[],
        &[
            "our bins on {road} weren't emptied again, third time this year. Can someone tell me whats going on?",
            "No recycling collection in {ward} today? Everyone's is still out",
            "Crew drove straight past {road} this morning, I watched them do it. Are they coming back?",
            "Whole of {road} missed. Bins now being blown about everywhere and it's not even my rubbish",
        ],
        &[
            "Sorry about that. The lorry broke down on {road2}, and a crew will be with you by {soon}. Please leave it out. {sign}",
            "Hi, we've asked the depot. They had it down as blocked by parked cars; they'll try again on {soon}. {sign}",
            "That isn't good enough, sorry. I've logged {road} as missed, ref {ref}, and they have to come back by {soon}. {sign}",
        ],
        &[
            (
                "They came but left half of it, is that normal?",
                "No, it isn't. I've raised it with the supervisor, who will get it sorted by {soon}. {sign}",
            ),
            (
                "what do I do with the extra bags in the meantime?",
                "You can put them beside the bin this once, the crew has been told. {sign}",
            ),
        ],
    ),
    about(
        &[],
        &[
            "is it blue bin or black bin this week for {road}? The calendar online says both",
            "bin calendar for {ward} says the 31st of a month with 30 days. Which day is it really",
        ],
        &[
            "It's blue this week, the black one is after that. Sorry about the calendar, it's being put right. {sign}",
            "Good spot, sorry! Put it out on {soon}. We're printing the calendar again. {sign}",
        ],
        &[
            ("And is that the same for the flats at number {n}?", "The flats are a day later, I'll ask for a note in the lobby. {sign}"),
            ("wrong one's gone out all down the street now", "They'll take either this week, promise. {sign}"),
        ],
    ),
    about(
        &[],
        &[
            "how do I get a bigger recycling bin? we're a family of six and it's full by Tuesday",
            "food caddy lid snapped off, can I get a new one or do I have to pay",
            "New house on {road}, no bins at all. Who do I ask?",
        ],
        &[
            "No charge for that: call 01632 960100 or use the form, and it'll come within ten days. {link} {sign}",
            "I can order that for you now. It'll be left at your gate by {date}. {sign}",
        ],
        &[
            ("It came but it's the size of a lunchbox", "Ha, that's the indoor one. The big one follows by {date}. {sign}"),
            ("can I pick it up myself?", "You can, at {tip}, any weekday. Tell them ref {ref}. {sign}"),
        ],
    ),
    about(
        &[],
        &[
            "pothole on {road} has just taken out my front tyre. Who pays for that??",
            "Massive crater by the junction of {road} and {road2}, cyclist came off this morning",
            "Reported the potholes on {road} three times now. Closed as 'no action required'. Come and look!",
        ],
        &[
            "Sorry to hear that. An inspector will look at {road} by {soon}; if it's over 40 mm it gets filled within five days. To claim for damage: {link} {sign}",
            "Thanks for telling us, I hope everyone's all right. I've opened it again as urgent, ref {ref}, and asked for a person to look this time. {sign}",
        ],
        &[
            (
                "they've filled one and left the other two next to it. Why?",
                "Because only one was deep enough for the emergency list. The others are booked for {date}. {sign}",
            ),
            ("how long does a claim take?", "Usually about {few} weeks. They'll write to you by email first. {sign}"),
            (
                "It's already broken up again after the rain",
                "Thanks, that shouldn't happen. The contractor has to come back at their own cost. {sign}",
            ),
        ],
    ),
    about(
        &[],
        &[
            "When is {road} going to be resurfaced? It's been marked with yellow paint since {name} was in nappies",
            "is the road surface in {ward} some kind of experiment?",
        ],
        &[
            "{road} is on the list for this year, starting {date}. We know it's been a long wait. {sign}",
            "Fair. The next stretch we're doing there is {road}, from {date}. {sign}",
        ],
        &[
            ("Does that include the bit by {school}?", "It does, yes. Same gang, same night. {sign}"),
            ("believe it when I see it", "So will we 😅 Hold us to it. {sign}"),
        ],
    ),
    about(
        &[],
        &[
            "Lovely job on {road} 👏 any chance of doing {road2} next?",
            "credit where it's due, {road} is like a snooker table now. {road2} next please",
        ],
        &["Thank you, we'll tell the gang! {road2} is being scored next month, so it's in the running. {sign}"],
        &[(
            "How does the scoring work then?",
            "Condition, traffic and how often it's been patched. There's a page on it here: {link} {sign}",
        )],
    ),
    about(
        &[1, 2, 3, 4, 11],
        &["why has my council tax gone up again when half the street lights are off", "£{n} more a month, for what exactly?"],
        &["Most of the rise goes to adult social care. There's a breakdown, pound by pound, on page {few} of the leaflet. {sign}"],
        &[
            ("never had a leaflet", "Sorry about that, here it is: {link} {sign}"),
            ("And the lights?", "Paid for by the county, but I've passed on where they're out. {sign}"),
        ],
    ),
    about(
        &[],
        &[
            "My mum lives alone, should she be getting the 25% off council tax? Nobody told us",
            "Student house on {road}, do we pay council tax or not?",
        ],
        &["Very likely, yes. There's a five-minute form and it can be backdated: {link} {sign}"],
        &[
            ("How far back can you go?", "As far as the change itself, with something to show it. {sign}"),
            ("Done. When will I hear?", "Within ten working days, often sooner. {sign}"),
        ],
    ),
    about(
        &[],
        &[
            "I've just moved to {ward} and can't work out how to set up a direct debit for council tax",
            "been on hold {n} minutes about my council tax bill, is there really no other way",
        ],
        &[
            "Sorry it's a struggle. If you send us your account number in a direct message we'll get someone to call you. {sign}",
            "Mondays are the worst, sorry. The form's quicker: {link} {sign}",
        ],
        &[(
            "tried that, it says my postcode doesn't exist",
            "It's a new street, isn't it? I've added it by hand, try again after {hour} tomorrow. {sign}",
        )],
    ),
    about(
        &[1, 2, 12],
        &["is {school} open today? Nothing on the website", "School text says closed, website says open. Which is it? {school}"],
        &[
            "It's closed, the head has just confirmed it. The website takes a minute or two to catch up, sorry. {sign}",
            "Open, as far as they've told us, with a late start at {hour}. {sign}",
        ],
        &[
            ("And tomorrow?", "Heads decide each morning by 7am. We'll post it the moment we hear. {sign}"),
            ("is the after school club on?", "No, nothing after three today, sorry. {sign}"),
        ],
    ),
    about(
        &[1, 2, 11, 12],
        &[
            "Why hasn't {road} been gritted? It's lethal",
            "three cars in the ditch on {road} this morning. Where's the gritter",
            "grit bin at the top of {road} is empty",
        ],
        &[
            "{road} is a secondary route, so it's next once the main roads hold. A crew should be there by {hour}. {sign}",
            "Sorry, and thanks for the warning. I've asked for {road} to be done, and the grit bin filled, by {soon}. {sign}",
        ],
        &[
            ("the crew stopped at the bottom of the hill and turned round", "They've gone back for a smaller lorry. Bear with us. {sign}"),
            ("seen them! thank you", "Hurrah. Take care out there. {sign}"),
        ],
    ),
    about(
        &[],
        &[
            "street light outside {n} {road} has been out for a month, it's pitch black",
            "Flickering lamp on {road} is driving us mad, who do I tell?",
            "walk home from the station along {road} is terrifying with no lights",
        ],
        &[
            "Thanks, that's a cable fault and the network company has to dig. They've given us {date}. {sign}",
            "I've logged it as {ref}. Lamps are normally done within ten days. {sign}",
        ],
        &[
            ("can't you put something temporary up?", "We've asked for a portable one by the alley. I'll let you know. {sign}"),
            ("Is there a number on the post I should give you?", "Yes please! It's on a small plate at about head height. {sign}"),
            ("it's come back on by itself, then off again", "Thanks, that tells us it's the sensor. Passed on. {sign}"),
        ],
    ),
    about(
        &[],
        &[
            "Got a ticket on {road} but the sign is behind a tree. What am I supposed to do?",
            "Parking fine on {road}, I was three minutes over. Three!",
        ],
        &["You can appeal within 14 days, and the discount stays while we look at it. A photo helps: {link} {sign}"],
        &[
            ("will I hear before the 14 days run out?", "The clock stops when you appeal, so no need to worry. {sign}"),
            ("Sent. Who reads these?", "A person, not a machine, usually within {few} days. {sign}"),
        ],
    ),
    about(
        &[],
        &[
            "Parking app says zone doesn't exist. Machine on {road} won't take cash. How do I pay?",
            "paid twice for parking on {road} because the app froze",
        ],
        &[
            "Sorry, the app was updated overnight and some zones got lost. Nobody will be fined there today, and double payments go back by {soon}. {sign}",
        ],
        &[
            ("And how do I get the refund?", "It'll go back to your card, no form needed. {sign}"),
            ("so I can just leave it?", "You can. Take a photo of the machine if you'd like to be sure. {sign}"),
        ],
    ),
    about(
        &[],
        &[
            "cars parked right across the pavement on {road}, couldn't get the pushchair past",
            "school run parking on {road} is going to kill someone",
        ],
        &["Thanks, wardens will go by on {soon} and at school times after that. {sign}"],
        &[
            ("they came at 11, the problem's at 3", "Thanks, I've changed it to 3pm. {sign}"),
            ("It worked for a day. One day!", "Sorry. I've asked for bollards to be looked at, ref {ref}. {sign}"),
        ],
    ),
    about(
        &[],
        &["How long for a resident's permit? Applied {few} weeks ago", "who do I ask about a disabled bay outside my nan's"],
        &["Both are about three weeks at the moment. Send us your ref in a direct message and I'll see where it has got to. {sign}"],
        &[("Sent. Can we park there while we wait?", "Yes, put a note with the ref in the windscreen. {sign}")],
    ),
    about(
        &[],
        &[
            "someone has dumped a load of tyres down {road}, looks like a van load",
            "Fly tipping on {road} AGAIN. Same spot. Put a camera up!",
            "mattress has been outside {n} {road} so long it's got a nickname",
        ],
        &[
            "Thanks for the report. A crew will clear it by {soon}. Did you see who left it? {sign}",
            "We've had a camera there since last week, so fingers crossed. It'll be gone by {soon}. {sign}",
        ],
        &[
            (
                "I've got the reg number of the van, where do I send it?",
                "Fantastic, please send it to us in a direct message. We won't share who you are. {sign}",
            ),
            ("it's gone but they left the broken glass", "Ouch. Somebody's going back with a broom this afternoon. {sign}"),
        ],
    ),
    about(
        &[],
        &["Is there a charge to get a sofa taken away?", "old freezer, how do I get rid of it without a car?"],
        &["It's £{n} for up to {few} items, or free if you get certain benefits: {link} {sign}"],
        &[
            ("Do I have to be in?", "No, just leave it at the front by 6.30am. {sign}"),
            ("next slot is in five weeks??", "They release more on Fridays at noon, worth a look. {sign}"),
        ],
    ),
    about(
        &[3, 4, 5, 6, 7, 8, 9, 10],
        &["when will the grass at {park} be cut? Can't see the goalposts", "grass at {park} up to my knees, dog has vanished in it"],
        &["Good timing: the mowers are in {ward} on {soon}. {sign}"],
        &[("Mowers came, did one side and left 🤷", "The rest is meadow, so it stays till the end of summer. There'll be a sign. {sign}")],
    ),
    about(
        &[4, 5, 6, 7],
        &["Please stop mowing the verge on {road}, the orchids were out!!", "you've mown the cowslips on {road}. Why?"],
        &["Oh no. That was our contractor, and {road} is on the do-not-mow map from today. Sorry. {sign}"],
        &[("Is the map public? I've others to add", "It is, and you can: {link} {sign}")],
    ),
    about(
        &[],
        &[
            "Swings at {park} have been broken all half term",
            "bins at {park} overflowing again, rats next",
            "dog mess all over {park}. Do you ever send a warden?",
        ],
        &[
            "Sorry, that's no fun for anyone. The {park} team has it on the list for {soon}. {sign}",
            "Thanks. {name} who looks after {park} is going there on {soon}. {sign}",
        ],
        &[
            (
                "can we help? there's a few of us who'd litter pick",
                "We'd love that. {name} will send you kit: what's the best way to reach you? {sign}",
            ),
            ("went today. Much better, thank you", "That's good to hear. {sign}"),
        ],
    ),
    about(
        &[],
        &[
            "Took the kids to {park} today and it looks beautiful, well done to the gardeners 🌻",
            "Whoever plants the beds at {park} deserves a medal",
        ],
        &["Thank you, {name} and the team will be chuffed to read this! {sign}"],
        &[("Tell them the man with the hose made my son's day", "Ha, that's {name}. Told him! {sign}")],
    ),
    about(
        &[5, 6, 7, 8],
        &["Is the paddling pool at {park} open this weekend?", "paddling pool at {park}, what time does it shut?"],
        &["It's open from {hour} until {evening}, weather permitting. Bring a hat! {sign}"],
        &[
            ("is there a toilet open there?", "Yes, by the bowling green. {sign}"),
            ("we're here and it's empty??", "Oh no. The pump tripped; they're filling it now, about an hour. Sorry! {sign}"),
        ],
    ),
    about(
        &[],
        &[
            "planning portal down again? trying to comment before midnight",
            "the planning portal has logged me out {few} times and eaten my comment",
        ],
        &["It's back, sorry. Comments on that one are now taken until {soon}. {sign}"],
        &[
            ("the link asks for a password", "Try it now, that was set wrongly. {sign}"),
            ("how do I sign up to speak?", "Ring 01632 960155 before noon the day before. You get three minutes. {sign}"),
        ],
    ),
    about(
        &[],
        &["How can {n} houses on {road} be approved with one GP for the whole of {ward}", "nobody asked us about the flats on {road}"],
        &["It isn't decided: comments are open until {date}, and you can speak at committee. All the papers are here: {link} {sign}"],
        &[("does anyone actually read the comments?", "An officer reads each of them and answers the points in the report. {sign}")],
    ),
    about(
        &[],
        &[
            "neighbour's built something the size of a ferry. does it need permission?",
            "Is a {few} metre fence legal? Asking for a friend in the dark",
        ],
        &["It may well. We can't discuss it here, but an officer can look: {link} {sign}"],
        &[("Is it anonymous? I have to live next door to him", "Yes. We never say who reported it. {sign}")],
    ),
    about(
        &[],
        &["is {library} open on bank holiday monday?", "does {library} open on Sundays yet?"],
        &["Not that day, sorry, but it's open till {evening} on {soon}. {sign}"],
        &[("can I drop books off while it's shut?", "You can, there's a letterbox on the left of the door. {sign}")],
    ),
    about(
        &[],
        &["Can I print a return label at {library}? No printer at home", "Is there a scanner at {library}?"],
        &["Yes: 20p a sheet, and {name} at the desk will show you how. {sign}"],
        &[("can it do colour?", "Colour too, 50p. {sign}")],
    ),
    about(
        &[],
        &[
            "Staff at {library} were so kind to my dad today. Just wanted somebody to know",
            "the lady at {library} found me a book from a description of its cover. Genius",
        ],
        &["That's made our day. We'll read it out at their team meeting 💛 {sign}"],
        &[("He's going back tomorrow with cake, warn them", "They have been warned. They have plates ready. {sign}")],
    ),
    about(
        &[],
        &["{pool} changing rooms are filthy. When were they last cleaned?", "no hot showers at {pool} all week"],
        &["Thanks for telling us and sorry. The manager's going down there now, and will have it fixed by {soon}. {sign}"],
        &[("went back today, much better. Credit where it's due", "Thank you for saying so, I've told them. {sign}")],
    ),
    about(
        &[],
        &[
            "Why is {pool} shut, the timetable says open, two kids in costumes in the car",
            "drove to {pool} for lane swim, sign on the door says closed. Nice of you to say",
        ],
        &[
            "So sorry. A pump failed at {hour} and the page wasn't updated. Send us a direct message and we'll give you a free family swim. {sign}",
        ],
        &[
            ("free swim would be lovely, what do you need from me?", "Just a name, we'll leave it at the desk. {sign}"),
            ("Is the café open at least?", "It is, until {evening}. {sign}"),
        ],
    ),
    about(
        &[],
        &[
            "number {few} bus didn't turn up on {road} again. I know it's not you but you pay them",
            "waited an hour on {road}, two buses went past full",
        ],
        &["We pay for evenings on that route, so it does matter to us. I've passed it on to the operator. {sign}"],
        &[("Will I get my fare back?", "The operator says yes, keep the ticket. {sign}")],
    ),
    about(
        &[],
        &["When does {road} reopen? The diversion adds half an hour", "Who decided to close {road} and {road2} on the same day? Gridlock"],
        &["Sorry, that's a gas leak found late last night, so it couldn't be helped. Hoping to open {road} by {soon}. {sign}"],
        &[("which way are school buses going?", "By way of {road2}, about ten minutes early. {sign}")],
    ),
    about(
        &[],
        &["temporary lights on {road} and not a soul working there since Friday", "{road} dug up and abandoned, cones everywhere"],
        &["We've rung the company: they were waiting for concrete to cure. It should be clear by {soon}. {sign}"],
        &[("lights still there this morning fyi", "Grr. I've asked our inspector to fine them. {sign}")],
    ),
    about(
        &[1, 2, 3, 4, 9, 10, 11, 12],
        &[
            "boiler's been out for {few} days with a newborn in the house. Council tenant on {road}. Please help",
            "no heating in our flat on {road} since the weekend, repairs line just rings",
        ],
        &["I'm so sorry. An engineer is coming before {evening} and will bring heaters. Ref {ref}. {sign}"],
        &[
            ("He came, it works, I could have hugged him", "Wonderful. Stay warm, all of you. {sign}"),
            ("They say they need a part. How long?", "It's in the van for {soon}, first call. {sign}"),
        ],
    ),
    about(
        &[],
        &[
            "mould in the bedroom again, reported it in March, repairs team keep cancelling",
            "damp all down the wall of my daughter's room on {road}, who's responsible?",
        ],
        &["That's not right. Send us your address in a direct message, and I'll get a surveyor to ring you. {sign}"],
        &[("surveyor never rang", "I've just spoken to her, she's calling you at {hour} tomorrow. {sign}")],
    ),
    about(
        &[],
        &["How long is the housing list for a two bed in {ward}?", "been on the housing list since {name} was born. Is it still moving?"],
        &["It depends on your band; for most people it's {few} years, which I know is hard to read. {sign}"],
        &[(
            "what band am I in, I can't find the letter",
            "Send your name and date of birth in a direct message and I'll look it up. {sign}",
        )],
    ),
    about(
        &[],
        &["lift out in the flats on {road}, my nan's on the fifth floor", "lift at {road} flats broken AGAIN"],
        &["The part is due on {soon}. If anyone needs shopping or a way to an appointment, ring 01632 960177. {sign}"],
        &[("Rang it, they were lovely. Thank you", "That's what they're there for. {sign}")],
    ),
];
