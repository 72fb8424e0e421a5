//! What an archive holds, from the names and first bytes of its files and from its own manifest.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use earshot_model::{AccountName, Millis, Platform, Problem, ProblemCode, Severity};
use serde::Deserialize;

use crate::json::{Element, Elements, Word, iso, stated};
use crate::{Entry, Source};

/// The manifest lists every kind of data and is a few hundred kilobytes long.
const LONGEST_MANIFEST: u64 = 16 << 20;

/// What a part holds, in the order in which parts are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PartKind {
    Manifest,
    Account,
    /// Before the posts, which it completes.
    Notes,
    Tweets,
    /// Posts that the account has deleted and X still had.
    Deleted,
    /// After the posts, which tell whose number is whose.
    Directs,
    /// The same as `Directs` without the texts.
    DirectHeaders,
    Groups,
    /// The same as `Groups` without the texts.
    GroupHeaders,
}

impl PartKind {
    /// By what the file assigns to, `window.YTD.tweets.part0`; of an empty file by its name.
    pub(super) fn of(entry: &Entry) -> Option<PartKind> {
        let head = entry.head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&entry.head).trim_ascii_start();
        if head.starts_with(b"window.__THAR_CONFIG") {
            return Some(PartKind::Manifest);
        }
        if head.is_empty() {
            let stem = entry.name().strip_suffix(".js")?;
            let stem = stem.split_once("-part").map_or(stem, |(stem, _)| stem);
            return PartKind::named(&stem.replace('-', "_"));
        }
        let name = head.strip_prefix(b"window.YTD.")?;
        let name = &name[..name.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_')?];
        PartKind::named(str::from_utf8(name).ok()?)
    }

    /// Whether it holds posts or direct messages.
    fn has_messages(self) -> bool {
        !matches!(self, PartKind::Manifest | PartKind::Account | PartKind::Notes)
    }

    pub(super) fn is_direct(self) -> bool {
        matches!(self, PartKind::Directs | PartKind::DirectHeaders | PartKind::Groups | PartKind::GroupHeaders)
    }

    fn named(name: &str) -> Option<PartKind> {
        match name {
            "account" => Some(PartKind::Account),
            "note_tweet" | "note_tweets" => Some(PartKind::Notes),
            "tweet" | "tweets" => Some(PartKind::Tweets),
            "deleted_tweet" | "deleted_tweets" => Some(PartKind::Deleted),
            "direct_message" | "direct_messages" => Some(PartKind::Directs),
            "direct_message_headers" | "direct_messages_headers" => Some(PartKind::DirectHeaders),
            "direct_message_group" | "direct_messages_group" => Some(PartKind::Groups),
            "direct_message_group_headers" | "direct_messages_group_headers" => Some(PartKind::GroupHeaders),
            _ => None,
        }
    }

    /// By the manifest's name for the kind.
    fn in_manifest(name: &str) -> Option<PartKind> {
        match name {
            "account" => Some(PartKind::Account),
            "noteTweet" | "noteTweets" => Some(PartKind::Notes),
            "tweet" | "tweets" => Some(PartKind::Tweets),
            "deletedTweet" | "deletedTweets" => Some(PartKind::Deleted),
            "directMessage" | "directMessages" => Some(PartKind::Directs),
            "directMessageGroup" | "directMessagesGroup" => Some(PartKind::Groups),
            _ => None,
        }
    }
}

/// The parts in one folder, and what the manifest and `account.js` say.
#[derive(Debug)]
pub(super) struct Contents<'a> {
    pub(super) parts: Vec<(PartKind, &'a Entry)>,
    pub(super) account: Option<AccountName>,
    /// `data/account.js` or `data/manifest.js`.
    pub(super) account_from: &'static str,
    /// When the account was opened.
    pub(super) opened: Option<Millis>,
    /// When the archive was made.
    pub(super) made: Option<Millis>,
    /// How many posts the manifest counts.
    pub(super) posts: Option<u64>,
    pub(super) problems: Vec<Problem>,
}

impl<'a> Contents<'a> {
    /// Lists one folder, and reads the two small files in it.
    pub(super) fn of(source: &'a Source, folder: &str) -> Result<Contents<'a>, Problem> {
        let mut parts: Vec<(PartKind, &Entry)> =
            source.files_in(folder).filter_map(|entry| PartKind::of(entry).map(|kind| (kind, entry))).collect();
        for (whole, headers) in [(PartKind::Directs, PartKind::DirectHeaders), (PartKind::Groups, PartKind::GroupHeaders)] {
            if parts.iter().any(|(kind, _)| *kind == whole) {
                parts.retain(|(kind, _)| *kind != headers);
            }
        }
        parts.sort_by_key(|(kind, entry)| (*kind, part_number(entry.name()), entry.path.as_str()));
        let (account, account_from) = (None, "");
        let mut contents = Contents { parts, account, account_from, opened: None, made: None, posts: None, problems: Vec::new() };
        for (kind, entry) in contents.parts.clone() {
            match kind {
                PartKind::Manifest => contents.read_manifest(source, folder, entry)?,
                PartKind::Account => contents.read_account(source, entry)?,
                _ => {}
            }
        }
        Ok(contents)
    }

    /// Whether there is anything to read.
    pub(super) fn has_messages(&self) -> bool {
        self.parts.iter().any(|(kind, _)| kind.has_messages())
    }

    fn read_manifest(&mut self, source: &Source, folder: &str, entry: &Entry) -> Result<(), Problem> {
        let mut text = Vec::new();
        let read = source.reader(&entry.path)?.take(LONGEST_MANIFEST).read_to_end(&mut text);
        read.map_err(|error| source.failed(&entry.path, &error))?;
        let json = text.iter().position(|byte| *byte == b'=').map_or(&text[..], |at| &text[at + 1..]).trim_ascii();
        let manifest: Manifest = match serde_json::from_slice(json.strip_suffix(b";").unwrap_or(json)) {
            Ok(manifest) => manifest,
            Err(error) => {
                self.problems.push(unused(source, entry, &error));
                return Ok(());
            }
        };
        if self.account.is_none() {
            self.account = manifest.user.and_then(|user| name(user.user_name, user.account_id, user.display_name));
            self.account_from = "data/manifest.js";
        }
        if manifest.archive.partial {
            let message = "the archive says that it is one of several: what the others hold is not in it";
            let problem = Problem::new(Severity::Note, ProblemCode::MissingPart, &source.shown(&entry.path), message);
            self.problems.push(problem.hint("unpack all of them into one folder and open that"));
        } else {
            self.made = stated(manifest.archive.generation_date).as_deref().and_then(iso);
        }
        let here: BTreeSet<&str> = source.files_in(folder).map(Entry::name).collect();
        for (kind, data) in &manifest.data_types {
            let Some(kind) = PartKind::in_manifest(kind) else { continue };
            for file in &data.files {
                let file_name = file.file_name.rsplit('/').next().unwrap_or(&file.file_name);
                if !here.contains(file_name) {
                    let message = format!("`{}` is in the manifest and not in the archive", file.file_name);
                    let problem = Problem::new(Severity::Note, ProblemCode::MissingPart, &source.shown(&entry.path), message);
                    self.problems.push(problem.hint("unpack all of the archive and open it again"));
                }
                if kind == PartKind::Tweets
                    && let Some(count) = file.count.as_ref().and_then(|count| count.0.parse::<u64>().ok())
                {
                    self.posts = Some(self.posts.unwrap_or(0).saturating_add(count));
                }
            }
        }
        Ok(())
    }

    fn read_account(&mut self, source: &Source, entry: &Entry) -> Result<(), Problem> {
        let mut elements = Elements::assigned(source.reader(&entry.path)?);
        let row: Row = match elements.next().map_err(|error| source.failed(&entry.path, &error))? {
            Some(Element::Json { bytes, .. }) => match serde_json::from_slice(bytes) {
                Ok(row) => row,
                Err(error) => {
                    self.problems.push(unused(source, entry, &error));
                    return Ok(());
                }
            },
            Some(Element::Broken { message, .. }) => {
                self.problems.push(unused(source, entry, &message));
                return Ok(());
            }
            Some(Element::TooLong { .. }) | None => return Ok(()),
        };
        if let Some(account) = name(row.account.username, row.account.account_id, row.account.display_name) {
            self.account = Some(account);
            self.account_from = "data/account.js";
        }
        self.opened = stated(row.account.created_at).as_deref().and_then(iso);
        Ok(())
    }
}

fn unused(source: &Source, entry: &Entry, why: &dyn std::fmt::Display) -> Problem {
    let message = format!("it can't be read and is left out: {why}");
    Problem::new(Severity::Note, ProblemCode::BadJson, &source.shown(&entry.path), message).hint("download the archive again")
}

fn name(handle: Option<Word>, id: Option<Word>, display_name: Option<Word>) -> Option<AccountName> {
    let handle = stated(handle)?.trim().trim_start_matches('@').to_owned();
    Some(AccountName { platform: Platform::X, handle, native_id: stated(id), display_name: stated(display_name) })
}

/// The 2 of `tweets-part2.js`; 0 for `tweets.js`.
fn part_number(name: &str) -> u64 {
    let digits = name.strip_suffix(".js").and_then(|stem| stem.rsplit_once("-part")).map(|(_, digits)| digits);
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Manifest {
    #[serde(rename = "userInfo")]
    user: Option<User>,
    #[serde(rename = "archiveInfo", default)]
    archive: Archive,
    #[serde(default)]
    data_types: BTreeMap<String, DataType>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct User {
    account_id: Option<Word>,
    user_name: Option<Word>,
    display_name: Option<Word>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Archive {
    generation_date: Option<Word>,
    #[serde(rename = "isPartialArchive")]
    partial: bool,
}

#[derive(Deserialize)]
struct DataType {
    #[serde(default)]
    files: Vec<File>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct File {
    file_name: String,
    count: Option<Word>,
}

#[derive(Deserialize)]
struct Row {
    account: Account,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Account {
    username: Option<Word>,
    account_id: Option<Word>,
    created_at: Option<Word>,
    #[serde(rename = "accountDisplayName")]
    display_name: Option<Word>,
}
