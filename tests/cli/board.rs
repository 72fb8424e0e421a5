//! What a board asks: business time, promises, presences, moments, change, and what answering may save.

use serde_json::json;

use crate::earshot::{Desk, text};

#[test]
fn opening_hours_and_promises_are_said_kept_and_forgotten() {
    let desk = Desk::sample();
    let median = |desk: &Desk| desk.figures(&["--account", "WexcombeVale"])["response_median_business"].clone();
    let assumed = median(&desk);
    assert!(text(&assumed["note"]).contains("opening hours are assumed"), "{assumed}");
    desk.must(&["hours", "Mon-Fri 09:00-17:00", "--zone", "Europe/London", "--nation", "england-and-wales"]);
    desk.must(&["hours", "Mon-Sun 00:00-24:00", "--account", "@wexcombevale", "--zone", "UTC"]);
    // In an office that never closes, business time is the clock on the wall.
    let figures = desk.figures(&["--account", "WexcombeVale"]);
    assert_eq!(figures["response_median_business"]["value"], figures["response_median"]["value"]);
    let offices = desk.json(&["hours", "--json"])["offices"].clone();
    assert_eq!(offices.as_array().unwrap().len(), 2);
    assert_eq!(
        (&offices[0]["whose"], &offices[0]["week"], &offices[0]["nation"]),
        (&json!(null), &json!("Mon-Fri 09:00-17:00"), &json!("england-and-wales"))
    );
    desk.must(&["hours", "--account", "WexcombeVale", "--forget"]);
    let own = median(&desk);
    assert_ne!(own["value"], figures["response_median"]["value"]);
    assert_eq!(own["note"], json!(null));

    assert_eq!(desk.figures(&[])["promise_kept"]["value"], json!(null));
    desk.must(&["promise", "WexcombeVale", "1 working day"]);
    let figures = desk.figures(&["--account", "WexcombeVale"]);
    // A working day is eight hours here: the promise is the rate by another name.
    assert_eq!(figures["promise_kept"]["k"], figures["response_rate(1wd)"]["k"]);
    assert!(desk.must(&["promise"]).text().contains("an answer within 1 working day"));
    // What was said of an account outlives its imports.
    let imports = desk.json(&["imports", "--json"])["imports"].as_array().unwrap().clone();
    for import in &imports {
        desk.must(&["undo", &import["id"].to_string()]);
    }
    assert_eq!(desk.json(&["promise", "--json"])["promises"].as_array().unwrap().len(), 1);
    for (code, wrong) in
        [(2, &["hours", "Mon 9-17"][..]), (2, &["hours", "Mon 09:00-17:00", "--zone", "copenhagen"]), (2, &["promise", "Nobody", "1 day"])]
    {
        desk.refused(code, wrong);
    }
    assert_eq!(desk.run(&["hours", "Mon 09:00-17:00", "--nation", "wales"]).code, 2);
    assert!(desk.refused(2, &["hours", "Mon 09:00-17:00", "--zone", "copenhagen"]).contains("did you mean Europe/Copenhagen?"));
}

#[test]
fn the_flood_of_the_sample_is_a_moment_and_the_forum_is_unattended() {
    let desk = Desk::sample();
    let moments = desk.json(&["moments", "--account", "WexcombeVale", "--from", "2026-02-01", "--to", "2026-03-01", "--json"]);
    let moments = moments["moments"].as_array().unwrap();
    assert!(text(&moments[0]["start"]).starts_with("2026-02-09") && moments[0]["times"].as_f64().unwrap() > 10.0, "{moments:?}");
    for moment in moments {
        assert!(moment["unanswered"].as_u64() <= moment["opportunities"].as_u64() && moment["silence"].as_f64() > Some(0.0), "{moment}");
    }
    let presences = desk.json(&["presences", "--json"])["presences"].clone();
    let states: Vec<String> = presences.as_array().unwrap().iter().map(|presence| text(&presence["state"])).collect();
    assert_eq!(states, ["unattended", "broadcasting", "in conversation"]);
    assert!(
        desk.must(&["presences"]).text().contains("unattended")
            && desk.must(&["moments", "--csv"]).text().starts_with("start,end,name,note,stands out,peak")
    );
}

#[test]
fn a_quarter_is_held_against_the_one_before_and_the_year_before() {
    let desk = Desk::sample();
    let vale = ["--account", "WexcombeVale"];
    let quarter = [&["measure", "reply_share", "inbound", "--from", "2026-04-01", "--to", "2026-07-01", "--json"][..], &vale].concat();
    let document = desk.json(&[&quarter[..], &["--against", "before", "--against", "year-before"]].concat());
    let compared = document["compared"].as_array().unwrap();
    let windows: Vec<_> = compared.iter().map(|comparison| comparison["window"].clone()).collect();
    assert_eq!(windows, [json!({ "from": "2026-01-01", "to": "2026-04-01" }), json!({ "from": "2025-04-01", "to": "2025-07-01" })]);
    let before = desk.figures(&[&["--from", "2026-01-01", "--to", "2026-04-01"][..], &vale].concat());
    for change in compared[0]["changes"].as_array().unwrap() {
        assert_eq!(change["before"], before[&text(&change["id"])]["value"], "{change}");
        let (low, high) = (change["low"].as_f64().unwrap(), change["high"].as_f64().unwrap());
        assert_eq!(change["words"] == "no clear change", low <= 0.0 && high >= 0.0, "{change}");
    }
    assert!(desk.json(&quarter).get("compared").is_none());
    desk.refused(2, &["measure", "inbound", "--against", "before"]);
}

#[test]
fn a_month_and_a_week_are_held_against_those_in_the_same_place() {
    let desk = Desk::sample();
    let compared = |by: &str, from: &str, to: &str, against: &str| -> Vec<(String, serde_json::Value)> {
        let asked = ["measure", "outbound", "--by", by, "--from", from, "--to", to, "--against", against, "--json"];
        let changes = desk.json(&asked)["compared"][0]["changes"].clone();
        changes.as_array().unwrap().iter().map(|change| (text(&change["group"]), change["before"].clone())).collect()
    };
    let value = |by: &str, group: &str| {
        let document = desk.json(&["measure", "outbound", "--by", by, "--json"]);
        let rows = document["measures"].as_array().unwrap();
        rows.iter().find(|row| row["group"] == group).map_or(json!(null), |row| row["value"].clone())
    };
    let of_months = |against: &str, months: [(&str, &str); 2]| {
        let expected = months.map(|(now, then)| (now.to_owned(), value("month", then)));
        assert!(expected.iter().all(|(_, value)| value.as_i64() > Some(0)), "{expected:?}");
        assert_eq!(compared("month", "2026-05-01", "2026-07-01", against), expected);
    };
    of_months("before", [("2026-05", "2026-03"), ("2026-06", "2026-04")]);
    of_months("year-before", [("2026-05", "2025-05"), ("2026-06", "2025-06")]);
    // Monday 4 May 2026 begins week 19; two weeks before them stand two others, a year before those of the same number.
    let weeks = compared("week", "2026-05-04", "2026-05-18", "before");
    assert_eq!(weeks, [("2026-W19".into(), value("week", "2026-W17")), ("2026-W20".into(), value("week", "2026-W18"))]);
    // The window of the year before goes from Sunday 4 May 2025 to Saturday 17 May: of the second week its Sunday is missing.
    let year = compared("week", "2026-05-04", "2026-05-18", "year-before");
    assert_eq!(year, [("2026-W19".into(), value("week", "2025-W19")), ("2026-W20".into(), json!(null))]);
}

#[test]
fn of_a_time_that_is_not_in_the_data_nothing_is_known() {
    let desk = Desk::sample();
    // The forum's data ends on 31 March 2026, the other account's begins on 1 April 2025.
    let forum = ["--account", "WexcombeForum"];
    let later = desk.figures(&[&forum[..], &["--from", "2026-05-01", "--to", "2026-06-01"]].concat());
    for (id, measure) in &later {
        assert!(measure["value"].is_null() && text(&measure["note"]).starts_with("nothing of this time is in the data"), "{id}: {measure}");
    }
    desk.refused(
        2,
        &["shift", "--shares", "0.1", "0.2", "0.3", "--account", "WexcombeForum", "--from", "2026-05-01", "--to", "2026-06-01"],
    );
    let partly = desk.figures(&[&forum[..], &["--from", "2026-03-01", "--to", "2026-06-01"]].concat());
    assert!(
        text(&partly["inbound"]["note"]).contains("not all of this time is in the data: the data of WexcombeForum goes from"),
        "{partly:?}"
    );
    let asked = ["measure", "inbound", "answered_rate", "--account", "WexcombeForum", "--from", "2026-03-01", "--to", "2026-05-01"];
    let document = desk.json(&[&asked[..], &["--against", "before", "--json"]].concat());
    let changes = document["compared"][0]["changes"].as_array().unwrap();
    assert_eq!(changes[0]["words"], "not the whole of both windows is in the data");
    assert!(changes[1]["difference"].is_number(), "{document}");
    // A month within the data says nothing of the sort.
    let month = desk.figures(&[&forum[..], &["--from", "2026-01-01", "--to", "2026-02-01"]].concat());
    assert!(!month["inbound"]["note"].as_str().is_some_and(|note| note.contains("not all of this time")), "{month:?}");
}

#[test]
fn an_estimate_says_every_assumption() {
    let desk = Desk::sample();
    let view = desk.json(&["shift", "--shares", "0.1", "0.2", "0.4", "--phone", "3", "--reply", "0.5", "--json"]);
    let answered = view["answered"].as_f64().unwrap();
    assert!(answered > 100.0);
    let cost = view["avoidable_cost"][1].as_f64().unwrap();
    assert!(
        (cost - answered * 0.2 * 2.5).abs() < 1e-6 && view["costs"] == "as given" && text(&view["note"]).contains("not a marginal one")
    );
    desk.refused(2, &["measure", "reply_share", "--by", "rung"]);
    assert_eq!(desk.run(&["shift"]).code, 2);
    desk.refused(2, &["shift", "--shares", "0.4", "0.2", "0.1"]);
    desk.refused(2, &["shift", "--shares", "0.1", "0.2", "0.3", "--costs", "dear"]);
}
