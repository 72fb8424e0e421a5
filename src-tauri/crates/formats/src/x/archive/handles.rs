//! Whose number is whose: direct messages name people by number only, and the account's posts name many of them by both.

use std::collections::BTreeMap;

use earshot_model::Millis;

/// The numbers of more people than this are not remembered; the rest stay numbers.
const MOST: usize = 100_000;

#[derive(Debug, Default)]
pub(super) struct Handles {
    by_id: BTreeMap<String, (Millis, String)>,
}

impl Handles {
    /// Notes the name that a person had at a moment. People change their names: the latest counts.
    pub(super) fn add(&mut self, id: &str, handle: &str, at: Millis) {
        let is_full = self.by_id.len() >= MOST;
        match self.by_id.get_mut(id) {
            Some(known) if (known.0, known.1.as_str()) < (at, handle) => *known = (at, handle.to_owned()),
            None if !is_full => drop(self.by_id.insert(id.to_owned(), (at, handle.to_owned()))),
            _ => {}
        }
    }

    pub(super) fn of(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(|(_, handle)| handle.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_name_counts_in_whatever_order_the_posts_stand() {
        for times in [[1, 3, 2], [3, 2, 1], [2, 1, 3]] {
            let mut handles = Handles::default();
            for at in times {
                handles.add("70010", &format!("name_{at}"), at);
            }
            assert_eq!((handles.of("70010"), handles.of("70011")), (Some("name_3"), None));
        }
    }
}
