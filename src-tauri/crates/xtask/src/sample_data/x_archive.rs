//! The archive of the X account: a zip of scripts, each of which sets one list.

use std::io::{self, Cursor, Write};

use serde::Serialize;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::clock::{end, utc};
use super::draw::Draw;
use super::places::{ACCOUNT_ID, HANDLE, NAME, PARTNERS};
use super::timeline::{Direct, Kind, Post, Timeline, snowflake};
use super::x_analytics::cut;

const TWITTER_TIME: &str = "%a %b %d %H:%M:%S %z %Y";

/// Tweets in the first part; the rest is in a second one, as in big accounts.
const FIRST_PART: usize = 900;

/// The files of the archive as (name in the zip, contents), in order.
pub(super) fn parts(timeline: &Timeline) -> io::Result<Vec<(&'static str, String)>> {
    let ids = timeline.snowflakes();
    let mut own = timeline.in_order();
    own.retain(|index| timeline.posts[*index].author.is_none());
    own.reverse();
    let tweets: Vec<Wrapped> = own.iter().map(|index| Wrapped { tweet: tweet(timeline, &ids, *index) }).collect();
    let notes: Vec<Note> =
        own.iter().filter(|index| is_long(&timeline.posts[**index])).map(|index| note(&timeline.posts[*index], ids[*index])).collect();
    let conversations = conversations(timeline);
    let (first, second) = tweets.split_at(FIRST_PART.min(tweets.len()));
    Ok(vec![
        ("Your archive.html", "<!doctype html>\n<title>Your archive</title>\n<p>Made up, for Earshot.</p>\n".to_owned()),
        ("data/README.txt", "Every file in this folder sets one list. The people and the council are invented.\n".to_owned()),
        ("data/manifest.js", manifest(first.len(), second.len(), notes.len(), conversations.len())),
        ("data/account.js", account()),
        ("data/account-timezone.js", account_timezone()),
        ("data/tweets.js", script("tweets.part0", first)?),
        ("data/tweets-part1.js", script("tweets.part1", second)?),
        ("data/note-tweet.js", script("note_tweet.part0", &notes)?),
        ("data/direct-messages.js", script("direct_messages.part0", &conversations)?),
    ])
}

/// The zip's own name and bytes.
pub(super) fn zip(timeline: &Timeline) -> io::Result<(String, Vec<u8>)> {
    let mut draw = Draw::new("archive");
    let hash: String = (0..4).map(|_| format!("{:016x}", draw.bits())).collect();
    let time = DateTime::from_date_and_time(2026, 10, 1, 0, 0, 0).map_err(io::Error::other)?;
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(time);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in parts(timeline)? {
        zip.start_file(name, options)?;
        zip.write_all(contents.as_bytes())?;
    }
    Ok((format!("twitter-2026-10-01-{hash}.zip"), zip.finish()?.into_inner()))
}

fn script<T: Serialize>(list: &str, items: &[T]) -> io::Result<String> {
    Ok(format!("window.YTD.{list} = {}", serde_json::to_string_pretty(items)?))
}

fn account() -> String {
    format!(
        "window.YTD.account.part0 = [\n  {{\n    \"account\" : {{\n      \"email\" : \"digital@wexcombevale.example\",\n      \"createdVia\" : \"web\",\n      \
         \"username\" : \"{HANDLE}\",\n      \"accountId\" : \"{ACCOUNT_ID}\",\n      \"createdAt\" : \"2009-11-02T10:14:07.000Z\",\n      \
         \"accountDisplayName\" : \"{NAME}\"\n    }}\n  }}\n]"
    )
}

fn account_timezone() -> String {
    format!(
        "window.YTD.account_timezone.part0 = [\n  {{\n    \"accountTimezone\" : {{\n      \"accountId\" : \"{ACCOUNT_ID}\",\n      \
         \"timeZone\" : \"London\"\n    }}\n  }}\n]"
    )
}

/// Written by hand, so that the order of its fields depends on nothing.
fn manifest(first: usize, second: usize, notes: usize, directs: usize) -> String {
    let made = utc(end()).format("%Y-%m-%dT%H:%M:%S.000Z");
    let file = |file: &str, list: &str, count: usize| {
        format!("        {{ \"fileName\" : \"data/{file}.js\", \"globalName\" : \"YTD.{list}\", \"count\" : \"{count}\" }}")
    };
    let kind = |name: &str, files: &[String]| format!("    \"{name}\" : {{\n      \"files\" : [\n{}\n      ]\n    }}", files.join(",\n"));
    let kinds = [
        kind("account", &[file("account", "account.part0", 1)]),
        kind("accountTimezone", &[file("account-timezone", "account_timezone.part0", 1)]),
        kind("directMessages", &[file("direct-messages", "direct_messages.part0", directs)]),
        kind("noteTweet", &[file("note-tweet", "note_tweet.part0", notes)]),
        kind("tweets", &[file("tweets", "tweets.part0", first), file("tweets-part1", "tweets.part1", second)]),
    ];
    format!(
        "window.__THAR_CONFIG = {{\n  \"userInfo\" : {{\n    \"accountId\" : \"{ACCOUNT_ID}\",\n    \"userName\" : \"{HANDLE}\",\n    \
         \"displayName\" : \"{NAME}\"\n  }},\n  \"archiveInfo\" : {{\n    \"sizeBytes\" : \"1310720\",\n    \"generationDate\" : \"{made}\",\n    \
         \"isPartialArchive\" : false,\n    \"maxPartSizeBytes\" : \"53687091200\"\n  }},\n  \"readmeInfo\" : {{\n    \"fileName\" : \"data/README.txt\",\n    \
         \"directory\" : \"data/\",\n    \"name\" : \"README.txt\"\n  }},\n  \"dataTypes\" : {{\n{}\n  }}\n}}\n",
        kinds.join(",\n")
    )
}

#[derive(Serialize)]
struct Wrapped {
    tweet: Tweet,
}

#[derive(Serialize)]
struct Tweet {
    edit_info: EditInfo,
    retweeted: bool,
    source: &'static str,
    entities: Entities,
    display_text_range: [String; 2],
    favorite_count: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_reply_to_status_id_str: Option<String>,
    id_str: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_reply_to_user_id: Option<String>,
    truncated: bool,
    retweet_count: String,
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_reply_to_status_id: Option<String>,
    created_at: String,
    favorited: bool,
    full_text: String,
    lang: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_reply_to_screen_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_reply_to_user_id_str: Option<String>,
}

#[derive(Serialize)]
struct EditInfo {
    initial: EditControl,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EditControl {
    edit_tweet_ids: [String; 1],
    editable_until: String,
    edits_remaining: &'static str,
    is_edit_eligible: bool,
}

#[derive(Serialize)]
struct Entities {
    hashtags: Vec<Hashtag>,
    symbols: [(); 0],
    user_mentions: Vec<UserMention>,
    urls: Vec<Url>,
}

#[derive(Serialize)]
struct Hashtag {
    text: String,
    indices: [String; 2],
}

#[derive(Serialize)]
struct UserMention {
    name: String,
    screen_name: String,
    indices: [String; 2],
    id_str: String,
    id: String,
}

#[derive(Serialize)]
struct Url {
    url: String,
    expanded_url: String,
    display_url: String,
    indices: [String; 2],
}

fn tweet(timeline: &Timeline, ids: &[u64], index: usize) -> Tweet {
    let post = &timeline.posts[index];
    let id = ids[index].to_string();
    let text = cut(&post.text, ids[index]);
    let mut draw = Draw::new(&id);
    let parent = match (post.parent, post.elsewhere) {
        (Some(parent), _) => Some((ids[parent].to_string(), timeline.posts[parent].author)),
        (None, Some((theirs, partner))) => Some((theirs.to_string(), Some(partner))),
        (None, None) => None,
    };
    // A post that begins with a name is "in reply to" that user, though to no post of theirs.
    let addressed = if post.kind == Some(Kind::Mention) && post.text.starts_with('@') { post.to.first().copied() } else { None };
    let user = match (&parent, addressed) {
        (Some((_, None)), _) => Some((ACCOUNT_ID.to_owned(), HANDLE.to_owned())),
        (Some((_, Some(person))), _) => Some(identity(timeline, *person)),
        (None, Some(person)) => Some(identity(timeline, person)),
        (None, None) => None,
    };
    let is_repost = post.kind == Some(Kind::Repost);
    let likes = if is_repost { 0 } else { draw.between(0, 14) };
    let status = parent.map(|(id, _)| id);
    let (user_id, handle) = user.unzip();
    Tweet {
        edit_info: EditInfo {
            initial: EditControl {
                edit_tweet_ids: [id.clone()],
                editable_until: utc(post.at + 3_600).format("%Y-%m-%dT%H:%M:%S.000Z").to_string(),
                edits_remaining: "5",
                is_edit_eligible: status.is_none(),
            },
        },
        retweeted: false,
        source: if draw.chance(70) {
            "<a href=\"https://desk.example\" rel=\"nofollow\">Town Desk</a>"
        } else {
            "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>"
        },
        entities: Entities {
            hashtags: hashtags(&text),
            symbols: [],
            user_mentions: user_mentions(timeline, post, &text),
            urls: urls(post, &text),
        },
        display_text_range: ["0".to_owned(), text.chars().count().to_string()],
        favorite_count: likes.to_string(),
        in_reply_to_status_id_str: status.clone(),
        id_str: id.clone(),
        in_reply_to_user_id: user_id.clone(),
        truncated: false,
        retweet_count: (likes / 3).to_string(),
        id,
        in_reply_to_status_id: status,
        created_at: utc(post.at).format(TWITTER_TIME).to_string(),
        favorited: false,
        full_text: text.replace('&', "&amp;"),
        lang: "en",
        in_reply_to_screen_name: handle,
        in_reply_to_user_id_str: user_id,
    }
}

fn identity(timeline: &Timeline, person: usize) -> (String, String) {
    (timeline.people[person].id.to_string(), timeline.people[person].handle.clone())
}

/// Where a word stands in a text, in characters.
fn indices(text: &str, byte: usize, word: &str) -> [String; 2] {
    let start = text[..byte].chars().count();
    [start.to_string(), (start + word.chars().count()).to_string()]
}

fn hashtags(text: &str) -> Vec<Hashtag> {
    let words = text.match_indices('#').map(|(byte, _)| {
        let tag: String = text[byte + 1..].chars().take_while(|letter| letter.is_ascii_alphanumeric()).collect();
        Hashtag { indices: indices(text, byte, &format!("#{tag}")), text: tag }
    });
    words.filter(|hashtag| !hashtag.text.is_empty()).collect()
}

fn user_mentions(timeline: &Timeline, post: &Post, text: &str) -> Vec<UserMention> {
    let mut people = post.to.clone();
    if post.kind == Some(Kind::Repost) {
        people = (0..PARTNERS.len()).filter(|partner| text.starts_with(&format!("RT @{}:", PARTNERS[*partner].0))).collect();
    }
    let mut mentions = Vec::new();
    for person in people {
        let person_is = &timeline.people[person];
        let name = PARTNERS.get(person).map_or(person_is.handle.replace('_', " "), |(_, name)| (*name).to_owned());
        if let Some(byte) = text.find(&format!("@{}", person_is.handle)) {
            mentions.push(UserMention {
                name,
                screen_name: person_is.handle.clone(),
                indices: indices(text, byte, &format!("@{}", person_is.handle)),
                id_str: person_is.id.to_string(),
                id: person_is.id.to_string(),
            });
        }
    }
    mentions
}

fn urls(post: &Post, text: &str) -> Vec<Url> {
    let found = post.links.iter().filter_map(|(short, target)| text.find(short.as_str()).map(|byte| (byte, short, target)));
    found
        .map(|(byte, short, target)| Url {
            url: short.clone(),
            expanded_url: target.clone(),
            display_url: target.trim_start_matches("https://www.").chars().take(28).chain(['…']).collect(),
            indices: indices(text, byte, short),
        })
        .collect()
}

fn is_long(post: &Post) -> bool {
    post.text.chars().count() > 280
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Note {
    note_tweet: NoteTweet,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NoteTweet {
    note_tweet_id: String,
    updated_at: String,
    lifecycle: Lifecycle,
    created_at: String,
    core: Core,
}

#[derive(Serialize)]
struct Lifecycle {
    value: &'static str,
    name: &'static str,
}

#[derive(Serialize)]
struct Core {
    styletags: [(); 0],
    urls: [(); 0],
    text: String,
}

fn note(post: &Post, id: u64) -> Note {
    let made = utc(post.at).format("%Y-%m-%dT%H:%M:%S.000Z").to_string();
    Note {
        note_tweet: NoteTweet {
            note_tweet_id: id.to_string(),
            updated_at: made.clone(),
            lifecycle: Lifecycle { value: "1", name: "Attached" },
            created_at: made,
            core: Core { styletags: [], urls: [], text: post.text.clone() },
        },
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Conversation {
    dm_conversation: Messages,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Messages {
    conversation_id: String,
    messages: Vec<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Message {
    message_create: MessageCreate,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MessageCreate {
    recipient_id: String,
    reactions: [(); 0],
    urls: [(); 0],
    text: String,
    media_urls: [(); 0],
    sender_id: String,
    id: String,
    created_at: String,
}

/// The platform's id of the exchange with a person: both ids, the smaller one first.
pub(super) fn conversation_id(person: u64) -> String {
    format!("{person}-{ACCOUNT_ID}")
}

/// A conversation a person, newest message first.
fn conversations(timeline: &Timeline) -> Vec<Conversation> {
    let mut people: Vec<usize> = timeline.directs.iter().map(|message| message.person).collect();
    people.sort_unstable();
    people.dedup();
    let of = |person: usize| {
        let mut messages: Vec<&Direct> = timeline.directs.iter().filter(|message| message.person == person).collect();
        messages.sort_by_key(|message| std::cmp::Reverse(message.at));
        messages.into_iter().map(|message| direct(timeline, message)).collect()
    };
    people
        .into_iter()
        .map(|person| Conversation {
            dm_conversation: Messages { conversation_id: conversation_id(timeline.people[person].id), messages: of(person) },
        })
        .collect()
}

fn direct(timeline: &Timeline, message: &Direct) -> Message {
    let milliseconds = message.at * 1000 + message.milliseconds;
    let person = timeline.people[message.person].id.to_string();
    let (sender_id, recipient_id) = if message.ours { (ACCOUNT_ID.to_owned(), person) } else { (person, ACCOUNT_ID.to_owned()) };
    Message {
        message_create: MessageCreate {
            recipient_id,
            reactions: [],
            urls: [],
            text: message.text.replace('&', "&amp;"),
            media_urls: [],
            sender_id,
            id: snowflake(milliseconds, Draw::new(&milliseconds.to_string()).bits()).to_string(),
            created_at: format!("{}.{:03}Z", utc(message.at).format("%Y-%m-%dT%H:%M:%S"), message.milliseconds),
        },
    }
}
