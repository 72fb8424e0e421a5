//! What each of many posts carries and repeats.

use std::fmt::Write;
use std::path::Path;
use std::time::Instant;

use earshot_measures::{Post, Release, find_matches};
use earshot_test_support::made;

/// Reads what `releases.py` made, looks every post up, and writes beside it what was found, as `peer_exact.py --matches` does.
pub(crate) fn churn(folder: &Path) -> Result<(), std::io::Error> {
    let start = Instant::now();
    let (feed, tweets) = (made::releases(folder), made::posts(folder));
    let read = start.elapsed().as_secs_f64();
    let posts: Vec<Post<'_>> =
        tweets.iter().zip(0..).map(|(tweet, message)| Post { message, account: 0, at: tweet.at, text: &tweet.text }).collect();
    let releases: Vec<Release<'_>> = feed.iter().zip(0..).map(|(made, id)| Release { id, at: made.at, text: &made.text }).collect();
    let found = find_matches(&posts, &releases);
    let seconds = start.elapsed().as_secs_f64();
    let mut lines = "post_id,release_guid,containment,repeat_of,jaccard\n".to_owned();
    for (tweet, post) in tweets.iter().zip(&posts) {
        let ours = found.of(post.message).copied().unwrap_or_default();
        let carried = ours.carried().map_or(",".to_owned(), |(release, share)| format!("{},{share:?}", feed[release as usize].id));
        let repeats = ours.repeats.map_or(",".to_owned(), |(earlier, share)| format!("{},{share:?}", tweets[earlier as usize].id));
        let _ = writeln!(lines, "{},{carried},{repeats}", tweet.id); // a String takes all
    }
    std::fs::write(folder.join("ours.csv"), lines)?;
    println!("{}", serde_json::json!({ "read": read, "seconds": seconds }));
    Ok(())
}
