//! The page's exports: its posts as Business Suite gives them, and its days in the layout of Page Insights, which count all followers.

use chrono::{Datelike, Days, NaiveDate};

use super::clock::{DAY, Seconds, date, is_weekend, local, london, midnight};
use super::draw::Draw;
use super::page::in_flood;
use super::places::{PAGE, PAGE_ID};
use super::table::row;
use super::timeline::{Kind, Post, Timeline};

/// The files as (path, contents). Ranges overlap; a later file has later counts.
pub(super) fn files(page: &Timeline) -> Vec<(String, String)> {
    let posts = Posts::new(page);
    let mut files = Vec::new();
    let ranges = [((2025, 4, 1), (2026, 1, 31), 1_187_400_000_000_517_u64), ((2025, 12, 1), (2026, 9, 30), 1_187_400_000_000_932)];
    for (from, to, number) in ranges {
        let (from, to) = (day(from), day(to));
        let name = format!("{}_{}_{number}.csv", from.format("%b-%d-%Y"), to.format("%b-%d-%Y"));
        files.push((format!("facebook-posts/{name}"), posts.file(from, to)));
    }
    let days = days(&posts);
    // Nobody made an export between the first and the second.
    for (from, to) in [((2025, 4, 1), (2025, 9, 14)), ((2025, 10, 20), (2026, 4, 12)), ((2026, 4, 6), (2026, 9, 29))] {
        let (from, to) = (day(from), day(to));
        let name = format!("Facebook Insights Data Export - {PAGE} - {from} - {to}.csv");
        files.push((format!("facebook-days/{name}"), by_day(&days, from, to)));
    }
    files
}

fn day((year, month, day): (i32, u32, u32)) -> NaiveDate {
    date(year, month, day)
}

/// Ids of sixteen digits that grow with time, by index.
pub(super) fn ids(page: &Timeline) -> Vec<u64> {
    let mut draw = Draw::new(page.account);
    let since = |at: Seconds| (at - midnight(date(2025, 4, 1))) as u64;
    page.posts.iter().map(|post| 1_220_000_000_000_000 + since(post.at) * 1_000 + draw.between(0, 999) as u64).collect()
}

/// A post's counts at the time of an export.
#[derive(Debug, Clone, Copy)]
struct Counts {
    views: i64,
    reach: i64,
    reactions: i64,
    comments: i64,
    shares: i64,
    photo: i64,
    other: i64,
    link: i64,
}

#[derive(Debug)]
struct Posts<'a> {
    page: &'a Timeline,
    ids: Vec<u64>,
    /// Lifetime counts, by index.
    lifetime: Vec<Counts>,
}

impl<'a> Posts<'a> {
    fn new(page: &'a Timeline) -> Posts<'a> {
        let mut draw = Draw::new("page counts");
        Posts { page, ids: ids(page), lifetime: page.posts.iter().map(|post| lifetime(&mut draw, post)).collect() }
    }

    /// Counts grow with the days since the post; most of them come at once.
    fn counts(&self, index: usize, exported: Seconds) -> Counts {
        let days = ((exported - self.page.posts[index].at) / DAY).max(0) + 1;
        let grown = |count: i64| count * days * 10 / (days * 10 + 7);
        let all = self.lifetime[index];
        Counts {
            views: grown(all.views),
            reach: grown(all.reach),
            reactions: grown(all.reactions),
            comments: grown(all.comments),
            shares: grown(all.shares),
            photo: grown(all.photo),
            other: grown(all.other),
            link: grown(all.link),
        }
    }

    /// The posts of these days, newest first. Captions stand under either of two names, and times are London's to the minute.
    fn file(&self, from: NaiveDate, to: NaiveDate) -> String {
        let names = "Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Caption type,Permalink,Is crosspost,Is share,\
                     Post type,Languages,Custom labels,Funded content status,Data comment,Date,Views,Reach,\"Reactions, Comments and Shares\",\
                     Reactions,Comments,Shares,Total clicks,Matched Audience Targeting Consumption (Photo Click),Other Clicks,Link Clicks,\
                     Seconds viewed,Average Seconds viewed,Estimated earnings (USD)";
        let mut out = format!("\u{feff}{names}\n");
        let end = london(to + Days::new(1), 0, 0, 0);
        let mut chosen = self.page.in_order();
        chosen.retain(|index| (london(from, 0, 0, 0)..end).contains(&self.page.posts[*index].at));
        for index in chosen.into_iter().rev() {
            let (post, counts) = (&self.page.posts[index], self.counts(index, end));
            let (day, hour, minute) = local(post.at);
            let kind = kind_of(post);
            let (title, description) = if kind == "Photos" { ("", post.text.as_str()) } else { (post.text.as_str(), "") };
            let (id, published) = (self.ids[index].to_string(), format!("{} {hour:02}:{minute:02}", day.format("%m/%d/%Y")));
            let permalink = format!("https://www.facebook.com/{PAGE_ID}/posts/{id}");
            let is_share = if post.kind == Some(Kind::Repost) { "1" } else { "0" };
            let place = [&id, PAGE_ID, PAGE, title, description, "0", &published, "N/A", &permalink, "0", is_share, kind];
            let mut cells = place.map(str::to_owned).to_vec();
            cells.extend(["", "", "", "", "Lifetime"].map(str::to_owned));
            let numbers = [
                counts.views,
                counts.reach,
                counts.reactions + counts.comments + counts.shares,
                counts.reactions,
                counts.comments,
                counts.shares,
                counts.photo + counts.other + counts.link,
                counts.photo,
                counts.other,
                counts.link,
            ];
            cells.extend(numbers.map(|count| count.to_string()));
            cells.extend(["", "", ""].map(str::to_owned));
            row(&mut out, &cells, "\n");
        }
        out
    }
}

fn kind_of(post: &Post) -> &'static str {
    match post.kind {
        Some(Kind::Repost) => "Links",
        _ if post.text.contains("https://") => "Links",
        _ => "Photos",
    }
}

fn lifetime(draw: &mut Draw, post: &Post) -> Counts {
    let is_own = post.carries.is_none();
    let reach = match post.kind {
        Some(Kind::Announcement) => draw.between(900, 2_600) + if draw.chance(12) { draw.between(1_500, 4_500) } else { 0 },
        Some(Kind::Repeat) if is_own => draw.between(600, 1_500),
        Some(Kind::Repeat | Kind::Repost) => draw.between(260, 900),
        _ => draw.between(480, 1_700),
    } * if in_flood(local(post.at).0) { 5 } else { 1 };
    // So many in ten thousand of those whom it reached, give or take; more where it speaks plainly.
    let mut share = |per: i64, plainer: i64| {
        let per = if is_own { per * plainer } else { per };
        reach * draw.between(per / 2, per * 3 / 2) / 10_000
    };
    let kind = kind_of(post);
    Counts {
        views: reach + share(4_200, 1),
        reach,
        reactions: share(95, 3),
        comments: share(40, 2),
        shares: share(28, 2),
        photo: if kind == "Photos" { share(120, 2) } else { 0 },
        other: share(150, 2),
        link: if kind == "Links" { share(130, 1) } else { 0 },
    }
}

/// The page's figures of one day.
#[derive(Debug)]
struct Day {
    day: NaiveDate,
    likes: i64,
    followers: i64,
    new_likes: i64,
    unlikes: i64,
    engaged: i64,
    reach: i64,
}

/// Every day of the story: followers come slowly, and many at once while the river is high; some leave again afterwards.
fn days(posts: &Posts) -> Vec<Day> {
    let mut draw = Draw::new("page days");
    let (mut likes, mut followers) = (5_710, 6_140);
    let mut out = Vec::new();
    for day in date(2025, 4, 1).iter_days().take_while(|day| *day < date(2026, 10, 1)) {
        let since_flood = (day - date(2026, 2, 15)).num_days();
        let (come, go) = match since_flood {
            _ if in_flood(day) => (draw.between(50, 130), draw.between(0, 4)),
            1..=14 => (draw.between(4, 18), draw.between(1, 6)),
            15..=70 => (draw.between(0, 4), draw.between(0, 5)),
            _ if is_weekend(day) => (draw.between(0, 2), draw.between(0, 1)),
            _ => (draw.between(0, 5), draw.between(0, 3)),
        };
        let (new_likes, unlikes) = (come * draw.between(5, 9) / 10, go * draw.between(3, 9) / 10);
        followers += come - go;
        likes += new_likes - unlikes;
        let (mut reach, mut engaged) = (draw.between(60, 240), draw.between(2, 14));
        for (post, counts) in posts.page.posts.iter().zip(&posts.lifetime) {
            let tenths = match (day - local(post.at).0).num_days() {
                0 => 7,
                1 => 2,
                _ => continue,
            };
            reach += counts.reach * tenths / 10;
            engaged += (counts.reactions + counts.comments) * tenths / 10;
        }
        out.push(Day { day, likes, followers, new_likes, unlikes, engaged, reach });
    }
    out
}

/// `to` is the last day. The second line describes the figures of the first.
fn by_day(days: &[Day], from: NaiveDate, to: NaiveDate) -> String {
    const FIGURES: [(&str, &str); 6] = [
        ("Lifetime Total Likes", "Lifetime: The total number of people who have liked your Page. (Unique Users)"),
        ("Lifetime Total Follows", "Lifetime: The total number of people who follow your Page. (Unique Users)"),
        ("Daily New Likes", "Daily: The number of new people who have liked your Page (Unique Users)"),
        ("Daily Unlikes", "Daily: The number of Unlikes of your Page (Unique Users)"),
        (
            "Daily Page Engaged Users",
            "Daily: The number of people who engaged with your Page. Engagement includes any click or story created. (Unique Users)",
        ),
        ("Daily Total Reach", "Daily: The number of people who have seen any content associated with your Page. (Unique Users)"),
    ];
    let mut out = "\u{feff}".to_owned();
    let line = |first: &str, cells: [String; 6]| [vec![first.to_owned()], cells.to_vec()].concat();
    row(&mut out, &line("Date", FIGURES.map(|(title, _)| title.to_owned())), "\n");
    row(&mut out, &line("", FIGURES.map(|(_, description)| description.to_owned())), "\n");
    for one in days.iter().filter(|one| (from..=to).contains(&one.day)) {
        let written = format!("{:02}/{:02}/{}", one.day.month(), one.day.day(), one.day.year());
        let counts = [one.likes, one.followers, one.new_likes, one.unlikes, one.engaged, one.reach];
        row(&mut out, &line(&written, counts.map(|count| count.to_string())), "\n");
    }
    out
}
