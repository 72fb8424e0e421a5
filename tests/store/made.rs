//! Files of an import, in a few lines.

use std::path::PathBuf;

use earshot_model::{
    AccountName, Author, Certainty, Counts, DayRecord, IdSpace, ImportReport, Kind, MessageRecord, Parent, Person, Platform, Problem,
    ReleaseRecord, ResponseRecord, Span, Stamp,
};
use earshot_store::{About, Store};
use tempfile::TempDir;

/// 1 January 2020, noon, UTC.
pub(crate) const NOON: i64 = 1_577_880_000_000;
pub(crate) const DAY: i64 = 86_400_000;

/// A store of its own, gone with the test.
#[derive(Debug)]
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Place {
        Place { folder: tempfile::tempdir().expect("a folder") }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("earshot.db")
    }

    pub(crate) fn open(&self) -> Store {
        Store::open(&self.path()).expect("a store")
    }

    /// A store that holds some files.
    pub(crate) fn holding(&self, files: &[File]) -> Store {
        let mut store = self.open();
        for file in files {
            file.import(&mut store);
        }
        store
    }
}

#[derive(Debug, Clone)]
pub(crate) enum Item {
    Message(MessageRecord),
    Day(DayRecord),
    Release(ReleaseRecord),
    Response(ResponseRecord),
    Problem(Problem),
}

/// One file with what is in it.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub(crate) about: About,
    pub(crate) items: Vec<Item>,
}

impl File {
    /// The export of the account `Wexby`.
    pub(crate) fn new(name: &str) -> File {
        let about = About {
            path: format!("{name}.csv"),
            sha256: Some(format!("sha of {name}")),
            format: "x-posts-2014".to_owned(),
            platform: Platform::X,
            unused: Vec::new(),
            limits: Vec::new(),
            account: Some(account("Wexby")),
            covers: None,
            plan: "{}".to_owned(),
            imported_at: NOON,
        };
        File { about, items: Vec::new() }
    }

    /// Says how many days after [`NOON`] its data ends.
    pub(crate) fn covers(mut self, days: i64) -> File {
        self.about.covers = Some(Span { from: NOON, to: NOON + days * DAY });
        self
    }

    pub(crate) fn holds(mut self, messages: impl IntoIterator<Item = MessageRecord>) -> File {
        self.items.extend(messages.into_iter().map(Item::Message));
        self
    }

    pub(crate) fn and(mut self, item: Item) -> File {
        self.items.push(item);
        self
    }

    pub(crate) fn import(&self, store: &mut Store) -> ImportReport {
        let mut import = store.import().expect("an import");
        let mut file = import.file(&self.about).expect("a file");
        let mut ids = file.ids();
        for item in &self.items {
            match item {
                Item::Message(record) => file.message(record, ids.first(record)),
                Item::Day(record) => file.day(record),
                Item::Release(record) => file.release(record),
                Item::Response(record) => file.response(record),
                Item::Problem(problem) => file.problem(problem.clone()),
            }
            .expect("the store takes it in");
        }
        let report = file.finish(ids).expect("the file ends");
        import.commit().expect("the import is committed");
        report
    }
}

pub(crate) fn account(handle: &str) -> AccountName {
    AccountName { platform: Platform::X, handle: handle.to_owned(), native_id: None, display_name: None }
}

/// A post of the owner, so many seconds after noon.
pub(crate) fn post(id: &str, at: i64, text: &str) -> MessageRecord {
    MessageRecord {
        space: IdSpace::x_post(),
        id: id.to_owned(),
        kind: Kind::Post,
        author: Author::Owner,
        to_owner: false,
        sent: Stamp { at: NOON + at * 1_000, precision: 1, certainty: Certainty::Stated },
        text: Some(text.to_owned()),
        text_cut: false,
        parent: Parent::Unknown,
        conversation: None,
        permalink: None,
        counts: None,
    }
}

/// What a person said.
pub(crate) fn heard(id: &str, at: i64, text: &str, handle: &str) -> MessageRecord {
    MessageRecord { author: Author::Person(person(handle)), ..post(id, at, text) }
}

pub(crate) fn person(handle: &str) -> Person {
    Person { handle: Some(handle.to_owned()), ..Person::default() }
}

pub(crate) fn answering(record: MessageRecord, parent: &str) -> MessageRecord {
    MessageRecord { parent: Parent::Some { id: parent.to_owned(), author: None }, ..record }
}

pub(crate) fn counted(record: MessageRecord, impressions: Option<i64>, likes: Option<i64>) -> MessageRecord {
    MessageRecord { counts: Some(Box::new(Counts { impressions, likes, ..Counts::default() })), ..record }
}

pub(crate) fn release(guid: &str, title: &str) -> ReleaseRecord {
    ReleaseRecord {
        guid: guid.to_owned(),
        published: Stamp { at: NOON, precision: 1, certainty: Certainty::Stated },
        title: title.to_owned(),
        body: "The bridge is closed.".to_owned(),
        link: None,
    }
}

pub(crate) fn day(date: &str, measure: &str, value: i64) -> DayRecord {
    DayRecord { account: None, date: date.parse().expect("a date"), measure: measure.to_owned(), value }
}

/// A ticket whose first reply came after so many minutes.
pub(crate) fn response(id: &str, minutes: Option<i64>) -> ResponseRecord {
    ResponseRecord {
        space: IdSpace::of(Platform::Inbox, "ticket"),
        id: id.to_owned(),
        account: None,
        asked: Stamp { at: NOON, precision: 60, certainty: Certainty::Stated },
        seconds: minutes.map(|minutes| minutes * 60),
        business_seconds: None,
        subject: None,
    }
}
