//! The values that Instagram's download writes under the labels that its owner saw: `"Comment": {"value": "…"}`.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::text::Repaired;
use crate::json::Word;

/// Labels and values in their order. The labels are in the owner's language.
#[derive(Debug, Default)]
pub(super) struct Labelled(pub(super) Vec<(String, Value)>);

#[derive(Debug, Deserialize)]
#[serde(expecting = "a value")]
pub(super) struct Value {
    pub(super) value: Option<Repaired>,
    timestamp: Option<Word>,
}

impl Labelled {
    /// The first value that is a time: the only one is, whatever its label.
    pub(super) fn time(&mut self) -> Option<Word> {
        self.0.iter_mut().find_map(|(_, value)| value.timestamp.take().filter(|word| word.0.trim() != "0" && !word.0.trim().is_empty()))
    }

    /// The labels and values that are texts.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter_map(|(label, value)| Some((label.as_str(), value.value.as_ref()?.0.as_str())))
    }
}

impl<'de> Deserialize<'de> for Labelled {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Labelled, D::Error> {
        struct Labels;
        impl<'de> Visitor<'de> for Labels {
            type Value = Labelled;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("labels with their values")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Labelled, A::Error> {
                let mut values = Vec::new();
                while let Some((label, value)) = map.next_entry::<Repaired, Value>()? {
                    values.push((label.0, value));
                }
                Ok(Labelled(values))
            }
        }
        deserializer.deserialize_map(Labels)
    }
}
