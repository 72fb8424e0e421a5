//! Posts of Facebook pages and Instagram accounts as CrowdTangle listed them, until it was shut in August 2024.
//!
//! The id of a post is the last part of its link. CrowdTangle counted the views of videos only and wrote 0 for every other post, so
//! that a 0 among views is taken as unknown.

use std::ops::ControlFlow;

use earshot_model::{
    Author, Evidence, FilePlan, Format, IdSpace, Kind, MessageRecord, Overrides, Parent, Person, Platform, Problem, ProblemCode,
};

use crate::clock::{self, Clock, Usual};
use crate::count::{self, CountColumn, Naming};
use crate::number::{self, Mark};
use crate::plan::{account_named, file_plan, header_only};
use crate::table::{Cells, Shape, Table, column_of, sample, shape, shape_as};
use crate::{Entry, Item, Match, Reader, Sink, Source, id};

pub(crate) struct CrowdTangle;

const CREATED: [&str; 2] = ["Post Created", "Created"];
const TEXT: [&str; 2] = ["Message", "Description"];
const FOLLOWERS: [&str; 2] = ["Followers at Posting", "Likes at Posting"];

/// Besides the time and the followers, which have had several names.
const REQUIRED: [&str; 5] = ["User Name", "Total Interactions", "Likes", "Comments", "URL"];

const USUAL: Usual =
    Usual { zone: Some(("America/New_York", "CrowdTangle wrote the time of the US east coast unless told otherwise")), order: None };

const COUNTS: [Naming; 14] = [
    ("Total Interactions", "engagements"),
    ("Likes", "likes"),
    ("Comments", "replies"),
    ("Shares", "shares"),
    ("Love", "reactions_love"),
    ("Wow", "reactions_wow"),
    ("Haha", "reactions_haha"),
    ("Sad", "reactions_sorry"),
    ("Angry", "reactions_anger"),
    ("Care", "reactions_care"),
    ("Post Views", "post_views"),
    ("Total Views", "impressions"),
    ("Total Views For All Crossposts", "crosspost_views"),
    ("Views", "impressions"),
];

impl Reader for CrowdTangle {
    fn format(&self) -> Format {
        Format {
            id: "crowdtangle".to_owned(),
            name: "CrowdTangle list of posts".to_owned(),
            platform: Platform::Facebook.as_str().to_owned(),
            both_sides: false,
            files: "any .csv that CrowdTangle wrote, of Facebook pages or Instagram accounts".to_owned(),
            carries: ["posts of one or more pages", "each interaction apart", "views of videos"].map(str::to_owned).to_vec(),
            limits: [
                "It holds no inbound messages, so no response time comes from it.",
                "It has no reach: the followers at posting are not people reached.",
                "Views are of videos only.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let shape = shape(entry);
        let has = |names: &[&str]| shape.column(names).is_some();
        (shape.has(&REQUIRED) && has(&CREATED) && has(&FOLLOWERS) && has(&TEXT))
            .then(|| Match { confidence: 95, why: "the header is that of CrowdTangle's list of posts".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shape = shape_as(entry, overrides);
        let shown = source.shown(&entry.path);
        require(&shape, &shown)?;
        let rows = sample(entry, &shape, 200);
        if rows.is_empty() && entry.is_whole() {
            return Err(header_only(&shown));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.evidence = shape.evidence();
        let mark = number::settle(&mut plan, overrides);
        let columns = Columns::of(&shape, Clock::of(&plan, &[], USUAL), mark);
        clock::settle(&mut plan, overrides, &column_of(&rows, shape.column(&CREATED)), USUAL);
        match &overrides.account {
            Some(chosen) => {
                plan.account = Some(account_named(columns.platform, chosen));
                plan.evidence.push(Evidence::new("account", chosen.as_str(), "chosen by hand, for every row"));
            }
            None => {
                plan.account_from_rows = true;
                let (value, why) = match columns.whose {
                    Whose::Page(column) => ("by row", format!("the column `{}` names it", shape.header[column])),
                    Whose::Group => ("none", "the posts in a group are its members', and who they are is not told".to_owned()),
                };
                plan.evidence.push(Evidence::new("account", value, why));
            }
        }
        plan.unused = shape.unused(&columns.used());
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        for part in &plan.parts {
            let table = Table::open(source, part, &plan.overrides)?;
            require(&table.shape, &source.shown(part))?;
            let rows = source.entry(part).map(|entry| sample(entry, &table.shape, 200)).unwrap_or_default();
            let clock = Clock::of(plan, &column_of(&rows, table.shape.column(&CREATED)), USUAL);
            let columns = Columns::of(&table.shape, clock, Mark::chosen(&plan.overrides).unwrap_or_default());
            let by_row = plan.account_from_rows;
            table.each(source, part, sink, |cells, sink| columns.read(cells, by_row, sink))?;
        }
        Ok(())
    }
}

/// The time has had two names.
fn require(shape: &Shape, shown: &str) -> Result<(), Problem> {
    shape.require(&REQUIRED, shown)?;
    shape.require(&CREATED[..usize::from(shape.column(&CREATED).is_none())], shown)
}

/// Who speaks in the rows.
#[derive(Clone, Copy)]
enum Whose {
    /// The page or account that this column names.
    Page(usize),
    Group,
}

struct Columns {
    platform: Platform,
    whose: Whose,
    created: usize,
    url: usize,
    text: Option<usize>,
    counts: Vec<CountColumn>,
    clock: Clock,
    space: IdSpace,
}

impl Columns {
    fn of(shape: &Shape, clock: Clock, mark: Mark) -> Columns {
        // Instagram's list calls the page's name `Account`.
        let platform = if shape.has(&["Account"]) { Platform::Instagram } else { Platform::Facebook };
        let whose = if shape.has(&["Group Name"]) {
            Whose::Group
        } else if platform == Platform::Instagram {
            Whose::Page(shape.at(&["User Name"]))
        } else {
            // A page goes by its name: that is what Facebook's own exports give.
            Whose::Page(shape.column(&["Page Name", "Name"]).unwrap_or(shape.at(&["User Name"])))
        };
        Columns {
            platform,
            whose,
            created: shape.at(&CREATED),
            url: shape.at(&["URL"]),
            text: shape.column(&TEXT),
            counts: count::columns(shape, &COUNTS, mark),
            clock,
            space: IdSpace::of(platform, "post"),
        }
    }

    fn used(&self) -> Vec<usize> {
        let whose = if let Whose::Page(column) = self.whose { Some(column) } else { None };
        let counts = self.counts.iter().map(|column| column.index);
        [self.created, self.url].into_iter().chain(self.text).chain(whose).chain(counts).collect()
    }

    fn read(&self, cells: &Cells<'_>, by_row: bool, sink: &mut dyn Sink) -> ControlFlow<()> {
        let mut message = match self.message(cells, by_row) {
            Ok(message) => message,
            Err(problem) => return sink.take(Item::Problem(*problem)),
        };
        let mut counts = count::counts(&self.counts, cells, sink)?;
        counts.impressions = counts.impressions.filter(|&views| views > 0);
        counts.other.retain(|name, views| *views > 0 || !name.ends_with("_views"));
        message.counts = Some(Box::new(counts));
        sink.take(Item::Message(message))
    }

    fn message(&self, cells: &Cells<'_>, by_row: bool) -> Result<MessageRecord, Box<Problem>> {
        let url = cells.get(self.url);
        let id = id_in(&url);
        let id = if self.platform == Platform::Facebook { id::checked(id) } else { id::worded(id) };
        let id =
            id.map_err(|fault| Box::new(cells.rejected(fault.code, self.url, fault.message, "the link ends with the id of the post")))?;
        let written = cells.get(self.created);
        let sent = self.clock.stamp(&written).ok_or_else(|| Box::new(cells.bad_time(self.created, &written, "2020-06-23 09:01:46 EDT")))?;
        let author = match self.whose {
            _ if !by_row => Author::Owner,
            Whose::Group => Author::Person(Person::default()),
            Whose::Page(column) => match cells.known(column) {
                Some(page) => Author::Account(page.trim().trim_start_matches('@').to_owned()),
                None => return Err(Box::new(cells.rejected(ProblemCode::BadValue, column, "the row names no page", "export again"))),
            },
        };
        Ok(MessageRecord {
            space: self.space.clone(),
            id: id.to_owned(),
            kind: Kind::Post,
            author,
            to_owner: false,
            sent,
            text: self.text.and_then(|column| cells.known(column)),
            text_cut: false,
            parent: Parent::None,
            conversation: None,
            permalink: cells.known(self.url),
            counts: None,
        })
    }
}

/// The id at the end of a link, or in its query: `…/posts/765859580412377`, `…/p/Cg3x/`, `…/permalink.php?story_fbid=7658&id=1031`.
fn id_in(link: &str) -> &str {
    let (path, query) = link.trim().split_once('?').unwrap_or((link.trim(), ""));
    let named = query.split('&').find_map(|pair| ["story_fbid=", "fbid=", "v="].iter().find_map(|name| pair.strip_prefix(name)));
    named.unwrap_or_else(|| path.trim_end_matches('/').rsplit('/').next().unwrap_or_default())
}
