//! Which of the names in a file are ours, where only the user can tell.

use std::collections::BTreeMap;

use earshot_model::{Evidence, FilePlan, Overrides, Question};

/// The names that the user says are ours: handles, display names, e-mail addresses or ids.
#[derive(Debug)]
pub(crate) struct Ours {
    /// As [`plain`] has them, each with how it is shown.
    names: BTreeMap<String, String>,
}

impl Ours {
    /// The list that was given; without one, the account that was chosen.
    pub(crate) fn of(overrides: &Overrides) -> Ours {
        Ours::named(if overrides.ours.is_empty() { overrides.account.as_slice() } else { &overrides.ours })
    }

    /// These names and no others.
    pub(crate) fn named(names: &[String]) -> Ours {
        let shown = names.iter().map(|name| name.trim().trim_start_matches('@').to_lowercase()).filter(|name| !name.is_empty());
        Ours { names: shown.map(|name| (plain(&name), name)).collect() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether any of these is one of our names.
    pub(crate) fn has(&self, names: &[&str]) -> bool {
        !self.names.is_empty() && names.iter().any(|name| self.names.contains_key(&plain(name)))
    }

    /// Says in the plan whose messages count as ours, or asks.
    pub(crate) fn settle(&self, plan: &mut FilePlan) {
        if self.names.is_empty() {
            plan.asks.push(Question::Ours);
            plan.evidence.push(Evidence::new("ours", "unknown", "the file does not tell which of its authors are ours"));
        } else {
            let names: Vec<&str> = self.names.values().map(String::as_str).collect();
            plan.evidence.push(Evidence::new("ours", names.join(", "), "chosen by hand"));
        }
    }
}

/// Whether two names are one, however they are written.
pub(crate) fn is_same(name: &str, other: &str) -> bool {
    plain(name) == plain(other)
}

/// In lower case and without `@`; wikis write blanks as `_`.
fn plain(name: &str) -> String {
    name.trim().trim_start_matches('@').to_lowercase().replace(' ', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(account: Option<&str>, names: &[&str]) -> Ours {
        let ours = names.iter().map(|&name| name.to_owned()).collect();
        Ours::of(&Overrides { account: account.map(str::to_owned), ours, ..Overrides::default() })
    }

    #[test]
    fn a_name_is_ours_whatever_its_case_and_its_at() {
        assert!(ours(None, &["@Holm_Council", "press@holm.example"]).has(&["holm_council"]));
        assert!(ours(None, &["press@holm.example"]).has(&["Marta", "Press@Holm.example"]));
        assert!(ours(None, &["@Holm_Council"]).has(&["holm council"]));
        assert!(!ours(None, &["holm"]).has(&["holm_council", ""]));
    }

    #[test]
    fn the_chosen_account_is_ours_only_without_a_list() {
        assert!(ours(Some("holm"), &[]).has(&["@Holm"]));
        assert!(!ours(Some("holm"), &["trams"]).has(&["holm"]));
        assert!(!ours(None, &[]).has(&[""]));
    }
}
