//! The posts of a month as a script, `Grailbird.data.tweets_2012_12 = [ … ]`.

use earshot_model::{Parent, Problem, ProblemCode};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::contents::moment;
use super::{Owner, Post};
use crate::json::{Elements, Flaw, Part, Word, id, stated, time};
use crate::{Item, Sink, Source};

pub(super) fn read(source: &Source, path: &str, owner: &Owner, sink: &mut dyn Sink) -> Result<(), Problem> {
    let Some(entry) = source.entry(path) else { return Ok(()) };
    let part = Part { source, entry };
    // What a cancel stopped is stopped for the parts behind it too.
    let _ = part.each(&mut Elements::assigned(part.reader()?), sink, |line, element, sink| match post(element, owner) {
        Ok(post) => sink.take(Item::Message(owner.message(post))),
        Err(flaw) => sink.take(part.rejected(flaw, line, element)),
    })?;
    Ok(())
}

fn post(element: &str, owner: &Owner) -> Result<Post, Flaw> {
    let tweet: Tweet = serde_json::from_str(element)?;
    let id_of = id(tweet.id_str.or(tweet.id), "id_str")?;
    let sent = time(tweet.created_at, "created_at", moment)?;
    let Some(text) = tweet.text else {
        return Err(Flaw::new(ProblemCode::BadValue, "text", "`text` is missing"));
    };
    let parent = match tweet.in_reply_to_status_id_str.or(tweet.in_reply_to_status_id) {
        None => Parent::None,
        word => {
            let author = stated(tweet.in_reply_to_screen_name);
            owner.parent(id(word, "in_reply_to_status_id_str")?, stated(tweet.in_reply_to_user_id_str).as_deref(), author)
        }
    };
    Ok(Post { id: id_of, at: sent.at, text, is_repost: tweet.retweeted_status.is_some(), parent })
}

#[derive(Deserialize)]
#[serde(expecting = "a post")]
struct Tweet {
    id_str: Option<Word>,
    id: Option<Word>,
    created_at: Option<Word>,
    text: Option<String>,
    in_reply_to_status_id_str: Option<Word>,
    in_reply_to_status_id: Option<Word>,
    in_reply_to_user_id_str: Option<Word>,
    in_reply_to_screen_name: Option<Word>,
    retweeted_status: Option<IgnoredAny>,
}
