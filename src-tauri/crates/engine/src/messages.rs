//! The messages behind a figure, and why each is there.

use std::collections::HashMap;

use chrono::NaiveDate;
use earshot_measures::{Hit, longest_common_words};
use earshot_model::{Filter, Window};
use earshot_store::{ReleaseRow, Store};

use crate::Engine;
use crate::api::{Failure, Matched, RowView, RowsPage, RowsRequest};
use crate::data::{Needs, moment, selection};
use crate::words;

impl Engine {
    /// A page of the messages behind a figure.
    pub fn rows(&self, request: &RowsRequest) -> Result<RowsPage, Failure> {
        let store = self.read_existing()?;
        let corpus = self.corpus(&store, &request.filter, Needs::ALL)?;
        let filter = match &request.month {
            Some(month) => in_month(&request.filter, month)?,
            None => request.filter.clone(),
        };
        let mut selection = selection(&store, &corpus, &filter)?;
        if let Some([from, to]) = &request.between {
            let (from, to) = (moment(selection.zone, from)?, moment(selection.zone, to)?);
            selection.from = Some(selection.from.map_or(from, |first| first.max(from)));
            selection.to = Some(selection.to.map_or(to, |last| last.min(to)));
        }
        let hits = corpus.rows(&request.id, &selection)?;
        let total = hits.len() as u64;
        let page: Vec<&Hit> = hits.iter().skip(request.offset as usize).take(request.limit as usize).collect();
        let ids: Vec<i64> = page.iter().map(|hit| corpus.message_id(hit.message as usize)).collect();
        let (texts, origins) = (store.texts(&ids)?, store.origins(&ids)?);
        let reasons: HashMap<i64, String> =
            store.verdicts()?.into_iter().filter_map(|(message, _, reason)| Some((message, reason?))).collect();
        let mut releases = None;
        let mut rows = Vec::with_capacity(page.len());
        for ((hit, text), origins) in page.iter().zip(texts).zip(origins) {
            let message = hit.message as usize;
            let matched = match corpus.matched(message) {
                Some(found) => matched(&store, &corpus, &mut releases, found, &text.text)?,
                None => None,
            };
            rows.push(RowView {
                id: text.native_id,
                when: words::moment_to(text.sent_at, text.precision),
                direction: if corpus.inbound(message) { "inbound" } else { "outbound" }.to_owned(),
                who: text.person.clone().or_else(|| text.account.clone()).unwrap_or_else(|| "unknown".to_owned()),
                account: corpus.account_of(message).map(|account| account.name.clone()),
                class: corpus.class_name(message).map(str::to_owned),
                why: hit.why.clone(),
                text: text.text,
                answered_after: hit.answered_after,
                matched,
                permalink: text.permalink,
                import: text.import,
                origins,
                can_be_overruled: corpus.is_said_in_public(message),
                verdict: corpus.verdict(message),
                reason: reasons.get(&text.id).cloned(),
            });
        }
        Ok(RowsPage { total, rows })
    }
}

/// The releases of the store by id, read when the first match asks for them.
type Releases = Option<HashMap<i64, ReleaseRow>>;

fn matched(
    store: &Store,
    corpus: &earshot_measures::Corpus,
    releases: &mut Releases,
    found: &earshot_measures::Match,
    text: &str,
) -> Result<Option<Matched>, Failure> {
    if let Some((release, containment)) = found.carried() {
        if releases.is_none() {
            *releases = Some(store.releases()?.into_iter().map(|release| (release.id, release)).collect());
        }
        let Some(release) = releases.as_ref().and_then(|releases| releases.get(&release)) else { return Ok(None) };
        return Ok(Some(Matched {
            kind: "release".to_owned(),
            title: release.title.clone(),
            when: words::moment(release.published_at),
            percent: (containment * 100.0).round() as u8,
            words: longest_common_words(text, &format!("{}\n{}", release.title, release.body)),
            link: release.link.clone(),
        }));
    }
    let Some((earlier, jaccard)) = found.repeats else { return Ok(None) };
    let earlier = store.texts(&[corpus.message_id(earlier as usize)])?;
    Ok(earlier.first().map(|earlier| Matched {
        kind: "message".to_owned(),
        title: earlier.text.clone(),
        when: words::moment_to(earlier.sent_at, earlier.precision),
        percent: (jaccard * 100.0).round() as u8,
        words: longest_common_words(text, &earlier.text),
        link: earlier.permalink.clone(),
    }))
}

/// The filter, narrowed to a month (`2026-04`).
fn in_month(filter: &Filter, month: &str) -> Result<Filter, Failure> {
    let first = format!("{month}-01").parse::<NaiveDate>().map_err(|_| Failure::bad_request(format!("`{month}` is no month")))?;
    let next = first.checked_add_months(chrono::Months::new(1)).unwrap_or(first);
    let from = filter.window.from.map_or(first, |from| from.max(first));
    let to = filter.window.to.map_or(next, |to| to.min(next));
    Ok(Filter { window: Window { from: Some(from), to: Some(to) }, ..filter.clone() })
}
