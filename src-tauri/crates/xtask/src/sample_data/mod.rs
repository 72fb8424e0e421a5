//! `cargo xtask sample-data`: the exports of an invented council, and the truth about them.
//!
//! [`write`] is a function of nothing: no clock, no chance but [`draw`]'s, no order of a hash map. The way is
//! `months` (how much of everything) → `releases`, `broadcasts`, `conversations`, `directs`, `forum`, `page` (the
//! story, on a [`timeline::Timeline`]) → `x_analytics`, `x_archive`, `conversation_csv`, `facebook`, `feed` (the exports) and `truth`.

mod months;
mod timeline;
mod releases;
mod broadcasts;
mod rewording;
mod conversations;
mod directs;
mod forum;
mod page;
mod x_analytics;
mod x_archive;
mod conversation_csv;
mod facebook;
mod feed;
mod truth;
mod press;
mod notices;
mod bulletins;
mod leaflets;
mod enquiries;
mod remarks;
mod places;
mod words;
mod shingles;
mod table;
mod clock;
mod draw;
#[cfg(test)]
mod tests;

use std::fs;
use std::io;
use std::path::Path;

use releases::Newsroom;
use timeline::Timeline;
use truth::Told;

/// What happened: the press office, the account on X, the forum, the page on Facebook.
#[derive(Debug)]
struct Story {
    newsroom: Newsroom,
    council: Timeline,
    forum: Timeline,
    page: Timeline,
}

fn story() -> Story {
    let newsroom = releases::newsroom();
    let mut council = Timeline::new(places::HANDLE);
    broadcasts::tell(&mut council, &newsroom);
    conversations::tell(&mut council);
    directs::tell(&mut council);
    let forum = forum::tell();
    let page = page::tell(&newsroom, &[&council, &forum]);
    Story { newsroom, council, forum, page }
}

/// Writes everything below `folder`, over what is there.
pub(crate) fn write(folder: &Path) -> io::Result<()> {
    for (name, bytes) in files()? {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, bytes)?;
    }
    Ok(())
}

/// Names below the folder, and contents.
fn files() -> io::Result<Vec<(String, Vec<u8>)>> {
    let Story { newsroom, council, forum, page } = story();
    let (council_ids, forum_ids, page_ids) = (council.snowflakes(), conversation_csv::numbered(&forum), facebook::ids(&page));
    let told = [(&council, &council_ids), (&forum, &forum_ids), (&page, &page_ids)].map(|(timeline, ids)| Told { timeline, ids });
    let mut files = x_analytics::files(&council);
    files.extend(facebook::files(&page));
    files.extend([
        ("README.md".to_owned(), include_str!("about.md").to_owned()),
        (format!("conversation/conversations_{}.csv", places::HANDLE), conversation_csv::file(&council, &council_ids)),
        ("feed/newsroom.xml".to_owned(), feed::file(&newsroom)),
        (format!("forum/{}.csv", places::FORUM), conversation_csv::file(&forum, &forum_ids)),
        ("truth/posts.csv".to_owned(), truth::posts(&told, &newsroom)),
        ("truth/answers.csv".to_owned(), truth::answers(&told)),
        ("truth/totals.json".to_owned(), truth::totals(&told, &newsroom)?),
    ]);
    let (zip, bytes) = x_archive::zip(&council)?;
    let mut files: Vec<(String, Vec<u8>)> = files.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
    files.push((format!("x-archive/{zip}"), bytes));
    Ok(files)
}
