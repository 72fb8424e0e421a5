//! X analytics by post and by day, in the layouts of 2014–23 and of 2024.

use chrono::{Days, NaiveDate};

use super::clock::{DAY, Seconds, date, midnight, utc};
use super::draw::Draw;
use super::places::HANDLE;
use super::table::{quoted_row, row};
use super::timeline::{Kind, Post, Timeline};

/// The files as (path, contents). Ranges overlap; a later file has later counts.
pub(super) fn files(timeline: &Timeline) -> Vec<(String, String)> {
    let posts = Posts::new(timeline);
    let mut files = Vec::new();
    for (from, to) in [((2025, 4, 1), (2025, 6, 1)), ((2025, 5, 12), (2025, 7, 12)), ((2025, 7, 1), (2025, 9, 1))] {
        let (from, to) = (day(from), day(to));
        let name = format!("tweet_activity_metrics_{HANDLE}_{}_{}_en.csv", from.format("%Y%m%d"), to.format("%Y%m%d"));
        files.push((format!("x-posts-2014/{name}"), posts.layout_2014(from, to)));
    }
    let (from, to) = (date(2025, 7, 1), date(2025, 8, 1));
    let name = format!("daily_tweet_activity_metrics_{HANDLE}_{}_{}_en.csv", from.format("%Y%m%d"), to.format("%Y%m%d"));
    files.push((format!("x-days-2014/{name}"), posts.by_day(from, to)));
    let ranges = [
        ((2025, 8, 18), (2025, 11, 16), Header::Older),
        ((2025, 11, 3), (2026, 1, 31), Header::Newer),
        ((2026, 1, 26), (2026, 4, 25), Header::Newer),
        ((2026, 4, 20), (2026, 7, 12), Header::Newer),
        ((2026, 7, 4), (2026, 9, 30), Header::Newer),
    ];
    for (from, to, header) in ranges {
        let (from, to) = (day(from), day(to));
        files.push((format!("x-posts-2024/account_analytics_content_{from}_{to}.csv"), posts.layout_2024(from, to, header)));
    }
    files
}

fn day((year, month, day): (i32, u32, u32)) -> NaiveDate {
    date(year, month, day)
}

#[derive(Debug, Clone, Copy)]
enum Header {
    Older,
    Newer,
}

/// A post's counts at the time of an export.
#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    impressions: i64,
    reposts: i64,
    replies: i64,
    likes: i64,
    profile: i64,
    url: i64,
    hashtag: i64,
    expands: i64,
    permalink: i64,
    follows: i64,
    bookmarks: i64,
    shares: i64,
}

impl Counts {
    fn engagements(&self) -> i64 {
        self.reposts + self.replies + self.likes + self.profile + self.url + self.hashtag + self.expands + self.permalink + self.follows
    }
}

#[derive(Debug)]
struct Posts<'a> {
    timeline: &'a Timeline,
    ids: Vec<u64>,
    /// Lifetime counts, by index.
    lifetime: Vec<Counts>,
}

impl<'a> Posts<'a> {
    fn new(timeline: &'a Timeline) -> Posts<'a> {
        let mut draw = Draw::new("analytics");
        let mut replies = vec![0; timeline.posts.len()];
        for post in &timeline.posts {
            if let Some(parent) = post.parent {
                replies[parent] += 1;
            }
        }
        let lifetime = timeline.posts.iter().zip(replies).map(|(post, replies)| lifetime(&mut draw, post, replies)).collect();
        Posts { timeline, ids: timeline.snowflakes(), lifetime }
    }

    /// The account's posts of these days in UTC, newest first, without reposts: analytics leave those out.
    fn between(&self, from: Seconds, to: Seconds) -> Vec<usize> {
        let mut chosen = self.timeline.in_order();
        chosen.retain(|index| {
            let post = &self.timeline.posts[*index];
            post.author.is_none() && post.kind != Some(Kind::Repost) && (from..to).contains(&post.at)
        });
        chosen.reverse();
        chosen
    }

    /// Counts grow with the days since the post; most of them come at once.
    fn counts(&self, index: usize, exported: Seconds) -> Counts {
        let days = ((exported - self.timeline.posts[index].at) / DAY).max(0) + 1;
        let grown = |count: i64| count * days * 10 / (days * 10 + 9);
        let all = self.lifetime[index];
        Counts {
            impressions: grown(all.impressions) + 9,
            reposts: grown(all.reposts),
            replies: all.replies,
            likes: grown(all.likes),
            profile: grown(all.profile),
            url: grown(all.url),
            hashtag: grown(all.hashtag),
            expands: grown(all.expands),
            permalink: grown(all.permalink),
            follows: grown(all.follows),
            bookmarks: grown(all.bookmarks),
            shares: grown(all.shares),
        }
    }

    fn layout_2014(&self, from: NaiveDate, to: NaiveDate) -> String {
        let names = "Tweet id,Tweet permalink,Tweet text,time,impressions,engagements,engagement rate,retweets,replies,likes,user profile clicks,\
                     url clicks,hashtag clicks,detail expands,permalink clicks,app opens,app installs,follows,email tweet,dial phone,media views,\
                     media engagements";
        let mut out = String::new();
        quoted_row(&mut out, &with_promoted(names, 4));
        for index in self.between(midnight(from), midnight(to)) {
            let post = &self.timeline.posts[index];
            let counts = self.counts(index, midnight(to) + 2 * DAY);
            let float = |count: i64| format!("{count}.0");
            let mut cells = vec![
                self.ids[index].to_string(),
                format!("https://twitter.com/{HANDLE}/status/{}", self.ids[index]),
                post.text.clone(),
                utc(post.at).format("%Y-%m-%d %H:%M +0000").to_string(),
                float(counts.impressions),
                float(counts.engagements()),
                rate(counts),
            ];
            let early = [
                counts.reposts,
                counts.replies,
                counts.likes,
                counts.profile,
                counts.url,
                counts.hashtag,
                counts.expands,
                counts.permalink,
            ];
            cells.extend(early.map(float));
            cells.extend([0, 0, counts.follows, 0, 0, 0, 0].map(|count| count.to_string()));
            cells.extend(std::iter::repeat_n("-".to_owned(), 18));
            quoted_row(&mut out, &cells);
        }
        out
    }

    /// What happened on each day, whenever the post was sent: the posts of the day and three tenths of the day before's.
    fn by_day(&self, from: NaiveDate, to: NaiveDate) -> String {
        let names = "Date,Tweets published,impressions,engagements,engagement rate,retweets,replies,likes,user profile clicks,url clicks,\
                     hashtag clicks,detail expands,permalink clicks,app opens,app installs,follows,email tweet,dial phone,media views,media engagements";
        let mut out = String::new();
        quoted_row(&mut out, &with_promoted(names, 2));
        for day in from.iter_days().take_while(|day| *day < to) {
            let today = self.between(midnight(day), midnight(day + Days::new(1)));
            let before = self.between(midnight(day - Days::new(1)), midnight(day));
            let mut sum = Counts::default();
            for (posts, tenths) in [(&today, 7), (&before, 3)] {
                for index in posts {
                    let all = self.lifetime[*index];
                    sum.impressions += all.impressions * tenths / 10;
                    sum.reposts += all.reposts * tenths / 10;
                    sum.replies += all.replies * tenths / 10;
                    sum.likes += all.likes * tenths / 10;
                    sum.profile += all.profile * tenths / 10;
                    sum.url += all.url * tenths / 10;
                    sum.hashtag += all.hashtag * tenths / 10;
                    sum.expands += all.expands * tenths / 10;
                    sum.permalink += all.permalink * tenths / 10;
                    sum.follows += all.follows * tenths / 10;
                }
            }
            let mut cells =
                vec![day.to_string(), today.len().to_string(), sum.impressions.to_string(), sum.engagements().to_string(), rate(sum)];
            let counts = [
                sum.reposts,
                sum.replies,
                sum.likes,
                sum.profile,
                sum.url,
                sum.hashtag,
                sum.expands,
                sum.permalink,
                0,
                0,
                sum.follows,
                0,
                0,
                0,
                0,
            ];
            cells.extend(counts.map(|count| count.to_string()));
            cells.extend(std::iter::repeat_n("-".to_owned(), 18));
            quoted_row(&mut out, &cells);
        }
        out
    }

    /// `to` is the last day. The older header came with dates without commas and lines that end as on Windows.
    fn layout_2024(&self, from: NaiveDate, to: NaiveDate, header: Header) -> String {
        let (names, date_format, line_end) = match header {
            Header::Older => (
                "Post id,Date,Post text,Link,Impressions,Likes,Engagements,Bookmarks,Share,New follows,Replies,Reposts,Profile visits,\
                 Detail expands,Url clicks,Hashtag clicks,Permalink clicks",
                "%a %b %d %Y",
                "\r\n",
            ),
            Header::Newer => (
                "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts,Profile visits,\
                 Detail Expands,URL Clicks,Hashtag Clicks,Permalink Clicks",
                "%a, %b %-d, %Y",
                "\n",
            ),
        };
        let mut out = format!("{names}{line_end}");
        let end = midnight(to + Days::new(1));
        for index in self.between(midnight(from), end) {
            let post = &self.timeline.posts[index];
            let counts = self.counts(index, end);
            let text = cut(&post.text, self.ids[index]).replace('&', "&amp;");
            let numbers = [
                counts.impressions,
                counts.likes,
                counts.engagements(),
                counts.bookmarks,
                counts.shares,
                counts.follows,
                counts.replies,
                counts.reposts,
                counts.profile,
                counts.expands,
                counts.url,
                counts.hashtag,
                counts.permalink,
            ];
            let mut cells = vec![
                self.ids[index].to_string(),
                utc(post.at).format(date_format).to_string(),
                text,
                format!("https://x.com/{HANDLE}/status/{}", self.ids[index]),
            ];
            cells.extend(numbers.map(|count| count.to_string()));
            row(&mut out, &cells, line_end);
        }
        out
    }
}

/// Long texts end at about 280 characters, with a link to the whole.
pub(super) fn cut(text: &str, id: u64) -> String {
    if text.chars().count() <= 280 {
        return text.to_owned();
    }
    let start: String = text.chars().take(275).collect();
    let token = Draw::new(&id.to_string()).token();
    format!("{}… https://t.co/{token}", start.trim_end())
}

/// The header: after `plain` names, each is said once more, of advertisements.
fn with_promoted(names: &str, plain: usize) -> Vec<String> {
    let promoted = names.split(',').skip(plain).map(|name| format!("promoted {name}"));
    names.split(',').map(str::to_owned).chain(promoted).collect()
}

fn rate(counts: Counts) -> String {
    if counts.impressions == 0 { "0.0".to_owned() } else { format!("{:?}", counts.engagements() as f64 / counts.impressions as f64) }
}

fn lifetime(draw: &mut Draw, post: &Post, replies: i64) -> Counts {
    let flood = (midnight(date(2026, 2, 9))..midnight(date(2026, 2, 16))).contains(&post.at);
    let seen = match post.kind {
        Some(Kind::Reply | Kind::Continuation) => draw.between(25, 260),
        Some(Kind::Announcement) => draw.between(700, 1_900) + if draw.chance(12) { draw.between(1_500, 9_000) } else { 0 },
        Some(Kind::Repeat) => draw.between(220, 800),
        _ => draw.between(350, 1_300),
    } * if flood { 7 } else { 1 };
    // So many in ten thousand of those who saw it, give or take.
    let mut share = |per: i64| seen * draw.between(per / 3, per * 2) / 10_000;
    let linked = i64::from(!post.links.is_empty());
    Counts {
        impressions: seen,
        reposts: share(24),
        replies,
        likes: share(60),
        profile: share(30),
        url: share(110) * linked,
        hashtag: if post.text.contains('#') { share(9) } else { 0 },
        expands: share(140),
        permalink: share(6),
        follows: share(4),
        bookmarks: share(5),
        shares: share(7),
    }
}
