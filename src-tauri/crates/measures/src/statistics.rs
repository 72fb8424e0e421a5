//! The statistics of MEASURES §4 and §9, one small function each.

/// The 97.5 % point of the normal distribution.
const Z: f64 = 1.959_964;
/// What a survival of one half may be off by and still count as one half.
const TOLERANCE: f64 = 1e-12;

/// The Wilson 95 % interval of `k` of `n`; `None` of nothing. Exact at 0 and `n`. (Wilson 1927.)
pub fn wilson(k: u64, n: u64) -> Option<(f64, f64)> {
    if n == 0 {
        return None;
    }
    let (share, n_, z2) = (k as f64 / n as f64, n as f64, Z * Z);
    let middle = (share + z2 / (2.0 * n_)) / (1.0 + z2 / n_);
    let half = Z / (1.0 + z2 / n_) * (share * (1.0 - share) / n_ + z2 / (4.0 * n_ * n_)).sqrt();
    Some((if k == 0 { 0.0 } else { middle - half }, if k == n { 1.0 } else { middle + half }))
}

/// The difference of two shares, first minus second, with Newcombe's hybrid 95 % interval (Newcombe 1998, method 10).
pub fn newcombe(first: (u64, u64), second: (u64, u64)) -> Option<(f64, f64, f64)> {
    let (low1, high1) = wilson(first.0, first.1)?;
    let (low2, high2) = wilson(second.0, second.1)?;
    let (p1, p2) = (first.0 as f64 / first.1 as f64, second.0 as f64 / second.1 as f64);
    let difference = p1 - p2;
    let down = (p1 - low1).hypot(high2 - p2);
    let up = (high1 - p1).hypot(p2 - low2);
    Some((difference, difference - down, difference + up))
}

/// One wait: how long it was followed, in seconds, and whether it ended in an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wait {
    pub seconds: f64,
    pub answered: bool,
}

/// A step of the survival curve, at a time with an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    pub seconds: f64,
    pub surviving: f64,
    /// The log-log 95 % band; it does not exist where nothing survives.
    pub band: Option<(f64, f64)>,
}

/// The Kaplan–Meier curve (1958): a wait that is cut off at t is still at risk at t. The band is by Greenwood's variance on
/// the log-log scale.
pub fn kaplan_meier(waits: &[Wait]) -> Vec<Step> {
    let mut sorted = waits.to_vec();
    sorted.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    let mut steps = Vec::new();
    let (mut at_risk, mut surviving, mut variance) = (sorted.len() as f64, 1.0, 0.0);
    for same in sorted.chunk_by(|a, b| a.seconds == b.seconds) {
        let events = same.iter().filter(|wait| wait.answered).count() as f64;
        if events > 0.0 {
            surviving *= 1.0 - events / at_risk;
            let band = if events == at_risk {
                surviving = 0.0;
                None
            } else {
                variance += events / (at_risk * (at_risk - events));
                let spread = Z * variance.sqrt() / f64::ln(surviving).abs();
                Some((surviving.powf(spread.exp()), surviving.powf((-spread).exp())))
            };
            steps.push(Step { seconds: same[0].seconds, surviving, band });
        }
        at_risk -= same.len() as f64;
    }
    steps
}

/// A time by which a share has been answered, with its interval; `None` is "not reached".
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct TimeByWhich {
    pub seconds: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// The first time by which `share` has been answered, with the interval of Brookmeyer and Crowley (1982).
pub fn time_by_which(share: f64, steps: &[Step]) -> TimeByWhich {
    let left = 1.0 - share + TOLERANCE;
    let first = |reached: &dyn Fn(&Step) -> bool| steps.iter().find(|step| reached(step)).map(|step| step.seconds);
    TimeByWhich {
        seconds: first(&|step| step.surviving <= left),
        low: first(&|step| step.band.is_some_and(|(low, _)| low <= left)),
        high: first(&|step| step.band.is_some_and(|(_, high)| high <= left)),
    }
}

/// The middle of sorted values, of an even number the mean of the middle two.
pub fn median(sorted: &[f64]) -> Option<f64> {
    let half = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        n if n % 2 == 1 => Some(sorted[half]),
        _ => Some((sorted[half - 1] + sorted[half]) / 2.0),
    }
}

/// A quantile of sorted values, linear between neighbours (Hyndman and Fan's type 7, as in R and NumPy).
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = share * sorted.len().checked_sub(1)? as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    Some(sorted[below] + (sorted[above] - sorted[below]) * (place - place.floor()))
}

/// How far a value lies from its baseline, in robust standard deviations: by the median absolute deviation, or where that is 0 by the
/// mean one (Iglewicz and Hoaglin 1993). `None` where the baseline does not vary at all.
pub fn robust_z(value: f64, baseline: &[f64]) -> Option<f64> {
    let mut sorted = baseline.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = median(&sorted)?;
    let mut apart: Vec<f64> = baseline.iter().map(|x| (x - middle).abs()).collect();
    apart.sort_by(f64::total_cmp);
    let deviation = match median(&apart)? {
        0.0 => mean(&apart)? * 1.2533 * 0.6745, // the mean one is .7979 of a standard deviation, the median one .6745
        mad => mad,
    };
    (deviation > 0.0).then(|| 0.6745 * (value - middle) / deviation)
}

/// The chance of `count` or more events where `mean` are expected (Poisson).
pub fn poisson_tail(count: u64, mean: f64) -> f64 {
    if mean <= 0.0 {
        return if count == 0 { 1.0 } else { 0.0 };
    }
    let mut term = (-mean).exp();
    let mut below = 0.0;
    for events in 0..count {
        below += term;
        term *= mean / (events + 1) as f64;
    }
    (1.0 - below).max(0.0)
}

/// The mean; `None` of nothing.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Random draws that are the same every time for a seed: SplitMix64 (Steele, Lea and Flood 2014).
#[derive(Debug, Clone)]
pub struct Draws {
    state: u64,
}

impl Draws {
    pub fn seeded(seed: u64) -> Draws {
        Draws { state: seed }
    }

    /// Between 0 and 1, neither included.
    pub fn unit(&mut self) -> f64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^= bits >> 31;
        ((bits >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// By Box and Muller (1958).
    fn normal(&mut self) -> f64 {
        let (radius, angle) = ((-2.0 * self.unit().ln()).sqrt(), std::f64::consts::TAU * self.unit());
        radius * angle.cos()
    }

    /// By Marsaglia and Tsang (2000), for shapes of 1 and more.
    fn gamma(&mut self, shape: f64) -> f64 {
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            if v > 0.0 && self.unit().ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }

    fn beta(&mut self, a: f64, b: f64) -> f64 {
        let (x, y) = (self.gamma(a), self.gamma(b));
        x / (x + y)
    }

    /// The median of as many values, drawn from the sorted ones with replacement. Not the values but the place of their median is
    /// drawn, which is the same: the k-th smallest of n uniform draws has a beta distribution (Efron 1982, §10.4).
    ///
    /// Of nothing it is 0.
    pub fn median_of_resample(&mut self, sorted: &[f64]) -> f64 {
        let n = sorted.len();
        let at = |place: f64| sorted[((place * n as f64) as usize).min(n - 1)];
        match n {
            0 => 0.0,
            _ if n % 2 == 1 => {
                let middle = (n as f64 + 1.0) / 2.0;
                at(self.beta(middle, middle))
            }
            _ => {
                let half = n as f64 / 2.0;
                let below = self.beta(half, half + 1.0);
                // The smallest of the half that lies above.
                let above = below + (1.0 - below) * (1.0 - self.unit().powf(1.0 / half));
                (at(below) + at(above)) / 2.0
            }
        }
    }
}
