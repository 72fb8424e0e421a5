//! How long a chart takes from ready data: drawn, and as a PNG of twice as many pixels. Prints a line of JSON for each.

#![cfg(not(test))] // the tests that come with the data are not run twice
#![allow(clippy::unwrap_used, dead_code, reason = "it shares its data with the tests")]

mod data;
mod gallery;
mod more;

use std::time::Instant;

use earshot_charts::{Chart, Frame, Theme, png};

const SLIDE: Frame = Frame { width: 1600, height: 900, theme: Theme::Light, titles: true };
const TIMES: usize = 9;

/// As the command has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let cases = data::cases();
    let drawn: Vec<Chart> = cases.iter().map(|(_, draw)| draw(&SLIDE)).collect(); // fonts are read once
    png(&drawn[0].svg, 2.0).unwrap();
    for ((name, draw), chart) in cases.iter().zip(drawn) {
        let draws = middle(|| drop(draw(&SLIDE)));
        let pictures = middle(|| drop(png(&chart.svg, 2.0).unwrap()));
        println!("{}", serde_json::json!({ "chart": name, "draw": draws, "png": pictures, "svg": chart.svg.len() }));
    }
}

/// The median of several times, in seconds.
fn middle(run: impl Fn()) -> f64 {
    let mut times = [0.0; TIMES];
    for time in &mut times {
        let start = Instant::now();
        run();
        *time = start.elapsed().as_secs_f64();
    }
    times.sort_by(f64::total_cmp);
    times[TIMES / 2]
}
