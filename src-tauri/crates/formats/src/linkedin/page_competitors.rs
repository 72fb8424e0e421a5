//! A LinkedIn page's comparison with its competitors. It is known, so that it can say why nothing of it is taken in.

use earshot_model::{FilePlan, Format, Overrides, Problem, ProblemCode, Severity};

use crate::sheet;
use crate::{Entry, Match, Reader, Sink, Source};

pub(crate) struct PageCompetitors;

const REQUIRED: [&str; 4] = ["Page", "Total Followers", "New Followers", "Total posts"];

impl Reader for PageCompetitors {
    fn format(&self) -> Format {
        Format {
            id: "linkedin-page-competitors".to_owned(),
            name: "LinkedIn page competitors".to_owned(),
            platform: "linkedin".to_owned(),
            both_sides: false,
            files: "page_competitor_analytics_1718000000000.xlsx".to_owned(),
            carries: vec!["nothing that a figure is made from".to_owned()],
            limits: vec![
                "It holds one sum a page for a whole period, and nothing by day or by post, so nothing of it is taken in.".to_owned(),
            ],
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        if sheet::find(&entry.sheets, &REQUIRED).is_some() {
            return Some(Match { confidence: 95, why: "a sheet has the columns of LinkedIn's comparison with competitors".to_owned() });
        }
        super::page_name(entry.name(), "competitor_analytics")
            .map(|_| Match { confidence: 60, why: "the file is named like LinkedIn's comparison with competitors".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, _: &Overrides) -> Result<FilePlan, Problem> {
        Err(refusal(&source.shown(&entry.path)))
    }

    fn read(&self, _: &Source, plan: &FilePlan, _: &mut dyn Sink) -> Result<(), Problem> {
        Err(refusal(&plan.shown()))
    }
}

fn refusal(shown: &str) -> Problem {
    let message = "LinkedIn's comparison with competitors holds one sum a page for a whole period, and nothing by day or by post";
    Problem::new(Severity::Refused, ProblemCode::NotRecognised, shown, message)
        .hint("for the page itself, import its exports of content, followers and visitors")
}
