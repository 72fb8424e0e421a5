//! What can be counted message by message, as polars sees it: one frame, a few group-bys.

use polars::prelude::*;
use rustc_hash::FxHashMap;

use crate::Corpus;
use crate::clock::month_of;
use crate::corpus::{Class, INFERRED, NONE, Run};
use crate::select::Groups;

/// What one group counts up to.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Counts {
    pub(crate) inbound: u64,
    pub(crate) outbound: u64,
    /// By [`Class`].
    pub(crate) classes: [u64; 4],
    pub(crate) inferred: u64,
    pub(crate) dialogue: u64,
    /// Put where they are by a person.
    pub(crate) overruled: u64,
    /// Broadcasts that a peer said first.
    pub(crate) partner: u64,
    /// Replies, mention starts and broadcasts of accounts whose data holds both sides.
    pub(crate) said_two_sided: u64,
    pub(crate) carried: u64,
    pub(crate) repeats: u64,
    pub(crate) recycled: u64,
    /// By rung.
    pub(crate) rungs: [u64; 6],
    pub(crate) people: u64,
    pub(crate) returning: u64,
    pub(crate) conversations: u64,
    pub(crate) answered: u64,
    pub(crate) engaged: u64,
}

impl Counts {
    /// The denominator of every share of the ladder.
    pub(crate) fn said(&self) -> u64 {
        self.classes[Class::Reply as usize] + self.classes[Class::MentionStart as usize] + self.classes[Class::Broadcast as usize]
    }
}

/// Which conversations were answered and engaged: by root, or by root and account where groups are accounts.
#[derive(Debug)]
pub(crate) struct Judged {
    by_account: bool,
    /// By root: the account that it was judged for first, and how. Few conversations have a second one.
    first: Vec<(u32, u8)>,
    others: FxHashMap<(u32, u32), u8>,
}

const ANSWERED: u8 = 1;
const ENGAGED: u8 = 2;

impl Judged {
    pub(crate) fn of<'a>(runs: impl Iterator<Item = &'a Run>, roots: usize, by_account: bool) -> Judged {
        let mut judged = Judged { by_account, first: vec![(NONE, 0); roots], others: FxHashMap::default() };
        for run in runs {
            let how = if run.answered.is_some() { ANSWERED } else { 0 } | if run.number > 0 { ENGAGED } else { 0 };
            let account = judged.key(run.account);
            let first = &mut judged.first[run.root as usize];
            if first.0 == NONE {
                first.0 = account;
            }
            match first.0 == account {
                true => first.1 |= how,
                false => *judged.others.entry((run.root, account)).or_default() |= how,
            }
        }
        judged
    }

    fn key(&self, account: u32) -> u32 {
        if self.by_account { account } else { 0 }
    }

    fn how(&self, root: u32, account: u32) -> u8 {
        let account = self.key(account);
        match self.first[root as usize] {
            (NONE, _) => 0,
            (first, how) if first == account => how,
            _ => self.others.get(&(root, account)).copied().unwrap_or_default(),
        }
    }
}

/// A class or rung that a message has not.
const NO: u32 = u32::MAX;

/// Counts of each group, by group.
pub(crate) fn count(
    base: &Base,
    corpus: &Corpus,
    messages: &[(u32, i32)],
    groups: Groups,
    judged: &Judged,
) -> PolarsResult<Vec<(i32, Counts)>> {
    let frame = grouped(base, corpus, messages, groups, judged)?;
    let is = |column: &str, value: u32| col(column).eq(lit(value)).sum();
    let mut counted =
        vec![col("inbound").sum(), len().alias("messages"), col("inferred").sum(), col("dialogue").sum(), col("two_sided").sum()];
    counted.extend([
        col("overruled").sum(),
        col("partner").sum(),
        col("carried").sum(),
        col("repeats").sum(),
        col("carried").or(col("repeats")).sum().alias("recycled"),
    ]);
    counted.extend((0..4).map(|class| is("class", class).alias(format!("class{class}"))));
    counted.extend((0..6).map(|rung| is("rung", rung).alias(format!("rung{rung}"))));
    let counted = frame.clone().lazy().group_by([col("group")]).agg(counted).sort(["group"], SortMultipleOptions::default()).collect()?;

    let heard = frame.lazy().filter(col("inbound"));
    // Two months are heard from whoever was heard from in a first month and a later one.
    let people = heard
        .clone()
        .group_by([col("person_of_group")])
        .agg([col("group").first(), col("month").min().lt(col("month").max()).alias("returning")])
        .group_by([col("group")])
        .agg([len().alias("people"), col("returning").sum()])
        .collect()?;
    let conversations = heard
        .group_by([col("root_of_group")])
        .agg([col("group").first(), col("answered").any(true), col("engaged").any(true)])
        .group_by([col("group")])
        .agg([len().alias("conversations"), col("answered").sum(), col("engaged").sum()])
        .collect()?;

    let mut rows = Vec::with_capacity(counted.height());
    for (row, group) in groups_of(&counted)?.into_iter().enumerate() {
        let at = |name: &str| value(&counted, name, row);
        let (mut classes, mut rungs) = ([0; 4], [0; 6]);
        for (class, count) in classes.iter_mut().enumerate() {
            *count = at(&format!("class{class}"))?;
        }
        for (rung, count) in rungs.iter_mut().enumerate() {
            *count = at(&format!("rung{rung}"))?;
        }
        let inbound = at("inbound")?;
        rows.push((
            group,
            Counts {
                inbound,
                outbound: at("messages")? - inbound,
                classes,
                inferred: at("inferred")?,
                dialogue: at("dialogue")?,
                overruled: at("overruled")?,
                partner: at("partner")?,
                said_two_sided: at("two_sided")?,
                carried: at("carried")?,
                repeats: at("repeats")?,
                recycled: at("recycled")?,
                rungs,
                ..Counts::default()
            },
        ));
    }
    for (row, group) in groups_of(&people)?.into_iter().enumerate() {
        let counts = of_group(&mut rows, group);
        counts.people = value(&people, "people", row)?;
        counts.returning = value(&people, "returning", row)?;
    }
    for (row, group) in groups_of(&conversations)?.into_iter().enumerate() {
        let counts = of_group(&mut rows, group);
        counts.conversations = value(&conversations, "conversations", row)?;
        counts.answered = value(&conversations, "answered", row)?;
        counts.engaged = value(&conversations, "engaged", row)?;
    }
    Ok(rows)
}

/// The columns that every grouping shares.
#[derive(Debug)]
pub(crate) struct Base(DataFrame);

impl Base {
    pub(crate) fn new(corpus: &Corpus, messages: &[(u32, i32)]) -> PolarsResult<Base> {
        let of = |each: &dyn Fn(usize) -> bool| messages.iter().map(|&(m, _)| each(m as usize)).collect::<Vec<bool>>();
        let said = |m: usize| matches!(corpus.class[m], Some(Class::Reply | Class::MentionStart | Class::Broadcast));
        let two_sided = |m: usize| corpus.accounts[corpus.account[m] as usize].hears_public;
        let month: Vec<i32> = messages.iter().map(|&(_, day)| month_of(day)).collect();
        let class: Vec<u32> = messages.iter().map(|&(m, _)| corpus.class[m as usize].map_or(NO, |class| class as u32)).collect();
        let rung: Vec<u32> = messages.iter().map(|&(m, _)| corpus.rung(m as usize).map_or(NO, |rung| rung as u32)).collect();
        DataFrame::new_infer_height(vec![
            Column::new("month".into(), month),
            Column::new("class".into(), class),
            Column::new("rung".into(), rung),
            Column::new("inbound".into(), of(&|m| corpus.inbound(m))),
            Column::new("inferred".into(), of(&|m| said(m) && corpus.has(m, INFERRED))),
            Column::new("dialogue".into(), of(&|m| corpus.in_dialogue(m))),
            Column::new("two_sided".into(), of(&|m| said(m) && two_sided(m))),
            Column::new("carried".into(), of(&|m| corpus.carries(m))),
            Column::new("repeats".into(), of(&|m| corpus.repeats(m))),
            Column::new("partner".into(), of(&|m| corpus.is_partners(m))),
            Column::new("overruled".into(), of(&|m| corpus.verdict(m).is_some())),
        ])
        .map(Base)
    }
}

fn grouped(base: &Base, corpus: &Corpus, messages: &[(u32, i32)], groups: Groups, judged: &Judged) -> PolarsResult<DataFrame> {
    let group: Vec<i32> = messages.iter().map(|&(m, day)| groups.of(corpus.account[m as usize], day)).collect();
    // A group and what is in it as one number: one key is counted by much faster than two.
    let in_group =
        |of: &[u32]| messages.iter().zip(&group).map(|(&(m, _), &group)| (group as u64) << 32 | u64::from(of[m as usize])).collect();
    let (people, roots): (Vec<u64>, Vec<u64>) = (in_group(&corpus.person), in_group(&corpus.root));
    let mut frame = base.0.clone();
    frame.with_column(Column::new("person_of_group".into(), people))?;
    frame.with_column(Column::new("root_of_group".into(), roots))?;
    frame.with_column(Column::new("group".into(), group))?;
    let how: Vec<u8> = messages
        .iter()
        .map(|&(m, _)| m as usize)
        .map(|m| if corpus.inbound(m) { judged.how(corpus.root[m], corpus.account[m]) } else { 0 })
        .collect();
    let is = |bit: u8| how.iter().map(|how| how & bit != 0).collect::<Vec<bool>>();
    frame.with_column(Column::new("answered".into(), is(ANSWERED)))?;
    frame.with_column(Column::new("engaged".into(), is(ENGAGED)))?;
    Ok(frame)
}

fn groups_of(frame: &DataFrame) -> PolarsResult<Vec<i32>> {
    Ok(frame.column("group")?.i32()?.into_no_null_iter().collect())
}

fn value(frame: &DataFrame, name: &str, row: usize) -> PolarsResult<u64> {
    frame.column(name)?.get(row)?.try_extract()
}

fn of_group(rows: &mut [(i32, Counts)], group: i32) -> &mut Counts {
    let place = rows.partition_point(|(other, _)| *other < group);
    &mut rows[place].1
}
