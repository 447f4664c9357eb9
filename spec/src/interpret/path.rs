//! The way from the outermost value to a field: `content.message`, `keys[3]`.

use std::fmt::Write;

/// A path that is walked down and up again. Arms of unions and options add no
/// step.
#[derive(Clone, Debug, Default)]
pub(super) struct Path<'m>(Vec<Segment<'m>>);

#[derive(Clone, Copy, Debug)]
enum Segment<'m> {
    Field(&'m str),
    Index(usize),
}

impl<'m> Path<'m> {
    pub(super) fn enter_field(&mut self, name: &'m str) {
        self.0.push(Segment::Field(name));
    }

    pub(super) fn enter_element(&mut self, index: usize) {
        self.0.push(Segment::Index(index));
    }

    pub(super) fn leave(&mut self) {
        self.0.pop();
    }
}

impl std::fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Field(name) if place == 0 => f.write_str(name)?,
                Segment::Field(name) => write!(f, ".{name}")?,
                Segment::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// Bytes as lower-case hex.
pub(super) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
