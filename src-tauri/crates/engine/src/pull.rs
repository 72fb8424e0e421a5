//! Charts as they leave the program: as files, and on the clipboard.

use earshot_charts::{ChartError, Pixels, Surroundings, pixels, png, surroundings};

use crate::api::{ChartFile, ChartRequest, ChartView, Failure, PullRequest, Theme};
use crate::{Engine, Host};

/// What a clipboard takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copied {
    Text(String),
    Picture(Pixels),
}

impl Engine {
    /// A chart as a file; `scale` is how many pixels of a picture a unit of the chart has.
    pub fn chart_file(&self, request: &ChartRequest, file: ChartFile, scale: u8) -> Result<(Vec<u8>, ChartView), Failure> {
        let scale = sound(scale)?;
        let chart = self.chart(request)?;
        let bytes = match file {
            ChartFile::Svg => chart.svg.clone().into_bytes(),
            ChartFile::Png => png(&chart.svg, scale).map_err(undrawn)?,
            ChartFile::Csv => csv(&chart).into_bytes(),
            ChartFile::Html => widget(&chart, request.theme).into_bytes(),
        };
        Ok((bytes, chart))
    }

    /// Writes a chart where the person says; `false` when they dismiss the question.
    pub(crate) fn save_chart(&self, host: &dyn Host, request: &PullRequest) -> Result<bool, Failure> {
        let (bytes, chart) = self.chart_file(&request.chart, request.file, request.scale)?;
        let Some(path) = host.save(&format!("{}.{}", file_name(&chart), request.file.extension())) else { return Ok(false) };
        std::fs::write(&path, bytes).map(|()| true).map_err(|error| Failure::unwritten(&path, &error))
    }

    /// Puts a chart on the clipboard: a PNG as a picture, all else as text.
    pub(crate) fn copy_chart(&self, host: &dyn Host, request: &PullRequest) -> Result<(), Failure> {
        let copied = if request.file == ChartFile::Png {
            let scale = sound(request.scale)?;
            Copied::Picture(pixels(&self.chart(&request.chart)?.svg, scale).map_err(undrawn)?)
        } else {
            let (bytes, _) = self.chart_file(&request.chart, request.file, request.scale)?;
            Copied::Text(String::from_utf8_lossy(&bytes).into_owned())
        };
        host.copy(copied)
            .map_err(|error| Failure::new("uncopied", format!("the clipboard can't be written: {error}"), "save a file instead"))
    }
}

impl ChartFile {
    pub fn extension(self) -> &'static str {
        match self {
            ChartFile::Svg => "svg",
            ChartFile::Png => "png",
            ChartFile::Csv => "csv",
            ChartFile::Html => "html",
        }
    }

    pub fn of_extension(extension: &str) -> Option<ChartFile> {
        [ChartFile::Svg, ChartFile::Png, ChartFile::Csv, ChartFile::Html].into_iter().find(|file| file.extension() == extension)
    }
}

fn sound(scale: u8) -> Result<f32, Failure> {
    let is_sound = (1..=4).contains(&scale);
    is_sound.then_some(f32::from(scale)).ok_or_else(|| Failure::new("bad-request", "a picture is 1 to 4 times as large", "write --scale 2"))
}

fn undrawn(error: ChartError) -> Failure {
    Failure::new("bad-request", error.to_string(), "ask for a smaller size, or a smaller scale")
}

/// The chart's title, as far as every file system takes it.
fn file_name(chart: &ChartView) -> String {
    let kept: String =
        chart.title.chars().map(|letter| if letter.is_alphanumeric() || "-–,.%".contains(letter) { letter } else { ' ' }).collect();
    let name = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_matches('.');
    if name.is_empty() { chart.id.clone() } else { name.to_owned() }
}

fn csv(chart: &ChartView) -> String {
    let line = |cells: &Vec<String>| cells.iter().map(|cell| csv_cell(cell)).collect::<Vec<_>>().join(",") + "\n";
    std::iter::once(&chart.columns).chain(&chart.table).map(line).collect()
}

/// A cell of a CSV file. What a spreadsheet would take for a formula is marked as text, unless it is a number.
pub fn csv_cell(cell: &str) -> String {
    let number = cell.parse::<f64>().is_ok();
    let cell = if !number && cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

/// The chart as a page of its own that others may embed: the picture, what its parts say when they are pointed at, and its numbers. It
/// runs nothing and asks nothing of anybody.
fn widget(chart: &ChartView, theme: Theme) -> String {
    let across = |units: f64| 100.0 * units / f64::from(chart.width);
    let down = |units: f64| 100.0 * units / f64::from(chart.height);
    let marks = chart.marks.iter().map(|mark| {
        let side = if mark.x + mark.width / 2.0 > f64::from(chart.width) / 2.0 { " class=\"left\"" } else { "" };
        format!(
            "<i style=\"left:{:.2}%;top:{:.2}%;width:{:.2}%;height:{:.2}%\"><b{side}>{}</b></i>\n",
            across(mark.x),
            down(mark.y),
            across(mark.width),
            down(mark.height),
            escaped(&mark.label)
        )
    });
    let row = |cells: &[String], head: bool| {
        let cell = |(place, cell): (usize, &String)| match (head, place) {
            (true, _) => format!("<th scope=\"col\">{}</th>", escaped(cell)),
            (false, 0) => format!("<th scope=\"row\">{}</th>", escaped(cell)),
            (false, _) => format!("<td>{}</td>", escaped(cell)),
        };
        format!("<tr>{}</tr>\n", cells.iter().enumerate().map(cell).collect::<String>())
    };
    let rows: String = chart.table.iter().map(|cells| row(cells, false)).collect();
    let Surroundings { page, ink } = surroundings(crate::charts::theme(theme));
    format!(
        include_str!("pull/widget.html"),
        title = escaped(&chart.title),
        theme = if theme == Theme::Dark { "dark" } else { "light" },
        page = page,
        ink = ink,
        width = chart.width,
        svg = chart.svg,
        marks = marks.collect::<String>(),
        caption = escaped(&format!("{} {}", chart.subtitle, chart.caption)),
        head = row(&chart.columns, true),
        rows = rows,
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_as_the_chart_says() {
        let named = |title: &str| {
            let chart = ChartView {
                id: "ladder".to_owned(),
                title: title.to_owned(),
                subtitle: String::new(),
                caption: String::new(),
                alt: String::new(),
                svg: String::new(),
                width: 1,
                height: 1,
                marks: Vec::new(),
                columns: Vec::new(),
                table: Vec::new(),
            };
            file_name(&chart)
        };
        assert_eq!(named("Four in ten posts repeat a press release"), "Four in ten posts repeat a press release");
        assert_eq!(named("Half: 10/20 \"answered\"? <3"), "Half 10 20 answered 3");
        assert_eq!(named("…"), "ladder");
    }

    #[test]
    fn a_spreadsheet_runs_nothing() {
        for (cell, written) in [("=1+1", "'=1+1"), ("-0.5", "-0.5"), ("-x", "'-x"), ("a,b", "\"a,b\""), ("a \"b\"", "\"a \"\"b\"\"\"")] {
            assert_eq!(csv_cell(cell), written);
        }
    }
}
