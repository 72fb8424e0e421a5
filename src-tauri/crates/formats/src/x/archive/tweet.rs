//! One element of `tweets.js` as a message.

use earshot_model::{Author, Counts, IdSpace, Kind, MessageRecord, Parent, ProblemCode};
use serde::Deserialize;

use super::Owner;
use super::handles::Handles;
use super::note::{Notes, is_cut};
use crate::json::{self, Flaw, Word, id, stated};
use crate::markup::decode_entities;
use crate::time::created_at;

/// The message, and what of it could not be read and is left out. An error: it can't be taken in. Whom it names is noted.
pub(super) fn message(element: &str, owner: &Owner, notes: &Notes, handles: &mut Handles) -> Result<(MessageRecord, Vec<Flaw>), Flaw> {
    let outer: Tweet = serde_json::from_str(element)?;
    let tweet = match outer.tweet {
        Some(inner) => *inner,
        // The oldest archives have no wrapper.
        None => outer,
    };
    let id = id(tweet.id_str.or(tweet.id), "id_str")?;
    let sent = json::time(tweet.created_at, "created_at", created_at)?;
    let Some(full_text) = tweet.full_text.or(tweet.text) else {
        return Err(Flaw::new(ProblemCode::BadValue, "full_text", "`full_text` is missing"));
    };
    let text = decode_entities(&full_text);
    // A manual `RT @name …` can't be told from a repost, here or anywhere else in the archive.
    let kind = if text.starts_with("RT @") { Kind::Repost } else { Kind::Post };
    let whole = notes.whole(&id, sent.at, &text);
    let text_cut = whole.is_none() && is_cut(&text);

    let mut flaws = Vec::new();
    let to_status = match tweet.in_reply_to_status_id_str.or(tweet.in_reply_to_status_id) {
        None => None,
        word => json::id(word, "in_reply_to_status_id_str").map_err(|flaw| flaws.push(flaw)).ok(),
    };
    let to_user = stated(tweet.in_reply_to_user_id_str.or(tweet.in_reply_to_user_id));
    let to_name = stated(tweet.in_reply_to_screen_name).map(|name| handle(&name));
    if let (Some(id), Some(name)) = (&to_user, &to_name) {
        handles.add(id, name, sent.at);
    }
    for mention in tweet.entities.user_mentions {
        if let (Some(id), Some(name)) = (stated(mention.id_str.or(mention.id)), stated(mention.screen_name)) {
            handles.add(&id, &handle(&name), sent.at);
        }
    }
    let to_owner = to_user.is_some() && to_user == owner.id;
    let parent = match to_status {
        // The account may have had another name when it answered itself; its id is the same.
        Some(id) if to_owner => Parent::Some { id, author: owner.handle.clone() },
        Some(id) => Parent::Some { id, author: to_name },
        None if !flaws.is_empty() => Parent::Unknown,
        // A post that begins with somebody's name has a user to answer and no post: it begins a conversation.
        None => Parent::None,
    };

    let mut count = |word: Option<Word>, field| {
        let text = stated(word)?;
        let number = text.trim().parse().ok().filter(|&number: &i64| number >= 0);
        if number.is_none() {
            flaws.push(Flaw::new(ProblemCode::BadNumber, field, format!("`{text}` is not a count; it is taken as unknown")));
        }
        number
    };
    let (likes, reposts) = (count(tweet.favorite_count, "favorite_count"), count(tweet.retweet_count, "retweet_count"));
    // What a repost carries are the counts of somebody else's post.
    let counts =
        (kind == Kind::Post && (likes.is_some() || reposts.is_some())).then(|| Box::new(Counts { likes, reposts, ..Counts::default() }));

    let permalink = owner.handle.as_ref().map(|handle| format!("https://x.com/{handle}/status/{id}"));
    let record = MessageRecord {
        space: IdSpace::x_post(),
        id,
        kind,
        author: Author::Owner,
        to_owner: false,
        sent,
        text: Some(whole.unwrap_or_else(|| text.into_owned())),
        text_cut,
        parent,
        conversation: None,
        permalink,
        counts,
    };
    Ok((record, flaws))
}

fn handle(name: &str) -> String {
    name.trim().trim_start_matches('@').to_owned()
}

#[derive(Deserialize)]
#[serde(expecting = "a post")]
struct Tweet {
    tweet: Option<Box<Tweet>>,
    id_str: Option<Word>,
    id: Option<Word>,
    created_at: Option<Word>,
    full_text: Option<String>,
    text: Option<String>,
    in_reply_to_status_id_str: Option<Word>,
    in_reply_to_status_id: Option<Word>,
    in_reply_to_user_id_str: Option<Word>,
    in_reply_to_user_id: Option<Word>,
    in_reply_to_screen_name: Option<Word>,
    favorite_count: Option<Word>,
    retweet_count: Option<Word>,
    #[serde(default)]
    entities: Entities,
}

#[derive(Deserialize, Default)]
#[serde(expecting = "what a post links to")]
struct Entities {
    #[serde(default)]
    user_mentions: Vec<Mention>,
}

#[derive(Deserialize)]
#[serde(expecting = "a name in a post")]
struct Mention {
    id_str: Option<Word>,
    id: Option<Word>,
    screen_name: Option<Word>,
}
