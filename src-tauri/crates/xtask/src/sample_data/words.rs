//! Templates and what stands in their slots.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::clock::{is_weekend, spoken};
use super::draw::Draw;
use super::places::{COUNCILLORS, LIBRARIES, PARKS, POOLS, ROADS, SCHOOLS, TIPS, WARDS};

/// One choice for every slot, kept for the whole of a text so that it agrees with itself.
#[derive(Debug)]
pub(super) struct Slots(Vec<(&'static str, String)>);

impl Slots {
    /// `speaker` is an index into [`COUNCILLORS`]; dates lie after `day`.
    pub(super) fn new(draw: &mut Draw, day: NaiveDate, speaker: usize) -> Slots {
        let mut roads = ROADS.to_vec();
        let mut wards = WARDS.to_vec();
        draw.shuffle(&mut roads);
        draw.shuffle(&mut wards);
        let (name, role) = COUNCILLORS[speaker];
        let surname = name.rsplit(' ').next().unwrap_or(name);
        let mut slots = Slots(vec![
            ("{road}", roads[0].into()),
            ("{road2}", roads[1].into()),
            ("{ward}", wards[0].into()),
            ("{ward2}", wards[1].into()),
            ("{park}", draw.pick(PARKS).into()),
            ("{school}", draw.pick(SCHOOLS).into()),
            ("{library}", draw.pick(LIBRARIES).into()),
            ("{pool}", draw.pick(POOLS).into()),
            ("{tip}", draw.pick(TIPS).into()),
            ("{day}", spoken(day)),
            ("{soon}", String::new()),
            ("{date}", String::new()),
            ("{until}", String::new()),
            ("{saturday}", String::new()),
            ("{dozen}", draw.between(11, 29).to_string()),
            ("{n}", draw.between(13, 96).to_string()),
            ("{few}", draw.pick(&["three", "four", "five", "six", "seven", "eight", "nine"]).into()),
            ("{hundreds}", draw.between(140, 980).to_string()),
            ("{thousands}", format!("{},{:03}", draw.between(2, 38), draw.between(0, 99) * 10)),
            ("{money}", format!("£{},000", draw.between(38, 890))),
            ("{millions}", format!("£{}.{} million", draw.between(1, 14), draw.between(1, 9))),
            ("{hour}", format!("{}{}", draw.between(6, 11), draw.pick(&["am", ".30am"]))),
            ("{evening}", format!("{}{}", draw.between(5, 7), draw.pick(&["pm", ".30pm"]))),
            ("{ref}", format!("WV-{}", draw.between(10_240, 98_760))),
            ("{name}", draw.pick(super::places::FIRST_NAMES).into()),
            ("{councillor}", format!("Councillor {name}")),
            ("{surname}", format!("Councillor {surname}")),
            ("{role}", role.into()),
        ]);
        slots.redate(draw, day);
        slots
    }

    /// Moves the dates that are spoken of: they lie after `day`.
    pub(super) fn redate(&mut self, draw: &mut Draw, day: NaiveDate) {
        for (slot, value) in &mut self.0 {
            let (low, high) = match *slot {
                "{soon}" => (2, 6),
                "{date}" | "{saturday}" => (9, 25),
                "{until}" => (32, 60),
                _ => continue,
            };
            let fits = |day: &NaiveDate| if *slot == "{saturday}" { day.weekday() == Weekday::Sat } else { !is_weekend(*day) };
            let earliest = day + Days::new(draw.between(low, high) as u64);
            *value = earliest.iter_days().find(fits).map_or(String::new(), spoken);
        }
    }

    /// Leaves `{link}` open: a link is made for every post.
    pub(super) fn fill(&self, template: &str) -> String {
        let filled = self.0.iter().fold(template.to_owned(), |text, (slot, value)| text.replace(slot, value));
        assert!(!filled.replace("{link}", "").contains('{'), "a slot is left open in {filled}");
        filled
    }
}
