//! Google Takeout: an account's own comments in their three layouts, and what it wrote in live chats.

use std::fs;
use std::io::{Cursor, Write};
use std::ops::ControlFlow;

use earshot_formats::{Item, Sink};
use earshot_model::{Author, Overrides, Parent, ProblemCode};

use crate::reading::{fixture, lines, plan, plan_lines, plan_with, read, the_plan, the_refusal, written};

const COMMENTS: &str = "youtube-takeout/Takeout/YouTube and YouTube Music/comments/comments.csv";

#[test]
fn comments_in_several_parts_and_live_chats_are_one_takeout() {
    let plan = plan(&fixture("youtube-takeout"));
    // What else is in a Takeout is no stranger in it.
    assert_eq!(plan.refused, []);
    let [plan] = &plan.files[..] else { panic!("{:#?}", plan.files) };
    let folder = "Takeout/YouTube and YouTube Music";
    assert_eq!(plan.path, folder);
    let parts = ["comments/comments(1).csv", "comments/comments.csv", "live chats/live chats.csv"];
    assert_eq!(plan.parts, parts.map(|part| format!("{folder}/{part}")));
    assert_eq!(plan.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [ProblemCode::NoAccount]);
    insta::assert_snapshot!(plan_lines(plan), @r#"
    format    youtube-takeout (the header is that of YouTube comments from Google Takeout)
    account   none
    encoding  UTF-8 (the beginning is plain ASCII)
    zone      UTC (every time in the file states its offset)
    account   unknown (the rows give the ids of several channels)
    asks      [Account]
    unused    Price
    preview   2019-05-02T11:00:00Z | the account | outbound | "All sluices are open & ready"
    preview   2019-05-03T11:00:00Z | @UCother000000000000000_y | outbound | ""
    preview   2026-02-10T09:15:02Z | the account | outbound | "Thanks for asking! The map is here: \nhttps://holm.example/map"
    preview   2026-02-09T18:00:00Z | the account | outbound | "@tilly Route \"B\" is next"
    preview   2026-02-08T07:30:00Z | the account | outbound | "The poll closes tonight"
    "#);
    insta::assert_snapshot!(lines(&read(plan)), @r#"
    message   youtube-comment UgxHolmBBB1 by owner, 1556794800434 ±1s Stated, parent none
      text    Some("All sluices are open & ready")
      link    https://www.youtube.com/watch?v=Zx0PqRstUv1&lc=UgxHolmBBB1
    message   youtube-comment UgxHolmBBB2 by account @UCother000000000000000_y, 1556881200000 ±1s Stated, parent UgxHolmBBB1
      text    None
      link    https://www.youtube.com/watch?v=Zx0PqRstUv1&lc=UgxHolmBBB2
    message   youtube-comment UgxHolmAAA1 by owner, 1770714902255 ±1s Stated, parent none
      text    Some("Thanks for asking! The map is here: \nhttps://holm.example/map")
      link    https://www.youtube.com/watch?v=aQ3-_kd9LmE&lc=UgxHolmAAA1
    message   youtube-comment UgxHolmAAA2.9iwJ by owner, 1770660000000 ±1s Stated, parent UgxTown0001
      text    Some("@tilly Route \"B\" is next")
      link    https://www.youtube.com/watch?v=aQ3-_kd9LmE&lc=UgxHolmAAA2.9iwJ
    message   youtube-comment UgkxHolmAAA3 by owner, 1770535800120 ±1s Stated, parent none
      text    Some("The poll closes tonight")
    Rejected bad-date in youtube-takeout/Takeout/YouTube and YouTube Music/comments/comments.csv line 6 column Comment create timestamp
      says    `08/02/2026 07:30` is not a date written like `2023-09-19T17:42:53.434647+00:00`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "UCholm0000000000000000_x,08/02/2026 07:30,0,UgxHolmAAA4,,,aQ3-_kd9LmE,\"{\"\"text\"\":\"\"When was this?\"\"}\","
    Rejected missing-id in youtube-takeout/Takeout/YouTube and YouTube Music/comments/comments.csv line 7 column Comment ID
      says    the row has no id -> 
      raw     "UCholm0000000000000000_x,2026-02-08T07:31:00Z,0,,,,aQ3-_kd9LmE,\"{\"\"text\"\":\"\"Which one is this?\"\"}\","
    Note bad-json in youtube-takeout/Takeout/YouTube and YouTube Music/live chats/live chats.csv line 2 column Live Chat Text
      says    the text is not the JSON that it should be; it is read as well as it can be -> compare it with the comment if its words matter
      raw     "Ei8KLHolmCCC1,UCholm0000000000000000_x,2021-11-04T18:02:11.000+00:00,0,Kk4LlMmNnO5,\"{\"\"takeoutSegments\"\":[{\"\"text\"\":\"\"The chair says \"\" welcome \"\" to all\"\"}]}\""
    message   youtube-chat Ei8KLHolmCCC1 by owner, 1636048931000 ±1s Stated, parent unknown
      text    Some("The chair says \" welcome \" to all")
    message   youtube-chat Ei8KLHolmCCC2 by owner, 1636048980000 ±1s Stated, parent unknown
      text    Some("Agenda item two")
    "#);
}

#[test]
fn a_reply_names_what_it_answers_and_a_comment_where_it_stands() {
    let everything = read(&the_plan(&fixture(COMMENTS)));
    let said: Vec<_> = everything.messages().into_iter().map(|message| (&message.parent, message.conversation.as_deref())).collect();
    let reply = Parent::Some { id: "UgxTown0001".to_owned(), author: None };
    assert_eq!(said, [(&Parent::None, Some("aQ3-_kd9LmE")), (&reply, Some("aQ3-_kd9LmE")), (&Parent::None, Some("UgkxPost01"))]);
}

#[test]
fn the_account_is_asked_for_and_its_id_is_known() {
    let file = fixture(COMMENTS);
    let plan = the_plan(&file);
    assert_eq!((plan.account, plan.asks.len()), (None, 1));
    let overrides = Overrides { account: Some("@holmcouncil".to_owned()), ..Overrides::default() };
    let plan = plan_with(&file, &overrides).files.remove(0);
    let account = plan.account.as_ref().unwrap();
    assert_eq!((&*account.handle, account.native_id.as_deref()), ("holmcouncil", Some("UCholm0000000000000000_x")));
    assert!(read(&plan).messages().iter().all(|message| message.author == Author::Owner));
}

#[test]
fn outside_of_a_takeout_only_numbered_parts_belong_together() {
    let folder = tempfile::tempdir().unwrap();
    let comments = fs::read(fixture(COMMENTS)).unwrap();
    for name in ["comments.csv", "comments(1).csv", "ours.csv"] {
        fs::write(folder.path().join(name), &comments).unwrap();
    }
    let plan = plan(folder.path());
    let found: Vec<_> = plan.files.iter().map(|file| (&*file.path, file.parts.len())).collect();
    assert_eq!(found, [("comments.csv", 2), ("ours.csv", 1)]);
    assert_eq!(plan.files[0].parts, ["comments.csv", "comments(1).csv"]);
}

#[test]
fn a_cancelled_reading_of_several_parts_stops_at_once() {
    struct Three(u8);
    impl Sink for Three {
        fn take(&mut self, _: Item) -> ControlFlow<()> {
            assert!(self.0 > 0, "asked for more after a stop");
            self.0 -= 1;
            if self.0 == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        }
        fn progress(&mut self, _: u64) -> ControlFlow<()> {
            assert!(self.0 > 0, "told of progress after a stop");
            ControlFlow::Continue(())
        }
    }
    for root in ["youtube-takeout", "youtube-studio/german", "x-grailbird/early", "x-grailbird/scripts", "x-video-2024", "youtube-info"] {
        for plan in plan(&fixture(root)).files {
            for most in 1..=3 {
                earshot_formats::read(&plan, &mut Three(most)).unwrap();
            }
        }
    }
}

#[test]
fn a_zip_reads_like_the_folder_that_it_packs() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let places = [
        ("youtube-takeout", "Takeout/YouTube and YouTube Music/comments/comments.csv"),
        ("youtube-takeout", "Takeout/YouTube and YouTube Music/live chats/live chats.csv"),
        ("youtube-studio/geography", "Totals.csv"),
        ("youtube-studio/geography", "Table data.csv"),
        ("x-grailbird/whole", "old/tweets.csv"),
        ("x-grailbird/whole", "old/data/js/user_details.js"),
    ];
    for (root, place) in places {
        zip.start_file(place, zip::write::SimpleFileOptions::default()).unwrap();
        let bytes = fs::read(fixture(root).join(place.trim_start_matches("old/"))).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    let packed = written("downloads.zip", zip.finish().unwrap().into_inner());
    let plan = plan(&packed.path);
    let found: Vec<_> = plan.files.iter().map(|file| (&*file.format, &*file.path, file.parts.len(), read(file).items.len())).collect();
    let expected =
        [("youtube-studio", "", 1, 2), ("youtube-takeout", "Takeout/YouTube and YouTube Music", 2, 8), ("x-grailbird", "old", 2, 5)];
    assert_eq!(found, expected);
}

#[test]
fn a_header_alone_is_refused_and_a_stranger_is_not_taken() {
    let header =
        written("comments.csv", "Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Video ID,Comment Text\n\n\n");
    assert_eq!(the_refusal(&header.path).code, ProblemCode::HeaderOnly);
    let stranger = written("comments.csv", "Comment ID,Channel ID,Timestamp,Text\n1,2,3,4\n");
    assert!(plan(&stranger.path).files.iter().all(|file| file.format != "youtube-takeout"));
}
