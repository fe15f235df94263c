//! From bytes to scalar values.

/// Bytes between two marks of [`CharOffsets`].
const STEP: usize = 64;

/// From byte offsets of a text to offsets in Unicode scalar values.
#[derive(Debug)]
pub struct CharOffsets<'text> {
    text: &'text str,
    // Scalar values that begin before each multiple of STEP.
    marks: Vec<usize>,
}

impl<'text> CharOffsets<'text> {
    /// Counts `text` once; each later question costs at most `STEP` bytes.
    pub fn new(text: &'text str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for block in text.as_bytes().chunks(STEP) {
            marks.push(count);
            count += scalars(block);
        }
        marks.push(count);
        Self { text, marks }
    }

    /// How many scalar values begin before `byte`; the length of the text for an offset beyond its end.
    pub fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let mark = byte / STEP;
        let before = self.marks.get(mark).copied().unwrap_or(0);
        before + self.text.as_bytes().get(mark * STEP..byte).map_or(0, scalars)
    }

    /// A byte range as a range of scalar values.
    pub fn span(&self, bytes: &std::ops::Range<usize>) -> std::ops::Range<usize> {
        self.at(bytes.start)..self.at(bytes.end)
    }
}

fn scalars(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_offsets_become_offsets_of_scalar_values() {
        let text = "жарық a ".repeat(40);
        let offsets = CharOffsets::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.at(byte), count);
        }
        assert_eq!(offsets.at(text.len() + 5), text.chars().count());
    }
}
