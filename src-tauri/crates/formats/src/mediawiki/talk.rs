//! From the elements of a dump to the comments of its talk pages.

use std::collections::HashMap;

use super::signature::{Signature, Users};
use super::wikitext;
use crate::blog::{LeftOut, host};
use crate::moment::Written;
use crate::xml::{Element, Found};

/// A page whose comments are longer than this together is not held to its end: they are handed over as they stand so far.
const LONGEST_PAGE: usize = 16 << 20;

/// A wiki has a few dozen.
const MOST_NAMESPACES: usize = 1_000;

/// One comment, as the newest revision has it.
#[derive(Debug)]
pub(super) struct Comment {
    pub(super) id: String,
    pub(super) author: String,
    pub(super) signed: Written,
    pub(super) text: String,
    /// The comment that it answers, and who wrote that.
    pub(super) parent: Option<(String, String)>,
    /// Page and heading.
    pub(super) section: String,
    /// Whose talk page it stands on, if it is somebody's.
    pub(super) page_of: Option<String>,
    pub(super) link: Option<String>,
}

/// A dump as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Talk {
    pub(super) site: Option<String>,
    pub(super) pages: u64,
    pub(super) talk_pages: u64,
    pub(super) comments: u64,
    pub(super) left_out: LeftOut,
    /// Before the title in the address of a page.
    address: Option<String>,
    namespaces: Vec<(i32, String)>,
    users: Users,
    page: Option<Page>,
}

#[derive(Debug, Default)]
struct Page {
    id: String,
    title: String,
    namespace: Option<i32>,
    comments: Vec<Comment>,
    /// Where in `comments` an id is; `None` once it was handed over.
    places: HashMap<String, Option<usize>>,
    /// How long the texts are together.
    length: usize,
}

impl Talk {
    /// Takes the next element; gives the comments of a page that is over.
    pub(super) fn take(&mut self, found: Found<'_>) -> Vec<Comment> {
        let element = match found {
            Found::Opened => {
                let comments = self.end_page();
                self.pages += 1;
                self.page = Some(Page::default());
                return comments;
            }
            Found::Whole(whole) => whole.element,
            Found::Broken(_) => return Vec::new(),
        };
        let text = element.text();
        match (&*element.name, &mut self.page) {
            ("sitename", None) => self.site = self.site.take().or_else(|| Some(text.into_owned())),
            ("base", None) => {
                self.site = host(&text).or(self.site.take());
                self.address = text.rsplit_once('/').map(|(address, _)| address.to_owned());
            }
            ("namespace", None) => {
                let key = element.attribute("key").and_then(|key| key.parse().ok());
                if let Some(key) = key.filter(|_| !text.is_empty() && self.namespaces.len() < MOST_NAMESPACES) {
                    self.users.learn(key, &text);
                    self.namespaces.push((key, text.into_owned()));
                }
            }
            ("title", Some(page)) => page.title = text.into_owned(),
            ("ns", Some(page)) => page.namespace = text.parse().ok(),
            ("id", Some(page)) => page.id = text.into_owned(),
            ("revision", Some(_)) => return self.revision(&element),
            _ => {}
        }
        Vec::new()
    }

    /// What is left of the page that is read.
    pub(super) fn end_page(&mut self) -> Vec<Comment> {
        let Some(page) = self.page.take() else { return Vec::new() };
        if !is_talk(self.namespace(&page)) {
            self.left_out.add("pages that are no talk pages");
        } else {
            self.talk_pages += 1;
            if page.places.is_empty() {
                self.left_out.add("talk pages without a signed comment");
            }
        }
        page.comments
    }

    /// The number of a page's namespace; old dumps have it only in the title.
    fn namespace(&self, page: &Page) -> i32 {
        let of_title = || {
            let (prefix, _) = page.title.split_once(':')?;
            self.namespaces.iter().find(|(_, name)| name.eq_ignore_ascii_case(prefix)).map(|(key, _)| *key)
        };
        page.namespace.or_else(of_title).unwrap_or(0)
    }

    fn revision(&mut self, revision: &Element) -> Vec<Comment> {
        let Some(mut page) = self.page.take() else { return Vec::new() };
        let namespace = self.namespace(&page);
        if is_talk(namespace) {
            if matches!(&*revision.text_of("model"), "" | "wikitext") {
                self.comments(&mut page, namespace, &revision.text_of("text"));
            } else {
                self.left_out.add("revisions of talk pages that are no wikitext");
            }
        }
        let mut over = Vec::new();
        if page.length > LONGEST_PAGE {
            over = std::mem::take(&mut page.comments);
            page.places.values_mut().for_each(|place| *place = None);
            page.length = 0;
        }
        self.page = Some(page);
        over
    }

    /// Cuts the comments out of one revision.
    fn comments(&mut self, page: &mut Page, namespace: i32, text: &str) {
        const USER_TALK: i32 = 3;
        let mut heading = String::new();
        // The comments of the section so far that others may answer, by depth.
        let mut above: Vec<(usize, String, String)> = Vec::new();
        let mut lines: Vec<&str> = Vec::new();
        let mut twice: HashMap<String, usize> = HashMap::new();
        for line in text.lines() {
            if let Some(name) = wikitext::heading(line) {
                heading = wikitext::plain(name);
                above.clear();
                lines.clear();
                continue;
            }
            let Some(Signature { author, signed, start }) = self.users.signature(line) else {
                if !wikitext::is_template(line) {
                    lines.push(line);
                }
                continue;
            };
            lines.push(&line[..start]);
            let depth = lines.iter().find(|line| !line.trim().is_empty()).map_or(0, |line| wikitext::depth(line));
            let text = wikitext::plain(wikitext::unsigned(&lines.join("\n")));
            lines.clear();
            let mut id = format!("{}-{}-{}", page.id, signed.local.format("%Y%m%d%H%M"), author.replace(' ', "_"));
            let times = twice.entry(id.clone()).or_default();
            *times += 1;
            if *times > 1 {
                id = format!("{id}-{times}");
            }
            above.retain(|(other, _, _)| *other < depth);
            let parent = above.last().map(|(_, id, author)| (id.clone(), author.clone()));
            above.push((depth, id.clone(), author.clone()));
            let comment = Comment {
                id,
                author,
                signed,
                text,
                parent,
                section: format!("{}#{heading}", page.id),
                page_of: (namespace == USER_TALK).then(|| self.users.owner(&page.title)),
                link: self.address.as_ref().map(|address| link(address, &page.title, &heading)),
            };
            self.comments += u64::from(page.keep(comment));
        }
    }
}

impl Page {
    /// Keeps a comment in the place of what an older revision had. Whether it is new.
    fn keep(&mut self, comment: Comment) -> bool {
        match self.places.get(&comment.id) {
            Some(Some(place)) => {
                if let Some(older) = self.comments.get_mut(*place) {
                    self.length = self.length.saturating_sub(older.text.len()) + comment.text.len();
                    *older = comment;
                }
                false
            }
            Some(None) => false,
            None => {
                self.length += comment.text.len();
                self.places.insert(comment.id.clone(), Some(self.comments.len()));
                self.comments.push(comment);
                true
            }
        }
    }
}

/// Every namespace has a number, and the pages on which it is talked about the odd one after it.
fn is_talk(namespace: i32) -> bool {
    namespace > 0 && namespace % 2 == 1
}

fn link(address: &str, title: &str, heading: &str) -> String {
    let page = format!("{address}/{}", title.replace(' ', "_"));
    if heading.is_empty() { page } else { format!("{page}#{}", heading.replace(' ', "_")) }
}
