//! Which of the names in a file are ours, where only the user can tell.

use std::collections::BTreeSet;

use earshot_model::{Evidence, FilePlan, Overrides, Question};

/// The names that the user says are ours: handles, display names, e-mail addresses or ids.
#[derive(Debug)]
pub(crate) struct Ours {
    /// In lower case and without `@`.
    names: BTreeSet<String>,
}

impl Ours {
    /// The list that was given; without one, the account that was chosen.
    pub(crate) fn of(overrides: &Overrides) -> Ours {
        let names = if overrides.ours.is_empty() { overrides.account.as_slice() } else { &overrides.ours };
        Ours { names: names.iter().map(|name| plain(name)).filter(|name| !name.is_empty()).collect() }
    }

    /// Whether any of these is one of our names.
    pub(crate) fn has(&self, names: &[&str]) -> bool {
        !self.names.is_empty() && names.iter().any(|name| self.names.contains(&plain(name)))
    }

    /// Says in the plan whose messages count as ours, or asks.
    pub(crate) fn settle(&self, plan: &mut FilePlan) {
        if self.names.is_empty() {
            plan.asks.push(Question::Ours);
            plan.evidence.push(Evidence::new("ours", "unknown", "the file does not tell which of its authors are ours"));
        } else {
            let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
            plan.evidence.push(Evidence::new("ours", names.join(", "), "chosen by hand"));
        }
    }
}

fn plain(name: &str) -> String {
    name.trim().trim_start_matches('@').to_lowercase()
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
        assert!(!ours(None, &["holm"]).has(&["holm_council", ""]));
    }

    #[test]
    fn the_chosen_account_is_ours_only_without_a_list() {
        assert!(ours(Some("holm"), &[]).has(&["@Holm"]));
        assert!(!ours(Some("holm"), &["trams"]).has(&["holm"]));
        assert!(!ours(None, &[]).has(&[""]));
    }
}
