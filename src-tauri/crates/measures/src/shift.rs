//! What an answered enquiry may save (MEASURES §8): an estimate, always with every assumption beside it.

/// What a phone call and a reply on the web cost a council, in pounds, as somebody published it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Costs {
    pub id: &'static str,
    pub phone: f64,
    pub reply: f64,
    pub source: &'static str,
}

pub const PRESETS: [Costs; 4] = [
    Costs { id: "county", phone: 2.90, reply: 0.32, source: "a county council's own figures" },
    Costs { id: "socitm-2009", phone: 3.22, reply: 0.27, source: "Socitm 2009" },
    Costs { id: "socitm-2012", phone: 2.83, reply: 0.15, source: "Socitm 2012" },
    Costs { id: "nwegg-2008", phone: 4.00, reply: 0.17, source: "NWEGG 2008" },
];

/// Average cost is not marginal cost.
pub const SHIFT_NOTE: &str =
    "estimated avoidable cost; an average cost is not a marginal one: fewer calls save it only when fewer people are needed to answer them";

/// The estimated avoidable cost: answered enquiries × the share that would otherwise have phoned × what a call costs more.
pub fn avoidable_cost(answered: u64, would_have_phoned: f64, phone: f64, reply: f64) -> f64 {
    answered as f64 * would_have_phoned * (phone - reply)
}

/// How a saving that somebody reported can be read: as so much a call, if every one was a phone call less; or as the share that would
/// have phoned, at these costs.
pub fn readings(reported: f64, answered: u64, phone: f64, reply: f64) -> Option<(f64, f64)> {
    let at_most = avoidable_cost(answered, 1.0, phone, reply);
    (answered > 0 && at_most > 0.0).then(|| (reported / answered as f64, reported / at_most))
}
