//! The report of an import in words, for the terminal and for a file that is kept.

use std::fmt::Write;

use earshot_model::{ImportReport, Problem, Severity, Span};

use crate::words::{day, moment};

/// What was found, taken in, rejected and why, what was not used, and what is missing.
pub fn report_text(report: &ImportReport) -> String {
    let mut text = String::new();
    let mut line = |line: String| _ = writeln!(text, "{line}"); // a string takes everything
    let id = report.id.map(|id| format!(", import {id}")).unwrap_or_default();
    let whose = report.account.as_ref().map(|account| format!(" of @{account}")).unwrap_or_default();
    line(format!("{}: {}{whose}{id}", report.path, report.format));
    line(format!("sha256    {}", report.sha256));
    if let Some(covers) = report.covers {
        line(format!("covers    {} to {}", moment(covers.from), moment(covers.to)));
    }
    for gap in &report.gaps {
        line(format!("gap       {}", gap_words(*gap)));
    }
    for (what, count) in [
        ("found", report.rows),
        ("added", report.added),
        ("updated", report.updated),
        ("unchanged", report.unchanged),
        ("rejected", report.rejected),
    ] {
        line(format!("{what:9} {count}"));
    }
    if !report.unused.is_empty() {
        line(format!("not used  {}", report.unused.join(", ")));
    }
    for limit in &report.limits {
        line(format!("note      {limit}"));
    }
    for problem in &report.problems {
        let kind = match problem.severity {
            Severity::Refused => "refused",
            Severity::Rejected => "rejected",
            Severity::Note => "note",
        };
        line(format!("{kind:9} {}", problem_line(problem)));
    }
    text
}

/// `no data 3 May 2026 – 19 May 2026`
fn gap_words(gap: Span) -> String {
    let zone = chrono_tz::Tz::UTC;
    format!("no data {} – {}", day(zone, gap.from), day(zone, gap.to - 1))
}

/// One problem in one line: where, what, and what to do.
pub fn problem_line(problem: &Problem) -> String {
    let place = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
    let column = problem.column.as_ref().map(|column| format!(" ({column})")).unwrap_or_default();
    let hint = if problem.hint.is_empty() { String::new() } else { format!("; {}", problem.hint) };
    format!("{}{place}{column}: {}{hint}", problem.file, problem.message)
}
