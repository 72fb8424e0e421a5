//! How long each chart of the gallery takes from ready data.

use std::process::Command;

use serde_json::Value;

use crate::bench::{parse, process::measured};
use crate::step::{Failed, cargo, step};
use crate::workspace;

/// One table, the slowest first; what a chart may take stands at its foot.
pub(super) fn charts() -> Result<(), Failed> {
    step("build", &mut cargo(["build", "--release", "--package", "earshot-test-charts", "--bin", "earshot-bench-charts"]))?;
    let program = workspace::programs()?.with_file_name("release").join(format!("earshot-bench-charts{}", std::env::consts::EXE_SUFFIX));
    let (_, printed) = measured("charts", &mut Command::new(program))?;
    let mut lines: Vec<Value> = printed.lines().map(parse).collect::<Result<_, _>>()?;
    let number = |line: &Value, key: &str| line[key].as_f64().unwrap_or(f64::NAN);
    lines.sort_by(|a, b| number(b, "draw").total_cmp(&number(a, "draw")));
    println!("{:26}{:>9}{:>14}{:>9}", "chart, 1600 × 900", "draw, ms", "PNG at 2×, ms", "SVG, KB");
    for line in &lines {
        let name = line["chart"].as_str().unwrap_or_default();
        let (draw, png, svg) = (number(line, "draw") * 1e3, number(line, "png") * 1e3, number(line, "svg") / 1e3);
        println!("{name:26}{draw:9.1}{png:14.0}{svg:9.0}");
    }
    // Those of 200,000 dots and more are called so.
    let is_large = |line: &&Value| line["chart"].as_str().is_some_and(|name| name.ends_with("_many"));
    let most = |of: &dyn Fn(&&Value) -> bool, key: &str| lines.iter().filter(of).map(|line| number(line, key)).fold(0.0, f64::max);
    println!(
        "the most: {:.1} ms of 20, and with 200,000 dots {:.0} ms of 150; PNG {:.0} ms of 150; {:.0} KB of 1,000",
        most(&|line| !is_large(line), "draw") * 1e3,
        most(&is_large, "draw") * 1e3,
        most(&|_| true, "png") * 1e3,
        most(&|_| true, "svg") / 1e3
    );
    Ok(())
}
