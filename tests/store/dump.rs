//! Everything that a store holds, by natural keys: two stores say the same when their dumps are equal.

use std::fmt::Write;

use earshot_store::{Cell, Store};

/// Row ids, and what an import did on its way in, are left out: they tell the order of the imports, and no more.
const TABLES: [(&str, &str); 16] = [
    ("setting", "SELECT name, value FROM setting"),
    ("account", "SELECT platform, handle, native_id, name FROM account"),
    ("person", "SELECT platform, key, native_id, handle, name FROM person"),
    (
        "person_detail",
        "SELECT p.key, i.sha256, d.native_id, d.handle, d.name
         FROM person_detail d JOIN person p ON p.id = d.person JOIN import i ON i.id = d.import",
    ),
    (
        "response",
        "SELECT space, r.native_id, a.handle, asked_at, precision, certainty, seconds, business_seconds, subject, i.sha256,
                r.id IN (SELECT id FROM responses)
         FROM response r JOIN import i ON i.id = r.import LEFT JOIN account a ON a.id = r.account",
    ),
    ("mapping", "SELECT name, mapping FROM mapping"),
    ("twin", "SELECT m.native_id, o.native_id FROM twin t JOIN message m ON m.id = t.message JOIN message o ON o.id = t.of"),
    ("id_space", "SELECT name FROM id_space"),
    (
        "import",
        "SELECT i.sha256, path, format, a.handle, plan, imported_at, as_of, covers_from, covers_to
         FROM import i LEFT JOIN account a ON a.id = i.account",
    ),
    (
        "import_account",
        "SELECT i.sha256, a.handle, ia.handle, ia.native_id, ia.name
         FROM import_account ia JOIN import i ON i.id = ia.import JOIN account a ON a.id = ia.account",
    ),
    (
        "message",
        "SELECT s.name, m.native_id, a.handle, p.key, direction, kind, sent_at, precision, certainty, parent, parent_known, parent_author,
                conversation, text, text_cut, permalink, i.sha256
         FROM message m JOIN id_space s ON s.id = m.space JOIN import i ON i.id = m.import
              LEFT JOIN account a ON a.id = m.account LEFT JOIN person p ON p.id = m.person",
    ),
    ("sighting", "SELECT m.native_id, i.sha256 FROM sighting t JOIN message m ON m.id = t.message JOIN import i ON i.id = t.import"),
    (
        "snapshot",
        "SELECT m.native_id, i.sha256, t.reach, t.impressions, t.engagements, t.likes, t.replies, t.reposts, t.shares, t.saves, t.follows,
                t.profile_visits, t.detail_expands, t.url_clicks, t.hashtag_clicks, t.permalink_clicks, t.media_views, t.media_engagements,
                t.other, t.as_of
         FROM snapshots t JOIN message m ON m.id = t.message JOIN import i ON i.id = t.import",
    ),
    (
        "account_day",
        "SELECT a.handle, date, measure, i.sha256, value
         FROM account_day d JOIN account a ON a.id = d.account JOIN import i ON i.id = d.import",
    ),
    (
        "release",
        "SELECT r.guid, i.sha256, r.published_at, r.precision, r.title, r.body, r.link, r.id IN (SELECT id FROM releases)
         FROM release r JOIN import i ON i.id = r.import",
    ),
    (
        "problem",
        "SELECT i.sha256, severity, code, file, line, column_name, message, hint, raw
         FROM problem b JOIN import i ON i.id = b.import WHERE severity = 'rejected'",
    ),
];

pub(crate) fn dump(store: &Store) -> String {
    let mut text = String::new();
    for (table, query) in TABLES {
        let sheet = store.sql(query).expect("a query");
        let mut lines: Vec<String> = sheet.rows.iter().map(|row| format!("{table}: {}", line(row))).collect();
        lines.sort_unstable();
        lines.iter().for_each(|line| _ = writeln!(text, "{line}"));
    }
    // What surfaces get is what the tables say.
    let ids = store.sql("SELECT id, native_id FROM message").expect("a query");
    let native = |id: i64| ids.rows.iter().find(|row| row[0] == Cell::Integer(id)).map_or_else(String::new, |row| line(&row[1..]));
    let mut counts: Vec<String> =
        store.counts(None).expect("counts").into_iter().map(|row| format!("counts: {} {:?}", native(row.message), row.counts)).collect();
    counts.sort_unstable();
    counts.iter().for_each(|line| _ = writeln!(text, "{line}"));
    for account in store.accounts().expect("accounts") {
        _ = writeln!(text, "as of: {} {:?} {:?}", account.handle, account.name, account.as_of);
    }
    for release in store.releases().expect("releases") {
        _ = writeln!(text, "newest: {} {} {}", release.guid, release.title, release.published_at);
    }
    for gap in store.gaps().expect("gaps") {
        _ = writeln!(text, "gap: {} {} {} {:?}", gap.platform, gap.account, gap.of_days, gap.span);
    }
    let totals = store.totals().expect("totals");
    _ = writeln!(text, "totals: {} {} {} {:?}", totals.messages, totals.imports, totals.releases, totals.span);
    text
}

fn line(row: &[Cell]) -> String {
    let cells = row.iter().map(|cell| match cell {
        Cell::Null => "-".to_owned(),
        Cell::Integer(value) => value.to_string(),
        Cell::Real(value) => value.to_string(),
        Cell::Text(text) => format!("{text:?}"),
        Cell::Blob(bytes) => format!("{bytes} bytes"),
    });
    cells.collect::<Vec<_>>().join(" ")
}
