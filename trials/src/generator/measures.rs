//! Fields that say something of their neighbours: sizes and checksums; and the
//! padding between fields.

use super::Generator;
use super::body::Body;
use super::names::FIELDS;
use super::types::{Facts, Integer, Place};

/// The checksums of the language, and their bits.
const CHECKSUMS: &[(&str, u32)] = &[
    ("crc8", 8),
    ("crc16_arc", 16),
    ("crc16_modbus", 16),
    ("crc16_xmodem", 16),
    ("crc16_ibm_3740", 16),
    ("crc16_kermit", 16),
    ("crc16_ibm_sdlc", 16),
    ("crc16_usb", 16),
    ("internet", 16),
    ("crc32", 32),
    ("crc32c", 32),
    ("crc32_mpeg2", 32),
    ("adler32", 32),
    ("crc64_xz", 64),
];

/// Stands for the last field that a checksum covers until that is known.
const LAST: &str = "@last@";

impl Generator {
    pub(super) fn padding(&mut self, body: &mut Body) {
        let name = body.names.fresh(&mut self.draw, FIELDS);
        let (text, facts) = if self.draw.chance(50) {
            let count = 1 + self.draw.below(12) as u64;
            (format!("padding[{count}]"), Facts::bytes(count, 1))
        } else {
            let multiple = self.draw.pick(&[2, 3, 4, 8, 16]);
            let before = body.facts;
            let facts = if before.most == Some(before.least) {
                Facts::bytes(before.least.next_multiple_of(multiple) - before.least, 1)
            } else {
                Facts { most: Some(multiple - 1), weight: multiple - 1, ..Facts::EMPTY }
            };
            (format!("padding[to {multiple}]"), facts)
        };
        let malleable = if self.draw.chance(30) { " malleable" } else { "" };
        self.line(body, &name, &format!("{text}{malleable}"));
        self.add(body, facts);
    }

    /// What is skipped up to the end.
    pub(super) fn trailing(&mut self, body: &mut Body) {
        let name = body.names.fresh(&mut self.draw, FIELDS);
        let most = self.draw.chance(40).then(|| self.draw.below(60) as u64);
        let range = most.map_or(String::new(), |most| format!(" in ..={most}"));
        self.line(body, &name, &format!("padding[rest{range}] malleable"));
        self.add(body, Facts { most, rest: true, skips: true, ..Facts::EMPTY });
    }

    /// A size, and the fields that it is the size of; the last of them may end
    /// where the size says.
    pub(super) fn size_field(&mut self, body: &mut Body) {
        let name = body.names.fresh(&mut self.draw, FIELDS);
        body.order.push(Some(name.clone()));
        let from = body.order.len();
        // What is inside is written first: it tells how wide the size must be.
        let outside = std::mem::take(&mut body.text);
        let in_front = std::mem::replace(&mut body.facts, Facts::EMPTY);
        for left in (0..1 + self.draw.below(3)).rev() {
            let place = self.place(body, left == 0);
            let typed = self.any_type(Place { budget: place.budget.min(300), ..place });
            self.field(body, typed);
        }
        let inside = std::mem::replace(&mut body.facts, in_front);
        let inside_text = std::mem::replace(&mut body.text, outside);
        let mut covered: Vec<&String> = body.order[from..].iter().flatten().collect();
        if self.draw.chance(25) {
            covered.insert(0, &name);
        }
        let measured = match covered.as_slice() {
            [only] => format!("size({only})"),
            [first, .., last] => format!("size({first}..={last})"),
            [] => return,
        };
        let plus = if self.draw.chance(30) { self.draw.below(9) as u64 } else { 0 };
        let most = inside.most.unwrap_or(0).max(inside.weight);
        let integer = self.carrier(most.saturating_add(16 + plus));
        let integer = Integer { order: body.layout.fixed(integer.order), ..integer };
        let plus = if plus > 0 { format!(" + {plus}") } else { String::new() };
        self.declare(body, &name, &format!("{} = {measured}{plus}", integer.name()));
        self.add(body, Facts::bytes(u64::from(integer.bits / 8), 1));
        body.text.push_str(&inside_text);
        let most = inside.most.unwrap_or(integer.range().1 as u64);
        self.add(body, Facts { rest: false, most: Some(most), ..inside });
    }

    /// A length in units of several bytes.
    pub(super) fn units_field(&mut self, body: &mut Body) {
        let name = body.names.fresh(&mut self.draw, FIELDS);
        let content = body.names.fresh(&mut self.draw, FIELDS);
        let unit = self.draw.pick(&[2, 4, 8]);
        let high = 1 + self.draw.below(20) as u64;
        let plus = if self.draw.chance(30) { " + 2" } else { "" };
        let integer = self.carrier(high + 2);
        let integer = Integer { order: body.layout.fixed(integer.order), ..integer };
        self.line(body, &name, &format!("{} = size({content}) / {unit}{plus}", integer.name()));
        self.add(body, Facts::bytes(u64::from(integer.bits / 8), 1));
        let bits = unit * 8;
        self.line(body, &content, &format!("[u{bits}le; rest in 0..={high}]"));
        let most = high * unit;
        self.add(body, Facts { most: Some(most), weight: most, samples: 3, ..Facts::EMPTY });
    }

    /// A checksum over fields in front of it, or from some field to the last.
    pub(super) fn checksum(&mut self, body: &mut Body) {
        let name = body.names.fresh(&mut self.draw, FIELDS);
        let (algorithm, bits) = self.draw.pick(CHECKSUMS);
        let order = self.order();
        let order = body.layout.fixed(order);
        // Two checksums that cover each other would never be complete.
        let from = body.covered_to_last.map_or(0, |place| place + 1);
        let whole: Vec<&String> = body.order[from..].iter().flatten().collect();
        if whole.is_empty() && from > 0 {
            return;
        }
        let covered = if !whole.is_empty() && (from > 0 || self.draw.chance(60)) {
            let first = self.draw.below(whole.len());
            let last = first + self.draw.below(whole.len() - first);
            match first == last {
                true => whole[first].clone(),
                false => format!("{}..={}", whole[first], whole[last]),
            }
        } else {
            let first = self.draw.below(whole.len() + 1);
            let first = whole.get(first).map_or(&name, |first| *first);
            let covered = format!("{first}..={LAST}");
            body.covered_to_last = Some(body.order.len());
            covered
        };
        self.line(body, &name, &format!("u{bits}{order} = {algorithm}({covered})"));
        body.checksums.insert(name);
        self.add(body, Facts::bytes(u64::from(bits / 8), 1));
    }

    /// Says which field the checksum covers that reaches to the last one: a checksum
    /// as the last would be complete no sooner than the one that covers it.
    pub(super) fn end_checksums(&mut self, body: &mut Body) {
        let Some(covering) = body.covered_to_last else { return };
        let mut behind = body.order[covering + 1..].iter().flatten();
        let last = behind.rfind(|name| !body.checksums.contains(*name));
        if let Some(last) = last.or(body.order[covering].as_ref()) {
            body.text = body.text.replace(LAST, last);
        }
    }
}
