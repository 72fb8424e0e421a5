//! What the account says in its own words: notices, threads, mentions, and what it passes on from others.

/// Months in which it is said (empty for any), and the text. `{link}` is a short link.
pub(super) type Notice = (&'static [u32], &'static str);

pub(super) const NOTICES: &[Notice] = &[
    (
        &[],
        "Morning! Our phone lines are busy today after yesterday's outage. If it can wait, the quickest way to reach us is the online form: {link} ^JT",
    ),
    (
        &[],
        "⚠️ Burst water main on {road}. Traffic is queueing back to {road2}, so leave a few extra minutes if you are heading through {ward}.",
    ),
    (&[], "All clear on {road} now, the broken-down lorry has gone. Thanks for bearing with us, {ward}. ^KM"),
    (&[], "Missed your bin day because of the works in {ward}? Leave it out: a second crew is coming round on {soon}."),
    (
        &[],
        "Lost: one very friendly tortoise, last seen near {park}. If you spot Gerald, {name} in our parks team would love to hear from you 🐢",
    ),
    (&[], "Tonight's planning committee is at {evening} in the Guildhall. Agenda and the webcast link are here 👉 {link}"),
    (&[], "We're hiring! {few} jobs in our {ward} depot, full training given, no experience needed. Closing date {date}. {link}"),
    (&[], "Rhyme time at {library} this {soon}: songs, shakers & a biscuit for the grown-ups. Free, no need to book 🎶"),
    (&[], "Did you know you can borrow a blood pressure monitor from {library}, just like a book? Ask {name} at the desk."),
    (&[], "{tip} is closed until further notice while we fix the weighbridge. The other site is open as usual, expect a bit of a queue."),
    (
        &[],
        "It's #VolunteersWeek somewhere every week if you ask us. {name} has litter-picked {road} every Sunday for {few} years. What a star ⭐",
    ),
    (
        &[],
        "The lifts at the multi-storey on {road} are out of order. Engineer is booked for {soon}; blue badge bays on level 1 are coned off for anyone who needs them.",
    ),
    (
        &[],
        "Can you spot yourself? Our photo archive has {hundreds} newly scanned pictures of {ward} from the sixties and we need help naming faces: {link}",
    ),
    (&[], "Scam alert 🚨 Somebody is phoning people in {ward} about a council tax \"refund\". It isn't us. Hang up, and tell a neighbour."),
    (&[], "Road markings are being repainted on {road} and {road2} this week, weather permitting. Please move your car if you see cones."),
    (&[], "A quick thank you to whoever handed in a purse at {library} this morning. {name} was in tears, in a good way."),
    (
        &[],
        "Library app playing up? We know. It's the supplier's end & they hope to have it back by {evening}. You can still renew by phone. ^PS",
    ),
    (&[], "Our reception is closed on {soon} for staff training. Everything is still open online, and emergencies go to 01632 960199."),
    (
        &[],
        "{school} pupils came to see how we run a council meeting and then voted, {n} to {few}, for longer lunch breaks. Democracy in action.",
    ),
    (&[], "Tree down across {road} near {park}. Crew on the way, please find another way round until about {evening}."),
    (&[], "Register to vote in the time it takes to boil a kettle. If you've moved to {ward} recently, you need to do it again: {link}"),
    (&[], "We have swept {road}, {road2} and most of {ward} this week, {n} tonnes of leaves and one garden gnome so far."),
    (&[], "Parking machines in {ward} won't take coins today. Cards and the app are fine, and nobody will be fined for trying. ^AO"),
    (
        &[],
        "Anyone missing a ginger cat in {ward}? He has been sitting in on a licensing hearing since {hour} and won't say where he lives.",
    ),
    (&[], "The webcast of last night's full council is up. Item {few} (pavement parking) starts about {dozen} minutes in: {link}"),
    (&[], "Street lights out between {road} and {road2}. It's a cable fault, the network company is digging & hopes to finish on {soon}."),
    (&[], "Our dog warden found this good boy by {park}. Collar, no tag, very fond of cheese. Call 01632 960142 if he's yours 🐕"),
    (&[], "Market day in {ward} tomorrow! {few} new stalls, and parking on {road} is free until noon."),
    (&[], "Be kind to the crew on {road}, folks. Two of our gully team were shouted at this morning for doing their job."),
    (&[], "Free home fire safety checks for anyone over 65 in {ward} and {ward2}. A neighbour can book for you: {link}"),
    (
        &[],
        "{pool} is closed this morning because the heating has failed. Lessons from {evening} should go ahead; we'll post here either way.",
    ),
    (&[], "Heating at {pool} is fixed and the water is back to 28°C. See you in the fast lane! 🏊"),
    (&[], "Repair café at {library} on {soon}: bring a toaster, a torn coat or a wobbly chair, and stay for a cuppa."),
    (&[], "Councillors' surgery in {ward} on {soon} from {evening}. No appointment, just turn up at {library}."),
    (&[], "We're testing the flood sirens at {hour} on {soon}. It'll be loud for two minutes, it's only a drill."),
    (&[], "Today's good news: the kingfishers are back below the weir by {park}. Photo by {name} from our ranger team 💙"),
    (&[], "Getting married? We have {few} Saturday slots left at the Guildhall this year, confetti included. {link}"),
    (&[], "Please don't feed bread to the ducks at {park}. Oats, peas and sweetcorn go down a treat instead 🦆"),
    (&[], "Bulky waste slots for {date} have just been released. Sofas, fridges, that exercise bike you never used: {link}"),
    (&[], "Blue badge renewals are taking {few} weeks at the moment. If yours runs out before then, please send the form in now. ^KM"),
    (&[], "The clock on the Guildhall is stuck at ten to four. A clockmaker is coming on {soon}, until then it is right twice a day."),
    (&[], "{name} from our trees team is on local radio at {hour} tomorrow to talk about ash dieback along {road}. Ask away!"),
    (&[], "Polite notice to whoever is leaving shopping trolleys in the stream by {park}: we have counted {n}. Please stop."),
    (&[], "Thinking of an allotment? The waiting list for {ward} has just got {n} places shorter. Put your name down: {link}"),
    (&[], "Council tax bills: if yours went up when you expected it to fall, check your discount first. Here's how in two minutes {link}"),
    (
        &[],
        "Half a dozen hanging baskets were stolen from {road} last night. If anyone tries to sell you some very good begonias, call 101.",
    ),
    (&[], "Pest control has been called to {park} for wasps near the swings. The play area is taped off until {soon}."),
    (&[], "New at {library}: a jigsaw swap shelf. Take one, leave one, and please, please count the pieces first 🧩"),
    (&[], "The cash machine outside {library} is out of use and isn't ours, but we've rung the bank for you. Nearest one is on {road}."),
    (&[], "Water fountain at {park} is working again. Bring a bottle ♻️"),
    (&[], "Our website will be down from {evening} on {soon} for about an hour while we move it to a new server."),
    (
        &[],
        "Congratulations to {name}, who retires today after {dozen} years of driving the mobile library round {ward}. Enjoy the quiet! 📚",
    ),
    (&[12], "Real Christmas tree? From {soon} you can drop it at {tip} or leave it at the kerb with your garden bin, no tinsel please 🎄"),
    (
        &[12],
        "Christmas bin days are on the calendar on our website, and on the side of every lorry. Short version for {ward}: two days later than usual. {link}",
    ),
    (&[1, 11, 12], "❄️ Gritters are out at {hour} tonight on all main routes, including {road}. If you must drive, take it steady."),
    (&[1, 2], "Ice warning for the vale until {hour} tomorrow. Side roads in {ward} are like glass, walk like a penguin 🐧"),
    (&[1], "🏫 {school} is CLOSED today because of a frozen boiler. All other schools in {ward} have told us they are open."),
    (&[1], "School closures are listed here the moment a head tells us, it's quicker than phoning: {link}"),
    (
        &[1],
        "Snow is settling on {road} and above {ward}. Collections there are off today; leave bins out and we'll come as soon as it is safe.",
    ),
    (&[3, 4], "Garden waste year starts on {date}. If you've paid, your sticker is in the post; if not, here's where: {link}"),
    (&[4, 5], "Polling stations are open from 7am to 10pm on Thursday. Bring photo ID. You don't need your poll card to vote."),
    (&[4, 5], "We're in the pre-election period, so you'll see fewer posts from us and no councillors. Service news carries on as normal."),
    (&[6, 7, 8], "🌡️ Heat health alert until {soon}. {library} is cool, free & open till {evening}, and so are our paddling pools."),
    (&[6, 7, 8], "Please take disposable barbecues home from {park}. Two benches and a hedge went up in smoke this weekend. ^PS"),
    (&[6, 7, 8], "Blue-green algae has been found in the lake. Keep children and dogs out of the water until the signs come down."),
    (&[6, 7, 8], "Summer Reading Challenge has {hundreds} children signed up so far at {library}. Six books, six weeks, one medal 🏅"),
    (&[8], "A-level results day: good luck to every student at {school}! Free careers chats at {library} all day if plans have changed."),
    (&[9], "First day back! Give children on {road} plenty of room this morning, there are {n} new starters at {school} today."),
    (&[10], "Clocks go back on Sunday, and our street lights sort themselves out within {few} days. If yours doesn't, tell us: {link}"),
    (&[10, 11], "Bonfire night: please check for hedgehogs before you light it, and keep it off the grass at {park} 🦔"),
    (&[11], "{ward} will fall silent at 11am on Tuesday. {road} is closed from {hour} for the parade to the memorial."),
    (
        &[],
        "We've had {hundreds} answers to the {ward} parking survey. It closes on {soon} so if you grumble about parking, now's the moment: {link}",
    ),
    (&[], "Nobody likes a wobbly slab. {n} have been relaid on {road} since Monday, and {name}'s team is moving on to {road2}."),
    (&[], "Public toilets by {park} are shut after vandalism, sorry. Nearest are at {library}. We are getting prices for repairs."),
    (&[], "Our customer service team answered {thousands} calls last month. Average wait: {n} seconds. Most asked about: bins, obviously."),
    (
        &[],
        "Is a hedge blocking the pavement near you? Send us a photo and we'll write to the owner: {link} Thanks to {n} of you who did so last month.",
    ),
    (&[], "There's a community speed watch session in {ward} on {soon}. If you fancy standing in hi-vis with {name}, message us."),
    (&[], "Diggers arrive at {park} on {soon} to clear silt. It'll be muddy and smelly for {few} days & then much better for fish."),
    (&[], "Free compost while it lasts! Bring a bag and a shovel to {tip}, from {hour} on {soon}."),
];

/// Said only in the flood week of February 2026.
pub(super) const FLOOD_NOTICES: &[&str] = &[
    "🔴 Severe flood warning for the Averil in Wexcombe. If you live in {road}, move valuables, pets and people upstairs now.",
    "{road} is closed by flood water between the bridge and {road2}. Don't drive round the barriers.",
    "Sandbags: the yard on {road} has been emptied. The next lorry is due at {evening}, one household, six bags.",
    "{school} is closed tomorrow because of flooding. Children who get free meals can collect a lunch at {library} from {hour}.",
    "River level at the Guildhall gauge is 4.{n} m and still rising slowly. Next update from us at {evening}.",
    "No bin collections in {ward} or {ward2} today. Crews are helping to fill sandbags instead.",
    "If you smell gas or have lost power in {ward} call 105. Please keep our own lines free for people who need to be moved.",
    "We can see your messages and we're sorry that we cannot answer each of them. In danger: 999. Need to be moved: 01632 960199.",
    "Boil water notice for parts of {ward}. Bottled water is at {library} from {hour}, bring a bag you can carry.",
    "The rest centre at Averil Leisure Centre has {n} people and {few} dogs tonight. Blankets needed, no more clothes please.",
    "{road2} has reopened in one direction with traffic lights. Please only use it if you must.",
    "Volunteers who'd like to help in {ward}: meet {name} outside {library} at {hour} in wellies, not at the bridge.",
    "Do not let children play in the water at {park}. It is deep, cold and has sewage in it.",
    "Water in {road} fell by {n} cm overnight. It will take days rather than hours before {ward} is dry.",
    "Skips have arrived in {road} and {road2} for carpets and furniture. Leave fridges on the pavement, we'll fetch them separately.",
    "Electricity is back in most of {ward}. If you've had water above your sockets, do not switch on until someone has checked.",
    "Buses: no service at all to {ward} this morning. Route 4 stops short at {road}.",
    "Our car parks are free until Sunday so that people from {ward} can move cars to higher ground.",
];

/// A post and its continuations by the same account.
pub(super) const THREADS: &[&[&str]] = &[
    &[
        "How does a pothole get mended? We went out with {name}'s gang on {road} to find out. A short thread 🧵",
        "First, an inspector measures it. Deeper than 40 mm on a main road and it goes on the list for this week, shallower and it waits for the next round.",
        "Then two people, a saw, a roller and {n} kilos of hot tar. They do about {few} in a shift, and yes, they've heard all the jokes.",
    ],
    &[
        "Where does your recycling go? We followed one lorry from {ward} on {soon} and this is what we saw. 1/2",
        "2/2 Cans end up in Wales, paper in Kent, glass about {n} miles away. Nappies end up in the wrong bin: {few} bags of them in one load.",
    ],
    &[
        "Roadworks in {ward}: who's digging & why? Here's a plain list for the week of {soon}.",
        "{road}: gas mains, until {date}. {road2}: our drainage gang, nights only. Everything else is broadband.",
    ],
    &[
        "Five things our registrars wish that you knew before you name a baby. Number four will surprise you. Thread:",
        "You have 42 days. Bring the red book. One of you can come alone if you are married. It's free, the certificate costs £12.50.",
    ],
    &[
        "We asked {name} at {library} for the most borrowed books in {ward} this month. Drum roll…",
        "A crime novel, another crime novel, a cookery book with jam on page {n}, and the theory test. Never change.",
    ],
    &[
        "Why's the grass on {road} long? Because we left it so, and here's what turned up 🌼",
        "Pyramidal orchids, a slow worm and {n} kinds of bee. We mow a strip at the edge so that drivers can see out. Back to short on {date}.",
    ],
    &[
        "A day in the life of our parking wardens, because {name} was brave enough to let us follow. Thread 👇",
        "{n} tickets, {hundreds} conversations, {few} cups of tea, one person who said sorry. Most of the job is telling people where they *can* park.",
    ],
];

/// Longer than a post may be; the archive keeps the whole in its notes.
pub(super) const LONG_NOTES: &[&str] = &[
    "A longer one, because lots of you asked about the smell around {ward}. It's the sugar beet campaign: lorries arrive from dawn, the pulp steams, and when the wind is in the east half the town can taste it.\n\nIt is not the sewage works, nor our depot, and it isn't dangerous. Our environmental health team took readings on {road} on {few} days last week and all of them were far below the level at which we'd act. The factory hopes to be done by {date}. Until then: windows shut, washing in, and thank you for the very creative descriptions. ^AO",
    "How we decide which schools stay open when it snows, since rumours are already flying: we don't. Heads do. They look at whether the site is safe, whether enough staff can get in and whether the boiler has survived, and most have made up their minds by 7am.\n\nThey tell us, and we put it on the website within minutes. There's no secret list, no quota, and nobody at {school} closed \"because of a bit of drizzle\". If your own child's school isn't on the page, it is open as far as we know. Check there first, then with the school, and please don't ring 999 (it has happened {few} times). ^KM",
    "Some facts about the trees on {road}, as there's been a lot of talk. We're taking down {few} of the limes, not all of them. Each has been looked at by two independent surveyors, who both found decay right through the trunk; one dropped a branch on a parked car in the spring.\n\nNothing will be felled while birds are nesting. For every tree that goes, two go in, and {name} from our trees team has asked people in {ward} to choose the species. The reports, with photos, are on our website. If you'd rather talk it through, come to {library} on {soon} at {evening}. ^PS",
    "Lots of messages about the new parking permits in {ward}, so here it is in one place. You do not need a permit if you only park in the evening. You do if you park on {road} or {road2} between 9 and 5. Carers, tradespeople and visitors use scratch cards, {n} of which come free each year.\n\nIf you paid twice because the page timed out, you'll get it back without asking. If your street was left off the map by mistake, that's on us and it's being fixed. ^JT",
];

/// Addressed to a partner, whose handle stands for `{partner}`; the last number is that of the talk that may follow.
pub(super) const MENTIONS: &[(usize, &str, Option<usize>)] = &[
    (1, ".@{partner} are out in {ward} today. If you see them, say hello, and ask {name} about the hi-vis socks.", None),
    (0, ".@{partner} can you tell us whether the diversion round {road} will be in place for the school run on {soon}?", Some(0)),
    (3, "@{partner} thanks for lending us a hand at {park} this morning, the crew loved it 👏", None),
    (1, ".@{partner} have a stall at {library} on {soon}. Worth a visit if you've questions about winter.", None),
    (5, "@{partner} happy birthday from all of us at the Guildhall! {dozen} years young 🎂", None),
    (2, ".@{partner} tell us the lights on {road} are on a timer until {soon}. Leave early if you can.", None),
    (4, "@{partner} {name} in our events team has sent you a message about {park}, could you have a look?", None),
    (5, ".@{partner} we've had {n} questions from {ward} about this. Could you post something people can share?", None),
    (6, "@{partner} many congratulations on the award, richly deserved. {ward} is proud of you.", None),
    (2, ".@{partner} and our wardens will be checking bikes on {road} from {hour}. Free, ten minutes, no catch.", None),
    (1, "@{partner} our thanks to the team who came out to {road} last night. Hot drinks are on us.", None),
    (0, ".@{partner} do you know yet when {road2} will be handed back? People in {ward} are asking.", Some(1)),
    (4, "@{partner} could you fix the link on your page about {pool}? It still goes to last year's timetable.", Some(2)),
];

/// What may follow a mention: they, we, they.
pub(super) const PARTNER_TALKS: &[[&str; 3]] = &[
    [
        "Yes, all signed off. First one leaves at {hour} and we'll put staff at the stop.",
        "Brilliant, thank you. We'll tell the schools. ^KM",
        "Great. Shout if anything changes.",
    ],
    [
        "We've asked the contractor, who says {soon}. Is that soon enough for you?",
        "It'll have to be! Could they keep one lane open at the weekend? ^JT",
        "Agreed with them just now, one lane on Saturday and Sunday.",
    ],
    [
        "Sorry, that's our fault. It should be right now, can you check?",
        "Looks good from here, thanks for being so quick. ^PS",
        "Any time. Send us more like that!",
    ],
];

/// Passed on from a partner: index into [`PARTNERS`](super::places::PARTNERS), months and text.
pub(super) const REPOSTS: &[(usize, &[u32], &str)] = &[
    (
        0,
        &[],
        "Route {few} will start from {road} instead of the station until {soon} because of works. Sorry for any bother, drivers can help.",
    ),
    (0, &[], "Lost property from last week: {n} umbrellas, {few} phones, one trombone. Claim yours at the depot on {road}."),
    (0, &[], "New timetable from {date}. The last bus to {ward} leaves forty minutes later on Fridays and Saturdays, as you asked us to."),
    (
        1,
        &[],
        "We were called to {road} at {hour} this morning for a kitchen fire. Nobody hurt. Please never leave a pan unattended, even for a minute.",
    ),
    (1, &[], "Test it Tuesday! Press the button on your smoke alarm, then ring your mum and tell her to press hers."),
    (
        1,
        &[6, 7, 8],
        "The heath above {ward} is tinder dry. No barbecues, no sky lanterns, and take your glass bottles home with you please.",
    ),
    (2, &[], "We are looking for {name}, 74, last seen near {park} wearing a green coat. Call 101 if you think you have seen her."),
    (2, &[], "UPDATE: found safe and well. Thank you to everyone in {ward} who shared the appeal and to those who went out to look."),
    (2, &[], "A number of cars were broken into on {road} overnight. Lock it, take it with you, and let us have your doorbell footage."),
    (3, &[], "The big river clean is on {soon}, from {park} down to the weir. Gloves, bags and cake are provided, wellies are not."),
    (
        3,
        &[],
        "Otters on the Averil two nights running, for the first time since {few} cameras went in. Volunteers in {ward} are over the moon.",
    ),
    (4, &[], "Ten things to do in the vale for less than a fiver, number {few} involves a steam engine. Where would you send a visitor?"),
    (
        4,
        &[5, 6, 7, 8],
        "The open gardens trail through {ward} and {ward2} starts at {hour} on {soon}. Map and teas at the church on {road}.",
    ),
    (5, &[], "Our emergency department is very busy. If it is not life or limb, a pharmacist can often see you sooner and nearer to home."),
    (5, &[], "Could you spare an hour? Blood donors are needed at {school} on {soon}, all groups and above all O negative."),
    (6, &[], "Dungeons, dragons and dice at {library} every {few} weeks. Beginners welcome, capes optional, starts at {evening}."),
    (6, &[], "Your most overdue book has come home to {library} after {dozen} years. No fine, only a round of applause from staff."),
];
/// Passed on in the flood week.
pub(super) const FLOOD_REPOSTS: &[(usize, &str)] = &[
    (
        1,
        "Crews have brought {n} people out of {road} by boat since midnight. If you are told to leave, please go while there is still light.",
    ),
    (0, "No buses south of {road} until at least {soon}. Tickets are valid on any other route and with any driver."),
    (2, "Stay away from the bridge. Sightseers in {ward} are blocking ambulances and we will move you on."),
    (3, "The gauge at the weir has passed its old record. Expect the peak in {ward} at about {evening}."),
    (5, "Clinics at the hospital are cancelled today and tomorrow because staff cannot get in. Emergency care is open as ever."),
];
