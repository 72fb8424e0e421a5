//! A corpus as bytes: what was derived from a store once need not be derived again.
//!
//! The bytes carry a key, which says of what state of which store they are, and a checksum. Whatever does not fit is no corpus: it is
//! derived anew. Counts, days, matches and offices are not in them; no text is, and no name but those of the accounts.

use rustc_hash::FxHashMap;

use crate::Corpus;
use crate::corpus::{Account, Class, NONE, Run};

const MARK: &[u8; 8] = b"EARSHOTC";

/// What the bytes are derived by and how they are written: of other code, they are of no use.
const DERIVED_BY: [&str; 6] = [
    include_str!("cache.rs"),
    include_str!("corpus.rs"),
    include_str!("corpus/conversations.rs"),
    include_str!("corpus/ids.rs"),
    include_str!("corpus/runs.rs"),
    include_str!("corpus/text.rs"),
];

impl Corpus {
    /// The corpus under a key.
    pub fn to_bytes(&self, key: &str) -> Vec<u8> {
        let mut out = Out(Vec::with_capacity(self.len() * 32 + self.runs.len() * 48 + 4_096));
        out.0.extend_from_slice(MARK);
        out.0.extend_from_slice(&[0; 8]); // the checksum, when all is there
        out.number(form());
        out.text(key);
        out.number(self.accounts.len() as u64);
        for account in &self.accounts {
            out.number(account.id.cast_unsigned());
            out.number(account.as_of.cast_unsigned());
            out.number(u64::from(account.hears_public) | u64::from(account.hears) << 1);
            out.text(&account.name);
            out.text(&account.handle);
        }
        out.all(&self.id, |id| id.to_le_bytes());
        out.all(&self.at, |at| at.to_le_bytes());
        for column in [&self.account, &self.person, &self.root, &self.turns] {
            out.all(column, |value| value.to_le_bytes());
        }
        out.all(&self.class, |class| [class.map_or(u8::MAX, |class| class as u8)]);
        out.all(&self.flags, |flags| [*flags]);
        let mut parents: Vec<(u32, i64)> = self.parent_time.iter().map(|(message, at)| (*message, *at)).collect();
        parents.sort_unstable();
        out.all(&parents, |(message, _)| message.to_le_bytes());
        out.all(&parents, |(_, at)| at.to_le_bytes());
        for column in [|run: &Run| run.arrived, |run: &Run| run.answered.unwrap_or(i64::MIN)] {
            out.all(&self.runs, |run| column(run).to_le_bytes());
        }
        for column in RUN_NUMBERS {
            out.all(&self.runs, |run| column(run).to_le_bytes());
        }
        out.all(&self.runs, |run| [u8::from(run.direct) | u8::from(run.inferred) << 1]);
        let checksum = checksum(&out.0[16..]);
        out.0[8..16].copy_from_slice(&checksum.to_le_bytes());
        out.0
    }

    /// The corpus in these bytes, if they are one under this key.
    pub fn of_bytes(bytes: &[u8], key: &str) -> Option<Corpus> {
        let mut rest = In(bytes);
        let whole = rest.take(8)? == MARK && rest.number()? == checksum(rest.0) && rest.number()? == form() && rest.text()? == key;
        if !whole {
            return None;
        }
        let mut accounts = Vec::new();
        for _ in 0..rest.number()? {
            let (id, as_of, hears) = (rest.number()?.cast_signed(), rest.number()?.cast_signed(), rest.number()?);
            let (name, handle) = (rest.text()?.to_owned(), rest.text()?.to_owned());
            accounts.push(Account { id, name, handle, as_of, hears_public: hears & 1 != 0, hears: hears & 2 != 0, peer: false });
        }
        let (id, at) = (rest.all(i64::from_le_bytes)?, rest.all(i64::from_le_bytes)?);
        let mut numbers = || rest.all(u32::from_le_bytes);
        let (account, person, root, turns) = (numbers()?, numbers()?, numbers()?, numbers()?);
        let class = rest.all(|[class]: [u8; 1]| Class::of(class))?;
        let flags = rest.all(|[flags]: [u8; 1]| flags)?;
        let parents: FxHashMap<u32, i64> = rest.all(u32::from_le_bytes)?.into_iter().zip(rest.all(i64::from_le_bytes)?).collect();
        let (arrived, answered) = (rest.all(i64::from_le_bytes)?, rest.all(i64::from_le_bytes)?);
        let mut of_runs = Vec::with_capacity(RUN_NUMBERS.len());
        for _ in RUN_NUMBERS {
            of_runs.push(rest.all(u32::from_le_bytes)?);
        }
        let marks = rest.all(|[marks]: [u8; 1]| marks)?;
        let [of_account, of_person, of_root, number, first, answer] = &of_runs[..] else { return None };
        let runs = (0..arrived.len()).map(|run| {
            Some(Run {
                account: *of_account.get(run)?,
                person: *of_person.get(run)?,
                root: *of_root.get(run)?,
                arrived: arrived[run],
                answered: Some(*answered.get(run)?).filter(|at| *at != i64::MIN),
                number: *number.get(run)?,
                first: *first.get(run)?,
                answer: *answer.get(run)?,
                direct: marks.get(run)? & 1 != 0,
                inferred: marks.get(run)? & 2 != 0,
            })
        });
        let runs = runs.collect::<Option<Vec<Run>>>()?;
        let lengths = [at.len(), account.len(), person.len(), root.len(), class.len(), flags.len()];
        let known = |of: u32| of == NONE || (of as usize) < accounts.len();
        let sound = rest.0.is_empty()
            && lengths.iter().all(|length| *length == id.len())
            && account.iter().all(|&of| known(of))
            && runs.iter().all(|run| (run.account as usize) < accounts.len() && (run.first as usize) < id.len());
        sound.then(|| Corpus {
            accounts,
            id,
            at,
            account,
            person,
            root,
            class,
            flags,
            parent_time: parents,
            runs,
            turns,
            ..Corpus::default()
        })
    }
}

const RUN_NUMBERS: [fn(&Run) -> u32; 6] =
    [|run| run.account, |run| run.person, |run| run.root, |run| run.number, |run| run.first, |run| run.answer];

fn form() -> u64 {
    DERIVED_BY.iter().fold(0, |form, source| form ^ checksum(source.as_bytes()).rotate_left(1))
}

/// Tells bytes that were cut off or damaged on the disk.
fn checksum(bytes: &[u8]) -> u64 {
    let mix = |sum: u64, word: [u8; 8]| (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23);
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(words.iter().fold(bytes.len() as u64, |sum, word| mix(sum, *word)), last)
}

struct Out(Vec<u8>);

impl Out {
    fn number(&mut self, number: u64) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    fn all<T, const N: usize>(&mut self, values: &[T], bytes: impl Fn(&T) -> [u8; N]) {
        self.number(values.len() as u64);
        values.iter().for_each(|value| self.0.extend_from_slice(&bytes(value)));
    }
}

struct In<'a>(&'a [u8]);

impl<'a> In<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u64> {
        self.take(8)?.try_into().ok().map(u64::from_le_bytes)
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(usize::try_from(length).ok()?)?).ok()
    }

    fn all<T, const N: usize>(&mut self, of: impl Fn([u8; N]) -> T) -> Option<Vec<T>> {
        let count = usize::try_from(self.number()?).ok()?;
        let (values, _) = self.take(count.checked_mul(N)?)?.as_chunks::<N>();
        Some(values.iter().map(|value| of(*value)).collect())
    }
}
