//! What really happened, as the script knows it: tests hold what Earshot computes against this.

use std::collections::BTreeSet;
use std::io;

use chrono::{Datelike, NaiveDate, SecondsFormat};
use serde::Serialize;

use super::clock::{Seconds, end, local, utc};
use super::places::{ACCOUNT_ID, HANDLE, PAGE, PAGE_ID};
use super::releases::Newsroom;
use super::table::row;
use super::timeline::{Band, Kind, Opportunity, Place, Post, Timeline};
use super::x_archive::conversation_id;

/// An account's timeline and the native ids of its posts.
#[derive(Debug)]
pub(super) struct Told<'a> {
    pub(super) timeline: &'a Timeline,
    pub(super) ids: &'a [u64],
}

/// Every public message of an account: what it is, what it carries, and the rung on which it stands.
pub(super) fn posts(told: &[Told], newsroom: &Newsroom) -> String {
    let mut out = String::new();
    row(&mut out, &["post_id", "kind", "release_guid", "repeat_of", "band", "rung", "account"].map(str::to_owned), "\n");
    for Told { timeline, ids } in told {
        for index in timeline.in_order() {
            let post = &timeline.posts[index];
            let Some(kind) = post.kind else { continue };
            let cells = [
                ids[index].to_string(),
                kind.word().to_owned(),
                post.carries.map_or(String::new(), |(release, _)| newsroom.releases[release].guid.clone()),
                post.repeat_of.map_or(String::new(), |source| ids[source].to_string()),
                post.carries.map_or(String::new(), |(_, band)| band.word().to_owned()),
                rung(timeline, post).unwrap_or_default().to_owned(),
                timeline.account.to_owned(),
            ];
            row(&mut out, &cells, "\n");
        }
    }
    out
}

/// Every opportunity, by arrival.
pub(super) fn answers(told: &[Told]) -> String {
    let mut out = String::new();
    row(&mut out, &["account", "conversation", "person", "arrived_at", "answered_at", "engaged", "channel"].map(str::to_owned), "\n");
    for Told { timeline, ids } in told {
        let mut order: Vec<&Opportunity> = timeline.opportunities.iter().collect();
        order.sort_by_key(|one| one.arrived);
        for one in order {
            let person = &timeline.people[one.person];
            let (conversation, channel) = match one.place {
                Place::Public { root } => (ids[root].to_string(), "public"),
                Place::Direct { .. } => (conversation_id(person.id), "direct"),
            };
            let cells = [
                timeline.account.to_owned(),
                conversation,
                if person.only_direct { person.id.to_string() } else { person.handle.clone() },
                rfc3339(one.arrived),
                one.answered.map_or(String::new(), rfc3339),
                one.engaged.to_string(),
                channel.to_owned(),
            ];
            row(&mut out, &cells, "\n");
        }
    }
    out
}

fn rfc3339(at: Seconds) -> String {
    utc(at).to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// On which rung of the ladder it stands; none for reposts and continuations.
fn rung(timeline: &Timeline, post: &Post) -> Option<&'static str> {
    let churn = matches!(post.carries, Some((_, Band::Verbatim | Band::Mostly)));
    match post.kind? {
        Kind::Repost | Kind::Continuation => None,
        Kind::Reply | Kind::Mention if timeline.is_dialogue(post) => Some("dialogue"),
        Kind::Reply => Some("reply"),
        Kind::Mention => Some("mention"),
        _ if churn => Some("release"),
        Kind::Repeat => Some("repeat"),
        _ => Some("announcement"),
    }
}

#[derive(Debug, Serialize)]
struct Totals<'a> {
    as_of: String,
    zone: &'static str,
    releases: usize,
    accounts: Vec<Account<'a>>,
}

#[derive(Debug, Serialize)]
struct Account<'a> {
    account: &'a str,
    account_id: Option<&'a str>,
    /// Of the account's newest message, or of the public's.
    last_message: String,
    last_outbound: String,
    /// `None`: nothing is told of the public.
    people: Option<usize>,
    people_answered: usize,
    /// Of these people, how many wrote both in public and in private, and are one person only if ids are mapped to handles.
    people_public_and_direct: usize,
    all: Counts,
    months: Vec<InMonth>,
}

#[derive(Debug, Serialize)]
struct InMonth {
    month: String,
    #[serde(flatten)]
    counts: Counts,
}

/// Months are calendar months in London: messages by their own time, opportunities by arrival, conversations by each inbound message.
#[derive(Debug, Default, Serialize)]
struct Counts {
    /// Public, direct, reposts and continuations, all of them.
    outbound: usize,
    outbound_public: usize,
    outbound_direct: usize,
    inbound: usize,
    inbound_public: usize,
    inbound_direct: usize,
    inbound_unassigned: usize,
    reposts: usize,
    replies: usize,
    mention_starts: usize,
    broadcasts: usize,
    continuations: usize,
    /// Broadcasts that carry a release at `mostly` or above, repeats of such among them.
    churn: usize,
    quotes: usize,
    repeats: usize,
    /// Churn or repeat.
    recycled: usize,
    rung_release: usize,
    rung_repeat: usize,
    rung_announcement: usize,
    rung_mention: usize,
    rung_reply: usize,
    rung_dialogue: usize,
    conversations: usize,
    conversations_direct: usize,
    conversations_answered: usize,
    conversations_engaged: usize,
    conversations_engaged_direct: usize,
    opportunities: usize,
    opportunities_direct: usize,
    answered: usize,
    answered_direct: usize,
    unanswered: usize,
    unanswered_direct: usize,
}

pub(super) fn totals(told: &[Told], newsroom: &Newsroom) -> io::Result<String> {
    let accounts = told.iter().map(|one| account(one.timeline)).collect();
    let totals = Totals { as_of: rfc3339(end()), zone: "Europe/London", releases: newsroom.releases.len(), accounts };
    Ok(serde_json::to_string_pretty(&totals)? + "\n")
}

fn account(timeline: &Timeline) -> Account<'_> {
    let public: BTreeSet<usize> = timeline.posts.iter().filter(|post| !post.aside).filter_map(|post| post.author).collect();
    let direct: BTreeSet<usize> = timeline.directs.iter().filter(|message| !message.ours).map(|message| message.person).collect();
    let answered: BTreeSet<usize> = timeline.opportunities.iter().filter(|one| one.answered.is_some()).map(|one| one.person).collect();
    let public_times = timeline.posts.iter().map(|post| (post.at, post.author.is_none()));
    let times: Vec<(Seconds, bool)> = public_times.chain(timeline.directs.iter().map(|message| (message.at, message.ours))).collect();
    let newest = |ours: bool| rfc3339(times.iter().filter(|(_, own)| *own || !ours).map(|(at, _)| *at).max().unwrap_or_default());
    let mut months: Vec<(i32, u32)> = times.iter().map(|(at, _)| month_of(*at)).collect();
    months.sort_unstable();
    months.dedup();
    Account {
        account: timeline.account,
        account_id: [(HANDLE, ACCOUNT_ID), (PAGE, PAGE_ID)].into_iter().find(|(name, _)| *name == timeline.account).map(|(_, id)| id),
        last_message: newest(false),
        last_outbound: newest(true),
        people: Some(public.union(&direct).count()).filter(|people| *people > 0),
        people_answered: answered.len(),
        people_public_and_direct: public.intersection(&direct).count(),
        all: counts(timeline, |_| true),
        months: months
            .into_iter()
            .map(|month| InMonth { month: format!("{}-{:02}", month.0, month.1), counts: counts(timeline, |at| month_of(at) == month) })
            .collect(),
    }
}

fn month_of(at: Seconds) -> (i32, u32) {
    let day: NaiveDate = local(at).0;
    (day.year(), day.month())
}

fn counts(timeline: &Timeline, within: impl Fn(Seconds) -> bool) -> Counts {
    let mut counts = Counts::default();
    // Conversations of the window: those with an inbound message of it.
    let mut heard: BTreeSet<Place> = BTreeSet::new();
    for post in timeline.posts.iter().filter(|post| within(post.at)) {
        match post.kind {
            None if post.aside => counts.inbound_unassigned += 1,
            None => {
                counts.inbound_public += 1;
                heard.insert(Place::Public { root: post.root });
            }
            Some(kind) => {
                counts.outbound_public += 1;
                said(&mut counts, timeline, post, kind);
            }
        }
    }
    for message in timeline.directs.iter().filter(|message| within(message.at)) {
        if message.ours {
            counts.outbound_direct += 1;
        } else {
            counts.inbound_direct += 1;
            heard.insert(session_of(timeline, message.person, message.at));
        }
    }
    counts.outbound = counts.outbound_public + counts.outbound_direct;
    counts.inbound = counts.inbound_public + counts.inbound_direct;
    counts.conversations = heard.len();
    counts.conversations_direct = heard.iter().filter(|place| is_direct(place)).count();
    for place in &heard {
        let mut here = timeline.opportunities.iter().filter(|one| one.place == *place);
        counts.conversations_answered += usize::from(here.clone().any(|one| one.answered.is_some()));
        if here.any(|one| one.engaged) {
            counts.conversations_engaged += 1;
            counts.conversations_engaged_direct += usize::from(is_direct(place));
        }
    }
    for one in timeline.opportunities.iter().filter(|one| within(one.arrived)) {
        let direct = usize::from(is_direct(&one.place));
        counts.opportunities += 1;
        counts.opportunities_direct += direct;
        if one.answered.is_some() {
            counts.answered += 1;
            counts.answered_direct += direct;
        } else {
            counts.unanswered += 1;
            counts.unanswered_direct += direct;
        }
    }
    counts
}

fn said(counts: &mut Counts, timeline: &Timeline, post: &Post, kind: Kind) {
    match kind {
        Kind::Repost => counts.reposts += 1,
        Kind::Reply => counts.replies += 1,
        Kind::Mention => counts.mention_starts += 1,
        Kind::Continuation => counts.continuations += 1,
        _ => counts.broadcasts += 1,
    }
    let rung = rung(timeline, post);
    match rung {
        Some("release") => counts.rung_release += 1,
        Some("repeat") => counts.rung_repeat += 1,
        Some("announcement") => counts.rung_announcement += 1,
        Some("mention") => counts.rung_mention += 1,
        Some("reply") => counts.rung_reply += 1,
        Some("dialogue") => counts.rung_dialogue += 1,
        _ => {}
    }
    counts.churn += usize::from(rung == Some("release"));
    counts.quotes += usize::from(matches!(post.carries, Some((_, Band::Quotes))));
    counts.repeats += usize::from(kind == Kind::Repeat);
    counts.recycled += usize::from(matches!(rung, Some("release" | "repeat")));
}

fn is_direct(place: &Place) -> bool {
    matches!(place, Place::Direct { .. })
}

/// The session of the person's last opportunity that had arrived by then.
fn session_of(timeline: &Timeline, person: usize, at: Seconds) -> Place {
    let mut arrived = timeline.opportunities.iter().filter(|one| is_direct(&one.place) && one.person == person && one.arrived <= at);
    let mut latest = arrived.next();
    for one in arrived {
        if latest.is_none_or(|latest| one.arrived > latest.arrived) {
            latest = Some(one);
        }
    }
    latest.expect("a message of the public is part of an opportunity").place
}
