//! The manual's page of formats, written from what every reader says of itself.

use std::fmt::Write;

use earshot_model::{Format, Platform};

use crate::formats;

const HEAD: &str = "\
# What Earshot reads

Written by `cargo xtask manual` from what each reader says of itself. Don't edit.

Drop files, folders or zips on the window, or name them to `earshot import`: each file is recognised by its name, its first
bytes and its header, and nothing is written before you have seen what it was taken for. What is no format below is still
read when it is a table in CSV, TSV, XLSX, XLS, ODS, JSON or NDJSON: you say once what its columns mean.

**Both sides** marks the formats that hold what people said in public as well as what you answered: only from these can
response rates be told. Direct messages always hold both sides.
";

fn manual() -> String {
    let formats = formats();
    let mut page = HEAD.to_owned();
    for platform in Platform::ALL {
        let of_it: Vec<&Format> = formats.iter().filter(|format| format.platform == platform.as_str()).collect();
        if of_it.is_empty() {
            continue;
        }
        _ = write!(page, "\n## {}\n\n| format | files | carries | can't tell |\n|---|---|---|---|\n", title(platform));
        for format in of_it {
            let sides = if format.both_sides { " · **both sides**" } else { "" };
            _ = writeln!(
                page,
                "| {} · `{}`{sides} | {} | {} | {} |",
                cell(&format.name),
                format.id,
                cell(&format.files),
                cell(&format.carries.join(", ")),
                cell(&format.limits.join(" "))
            );
        }
    }
    page
}

/// What stands in a table may not end its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn title(platform: Platform) -> &'static str {
    match platform {
        Platform::X => "X",
        Platform::Facebook => "Facebook",
        Platform::Instagram => "Instagram",
        Platform::Threads => "Threads",
        Platform::LinkedIn => "LinkedIn",
        Platform::YouTube => "YouTube",
        Platform::TikTok => "TikTok",
        Platform::Mastodon => "Mastodon",
        Platform::Bluesky => "Bluesky",
        Platform::Reddit => "Reddit",
        Platform::Discourse => "Discourse",
        Platform::Yammer => "Viva Engage (Yammer)",
        Platform::WordPress => "WordPress",
        Platform::Blogger => "Blogger",
        Platform::Disqus => "Disqus",
        Platform::MediaWiki => "MediaWiki",
        Platform::Inbox => "Inboxes and help desks",
        Platform::Feed => "Press releases",
        Platform::Conversation => "Any platform",
    }
}

/// `cargo xtask manual` runs this test with `EARSHOT_WRITE_MANUAL` set, which writes the page instead of comparing it.
#[test]
fn the_manual_is_what_the_readers_say() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/FORMATS.md");
    let page = manual();
    if std::env::var_os("EARSHOT_WRITE_MANUAL").is_some() {
        std::fs::write(file, page).unwrap();
    } else {
        assert_eq!(std::fs::read_to_string(file).unwrap(), page, "run `cargo xtask manual`");
    }
}

#[test]
fn every_format_has_a_place_in_the_manual_and_a_name_of_its_own() {
    let formats = formats();
    for (at, format) in formats.iter().enumerate() {
        assert!(Platform::of_word(&format.platform).is_some(), "{} is of no platform", format.id);
        assert!(formats[..at].iter().all(|other| other.id != format.id && other.name != format.name), "{} is there twice", format.id);
        assert!(!format.carries.is_empty() && !format.files.is_empty(), "{} does not say what it is", format.id);
        assert!(!format.limits.is_empty(), "{} does not say what it can't tell", format.id);
        assert!(format.limits.iter().all(|limit| limit.ends_with('.')), "{} has a limit that is no sentence", format.id);
    }
}
