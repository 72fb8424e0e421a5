//! Asks an engine the same question several times and prints, as JSON, how long the first and the quickest of the others took.
//!
//!     earshot-bench STORE ACCOUNT FROM TO

use std::process::ExitCode;
use std::time::Instant;

use earshot_engine::model::{Filter, Window};
use earshot_engine::{Engine, Question};

/// An import passes each record from the thread that reads to the thread that writes, which this allocator is good at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [store, account, from, to] = arguments.as_slice() else {
        eprintln!("usage: earshot-bench STORE ACCOUNT FROM TO");
        return ExitCode::from(2);
    };
    let window = Window { from: from.parse().ok(), to: to.parse().ok() };
    let filter = Filter { accounts: vec![account.clone()], window, as_of: None };
    let question = Question { filter, ..Question::default() };
    let engine = Engine::new(store.into());
    let mut seconds = Vec::new();
    for _ in 0..6 {
        let start = Instant::now();
        if let Err(failure) = engine.measure(&question) {
            eprintln!("{failure}");
            return ExitCode::FAILURE;
        }
        seconds.push(start.elapsed().as_secs_f64());
    }
    let warm = seconds[1..].iter().copied().fold(f64::INFINITY, f64::min);
    println!("{}", serde_json::json!({ "first": seconds[0], "warm": warm }));
    ExitCode::SUCCESS
}
