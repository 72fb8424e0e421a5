//! Where values stand, along a line or a logarithmic one.

/// Values between `first` and `last`, along pixels from `from` to `to`; what lies outside is drawn at the end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    first: f64,
    last: f64,
    from: f64,
    to: f64,
    log: bool,
}

impl Scale {
    /// From zero, or a lower value, to the first round number from `last` on.
    pub(crate) fn linear((first, last): (f64, f64), (from, to): (f64, f64)) -> Scale {
        let step = round_step(last - first.min(0.0), 4);
        let round = |value: f64, to: fn(f64) -> f64| to(value / step) * step;
        let (first, last) = (round(first.min(0.0), f64::floor), round(last.max(first), f64::ceil));
        Scale { first, last: if last > first { last } else { first + step }, from, to, log: false }
    }

    /// From 1, 2 or 5 times a power of ten below `first` to one above `last`, both above zero.
    pub(crate) fn log_round((first, last): (f64, f64), ends: (f64, f64)) -> Scale {
        let below = |value: f64| {
            let power = 10_f64.powf(value.log10().floor());
            [5.0, 2.0].into_iter().map(|times| times * power).find(|round| *round <= value).unwrap_or(power)
        };
        let above = |value: f64| {
            let power = 10_f64.powf(value.log10().floor());
            [1.0, 2.0, 5.0].into_iter().map(|times| times * power).find(|round| *round >= value).unwrap_or(power * 10.0)
        };
        Scale::log((below(first), above(last)), ends)
    }

    /// Exactly from `first` to `last`, both above zero.
    pub(crate) fn log((first, last): (f64, f64), (from, to): (f64, f64)) -> Scale {
        Scale { first, last: last.max(first * 2.0), from, to, log: true }
    }

    pub(crate) fn at(&self, value: f64) -> f64 {
        let value = value.clamp(self.first, self.last);
        let along = if self.log {
            (value / self.first).ln() / (self.last / self.first).ln()
        } else {
            (value - self.first) / (self.last - self.first)
        };
        self.from + along * (self.to - self.from)
    }

    /// Round values, about as many as wanted: 0, 5, 10 of a line, 1, 10, 100 of a logarithmic one.
    pub(crate) fn ticks(&self, about: usize) -> Vec<f64> {
        if self.log {
            let (first, last) = (self.first.log10().ceil() as i32, self.last.log10().floor() as i32);
            let powers: Vec<f64> = (first..=last).map(|power| 10_f64.powi(power)).collect();
            if powers.len() > 2 {
                return powers;
            }
            // Of a short one 20 and 50, too.
            let between = (first - 1..=last).flat_map(|power| [1.0, 2.0, 5.0].map(|times| times * 10_f64.powi(power)));
            return between.filter(|tick| (self.first * 0.999..=self.last * 1.001).contains(tick)).collect();
        }
        let step = round_step(self.last - self.first, about);
        let first = (self.first / step).ceil() as i64;
        (first..).map(|i| i as f64 * step).take_while(|tick| *tick <= self.last + step * 1e-9).collect()
    }
}

/// 1, 2 or 5 times a power of ten, so that about so many steps make the span.
pub(crate) fn round_step(span: f64, about: usize) -> f64 {
    let rough = if span > 0.0 { span / about as f64 } else { 1.0 };
    let power = 10_f64.powf(rough.log10().floor());
    let times = [1.0, 2.0, 5.0, 10.0].into_iter().find(|times| times * power >= rough * (1.0 - 1e-9)).unwrap_or(10.0);
    times * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_at_a_round_value_and_begins_at_zero() {
        let scale = Scale::linear((3.0, 87.0), (100.0, 0.0));
        assert_eq!([0.0, 50.0, 100.0, 1_000.0].map(|value| scale.at(value)), [100.0, 50.0, 0.0, 0.0]);
        assert_eq!(scale.ticks(4), [0.0, 50.0, 100.0]);
        assert_eq!(Scale::linear((0.0, 0.0), (0.0, 10.0)).ticks(4).first(), Some(&0.0));
        assert_eq!(Scale::linear((-30.0, 50.0), (0.0, 80.0)).ticks(5), [-40.0, -20.0, 0.0, 20.0, 40.0, 60.0]);
    }

    #[test]
    fn a_logarithmic_line_has_equal_steps_for_equal_ratios() {
        let scale = Scale::log((1.0, 1_000.0), (0.0, 300.0));
        assert_eq!([1.0, 10.0, 100.0, 1_000.0].map(|value| scale.at(value).round()), [0.0, 100.0, 200.0, 300.0]);
        assert_eq!(scale.ticks(9), [1.0, 10.0, 100.0, 1_000.0]);
        let short = Scale::log_round((230.0, 1_300.0), (0.0, 100.0));
        assert_eq!(short.ticks(9), [200.0, 500.0, 1_000.0, 2_000.0]);
        assert_eq!([200.0, 2_000.0].map(|value| short.at(value)), [0.0, 100.0]);
    }
}
