//! Several parts that are read as one file.

use std::ops::ControlFlow;

use earshot_model::{FilePlan, Problem};

use crate::{Item, Sink, Source};

/// Reads a plan's parts one after another, each by its path: progress goes on from one to the next, and a stop ends them all.
/// `Break` when there was one.
pub(crate) fn each(
    source: &Source,
    plan: &FilePlan,
    sink: &mut dyn Sink,
    mut read: impl FnMut(&str, &mut Onward<'_>) -> Result<(), Problem>,
) -> Result<ControlFlow<()>, Problem> {
    let mut onward = Onward { sink, before: 0, is_stopped: false };
    for part in &plan.parts {
        read(part, &mut onward)?;
        let bytes = source.entry(part).map_or(0, |entry| entry.bytes);
        if onward.is_stopped || onward.progress(bytes).is_break() {
            return Ok(ControlFlow::Break(()));
        }
        onward.before += bytes;
    }
    Ok(ControlFlow::Continue(()))
}

/// The sink of one part among several.
pub(crate) struct Onward<'a> {
    sink: &'a mut dyn Sink,
    /// The bytes of the parts that are done.
    before: u64,
    /// The person has cancelled: the sink takes no more.
    pub(crate) is_stopped: bool,
}

impl Sink for Onward<'_> {
    fn take(&mut self, item: Item) -> ControlFlow<()> {
        let flow = self.sink.take(item);
        self.is_stopped |= flow.is_break();
        flow
    }

    fn progress(&mut self, bytes: u64) -> ControlFlow<()> {
        let flow = self.sink.progress(self.before + bytes);
        self.is_stopped |= flow.is_break();
        flow
    }
}
