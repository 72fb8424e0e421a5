//! Press releases that stand in files of one's own: a table of them, or a folder of documents.

pub(crate) mod table;
pub(crate) mod files;

use earshot_model::Stamp;
use sha2::{Digest, Sha256};

use crate::time::DAY;

/// What stands for the id of a release that has neither an id nor a link: its title and its day. The same release in a table
/// and in a document is one release.
fn made_guid(title: &str, published: Stamp) -> String {
    let day = published.at.div_euclid(DAY);
    let digest = Sha256::digest(format!("{}\n{day}", title.to_lowercase()));
    digest[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}
