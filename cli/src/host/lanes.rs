//! Digests on threads.

use glasscase_core::digest::{Finished, Job, Lane, Lanes};
use std::sync::mpsc::{Receiver, Sender, channel};

/// A thread a lane.
pub struct Threads {
    jobs: Vec<Sender<Job>>,
    done: Receiver<Finished>,
}

impl Threads {
    /// As many as the machine has cores, and at least two: the digests of one long stream use two.
    pub fn start() -> Self {
        let count = std::thread::available_parallelism().map_or(2, |n| n.get()).clamp(2, 8);
        let (finished, done) = channel();
        let jobs = (0..count).map(|lane| {
            let (sender, jobs) = channel::<Job>();
            let finished = finished.clone();
            std::thread::spawn(move || {
                let mut state = Lane::default();
                for job in jobs {
                    let digests = state.run(&job.ops, &job.bytes);
                    // Nobody listens any more only when the program ends.
                    let _ = finished.send(Finished { lane, bytes: job.bytes.len() as u64, digests });
                }
            });
            sender
        });
        Self { jobs: jobs.collect(), done }
    }
}

impl Lanes for Threads {
    fn count(&self) -> usize {
        self.jobs.len()
    }

    fn send(&mut self, lane: usize, job: Job) {
        if let Some(jobs) = self.jobs.get(lane) {
            // A lane ends only with the program.
            let _ = jobs.send(job);
        }
    }

    fn receive(&mut self, wait: bool) -> Option<Finished> {
        if wait { self.done.recv().ok() } else { self.done.try_recv().ok() }
    }
}
