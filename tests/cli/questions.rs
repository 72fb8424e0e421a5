//! `measure` and `rows`: what they print, and that each figure opens to what it counts.

use std::collections::BTreeSet;

use earshot_engine::api::RowsRequest;
use earshot_engine::model::{Filter, Window};
use earshot_engine::{Engine, Question};
use serde_json::{Value, json};

use crate::earshot::{Desk, HEADER, fields, table, text};

#[test]
fn measure_prints_the_fields_of_the_contract() {
    let desk = Desk::sample();
    let document = desk.json(&["measure", "--json", "--from", "2026-01-01", "--to", "2026-04-01"]);
    assert_eq!(fields(&document), ["accounts", "as_of", "measures", "window"]);
    assert_eq!(document["as_of"], "2026-10-01T00:00:00Z");
    assert_eq!(document["window"], json!({ "from": "2026-01-01", "to": "2026-04-01" }));
    assert_eq!(document["accounts"], json!(["WexcombeForum", "Wexcombe News", "WexcombeVale"]));
    for measure in document["measures"].as_array().unwrap() {
        let names = ["definition", "group", "high", "id", "inferred", "k", "low", "missing", "n", "note", "unit", "value", "version"];
        assert_eq!(fields(measure), names);
        assert!(measure["group"].is_null() && !text(&measure["definition"]).is_empty() && measure["version"].is_u64());
        for whole in ["k", "n", "inferred", "missing"] {
            assert!(measure[whole].is_null() || measure[whole].is_u64(), "{measure}");
        }
        let value = &measure["value"];
        match text(&measure["unit"]).as_str() {
            // The middle of an even number of counts may lie between two of them, and a difference below none.
            "count" if !is_middle(&text(&measure["id"])) => assert!(value.is_u64() || value.is_null(), "{measure}"),
            "share" if value.is_null() => {}
            "share" => {
                let of = |name: &str| measure[name].as_f64().unwrap();
                assert!((0.0..=1.0).contains(&of("value")) && (of("value") - of("k") / of("n")).abs() < 1e-12, "{measure}");
                // The engagement rate pools views, which are not drawn independently: no interval.
                assert!(
                    text(&measure["id"]).starts_with("engagement_rate") || (of("low") <= of("value") && of("value") <= of("high")),
                    "{measure}"
                );
            }
            "count" | "seconds" | "ratio" => {}
            other => panic!("unit {other}"),
        }
        assert!(!value.is_null() || !text(&measure["note"]).is_empty(), "{measure}");
    }
}

fn is_middle(id: &str) -> bool {
    ["reach_", "impressions_per_post", "impressions_by_rung", "turns_median"].iter().any(|middle| id.starts_with(middle))
}

#[test]
fn every_figure_has_a_page_and_needs_no_store_for_it() {
    let desk = Desk::new();
    let ids = |document: &Value| document["measures"].as_array().unwrap().iter().map(|page| text(&page["id"])).collect::<Vec<_>>();
    let all = desk.json(&["measure", "--explain", "--json"]);
    assert_eq!(ids(&all), ids(&Desk::sample().json(&["measure", "--json"])));
    for page in all["measures"].as_array().unwrap() {
        assert!(["definition", "source", "page"].iter().all(|part| !text(&page[part]).is_empty()), "{page}");
        let answer = desk.must(&["measure", &text(&page["id"]), "--explain"]);
        assert_eq!(answer.text(), text(&page["page"]));
        assert!(["formula", "unknown", "reading", "source"].iter().all(|part| answer.text().contains(&text(&page[part]))));
    }
    assert_eq!(desk.run(&["measure", "charm", "--explain"]).code, 2);
}

#[test]
fn ids_are_printed_as_asked_for_and_in_one_order() {
    let desk = Desk::sample();
    let ids = |arguments: &[&str]| -> Vec<String> {
        let document = desk.json(&[&["measure", "--json"], arguments].concat());
        document["measures"].as_array().unwrap().iter().map(|measure| text(&measure["id"])).collect()
    };
    assert_eq!(ids(&["dialogue_share", "reply_share"]), ["reply_share", "dialogue_share"]);
    assert_eq!(ids(&["rung(repeat)"]), ["rung(repeat)"]);
    let all = ids(&[]);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    let promised = [
        "reply_share",
        "broadcast_share",
        "dialogue_share",
        "inbound_per_outbound",
        "churn_index",
        "repeat_share",
        "rung(release)",
        "rung(repeat)",
        "rung(announcement)",
        "rung(mention)",
        "rung(reply)",
        "rung(dialogue)",
        "conversations",
        "answered_rate",
        "engaged_rate",
        "people",
        "people_answered",
        "people_returning",
        "opportunities",
        "response_median",
        "response_p75",
        "response_p90",
        "response_median_answered_only",
        "response_rate(1h)",
        "response_rate(4h)",
        "response_rate(24h)",
        "response_rate(7d)",
        "unanswered",
        "unanswered_oldest",
        "reply_delay_p25",
        "reply_delay_median",
        "reply_delay_p75",
        "reply_delay_p90",
        "impressions",
        "engagement_rate",
    ];
    assert_eq!(ids(&promised), promised);
}

#[test]
fn csv_says_the_same_as_json() {
    let desk = Desk::sample();
    let document = desk.json(&["measure", "--by", "account", "--json"]);
    let csv = table(&desk.must(&["measure", "--by", "account", "--csv"]).out);
    assert_eq!(csv[0], ["id", "group", "value", "low", "high", "k", "n", "inferred", "missing", "note"]);
    let measures = document["measures"].as_array().unwrap();
    assert_eq!(csv.len(), measures.len() + 1);
    for (row, measure) in csv[1..].iter().zip(measures) {
        for (name, cell) in csv[0].iter().zip(row) {
            let same = match &measure[name] {
                Value::Null => cell.is_empty(),
                Value::String(text) => text == cell,
                number => {
                    let (json, csv) = (number.as_f64().unwrap(), cell.parse::<f64>().unwrap());
                    (json - csv).abs() <= json.abs() * 1e-15
                }
            };
            assert!(same, "{name}: {cell} in {measure}");
        }
    }
}

#[test]
fn each_split_has_its_groups() {
    let desk = Desk::sample();
    let groups = |by: &str, id: &str| -> Vec<String> {
        let document = desk.json(&["measure", id, "--by", by, "--json"]);
        document["measures"].as_array().unwrap().iter().map(|measure| text(&measure["group"])).collect()
    };
    let months = groups("month", "outbound");
    assert_eq!((months.len(), months[0].as_str(), months[17].as_str()), (18, "2025-04", "2026-09"));
    assert_eq!(groups("week", "outbound")[..2], ["2025-W14", "2025-W15"]);
    assert_eq!(groups("account", "outbound"), ["WexcombeForum", "Wexcombe News", "WexcombeVale"]);
    assert_eq!(groups("rung", "outbound"), ["release", "repeat", "announcement", "mention", "reply", "dialogue"]);
    // Several splits at once are each of them, one after the other.
    let both = desk.json(&["measure", "inbound", "--by", "total", "--by", "account", "--json"]);
    let found: Vec<(Value, Value)> =
        both["measures"].as_array().unwrap().iter().map(|measure| (measure["group"].clone(), measure["value"].clone())).collect();
    // What people said to the page is not in its exports.
    let page = (json!("Wexcombe News"), Value::Null);
    assert_eq!(found, [(Value::Null, json!(1635)), (json!("WexcombeForum"), json!(276)), page, (json!("WexcombeVale"), json!(1359))]);
}

#[test]
fn accounts_and_windows_select() {
    let desk = Desk::sample();
    let value = |filters: &[&str]| desk.figures(filters)["outbound"]["value"].as_u64().unwrap();
    let whole = value(&[]);
    let page = value(&["--account", "Wexcombe News"]);
    assert_eq!(value(&["--account", "WexcombeVale"]) + value(&["--account", "@wexcombeforum"]) + page, whole);
    assert_eq!(value(&["--account", "WexcombeVale", "--account", "WexcombeForum"]) + page, whole);
    // The end is not part of the window, so windows that meet add up.
    assert_eq!(value(&["--to", "2026-01-01"]) + value(&["--from", "2026-01-01"]), whole);
    let of_may = "SELECT count(*) AS n FROM messages WHERE direction = 'outbound' AND sent_at >= '2025-05-01' AND sent_at < '2025-06-01'";
    let counted = desk.json(&["sql", of_may, "--json"])["rows"][0]["n"].as_u64().unwrap();
    assert_eq!(value(&["--from", "2025-05-01", "--to", "2025-06-01"]), counted);
    let document = desk.json(&["measure", "outbound", "--account", "wexcombevale", "--json"]);
    assert_eq!(document["accounts"], json!(["WexcombeVale"]));
}

/// As it was known then: later messages are left out, and who was answered later still waits.
#[test]
fn as_of_is_an_earlier_knowledge() {
    let desk = Desk::sample();
    let then = "2026-02-14T12:00:00Z";
    let document = desk.json(&["measure", "--as-of", then, "--json"]);
    assert_eq!(document["as_of"], then);
    let query = format!("SELECT count(*) AS n FROM messages WHERE direction = 'outbound' AND sent_at <= '{then}'");
    let counted = desk.json(&["sql", &query, "--json"])["rows"][0]["n"].clone();
    assert_eq!(desk.figures(&["--as-of", then])["outbound"]["value"], counted);
    let now = desk.figures(&["--to", "2026-02-14"]);
    let before = desk.figures(&["--to", "2026-02-14", "--as-of", then]);
    assert_eq!(now["opportunities"]["value"], before["opportunities"]["value"]);
    assert!(now["unanswered"]["value"].as_u64() < before["unanswered"]["value"].as_u64());
    // A date is its end.
    assert_eq!(desk.figures(&["--as-of", "2026-02-14"]), desk.figures(&["--as-of", "2026-02-14T23:59:59.999Z"]));
}

/// Every figure opens to the messages that it counts: a count to as many, a share to its numerator, a time to its waits.
#[test]
fn rows_are_as_many_as_the_figure_says() {
    let desk = Desk::sample();
    // Asked of the engine, which keeps what it has read: hundreds of lists in one process.
    let engine = Engine::new(desk.store());
    let day = |text: &str| Some(text.parse().unwrap());
    let february = Window { from: day("2026-02-01"), to: day("2026-03-01") };
    let of = |name: &str| Filter { accounts: vec![name.to_owned()], ..Filter::default() };
    for filter in [Filter::default(), of("WexcombeVale"), of("WexcombeForum"), Filter { window: february, ..Filter::default() }] {
        let measured = engine.measure(&Question { filter: filter.clone(), ..Question::default() }).unwrap().measures;
        let find = |id: &str| measured.iter().find(|measure| measure.id == id).unwrap();
        for figure in &measured {
            let expected = match figure.id.as_str() {
                // Their k and n are interactions and views, not posts; days are no messages.
                id if id.starts_with("engagement_rate") => Some(find("outbound").value.unwrap() as i64 - figure.missing.unwrap()),
                "followers" | "follower_growth" | "impressions_daily" => None,
                "unanswered_oldest" => find("unanswered").value.map(|value| value as i64),
                "popularity" | "commitment" | "virality" | "engagement_e" | "engagements" | "turns_median" => figure.n,
                id if id.starts_with("impressions") || id.starts_with("reach_") => figure.n,
                id if ["response_median", "response_p75", "response_p90"].iter().any(|of| id.starts_with(of)) => figure.n,
                id if id.starts_with("response_definition(") => figure.n,
                id if id.starts_with("reply_delay_") => figure.n,
                _ => figure.k.or(figure.value.map(|value| value as i64)),
            };
            let request =
                RowsRequest { id: figure.id.clone(), month: None, between: None, filter: filter.clone(), offset: 0, limit: u64::MAX };
            let page = engine.rows(&request).unwrap();
            assert_eq!((page.total as i64, page.rows.len() as u64), (expected.unwrap_or_default(), page.total), "{figure:?}");
        }
    }
    // The command prints the same.
    let printed = desk.figures(&["--account", "WexcombeVale"]);
    for (id, field) in [("churn_index", "k"), ("opportunities", "value"), ("response_rate(24h)", "k"), ("answered_rate", "k")] {
        assert_eq!(desk.rows(id, &["--account", "WexcombeVale"]).len() as u64, printed[id][field].as_u64().unwrap(), "{id}");
    }
}

#[test]
fn the_messages_behind_a_moment_are_as_many_as_it_says() {
    let desk = Desk::sample();
    let engine = Engine::new(desk.store());
    let moments = engine.moments(&Filter::default()).unwrap();
    assert!(moments.len() > 5);
    for moment in moments {
        let of = |id: &str| {
            let between = Some([moment.start.clone(), moment.end.clone()]);
            let request = RowsRequest { id: id.to_owned(), month: None, between, filter: Filter::default(), offset: 0, limit: 1 };
            engine.rows(&request).unwrap().total
        };
        let found = [of("inbound"), of("reply"), of("opportunities"), of("unanswered")];
        assert_eq!(found, [moment.inbound, moment.replies[0], moment.opportunities, moment.unanswered], "{moment:?}");
    }
}

#[test]
fn a_row_says_why_it_is_there_and_where_it_came_from() {
    let desk = Desk::sample();
    let rows = desk.rows("rung(release)", &["--account", "WexcombeVale"]);
    let names = [
        "account",
        "answered_after",
        "can_be_overruled",
        "class",
        "direction",
        "id",
        "import",
        "matched",
        "origins",
        "permalink",
        "reason",
        "text",
        "verdict",
        "when",
        "who",
        "why",
    ];
    assert_eq!(fields(&rows[0]), names);
    for row in &rows {
        assert_eq!((&row["class"], &row["direction"], &row["who"]), (&json!("release"), &json!("outbound"), &json!("WexcombeVale")));
        assert!(row["matched"]["percent"].as_u64().unwrap() >= 50 && !text(&row["why"]).is_empty(), "{row}");
        assert!(text(&row["permalink"]).ends_with(&text(&row["id"])), "{row}");
        // The analytics give the counts, the archive what is answered; both are named with what is from them.
        let origins = row["origins"].as_array().unwrap();
        assert_eq!(origins[0]["import"], row["import"]);
        let holder = |field: &str| -> Vec<String> {
            let has = |origin: &&Value| origin["fields"].as_array().unwrap().contains(&json!(field));
            origins.iter().filter(has).map(|origin| text(&origin["path"])).collect()
        };
        for field in ["time", "author", "text", "impressions", "likes"] {
            assert_eq!(holder(field).len(), 1, "{field} is from one import: {row}");
        }
        assert!(holder("impressions")[0].starts_with("x-posts-"), "{row}");
    }
    // Newest first; those who still wait, oldest first.
    let times = |id: &str| -> Vec<String> { desk.rows(id, &[]).iter().map(|row| text(&row["when"])).collect() };
    assert!(times("inbound").is_sorted_by(|a, b| a >= b) && times("unanswered").is_sorted());
    let csv = table(&desk.must(&["rows", "inbound", "--csv"]).out);
    assert_eq!(csv.len(), times("inbound").len() + 1);
    assert_eq!(csv[0][..3], ["id", "when", "account"]);
}

#[test]
fn what_a_spreadsheet_would_run_is_written_as_text() {
    let desk = Desk::new();
    let texts =
        ["=HYPERLINK(\"\"http://a.example\"\",\"\"x\"\")", "+44 20 7946 0000", "-1+2", "@Holm =1+1", "a, \"\"quoted\"\" word", "-5"];
    let rows: String =
        (1..).zip(texts).map(|(id, text)| format!("{id},115712,True,Tue Oct 31 22:0{id}:00 +0000 2017,\"{text}\",,\n")).collect();
    desk.write("talk.csv", format!("{HEADER}{rows}9,Holm,False,Tue Oct 31 23:08:27 +0000 2017,@115712 hi,,1\n"));
    desk.must(&["import", "talk.csv"]);
    let mut written = Vec::new();
    for arguments in [
        &["sql", "SELECT text FROM message ORDER BY sent_at", "--csv"][..],
        &["rows", "inbound_unassigned", "--csv"],
        &["rows", "inbound", "--csv"],
    ] {
        for row in table(&desk.must(arguments).out) {
            for cell in row {
                let runs = cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
                assert!(!runs, "{cell}");
                written.push(cell);
            }
        }
    }
    for cell in ["'=HYPERLINK(\"http://a.example\",\"x\")", "'+44 20 7946 0000", "'-1+2", "'@Holm =1+1", "a, \"quoted\" word", "-5"] {
        assert!(written.iter().any(|found| found == cell), "{cell} in {written:?}");
    }
}
