//! Work that the machine's threads share.

use std::sync::{Mutex, PoisonError};

/// Each answer in the order of the questions, which the machine's threads share.
pub(crate) fn shared_out<Q: Send, A: Send>(questions: Vec<Q>, answer: impl Fn(Q) -> A + Sync) -> Vec<A> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(questions.len());
    let asked = Mutex::new(questions.into_iter().enumerate());
    let next = || asked.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || std::iter::from_fn(next).map(|(place, question)| (place, answer(question))).collect::<Vec<(usize, A)>>();
    let mut answers: Vec<(usize, A)> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut answers = work();
        for other in others {
            answers.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        answers
    });
    answers.sort_unstable_by_key(|(place, _)| *place);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// What is made of each of many: so many and so small that a thread takes a share of them at once.
pub(crate) fn of_each<T: Sync, R: Send>(all: &[T], one: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let shares = all.chunks(all.len().div_ceil(threads).max(1)).collect();
    shared_out(shares, |share| share.iter().map(&one).collect::<Vec<R>>()).into_iter().flatten().collect()
}
