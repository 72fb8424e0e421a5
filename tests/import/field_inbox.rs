//! Real collections of posts, where they are: beside the project, in `../shared/field`. They stay there.

use crate::reading::{field, read, the_plan};

/// The posts of the pages, and those that came with them and were not met before.
#[test]
fn every_post_of_a_real_collection_is_read() {
    let files = [("mentions_tweet.jsonl", 2), ("noflat.jsonl", 164), ("two_tweets.jsonl", 2)];
    for (name, posts) in files {
        let Some(path) = field(&format!("twarc/{name}")) else { continue };
        let plan = the_plan(&path);
        let everything = read(&plan);
        assert_eq!((plan.format.as_str(), everything.messages().len()), ("twarc", posts), "{name}");
        let rejected = everything.problems().into_iter().filter(|problem| problem.severity != earshot_model::Severity::Note).count();
        assert_eq!(rejected, 0, "{name}");
    }
}
