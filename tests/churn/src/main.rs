//! How long it takes to find what each of many posts carries of press releases, and repeats.
//!
//!     earshot-bench-churn FOLDER

use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use earshot_measures::{Post, Release, find_matches};
use earshot_test_support::made;

/// As the command has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("usage: earshot-bench-churn FOLDER");
        return ExitCode::from(2);
    };
    match churn(folder.as_ref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}

/// Reads what `releases.py` made, looks every post up, and writes beside it what was found, as `peer_exact.py --matches` does.
fn churn(folder: &Path) -> Result<(), std::io::Error> {
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
