//! Two at once: one process reads while another writes, and an import that is stopped.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};

use earshot_engine::api::Progress;
use earshot_engine::model::Overrides;
use earshot_engine::{Copied, Engine, Host};
use serde_json::json;

use crate::earshot::{Desk, GOOD, HEADER};

/// A conversation in which every other message is an answer.
fn conversation(messages: u64) -> String {
    let mut out = HEADER.to_owned();
    for id in (0..messages).step_by(2) {
        let (day, hour, minute) = (1 + id / 2_880 % 28, id / 120 % 24, id / 2 % 60);
        let answer = id + 1;
        writeln!(
            out,
            "{},p{},True,Wed Nov {day:02} {hour:02}:{minute:02}:00 +0000 2017,@Holm question {id},{},",
            100 + id,
            id % 5_000,
            100 + answer
        )
        .unwrap();
        writeln!(
            out,
            "{},Holm,False,Wed Nov {day:02} {hour:02}:{minute:02}:30 +0000 2017,@p{} answer,,{}",
            100 + answer,
            id % 5_000,
            100 + id
        )
        .unwrap();
    }
    out
}

#[test]
fn one_reads_while_another_writes() {
    let desk = Desk::new();
    desk.write("talk.csv", format!("{HEADER}{GOOD}"));
    desk.must(&["import", "talk.csv"]);
    desk.write("large.csv", conversation(300_000));
    let before = desk.must(&["measure", "--json"]).out;
    let mut importing = desk.command(&["import", "large.csv", "--json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut earlier, mut later) = (0, 0);
    while importing.try_wait().unwrap().is_none() {
        let measured = desk.must(&["measure", "--json"]).out;
        let counted = desk.json(&["sql", "SELECT count(*) AS n FROM message", "--json"])["rows"][0]["n"].as_u64();
        // The import is there at once and whole; until then, everything is as it was.
        match counted {
            Some(2) => {
                assert!(measured == before && later == 0);
                earlier += 1;
            }
            Some(300_002) => later += 1,
            partly => panic!("{partly:?} messages were seen"),
        }
    }
    let output = importing.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    println!("{earlier} answers from before the import, {later} from after it");
    assert!(earlier >= 3, "{earlier} answers while the import ran");
    assert_eq!(desk.figures(&[])["outbound"]["value"], 150_001);
    assert_eq!(desk.figures(&[])["opportunities"]["value"], 150_001);
}

/// Stops the import when it has gone that far.
struct Impatient<'a> {
    engine: &'a Engine,
    after: u64,
    rows: AtomicU64,
}

impl Host for Impatient<'_> {
    fn now(&self) -> i64 {
        1_800_000_000_000
    }

    fn progress(&self, progress: &Progress) {
        self.rows.fetch_max(progress.rows, Ordering::Relaxed);
        if progress.rows >= self.after {
            self.engine.cancel();
        }
    }

    fn choose(&self, _: bool) -> Vec<PathBuf> {
        Vec::new()
    }

    fn save(&self, _: &str) -> Option<PathBuf> {
        None
    }

    fn copy(&self, _: Copied) -> Result<(), String> {
        Ok(())
    }
}

fn cancelled(desk: &Desk, after: u64) {
    let engine = Engine::new(desk.store());
    let paths = ["talk.csv", "large.csv"].map(|name| desk.path(name).to_str().unwrap().to_owned());
    let plan = engine.plan(&paths, &Overrides::default()).unwrap();
    let host = Impatient { engine: &engine, after, rows: AtomicU64::new(0) };
    let failure = engine.import(&host, &plan).unwrap_err();
    assert_eq!((failure.code.as_str(), failure.message.as_str()), ("cancelled", "the import was cancelled; the store is as it was"));
    let rows = host.rows.load(Ordering::Relaxed);
    assert!(rows >= after && rows < 60_000, "stopped at {rows} rows");
}

#[test]
fn a_cancelled_import_leaves_nothing_behind() {
    for after in [0, 20_000] {
        let desk = Desk::new();
        desk.write("talk.csv", format!("{HEADER}{GOOD}"));
        desk.write("large.csv", conversation(60_000));
        // Where there was no store, there is none.
        cancelled(&desk, after);
        assert_eq!(desk.files(), ["large.csv", "talk.csv"]);
        assert!(!["store.db", "store.db-wal", "store.db-shm"].iter().any(|name| desk.path(name).exists()));
        // Where there was one, it is as it was, and takes the same files later.
        desk.write("before.csv", format!("{HEADER}1,115711,True,Mon Oct 30 08:00:00 +0000 2017,good morning,,\n2,Holm,False,Mon Oct 30 09:00:00 +0000 2017,hello,,1\n"));
        desk.must(&["import", "before.csv"]);
        let before = desk.dump();
        cancelled(&desk, after);
        assert_eq!(desk.dump(), before);
        assert_eq!(desk.must(&["check"]).text(), "nothing to repair\n");
        let document = desk.json(&["import", "large.csv", "--json"]);
        assert_eq!(document["imports"][0]["added"], json!(60_000));
    }
}
