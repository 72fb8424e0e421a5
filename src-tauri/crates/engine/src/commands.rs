//! The commands, each declared once: its name, what it takes, what it gives.

use chrono::NaiveDate;
use earshot_model::{Format, ImportReport, ImportRow, Plan, Problem, TableHead, UndoReport};
use serde_json::Value;
use ts_rs::TS;

use crate::api::*;
use crate::{Engine, Host};

macro_rules! commands {
    ($($(#[doc = $about:literal])* $name:ident: $request:ty => $response:ty = $run:expr;)*) => {
        /// The name of every command.
        pub const COMMANDS: &[&str] = &[$(stringify!($name)),*];

        impl Engine {
            /// Runs a command by its name. Blocks until it is done; `cancel` may be called meanwhile.
            pub fn call(&self, host: &dyn Host, command: &str, payload: Value) -> Result<Value, Failure> {
                match command {
                    $(stringify!($name) => {
                        let request: $request = parse(payload)?;
                        let run: fn(&Engine, &dyn Host, $request) -> Result<$response, Failure> = $run;
                        serde_json::to_value(run(self, host, request)?).map_err(unwritable)
                    })*
                    _ => Err(Failure::bad_request(format!("there is no command `{command}`"))),
                }
            }
        }

        /// The lines of the map from a command to its request and response.
        fn command_map(config: &ts_rs::Config) -> String {
            let mut map = String::new();
            $(
                $(map.push_str(&format!("  /**{} */\n", $about));)*
                map.push_str(&format!("  {}: [{}, {}];\n", stringify!($name), <$request>::name(config), <$response>::name(config)));
            )*
            map
        }
    };
}

commands! {
    /// The store at a glance.
    status: Nothing => Status = |engine, _, request| engine.status(request);
    /// What files are, and what importing them would do.
    plan: PlanRequest => Plan = |engine, _, request| engine.plan(&request.paths, &request.overrides);
    /// The beginning of a table of no known format, to say what its columns mean.
    table: TableRequest => TableHead = |engine, _, request| engine.table(&request);
    /// Imports a plan's ticked files, in one transaction.
    import: ImportRequest => Vec<ImportReport> = |engine, host, request| engine.import(host, &request.plan);
    /// Stops a running import; the store stays as it was.
    cancel: Nothing => Nothing = |engine, _, _| {
        engine.cancel();
        Ok(Nothing {})
    };
    /// All imports, newest first.
    imports: Nothing => Vec<ImportRow> = |engine, _, _| engine.imports();
    /// What an import could not take in.
    problems: ImportId => Vec<Problem> = |engine, _, request| engine.problems(request.import);
    /// What an import did, with every problem.
    report: ImportId => ImportReport = |engine, _, request| engine.report(request.import);
    /// Writes an import's report where the person says; `false` when they dismiss the question.
    save_report: ImportId => bool = |engine, host, request| {
        let report = engine.report(request.import)?;
        let name = format!("import {} of {}.txt", request.import, report.path.rsplit('/').next().unwrap_or_default());
        let Some(path) = host.save(&name) else { return Ok(false) };
        std::fs::write(&path, crate::report_text::report_text(&report)).map(|()| true).map_err(|error| Failure::unwritten(&path, &error))
    };
    /// Takes an import back.
    undo: ImportId => UndoReport = |engine, _, request| engine.undo(request.import);
    /// Every format that can be read.
    formats: Nothing => Vec<Format> = |_, _, _| Ok(earshot_formats::formats());
    /// The answer: a sentence, two charts, four figures, what needs attention.
    overview: OverviewRequest => Overview = |engine, _, request| engine.overview(&request);
    /// Every account at the end of its data.
    presences: Nothing => Vec<PresenceView> = |engine, _, _| engine.presences();
    /// Says what an account promises to those who write.
    promise: PromiseRequest => Nothing = |engine, _, request| {
        engine.set_promise(&request.account, day(request.from.as_deref())?, request.within.as_deref())?;
        Ok(Nothing {})
    };
    /// Says when an account's office is open.
    hours: HoursRequest => Nothing = |engine, _, request| {
        let HoursRequest { account, from, hours, zone, nation } = &request;
        engine.set_office(Some(account), day(from.as_deref())?, hours.as_deref(), zone.as_deref(), *nation)?;
        Ok(Nothing {})
    };
    /// Keeps what the register is to know of an account.
    register: RegisterRequest => Nothing = |engine, _, request| {
        engine.set_entry(&request)?;
        Ok(Nothing {})
    };
    /// When the public spoke, and what people have named.
    moments: MomentsRequest => Vec<MomentView> = |engine, _, request| engine.moments(&request.filter);
    /// Gives a stretch of time a name, or forgets it.
    name_moment: NameMomentRequest => Nothing = |engine, _, request| {
        engine.name_moment(&request)?;
        Ok(Nothing {})
    };
    /// Says where a message belongs, or leaves it to the rules again.
    overrule: OverruleRequest => Nothing = |engine, _, request| {
        engine.overrule(&request)?;
        Ok(Nothing {})
    };
    /// What the answered enquiries may have saved.
    shift: ShiftRequest => ShiftView = |engine, _, request| engine.shift(&request);
    /// What others have published.
    published: Nothing => Vec<PublishedView> = |_, _, _| Ok(Engine::published());
    /// Every chart that can be drawn.
    charts: Nothing => Vec<ChartName> = |engine, _, _| Ok(engine.charts());
    /// One chart, with titles of its own.
    chart: ChartRequest => ChartView = |engine, _, request| engine.chart(&request);
    /// Writes a chart where the person says; `false` when they dismiss the question.
    save_chart: PullRequest => bool = |engine, host, request| engine.save_chart(host, &request);
    /// Puts a chart on the clipboard.
    copy_chart: PullRequest => Nothing = |engine, host, request| {
        engine.copy_chart(host, &request)?;
        Ok(Nothing {})
    };
    /// Figures in words.
    figures: FiguresRequest => Vec<Figure> = |engine, _, request| engine.figures(&request);
    /// What figures mean.
    explain: ExplainRequest => Vec<Explanation> = |_, _, request| Engine::explain(&request.ids);
    /// The messages behind a figure.
    rows: RowsRequest => RowsPage = |engine, _, request| engine.rows(&request);
    /// Lets the person choose files or a folder.
    choose: ChooseRequest => Vec<String> = |_, host, request| {
        Ok(host.choose(request.folder).into_iter().map(|path| path.to_string_lossy().into_owned()).collect())
    };
}

fn day(text: Option<&str>) -> Result<Option<NaiveDate>, Failure> {
    text.map(|text| text.parse().map_err(|_| Failure::bad_request(format!("`{text}` is no date")))).transpose()
}

fn parse<T: serde::de::DeserializeOwned>(payload: Value) -> Result<T, Failure> {
    let payload = if payload.is_null() { Value::Object(serde_json::Map::new()) } else { payload };
    serde_json::from_value(payload).map_err(|error| Failure::bad_request(format!("the request can't be read: {error}")))
}

fn unwritable(error: serde_json::Error) -> Failure {
    Failure::new("internal", format!("the answer can't be written: {error}"), "")
}

/// Every type that crosses to the window, and the map of commands, as TypeScript.
pub fn typescript() -> String {
    let config = ts_rs::Config::default().with_large_int("number");
    let mut types: Vec<(String, String)> = Vec::new();
    macro_rules! declare {
        ($($type:ty),* $(,)?) => {
            $(types.push((<$type>::name(&config), <$type>::decl(&config)));)*
        };
    }
    use earshot_model::*;
    declare!(
        AccountName,
        AccountRow,
        Against,
        Attention,
        ChartFile,
        ChartName,
        ChartRequest,
        ChartView,
        ChooseRequest,
        Evidence,
        ExplainRequest,
        Explanation,
        Failure,
        Figure,
        FiguresRequest,
        FilePlan,
        DateOrder,
        Filter,
        Format,
        HoursRequest,
        ImportId,
        ImportReport,
        ImportRequest,
        ImportRow,
        Mapping,
        Mark,
        Matched,
        MomentView,
        MomentsRequest,
        NameMomentRequest,
        NamedView,
        Nation,
        Nothing,
        Origin,
        Overrides,
        OverruleRequest,
        Overview,
        OverviewRequest,
        Plan,
        PlanRequest,
        Platform,
        PresenceView,
        PreviewRow,
        Problem,
        ProblemCode,
        Progress,
        PromiseRequest,
        PublishedView,
        PullRequest,
        Question,
        RegisterRequest,
        Role,
        RowsAre,
        RowView,
        RowsPage,
        RowsRef,
        RowsRequest,
        Segment,
        Severity,
        ShiftRequest,
        ShiftView,
        Span,
        Status,
        TableHead,
        TableRequest,
        Theme,
        UndoReport,
        Verdict,
        Window,
    );
    types.sort();
    let mut out = "// Written by `cargo xtask types` from the engine's requests and responses. Don't edit.\n".to_owned();
    for (_, declaration) in types {
        out.push_str(&format!("\nexport {declaration}\n"));
    }
    out.push_str(&format!(
        "\n/** Each command with its request and its response. */\nexport interface Commands {{\n{}}}\n",
        command_map(&config)
    ));
    out
}

#[cfg(test)]
mod tests {
    /// `cargo xtask types` runs this test with `EARSHOT_WRITE_TYPES` set, which writes the file instead of comparing it.
    #[test]
    fn typescript_is_what_the_window_was_built_with() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ui/src/platform/api.ts");
        let typescript = super::typescript();
        if std::env::var_os("EARSHOT_WRITE_TYPES").is_some() {
            std::fs::write(file, typescript).unwrap();
        } else {
            assert_eq!(std::fs::read_to_string(file).unwrap(), typescript, "run `cargo xtask types`");
        }
    }
}
