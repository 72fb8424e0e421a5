use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use super::clock::{DAY, HOUR, date, midnight};
use super::shingles::Shelf;
use super::timeline::{Band, Kind, Place, Post, Timeline};
use super::{Story, files, story};

static STORY: LazyLock<Story> = LazyLock::new(story);

#[test]
fn the_committed_folder_is_what_the_script_writes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../sample-data");
    let written = files().expect("the script writes to memory");
    let names: BTreeSet<PathBuf> = written.iter().map(|(name, _)| folder.join(name)).collect();
    assert_eq!(names, below(&folder), "run `cargo xtask sample-data` and remove what it no longer writes");
    for (name, bytes) in written {
        let committed = fs::read(folder.join(&name)).expect("the file was listed");
        // How well a zip is packed may change with the packer; what is in it may not.
        let same = if name.ends_with(".zip") { unzipped(committed) == unzipped(bytes) } else { committed == bytes };
        assert!(same, "{name} is stale: run `cargo xtask sample-data`");
    }
}

fn below(folder: &Path) -> BTreeSet<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("it can be listed").path());
    entries.flat_map(|path| if path.is_dir() { below(&path) } else { BTreeSet::from([path]) }).collect()
}

fn unzipped(bytes: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is a zip");
    let mut entries = Vec::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).expect("the entry is there");
        let mut contents = Vec::new();
        entry.read_to_end(&mut contents).expect("the entry can be read");
        entries.push((entry.name().expect("its name can be read").into_owned(), contents));
    }
    entries
}

#[test]
fn it_stays_under_three_megabytes() {
    let bytes: usize = files().expect("the script writes to memory").iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(bytes < 3_000_000, "{bytes} bytes");
}

#[test]
fn every_post_lies_clearly_inside_its_band() {
    let story = &*STORY;
    for post in broadcasts(&story.council).into_iter().chain(broadcasts(&story.page)) {
        let released = |release: &usize| story.newsroom.releases[*release].at <= post.at + DAY;
        let shares: Vec<(usize, usize)> =
            story.newsroom.shelf.containment(&post.text).into_iter().enumerate().filter(|(release, _)| released(release)).collect();
        let Some((release, band)) = post.carries else {
            assert!(shares.iter().all(|(_, share)| *share < 15), "{} is in a release after all", post.text);
            continue;
        };
        let own = shares.iter().find(|(other, _)| *other == release).map_or(0, |(_, share)| *share);
        let clear = match band {
            Band::Verbatim => 86..=100,
            Band::Mostly => 55..=75,
            Band::Quotes => 26..=44,
        };
        assert!(clear.contains(&own), "{} carries {own} hundredths", post.text);
        assert!(shares.iter().all(|(other, share)| *other == release || share + 10 <= own), "{} is in two releases", post.text);
    }
}

#[test]
fn repeats_are_like_an_earlier_post_and_nothing_else_is() {
    let story = &*STORY;
    let mut ordered = broadcasts(&story.council);
    ordered.extend(broadcasts(&story.forum));
    ordered.extend(broadcasts(&story.page));
    ordered.sort_by_key(|post| post.at);
    let mut earlier = Shelf::default();
    for post in ordered {
        let most = earlier.similarity(&post.text).into_iter().max().unwrap_or(0);
        if post.kind == Some(Kind::Repeat) {
            assert!(most >= 86, "{most}: {}", post.text)
        } else {
            assert!(most < 72, "{most}: {}", post.text)
        }
        earlier.put(&post.text);
    }
}

fn broadcasts(timeline: &Timeline) -> Vec<&Post> {
    timeline.posts.iter().filter(|post| post.kind.is_some_and(Kind::is_broadcast)).collect()
}

#[test]
fn the_account_speaks_to_whom_it_names_or_answers_and_to_nobody_else() {
    let story = &*STORY;
    for timeline in [&story.council, &story.forum, &story.page] {
        for post in timeline.posts.iter().filter(|post| post.author.is_none()) {
            let mut reached: BTreeSet<usize> = post.parent.and_then(|parent| timeline.posts[parent].author).into_iter().collect();
            let present = timeline.present(post.root);
            reached.extend(names(&post.text).filter_map(|name| timeline.people.iter().position(|person| person.handle == name)));
            let meant: BTreeSet<usize> = post.to.iter().copied().collect();
            let reached: BTreeSet<usize> = reached.intersection(&present).copied().collect();
            let meant: BTreeSet<usize> = meant.intersection(&present).copied().collect();
            assert_eq!(reached, meant, "{}", post.text);
        }
        for post in timeline.posts.iter().filter(|post| post.author.is_some()) {
            let answers_us = post.parent.is_some_and(|parent| timeline.posts[parent].author.is_none());
            let names_us = names(&post.text).any(|name| name == timeline.account);
            assert_ne!(answers_us || names_us, post.aside, "{}", post.text);
        }
    }
}

fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split('@').skip(1).map(|rest| rest.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').next().unwrap_or(""))
}

#[test]
fn answers_come_after_and_nothing_happens_after_the_end() {
    let story = &*STORY;
    for timeline in [&story.council, &story.forum, &story.page] {
        for post in &timeline.posts {
            assert!(post.at < super::clock::end());
            // The old analytics know the minute only.
            assert!(post.parent.is_none_or(|parent| timeline.posts[parent].at / 60 < post.at / 60), "{}", post.text);
        }
        assert!(timeline.opportunities.iter().all(|one| one.answered.is_none_or(|answered| answered > one.arrived)));
    }
}

#[test]
fn sessions_of_direct_messages_are_far_apart_and_without_long_pauses() {
    let story = &*STORY;
    let mut times: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
    for message in &story.council.directs {
        times.entry(message.person).or_default().push(message.at);
    }
    let mut sessions: BTreeSet<Place> = story.council.opportunities.iter().map(|one| one.place).collect();
    sessions.retain(|place| matches!(place, Place::Direct { .. }));
    let mut cuts = 0;
    for of_person in times.values_mut() {
        of_person.sort_unstable();
        for pair in of_person.windows(2) {
            let pause = pair[1] - pair[0];
            assert!(!(70 * HOUR..96 * HOUR).contains(&pause), "a pause of {} hours", pause / HOUR);
            cuts += usize::from(pause > 72 * HOUR);
        }
    }
    assert_eq!(sessions.len(), times.len() + cuts);
}

#[test]
fn the_last_quarter_and_the_flood_week_tell_the_story() {
    let story = &*STORY;
    let council = &story.council;
    let quarter = midnight(date(2026, 7, 1))..super::clock::end();
    let (mut said, mut recycled, mut dialogue) = (0, 0, 0);
    for post in council.posts.iter().filter(|post| quarter.contains(&post.at)) {
        let Some(kind) = post.kind.filter(|kind| !matches!(kind, Kind::Repost | Kind::Continuation)) else { continue };
        said += 1;
        recycled += usize::from(kind == Kind::Repeat || matches!(post.carries, Some((_, Band::Verbatim | Band::Mostly))));
        dialogue += usize::from(council.is_dialogue(post));
    }
    assert!((48..=54).contains(&(recycled * 100 / said)), "{recycled} of {said} were said before");
    assert!((11..=12).contains(&(dialogue * 100 / said)), "{dialogue} of {said} are dialogue");
    let arrived: Vec<_> = council.opportunities.iter().filter(|one| quarter.contains(&one.arrived)).collect();
    let unanswered = arrived.iter().filter(|one| one.answered.is_none()).count();
    assert!((37..=43).contains(&(unanswered * 100 / arrived.len())), "{unanswered} of {} are unanswered", arrived.len());

    let mut weeks: BTreeMap<i64, usize> = BTreeMap::new();
    for post in council.posts.iter().filter(|post| post.author.is_some()) {
        // 1 January 1970 was a Thursday; weeks begin on Mondays.
        *weeks.entry((post.at + 3 * DAY).div_euclid(7 * DAY)).or_default() += 1;
    }
    let flood = weeks[&((midnight(date(2026, 2, 9)) + 3 * DAY) / (7 * DAY))];
    let mut counts: Vec<usize> = weeks.into_values().collect();
    counts.sort_unstable();
    let usual = counts[counts.len() / 2];
    assert!((14 * usual..=17 * usual).contains(&flood), "{flood} in the flood week, {usual} in others");
}

#[test]
fn the_page_says_again_what_the_press_office_says_and_is_free_of_ties() {
    let page = &STORY.page;
    let broadcasts = broadcasts(page);
    assert!((120..=150).contains(&page.posts.len()), "{} posts", page.posts.len());
    let recycled = broadcasts
        .iter()
        .filter(|post| post.kind == Some(Kind::Repeat) || matches!(post.carries, Some((_, Band::Verbatim | Band::Mostly))));
    let percent = recycled.count() * 100 / broadcasts.len();
    assert!((60..=75).contains(&percent), "{percent} % were said before");
    // Its exports know the minute only.
    assert!(page.posts.iter().all(|post| post.at % 60 == 0));
}
