//! No text makes lowering or checks panic, and what compiles is sound: specs
//! that ship, with tokens removed, doubled, swapped or replaced.

use packetwright_spec::diagnostic::Code;
use packetwright_spec::model::{FieldValue, Measure, Type};
use packetwright_spec::{NETWORK, compile, format, parse};
use proptest::prelude::*;

const CABINET: &str = include_str!("../cabinet.wire");

/// Words that fit in many places, and some that fit in none.
const WORDS: [&str; 34] = [
    "u8",
    "u16",
    "u64",
    "i8",
    "u32leb128",
    "i64zigzag",
    "u14quic",
    "malleable",
    "bytes",
    "string",
    "bool",
    "option",
    "rest",
    "0",
    "1",
    "255",
    "256",
    "18446744073709551615",
    "5 s",
    "16 MiB",
    "kind",
    "flags",
    "payload",
    "Content",
    "Kind",
    "Init",
    "Response",
    "suite",
    "now",
    "random",
    "empty",
    "local",
    "bincode",
    "170141183460469231731687303715884105727",
];

/// The tokens of a source, roughly: words, and single other characters.
fn tokens(source: &str) -> Vec<String> {
    let code: String = source
        .lines()
        .map(|line| line.split("//").next().unwrap_or(""))
        .collect::<Vec<_>>()
        .join("\n");
    let mut tokens: Vec<String> = Vec::new();
    let mut in_string = false;
    for letter in code.chars() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let glue = in_string
            || tokens.last().and_then(|t| t.chars().last()).is_some_and(|last| {
                is_word(last) && is_word(letter)
                    || matches!(
                        (last, letter),
                        ('=', '>' | '=')
                            | ('-', '>')
                            | ('.', '.' | '=')
                            | (':', ':')
                            | ('&', '&')
                            | ('|', '|')
                            | ('b', '"')
                            | ('<', '=')
                            | ('!', '=')
                    )
            });
        match tokens.last_mut() {
            Some(last) if glue => last.push(letter),
            _ => tokens.push(letter.into()),
        }
        if letter == '"' {
            in_string = !in_string;
        }
    }
    tokens.retain(|token| !token.trim().is_empty());
    tokens
}

/// One change: what, where, with what.
fn change(tokens: &mut Vec<String>, (kind, place, other): (u8, usize, usize)) {
    let place = place % tokens.len();
    match kind {
        0 => {
            tokens.remove(place);
        }
        1 => tokens.insert(place, tokens[place].clone()),
        2 => {
            let other = other % tokens.len();
            tokens.swap(place, other);
        }
        3 => tokens[place] = tokens[other % tokens.len()].clone(),
        _ => tokens[place] = WORDS[other % WORDS.len()].to_owned(),
    }
}

/// Compiles, and holds what comes out to what readers of it rely on. What can be
/// read has a layout, which is settled.
fn check(source: &str) -> Result<(), TestCaseError> {
    let read = parse(source).1.iter().all(|found| !found.is_error());
    let layout = format(source);
    prop_assert_eq!(layout.is_ok(), read);
    if let Ok(layout) = layout {
        prop_assert_eq!(format(&layout), Ok(layout.clone()));
        prop_assert_eq!(compile(&layout).is_ok(), compile(source).is_ok());
    }
    let model = match compile(source) {
        Ok(model) => model,
        Err(diagnostics) => {
            prop_assert!(!diagnostics.is_empty());
            for found in diagnostics {
                prop_assert!(found.span.start <= found.span.end && found.span.end <= source.len());
                prop_assert!(found.help.is_some() || found.code < Code::UnknownName, "{found:?}");
            }
            return Ok(());
        }
    };
    for structure in &model.structs {
        for (place, field) in structure.fields.iter().enumerate() {
            match field.value {
                FieldValue::Length { of, .. } | FieldValue::Selector { of } => {
                    prop_assert!(of > place && of < structure.fields.len());
                }
                FieldValue::Size { of, scale } => {
                    prop_assert!(of.first <= of.last && of.last > place);
                    prop_assert!(of.last < structure.fields.len() && scale.unit > 0);
                }
                FieldValue::Checksum { algorithm, of } => {
                    prop_assert!(of.first <= of.last && of.last < structure.fields.len());
                    let bits = field.ty.number().map(|number| number.bits);
                    prop_assert!(bits == algorithm.bits() || algorithm.bits().is_none());
                }
                FieldValue::Constant(_) => prop_assert!(matches!(field.ty, Type::Integer(_))),
                FieldValue::Bytes(ref bytes) => {
                    let size = model.size(&field.ty).fixed();
                    prop_assert!(size == Some(bytes.len() as u64));
                }
                FieldValue::Padding => prop_assert!(matches!(field.ty, Type::Padding(_))),
                FieldValue::Free | FieldValue::Carried => {}
            }
            if let Type::Bytes(extent) | Type::Text(extent) | Type::List(_, extent) = &field.ty {
                prop_assert!(extent.min <= extent.max);
                if let Measure::Field(by) = extent.measure {
                    let measured = &structure.fields[by].value;
                    prop_assert!(by < place);
                    let right = matches!(measured, FieldValue::Length { of, .. } if *of == place);
                    prop_assert!(right, "measured by what does not measure it");
                }
            }
            prop_assert!(!matches!(field.ty, Type::External(_)));
        }
        for size in model.field_sizes(structure) {
            prop_assert!(size.max.is_none_or(|max| size.min <= max));
        }
    }
    Ok(())
}

#[test]
fn tokens_put_together_again_compile() {
    for source in [NETWORK, CABINET] {
        let again = tokens(source).join(" ");
        assert!(compile(&again).is_ok(), "{again}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn changed_specs_are_judged(
        network in any::<bool>(),
        changes in prop::collection::vec((0_u8..5, any::<usize>(), any::<usize>()), 1..5),
    ) {
        let mut tokens = tokens(if network { NETWORK } else { CABINET });
        for one in changes {
            change(&mut tokens, one);
        }
        check(&tokens.join(" "))?;
    }
}
