//! From files to the store: plan, import, undo.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use earshot_formats::{Item, Reading, Sink};
use earshot_model::{
    AccountName, Author, FilePlan, ImportReport, ImportRow, Overrides, Plan, Platform, Problem, ProblemCode, Question, Severity, TableHead,
    UndoReport,
};
use earshot_store::{About, FileImport, Ids, Store};

use crate::api::{Failure, Progress, TableRequest};
use crate::data::parse_zone;
use crate::pseudonyms::{KEY_SETTING, Pseudonyms};
use crate::{Engine, Host};

/// How many items travel together from the reader to the writer, and how many such parcels may wait: what bounds memory.
const PARCEL: usize = 512;
const WAITING: usize = 8;

/// The digest of a new file of this many bytes is taken while it is read, not before.
const LARGE: u64 = 32 << 20;

/// How many rows go by between two reports of progress.
const EVERY: u64 = 5_000;

impl Engine {
    /// What these files are and what importing them would do. Nothing is written.
    pub fn plan(&self, paths: &[String], overrides: &Overrides) -> Result<Plan, Failure> {
        overrides.zone.as_deref().map(parse_zone).transpose()?;
        if let Some(format) = overrides.format.as_deref().filter(|id| earshot_formats::formats().iter().all(|format| format.id != **id)) {
            return Err(Failure::new("bad-request", format!("there is no format `{format}`"), "see `earshot formats`"));
        }
        let path = self.import_path();
        let store = if path.exists() { Some(Store::open_to_read(&path)?) } else { None };
        self.begin_reading();
        let saved = store.as_ref().map_or(Ok(Vec::new()), Store::mappings)?;
        let overrides = Overrides { saved, ..overrides.clone() };
        let pseudonyms = store.as_ref().map_or(Ok(None), |store| store.setting(KEY_SETTING))?.is_some();
        let mut plan = Plan { files: Vec::new(), refused: Vec::new(), pseudonyms };
        for path in paths {
            let of_path = earshot_formats::plan(Path::new(path), &overrides, self.stop());
            plan.files.extend(of_path.files);
            plan.refused.extend(of_path.refused);
        }
        if let Some(store) = &store {
            self.mark_known(store, &mut plan)?;
        }
        if self.is_cancelled() { Err(Failure::cancelled()) } else { Ok(plan) }
    }

    /// Says of each file which import holds it already; such a file is not imported again unless somebody ticks it.
    fn mark_known(&self, store: &Store, plan: &mut Plan) -> Result<(), Failure> {
        let mut known = Vec::new();
        let mut reading = Reading::of(&plan.files, self.stop());
        for file in &plan.files {
            let account = file.account.as_ref().map(|account| account.handle.as_str());
            known.push(match store.may_hold(&file.format, file.bytes)? {
                true => reading.sha256(file).map_or(Ok(None), |sha256| store.import_of(&sha256, &file.format, account))?,
                false => None,
            });
        }
        for (file, already) in plan.files.iter_mut().zip(known) {
            file.already = already;
            file.include &= already.is_none();
        }
        Ok(())
    }

    /// The beginning of a table of no known format, and what its columns seem to mean.
    pub fn table(&self, request: &TableRequest) -> Result<TableHead, Failure> {
        earshot_formats::table_head(Path::new(&request.root), &request.path, &request.overrides)
            .map_err(|problem| Failure::refused(&problem))
    }

    /// Imports the ticked files of a plan, in one transaction: when one fails or the person cancels, the store is as it was.
    pub fn import(&self, host: &dyn Host, plan: &Plan) -> Result<Vec<ImportReport>, Failure> {
        let _writing = self.begin_writing()?;
        let files: Vec<&FilePlan> = plan.files.iter().filter(|file| file.include).collect();
        if files.is_empty() {
            return match plan.refused.first() {
                Some(problem) => Err(Failure::refused(problem)),
                None => Err(Failure::bad_request("there is nothing to import")),
            };
        }
        if let Some(problem) = files.iter().find_map(|file| unanswered(file)) {
            return Err(Failure::refused(&problem));
        }
        let path = self.import_path();
        let reports = self.import_into(&path, host, &files, plan.pseudonyms)?;
        self.show_own();
        Ok(reports)
    }

    fn import_into(&self, path: &Path, host: &dyn Host, files: &[&FilePlan], pseudonyms: bool) -> Result<Vec<ImportReport>, Failure> {
        let platforms: Vec<(String, Platform)> =
            earshot_formats::formats().into_iter().filter_map(|format| Some((format.id, Platform::of_word(&format.platform)?))).collect();
        let mut store = if path.exists() { Store::open(path)? } else { Store::build(path)? };
        let mut known: Vec<(usize, ImportReport)> = Vec::new();
        let mut todo = Vec::new();
        let mut reading = Reading::of(files.iter().copied(), self.stop());
        for (place, file) in files.iter().enumerate() {
            if file.bytes >= LARGE && !store.may_hold(&file.format, file.bytes)? {
                todo.push((place, *file, None));
                continue;
            }
            let sha256 = reading.sha256(file).map_err(|problem| self.unread(&problem))?;
            match store.import_of(&sha256, &file.format, file.account.as_ref().map(|account| account.handle.as_str()))? {
                Some(id) => known.push((place, already(&store, file, id)?)),
                None => todo.push((place, *file, Some(sha256))),
            }
        }
        let pseudonyms = if pseudonyms { Some(self.pseudonyms(path, &store, files)?) } else { None };
        let total_bytes = todo.iter().map(|(_, file, _)| file.bytes).sum();
        let mut import = store.import()?;
        let mut before = 0;
        for (at, (place, file, sha256)) in todo.iter().enumerate() {
            let about = About {
                path: file.shown(),
                sha256: sha256.clone(),
                format: file.format.clone(),
                account: file.account.as_ref().filter(|_| !file.account_from_rows).map(clean),
                platform: platforms.iter().find(|(id, _)| *id == file.format).map_or(Platform::Conversation, |(_, platform)| *platform),
                covers: file.covers,
                unused: file.unused.clone(),
                limits: file.limits.clone(),
                plan: serde_json::to_string(&kept(file, pseudonyms.is_some())).unwrap_or_default(),
                imported_at: host.now(),
            };
            let progress =
                Progress { file: at + 1, files: todo.len(), name: file.shown(), bytes: before, total_bytes, rows: 0, rejected: 0 };
            let report = self.import_file(import.file(&about)?, &mut reading, file, host, pseudonyms.as_ref(), progress)?;
            before += file.bytes;
            known.push((*place, report));
        }
        if self.is_cancelled() {
            return Err(Failure::cancelled());
        }
        import.commit()?;
        if let Some(pseudonyms) = &pseudonyms {
            store.set_setting(KEY_SETTING, &pseudonyms.mark())?;
        }
        for mapping in files.iter().filter_map(|file| file.mapping.as_ref()) {
            store.save_mapping(mapping)?;
        }
        let gaps = store.gaps()?;
        store.settle()?;
        known.sort_by_key(|(place, _)| *place);
        for (_, report) in &mut known {
            let beside = |gap: &&earshot_store::Gap| report.id.is_some_and(|id| gap.between.0 == id || gap.between.1 == id);
            report.gaps = gaps.iter().filter(beside).map(|gap| gap.span).collect();
        }
        Ok(known.into_iter().map(|(_, report)| report).collect())
    }

    /// What a file that can't be read means: that it was cancelled, or that nothing is imported.
    fn unread(&self, problem: &Problem) -> Failure {
        if self.is_cancelled() { Failure::cancelled() } else { Failure::refused(problem) }
    }

    /// Pseudonyms for an import of these files. The names of all our accounts stay, so they must be known beforehand: those of the
    /// plans, those of the store, and those that rows name, for which such files are read once more.
    fn pseudonyms(&self, path: &Path, store: &Store, files: &[&FilePlan]) -> Result<Pseudonyms, Failure> {
        let mut ours: HashSet<String> = store.accounts()?.into_iter().map(|account| account.handle.to_lowercase()).collect();
        for file in files {
            ours.extend(file.account.iter().map(|account| clean(account).handle.to_lowercase()));
            if file.account_from_rows {
                earshot_formats::read(file, &mut OurNames { engine: self, names: &mut ours })
                    .map_err(|problem| Failure::refused(&problem))?;
            }
        }
        Pseudonyms::of_store(path, store.setting(KEY_SETTING)?.as_deref(), ours)
    }

    /// Reads on one thread and writes on this one.
    fn import_file(
        &self,
        mut into: FileImport<'_>,
        reading: &mut Reading<'_>,
        file: &FilePlan,
        host: &dyn Host,
        pseudonyms: Option<&Pseudonyms>,
        mut progress: Progress,
    ) -> Result<ImportReport, Failure> {
        let nameless = |problem: Problem| match pseudonyms {
            Some(_) => Pseudonyms::nameless(problem, &file.shown()),
            None => problem,
        };
        for problem in &file.problems {
            into.problem(nameless(problem.clone()))?;
        }
        let (sender, receiver) = sync_channel::<Parcel>(WAITING);
        let (unhashed, ids) = (into.is_unhashed(), into.ids());
        let (taken, read, hashed) = std::thread::scope(|scope| {
            let hashing = unhashed.then(|| scope.spawn(|| earshot_formats::sha256(file, self.stop())));
            let reading = scope.spawn(|| {
                let items = Vec::with_capacity(PARCEL);
                let mut sink = Parcels { engine: self, pseudonyms, shown: file.shown(), sender, ids, items, bytes: 0 };
                let read = reading.read(file, &mut sink);
                let _ = sink.send(); // the writer is gone only when it has failed, and then says so itself
                (read, sink.ids)
            });
            let taken = self.take(&mut into, receiver, host, &mut progress);
            (taken, reading.join(), hashing.map(|hashing| hashing.join()))
        });
        taken?;
        if self.is_cancelled() {
            return Err(Failure::cancelled());
        }
        let failed =
            |_| Failure::new("internal", format!("the reader of {} failed", file.shown()), "please report this; nothing was changed");
        let (read, ids) = read.map_err(failed)?;
        if let Err(problem) = read {
            into.problem(nameless(problem))?;
        }
        if let Some(hashed) = hashed {
            into.hashed(hashed.map_err(failed)?.map_err(|problem| self.unread(&problem))?)?;
        }
        Ok(into.finish(ids)?)
    }

    fn take(&self, into: &mut FileImport<'_>, parcels: Receiver<Parcel>, host: &dyn Host, progress: &mut Progress) -> Result<(), Failure> {
        let (before, mut reported) = (progress.bytes, 0);
        host.progress(progress);
        for parcel in parcels {
            for (item, first) in parcel.items {
                match item {
                    Item::Message(record) => into.message(&record, first)?,
                    Item::Day(record) => into.day(&record)?,
                    Item::Release(record) => into.release(&record)?,
                    Item::Response(record) => into.response(&record)?,
                    Item::Problem(problem) => into.problem(problem)?,
                }
            }
            (progress.rows, progress.rejected) = into.so_far();
            progress.bytes = before + parcel.bytes;
            if progress.rows >= reported + EVERY {
                reported = progress.rows;
                host.progress(progress);
            }
            if self.is_cancelled() {
                return Ok(());
            }
        }
        host.progress(progress);
        Ok(())
    }

    /// All imports, newest first.
    pub fn imports(&self) -> Result<Vec<ImportRow>, Failure> {
        self.read()?.map_or(Ok(Vec::new()), |store| Ok(store.imports()?))
    }

    /// What an import could not take in, in the order of the file.
    pub fn problems(&self, import: i64) -> Result<Vec<Problem>, Failure> {
        Ok(self.read_existing()?.problems(import)?)
    }

    /// What an import did, with every problem.
    pub fn report(&self, import: i64) -> Result<ImportReport, Failure> {
        Ok(self.read_existing()?.report(import)?)
    }

    /// Takes an import back: the store is as if it had never seen it.
    pub fn undo(&self, import: i64) -> Result<UndoReport, Failure> {
        let _writing = self.begin_writing()?;
        let path = self.store_path();
        if !path.exists() {
            return Err(earshot_store::StoreError::Missing(path).into());
        }
        Ok(Store::open(&path)?.undo(import)?)
    }
}

/// An account name as people type it: without `@` and blanks around it.
fn clean(name: &AccountName) -> AccountName {
    AccountName { handle: name.handle.trim().trim_start_matches('@').to_owned(), ..name.clone() }
}

/// Leaves out what can't be imported before somebody answers, and says of each what is missing.
pub fn leave_unanswered(plan: &mut Plan) {
    for file in plan.files.iter_mut().filter(|file| file.include) {
        if let Some(problem) = unanswered(file) {
            file.include = false;
            plan.refused.push(problem);
        }
    }
}

/// What must be said about a file before it can be imported. Of one that the store holds already, nothing.
fn unanswered(file: &FilePlan) -> Option<Problem> {
    if file.already.is_some() {
        return None;
    }
    let question = file.asks.iter().find(|question| **question != Question::Account || file.account.is_none())?;
    let (code, message, hint) = match question {
        Question::Account => {
            (ProblemCode::NoAccount, "the file does not say whose export it is", "say it with --account NAME, or in the plan")
        }
        Question::Zone => (
            ProblemCode::NoZone,
            "the file does not say in which zone its times are",
            "say it with --zone, as in Europe/London, or in the plan",
        ),
        Question::Year => (
            ProblemCode::BadDate,
            "its days have no year, and neither the name of the file nor that of its folder or zip says which it is",
            "say in which year the last one is with --year YEAR, or in the plan",
        ),
        Question::Ours => {
            (ProblemCode::NoAccount, "the file does not say which of its names are ours", "say it with --ours NAME, or in the plan")
        }
        Question::Columns => (
            ProblemCode::NoMapping,
            "it is a table of no known format",
            "say what its columns mean: in the plan, or with --map FILE (--dry-run --json prints a guess to begin with)",
        ),
    };
    Some(Problem::new(Severity::Refused, code, &file.shown(), message).hint(hint))
}

/// The plan as it is kept with the import: without the rows that were shown, and with pseudonyms without the places of its parts,
/// which are named after the people of a conversation.
fn kept(file: &FilePlan, pseudonyms: bool) -> FilePlan {
    let kept = FilePlan { preview: Vec::new(), ..file.clone() };
    if !pseudonyms {
        return kept;
    }
    FilePlan { root: String::new(), parts: Vec::new(), problems: Vec::new(), evidence: Vec::new(), ..kept }
}

/// The report on a file that the store holds already: all rows unchanged.
fn already(store: &Store, file: &FilePlan, id: i64) -> Result<ImportReport, Failure> {
    let row = store.imports()?.into_iter().find(|row| row.id == id);
    let taken = row.as_ref().map_or(0, |row| row.added + row.updated + row.unchanged);
    let note =
        Problem::new(Severity::Note, ProblemCode::AlreadyImported, &file.shown(), format!("this very file is in the store as import {id}"))
            .hint("nothing to do");
    Ok(ImportReport {
        id: None,
        path: file.shown(),
        sha256: row.as_ref().map(|row| row.sha256.clone()).unwrap_or_default(),
        format: file.format.clone(),
        account: row.as_ref().and_then(|row| row.account.clone()),
        rows: taken,
        added: 0,
        updated: 0,
        unchanged: taken,
        rejected: 0,
        problems: vec![note],
        covers: row.and_then(|row| row.covers),
        unused: file.unused.clone(),
        limits: file.limits.clone(),
        gaps: Vec::new(),
    })
}

struct Parcel {
    /// Each with whether it is the first with its id.
    items: Vec<(Item, bool)>,
    bytes: u64,
}

/// A sink that packs items into parcels.
struct Parcels<'a> {
    engine: &'a Engine,
    pseudonyms: Option<&'a Pseudonyms>,
    /// The file, as problems name it.
    shown: String,
    sender: SyncSender<Parcel>,
    ids: Ids,
    items: Vec<(Item, bool)>,
    bytes: u64,
}

impl Parcels<'_> {
    fn send(&mut self) -> ControlFlow<()> {
        let items = std::mem::replace(&mut self.items, Vec::with_capacity(PARCEL));
        match self.sender.send(Parcel { items, bytes: self.bytes }) {
            Ok(()) if !self.engine.is_cancelled() => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        }
    }
}

impl Sink for Parcels<'_> {
    fn take(&mut self, item: Item) -> ControlFlow<()> {
        let item = match self.pseudonyms {
            Some(pseudonyms) => pseudonyms.apply(item, &self.shown),
            None => item,
        };
        let first = matches!(&item, Item::Message(record) if self.ids.first(record));
        self.items.push((item, first));
        if self.items.len() >= PARCEL { self.send() } else { ControlFlow::Continue(()) }
    }

    fn progress(&mut self, bytes: u64) -> ControlFlow<()> {
        self.bytes = bytes;
        if self.engine.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// A sink that only notes which accounts of ours the rows name.
struct OurNames<'a> {
    engine: &'a Engine,
    names: &'a mut HashSet<String>,
}

impl Sink for OurNames<'_> {
    fn take(&mut self, item: Item) -> ControlFlow<()> {
        if let Item::Message(message) = item
            && let Author::Account(name) = message.author
            && !self.names.contains(&name)
        {
            self.names.insert(name.to_lowercase());
        }
        ControlFlow::Continue(())
    }

    fn progress(&mut self, _: u64) -> ControlFlow<()> {
        if self.engine.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}
