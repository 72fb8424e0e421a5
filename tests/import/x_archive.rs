//! The X archive: what is in it, how it may be packed, and what may be wrong with it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use earshot_formats::Item;
use earshot_model::{Author, MessageRecord, Overrides, Parent, ProblemCode, Severity, Span};
use proptest::prelude::*;

use crate::reading::{Everything, Written, fixture, plan, plan_with, read, the_plan, the_refusal, written};

const LONG: &str = "Quay Street reopens to traffic on Monday at six in the morning. The new surface is laid, the drains below it are \
    twice as wide as before, and the crossing by the school has lights at last. Thank you for nine weeks of patience: shops & cafés \
    there were open throughout, and every one of them would be glad to see you again this weekend. Buses 4 and 11 run as they used to.";

const RT: &str = "RT @Holm_Fire: Check your smoke alarm today, and tomorrow, and on every Tuesday that follows, and while you are up there, \
    look at the wires…";

/// A message in one line: id, kind, time, author, parent, likes/reposts, text.
fn said(message: &MessageRecord) -> String {
    let author = match &message.author {
        Author::Owner => "owner".to_owned(),
        Author::Account(handle) => format!("account {handle}"),
        Author::Person(person) => {
            assert_eq!(person.display_name, None);
            let handle = person.handle.as_ref().map_or(String::new(), |handle| format!(" @{handle}"));
            format!("person {}{handle}", person.native_id.as_deref().unwrap_or("?"))
        }
    };
    let parent = match &message.parent {
        Parent::Unknown => "parent unknown".to_owned(),
        Parent::None => "no parent".to_owned(),
        Parent::Some { id, author } => format!("to {id} by {}", author.as_deref().unwrap_or("?")),
    };
    let count = |count: Option<i64>| count.map_or("?".to_owned(), |count| count.to_string());
    let counts = message.counts.as_ref().map_or("no counts".to_owned(), |c| format!("{}/{}", count(c.likes), count(c.reposts)));
    let text = message.text.as_deref().unwrap_or("no text");
    let cut = if message.text_cut { " (cut)" } else { "" };
    assert_eq!(message.sent.precision, 1);
    format!("{} {:?} {} {author}, {parent}, {counts}, {text}{cut}", message.id, message.kind, message.sent.at)
}

fn all_said(everything: &Everything) -> Vec<String> {
    everything.messages().into_iter().map(said).collect()
}

/// Code, severity, the end of the file's path, line, field.
type Wrong = (ProblemCode, Severity, String, Option<u64>, Option<String>);

fn all_wrong(everything: &Everything) -> Vec<Wrong> {
    let name = |file: &str| file.rsplit('/').next().unwrap_or(file).to_owned();
    everything.problems().into_iter().map(|p| (p.code, p.severity, name(&p.file), p.line, p.column.clone())).collect()
}

#[test]
fn posts_replies_reposts_and_direct_messages_are_read() {
    let everything = read(&the_plan(&fixture("x-archive/whole")));
    let expected = [
        "1852625567216566279 Post 1730535330000 owner, no parent, 12/3, Gritting tonight: routes 1 & 2, from 9pm.\nMap: https://t.co/Ab12Cd34Ef".to_owned(),
        "1852405261398966279 Post 1730482805000 owner, to 1852394721113014279 by tilly_bram, 1/0, @tilly_bram Sorry about that, Tilly. A crew comes <24h from now.".to_owned(),
        // It answers itself, under the name that it had then.
        "1851552806859702279 Post 1730279564000 owner, to 1851552630698934279 by Holm_Council, 0/0, 2/2 Bring the form and one proof of address.".to_owned(),
        // The counts of a repost are those of another's post.
        format!("1851157808280502279 Repost 1730185389000 owner, no parent, no counts, {RT} (cut)"),
        // A person is answered and no message is named; a blank count is unknown.
        "1850870125163446279 Post 1730116800000 owner, no parent, ?/0, @gone_since The hall opens at ten.".to_owned(),
        "1850560921072566279 Post 1730043080000 owner, no parent, 2/0, @marsh_jo Have you seen the new path?".to_owned(),
        // Whole, from a note that was made a second before and has another id.
        format!("1850115150443446279 Post 1729936800000 owner, no parent, 88/19, {LONG}"),
        // Whole, from the note with the same id.
        "1849752762577846279 Post 1729850400000 owner, no parent, 0/0, Long and short of it: the library stays.".to_owned(),
        "1849341548819382279 Post 1729752359000 owner, no parent, 0/0, Gritting tonight: none.".to_owned(),
        // Deleted since.
        "1851640199377846551 Post 1730300400000 owner, no parent, 1/0, Gritting tonight: routes 3 and 4, form 9pm.".to_owned(),
        // A post answers 70010, and another one names 70012.
        "1852999154377162759 Direct 1730624400120 owner, no parent, no counts, Thank you. The crew has your note.".to_owned(),
        "1852994447466299399 Direct 1730623277905 person 70010 @tilly_bram, no parent, no counts, It is number 14 & the gate is open".to_owned(),
        "1845168220818898951 Direct 1728757360068 person 70012 @marsh_jo, no parent, no counts, ".to_owned(),
        // A group of four, in which some come and go, and one of two.
        "1830519781585846551 Direct 1725264900000 owner, no parent, no counts, The stalls open at nine & close at four".to_owned(),
        "1830188851000246551 Direct 1725186000000 person 70010 @tilly_bram, no parent, no counts, Which gate do the vans use?".to_owned(),
        "1830185076126646551 Direct 1725185100000 person 70011, no parent, no counts, Morning all".to_owned(),
        "1810320684610486551 Direct 1720449060000 owner, no parent, no counts, It does, all summer.".to_owned(),
        "1810320432952246551 Direct 1720449000000 person 70012 @marsh_jo, no parent, no counts, Does the ferry run on Sundays?".to_owned(),
    ];
    assert_eq!(all_said(&everything), expected);

    let messages = everything.messages();
    let (post, [direct, inbound, picture, group @ ..]) = (messages[0], &messages[10..]) else { panic!("too few messages") };
    assert_eq!((&*post.space.0, &*direct.space.0), ("x-post", "x-direct"));
    assert_eq!(post.permalink.as_deref(), Some("https://x.com/Holm_Council/status/1852625567216566279"));
    assert_eq!((post.to_owner, direct.to_owner, inbound.to_owner), (false, false, true));
    assert_eq!((direct.conversation.as_deref(), &direct.permalink), (Some("70010-2201845"), &None));
    assert_eq!(picture.conversation.as_deref(), Some("70012-2201845"));
    // What one says to several is not said to the account; what the only other one says is.
    assert_eq!(group.iter().map(|message| message.to_owner).collect::<Vec<_>>(), [false, false, false, false, true]);
    assert_eq!(group[1].conversation.as_deref(), Some("1850000000000000001"));
    // The post that is gone, and the greeting that nobody wrote.
    let note = |file: &str| (ProblemCode::BadValue, Severity::Note, file.to_owned(), None, None);
    assert_eq!(all_wrong(&everything), [note("deleted-tweets.js"), note("direct-messages.js")]);
}

#[test]
fn the_plan_names_the_account_the_parts_and_the_span() {
    let plan = plan(&fixture("x-archive/whole"));
    // Likes, the page and the pictures of the archive are no strangers in it.
    assert_eq!(plan.refused, []);
    let [plan] = &plan.files[..] else { panic!("{:#?}", plan.files) };
    assert_eq!((&*plan.format, &*plan.path, plan.account_from_rows), ("x-archive", "", false));
    let parts = [
        "manifest.js",
        "account.js",
        "note-tweet.js",
        "tweets.js",
        "tweets-part1.js",
        "deleted-tweets.js",
        "direct-messages.js",
        "direct-messages-group.js",
    ];
    assert_eq!(plan.parts, parts.map(|part| format!("data/{part}")));
    assert_eq!(plan.bytes, parts.iter().map(|part| fs::metadata(fixture("x-archive/whole/data").join(part)).unwrap().len()).sum::<u64>());
    let account = plan.account.as_ref().unwrap();
    assert_eq!((&*account.handle, account.native_id.as_deref()), ("Holm_Council", Some("2201845")));
    assert_eq!(account.display_name.as_deref(), Some("Holm Council"));
    // 2011-03-14T10:02:11Z, when the account was opened, to 2024-11-05T06:30:12.441Z, when the archive was made.
    assert_eq!(plan.covers, Some(Span { from: 1_300_096_931_000, to: 1_730_788_212_441 }));
    let guesses: Vec<_> = plan.evidence.iter().map(|guess| (&*guess.what, &*guess.value)).collect();
    assert_eq!(guesses, [("account", "Holm_Council"), ("covers", "2011-03-14 – 2024-11-05"), ("posts", "9")]);
    assert_eq!(plan.problems, []);
    assert_eq!(plan.preview.len(), 5);
}

#[test]
fn folder_and_zip_give_the_same_records() {
    let folder = the_plan(&fixture("x-archive/whole"));
    let expected = all_said(&read(&folder));
    let at_the_top = packed("x-archive/whole", "");
    let below = packed("x-archive/whole", "twitter-2024-11-05-0f3a/");
    let (top, below) = (the_plan(&at_the_top.path), the_plan(&below.path));
    assert_eq!(all_said(&read(&top)), expected);
    assert_eq!(all_said(&read(&below)), expected);
    assert_eq!((&top.parts, &top.account, top.covers), (&folder.parts, &folder.account, folder.covers));
    assert_eq!(below.path, "twitter-2024-11-05-0f3a");
    // A zip in a folder of downloads is one archive as well.
    let downloads = at_the_top.path.parent().unwrap();
    assert_eq!(all_said(&read(&the_plan(downloads))), expected);
}

#[test]
fn an_early_archive_without_manifest_or_wrapper_is_read() {
    let plan = the_plan(&fixture("x-archive/early"));
    assert_eq!(plan.parts, ["data/account.js", "data/tweet.js", "data/direct-message.js"]);
    assert_eq!(plan.covers, None);
    let everything = read(&plan);
    assert_eq!(
        all_said(&everything),
        [
            "963764804776886279 Post 1518614410000 owner, no parent, 4/0, Tulips — free at the market hall",
            // 14:20:10 +0100 is 13:20:10 UTC.
            "963402416911286279 Post 1518528010000 owner, no parent, 0/1, No id as text here, and another zone",
            "963402416911286280 Direct 1518528011000 person 70013, no parent, no counts, When does the fair open?",
        ]
    );
    assert_eq!(all_wrong(&everything), []);
}

#[test]
fn headers_stand_in_for_direct_messages_that_are_not_there() {
    let plan = the_plan(&fixture("x-archive/headers"));
    assert!(plan.limits.iter().any(|limit| limit.contains("texts of some direct messages")));
    assert_eq!(all_said(&read(&plan)), ["1852999154377162759 Direct 1730624400120 owner, no parent, no counts, no text"]);

    let both = unpacked("x-archive/whole");
    let headers = fs::read_to_string(fixture("x-archive/headers/data/direct-message-headers.js")).unwrap();
    let group = headers.replace("direct_message_headers", "direct_message_group_headers");
    fs::write(both.join("data/direct-message-headers.js"), headers).unwrap();
    fs::write(both.join("data/direct-message-group-headers.js"), &group).unwrap();
    assert!(!the_plan(&both.path).parts.iter().any(|part| part.contains("headers")));

    let alone = unpacked("x-archive/headers");
    fs::rename(alone.join("data/direct-message-headers.js"), alone.join("data/direct-message-group-headers.js")).unwrap();
    fs::write(alone.join("data/direct-message-group-headers.js"), group).unwrap();
    let plan = the_plan(&alone.path);
    assert_eq!((plan.parts.len(), read(&plan).messages().len()), (2, 1));
}

#[test]
fn good_rows_go_in_and_each_bad_one_is_named() {
    let plan = the_plan(&fixture("x-archive/damaged"));
    let missing = &plan.problems[..];
    assert_eq!(missing.len(), 1, "{missing:#?}");
    assert_eq!((missing[0].code, missing[0].severity), (ProblemCode::MissingPart, Severity::Note));
    assert_eq!(missing[0].message, "`data/tweets-part2.js` is in the manifest and not in the archive");
    assert_eq!(plan.account.as_ref().map(|account| &*account.handle), Some("Holm_Council"));
    // 2006-03-21, the day of the first post on X, as no `account.js` says when the account was opened.
    assert_eq!(plan.covers, Some(Span { from: 1_142_899_200_000, to: 1_730_788_212_441 }));

    let everything = read(&plan);
    assert_eq!(
        all_said(&everything),
        [
            "1853376641233846279 Post 1730714400000 owner, no parent, ?/1, Good",
            "1853376641233846284 Post 1730714400000 owner, no parent, no counts, Café",
            "1853391740728246279 Post 1730718000000 owner, parent unknown, no counts, After all of them",
            "1853391740728246290 Post 1730718000000 owner, no parent, no counts, Before the break",
            "1852999154377162759 Direct 1730624400120 owner, no parent, no counts, Fine",
        ]
    );
    let (tweets, rest, directs) = ("tweets.js".to_owned(), "tweets-part1.js".to_owned(), "direct-messages.js".to_owned());
    let (note, rejected) = (Severity::Note, Severity::Rejected);
    let field = |name: &str| Some(name.to_owned());
    assert_eq!(
        all_wrong(&everything),
        [
            (ProblemCode::BadNumber, note, tweets.clone(), Some(2), field("favorite_count")),
            (ProblemCode::MissingId, rejected, tweets.clone(), Some(3), field("id_str")),
            (ProblemCode::DamagedId, rejected, tweets.clone(), Some(4), field("id_str")),
            (ProblemCode::BadDate, rejected, tweets.clone(), Some(5), field("created_at")),
            (ProblemCode::MissingDate, rejected, tweets.clone(), Some(6), field("created_at")),
            (ProblemCode::BadValue, rejected, tweets.clone(), Some(7), field("full_text")),
            (ProblemCode::BadValue, rejected, tweets.clone(), Some(8), None),
            (ProblemCode::BadJson, rejected, tweets.clone(), Some(9), None),
            (ProblemCode::BadEncoding, note, tweets.clone(), Some(10), None),
            (ProblemCode::DamagedId, note, tweets, Some(11), field("in_reply_to_status_id_str")),
            (ProblemCode::BadJson, rejected, rest, Some(3), None),
            (ProblemCode::MissingId, rejected, directs.clone(), Some(2), field("conversationId")),
            (ProblemCode::BadValue, rejected, directs.clone(), Some(5), field("senderId")),
            (ProblemCode::BadDate, rejected, directs.clone(), Some(6), field("createdAt")),
            (ProblemCode::BadValue, rejected, directs, Some(7), field("messageCreate")),
        ]
    );
    for problem in everything.problems() {
        assert_eq!(problem.raw.is_some(), problem.severity == rejected, "{problem:#?}");
        assert!(!problem.message.contains('\n') && !problem.message.ends_with('.'), "{problem:#?}");
    }
    let broken = everything.problems().into_iter().find(|problem| problem.file.ends_with("part1.js")).unwrap();
    assert_eq!(broken.raw.as_deref(), Some("{ \"tweet\" : { \"id_str\" : \"1853391740728246291\", \"created_at\" : \"Mon Nov"));
    // Line 3 has 73 characters.
    assert_eq!(broken.message, "the file breaks off within an element, at column 74: what follows is not read");
}

#[test]
fn posts_alone_ask_for_the_account() {
    let file = fixture("x-archive/whole/data/tweets.js");
    let plan = the_plan(&file);
    assert_eq!((&plan.account, plan.account_from_rows, &*plan.path), (&None, false, ""));
    assert_eq!(plan.parts, ["tweets.js"]);

    let overrides = Overrides { account: Some("@Holm_Council".to_owned()), ..Overrides::default() };
    let plan = plan_with(&file, &overrides).files.remove(0);
    assert_eq!(plan.account.as_ref().map(|account| &*account.handle), Some("Holm_Council"));
    let everything = read(&plan);
    assert_eq!(everything.messages().len(), 7);
    assert_eq!(everything.messages()[0].permalink.as_deref(), Some("https://x.com/Holm_Council/status/1852625567216566279"));
    // Without the note the long post stays as it was cut.
    assert!(everything.messages()[6].text_cut);
}

#[test]
fn direct_messages_without_an_account_are_left_out_and_that_is_said() {
    let plan = the_plan(&fixture("x-archive/whole/data/direct-messages.js"));
    assert_eq!(plan.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [ProblemCode::MissingPart]);
    assert_eq!(read(&plan).items.len(), 0);
}

#[test]
fn an_archive_without_messages_is_refused() {
    let archive = unpacked("x-archive/whole");
    for part in ["tweets.js", "tweets-part1.js", "deleted-tweets.js", "direct-messages.js", "direct-messages-group.js"] {
        fs::remove_file(archive.join("data").join(part)).unwrap();
    }
    let refusal = plan(&archive.path).refused.remove(0);
    assert_eq!((refusal.code, &*refusal.message), (ProblemCode::MissingPart, "the archive holds neither posts nor direct messages"));
}

#[test]
fn an_empty_part_is_named_and_the_others_are_read() {
    let archive = unpacked("x-archive/whole");
    fs::write(archive.join("data/tweets-part1.js"), "").unwrap();
    let everything = read(&the_plan(&archive.path));
    assert_eq!(everything.messages().len(), 16);
    let (code, severity, file, ..) = all_wrong(&everything).remove(0);
    assert_eq!((code, severity, &*file), (ProblemCode::EmptyFile, Severity::Note, "tweets-part1.js"));
}

#[test]
fn one_of_several_zips_claims_no_span() {
    let archive = unpacked("x-archive/whole");
    let manifest = archive.join("data/manifest.js");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace("\"isPartialArchive\" : false", "\"isPartialArchive\" : true")).unwrap();
    let plan = the_plan(&archive.path);
    assert_eq!(plan.covers, None);
    assert_eq!(plan.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [ProblemCode::MissingPart]);
}

#[test]
fn a_script_of_the_same_name_is_not_an_archive() {
    let stranger = written("tweets.js", "export const tweets = [];\n");
    assert_eq!(the_refusal(&stranger.path).code, ProblemCode::NotRecognised);
}

#[test]
fn a_cancelled_reading_stops_at_once() {
    struct Two(Vec<Item>);
    impl earshot_formats::Sink for Two {
        fn take(&mut self, item: Item) -> std::ops::ControlFlow<()> {
            assert!(self.0.len() < 2, "asked for more after a stop");
            self.0.push(item);
            if self.0.len() == 2 { std::ops::ControlFlow::Break(()) } else { std::ops::ControlFlow::Continue(()) }
        }
        fn progress(&mut self, _: u64) -> std::ops::ControlFlow<()> {
            assert!(self.0.len() < 2, "told of progress after a stop");
            std::ops::ControlFlow::Continue(())
        }
    }
    let mut two = Two(Vec::new());
    earshot_formats::read(&the_plan(&fixture("x-archive/whole")), &mut two).unwrap();
    assert_eq!(two.0.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in soup(), part in prop::sample::select(vec!["tweets", "note_tweet", "direct_messages", "account"])) {
        let archive = unpacked("x-archive/early");
        let mut file = format!("window.YTD.{part}.part0 =").into_bytes();
        file.extend_from_slice(&bytes);
        fs::write(archive.join("data/soup.js"), file).unwrap();
        for file in plan(&archive.path).files {
            // What was good beside it is still there.
            prop_assert!(read(&file).messages().len() >= 3 || part == "account");
        }
    }
}

/// Bytes of any kind, and pieces of the format in a wrong order.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let pieces = [
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "\"",
        "\\",
        "\n",
        ";",
        "{\"tweet\":",
        "\"id_str\":\"12\"",
        "\"created_at\":",
        "\"full_text\":\"RT @",
        "{\"dmConversation\":{\"conversationId\":\"1\",\"messages\":[",
        "{\"messageCreate\":",
        "{\"noteTweet\":",
        "é…",
        "1e99",
        "null",
    ];
    let piece = prop_oneof![
        prop::sample::select(pieces.to_vec()).prop_map(|piece| piece.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..8),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| [&b" [ "[..], &pieces.concat()].concat())
}

/// A fixture as a zip, each name below `prefix`.
fn packed(name: &str, prefix: &str) -> Written {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for path in files(&fixture(name)) {
        let inner = path.strip_prefix(fixture(name)).unwrap().to_str().unwrap().replace('\\', "/");
        zip.start_file(format!("{prefix}{inner}"), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&fs::read(path).unwrap()).unwrap();
    }
    written("twitter-2024-11-05-0f3a.zip", zip.finish().unwrap().into_inner())
}

/// A copy of a fixture that a test may change.
struct Unpacked {
    path: PathBuf,
    _folder: tempfile::TempDir,
}

impl Unpacked {
    fn join(&self, path: &str) -> PathBuf {
        self.path.join(path)
    }
}

fn unpacked(name: &str) -> Unpacked {
    let folder = tempfile::tempdir().unwrap();
    for path in files(&fixture(name)) {
        let copy = folder.path().join(path.strip_prefix(fixture(name)).unwrap());
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(&path, copy).unwrap();
    }
    Unpacked { path: folder.path().to_owned(), _folder: folder }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}
