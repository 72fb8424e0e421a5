//! The repository of a Bluesky account, `repo.car`: everything that it posted, as the blocks of a tree.
//!
//! A post's id is the account's DID and the post's key in the tree, `did:plc:…/3k…`: the key is not in the post itself. The
//! file is read twice: once for the keys, once for the posts.

mod car;
mod cbor;
mod keys;
mod record;
mod tid;

use std::io::Read;
use std::ops::ControlFlow;

use earshot_model::{AccountName, Evidence, FilePlan, Format, Overrides, Platform, Problem, ProblemCode, Severity};

use self::car::{Block, Blocks};
use self::keys::Keys;
use self::record::{Collection, Record, is_commit_of, record};
use crate::plan::{account_named, file_plan, note_count};
use crate::{Entry, Item, Match, Reader, Sink, Source};

pub(crate) struct Bluesky;

/// How often progress is told.
const STEP: u64 = 1 << 18;

impl Reader for Bluesky {
    fn format(&self) -> Format {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        Format {
            id: "bluesky".to_owned(),
            name: "Bluesky repository".to_owned(),
            platform: Platform::Bluesky.as_str().to_owned(),
            both_sides: false,
            files: "repo.car".to_owned(),
            carries: owned(&["own posts", "own replies", "reposts"]),
            limits: owned(&[
                "It holds the owner's posts only: neither the replies to them nor the posts that they answer.",
                "So there is no response rate; how long an answer took is known from the key of what it answers.",
                "It has no likes, no reposts by others and no impressions.",
                "It names accounts by their DIDs only, not by their handles.",
            ]),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        // Every file is asked; most need no buffers to say that they are none.
        memchr::memmem::find(&entry.head[..entry.head.len().min(256)], b"gversion")?;
        let mut blocks = Blocks::new(&entry.head[..]);
        if !matches!(blocks.header(), Ok(Ok(()))) {
            return None;
        }
        let why = "it begins as a repository does, with its version and its root";
        let named = entry.name().to_ascii_lowercase().contains("repo");
        match commit(&mut blocks) {
            Ok(Some(_)) => Some(Match { confidence: 95, why: format!("{why}, and names its owner") }),
            // The commit may stand behind the head; another archive of blocks is none of ours.
            _ => named.then(|| Match { confidence: 70, why: why.to_owned() }),
        }
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let mut plan = file_plan(source, entry, self.format());
        let did = owner(source, entry)?;
        plan.evidence.push(Evidence::new("zone", "UTC", "every time in the file states its offset"));
        plan.evidence.push(Evidence::new("ids", format!("{did}/…"), "a post's id is its account's DID and its key in the tree"));
        let (handle, why) = match &overrides.account {
            Some(chosen) => (chosen.as_str(), "chosen by hand"),
            None => (did.as_str(), "the commit names the DID; the handle is not in the file and may be chosen by hand"),
        };
        let account = account_named(Platform::Bluesky, handle);
        plan.evidence.push(Evidence::new("account", &*account.handle, why));
        plan.account = Some(AccountName { native_id: Some(did), ..account });
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let Some(entry) = plan.parts.first().and_then(|part| source.entry(part)) else { return Ok(()) };
        let reading = Reading { source, entry, owner: plan.account.as_ref(), did: owner(source, entry)? };
        let mut keys = Keys::default();
        // The first time is the first half of the progress.
        let flow = reading.each(sink, 0, |_, block, _| {
            keys.add(block);
            if keys.is_full() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        if keys.is_full() {
            let problem = Problem::new(Severity::Refused, ProblemCode::TooLarge, &reading.shown(), "it has more than four million posts");
            return Err(problem.hint("no account has that many; export the repository again"));
        }
        if flow.is_continue() {
            keys.sort();
            let flow = reading.records(&keys, sink)?;
            if flow.is_continue() {
                // The person may cancel here, where nothing is left to stop.
                let _ = sink.progress(entry.bytes);
            }
        }
        Ok(())
    }
}

/// The DID of the owner.
fn owner(source: &Source, entry: &Entry) -> Result<String, Problem> {
    let failed = |error: std::io::Error| source.failed(&entry.path, &error);
    let mut blocks = Blocks::new(source.reader(&entry.path)?);
    let refused = |message: &str| {
        Problem::new(Severity::Refused, ProblemCode::Unreadable, &source.shown(&entry.path), message).hint("export the repository again")
    };
    blocks.header().map_err(failed)?.map_err(refused)?;
    commit(&mut blocks).map_err(failed)?.ok_or_else(|| refused("the commit, which says whose repository it is, is missing"))
}

/// The DID in the commit.
fn commit<R: Read>(blocks: &mut Blocks<R>) -> std::io::Result<Option<String>> {
    loop {
        match blocks.next()? {
            Some(Block::Data { data, .. }) => {
                if let Some(did) = is_commit_of(data) {
                    return Ok(Some(did));
                }
            }
            Some(Block::TooLong) => {}
            Some(Block::Broken(_)) | None => return Ok(None),
        }
    }
}

struct Reading<'a> {
    source: &'a Source,
    entry: &'a Entry,
    owner: Option<&'a AccountName>,
    did: String,
}

impl Reading<'_> {
    fn records(&self, keys: &Keys, sink: &mut dyn Sink) -> Result<ControlFlow<()>, Problem> {
        let mut unkeyed = 0_u64;
        let flow = self.each(sink, 1, |cid, data, sink| {
            let (collection, value) = match Collection::of(data) {
                Ok(Some(found)) => found,
                Ok(None) => return ControlFlow::Continue(()),
                Err(message) => return sink.take(Item::Problem(self.rejected(ProblemCode::BadValue, &cbor::cid_text(cid), message))),
            };
            if !car::is_whole(cid, data) {
                let problem =
                    self.rejected(ProblemCode::BadValue, &cbor::cid_text(cid), "the block is not the one that its name was made of");
                return sink.take(Item::Problem(problem));
            }
            let mut found: Vec<String> = keys.of(cid).collect();
            if found.is_empty() {
                unkeyed += 1;
                found.push(cbor::cid_text(cid));
            }
            for key in found {
                let place = Record { did: &self.did, key: &key, handle: self.owner.map(|owner| owner.handle.as_str()) };
                match record(&place, collection, &value) {
                    Ok(message) => sink.take(Item::Message(message))?,
                    Err((code, message)) => {
                        sink.take(Item::Problem(self.rejected(code, &format!("{}/{key}", collection.name()), message)))?
                    }
                }
            }
            ControlFlow::Continue(())
        })?;
        if flow.is_continue() {
            note_count(sink, &self.shown(), keys.damaged, "branches of the tree are damaged: the keys in them are lost");
            note_count(sink, &self.shown(), unkeyed, "records have no key in the tree: they get an id made of what they hold");
        }
        Ok(flow)
    }

    /// Hands every block to `take`; what is wrong with the file is told the second time only.
    fn each(
        &self,
        sink: &mut dyn Sink,
        time: u64,
        mut take: impl FnMut(&[u8], &[u8], &mut dyn Sink) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, Problem> {
        let mut blocks = Blocks::new(self.source.reader(&self.entry.path)?);
        let failed = |error: std::io::Error| self.source.failed(&self.entry.path, &error);
        // `owner` has read past the header.
        let _ = blocks.header().map_err(failed)?;
        let mut told = 0;
        loop {
            let flow = match blocks.next().map_err(failed)? {
                None => return Ok(ControlFlow::Continue(())),
                Some(Block::Data { cid, data }) => take(cid, data, sink),
                Some(Block::TooLong) if time == 0 => ControlFlow::Continue(()),
                Some(Block::TooLong) => sink.take(self.note("a block is longer than 2 MiB and no post: it is passed over".to_owned())),
                Some(Block::Broken(_)) if time == 0 => return Ok(ControlFlow::Continue(())),
                Some(Block::Broken(message)) => {
                    let problem = Problem::new(Severity::Rejected, ProblemCode::TruncatedArchive, &self.shown(), message);
                    return Ok(sink.take(Item::Problem(problem.hint("export the repository again; what stands before it was taken in"))));
                }
            };
            if flow.is_break() {
                return Ok(flow);
            }
            if blocks.bytes() >= told + STEP {
                told = blocks.bytes();
                if sink.progress((self.entry.bytes * time + told) / 2).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
    }

    fn rejected(&self, code: ProblemCode, raw: &str, message: impl Into<String>) -> Problem {
        Problem::new(Severity::Rejected, code, &self.shown(), message).raw(raw)
    }

    fn note(&self, message: String) -> Item {
        Item::Problem(Problem::new(Severity::Note, ProblemCode::BadValue, &self.shown(), message))
    }

    fn shown(&self) -> String {
        self.source.shown(&self.entry.path)
    }
}
