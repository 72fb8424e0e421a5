//! Where in a table the columns of a mapping are, and what is wrong with the mapping if they can't be.

use earshot_model::{Mapping, Problem, ProblemCode, Role, RowsAre, Severity};

use crate::text::brief;

/// Places in the header.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) time: usize,
    pub(super) id: Option<usize>,
    pub(super) parent: Option<usize>,
    pub(super) conversation: Option<usize>,
    pub(super) author: Option<usize>,
    pub(super) direction: Option<usize>,
    pub(super) text: Option<usize>,
    pub(super) title: Option<usize>,
    pub(super) permalink: Option<usize>,
    pub(super) account: Option<usize>,
    /// Counts in the order of the table, each under its measure's name.
    pub(super) metrics: Vec<(usize, String)>,
}

impl Columns {
    /// Finds every column that a mapping uses.
    pub(super) fn of(mapping: &Mapping, header: &[String], shown: &str) -> Result<Columns, Problem> {
        let refused = |message: String| Problem::new(Severity::Refused, ProblemCode::NoMapping, shown, message);
        let place = |column: &str, what: &str| {
            position(header, column).ok_or_else(|| {
                let message = format!("there is no column `{}`, of which the mapping `{}` makes {what}", brief(column, 40), mapping.name);
                refused(message).column(column).hint(format!("the columns are {}; say anew what they mean", listed(header)))
            })
        };
        let role = |role: Role| mapping.columns.get(&role).map(|column| place(column, &format!("the {}", role.as_str()))).transpose();
        let Some(time) = role(Role::Time)? else {
            let message = format!("the mapping `{}` does not say which column is the time", mapping.name);
            return Err(refused(message).hint(format!("say which of the columns is the `time`: {}", listed(header))));
        };
        let mut metrics: Vec<(usize, String)> = Vec::new();
        for (column, name) in &mapping.metrics {
            if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_') {
                let message = format!("the mapping `{}` calls a count `{}`", mapping.name, brief(name, 40));
                return Err(refused(message).column(column).hint("names of counts are lower case with underscores, as `url_clicks`"));
            }
            if metrics.iter().any(|(_, other)| other == name) {
                let message = format!("the mapping `{}` makes two columns `{name}`", mapping.name);
                return Err(refused(message).column(column).hint("give each count a name of its own"));
            }
            metrics.push((place(column, name)?, name.clone()));
        }
        metrics.sort();
        let columns = Columns {
            time,
            id: role(Role::Id)?,
            parent: role(Role::Parent)?,
            conversation: role(Role::Conversation)?,
            author: role(Role::Author)?,
            direction: role(Role::Direction)?,
            text: role(Role::Text)?,
            title: role(Role::Title)?,
            permalink: role(Role::Permalink)?,
            account: role(Role::Account)?,
            metrics,
        };
        columns.check(mapping, &refused)?;
        Ok(columns)
    }

    /// Refuses a mapping that nothing could be read by.
    fn check(&self, mapping: &Mapping, refused: &dyn Fn(String) -> Problem) -> Result<(), Problem> {
        let name = &mapping.name;
        let (says_something, needs) = match mapping.rows {
            RowsAre::Messages => (self.text.is_some() || !self.metrics.is_empty(), "neither a text nor a count"),
            RowsAre::Days => (!self.metrics.is_empty(), "no count"),
            RowsAre::Releases => (self.title.is_some() || self.text.is_some(), "neither a title nor a text"),
        };
        if !says_something {
            let message = format!("the mapping `{name}` names {needs}, so nothing could be read");
            return Err(refused(message).hint("say which columns hold what was said, or what was counted"));
        }
        if mapping.rows == RowsAre::Messages && self.direction.is_some() && mapping.outbound.is_empty() {
            let message = format!("the mapping `{name}` does not say which words of the direction mean that we wrote it");
            let problem = refused(message).hint("put these words into `outbound`");
            return Err(match mapping.columns.get(&Role::Direction) {
                Some(column) => problem.column(column),
                None => problem,
            });
        }
        if mapping.rows == RowsAre::Messages && self.parent.is_some() && self.id.is_none() {
            let message = format!("the mapping `{name}` says what a message answers, and not which column is the id");
            return Err(refused(message).hint("say which column is the `id`, or leave the `parent` out"));
        }
        if mapping.rows == RowsAre::Messages && !mapping.ours.is_empty() && self.author.is_none() && self.direction.is_none() {
            let message = format!("the mapping `{name}` gives names that are ours, and no column of authors");
            return Err(refused(message).hint("say which column is the `author`"));
        }
        if let Some(decimal) = mapping.decimal.as_deref().filter(|decimal| !matches!(*decimal, "." | ",")) {
            let message = format!("the mapping `{name}` has `{}` for a decimal mark", brief(decimal, 40));
            return Err(refused(message).hint("it is `.` or `,`"));
        }
        Ok(())
    }
}

/// Where a column is, by its name as it stands, or else whatever the case. Of two with one name the first counts.
fn position(header: &[String], column: &str) -> Option<usize> {
    let exact = header.iter().position(|name| name == column);
    exact.or_else(|| header.iter().position(|name| is_same(name, column)))
}

/// Whether two names are of one column.
pub(super) fn is_same(name: &str, other: &str) -> bool {
    name.trim().to_lowercase() == other.trim().to_lowercase()
}

/// Names, as many as a person reads.
pub(super) fn listed(names: &[String]) -> String {
    const MOST: usize = 12;
    let named: Vec<&str> = names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    let listed: Vec<String> = named.iter().take(MOST).map(|name| format!("`{}`", brief(name, 40))).collect();
    let rest = if named.len() > MOST { format!(" and {} more", named.len() - MOST) } else { String::new() };
    format!("{}{rest}", listed.join(", "))
}
