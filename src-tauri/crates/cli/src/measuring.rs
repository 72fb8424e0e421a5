use std::path::Path;

use chrono::NaiveDate;
use earshot_engine::api::{self, ChartFile, ChartRequest, Failure, RowView, RowsRequest};
use earshot_engine::model::{Filter, Grouping, Origin, Window};
use earshot_engine::{Against, Changed, Engine, Question};
use serde::{Serialize, Serializer};
use serde_json::json;

use crate::answer::{self, number, optional, say, usage};
use crate::arguments::{self, By, Chart, Filters, Measure, Print, Rows, Theme};

pub(crate) fn measure(engine: &Engine, measure: &Measure) -> Result<(), Failure> {
    if measure.explain {
        return explain(&measure.ids, measure.print);
    }
    let by = measure.by.iter().map(|by| match by {
        By::Total => Grouping::Total,
        By::Account => Grouping::Account,
        By::Month => Grouping::Month,
        By::Week => Grouping::Week,
        By::Rung => Grouping::Rung,
    });
    let against = measure.against.iter().copied().map(against);
    let question = Question { ids: measure.ids.clone(), filter: filter(&measure.filters)?, by: by.collect(), against: against.collect() };
    let measured = engine.measure(&question)?;
    if measure.print.json {
        return answer::json(&measured);
    }
    let rows: Vec<Vec<String>> = measured
        .measures
        .iter()
        .map(|row| {
            vec![
                row.id.clone(),
                optional(row.group.clone()),
                number(row.value),
                number(row.low),
                number(row.high),
                optional(row.k),
                optional(row.n),
                optional(row.inferred),
                optional(row.missing),
                optional(row.note.clone()),
            ]
        })
        .collect();
    eprintln!("as of {}", measured.as_of.unwrap_or_default());
    answer::table(&["id", "group", "value", "low", "high", "k", "n", "inferred", "missing", "note"], &rows, measure.print)?;
    for comparison in &measured.compared {
        let date = |day: Option<NaiveDate>| optional(day);
        say!("\nagainst {} to {}", date(comparison.window.from), date(comparison.window.to));
        let row = |change: &Changed| {
            let numbers = [change.before, change.difference, change.low, change.high].map(number);
            [change.id.clone(), optional(change.group.clone())].into_iter().chain(numbers).chain([change.words.to_owned()]).collect()
        };
        let rows: Vec<Vec<String>> = comparison.changes.iter().map(row).collect();
        answer::table(&["id", "group", "before", "difference", "low", "high", "in words"], &rows, measure.print)?;
    }
    Ok(())
}

/// The pages that explain figures; they need no store.
fn explain(ids: &[String], print: Print) -> Result<(), Failure> {
    let pages = Engine::explain(ids)?;
    if print.json {
        return answer::json(&json!({ "measures": pages }));
    }
    if print.csv {
        let columns = ["id", "unit", "version", "definition", "formula", "unknown", "reading", "source"];
        let cell = |page: &api::Explanation| {
            [&page.id, &page.unit, &page.version.to_string(), &page.definition, &page.formula, &page.unknown, &page.reading, &page.source]
                .map(String::clone)
                .to_vec()
        };
        return answer::table(&columns, &pages.iter().map(cell).collect::<Vec<_>>(), print);
    }
    for (place, page) in pages.iter().enumerate() {
        let between = if place == 0 { "" } else { "\n" };
        say!("{between}{}", page.page.trim_end());
    }
    Ok(())
}

pub(crate) fn rows(engine: &Engine, rows: &Rows) -> Result<(), Failure> {
    let request =
        RowsRequest { id: rows.id.clone(), month: None, between: None, filter: filter(&rows.filters)?, offset: 0, limit: u64::MAX };
    let page = engine.rows(&request)?;
    if rows.print.json {
        return answer::json(&Listed { id: &rows.id, rows: &page.rows, total: page.total });
    }
    let cells: Vec<Vec<String>> = page
        .rows
        .into_iter()
        .map(|row| {
            let matched = row.matched.map(|matched| format!("{} % of it in: {}", matched.percent, matched.title));
            vec![
                row.id,
                row.when,
                optional(row.account),
                row.direction,
                row.who,
                optional(row.class),
                row.why,
                optional(row.answered_after),
                optional(matched),
                row.text,
                row.origins.iter().map(origin).collect::<Vec<_>>().join("; "),
            ]
        })
        .collect();
    let columns = ["id", "when", "account", "direction", "who", "class", "why", "answered after (s)", "match", "text", "from"];
    answer::table(&columns, &cells, rows.print)
}

/// What `rows --json` prints.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    #[serde(serialize_with = "one_by_one")]
    rows: &'a [RowView],
    total: u64,
}

/// As values, whose fields stand in alphabetical order; one at a time, since there may be a million.
fn one_by_one<S: Serializer>(rows: &&[RowView], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(rows.iter().map(|row| json!(row)))
}

/// `import 3: time, text`.
fn origin(origin: &Origin) -> String {
    let fields = if origin.fields.is_empty() { "nothing that others do not say".to_owned() } else { origin.fields.join(", ") };
    format!("import {}: {fields}", origin.import)
}

pub(crate) fn chart(engine: &Engine, chart: &Chart) -> Result<(), Failure> {
    let (Some(id), Some(output)) = (&chart.id, &chart.output) else {
        return list(engine, chart.json);
    };
    let size = chart.size.split_once('x').and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
    let Some((width, height)) = size else { return Err(usage(format!("`{}` is no size", chart.size), "write it as 1600x900")) };
    let theme = match chart.theme {
        Theme::Light => api::Theme::Light,
        Theme::Dark => api::Theme::Dark,
    };
    let extension = output.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    let Some(file) = ChartFile::of_extension(&extension) else {
        return Err(usage(format!("`{}` is no kind of chart file", output.display()), "name it .svg, .png, .csv or .html"));
    };
    let request = ChartRequest {
        id: id.clone(),
        filter: filter(&chart.filters)?,
        width,
        height,
        theme,
        shift: crate::presences::shift_request(&chart.shift, &chart.filters)?,
        against: chart.against.map(against),
    };
    let (bytes, view) = engine.chart_file(&request, file, chart.scale)?;
    write(output, &bytes)?;
    eprintln!("{}: {}", output.display(), view.alt);
    Ok(())
}

fn against(against: arguments::Against) -> Against {
    match against {
        arguments::Against::Before => Against::Before,
        arguments::Against::YearBefore => Against::YearBefore,
    }
}

fn list(engine: &Engine, as_json: bool) -> Result<(), Failure> {
    let charts = engine.charts();
    if as_json {
        return answer::json(&json!({ "charts": charts }));
    }
    for chart in charts {
        say!("{:18}{}", chart.id, chart.about);
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes)
        .map_err(|error| answer::failed(format!("{} could not be written: {error}", path.display()), "name another file with -o"))
}

pub(crate) fn filter(filters: &Filters) -> Result<Filter, Failure> {
    let date = |text: &Option<String>| match text {
        None => Ok(None),
        Some(text) => match text.parse::<NaiveDate>() {
            Ok(date) => Ok(Some(date)),
            Err(_) => Err(usage(format!("`{text}` is no date"), "write it as 2026-07-01")),
        },
    };
    Ok(Filter {
        accounts: filters.accounts.clone(),
        window: Window { from: date(&filters.from)?, to: date(&filters.to)? },
        as_of: filters.as_of.clone(),
    })
}
