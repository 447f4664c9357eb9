//! Layers: a packet, an envelope and a set of messages with roles, which go
//! together; some with a handshake and a seal.

use super::body::{Body, Start};
use super::names::{FIELDS, Names, TYPES};
use super::types::Integer;
use super::{Generator, Layout};

/// The kinds of envelopes beside those that every request needs.
const KINDS: &[&str] = &["OneWay", "Cancel", "StreamData", "StreamEnd", "Window"];

impl Generator {
    /// The item `layers`, and the items that it names.
    pub(super) fn layers(&mut self) -> Vec<String> {
        let (session, brought) = match self.draw.chance(45) {
            true => self.handshake(),
            false => (String::new(), Vec::new()),
        };
        let (packet, sealed_and_compressed, mut items) = self.layered_packet(&session);
        items.extend(brought);
        let (envelope, declared) = self.envelope();
        items.extend(declared);
        let (set, declared) = self.layered_set();
        items.push(declared);
        items
            .push(format!("layers {{ {packet}{sealed_and_compressed} -> {envelope} -> {set} }}\n"));
        items
    }

    /// A packet with a flag for each layer that has one: its name, those layers, the
    /// items. `session` is the name of the handshake, or empty.
    fn layered_packet(&mut self, session: &str) -> (String, String, Vec<String>) {
        let name = self.names.fresh(&mut self.draw, TYPES);
        let mut header = Body::new(Layout::Plain, "    ".to_owned());
        let payload = header.names.fresh(&mut self.draw, FIELDS);
        let before = self.draw.below(3);
        self.header(&mut header, before);
        let algorithms: &[&str] =
            self.draw.pick(&[&[][..], &["lz4"], &["zstd"], &["lz4", "zstd"], &["zstd", "lz4"]]);
        let (mut items, mut layers, mut first_flag) = (Vec::new(), String::new(), None);
        let sealing = if session.is_empty() { 0 } else { 2 };
        let count = sealing + algorithms.len();
        if count > 0 {
            let bits = self.draw.pick(&[4, 4, 8, 12, 16]);
            let exclusive = algorithms.len() == 2 && self.draw.chance(50);
            let (marks, flags, text) = self.marks(count, bits, exclusive);
            items.push(text);
            let field = header.names.fresh(&mut self.draw, FIELDS);
            let spare = bits.next_multiple_of(8) - bits;
            let before = self.draw.below(spare as usize + 1) as u32;
            self.bits(&mut header, before, "");
            self.declare(&mut header, &field, &marks);
            self.bits(&mut header, spare - before, "");
            let (of_session, of_ways) = flags.split_at(sealing);
            first_flag = of_ways.first().map(|flag| format!("{field}.{flag}"));
            if let [handshake, seal] = of_session {
                layers = format!(
                    " -> handshake({session}) when {field}.{handshake} -> seal({session}) when {field}.{seal}"
                );
            }
            let ways: Vec<String> = algorithms
                .iter()
                .zip(of_ways)
                .map(|(algorithm, flag)| format!("{algorithm} when {field}.{flag}"))
                .collect();
            if !ways.is_empty() {
                layers.push_str(&format!(" -> compress({})", ways.join(", ")));
            }
        }
        let most = (32 + self.draw.below(20) as u64) * 1024;
        self.header_length(&mut header, &payload, most);
        let behind = self.draw.below(3);
        self.header(&mut header, behind);
        self.declare(&mut header, &payload, &format!("bytes[0..={most}]"));
        if self.draw.chance(50) {
            let least = 1 + self.draw.below(400);
            let condition = match first_flag {
                Some(flag) if self.draw.chance(70) => {
                    format!("!{flag} || len({payload}) >= {least}")
                }
                _ => format!("len({payload}) < {least} || len({payload}) >= {}", 2 * least),
            };
            header.text.push_str(&format!("    require {condition},\n"));
        }
        items.push(format!("packet {name} {{\n{}}}\n", header.text));
        (name, layers, items)
    }

    /// A set of so many flags of some bits, the last two of which may exclude each
    /// other: its name, theirs, the item.
    fn marks(&mut self, count: usize, bits: u32, exclusive: bool) -> (String, Vec<String>, String) {
        let name = self.names.fresh(&mut self.draw, TYPES);
        let mut names = Names::default();
        names.take("reserved");
        let flags: Vec<String> = (0..count).map(|_| names.fresh(&mut self.draw, FIELDS)).collect();
        let first = self.draw.below(bits as usize - count + 1);
        let lines = flags
            .iter()
            .enumerate()
            .map(|(place, flag)| format!("    {flag} = {:#x},\n", 1_u64 << (first + place)));
        let lines: String = lines.collect();
        let require = match flags.as_slice() {
            [.., first, second] if exclusive => {
                format!("    require !({first} && {second}),\n")
            }
            // A handshake is not compressed.
            [handshake, _, .., last] if self.draw.chance(80) => {
                format!("    require !({handshake} && {last}),\n")
            }
            _ => String::new(),
        };
        let text = format!("flags {name}: u{bits} {{\n{lines}    reserved = 0,\n{require}}}\n");
        (name, flags, text)
    }

    /// An envelope: its name, and the items.
    fn envelope(&mut self) -> (String, Vec<String>) {
        let [name, kind, content] = [(); 3].map(|()| self.names.fresh(&mut self.draw, TYPES));
        let layout = self.layout();
        let bits = self.draw.pick(&[4, 8, 16]);
        let mut kinds = vec!["Request", "Reply", "Error"];
        kinds.extend(KINDS.iter().filter(|_| self.draw.chance(50)));
        let step = 1 + self.draw.below(if bits == 4 { 2 } else { 30 });
        let (mut variants, mut arms) = (String::new(), String::new());
        for (place, kind) in kinds.iter().enumerate() {
            variants.push_str(&format!("    {kind} = {},\n", place * step));
            let fields = match *kind {
                "Cancel" | "StreamEnd" => "{}".to_owned(),
                "Window" => format!("{{ credit: {} }}", self.unsigned().name()),
                _ => "{ message: bytes[rest] }".to_owned(),
            };
            arms.push_str(&format!("    {kind} => {fields},\n"));
        }
        let words = layout.words();
        let mut items = vec![
            format!("enum {kind}: u{bits} {{\n{variants}}}\n"),
            format!("union {content}(kind: {kind}){words} {{\n{arms}}}\n"),
        ];
        let mut body = Body::new(layout, "    ".to_owned());
        for taken in ["kind", "id", "content", "flags", "deadline", "trace"] {
            body.names.take(taken);
        }
        let mut parts = vec![vec![format!("id: {}", self.unsigned().name())]];
        let spare = (bits == 4).then(|| format!("spare: u4 = {}", self.draw.below(16)));
        parts.push([format!("kind: {kind}")].into_iter().chain(spare).collect());
        parts.extend(self.envelope_flags(&mut items));
        if self.draw.chance(40) {
            let field = body.names.fresh(&mut self.draw, FIELDS);
            let integer = self.unsigned();
            let value = self.draw.between(0, integer.range().1);
            parts.push(vec![format!("{field}: {} = {value}", integer.name())]);
        }
        let mut lines = String::new();
        while !parts.is_empty() {
            for part in parts.swap_remove(self.draw.below(parts.len())) {
                lines.push_str(&format!("    {part},\n"));
            }
        }
        items.push(format!("struct {name}{words} {{\n{lines}    content: {content}(kind),\n}}\n"));
        (name, items)
    }

    /// The flags of an envelope, and what they switch.
    fn envelope_flags(&mut self, items: &mut Vec<String>) -> Option<Vec<String>> {
        let mut switched = Vec::new();
        if self.draw.chance(50) {
            switched.push(("deadline", format!("{} ms", self.unsigned().name())));
        }
        if self.draw.chance(50) {
            switched.push(("trace", "bytes[25]".to_owned()));
        }
        if switched.is_empty() {
            return None;
        }
        let bits = self.draw.pick(&[8, 16]);
        let (marks, flags, text) = self.marks(switched.len(), bits, false);
        items.push(text);
        let switched = switched.iter().zip(flags);
        let lines = switched.map(|((field, ty), flag)| format!("{field}: {ty} if flags.{flag}"));
        Some([format!("flags: {marks}")].into_iter().chain(lines).collect())
    }

    /// A set whose messages have roles: what stands of it in the layers, and the item.
    fn layered_set(&mut self) -> (String, String) {
        let name = self.names.fresh(&mut self.draw, TYPES);
        let layout = self.layout();
        let tag = self.unsigned();
        let (mut text, mut roles, mut number) = (String::new(), Vec::new(), 0);
        let mut message = |generator: &mut Self, fields: &str, reply: &str| {
            let name = generator.names.fresh(&mut generator.draw, TYPES);
            text.push_str(&format!("    {number} => {name} {fields}{reply},\n"));
            number += 1 + generator.draw.below(9);
            name
        };
        let (first, _) = self.body(layout, Start::Plain, "    ");
        let answer = message(self, &first, "");
        let (second, _) = self.body(layout, Start::Plain, "    ");
        message(self, &second, &format!(" -> {answer}"));
        if self.draw.chance(70) {
            let fields = self.numbers(layout);
            let reply = message(self, &fields, "");
            let asks = message(self, &fields, &format!(" -> {reply}"));
            roles.push(format!("keepalive {asks}"));
        }
        for (role, field) in [("error", "code"), ("goodbye", "reason")] {
            if self.draw.chance(60) {
                let code = self.code();
                let fields = format!("{{ {field}: {code}, detail: string[u8 in 0..=200] }}");
                roles.push(format!("{role} {}", message(self, &fields, "")));
            }
        }
        let item = format!("messages {name}: {}{} {{\n{text}}}\n", tag.name(), layout.words());
        match roles.is_empty() {
            true => (name, item),
            false => (format!("{name} {{ {} }}", roles.join(", ")), item),
        }
    }

    /// The fields of a message that a runtime makes up.
    fn numbers(&mut self, layout: Layout) -> String {
        let mut body = Body::new(layout, "        ".to_owned());
        for _ in 0..self.draw.below(4) {
            let field = body.names.fresh(&mut self.draw, FIELDS);
            let text = self.whole_integer().name();
            self.declare(&mut body, &field, &text);
        }
        format!("{{\n{}    }}", body.text)
    }

    /// What codes of failures and reasons are: at most 32 bits without a sign.
    fn code(&mut self) -> String {
        let held = |integer: &Integer| integer.is_whole() && !integer.signed && integer.bits <= 32;
        let enumerations = self.enumerations.iter().filter(|item| held(&item.integer));
        let names: Vec<String> = enumerations.map(|item| item.name.clone()).collect();
        if !names.is_empty() && self.draw.chance(50) {
            return names[self.draw.below(names.len())].clone();
        }
        loop {
            let integer = self.whole_integer();
            if held(&integer) {
                return integer.name();
            }
        }
    }

    /// An integer of whole bytes without a sign.
    fn unsigned(&mut self) -> Integer {
        Integer { signed: false, ..self.whole_integer() }
    }
}
