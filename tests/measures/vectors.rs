//! The vectors of MEASURES §4 and §9.

use earshot_measures::{
    Draws, Step, TimeByWhich, Wait, bluesky_id_micros, kaplan_meier, linkedin_id_time, mastodon_id_time, mean, median, newcombe,
    poisson_tail, quantile, robust_z, time_by_which, wilson, x_id_time,
};

use crate::talk::close;

const HOURS: f64 = 3_600.0;
const ANSWERED: [f64; 12] = [0.2, 0.5, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 9.0, 20.0, 30.0];
const UNANSWERED: [f64; 8] = [48.0, 48.0, 72.0, 72.0, 96.0, 120.0, 120.0, 168.0];

fn steps() -> Vec<Step> {
    let answered = ANSWERED.map(|hours| Wait { seconds: hours * HOURS, answered: true });
    let unanswered = UNANSWERED.map(|hours| Wait { seconds: hours * HOURS, answered: false });
    // In no order that helps.
    let waits: Vec<Wait> = unanswered.into_iter().chain(answered.into_iter().rev()).collect();
    kaplan_meier(&waits)
}

#[test]
fn survival_after_each_event_time() {
    let expected = [0.95, 0.85, 0.80, 0.75, 0.70, 0.65, 0.60, 0.55, 0.50, 0.45, 0.40];
    let found = steps();
    assert_eq!(found.len(), expected.len());
    for (step, expected) in found.iter().zip(expected) {
        assert!(close(step.surviving, expected), "{step:?} is not {expected}");
    }
}

#[test]
fn half_are_answered_by_nine_hours_and_three_quarters_never() {
    let hours = |hours: f64| Some(hours * HOURS);
    assert_eq!(time_by_which(0.5, &steps()), TimeByWhich { seconds: hours(9.0), low: hours(1.5), high: None });
    assert_eq!(time_by_which(0.25, &steps()), TimeByWhich { seconds: hours(1.5), low: hours(0.2), high: hours(6.0) });
    assert_eq!(time_by_which(0.75, &steps()).seconds, None);
}

#[test]
fn where_all_are_answered_the_last_step_has_no_band() {
    // S = 0.5, then 0: the upper limit of the band never gets to 0.5, and at S = 0 there is no band.
    let steps = kaplan_meier(&[1.0, 2.0].map(|seconds| Wait { seconds, answered: true }));
    assert_eq!(steps[1].surviving, 0.0);
    assert_eq!(steps[1].band, None);
    assert_eq!(time_by_which(0.5, &steps), TimeByWhich { seconds: Some(1.0), low: Some(1.0), high: None });
    assert_eq!(time_by_which(0.9, &steps).seconds, Some(2.0));
}

#[test]
fn one_that_is_censored_at_a_time_is_still_at_risk_then() {
    // Two at risk at 5 s, one answered: S = 1/2. Were the censored one gone, S would be 0.
    let steps = kaplan_meier(&[Wait { seconds: 5.0, answered: false }, Wait { seconds: 5.0, answered: true }]);
    assert_eq!(steps.len(), 1);
    assert!(close(steps[0].surviving, 0.5));
}

#[test]
fn nothing_waits_for_nothing() {
    assert_eq!(kaplan_meier(&[]), []);
    assert_eq!(time_by_which(0.5, &[]), TimeByWhich::default());
}

#[test]
fn the_figures_in_use_elsewhere() {
    assert_eq!(median(&ANSWERED), Some(2.5));
    assert!(close(mean(&ANSWERED).unwrap(), 6.475));
    assert_eq!((median(&[]), mean(&[])), (None, None));
}

#[test]
fn quantiles_lie_on_the_line_between_neighbours() {
    // Type 7 of 1 2 3 4: place 0.25 · 3 = 0.75, so 1.75; place 0.9 · 3 = 2.7, so 3.7.
    let four = [1.0, 2.0, 3.0, 4.0];
    assert!(close(quantile(&four, 0.25).unwrap(), 1.75));
    assert!(close(quantile(&four, 0.9).unwrap(), 3.7));
    assert_eq!((quantile(&four, 0.0), quantile(&four, 1.0), quantile(&[], 0.5)), (Some(1.0), Some(4.0), None));
}

#[test]
fn wilson_intervals() {
    for (k, n, low, high) in [(65, 100, 0.5525, 0.7364), (0, 12, 0.0, 0.2425), (12, 12, 0.7575, 1.0), (7, 40, 0.0875, 0.3195)] {
        let (found_low, found_high) = wilson(k, n).unwrap();
        assert!((found_low - low).abs() < 5e-5 && (found_high - high).abs() < 5e-5, "{k} of {n}: {found_low}–{found_high}");
    }
    assert_eq!(wilson(0, 12).unwrap().0, 0.0);
    assert_eq!(wilson(12, 12).unwrap().1, 1.0);
    assert_eq!(wilson(0, 0), None);
}

#[test]
fn newcombe_interval_of_a_difference() {
    let (difference, low, high) = newcombe((56, 70), (48, 80)).unwrap();
    assert!(close(difference, 0.2));
    assert!((low - 0.0524).abs() < 5e-5 && (high - 0.3339).abs() < 5e-5, "{low}–{high}");
    assert_eq!(newcombe((0, 0), (1, 2)), None);
}

#[test]
fn robust_z_of_two_busy_hours() {
    let baseline = [12.0, 9.0, 14.0, 11.0, 10.0, 13.0, 8.0, 12.0, 11.0, 10.0];
    for (value, expected) in [(95.0, 56.66), (60.0, 33.05)] {
        let found = robust_z(value, &baseline).unwrap();
        assert!((found - expected).abs() < 5e-3, "{value}: {found}");
    }
}

#[test]
fn where_most_hours_are_alike_the_mean_deviation_stands_in() {
    // Deviations 0 0 0 0 5: the median one is 0, the mean one 1, which is .7979 of a standard deviation.
    assert!((robust_z(10.0, &[5.0, 5.0, 5.0, 5.0, 10.0]).unwrap() - 5.0 / 1.2533).abs() < 1e-9);
    assert_eq!(robust_z(9.0, &[5.0; 8]), None);
}

#[test]
fn the_upper_tail_of_poisson() {
    // R: ppois(4, 2, lower.tail = FALSE), ppois(9, 3.5, lower.tail = FALSE)
    for (count, mean, expected) in [(5, 2.0, 0.052_653_02), (10, 3.5, 0.003_314_94), (0, 4.0, 1.0), (1, 0.0, 0.0)] {
        assert!((poisson_tail(count, mean) - expected).abs() < 1e-8, "{count} of {mean}: {}", poisson_tail(count, mean));
    }
}

#[test]
fn the_median_of_a_resample_is_that_of_drawing_all_of_it() {
    for n in [1_usize, 2, 3, 10, 25] {
        let values: Vec<f64> = (0..n).map(|value| (value * value) as f64).collect();
        let draw = |draws: &mut Draws| {
            let mut resample: Vec<f64> = (0..n).map(|_| values[((draws.unit() * n as f64) as usize).min(n - 1)]).collect();
            resample.sort_by(f64::total_cmp);
            median(&resample).unwrap()
        };
        let (mut placed, mut drawn) = (Draws::seeded(1), Draws::seeded(2));
        let mean_of = |medians: &[f64]| mean(medians).unwrap();
        let spread = |medians: &[f64]| {
            let middle = mean_of(medians);
            mean_of(&medians.iter().map(|m| (m - middle).powi(2)).collect::<Vec<_>>()).sqrt()
        };
        let placed: Vec<f64> = (0..40_000).map(|_| placed.median_of_resample(&values)).collect();
        let drawn: Vec<f64> = (0..40_000).map(|_| draw(&mut drawn)).collect();
        // Each mean is known to about spread ÷ √40,000: five of these apart would be no chance.
        let (a, b, width) = (mean_of(&placed), mean_of(&drawn), spread(&drawn));
        assert!((a - b).abs() <= 5.0 * width * (2.0_f64 / 40_000.0).sqrt(), "{n}: {a} and {b}");
        assert!((spread(&placed) - width).abs() <= 0.03 * width, "{n}: {} and {width}", spread(&placed));
    }
}

#[test]
fn times_in_ids() {
    let millis = |text: &str| chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis();
    assert_eq!(x_id_time("1233161576649121792"), Some(millis("2020-02-27T22:46:45.564Z")));
    assert_eq!(x_id_time("321239371296694272"), Some(millis("2013-04-08T12:33:29.113Z")));
    assert_eq!(bluesky_id_micros("3l25zusnsfctk"), Some(1_724_171_495_793_000));
    // 2022-11-01T00:00:00Z is 1,667,260,800,000 ms: times 65,536, and times 4,194,304, and something in the low bits.
    let november = millis("2022-11-01T00:00:00Z");
    assert_eq!(mastodon_id_time("109265603788800000"), Some(november));
    assert_eq!(mastodon_id_time("109265603788865535"), Some(november));
    assert_eq!(mastodon_id_time("109265603788865536"), Some(november + 1));
    assert_eq!(linkedin_id_time("6992998642483200000"), Some(november));
    assert_eq!(linkedin_id_time("6992998642487394303"), Some(november));
    assert_eq!(linkedin_id_time("6992998642487394304"), Some(november + 1));
}

#[test]
fn an_id_that_holds_no_time_gives_none() {
    // Ids on X counted posts until November 2010.
    assert_eq!((x_id_time("20"), x_id_time("1.23E+17"), x_id_time("")), (None, None, None));
    assert_eq!((bluesky_id_micros("3l25zusnsfct"), bluesky_id_micros("3l25zusnsfct1")), (None, None));
    assert_eq!((mastodon_id_time("abc"), linkedin_id_time("urn:li:activity:1")), (None, None));
}
