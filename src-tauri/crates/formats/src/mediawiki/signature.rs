//! Who signed a line of wikitext, and when: `-- [[User:Marta]] ([[User talk:Marta|talk]]) 12:34, 5 June 2020 (UTC)`.

use crate::moment::{self, Written};

/// How far before its moment a signature may begin, in bytes: people decorate their names.
const LONGEST: usize = 600;

/// How long a moment may be.
const LONGEST_MOMENT: usize = 60;

/// What a link to a user begins with, in the languages of the larger wikis; a dump adds its own.
const USERS: [&str; 22] = [
    "user",
    "user talk",
    "benutzer",
    "benutzerin",
    "benutzer diskussion",
    "benutzerin diskussion",
    "bd",
    "utilisateur",
    "utilisatrice",
    "discussion utilisateur",
    "discussion utilisatrice",
    "usuario",
    "usuaria",
    "usuario discusión",
    "usuaria discusión",
    "usuário",
    "usuária",
    "utente",
    "discussioni utente",
    "gebruiker",
    "overleg gebruiker",
    "användare",
];

/// What a link to what a user has written begins with; guests have no other.
const CONTRIBUTIONS: [&str; 5] =
    ["special:contributions/", "spezial:beiträge/", "spécial:contributions/", "especial:contribuciones/", "especial:contribuições/"];

/// The signature at the end of a line.
#[derive(Debug)]
pub(super) struct Signature {
    pub(super) author: String,
    pub(super) signed: Written,
    /// Where in the line its first link is.
    pub(super) start: usize,
}

/// The names of the namespaces of users.
#[derive(Debug, Default)]
pub(super) struct Users {
    /// Those of the dump, in lower case.
    own: Vec<String>,
}

impl Users {
    /// The dump calls a namespace so.
    pub(super) fn learn(&mut self, key: i32, name: &str) {
        if matches!(key, 2 | 3) {
            self.own.push(name.to_lowercase());
        }
    }

    pub(super) fn signature(&self, line: &str) -> Option<Signature> {
        let (signed, end) = moment(line)?;
        let mut from = end.saturating_sub(LONGEST);
        while !line.is_char_boundary(from) {
            from += 1;
        }
        let mut found: Option<(String, usize)> = None;
        for (at, _) in line[from..end].rmatch_indices("[[") {
            let start = from + at;
            let Some(name) = self.linked(&line[start + 2..end]) else { continue };
            match &found {
                Some((author, _)) if *author != name => break,
                _ => found = Some((name, start)),
            }
        }
        found.map(|(author, start)| Signature { author, signed, start })
    }

    /// Whose talk page a title names.
    pub(super) fn owner(&self, title: &str) -> String {
        let name = title.split_once(':').map_or(title, |(_, name)| name);
        name.split('/').next().unwrap_or_default().trim().to_owned()
    }

    /// The user that a link leads to; `link` begins behind the brackets.
    fn linked(&self, link: &str) -> Option<String> {
        let target = &link[..link.find(['|', ']', '#', '['])?];
        let target = target.trim().trim_start_matches(':').replace('_', " ");
        let lower = target.to_lowercase();
        if CONTRIBUTIONS.iter().any(|prefix| lower.starts_with(prefix)) {
            return named(target.split_once('/')?.1);
        }
        // A link to another wiki has its prefix before.
        let mut parts: Vec<&str> = target.split(':').map(str::trim).collect();
        let name = parts.pop()?;
        let space = parts.pop()?.to_lowercase();
        let is_user = USERS.contains(&&*space) || self.own.contains(&space);
        if is_user { named(name.split('/').next()?) } else { None }
    }
}

/// A user's name as the wiki writes it: the first letter is a capital.
fn named(name: &str) -> Option<String> {
    let mut letters = name.trim().chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

/// The last moment of a line with a zone in brackets behind it, and where it ends.
fn moment(line: &str) -> Option<(Written, usize)> {
    line.rmatch_indices('(').find_map(|(open, _)| {
        let letters = line[open + 1..].bytes().take_while(u8::is_ascii_uppercase).take(6).count();
        let zone = line[open + 1..].get(..letters).filter(|_| (2..=5).contains(&letters))?;
        line[open + 1 + letters..].strip_prefix(')')?;
        let before = line[..open].trim_end();
        let mut from = before.len().saturating_sub(LONGEST_MOMENT);
        while !before.is_char_boundary(from) {
            from += 1;
        }
        // A bracket that closes the link before the moment stands right before it: `]]12:34, …`.
        let words: Vec<&str> =
            before[from..].split([' ', ']', ')', '>', '\u{a0}']).filter(|word| !matches!(*word, "" | "à" | "kl.")).collect();
        [4, 1, 2].iter().find_map(|count| {
            let moment = words.get(words.len().checked_sub(*count)?..)?.join(" ");
            let written = moment::written(&format!("{moment} {zone}"), None).or_else(|| moment::written(&moment, None))?;
            (written.precision < 86_400).then_some((written, open))
        })
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    fn read(line: &str) -> String {
        let mut users = Users::default();
        users.learn(3, "Käyttäjän keskustelu");
        match users.signature(line) {
            Some(Signature { author, signed, start }) => {
                let at = signed.local.and_utc().timestamp() - i64::from(signed.offset.unwrap_or_default());
                let at = chrono::DateTime::from_timestamp(at, 0).unwrap().format("%Y-%m-%dT%H:%M");
                format!("{author} {at} after {:?}", &line[..start])
            }
            None => "none".to_owned(),
        }
    }

    #[test]
    fn signatures_of_several_languages_are_read() {
        assert_eq!(
            read("Yes. --[[User:Marta Lind|Marta]] ([[User talk:Marta Lind|talk]]) 12:34, 5 June 2020 (UTC)"),
            "Marta Lind 2020-06-05T12:34 after \"Yes. --\""
        );
        assert_eq!(
            read("Nein. [[Benutzer:uwe|Uwe]] ([[Benutzer Diskussion:uwe|Diskussion]]) 12:34, 5. Mär. 2020 (CET)"),
            "Uwe 2020-03-05T11:34 after \"Nein. \""
        );
        assert_eq!(
            read("Oui. [[Utilisatrice:Léa|Léa]] ([[Discussion utilisatrice:Léa|d]]) 5 août 2020 à 12:34 (CEST)"),
            "Léa 2020-08-05T10:34 after \"Oui. \""
        );
        assert_eq!(read("Sí. [[Usuaria:Ana_P]] 12:34 5 jun 2020 (UTC)"), "Ana P 2020-06-05T12:34 after \"Sí. \"");
        assert_eq!(read("Ok [[Käyttäjän keskustelu:Aino|A]] 5 June 2020 12:34 (UTC)"), "Aino 2020-06-05T12:34 after \"Ok \"");
        assert_eq!(
            read("Late. [[Special:Contributions/192.0.2.7|192.0.2.7]] ([[User talk:192.0.2.7|talk]])]]12:34, June 5, 2020 (UTC)</small>"),
            "192.0.2.7 2020-06-05T12:34 after \"Late. \""
        );
        assert_eq!(
            read("See [[User:Bo]]: [[w:en:User:Ida/Notes|Ida]] 2020-06-05T12:34 (UTC)"),
            "Ida 2020-06-05T12:34 after \"See [[User:Bo]]: \""
        );
    }

    #[test]
    fn what_is_no_signature_is_none() {
        for line in [
            "As was said at 12:34, 5 June 2020 (UTC)",
            "[[User:Marta]] said so",
            "[[User:Marta]] 5 June 2020 (UTC)",
            "[[User:Marta]] (UTC)",
            "[[User:Marta 12:34, 5 June 2020 (UTC)",
            "(((((((UTC)",
            "[[Help:Marta]] 12:34, 5 June 2020 (UTC)",
        ] {
            assert_eq!(read(line), "none", "{line}");
        }
    }
}
