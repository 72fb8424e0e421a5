//! How Business Suite calls the columns of its content exports, in the languages in which they were seen.

use earshot_model::{DateOrder, Problem, ProblemCode, Severity};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::number::Mark;
use crate::table::Shape;

/// Whose posts an export holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Site {
    Facebook,
    Instagram,
}

impl Site {
    pub(super) fn name(self) -> &'static str {
        match self {
            Site::Facebook => "Facebook",
            Site::Instagram => "Instagram",
        }
    }

    pub(super) fn owner_column(self) -> &'static str {
        match self {
            Site::Facebook => "Page name",
            Site::Instagram => "Account username",
        }
    }
}

/// What is read of a column: the names that it goes by, folded.
type Names = &'static [&'static str];

const ID: Names = &["post id", "identificacao da publicacao", "beitrags-id"];
const PUBLISHED: Names = &["publish time", "horario de publicacao", "veroffentlichungszeitpunkt"];
const PERMALINK: Names = &["permalink", "link permanente"];
const TITLE: Names = &["title"];
const DESCRIPTION: Names = &["description", "descricao", "beschreibung"];
const DAY: Names = &["date", "data", "datum"];
const IS_SHARE: Names = &["is share"];
const PAGE: Names = &["page name"];
const PAGE_ID: Names = &["page id"];
const ACCOUNT: Names = &["account username", "nome de usuario da conta", "konto-benutzername"];
const ACCOUNT_ID: Names = &["account id", "identificacao da conta", "konto-id"];

/// Counts, folded, and what we call them. `views` are the impressions where the file has none of these, and `story_replies` the
/// replies where it has no comments.
const COUNTS: [(&str, &str); 44] = [
    ("impressions", "impressions"),
    ("views", "views"),
    ("visualizacoes", "views"),
    ("aufrufe", "views"),
    ("reach", "reach"),
    ("alcance", "reach"),
    ("reichweite", "reach"),
    ("reactions, comments and shares", "engagements"),
    ("reactions", "likes"),
    ("likes", "likes"),
    ("curtidas", "likes"),
    ("\"gefallt mir\"-angaben", "likes"),
    ("comments", "replies"),
    ("comentarios", "replies"),
    ("kommentare", "replies"),
    ("shares", "shares"),
    ("compartilhamentos", "shares"),
    ("geteilte inhalte", "shares"),
    ("saves", "saves"),
    ("salvamentos", "saves"),
    ("gespeicherte beitrage", "saves"),
    ("follows", "follows"),
    ("seguimentos", "follows"),
    ("profile visits", "profile_visits"),
    ("link clicks", "url_clicks"),
    ("replies", "story_replies"),
    ("navigation", "navigation"),
    ("sticker taps", "sticker_taps"),
    ("total clicks", "clicks"),
    ("other clicks", "other_clicks"),
    ("matched audience targeting consumption (photo click)", "photo_clicks"),
    ("matched audience targeting consumption (video click)", "video_clicks"),
    ("photo clicks", "photo_clicks"),
    ("video clicks", "video_clicks"),
    ("negative feedback from users: hide all", "negative_feedback_hide_all_clicks"),
    ("negative feedback from users: hide", "negative_feedback_hide_clicks"),
    ("seconds viewed", "seconds_viewed"),
    ("ad impressions", "ad_impressions"),
    ("3-second video views", "video_views_3s"),
    ("60-second video views", "video_views_60s"),
    ("plays", "plays"),
    ("viewers", "viewers"),
    ("organic impressions", "organic_impressions"),
    ("paid impressions", "paid_impressions"),
];

/// Where the columns are.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) site: Site,
    pub(super) id: usize,
    pub(super) published: usize,
    pub(super) permalink: Option<usize>,
    /// The caption is in either of them.
    pub(super) texts: Vec<usize>,
    /// `Lifetime`, or the day that the figures are of.
    pub(super) day: Option<usize>,
    pub(super) is_share: Option<usize>,
    pub(super) owner: Option<usize>,
    pub(super) owner_id: Option<usize>,
    /// Columns of counts, and their names.
    pub(super) counts: Vec<(usize, &'static str)>,
    /// Of its names, where it is not English.
    pub(super) language: Option<&'static str>,
}

impl Header {
    /// A column that is not there lies past the end.
    pub(super) fn of(shape: &Shape, site: Site) -> Header {
        let folded: Vec<String> = shape.header.iter().map(|name| fold(name)).collect();
        let at = |names: Names| folded.iter().position(|cell| names.contains(&cell.as_str()));
        let mut counts: Vec<(usize, &'static str)> = Vec::new();
        for (column, cell) in folded.iter().enumerate() {
            if let Some((_, name)) = COUNTS.iter().find(|(theirs, _)| theirs == cell)
                && counts.iter().all(|(_, known)| known != name)
            {
                counts.push((column, name));
            }
        }
        let id = at(ID).unwrap_or(usize::MAX);
        let (owner, owner_id) = match site {
            Site::Facebook => (at(PAGE), at(PAGE_ID)),
            Site::Instagram => (at(ACCOUNT), at(ACCOUNT_ID)),
        };
        Header {
            site,
            id,
            published: at(PUBLISHED).unwrap_or(usize::MAX),
            permalink: at(PERMALINK),
            texts: [at(TITLE), at(DESCRIPTION)].into_iter().flatten().collect(),
            day: at(DAY),
            is_share: at(IS_SHARE),
            owner,
            owner_id,
            counts,
            language: match folded.get(id).map(String::as_str) {
                Some("identificacao da publicacao") => Some("Portuguese"),
                Some("beitrags-id") => Some("German"),
                _ => None,
            },
        }
    }

    /// Without these no post is known, nor whose it is.
    fn needed(&self) -> [(&'static str, bool); 3] {
        let is_there = |column: usize| column != usize::MAX;
        [("Post ID", is_there(self.id)), (self.site.owner_column(), self.owner.is_some()), ("Publish time", is_there(self.published))]
    }

    pub(super) fn is_whole(&self) -> bool {
        self.needed().iter().all(|(_, is_there)| *is_there)
    }

    /// Whether it is this format's without being whole: what is named is the account, and either the post or its time; or it is
    /// in a language in which Facebook's names of columns are not known.
    pub(super) fn is_half(&self) -> bool {
        let [(_, id), (_, owner), (_, published)] = self.needed();
        let is_foreign = self.site == Site::Facebook && self.language.is_some() && id && published;
        is_foreign || owner && (id || published) && !self.counts.is_empty() && self.owner_id.is_some()
    }

    pub(super) fn require(&self, shown: &str) -> Result<(), Problem> {
        let needed = self.needed();
        let Some((name, _)) = needed.iter().find(|(_, is_there)| !is_there) else { return Ok(()) };
        let problem = Problem::new(Severity::Refused, ProblemCode::MissingColumn, shown, format!("the column `{name}` is missing"));
        Err(problem.line(1).column(name).hint("export again, with all columns and in English"))
    }

    /// The columns of which something is made.
    pub(super) fn used(&self) -> Vec<usize> {
        let some = [self.permalink, self.day, self.is_share, self.owner, self.owner_id].into_iter().flatten();
        let counts = self.counts.iter().map(|(column, _)| *column);
        [self.id, self.published].into_iter().chain(self.texts.iter().copied()).chain(some).chain(counts).collect()
    }

    /// Whether days or months come first in this language, and why that is thought.
    pub(super) fn usual_order(&self) -> (DateOrder, &'static str) {
        match self.language {
            Some(_) => (DateOrder::DayFirst, "exports in this language write the day first"),
            None => (DateOrder::MonthFirst, "English exports write the month first"),
        }
    }

    pub(super) fn usual_mark(&self) -> Mark {
        if self.language.is_some() { Mark::Comma } else { Mark::Point }
    }
}

/// A name without accents, in lower case, with straight quotes.
fn fold(name: &str) -> String {
    let straight = name.trim().chars().map(|c| if matches!(c, '„' | '“' | '”' | '«' | '»') { '"' } else { c });
    straight.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_folded() {
        assert_eq!(fold(" Horário de publicação "), "horario de publicacao");
        assert_eq!(fold("„Gefällt mir“-Angaben"), "\"gefallt mir\"-angaben");
    }
}
