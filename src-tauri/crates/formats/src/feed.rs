//! A newsroom's RSS or Atom feed: press releases, against which posts are compared.

mod xml;
mod item;
mod date;

use earshot_model::{FilePlan, Format, Overrides, Platform, Problem, ProblemCode, Severity};
use encoding_rs::Encoding;
use quick_xml::events::Event;

use self::xml::{Found, Items};
use crate::plan::file_plan;
use crate::text::{Decoded, Guess, guess};
use crate::{Entry, Item, Match, Reader, Sink, Source};

pub(crate) struct Feed;

impl Reader for Feed {
    fn format(&self) -> Format {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        Format {
            id: "feed".to_owned(),
            name: "RSS or Atom feed".to_owned(),
            platform: Platform::Feed.as_str().to_owned(),
            files: "a newsroom's feed saved from the browser: feed.xml, rss.xml, atom.xml, …".to_owned(),
            carries: owned(&["press releases with title, text, link and date"]),
            limits: owned(&[
                "A feed holds its newest releases only: save it now and then, and import each.",
                "Some feeds give the first lines of a release instead of its text.",
                "It says nothing of what the public answered.",
            ]),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let (why, confidence) = match Root::of(&entry.head)? {
            Root::Rss => ("its root element is `rss`", 90),
            Root::Atom => ("its root element is Atom's `feed`", 90),
        };
        Some(Match { confidence, why: why.to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, _: &Overrides) -> Result<FilePlan, Problem> {
        let head = encoding(&entry.head).decode(&entry.head).into_owned();
        if entry.is_whole() && !head.contains("<item") && !head.contains("entry") {
            return Err(no_release(&source.shown(&entry.path), Severity::Refused));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.account_from_rows = true;
        plan.evidence.push(encoding(&entry.head).evidence());
        plan.unused = unused(&head);
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        for part in &plan.parts {
            let shown = source.shown(part);
            let head = source.entry(part).map_or(&[][..], |entry| &entry.head);
            let mut items = Items::new(Decoded::new(source.reader(part)?, encoding(head)));
            let mut is_empty = true;
            while let Some(found) = items.next().map_err(|error| source.failed(part, &error))? {
                is_empty = false;
                if sink.take(release(found, &shown)).is_break() || sink.progress(items.input().bytes_read()).is_break() {
                    return Ok(());
                }
            }
            if is_empty && sink.take(Item::Problem(no_release(&shown, Severity::Note))).is_break() {
                return Ok(());
            }
            if items.bad_bytes > 0 || items.input().is_malformed() {
                let message = "some bytes are not of the encoding that the file is in; they are read as well as they can be";
                let problem = Problem::new(Severity::Note, ProblemCode::BadEncoding, &shown, message);
                if sink.take(Item::Problem(problem.hint("look for odd characters in the releases"))).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

/// The elements of the first items that nothing is made of.
fn unused(head: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut items = Items::new(head.as_bytes());
    while let Ok(Some(Found::Item { item, .. })) = items.next() {
        for name in item.unused {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// A release, or why it is none.
fn release(found: Found, shown: &str) -> Item {
    let (line, raw, flaw) = match found {
        Found::Item { line, item, raw } => match item.release() {
            Ok(release) => return Item::Release(release),
            Err(flaw) => (line, raw, flaw),
        },
        Found::Broken { line, raw, flaw } => (line, raw, flaw),
    };
    Item::Problem(Problem::new(Severity::Rejected, flaw.code, shown, flaw.message).line(line).raw(&raw).hint(flaw.hint))
}

fn no_release(shown: &str, severity: Severity) -> Problem {
    let problem = Problem::new(severity, ProblemCode::HeaderOnly, shown, "the feed holds no release");
    problem.hint("save the feed again when it lists something")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Root {
    Rss,
    Atom,
}

impl Root {
    /// By the first element. Exports of whole blogs look like feeds and hold comments too: they are not this format.
    fn of(head: &[u8]) -> Option<Root> {
        const BLOGS: [&str; 4] = [
            "http://wordpress.org/export/",
            "<wp:wxr_version",
            "http://schemas.google.com/blogger/",
            "http://schemas.google.com/g/2005#kind",
        ];
        let text = encoding(head).decode(head);
        if BLOGS.iter().any(|mark| text.contains(mark)) {
            return None;
        }
        let start = text.trim_start_matches(['\u{feff}', '\0']).trim_start();
        if !start.starts_with('<') {
            return None;
        }
        let mut reader = quick_xml::Reader::from_str(start);
        loop {
            match reader.read_event().ok()? {
                Event::Start(tag) => {
                    return match tag.name().as_ref() {
                        b"rss" => Some(Root::Rss),
                        b"feed" | b"atom:feed" if String::from_utf8_lossy(&tag).contains("http://www.w3.org/2005/Atom") => Some(Root::Atom),
                        _ => None,
                    };
                }
                Event::Eof | Event::Empty(_) | Event::End(_) => return None,
                _ => {}
            }
        }
    }
}

/// The encoding that the bytes show, or else the one that the file declares.
fn encoding(head: &[u8]) -> Guess {
    let mut guess = guess(head);
    if guess.is_utf16() || Encoding::for_bom(head).is_some() {
        return guess;
    }
    let declared = declared(head).and_then(|label| Encoding::for_label(label.as_bytes()));
    // What declares UTF-8 and is not, or UTF-16 and is not, was saved anew by something that did not look.
    if let Some(declared) = declared.filter(|declared| *declared != encoding_rs::UTF_8 && declared.is_ascii_compatible()) {
        guess.encoding = declared;
        guess.why = "the file declares it";
    }
    guess
}

/// The label in `<?xml version="1.0" encoding="…"?>`.
fn declared(head: &[u8]) -> Option<&str> {
    let start = head.trim_ascii_start().get(..200.min(head.trim_ascii_start().len()))?;
    let end = start.windows(2).position(|pair| pair == b"?>")?;
    let declaration = str::from_utf8(&start[..end]).ok()?.strip_prefix("<?xml")?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value[1..].split(quote).next()
}
