//! Handshakes: suites, payloads, records and labels.
//!
//! Read next: `noise` for the pattern, `machine` for states.

use super::{Checker, repeated};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Extent, Field, FieldValue, Handshake, Integer, Measure, Name, Party, RecordKind, Struct, Type,
};

impl<'m> Checker<'m> {
    /// Every handshake.
    pub(super) fn handshakes(&mut self) {
        for handshake in &self.model.handshakes {
            self.numbers_apart(handshake);
            self.settings(handshake);
            if let Some(local) = self.structure(handshake.local) {
                self.local(handshake, local);
            }
            for message in &handshake.messages {
                if let Some(payload) = self.structure(message.payload) {
                    self.payload(payload);
                }
            }
            self.records(handshake);
            self.labels(handshake);
            if self.noise(handshake) {
                self.machine(handshake, Party::Initiator);
                self.machine(handshake, Party::Responder);
                self.used_messages(handshake);
                self.second_attempts(handshake);
                self.promises(handshake);
                self.checked_in_time(handshake);
            }
            self.notices(handshake);
            self.claims(handshake);
        }
    }

    fn numbers_apart(&mut self, handshake: &'m Handshake) {
        let ids = handshake.messages.iter().map(|message| (&message.name, message.id.into()));
        self.distinct_tags(ids, "messages");
        for (place, suite) in handshake.suites.iter().enumerate() {
            if let Some(first) = handshake.suites.iter().take(place).find(|s| s.id == suite.id) {
                self.report(
                    Diagnostic::new(
                        Code::DuplicateTag,
                        suite.span,
                        format!("two suites have the number {:#06x}", suite.id),
                        "the same number again",
                    )
                    .related(first.span, "first given here")
                    .help("give each suite a number of its own"),
                );
            }
        }
    }

    fn settings(&mut self, handshake: &Handshake) {
        if handshake.deadline_ms == 0 {
            self.report(
                Diagnostic::new(
                    Code::MissingSetting,
                    handshake.name.span,
                    format!("the handshake `{}` has no time at all", handshake.name),
                    "its deadline is 0",
                )
                .help("write `deadline: 10 s`"),
            );
        }
        if handshake.prologue.len() > 255 {
            self.report(
                Diagnostic::new(
                    Code::DuplicateLabel,
                    handshake.name.span,
                    "the prologue is longer than 255 bytes",
                    "its prologue is too long",
                )
                .help("shorten the prologue"),
            );
        }
    }

    /// What each side brings: plain values, with the suites among them, from one to all.
    fn local(&mut self, handshake: &Handshake, local: &'m Struct) {
        self.payload(local);
        let suites = local.fields.iter().find(|field| field.name.text == "suites");
        let of_suites = |element: &Type| {
            matches!(element, Type::Integer(Integer { bits: 16, signed: false, .. }))
        };
        let count = handshake.suites.len() as u64;
        let right = suites.is_some_and(|field| match &field.ty {
            Type::List(element, extent) => {
                let varies = extent.measure != Measure::Fixed;
                of_suites(element) && varies && extent.min <= 1 && extent.limit() >= count
            }
            _ => false,
        });
        if !right {
            self.report(
                Diagnostic::new(
                    Code::PayloadShape,
                    suites.map_or(local.name.span, |field| field.span),
                    format!(
                        "`{}` needs a list `suites` of u16, of one to all that are declared",
                        local.name
                    ),
                    "says which suites a side accepts",
                )
                .help("write `suites: [u16; u8 in 1..=8]`"),
            );
        }
    }

    fn payload(&mut self, payload: &'m Struct) {
        for field in &payload.fields {
            if !is_plain(field) {
                self.report(
                    Diagnostic::new(
                        Code::PayloadShape,
                        field.span,
                        format!("the field `{}` is not one that a machine can give a value", field.name),
                        "not plain",
                    )
                    .help("use integers, `bool`, enumerations, byte strings, strings and lists of integers, without condition or computed value"),
                );
            }
        }
        if let Some(require) = payload.requires.first() {
            self.report(
                Diagnostic::new(
                    Code::PayloadShape,
                    require.span,
                    format!("`{}` has a `require`, which a handshake cannot answer", payload.name),
                    "not in a handshake",
                )
                .help("write a `check … else Failure;` in the state that receives the message"),
            );
        }
    }

    fn records(&mut self, handshake: &'m Handshake) {
        let tag = handshake.records.tag;
        if tag.bits != 8 || tag.signed {
            let message = format!("the type of a record takes {} bits, not 8", tag.bits);
            self.records_shape(&handshake.name, message);
        }
        let kinds = &handshake.records.kinds;
        let name = |id| self.structure(id).map(|body| &body.name);
        let tags: Vec<(&Name, i128)> = kinds
            .iter()
            .filter_map(|(_, tag, body)| Some((name(*body)?, i128::from(*tag))))
            .collect();
        self.distinct_tags(tags.into_iter(), "records");
        for (kind, text, needed) in [
            (RecordKind::Data, "data", &[][..]),
            (RecordKind::Ready, "ready", &[]),
            (RecordKind::Close, "close", &[("code", 8), ("final_sequence", 64)]),
            (RecordKind::KeyUpdate, "key_update", &[]),
        ] {
            let mut found = kinds.iter().filter(|(k, ..)| *k == kind);
            let Some((.., body)) = found.next() else {
                self.records_shape(&handshake.name, format!("the record `{text}` is missing"));
                continue;
            };
            let Some(body) = self.structure(*body) else { continue };
            if let Some((.., second)) = found.next()
                && let Some(second) = self.structure(*second)
            {
                self.records_shape(&second.name, format!("the record `{text}` is declared twice"));
            }
            let right = body.fields.len() == needed.len()
                && body.fields.iter().zip(needed).all(|(field, (name, bits))| {
                    field.name.text == *name
                        && matches!(field.ty, Type::Integer(i) if i.bits == *bits && !i.signed)
                        && is_plain(field)
                });
            if !right {
                self.records_shape(&body.name, format!("the record `{text}` has other fields"));
            }
        }
    }

    fn records_shape(&mut self, at: &Name, message: String) {
        self.report(
            Diagnostic::new(Code::RecordsShape, at.span, message, "not as sessions need it")
                .help("write `records: u8 { 0 => data, 1 => ready {}, 2 => close { code: u8, final_sequence: u64 }, 3 => key_update {} }`"),
        );
    }

    fn labels(&mut self, handshake: &'m Handshake) {
        let keys = &handshake.keys;
        let labels = [
            ("key", &keys.key),
            ("iv", &keys.iv),
            ("update", &keys.update),
            ("exporter", &keys.exporter),
        ];
        repeated(labels.iter().map(|(_, bytes)| (&handshake.name, *bytes)), |name, _| {
            self.report(
                Diagnostic::new(
                    Code::DuplicateLabel,
                    name.span,
                    format!("two labels in the key schedule of `{name}` are equal"),
                    "its labels are not distinct",
                )
                .help("give `key`, `iv`, `update` and `exporter` a label each"),
            );
        });
        if let Some((name, _)) = labels.iter().find(|(_, bytes)| bytes.len() > 255) {
            self.report(
                Diagnostic::new(
                    Code::DuplicateLabel,
                    handshake.name.span,
                    format!("the label `{name}` is longer than 255 bytes"),
                    "one of its labels is too long",
                )
                .help("shorten the label"),
            );
        }
    }
}

/// Whether a machine can give the field a value, and compare and hash it.
fn is_plain(field: &Field) -> bool {
    let shape = match &field.ty {
        Type::Integer(_) | Type::Bool(_) | Type::Enum(..) => true,
        Type::Bytes(extent) | Type::Text(extent) => is_own(extent),
        Type::List(element, extent) => matches!(**element, Type::Integer(_)) && is_own(extent),
        _ => false,
    };
    shape && field.value == FieldValue::Free && field.condition.is_none()
}

/// Whether a length is told by the value itself.
fn is_own(extent: &Extent) -> bool {
    !matches!(extent.measure, Measure::Field(_) | Measure::Until(_))
}
