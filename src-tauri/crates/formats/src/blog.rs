//! What the exports of blogs, of their comments and of wikis have in common.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use earshot_model::{Certainty, Problem, ProblemCode, Severity, Stamp};

use crate::moment;

/// A moment that states its own zone; `None` where it states none, or is no moment.
pub(crate) fn stated(text: &str) -> Option<Stamp> {
    let written = moment::written(text, None).filter(|written| written.offset.is_some())?;
    Some(written.stamp(Tz::UTC, Certainty::Stated))
}

/// The address of a site without what changes in it: `https://www.holm.example/news/` is `holm.example/news`.
pub(crate) fn site(url: &str) -> Option<String> {
    let (_, rest) = url.trim().split_once("://")?;
    let rest = rest.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let (host, path) = rest.split_once('/').map_or((rest, ""), |(host, path)| (host, path));
    let host = host.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default().to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let is_host = host.contains(|c: char| c.is_alphanumeric()) && !host.contains(char::is_whitespace);
    is_host.then(|| if path.is_empty() { host.to_owned() } else { format!("{host}/{path}") })
}

/// The host alone.
pub(crate) fn host(url: &str) -> Option<String> {
    site(url).and_then(|site| site.split('/').next().map(str::to_owned))
}

/// What was left out because it is no message, counted by what it is.
#[derive(Debug, Default)]
pub(crate) struct LeftOut(BTreeMap<&'static str, u64>);

impl LeftOut {
    pub(crate) fn add(&mut self, what: &'static str) {
        *self.0.entry(what).or_default() += 1;
    }

    /// One note for all of it; `None` when nothing was left out.
    pub(crate) fn note(&self, shown: &str) -> Option<Problem> {
        if self.0.is_empty() {
            return None;
        }
        let what: Vec<String> = self.0.iter().map(|(what, count)| format!("{what} ({count})")).collect();
        Some(Problem::new(Severity::Note, ProblemCode::BadValue, shown, format!("left out: {}", what.join(", "))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_no_scheme_and_no_www() {
        let sites = [
            ("https://www.Holm.example/", Some("holm.example")),
            ("http://holm.example:8080/news/?p=1", Some("holm.example/news")),
            ("https://user@holm.example", Some("holm.example")),
            ("holm.example", None),
            ("https://", None),
            ("https://not a host/", None),
        ];
        for (url, expected) in sites {
            assert_eq!(site(url).as_deref(), expected, "{url}");
        }
        assert_eq!(host("https://holm.example/2014/test/").as_deref(), Some("holm.example"));
    }
}
