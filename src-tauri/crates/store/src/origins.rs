//! From which import each field of a message is.

use earshot_model::Origin;
use rusqlite::{Connection, Statement, params};
use rustc_hash::FxHashMap;

use crate::import::{Ages, COUNTS, Held, held};
use crate::merge::{Said, choose};
use crate::{Store, StoreError};

impl Store {
    /// From which imports the fields of some messages are, in the order asked for; of each the newest import first.
    pub fn origins(&self, messages: &[i64]) -> Result<Vec<Vec<Origin>>, StoreError> {
        self.sqlite(|connection| {
            let _once = connection.unchecked_transaction()?; // the file is locked once for all, and not for each
            let ages = Ages::load(connection)?;
            let mut paths = connection.prepare("SELECT id, path FROM import")?;
            let paths: FxHashMap<i64, String> = paths.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
            // Nobody counts what people say, and many stores hold little else.
            let any: bool = connection.query_row("SELECT EXISTS (SELECT 1 FROM snapshot)", [], |row| row.get(0))?;
            let mut counts = any.then(|| CountsOf::prepare(connection)).transpose()?;
            messages.iter().map(|&message| origins(connection, &ages, &paths, counts.as_mut(), message)).collect()
        })
    }
}

fn origins(
    connection: &Connection,
    ages: &Ages,
    paths: &FxHashMap<i64, String>,
    counts: Option<&mut CountsOf<'_>>,
    message: i64,
) -> rusqlite::Result<Vec<Origin>> {
    let Held { row, holder, mut sightings } = held(connection, ages, message)?;
    if sightings.is_empty() {
        sightings.push((holder, row.clone()));
    }
    let (imports, records): (Vec<i64>, Vec<Said>) = sightings.into_iter().unzip();
    let path = |import: i64| paths.get(&import).cloned().unwrap_or_default();
    let mut origins: Vec<Origin> = imports.iter().map(|&import| Origin { import, path: path(import), fields: Vec::new() }).collect();
    for (field, place) in fields(&row, &records) {
        origins[place].fields.push(field.to_owned());
    }
    for (import, count) in counts.map_or(Ok(Vec::new()), |counts| counts.counted(message))? {
        match origins.iter_mut().find(|origin| origin.import == import) {
            Some(origin) => origin.fields.push(count),
            // A twin's, which has a row of its own.
            None => origins.push(Origin { import, path: path(import), fields: vec![count] }),
        }
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

/// The query for the counts of a message, twins included, and the names of what is counted.
struct CountsOf<'store> {
    statement: Statement<'store>,
    names: Vec<String>,
}

impl<'store> CountsOf<'store> {
    fn prepare(connection: &'store Connection) -> rusqlite::Result<CountsOf<'store>> {
        let statement = connection.prepare(&format!(
            "SELECT s.import, {COUNTS} FROM snapshot s JOIN import i ON i.id = s.import
             WHERE s.message IN (SELECT ?1 UNION SELECT message FROM twin WHERE of = ?1) ORDER BY i.as_of DESC, i.sha256 DESC, i.id DESC"
        ))?;
        let names = statement.column_names().into_iter().map(|name| name.replace('_', " ")).collect();
        Ok(CountsOf { statement, names })
    }

    /// Each count of a message, and the newest import that gives it.
    fn counted(&mut self, message: i64) -> rusqlite::Result<Vec<(i64, String)>> {
        let mut rows = self.statement.query(params![message])?;
        let mut counted: Vec<(i64, String)> = Vec::new();
        while let Some(row) = rows.next()? {
            let import = row.get(0)?;
            let last = self.names.len() - 1;
            for (column, name) in self.names.iter().enumerate().take(last).skip(1) {
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
}
