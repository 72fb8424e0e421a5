//! What the page on Facebook says in words of its own.

/// Months in which it is said (empty for any), whether it may be said again weeks later, and the words. Each is said once.
pub(super) const LEAFLETS: &[(&[u32], bool, &str)] = &[
    (
        &[4, 5],
        false,
        "The paddling pool in {park} is being painted. Blue won, by {hundreds} of your votes to {n}. It should be dry and full by {date}, and it stays free for everyone. There is a shady bit for prams, and the ice-cream van has promised to come.",
    ),
    (
        &[4, 5],
        false,
        "{name} from our parks crew found a nest of ducklings in the bandstand at {park}. We have put a fence round them and moved Sunday's brass band to the car park. Nobody has complained yet, ducks included.",
    ),
    (
        &[5, 6],
        false,
        "Going away this summer? Check your child's passport now rather than the week before. We don't issue them, but {library} can take the photo and help with the form for {few} pounds. No appointment, any weekday before four.",
    ),
    (
        &[6, 7],
        false,
        "Hot weekend ahead. The water fountains in {park}, outside {library} and by the bus station all work. Please look in on a neighbour who lives alone, and don't swim in the quarry: it is far colder than it looks.",
    ),
    (
        &[6, 7],
        false,
        "We got it wrong. The grass on {road} was cut last week although we had said that we would leave it for the bees. We have talked to the contractor, put up signs, and {name} is sowing the verge again on {soon}.",
    ),
    (
        &[7],
        false,
        "Summer reading starts at all four libraries. Six books, six stickers and a medal at the end. Last year {hundreds} children finished. Grown-ups may join in; there is no medal for them but there are biscuits.",
    ),
    (
        &[7, 8],
        false,
        "Holiday lunches: every child who gets free school meals can have a hot lunch and an afternoon of games at {pool}, Monday to Thursday until the end of August. You don't have to prove anything at the door. Just come.",
    ),
    (
        &[6, 7],
        false,
        "Starting school this September? Come and see the classroom first. {school} has an open morning on {soon}, and so have most others. Ring the school office, tell them we sent you, and wear something that can get paint on it.",
    ),
    (
        &[9],
        true,
        "If you are 16 and stay on at college you may get help with the bus fare. It takes ten minutes to ask for, and last year one in three who could have had it never did. Sixth forms have the form, and so do we at the Guildhall.",
    ),
    (
        &[9, 10],
        false,
        "Apples! The old trees behind {library} have had their best year since we planted them. Bring a bag on {saturday} and take what you can carry. {name} will be there with a press and a lot of paper cups.",
    ),
    (
        &[10],
        false,
        "The clocks go back on the last Sunday of the month. That is a good evening to press the button on your smoke alarm as well. If it doesn't beep, the fire service will fit a new one free of charge, whoever you are and whoever owns the house.",
    ),
    (
        &[10, 11],
        false,
        "Leaves: we sweep the long avenues first, because that is where people slip. If your street has a bad spot tell us the nearest house number, and we will send {name} with the small machine. Last week that was {n} of them.",
    ),
    (
        &[11],
        false,
        "The lights go on in the Market Square on {saturday} at {evening}. The switch will be pressed by {name}, who is nine, and who wrote to us to say that it is always somebody from the radio and that this is not fair.",
    ),
    (
        &[11, 12],
        true,
        "Worried about the heating? Every library is warm, free and open to anybody who wants to sit down. Nobody will ask why. There is tea from ten, and on Wednesdays somebody who can go through a bill with you.",
    ),
    (
        &[12],
        false,
        "Bins over Christmas: two days late in the first week, one day late in the second, then back to normal. Real trees go out with the garden waste, without the pot. Wrapping paper that tears goes in with the paper.",
    ),
    (
        &[12],
        false,
        "To the person who left a box of {n} knitted hats at the reception of the Guildhall: thank you. All of them have found a head. If you would like yours back for washing next spring, you know where we are.",
    ),
    (
        &[1],
        true,
        "Old sofa? A bulky collection costs less than you think, three things a time, and nothing if you get help with council tax. If it still has some sitting in it, the reuse shop in {ward} will come and fetch it.",
    ),
    (
        &[1, 2],
        false,
        "Gritters go out at {evening} tonight and again before dawn. We do the hills, the bus routes and the roads to the hospital. We can't do every cul-de-sac, so the yellow bins are there for you: two shovels go a long way.",
    ),
    (
        &[3],
        false,
        "Mud, silt and an awful lot of twigs: the flood has left a lot behind by {park}. We are clearing it on {saturday} from ten. Gloves, forks and soup are provided. Wear boots that you have fallen out of love with.",
    ),
    (
        &[3],
        false,
        "Weeks after the flood there are still families in {ward} who live upstairs. If you know somebody who hasn't asked for help yet, please knock and give them {name}'s number: 01632 960144. It is a real desk with a real person.",
    ),
    (
        &[3, 4],
        true,
        "Allotments: {n} plots came free over the winter, most of them in {ward}. Half a plot is plenty for a beginner. There is water, a shed to share, and an old hand called {name} who will tell you what you are doing wrong.",
    ),
    (
        &[4],
        false,
        "You need photo ID to vote in person in May. A bus pass for over-60s will do, and so will a passport that has run out, as long as it still looks like you. If you have none of these we can make you a free card until {soon}.",
    ),
    (
        &[5, 6],
        false,
        "Does anybody recognise this dog? He has got on the number 9 at {road} four mornings running, travels to the Market Square, and goes home at tea time. The drivers have named him Clive. He has no ticket.",
    ),
    (
        &[6, 7],
        false,
        "It is carnival day on {saturday}. {road} and {road2} are closed to cars from nine to five and open to everyone else. Blue badge parking is behind {library}. Bring water, bring a hat, and wave at the bin lorry: it has been polished.",
    ),
    (
        &[7, 8],
        true,
        "Wasps, rats, bed bugs: our pest team comes to council tenants free, and to everyone else for less than most firms ask. Please don't be ashamed to ring. They have seen worse, and they turn up in a plain van.",
    ),
    (
        &[8],
        false,
        "{pool} is shut next week so that we can mend the roof before winter. Swimming lessons move to the other pool at the same hour, and there is a free bus from the door. Members get the week back without asking.",
    ),
    (
        &[9],
        true,
        "Dark evenings are coming. If a street light is out, there is a number on the post: send us that and we will find it, even if you don't know the road. We mend nine in ten within a week. The tenth is always a cable.",
    ),
    (
        &[9, 10],
        false,
        "Flu jabs at the market hall on {saturday}, no booking, ten till three. Pregnant, over 65, a carer, or living with somebody who is ill? It is free. There is parking behind, and somebody to hold the baby.",
    ),
    (
        &[],
        false,
        "Free trees for anyone with a garden: hazel, rowan or crab apple, about as tall as a toddler. Pick yours up at {tip} on {saturday} and we will show you how deep to dig. One a household until they are gone.",
    ),
    (
        &[],
        false,
        "A thank-you card from {school} arrived today, signed by all of class four, for mending the gate. It took {name} ten minutes and it was the best post we have had this year, so we pinned it up in the depot.",
    ),
    (
        &[4, 5],
        true,
        "If you have moved house, tell us once. One form changes your council tax, your vote, your bins and your library card. It doesn't change your parking permit yet. We know. We are working on that one.",
    ),
    (
        &[],
        true,
        "Carers: if you look after somebody who couldn't manage without you, you count as one even if you'd never call yourself that. There is a coffee morning at {library} every other Tuesday, and a quiet room if you would rather just sit.",
    ),
];

/// The same in the week of the flood, a day each; whether it may be said again days later.
pub(super) const FLOOD_LEAFLETS: &[(bool, &str)] = &[
    (
        true,
        "If you live near the river, please read this and tell the people next door. Put what you can't replace upstairs. Turn off the gas and the electricity if you can reach the switch without getting wet. If we knock, come with us. Pets can come too.",
    ),
    (
        true,
        "Where to go tonight: Averil Leisure Centre is warm, dry and open all night. There are beds, hot food, chargers and a corner for children. You don't have to register and you don't have to live in a street that is under water.",
    ),
    (
        false,
        "Schools tomorrow: {school} is shut, and so is every school on this side of the bridge. The others are open. Heads will text parents by seven. If you work for the emergency services ring us and we will find a place for your child.",
    ),
    (
        true,
        "We have had more comments here than we can answer. We are reading for one thing only: people in danger. If that is you ring 999. If you need to be moved but nobody is hurt, ring 01632 960199, day and night.",
    ),
    (
        false,
        "What you can bring to the rest centre: towels, nappies, phone chargers, dog food. What we have enough of: clothes, soft toys, tinned soup. Thank you. The queue of cars this morning reached all the way to {road}.",
    ),
    (
        false,
        "The water has stopped rising. It will be days before it is gone. Please don't go home to look, not even quickly: the bridge on {road} has not been checked, and there are covers missing under the water where you can't see them.",
    ),
    (
        true,
        "Going home? Take pictures of everything before you move it. Don't switch on the electricity until somebody has looked at it. Throw away food that got wet. {name} and thirty others are going from door to door with gloves and bleach.",
    ),
];

/// What it says above somebody else's post that it shares.
pub(super) const SHARED: &[&str] = &[
    "From our friends at the rivers trust: a walk along the bank with somebody who knows every bird.",
    "The bus company has a new timetable. Worth a look before Monday.",
    "Our libraries have put their summer pictures up.",
    "The hospital is looking for volunteers with an hour to spare.",
    "From the fire service: three minutes that could save your kitchen.",
    "What the visitors' centre has planned for the holidays.",
];
