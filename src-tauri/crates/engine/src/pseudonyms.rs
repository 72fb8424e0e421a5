//! People without their names: before anything is stored, each is replaced by a pseudonym that is always the same in this store.
//!
//! A pseudonym is the beginning of an HMAC-SHA-256 of the name, under a key that is drawn once and lies beside the store
//! (`earshot.db` has `earshot.key`). Without the key nobody can try names out. The accounts' own names stay.
//! So do the names of what was opened: who calls a file after a person keeps that name.

use std::collections::HashSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use earshot_formats::Item;
use earshot_model::{Author, MessageRecord, Parent, Person, Problem, ReleaseRecord, ResponseRecord};
use hmac::{Hmac, Mac};
use regex::{Captures, Regex};
use sha2::{Digest, Sha256};

use crate::api::Failure;

/// Under this name the store notes which key its pseudonyms were made with.
pub(crate) const KEY_SETTING: &str = "pseudonym-key";

pub(crate) struct Pseudonyms {
    key: [u8; 32],
    /// Names that stay, in lower case: our own accounts.
    ours: HashSet<String>,
}

/// Where the key of a store is.
fn key_path(store: &Path) -> PathBuf {
    store.with_extension("key")
}

impl Pseudonyms {
    /// With the key of this store, which is drawn when there is none yet. `known` is the key's mark in the store, if pseudonyms
    /// were made before: with another key people would no longer be recognised, so that is an error.
    pub(crate) fn of_store(store: &Path, known: Option<&str>, ours: HashSet<String>) -> Result<Pseudonyms, Failure> {
        let path = key_path(store);
        let unusable = |what: &str| {
            Failure::new(
                "no-key",
                format!("the key of the pseudonyms, {}, {what}", path.display()),
                "put the file back that lay beside the store, or begin a new store",
            )
        };
        let key = match fs::read(&path) {
            Ok(bytes) => bytes.try_into().map_err(|_| unusable("is not a key"))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && known.is_none() => {
                draw(&path).map_err(|_| unusable("can't be written"))?
            }
            Err(_) => return Err(unusable("can't be read")),
        };
        let pseudonyms = Pseudonyms { key, ours };
        match known {
            Some(mark) if mark != pseudonyms.mark() => Err(unusable("is another one than the store's")),
            _ => Ok(pseudonyms),
        }
    }

    /// What tells this key from another without telling anything about it.
    pub(crate) fn mark(&self) -> String {
        let digest = Sha256::digest([&b"earshot key mark"[..], &self.key].concat());
        digest[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The item without names; `shown` is how the file is named.
    pub(crate) fn apply(&self, item: Item, shown: &str) -> Item {
        match item {
            Item::Message(message) => Item::Message(self.message(message)),
            Item::Response(response) => {
                let subject = response.subject.map(|subject| mask(&self.mentions(&subject)));
                Item::Response(ResponseRecord { subject, ..response })
            }
            Item::Problem(problem) => Item::Problem(Pseudonyms::nameless(problem, shown)),
            // The same words must stay the same words in a post and in the release that it repeats.
            Item::Release(release) => {
                let (title, body) = (self.mentions(&release.title), self.mentions(&release.body));
                Item::Release(ReleaseRecord { title, body, ..release })
            }
            Item::Day(_) => item,
        }
    }

    /// A row that could not be read may name anybody, and the parts of an inbox are named after people.
    pub(crate) fn nameless(problem: Problem, shown: &str) -> Problem {
        Problem { raw: None, file: shown.to_owned(), ..problem }
    }

    fn message(&self, mut message: MessageRecord) -> MessageRecord {
        let inbound = matches!(message.author, Author::Person(_));
        if let Author::Person(person) = message.author {
            message.author = Author::Person(self.person(person));
            // An address of what a person said leads to the person.
            message.permalink = None;
        }
        if let Parent::Some { author: Some(author), .. } = &mut message.parent {
            *author = self.name(author);
        }
        message.text = message.text.map(|text| {
            let text = self.mentions(&text);
            if inbound { mask(&text) } else { text }
        });
        // A number is the platform's; any other id may hold an address, a name, or the ids of those who talk.
        message.id = self.id(message.id);
        message.conversation = message.conversation.map(|id| self.id(id));
        if let Parent::Some { id, .. } = &mut message.parent {
            *id = self.id(std::mem::take(id));
        }
        message
    }

    fn person(&self, person: Person) -> Person {
        let Person { native_id, handle, display_name } = person;
        let display_name = display_name.filter(|_| native_id.is_none() && handle.is_none());
        Person {
            native_id: native_id.map(|id| self.pseudonym(&format!("id:{id}"))),
            handle: handle.map(|handle| self.name(&handle)),
            display_name: display_name.map(|name| self.name(&name)),
        }
    }

    fn id(&self, id: String) -> String {
        if id.bytes().all(|byte| byte.is_ascii_digit()) { id } else { self.pseudonym(&id) }
    }

    /// Our own names stay.
    fn name(&self, name: &str) -> String {
        if self.ours.contains(&name.to_lowercase()) { name.to_owned() } else { self.pseudonym(name) }
    }

    fn mentions(&self, text: &str) -> String {
        static MENTION: LazyLock<Regex> = LazyLock::new(|| pattern(r"(^|[^\w@/])@(\w[\w.-]*\w|\w)(@[\w.-]+\w)?"));
        MENTION
            .replace_all(text, |found: &Captures<'_>| {
                let handle = [found.get(2), found.get(3)].into_iter().flatten().map(|part| part.as_str()).collect::<String>();
                format!("{}@{}", &found[1], self.name(&handle))
            })
            .into_owned()
    }

    /// `p` and twelve characters of 32: sixty bits, so that a million people share none.
    fn pseudonym(&self, name: &str) -> String {
        const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
        let mut hmac = Hmac::<Sha256>::new_from_slice(&self.key).expect("HMAC takes a key of any length");
        hmac.update(name.to_lowercase().as_bytes());
        let digest = hmac.finalize().into_bytes();
        let bits = digest[..8].iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        let letters = (0..12).map(|place| char::from(LETTERS[(bits >> (59 - 5 * place) & 31) as usize]));
        std::iter::once('p').chain(letters).collect()
    }
}

fn draw(path: &Path) -> std::io::Result<[u8; 32]> {
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(|error| std::io::Error::other(error.to_string()))?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(&key)?;
    file.sync_all()?;
    Ok(key)
}

/// E-mail addresses, telephone numbers and postcodes, replaced by what they are.
fn mask(text: &str) -> String {
    static MASKS: LazyLock<[(Regex, &str); 4]> = LazyLock::new(|| {
        [
            (pattern(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
            // With a country's or a trunk prefix, or grouped as in North America or by blanks as elsewhere, or eight figures and more in
            // a row, which may as well be a customer's number; a date is none of these.
            (
                pattern(
                    r"(?:\+\s?\d|\b00?[1-9])[\d\s().\-/]{6,}\d\b|\(?\b[2-9]\d{2}\)?[ .-]\d{3}[ .-]\d{4}\b|\b\d{2}(?: \d{2}){3,}\b|\b\d{3}(?: \d{2,3}){2,}\b|\b\d{4} \d{4}\b|\b\d{8,}\b",
                ),
                "[phone]",
            ),
            // Four figures before a place's name; a year before a name is taken for one, too.
            (pattern(r"\b[1-9]\d{3}(\s[A-ZÀ-ÖØ-Þ][a-zß-ÿ]{2})"), "[postcode]$1"),
            // Britain and Ireland's neighbours, Canada, the Netherlands, and five digits as in most of Europe and the United States.
            (
                pattern(
                    r"(?i)\b[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}\b|\b[a-z]\d[a-z]\s?\d[a-z]\d\b|\b[1-9]\d{3}\s?[a-z]{2}\b|\b\d{5}(?:-\d{4})?\b",
                ),
                "[postcode]",
            ),
        ]
    });
    let mut text = text.to_owned();
    for (mask, what) in MASKS.iter() {
        if let std::borrow::Cow::Owned(masked) = mask.replace_all(&text, *what) {
            text = masked;
        }
    }
    text
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is a constant that a test compiles")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(ours: &[&str]) -> Pseudonyms {
        Pseudonyms { key: [7; 32], ours: ours.iter().map(|&name| name.to_owned()).collect() }
    }

    #[test]
    fn a_person_has_one_pseudonym_in_every_place() {
        let pseudonyms = with(&["wexby"]);
        let text = pseudonyms.mentions("@Ada_L @wexby ask .@ada_l, (@ADA_L) or a.b@wexby.example");
        let ada = pseudonyms.name("ada_l");
        assert_eq!(ada.len(), 13);
        assert_eq!(text, format!("@{ada} @wexby ask .@{ada}, (@{ada}) or a.b@wexby.example"));
        assert_ne!(Pseudonyms { key: [8; 32], ours: HashSet::new() }.name("ada_l"), ada);
    }

    #[test]
    fn addresses_numbers_and_postcodes_are_masked() {
        let masked = mask(
            "Mail ada.l+x@post.example, ring 0117 496 0123 or +44 (0)117 496-0124 or 555-867-5309. I live in BS1 5TR, 1012 AB, K1A 0B1, 80331.",
        );
        assert_eq!(masked, "Mail [e-mail], ring [phone] or [phone] or [phone]. I live in [postcode], [postcode], [postcode], [postcode].");
        let masked = mask("Ring til 22 33 44 55, 912 34 567 eller 22334455. Søvej 12, 4000 Roskilde.");
        assert_eq!(masked, "Ring til [phone], [phone] eller [phone]. Søvej 12, [postcode] Roskilde.");
        for kept in ["since 2026-10-04 at 12:30", "room 101, bus 42, 1,234 bins", "£45.60 in 2019", "from 12 to 14 on 3.4.2026"] {
            assert_eq!(mask(kept), kept);
        }
    }

    #[test]
    fn the_key_is_drawn_once_and_must_stay_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("earshot.db");
        let first = Pseudonyms::of_store(&store, None, HashSet::new()).unwrap();
        let again = Pseudonyms::of_store(&store, Some(&first.mark()), HashSet::new()).unwrap();
        assert_eq!(first.key, again.key);
        fs::write(folder.path().join("earshot.key"), [1; 32]).unwrap();
        assert_eq!(Pseudonyms::of_store(&store, Some(&first.mark()), HashSet::new()).err().unwrap().code, "no-key");
        fs::remove_file(folder.path().join("earshot.key")).unwrap();
        assert_eq!(Pseudonyms::of_store(&store, Some(&first.mark()), HashSet::new()).err().unwrap().code, "no-key");
    }
}
