//! The ladder of each account, ours and peers, with what others have published as marks.

use earshot_model::Rung;

use crate::label::{Align, Area, Label, wrap};
use crate::page::{Page, Words};
use crate::rows::Rows;
use crate::scale::Scale;
use crate::sheet::width;
use crate::theme::BAR;
use crate::words::{self, count, counted, in_ten, list, percent};
use crate::{About, Chart, Frame, Tally};

/// What each account said.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Accounts {
    pub about: About,
    pub accounts: Vec<Known>,
    /// Shares that others have published of broadcasts, 0–1, each with whose it is.
    pub published: Vec<(f64, String)>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Known {
    pub name: String,
    /// Not ours, but one that ours are compared with.
    pub peer: bool,
    /// As `Rung::ALL`.
    pub rungs: [Tally; 6],
    pub reposts: u64,
}

/// Below this many messages a share says nothing.
const FEW: u64 = 10;

impl Known {
    fn n(&self) -> u64 {
        self.rungs.iter().map(|tally| tally.k).sum()
    }

    fn called(&self) -> String {
        if self.peer { format!("{} (peer)", self.name) } else { self.name.clone() }
    }

    fn broadcasts(&self) -> u64 {
        self.rungs[..3].iter().map(|tally| tally.k).sum()
    }
}

/// Draws a bar for each account, from press release at the left to dialogue at the right.
pub fn accounts(data: &Accounts, frame: &Frame) -> Chart {
    let mut page = Page::new(said(data), frame);
    if data.accounts.iter().all(|account| account.n() == 0) {
        return page.empty(if data.about.why_empty.is_empty() {
            "Nothing public was said in this selection."
        } else {
            &data.about.why_empty
        });
    }
    let (sizes, palette) = (page.sizes, page.palette);
    let key = key(&page);
    let (tall, right) =
        (sizes.note.leading(), data.accounts.iter().map(|account| width(&count(account.n()), sizes.note)).fold(0.0, f64::max));
    page.plot.top = key.1 + sizes.space;
    let names: Vec<String> = data.accounts.iter().map(Known::called).collect();
    let pins = tall * data.published.len() as f64 + if data.published.is_empty() { 0.0 } else { sizes.padding };
    let rows = Rows::new(&page, &names, tall + sizes.padding + pins, right + sizes.gap);
    let scale = Scale::linear((0.0, 1.0), (rows.plot.left, rows.plot.right));
    rows.draw_axis(&mut page, &scale, &[0.0, 0.25, 0.5, 0.75, 1.0], percent);
    let shown = || data.accounts[..rows.shown].iter().enumerate();
    let mut values = Vec::new();
    let mut marks = Vec::new();
    for (r, rung) in Rung::ALL.into_iter().enumerate() {
        let fill = palette.ladder[r];
        page.sheet.layer(&format!("rung {}", rung.as_str()), "", |layer| {
            for (row, account) in shown().filter(|(_, account)| account.n() >= FEW) {
                let n = account.n() as f64;
                let before: u64 = account.rungs[..r].iter().map(|tally| tally.k).sum();
                let (from, to) = (before as f64 / n, (before + account.rungs[r].k) as f64 / n);
                let area = rows.bar(row, scale.at(from), scale.at(to), BAR);
                if area.width() <= 0.0 {
                    continue;
                }
                let seam = if r < 5 { sizes.seam.min(area.width() / 3.0) } else { 0.0 };
                layer.fill(&Area { right: area.right - seam, ..area }, fill);
                let text = percent(account.rungs[r].k as f64 / n);
                if width(&text, sizes.label) + 2.0 * sizes.padding <= area.width() && sizes.label.leading() <= area.height() {
                    values.push(Label::centred_on(rows.y(row), text, area.middle(), Align::Centre, sizes.label, fill.ink()));
                }
                marks.push((area, format!("{} · {}: {}", account.called(), rung.label(), part(account, r)), None));
            }
        });
    }
    let few: Vec<Label> = shown()
        .filter(|(_, account)| account.n() < FEW)
        .map(|(row, account)| {
            let text = format!("{}, too few to say", counted(account.n(), "message"));
            Label::centred_on(rows.y(row), text, rows.plot.left + sizes.gap, Align::Left, sizes.note, palette.mute)
        })
        .collect();
    let numbers: Vec<Label> = shown()
        .map(|(row, account)| Label::centred_on(rows.y(row), count(account.n()), page.plot.right, Align::Right, sizes.note, palette.mute))
        .collect();
    rows.draw_names(&mut page, &names);
    page.sheet.texts("values", &values);
    page.sheet.texts("too-few", &few);
    page.sheet.texts("numbers", &numbers);
    page.sheet.texts("key", &key.0);
    pins_of(data, &rows, &scale, &mut page);
    page.finish(marks)
}

/// The rungs' names in a line or two above the bars, each in its colour's swatch.
fn key(page: &Page) -> (Vec<Label>, f64) {
    let (sizes, palette) = (page.sizes, page.palette);
    let (mut x, mut top, mut labels) = (page.plot.left, page.plot.top, Vec::new());
    for (r, rung) in Rung::ALL.into_iter().enumerate() {
        let wide = width(rung.label(), sizes.label) + sizes.swatch + sizes.gap * 0.5;
        if x + wide > page.plot.right {
            (x, top) = (page.plot.left, top + sizes.label.leading());
        }
        // A square, which the font has, stands for the colour.
        let swatch = Label::below(top, "■", x, Align::Left, sizes.label, palette.ladder[r]);
        let name_at = x + sizes.swatch + sizes.gap * 0.5;
        labels.push(swatch);
        labels.push(Label::below(top, rung.label(), name_at, Align::Left, sizes.label, palette.ink));
        x += wide + sizes.space;
    }
    (labels, top + sizes.label.leading())
}

/// What others have published, as marks on the line between broadcasts and what addresses somebody.
fn pins_of(data: &Accounts, rows: &Rows, scale: &Scale, page: &mut Page) {
    let (sizes, palette) = (page.sizes, page.palette);
    let top = rows.foot() + sizes.note.leading() + 2.0 * sizes.padding;
    let mut labels: Vec<Label> = Vec::new();
    let room = page.plot.width();
    page.sheet.layer("published", "", |layer| {
        // Each has a line of its own.
        for (line, (share, whose)) in data.published.iter().enumerate() {
            let x = scale.at(*share);
            // Between the bars only: a line through a text reads as a strike.
            let edges = (0..=rows.shown).map(|row| {
                let above = if row == 0 { rows.plot.top } else { rows.bar(row - 1, x, x, BAR).bottom };
                (above, if row == rows.shown { rows.foot() } else { rows.bar(row, x, x, BAR).top })
            });
            for (top, bottom) in edges {
                layer.path(&[(x, top), (x, bottom)], palette.ink, sizes.stroke);
            }
            let text = wrap(&format!("{} {whose}", percent(*share)), sizes.note, room, 1).remove(0);
            let top = top + line as f64 * sizes.note.leading();
            let half = width(&text, sizes.note) / 2.0;
            let middle = x.max(page.plot.left + half).min((page.plot.right - half).max(page.plot.left + half));
            let label = Label::below(top, text, middle, Align::Centre, sizes.note, palette.ink);
            labels.push(label);
        }
    });
    page.sheet.texts("published-names", &labels);
}

fn part(account: &Known, r: usize) -> String {
    let (k, n) = (account.rungs[r].k, account.n());
    let share = if n < FEW { String::new() } else { format!(" ({})", percent(k as f64 / n as f64)) };
    format!("{} of {}{share}", count(k), count(n))
}

fn said(data: &Accounts) -> Words {
    let able: Vec<&Known> = data.accounts.iter().filter(|account| account.n() >= FEW).collect();
    let share = |account: &Known| account.broadcasts() as f64 / account.n() as f64;
    let title = match able.as_slice() {
        [] => "Too few messages to say".to_owned(),
        [one] => format!("{} messages are broadcasts", in_ten(share(one))),
        several => {
            let (low, high) =
                several.iter().fold((1.0_f64, 0.0_f64), |(low, high), account| (low.min(share(account)), high.max(share(account))));
            format!("Broadcasts make {} to {} of what accounts say", percent(low), percent(high))
        }
    };
    let n: u64 = data.accounts.iter().map(Known::n).sum();
    let published: Vec<String> = data.published.iter().map(|(share, whose)| format!("{} {whose}", percent(*share))).collect();
    let context = if published.is_empty() {
        String::new()
    } else {
        format!("Between the bars: broadcasts in {}, hand-coded, not the same measure.", list(&published))
    };
    let row = |account: &Known| {
        let mut cells = vec![account.called(), count(account.n())];
        cells.extend((0..6).map(|r| part(account, r)));
        cells.push(count(account.reposts));
        cells
    };
    let sentences: Vec<String> = data
        .accounts
        .iter()
        .map(|account| {
            let rungs: Vec<String> = Rung::ALL
                .into_iter()
                .enumerate()
                .map(|(r, rung)| format!("{} {}", rung.label().to_lowercase(), part(account, r)))
                .collect();
            format!("{}: {}.", account.called(), list(&rungs))
        })
        .collect();
    let columns = ["Account", "Messages"].into_iter().chain(Rung::ALL.map(Rung::label)).chain(["Reposts"]);
    Words {
        id: "accounts",
        title,
        subtitle: "Share of each account’s outbound public messages; number at the right, reposts apart.".to_owned(),
        caption: words::caption(&data.about, &counted(n, "message"), &context),
        alt: if n == 0 {
            "An empty chart. Nothing public was said in this selection.".to_owned()
        } else {
            format!("A bar for each account, from press releases at the left to dialogue at the right. {} {context}", sentences.join(" "))
                .trim_end()
                .to_owned()
        },
        columns: columns.map(str::to_owned).collect(),
        table: if n == 0 { Vec::new() } else { data.accounts.iter().map(row).collect() },
    }
}
