//! The analytics that LinkedIn gives a member, since 2022: `Content_FROM_TO_NAME.xlsx`, since 2026 `AggregateAnalytics_…`, and
//! `SinglePostAnalytics_…` of one post.
//!
//! In newer ones every value is text, and sheets and columns are named in the member's language. So sheets are found by what
//! their rows hold, and columns that have no English name by their place, which is the same in every language.

mod roles;
mod top_posts;

use std::ops::ControlFlow;

use chrono::NaiveDate;
use earshot_model::{DayRecord, Evidence, FilePlan, Format, Overrides, Problem, Span};

use self::roles::{Role, Sheets};
use self::top_posts::{SinglePost, TopPosts};
use super::settle_account;
use crate::number::count;
use crate::plan::{file_plan, header_only};
use crate::sheet::Workbook;
use crate::time::{DAY, iso_day, midnight};
use crate::{Entry, Item, Match, Reader, Sink, Source};

pub(crate) struct Creator;

impl Reader for Creator {
    fn format(&self) -> Format {
        Format {
            id: "linkedin-creator".to_owned(),
            name: "LinkedIn creator analytics".to_owned(),
            platform: "linkedin".to_owned(),
            both_sides: false,
            files: "Content_2025-01-01_2025-12-31_Name.xlsx, AggregateAnalytics_Name_….xlsx, SinglePostAnalytics_Name_….xlsx".to_owned(),
            carries: [
                "figures by day",
                "the top posts",
                "impressions",
                "engagements",
                "new followers",
                "people reached in the whole period",
            ]
            .map(str::to_owned)
            .to_vec(),
            limits: [
                "It holds the fifty posts with most engagements and the fifty with most impressions, without their texts.",
                "It holds nothing that was said to the member.",
                "Unique people are counted for the whole period, not by day or by post; a file of one post counts those of the post.",
                "It covers about the last year, and later exports correct its figures.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let roles = Role::of_all(&entry.sheets);
        let known = roles.iter().flatten().count();
        if roles.contains(&Some(Role::SinglePost)) {
            return Some(Match { confidence: 95, why: "a sheet begins as LinkedIn's analytics of one post do".to_owned() });
        }
        if roles.contains(&Some(Role::TopPosts)) || known > 1 {
            return Some(Match { confidence: 95, why: "the sheets are those of LinkedIn's creator analytics".to_owned() });
        }
        named(entry.name()).map(|_| Match { confidence: 60, why: "the file is named like LinkedIn's creator analytics".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shown = source.shown(&entry.path);
        let workbook = Workbook::open(source, &entry.path)?;
        let sheets = Sheets::of(&workbook, overrides);
        if sheets.is_nothing() {
            return Err(super::no_header(&shown, "Impressions"));
        }
        if sheets.is_empty(&workbook)? {
            return Err(header_only(&shown));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.evidence.extend(sheets.evidence(&workbook));
        plan.unused = sheets.unused(&workbook);
        let named = named(entry.name()).unwrap_or_default();
        if let Some((from, to)) = sheets.period.or(named.period) {
            let why = if sheets.period.is_some() { "the first sheet states it" } else { "the file name" };
            plan.evidence.push(Evidence::new("period", format!("{from} to {to}"), why));
            plan.covers = Some(Span { from: midnight(from), to: midnight(to) + DAY });
        }
        settle_account(&mut plan, overrides, named.name);
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        for part in &plan.parts {
            let workbook = Workbook::open(source, part)?;
            let sheets = Sheets::of(&workbook, &plan.overrides);
            if read(&workbook, &sheets, sink)?.is_break() {
                break;
            }
        }
        Ok(())
    }
}

fn read(workbook: &Workbook, sheets: &Sheets, sink: &mut dyn Sink) -> Result<ControlFlow<()>, Problem> {
    let mut flow = sheets.totals(workbook).into_iter().try_for_each(|day| sink.take(Item::Day(day)));
    for days in &sheets.days {
        if flow.is_continue() {
            flow = days.read(workbook, sheets.order, sink)?;
        }
    }
    if let (Some((sheet, shape)), true) = (&sheets.top_posts, flow.is_continue()) {
        let mut posts = TopPosts::of(shape, sheets.mark);
        flow = workbook.each(*sheet, shape, sink, |cells, sink| posts.row(cells, sink))?;
        if flow.is_continue() {
            flow = posts.finish(sink);
        }
    }
    if let (Some(sheet), true) = (sheets.single_post, flow.is_continue()) {
        flow = SinglePost::of(&workbook.sheets[sheet], sheets.mark).read(workbook, sink);
    }
    Ok(flow)
}

impl Sheets {
    /// What a sheet says beside its tables: followers on a day, and people reached in the whole period.
    fn totals(&self, workbook: &Workbook) -> Vec<DayRecord> {
        let mut totals = Vec::new();
        let day = |date, measure: String, value| DayRecord { account: None, date, measure, value };
        let value = |cell: &str| count(cell, self.mark).ok().flatten();
        if let (Some((from, to)), Some(reached)) = (self.period, value(self.reached(workbook))) {
            let measure = match (to - from).num_days() + 1 {
                7 => "reach_week".to_owned(),
                days => format!("reach_{days}_days"),
            };
            totals.push(day(to, measure, reached));
        }
        if let Some((date, followers)) = self.followers(workbook)
            && let Some(followers) = value(followers)
        {
            totals.push(day(date, "followers".to_owned(), followers));
        }
        totals
    }
}

/// What a file name says.
#[derive(Debug, Default, PartialEq, Eq)]
struct Named {
    name: Option<String>,
    /// First and last day.
    period: Option<(NaiveDate, NaiveDate)>,
}

/// `Content_2022-04-24_2023-04-23_Per Berg.xlsx`, `AggregateAnalytics_Per Berg_2025-01-01_2025-12-31.xlsx`. `None`: it is called
/// otherwise.
fn named(file: &str) -> Option<Named> {
    let (stem, extension) = file.rsplit_once('.')?;
    let (kind, rest) = stem.split_once('_')?;
    let is_known = ["Content", "AggregateAnalytics", "SinglePostAnalytics"].iter().any(|known| kind.eq_ignore_ascii_case(known));
    if !is_known || !extension.eq_ignore_ascii_case("xlsx") {
        return None;
    }
    // What a browser adds to the name of a second download.
    let rest = rest.split_once(" (").map_or(rest, |(rest, _)| rest);
    let (mut days, mut words) = (Vec::new(), Vec::new());
    for word in rest.split('_') {
        match iso_day(word) {
            Some(day) => days.push(day),
            None if word.bytes().all(|byte| byte.is_ascii_digit()) => {}
            None => words.push(word),
        }
    }
    let period = if let [from, to] = days[..] { (from <= to).then_some((from, to)) } else { None };
    Some(Named { name: (!words.is_empty()).then(|| words.join("_")), period })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_name_names_the_member_and_the_period() {
        let of = |file| named(file).map(|named| (named.name.unwrap_or_default(), named.period.map(|(_, to)| to.to_string())));
        let to = Some("2023-04-23".to_owned());
        assert_eq!(of("Content_2022-04-24_2023-04-23_PerBerg.xlsx"), Some(("PerBerg".to_owned(), to.clone())));
        assert_eq!(of("AggregateAnalytics_Per Berg_2022-04-24_2023-04-23 (1).xlsx"), Some(("Per Berg".to_owned(), to)));
        assert_eq!(of("SinglePostAnalytics_Per Berg_7140000000000000000.xlsx"), Some(("Per Berg".to_owned(), None)));
        assert_eq!(of("Content_2022-04-24.csv"), None);
        assert_eq!(of("page_content_17.xlsx"), None);
    }
}
