//! Layers: packet, envelope and roles have the shape that their users rely on.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    EnvelopeKind, EnvelopeLayer, Extent, Field, FieldValue, Layers, Measure, Message, MessageSet,
    Name, Role, Selector, Struct, StructId, Type, Union, Unit,
};
use crate::span::Span;

/// Bytes that a seal adds to a payload besides the record's type.
const SEAL_TAG: u64 = 16;

impl<'m> Checker<'m> {
    /// Packets, and the one `layers` item.
    pub(super) fn layers(&mut self) {
        for structure in &self.model.structs {
            if structure.role == Role::Packet {
                self.packet(structure);
            }
        }
        if let Some(layers) = &self.model.layers {
            if let Some(packet) = self.structure(layers.packet) {
                self.written_header(packet);
            }
            self.flags_apart(layers);
            self.envelope(&layers.envelope);
            if let Some(set) = self.model.message_sets.get(layers.messages) {
                self.kinds_for_replies(layers, set);
                self.roles(layers, set);
                self.fits_packet(layers, set);
            }
        }
    }

    /// A header of fixed size, then one payload that it measures.
    fn packet(&mut self, packet: &'m Struct) {
        let Some((payload, header)) = packet.fields.split_last() else {
            return self.packet_shape(packet.name.span, &packet.name, "it has no fields");
        };
        for (field, size) in header.iter().zip(self.model.field_sizes(packet)) {
            let number = field.ty.number();
            if size.fixed().is_some() && number.is_none_or(|number| number.variable().is_none()) {
                continue;
            }
            let problem = format!("the header field `{}` has no fixed size", field.name);
            self.packet_shape(field.span, &packet.name, &problem);
        }
        for field in header {
            let problem = match field.value {
                FieldValue::Length { scale, .. } if scale.unit > 1 => {
                    format!("`{}` counts units of {} bytes", field.name, scale.unit)
                }
                FieldValue::Size { .. } => {
                    format!("`{}` measures more than the payload", field.name)
                }
                FieldValue::Padding => {
                    format!("`{}` is padding, not a constant like `reserved: u16 = 0`", field.name)
                }
                FieldValue::Checksum { .. } => {
                    format!("`{}` is known only when the whole packet is there", field.name)
                }
                _ => continue,
            };
            self.packet_shape(field.span, &packet.name, &problem);
        }
        let measured =
            matches!(&payload.ty, Type::Bytes(Extent { measure: Measure::Field(_), .. }));
        if !measured || payload.condition.is_some() {
            let problem =
                format!("`{}` is not a byte string that the header measures", payload.name);
            self.packet_shape(payload.span, &packet.name, &problem);
        }
    }

    /// The header of the layers' packet is written without a value of the packet:
    /// what neither layers nor payload say is the least number, or zeros, and those
    /// are valid by themselves.
    fn written_header(&mut self, packet: &'m Struct) {
        let Some((_, header)) = packet.fields.split_last() else { return };
        for field in header {
            let zeros = |extent: &Extent| extent.measure == Measure::Fixed;
            let is_written = match &field.ty {
                Type::Bytes(extent) | Type::Text(extent) => zeros(extent),
                Type::List(element, extent) => {
                    zeros(extent)
                        && matches!(**element, Type::Integer(_) | Type::Bool(_) | Type::Float(_))
                }
                // These are refused as parts of any packet.
                Type::Padding(_) | Type::External(_) => true,
                ty => ty.number().is_some(),
            };
            if !is_written {
                self.report(
                    Diagnostic::new(
                        Code::PacketShape,
                        field.span,
                        format!("nobody gives the header field `{}` a value", field.name),
                        "written by the layers",
                    )
                    .help("write what it holds as numbers, flags or `bytes[N]` into the packet that `layers` names"),
                );
            }
        }
    }

    fn packet_shape(&mut self, at: Span, packet: &Name, problem: &str) {
        self.report(
            Diagnostic::new(
                Code::PacketShape,
                at,
                format!("the packet `{packet}` has another shape than a packet: {problem}"),
                "not like this",
            )
            .help("end with `length: u32 = len(payload), payload: bytes[0..=16 KiB]` behind fields of fixed size"),
        );
    }

    /// Each layer has a flag of its own.
    fn flags_apart(&mut self, layers: &'m Layers) {
        let mut flags: Vec<(&str, u64)> = Vec::new();
        if let Some(session) = &layers.session {
            flags.extend([("handshake", session.handshake_flag), ("seal", session.sealed_flag)]);
        }
        flags.extend(layers.compressions.iter().map(|layer| ("compress", layer.flag)));
        for (place, (name, flag)) in flags.iter().enumerate() {
            if let Some((first, _)) = flags.iter().take(place).find(|(_, other)| other == flag) {
                self.report(
                    Diagnostic::new(
                        Code::LayerFlag,
                        layers.span,
                        format!("the layers `{first}` and `{name}` have one flag, {flag:#x}"),
                        "two layers, one flag",
                    )
                    .help("give each layer a flag of its own"),
                );
            }
        }
        for (place, layer) in layers.compressions.iter().enumerate() {
            if layers.compressions.iter().take(place).any(|l| l.algorithm == layer.algorithm) {
                self.report(
                    Diagnostic::new(
                        Code::LayerFlag,
                        layers.span,
                        "one compression algorithm has two flags",
                        "named twice",
                    )
                    .help("name each algorithm once"),
                );
            }
        }
    }

    fn envelope_shape(&mut self, at: Span, message: String, help: &str) {
        self.report(
            Diagnostic::new(Code::EnvelopeShape, at, message, "not what an envelope has")
                .help(help),
        );
    }

    fn envelope(&mut self, envelope: &'m EnvelopeLayer) {
        let Some(structure) = self.structure(envelope.structure) else { return };
        for (place, field) in structure.fields.iter().enumerate() {
            if place == envelope.kind {
                if field.value != (FieldValue::Selector { of: envelope.content }) {
                    self.envelope_shape(
                        field.span,
                        "`kind` does not choose the content".into(),
                        "make `kind` an enumeration and write `content: Content(kind)`",
                    );
                }
            } else if place == envelope.id {
                if !is_free_unsigned(field) || field.condition.is_some() {
                    self.envelope_shape(
                        field.span,
                        "`id` is not an unsigned integer that is always there".into(),
                        "write `id: u64`",
                    );
                }
            } else if place == envelope.content {
                self.contents(envelope, field);
            } else if Some(place) == envelope.flags {
                if !matches!(field.ty, Type::Flags(..)) {
                    self.envelope_shape(
                        field.span,
                        "`flags` is not a set of flags".into(),
                        "declare `flags EnvelopeFlags: u8 { … }` and use it here",
                    );
                }
            } else if field.name.text == "deadline" {
                let right = envelope.deadline.is_some()
                    && is_free_unsigned(field)
                    && field.unit == Some(Unit::Milliseconds);
                if !right {
                    self.envelope_shape(
                        field.span,
                        "`deadline` is not a number of milliseconds switched on by a flag".into(),
                        "write `deadline: u32 ms if flags.deadline`",
                    );
                }
            } else if field.name.text == "trace" {
                let bytes = matches!(
                    field.ty,
                    Type::Bytes(Extent { measure: Measure::Fixed, max: 25, .. })
                );
                if envelope.trace.is_none() || !bytes {
                    self.envelope_shape(
                        field.span,
                        "`trace` is not 25 bytes switched on by a flag".into(),
                        "write `trace: bytes[25] if flags.trace`",
                    );
                }
            } else if !matches!(field.value, FieldValue::Constant(_)) {
                self.envelope_shape(
                    field.span,
                    format!("nobody gives the field `{}` of the envelope a value", field.name),
                    "remove it, make it constant, or move it into the messages",
                );
            }
        }
    }

    /// The union of contents: what each kind of envelope holds.
    fn contents(&mut self, envelope: &'m EnvelopeLayer, field: &'m Field) {
        let union = match &field.ty {
            Type::Union { union, .. } => self.model.unions.get(union.0),
            _ => None,
        };
        let closed =
            |union: &&Union| matches!(union.selector, Selector::Enum(_)) && union.other.is_none();
        let Some(union) = union.filter(closed) else {
            return self.envelope_shape(
                field.span,
                "`content` is not a union chosen by `kind`".into(),
                "write `content: Content(kind)`",
            );
        };
        for (place, arm) in union.arms.iter().enumerate() {
            let Some((kind, _)) = envelope.kinds.iter().find(|(_, arm)| *arm == place) else {
                self.envelope_shape(arm.name.span, format!("`{}` is not a kind of envelope", arm.name), "name the variants OneWay, Request, Reply, Error, Cancel, StreamData, StreamEnd or Window");
                continue;
            };
            let fields = self.structure(arm.body).map_or(&[][..], |body| &body.fields);
            let (right, help) = match kind {
                EnvelopeKind::Cancel | EnvelopeKind::StreamEnd => {
                    (fields.is_empty(), "write `=> {}`: this kind has no content")
                }
                EnvelopeKind::Window => (
                    matches!(fields, [one] if one.name.text == "credit" && is_free_unsigned(one) && one.condition.is_none()),
                    "write `=> { credit: u32 }`",
                ),
                _ => (
                    matches!(fields, [one] if one.name.text == "message" && one.condition.is_none()
                        && matches!(one.ty, Type::Bytes(Extent { measure: Measure::Rest, .. }))),
                    "write `=> { message: bytes[rest] }`",
                ),
            };
            if !right {
                self.envelope_shape(
                    arm.name.span,
                    format!("the content of `{}` has another shape", arm.name),
                    help,
                );
            }
        }
    }

    /// Requests need their answers' kinds.
    fn kinds_for_replies(&mut self, layers: &'m Layers, set: &'m MessageSet) {
        let Some(message) = set.messages.iter().find(|message| message.reply.is_some()) else {
            return;
        };
        for (kind, name) in [
            (EnvelopeKind::Request, "Request"),
            (EnvelopeKind::Reply, "Reply"),
            (EnvelopeKind::Error, "Error"),
        ] {
            if !layers.envelope.kinds.iter().any(|(found, _)| *found == kind) {
                let name =
                    format!("messages have replies, but no envelope is of the kind `{name}`");
                self.report(
                    Diagnostic::new(Code::EnvelopeShape, layers.span, name, "lacks this kind")
                        .related(message.name.span, "has a reply")
                        .help("add the variant to the enumeration of `kind`, with an arm"),
                );
            }
        }
    }

    fn roles(&mut self, layers: &'m Layers, set: &'m MessageSet) {
        let message = |place: Option<usize>| place.and_then(|place| set.messages.get(place));
        if let Some(message) = message(layers.keepalive) {
            let reply = message.reply.and_then(|reply| set.messages.get(reply));
            let same = reply.is_some_and(|reply| self.same_fields(message.body, reply.body));
            if !same || !self.can_be_made(message.body) {
                self.role_shape(
                    message,
                    "keepalive",
                    "a reply with the same fields, integers that are always there, and no `require`",
                );
            }
        }
        if let Some(message) = message(layers.error)
            && !self.has_code_and_detail(message.body, "code")
        {
            self.role_shape(
                message,
                "error",
                "exactly `code` (an integer or enumeration of at most 32 bits without sign) and `detail` (a string)",
            );
        }
        if let Some(message) = message(layers.goodbye)
            && !self.has_code_and_detail(message.body, "reason")
        {
            self.role_shape(
                message,
                "goodbye",
                "exactly `reason` (an integer or enumeration of at most 32 bits without sign) and `detail` (a string)",
            );
        }
    }

    /// Whether a runtime can make up a value of a structure, the same number in every
    /// field.
    fn can_be_made(&self, id: StructId) -> bool {
        let Some(body) = self.structure(id) else { return false };
        let integer = |field: &Field| {
            let given = field.value.is_given() && matches!(field.ty, Type::Integer(_));
            let written = matches!(
                field.value,
                FieldValue::Constant(_) | FieldValue::Bytes(_) | FieldValue::Padding
            );
            field.condition.is_none() && (given || written)
        };
        body.requires.is_empty() && body.fields.iter().all(integer)
    }

    fn same_fields(&self, a: StructId, b: StructId) -> bool {
        let (Some(a), Some(b)) = (self.structure(a), self.structure(b)) else { return false };
        a.fields.len() == b.fields.len()
            && a.fields
                .iter()
                .zip(&b.fields)
                .all(|(x, y)| x.name.text == y.name.text && x.ty == y.ty)
    }

    fn has_code_and_detail(&self, id: StructId, code: &str) -> bool {
        let fields = self.structure(id).map_or(&[][..], |body| &body.fields);
        let plain = |field: &Field| field.condition.is_none() && field.value == FieldValue::Free;
        // What programs are given of it, whatever a peer sends.
        let held = |ty: &Type| match ty {
            Type::Integer(integer) | Type::Enum(_, integer) => {
                !integer.signed && integer.bits <= u32::BITS as u8
            }
            _ => false,
        };
        matches!(fields, [first, second]
            if first.name.text == code
                && held(&first.ty)
                && second.name.text == "detail"
                && matches!(second.ty, Type::Text(_))
                && plain(first)
                && plain(second))
    }

    fn role_shape(&mut self, message: &Message, role: &str, needed: &str) {
        self.report(
            Diagnostic::new(
                Code::RoleShape,
                message.name.span,
                format!("`{}` does not suit the role `{role}`", message.name),
                format!("needs {needed}"),
            )
            .help(format!("give it {needed}, or give the role to another message")),
        );
    }

    /// The smallest value of each message can be sent.
    fn fits_packet(&mut self, layers: &'m Layers, set: &'m MessageSet) {
        let payload = self.structure(layers.packet).and_then(|packet| packet.fields.last());
        let Some(room) = payload.and_then(|payload| match &payload.ty {
            Type::Bytes(extent) => Some(extent.limit()),
            _ => None,
        }) else {
            return;
        };
        let mut around = self.model.struct_size(layers.envelope.structure).min;
        if let Some(session) = &layers.session
            && let Some(handshake) = self.model.handshakes.get(session.handshake.0)
        {
            around = around.saturating_add(handshake.records.tag.bytes() + SEAL_TAG);
            if handshake.limit > room {
                self.report(
                    Diagnostic::new(
                        Code::HandshakeLimit,
                        handshake.name.span,
                        format!(
                            "its limit of {} bytes exceeds the packet's {room}",
                            handshake.limit
                        ),
                        "larger than a packet",
                    )
                    .help(format!("set `limit` to at most {room}")),
                );
            }
        }
        for message in &set.messages {
            let least = self.model.struct_size(message.body).min;
            let least = least.saturating_add(set.tag.bytes()).saturating_add(around);
            if least > room {
                self.report(
                    Diagnostic::new(
                        Code::PacketTooSmall,
                        message.name.span,
                        format!(
                            "`{}` takes at least {least} bytes, but a packet has room for {room}",
                            message.name
                        ),
                        "can never be sent",
                    )
                    .help("make the message smaller or the packet's payload larger"),
                );
            }
        }
    }
}

fn is_free_unsigned(field: &Field) -> bool {
    matches!(field.ty, Type::Integer(integer) if !integer.signed) && field.value == FieldValue::Free
}
