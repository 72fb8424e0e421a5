//! The archive of a Discourse user: `user_archive-NAME-200101-120000.zip` with `user_archive.csv`, what the user wrote.
//!
//! A post's id is `TOPIC/NUMBER`, as the end of its address gives it, and unique within its forum.

use std::ops::ControlFlow;

use chrono_tz::Tz;
use earshot_model::{
    Author, Certainty, Evidence, FilePlan, Format, IdSpace, Kind, MessageRecord, Overrides, Parent, Platform, Problem, ProblemCode,
};

use crate::count::{self, CountColumn, Naming};
use crate::markup::plain_text;
use crate::moment;
use crate::number::Mark;
use crate::plan::{account_named, file_plan, header_only};
use crate::table::{Cells, Shape, Table, sample, shape, shape_as};
use crate::text::brief;
use crate::{Entry, Item, Match, Reader, Sink, Source};

pub(crate) struct Discourse;

const REQUIRED: [&str; 4] = ["topic_title", "is_pm", "url", "created_at"];
const RAW: [&str; 2] = ["post_raw", "post"];

const COUNTS: [Naming; 2] = [("like_count", "likes"), ("reply_count", "replies")];

impl Reader for Discourse {
    fn format(&self) -> Format {
        Format {
            id: "discourse".to_owned(),
            name: "Discourse user archive".to_owned(),
            platform: Platform::Discourse.as_str().to_owned(),
            both_sides: false,
            files: "user_archive-NAME-200101-120000.zip, or user_archive.csv from it".to_owned(),
            carries: ["own posts and private messages", "likes and replies to them"].map(str::to_owned).to_vec(),
            limits: [
                "It holds what the user wrote, and nothing that was answered to it.",
                "It tells in which topic a post stands, not which post it answers.",
                "Deleted posts are in it, and it does not say which they are.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let shape = shape(entry);
        let has_text = shape.column(&RAW).or(shape.column(&["post_cooked"])).is_some();
        (shape.has(&REQUIRED) && has_text)
            .then(|| Match { confidence: 95, why: "the header is that of a Discourse user's posts".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shape = shape_as(entry, overrides);
        let shown = source.shown(&entry.path);
        shape.require(&REQUIRED, &shown)?;
        if sample(entry, &shape, 1).is_empty() && entry.is_whole() {
            return Err(header_only(&shown));
        }
        let mut plan = file_plan(source, entry, self.format());
        if !source.is_one_file() && entry.name() == "user_archive.csv" {
            // It stands for the archive, whose other tables hold no messages.
            plan.path = entry.folder().to_owned();
        }
        plan.evidence = shape.evidence();
        plan.evidence.push(Evidence::new("zone", "UTC", "Discourse writes its times in UTC"));
        let root = source.root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let named = entry.path.split('/').chain([root.as_str()]).find_map(user_of);
        let (account, why) = match (&overrides.account, named) {
            (Some(chosen), _) => (Some(chosen.as_str()), "chosen by hand"),
            (None, Some(user)) => (Some(user), "the name of the archive"),
            (None, None) => (None, "neither the archive's name nor the rows name the user"),
        };
        plan.evidence.push(Evidence::new("account", account.unwrap_or("unknown"), why));
        plan.account = account.map(|account| account_named(Platform::Discourse, account));
        plan.unused = shape.unused(&Columns::of(&shape).used());
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        for part in &plan.parts {
            let table = Table::open(source, part, &plan.overrides)?;
            table.shape.require(&REQUIRED, &source.shown(part))?;
            let columns = Columns::of(&table.shape);
            table.each(source, part, sink, |cells, sink| columns.read(cells, sink))?;
        }
        Ok(())
    }
}

/// `NAME` of `user_archive-NAME-200101-120000`, which may have a number or an extension behind it.
fn user_of(name: &str) -> Option<&str> {
    let rest = name.strip_prefix("user_archive-")?;
    let is_stamp = |at: usize| {
        let stamp = rest.get(at..at + 14).unwrap_or_default().as_bytes();
        stamp.len() == 14
            && stamp.iter().enumerate().all(|(index, byte)| if index == 0 || index == 7 { *byte == b'-' } else { byte.is_ascii_digit() })
    };
    let at = (1..rest.len()).find(|&at| is_stamp(at))?;
    Some(&rest[..at])
}

struct Columns {
    url: usize,
    created_at: usize,
    is_pm: usize,
    categories: Option<usize>,
    raw: Option<usize>,
    cooked: Option<usize>,
    counts: Vec<CountColumn>,
}

impl Columns {
    fn of(shape: &Shape) -> Columns {
        Columns {
            url: shape.at(&["url"]),
            created_at: shape.at(&["created_at"]),
            is_pm: shape.at(&["is_pm"]),
            categories: shape.column(&["categories", "category"]),
            raw: shape.column(&RAW),
            cooked: shape.column(&["post_cooked"]),
            counts: count::columns(shape, &COUNTS, Mark::Point),
        }
    }

    fn used(&self) -> Vec<usize> {
        let counts = self.counts.iter().map(|column| column.index);
        let found = [self.categories, self.raw, self.cooked];
        [self.url, self.created_at, self.is_pm].into_iter().chain(found.into_iter().flatten()).chain(counts).collect()
    }

    fn read(&self, cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<()> {
        match self.message(cells) {
            Ok(mut message) => {
                message.counts = Some(Box::new(count::counts(&self.counts, cells, sink)?));
                sink.take(Item::Message(message))
            }
            Err(problem) => sink.take(Item::Problem(*problem)),
        }
    }

    fn message(&self, cells: &Cells<'_>) -> Result<MessageRecord, Box<Problem>> {
        let url = cells.get(self.url);
        let address = Address::of(&url).ok_or_else(|| {
            let message = format!("`{}` is no address of a post", brief(&url, 80));
            Box::new(cells.rejected(ProblemCode::BadValue, self.url, message, "the address ends with the topic and the number of the post"))
        })?;
        let written = cells.get(self.created_at);
        let sent = moment::written(&written, None)
            .map(|written| written.stamp(Tz::UTC, Certainty::ZoneAssumed))
            .ok_or_else(|| Box::new(cells.bad_time(self.created_at, &written, "2020-01-01 12:00:00 UTC")))?;
        let known = |column: Option<usize>| column.and_then(|column| cells.known(column));
        let is_private = is_yes(&cells.get(self.is_pm)).unwrap_or_else(|| {
            // A private message stands in no category.
            known(self.categories).is_none_or(|categories| categories.trim() == "-")
        });
        Ok(MessageRecord {
            space: IdSpace::of(Platform::Discourse, "post").within(address.host),
            id: format!("{}/{}", address.topic, address.number),
            kind: if is_private { Kind::Direct } else { Kind::Post },
            author: Author::Owner,
            to_owner: false,
            sent,
            text: known(self.raw).or_else(|| known(self.cooked).map(|html| plain_text(&html))),
            text_cut: false,
            // The first post of a topic answers nothing.
            parent: if address.number == "1" { Parent::None } else { Parent::Unknown },
            conversation: Some(address.topic.to_owned()),
            permalink: Some(url.trim().to_owned()),
            counts: None,
        })
    }
}

/// `https://HOST/t/SLUG/TOPIC/NUMBER`.
struct Address<'u> {
    host: &'u str,
    topic: &'u str,
    number: &'u str,
}

impl<'u> Address<'u> {
    fn of(url: &'u str) -> Option<Address<'u>> {
        let rest = url.trim().split_once("://")?.1.trim_end_matches('/');
        let host = rest.split('/').next().filter(|host| !host.is_empty())?;
        let mut parts = rest.rsplit('/');
        let (number, topic) = (parts.next()?, parts.next()?);
        let is_number = |text: &str| (1..=10).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        (is_number(number) && is_number(topic)).then_some(Address { host, topic, number })
    }
}

/// Yes and no in the languages of forums; `None` for another word.
fn is_yes(cell: &str) -> Option<bool> {
    const YES: [&str; 20] = [
        "yes", "true", "ja", "oui", "sí", "si", "sì", "sim", "да", "так", "tak", "ano", "áno", "kyllä", "igen", "evet", "ναι", "はい",
        "是", "예",
    ];
    const NO: [&str; 17] =
        ["no", "false", "nein", "nee", "nej", "nei", "non", "não", "нет", "ні", "nie", "ne", "ei", "nem", "hayır", "いいえ", "否"];
    let word = cell.trim().to_lowercase();
    if YES.contains(&word.as_str()) {
        Some(true)
    } else if NO.contains(&word.as_str()) {
        Some(false)
    } else {
        None
    }
}
