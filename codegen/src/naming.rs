//! Names of the spec as names of Rust.
//!
//! Types and variants are in CamelCase, fields and modules in snake_case,
//! constants in UPPER_CASE. Rust's keywords become raw identifiers; the four
//! that cannot, and names that the generated code itself needs, get an
//! underscore behind them.

use crate::tokens::Ident;

/// The name of a type, trait or enum variant.
pub fn camel_case(name: &str) -> Ident {
    let mut camel = String::with_capacity(name.len());
    let mut upper = true;
    for character in name.chars() {
        if character == '_' {
            upper = true;
        } else if upper {
            camel.extend(character.to_uppercase());
            upper = false;
        } else {
            camel.push(character);
        }
    }
    if PRELUDE.contains(&camel.as_str()) {
        camel.push('_');
    }
    if !camel.starts_with(|first: char| first.is_alphabetic()) {
        camel.insert_str(0, if camel.is_empty() { "__" } else { "_" });
    }
    identifier(camel)
}

/// The name of a field, function or module.
pub fn snake_case(name: &str) -> Ident {
    identifier(words(name))
}

/// The name of a module, which stands beside those that generated code imports.
pub fn module(name: &str) -> Ident {
    let words = words(name);
    match IMPORTED.contains(&words.as_str()) {
        true => identifier(words + "_"),
        false => identifier(words),
    }
}

/// The name of a constant.
pub fn upper_case(name: &str) -> Ident {
    let upper = words(name).to_uppercase();
    identifier(if upper == FLAG_NAMES { upper + "_" } else { upper })
}

/// The name of the variable that holds a field while it is read or written.
pub fn local(name: &str) -> Ident {
    let snake = words(name);
    // Those that stand beside a number: of a list in a list, of a place.
    let numbered = ["index_", "region_", "checksum_"].iter().any(|prefix| {
        let rest = snake.strip_prefix(prefix);
        rest.is_some_and(|rest| rest.starts_with(|character: char| character.is_ascii_digit()))
    });
    if LOCALS.contains(&snake.as_str()) || numbered {
        identifier(format!("{snake}_"))
    } else {
        identifier(snake)
    }
}

/// A name made of a snake_case prefix and a name: `is_` and `lz4`.
pub fn prefixed(prefix: &str, name: &str) -> Ident {
    identifier(format!("{prefix}{}", words(name).trim_start_matches('_')))
}

/// A type's name with an ending: `Envelope` and `Ref`.
pub fn suffixed(name: &str, suffix: &str) -> Ident {
    identifier(format!("{}{suffix}", camel_case(name).to_string().trim_end_matches('_')))
}

/// Text as an identifier, raw if it is a keyword.
pub fn identifier(text: impl Into<String>) -> Ident {
    let text = text.into();
    match text.as_str() {
        "self" | "Self" | "super" | "crate" | "_" => Ident::new(text + "_"),
        word if is_keyword(word) => Ident::new(format!("r#{text}")),
        _ => Ident::new(text),
    }
}

/// Whether a word is one of Rust's that are names only when they are raw, those
/// that are reserved for later among them.
fn is_keyword(text: &str) -> bool {
    matches!(
        text,
        "abstract"
            | "as"
            | "async"
            | "await"
            | "become"
            | "box"
            | "break"
            | "const"
            | "continue"
            | "do"
            | "dyn"
            | "else"
            | "enum"
            | "extern"
            | "false"
            | "final"
            | "fn"
            | "for"
            | "gen"
            | "if"
            | "impl"
            | "in"
            | "let"
            | "loop"
            | "macro"
            | "match"
            | "mod"
            | "move"
            | "mut"
            | "override"
            | "priv"
            | "pub"
            | "ref"
            | "return"
            | "static"
            | "struct"
            | "trait"
            | "true"
            | "try"
            | "type"
            | "typeof"
            | "unsafe"
            | "unsized"
            | "use"
            | "virtual"
            | "where"
            | "while"
            | "yield"
    )
}

/// Names of types and variants that generated code takes from Rust's prelude
/// and from its own imports.
const PRELUDE: [&str; 15] = [
    "Bytes", "Default", "Err", "Fn", "From", "Future", "None", "Ok", "Option", "Result", "Self",
    "Some", "String", "TryFrom", "Vec",
];

/// The constant of a flag set that is none of its flags.
const FLAG_NAMES: &str = "FLAG_NAMES";

/// Modules and crates that generated code names.
const IMPORTED: [&str; 8] =
    ["alloc", "arbitrary", "codec", "core", "protocol", "serde", "service", "std"];

/// Variables of generated functions that are no fields.
const LOCALS: [&str; 23] = [
    "begin",
    "bits",
    "checksum",
    "codec",
    "element",
    "envelope",
    "error",
    "head",
    "held",
    "index",
    "input",
    "number",
    "out",
    "payload_len",
    "prefix",
    "inside",
    "length",
    "run",
    "whole",
    "protocol",
    "reader",
    "source",
    "start",
];

/// `MaxRecord`, `MAX_RECORD` and `max_record` as `max_record`.
fn words(name: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if name.bytes().all(is_plain) && !name.contains("__") {
        return name.to_owned();
    }
    let characters: Vec<char> = name.chars().collect();
    let mut snake = String::with_capacity(name.len() + 4);
    for (place, &character) in characters.iter().enumerate() {
        let after_lower = place > 0
            && (characters[place - 1].is_lowercase() || characters[place - 1].is_ascii_digit());
        let before_lower = place > 0
            && characters[place - 1].is_uppercase()
            && characters.get(place + 1).is_some_and(|next| next.is_lowercase());
        if character.is_uppercase() && (after_lower || before_lower) {
            snake.push('_');
        }
        // Rust's habit has one underscore between words.
        let between = place > 0 && characters.iter().take(place).any(|before| *before != '_');
        if character == '_' && between && snake.ends_with('_') {
            continue;
        }
        snake.extend(character.to_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, camel: &str, snake: &str, upper: &str) {
        assert_eq!(camel_case(name).to_string(), camel);
        assert_eq!(snake_case(name).to_string(), snake);
        assert_eq!(upper_case(name).to_string(), upper);
    }

    #[test]
    fn names_follow_the_habits_of_rust() {
        check("network", "Network", "network", "NETWORK");
        check("max_record", "MaxRecord", "max_record", "MAX_RECORD");
        check("MAX_PAYLOAD", "MAXPAYLOAD", "max_payload", "MAX_PAYLOAD");
        check("OneWay", "OneWay", "one_way", "ONE_WAY");
        check("Lz4Block", "Lz4Block", "lz4_block", "LZ4_BLOCK");
        check("HTTPServer", "HTTPServer", "http_server", "HTTP_SERVER");
        check("two__words_", "TwoWords", "two_words_", "TWO_WORDS_");
        check("_hidden", "Hidden", "_hidden", "_HIDDEN");
        check("_1", "_1", "_1", "_1");
        check("__", "__", "__", "__");
        assert_eq!(prefixed("is_", "_hidden").to_string(), "is_hidden");
    }

    #[test]
    fn keywords_become_raw_or_get_an_underscore() {
        check("type", "Type", "r#type", "TYPE");
        check("match", "Match", "r#match", "MATCH");
        check("gen", "Gen", "r#gen", "GEN");
        check("self", "Self_", "self_", "SELF");
        check("crate", "Crate", "crate_", "CRATE");
        check("super", "Super", "super_", "SUPER");
        check("Option", "Option_", "option", "OPTION");
    }

    #[test]
    fn variables_make_way_for_those_of_the_function() {
        assert_eq!(local("reader").to_string(), "reader_");
        assert_eq!(local("type").to_string(), "r#type");
        assert_eq!(local("index_1").to_string(), "index_1_");
        assert_eq!(local("id").to_string(), "id");
        assert_eq!(local("_1").to_string(), "_1");
    }

    #[test]
    fn flags_make_way_for_the_constant_of_their_set() {
        assert_eq!(upper_case("flag_names").to_string(), "FLAG_NAMES_");
        assert_eq!(upper_case("flag_name").to_string(), "FLAG_NAME");
    }
}
