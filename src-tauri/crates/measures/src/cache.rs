//! A corpus as bytes: what was derived from a store once need not be derived again.
//!
//! A head tells of what state of which store they are and where each account's block begins, so that a question about some accounts
//! reads no others. Head and blocks carry a checksum each. Whatever does not fit is no corpus: it is derived anew. Counts, days and
//! offices are not in them; no text is, and no name but those of the accounts.

mod bytes;

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::mpsc::sync_channel;

use rustc_hash::FxHashMap;

use crate::Corpus;
use crate::churn::{Match, Matches};
use crate::corpus::{Account, Class, DIRECT, NONE, Run};
use crate::threads::shared_out;
use bytes::{In, Out, checksum};

/// Into how many stretches the accounts are parted when they are kept.
const STRETCHES: usize = 8;
const MARK: &[u8; 8] = b"EARSHOTC";

/// What the bytes are derived by and how they are written: of other code, they are of no use.
const DERIVED_BY: [&str; 11] = [
    include_str!("cache.rs"),
    include_str!("cache/bytes.rs"),
    include_str!("churn.rs"),
    include_str!("clock.rs"),
    include_str!("churn/houses.rs"),
    include_str!("churn/normal.rs"),
    include_str!("corpus.rs"),
    include_str!("corpus/conversations.rs"),
    include_str!("corpus/ids.rs"),
    include_str!("corpus/runs.rs"),
    include_str!("corpus/text.rs"),
];

fn form() -> u64 {
    DERIVED_BY.iter().fold(0, |form, source| (form ^ checksum(source.as_bytes())).rotate_left(1))
}

/// A corpus that was kept, of which only the head is read yet.
#[derive(Debug)]
pub struct Kept<F> {
    file: F,
    accounts: Vec<Account>,
    first_arrived: Option<i64>,
    /// By account; the last one is of no account.
    blocks: Vec<Block>,
}

/// Where an account's block stands, and how much is in it.
#[derive(Debug, Clone, Copy, Default)]
struct Block {
    begin: u64,
    messages: usize,
    people: usize,
    conversations: usize,
    parents: usize,
    runs: usize,
    checksum: u64,
}

impl Block {
    fn len(&self) -> Option<usize> {
        let columns = [(self.messages, 31), (self.people, 4), (self.conversations, 8), (self.parents, 12), (self.runs, 13)];
        columns.iter().try_fold(0_usize, |len, (count, bytes)| len.checked_add(count.checked_mul(*bytes)?))
    }
}

/// Numbers people or conversations from 0 on, in the order in which a block has them.
struct Numbered {
    number: Vec<u32>,
    met: Vec<u32>,
}

impl Numbered {
    fn up_to(places: usize) -> Numbered {
        Numbered { number: vec![NONE; places], met: Vec::new() }
    }

    fn number(&mut self, one: u32) -> u32 {
        if one == NONE {
            return NONE;
        }
        let number = &mut self.number[one as usize];
        if *number == NONE {
            *number = self.met.len() as u32;
            self.met.push(one);
        }
        *number
    }

    /// Whoever was met, in order; the next block begins with nobody.
    fn take(&mut self) -> Vec<u32> {
        self.met.iter().for_each(|&one| self.number[one as usize] = NONE);
        std::mem::take(&mut self.met)
    }
}

impl Corpus {
    /// Keeps the corpus under a key.
    pub fn keep(&self, key: &str, mut out: impl Write + Seek) -> io::Result<()> {
        let mut local = vec![0; self.len()];
        for account in 0..=self.accounts.len() as u32 {
            (0..).zip(self.messages_of(account)).for_each(|(place, &message)| local[message as usize] = place);
        }
        // Neighbours share what numbers their people and conversations, and the machine's threads share the neighbours.
        let written = shared_out(self.neighbours(), |accounts| {
            let (mut people, mut roots) = (Numbered::up_to(self.people), Numbered::up_to(self.roots));
            accounts.map(|account| self.block(account, &local, &mut people, &mut roots)).collect::<Vec<(Block, Vec<u8>)>>()
        });
        let (mut blocks, bytes): (Vec<Block>, Vec<Vec<u8>>) = written.into_iter().flatten().unzip();
        let mut begin = self.head(key, &blocks).len() as u64;
        for (block, bytes) in blocks.iter_mut().zip(&bytes) {
            block.begin = begin;
            begin += bytes.len() as u64;
        }
        // The head is written last: until then the bytes are no corpus.
        out.seek(SeekFrom::Start(self.head(key, &blocks).len() as u64))?;
        bytes.iter().try_for_each(|bytes| out.write_all(bytes))?;
        out.seek(SeekFrom::Start(0))?;
        out.write_all(&self.head(key, &blocks))
    }

    /// The accounts, and last none, in stretches of about as many messages.
    fn neighbours(&self) -> Vec<std::ops::Range<u32>> {
        let all = self.accounts.len() as u32 + 1;
        let begins = |stretch: usize| self.begin.partition_point(|&begin| begin * STRETCHES < stretch * self.len()) as u32;
        let ends: Vec<u32> = (1..STRETCHES).map(|stretch| begins(stretch).min(all)).chain([all]).collect();
        let stretches = [0].iter().chain(&ends).zip(&ends).map(|(&begin, &end)| begin..end);
        stretches.filter(|stretch| !stretch.is_empty()).collect()
    }

    fn head(&self, key: &str, blocks: &[Block]) -> Vec<u8> {
        let mut out = Out::default();
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
        out.number(self.first_arrived.unwrap_or(i64::MIN).cast_unsigned());
        for block in blocks {
            for number in [block.messages, block.people, block.conversations, block.parents, block.runs] {
                out.number(number as u64);
            }
            out.number(block.begin);
            out.number(block.checksum);
        }
        let mut head = Out(MARK.to_vec());
        head.number(checksum(&out.0));
        head.number(out.0.len() as u64);
        head.0.extend(out.0);
        head.0
    }

    /// An account's messages and runs, column by column. `local` is the place of each of its messages among them.
    fn block(&self, account: u32, local: &[u32], people: &mut Numbered, roots: &mut Numbered) -> (Block, Vec<u8>) {
        let messages = self.messages_of(account);
        let each = || messages.iter().map(|&message| message as usize);
        let place = |message: u32| if message == NONE { NONE } else { local[message as usize] };
        let runs = self.runs_of(account);
        let with_parent = messages.iter().filter(|_| !self.parent_time.is_empty());
        let parents: Vec<(u32, i64)> = with_parent.filter_map(|message| Some((*message, *self.parent_time.get(message)?))).collect();
        let mut out = Out(Vec::with_capacity(messages.len() * 40));
        out.column(messages.iter().map(|message| message.to_le_bytes()));
        out.column(each().map(|m| self.id[m].to_le_bytes()));
        out.column(each().map(|m| self.at[m].to_le_bytes()));
        out.column(each().map(|m| people.number(self.person[m]).to_le_bytes()));
        let mut turns = Vec::new();
        out.column(each().map(|m| {
            let root = roots.number(self.root[m]);
            if root as usize == turns.len() {
                turns.push(self.turns[m]);
            }
            root.to_le_bytes()
        }));
        out.column(each().map(|m| [self.class[m].map_or(u8::MAX, |class| class as u8)]));
        out.column(each().map(|m| [self.flags[m]]));
        out.column(each().map(|m| [self.depth[m]]));
        let (people, roots) = (people.take(), roots.take());
        out.column(people.iter().map(|person| person.to_le_bytes()));
        out.column(roots.iter().map(|root| root.to_le_bytes()));
        out.column(turns.iter().map(|turns| turns.to_le_bytes()));
        out.column(parents.iter().map(|(message, _)| place(*message).to_le_bytes()));
        out.column(parents.iter().map(|(_, at)| at.to_le_bytes()));
        out.column(runs.iter().map(|run| run.number.to_le_bytes()));
        out.column(runs.iter().map(|run| place(run.first).to_le_bytes()));
        out.column(runs.iter().map(|run| place(run.answer).to_le_bytes()));
        out.column(runs.iter().map(|run| [u8::from(run.inferred)]));
        let block = Block {
            begin: 0,
            messages: messages.len(),
            people: people.len(),
            conversations: roots.len(),
            parents: parents.len(),
            runs: runs.len(),
            checksum: checksum(&out.0),
        };
        (block, out.0)
    }
}

impl<F: Read + Seek + Send> Kept<F> {
    /// What was kept under this key, if it is whole as far as the head can tell.
    pub fn open(mut file: F, key: &str) -> Option<Kept<F>> {
        let mut begins = [0; 24];
        file.read_exact(&mut begins).ok()?;
        let (mark, mut numbers) = (&begins[..8], In(&begins[8..]));
        let (sum, length) = (numbers.number()?, numbers.number()?);
        let bytes = file.seek(SeekFrom::End(0)).ok()?;
        if mark != MARK || length > bytes - 24 {
            return None;
        }
        file.seek(SeekFrom::Start(24)).ok()?;
        let mut head = vec![0; usize::try_from(length).ok()?];
        file.read_exact(&mut head).ok()?;
        let mut rest = In(&head);
        if checksum(&head) != sum || rest.number()? != form() || rest.text()? != key {
            return None;
        }
        let mut accounts = Vec::new();
        for _ in 0..rest.number()? {
            let (id, as_of, hears) = (rest.number()?.cast_signed(), rest.number()?.cast_signed(), rest.number()?);
            let (name, handle) = (rest.text()?.to_owned(), rest.text()?.to_owned());
            accounts.push(Account { id, name, handle, as_of, hears_public: hears & 1 != 0, hears: hears & 2 != 0, peer: false });
        }
        let first_arrived = Some(rest.number()?.cast_signed()).filter(|at| *at != i64::MIN);
        let (mut blocks, mut end) = (Vec::new(), 24 + length);
        for _ in 0..=accounts.len() {
            let (messages, people, conversations, parents, runs) = (rest.size()?, rest.size()?, rest.size()?, rest.size()?, rest.size()?);
            let block = Block { messages, people, conversations, parents, runs, begin: rest.number()?, checksum: rest.number()? };
            end = end.checked_add(block.len()? as u64)?;
            blocks.push(block);
        }
        (end == bytes && rest.0.is_empty()).then_some(Kept { file, accounts, first_arrived, blocks })
    }

    pub fn accounts(&self) -> &[Account] {
        &self.accounts
    }

    /// How many messages are of these accounts, and how many there are.
    pub fn share(&self, accounts: &[u32]) -> (usize, usize) {
        let of = |block: &Block| block.messages;
        (accounts.iter().map(|&account| of(&self.blocks[account as usize])).sum(), self.blocks.iter().map(of).sum())
    }

    /// All of it; `None` when a block is damaged.
    pub fn whole(self) -> Option<Corpus> {
        let all: Vec<u32> = (0..self.blocks.len() as u32).collect();
        self.read(&all, Vec::new())
    }

    /// The part of some accounts, each named once.
    pub fn part(mut self, accounts: &[u32]) -> Option<Corpus> {
        let mut number = Vec::new();
        for &account in accounts {
            let block = self.blocks[account as usize];
            let mut column = vec![0; block.messages * 4];
            self.file.seek(SeekFrom::Start(block.begin)).ok()?;
            self.file.read_exact(&mut column).ok()?;
            number.extend(column.as_chunks::<4>().0.iter().map(|number| u32::from_le_bytes(*number)));
        }
        number.sort_unstable();
        self.read(accounts, number)
    }

    /// The blocks of some accounts. `number`: which messages those are, or empty where they are all.
    fn read(self, accounts: &[u32], number: Vec<u32>) -> Option<Corpus> {
        let Kept { mut file, accounts: all, first_arrived, blocks } = self;
        let messages = accounts.iter().map(|&account| blocks[account as usize].messages).sum();
        let mut corpus = Corpus {
            first_arrived,
            id: vec![0; messages],
            at: vec![0; messages],
            account: vec![NONE; messages],
            person: vec![NONE; messages],
            root: vec![0; messages],
            turns: vec![0; messages],
            depth: vec![0; messages],
            class: vec![None; messages],
            flags: vec![0; messages],
            runs: Vec::with_capacity(accounts.iter().map(|&account| blocks[account as usize].runs).sum()),
            ..Corpus::default()
        };
        // While one block is put into columns, the next is read.
        let (sender, receiver) = sync_channel(1);
        let sound = std::thread::scope(|scope| {
            scope.spawn(|| {
                let sender = sender;
                for &account in accounts {
                    let block = &blocks[account as usize];
                    let sent = read(&mut file, block).and_then(|bytes| sender.send((account, block, bytes)).ok());
                    if sent.is_none() {
                        break;
                    }
                }
            });
            let mut blocks = 0;
            for (account, block, bytes) in receiver {
                let account = if (account as usize) < all.len() { account } else { NONE };
                add(&mut corpus, account, block, &bytes, &number, accounts.len() > 1)?;
                blocks += 1;
            }
            (blocks == accounts.len()).then_some(())
        });
        sound?;
        Some(Corpus { accounts: all, number, ..corpus }.arrange())
    }
}

fn read(file: &mut (impl Read + Seek), block: &Block) -> Option<Vec<u8>> {
    let mut bytes = vec![0; block.len()?];
    file.seek(SeekFrom::Start(block.begin)).ok()?;
    file.read_exact(&mut bytes).ok()?;
    (checksum(&bytes) == block.checksum).then_some(bytes)
}

/// Puts a block's messages at their places, and adds its runs.
fn add(corpus: &mut Corpus, account: u32, block: &Block, bytes: &[u8], number: &[u32], among_others: bool) -> Option<()> {
    let mut rest = In(bytes);
    let mut place: Vec<u32> = rest.column(block.messages)?.iter().map(|number| u32::from_le_bytes(*number)).collect();
    if !number.is_empty() {
        // Both are in order of time.
        let mut next = 0;
        for place in &mut place {
            next += number[next..].iter().position(|number| number == place)?;
            *place = next as u32;
        }
    }
    if place.iter().any(|&place| place as usize >= corpus.len()) {
        return None;
    }
    fill(&mut corpus.id, &place, rest.column(block.messages)?, i64::from_le_bytes);
    fill(&mut corpus.at, &place, rest.column(block.messages)?, i64::from_le_bytes);
    let (person, root) = (rest.column(block.messages)?, rest.column(block.messages)?);
    fill(&mut corpus.class, &place, rest.column(block.messages)?, |[class]| Class::of(class));
    fill(&mut corpus.flags, &place, rest.column(block.messages)?, |[flags]| flags);
    fill(&mut corpus.depth, &place, rest.column(block.messages)?, |[depth]| depth);
    let (people, roots, turns) = (rest.column(block.people)?, rest.column(block.conversations)?, rest.column(block.conversations)?);
    // Alone, an account's own numbers of people and conversations do, and are smaller.
    let of = |all: &[[u8; 4]], number: [u8; 4]| match all.get(u32::from_le_bytes(number) as usize) {
        Some(one) if among_others => u32::from_le_bytes(*one),
        _ => u32::from_le_bytes(number),
    };
    fill(&mut corpus.person, &place, person, |number| of(people, number));
    fill(&mut corpus.root, &place, root, |number| of(roots, number));
    fill(&mut corpus.turns, &place, root, |number| {
        turns.get(u32::from_le_bytes(number) as usize).map_or(0, |turns| u32::from_le_bytes(*turns))
    });
    place.iter().for_each(|&place| corpus.account[place as usize] = account);
    let parents: &[[u8; 4]] = rest.column(block.parents)?;
    for (message, at) in parents.iter().zip(rest.column(block.parents)?) {
        corpus.parent_time.insert(*place.get(u32::from_le_bytes(*message) as usize)?, i64::from_le_bytes(*at));
    }
    let (number, first, answer) = (rest.column(block.runs)?, rest.column(block.runs)?, rest.column(block.runs)?);
    let inferred: &[[u8; 1]] = rest.column(block.runs)?;
    for run in 0..block.runs {
        let first = *place.get(u32::from_le_bytes(first[run]) as usize)?;
        let answer = match u32::from_le_bytes(answer[run]) {
            NONE => NONE,
            local => *place.get(local as usize)?,
        };
        let message = first as usize;
        corpus.runs.push(Run {
            account,
            person: corpus.person[message],
            root: corpus.root[message],
            arrived: corpus.at[message],
            answered: (answer != NONE).then(|| corpus.at[answer as usize]),
            number: u32::from_le_bytes(number[run]),
            first,
            answer,
            direct: corpus.has(message, DIRECT),
            inferred: inferred[run] == [1],
        });
    }
    Some(())
}

fn fill<T, const N: usize>(column: &mut [T], place: &[u32], values: &[[u8; N]], of: impl Fn([u8; N]) -> T) {
    for (&place, value) in place.iter().zip(values) {
        column[place as usize] = of(*value);
    }
}

impl Matches {
    /// The matches under a key.
    pub fn to_bytes(&self, key: &str) -> Vec<u8> {
        let mut found: Vec<(&u32, &Match)> = self.found.iter().collect();
        found.sort_unstable_by_key(|(message, _)| **message);
        let mut out = Out::default();
        out.number(form());
        out.text(key);
        out.number(self.releases as u64);
        for (message, found) in found {
            let (release, containment) = found.release.unwrap_or((0, f64::NAN));
            let (repeats, jaccard) = found.repeats.unwrap_or((0, f64::NAN));
            let partner = found.partner.map_or(u64::MAX, u64::from);
            let numbers =
                [u64::from(*message), release.cast_unsigned(), containment.to_bits(), u64::from(repeats), jaccard.to_bits(), partner];
            numbers.into_iter().for_each(|number| out.number(number));
        }
        out.number(checksum(&out.0));
        out.0
    }

    /// The matches in these bytes, if they are some under this key.
    pub fn of_bytes(bytes: &[u8], key: &str) -> Option<Matches> {
        let (bytes, sum) = bytes.split_last_chunk::<8>()?;
        let mut rest = In(bytes);
        if checksum(bytes) != u64::from_le_bytes(*sum) || rest.number()? != form() || rest.text()? != key {
            return None;
        }
        let releases = rest.size()?;
        let mut found = FxHashMap::default();
        while !rest.0.is_empty() {
            let (message, release, containment) = (rest.number()?, rest.number()?.cast_signed(), f64::from_bits(rest.number()?));
            let (repeats, jaccard) = (rest.number()?, f64::from_bits(rest.number()?));
            let release = Some((release, containment)).filter(|_| !containment.is_nan());
            let repeats = Some((u32::try_from(repeats).ok()?, jaccard)).filter(|_| !jaccard.is_nan());
            let partner = u32::try_from(rest.number()?).ok();
            found.insert(u32::try_from(message).ok()?, Match { release, repeats, partner });
        }
        Some(Matches { found, releases })
    }
}
