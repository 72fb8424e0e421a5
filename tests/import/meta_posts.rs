use earshot_model::{Author, DateOrder, Overrides, Question};

use crate::reading::{fixture, lines, plan, plan_lines, plan_with, read, the_plan, the_refusal, written};

const FACEBOOK: &str = "facebook-posts/Aug-01-2025_Aug-31-2025_1039829300000001.csv";
const INSTAGRAM: &str = "instagram-posts/Mar-01-2026_Mar-31-2026_880000000000001.csv";

#[test]
fn facebook_posts_are_read_and_the_zone_is_asked_for() {
    let plan = the_plan(&fixture(FACEBOOK));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    facebook-posts (the header is that of Business Suite's export of Facebook posts)
    account   @Holm Museum on facebook
    encoding  UTF-8 (the file begins with its byte-order mark)
    dates     month first (the only order that the first 3 dates allow)
    period    lifetime (its column of dates says `Lifetime`)
    zone      unknown (the file does not name it)
    period    2025-08-01 to 2025-08-31 (the file name)
    account   Holm Museum (the column `Page name`)
    asks      [Zone]
    unused    Duration (sec), Caption type, Is crosspost, Post type, Languages, Custom labels, Funded content status, Data comment, Average Seconds viewed, Estimated earnings (USD)
    covers    1754006400000 .. 1756684800000
    preview   2025-08-14T09:05Z | @Holm Museum | outbound | "The ferry gallery is open again from ten. 🛶\nBring \"old\" photographs, we scan them." | reach 873 · impressions 1204 · engagements 41 · likes 30 · replies 6 · shares 5
    preview   2025-08-02T17:30Z | @Holm Museum | outbound | "A longer caption that says what the short one only hints at" | impressions 310 · likes 12 · replies 0
    preview   2025-08-31T23:59Z | @Holm Museum | outbound | "A neighbour's drawing of the harbour" | reach 61 · impressions 90 · engagements 2 · likes 2 · replies 0 · shares 0
    "#);
    assert_eq!(plan.account.as_ref().unwrap().native_id.as_deref(), Some("100077001122334"));
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   facebook-post 1830000000000101 by owner, 1755162300000 ±60s ZoneAssumed, parent none
      text    Some("The ferry gallery is open again from ten. 🛶\nBring \"old\" photographs, we scan them.")
      link    https://www.facebook.com/holmmuseum/posts/pfbid0101
      counts  reach 873, impressions 1204, engagements 41, likes 30, replies 6, shares 5, url_clicks 31, other clicks 77, other other_clicks 40, other photo_clicks 6
    message   facebook-post 1830000000000102 by owner, 1754155800000 ±60s ZoneAssumed, parent none
      text    Some("A longer caption that says what the short one only hints at")
      link    https://www.facebook.com/holmmuseum/posts/pfbid0102
      counts  impressions 310, likes 12, replies 0, url_clicks 0, other clicks 9, other other_clicks 9, other photo_clicks 0, other seconds_viewed 1450
    message   facebook-post 1830000000000103 by owner, 1756684740000 ±60s ZoneAssumed, parent none
      text    Some("A neighbour's drawing of the harbour")
      link    https://www.facebook.com/holmmuseum/posts/pfbid0103
      counts  reach 61, impressions 90, engagements 2, likes 2, replies 0, shares 0, url_clicks 0, other clicks 1, other other_clicks 1, other photo_clicks 0
    "#);
}

#[test]
fn a_zone_that_is_chosen_is_the_one_that_times_are_read_in() {
    let overrides =
        Overrides { zone: Some("America/New_York".to_owned()), account: Some("Museum of Holm".to_owned()), ..Overrides::default() };
    let plan = plan_with(&fixture(FACEBOOK), &overrides).files.remove(0);
    assert_eq!((plan.zone.as_deref(), plan.asks.len()), (Some("America/New_York"), 0));
    assert_eq!(plan.account.as_ref().unwrap().handle, "Museum of Holm");
    // Four hours behind UTC: 14 August, 9:05 and the whole of August.
    let first = read(&plan).messages()[0].clone();
    assert_eq!((first.sent.at, first.author), (1_755_176_700_000, Author::Owner));
    assert_eq!(plan.covers.map(|span| (span.from, span.to)), Some((1_754_020_800_000, 1_756_699_200_000)));
    let nowhere = Overrides { zone: Some("Holm".to_owned()), ..Overrides::default() };
    assert_eq!(plan_with(&fixture(FACEBOOK), &nowhere).refused[0].message, "there is no time zone `Holm`");
}

#[test]
fn several_pages_are_told_by_row_and_broken_rows_are_named() {
    let plan = the_plan(&fixture("facebook-posts/two_pages_damaged.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    facebook-posts (the header is that of Business Suite's export of Facebook posts)
    account   none, by row
    encoding  UTF-8 (the file begins with its byte-order mark)
    dates     day first (the only order that the first 6 dates allow)
    period    lifetime (its column of dates says `Lifetime`)
    zone      unknown (the file does not name it)
    account   by row (the column `Page name` names 2 accounts)
    asks      [Zone]
    unused    Post type
    preview   2024-10-26T18:00Z | @Holm Museum | outbound | "Clocks go back tonight" | reach 410 · impressions 500 · replies 3
    preview   2024-11-03T08:15Z | @Holm Library | outbound | "Story hour at four" | reach 55 · impressions 70 · replies 0
    preview   2024-11-06T08:15Z | @Holm Museum | outbound | "A reach in words" | impressions 1 · replies 0
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   facebook-post 1830000000000201 by account @Holm Museum, 1729965600000 ±60s ZoneAssumed, parent none
      text    Some("Clocks go back tonight")
      link    https://www.facebook.com/p/1
      counts  reach 410, impressions 500, replies 3, other views 620
    message   facebook-post 1830000000000202 by account @Holm Library, 1730621700000 ±60s ZoneAssumed, parent none
      text    Some("Story hour at four")
      link    https://www.facebook.com/p/2
      counts  reach 55, impressions 70, replies 0
    Rejected damaged-id in two_pages_damaged.csv line 4 column Post ID
      says    the id `1.83E+15` was turned into a number and lost its digits -> export again and don't open the file in a spreadsheet
      raw     "1.83E+15,100077001122334,Holm Museum,An id that a spreadsheet spoiled,,04/11/2024 08:15,https://www.facebook.com/p/3,Text,Lifetime,1,1,1,0"
    Rejected bad-date in two_pages_damaged.csv line 5 column Publish time
      says    `31/02/2025 08:15` is not a date written like `09/28/2026 18:12`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "1830000000000204,100077001122334,Holm Museum,No such day,,31/02/2025 08:15,https://www.facebook.com/p/4,Text,Lifetime,1,1,1,0"
    Rejected missing-id in two_pages_damaged.csv line 6 column Post ID
      says    the row has no id -> 
      raw     ",100077001122334,Holm Museum,Without an id,,05/11/2024 08:15,https://www.facebook.com/p/5,Text,Lifetime,1,1,1,0"
    Note bad-number in two_pages_damaged.csv line 7 column Reach
      says    `many` is not a count; it was left unknown -> export again if the figure matters
      raw     "1830000000000206,100077001122334,Holm Museum,A reach in words,,06/11/2024 08:15,https://www.facebook.com/p/6,Text,Lifetime,1,1,many,0"
    message   facebook-post 1830000000000206 by account @Holm Museum, 1730880900000 ±60s ZoneAssumed, parent none
      text    Some("A reach in words")
      link    https://www.facebook.com/p/6
      counts  impressions 1, replies 0, other views 1
    Rejected too-few-fields in two_pages_damaged.csv line 8 column -
      says    the row has 4 fields where the header has 13 -> the file may have been cut off; export again
      raw     "1830000000000207,100077001122334,Holm Museum,Cut off"
    "#);
}

#[test]
fn figures_of_one_day_are_no_counts_of_a_post() {
    let plan = the_plan(&fixture("facebook-posts/by_day.csv"));
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   facebook-post 1830000000000301 by owner, 1740909600000 ±60s ZoneAssumed, parent none
      text    Some("Tickets for the night walk")
      link    https://www.facebook.com/p/1
    message   facebook-post 1830000000000302 by owner, 1740996000000 ±60s ZoneAssumed, parent none
      text    Some("Sold out already")
      link    https://www.facebook.com/p/2
    Note bad-value in by_day.csv line - column -
      says    rows that hold a post's figures of one day, of which only the post is taken: 3 -> export with `Lifetime` instead of `Daily` to have each post's counts
    "#);
}

#[test]
fn the_order_of_days_and_months_can_be_chosen() {
    let path = fixture("facebook-posts/by_day.csv");
    let overrides = Overrides { dates: Some(DateOrder::DayFirst), ..Overrides::default() };
    let plan = plan_with(&path, &overrides).files.remove(0);
    let dates = plan.evidence.iter().find(|evidence| evidence.what == "dates").unwrap();
    assert_eq!((dates.value.as_str(), dates.why.as_str()), ("day first", "chosen by hand"));
    assert_eq!(plan.preview[0].when, "2025-02-03T10:00Z");
    assert_eq!(the_plan(&path).preview[0].when, "2025-03-02T10:00Z");
}

#[test]
fn instagram_posts_are_read_and_a_partner_keeps_its_own() {
    let plan = the_plan(&fixture(INSTAGRAM));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    instagram-posts (the header is that of Business Suite's export of Instagram posts)
    account   @holm.museum on instagram
    encoding  UTF-8 (the file begins with its byte-order mark)
    dates     month first (the only order that the first 3 dates allow)
    period    lifetime (its column of dates says `Lifetime`)
    zone      unknown (the file does not name it)
    period    2026-03-01 to 2026-03-31 (the file name)
    account   holm.museum (most rows of the column `Account username`; other rows are by other accounts)
    asks      [Zone]
    unused    Account name, Duration (sec), Post type, Data comment
    covers    1772323200000 .. 1775001600000
    preview   2026-03-27T06:08Z | @holm.museum | outbound | "Which of these lamps did your grandparents have?" | reach 1650 · impressions 2100 · likes 130 · replies 9 · shares 12
    preview   2026-03-20T19:45Z | @tidewater_band | outbound | "@holm.museum Playing between the boats on Friday" | reach 4100 · impressions 5400 · likes 402 · replies 18 · shares 33
    preview   2026-03-03T12:00Z | @holm.museum | outbound | "" | reach 640 · impressions 800 · likes 51 · replies 2 · shares 0
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   instagram-post 18100000000000001 by owner, 1774591680000 ±60s ZoneAssumed, parent none
      text    Some("Which of these lamps did your grandparents have?")
      link    https://www.instagram.com/p/AAAA1/
      counts  reach 1650, impressions 2100, likes 130, replies 9, shares 12, saves 21, follows 4
    message   instagram-post 18100000000000002 by account @tidewater_band, 1774035900000 ±60s ZoneAssumed, parent none
      text    Some("@holm.museum Playing between the boats on Friday")
      link    https://www.instagram.com/p/AAAA2/
      counts  reach 4100, impressions 5400, likes 402, replies 18, shares 33, saves 40
    message   instagram-post 18100000000000003 by owner, 1772539200000 ±60s ZoneAssumed, parent none
      text    None
      link    https://www.instagram.com/p/AAAA3/
      counts  reach 640, impressions 800, likes 51, replies 2, shares 0, saves 3, follows 0
    "#);
}

#[test]
fn a_story_has_replies_and_impressions() {
    let plan = the_plan(&fixture("instagram-posts/stories.csv"));
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   instagram-post 18100000000000011 by owner, 1775374200000 ±60s ZoneAssumed, parent none
      text    None
      link    https://www.instagram.com/stories/holm.museum/1
      counts  reach 288, impressions 320, likes 7, replies 3, shares 1, follows 0, profile_visits 2, url_clicks 4, other navigation 410, other sticker_taps 6
    "#);
}

#[test]
fn portuguese_and_german_headers_are_read() {
    let plan = the_plan(&fixture("instagram-posts/portuguese.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    instagram-posts (the header is that of Business Suite's export of Instagram posts)
    account   @museu.do.cais on instagram
    encoding  UTF-8 (the file begins with its byte-order mark)
    header    Portuguese (its names of columns)
    dates     day first (no date of the first 1 settles it, and exports in this language write the day first)
    period    lifetime (its column of dates says `Vitalício`)
    zone      unknown (the file does not name it)
    account   museu.do.cais (the column `Account username`)
    asks      [Zone]
    unused    Nome da conta, Duração (segundos), Tipo de publicação, Comentário de dados
    preview   2026-04-05T10:00Z | @museu.do.cais | outbound | "Abrimos às dez, com café" | reach 980 · impressions 1250 · likes 75 · replies 8 · shares 3
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   instagram-post 18100000000000021 by owner, 1775383200000 ±60s ZoneAssumed, parent none
      text    Some("Abrimos às dez, com café")
      link    https://www.instagram.com/p/BBBB1/
      counts  reach 980, impressions 1250, likes 75, replies 8, shares 3, saves 5, follows 1
    "#);
    let plan = the_plan(&fixture("instagram-posts/german.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    instagram-posts (the header is that of Business Suite's export of Instagram posts)
    account   @hafenmuseum on instagram
    encoding  UTF-8 (the file begins with its byte-order mark)
    header    German (its names of columns)
    dates     day first (the only order that the first 1 dates allow)
    period    lifetime (its column of dates says `Gesamte Laufzeit`)
    zone      unknown (the file does not name it)
    account   hafenmuseum (the column `Account username`)
    asks      [Zone]
    unused    Kontoname, Dauer (Sek.), Beitragstyp, Datenkommentar
    preview   2026-09-01T18:00Z | @hafenmuseum | outbound | "Das Trockendock ist wieder offen" | reach 512 · impressions 640 · likes 44 · replies 6 · shares 2
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   instagram-post 18100000000000031 by owner, 1788285600000 ±60s ZoneAssumed, parent none
      text    Some("Das Trockendock ist wieder offen")
      link    https://www.instagram.com/p/CCCC1/
      counts  reach 512, impressions 640, likes 44, replies 6, shares 2, saves 1, follows 0
    "#);
}

#[test]
fn what_is_broken_is_refused_with_its_reason() {
    let header = std::fs::read_to_string(fixture(FACEBOOK)).unwrap().lines().next().unwrap().to_owned();
    let empty = written("Aug-01-2025_Aug-31-2025_1.csv", &header);
    assert_eq!(the_refusal(&empty.path).code.as_str(), "header-only");
    let timeless = written("export.csv", header.replace("Publish time", "When") + "\n1,2,3\n");
    let problem = the_refusal(&timeless.path);
    assert_eq!((problem.code.as_str(), problem.column.as_deref()), ("missing-column", Some("Publish time")));
    // Facebook's own columns are not known in German.
    let german = written("export.csv", "Beitrags-ID,Seitenname,Veröffentlichungszeitpunkt,Aufrufe\n1,Holm,01.02.2026 10:00,3\n");
    assert_eq!(the_refusal(&german.path).column.as_deref(), Some("Page name"));
}

#[test]
fn files_that_are_almost_like_these_are_not_claimed() {
    let others = [
        "Post ID,Author,Publish time,Views\n1,a,01/02/2026 10:00,3\n",
        "Page Name,Page Likes at Posting,Post Created,Total Interactions\nHolm,1,2021-01-01 10:00:00 CET,5\n",
        "Account username,Followers\nholm,12\n",
        "Date,Views\n2026-01-01,3\n",
    ];
    for other in others {
        let file = written("export.csv", other);
        let found = plan(&file.path).files.into_iter().map(|file| file.format).collect::<Vec<_>>();
        assert!(found.iter().all(|format| !["facebook-posts", "instagram-posts", "meta-days"].contains(&format.as_str())), "{found:?}");
    }
    // Each is its own and not the other's.
    assert_eq!(the_plan(&fixture(FACEBOOK)).format, "facebook-posts");
    assert_eq!(the_plan(&fixture(INSTAGRAM)).format, "instagram-posts");
    assert_eq!(the_plan(&fixture(INSTAGRAM)).asks, [Question::Zone]);
}
