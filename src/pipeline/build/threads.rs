//! Threads: for typesetting, one artifact at a time on each; for checks, one message.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::limits::STACK;

/// Does many small jobs on a number of threads, 0 for one for each processor, in their order.
/// Each thread does one job at a time, whole: the engine's own parallelism would only make them wait
/// for each other.
pub fn parallel<J: Copy + Sync, T: Send>(
    jobs: &[J],
    threads: usize,
    make: impl Fn(J) -> T + Sync,
) -> Vec<T> {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = if threads == 0 { processors } else { threads };
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(jobs.len()));
    let work = || {
        while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let made = make(*job);
            done.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(made);
        }
    };
    std::thread::scope(|scope| {
        let start = |_: &usize| {
            let builder = std::thread::Builder::new().stack_size(STACK);
            builder.spawn_scoped(scope, || in_pool(1, work)).is_ok()
        };
        // Where no thread can be started, there is this one.
        if (0..threads.min(jobs.len())).filter(start).count() == 0 {
            in_pool(1, work);
        }
    });
    done.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Gives a stack of the same size to the threads that read sources outside of [`in_pool`]. Call it before any work.
pub fn enlarge_stacks() {
    // Where such threads run already, they stay as they are.
    let _ = rayon::ThreadPoolBuilder::new()
        .stack_size(STACK)
        .build_global();
}

/// Works on so many threads, 0 for one for each processor; on this one alone where no others can be started.
pub fn in_pool<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    let builder = || rayon::ThreadPoolBuilder::new().stack_size(STACK);
    let pool = match threads {
        1 => None,
        threads => builder().num_threads(threads).build().ok(),
    };
    let alone = || builder().num_threads(1).use_current_thread().build().ok();
    match pool.or_else(alone) {
        Some(pool) => pool.install(work),
        None => work(),
    }
}
