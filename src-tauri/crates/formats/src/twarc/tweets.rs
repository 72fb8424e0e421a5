//! What twarc collects from X's API, a line a page of answers or, flattened, a line a post.
//!
//! The posts that others answer, quote or repeat come with them, and are taken in as well: what they say is needed to see what
//! was answered. They come again and again, and each counts once.

mod post;

use std::collections::HashSet;
use std::ops::ControlFlow;

use earshot_model::{Evidence, FilePlan, Format, Overrides, Platform, Problem, ProblemCode, Severity, decimal_id};
use serde::Deserialize;
use serde_json::value::RawValue;

use self::post::{Includes, Post};
use crate::json::{Elements, Flaw, Part, outline};
use crate::ours::Ours;
use crate::plan::{file_plan, note_count};
use crate::{Entry, Item, Match, Reader, Sink, Source, parts};

pub(crate) struct Twarc;

/// Of a collection of more posts than this, what was met before is no longer told; the store does that.
const MOST_IDS: usize = 4_000_000;

impl Reader for Twarc {
    fn format(&self) -> Format {
        Format {
            id: "twarc".to_owned(),
            name: "Posts on X, collected by twarc".to_owned(),
            platform: Platform::X.as_str().to_owned(),
            both_sides: true,
            files: "any .jsonl that `twarc2` wrote, flattened or not".to_owned(),
            carries: ["posts of many people", "who answers what", "likes, replies and reposts", "impressions where X gave them"]
                .map(str::to_owned)
                .to_vec(),
            limits: [
                "It does not tell which accounts are ours: name them.",
                "Whether a conversation is complete can't be seen in it: what was not collected looks unanswered.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let first = outline(&entry.head)?;
        if first.is_list {
            return None;
        }
        let of_page = if first.has("data") { data(&entry.head).and_then(outline) } else { None };
        let post = of_page.as_ref().unwrap_or(&first);
        let is_post = post.has("id") && post.has("text") && (post.has("author_id") || post.has("created_at"));
        let is_of_api = ["conversation_id", "public_metrics", "edit_history_tweet_ids"].iter().any(|key| first.has(key));
        let why = if is_post && of_page.is_some() {
            "it begins as a page of posts from X's API does"
        } else if is_post && is_of_api {
            "it begins as a post from X's API does"
        } else if first.has("__twarc") && first.has("meta") && !first.has("data") {
            "it begins with a page that twarc found empty"
        } else {
            return None;
        };
        Some(Match { confidence: 95, why: why.to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        if outline(&entry.head).is_none() {
            let shown = source.shown(&entry.path);
            let problem = Problem::new(Severity::Refused, ProblemCode::BadJson, &shown, "the file does not begin with an object of JSON");
            return Err(problem.line(1).hint("twarc writes one object a line; collect again, or choose another format"));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.account_from_rows = true;
        plan.evidence.push(Evidence::new("zone", "UTC", "X's API gives its times in UTC"));
        Ours::of(overrides).settle(&mut plan);
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let ours = Ours::of(&plan.overrides);
        parts::each(source, plan, sink, |part, sink| {
            let Some(entry) = source.entry(part) else { return Ok(()) };
            let part = Part { source, entry };
            let mut reading = Reading { part: &part, ours: &ours, met: HashSet::new(), withheld: 0 };
            let mut elements = Elements::lines(part.reader()?);
            let flow = part.each(&mut elements, sink, |line, text, sink| reading.line(line, text, sink))?;
            if flow.is_continue() {
                note_count(sink, &part.shown(), reading.withheld, "posts and people that X's API could not give are left out");
            }
            Ok(())
        })
        .map(drop)
    }
}

/// What stands behind the first `"data":` of a head.
fn data(head: &[u8]) -> Option<&[u8]> {
    let key = b"\"data\"";
    let at = memchr::memmem::find(head, key)?;
    head[at + key.len()..].trim_ascii_start().strip_prefix(b":")
}

struct Reading<'a> {
    part: &'a Part<'a>,
    ours: &'a Ours,
    /// The ids of the posts that were handed over.
    met: HashSet<u64>,
    withheld: u64,
}

/// A line: a page of answers, an error, or else a post.
#[derive(Deserialize)]
#[serde(expecting = "a page of posts or a post")]
struct Page<'l> {
    id: Option<crate::json::Word>,
    #[serde(borrow)]
    data: Option<&'l RawValue>,
    #[serde(borrow)]
    includes: Option<&'l RawValue>,
    #[serde(borrow)]
    errors: Option<Vec<&'l RawValue>>,
    title: Option<String>,
    detail: Option<String>,
}

impl Reading<'_> {
    fn line(&mut self, line: u64, text: &str, sink: &mut dyn Sink) -> ControlFlow<()> {
        let page: Page<'_> = match serde_json::from_str(text) {
            Ok(page) => page,
            Err(error) => return sink.take(self.part.rejected(Flaw::from(error), line, text)),
        };
        let errors = page.errors.unwrap_or_default();
        let Some(data) = page.data else {
            if page.id.is_some() {
                return self.flat(line, text, sink);
            }
            if !errors.is_empty() || page.title.is_some() {
                let what = page.title.or(page.detail).or_else(|| title(errors.first()?)).unwrap_or_else(|| "unknown".to_owned());
                let what: String = what.chars().take(200).map(|c| if c.is_control() { ' ' } else { c }).collect();
                let message = format!("the line is an error that X's API answered with: {what}");
                let problem = Problem::new(Severity::Note, ProblemCode::BadValue, &self.part.shown(), message).line(line);
                return sink.take(Item::Problem(problem.hint("the collection may have ended there; collect the rest")));
            }
            // A page without answers.
            return ControlFlow::Continue(());
        };
        self.withheld += errors.len() as u64;
        let includes = match page.includes.map(Includes::parse).transpose() {
            Ok(includes) => includes.unwrap_or_default(),
            Err(error) => {
                let problem = self.part.problem(Severity::Note, Flaw::from(error), line);
                sink.take(Item::Problem(problem.hint("who wrote what on this page is known by number only")))?;
                Includes::default()
            }
        };
        let posts = match posts(data) {
            Ok(posts) => posts,
            Err(error) => return sink.take(self.part.rejected(Flaw::from(error), line, text)),
        };
        for post in posts.iter().chain(&includes.tweets) {
            self.post(line, post.get(), &includes, sink)?;
        }
        ControlFlow::Continue(())
    }

    /// A post of a flattened collection, and those that stand in it for being referred to.
    fn flat(&mut self, line: u64, text: &str, sink: &mut dyn Sink) -> ControlFlow<()> {
        self.post(line, text, &Includes::default(), sink)?;
        let inline = serde_json::from_str::<Post<'_>>(text).map(|post| post.inline()).unwrap_or_default();
        inline.into_iter().try_for_each(|post| self.post(line, post.get(), &Includes::default(), sink))
    }

    fn post(&mut self, line: u64, text: &str, includes: &Includes<'_>, sink: &mut dyn Sink) -> ControlFlow<()> {
        let post = serde_json::from_str::<Post<'_>>(text).map_err(Flaw::from);
        match post.and_then(|post| post.message(self.ours, includes)) {
            Ok((message, _)) if !self.is_new(&message.id) => ControlFlow::Continue(()),
            Ok((message, flaws)) => {
                for flaw in flaws {
                    sink.take(Item::Problem(self.part.problem(Severity::Note, flaw, line)))?;
                }
                sink.take(Item::Message(message))
            }
            Err(flaw) => sink.take(self.part.rejected(flaw, line, text)),
        }
    }

    fn is_new(&mut self, id: &str) -> bool {
        match decimal_id(id) {
            Some(id) if self.met.len() < MOST_IDS => self.met.insert(id),
            Some(id) => !self.met.contains(&id),
            None => true,
        }
    }
}

/// The posts of a page: a list, or of a stream the one.
fn posts(data: &RawValue) -> Result<Vec<&RawValue>, serde_json::Error> {
    if data.get().starts_with('[') { serde_json::from_str(data.get()) } else { Ok(vec![data]) }
}

/// The title of one error.
fn title(error: &RawValue) -> Option<String> {
    #[derive(Deserialize)]
    struct Error {
        title: Option<String>,
        detail: Option<String>,
        message: Option<String>,
    }
    let error: Error = serde_json::from_str(error.get()).ok()?;
    error.title.or(error.detail).or(error.message)
}
