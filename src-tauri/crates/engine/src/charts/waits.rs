//! Charts of answers: by month, under each rule, hour by hour of the week.

use earshot_charts::{Definitions, Response, ResponseMonth, Rule, Week};
use earshot_model::{Filter, Grouping, Measure};

use super::View;
use crate::api::Failure;
use crate::figures::label;
use crate::office::is_of;

/// The rules in use, ours first.
const RULES: [&str; 6] = ["kaplan-meier", "median-answered", "mean-answered", "fastest-90", "horizon-7d", "conversations"];

impl View<'_> {
    pub(super) fn definitions(&self, filter: &Filter) -> Result<Definitions, Failure> {
        let ids: Vec<String> = RULES.map(|rule| format!("response_definition({rule})")).to_vec();
        let measures = self.corpus.measure(&ids, &self.selection, &[Grouping::Total])?;
        let rule = |measure: &Measure| Rule {
            id: measure.id.clone(),
            name: label(&measure.id),
            seconds: measure.value,
            n: measure.n.unwrap_or(0) as u64,
            ours: measure.id.ends_with("(kaplan-meier)"),
        };
        let waiting = self.corpus.waiting(&self.selection);
        Ok(Definitions {
            about: self.about(filter, waiting.inferred as u64, self.why_nobody_waits())?,
            opportunities: waiting.opportunities as u64,
            rules: measures.iter().map(rule).collect(),
        })
    }

    pub(super) fn by_month(&self, filter: &Filter) -> Result<Response, Failure> {
        let ids = ["opportunities", "unanswered", "response_median", "response_p90"].map(str::to_owned);
        let measures = self.corpus.measure(&ids, &self.selection, &[Grouping::Month])?;
        let mut months = Vec::new();
        for of_month in measures.chunk_by(|a, b| a.group == b.group) {
            let Some((year, month)) = of_month[0].group.as_deref().and_then(|group| group.split_once('-')) else { continue };
            let value = |id: &str| of_month.iter().find(|measure| measure.id == id).and_then(|measure| measure.value);
            let opportunities = value("opportunities").unwrap_or(0.0) as u64;
            if opportunities > 0 {
                months.push(ResponseMonth {
                    year: year.parse().unwrap_or(0),
                    month: month.parse().unwrap_or(0),
                    opportunities,
                    unanswered: value("unanswered").unwrap_or(0.0) as u64,
                    median: value("response_median"),
                    p90: value("response_p90"),
                });
            }
        }
        let inferred = self.corpus.waiting(&self.selection).inferred as u64;
        Ok(Response { about: self.about(filter, inferred, self.why_nobody_waits())?, months, notes: self.notes()? })
    }

    pub(super) fn why_nobody_waits(&self) -> &'static str {
        match self.accounts().any(|account| account.hears) {
            true => "Nobody wrote in this selection.",
            false => "The data holds only the account’s own messages: who was not answered can’t be known.",
        }
    }

    /// The office is that of the first of the accounts that has hours of its own, else everybody's.
    pub(super) fn week(&self, filter: &Filter) -> Result<Week, Failure> {
        let (written, answered) = self.corpus.hours(&self.selection);
        let (offices, infos) = (self.store.offices()?, self.store.accounts()?);
        let selected = (0_u32..).zip(&infos).filter(|(index, _)| self.selection.account(*index)).map(|(_, info)| info);
        // In the order of their days: the last is the newest.
        let own =
            selected.flat_map(|info| offices.iter().rfind(|office| office.whose.as_ref().is_some_and(|whose| is_of(whose, info)))).next();
        let office = own.or_else(|| offices.iter().rfind(|office| office.whose.is_none()));
        let hours = |day: usize| match office {
            Some(office) => office.week.0[day].iter().map(|&(from, to)| (f64::from(from) / 60.0, f64::from(to) / 60.0)).collect(),
            None if day < 5 => vec![(9.0, 17.0)],
            None => Vec::new(),
        };
        Ok(Week {
            about: self.about(filter, 0, self.why_nobody_waits())?,
            written,
            answered,
            open: std::array::from_fn(hours),
            assumed: office.is_none(),
        })
    }
}
