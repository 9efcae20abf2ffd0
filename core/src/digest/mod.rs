//! Digests of everything that is read, in one pass, on as many lanes as the host has.
//!
//! [`Pool`] takes bytes in the order of reading and packs them into [`Job`]s; a host runs jobs on its
//! [`Lanes`] (threads natively, workers in the browser, [`Inline`] in tests) with [`Lane::run`]. Small entries
//! travel whole and many at a time; a large entry's algorithms are spread over lanes, because one stream of
//! MD5 or SHA-256 cannot be cut.

mod algorithm;
mod hasher;
mod job;
mod pool;

pub use algorithm::{Algorithm, AlgorithmSet};
pub use hasher::{Digests, MultiHasher};
pub use job::{Job, Lane, Op};
pub use pool::{Finished, Inline, Lanes, Pool};

/// Bytes as lower-case hex digits.
pub fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        for nibble in [byte >> 4, byte & 15] {
            out.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
    }
    out
}

/// Hex digits of either case as bytes; nothing where it is not hex or has an odd length.
pub fn unhex(text: &[u8]) -> Option<Vec<u8>> {
    let nibble = |b: u8| char::from(b).to_digit(16).and_then(|n| u8::try_from(n).ok());
    if !text.len().is_multiple_of(2) {
        return None;
    }
    text.chunks_exact(2)
        .map(|pair| match pair {
            [high, low] => Some(nibble(*high)? << 4 | nibble(*low)?),
            _ => None,
        })
        .collect()
}
