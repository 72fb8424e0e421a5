//! What the press office writes about: the parts of which a release is made.

/// A kind of release. Slots are filled by [`Slots`](super::words::Slots), once for a whole release.
#[derive(Debug)]
pub(super) struct Story {
    /// Months in which it is told; empty for any.
    pub(super) months: &'static [u32],
    /// Who is quoted: an index into [`COUNCILLORS`](super::places::COUNCILLORS).
    pub(super) speaker: usize,
    pub(super) headlines: &'static [&'static str],
    pub(super) leads: &'static [&'static str],
    pub(super) details: &'static [&'static str],
    pub(super) quotes: &'static [&'static str],
}

/// How a release ends, after its own paragraphs.
pub(super) const CLOSINGS: &[&str] = &[
    "Residents can find out more on the council’s website, or call customer services on 01632 960100, weekdays from 8.30am to 5pm.",
    "More information, including answers to frequently asked questions, is on the council’s website.",
    "For help without going online, visit the reception at the Guildhall in Wexcombe, or speak to staff at any library.",
];

pub(super) const STORIES: &[Story] = &[
    Story {
        months: &[3, 4, 5, 6, 7, 8, 9, 10],
        speaker: 1,
        headlines: &[
            "{road} to be resurfaced in {money} scheme for {ward}",
            "Overnight closures while {road} gets a new surface this season",
            "Resurfacing of {road} and {road2} brought forward after survey of cracks",
        ],
        leads: &[
            "Work to resurface {road} in {ward} will begin on {date} and is due to take {few} nights, with the road closed to through traffic from {evening} until {hour} the next morning.",
            "Contractors will plane off and replace the worn carriageway of {road}, between the junction with {road2} and the edge of {ward}, from {date}.",
            "A worn stretch of {road} that carries {thousands} vehicles a day is to be rebuilt from {date}, ahead of {road2}, which follows later in the year.",
        ],
        details: &[
            "People who live on {road} will have access at all times, and bin lorries, carers and the emergency services will be let through by the crew on site.",
            "A signed diversion will run by way of {road2}. Wexvale Buses will serve temporary stops, which will be marked with yellow notices at least {few} days before.",
            "The scheme costs {money} and is part of a list of {n} roads that engineers scored on condition, traffic and the number of repairs in the last three years.",
        ],
        quotes: &[
            "“We know that a closed road is a nuisance, but patching {road} year after year costs more than doing it properly once,” said {councillor}, {role}.",
            "{councillor}, {role}, said: “{road} has been top of my postbag since last winter. Thank you in advance to everyone in {ward} for your patience.”",
        ],
    },
    Story {
        months: &[],
        speaker: 2,
        headlines: &[
            "Bin collections in {ward} and {ward2} move to a new day from {date}",
            "New collection rounds for {thousands} households start on {date}",
            "Food waste caddies on their way to {thousands} more homes in {ward}",
        ],
        leads: &[
            "Households in {ward} and {ward2} will have their bins emptied on a new day from {date}, as crews switch to shorter rounds that save {n} miles of driving a week.",
            "Around {thousands} homes will get a new collection calendar through the door before {date}, when the council redraws rounds that have not changed for eleven years.",
            "Weekly food waste collections reach {ward} on {date}, when {thousands} households there will be given a kitchen caddy, an outdoor bin and a roll of liners.",
        ],
        details: &[
            "Nobody needs to do anything until a calendar arrives. Bins should be at the kerb by 6.30am, with the lid closed and side waste taken to {tip}.",
            "Trials in {ward2} showed that residual waste fell by {n} kilograms a household in the first {few} months, while the share of recycling that had to be thrown away halved.",
            "Flats with shared bin stores will be visited one by one, and the council has written to {hundreds} managing agents about access and keys.",
        ],
        quotes: &[
            "{councillor}, {role}, said: “Crews told us the old rounds made no sense, and they were right. Please bear with them for the first {few} weeks.”",
            "“Every caddy of scraps that goes to the digester in {ward2} instead of landfill saves money we would rather spend on parks,” said {councillor}, {role}.",
        ],
    },
    Story {
        months: &[1, 2, 3, 11, 12],
        speaker: 0,
        headlines: &[
            "Cabinet sets out budget with {millions} of savings and more for care",
            "Have your say on how the council spends {millions} next year",
            "Council tax proposal goes to members with {money} for local roads",
        ],
        leads: &[
            "Proposals published today would close a gap of {millions} in next year’s budget while putting {money} more into care for older people and children who need protection.",
            "Residents are being asked which services matter most to them before councillors decide how {millions} is spent in the year from April.",
            "Councillors will be asked on {date} to agree a budget that protects libraries and leisure, adds {money} for road repairs and raises fees for {few} discretionary services.",
        ],
        details: &[
            "The survey takes about ten minutes and closes on {until}. Paper copies are at every library, and officers will be at {library} on {soon} to answer questions.",
            "Demand for home-to-school transport has risen by {n} per cent in four years, and the cost of temporary accommodation has more than doubled in the same period.",
            "The proposals include closing {few} little-used offices, sharing a payroll team with a neighbouring district and letting two floors of the Guildhall.",
        ],
        quotes: &[
            "“There are no easy choices left, so I want people to see all the numbers and tell us plainly what they think,” said {councillor}, {role}.",
            "{councillor}, {role}, said: “This is a budget for care, for roads and for keeping the lights on in our libraries, and it is honest about what it costs.”",
        ],
    },
    Story {
        months: &[],
        speaker: 5,
        headlines: &[
            "{library} to reopen on {date} after {money} refurbishment",
            "Late opening returns to {library} following reader survey",
            "Makers’ room and longer hours planned for {library}",
        ],
        leads: &[
            "{library} will open its doors again at {hour} on {date}, with a new children’s area, step-free access from {road} and {n} more study places.",
            "From {date} {library} will stay open until {evening} on two weekdays, after {hundreds} readers told a survey that current hours do not suit working families.",
            "A room with sewing machines, a 3D printer and a recording booth is to be fitted out at {library} by {until}, paid for by a grant of {money}.",
        ],
        details: &[
            "While builders were in, the mobile library made {hundreds} extra stops in {ward} and {ward2}, and issued more than {thousands} books from its shelves.",
            "Volunteers from the Friends group will lead tours at {hour} on opening day, when the first {n} visitors under eleven will be given a book to keep.",
            "Membership is free to anyone who lives, works or studies in the area, and there have been no fines on late children’s books since last spring.",
        ],
        quotes: &[
            "“A library is the one warm room in town where nobody asks what you came to buy,” said {councillor}, {role}. “{ward} deserves one that is open when people are free.”",
            "{councillor}, {role}, said: “Readers in {ward} asked, staff found a way, and I could not be happier to hand over the keys.”",
        ],
    },
    Story {
        months: &[4, 5, 6, 7, 8, 9],
        speaker: 2,
        headlines: &[
            "Green Flag flies again over {park} as judges praise volunteers",
            "{park} playground to be rebuilt with {money} from developers",
            "Meadow cutting begins at {park} after a record summer for butterflies",
        ],
        leads: &[
            "{park} has kept its Green Flag for another year after judges praised the {n} volunteers who plant, prune and pick litter there every week.",
            "Children in {ward} will have a new playground at {park} by {until}, with a wheelchair-accessible roundabout, a zip wire and shade over the sandpit.",
            "Rangers will start to cut and rake the long grass at {park} on {date}, once wildflowers have set seed, and will leave {few} strips standing for insects over winter.",
        ],
        details: &[
            "Pupils at {school} voted for the design from {few} that were on show, and {hundreds} people left comments at drop-in sessions in the park café.",
            "A count by volunteers found {n} species of moth and butterfly in one night, among them two that had not been recorded at {park} for thirty years.",
            "The paths stay open throughout, apart from the stretch beside {road}, which will be closed for {few} days while machinery is moved.",
        ],
        quotes: &[
            "“If you want to know what pride in a place looks like, come to {park} on a wet Tuesday and watch the volunteers,” said {councillor}, {role}.",
            "{councillor}, {role}, said: “{park} belongs to everyone in {ward}, and so it should have something for every child who plays there.”",
        ],
    },
    Story {
        months: &[1, 2, 3, 4, 5, 6, 9, 10, 11],
        speaker: 4,
        headlines: &[
            "{hundreds} new school places agreed for families in {ward}",
            "{school} extension moves a step closer with {millions} approval",
            "Crossing patrols wanted for {school} as walking to school grows",
        ],
        leads: &[
            "Plans for {hundreds} more primary places in {ward} were agreed last night, so that by the autumn after next every child there can start at a school within walking distance.",
            "An extension to {school} costing {millions} will add {few} classrooms, a larger hall and a room for pupils with additional needs, if planners give consent on {date}.",
            "The council is looking for people to see children across {road} outside {school}, where the number of pupils who walk or scoot has risen by {n} per cent in a year.",
        ],
        details: &[
            "Governors and head teachers were consulted in the spring, and {hundreds} parents replied to a survey; most were concerned about parking on {road} at pick-up time.",
            "The role is ten hours a week in term time, with training, a uniform and, as one long-serving patrol put it, more good mornings than any job in the county.",
            "Work would be timed to keep noise out of lesson hours, with deliveries by way of {road2} only after {hour} and before the end of the school day.",
        ],
        quotes: &[
            "“A child should not have to cross town to learn to read,” said {councillor}, {role}. “These places put that right for {ward}.”",
            "{councillor}, {role}, said: “Head teachers in {ward} have been patient and very clear. We have listened, and now we will build.”",
        ],
    },
    Story {
        months: &[10, 11, 12, 1, 2],
        speaker: 1,
        headlines: &[
            "Gritters ready for winter with {thousands} tonnes of salt in the barn",
            "Names chosen for {few} new gritters after pupils at {school} vote",
            "{n} grit bins to be filled in {ward} before the first frost",
        ],
        leads: &[
            "Gritting crews are ready to treat {hundreds} kilometres of road this winter, with {thousands} tonnes of salt under cover at the {ward} depot and drivers on call around the clock.",
            "Gritty Gritty Bang Bang and Spready Mercury will be out on the roads of {ward} tonight, after pupils at {school} picked the names of {few} new lorries from {hundreds} ideas.",
            "All {n} yellow grit bins in {ward} and {ward2} will be checked and filled by {date}, and people can ask for a refill at any time through the online form.",
        ],
        details: &[
            "Main roads, bus routes and the ways to hospitals and schools come first. Side streets and pavements are treated when ice is expected to last more than {few} days.",
            "Sensors under {road} and {road2} report the temperature of the surface every ten minutes, so that crews go out only when they are needed and {n} tonnes of salt a year are saved.",
            "Salt from a grit bin is for public roads and footpaths. One handful covers a square metre, and there is no law against clearing the snow outside your own home.",
        ],
        quotes: &[
            "“While most of us sleep, drivers who know every bend between {ward} and {ward2} are out at {hour} keeping us moving,” said {councillor}, {role}.",
            "{councillor}, {role}, said: “Salt is not magic. Please slow down, look in on a neighbour and leave the gritters room to work.”",
        ],
    },
    Story {
        months: &[],
        speaker: 3,
        headlines: &[
            "First tenants collect keys to {n} new council homes on {road}",
            "Empty homes in {ward} to be brought back into use with {money} fund",
            "Private landlords in {ward} asked for views on licensing plan",
        ],
        leads: &[
            "The first families have moved into {n} council homes on {road} in {ward}, built on the site of a former depot and heated without gas.",
            "Owners of homes that have stood empty in {ward} for more than two years can apply from {date} for a share of {money} to make them fit to live in.",
            "A licence would be needed to let a house in parts of {ward} and {ward2} under plans that go out to consultation on {date}, after {hundreds} complaints about damp and repairs.",
        ],
        details: &[
            "Rents are set at social level, and local lettings rules mean that {few} in ten of the homes go to people who already live or work in {ward}.",
            "Each house has solar panels and a heat pump, and tenants who moved in early say that their bills have fallen by about £{n} a month.",
            "The fee would pay for {few} more inspectors. Landlords who belong to an approved scheme would get a third off, and charities would pay nothing.",
        ],
        quotes: &[
            "“When you have handed a family the key to a warm, dry house you never again think of housing as a number,” said {councillor}, {role}.",
            "{councillor}, {role}, said: “Good landlords in {ward} have nothing to fear. People who let rooms with mould on the ceiling do.”",
        ],
    },
    Story {
        months: &[4, 5, 6, 7, 8, 9],
        speaker: 5,
        headlines: &[
            "{park} to host {few} days of free music, food and river races",
            "Street closures announced for {ward} carnival on {saturday}",
        ],
        leads: &[
            "Raft races, brass bands and {dozen} food stalls are promised at {park} on {saturday}, when the Averil Festival comes back to its old home beside the river.",
            "{road} and {road2} will be closed from {hour} on {saturday} so that {ward} carnival, with {dozen} floats and a samba band, can pass safely through the middle of town.",
        ],
        details: &[
            "Entry is free. Extra buses will run every {dozen} minutes from {ward2}, and there will be secure parking for {hundreds} bicycles by the bandstand.",
            "Traders have until {soon} to book one of the last {few} pitches, and community groups in {ward} can have a table at no charge.",
        ],
        quotes: &[
            "“Bring a picnic, bring your gran and bring a spare pair of socks if you fancy your chances on a raft,” said {councillor}, {role}.",
            "{councillor}, {role}, said: “Two years ago we nearly lost this event. The people of {ward} would not let it go, and I thank every one of them.”",
        ],
    },
    Story {
        months: &[11, 12],
        speaker: 5,
        headlines: &[
            "Market stalls, lanterns and a choir of {hundreds} for Wexcombe lights night",
            "Lantern walk through {ward} to open the winter market on {saturday}",
        ],
        leads: &[
            "A choir of {hundreds} children will sing from the steps of the Guildhall at {evening} on {saturday}, before the lights are switched on by this year’s young carer of the year.",
            "Families will carry {hundreds} paper lanterns from {park} along {road} to the Guildhall on {saturday}, where {dozen} wooden huts sell things made in the vale.",
        ],
        details: &[
            "A quiet hour from {hour}, with no amplified music and fewer people, will let families with autistic children see the stalls before the crowds.",
            "Lanterns can be made from willow and tissue at workshops in {library} on {soon}; materials are free and {name} brings the mince pies.",
        ],
        quotes: &[
            "“It is dark, it is cold and everybody turns out all the same, which tells you what {ward} is made of,” said {councillor}, {role}.",
            "{councillor}, {role}, said: “Do your shopping within sight of a choir for once, and put the money in a till that stays in the vale.”",
        ],
    },
    Story {
        months: &[],
        speaker: 2,
        headlines: &[
            "Fly-tipper ordered to pay £{thousands} for waste dumped on {road}",
            "Hidden cameras go up on {road} after {n} reports of fly-tipping",
            "Owner of tipped sofas on {road} fined after letter found in a drawer",
        ],
        leads: &[
            "A man who dumped builders’ rubble and a bath beside {road} in {ward} has been ordered to pay £{thousands} by magistrates, after a resident filmed his van.",
            "Cameras that read number plates have been put up along {road}, where {n} loads of waste were left in {few} months at a cost to taxpayers of {money} across the area.",
            "Three sofas and a freezer left in a gateway off {road} were traced by enforcement officers to a house in {ward2}, thanks to an old letter in a drawer.",
        ],
        details: &[
            "Householders can be fined as well when somebody they paid dumps their rubbish: always ask for a waste carrier’s licence, and keep the number and a receipt.",
            "{tip} takes up to {few} bags of rubble a month from each household at no charge, and bulky items can be collected from the kerb by appointment.",
            "Officers have issued {n} fixed penalty notices since April, compared with {few} in the whole of the year before, and two vans have been seized and crushed.",
        ],
        quotes: &[
            "“The person who dumps a bath in a lane thinks that nobody is watching. In {ward}, somebody usually is,” said {councillor}, {role}.",
            "{councillor}, {role}, said: “I am tired of farmers on {road} paying to clear up after criminals, and I hope that the courts keep sending this message.”",
        ],
    },
    Story {
        months: &[],
        speaker: 1,
        headlines: &[
            "Safer crossing for {road} as {few} junctions are redesigned",
            "Bus lane trial on {road} extended until {until}",
            "20mph limit proposed for {n} streets in {ward} and {ward2}",
        ],
        leads: &[
            "People on foot will have a new signal crossing on {road} near {school} by {until}, one of {few} junctions in {ward} that are to be redesigned after a run of collisions.",
            "A trial that gives buses their own lane on {road} in the morning will go on until {until}, after journey times between {ward} and the station fell by {few} minutes.",
            "Drivers would be asked to keep to 20 miles an hour on {n} residential streets in {ward} and {ward2}, under a proposal that residents can comment on until {until}.",
        ],
        details: &[
            "Surveys counted {thousands} people crossing at that point in a week, many of them pupils, and {n} near misses were reported through the online map.",
            "Parking bays outside the shops on {road2} are not affected, and loading is allowed before {hour} and after {evening} as it is now.",
            "Drawings are on show at {library} until {until}, and engineers will be there from {evening} on {soon} to go through them with anyone who is interested.",
        ],
        quotes: &[
            "“Nobody should need to run to get across {road},” said {councillor}, {role}. “This is a small scheme that will make a large difference.”",
            "{councillor}, {role}, said: “We tried it, we measured it and it works. Buses that arrive on time are the cheapest transport policy there is.”",
        ],
    },
    Story {
        months: &[1, 5, 6, 7, 8, 9, 10, 11],
        speaker: 5,
        headlines: &[
            "Swimming for a pound for under-sixteens at {pool} this season",
            "Main pool at {pool} to close for {few} weeks for new filters and tiles",
            "Record {thousands} visits to {pool} since the gym was refitted",
        ],
        leads: &[
            "Under-sixteens can swim for a pound at {pool} from {date}, in sessions paid for by a {money} grant that aims to teach {hundreds} more children to swim a length.",
            "The main pool at {pool} will close on {date} for {few} weeks, so that filters from the nineties can be replaced and {thousands} loose tiles fixed.",
            "More than {thousands} visits were made to {pool} in the {few} months since its gym was refitted, the best figure since the building opened.",
        ],
        details: &[
            "Lessons move to Kingsmoor for the time of the works, at the same prices, and members can use any other centre in the area without booking ahead.",
            "New pumps use {n} per cent less electricity, which will take about {money} a year off the running costs at today’s prices.",
            "One in {few} eleven-year-olds in {ward} cannot swim twenty-five metres, and the river that runs through town makes that more than a question of sport.",
        ],
        quotes: &[
            "“Learning to swim should not depend on what your parents earn,” said {councillor}, {role}. “A pound a go is something that most families can find.”",
            "{councillor}, {role}, said: “I am sorry that regulars lose their lanes for a while. They have told us for years that the changing rooms at {pool} need doing.”",
        ],
    },
    Story {
        months: &[3, 4, 5, 9, 10, 11],
        speaker: 0,
        headlines: &[
            "{ward} high street to share {money} for shopfronts and trees",
            "Small firms in {ward} offered grants of up to {few} thousand pounds",
            "{hundreds} jobs expected at new business park off {road}",
        ],
        leads: &[
            "Shopkeepers in {ward} can bid from {date} for part of {money} to repair shopfronts, add awnings and plant trees along {road}.",
            "Firms with fewer than ten staff can apply for up to {few} thousand pounds towards a website, a first apprentice or cutting energy bills, in a fund that opens on {date}.",
            "Work has begun on {n} small units off {road} in {ward2}, which are expected to make room for {hundreds} jobs when they open next year.",
        ],
        details: &[
            "In the last round {n} traders were helped, among them a bakery on {road2} that has since taken on two apprentices and opened on Sundays.",
            "Advisers will hold surgeries at {library} on {soon}, and applications are decided within {few} weeks by a panel of local business people.",
            "One unit in {few} will be kept for start-ups at half rent in the first year, and there will be fibre, cycle parking and charging points for {n} vans.",
        ],
        quotes: &[
            "“Look up from the shop windows on {road} and you see some of the finest brickwork in the county. It deserves better than peeling paint,” said {councillor}, {role}.",
            "{councillor}, {role}, said: “Most people in {ward} work for a firm you could fit in a minibus. Help for them is help for all of us.”",
        ],
    },
    Story {
        months: &[],
        speaker: 4,
        headlines: &[
            "Could you foster? Evening for {ward} families on {date}",
            "Inspectors praise children’s services for work with care leavers",
            "Holiday activities with a hot meal for {thousands} children",
        ],
        leads: &[
            "Foster carers will talk about the good days and the hard ones at an open evening at {library} on {date}, as the council looks for {n} more families.",
            "Young people leaving care in the area get help that is warm, practical and persistent, according to inspectors who spent {few} days with teams in {ward} and {ward2}.",
            "Around {thousands} children can have a day of sport, art or cooking with a hot meal in the coming holidays, in {n} places from {school} to {pool}.",
        ],
        details: &[
            "Carers can be single or married, own a home or rent one, and they get training, a social worker of their own and an allowance for each child.",
            "The report asks for faster decisions on {few} points, among them mental health support, and the council will publish its plan to do so by {until}.",
            "Families who receive free school meals have had a code from their school; places for {n} children with additional needs are booked by phone.",
        ],
        quotes: &[
            "“You do not need a big house or a perfect life to foster, only room for one more at the table,” said {councillor}, {role}.",
            "{councillor}, {role}, said: “The young people of {ward} told inspectors that somebody always picks up the phone. That is the sentence I am proudest of.”",
        ],
    },
    Story {
        months: &[],
        speaker: 2,
        headlines: &[
            "{thousands} trees planted in {ward} as canopy target comes closer",
            "Solar panels on {school} roof to save {money} over their life",
            "Charging points for {n} streets without driveways in {ward}",
        ],
        leads: &[
            "Volunteers have planted {thousands} trees on the edge of {ward} since the autumn, mostly oak, hornbeam and wild cherry raised by a nursery on {road}.",
            "The flat roof of {school} now carries {hundreds} solar panels, which will meet about a third of its demand and save {money} over their life.",
            "People in {ward} who park on the street will be able to charge a car from a lamp column by {until}, when {n} points are switched on around {road}.",
        ],
        details: &[
            "Each sapling is watered by a named neighbour for its first {few} summers, and losses have been one in twenty, half the rate of trees planted by contractors.",
            "Pupils follow the output on a screen in the corridor, and the science club of {school} has worked out that a sunny Saturday boils {thousands} kettles.",
            "The points charge slowly overnight and cost nothing to the council, which gets a share of the takings for {few} years from the operator.",
        ],
        quotes: &[
            "“A tree planted in {ward} this year will shade a pushchair in ten years and a pensioner’s bench in forty,” said {councillor}, {role}.",
            "{councillor}, {role}, said: “It is cheaper, it is cleaner, and the children at {school} can explain it better than I can.”",
        ],
    },
    Story {
        months: &[],
        speaker: 3,
        headlines: &[
            "Community fund gives {money} to {n} groups from {ward} to {ward2}",
            "Warm welcome at {library} and {n} other places this year",
            "Award for {ward} lunch club that serves {hundreds} meals a month",
        ],
        leads: &[
            "From a repair café in {ward} to a walking football team in {ward2}, {n} community groups are to share {money} in the latest round of small grants.",
            "Anyone who wants company, a hot drink or a quiet place to work can drop in at {library}, one of {n} welcome spaces that open their doors on {date}.",
            "A lunch club in {ward} that began with {few} neighbours and a borrowed slow cooker has won a national award for its {hundreds} meals a month.",
        ],
        details: &[
            "Panels of residents read every bid and visited {few} of the groups. The next round opens on {until}, and help with the form is to be had at {library}.",
            "There is no need to book or to explain why you came, and the kettle is on from {hour}. Several of the places have a hearing loop and room for dogs.",
            "Volunteers collect surplus vegetables from an allotment on {road}, and drivers take a plate to {n} people who cannot come to the hall.",
        ],
        quotes: &[
            "“Give a group in {ward} a few hundred pounds and a key to a hall, and they will do what no department ever could,” said {councillor}, {role}.",
            "{councillor}, {role}, said: “Loneliness is not solved by a leaflet. It is solved by somebody in {ward} saying come in, sit down, have some soup.”",
        ],
    },
    Story {
        months: &[4, 5, 6, 7, 10, 11, 12],
        speaker: 0,
        headlines: &[
            "Plan for {few} thousand homes and a new park goes out to consultation",
            "Old brewery on {road} could become {n} flats and a square",
            "Inspector to hear views on {ward} neighbourhood plan on {date}",
        ],
        leads: &[
            "Sites for {few} thousand homes, two schools and a country park between {ward} and {ward2} are named in a draft local plan that is open for comment until {until}.",
            "The former brewery on {road}, empty for {few} years, could become {n} flats around a public square, under plans that go before the committee on {date}.",
            "A plan written by people who live in {ward} will be tested by an independent inspector from {date}, at a hearing in {library} that anyone can watch.",
        ],
        details: &[
            "Exhibitions will be held in {few} places, starting at {library} on {soon}, and every comment will be published together with the council’s reply.",
            "The chimney and the stable block are listed and would be kept; the developer has offered {money} towards a crossing and places at {school}.",
            "It would protect {n} green spaces, set rules for the height of new buildings along {road2} and ask for bricks in the colour of the old town.",
        ],
        quotes: &[
            "“People in {ward} tell me two things: we need homes our children can afford, and please do not ruin the view. This plan tries to do both,” said {councillor}, {role}.",
            "{councillor}, {role}, said: “If you have never answered a consultation before, make it this one. It decides what {ward} looks like in twenty years.”",
        ],
    },
];

/// The flood of February 2026: told in this order, on the days given.
pub(super) const FLOOD_STORIES: &[(u32, Story)] = &[
    (
        9,
        Story {
            months: &[],
            speaker: 0,
            headlines: &["Rest centre opens at Averil Leisure Centre as river rises in Wexcombe"],
            leads: &[
                "A rest centre with beds, food and room for pets has opened at Averil Leisure Centre, after a night of heavy rain brought the River Averil to its highest level since records began in 1961.",
            ],
            details: &[
                "People in Weir Street, Tanyard Street and Ferry Road who have been told to leave should take medicines, documents and warm clothes, and lock up before they go.",
                "Crews have placed more than 4,000 sandbags at the Guildhall bridge and pumps are running in Millhanger, where sixty homes lost power early this morning.",
            ],
            quotes: &[
                "“Please do not wait for water at the door. If you are asked to leave, leave while it is light,” said Councillor Marian Oldacre, leader of the council.",
            ],
        },
    ),
    (
        11,
        Story {
            months: &[],
            speaker: 1,
            headlines: &["Fourteen roads closed by flood water and two bridges to be inspected"],
            leads: &[
                "Fourteen roads remain closed across the vale this afternoon, and engineers cannot inspect the bridges at Mill Lane and Ferry Road until the water has fallen by at least half a metre.",
            ],
            details: &[
                "Drivers are asked not to move barriers or to follow a satnav through flood water: two cars had to be pulled out of Bishop's Drove overnight.",
                "Buses between Wexcombe and Coldwater run by way of Beacon Hill Road, with delays of up to forty minutes, and school transport is cancelled for the rest of the week.",
            ],
            quotes: &[
                "Councillor Tobias Penhale, cabinet member for highways and transport, said: “Highway crews have worked three nights without a break. If a road is shut there is a reason, so please turn round.”",
            ],
        },
    ),
    (
        13,
        Story {
            months: &[],
            speaker: 3,
            headlines: &["Grants of £500 for households flooded by the Averil open today"],
            leads: &[
                "Households whose homes were flooded this week can claim £500 straight away to pay for cleaning, clothes and somewhere to stay, through a form that takes five minutes.",
            ],
            details: &[
                "Around 310 homes and forty businesses are known to have been flooded, most of them in Millhanger, Eastgate and the lower part of Ashenford.",
                "Skips for wet carpets and furniture will be left in eleven streets from Saturday morning, and charges for bulky collections are waived until the end of March.",
            ],
            quotes: &[
                "“The form is short on purpose. If you were flooded, tell us your name and address and we will do the rest,” said Councillor Imran Fellowes, cabinet member for housing and communities.",
            ],
        },
    ),
    (
        23,
        Story {
            months: &[],
            speaker: 0,
            headlines: &["Independent review will ask what could have been done better in the flood"],
            leads: &[
                "An independent review will look at how warnings were given, how quickly people were answered and whether drains and gullies were ready for the flood of 9 February.",
            ],
            details: &[
                "Residents can give evidence in writing or in person at four public meetings, the first of which will be held at Dunmere Library on Thursday 12 March.",
                "The council took more than nine thousand calls in six days, and has said that many who wrote on social media waited far too long for a reply.",
            ],
            quotes: &[
                "Councillor Marian Oldacre, leader of the council, said: “People asked us simple questions in a frightening week, and too often they heard nothing. We owe them an honest account.”",
            ],
        },
    ),
];
