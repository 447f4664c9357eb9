//! Packets: a header of fixed size, then the payload that it measures.

use super::body::Body;
use super::names::{FIELDS, TYPES};
use super::types::Integer;
use super::words::Unit;
use super::{Generator, Layout};

impl Generator {
    /// A packet with any header.
    pub(super) fn packet(&mut self) -> String {
        let docs = self.docs("");
        let name = self.names.fresh(&mut self.draw, TYPES);
        let mut header = Body::new(Layout::Plain, "    ".to_owned());
        let payload = header.names.fresh(&mut self.draw, FIELDS);
        let most = self.draw.below(300) as u64;
        let before = self.draw.below(4);
        self.header(&mut header, before);
        self.header_length(&mut header, &payload, most);
        let behind = self.draw.below(3);
        self.header(&mut header, behind);
        let most = match self.draw.below(3) {
            0 => self.number(most.into(), Some(Unit::Bytes)),
            _ => most.to_string(),
        };
        self.declare(&mut header, &payload, &format!("bytes[0..={most}]"));
        format!("{docs}packet {name} {{\n{}}}\n", header.text)
    }

    /// So many pieces of a header, each of whole bytes.
    pub(super) fn header(&mut self, header: &mut Body, pieces: usize) {
        for _ in 0..pieces {
            if self.draw.chance(35) {
                let (order, bytes) = (self.order(), 1 + self.draw.below(8) as u32);
                self.bits(header, bytes * 8, order);
                continue;
            }
            let field = header.names.fresh(&mut self.draw, FIELDS);
            let integer = self.whole_integer();
            let (low, high) = integer.range();
            let value = self.draw.between(low, high);
            let text = match self.draw.below(5) {
                0 | 1 => format!("{} = {}", integer.name(), self.number(value, None)),
                2 => {
                    let high = self.draw.between(value, high);
                    let (low, high) = (self.number(value, None), self.number(high, None));
                    format!("{} in {low}..={high}", integer.name())
                }
                3 => format!("bytes[{}]", 1 + self.draw.below(12)),
                _ => integer.name(),
            };
            self.declare(header, &field, &text);
        }
    }

    /// The length of a payload of at most so many bytes, alone or among bits.
    pub(super) fn header_length(&mut self, header: &mut Body, payload: &str, most: u64) {
        let plus = if self.draw.chance(50) { self.draw.below(9) as u64 } else { 0 };
        let value = match plus {
            0 => format!(" = len({payload})"),
            plus => format!(" = len({payload}) + {plus}"),
        };
        let field = header.names.fresh(&mut self.draw, FIELDS);
        if self.draw.chance(60) {
            let integer = self.carrier(most + plus);
            return self.declare(header, &field, &format!("{}{value}", integer.name()));
        }
        let least = (u64::BITS - (most + plus).leading_zeros()).max(1);
        let bits = least + self.draw.below(12) as u32;
        let integer = Integer { bits, signed: false, order: self.order() };
        let spare = bits.next_multiple_of(8) - bits + 8 * self.draw.below(3) as u32;
        let before = self.draw.below(spare as usize + 1) as u32;
        self.bits(header, before, integer.order);
        self.declare(header, &field, &format!("{}{value}", integer.name()));
        self.bits(header, spare - before, integer.order);
    }
}
