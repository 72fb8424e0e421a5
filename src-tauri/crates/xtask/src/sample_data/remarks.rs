//! What else people write: thanks, asides, comments under posts, cries for help in the flood, private messages.

use super::enquiries::{Enquiry, about};

/// Said in return by those who only want to say thanks.
pub(super) const THANKS: &[&str] = &[
    "thank you, much appreciated 👍",
    "Brilliant, cheers",
    "Perfect thanks for coming back to me",
    "Ta very much!",
    "ok thanks",
    "Thanks, that's really helpful",
    "great, didnt expect an answer on here!",
    "Thank you 😊",
    "Right, thanks for your help",
    "Fair enough, thanks for letting me know",
];

/// Fits any conversation that goes on.
pub(super) const LATER: &[(&str, &str)] = &[
    ("Sorry to be a pain, who do I ask for if I ring?", "Not a pain at all. Ask for the duty team and quote {ref}. {sign}"),
    ("Just to say someone rang this morning. Really kind", "So glad to hear it, I'll pass that on. {sign}"),
    ("Still nothing by the way", "I'm sorry. I've chased it again and will message you by {soon}. {sign}"),
    ("Is it ok to share this answer on our street's group?", "Please do, it may save a few people a call. {sign}"),
];

/// Said by others in somebody's thread, to the council as well.
pub(super) const CHIMES: &[&str] = &[
    "same here on {road}, been like it for weeks",
    "Us too. Is anyone reading these?",
    "And {road2} please, while you're at it",
    "exactly this. {ward} always gets forgotten",
    "I told you about this as well, got a reference number and then nothing",
    "Can confirm, it's the same all the way to {road2}",
    "what about {road2}? nobody ever mentions us",
];

/// Said between people, not to the council.
pub(super) const CHATTER: &[&str] = &[
    "haha good luck with that",
    "did you ever hear back?",
    "mine's the same, gave up asking 😂",
    "Ring them, it's quicker",
    "wait till you see the state of {road2}",
    "you'll be lucky",
    "My neighbour had the same, took a month",
];

/// Written under something that the council posted, whatever that was.
pub(super) const COMMENTS: &[Enquiry] = &[
    about(
        &[],
        &["how much is this costing us?", "and what's the bill for this one?"],
        &["It's all in the council's spending pages, line by line: {link} {sign}"],
        &[("Which line? there are hundreds", "Sorry! Search for {ref}. {sign}")],
    ),
    about(
        &[],
        &["link isn't working for me", "page not found when I click this"],
        &["Thanks for pointing that out, try this one: {link} {sign}"],
        &[("Works now. Bit of a dull read mind", "We do our best 😅 {sign}")],
    ),
    about(
        &[],
        &["Is there a number to ring? My parents aren't online", "not everyone has the internet you know"],
        &["Of course: 01632 960100, option {few}, weekdays till 5. {sign}"],
        &[("she's just tried and it rang out", "I've asked someone to ring her back, could you message us the number? {sign}")],
    ),
    about(
        &[],
        &["can you put this in plain English please", "no idea what any of that means"],
        &["Fair point. We'll write something shorter and post it tomorrow. {sign}"],
        &[("Thanks. And bigger letters", "Noted, bigger letters too! {sign}")],
    ),
    about(
        &[],
        &["About time!", "Great news, well done to everyone involved 👏", "love this 💛"],
        &["Thank you, we'll pass that on to the team. {sign}"],
        &[("Now do the same for {ward}", "Working on it! {sign}")],
    ),
    about(
        &[],
        &["Meanwhile {road} still has no street lights", "never mind that, what about the bins on {road}", "fix {road} first"],
        &["I've passed {road} on, ref {ref}. You'll have an update by {soon}. {sign}"],
        &[("heard that before", "I know. I've put my name on it this time. {sign}")],
    ),
    about(
        &[],
        &["you said this last year", "Does {ward} get anything or is it just the town centre as usual"],
        &["Understand the frustration. What's planned for {ward} is on this map: {link} {sign}"],
        &[("map's got the wrong side of the river", "Oops, so it has. Being redrawn. {sign}")],
    ),
    about(
        &[],
        &["And who asked the people who live there?", "Same post, different month", "would rather you answered the phone"],
        &["We hear you. There's a drop-in at {library} on {soon} if you'd like to tell us more. {sign}"],
        &[("some of us work", "There'll be one in the evening too. {sign}")],
    ),
];

/// Answered by name, to all who read it; `@@` is the person.
pub(super) const NAMED: &[(&str, &str)] = &[
    (
        "Who do I speak to about this?",
        "A few of you have asked whom to speak to about this, @@ among them: it's 01632 960100, option {few}. {sign}",
    ),
    (
        "could you put this on paper as well? Not everyone's on here",
        "Good point from @@: there'll be notices up in {library} by {soon}. {sign}",
    ),
    ("does this go for {ward} as well?", "Update, as @@ and others have asked: yes, this goes for {ward} as well. {sign}"),
];

/// Written in the flood week.
pub(super) const FLOODED: &[Enquiry] = &[
    flooded(
        &["water's coming up through the floor on {road}. Where do we get sandbags??", "are the sandbags at the depot gone already?"],
        &["Sandbags are at the yard on {road2} again, six a household. Sorry that you've had to wait for an answer. {sign}"],
    ),
    flooded(
        &[
            "is {road} passable? need to get to my mum in {ward}",
            "is the bridge shut both ways",
            "can I get from {ward} to the hospital by any road at all",
        ],
        &["{road} is shut both ways, and will be for some days. The top road is open. Sorry for the delay. {sign}"],
    ),
    flooded(
        &[
            "Rang the flood line {n} times, engaged. Is anybody there?",
            "how high is it going to get, nobody is telling us anything",
            "when are you evacuating {ward}? river's over the wall",
        ],
        &["So sorry for the delay. If you're still in need of help please ring 01632 960199, it's staffed all night. {sign}"],
    ),
    flooded(
        &[
            "elderly neighbour on {road2}, no power, won't leave. Who can come?",
            "carers can't get to my dad in {ward}. He needs his insulin",
            "Has anyone got a boat in {ward}? three of us upstairs and the dog",
        ],
        &["We passed your message to the rescue team. Apologies that it took us this long to say so. Are you all safe now? {sign}"],
    ),
    flooded(
        &["Drains on {road} were reported blocked in NOVEMBER. Now look", "no warning, no siren, nothing. Shame on you"],
        &["We're sorry. All of this will go to the review, and you can add to it yourself: {link} {sign}"],
    ),
    flooded(
        &["Which rest centre takes cats?", "can we bring the dog to the rest centre"],
        &["Cats and dogs are welcome at Averil Leisure Centre. {sign}"],
    ),
    flooded(
        &["can we have a skip on {road}, whole downstairs is ruined", "where do I put a soaking wet carpet"],
        &["Leave it at the kerb, there'll be a skip in your street by {soon}. {sign}"],
    ),
    flooded(
        &["How do I claim the £500?", "form for the grant won't load on my phone"],
        &["The form is here, it takes five minutes: {link} Sorry that we're only getting to you now. {sign}"],
    ),
    flooded(
        &[
            "no water from the taps in {ward}, is that the flood?",
            "sewage in the garden on {road2}, is it safe for the kids",
            "Is it ok to use the toilet if the drains are full?",
        ],
        &[
            "Please keep away from the water and don't flush if it's backing up. Bottled water is at {library}. Sorry for the slow answer. {sign}",
        ],
    ),
    flooded(
        &["Is {school} open tomorrow or not", "bins floating down {road} 😂 you have to laugh"],
        &["Sorry we missed this. Schools and collections start again in {ward} on {soon}. {sign}"],
    ),
];

const fn flooded(asks: &'static [&'static str], answers: &'static [&'static str]) -> Enquiry {
    Enquiry {
        months: &[],
        asks,
        nudges: &[
            "PLEASE can someone answer",
            "water is in the hall now",
            "Still nobody",
            "it's dark and we've no power",
            "phone about to die",
        ],
        answers,
        returns: &[
            ("Too late now but thanks", "I am sorry. If there's anything we can do now, please say. {sign}"),
            ("they came. Lovely lads, soaked through", "We'll tell them, thank you, and stay safe. {sign}"),
            ("what about businesses?", "Yes, businesses too, here's how: {link} {sign}"),
        ],
    }
}

/// Written in private.
pub(super) const DIRECT: &[Enquiry] = &[
    about(
        &[],
        &[
            "Hi, you asked me to message my address about the missed bin: {n} {road}",
            "Hello, it's about the broken light, the number on the post is {n}",
        ],
        &["Thank you, that's all we need. It's logged as {ref}, and will be done by {soon}. {sign}"],
        &[
            ("Sorry, one more thing: do I have to be at home?", "No, not at all. {sign}"),
            ("Nobody came in the end", "I'm sorry. I've asked again and will message you when I know. {sign}"),
        ],
    ),
    about(
        &[],
        &[
            "Hello, can somebody ring me about my housing application? Ref {ref}",
            "Can you check whether my blue badge form arrived? {ref}",
            "Is it possible to find out where we are on the school list for {ward}?",
        ],
        &["Found it: it's being looked at now, and you should hear in about {few} weeks. {sign}"],
        &[("Do you need the letter from the doctor as well?", "Yes please, a photo of it here is fine. {sign}")],
    ),
    about(
        &[],
        &[
            "I'd rather not say this in public. There's a man sleeping in the bus shelter on {road} and I'm worried about him",
            "someone has been living in a car by {park} for a week, she looks unwell",
        ],
        &["Thanks for telling us. Outreach will go by tonight. You did the right thing. {sign}"],
        &[("they found a bed for the night, thank you 🙏", "That's very good to hear. {sign}")],
    ),
    about(
        &[],
        &[
            "The van that dumped the tyres had a ladder on the roof. I have a photo, where do I send it?",
            "My neighbour has been running a garage from his front garden in {ward}. I took pictures",
        ],
        &["Please send it here, we can see pictures. We won't pass on your name. {sign}"],
        &[("ok, sent. What happens now?", "An officer will visit within {few} days. We may not be able to tell you how it ends. {sign}")],
    ),
    about(
        &[],
        &[
            "parking fine {ref}, I was at the hospital with my daughter. Please can you look at it",
            "I got a fine while my blue badge was at your office being renewed",
        ],
        &["I'm sorry that you've had such a hard time. I've put the fine on hold and asked for a second look. {sign}"],
        &[("Does on hold mean I don't pay yet?", "That's right, nothing to pay until you hear from us. {sign}")],
    ),
];
