//! What answering may have saved: low, central and high, with every assumption in the picture.

use crate::label::{Align, Label};
use crate::page::{Page, Words};
use crate::rows::Rows;
use crate::scale::Scale;
use crate::sheet::width;
use crate::theme::BAR;
use crate::words::{self, capital, count, percent};
use crate::{About, Chart, Frame, Part};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shift {
    pub about: About,
    /// Enquiries that were answered.
    pub answered: u64,
    /// What a phone call and a reply cost, in pounds, and who says so.
    pub phone: f64,
    pub reply: f64,
    pub costs: String,
    /// The share that would otherwise have phoned: low, central, high. An assumption.
    pub shares: [f64; 3],
    /// What cannot be left out.
    pub note: String,
}

const NAMES: [&str; 3] = ["Low", "Central", "High"];

impl Shift {
    fn cost(&self, i: usize) -> f64 {
        self.answered as f64 * self.shares[i] * (self.phone - self.reply)
    }
}

/// `£1,204`
fn pounds(amount: f64) -> String {
    let whole = amount.abs().round() as u64;
    if amount < -0.5 { format!("−£{}", count(whole)) } else { format!("£{}", count(whole)) }
}

/// Draws a bar for each assumption.
pub fn shift(data: &Shift, frame: &Frame) -> Chart {
    let mut page = Page::new(said(data), frame);
    if data.answered == 0 {
        return page.empty(if data.about.why_empty.is_empty() {
            "No enquiry was answered in this selection."
        } else {
            &data.about.why_empty
        });
    }
    let (sizes, palette) = (page.sizes, page.palette);
    let names: Vec<String> = (0..3).map(|i| format!("{}: {} would have phoned", NAMES[i], percent(data.shares[i]))).collect();
    let costs: Vec<f64> = (0..3).map(|i| data.cost(i)).collect();
    let right = costs.iter().map(|cost| width(&pounds(*cost), sizes.strong)).fold(0.0, f64::max) + sizes.gap;
    let rows = Rows::new(&page, &names, sizes.note.leading() + sizes.padding, right);
    let (least, most) = costs.iter().fold((0.0_f64, 0.0_f64), |(least, most), cost| (least.min(*cost), most.max(*cost)));
    let scale = Scale::linear((least, most), (rows.plot.left, rows.plot.right));
    rows.draw_axis(&mut page, &scale, &scale.ticks(4), pounds);
    page.sheet.layer("cost", "", |layer| {
        for (row, &cost) in costs.iter().enumerate().take(rows.shown) {
            let ink = if row == 1 { palette.accent } else { palette.ladder[3] };
            layer.fill(&rows.bar(row, scale.at(0.0), scale.at(cost), BAR), ink);
        }
    });
    rows.draw_names(&mut page, &names);
    let values: Vec<Label> = costs
        .iter()
        .enumerate()
        .take(rows.shown)
        .map(|(row, cost)| {
            let face = if row == 1 { sizes.strong } else { sizes.label };
            Label::centred_on(rows.y(row), pounds(*cost), page.plot.right, Align::Right, face, palette.ink)
        })
        .collect();
    page.sheet.texts("values", &values);
    let marks = (0..rows.shown.min(3)).map(|row| {
        let part = Part::Figure { id: "opportunities".to_owned(), month: None };
        (rows.bar(row, rows.plot.left, rows.plot.right, 1.0), format!("{}: {}", names[row], pounds(costs[row])), Some(part))
    });
    let marks = marks.collect();
    page.finish(marks)
}

fn sentence(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{}.", capital(text.trim_end_matches('.'))) }
}

fn said(data: &Shift) -> Words {
    let sum = format!("{} answered × share × (£{:.2} a call − £{:.2} a reply)", count(data.answered), data.phone, data.reply);
    let row = |i: usize| vec![NAMES[i].to_owned(), percent(data.shares[i]), pounds(data.cost(i))];
    let sentences: Vec<String> =
        (0..3).map(|i| format!("{}: if {} would have phoned, {}.", NAMES[i], percent(data.shares[i]), pounds(data.cost(i)))).collect();
    Words {
        id: "shift",
        title: match data.answered {
            0 => "No enquiry was answered".to_owned(),
            // A reply that costs more than a call saves nothing.
            _ if data.cost(2) < 0.0 => format!("Answering cost {} to {} more than calls", pounds(-data.cost(0)), pounds(-data.cost(2))),
            _ => format!("Answering may have avoided {} to {} of calls", pounds(data.cost(0)), pounds(data.cost(2))),
        },
        subtitle: format!("Estimated avoidable cost: {sum}. The share is an assumption."),
        caption: words::caption(
            &data.about,
            &format!("{} answered enquiries", count(data.answered)),
            format!("Costs: {}. {}", data.costs, sentence(&data.note)).trim(),
        ),
        alt: if data.answered == 0 {
            "An empty chart. No enquiry was answered.".to_owned()
        } else {
            format!("Three bars of estimated avoidable cost. {sum}. {} {}", sentences.join(" "), sentence(&data.note))
        },
        columns: ["Estimate", "Would have phoned (assumed)", "Estimated avoidable cost"].map(str::to_owned).to_vec(),
        table: if data.answered == 0 { Vec::new() } else { (0..3).map(row).collect() },
    }
}
