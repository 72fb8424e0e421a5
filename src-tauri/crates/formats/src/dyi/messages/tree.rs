//! Which files are one inbox, and which of them one conversation.

use std::path::Component;

use crate::json::{Elements, holds, outline};
use crate::{Entry, Source};

/// The boxes of an inbox.
const BOXES: [&str; 5] = ["inbox", "archived_threads", "filtered_threads", "message_requests", "e2ee_cutover"];

/// What a file of an inbox is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum File {
    /// `message_1.json`, in the folder of its thread.
    Thread,
    /// `<Name>_1.json`, one thread a file.
    Flat,
    /// `message_1.html`.
    Page,
}

impl File {
    pub(super) fn of(entry: &Entry) -> Option<File> {
        let (stem, extension) = entry.name().rsplit_once('.')?;
        let named = numbered(stem).is_some_and(|(name, _)| name == "message");
        if extension.eq_ignore_ascii_case("html") {
            return (named && entry.head.trim_ascii_start().starts_with(b"<")).then_some(File::Page);
        }
        if !extension.eq_ignore_ascii_case("json") {
            return None;
        }
        let holds = |key: &str| holds(&entry.head, key);
        if !["\"participants\"", "\"sender_name\"", "\"senderName\""].into_iter().any(holds) {
            return None;
        }
        let outline = outline(&entry.head).filter(|outline| !outline.is_list)?;
        if outline.has("threadName") && outline.has("participants") || outline.has("messages") && holds("\"senderName\"") {
            return Some(File::Flat);
        }
        let is_thread = outline.has("messages") && holds("\"sender_name\"") && holds("\"timestamp_ms\"");
        // In the short heads of a very large tree the participants may be all there is.
        (is_thread || named && outline.has("participants")).then_some(File::Thread)
    }
}

/// An inbox: everything below one `messages` folder.
pub(super) struct Tree<'a> {
    pub(super) path: String,
    /// In the order in which they are read.
    pub(super) parts: Vec<&'a Entry>,
}

impl<'a> Tree<'a> {
    /// The inbox that an entry is in.
    pub(super) fn of(source: &'a Source, entry: &Entry) -> Tree<'a> {
        let path = Tree::path(entry).to_owned();
        let is_part = |other: &&Entry| match File::of(other) {
            Some(File::Thread | File::Flat) => Tree::path(other) == path,
            Some(File::Page) | None => false,
        };
        let mut parts: Vec<&Entry> = source.entries.iter().filter(is_part).collect();
        parts.sort_by_cached_key(|entry| {
            let (name, number) = numbered(stem(entry)).unwrap_or((stem(entry), 0));
            (entry.folder().to_owned(), name.to_owned(), number, entry.path.clone())
        });
        Tree { path, parts }
    }

    /// The folder of the inbox that an entry is in, or its own path where it stands by itself.
    pub(super) fn path(entry: &Entry) -> &str {
        match Tree::path_of(entry) {
            Some(path) => path,
            None if File::of(entry) == Some(File::Flat) => entry.folder(),
            None => &entry.path,
        }
    }

    /// The folder of the inbox that an entry would be in; `None` when nothing says that it is in one.
    pub(super) fn path_of(entry: &Entry) -> Option<&str> {
        let folder = entry.folder();
        // The last of them: a thread may be with somebody who is called `Messages`, and then it has a number behind the name.
        if let Some(end) = ends(folder).rfind(|&end| last(&folder[..end]) == "messages") {
            return Some(&folder[..end]);
        }
        if let Some(end) = ends(folder).rfind(|&end| BOXES.contains(&last(&folder[..end]))) {
            return Some(folder[..end].rsplit_once('/').map_or("", |(above, _)| above));
        }
        let is_thread = numbered(stem(entry)).is_some_and(|(name, _)| name == "message");
        is_thread.then(|| folder.rsplit_once('/').map_or("", |(above, _)| above))
    }
}

/// The name of the conversation that a part holds: that of the thread's folder, or of a flat file.
pub(super) fn conversation(source: &Source, entry: &Entry) -> String {
    if File::of(entry) == Some(File::Flat) {
        return stem(entry).to_owned();
    }
    // What was opened may be a thread's folder, or a file in it.
    let root = std::path::absolute(&source.root).unwrap_or_else(|_| source.root.clone());
    let above = if source.is_one_file() { root.parent().unwrap_or(&root) } else { &root };
    let mut folders: Vec<String> = above
        .components()
        .filter_map(|component| if let Component::Normal(name) = component { Some(name.to_string_lossy().into_owned()) } else { None })
        .collect();
    folders.extend(entry.folder().split('/').filter(|name| !name.is_empty()).map(str::to_owned));
    if let [.., above, thread] = &folders[..]
        && BOXES.contains(&above.as_str())
    {
        return thread.clone();
    }
    // A file that was taken out of its folder says at its end where it was.
    if let Some(path) = thread_path(source, entry) {
        return last(&path).to_owned();
    }
    match folders.pop() {
        Some(folder) if stem(entry).starts_with("message_") => folder,
        _ => stem(entry).to_owned(),
    }
}

fn thread_path(source: &Source, entry: &Entry) -> Option<String> {
    let mut elements = Elements::at(source.reader(&entry.path).ok()?, &["messages"]);
    while elements.next().ok()?.is_some() {}
    let path: String = serde_json::from_slice(elements.beside("thread_path")?).ok()?;
    (!path.is_empty()).then_some(path)
}

fn stem(entry: &Entry) -> &str {
    entry.name().rsplit_once('.').map_or(entry.name(), |(stem, _)| stem)
}

/// The name and the number of `message_12`.
fn numbered(stem: &str) -> Option<(&str, u64)> {
    let (name, number) = stem.rsplit_once('_')?;
    Some((name, number.parse().ok()?))
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Where the names in a path end.
fn ends(path: &str) -> impl DoubleEndedIterator<Item = usize> {
    path.match_indices('/').map(|(at, _)| at).chain([path.len()])
}
