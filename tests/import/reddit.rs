use std::io::{Cursor, Write};
use std::ops::ControlFlow;

use earshot_formats::{Item, Sink};
use earshot_model::{Overrides, ProblemCode, Question};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::reading::{directed_lines, fixture, plan, plan_lines, read, the_plan, the_plan_with, the_refusal, written};

#[test]
fn a_data_request_is_one_plan_with_its_user() {
    let whole = plan(&fixture("reddit/holmkommun"));
    assert!(whole.refused.is_empty(), "{:#?}", whole.refused);
    let plan = the_plan(&fixture("reddit/holmkommun"));
    assert_eq!(plan.parts, ["comments.csv", "messages.csv", "posts.csv"]);
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    reddit (the header is that of a Reddit user's comments)
    account   @HolmKommun on reddit
    encoding  UTF-8 (the beginning is plain ASCII)
    zone      UTC (every time in the export says that it is in UTC)
    account   HolmKommun (`statistics.csv` names it)
    unused    comments.csv: ip, comments.csv: subreddit, comments.csv: gildings, comments.csv: media, messages.csv: ip, messages.csv: subject, posts.csv: ip, posts.csv: subreddit, posts.csv: gildings, posts.csv: url
    preview   2026-02-01T10:41:07Z | @HolmKommun | outbound | "Two lanes, and one for bicycles."
    preview   2026-02-03T09:00:00Z | @HolmKommun | outbound | "Line 4 runs again."
    preview   2026-02-04T12:00:00Z | @marta_lind | inbound | "My bin was not emptied"
    preview   2026-02-04T12:30:00Z | @HolmKommun | outbound | "Sorry! Tomorrow."
    preview   2026-02-01T10:30:00Z | @HolmKommun | outbound | "Ask us about the new bridge\n\nWe answer until noon."
    "#);
    insta::assert_snapshot!(directed_lines(&read(&plan)), @r#"
    message   reddit-post t1_kx01 by owner, 1769942467000 ±1s Stated, parent t1_kw99
      text    Some("Two lanes, and one for bicycles.")
      link    https://www.reddit.com/r/holm/comments/1abc2d/ask_us/kx01/
      kind    post in t3_1abc2d
    message   reddit-post t1_kx02 by owner, 1770109200000 ±1s Stated, parent t3_zz9
      text    Some("Line 4 runs again.")
      link    https://www.reddit.com/r/sverige/comments/zz9/trams/kx02/
      kind    post in t3_zz9
    message   reddit-direct t4_22aa1 by person @marta_lind, 1770206400000 ±1s Stated, parent unknown
      text    Some("My bin was not emptied")
      link    https://www.reddit.com/message/messages/22aa1
      kind    direct to us in 22aa1
    message   reddit-direct t4_22aa2 by owner, 1770208200000 ±1s Stated, parent unknown
      text    Some("Sorry! Tomorrow.")
      link    https://www.reddit.com/message/messages/22aa2
      kind    direct in 22aa1
    message   reddit-post t3_1abc2d by owner, 1769941800000 ±1s Stated, parent none
      text    Some("Ask us about the new bridge\n\nWe answer until noon.")
      link    https://www.reddit.com/r/holm/comments/1abc2d/ask_us/
      kind    post in t3_1abc2d
    message   reddit-post t3_1e5 by owner, 1770019200000 ±1s Stated, parent none
      text    Some("A map of the works")
      link    https://www.reddit.com/r/holm/comments/1e5/a_map/
      kind    post in t3_1e5
    "#);
}

#[test]
fn chats_are_read_by_the_names_of_their_columns() {
    let plan = the_plan(&fixture("reddit/chats"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    reddit (the header is that of a Reddit user's chats)
    account   @HolmKommun on reddit
    encoding  UTF-8 (the beginning is plain ASCII)
    zone      UTC (every time in the export says that it is in UTC)
    account   HolmKommun (`statistics.csv` names it)
    unused    chat_history.csv: updated_at, chat_history.csv: channel_name, chat_history.csv: conversation_type
    preview   2026-02-05T09:12:00Z | @per_ek | inbound | "Is the swimming hall open on Sunday, and until when?"
    preview   2026-02-05T10:02:30Z | @HolmKommun | outbound | "From nine to five."
    preview   2026-02-06T18:00:00Z | @marta_lind | inbound | "Who else is at the market?"
    preview   2026-02-06T18:05:00Z | @HolmKommun | outbound | "We are, by the fountain."
    preview   2026-02-07T07:30:00Z | somebody | inbound | ""
    "#);
    insta::assert_snapshot!(directed_lines(&read(&plan)), @r#"
    message   reddit-chat $kq71:reddit.com by person @per_ek, 1770282720000 ±1s Stated, parent none
      text    Some("Is the swimming hall open on Sunday, and until when?")
      kind    direct to us in https://chat.reddit.com/room/!a1
    message   reddit-chat $kq72:reddit.com by owner, 1770285750000 ±1s Stated, parent $kq71:reddit.com
      text    Some("From nine to five.")
      kind    direct in https://chat.reddit.com/room/!a1
    message   reddit-chat $kq73:reddit.com by person @marta_lind, 1770400800000 ±1s Stated, parent none
      text    Some("Who else is at the market?")
      kind    direct in https://chat.reddit.com/room/!b2
    message   reddit-chat $kq74:reddit.com by owner, 1770401100000 ±1s Stated, parent none
      text    Some("We are, by the fountain.")
      kind    direct in https://chat.reddit.com/room/!b2
    message   reddit-chat $kq75:reddit.com by somebody, 1770449400000 ±1s Stated, parent none
      text    None
      kind    direct to us in https://chat.reddit.com/room/!a1
    "#);
}

/// The parts after the one in which the person cancels are not read.
#[test]
fn a_cancel_stops_every_part() {
    struct One(u32);
    impl Sink for One {
        fn take(&mut self, _: Item) -> ControlFlow<()> {
            self.0 += 1;
            ControlFlow::Break(())
        }
        fn progress(&mut self, _: u64) -> ControlFlow<()> {
            ControlFlow::Continue(())
        }
    }
    for path in ["reddit/holmkommun", "yammer/export"] {
        let mut sink = One(0);
        earshot_formats::read(&the_plan(&fixture(path)), &mut sink).unwrap();
        assert_eq!(sink.0, 1, "{path}");
    }
}

#[test]
fn a_zip_reads_like_its_folder() {
    let folder = fixture("reddit/holmkommun");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["posts.csv", "comments.csv", "messages.csv", "statistics.csv"] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&std::fs::read(folder.join(name)).unwrap()).unwrap();
    }
    let zip = written("export_holmkommun_20260210.zip", zip.finish().unwrap().into_inner());
    assert_eq!(directed_lines(&read(&the_plan(&zip.path))), directed_lines(&read(&the_plan(&folder))));
}

#[test]
fn the_name_that_is_on_every_message_is_the_users() {
    let text = "id,permalink,thread_id,date,ip,from,to,subject,body\n\
        1a,,1a,2026-02-04 12:00:00 UTC,,u/marta_lind,holm,Bin,Hello\n\
        1b,,1b,2026-02-05 12:00:00 UTC,,per_ek,Holm,Tram,Hello again\n";
    let file = written("messages.csv", text);
    let plan = the_plan(&file.path);
    assert_eq!(plan.account.as_ref().unwrap().handle, "holm");
    assert!(read(&plan).messages().iter().all(|message| message.to_owner));
    // With one message it might be either.
    let file = written("messages.csv", text.split_inclusive('\n').take(2).collect::<String>());
    assert_eq!(the_plan(&file.path).asks, [Question::Account]);
    let overrides = Overrides { account: Some("marta_lind".to_owned()), ..Overrides::default() };
    assert!(!read(&the_plan_with(&file.path, &overrides)).messages()[0].to_owner);
}

#[test]
fn broken_rows_of_a_data_request_are_named() {
    let plan = the_plan(&fixture("reddit/damaged/comments.csv"));
    assert_eq!(plan.asks, [Question::Account]);
    insta::assert_snapshot!(directed_lines(&read(&plan)), @r#"
    Rejected damaged-id in comments.csv line 2 column id
      says    the id `1.00E+05` was turned into a number and lost its digits -> export again and don't open the file in a spreadsheet
      raw     "1.00E+05,https://www.reddit.com/r/holm/comments/1abc2d/ask_us/kx01/,2026-02-01 10:41:07 UTC,,holm,0,https://www.reddit.com/r/holm/comments/1abc2d/ask_us/,,Damaged id"
    Rejected missing-date in comments.csv line 3 column date
      says    the row has no date -> export again
      raw     "kx02,https://www.reddit.com/r/holm/comments/1abc2d/ask_us/kx02/,,,holm,0,https://www.reddit.com/r/holm/comments/1abc2d/ask_us/,,No date"
    message   reddit-post t1_kx03 by owner, 1769942467000 ±1s Stated, parent unknown
      text    Some("Good row without a post")
      link    https://www.reddit.com/x
      kind    post
    "#);
}

#[test]
fn broken_rows_of_chats_are_named() {
    let plan = the_plan(&fixture("reddit/damaged/chat_history.csv"));
    assert_eq!(plan.unused, ["chat_history.csv: updated_at"]);
    insta::assert_snapshot!(directed_lines(&read(&plan)), @r#"
    Rejected damaged-id in chat_history.csv line 2 column message_id
      says    the id `1.2E+17` was turned into a number and lost its digits -> export again and don't open the file in a spreadsheet
      raw     "1.2E+17,2026-02-05 09:12:00 UTC,,per_ek,Damaged id,,Per"
    Rejected missing-id in chat_history.csv line 3 column message_id
      says    the row has no id -> 
      raw     ",2026-02-05 09:12:00 UTC,,per_ek,No id,,Per"
    Rejected bad-date in chat_history.csv line 4 column created_at
      says    `yesterday` is not a date written like `2024-01-15 10:30:00 UTC`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "c3,yesterday,,per_ek,No moment,,Per"
    Rejected damaged-id in chat_history.csv line 5 column thread_parent_message_id
      says    the id `3.4E+17` was turned into a number and lost its digits -> export again and don't open the file in a spreadsheet
      raw     "c4,2026-02-05 09:15:00 UTC,,per_ek,Damaged parent,3.4E+17,Per"
    message   reddit-chat c5 by person @per_ek, 1770282960000 ±1s Stated, parent none
      text    Some("Good row")
      kind    direct to us in Per
    "#);
}

#[test]
fn a_data_request_without_rows_is_refused() {
    let problem = the_refusal(&written("comments.csv", "id,permalink,date,ip,subreddit,gildings,link,parent,body\n").path);
    assert_eq!(problem.code, ProblemCode::HeaderOnly);
}

#[test]
fn tables_that_resemble_a_data_request_are_not_claimed() {
    for header in [
        "id,permalink,date,ip,subreddit,gildings,link,parent\n1a,,2026-02-04 12:00:00 UTC,,holm,0,,\n",
        "id,permalink,thread_id,date,ip,from,to\n1a,,1a,2026-02-04 12:00:00 UTC,,marta,holm\n",
        "id,subreddit,title,body,score\n1a,holm,Hello,Hello,3\n",
        "message_id,created_at,username,message\nc1,2026-02-04 12:00:00 UTC,marta_lind,Hello\n",
    ] {
        assert!(plan(&written("posts.csv", header).path).files.iter().all(|file| file.format != "reddit"), "{header}");
    }
}
