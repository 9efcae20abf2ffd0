//! Where in a bundle a host's own tree begins.
//!
//! Collections keep a host's files under a folder of theirs. Facts of one host (its zone, its accounts) must
//! not be taken from another, so everything that looks for `etc/timezone` looks under the same prefix.

/// A path of a bundle, split where a host's root begins. `prefix` and `inner` joined give the whole path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HostPath<'a> {
    /// The host's name, where the collection writes it into the path.
    pub host: Option<&'a str>,
    /// The path on the host, without a leading slash: `etc/passwd`. For a path that lies in no host's tree, the
    /// whole path.
    pub inner: &'a str,
    /// What stands before: `data/host/web01/root/`, `[root]/`, empty.
    pub prefix: &'a str,
}

/// Folders that stand at the top of a Linux file system.
const TOP: [&str; 19] = [
    "bin", "boot", "dev", "etc", "home", "lib", "lib64", "media", "mnt", "opt", "proc", "root", "run",
    "sbin", "srv", "sys", "tmp", "usr", "var",
];

/// Folders whose presence below another `root` folder shows that this one stands for the file system's root.
const SURE: [&str; 6] = ["etc", "var", "usr", "home", "proc", "root"];

/// Splits the path of an entry where a host's root begins.
///
/// Known are `data/host/<host>/root/` and `data/host/<host>/live/` of our own bags, `[root]/` of UAC,
/// `uploads/auto/` of Velociraptor, and a plain tree, which begins at the first folder that stands at the top of
/// a Linux file system (`server01/var/log/auth.log`).
pub fn host_path(path: &str) -> HostPath<'_> {
    bag_root(path).or_else(|| tool_root(path)).unwrap_or_else(|| plain_root(path))
}

/// The folders of a path with the offset at which each begins; the last part is the name.
fn parts(path: &str) -> impl Iterator<Item = (usize, &str)> {
    path.split('/').scan(0, |at, part| {
        let begins = *at;
        *at += part.len() + 1;
        Some((begins, part))
    })
}

fn split<'a>(path: &'a str, at: usize, host: Option<&'a str>) -> Option<HostPath<'a>> {
    let (prefix, inner) = path.split_at_checked(at)?;
    Some(HostPath { host, inner, prefix })
}

fn bag_root(path: &str) -> Option<HostPath<'_>> {
    let mut last = ["", "", ""];
    for (at, part) in parts(path) {
        if let ["data", "host", host] = last
            && !host.is_empty()
            && matches!(part, "root" | "live")
        {
            let end = at + part.len() + 1;
            if end <= path.len() {
                return split(path, end, Some(host));
            }
        }
        last = [last[1], last[2], part];
    }
    None
}

fn tool_root(path: &str) -> Option<HostPath<'_>> {
    let mut before = "";
    for (at, part) in parts(path) {
        let found = part == "[root]" || (before == "uploads" && part == "auto");
        if found {
            let rest = path.get(at + part.len()..)?;
            let slashes = rest.len() - rest.trim_start_matches('/').len();
            if slashes > 0 {
                return split(path, at + part.len() + slashes, None);
            }
        }
        before = part;
    }
    None
}

fn plain_root(path: &str) -> HostPath<'_> {
    let whole = HostPath { host: None, inner: path, prefix: "" };
    let mut parts = parts(path).peekable();
    while let Some((at, part)) = parts.next() {
        let Some(&(next_at, next)) = parts.peek() else { break };
        if !TOP.contains(&part) {
            continue;
        }
        let stands_for_root = part == "root" && SURE.contains(&next) && path.len() > next_at + next.len();
        return split(path, if stands_for_root { next_at } else { at }, None).unwrap_or(whole);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, host: Option<&str>, prefix: &str, inner: &str) {
        assert_eq!(host_path(path), HostPath { host, inner, prefix });
    }

    #[test]
    fn our_bags_name_the_host() {
        check(
            "HL-1/data/host/web01/root/etc/passwd",
            Some("web01"),
            "HL-1/data/host/web01/root/",
            "etc/passwd",
        );
        check("data/host/web01/root/root/.bashrc", Some("web01"), "data/host/web01/root/", "root/.bashrc");
        check("data/host/root/root/etc/passwd", Some("root"), "data/host/root/root/", "etc/passwd");
        check("data/host/web01/live/001-date.txt", Some("web01"), "data/host/web01/live/", "001-date.txt");
        check("data/host/web01/root", None, "", "data/host/web01/root");
    }

    #[test]
    fn collecting_tools_keep_a_root() {
        check("[root]/etc/passwd", None, "[root]/", "etc/passwd");
        check("uac-x/[root]/var/log/wtmp", None, "uac-x/[root]/", "var/log/wtmp");
        check("uploads/auto/etc/passwd", None, "uploads/auto/", "etc/passwd");
        check("C.1/uploads/auto//etc/passwd", None, "C.1/uploads/auto//", "etc/passwd");
    }

    #[test]
    fn plain_trees_begin_at_a_folder_of_the_system() {
        check("var/log/auth.log", None, "", "var/log/auth.log");
        check("/var/log/auth.log", None, "/", "var/log/auth.log");
        check("web01/var/log/auth.log", None, "web01/", "var/log/auth.log");
        check("root/.bash_history", None, "", "root/.bash_history");
        check("root/etc/passwd", None, "root/", "etc/passwd");
        check("root/root/.bash_history", None, "root/", "root/.bash_history");
        check("auth.log", None, "", "auth.log");
        check("data/cloud/a/actiontrail.json", None, "", "data/cloud/a/actiontrail.json");
        check("", None, "", "");
    }
}
