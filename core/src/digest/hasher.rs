//! Several digests of one stream.

use super::{Algorithm, AlgorithmSet, hex};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

/// The digests of one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digests {
    md5: Option<[u8; 16]>,
    sha256: Option<[u8; 32]>,
    more: Vec<(Algorithm, Vec<u8>)>,
}

impl Digests {
    /// The digest of one algorithm, if it was computed.
    pub fn get(&self, algorithm: Algorithm) -> Option<&[u8]> {
        match algorithm {
            Algorithm::Md5 => self.md5.as_ref().map(|d| &d[..]),
            Algorithm::Sha256 => self.sha256.as_ref().map(|d| &d[..]),
            _ => self.more.iter().find(|(a, _)| *a == algorithm).map(|(_, d)| &d[..]),
        }
    }

    /// The digest as hex.
    pub fn hex(&self, algorithm: Algorithm) -> Option<String> {
        self.get(algorithm).map(hex)
    }

    /// Adds a digest; one of a wrong length is refused.
    pub fn set(&mut self, algorithm: Algorithm, digest: &[u8]) {
        match algorithm {
            _ if digest.len() != algorithm.size() => {}
            Algorithm::Md5 => self.md5 = digest.try_into().ok(),
            Algorithm::Sha256 => self.sha256 = digest.try_into().ok(),
            _ => {
                self.more.retain(|(a, _)| *a != algorithm);
                self.more.push((algorithm, digest.to_vec()));
                self.more.sort_by_key(|(a, _)| *a);
            }
        }
    }

    /// Takes another's digests over.
    pub fn merge(&mut self, other: &Digests) {
        for (algorithm, digest) in other.iter() {
            self.set(algorithm, digest);
        }
    }

    /// Every digest, weakest algorithm first.
    pub fn iter(&self) -> impl Iterator<Item = (Algorithm, &[u8])> {
        Algorithm::ALL.into_iter().filter_map(|a| Some((a, self.get(a)?)))
    }

    /// The algorithms computed.
    pub fn algorithms(&self) -> AlgorithmSet {
        self.iter().map(|(a, _)| a).collect()
    }
}

/// Computes several digests of one stream at once.
#[derive(Clone, Default)]
pub struct MultiHasher {
    md5: Option<Md5>,
    sha1: Option<Sha1>,
    sha224: Option<Sha224>,
    sha256: Option<Sha256>,
    sha384: Option<Sha384>,
    sha512: Option<Sha512>,
}

/// Bytes that each algorithm takes in turn: little enough to stay in the first-level cache.
const STRIDE: usize = 16 << 10;

impl MultiHasher {
    /// Begins digests of these algorithms.
    pub fn new(algorithms: AlgorithmSet) -> Self {
        let wants = |a| algorithms.contains(a);
        Self {
            md5: wants(Algorithm::Md5).then(Md5::new),
            sha1: wants(Algorithm::Sha1).then(Sha1::new),
            sha224: wants(Algorithm::Sha224).then(Sha224::new),
            sha256: wants(Algorithm::Sha256).then(Sha256::new),
            sha384: wants(Algorithm::Sha384).then(Sha384::new),
            sha512: wants(Algorithm::Sha512).then(Sha512::new),
        }
    }

    /// Takes further bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(STRIDE) {
            feed(&mut self.md5, part);
            feed(&mut self.sha1, part);
            feed(&mut self.sha224, part);
            feed(&mut self.sha256, part);
            feed(&mut self.sha384, part);
            feed(&mut self.sha512, part);
        }
    }

    /// The digests of everything taken.
    pub fn finish(self) -> Digests {
        let mut out = Digests::default();
        take(&mut out, Algorithm::Md5, self.md5);
        take(&mut out, Algorithm::Sha1, self.sha1);
        take(&mut out, Algorithm::Sha224, self.sha224);
        take(&mut out, Algorithm::Sha256, self.sha256);
        take(&mut out, Algorithm::Sha384, self.sha384);
        take(&mut out, Algorithm::Sha512, self.sha512);
        out
    }

    /// The digests of these bytes.
    pub fn of(algorithms: AlgorithmSet, bytes: &[u8]) -> Digests {
        let mut hasher = Self::new(algorithms);
        hasher.update(bytes);
        hasher.finish()
    }
}

fn feed<D: Digest>(hasher: &mut Option<D>, bytes: &[u8]) {
    if let Some(hasher) = hasher {
        hasher.update(bytes);
    }
}

fn take<D: Digest>(out: &mut Digests, algorithm: Algorithm, hasher: Option<D>) {
    if let Some(hasher) = hasher {
        out.set(algorithm, &hasher.finalize());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_answers() {
        let all: AlgorithmSet = Algorithm::ALL.into_iter().collect();
        let abc = MultiHasher::of(all, b"abc");
        assert_eq!(abc.hex(Algorithm::Md5).unwrap(), "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(abc.hex(Algorithm::Sha1).unwrap(), "a9993e364706816aba3e25717850c26c9cd0d89d");
        assert_eq!(
            abc.hex(Algorithm::Sha256).unwrap(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert!(abc.hex(Algorithm::Sha512).unwrap().starts_with("ddaf35a193617abacc417349ae204131"));
        assert_eq!(abc.iter().count(), 6);
    }
}
