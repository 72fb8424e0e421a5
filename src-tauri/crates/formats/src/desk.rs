//! Help desks and shared inboxes: what the public wrote on whatever channel, and what was answered.

mod front;
mod ringcentral;
mod zendesk;
mod zendesk_json;

pub(crate) use front::Front;
pub(crate) use ringcentral::RingCentral;
pub(crate) use zendesk::Zendesk;
pub(crate) use zendesk_json::ZendeskJson;

use earshot_model::{Evidence, FilePlan, IdSpace, Overrides, Platform};

use crate::plan::account_named;

/// The messages of one tool.
fn messages_of(tool: &str) -> IdSpace {
    IdSpace::of(Platform::Inbox, "message").within(tool)
}

/// Whose desk it is: the file names nobody, so the user says it.
fn settle_account(plan: &mut FilePlan, overrides: &Overrides) {
    let (value, why) = match &overrides.account {
        Some(chosen) => (chosen.as_str(), "chosen by hand"),
        None => ("unknown", "the file does not name the organisation"),
    };
    plan.evidence.push(Evidence::new("account", value, why));
    plan.account = overrides.account.as_deref().map(|chosen| account_named(Platform::Inbox, chosen));
}
