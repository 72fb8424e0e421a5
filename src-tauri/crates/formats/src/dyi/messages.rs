//! The inbox of a profile, a Page or an Instagram account: `messages/inbox/<thread>/message_<N>.json`, and the flat
//! `<Name>_<N>.json` of Messenger's end-to-end encrypted conversations.
//!
//! A message has no id: it gets one made of its thread (the name of the thread's folder), its time, who sent it, and its text.

mod tree;
mod ours;
mod message;

use earshot_model::{Evidence, FilePlan, Format, Overrides, Platform, Problem, Question};

use self::message::Messages;
use self::ours::Ours;
use self::tree::{File, Tree, conversation};
use super::download::{account, is_page, no_pages, platform_of};
use super::list;
use crate::json::{Elements, Part, holds};
use crate::plan::{file_plan, note_count};
use crate::{Entry, Match, Reader, Sink, Source, parts};

pub(crate) struct Inbox(Platform);

pub(crate) const FACEBOOK_MESSAGES: Inbox = Inbox(Platform::Facebook);
pub(crate) const INSTAGRAM_MESSAGES: Inbox = Inbox(Platform::Instagram);

/// What a message is made of.
const USED: [&str; 11] = [
    "sender_name",
    "timestamp_ms",
    "content",
    "type",
    "share",
    "is_unsent",
    // As the flat files call them.
    "senderName",
    "timestamp",
    "text",
    "isUnsent",
    "is_geoblocked_for_viewer",
];

impl Reader for Inbox {
    fn format(&self) -> Format {
        let name = if self.0 == Platform::Instagram { "Instagram" } else { "Facebook" };
        Format {
            id: format!("{}-messages", self.0.as_str()),
            name: format!("{name} messages (Download your information)"),
            platform: self.0.as_str().to_owned(),
            both_sides: false,
            files:
                "the zip or folder of the download in JSON: messages/inbox/…/message_1.json, or <Name>_1.json of an encrypted conversation"
                    .to_owned(),
            carries: vec!["direct messages, both sides".to_owned(), "who answers whom, and when".to_owned()],
            limits: [
                "It names people by their names only: two of one name are one person.",
                "Photos, stickers, calls and unsent messages are messages without a text.",
                "Reactions that stand among the messages (`Liked a message`) are messages here.",
                "A message whose text was changed between two downloads is there twice.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let file = File::of(entry)?;
        let why = match file {
            File::Thread => "it is a conversation as Meta's download has it, `message_1.json`",
            File::Flat => "it is an end-to-end encrypted conversation as Messenger's download has it",
            File::Page => "it is a conversation as Meta's download has it, as a web page",
        };
        let confidence = match platform_of_entry(entry) {
            Some(platform) if platform == self.0 => 95,
            Some(_) => return None,
            // Facebook's downloads and Instagram's are alike inside; Facebook's are more, and `plan` looks further.
            None if self.0 == Platform::Facebook => 85,
            None => 60,
        };
        Some(Match { confidence, why: why.to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        if is_page(entry) {
            return Err(no_pages(source, Tree::path(entry)));
        }
        let tree = Tree::of(source, entry);
        let (platform, why) = self.platform(source, entry, overrides);
        let mut plan = file_plan(source, entry, Inbox(platform).format());
        if !source.is_one_file() {
            plan.path = tree.path.clone();
        }
        plan.parts = tree.parts.iter().map(|entry| entry.path.clone()).collect();
        plan.bytes = tree.parts.iter().map(|entry| entry.bytes).sum();
        plan.evidence.push(Evidence::new("platform", platform.as_str(), why));
        plan.account = account(platform, source, entry, overrides, &mut plan.evidence);
        plan.evidence.push(Evidence::new("zone", "UTC", "times are counted since 1970"));
        match Ours::of(&tree, overrides) {
            Some(Ours { names, why }) => {
                plan.evidence.push(Evidence::new("ours", names.join(", "), &*why));
                let name = names.into_iter().next();
                match &mut plan.account {
                    Some(account) => account.display_name = name,
                    None => {
                        plan.account = name.as_deref().map(|name| crate::plan::account_named(platform, name));
                        let handle = plan.account.as_ref().map_or("", |account| &account.handle);
                        let why = if why == CHOSEN { "the name that was chosen as ours" } else { "the name that is ours in it" };
                        plan.evidence.push(Evidence::new("account", handle, why));
                        if let Some(account) = &mut plan.account {
                            account.display_name = name;
                        }
                    }
                }
            }
            None => plan.asks.push(Question::Ours),
        }
        plan.unused = list::unused(tree.parts.first().copied().unwrap_or(entry), &["messages"], &USED);
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let mut messages = Messages::of(plan);
        let flow = parts::each(source, plan, sink, |part, sink| {
            let Some(entry) = source.entry(part) else { return Ok(()) };
            let part = Part { source, entry };
            messages.begin(conversation(source, entry), entry);
            let mut elements = Elements::at(part.reader()?, &["messages"]);
            let flow = part.each(&mut elements, sink, |line, element, sink| messages.element(&part, line, element, sink))?;
            if flow.is_continue() {
                // What a cancel stops here is stopped for the parts behind it too.
                let _ = messages.end(sink);
            }
            Ok(())
        })?;
        if flow.is_continue() {
            note_count(sink, &plan.shown(), messages.notices, "notices of who came and who left are left out");
            let edits = "messages are listed twice, before and after a change: what is listed first is left out";
            note_count(sink, &plan.shown(), messages.edits, edits);
        }
        Ok(())
    }
}

impl Inbox {
    /// Whose inbox it is, and why: the folders say it, or else the name of what was opened.
    fn platform(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> (Platform, &'static str) {
        if overrides.format.is_some() {
            return (self.0, "chosen by hand");
        }
        if platform_of_entry(entry).is_some() {
            return (self.0, "the names of its folders say so");
        }
        let root = std::path::absolute(&source.root).unwrap_or_else(|_| source.root.clone());
        let named = root.file_name().and_then(|name| platform_of(&name.to_string_lossy()));
        match named {
            Some(platform) => (platform, "the name of what was opened says so"),
            None => (self.0, "nothing in it says Instagram; choose the format by hand if it is from there"),
        }
    }
}

const CHOSEN: &str = "chosen by hand";

/// By the folders that it is in, or by the folders that the files beside it are said to be in.
fn platform_of_entry(entry: &Entry) -> Option<Platform> {
    let named = match Tree::path_of(entry) {
        Some(path) => platform_of(path),
        None => platform_of(&entry.path),
    };
    named.or_else(|| {
        let holds = |folder: &str| holds(&entry.head, folder);
        if holds("your_instagram_activity/") {
            Some(Platform::Instagram)
        } else {
            (holds("your_activity_across_facebook/") || holds("your_facebook_activity/")).then_some(Platform::Facebook)
        }
    })
}
