//! What a grid shows: columns, rows and cells as plain data, so that a row is drawn again only when it
//! differs.

use crate::components::badge::Tone;
use crate::components::icon::Icon;
use std::sync::Arc;

/// A column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// A stable name, told to the sort handler.
    pub id: &'static str,
    /// What stands in the header.
    pub title: String,
    /// Least width in px.
    pub width: u32,
    /// Share of the width that is left; 0 for a column of fixed width.
    pub grow: u32,
    /// Where the width is short, columns of the highest rank are left out first; rank 0 never is.
    pub rank: u32,
    /// Whether the header sorts.
    pub sortable: bool,
    /// Whether the texts stand at the right end, as numbers do.
    pub end: bool,
}

/// How a cell's text is dressed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Look {
    /// As it is.
    #[default]
    Plain,
    /// Of less weight.
    Muted,
    /// Evidence text, in the fixed-width face.
    Mono,
    /// Behind a dot in the colour of a kind of event: its place in `Kind::ALL`.
    Dot(usize),
    /// In a badge with the tone's icon.
    Badge(Tone),
    /// The tone's icon alone; the text is for the pointer and for screen readers.
    Mark(Tone),
    /// Behind an icon.
    Icon(Icon),
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What it says. Evidence text has been made inert by the engine.
    pub text: String,
    /// How it is dressed.
    pub look: Look,
    /// What the pointer is told, where the text alone may be cut or need a word.
    pub hint: String,
}

impl Cell {
    /// A cell with a look.
    pub fn new(text: impl Into<String>, look: Look) -> Self {
        Cell { text: text.into(), look, hint: String::new() }
    }

    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Cell::new(text, Look::Plain)
    }

    /// Evidence text.
    pub fn mono(text: impl Into<String>) -> Self {
        Cell::new(text, Look::Mono)
    }

    /// Text of less weight.
    pub fn muted(text: impl Into<String>) -> Self {
        Cell::new(text, Look::Muted)
    }

    /// The same cell, with a word for the pointer.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GridRow {
    /// What the row stands for, stable while the case is open.
    pub key: u64,
    /// Its cells, in the order of the columns.
    pub cells: Vec<Cell>,
    /// A class of its own, such as `struck`; empty for none.
    pub class: &'static str,
}

/// The rows that are at hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Window {
    /// Rows in all.
    pub total: u32,
    /// Index of the first row at hand.
    pub start: u32,
    /// The rows at hand.
    pub rows: Arc<Vec<GridRow>>,
}

impl Window {
    /// The row of an index, if it is at hand.
    pub fn row(&self, index: u32) -> Option<&GridRow> {
        self.rows.get(usize::try_from(index.checked_sub(self.start)?).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_knows_its_rows_and_no_others() {
        let row = |key| GridRow { key, ..GridRow::default() };
        let window = Window { total: 100, start: 10, rows: Arc::new(vec![row(7), row(8)]) };
        assert_eq!(window.row(11).map(|r| r.key), Some(8));
        assert_eq!((window.row(9), window.row(12)), (None, None));
    }
}
