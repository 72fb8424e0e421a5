//! Whose file it is and which period it covers, by its name and by the links in it.

use earshot_model::{AccountName, Evidence, FilePlan, Overrides, Platform, Span};

use crate::plan::account_named;
use crate::time::{bare_day, iso_day, midnight};

/// What a file name says.
#[derive(Debug, Default)]
pub(super) struct Named {
    pub(super) handle: Option<String>,
    pub(super) covers: Option<Span>,
}

/// `tweet_activity_metrics_HANDLE_20180501_20180601_en.csv`, after `prefix`. `None`: it is called otherwise.
///
/// The handle may hold underscores, so the name is read from its end, and what a browser adds there is of no account.
pub(super) fn metrics(name: &str, prefix: &str) -> Option<Named> {
    let rest = name.get(..prefix.len()).filter(|start| start.eq_ignore_ascii_case(prefix)).and(name.get(prefix.len()..))?;
    let mut parts = rest.rsplitn(4, '_');
    let (_language, to, from, handle) = (parts.next(), parts.next(), parts.next(), parts.next());
    let (Some(to), Some(from)) = (to.and_then(bare_day), from.and_then(bare_day)) else { return Some(Named::default()) };
    Some(Named { handle: handle.filter(|handle| is_handle(handle)).map(str::to_owned), covers: covers(from, to) })
}

/// `account_analytics_content_2026-07-06_2026-08-02.csv`, with one date, or with something before it. `None`: it is called otherwise.
pub(super) fn content(name: &str) -> Option<Named> {
    let lower = name.to_ascii_lowercase();
    let (_, dates) = lower.split_once("account_analytics_content")?;
    let mut days = dates.trim_start_matches('_').split('_').map(|part| part.get(..10).and_then(iso_day));
    let covers = match (days.next().flatten(), days.next().flatten()) {
        (Some(from), Some(to)) => covers(from, to),
        _ => None,
    };
    Some(Named { handle: None, covers })
}

/// Both kinds of name give a last day on which the file holds nothing: the end is not part of the period.
fn covers(from: chrono::NaiveDate, to: chrono::NaiveDate) -> Option<Span> {
    (from < to).then(|| Span { from: midnight(from), to: midnight(to) })
}

/// `HANDLE` of `https://twitter.com/HANDLE/status/1001209144211206145`, or on x.com.
pub(super) fn handle_of_link(link: &str) -> Option<&str> {
    let rest = link.trim().strip_prefix("https://").or_else(|| link.trim().strip_prefix("http://"))?;
    let mut parts = rest.split('/');
    let host = parts.next()?.trim_start_matches("www.").trim_start_matches("mobile.");
    let handle = parts.next()?;
    // `x.com/i/web/status/…` names nobody.
    let known = matches!(host, "twitter.com" | "x.com") && handle != "i" && is_handle(handle) && parts.next() == Some("status");
    known.then_some(handle)
}

fn is_handle(text: &str) -> bool {
    (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Settles the account and says from what: the user's word, then the links, then the file name.
pub(super) fn settle(plan: &mut FilePlan, overrides: &Overrides, named: Named, links: &[String]) {
    if let Some(span) = named.covers {
        plan.covers = Some(span);
        plan.evidence.push(Evidence::new("period", period(span), "the file name"));
    }
    let mut handles: Vec<&str> = links.iter().filter_map(|link| handle_of_link(link)).collect();
    handles.dedup_by(|a, b| a.eq_ignore_ascii_case(b));
    let linked = if let [handle] = handles[..] { Some(handle.to_owned()) } else { None };
    let (handle, why) = match (&overrides.account, linked, named.handle) {
        (Some(chosen), _, _) => (Some(chosen.clone()), "chosen by hand".to_owned()),
        (None, Some(link), Some(name)) if link.eq_ignore_ascii_case(&name) => {
            (Some(link), "the file name and the links to the posts agree".to_owned())
        }
        (None, Some(link), Some(name)) => {
            (Some(link), format!("the links to the posts; the file name says @{name}, so the file was renamed"))
        }
        (None, Some(link), None) => (Some(link), "the links to the posts".to_owned()),
        (None, None, Some(name)) => (Some(name), "the file name".to_owned()),
        (None, None, None) if handles.is_empty() => (None, "neither the file name nor the rows name an account".to_owned()),
        (None, None, None) => (None, "the links name several accounts".to_owned()),
    };
    let account: Option<AccountName> = handle.map(|handle| account_named(Platform::X, &handle));
    let value = account.as_ref().map_or_else(|| "unknown".to_owned(), |account| format!("@{}", account.handle));
    plan.evidence.push(Evidence::new("account", value, why));
    plan.account = account;
}

fn period(span: Span) -> String {
    let day = |at| chrono::DateTime::from_timestamp_millis(at).map_or_else(String::new, |at| at.date_naive().to_string());
    format!("{} to {}", day(span.from), day(span.to - 1))
}
