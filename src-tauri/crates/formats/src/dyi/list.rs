//! A file of the download that is one list: of posts, of comments.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::ops::ControlFlow;

use earshot_model::{FilePlan, MessageRecord, Problem, ProblemCode, Severity};
use serde::de::IgnoredAny;

use crate::json::{Element, Elements, Flaw, Part, outline};
use crate::{Entry, Item, Sink, Source, parts};

/// The elements of a file: of the list that it is, or of the list at a key; where there is but one, it may stand without a list.
pub(super) fn elements<R: Read>(head: &[u8], keys: &[&str], reader: R) -> Elements<R> {
    match outline(head).filter(|outline| !outline.is_list) {
        Some(outline) => match keys.iter().find(|key| outline.has(key)) {
            Some(key) => Elements::at(reader, &[key]),
            None => Elements::lone(reader),
        },
        None => Elements::listed(reader),
    }
}

/// Hands the messages of a list to the sink; `message` makes one of an element, and says what is wrong with what it leaves out.
pub(super) fn read(
    source: &Source,
    plan: &FilePlan,
    keys: &[&str],
    sink: &mut dyn Sink,
    mut message: impl FnMut(&str) -> Result<(MessageRecord, Vec<Flaw>), Flaw>,
) -> Result<(), Problem> {
    // Where the person cancels, nothing follows that had to be stopped.
    let _ = each(source, plan, keys, sink, |part, line, element, sink| match message(element) {
        Ok((message, flaws)) => {
            for flaw in flaws {
                sink.take(Item::Problem(part.problem(Severity::Note, flaw, line)))?;
            }
            sink.take(Item::Message(message))
        }
        Err(flaw) => sink.take(part.rejected(flaw, line, element)),
    })?;
    Ok(())
}

/// Hands the elements of the one part of a plan to `take`, with their lines.
pub(super) fn each(
    source: &Source,
    plan: &FilePlan,
    keys: &[&str],
    sink: &mut dyn Sink,
    mut take: impl FnMut(&Part<'_>, u64, &str, &mut dyn Sink) -> ControlFlow<()>,
) -> Result<ControlFlow<()>, Problem> {
    parts::each(source, plan, sink, |part, sink| {
        let Some(entry) = source.entry(part) else { return Ok(()) };
        let part = Part { source, entry };
        let mut elements = elements(&entry.head, keys, part.reader()?);
        part.each(&mut elements, sink, |line, element, sink| take(&part, line, element, sink)).map(drop)
    })
}

/// The elements that a head holds whole.
pub(super) fn sample<T>(entry: &Entry, keys: &[&str], mut of: impl FnMut(&[u8]) -> Option<T>) -> Vec<T> {
    let mut elements = elements(&entry.head, keys, &entry.head[..]);
    let mut found = Vec::new();
    // A head is read from memory, which does not fail; and it may end in the midst of an element.
    while let Ok(Some(Element::Json { bytes, .. })) = elements.next() {
        found.extend(of(bytes));
    }
    found
}

/// Refuses a file whose list is empty.
pub(super) fn refuse_empty(source: &Source, entry: &Entry, keys: &[&str]) -> Result<(), Problem> {
    match elements(&entry.head, keys, &entry.head[..]).next() {
        Ok(None) => Err(Problem::new(Severity::Refused, ProblemCode::HeaderOnly, &source.shown(&entry.path), "the list in it is empty")
            .hint("choose a longer span of time and ask for the download again")),
        _ => Ok(()),
    }
}

/// The keys of the first elements that nothing is made of.
pub(super) fn unused(entry: &Entry, keys: &[&str], used: &[&str]) -> Vec<String> {
    let objects = sample(entry, keys, |bytes| serde_json::from_slice::<BTreeMap<String, IgnoredAny>>(bytes).ok());
    let all: BTreeSet<String> = objects.into_iter().flat_map(BTreeMap::into_keys).collect();
    all.into_iter().filter(|key| !used.contains(&key.as_str())).collect()
}
