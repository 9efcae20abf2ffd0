//! The folders and files of all bundles as one tree of nodes.

use crate::text::inert;
use std::collections::HashMap;

/// A folder or a file.
pub struct Node {
    /// Last part of its path, inert.
    pub name: String,
    /// Its folder; none for a bundle.
    pub parent: Option<u32>,
    /// Its children, by name.
    pub children: Vec<u32>,
    /// Entry, for a file.
    pub entry: Option<u32>,
    /// Depth, 0 for a bundle.
    pub depth: u16,
}

/// All nodes; a node's number never changes.
#[derive(Default)]
pub struct Tree {
    nodes: Vec<Node>,
    roots: Vec<u32>,
    folders: HashMap<(u32, Box<[u8]>), u32>,
}

impl Tree {
    /// A node by its number.
    pub fn get(&self, node: u32) -> Option<&Node> {
        self.nodes.get(node as usize)
    }

    /// The bundles' nodes.
    pub fn roots(&self) -> &[u32] {
        &self.roots
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Adds a bundle.
    pub fn root(&mut self, name: &str) -> u32 {
        let node = self.push(None, name.to_owned(), None, 0);
        self.roots.push(node);
        node
    }

    /// Adds a path below a bundle: its folders where they are not there yet, and the file itself, or the last
    /// folder where `entry` is none. Gives the last part's node.
    pub fn insert(&mut self, root: u32, path: &[u8], entry: Option<u32>) -> u32 {
        let mut at = root;
        let mut parts = path.split(|b| *b == b'/').filter(|part| !part.is_empty()).peekable();
        while let Some(part) = parts.next() {
            let file = entry.filter(|_| parts.peek().is_none());
            at = match file {
                Some(_) => self.child(at, part, file),
                None => match self.folders.get(&(at, part.into())) {
                    Some(folder) => *folder,
                    None => {
                        let folder = self.child(at, part, None);
                        self.folders.insert((at, part.into()), folder);
                        folder
                    }
                },
            };
        }
        at
    }

    fn child(&mut self, parent: u32, name: &[u8], entry: Option<u32>) -> u32 {
        let depth = self.get(parent).map_or(0, |p| p.depth).saturating_add(1);
        let node = self.push(Some(parent), inert(name), entry, depth);
        let key = |n: &Node| (n.name.clone(), n.entry);
        let place = match (self.get(parent), self.get(node)) {
            (Some(parent), Some(new)) => {
                // Archives mostly come in order: try the end first.
                let last = parent.children.last().and_then(|last| self.get(*last));
                match last {
                    Some(last) if key(last) > key(new) => {
                        parent.children.partition_point(|c| self.get(*c).is_some_and(|c| key(c) < key(new)))
                    }
                    _ => parent.children.len(),
                }
            }
            _ => 0,
        };
        if let Some(parent) = self.nodes.get_mut(parent as usize) {
            parent.children.insert(place, node);
        }
        node
    }

    fn push(&mut self, parent: Option<u32>, name: String, entry: Option<u32>, depth: u16) -> u32 {
        let number = self.nodes.len() as u32;
        self.nodes.push(Node { name, parent, children: Vec::new(), entry, depth });
        number
    }

    /// From the bundle down to the node itself.
    pub fn trail(&self, node: u32) -> Vec<u32> {
        let mut trail: Vec<u32> =
            std::iter::successors(self.get(node).map(|_| node), |n| self.get(*n)?.parent).collect();
        trail.reverse();
        trail
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_nodes_in_order() {
        let mut tree = Tree::default();
        let root = tree.root("bundle");
        let b = tree.insert(root, b"x/b", Some(1));
        let a = tree.insert(root, b"x//a", Some(0));
        let again = tree.insert(root, b"x/a", Some(2));
        let x = tree.get(a).unwrap().parent.unwrap();
        assert_eq!(tree.get(x).unwrap().children, [a, again, b]);
        assert_eq!(tree.insert(root, b"x/", None), x);
        assert_eq!(tree.trail(b), [root, x, b]);
    }
}
