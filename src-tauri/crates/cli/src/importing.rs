use std::path::Path;

use earshot_engine::api::Failure;
use earshot_engine::model::{DateOrder, FilePlan, ImportReport, ImportRow, Mapping, Overrides, Plan, Problem, Span};
use earshot_engine::{Engine, leave_unanswered, problem_line, report_text};
use serde_json::{Value, json};

use crate::answer::{self, optional, say};
use crate::arguments::{Dates, Import, Print};
use crate::host::Terminal;

/// How many problems of a file are shown.
const SHOWN: usize = 20;

pub(crate) fn import(engine: &Engine, import: &Import) -> Result<(), Failure> {
    let paths: Vec<String> = import.paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    let mut plan = engine.plan(&paths, &overrides(import)?)?;
    plan.pseudonyms |= import.pseudonyms;
    if import.dry_run {
        return if import.json { answer::json(&plan) } else { print_plan(&plan) };
    }
    // The command says "import this": a file that is there already is reported, not skipped in silence.
    for file in plan.files.iter_mut().filter(|file| file.already.is_some()) {
        file.include = true;
    }
    leave_unanswered(&mut plan);
    // Where nothing can be imported, the first refusal is the command's own error.
    let nothing = plan.files.iter().all(|file| !file.include);
    for problem in plan.refused.iter().skip(usize::from(nothing)) {
        eprintln!("{}", problem_line(problem));
    }
    let reports = engine.import(&Terminal, &plan)?;
    for report in &reports {
        eprintln!("{}", summary(report));
        for problem in report.problems.iter().take(SHOWN) {
            eprintln!("  {}", problem_line(problem));
        }
        if let more @ 1.. = report.problems.len().saturating_sub(SHOWN) {
            eprintln!("  … and {more} more; the table `problem` of the store keeps every one (`earshot sql`)");
        }
    }
    if import.json {
        let imports: Vec<Value> = reports.iter().map(document).collect();
        let refused: Vec<Value> = plan.refused.iter().map(problem_document).collect();
        answer::json(&json!({ "imports": imports, "refused": refused }))?;
    }
    Ok(())
}

fn overrides(import: &Import) -> Result<Overrides, Failure> {
    Ok(Overrides {
        account: import.account.clone(),
        format: import.format.clone(),
        zone: import.zone.clone(),
        encoding: import.encoding.clone(),
        delimiter: import.delimiter.clone(),
        decimal: import.decimal.clone(),
        dates: import.dates.map(|order| match order {
            Dates::MonthFirst => DateOrder::MonthFirst,
            Dates::DayFirst => DateOrder::DayFirst,
        }),
        year: import.year,
        ours: import.ours.clone(),
        mapping: import.map.as_deref().map(mapping).transpose()?,
        saved: Vec::new(),
    })
}

/// The mapping in a file.
fn mapping(path: &Path) -> Result<Mapping, Failure> {
    let unreadable = |error: &dyn std::fmt::Display| {
        answer::usage(
            format!("{} is no mapping: {error}", path.display()),
            "`earshot import FILE --dry-run --json` prints one to begin with, at `mapping`",
        )
    };
    let text = std::fs::read_to_string(path).map_err(|error| unreadable(&error))?;
    serde_json::from_str(&text).map_err(|error| unreadable(&error))
}

fn summary(report: &ImportReport) -> String {
    let id = report.id.map_or_else(|| "not imported again".to_owned(), |id| format!("import {id}"));
    let whose = report.account.as_ref().map(|account| format!(" of @{account}")).unwrap_or_default();
    format!(
        "{}: {}{whose} ({id}): {} rows: {} added, {} updated, {} unchanged, {} rejected",
        report.path, report.format, report.rows, report.added, report.updated, report.unchanged, report.rejected
    )
}

fn document(report: &ImportReport) -> Value {
    json!({
        "id": report.id, "path": report.path, "sha256": report.sha256, "format": report.format, "account": report.account,
        "rows": report.rows, "added": report.added, "updated": report.updated, "unchanged": report.unchanged, "rejected": report.rejected,
        "problems": report.problems.iter().map(problem_document).collect::<Vec<_>>(),
        "covers": report.covers.map(span), "unused": report.unused, "limits": report.limits,
        "gaps": report.gaps.iter().copied().map(span).collect::<Vec<_>>(),
    })
}

fn problem_document(problem: &Problem) -> Value {
    json!({
        "code": problem.code, "severity": problem.severity, "file": problem.file, "line": problem.line, "column": problem.column,
        "message": problem.message, "hint": problem.hint,
    })
}

fn span(span: Span) -> Value {
    json!({ "from": moment(span.from), "to": moment(span.to) })
}

fn moment(at: i64) -> Option<String> {
    chrono::DateTime::from_timestamp_millis(at).map(|moment| moment.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}

fn print_plan(plan: &Plan) -> Result<(), Failure> {
    for file in &plan.files {
        print_file(file);
    }
    for problem in &plan.refused {
        say!("{}", problem_line(problem));
    }
    if plan.files.is_empty() { Err(answer::failed("there is nothing to import", "see `earshot formats`")) } else { Ok(()) }
}

fn print_file(file: &FilePlan) {
    say!("{}", file.shown());
    say!("  format   {} ({})", file.format, file.why);
    let account = match (&file.account, file.account_from_rows) {
        (_, true) => "as the rows say".to_owned(),
        (Some(account), _) => format!("@{} on {}", account.handle, account.platform.as_str()),
        (None, _) => "not known; say it with --account NAME".to_owned(),
    };
    say!("  account  {account}");
    if let Some(zone) = &file.zone {
        say!("  zone     {zone}");
    }
    if let Some(covers) = file.covers {
        say!("  covers   {} to {}", moment(covers.from).unwrap_or_default(), moment(covers.to).unwrap_or_default());
    }
    if let Some(import) = file.already {
        say!("  already in the store as import {import}");
    }
    for evidence in &file.evidence {
        say!("  {}: {} ({})", evidence.what, evidence.value, evidence.why);
    }
    for row in &file.preview {
        say!("  {}  {}  {}  {}  {}", row.when, row.what, row.who, row.text.split_whitespace().collect::<Vec<_>>().join(" "), row.counts);
    }
    for limit in &file.limits {
        say!("  {limit}");
    }
    for problem in &file.problems {
        say!("  {}", problem_line(problem));
    }
}

/// The whole report of one import.
pub(crate) fn report(engine: &Engine, import: i64, json: bool) -> Result<(), Failure> {
    let report = engine.report(import)?;
    if json {
        return answer::json(&document(&report));
    }
    say!("{}", report_text(&report).trim_end());
    Ok(())
}

pub(crate) fn imports(engine: &Engine, json: bool) -> Result<(), Failure> {
    let imports = engine.imports()?;
    if json {
        let rows: Vec<Value> = imports.iter().map(row_document).collect();
        return answer::json(&json!({ "imports": rows }));
    }
    let rows: Vec<Vec<String>> = imports
        .iter()
        .map(|row| {
            let covers = row.covers.map(|covers| format!("{} – {}", day(covers.from), day(covers.to))).unwrap_or_default();
            let counts = [row.rows, row.added, row.updated, row.unchanged, row.rejected].map(|count| count.to_string());
            let mut cells = vec![row.id.to_string(), row.path.clone(), row.format.clone(), optional(row.account.clone()), covers];
            cells.extend(counts);
            cells
        })
        .collect();
    let columns = ["id", "path", "format", "account", "covers", "rows", "added", "updated", "unchanged", "rejected"];
    answer::table(&columns, &rows, Print { json: false, csv: false })
}

fn row_document(row: &ImportRow) -> Value {
    json!({
        "id": row.id, "path": row.path, "sha256": row.sha256, "format": row.format, "account": row.account, "imported_at": row.imported_at,
        "rows": row.rows, "added": row.added, "updated": row.updated, "unchanged": row.unchanged, "rejected": row.rejected,
        "covers": row.covers.map(span),
    })
}

fn day(at: i64) -> String {
    moment(at).map(|moment| moment.chars().take(10).collect()).unwrap_or_default()
}

pub(crate) fn undo(engine: &Engine, import: i64, json: bool) -> Result<(), Failure> {
    let report = engine.undo(import)?;
    eprintln!(
        "import {import} is undone: {} messages and {} releases removed, {} messages as they were before, {} people forgotten",
        report.messages_removed, report.releases_removed, report.messages_restored, report.people_removed
    );
    if json { answer::json(&report) } else { Ok(()) }
}
