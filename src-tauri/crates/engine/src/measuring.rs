//! Figures: what `measure` prints.

use earshot_measures::{DEFINITIONS, MeasureError};
use earshot_model::{Filter, Grouping, Measure};
use serde::Serialize;

use crate::Engine;
use crate::api::{AccountRow, Explanation, Failure, Nothing, Status};
use crate::data::{Needs, selection, zone};
use crate::words;

/// What is asked for: ids (none: all), of what, split how (nothing: in one).
#[derive(Debug, Clone, Default)]
pub struct Question {
    pub ids: Vec<String>,
    pub filter: Filter,
    pub by: Vec<Grouping>,
}

/// The answer, as `measure --json` prints it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measured {
    /// RFC 3339 UTC: up to when the data of the newest of the accounts is known to be complete.
    pub as_of: Option<String>,
    pub window: earshot_model::Window,
    pub accounts: Vec<String>,
    pub measures: Vec<Measure>,
}

impl Engine {
    pub fn measure(&self, question: &Question) -> Result<Measured, Failure> {
        let store = self.read_existing()?;
        let ids = &question.ids;
        let needs = Needs {
            matches: earshot_measures::Corpus::needs_matches(ids) || question.by.contains(&Grouping::Rung),
            counts: earshot_measures::Corpus::needs_counts(ids),
        };
        let corpus = self.corpus(&store, &question.filter, needs)?;
        let selection = selection(&store, &corpus, &question.filter)?;
        let by = if question.by.is_empty() { vec![Grouping::Total] } else { question.by.clone() };
        let measures = corpus.measure(ids, &selection, &by)?;
        let selected: Vec<_> = corpus
            .accounts()
            .iter()
            .enumerate()
            .filter(|(index, _)| selection.accounts.is_empty() || selection.accounts.contains(&(*index as u32)))
            .map(|(_, account)| account)
            .collect();
        Ok(Measured {
            as_of: selected.iter().map(|account| account.as_of).max().map(words::moment),
            window: question.filter.window,
            accounts: selected.iter().map(|account| account.name.clone()).collect(),
            measures,
        })
    }

    /// What figures mean (none named: all), in the order in which they are printed.
    pub fn explain(ids: &[String]) -> Result<Vec<Explanation>, Failure> {
        if let Some(unknown) = ids.iter().find(|id| earshot_measures::definition(id).is_none()) {
            return Err(MeasureError::UnknownId(unknown.clone()).into());
        }
        let asked = DEFINITIONS.iter().filter(|definition| ids.is_empty() || ids.iter().any(|id| id == definition.id));
        Ok(asked
            .map(|definition| Explanation {
                id: definition.id.to_owned(),
                unit: definition.unit.as_str().to_owned(),
                version: definition.version,
                definition: definition.text.to_owned(),
                formula: definition.formula.to_owned(),
                unknown: definition.unknown.to_owned(),
                reading: definition.reading.to_owned(),
                source: definition.source.to_owned(),
                page: definition.page(),
            })
            .collect())
    }

    /// The store at a glance.
    pub fn status(&self, _: Nothing) -> Result<Status, Failure> {
        let mut status = Status {
            store: self.store_path().display().to_string(),
            demo: self.is_demo(),
            messages: 0,
            imports: 0,
            accounts: Vec::new(),
            first_day: None,
            last_day: None,
            zone: "UTC".to_owned(),
        };
        let Some(store) = self.read()? else { return Ok(status) };
        let totals = store.totals()?;
        let zone = zone(&store)?;
        let day = |at| words::local(zone, at).format("%Y-%m-%d").to_string();
        status.messages = totals.messages;
        status.imports = totals.imports;
        status.accounts = self.accounts(Nothing {})?;
        status.first_day = totals.span.map(|span| day(span.from));
        status.last_day = totals.span.map(|span| day(span.to));
        status.zone = zone.name().to_owned();
        Ok(status)
    }

    /// All accounts with what is known of them.
    pub fn accounts(&self, _: Nothing) -> Result<Vec<AccountRow>, Failure> {
        let Some(store) = self.read()? else { return Ok(Vec::new()) };
        let corpus = self.corpus(&store, &Filter::default(), Needs::NONE)?;
        let ids = ["inbound".to_owned(), "outbound".to_owned()];
        let all = selection(&store, &corpus, &Filter::default())?;
        let measures = corpus.measure(&ids, &all, &[Grouping::Account])?;
        let count = |id: &str, name: &str| {
            let found = measures.iter().find(|measure| measure.id == id && measure.group.as_deref() == Some(name));
            found.and_then(|measure| measure.value).unwrap_or(0.0) as u64
        };
        let infos = store.accounts()?;
        Ok(corpus
            .accounts()
            .iter()
            .zip(&infos)
            .map(|(account, info)| AccountRow {
                name: account.name.clone(),
                platform: info.platform.clone(),
                handle: account.handle.clone(),
                outbound: count("outbound", &account.name),
                inbound: count("inbound", &account.name),
                as_of: info.as_of.map(words::moment),
            })
            .collect())
    }
}

impl Engine {
    /// Every format that can be read.
    pub fn formats() -> Vec<earshot_model::Format> {
        earshot_formats::formats()
    }

    /// Chooses the zone in which days and months are cut.
    pub fn set_zone(&self, zone: &str) -> Result<(), Failure> {
        let zone = crate::data::parse_zone(zone)?;
        let path = self.store_path();
        if !path.exists() {
            return Err(earshot_store::StoreError::Missing(path).into());
        }
        Ok(earshot_store::Store::open(&path)?.set_setting("zone", zone.name())?)
    }

    /// Runs one query that reads.
    pub fn sql(&self, query: &str) -> Result<earshot_store::Sheet, Failure> {
        Ok(self.read_existing()?.sql(query)?)
    }

    /// Examines the store.
    pub fn check(&self) -> Result<earshot_store::Check, Failure> {
        Ok(self.read_existing()?.check()?)
    }
}
