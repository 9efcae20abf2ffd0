//! Packs streams into jobs and spreads them over lanes.

use super::{Algorithm, AlgorithmSet, Digests, Job, Lane, Op};
use std::collections::{BTreeMap, VecDeque};

/// Where jobs run.
pub trait Lanes {
    /// How many there are; at least one.
    fn count(&self) -> usize;

    /// Hands a job to a lane. Jobs of one lane run in this order.
    fn send(&mut self, lane: usize, job: Job);

    /// Digests of streams that ended, with the bytes of the job that ended them, if any are ready. `wait` asks a
    /// host that can to block until there are some.
    fn receive(&mut self, wait: bool) -> Option<Finished>;
}

impl<T: Lanes + ?Sized> Lanes for Box<T> {
    fn count(&self) -> usize {
        (**self).count()
    }

    fn send(&mut self, lane: usize, job: Job) {
        (**self).send(lane, job);
    }

    fn receive(&mut self, wait: bool) -> Option<Finished> {
        (**self).receive(wait)
    }
}

/// What a lane says after a job.
#[derive(Clone, Debug, Default)]
pub struct Finished {
    /// The lane.
    pub lane: usize,
    /// Bytes of the job.
    pub bytes: u64,
    /// Digests of the streams that it ended.
    pub digests: Vec<(u32, Digests)>,
}

/// Bytes of a job that is sent.
const JOB: usize = 1 << 20;
/// A stream up to this many bytes travels whole.
const WHOLE: usize = 512 << 10;
/// Bytes under way at which the pool asks its caller to wait.
const BACKLOG: u64 = 24 << 20;

/// A stream under way that was too long to travel whole: each share is computed on its own lane.
struct Long {
    shares: Vec<(usize, AlgorithmSet)>,
}

/// A stream whose bytes are still collected.
struct Short {
    stream: u32,
    algorithms: AlgorithmSet,
    bytes: Vec<u8>,
}

/// Digests many streams at once, over a host's lanes.
pub struct Pool<L> {
    lanes: L,
    /// Bytes that each lane has not finished.
    load: Vec<u64>,
    batch: Job,
    short: BTreeMap<u32, Short>,
    long: BTreeMap<u32, Long>,
    /// Streams whose digests have not all come in: what came in, and how many shares are awaited.
    awaited: BTreeMap<u32, (Digests, usize)>,
    ready: VecDeque<(u32, Digests)>,
}

impl<L: Lanes> Pool<L> {
    /// A pool over these lanes.
    pub fn new(lanes: L) -> Self {
        let load = vec![0; lanes.count().max(1)];
        Self {
            lanes,
            load,
            batch: Job::default(),
            short: BTreeMap::new(),
            long: BTreeMap::new(),
            awaited: BTreeMap::new(),
            ready: VecDeque::new(),
        }
    }

    /// Begins a stream under a number that is not in use.
    pub fn begin(&mut self, stream: u32, algorithms: AlgorithmSet) {
        self.short.insert(stream, Short { stream, algorithms, bytes: Vec::new() });
    }

    /// Takes further bytes of a stream.
    pub fn update(&mut self, stream: u32, bytes: &[u8]) {
        if let Some(short) = self.short.get_mut(&stream) {
            short.bytes.extend_from_slice(bytes);
            if short.bytes.len() > WHOLE {
                self.lengthen(stream);
            }
        } else if self.long.contains_key(&stream) {
            self.part(stream, bytes);
        }
    }

    /// The stream has no further bytes; its digests come out of [`Pool::poll`].
    pub fn end(&mut self, stream: u32) {
        if let Some(short) = self.short.remove(&stream) {
            self.awaited.insert(stream, (Digests::default(), 1));
            let len = u32::try_from(short.bytes.len()).unwrap_or(u32::MAX);
            self.batch.ops.push(Op::Whole { stream: short.stream, algorithms: short.algorithms, len });
            self.batch.bytes.extend_from_slice(&short.bytes);
            if self.batch.bytes.len() >= JOB || self.batch.ops.len() >= 256 {
                self.flush();
            }
        } else if let Some(long) = self.long.remove(&stream) {
            self.awaited.insert(stream, (Digests::default(), long.shares.len()));
            for (lane, algorithms) in long.shares {
                self.send(lane, Job { ops: vec![Op::End { stream, algorithms }], bytes: Vec::new() });
            }
        }
    }

    /// Gives a stream up.
    pub fn abandon(&mut self, stream: u32) {
        self.short.remove(&stream);
        if let Some(long) = self.long.remove(&stream) {
            for (lane, _) in long.shares {
                self.send(lane, Job { ops: vec![Op::Abandon { stream }], bytes: Vec::new() });
            }
        }
    }

    /// Sends what is collected, so that every ended stream's digests come in.
    pub fn flush(&mut self) {
        if !self.batch.ops.is_empty() {
            let job = std::mem::take(&mut self.batch);
            let lane = self.idlest(&[]);
            self.send(lane, job);
        }
    }

    /// Digests of an ended stream, in the order in which they come in. `wait` asks a host that can to block.
    pub fn poll(&mut self, wait: bool) -> Option<(u32, Digests)> {
        while self.ready.is_empty() {
            let finished = self.lanes.receive(wait && self.is_waiting())?;
            self.take_in(finished);
        }
        self.ready.pop_front()
    }

    /// Whether so much is under way that the caller should wait.
    pub fn is_busy(&self) -> bool {
        self.load.iter().sum::<u64>() > BACKLOG
    }

    /// Whether ended streams' digests are still to come.
    pub fn is_waiting(&self) -> bool {
        !self.awaited.is_empty()
    }

    /// The lanes.
    pub fn lanes_mut(&mut self) -> &mut L {
        &mut self.lanes
    }

    fn take_in(&mut self, finished: Finished) {
        if let Some(load) = self.load.get_mut(finished.lane) {
            *load = load.saturating_sub(finished.bytes);
        }
        for (stream, digests) in finished.digests {
            let Some((sum, left)) = self.awaited.get_mut(&stream) else { continue };
            sum.merge(&digests);
            *left -= 1;
            if *left == 0
                && let Some((sum, _)) = self.awaited.remove(&stream)
            {
                self.ready.push_back((stream, sum));
            }
        }
    }

    /// Turns a collected stream into one whose algorithms are spread over lanes.
    fn lengthen(&mut self, stream: u32) {
        let Some(short) = self.short.remove(&stream) else { return };
        let mut shares: Vec<(usize, AlgorithmSet)> = Vec::new();
        for algorithm in short.algorithms.iter() {
            let taken: Vec<usize> = shares.iter().map(|(lane, _)| *lane).collect();
            let lane = self.idlest(&taken);
            match shares.iter_mut().find(|(l, _)| *l == lane) {
                Some((_, set)) => *set = set.with(algorithm),
                None => shares.push((lane, only(algorithm))),
            }
        }
        self.long.insert(stream, Long { shares });
        self.part(stream, &short.bytes);
    }

    fn part(&mut self, stream: u32, bytes: &[u8]) {
        let shares = self.long.get(&stream).map(|long| long.shares.clone()).unwrap_or_default();
        for chunk in bytes.chunks(2 * JOB) {
            for (lane, algorithms) in &shares {
                let len = u32::try_from(chunk.len()).unwrap_or(u32::MAX);
                let ops = vec![Op::Part { stream, algorithms: *algorithms, len }];
                self.send(*lane, Job { ops, bytes: chunk.to_vec() });
            }
        }
    }

    fn send(&mut self, lane: usize, job: Job) {
        if let Some(load) = self.load.get_mut(lane) {
            *load += job.bytes.len() as u64;
        }
        self.lanes.send(lane, job);
    }

    /// The lane with the least under way, if possible none of these.
    fn idlest(&self, not: &[usize]) -> usize {
        let order = |lane: &usize| (not.contains(lane), self.load.get(*lane).copied().unwrap_or(0), *lane);
        (0..self.load.len()).min_by_key(order).unwrap_or(0)
    }
}

fn only(algorithm: Algorithm) -> AlgorithmSet {
    AlgorithmSet::default().with(algorithm)
}

/// One lane that runs each job where it is sent.
#[derive(Default)]
pub struct Inline {
    lane: Lane,
    done: VecDeque<Finished>,
}

impl Lanes for Inline {
    fn count(&self) -> usize {
        1
    }

    fn send(&mut self, lane: usize, job: Job) {
        let digests = self.lane.run(&job.ops, &job.bytes);
        self.done.push_back(Finished { lane, bytes: job.bytes.len() as u64, digests });
    }

    fn receive(&mut self, _wait: bool) -> Option<Finished> {
        self.done.pop_front()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::MultiHasher;
    use proptest::prelude::*;

    /// Three lanes that answer late, through the wire's form of a job.
    #[derive(Default)]
    struct Three {
        lanes: [Lane; 3],
        queue: VecDeque<(usize, Job)>,
    }

    impl Lanes for Three {
        fn count(&self) -> usize {
            3
        }
        fn send(&mut self, lane: usize, job: Job) {
            self.queue.push_back((lane, job));
        }
        fn receive(&mut self, _wait: bool) -> Option<Finished> {
            let (lane, job) = self.queue.pop_front()?;
            let ops = Job::decode_ops(&job.encode_ops());
            assert_eq!(ops, job.ops);
            let digests = self.lanes[lane].run(&ops, &job.bytes);
            let digests = Job::decode_digests(&Job::encode_digests(&digests));
            Some(Finished { lane, bytes: job.bytes.len() as u64, digests })
        }
    }

    fn run(pool: &mut Pool<impl Lanes>, streams: &[Vec<u8>], cut: usize) -> BTreeMap<u32, Digests> {
        for (number, bytes) in (0..).zip(streams) {
            pool.begin(number, AlgorithmSet::DEFAULT);
            bytes.chunks(cut).for_each(|part| pool.update(number, part));
            pool.end(number);
        }
        pool.begin(999, AlgorithmSet::DEFAULT);
        pool.update(999, b"given up");
        pool.abandon(999);
        pool.flush();
        std::iter::from_fn(|| pool.poll(true)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn every_way_of_packing_gives_the_same_digests(
            sizes in prop::collection::vec(prop_oneof![0usize..300, 500_000usize..1_400_000], 0..6),
            cut in 1000usize..700_000,
        ) {
            let streams: Vec<Vec<u8>> =
                sizes.iter().map(|n| (0..*n).map(|i| (i * 31 + n) as u8).collect()).collect();
            let expected: BTreeMap<u32, Digests> = (0..)
                .zip(&streams)
                .map(|(i, bytes)| (i, MultiHasher::of(AlgorithmSet::DEFAULT, bytes)))
                .collect();
            prop_assert_eq!(&run(&mut Pool::new(Inline::default()), &streams, cut), &expected);
            let mut three = Pool::new(Three::default());
            prop_assert_eq!(&run(&mut three, &streams, cut), &expected);
            prop_assert!(!three.is_busy() && !three.is_waiting());
        }
    }
}
