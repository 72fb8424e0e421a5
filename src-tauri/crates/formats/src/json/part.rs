//! A part of a plan that is JSON, read to its end, with everything that is wrong in it as problems.

use std::io::Read;
use std::ops::ControlFlow;

use earshot_model::{Problem, ProblemCode, Severity};

use super::{Element, Elements, Flaw};
use crate::text::repaired;
use crate::{Entry, Item, Sink, Source};

/// How often progress is told.
const STEP: u64 = 1 << 18;

/// One part of a plan.
pub(crate) struct Part<'a> {
    pub(crate) source: &'a Source,
    pub(crate) entry: &'a Entry,
}

impl<'a> Part<'a> {
    pub(crate) fn reader(&self) -> Result<Box<dyn Read + Send + 'a>, Problem> {
        self.source.reader(&self.entry.path)
    }

    /// Hands every element of the part to `take`, with the line on which it begins.
    pub(crate) fn each<R: Read>(
        &self,
        elements: &mut Elements<R>,
        sink: &mut dyn Sink,
        mut take: impl FnMut(u64, &str, &mut dyn Sink) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, Problem> {
        if self.entry.bytes == 0 {
            let problem = Problem::new(Severity::Note, ProblemCode::EmptyFile, &self.shown(), "the file is empty");
            return Ok(sink.take(Item::Problem(problem.hint("download it again"))));
        }
        let mut told = 0;
        loop {
            let flow = match elements.next().map_err(|error| self.source.failed(&self.entry.path, &error))? {
                None => return Ok(ControlFlow::Continue(())),
                Some(Element::Json { line, bytes }) => {
                    let (text, bad) = repaired(bytes);
                    let flow = if bad == 0 { ControlFlow::Continue(()) } else { sink.take(self.bad_bytes(line, bad)) };
                    if flow.is_break() { flow } else { take(line, &text, sink) }
                }
                Some(Element::TooLong { line, start }) => {
                    let problem =
                        Problem::new(Severity::Rejected, ProblemCode::LineTooLong, &self.shown(), "an element is longer than 64 MiB");
                    sink.take(Item::Problem(problem.line(line).raw(&repaired(start).0)))
                }
                Some(Element::Broken { at, message, rest }) => {
                    let message = format!("{message}, at column {}: what follows is not read", at.column);
                    let problem = Problem::new(Severity::Rejected, ProblemCode::BadJson, &self.shown(), message).line(at.line);
                    let rest = &rest[..rest.len().min(1 << 16)];
                    let problem = problem.raw(&repaired(rest).0).hint("download it again; what stands before it was taken in");
                    return Ok(sink.take(Item::Problem(problem)));
                }
            };
            if flow.is_break() {
                return Ok(flow);
            }
            let read = elements.bytes();
            if read >= told + STEP {
                told = read;
                if sink.progress(read).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
    }

    fn bad_bytes(&self, line: u64, bad: usize) -> Item {
        let message = format!("{bad} bytes are not UTF-8; they are read as Windows-1252");
        Item::Problem(Problem::new(Severity::Note, ProblemCode::BadEncoding, &self.shown(), message).line(line))
    }

    /// What is wrong with an element that is not taken in, for the sink.
    pub(crate) fn rejected(&self, flaw: Flaw, line: u64, raw: &str) -> Item {
        Item::Problem(self.problem(Severity::Rejected, flaw, line).raw(raw))
    }

    pub(crate) fn problem(&self, severity: Severity, flaw: Flaw, line: u64) -> Problem {
        let problem = Problem::new(severity, flaw.code, &self.shown(), flaw.message).line(line).hint(flaw.hint);
        match flaw.field {
            Some(field) => problem.column(field),
            None => problem,
        }
    }

    pub(crate) fn shown(&self) -> String {
        self.source.shown(&self.entry.path)
    }
}

/// Which line of the file a slice of an element begins on; slices are asked for in their order.
pub(crate) struct Lines<'a> {
    text: &'a str,
    line: u64,
    at: usize,
}

impl<'a> Lines<'a> {
    /// Those of an element that begins on `line`.
    pub(crate) fn new(text: &'a str, line: u64) -> Lines<'a> {
        Lines { text, line, at: 0 }
    }

    pub(crate) fn of(&mut self, slice: &str) -> u64 {
        let at = (slice.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len());
        self.line += memchr::memchr_iter(b'\n', &self.text.as_bytes()[self.at.min(at)..at]).count() as u64;
        self.at = at;
        self.line
    }
}
