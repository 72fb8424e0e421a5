//! One message that several imports hold: its row is folded anew from what each of them says.

use rusqlite::{CachedStatement, Connection, Row, params};
use rustc_hash::FxHashMap;

use crate::merge::{Said, fold};

/// The columns of [`Said`], in its order, as every statement here names them.
pub(crate) const SAID: &str =
    "account, person, kind, sent_at, precision, certainty, parent, parent_known, parent_author, conversation, text, text_cut, permalink";

/// When each import's data ends: what makes one newer than another, whatever the order they were imported in.
#[derive(Debug, Default)]
pub(crate) struct Ages(FxHashMap<i64, (i64, String)>);

impl Ages {
    pub(crate) fn load(connection: &Connection) -> rusqlite::Result<Ages> {
        let mut statement = connection.prepare("SELECT id, coalesce(as_of, 0), sha256 FROM import")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
        rows.collect::<rusqlite::Result<_>>().map(Ages)
    }

    /// Greater is newer.
    fn of(&self, import: i64) -> (i64, &str, i64) {
        self.0.get(&import).map_or((0, "", import), |(as_of, sha256)| (*as_of, sha256, import))
    }
}

/// What the store holds of a message.
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) row: Said,
    /// The import that the row names.
    pub(crate) holder: i64,
    /// What each import says that holds it, newest first; none when only the holder does.
    pub(crate) sightings: Vec<(i64, Said)>,
}

pub(crate) fn held(connection: &Connection, ages: &Ages, message: i64) -> rusqlite::Result<Held> {
    let (row, holder) = connection
        .prepare_cached(&format!("SELECT {SAID}, import FROM message WHERE id = ?1"))?
        .query_row([message], |row| Ok((said(row)?, row.get::<_, i64>(13)?)))?;
    let mut sightings: Vec<(i64, Said)> = connection
        .prepare_cached("SELECT import, record FROM sighting WHERE message = ?1")?
        .query_map([message], |sighting| {
            let record: Option<String> = sighting.get(1)?;
            Ok((sighting.get(0)?, record.map_or_else(|| Ok(row.clone()), |record| parse(&record))?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    sightings.sort_by(|a, b| ages.of(b.0).cmp(&ages.of(a.0)));
    Ok(Held { row, holder, sightings })
}

/// Folds a message's row from its sightings. `true` when the row says something else now.
pub(crate) fn refold(connection: &Connection, ages: &Ages, message: i64) -> rusqlite::Result<bool> {
    let Held { row, holder, sightings } = held(connection, ages, message)?;
    let (imports, records): (Vec<i64>, Vec<Said>) = sightings.into_iter().unzip();
    let Some(mut folded) = fold(&records) else { return Ok(false) };
    if folded.person.is_some() && records.iter().any(|record| record.person != folded.person) {
        folded.person = best_known(connection, &records)?;
    }

    if imports.len() == 1 {
        connection.prepare_cached("DELETE FROM sighting WHERE message = ?1")?.execute([message])?;
    } else {
        for (import, record) in imports.iter().zip(&records) {
            let record = (*record != folded).then(|| to_json(record)).transpose()?;
            connection
                .prepare_cached("UPDATE sighting SET record = ?3 WHERE message = ?1 AND import = ?2")?
                .execute(params![message, import, record])?;
        }
    }
    let changed = folded != row;
    if changed || holder != imports[0] {
        update(
            &mut connection.prepare_cached(&format!(
                "UPDATE message SET ({SAID}, import) = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) WHERE id = ?1"
            ))?,
            message,
            &folded,
            imports[0],
        )?;
    }
    Ok(changed)
}

/// The person of a message whom exports name in different ways: by handle, which says most, else by id, else by name; of equals the first
/// by key.
fn best_known(connection: &Connection, records: &[Said]) -> rusqlite::Result<Option<i64>> {
    let mut best: Option<(bool, bool, String, i64)> = None;
    for person in records.iter().filter_map(|record| record.person) {
        let key: String = connection.prepare_cached("SELECT key FROM person WHERE id = ?1")?.query_row([person], |row| row.get(0))?;
        let candidate = (key.starts_with("name:"), key.starts_with("id:"), key, person);
        best = Some(best.map_or_else(|| candidate.clone(), |best| best.min(candidate.clone())));
    }
    Ok(best.map(|(_, _, _, person)| person))
}

fn update(statement: &mut CachedStatement<'_>, message: i64, said: &Said, import: i64) -> rusqlite::Result<usize> {
    statement.execute(params![
        message,
        said.account,
        said.person,
        said.kind.as_str(),
        said.sent_at,
        said.precision,
        said.certainty.as_str(),
        said.parent,
        said.parent_known,
        said.parent_author,
        said.conversation,
        said.text,
        said.text_cut,
        said.permalink,
        import
    ])
}

/// Reads [`SAID`] from the first columns of a row.
pub(crate) fn said(row: &Row<'_>) -> rusqlite::Result<Said> {
    Ok(Said {
        account: row.get(0)?,
        person: row.get(1)?,
        kind: of_word(row, 2)?,
        sent_at: row.get(3)?,
        precision: row.get(4)?,
        certainty: of_word(row, 5)?,
        parent: row.get(6)?,
        parent_known: row.get(7)?,
        parent_author: row.get(8)?,
        conversation: row.get(9)?,
        text: row.get(10)?,
        text_cut: row.get(11)?,
        permalink: row.get(12)?,
    })
}

pub(crate) fn to_json(said: &Said) -> rusqlite::Result<String> {
    serde_json::to_string(said).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

fn parse(record: &str) -> rusqlite::Result<Said> {
    serde_json::from_str(record).map_err(|error| rusqlite::Error::FromSqlConversionFailure(1, rusqlite::types::Type::Text, error.into()))
}

/// A unit variant from its word.
pub(crate) fn of_word<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let word: String = row.get(column)?;
    serde_json::from_value(serde_json::Value::String(word))
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, error.into()))
}
