//! Press releases that stand in files of one's own: a table of them, or a folder of documents.

pub(crate) mod table;
pub(crate) mod files;

use crate::id;
use crate::moment::Written;

/// What stands for the id of a release that has neither an id nor a link: its title and the day that is written, whatever the zone.
/// The same release in a table and in a document is one release.
fn made_guid(title: &str, written: Written) -> String {
    let day = written.local.date().to_epoch_days();
    id::made_of(&[&format!("{}\n{day}", title.to_lowercase())])
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::moment::written;

    #[test]
    fn a_release_is_the_same_whatever_its_clock_and_its_zone() {
        let guid = |title, at| made_guid(title, written(at, None).unwrap());
        let day = guid("The Quay Reopens", "2026-06-03");
        for at in ["2026-06-03 00:30", "2026-06-03T00:30:00+02:00", "3 June 2026"] {
            assert_eq!(guid("the quay reopens", at), day, "{at}");
        }
        assert_ne!(guid("The Quay Reopens", "2026-06-04"), day);
    }
}
