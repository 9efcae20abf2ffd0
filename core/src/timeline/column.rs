//! One column of the store.

/// Rows of a chunk, as a power of two.
const BITS: u32 = 15;
const CHUNK: usize = 1 << BITS;

/// Values in chunks of 32,768. A growing column never moves what it holds and is never twice as large as it
/// must be, which a single vector is at every doubling.
#[derive(Clone, Debug, Default)]
pub(super) struct Column<T> {
    chunks: Vec<Vec<T>>,
}

impl<T: Copy + Default> Column<T> {
    pub fn len(&self) -> usize {
        match self.chunks.split_last() {
            Some((last, full)) => full.len() * CHUNK + last.len(),
            None => 0,
        }
    }

    pub fn push(&mut self, value: T) {
        match self.chunks.last_mut() {
            Some(last) if last.len() < CHUNK => last.push(value),
            _ => {
                let mut chunk = Vec::with_capacity(CHUNK);
                chunk.push(value);
                self.chunks.push(chunk);
            }
        }
    }

    /// The value of a row; the default for a row that is not there.
    #[inline]
    pub fn get(&self, row: usize) -> T {
        self.chunks
            .get(row >> BITS)
            .and_then(|chunk| chunk.get(row & (CHUNK - 1)))
            .copied()
            .unwrap_or_default()
    }

    /// Changes the value of a row that is there.
    #[inline]
    pub fn set(&mut self, row: usize, value: T) {
        if let Some(cell) =
            self.chunks.get_mut(row >> BITS).and_then(|chunk| chunk.get_mut(row & (CHUNK - 1)))
        {
            *cell = value;
        }
    }

    /// Bytes of one value.
    #[cfg(test)]
    pub fn width(&self) -> usize {
        size_of::<T>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_places_across_chunks() {
        let mut column = Column::default();
        for i in 0..CHUNK * 2 + 3 {
            column.push(i as u32);
        }
        assert_eq!(column.len(), CHUNK * 2 + 3);
        column.set(CHUNK, 7);
        assert_eq!(
            (column.get(CHUNK - 1), column.get(CHUNK), column.get(CHUNK * 2 + 2)),
            (32_767, 7, 65_538)
        );
        assert_eq!(column.get(CHUNK * 9), 0);
    }
}
