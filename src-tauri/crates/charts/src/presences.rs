//! Which accounts are alive: when each last said something, when it last answered, and who follows it.

use crate::label::{Align, Label};
use crate::page::{Page, Words};
use crate::rows::Rows;
use crate::scale::Scale;
use crate::sheet::width;
use crate::words::{self, count, counted};
use crate::{About, Chart, Frame};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Presences {
    pub about: About,
    pub accounts: Vec<Present>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Present {
    pub name: String,
    pub peer: bool,
    /// `in conversation`, `answering`, `broadcasting`, `unattended`, `silent`, `abandoned`.
    pub state: String,
    /// Days before the end of its data; `None`: never in it.
    pub last_said: Option<f64>,
    pub last_answered: Option<f64>,
    pub followers: Option<u64>,
}

/// What is longer ago is drawn at the edge.
const LONGEST: f64 = 180.0;
/// Messages and answers older than this make an account silent.
const LATELY: f64 = 30.0;

/// Draws a row for each account, over the half year before the end of its data.
pub fn presences(data: &Presences, frame: &Frame) -> Chart {
    let mut page = Page::new(said(data), frame);
    if data.accounts.is_empty() {
        return page.empty(if data.about.why_empty.is_empty() { "No account is in this selection." } else { &data.about.why_empty });
    }
    let (sizes, palette) = (page.sizes, page.palette);
    let names: Vec<String> = data.accounts.iter().map(called).collect();
    let beside = |account: &Present| match account.followers {
        Some(followers) => format!("{} · {}", account.state, count(followers)),
        None => account.state.clone(),
    };
    let widest = data.accounts.iter().map(|account| width(&beside(account), sizes.strong)).fold(0.0, f64::max);
    let right = widest.min(page.plot.width() * 0.4) + sizes.gap;
    // What the dots are, above them.
    let mut x = page.plot.left;
    let mut key: Vec<Label> = Vec::new();
    for (text, ink) in [("● last said something", palette.ladder[1]), ("● last answered", palette.accent)] {
        let label = Label::below(page.plot.top, text, x, Align::Left, sizes.label, palette.word(ink));
        x = label.area().right + sizes.space;
        key.push(label);
    }
    page.plot.top += sizes.label.leading() + sizes.gap;
    let rows = Rows::new(&page, &names, sizes.note.leading() + sizes.padding, right);
    let scale = Scale::linear((0.0, LONGEST), (rows.plot.right - sizes.dot, rows.plot.left + sizes.dot));
    rows.draw_axis(&mut page, &scale, &[LONGEST, 90.0, LATELY, 0.0], |days| match days as u64 {
        0 => "end of its data".to_owned(),
        180 => "180 days and more".to_owned(),
        days => format!("{days} days"),
    });
    page.sheet.layer("last", "", |layer| {
        for (row, account) in data.accounts[..rows.shown].iter().enumerate() {
            let y = rows.y(row);
            let at = |days: Option<f64>| days.map(|days| scale.at(days.min(LONGEST)));
            let (spoke, answered) = (at(account.last_said), at(account.last_answered));
            if let Some((a, b)) = spoke.zip(answered) {
                layer.path(&[(a, y), (b, y)], palette.mute, sizes.hairline);
            }
            if let Some(x) = spoke {
                layer.dot((x, y), sizes.dot * 1.3, palette.ladder[1]);
            }
            if let Some(x) = answered {
                layer.dot((x, y), sizes.dot * 0.8, palette.accent);
            }
        }
    });
    rows.draw_names(&mut page, &names);
    let states: Vec<Label> = data.accounts[..rows.shown]
        .iter()
        .enumerate()
        .map(|(row, account)| {
            let alive = matches!(account.state.as_str(), "in conversation" | "answering");
            let (face, ink) = if alive { (sizes.strong, palette.accent) } else { (sizes.label, palette.ink) };
            let text = if width(&beside(account), face) <= right { beside(account) } else { account.state.clone() };
            Label::centred_on(rows.y(row), text, page.plot.right, Align::Right, face, ink)
        })
        .collect();
    page.sheet.texts("states", &states);
    page.sheet.texts("key", &key);
    let marks = data.accounts[..rows.shown]
        .iter()
        .enumerate()
        .map(|(row, account)| (rows.bar(row, page.plot.left, page.plot.right, 1.0), told(account), None));
    let marks = marks.collect();
    page.finish(marks)
}

fn called(account: &Present) -> String {
    if account.peer { format!("{} (peer)", account.name) } else { account.name.clone() }
}

fn ago(days: Option<f64>) -> String {
    match days {
        None => "never".to_owned(),
        Some(days) if days < 1.0 => "on the last day of its data".to_owned(),
        Some(days) => format!("{} before the end of its data", counted(days as u64, "day")),
    }
}

fn told(account: &Present) -> String {
    let followers = account.followers.map_or_else(String::new, |followers| format!(", {}", counted(followers, "follower")));
    format!(
        "{}: {}; last said something {}, last answered {}{followers}",
        called(account),
        account.state,
        ago(account.last_said),
        ago(account.last_answered)
    )
}

fn said(data: &Presences) -> Words {
    let ours: Vec<&Present> = data.accounts.iter().filter(|account| !account.peer).collect();
    let alive = ours.iter().filter(|account| matches!(account.state.as_str(), "in conversation" | "answering")).count() as u64;
    let title = match ours.as_slice() {
        [] => "No account of ours".to_owned(),
        [one] => format!("{} is {}", "The account", one.state),
        several => format!("{} of {} accounts answer people", count(alive), count(several.len() as u64)),
    };
    let days = |days: Option<f64>| days.map_or_else(|| "never".to_owned(), |days| format!("{days:.0}"));
    let row = |account: &Present| {
        vec![
            called(account),
            account.state.clone(),
            days(account.last_said),
            days(account.last_answered),
            account.followers.map_or_else(|| "–".to_owned(), count),
        ]
    };
    let sentences: Vec<String> = data.accounts.iter().map(|account| format!("{}.", told(account))).collect();
    Words {
        id: "presences",
        title,
        subtitle: "The half year before the end of each account’s data; its state and followers at the right.".to_owned(),
        caption: words::caption(&data.about, &counted(data.accounts.len() as u64, "account"), ""),
        alt: if data.accounts.is_empty() {
            "An empty chart. No account is in this selection.".to_owned()
        } else {
            format!("A row for each account. {}", sentences.join(" "))
        },
        columns: ["Account", "State", "Last said, days before the end", "Last answered, days before the end", "Followers"]
            .map(str::to_owned)
            .to_vec(),
        table: data.accounts.iter().map(row).collect(),
    }
}
