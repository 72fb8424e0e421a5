//! What the names of a download's folders say, and what is the same for all of its files.

use earshot_model::{AccountName, Evidence, IdSpace, Overrides, Platform, Problem, ProblemCode, Severity};

use crate::plan::account_named;
use crate::{Entry, Source};

/// Whose download it is, by the names of its folders; `None` when they don't say.
pub(super) fn platform_of(path: &str) -> Option<Platform> {
    let path = path.to_ascii_lowercase();
    if path.contains("instagram") {
        Some(Platform::Instagram)
    } else {
        (path.contains("facebook") || path.contains("messenger")).then_some(Platform::Facebook)
    }
}

/// The account that was chosen, or else the one that the download is named after, `instagram-holmcouncil-2024-05-01-xYz.zip`.
pub(super) fn account(
    platform: Platform,
    source: &Source,
    entry: &Entry,
    overrides: &Overrides,
    evidence: &mut Vec<Evidence>,
) -> Option<AccountName> {
    if let Some(chosen) = &overrides.account {
        let account = account_named(platform, chosen);
        evidence.push(Evidence::new("account", &*account.handle, "chosen by hand"));
        return Some(account);
    }
    if !matches!(platform, Platform::Instagram | Platform::Threads) {
        // A Facebook download is named after a person or a Page, with the blanks of the name left out.
        return None;
    }
    let root = source.root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (name, handle) = [root.as_str()].into_iter().chain(entry.path.split('/')).find_map(|name| Some((name, named_after(name)?)))?;
    evidence.push(Evidence::new("account", handle, format!("the download is named after it, `{name}`")));
    Some(account_named(platform, handle))
}

/// The account in the name of a download: what stands before the date.
fn named_after(name: &str) -> Option<&str> {
    const PREFIX: &str = "instagram-";
    let rest = name.get(PREFIX.len()..).filter(|_| name[..PREFIX.len()].eq_ignore_ascii_case(PREFIX))?;
    let is_date =
        |bytes: &[u8]| bytes.iter().enumerate().all(|(at, b)| if matches!(at, 0 | 5 | 8) { *b == b'-' } else { b.is_ascii_digit() });
    let date = rest.as_bytes().windows("-2024-05-01".len()).position(is_date)?;
    rest.get(..date).filter(|handle| !handle.is_empty())
}

/// The space of ids that were made here: they tell the messages of one account apart.
pub(super) fn space(platform: Platform, kind: &str, account: Option<&AccountName>) -> IdSpace {
    let space = IdSpace::of(platform, kind);
    match account {
        Some(account) => space.within(&account.handle.to_lowercase()),
        None => space,
    }
}

/// The download in the form that people get when they choose none.
pub(super) fn is_page(entry: &Entry) -> bool {
    entry.name().to_ascii_lowercase().ends_with(".html")
}

/// The problem that refuses such a download; the same for every page of it.
pub(super) fn no_pages(source: &Source, folder: &str) -> Problem {
    let message = "it is made of web pages, in which times are in words and without a zone";
    Problem::new(Severity::Refused, ProblemCode::Unreadable, &source.shown(folder), message)
        .hint("ask Meta for the download once more and choose JSON as its format")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_download_is_named_after_an_account() {
        assert_eq!(named_after("instagram-holm.council-2024-05-01-xYz12.zip"), Some("holm.council"));
        assert_eq!(named_after("Instagram-holm-council-2024-05-01"), Some("holm-council"));
        for name in ["instagram-holm.zip", "instagram--2024-05-01", "facebook-holm-2024-05-01-x.zip", "instagram", "größe"] {
            assert_eq!(named_after(name), None, "{name}");
        }
    }

    #[test]
    fn folders_say_whose_download_it_is() {
        assert_eq!(platform_of("x/your_instagram_activity/messages"), Some(Platform::Instagram));
        assert_eq!(platform_of("your_activity_across_facebook/messages"), Some(Platform::Facebook));
        assert_eq!(platform_of("messages/inbox"), None);
    }
}
