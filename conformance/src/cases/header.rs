//! The packet's header: constants, reserved flags, lengths, and streams that end early.

use packetwright_spec::model::{Field, FieldValue, Integer, Type};

use super::{Maker, silence};
use crate::case::{Edit, Play};
use crate::wire::{Slot, WireError};

/// A field of a valid header.
struct At<'h> {
    slot: Slot,
    header: &'h [u8],
}

impl At<'_> {
    /// Another number in the place of the field's.
    fn replace(&self, integer: Integer, value: i128) -> Edit {
        let bytes = self.slot.replaced(self.header, integer, value);
        Edit::Replace { range: self.slot.bytes.clone(), bytes }
    }
}

impl Maker<'_> {
    /// A header with one field wrong. Only the header is sent, never a
    /// payload, so that an implementation that waits for one is told from one
    /// that refuses.
    pub(super) fn header(&mut self) -> Result<(), WireError> {
        let wire = self.wire;
        let packet = self.first_packet()?;
        let structure = wire.packet_struct();
        let header_len = wire.header_len();
        let valid = packet.get(..header_len).unwrap_or_default().to_vec();
        for (field, slot) in structure.fields.iter().zip(wire.header_fields()) {
            let edits = self.field_edits(field, &At { slot, header: &valid });
            for (what, text, edit) in edits {
                let bytes = edit.apply(&valid);
                let id = format!("header/{}/{what}", field.name);
                let play = Play::Bytes { bytes, end: false };
                self.add(id, text, field.name.span, play, silence());
            }
        }
        Ok(())
    }

    /// The first packet of a peer ends after each of its bytes.
    pub(super) fn cuts(&mut self) -> Result<(), WireError> {
        let packet = self.first_packet()?;
        let name = &self.wire.packet_struct().name;
        for keep in self.lengths(packet.len()) {
            let bytes = packet.get(..keep).unwrap_or_default().to_vec();
            self.add(
                format!("truncation/{}/{keep:03}", name.text),
                "A stream that ends inside a packet is closed without an answer",
                name.span,
                Play::Bytes { bytes, end: true },
                silence(),
            );
        }
        Ok(())
    }

    /// A packet with which a conversation may begin, as far as its layout goes.
    fn first_packet(&self) -> Result<Vec<u8>, WireError> {
        match &self.wire.layers.session {
            Some(session) => self.wire.packet(session.handshake_flag, &[0; 64]),
            None => self.wire.packet(0, &self.question_envelope()?),
        }
    }

    fn field_edits(&self, field: &Field, at: &At<'_>) -> Vec<(String, String, Edit)> {
        match (&field.value, &field.ty) {
            (FieldValue::Constant(value), Type::Integer(integer)) => {
                constant_edits(field, *value, *integer, at)
            }
            (FieldValue::Bytes(bytes), _) => {
                let text = format!("`{}` is the bytes \"{}\"", field.name, bytes.escape_ascii());
                let other = bytes.iter().enumerate().map(|(place, byte)| {
                    let start = at.slot.bytes.start + place;
                    let range = start..start + 1;
                    let edit = Edit::Replace { range, bytes: vec![byte ^ 1] };
                    (format!("byte-{place:02}"), text.clone(), edit)
                });
                other.collect()
            }
            (FieldValue::Length { scale, .. }, Type::Integer(integer)) => {
                self.length_edits(scale.plus, *integer, at)
            }
            (_, Type::Flags(id, integer)) => self.flag_edits(*id, *integer, at),
            (_, Type::Integer(integer)) => match field.range {
                Some((low, high)) => [low - 1, high + 1]
                    .into_iter()
                    .filter(|value| (integer.min()..=integer.max()).contains(value))
                    .map(|value| {
                        let text = format!("`{}` is from {low} to {high}", field.name);
                        (format!("value-{value}"), text, at.replace(*integer, value))
                    })
                    .collect(),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn flag_edits(
        &self,
        id: packetwright_spec::model::FlagsId,
        integer: Integer,
        at: &At<'_>,
    ) -> Vec<(String, String, Edit)> {
        let flags = &self.wire.model[id];
        let reserved = (0..integer.bits).filter(|bit| flags.mask() >> bit & 1 == 0);
        let mut edits: Vec<_> = reserved
            .map(|bit| {
                let text = format!("Bit {bit} of `{}` is reserved and must be zero", flags.name);
                let value = 1_i128 << bit;
                (format!("reserved-{bit:02}"), text, at.replace(integer, value))
            })
            .collect();
        for (set, require) in self.refused_flags(id) {
            let text = format!("`{require}` must hold of `{}`", flags.name);
            edits.push((format!("require-{set:#04x}"), text, at.replace(integer, set.into())));
        }
        edits
    }

    /// The sets of two named flags that a `require` refuses, with the text of
    /// the first one that does.
    fn refused_flags(&self, id: packetwright_spec::model::FlagsId) -> Vec<(u64, String)> {
        let flags = &self.wire.model[id];
        let mut refused = Vec::new();
        for (place, first) in flags.bits.iter().enumerate() {
            for second in flags.bits.iter().skip(place + 1) {
                let set = first.mask | second.mask;
                if let Some(fault) = self.wire.refuses_flags(set) {
                    refused.push((set, fault));
                }
            }
        }
        refused
    }

    fn length_edits(
        &self,
        plus: i128,
        integer: Integer,
        at: &At<'_>,
    ) -> Vec<(String, String, Edit)> {
        let Some(extent) = self.wire.payload_extent() else { return Vec::new() };
        let (least, most) = (i128::from(extent.min) + plus, i128::from(extent.max) + plus);
        let text = format!("The length is from {least} to {most}, and judged before the payload");
        [
            ("below", least - 1),
            ("above", most + 1),
            ("far-above", most.saturating_mul(16)),
            ("half", integer.max() / 2 + 1),
            ("largest", integer.max()),
        ]
        .into_iter()
        .filter(|(_, value)| (0..=integer.max()).contains(value))
        .filter(|(_, value)| !(least..=most).contains(value))
        .map(|(what, value)| (what.to_owned(), text.clone(), at.replace(integer, value)))
        .collect()
    }
}

fn constant_edits(
    field: &Field,
    value: i128,
    integer: Integer,
    at: &At<'_>,
) -> Vec<(String, String, Edit)> {
    let text = format!("`{}` is {value:#X}", field.name);
    let mut edits: Vec<_> = (0..integer.bits)
        .map(|bit| {
            let edit = at.replace(integer, value ^ (1 << bit));
            (format!("bit-{bit:02}"), text.clone(), edit)
        })
        .collect();
    let range = at.slot.bytes.clone();
    let mut swapped = at.header.get(range.clone()).unwrap_or_default().to_vec();
    swapped.reverse();
    // The neighbours of bits would be swapped with them.
    if at.slot.bits.is_none() && at.header.get(range.clone()) != Some(&swapped) {
        edits.push(("bytes-swapped".into(), text, Edit::Replace { range, bytes: swapped }));
    }
    edits
}

/// An integer put in place of the one that is there.
pub(super) fn replace(range: std::ops::Range<usize>, integer: Integer, value: i128) -> Edit {
    Edit::Replace { range, bytes: integer.bytes_of(value) }
}
