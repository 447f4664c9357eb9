//! Layers: the packet, what may be wrapped around its payload, the envelope
//! and the messages in it. The parts of packet and envelope are found by their
//! names; whether they have the right shape is for the checker to say.

use super::Declared;
use super::Lowering;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Algorithm, CompressionLayer, EnvelopeKind, EnvelopeLayer, Expression, HandshakeId, Layers,
    Name, OptionalByFlag, Role, SessionLayer, StructId, Type,
};
use crate::span::Span;
use crate::syntax::tree::{self, ExpressionKind, Layer};

/// The layers found so far, each at most once and in order.
#[derive(Default)]
struct Found {
    packet: Option<StructId>,
    handshake: Option<(HandshakeId, u64, Span)>,
    seal: Option<(HandshakeId, u64, Span)>,
    compressions: Option<Vec<CompressionLayer>>,
    envelope: Option<(StructId, Span)>,
    messages: Option<usize>,
    keepalive: Option<usize>,
    error: Option<usize>,
    goodbye: Option<usize>,
    /// How far down the list goes: the rank of the last layer.
    rank: u8,
    /// The field of the packet that holds the flags.
    flags: Option<usize>,
}

const ORDER: &str = "the order is packet -> handshake -> seal -> compress -> envelope -> messages; \
                     handshake, seal and compress may be left out";

impl<'a> Lowering<'a> {
    /// The `layers` item, if there is one.
    pub(super) fn layers(&mut self) {
        let mut first: Option<Span> = None;
        for item in &self.file.items {
            let tree::Item::Layers(layers) = item else { continue };
            if let Some(first) = first {
                self.report(
                    Diagnostic::new(
                        Code::LayerOrder,
                        layers.span,
                        "there are two `layers` items",
                        "the second one",
                    )
                    .related(first, "the first one")
                    .help("keep one"),
                );
                continue;
            }
            first = Some(layers.span);
            self.model.layers = self.layer_list(layers);
        }
    }

    fn layer_list(&mut self, layers: &tree::Layers) -> Option<Layers> {
        let reported = self.diagnostics.len();
        let mut found = Found::default();
        for layer in &layers.layers {
            match layer {
                Layer::Named(name, roles) => self.named_layer(name, roles, &mut found),
                Layer::Handshake(name, condition) => {
                    if self.in_order(name.span, 1, &mut found) {
                        found.handshake = self.session_part(name, condition, &mut found);
                    }
                }
                Layer::Seal(name, condition) => {
                    if self.in_order(name.span, 2, &mut found) {
                        found.seal = self.session_part(name, condition, &mut found);
                    }
                }
                Layer::Compress(ways) => self.compress_layer(ways, layers.span, &mut found),
            }
        }
        let session = self.session(&found);
        let clean = self.diagnostics.len() == reported;
        let (Some(packet), Some((envelope, at)), Some(messages)) =
            (found.packet, found.envelope, found.messages)
        else {
            if clean {
                self.report(
                    Diagnostic::new(
                        Code::LayerOrder,
                        layers.span,
                        "a packet, an envelope and a set of messages are needed",
                        "one of them is missing",
                    )
                    .help(ORDER),
                );
            }
            return None;
        };
        Some(Layers {
            packet,
            flags: found.flags,
            session,
            compressions: found.compressions.unwrap_or_default(),
            envelope: self.envelope(envelope, at)?,
            messages,
            keepalive: found.keepalive,
            error: found.error,
            goodbye: found.goodbye,
            span: layers.span,
        })
    }

    /// Whether a layer comes after all before it.
    fn in_order(&mut self, at: Span, rank: u8, found: &mut Found) -> bool {
        let good = if rank == 0 {
            found.packet.is_none()
        } else {
            found.packet.is_some() && found.rank < rank
        };
        if good {
            found.rank = rank;
        } else {
            self.report(
                Diagnostic::new(
                    Code::LayerOrder,
                    at,
                    "this layer stands in the wrong place",
                    "not here",
                )
                .help(ORDER),
            );
        }
        good
    }

    fn named_layer(&mut self, name: &Name, roles: &[(Name, Name)], found: &mut Found) {
        match self.resolve(name, "layer") {
            Some(Declared::Struct(id)) => {
                let is_packet =
                    self.model.structs.get(id.0).is_some_and(|s| s.role == Role::Packet);
                if is_packet && self.in_order(name.span, 0, found) {
                    found.packet = Some(id);
                } else if !is_packet && self.in_order(name.span, 4, found) {
                    found.envelope = Some((id, name.span));
                }
                if let Some((role, _)) = roles.first() {
                    self.unknown(role, "role of a structure", []);
                }
            }
            Some(Declared::Messages(place)) => self.message_layer(place, name, roles, found),
            Some(other) => {
                self.wrong_kind(name, other, "a packet, a structure or a set of messages")
            }
            None => {}
        }
    }

    fn message_layer(
        &mut self,
        place: usize,
        name: &Name,
        roles: &[(Name, Name)],
        found: &mut Found,
    ) {
        // Without an envelope, that it is missing is said once, by the caller.
        if found.envelope.is_some() && self.in_order(name.span, 5, found) {
            found.messages = Some(place);
            self.roles(place, roles, found);
        }
    }

    fn roles(&mut self, set: usize, roles: &[(Name, Name)], found: &mut Found) {
        for (role, message) in roles {
            let place = self.message_named(set, message);
            let slot = match role.text.as_str() {
                "keepalive" => &mut found.keepalive,
                "error" => &mut found.error,
                "goodbye" => &mut found.goodbye,
                _ => {
                    self.unknown(role, "role", ["keepalive", "error", "goodbye"]);
                    continue;
                }
            };
            if slot.is_none() {
                *slot = place;
            } else {
                self.report(
                    Diagnostic::new(
                        Code::RoleShape,
                        role.span,
                        format!("the role `{role}` is given twice"),
                        "again",
                    )
                    .help("one message plays each role"),
                );
            }
        }
    }

    fn message_named(&mut self, set: usize, name: &Name) -> Option<usize> {
        let set = self.model.message_sets.get(set)?;
        let found = set.messages.iter().position(|message| message.name.text == name.text);
        if found.is_none() {
            let what = format!("message in `{}`", set.name);
            let known: Vec<String> = set.messages.iter().map(|m| m.name.text.clone()).collect();
            self.unknown(name, &what, known.iter().map(String::as_str));
        }
        found
    }

    fn session_part(
        &mut self,
        name: &Name,
        condition: &tree::Expression,
        found: &mut Found,
    ) -> Option<(HandshakeId, u64, Span)> {
        let flag = self.packet_flag(condition, found);
        match self.resolve(name, "handshake")? {
            Declared::Handshake(id) => Some((id, flag?, name.span)),
            other => {
                self.wrong_kind(name, other, "a handshake");
                None
            }
        }
    }

    /// `flags.encrypted`: a flag of the packet.
    fn packet_flag(&mut self, condition: &tree::Expression, found: &mut Found) -> Option<u64> {
        let ExpressionKind::Member(owner, flag) = &condition.kind else {
            return self.not_a_flag(condition.span);
        };
        let ExpressionKind::Name(owner) = &owner.kind else {
            return self.not_a_flag(owner.span);
        };
        let packet = self.model.structs.get(found.packet?.0)?;
        let Some(place) = packet.fields.iter().position(|f| f.name.text == owner.text) else {
            let known: Vec<String> = packet.fields.iter().map(|f| f.name.text.clone()).collect();
            let what = format!("field in `{}`", packet.name);
            self.unknown(owner, &what, known.iter().map(String::as_str));
            return None;
        };
        let Some(Type::Flags(id, _)) = packet.fields.get(place).map(|field| &field.ty) else {
            return self.not_a_flag(owner.span);
        };
        let mask = self.flag_mask(*id, flag)?;
        if found.flags.is_some_and(|other| other != place) {
            return self.not_a_flag(owner.span);
        }
        found.flags = Some(place);
        Some(mask)
    }

    fn not_a_flag(&mut self, at: Span) -> Option<u64> {
        self.report(
            Diagnostic::new(
                Code::LayerFlag,
                at,
                "a layer is switched on by one flag of the packet",
                "not a flag of the packet",
            )
            .help("write `when flags.name`, where `flags` is the packet's one field of flags"),
        );
        None
    }

    fn compress_layer(&mut self, ways: &[(Name, tree::Expression)], at: Span, found: &mut Found) {
        let at = ways.first().map_or(at, |(name, _)| name.span);
        if !self.in_order(at, 3, found) {
            return;
        }
        let mut layers = Vec::new();
        for (name, condition) in ways {
            let flag = self.packet_flag(condition, found);
            let algorithm = match name.text.as_str() {
                "lz4" => Algorithm::Lz4,
                "zstd" => Algorithm::Zstd,
                _ => {
                    self.unknown(name, "compression algorithm", ["lz4", "zstd"]);
                    continue;
                }
            };
            if let Some(flag) = flag {
                layers.push(CompressionLayer { algorithm, flag });
            }
        }
        found.compressions = Some(layers);
    }

    /// Handshake and seal go together.
    fn session(&mut self, found: &Found) -> Option<SessionLayer> {
        let (at, message) = match (found.handshake, found.seal) {
            (None, None) => return None,
            (Some((a, handshake_flag, _)), Some((b, sealed_flag, _))) if a == b => {
                return Some(SessionLayer { handshake: a, handshake_flag, sealed_flag });
            }
            (Some(_), Some((.., at))) => (at, "seal and handshake name different handshakes"),
            (Some((.., at)), None) => {
                (at, "a handshake without `seal` makes keys that nobody uses")
            }
            (None, Some((.., at))) => (at, "`seal` without a handshake has no keys"),
        };
        // After a mistake in one of them the other is not to blame.
        if !self.diagnostics.iter().any(|d| matches!(d.code, Code::LayerFlag | Code::UnknownName)) {
            self.report(
                Diagnostic::new(Code::LayerOrder, at, message, "goes with the other")
                    .help("write both: `handshake(Name) when flags.a -> seal(Name) when flags.b`"),
            );
        }
        None
    }

    /// The envelope, its parts found by their names.
    fn envelope(&mut self, id: StructId, at: Span) -> Option<EnvelopeLayer> {
        let structure = self.model.structs.get(id.0)?;
        let place = |name: &str| structure.fields.iter().position(|f| f.name.text == name);
        let optional = |name: &str| {
            let field = place(name)?;
            match structure.fields.get(field)?.condition {
                Some(Expression::Flag(Some(_), flag)) => Some(OptionalByFlag { field, flag }),
                _ => None,
            }
        };
        let (kind, number, content) = (place("kind"), place("id"), place("content"));
        let (deadline, trace, flags) = (optional("deadline"), optional("trace"), place("flags"));
        let (Some(kind), Some(number), Some(content)) = (kind, number, content) else {
            let message = format!(
                "the envelope `{}` needs fields `kind`, `id` and `content`",
                structure.name
            );
            let declared = structure.name.span;
            self.report(
                Diagnostic::new(Code::EnvelopeShape, at, message, "used as envelope here")
                    .related(declared, "one of them is missing here")
                    .help("`kind` says what the envelope is for, `id` which exchange it belongs to, `content: Content(kind)` holds the message"),
            );
            return None;
        };
        let kinds = match structure.fields.get(content).map(|field| &field.ty) {
            Some(Type::Union { union, .. }) => self.model.unions.get(union.0).map(|union| {
                let named = union.arms.iter().enumerate();
                named.filter_map(|(arm, a)| Some((envelope_kind(&a.name.text)?, arm))).collect()
            }),
            _ => None,
        };
        Some(EnvelopeLayer {
            structure: id,
            kind,
            id: number,
            deadline,
            trace,
            flags,
            content,
            kinds: kinds.unwrap_or_default(),
        })
    }
}

/// The kind that a variant of this name stands for.
fn envelope_kind(name: &str) -> Option<EnvelopeKind> {
    Some(match name {
        "OneWay" => EnvelopeKind::OneWay,
        "Request" => EnvelopeKind::Request,
        "Reply" => EnvelopeKind::Reply,
        "Error" => EnvelopeKind::Error,
        "Cancel" => EnvelopeKind::Cancel,
        "StreamData" => EnvelopeKind::StreamData,
        "StreamEnd" => EnvelopeKind::StreamEnd,
        "Window" => EnvelopeKind::Window,
        _ => return None,
    })
}
