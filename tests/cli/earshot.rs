//! Running the command in a folder of its own.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

/// The columns of a conversation export, and two rows that are as they should be.
pub(crate) const HEADER: &str = "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n";
pub(crate) const GOOD: &str =
    "7,115712,True,Tue Oct 31 22:08:27 +0000 2017,@Holm hello,,\n8,Holm,False,Tue Oct 31 23:08:27 +0000 2017,@115712 good evening,,7\n";

/// The exports of the sample data: all of it but its truth.
pub(crate) const SAMPLE: [&str; 9] =
    ["x-posts-2014", "x-days-2014", "x-posts-2024", "x-archive", "conversation", "feed", "forum", "facebook-posts", "facebook-days"];

/// The command under test.
pub(crate) fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| earshot_test_support::program("earshot"))
}

/// A folder with a store in it, which may not be there yet, and the command run in that folder.
#[derive(Debug)]
pub(crate) struct Desk {
    folder: TempDir,
}

/// What a run of the command gave.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) out: Vec<u8>,
    /// What was said on standard error.
    pub(crate) said: String,
}

impl Desk {
    pub(crate) fn new() -> Desk {
        Desk { folder: tempfile::tempdir().unwrap() }
    }

    /// With the whole sample data in its store.
    pub(crate) fn sample() -> Desk {
        static STORE: OnceLock<Vec<u8>> = OnceLock::new();
        let store = STORE.get_or_init(|| {
            let desk = Desk::new();
            desk.must(&importing(&SAMPLE));
            assert!(!desk.path("store.db-wal").exists(), "a store at rest is one file");
            fs::read(desk.store()).unwrap()
        });
        let desk = Desk::new();
        fs::write(desk.store(), store).unwrap();
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn store(&self) -> PathBuf {
        self.path("store.db")
    }

    /// Every file here that is no part of the store.
    pub(crate) fn files(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|name| !name.starts_with("store.db")).collect();
        names.sort();
        names
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// The command in this folder with its store, not started yet.
    pub(crate) fn command(&self, arguments: &[impl AsRef<OsStr> + Debug]) -> Command {
        let mut command = Command::new(program());
        command.current_dir(self.folder.path()).args(["--store", "store.db"]).args(arguments).stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[impl AsRef<OsStr> + Debug]) -> Answer {
        answer(&mut self.command(arguments))
    }

    /// Runs what must succeed.
    pub(crate) fn must(&self, arguments: &[impl AsRef<OsStr> + Debug]) -> Answer {
        let answer = self.run(arguments);
        assert_eq!(answer.code, 0, "{arguments:?}: {}", answer.said);
        answer
    }

    /// Runs what must succeed and print one document.
    pub(crate) fn json(&self, arguments: &[impl AsRef<OsStr> + Debug]) -> Value {
        self.must(arguments).json()
    }

    /// Runs what must be refused, and returns the one line that it says; nothing is printed.
    pub(crate) fn refused(&self, code: i32, arguments: &[impl AsRef<OsStr> + Debug]) -> String {
        let answer = self.run(arguments);
        assert_eq!((answer.code, answer.out.len()), (code, 0), "{arguments:?}: {}", answer.said);
        let line = answer.said.strip_suffix('\n').unwrap_or_default().to_owned();
        assert!(line.starts_with("earshot: ") && !line.contains('\n'), "{arguments:?} said: {}", answer.said);
        println!("{line}");
        line
    }

    /// Figures by id, without groups.
    pub(crate) fn figures(&self, filters: &[&str]) -> BTreeMap<String, Value> {
        let document = self.json(&[&["measure", "--json"], filters].concat());
        document["measures"].as_array().unwrap().iter().map(|row| (text(&row["id"]), row.clone())).collect()
    }

    pub(crate) fn rows(&self, id: &str, filters: &[&str]) -> Vec<Value> {
        let document = self.json(&[&["rows", id, "--json"], filters].concat());
        let rows = document["rows"].as_array().unwrap().clone();
        assert_eq!(document["total"], rows.len(), "{id}");
        rows
    }

    /// Everything that the store holds, in words.
    pub(crate) fn dump(&self) -> String {
        let store = rusqlite::Connection::open_with_flags(self.store(), rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        let mut names = store.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
        let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let mut dump = String::new();
        for name in names {
            let mut table = store.prepare(&format!("SELECT * FROM \"{name}\" ORDER BY 1, 2")).unwrap();
            let columns = table.column_count();
            let mut rows = table.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let cells: Vec<_> = (0..columns).map(|column| row.get_ref(column).unwrap()).collect();
                dump.push_str(&format!("{name} {cells:?}\n"));
            }
        }
        dump
    }
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.out).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.out)))
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.out).unwrap()
    }
}

pub(crate) fn answer(command: &mut Command) -> Answer {
    let output = command.output().unwrap();
    let code = output.status.code().expect("the command ends by itself");
    Answer { code, out: output.stdout, said: String::from_utf8(output.stderr).unwrap() }
}

/// The arguments that import these folders of the sample data.
pub(crate) fn importing(folders: &[&str]) -> Vec<String> {
    let command = ["import", "--json", "--zone", "Europe/London"].map(str::to_owned);
    command.into_iter().chain(folders.iter().map(|folder| sample(folder))).collect()
}

/// A folder of the sample data.
pub(crate) fn sample(folder: &str) -> String {
    earshot_test_support::repository().join("sample-data").join(folder).to_str().unwrap().to_owned()
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

/// The names of an object's fields, sorted.
pub(crate) fn fields(value: &Value) -> Vec<&str> {
    let mut names: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    names
}

/// What a CSV holds: its header, then its rows.
pub(crate) fn table(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}
