//! Random pairs: a spec, and the same with some of its text changed. Whatever
//! both interpreters are given, what they read differently is in the report.

use packetwright_spec::evolution::{Comparison, Harm, Report};
use packetwright_spec::interpret::{Interpreter, Value, sample};
use packetwright_spec::lex::{Token, TokenKind, lex};
use packetwright_spec::model::{Model, StructId, Type, UnionId};
use packetwright_spec::{Checked, compile};
use proptest::prelude::*;

/// Specs that together use every construct.
const SPECS: [&str; 14] = [
    include_str!("../../cabinet.wire"),
    include_str!("../../network.wire"),
    include_str!("../../gallery/dhcp.wire"),
    include_str!("../../gallery/modbus.wire"),
    include_str!("../../gallery/ntp.wire"),
    include_str!("../../gallery/rtp.wire"),
    include_str!("../../gallery/socks5.wire"),
    include_str!("../../gallery/tftp.wire"),
    include_str!("../../../codegen/tests/specs/bits.wire"),
    include_str!("../../../codegen/tests/specs/choices.wire"),
    include_str!("../../../codegen/tests/specs/delimited.wire"),
    include_str!("../../../codegen/tests/specs/headers.wire"),
    include_str!("../../../codegen/tests/specs/sizes.wire"),
    include_str!("../../../codegen/tests/specs/checksums.wire"),
];

/// Samples of one thing that are mutated.
const SAMPLES: usize = 40;

/// A source of numbers (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}

/// The tokens of a spec, and where the elements of its lists are.
struct Text<'a> {
    source: &'a str,
    tokens: Vec<Token>,
    /// Tokens of each element of each list in brackets, and the list's number.
    elements: Vec<(usize, std::ops::Range<usize>)>,
}

impl<'a> Text<'a> {
    fn new(source: &'a str) -> Text<'a> {
        let (all, _) = lex(source);
        let mut tokens = Vec::new();
        for place in 0.. {
            let token = all.get(place).clone();
            if token.kind == TokenKind::End {
                break;
            }
            tokens.push(token);
        }
        let mut elements = Vec::new();
        let mut open: Vec<(usize, usize)> = Vec::new();
        for (place, token) in tokens.iter().enumerate() {
            match &token.kind {
                TokenKind::Open(_) => open.push((place, place + 1)),
                TokenKind::Close(_) => {
                    if let Some((list, start)) = open.pop()
                        && start < place
                    {
                        elements.push((list, start..place));
                    }
                }
                TokenKind::Punct(",") => {
                    if let Some((list, start)) = open.last_mut() {
                        elements.push((*list, *start..place));
                        *start = place + 1;
                    }
                }
                _ => {}
            }
        }
        Text { source, tokens, elements }
    }

    fn bytes(&self, tokens: &std::ops::Range<usize>) -> std::ops::Range<usize> {
        let start = self.tokens[tokens.start].span.start;
        start..self.tokens[tokens.end - 1].span.end
    }

    fn replaced(&self, range: std::ops::Range<usize>, by: &str) -> String {
        format!("{}{by}{}", &self.source[..range.start], &self.source[range.end..])
    }
}

/// The spec with one thing changed; it may make no sense any more.
fn mutate(source: &str, random: &mut Random) -> String {
    let text = Text::new(source);
    let changed = match random.below(8) {
        0 | 1 => Some(text.without_element(random)),
        2 | 3 => text.with_two_swapped(random),
        4 => text.with_a_number(random),
        5 => text.with_a_type(random),
        6 => Some(text.with_a_name(random)),
        _ => text.with_a_word(random),
    };
    changed.unwrap_or_else(|| source.to_owned())
}

impl Text<'_> {
    fn without_element(&self, random: &mut Random) -> String {
        let (_, element) = &self.elements[random.below(self.elements.len())];
        let mut range = self.bytes(element);
        // The comma behind it goes as well.
        range.end += usize::from(self.source[range.end..].starts_with(','));
        self.replaced(range, "")
    }

    fn with_two_swapped(&self, random: &mut Random) -> Option<String> {
        let (list, a) = &self.elements[random.below(self.elements.len())];
        let behind =
            |(other, b): &&(usize, std::ops::Range<usize>)| other == list && b.start > a.start;
        let same: Vec<_> = self.elements.iter().filter(behind).collect();
        let (_, b) = same.get(random.below(same.len()))?;
        let (x, y) = (self.bytes(a), self.bytes(b));
        let later = self.replaced(y.clone(), &self.source[x.clone()]);
        Some(format!("{}{}{}", &later[..x.start], &self.source[y], &later[x.end..]))
    }

    fn with_a_number(&self, random: &mut Random) -> Option<String> {
        let numbers = self.tokens.iter().filter_map(|token| match &token.kind {
            TokenKind::Number(number) => Some((token.span.start, number)),
            _ => None,
        });
        let numbers: Vec<_> = numbers.collect();
        let (start, number) = numbers.get(random.below(numbers.len()))?;
        let value = u64::try_from(number.value).unwrap_or(0);
        let others =
            [value.saturating_add(1), value.saturating_sub(1), value.saturating_mul(2), value / 2];
        let other = others[random.below(others.len())];
        Some(self.replaced(*start..start + number.text.len(), &other.to_string()))
    }

    fn with_a_type(&self, random: &mut Random) -> Option<String> {
        const TYPES: [&str; 10] =
            ["u8", "u16", "u32", "i8", "i16", "u16le", "u24", "u4", "u64", "bool"];
        let is_type = |token: &&Token| TYPES.contains(&self.text(token));
        let types: Vec<&Token> = self.tokens.iter().filter(is_type).collect();
        let span = types.get(random.below(types.len()))?.span;
        Some(self.replaced(span.start..span.end, TYPES[random.below(TYPES.len())]))
    }

    /// A name changed in one place or everywhere.
    fn with_a_name(&self, random: &mut Random) -> String {
        let is_name = |token: &&Token| matches!(token.kind, TokenKind::Name { .. });
        let names: Vec<&Token> = self.tokens.iter().filter(is_name).collect();
        let token = names[random.below(names.len())];
        if random.below(2) == 0 {
            let name = self.text(token);
            return self.source.replace(name, &format!("{name}2"));
        }
        let other = self.text(names[random.below(names.len())]);
        self.replaced(token.span.start..token.span.end, other)
    }

    fn with_a_word(&self, random: &mut Random) -> Option<String> {
        const WORDS: [(&str, &str); 9] = [
            (", ..", ""),
            ("bytes[", "string["),
            ("string[", "bytes["),
            (" ms", " s"),
            (" s,", " ms,"),
            ("<=", "<"),
            (" in 1..=", " in 2..="),
            ("endian: big", "endian: little"),
            (" = 1 }", " = 1, .. }"),
        ];
        let (from, to) = WORDS[random.below(WORDS.len())];
        let places: Vec<usize> = self.source.match_indices(from).map(|(place, _)| place).collect();
        let place = places.get(random.below(places.len()))?;
        Some(self.replaced(*place..place + from.len(), to))
    }

    fn text(&self, token: &Token) -> &str {
        &self.source[token.span.start..token.span.end]
    }
}

/// The inputs of everything that a side declares, and those with bytes changed.
fn inputs(model: &Checked<Model>, name: &str, random: &mut Random) -> Vec<Vec<u8>> {
    let interpreter = Interpreter::new(model);
    let mut inputs: Vec<Vec<u8>> = Vec::new();
    if let Some(set) = interpreter.set_by_name(name) {
        for message in &model.message_sets[set].messages {
            for value in sample::type_values(model, &Type::Struct(message.body), 64) {
                let Value::Struct(fields) = value else { continue };
                let named = Value::Union { arm: message.name.text.clone(), fields };
                inputs.extend(interpreter.encode_message(set, &named).ok());
            }
        }
    } else if let Some(place) = model.structs.iter().position(|found| found.name.text == name) {
        let id = StructId(place);
        let values = sample::type_values(model, &Type::Struct(id), 64);
        inputs.extend(values.iter().filter_map(|v: &Value| interpreter.encode_struct(id, v).ok()));
    } else if let Some(place) = model.unions.iter().position(|found| found.name.text == name) {
        let union = UnionId(place);
        let values = sample::type_values(model, &Type::Union { union, selector: None }, 64);
        inputs.extend(values.iter().filter_map(|v| interpreter.encode_union(union, v).ok()));
    }
    inputs.retain(|input| input.len() < 600);
    let count = inputs.len();
    for _ in 0..SAMPLES.min(count * 4) {
        let mut input = inputs[random.below(count)].clone();
        for _ in 0..=random.below(3) {
            let place = random.below(input.len() + 1);
            match (random.below(4), input.get_mut(place)) {
                (0, _) => input.insert(place, random.next() as u8),
                (1, Some(_)) => drop(input.remove(place)),
                (2, Some(byte)) => *byte ^= 1 << random.below(8),
                (_, Some(byte)) => *byte = [0, 1, 2, 0x7f, 0x80, 0xff][random.below(6)],
                (_, None) => input.push(0),
            }
        }
        inputs.push(input);
    }
    inputs
}

/// Whether the report says that a whole may do this harm.
fn is_told(report: &Report, whole: usize, harm: Harm) -> bool {
    let told = report.findings.iter().filter(|found| found.evidence(harm).is_some());
    told.into_iter().any(|found| found.wholes.contains(&whole))
}

/// Compares a spec with a mutant; none if the mutant makes no sense.
fn check(source: &str, seed: u64) -> Option<usize> {
    let mut random = Random(seed);
    let mut mutant = mutate(source, &mut random);
    if random.below(3) == 0 {
        mutant = mutate(&mutant, &mut random);
    }
    if mutant == source {
        return None;
    }
    let (old, new) = (compile(source).expect("a good spec"), compile(&mutant).ok()?);
    let comparison = Comparison::new(&old, &new);
    let report = comparison.report();
    let wholes: Vec<_> = comparison.wholes().collect();
    let mut read = 0;
    for (whole, (before, after)) in wholes.into_iter().enumerate() {
        let sides = [(&old, before), (&new, after)];
        for (model, name) in sides {
            for input in name.map_or_else(Vec::new, |name| inputs(model, name, &mut random)) {
                read += 1;
                if let Some((harm, witness)) = comparison.read(whole, &input) {
                    assert!(
                        is_told(&report, whole, harm),
                        "{harm:?} is not in the report\n{mutant}\n{witness:#?}\n{:#?}",
                        report
                            .findings
                            .iter()
                            .map(|f| (f.rule.name(), &f.subject))
                            .collect::<Vec<_>>()
                    );
                }
            }
        }
    }
    let unexplained: Vec<_> =
        report.findings.iter().filter(|found| found.rule.name() == "unexplained").collect();
    assert!(unexplained.is_empty(), "{mutant}\n{unexplained:#?}");
    Some(read)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 32,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_read_differently_is_in_the_report(spec in 0..SPECS.len(), seed: u64) {
        // Some mutants make no sense; one in several does.
        let read = (0..64).find_map(|turn| check(SPECS[spec], seed.wrapping_add(turn)));
        prop_assert!(read.is_some_and(|read| read > 0));
    }
}
