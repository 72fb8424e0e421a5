//! From which import each field of a message is.

use earshot_model::Origin;
use rusqlite::{Connection, params};

use crate::import::{Ages, COUNTS, Held, held};
use crate::merge::{Said, choose};
use crate::{Store, StoreError};

impl Store {
    /// From which imports the fields of some messages are, in the order asked for; of each the newest import first.
    pub fn origins(&self, messages: &[i64]) -> Result<Vec<Vec<Origin>>, StoreError> {
        self.sqlite(|connection| {
            let ages = Ages::load(connection)?;
            messages.iter().map(|&message| origins(connection, &ages, message)).collect()
        })
    }
}

fn origins(connection: &Connection, ages: &Ages, message: i64) -> rusqlite::Result<Vec<Origin>> {
    let Held { row, holder, mut sightings } = held(connection, ages, message)?;
    if sightings.is_empty() {
        sightings.push((holder, row.clone()));
    }
    let (imports, records): (Vec<i64>, Vec<Said>) = sightings.into_iter().unzip();
    let mut origins: Vec<Origin> = imports.iter().map(|&import| Origin { import, path: String::new(), fields: Vec::new() }).collect();
    for (field, place) in fields(&row, &records) {
        origins[place].fields.push(field.to_owned());
    }
    for (import, count) in counted(connection, message)? {
        match origins.iter_mut().find(|origin| origin.import == import) {
            Some(origin) => origin.fields.push(count),
            // A twin's, which has a row of its own.
            None => origins.push(Origin { import, path: String::new(), fields: vec![count] }),
        }
    }
    let mut path = connection.prepare_cached("SELECT path FROM import WHERE id = ?1")?;
    for origin in &mut origins {
        origin.path = path.query_row([origin.import], |row| row.get(0))?;
    }
    Ok(origins)
}

/// The fields that a row has, and the place of the record that each is from.
fn fields(row: &Said, records: &[Said]) -> Vec<(&'static str, usize)> {
    let Some(chosen) = choose(records) else { return Vec::new() };
    let author = records.iter().position(|one| one.person == row.person).unwrap_or(chosen.person);
    [
        ("time", Some(chosen.time)),
        ("author", Some(author)),
        ("account", chosen.account.filter(|_| row.person.is_some())),
        ("text", chosen.text),
        ("parent", Some(chosen.parent).filter(|_| row.parent_known)),
        ("parent's author", chosen.parent_author),
        ("conversation", chosen.conversation),
        ("address", chosen.permalink),
    ]
    .into_iter()
    .filter_map(|(field, place)| Some((field, place?)))
    .collect()
}

/// Each count of a message, twins included, and the newest import that gives it.
fn counted(connection: &Connection, message: i64) -> rusqlite::Result<Vec<(i64, String)>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT s.import, {COUNTS} FROM snapshot s JOIN import i ON i.id = s.import
         WHERE s.message IN (SELECT ?1 UNION SELECT message FROM twin WHERE of = ?1) ORDER BY i.as_of DESC, i.sha256 DESC, i.id DESC"
    ))?;
    let names: Vec<String> = statement.column_names().into_iter().map(|name| name.replace('_', " ")).collect();
    let mut rows = statement.query(params![message])?;
    let mut counted: Vec<(i64, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        let import = row.get(0)?;
        let last = names.len() - 1;
        for (column, name) in names.iter().enumerate().take(last).skip(1) {
            if row.get::<_, Option<i64>>(column)?.is_some() && counted.iter().all(|(_, known)| known != name) {
                counted.push((import, name.clone()));
            }
        }
        let other: Option<String> = row.get(last)?;
        let other: serde_json::Map<String, serde_json::Value> =
            other.and_then(|other| serde_json::from_str(&other).ok()).unwrap_or_default();
        for name in other.keys().map(|name| name.replace('_', " ")) {
            if counted.iter().all(|(_, known)| *known != name) {
                counted.push((import, name));
            }
        }
    }
    Ok(counted)
}
