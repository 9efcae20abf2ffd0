//! Cuts the bytes of an artifact into records, whatever blocks they come in.

use super::{Flow, Framing, Problem, Scan, Sink};
use memchr::memchr;

/// Hands whole records to a [`Scan`]. Records that lie in one block are borrowed from it; only one that crosses the
/// border of two blocks is copied, so memory is bounded by the longest record that is handed on.
///
/// Offsets count every byte of the artifact, also those of a line beyond the limit.
pub struct Framer {
    framing: Framing,
    limit: usize,
    /// Where the next block begins.
    offset: u64,
    /// The beginning of a record that goes on in the next block.
    held: Vec<u8>,
    /// The rest of a line beyond the limit is passed over.
    passing: bool,
    /// The next record's number.
    number: u64,
}

impl Framer {
    /// For records cut so. `line` is the limit of one line in bytes, without its end ([`Limits::line`]).
    ///
    /// [`Limits::line`]: crate::io::Limits
    pub fn new(framing: Framing, line: usize) -> Self {
        Self { framing, limit: line.max(1), offset: 0, held: Vec::new(), passing: false, number: 0 }
    }

    /// Takes the next block. After [`Flow::Stop`] nothing more may be pushed.
    pub fn push(&mut self, block: &[u8], scan: &mut dyn Scan, sink: &mut dyn Sink) -> Flow {
        let flow = match self.framing {
            Framing::Lines => self.lines(block, scan, sink),
            Framing::Fixed(size) => self.fixed(size.max(1), block, scan, sink),
        };
        self.offset += block.len() as u64;
        flow
    }

    /// There is no further block.
    pub fn finish(&mut self, scan: &mut dyn Scan, sink: &mut dyn Sink) -> Flow {
        let held = std::mem::take(&mut self.held);
        let begins = self.offset - held.len() as u64;
        let flow = match self.framing {
            _ if held.is_empty() => Flow::Continue,
            Framing::Lines => {
                self.count(sink);
                scan.record(begins, without_cr(&held), sink)
            }
            Framing::Fixed(_) => {
                self.count(sink);
                sink.problem(begins, Problem::ShortRecord);
                Flow::Continue
            }
        };
        if flow == Flow::Continue {
            scan.finish(sink);
        }
        flow
    }

    fn lines(&mut self, block: &[u8], scan: &mut dyn Scan, sink: &mut dyn Sink) -> Flow {
        let mut rest = block;
        while !rest.is_empty() {
            let begins = self.offset + (block.len() - rest.len()) as u64;
            let end = memchr(b'\n', rest);
            let (line, next) = cut(rest, end);
            rest = next;
            let flow = if self.passing {
                self.passing = end.is_none();
                Flow::Continue
            } else if self.held.len() + line.len() > self.limit {
                self.passing = end.is_none();
                self.long_line(begins, line, scan, sink)
            } else if end.is_none() {
                self.held.extend_from_slice(line);
                Flow::Continue
            } else if self.held.is_empty() {
                self.count(sink);
                scan.record(begins, without_cr(line), sink)
            } else {
                self.held_line(begins, line, scan, sink)
            };
            if flow == Flow::Stop {
                return flow;
            }
        }
        Flow::Continue
    }

    /// Tells the sink that the next record begins.
    fn count(&mut self, sink: &mut dyn Sink) {
        sink.begin_record(self.number);
        self.number += 1;
    }

    fn held_line(&mut self, begins: u64, line: &[u8], scan: &mut dyn Scan, sink: &mut dyn Sink) -> Flow {
        let begins = begins - self.held.len() as u64;
        self.held.extend_from_slice(line);
        self.count(sink);
        let flow = scan.record(begins, without_cr(&self.held), sink);
        self.held.clear();
        flow
    }

    fn long_line(&mut self, begins: u64, line: &[u8], scan: &mut dyn Scan, sink: &mut dyn Sink) -> Flow {
        let begins = begins - self.held.len() as u64;
        self.count(sink);
        sink.problem(begins, Problem::LongLine);
        let room = self.limit - self.held.len();
        if self.held.is_empty() {
            return scan.record(begins, line.get(..room).unwrap_or(line), sink);
        }
        self.held.extend_from_slice(line.get(..room).unwrap_or(line));
        let flow = scan.record(begins, &self.held, sink);
        self.held.clear();
        flow
    }

    fn fixed(&mut self, size: usize, block: &[u8], scan: &mut dyn Scan, sink: &mut dyn Sink) -> Flow {
        let mut rest = block;
        if !self.held.is_empty() {
            let missing = size.saturating_sub(self.held.len());
            let (taken, next) = rest.split_at_checked(missing).unwrap_or((rest, &[]));
            let begins = self.offset - self.held.len() as u64;
            self.held.extend_from_slice(taken);
            rest = next;
            if self.held.len() < size {
                return Flow::Continue;
            }
            self.count(sink);
            let flow = scan.record(begins, &self.held, sink);
            self.held.clear();
            if flow == Flow::Stop {
                return flow;
            }
        }
        while let Some((record, next)) = rest.split_at_checked(size) {
            let begins = self.offset + (block.len() - rest.len()) as u64;
            rest = next;
            self.count(sink);
            if scan.record(begins, record, sink) == Flow::Stop {
                return Flow::Stop;
            }
        }
        self.held.extend_from_slice(rest);
        Flow::Continue
    }
}

/// A line and what follows its end.
fn cut(bytes: &[u8], end: Option<usize>) -> (&[u8], &[u8]) {
    let Some((line, rest)) = end.and_then(|end| bytes.split_at_checked(end)) else { return (bytes, &[]) };
    (line, rest.get(1..).unwrap_or(&[]))
}

fn without_cr(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Event;
    use proptest::prelude::*;

    /// Everything that reached the scan and the sink, in order.
    #[derive(Default, Debug, PartialEq)]
    struct Seen(Vec<(u64, String)>);

    struct Copy<'a>(&'a mut Vec<(u64, Vec<u8>)>, usize);

    impl Scan for Copy<'_> {
        fn record(&mut self, offset: u64, record: &[u8], _: &mut dyn Sink) -> Flow {
            self.0.push((offset, record.to_vec()));
            if self.0.len() == self.1 { Flow::Stop } else { Flow::Continue }
        }
    }

    impl Sink for Seen {
        fn event(&mut self, _: &Event<'_>) -> Flow {
            Flow::Continue
        }
        fn problem(&mut self, offset: u64, what: Problem) {
            self.0.push((offset, format!("{what:?}")));
        }
    }

    /// The numbers of records, and -1 for each problem.
    struct Numbers(Vec<i64>);

    impl Sink for Numbers {
        fn event(&mut self, _: &Event<'_>) -> Flow {
            Flow::Continue
        }
        fn begin_record(&mut self, number: u64) {
            self.0.push(number as i64);
        }
        fn problem(&mut self, _: u64, _: Problem) {
            self.0.push(-1);
        }
    }

    #[test]
    fn every_line_has_its_number_before_its_problems() {
        for blocks in [&[&b"a\nlonger line\n\nb"[..]][..], &[b"a\nlong", b"er li", b"ne\n\n", b"b"]] {
            let mut framer = Framer::new(Framing::Lines, 6);
            let (mut records, mut numbers) = (Vec::new(), Numbers(Vec::new()));
            let mut scan = Copy(&mut records, usize::MAX);
            for block in blocks {
                framer.push(block, &mut scan, &mut numbers);
            }
            framer.finish(&mut scan, &mut numbers);
            assert_eq!(numbers.0, [0, 1, -1, 2, 3]);
        }
    }

    type Framed = (Vec<(u64, Vec<u8>)>, Vec<(u64, String)>);

    fn frame(framing: Framing, limit: usize, blocks: &[&[u8]]) -> Framed {
        let (mut records, mut seen) = (Vec::new(), Seen::default());
        let mut framer = Framer::new(framing, limit);
        let mut scan = Copy(&mut records, usize::MAX);
        for block in blocks {
            assert_eq!(framer.push(block, &mut scan, &mut seen), Flow::Continue);
        }
        framer.finish(&mut scan, &mut seen);
        (records, seen.0)
    }

    #[track_caller]
    fn check(limit: usize, text: &[u8], records: &[(u64, &str)], problems: &[(u64, &str)]) {
        let (got, seen) = frame(Framing::Lines, limit, &[text]);
        let got: Vec<_> = got.iter().map(|(at, r)| (*at, std::str::from_utf8(r).unwrap())).collect();
        assert_eq!(got, records);
        let seen: Vec<_> = seen.iter().map(|(at, p)| (*at, p.as_str())).collect();
        assert_eq!(seen, problems);
    }

    #[test]
    fn lines_end_in_lf_crlf_or_not_at_all() {
        check(99, b"a\r\nb\n\nc", &[(0, "a"), (3, "b"), (5, ""), (6, "c")], &[]);
        check(99, b"", &[], &[]);
        check(99, b"a\r", &[(0, "a")], &[]);
    }

    #[test]
    fn of_a_long_line_the_beginning_is_kept_and_the_next_line_is_in_its_place() {
        check(3, b"abcdef\nxyz\nq", &[(0, "abc"), (7, "xyz"), (11, "q")], &[(0, "LongLine")]);
        check(3, b"abcdef", &[(0, "abc")], &[(0, "LongLine")]);
        check(3, b"abc\r\nd", &[(0, "abc"), (5, "d")], &[(0, "LongLine")]);
    }

    #[test]
    fn a_rest_that_is_too_short_is_told() {
        let (records, problems) = frame(Framing::Fixed(4), 9, &[b"abc", b"defghi", b"jk"]);
        assert_eq!(records, [(0, b"abcd".to_vec()), (4, b"efgh".to_vec())]);
        assert_eq!(problems, [(8, "ShortRecord".to_owned())]);
    }

    #[test]
    fn stop_ends_the_block() {
        let (mut records, mut seen) = (Vec::new(), Seen::default());
        let mut framer = Framer::new(Framing::Lines, 99);
        assert_eq!(framer.push(b"a\nb\nc\n", &mut Copy(&mut records, 2), &mut seen), Flow::Stop);
        assert_eq!(records.len(), 2);
    }

    proptest! {
        #[test]
        fn blocks_make_no_difference(
            text in proptest::collection::vec(prop_oneof![Just(b'\n'), Just(b'\r'), Just(b'a'), any::<u8>()], 0..200),
            cuts in proptest::collection::vec(0usize..200, 0..12),
            fixed in any::<bool>(),
            limit in 1usize..20,
        ) {
            let framing = if fixed { Framing::Fixed(limit) } else { Framing::Lines };
            let mut cuts: Vec<_> = cuts.into_iter().map(|c| c.min(text.len())).collect();
            cuts.extend([0, text.len()]);
            cuts.sort_unstable();
            let blocks: Vec<&[u8]> = cuts.windows(2).map(|w| &text[w[0]..w[1]]).collect();
            prop_assert_eq!(frame(framing, limit, &blocks), frame(framing, limit, &[&text]));
        }
    }
}
