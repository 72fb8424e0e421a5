//! From the store to a corpus, and what stays known between two questions.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::sync_channel;

use chrono::TimeZone;
use chrono_tz::Tz;
use earshot_measures::{
    Account, Builder, Corpus, Counted, Days, Glossary, Kept, Matches, Parsed, Platform, Post, Raw, Release, Selection, find_matches_apart,
};
use earshot_model::{Counts, Filter, IdSpace, Millis};
use earshot_store::{AccountInfo, Store};

use crate::Engine;
use crate::api::Failure;
use crate::engine::lock;
use crate::office::set_offices;

/// Which store it is, and all that figures depend on but the questions.
#[derive(Debug, Clone, PartialEq)]
struct State {
    path: PathBuf,
    imports: String,
    /// Where people say that messages belong, and which accounts are peers.
    placed: String,
    /// What else they say.
    said: String,
    as_of: Option<Millis>,
}

impl State {
    fn of(store: &Store, as_of: Option<Millis>) -> Result<State, Failure> {
        let (imports, placed, said) = (store.fingerprint()?, store.placed()?, store.said()?);
        Ok(State { path: store.path().to_owned(), imports, placed, said, as_of })
    }

    /// What is derived from messages alone.
    fn of_messages(&self) -> String {
        let both_sides = earshot_formats::formats().into_iter().filter(|format| format.both_sides).map(|format| format.id);
        format!("{} {} {}", env!("CARGO_PKG_VERSION"), both_sides.collect::<Vec<_>>().join(","), self.imports)
    }

    /// What depends on which messages are broadcasts, and whose.
    fn of_broadcasts(&self) -> String {
        format!("{} {}", self.of_messages(), self.placed)
    }
}

/// The corpus of a store in one state, or of some of its accounts.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    state: State,
    /// Indices of accounts; none: all.
    of: Vec<u32>,
    pub(crate) corpus: Arc<Corpus>,
    has: Needs,
}

/// What a question needs beside the messages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Needs {
    pub(crate) matches: bool,
    pub(crate) counts: bool,
}

impl Needs {
    pub(crate) const ALL: Needs = Needs { matches: true, counts: true };
    pub(crate) const NONE: Needs = Needs { matches: false, counts: false };

    fn covers(self, needs: Needs) -> bool {
        (self.matches || !needs.matches) && (self.counts || !needs.counts)
    }
}

impl Engine {
    /// The corpus of the shown store; built anew only when the store or the as-of has changed.
    pub(crate) fn corpus(&self, store: &Store, filter: &Filter, needs: Needs) -> Result<Arc<Corpus>, Failure> {
        let as_of = as_of(filter)?;
        let state = State::of(store, as_of)?;
        let mut known = lock(&self.known);
        let before = known.take().filter(|known| known.state == state && known.of.is_empty());
        let has = before.as_ref().map_or(Needs::NONE, |known| known.has);
        if let Some(before) = before.as_ref().filter(|_| has.covers(needs)) {
            *known = Some(before.clone());
            return Ok(Arc::clone(&before.corpus));
        }
        // What is known is added to, unless another command is reading it just now.
        let (mut corpus, has) = match before.and_then(|known| Arc::try_unwrap(known.corpus).ok()) {
            Some(corpus) => (corpus, has),
            None => {
                let mut corpus = self.derived(store, &state)?;
                set_said(store, &mut corpus)?;
                (corpus, Needs::NONE)
            }
        };
        if needs.counts && !has.counts {
            set_counts(store, &mut corpus, as_of)?;
        }
        if needs.matches && !has.matches {
            let matches = self.matches(store, &corpus, &state)?;
            corpus.set_matches(matches);
        }
        let has = Needs { matches: has.matches || needs.matches, counts: has.counts || needs.counts };
        let corpus = Arc::new(corpus);
        *known = Some(Known { state, of: Vec::new(), corpus: Arc::clone(&corpus), has });
        Ok(corpus)
    }

    /// A corpus that answers what is asked of the filter's accounts: that of them alone, where it is kept and the whole is not known.
    pub(crate) fn corpus_of(&self, store: &Store, filter: &Filter, needs: Needs) -> Result<Arc<Corpus>, Failure> {
        if filter.accounts.is_empty() || filter.as_of.is_some() {
            return self.corpus(store, filter, needs);
        }
        let state = State::of(store, None)?;
        let mut known = lock(&self.known);
        let is_known = |known: &&Known| known.state == state;
        if let Some(part) = known.as_ref().filter(is_known).filter(|known| known.has.covers(needs) && !known.of.is_empty())
            && part.of == accounts_of(part.corpus.accounts(), filter)?
        {
            return Ok(Arc::clone(&part.corpus));
        }
        let whole = known.as_ref().filter(is_known).is_some_and(|known| known.of.is_empty());
        if !whole && let Some((of, corpus)) = part(store, filter, needs, &state)? {
            let corpus = Arc::new(corpus);
            *known = Some(Known { state, of, corpus: Arc::clone(&corpus), has: needs });
            return Ok(corpus);
        }
        drop(known);
        self.corpus(store, filter, needs)
    }
}

impl Engine {
    /// The corpus as it was kept beside the store, or else derived anew, and kept if that takes its time.
    fn derived(&self, store: &Store, state: &State) -> Result<Corpus, Failure> {
        if let Some(corpus) = state.as_of.is_none().then(|| kept(store, state)?.whole()).flatten() {
            return Ok(corpus);
        }
        let corpus = load(store, state.as_of)?;
        if state.as_of.is_none() && corpus.len() >= self.worth_keeping {
            keep(&beside(store, "derived"), |file| corpus.keep(&state.of_messages(), file));
        }
        Ok(corpus)
    }

    /// The matches, kept in the same way.
    fn matches(&self, store: &Store, corpus: &Corpus, state: &State) -> Result<Matches, Failure> {
        if let Some(matches) = state.as_of.is_none().then(|| kept_matches(store, state)).flatten() {
            return Ok(matches);
        }
        let matches = matches(store, corpus, state.as_of)?;
        if state.as_of.is_none() && corpus.len() >= self.worth_keeping {
            keep(&beside(store, "matches"), |mut file| file.write_all(&matches.to_bytes(&state.of_broadcasts())));
        }
        Ok(matches)
    }
}

fn beside(store: &Store, what: &str) -> PathBuf {
    let mut path = store.path().as_os_str().to_owned();
    path.push(".");
    path.push(what);
    PathBuf::from(path)
}

fn kept(store: &Store, state: &State) -> Option<Kept<File>> {
    Kept::open(File::open(beside(store, "derived")).ok()?, &state.of_messages())
}

fn kept_matches(store: &Store, state: &State) -> Option<Matches> {
    Matches::of_bytes(&std::fs::read(beside(store, "matches")).ok()?, &state.of_broadcasts())
}

/// What people say of the messages, of the accounts and of their offices.
fn set_said(store: &Store, corpus: &mut Corpus) -> Result<(), Failure> {
    set_offices(store, corpus)?;
    corpus.set_peers(&crate::register::peers(store)?);
    corpus.overrule(store.verdicts()?.into_iter().map(|(message, verdict, _)| (message, verdict)));
    Ok(())
}

/// Where it can't be written, or another program is writing it too, it is derived again the next time.
fn keep(path: &Path, write: impl FnOnce(File) -> std::io::Result<()>) {
    let mut part = path.as_os_str().to_owned();
    part.push(format!(".{}", std::process::id()));
    if File::create(&part).and_then(write).and_then(|()| std::fs::rename(&part, path)).is_err() {
        let _ = std::fs::remove_file(&part);
    }
}

/// The part of the filter's accounts, with all that is needed; `None` where some of it is not kept, or they are most of the store.
fn part(store: &Store, filter: &Filter, needs: Needs, state: &State) -> Result<Option<(Vec<u32>, Corpus)>, Failure> {
    let Some(kept) = kept(store, state) else { return Ok(None) };
    let of = accounts_of(kept.accounts(), filter)?;
    let (messages, all) = kept.share(&of);
    let matches = if needs.matches { kept_matches(store, state) } else { None };
    if messages > all / 2 || needs.matches && matches.is_none() {
        return Ok(None);
    }
    let Some(mut corpus) = kept.part(&of) else { return Ok(None) };
    set_said(store, &mut corpus)?;
    if needs.counts {
        set_counts(store, &mut corpus, None)?;
    }
    matches.into_iter().for_each(|matches| corpus.set_matches(matches));
    Ok(Some((of, corpus)))
}

fn set_counts(store: &Store, corpus: &mut Corpus, as_of: Option<Millis>) -> Result<(), Failure> {
    corpus.set_counts(store.counts(as_of)?.iter().map(|row| (row.message, counted(&row.counts))));
    corpus.set_days(days(store, as_of)?);
    Ok(())
}

/// How many messages travel together from the thread that reads the store to the one that builds the corpus, and how many
/// such parcels may wait.
const PARCEL: usize = 4_096;
const WAITING: usize = 4;

fn load(store: &Store, as_of: Option<Millis>) -> Result<Corpus, Failure> {
    let platform = |word: &str| Platform(earshot_model::Platform::of_word(word).unwrap_or(earshot_model::Platform::Conversation) as u8);
    let spaces: Vec<(Platform, bool)> =
        store.spaces()?.iter().map(|space| (Platform(IdSpace(space.as_str().into()).platform() as u8), space == "x-post")).collect();
    let accounts = store.accounts()?;
    let two_sided: Vec<String> =
        earshot_formats::formats().into_iter().filter(|format| format.both_sides).map(|format| format.id).collect();
    let mut glossary = Glossary::new(as_of);
    for account in &accounts {
        let name = name_of(account, &accounts);
        let both_sides = account.formats.iter().any(|format| two_sided.contains(format));
        glossary.account(platform(&account.platform), account.id, &name, &account.handle, account.as_of.unwrap_or_default(), both_sides);
    }
    let (messages, people) = store.about_how_many()?;
    let mut builder = Builder::new(&glossary, messages, people);
    store.for_each_person(|id, of, handle| builder.person(platform(of), id, handle))?;

    let (sender, receiver) = sync_channel::<Vec<Parsed>>(WAITING);
    std::thread::scope(|scope| {
        let building = scope.spawn(move || {
            receiver.into_iter().flatten().for_each(|parsed| builder.take(parsed));
            builder.finish()
        });
        let mut parcel = Vec::with_capacity(PARCEL);
        let send = |parcel: Vec<Parsed>| drop(sender.send(parcel)); // the builder is gone only when it failed: `join` says so
        store.for_each_message(|row| {
            let (platform, ids_hold_time) = spaces.get(row.space as usize).copied().unwrap_or((Platform(0), false));
            parcel.extend(glossary.read(&Raw {
                id: row.id,
                space: row.space as u32,
                platform,
                native_id: row.native_id,
                ids_hold_time,
                account: row.account,
                person: row.person,
                direct: row.kind == "direct",
                repost: row.kind == "repost",
                at: row.sent_at,
                whole_day: row.precision >= 86_400,
                parent: row.parent,
                parent_known: row.parent_known,
                parent_author: row.parent_author,
                conversation: row.conversation,
                text: row.text,
            }));
            if parcel.len() >= PARCEL {
                send(std::mem::replace(&mut parcel, Vec::with_capacity(PARCEL)));
            }
        })?;
        send(parcel);
        drop(sender);
        building
            .join()
            .map_err(|_| Failure::new("internal", "the messages could not be put in order", "please report this; nothing was changed"))
    })
}

fn counted(counts: &Counts) -> Counted {
    let sum = |parts: &[Option<i64>]| parts.iter().any(Option::is_some).then(|| parts.iter().flatten().sum());
    let clicks = [counts.url_clicks, counts.hashtag_clicks, counts.permalink_clicks, counts.profile_visits, counts.detail_expands];
    Counted {
        reach: counts.reach,
        impressions: counts.impressions,
        engagements: counts.engagements,
        likes: counts.likes,
        comments: counts.replies,
        shares: sum(&[counts.reposts, counts.shares]),
        saves: counts.saves,
        // All clicks where the platform counts them, else those of each kind.
        clicks: counts.other.get("clicks").copied().or_else(|| sum(&clicks)),
    }
}

/// Followers and impressions by day, of each account that has any; those after the as-of are unknown.
fn days(store: &Store, as_of: Option<Millis>) -> Result<BTreeMap<i64, Days>, Failure> {
    let mut days: BTreeMap<i64, Days> = BTreeMap::new();
    for row in store.days(&["followers", "impressions"])? {
        let day = earshot_measures::day_of(row.date);
        if as_of.is_some_and(|as_of| i64::from(day) * 86_400_000 > as_of) {
            continue;
        }
        let of_account = days.entry(row.account).or_default();
        let figures = if row.measure == "followers" { &mut of_account.followers } else { &mut of_account.impressions };
        figures.push((day, row.value));
    }
    Ok(days)
}

fn matches(store: &Store, corpus: &Corpus, as_of: Option<Millis>) -> Result<Matches, Failure> {
    let broadcasts: Vec<(u32, i64, u32, Millis)> = corpus.broadcasts().collect();
    let ids: Vec<i64> = broadcasts.iter().map(|&(_, id, _, _)| id).collect();
    let texts = store.texts(&ids)?;
    let posts: Vec<Post<'_>> =
        broadcasts.iter().zip(&texts).map(|(&(message, _, account, at), text)| Post { message, account, at, text: &text.text }).collect();
    let releases = store.releases()?;
    let texts: Vec<String> = releases.iter().map(|release| format!("{}\n{}", release.title, release.body)).collect();
    let releases: Vec<Release<'_>> = releases
        .iter()
        .zip(&texts)
        .filter(|(release, _)| as_of.is_none_or(|as_of| release.published_at <= as_of))
        .map(|(release, text)| Release { id: release.id, at: release.published_at, text })
        .collect();
    // Ours are one house, each peer is another.
    Ok(find_matches_apart(&posts, &releases, |account| if corpus.accounts()[account as usize].peer { account + 1 } else { 0 }))
}

/// The moment of a date or of a date and time on the zone's clock, `2026-03-01` or `2026-03-01T14:00`, or of RFC 3339.
pub(crate) fn moment(zone: Tz, text: &str) -> Result<Millis, Failure> {
    if let Ok(moment) = chrono::DateTime::parse_from_rfc3339(text) {
        return Ok(moment.timestamp_millis());
    }
    let local = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"].iter().find_map(|form| chrono::NaiveDateTime::parse_from_str(text, form).ok());
    let local = local.or_else(|| text.parse::<chrono::NaiveDate>().ok().map(|day| day.and_time(chrono::NaiveTime::MIN)));
    // An hour that the clock skips in spring is the one after it.
    let shown = local
        .and_then(|local| [0, 1].iter().find_map(|&hours| zone.from_local_datetime(&(local + chrono::TimeDelta::hours(hours))).earliest()));
    shown
        .map(|shown| shown.timestamp_millis())
        .ok_or_else(|| Failure::new("bad-request", format!("`{text}` is no moment"), "write it as 2026-03-01 or 2026-03-01T14:00"))
}

/// How an account is called: by its handle, with the platform behind it where two have one handle.
pub(crate) fn name_of(account: &AccountInfo, accounts: &[AccountInfo]) -> String {
    let twice = accounts.iter().filter(|other| other.handle.eq_ignore_ascii_case(&account.handle)).count() > 1;
    if twice { format!("{} ({})", account.handle, account.platform) } else { account.handle.clone() }
}

/// A zone by its name.
pub(crate) fn parse_zone(zone: &str) -> Result<Tz, Failure> {
    zone.parse().map_err(|_| {
        // `copenhagen` is most likely Europe/Copenhagen.
        let wanted = zone.trim().replace(' ', "_");
        let city = |known: &&Tz| known.name().rsplit('/').next().is_some_and(|city| city.eq_ignore_ascii_case(&wanted));
        let hint = match chrono_tz::TZ_VARIANTS.iter().find(city) {
            Some(known) => format!("did you mean {}?", known.name()),
            None => "write it as in Europe/London".to_owned(),
        };
        Failure::new("bad-request", format!("there is no time zone `{zone}`"), &hint)
    })
}

/// The reporting zone of a store.
pub(crate) fn zone(store: &Store) -> Result<Tz, Failure> {
    Ok(store.setting("zone")?.and_then(|zone| zone.parse().ok()).unwrap_or(Tz::UTC))
}

/// The accounts and the window of a filter.
pub(crate) fn selection(store: &Store, corpus: &Corpus, filter: &Filter) -> Result<Selection, Failure> {
    let zone = zone(store)?;
    let calendar = earshot_measures::Calendar::new(zone);
    let accounts = accounts_of(corpus.accounts(), filter)?;
    let window = filter.window;
    if window.from.zip(window.to).is_some_and(|(from, to)| from >= to) {
        return Err(Failure::new(
            "bad-request",
            "the window ends before it begins",
            "the end is not part of it: for June, 1 June to 1 July",
        ));
    }
    let apart = (0..).zip(corpus.accounts()).filter(|(_, account)| account.peer).map(|(index, _)| index).collect();
    Ok(Selection {
        accounts,
        apart,
        from: window.from.map(|day| calendar.midnight(day)),
        to: window.to.map(|day| calendar.midnight(day)),
        zone,
    })
}

/// The accounts that a filter names, each once and in their order.
fn accounts_of(accounts: &[Account], filter: &Filter) -> Result<Vec<u32>, Failure> {
    let mut of = filter.accounts.iter().map(|name| account_index(accounts, name)).collect::<Result<Vec<u32>, Failure>>()?;
    of.sort_unstable();
    of.dedup();
    Ok(of)
}

fn account_index(accounts: &[Account], name: &str) -> Result<u32, Failure> {
    let wanted = name.trim_start_matches('@');
    let by_name = accounts.iter().position(|account| account.name.eq_ignore_ascii_case(wanted));
    by_name
        .map(|index| index as u32)
        .ok_or_else(|| Failure::new("bad-request", format!("there is no account `{name}`"), "see `earshot accounts`"))
}

/// The moment of `--as-of`: RFC 3339, or a date, which ends it.
pub(crate) fn as_of(filter: &Filter) -> Result<Option<Millis>, Failure> {
    let Some(text) = filter.as_of.as_deref() else { return Ok(None) };
    if let Ok(moment) = chrono::DateTime::parse_from_rfc3339(text) {
        return Ok(Some(moment.timestamp_millis()));
    }
    match text.parse::<chrono::NaiveDate>().ok().and_then(|date| date.succ_opt()) {
        Some(next) => Ok(Some(next.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis() - 1)),
        None => Err(Failure::new("bad-request", format!("`{text}` is no moment"), "write it as 2026-10-04T12:00:00Z or 2026-10-04")),
    }
}
