//! What people say of the data by hand: it wins, outlives undo and new imports, and is counted.

use serde_json::json;

use crate::earshot::{Desk, SAMPLE, importing, text};

#[test]
fn what_was_overruled_wins_survives_a_new_import_and_is_counted() {
    let desk = Desk::sample();
    let before = desk.figures(&[]);
    let release = desk.rows("churn_index", &[])[0].clone();
    let id = text(&release["id"]);
    assert_eq!((&release["can_be_overruled"], &release["verdict"]), (&json!(true), &json!(null)));
    desk.must(&["overrule", &id, "announcement", "--because", "A notice of our own"]);
    let after = desk.figures(&[]);
    let k = |figures: &std::collections::BTreeMap<String, serde_json::Value>, id: &str| figures[id]["k"].as_i64().unwrap();
    assert_eq!(k(&after, "churn_index"), k(&before, "churn_index") - 1);
    assert_eq!(k(&after, "rung(announcement)"), k(&before, "rung(announcement)") + 1);
    assert_eq!(
        (after["overruled"]["value"].as_i64(), after["churn_index"]["note"].as_str()),
        (Some(1), Some("1 of these messages is where a person put it"))
    );
    let hit = desk.rows("overruled", &[])[0].clone();
    assert_eq!(
        [&hit["id"], &hit["class"], &hit["verdict"], &hit["why"], &hit["reason"]],
        [
            &json!(id),
            &json!("announcement"),
            &json!("announcement"),
            &json!("put here by hand, as announcement"),
            &json!("A notice of our own")
        ]
    );
    // The same store, without its imports and with them again.
    let imports = desk.json(&["imports", "--json"])["imports"].as_array().unwrap().clone();
    for import in &imports {
        desk.must(&["undo", &import["id"].to_string()]);
    }
    assert_eq!(desk.json(&["overrule", "--json"])["overruled"][0]["id"], json!(id));
    desk.must(&importing(&SAMPLE));
    assert_eq!(desk.figures(&[]), after);
    // A second word replaces the first; the rules come back when it is forgotten.
    desk.must(&["overrule", &id, "repost"]);
    assert_eq!(desk.rows("overruled", &[])[0]["class"], json!("repost"));
    desk.must(&["overrule", &id, "--forget"]);
    assert_eq!(desk.figures(&[]), before);
    // A chart follows the person, too, and a word can be taken back while no import holds the message.
    let drawn = |desk: &Desk| {
        desk.must(&["chart", "releases", "-o", "releases.csv"]);
        std::fs::read(desk.path("releases.csv")).unwrap()
    };
    let all = drawn(&desk);
    desk.must(&["overrule", &id, "announcement"]);
    assert_ne!(drawn(&desk), all);
    for import in desk.json(&["imports", "--json"])["imports"].as_array().unwrap() {
        desk.must(&["undo", &import["id"].to_string()]);
    }
    desk.must(&["overrule", &id, "--forget"]);
    assert_eq!(desk.json(&["overrule", "--json"])["overruled"], json!([]));
    assert!(desk.refused(2, &["overrule", &id, "--forget"]).contains("nobody has overruled"));
}

#[test]
fn only_what_an_account_said_in_public_can_be_overruled() {
    let desk = Desk::sample();
    let before = desk.dump();
    let inbound = desk.rows("inbound", &["--account", "WexcombeForum"])[0].clone();
    assert_eq!(inbound["can_be_overruled"], json!(false));
    desk.refused(2, &["overrule", &text(&inbound["id"]), "reply"]);
    let direct = desk.rows("outbound", &[]).into_iter().find(|row| row["why"] == "a direct message").unwrap();
    assert_eq!(direct["can_be_overruled"], json!(false));
    desk.refused(2, &["overrule", &text(&direct["id"]), "reply"]);
    assert!(desk.refused(2, &["overrule", "12345", "reply"]).contains("there is no message"));
    let ours = text(&desk.rows("reply", &[])[0]["id"]);
    desk.refused(2, &["overrule", &ours, "reply", "--account", "Nobody"]);
    desk.refused(2, &["overrule", &ours]);
    assert_eq!(desk.run(&["overrule", &ours, "dialogue"]).code, 2);
    assert_eq!(desk.dump(), before, "nothing was changed");
}

#[test]
fn a_word_on_what_turns_out_to_be_somebody_elses_changes_nothing() {
    let desk = Desk::new();
    let header = "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n";
    let row = |who: &str, inbound: &str| {
        format!(
            "{header}4,{who},{inbound},Wed Nov 01 10:00:00 +0000 2017,@Holm hello,,\n5,Holm,False,Wed Nov 01 11:00:00 +0000 2017,News,,\n"
        )
    };
    desk.write("ours.csv", row("Holm", "False"));
    desk.must(&["import", "ours.csv"]);
    desk.must(&["overrule", "4", "announcement"]);
    assert_eq!(desk.figures(&[])["overruled"]["value"], json!(1));
    desk.must(&["undo", "1"]);
    desk.write("theirs.csv", row("71", "True"));
    desk.must(&["import", "theirs.csv"]);
    let figures = desk.figures(&[]);
    assert_eq!(
        (&figures["overruled"]["value"], &figures["broadcast"]["value"], &figures["inbound"]["value"]),
        (&json!(0), &json!(1), &json!(1))
    );
    desk.must(&["overrule", "4", "--forget"]);
}

#[test]
fn the_register_keeps_what_is_not_named_and_a_peer_stands_apart() {
    let desk = Desk::sample();
    let all = desk.figures(&[]);
    desk.must(&[
        "register",
        "@wexcombeforum",
        "--owner",
        "Web team",
        "--rules",
        "https://wexcombe.example/rules",
        "--opened",
        "2019-04-01",
    ]);
    desk.must(&["register", "WexcombeForum", "--purpose", "Questions", "--peer"]);
    let entry = desk.json(&["register", "--json"])["register"][0].clone();
    assert_eq!(
        [&entry["owner"], &entry["purpose"], &entry["house_rules"], &entry["opened_on"], &entry["peer"]],
        [&json!("Web team"), &json!("Questions"), &json!("https://wexcombe.example/rules"), &json!("2019-04-01"), &json!(true)]
    );
    let presence = desk.json(&["presences", "--json"])["presences"][0].clone();
    assert_eq!((&presence["account"], &presence["peer"], &presence["owner"]), (&json!("WexcombeForum"), &json!(true), &json!("Web team")));
    let counted = |desk: &Desk| desk.json(&["accounts", "--json"])["accounts"][0].clone();
    assert!(counted(&desk)["outbound"].as_u64() > Some(100), "a peer is an account, too: {}", counted(&desk));
    // All figures are of ours alone now, and the peer's are what they are when it is named.
    let council = desk.figures(&["--account", "WexcombeVale", "--account", "Wexcombe News"]);
    let ours = desk.figures(&[]);
    for id in ["outbound", "inbound", "reply_share", "response_median", "churn_index"] {
        assert_eq!(ours[id], council[id], "{id}");
        assert_ne!(ours[id]["value"], all[id]["value"], "{id}");
    }
    let beside = desk.json(&["peers", "--json"]);
    let reply_share = |measures: &serde_json::Value| {
        measures.as_array().unwrap().iter().find(|row| row["id"] == "reply_share").unwrap()["k"].as_i64().unwrap()
    };
    assert_eq!(reply_share(&beside["ours"]), ours["reply_share"]["k"].as_i64().unwrap());
    assert_eq!(beside["peers"][0]["account"], json!("WexcombeForum"));
    let forum = desk.figures(&["--account", "WexcombeForum"]);
    assert_eq!(reply_share(&beside["peers"][0]["measures"]), forum["reply_share"]["k"].as_i64().unwrap());
    for published in beside["published"].as_array().unwrap() {
        assert!(text(&published["note"]).ends_with("not the same measure"), "{published}");
        assert!(["country", "unit", "method", "source"].iter().all(|field| !text(&published[*field]).is_empty()), "{published}");
    }
    desk.must(&["register", "WexcombeForum", "--ours", "--owner", ""]);
    assert_eq!(desk.json(&["register", "--json"])["register"][0]["owner"], json!(null));
    assert_eq!(desk.figures(&[]), all);
    desk.refused(2, &["register", "Nobody", "--peer"]);
    desk.refused(2, &["register", "WexcombeForum", "--opened", "spring"]);
}

#[test]
fn moments_are_named_and_others_added() {
    let desk = Desk::sample();
    let moments = |desk: &Desk| desk.json(&["moments", "--json"])["moments"].as_array().unwrap().clone();
    let found = moments(&desk).len();
    desk.must(&["name", "The flood", "--from", "2026-02-09", "--to", "2026-02-12", "--note", "The river rose"]);
    desk.must(&["name", "Budget day", "--from", "2026-03-01T09:00", "--to", "2026-03-01T17:00", "--account", "WexcombeVale"]);
    let named: Vec<_> = moments(&desk).into_iter().filter(|moment| moment["name"] != json!(null)).collect();
    assert_eq!(moments(&desk).len(), found + 1);
    assert!(named.len() > 2 && named.iter().filter(|moment| moment["name"] == "The flood").all(|moment| moment["found"] == true));
    let budget = named.iter().find(|moment| moment["name"] == "Budget day").unwrap();
    assert_eq!((&budget["found"], &budget["start"]), (&json!(false), &json!("2026-03-01T09:00:00Z")));
    assert_eq!(named[0]["note"], json!("The river rose"));
    // Another account does not have it.
    let of_forum = desk.json(&["moments", "--account", "WexcombeForum", "--json"])["moments"].clone();
    assert!(of_forum.as_array().unwrap().iter().all(|moment| moment["name"] != "Budget day"));
    desk.must(&["name", "--forget", "--from", "2026-03-01T09:00", "--to", "2026-03-01T17:00", "--account", "WexcombeVale"]);
    desk.must(&["name", "--forget", "--from", "2026-02-09", "--to", "2026-02-12"]);
    assert_eq!(moments(&desk).len(), found);
    // Of a time that is not in the data there is a name, and no figure that means anything.
    desk.must(&["name", "Long ago", "--from", "2020-03-01", "--to", "2020-03-02"]);
    let long_ago = moments(&desk)[0].clone();
    assert_eq!((&long_ago["name"], &long_ago["known"], &long_ago["found"]), (&json!("Long ago"), &json!(false), &json!(false)));
    assert!(moments(&desk)[1..].iter().all(|moment| moment["known"] == true));
    for wrong in [
        &["name", "Flood", "--from", "2026-02-12", "--to", "2026-02-09"][..],
        &["name", "Flood", "--from", "0202-02-09", "--to", "2026-02-09"],
        &["name", "Flood", "--from", "soon", "--to", "2026-02-09"],
        &["name", "--from", "2026-02-09", "--to", "2026-02-10"],
        &["name", "--forget", "--from", "2026-02-09", "--to", "2026-02-10"],
    ] {
        desk.refused(2, wrong);
    }
}

#[test]
fn whoever_is_due_first_is_listed_first() {
    let desk = Desk::new();
    let header = "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n";
    let row =
        |id: u32, who: &str, at: &str, to: &str| format!("{id},{who},{},Wed Nov 01 {at} +0000 2017,@Holm word {id},,{to}\n", who != "Holm");
    let talk = [row(1, "71", "09:00:00", ""), row(2, "72", "10:30:00", ""), row(3, "73", "08:00:00", ""), row(4, "Holm", "11:00:00", "")];
    desk.write("talk.csv", format!("{header}{}", talk.concat()));
    desk.must(&["import", "talk.csv"]);
    desk.must(&["promise", "Holm", "4 hours"]);
    let due = desk.rows("promise_due", &[]);
    let listed: Vec<(String, String)> = due.iter().map(|row| (text(&row["id"]), text(&row["why"]))).collect();
    let why = |left: &str| format!("no answer yet; {left} left of the time promised");
    assert_eq!(
        listed,
        [("3".into(), why("1 h")), ("1".into(), why("2 h")), ("2".into(), why("3 h 30 min"))],
        "at eleven, the end of the data"
    );
    assert_eq!(desk.figures(&[])["promise_due"]["value"], json!(3));
}
