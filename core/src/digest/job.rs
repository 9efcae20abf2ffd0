//! Work for one lane: operations on streams, and the bytes they take, behind one another.

use super::{Algorithm, AlgorithmSet, Digests, MultiHasher};
use std::collections::BTreeMap;

/// An operation of a job. Bytes are taken from the job's bytes in the order of the operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// A whole stream of this many bytes.
    Whole {
        /// The caller's number of the stream.
        stream: u32,
        /// What to compute.
        algorithms: AlgorithmSet,
        /// Its bytes.
        len: u32,
    },
    /// The next bytes of a stream; the first of them begins it.
    Part {
        /// The caller's number of the stream.
        stream: u32,
        /// What to compute.
        algorithms: AlgorithmSet,
        /// How many bytes.
        len: u32,
    },
    /// The stream has no further bytes.
    End {
        /// The caller's number of the stream.
        stream: u32,
        /// What to compute: also for a stream without any byte.
        algorithms: AlgorithmSet,
    },
    /// The stream is given up; nothing comes of it.
    Abandon {
        /// The caller's number of the stream.
        stream: u32,
    },
}

/// Work for one lane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Job {
    /// Operations in order.
    pub ops: Vec<Op>,
    /// Their bytes, behind one another.
    pub bytes: Vec<u8>,
}

impl Job {
    /// The operations as numbers, four each, for a wire that carries no enums: what, stream, algorithms,
    /// length.
    pub fn encode_ops(&self) -> Vec<u32> {
        self.ops
            .iter()
            .flat_map(|op| match *op {
                Op::Whole { stream, algorithms, len } => [0, stream, u32::from(algorithms.bits()), len],
                Op::Part { stream, algorithms, len } => [1, stream, u32::from(algorithms.bits()), len],
                Op::End { stream, algorithms } => [2, stream, u32::from(algorithms.bits()), 0],
                Op::Abandon { stream } => [3, stream, 0, 0],
            })
            .collect()
    }

    /// The reverse of [`Job::encode_ops`]; numbers that mean nothing are left out.
    pub fn decode_ops(numbers: &[u32]) -> Vec<Op> {
        numbers
            .chunks_exact(4)
            .filter_map(|four| {
                let [what, stream, bits, len] = *four else { return None };
                let algorithms = AlgorithmSet::from_bits(u8::try_from(bits).ok()?);
                match what {
                    0 => Some(Op::Whole { stream, algorithms, len }),
                    1 => Some(Op::Part { stream, algorithms, len }),
                    2 => Some(Op::End { stream, algorithms }),
                    3 => Some(Op::Abandon { stream }),
                    _ => None,
                }
            })
            .collect()
    }
}

impl Job {
    /// Digests as bytes, for the wire: stream (four bytes, little end first), number of digests, then for each
    /// its algorithm's bit and its value.
    pub fn encode_digests(done: &[(u32, Digests)]) -> Vec<u8> {
        let mut out = Vec::new();
        for (stream, digests) in done {
            out.extend(stream.to_le_bytes());
            out.push(digests.iter().count() as u8);
            for (algorithm, value) in digests.iter() {
                out.push(algorithm as u8);
                out.extend_from_slice(value);
            }
        }
        out
    }

    /// The reverse of [`Job::encode_digests`]; what does not fit ends it.
    pub fn decode_digests(bytes: &[u8]) -> Vec<(u32, Digests)> {
        let mut rest = bytes;
        std::iter::from_fn(|| decode_one(&mut rest)).collect()
    }
}

fn decode_one(rest: &mut &[u8]) -> Option<(u32, Digests)> {
    let (stream, behind) = rest.split_first_chunk::<4>()?;
    let (count, behind) = behind.split_first()?;
    *rest = behind;
    let mut digests = Digests::default();
    for _ in 0..*count {
        let (bit, behind) = rest.split_first()?;
        let algorithm = Algorithm::ALL.into_iter().find(|a| *a as u8 == *bit)?;
        let (value, behind) = behind.split_at_checked(algorithm.size())?;
        digests.set(algorithm, value);
        *rest = behind;
    }
    Some((u32::from_le_bytes(*stream), digests))
}

/// What one lane keeps between jobs: the streams that are under way on it.
#[derive(Default)]
pub struct Lane {
    open: BTreeMap<u32, MultiHasher>,
}

impl Lane {
    /// Runs a job and gives the digests of the streams that it ended.
    pub fn run(&mut self, ops: &[Op], bytes: &[u8]) -> Vec<(u32, Digests)> {
        let mut rest = bytes;
        let mut take = |len: u32| {
            let (part, behind) = rest.split_at_checked(len as usize).unwrap_or((rest, &[]));
            rest = behind;
            part
        };
        let mut done = Vec::new();
        for op in ops {
            match *op {
                Op::Whole { stream, algorithms, len } => {
                    done.push((stream, MultiHasher::of(algorithms, take(len))));
                }
                Op::Part { stream, algorithms, len } => {
                    self.open.entry(stream).or_insert_with(|| MultiHasher::new(algorithms)).update(take(len));
                }
                Op::End { stream, algorithms } => {
                    let hasher = self.open.remove(&stream).unwrap_or_else(|| MultiHasher::new(algorithms));
                    done.push((stream, hasher.finish()));
                }
                Op::Abandon { stream } => {
                    self.open.remove(&stream);
                }
            }
        }
        done
    }
}
