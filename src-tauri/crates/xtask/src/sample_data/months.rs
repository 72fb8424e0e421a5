//! How much of everything there is, month by month: the plot of the story.
//!
//! In the spring of 2025 the account talks with people. Answers get fewer and slower through the winter; in February 2026 the
//! river floods and most people hear nothing; by the summer half of what the account says is press releases and old posts.

#[derive(Debug)]
pub(super) struct Month {
    pub(super) year: i32,
    pub(super) month: u32,
    pub(super) releases: usize,
    pub(super) verbatim: usize,
    pub(super) edited: usize,
    pub(super) quotes: usize,
    pub(super) repeats: usize,
    pub(super) notices: usize,
    pub(super) mentions: usize,
    pub(super) threads: usize,
    pub(super) reposts: usize,
    pub(super) exchanges: Exchanges,
    /// Minutes within which half of the answers come.
    pub(super) pace: i64,
    pub(super) directs: usize,
}

/// How many conversations go which way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Exchanges {
    /// Asked, answered.
    pub(super) once: usize,
    /// Asked, answered, thanked.
    pub(super) thanks: usize,
    /// Asked, answered, asked again, answered again.
    pub(super) talk: usize,
    /// The same with a third answer.
    pub(super) long: usize,
    /// Asked in several messages, answered.
    pub(super) run: usize,
    /// Answered by name, in a continuation of the account's own post.
    pub(super) named: usize,
    /// Two people in one thread, and one answer.
    pub(super) joint: usize,
    /// Answered in two posts.
    pub(super) two_part: usize,
    /// Never answered.
    pub(super) silent: usize,
    /// Several messages, never answered.
    pub(super) silent_run: usize,
    /// Never answered, and somebody else remarks on it.
    pub(super) chatter: usize,
}

const fn month(when: (i32, u32), said: [usize; 9], heard: [usize; 11], pace: i64, directs: usize) -> Month {
    let [releases, verbatim, edited, quotes, repeats, notices, mentions, threads, reposts] = said;
    Month {
        year: when.0,
        month: when.1,
        releases,
        verbatim,
        edited,
        quotes,
        repeats,
        notices,
        mentions,
        threads,
        reposts,
        exchanges: exchanges(heard),
        pace,
        directs,
    }
}

const fn exchanges(heard: [usize; 11]) -> Exchanges {
    let [once, thanks, talk, long, run, named, joint, two_part, silent, silent_run, chatter] = heard;
    Exchanges { once, thanks, talk, long, run, named, joint, two_part, silent, silent_run, chatter }
}

/// The columns are those of [`Month`] and [`Exchanges`], in their order.
pub(super) const MONTHS: [Month; 18] = [
    month((2025, 4), [9, 9, 4, 2, 4, 16, 3, 1, 6], [11, 5, 5, 1, 3, 1, 1, 1, 9, 2, 1], 55, 4),
    month((2025, 5), [10, 9, 5, 2, 4, 17, 3, 1, 6], [12, 5, 6, 2, 3, 1, 1, 1, 9, 2, 1], 50, 4),
    month((2025, 6), [10, 10, 4, 2, 5, 17, 4, 1, 7], [12, 6, 6, 2, 3, 1, 2, 1, 8, 2, 1], 45, 5),
    month((2025, 7), [10, 10, 5, 2, 5, 15, 3, 1, 6], [11, 5, 5, 2, 2, 1, 1, 1, 10, 2, 0], 60, 4),
    month((2025, 8), [8, 8, 4, 1, 6, 12, 2, 0, 5], [9, 3, 3, 1, 2, 0, 1, 0, 11, 2, 1], 120, 3),
    month((2025, 9), [11, 11, 5, 2, 5, 14, 3, 1, 6], [11, 5, 4, 1, 3, 1, 1, 1, 12, 3, 1], 90, 4),
    month((2025, 10), [10, 11, 6, 2, 6, 13, 3, 1, 6], [11, 4, 4, 1, 2, 1, 1, 1, 12, 3, 0], 95, 4),
    month((2025, 11), [11, 12, 6, 3, 7, 12, 2, 1, 5], [10, 4, 3, 1, 3, 1, 1, 1, 13, 3, 1], 110, 4),
    month((2025, 12), [7, 8, 4, 1, 7, 10, 2, 0, 5], [8, 3, 2, 1, 1, 0, 1, 0, 11, 2, 1], 150, 3),
    month((2026, 1), [9, 9, 5, 2, 7, 15, 2, 1, 6], [13, 4, 4, 1, 3, 1, 2, 1, 15, 3, 1], 130, 4),
    month((2026, 2), [5, 12, 5, 2, 9, 9, 2, 0, 4], [9, 3, 2, 1, 2, 1, 1, 0, 10, 2, 1], 160, 4),
    month((2026, 3), [10, 11, 6, 2, 8, 12, 2, 0, 5], [10, 3, 3, 1, 2, 1, 1, 1, 14, 3, 1], 240, 5),
    month((2026, 4), [8, 8, 4, 1, 6, 13, 3, 1, 4], [11, 4, 3, 1, 2, 0, 1, 1, 11, 2, 0], 140, 3),
    month((2026, 5), [9, 9, 5, 1, 7, 12, 2, 0, 4], [11, 3, 3, 1, 2, 1, 1, 0, 11, 2, 1], 120, 4),
    month((2026, 6), [10, 12, 6, 2, 9, 11, 2, 0, 5], [11, 3, 3, 1, 2, 1, 1, 1, 11, 3, 1], 110, 4),
    month((2026, 7), [11, 17, 8, 2, 14, 9, 2, 1, 5], [12, 2, 2, 1, 2, 1, 1, 1, 11, 3, 1], 130, 4),
    month((2026, 8), [9, 14, 7, 1, 16, 7, 1, 0, 4], [10, 1, 2, 1, 2, 0, 1, 1, 11, 3, 0], 180, 4),
    month((2026, 9), [12, 17, 9, 2, 15, 9, 2, 1, 5], [12, 3, 2, 1, 2, 1, 2, 1, 12, 3, 1], 150, 4),
];

/// Monday 9 to Sunday 15 February 2026, on top of the month.
pub(super) const FLOOD_DAYS: (u32, u32) = (9, 15);
pub(super) const FLOOD_EXCHANGES: Exchanges = exchanges([22, 3, 2, 0, 6, 0, 3, 0, 72, 28, 4]);
pub(super) const FLOOD_NOTICES: usize = 34;
pub(super) const FLOOD_REPEATS: usize = 8;
pub(super) const FLOOD_DIRECTS: usize = 9;

/// Months whose posts include one that is longer than a post may be.
pub(super) const LONG_NOTE_MONTHS: [(i32, u32); 4] = [(2025, 11), (2026, 1), (2026, 5), (2026, 9)];
