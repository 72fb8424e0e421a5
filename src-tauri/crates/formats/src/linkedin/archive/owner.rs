//! Whose archive it is: who takes part in every conversation.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use earshot_model::{Evidence, FilePlan, Overrides, Problem};

use super::member;
use super::part::PartKind;
use crate::ours::is_same;
use crate::table::{Cells, Nowhere, Shape, Table, sample};
use crate::{Entry, Source};

/// The member whose archive it is, as far as that is known.
#[derive(Debug, Default)]
pub(super) struct Owner {
    /// What ends the link to the profile; of an archive that names no profiles, the name.
    slug: Option<String>,
    name: Option<String>,
    /// Names that were said by hand to be ours.
    ours: Vec<String>,
    why: &'static str,
}

impl Owner {
    pub(super) fn find(source: &Source, parts: &[(PartKind, &Entry)], overrides: &Overrides) -> Result<Owner, Problem> {
        let name = parts.iter().find(|(kind, _)| *kind == PartKind::Profile).and_then(|(kind, entry)| profile_name(*kind, entry));
        let mut candidates = Candidates::default();
        for (_, entry) in parts.iter().filter(|(kind, _)| *kind == PartKind::Messages) {
            candidates.look_into(source, entry, overrides)?;
        }
        let is_chosen = |slug: &str, name: Option<&str>| {
            let mut chosen = overrides.ours.iter().chain(&overrides.account);
            chosen.any(|chosen| is_named(chosen, slug, name.unwrap_or_default()))
        };
        let ours = overrides.ours.clone();
        let found = candidates.left.unwrap_or_default();
        let those = |why: &'static str, is: &dyn Fn(&str, Option<&str>) -> bool| {
            let mut those = found.iter().filter(|(slug, name)| is(slug, name.as_deref()));
            match (those.next(), those.next()) {
                (Some((slug, name)), None) => Some(Owner { slug: Some(slug.clone()), name: name.clone(), ours: ours.clone(), why }),
                _ => None,
            }
        };
        let owner = those("chosen by hand", &is_chosen)
            .or_else(|| those("the name in Profile.csv", &|_, known| known.is_some() && known == name.as_deref()))
            .or_else(|| those("who takes part in every conversation", &|_, _| true));
        Ok(owner.unwrap_or(Owner { slug: None, name, ours, why: "Profile.csv" }))
    }

    /// Whether our messages can be told from those of others.
    pub(super) fn is_known(&self) -> bool {
        self.slug.is_some() || self.name.is_some() || !self.ours.is_empty()
    }

    /// Whether somebody with this name and this link to a profile is the owner.
    pub(super) fn is(&self, from: &str, link: &str) -> bool {
        let from_slug = slug(link).unwrap_or_else(|| from.trim().to_owned());
        if self.ours.iter().any(|ours| is_named(ours, &from_slug, from)) {
            return true;
        }
        match &self.slug {
            // Where recipients have no links, it is a name.
            Some(slug) => *slug == from_slug || slug == from.trim(),
            None => self.name.as_deref().is_some_and(|name| name == from.trim()),
        }
    }

    /// Puts the account into the plan, and from what it is known.
    pub(super) fn settle(&self, plan: &mut FilePlan, overrides: &Overrides, has_messages: bool) {
        let handle = self.slug.as_deref().or(self.name.as_deref());
        let ours = match &self.ours[..] {
            [] => handle.map(|handle| (self.name.as_deref().unwrap_or(handle).to_owned(), self.why)),
            chosen => Some((chosen.join(", "), "chosen by hand")),
        };
        if let (Some((names, why)), true) = (ours, has_messages) {
            plan.evidence.push(Evidence::new("ours", names, why));
        }
        let (account, why) = match (&overrides.account, handle) {
            (Some(chosen), _) => (member(chosen, self.name.as_deref()), "chosen by hand"),
            (None, Some(handle)) => (member(handle, self.name.as_deref()), self.why),
            (None, None) => return,
        };
        plan.evidence.push(Evidence::new("account", &*account.handle, why));
        plan.account = Some(account);
    }
}

fn is_named(chosen: &str, slug: &str, name: &str) -> bool {
    is_same(chosen, slug) || is_same(chosen, name) || self::slug(chosen).is_some_and(|link| link == slug)
}

/// `per-berg` of `https://www.linkedin.com/in/per-berg/`. `None`: it is no link to a profile.
pub(super) fn slug(link: &str) -> Option<String> {
    let (_, path) = link.trim().split_once("linkedin.com/")?;
    let path = path.split(['?', '#']).next()?.trim_matches('/');
    let path = path.strip_prefix("in/").unwrap_or(path);
    (!path.is_empty()).then(|| path.to_lowercase())
}

fn profile_name(kind: PartKind, entry: &Entry) -> Option<String> {
    let shape = kind.shape(entry, &Overrides::default());
    let row = sample(entry, &shape, 1).pop()?;
    let cell = |name: &str| shape.column(&[name]).and_then(|column| row.get(column)).map_or("", |cell| cell.trim());
    let name = format!("{} {}", cell("First Name"), cell("Last Name"));
    (!name.trim().is_empty()).then(|| name.trim().to_owned())
}

/// Who has taken part in every message so far, with the name that they wrote under.
#[derive(Default)]
struct Candidates {
    left: Option<BTreeMap<String, Option<String>>>,
}

impl Candidates {
    fn look_into(&mut self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<(), Problem> {
        let shape = PartKind::Messages.shape(entry, overrides);
        let columns = Columns::of(&shape);
        Table::open_as(source, &entry.path, shape)?.each(source, &entry.path, &mut Nowhere, |cells, _| {
            self.keep(&columns, cells);
            ControlFlow::Continue(())
        })
    }

    /// The owner is either the sender or a recipient of every message.
    fn keep(&mut self, columns: &Columns, cells: &Cells<'_>) {
        let from = cells.get(columns.from);
        let name = Some(from.trim().to_owned()).filter(|name| !name.is_empty());
        let link = slug(&cells.get(columns.from_link));
        let recipients: BTreeSet<String> = match columns.to_links {
            Some(column) => cells.get(column).split([',', ' ']).filter_map(slug).collect(),
            None => cells.get(columns.to).split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect(),
        };
        // Where recipients have no links, neither may the sender have one here.
        let sender = if columns.to_links.is_some() { link } else { name.clone() };
        let Some(sender) = sender.filter(|_| !recipients.is_empty()) else { return };
        let left = self.left.get_or_insert_with(|| recipients.iter().chain([&sender]).map(|slug| (slug.clone(), None)).collect());
        left.retain(|slug, _| *slug == sender || recipients.contains(slug));
        if let Some(known) = left.get_mut(&sender) {
            *known = name.or_else(|| known.take());
        }
    }
}

struct Columns {
    from: usize,
    from_link: usize,
    to: usize,
    to_links: Option<usize>,
}

impl Columns {
    fn of(shape: &Shape) -> Columns {
        Columns {
            from: shape.at(&["FROM"]),
            from_link: shape.at(&["SENDER PROFILE URL"]),
            to: shape.at(&["TO"]),
            to_links: shape.column(&["RECIPIENT PROFILE URLS"]),
        }
    }
}
