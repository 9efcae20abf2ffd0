//! From what a manifest writes to a path in the container.

/// The folder of a path: empty, or with a slash at its end.
pub fn base_of(path: &[u8]) -> &[u8] {
    let end = path.iter().rposition(|b| *b == b'/').map_or(0, |at| at + 1);
    path.get(..end).unwrap_or_default()
}

/// Joins and normalises: drops empty and `.` parts, lets `..` climb inside the container. Nothing where the
/// path is absolute or climbs out.
pub fn resolve(base: &[u8], written: &[u8]) -> Option<Vec<u8>> {
    if written.starts_with(b"/") || written.starts_with(b"~") {
        return None;
    }
    let mut parts: Vec<&[u8]> = Vec::new();
    let base_parts = base.split(|b| *b == b'/').filter(|part| !part.is_empty() && *part != b".");
    parts.extend(base_parts);
    let floor = parts.len();
    for part in written.split(|b| *b == b'/') {
        match part {
            b"" | b"." => {}
            b".." if parts.len() > floor => {
                parts.pop();
            }
            b".." => return None,
            part => parts.push(part),
        }
    }
    Some(parts.join(&b'/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        assert_eq!(resolve(b"bag/", b"data/a").unwrap(), b"bag/data/a");
        assert_eq!(resolve(b"", b"./data//a").unwrap(), b"data/a");
        assert_eq!(resolve(b"bag/", b"data/../data/b").unwrap(), b"bag/data/b");
        for bad in [&b"/etc/passwd"[..], b"../x", b"data/../../x", b"~root/x"] {
            assert_eq!(resolve(b"bag/", bad), None);
        }
        assert_eq!(base_of(b"a/b/c"), b"a/b/");
        assert_eq!(base_of(b"c"), b"");
    }
}
