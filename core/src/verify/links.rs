//! Follows symbolic links by name inside a container.

use std::collections::HashMap;

/// Links followed before a chain counts as a loop: the kernel's own limit (MAXSYMLINKS).
const HOPS: usize = 40;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To this entry.
    Entry(usize),
    /// To a name that is not in the container.
    NotCollected,
    /// Back to itself.
    Loop,
}

/// The names of a container, and where its links point.
pub struct Names<'a> {
    by_path: HashMap<&'a [u8], usize>,
    links: HashMap<&'a [u8], &'a [u8]>,
}

impl<'a> Names<'a> {
    /// From paths without a slash at either end. Of a path that occurs twice the last counts, as it does for
    /// tar itself.
    pub fn new(entries: impl Iterator<Item = (&'a [u8], usize, Option<&'a [u8]>)>) -> Self {
        let mut names = Self { by_path: HashMap::new(), links: HashMap::new() };
        for (path, index, link) in entries {
            names.by_path.insert(path, index);
            match link {
                Some(link) => names.links.insert(path, link),
                None => names.links.remove(path),
            };
        }
        names
    }

    /// The entry of this path.
    pub fn get(&self, path: &[u8]) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    /// Follows the link at `path`. `root` is the folder in the container that stands for the host's `/`: empty
    /// or with a slash at its end; absolute targets begin there and `..` does not climb out of it.
    pub fn follow(&self, path: &[u8], root: &[u8]) -> Target {
        let root: Vec<Vec<u8>> = parts(root).map(<[u8]>::to_vec).collect();
        let floor = root.len();
        let mut done = root.clone();
        let mut todo: Vec<Vec<u8>> = parts(path).skip(floor).map(<[u8]>::to_vec).collect();
        todo.reverse();
        let mut hops = 0;
        while let Some(part) = todo.pop() {
            if part == b".." {
                if done.len() > floor {
                    done.pop();
                }
                continue;
            }
            done.push(part);
            let Some(target) = self.links.get(done.join(&b'/').as_slice()) else { continue };
            hops += 1;
            if hops > HOPS {
                return Target::Loop;
            }
            done.pop();
            if target.starts_with(b"/") {
                done.clone_from(&root);
            }
            todo.extend(parts(target).map(<[u8]>::to_vec).collect::<Vec<_>>().into_iter().rev());
        }
        self.get(&done.join(&b'/')).map_or(Target::NotCollected, Target::Entry)
    }
}

fn parts(path: &[u8]) -> impl Iterator<Item = &[u8]> {
    path.split(|b| *b == b'/').filter(|part| !part.is_empty() && *part != b".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_followed_by_name() {
        let entries: &[(&[u8], Option<&[u8]>)] = &[
            (b"[root]/usr/bin/mawk", None),
            (b"[root]/etc/alternatives/awk", Some(b"/usr/bin/mawk")),
            (b"[root]/usr/bin/awk", Some(b"../../etc/alternatives/awk")),
            (b"[root]/bin", Some(b"usr/bin")),
            (b"[root]/etc/x", Some(b"../../../../bin/awk")),
            (b"[root]/a", Some(b"b")),
            (b"[root]/b", Some(b"a")),
            (b"[root]/gone", Some(b"/nowhere")),
        ];
        let names = Names::new(entries.iter().enumerate().map(|(i, (path, link))| (*path, i, *link)));
        for path in ["[root]/usr/bin/awk", "[root]/etc/x", "[root]/etc/alternatives/awk"] {
            assert_eq!(names.follow(path.as_bytes(), b"[root]/"), Target::Entry(0), "{path}");
        }
        assert_eq!(names.follow(b"[root]/a", b"[root]/"), Target::Loop);
        assert_eq!(names.follow(b"[root]/gone", b"[root]/"), Target::NotCollected);
    }
}
