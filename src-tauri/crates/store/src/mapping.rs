//! What the user has said about tables of no known format.

use earshot_model::Mapping;
use rusqlite::params;

use crate::{Store, StoreError};

impl Store {
    /// Every mapping that was saved, by name. One that a newer version wrote and this one can't read is left out.
    pub fn mappings(&self) -> Result<Vec<Mapping>, StoreError> {
        let texts: Vec<String> = self.rows("SELECT mapping FROM mapping ORDER BY name", |row| row.get(0))?;
        Ok(texts.iter().filter_map(|text| serde_json::from_str(text).ok()).collect())
    }

    /// Keeps a mapping; one of the same name is replaced.
    pub fn save_mapping(&self, mapping: &Mapping) -> Result<(), StoreError> {
        let text = serde_json::to_string(mapping).map_err(|error| StoreError::Query(error.to_string()))?;
        self.sqlite(|connection| {
            connection.execute(
                "INSERT INTO mapping VALUES (?1, ?2) ON CONFLICT DO UPDATE SET mapping = excluded.mapping",
                params![mapping.name, text],
            )?;
            Ok(())
        })
    }
}
