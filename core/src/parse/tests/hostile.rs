//! Whatever bytes come: no panic, bounded work, the same result in any blocks, spans inside the artifact.

use crate::artifact::{ArtifactKind, classify, host_path};
use crate::parse::{Event, Flow, Framing, Sink, registry};
use crate::testing::read_in_blocks;
use proptest::prelude::*;
use std::path::Path;

/// A small generator with a fixed seed (xorshift64*): the same mutations on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % below.max(1)
    }
}

/// Bytes on which parsers branch.
const SPICE: &[u8] = b" :[]()<>\"'\\;=,.-/+#\n\r\0\x83\xff09AZport from for user ";

fn mutate(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.roll(6) {
        let at = dice.roll(bytes.len() + 1);
        let spice = SPICE[dice.roll(SPICE.len())];
        match dice.roll(5) {
            0 => bytes.insert(at, spice),
            1 if at < bytes.len() => bytes[at] = spice,
            2 if at < bytes.len() => drop(bytes.remove(at)),
            3 => bytes.truncate(at.max(1)),
            _ => {
                let end = (at + dice.roll(40)).min(bytes.len());
                let copy = bytes[at.min(end)..end].to_vec();
                let to = dice.roll(bytes.len() + 1);
                bytes.splice(to..to, copy);
            }
        }
    }
}

/// Reads it with every parser, explains every event, and checks what must hold of any input.
fn survives(bytes: &[u8]) {
    let head = &bytes[..bytes.len().min(4096)];
    let _ = registry::choose(classify("x", head), "x", head);
    for parser in registry::PARSERS {
        for (kind, path) in [(ArtifactKind::AuthLog, "auth.log"), (ArtifactKind::Btmp, "home/a/.zsh_history")]
        {
            let _ = parser.probe(kind, path, head);
            let whole = read_in_blocks(*parser, kind, path, bytes, bytes.len());
            assert_eq!(whole, read_in_blocks(*parser, kind, path, bytes, 7));
            for event in &whole.events {
                let (at, length) = (event.span.0 as usize, event.span.1 as usize);
                let record = bytes.get(at..at + length).expect("a span lies inside the artifact");
                let _ = parser.explain(kind, path, record);
            }
        }
    }
}

fn sample_lines() -> Vec<Vec<u8>> {
    fn walk(folder: &Path, out: &mut Vec<Vec<u8>>) {
        let mut paths: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                walk(&path, out);
            } else {
                let bytes = std::fs::read(path).unwrap();
                let text = bytes.iter().take(1024).all(|&b| b != 0);
                let size = if text { usize::MAX } else { 384 };
                out.extend(
                    bytes
                        .split_inclusive(|&b| text && b == b'\n')
                        .flat_map(|l| l.chunks(size))
                        .map(<[u8]>::to_vec),
                );
            }
        }
    }
    let mut lines = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/parse/samples"), &mut lines);
    assert!(lines.len() > 50);
    lines
}

#[test]
fn mutated_samples() {
    let mut dice = Dice(0x6a09_e667_f3bc_c908);
    let lines = sample_lines();
    for _ in 0..6_000 {
        let mut bytes = lines[dice.roll(lines.len())].clone();
        if dice.roll(3) == 0 {
            bytes.extend_from_slice(&lines[dice.roll(lines.len())]);
        }
        mutate(&mut bytes, &mut dice);
        survives(&bytes);
    }
}

proptest! {
    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..900)) {
        survives(&bytes);
    }

    #[test]
    fn any_path(path in "(/|root|data|host|live|\\[root\\]|uploads|auto|etc|é|\\.|[a-z]{0,3}|[0-9-]{0,9}){0,12}") {
        let split = host_path(&path);
        prop_assert_eq!(format!("{}{}", split.prefix, split.inner), path.clone());
        let _ = classify(&path, b"x");
    }
}

/// A megabyte of separators on one line: looking back from each of them would take the better part of a minute,
/// looking at each once takes milliseconds. The bound only tells the two apart.
#[test]
fn work_grows_with_the_length_alone() {
    struct Nobody;
    impl Sink for Nobody {
        fn event(&mut self, _: &Event<'_>) -> Flow {
            Flow::Continue
        }
    }
    for unit in
        [" from ", "from 1.1.1.1 port ", "[", "\"\\", " ; ", "=", ": ", " port ", "<", "(", "{[20/Nov/"]
    {
        for start in [
            "Nov 20 01:54:29 h sshd[1]: Failed password for ",
            "Nov 20 01:54:29 h sudo: ",
            "1.2.3.4 - - ",
            "",
        ] {
            let line = format!("{start}{}", unit.repeat((1 << 20) / unit.len()));
            let begun = std::time::Instant::now();
            for parser in registry::PARSERS.iter().filter(|parser| parser.framing(b"") == Framing::Lines) {
                parser.scan(ArtifactKind::AuthLog, "").record(0, line.as_bytes(), &mut Nobody);
                let _ = parser.explain(ArtifactKind::AuthLog, "", line.as_bytes());
            }
            assert!(begun.elapsed().as_secs() < 15, "{start}{unit}… took {:?}", begun.elapsed());
        }
    }
}
