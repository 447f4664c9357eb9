//! The packet and the envelope of layers, as a connection uses them, against
//! the interpreter.

use packetwright::codec::DecodeError;
use packetwright::protocol::{
    Compression, EnvelopeFormat, EnvelopeHead, EnvelopeKind, ErrorCode, Goodbye, PacketFormat,
    PacketHead, Protocol, RemoteError,
};
use packetwright_spec::interpret::{Interpreter, Value, sample};
use packetwright_spec::model::{Algorithm, StructId, Type};

use super::Trial;

/// The most samples whose headers are changed.
const MOST: usize = 12;

/// The kinds of envelopes, and the arm that stands for each.
const KINDS: [(EnvelopeKind, &str); 8] = [
    (EnvelopeKind::OneWay, "OneWay"),
    (EnvelopeKind::Request, "Request"),
    (EnvelopeKind::Reply, "Reply"),
    (EnvelopeKind::Error, "Error"),
    (EnvelopeKind::Cancel, "Cancel"),
    (EnvelopeKind::StreamData, "StreamData"),
    (EnvelopeKind::StreamEnd, "StreamEnd"),
    (EnvelopeKind::Window, "Window"),
];

fn is_enum(ty: &Type) -> bool {
    matches!(ty, Type::Enum(..))
}

/// Code and offset of a fault.
fn fault<T>(found: &Result<T, DecodeError>) -> Option<(&'static str, usize)> {
    found.as_ref().err().map(|error| (error.kind.code(), error.offset))
}

impl Trial {
    /// Holds a protocol's packet and envelope to the structures of these names.
    pub(crate) fn layers<P: Protocol>(&self, packet: &str, envelope: &str) {
        self.headers::<P::Packet>(packet);
        self.heads_of_packets::<P::Packet>(packet);
        self.envelopes::<P::Envelope>(envelope);
        self.codes::<P>();
    }

    /// Codes of failures and reasons of goodbyes arrive as they were sent, or are
    /// refused because the spec has no such number.
    fn codes<P: Protocol>(&self) {
        let layers = self.model.layers.as_ref().expect("the spec has layers");
        let set = &self.model.message_sets[layers.messages];
        let first = |place: Option<usize>| {
            let message = &set.messages[place?];
            Some(&self.model[message.body].fields[0].ty)
        };
        let has = |ty: &Type, number: u32| match ty {
            Type::Enum(id, integer) => {
                let declared = &self.model[*id];
                let mut variants = declared.variants.iter();
                i128::from(number) <= integer.max()
                    && (declared.open || variants.any(|v| v.value == number.into()))
            }
            ty => i128::from(number) <= ty.number().expect("it is a number").max(),
        };
        let detail = String::from("detail");
        for shift in 0..=32 {
            for number in [(1_u64 << shift) - 1, 1 << shift] {
                let Ok(number) = u32::try_from(number) else { continue };
                if let Some(ty) = first(layers.error) {
                    let code = ErrorCode::from_number(number);
                    let error = RemoteError { code, detail: detail.clone() };
                    let mut bytes = Vec::new();
                    let sent = P::encode_error(&error, &mut bytes);
                    match code {
                        // Those of the runtime have names in an enumeration, or none.
                        ErrorCode::Other(_) => assert_eq!(sent.is_ok(), has(ty, number)),
                        _ => sent.clone().expect("the runtime can tell it"),
                    }
                    if sent.is_ok() && (matches!(code, ErrorCode::Other(_)) || !is_enum(ty)) {
                        assert_eq!(P::decode_error(&bytes), Ok(error));
                    }
                }
                if let Some(ty) = first(layers.goodbye) {
                    let goodbye = Goodbye { reason: number, detail: detail.clone() };
                    let mut bytes = Vec::new();
                    let sent = P::encode_goodbye(&goodbye, &mut bytes);
                    // An enumeration may lack those of the runtime, and tells another.
                    let own = matches!(number, 1 | 2) && is_enum(ty);
                    assert_eq!(sent.is_ok(), own || has(ty, number), "{number}: {sent:?}");
                    if sent.is_ok() && has(ty, number) {
                        assert_eq!(P::decode_goodbye(&bytes), Ok(Some(goodbye)));
                    }
                }
            }
        }
    }

    /// Headers of samples with one byte changed, cut anywhere, are judged as the
    /// packet is.
    fn headers<F: PacketFormat>(&self, packet: &str) {
        let interpreter = Interpreter::new(self.model);
        let id = interpreter.struct_by_name(packet).expect("the spec declares it");
        let samples = sample::boundary_values(self.model, id);
        assert!(!samples.is_empty(), "a packet has samples");
        for value in samples.iter().step_by(samples.len().div_ceil(MOST)) {
            let bytes = interpreter.encode_struct(id, value).expect("a sample");
            let header = &bytes[..F::HEADER_LEN];
            let head = F::decode_header(header).expect("of a sample").expect("it is whole");
            assert_eq!(head.payload_len, bytes.len() - F::HEADER_LEN, "{header:02x?}");
            for place in 0..F::HEADER_LEN {
                for change in [1_u8, 0x10, 0x80, 0xff] {
                    let mut header = header.to_vec();
                    header[place] ^= change;
                    let whole = F::decode_header(&header);
                    let length = match &whole {
                        Ok(head) => head.expect("it is whole").payload_len,
                        Err(_) => F::MAX_PAYLOAD,
                    };
                    let mut packet = header.clone();
                    packet.resize(header.len() + length, 0);
                    let found = interpreter.decode_struct(id, &packet).err();
                    let judged = found.map(|found| (found.code, found.offset));
                    assert_eq!(fault(&whole), judged, "{header:02x?}");
                    for cut in 0..header.len() {
                        let early = F::decode_header(&header[..cut]);
                        assert!(!matches!(early, Ok(Some(_))), "{cut} bytes of {header:02x?}");
                        if early.is_err() {
                            assert_eq!(fault(&early), judged, "{cut} bytes of {header:02x?}");
                        }
                    }
                }
            }
        }
    }

    /// What is put into a header is read from it, by both; what the packet's
    /// conditions refuse is refused as the interpreter refuses the packet.
    fn heads_of_packets<F: PacketFormat>(&self, packet: &str) {
        let interpreter = Interpreter::new(self.model);
        let id = interpreter.struct_by_name(packet).expect("the spec declares it");
        let layers = self.model.layers.as_ref().expect("the spec has layers");
        let ways: Vec<_> = layers.compressions.iter().map(|layer| layer.algorithm).collect();
        let has_session = layers.session.is_some();
        for (compression, algorithm) in [
            (None, None),
            (Some(Compression::Lz4), Some(Algorithm::Lz4)),
            (Some(Compression::Zstd), Some(Algorithm::Zstd)),
        ] {
            for (handshake, sealed) in [(false, false), (true, false), (false, true)] {
                let has_flags = algorithm.is_none_or(|algorithm| ways.contains(&algorithm))
                    && (has_session || !handshake && !sealed);
                for payload_len in [0, 1, 255, 256, F::MAX_PAYLOAD, F::MAX_PAYLOAD + 1] {
                    let head = PacketHead { payload_len, handshake, sealed, compression };
                    match has_flags {
                        true => self.head_of_packet::<F>(id, head),
                        false => {
                            let mut bytes = vec![0; F::HEADER_LEN];
                            F::encode_header(&head, &mut bytes).expect_err("no flag says so");
                        }
                    }
                }
            }
        }
    }

    fn head_of_packet<F: PacketFormat>(&self, packet: StructId, head: PacketHead) {
        // What was there before does not shine through.
        let mut bytes = vec![0xff; F::HEADER_LEN];
        let written = F::encode_header(&head, &mut bytes);
        let refused = written.as_ref().err().map(|e| (e.kind.code(), e.path.to_string()));
        assert_eq!(refused, self.refused_packet(packet, head), "{head:?}");
        if refused.is_some_and(|refused| refused != ("require", String::new())) {
            return;
        }
        // Conditions of the packet are judged when the fields are there, so that the bytes show
        // the packet that was refused.
        let read = F::decode_header(&bytes);
        bytes.resize(F::HEADER_LEN + head.payload_len, 0);
        let packet = Interpreter::new(self.model).decode_struct(packet, &bytes);
        match written {
            Ok(()) => {
                assert_eq!(read, Ok(Some(head)), "{bytes:02x?}");
                packet.expect("the interpreter takes it");
            }
            Err(_) => {
                assert_eq!(fault(&read), Some(("require", 0)), "{head:?}");
                let refused = packet.expect_err("the interpreter refuses it");
                assert_eq!((refused.code, refused.offset), ("require", 0), "{head:?}");
            }
        }
    }

    /// Code and path of the fault for which the interpreter writes no packet that
    /// says what a head says, if there is one.
    fn refused_packet(&self, packet: StructId, head: PacketHead) -> Option<(&'static str, String)> {
        let layers = self.model.layers.as_ref().expect("the spec has layers");
        let mut bits = 0;
        let session = layers.session.as_ref();
        for (is_set, flag) in [
            (head.handshake, session.map(|session| session.handshake_flag)),
            (head.sealed, session.map(|session| session.sealed_flag)),
        ] {
            bits |= flag.filter(|_| is_set).unwrap_or(0);
        }
        for layer in &layers.compressions {
            let ways = (layer.algorithm, head.compression);
            if matches!(
                ways,
                (Algorithm::Lz4, Some(Compression::Lz4))
                    | (Algorithm::Zstd, Some(Compression::Zstd))
            ) {
                bits |= layer.flag;
            }
        }
        let samples = sample::boundary_values(self.model, packet);
        let Some(Value::Struct(mut fields)) = samples.into_iter().next() else {
            panic!("a packet has samples");
        };
        let declared = &self.model[packet].fields;
        let named = |place: usize| declared.get(place).map(|field| &field.name.text);
        let marks = layers.flags.and_then(named);
        let payload = declared.len().checked_sub(1).and_then(named);
        for (name, value) in &mut fields {
            match Some(&*name) {
                name if name == marks => *value = Value::Flags(bits),
                name if name == payload => *value = Value::Bytes(vec![0; head.payload_len]),
                _ => {}
            }
        }
        let fault = Interpreter::new(self.model).encode_struct(packet, &Value::Struct(fields));
        fault.err().map(|fault| (fault.code, fault.path))
    }

    /// What is put into an envelope is read from it, by both.
    fn envelopes<F: EnvelopeFormat>(&self, envelope: &str) {
        let interpreter = Interpreter::new(self.model);
        let id = interpreter.struct_by_name(envelope).expect("the spec declares it");
        let layer = &self.model.layers.as_ref().expect("the spec has layers").envelope;
        for (kind, arm) in KINDS {
            for (deadline_ms, trace) in [(None, None), (Some(200), None), (None, Some([7; 25]))] {
                let head = EnvelopeHead { deadline_ms, trace, ..EnvelopeHead::new(kind, 251) };
                let credit = if kind == EnvelopeKind::Window { 90 } else { 0 };
                let head = EnvelopeHead { credit, ..head };
                let mut bytes = Vec::new();
                let has = layer.kinds.iter().any(|(known, _)| format!("{known:?}") == arm)
                    && (deadline_ms.is_none() || layer.deadline.is_some())
                    && (trace.is_none() || layer.trace.is_some());
                assert_eq!(F::encode_head(&head, &mut bytes).is_ok(), has, "{head:?}");
                if !has {
                    continue;
                }
                let carries = !matches!(arm, "Cancel" | "StreamEnd" | "Window");
                let message: &[u8] = if carries { b"message" } else { b"" };
                bytes.extend_from_slice(message);
                assert_eq!(F::decode(&bytes), Ok((head, message)), "{bytes:02x?}");
                let value = interpreter.decode_struct(id, &bytes).expect("both take it");
                let found = value.field("content");
                assert!(matches!(found, Some(Value::Union { arm: found, .. }) if found == arm));
                assert_eq!(value.field("id"), Some(&Value::Integer(251)));
                for cut in 0..bytes.len() {
                    let found = interpreter.decode_struct(id, &bytes[..cut]).err();
                    let found = found.map(|found| (found.code, found.offset));
                    assert_eq!(fault(&F::decode(&bytes[..cut])), found, "{cut} of {bytes:02x?}");
                }
            }
        }
    }
}
