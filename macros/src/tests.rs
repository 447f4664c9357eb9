//! A type that is derived and the same type in a spec have the same code; and
//! what is wrong with a type is found, all of it.

use packetwright_codegen::derive::Door;
use packetwright_codegen::{ExportOptions, Options, emit, export};
use packetwright_spec::Checked;
use packetwright_spec::import::LoadError;
use packetwright_spec::model::Model;
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use crate::derive::expand;

/// The implementations among some items, in order.
fn impls(code: TokenStream) -> Vec<String> {
    let file: syn::File = syn::parse2(code).expect("items");
    let mut found = Vec::new();
    let mut items = file.items;
    while !items.is_empty() {
        for item in std::mem::take(&mut items) {
            match item {
                syn::Item::Impl(item) => found.push(quote! { #item }.to_string()),
                syn::Item::Const(constant) => {
                    if let syn::Expr::Block(block) = *constant.expr {
                        items.extend(block.block.stmts.into_iter().filter_map(|s| match s {
                            syn::Stmt::Item(item) => Some(item),
                            _ => None,
                        }));
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// The implementations that a spec is given, without views and with them: owned
/// types that have a view decode by it.
fn impls_of_spec(model: &Checked<Model>) -> Vec<String> {
    let options = [false, true].map(|views| Options { views, ..Options::default() });
    options.iter().flat_map(|options| impls(emit::protocol(model, options).into())).collect()
}

/// All that derive implements, the spec implements word by word, and so does
/// the spec that is exported from the type.
#[track_caller]
fn check_equal(door: Door, rust: TokenStream, spec: &str) {
    let derived = expand(rust.clone(), door);
    assert!(!derived.to_string().contains("compile_error"), "{derived}");
    let derived = impls(derived);
    check_implements(door, &derived, spec);
    check_implements(door, &derived, &exported(door, rust));
}

/// The spec of a type.
#[track_caller]
fn exported(door: Door, rust: TokenStream) -> String {
    let derive = match door {
        Door::Message => "#[derive(Message)]",
        Door::Wire => "#[derive(Wire)]",
        Door::Messages => "#[derive(Messages)]",
    };
    let files = [("derived.rs".to_owned(), format!("{derive} {rust}"))];
    let options = ExportOptions { version: 9, ..ExportOptions::default() };
    let found = export(&files, &options, &|_| Err(LoadError::NotFound));
    found.spec.unwrap_or_else(|| panic!("{:#?}", found.diagnostics))
}

#[track_caller]
fn check_implements(door: Door, derived: &[String], spec: &str) {
    let model = packetwright_spec::compile(spec).expect("the spec makes sense");
    let generated = impls_of_spec(&model);
    assert_eq!(derived.len(), if door == Door::Message { 3 } else { 2 });
    for implementation in derived {
        let implementation = &match door {
            Door::Message => without_beginnings(implementation),
            Door::Wire | Door::Messages => implementation.clone(),
        };
        assert!(
            generated.contains(implementation),
            "{spec}\n{implementation}\nis none of\n{}",
            generated.join("\n")
        );
    }
}

/// Code without what a derived message alone says, since it may be a field of
/// another type, too: the bytes that it may begin with.
fn without_beginnings(code: &str) -> String {
    let Some((before, rest)) = code.split_once("const BEGINS") else { return code.to_owned() };
    let behind = rest.split_once(';').map_or("", |(_, behind)| behind.trim_start());
    format!("{before}{behind}")
}

fn in_bincode(message: &str) -> String {
    format!(
        "protocol test {{ edition: 1, version: 1, endian: big }}\n\
         messages All: u64 encoding bincode {{ {message} }}"
    )
}

#[test]
fn a_message_in_rust_and_in_a_spec_has_the_same_code() {
    check_equal(
        Door::Message,
        quote! {
            #[message(id = 0x1000)]
            pub struct Scan {
                pub from: String,
                #[message(length = 0..=64)]
                pub until: Option<Bytes>,
                #[message(range = 1..=1000)]
                limit: u16,
                deltas: Vec<i64>,
                raw: Vec<u8>,
                key: [u8; 40],
                window: [u32; 4],
                nested: Vec<Vec<Option<bool>>>,
                r#type: u8,
            }
        },
        &in_bincode(
            "0x1000 => Scan { from: string, until: option<bytes[0..=64]>, limit: u16 in 1..=1000,
             deltas: list<i64>, raw: list<u8>, key: bytes[40], window: [u32; 4],
             nested: list<list<option<bool>>>, type: u8 }",
        ),
    );
    check_equal(
        Door::Message,
        quote! { #[message(id = 7)] struct Ping; },
        &in_bincode("7 => Ping {}"),
    );
}

#[test]
fn plain_structures_and_enumerations_have_the_same_code() {
    check_equal(
        Door::Wire,
        quote! {
            #[wire(layout = "plain", endian = "little")]
            struct Head {
                length: u32,
                #[wire(prefix = u8, length = 1..=40)]
                name: String,
                #[wire(prefix = u16)]
                parts: Vec<u64>,
            }
        },
        "protocol test { edition: 1, version: 1, endian: little }
         struct Head { length: u32, name: string[u8 in 1..=40], parts: [u64; u16] }",
    );
    check_equal(
        Door::Wire,
        quote! {
            enum Shape {
                Empty,
                #[wire(tag = 9)]
                Circle { radius: u64 },
                Label { text: String, #[wire(range = -5..=5)] at: i8 },
            }
        },
        "protocol test { edition: 1, version: 1, endian: big }
         union Shape: u32 encoding bincode {
             0 => Empty {}, 9 => Circle { radius: u64 },
             2 => Label { text: string, at: i8 in -5..=5 },
         }",
    );
}

#[test]
fn bits_conditions_and_constraints_have_the_same_code() {
    check_equal(
        Door::Wire,
        quote! {
            #[wire(layout = "plain", require = low <= high)]
            #[wire(require = (high - low) * 2 <= 4096 && !(urgent && kind == 7))]
            struct Head {
                #[wire(bits = 4)]
                kind: u8,
                #[wire(bits = 1)]
                urgent: bool,
                #[wire(bits = 11, range = 0..=2000)]
                width: u16,
                #[wire(bits = 24)]
                low: u32,
                #[wire(bits = 24)]
                high: u32,
                #[wire(if = urgent && kind >= 3)]
                until: Option<u64>,
                #[wire(if = kind % 2 == 1, prefix = u8)]
                name: Option<String>,
            }
        },
        "protocol test { edition: 1, version: 1, endian: big }
         struct Head {
             kind: u4, urgent: bit, width: u11 in 0..=2000, low: u24, high: u24,
             until: u64 if urgent && kind >= 3,
             name: string[u8] if kind % 2 == 1,
             require low <= high,
             require (high - low) * 2 <= 4096 && !(urgent && kind == 7),
         }",
    );
    // Little-endian bits, and bits beside the bincode layout.
    check_equal(
        Door::Wire,
        quote! {
            #[wire(layout = "plain", endian = "little")]
            struct Low {
                #[wire(bits = 12)]
                first: u16,
                #[wire(bits = 4, range = -8..=7)]
                second: i8,
            }
        },
        "protocol test { edition: 1, version: 1, endian: little }
         struct Low { first: u12, second: i4 in -8..=7 }",
    );
}

#[test]
fn regions_delimiters_and_open_choices_have_the_same_code() {
    check_equal(
        Door::Wire,
        quote! {
            #[wire(layout = "plain")]
            struct Request {
                #[wire(until = 0, length = 1..=40)]
                path: String,
                #[wire(until = b"\r\n")]
                line: Bytes,
                #[wire(within = u16, rest)]
                inner: Vec<u32>,
                #[wire(within = u8, rest, length = 0..=9)]
                tail: Bytes,
            }
        },
        "protocol test { edition: 1, version: 1, endian: big }
         struct Request {
             path: string[until 0 in 1..=40], line: bytes[until b\"\\r\\n\"],
             inner: within[u16]<[u32; rest]>,
             tail: within[u8]<bytes[rest in 0..=9]>,
         }",
    );
    check_equal(
        Door::Wire,
        quote! {
            #[wire(layout = "plain", tag = u8, within = u16)]
            enum Entry {
                Empty,
                #[wire(tag = 7)]
                Name { #[wire(rest)] name: String },
                #[wire(other)]
                Unknown { tag: u8, #[wire(rest)] raw: Bytes },
            }
        },
        "protocol test { edition: 1, version: 1, endian: big }
         union Entry: u8 within[u16] {
             0 => Empty {}, 7 => Name { name: string[rest] }, .. => Unknown { raw: bytes[rest] },
         }",
    );
    check_equal(
        Door::Message,
        quote! {
            #[message(id = 3, since = 2)]
            #[deprecated(note = "use `Put`")]
            struct Old { #[message(since = 2)] #[deprecated] key: String, value: u32 }
        },
        &in_bincode("3 => Old { key: string, value: u32 }"),
    );
}

#[test]
fn what_is_left_has_the_same_code() {
    check_equal(
        Door::Wire,
        quote! {
            #[wire(layout = "plain")]
            struct Sealed {
                kind: u8,
                #[wire(rest, length = 1..=400)]
                content: Bytes,
                tag: [u8; 16],
            }
        },
        "protocol test { edition: 1, version: 1, endian: big }
         struct Sealed { kind: u8, content: bytes[rest in 1..=400], tag: bytes[16] }",
    );
    check_equal(
        Door::Message,
        quote! {
            #[message(id = 4, newer = ..=64)]
            struct Hello { name: String, at: Option<u64> }
        },
        &in_bincode(
            "4 => Hello { name: string, at: option<u64>, newer: padding[rest in ..=64] malleable }",
        ),
    );
    check_equal(
        Door::Wire,
        quote! {
            #[wire(layout = "plain", tag = u8)]
            enum Choice {
                #[wire(tag = 1, newer)]
                Size { newer: u16 },
                #[wire(other, newer = ..=9)]
                Unknown { tag: u8 },
            }
        },
        "protocol test { edition: 1, version: 1, endian: big }
         union Choice: u8 {
             1 => Size { newer: u16, newer2: padding[rest] malleable },
             .. => Unknown { newer: padding[rest in ..=9] malleable },
         }",
    );
}

#[test]
fn padding_has_the_same_code() {
    check_equal(
        Door::Wire,
        quote! {
            #[wire(layout = "plain")]
            struct Attribute {
                kind: u8,
                #[wire(padding_before = 3, padding_after = malleable(0x10))]
                code: u16,
                #[wire(prefix = u8, align_after = 4)]
                r#type: Bytes,
                padding_before_last: u8,
                #[wire(align_before = malleable(8), padding_after = 1)]
                last: Option<u16>,
            }
        },
        "protocol test { edition: 1, version: 1, endian: big }
         struct Attribute {
             kind: u8,
             padding_before_code: padding[3], code: u16,
             padding_after_code: padding[16] malleable,
             type: bytes[u8], padding_after_type: padding[to 4], padding_before_last: u8,
             padding_before_last2: padding[to 8] malleable, last: option<u16>,
             padding_after_last: padding[1],
         }",
    );
    check_equal(
        Door::Message,
        quote! {
            #[message(id = 4, newer)]
            struct Hello { #[message(padding_before = 2)] name: String, #[message(align_after = 8)] at: u8 }
        },
        &in_bincode(
            "4 => Hello {
                 padding_before_name: padding[2], name: string, at: u8,
                 padding_after_at: padding[to 8], newer: padding[rest] malleable,
             }",
        ),
    );
    check_equal(
        Door::Wire,
        quote! {
            #[wire(layout = "plain", tag = u8)]
            enum Choice {
                Size { #[wire(align_before = 2, padding_after = 2)] size: u16 },
                #[wire(other)]
                Unknown { #[wire(padding_after = 3)] tag: u8, #[wire(align_after = 4)] value: u8 },
            }
        },
        "protocol test { edition: 1, version: 1, endian: big }
         union Choice: u8 {
             0 => Size {
                 padding_before_size: padding[to 2], size: u16, padding_after_size: padding[2],
             },
             .. => Unknown {
                 padding_after_tag: padding[3], value: u8, padding_after_value: padding[to 4],
             },
         }",
    );
}

#[test]
fn floats_and_integers_of_variable_length_have_the_same_code() {
    check_equal(
        Door::Wire,
        quote! {
            #[wire(layout = "plain", endian = "little")]
            struct Sample {
                at: f64,
                levels: [f32; 3],
                #[wire(varint = "leb128", range = 1..=900)]
                count: u32,
                #[wire(varint = "zigzag")]
                delta: i64,
                #[wire(varint = "quic", malleable)]
                stream: u64,
                #[wire(prefix = u14leb128, length = 1..=200)]
                name: String,
            }
        },
        "protocol test { edition: 1, version: 1, endian: little }
         struct Sample {
             at: f64, levels: [f32; 3], count: u32leb128 in 1..=900, delta: i64zigzag,
             stream: u62quic malleable, name: string[u14leb128 in 1..=200],
         }",
    );
}

#[test]
fn a_type_that_borrows_is_the_view_of_the_spec() {
    let rust = quote! {
        #[wire(layout = "plain")]
        struct HeadRef<'input> {
            #[wire(prefix = u8, length = 1..=40)]
            name: &'input str,
            #[wire(prefix = u16)]
            data: Option<&'input [u8]>,
            key: &'input [u8; 40],
            #[wire(prefix = u16)]
            parts: codec::List<'input, u64>,
            window: [u32; 4],
            #[wire(within = u8, rest)]
            tail: &'input [u8],
        }
    };
    let derived = expand(rust.clone(), Door::Wire);
    assert!(!derived.to_string().contains("compile_error"), "{derived}");
    let fields = "name: string[u8 in 1..=40], data: option<bytes[u16]>, key: bytes[40],
         parts: [u64; u16], window: [u32; 4], tail: within[u8]<bytes[rest]>";
    let spec = |name: &str| {
        format!(
            "protocol test {{ edition: 1, version: 1, endian: big }} struct {name} {{ {fields} }}"
        )
    };
    check_implements(Door::Wire, &impls(derived), &spec("Head"));
    let words = |text: &str| text.split_whitespace().collect::<String>().replace(",}", "}");
    let exported = words(&exported(Door::Wire, rust));
    let declared = words(&format!("struct HeadRef {{ {fields} }}"));
    assert!(exported.contains(&declared), "{exported}");
}

/// The codes of what is wrong with a type, in order.
#[track_caller]
fn check_refused(rust: TokenStream, codes: &[&str]) {
    assert_eq!(refusals(expand(rust, Door::Message)), codes);
}

pub(crate) fn refusals(code: TokenStream) -> Vec<String> {
    let texts = code.into_iter().filter_map(|token| match token {
        TokenTree::Group(group) => Some(group.stream().to_string()),
        _ => None,
    });
    texts.filter_map(|text| Some(text.split_once("[PW")?.1.get(..4)?.to_owned())).collect()
}

#[test]
fn what_cannot_be_derived_is_refused() {
    check_refused(quote! { struct Ping; }, &["0206"]);
    check_refused(quote! { #[message(id = 1)] struct Generic<T> { value: T } }, &["0701"]);
    check_refused(quote! { #[message(id = 1)] struct Pair(u8, u8); }, &["0701"]);
    check_refused(quote! { #[message(id = 1)] union Both { a: u8, b: u8 } }, &["0701"]);
    check_refused(quote! { #[message(id = MAX)] struct Ping; }, &["0303"]);
    check_refused(quote! { #[message(id = 0x1_0000_0000_0000_0000)] struct Ping; }, &["0307"]);
    check_refused(quote! { #[message(id = 1, id = 2)] struct Ping; }, &["0118"]);
    check_refused(quote! { #[message(id = 1, idd = 2)] struct Ping; }, &["0702"]);
    check_refused(quote! { #[message(id)] struct Ping; }, &["0206", "0702"]);
    check_refused(quote! { #[message(id = 1, layout = "bincod")] struct Ping; }, &["0702"]);
    check_refused(quote! { #[message(id = 1, endian = "little")] struct Ping; }, &["0702"]);
    check_refused(quote! { #[message(id = 1, tag = u8)] struct Ping; }, &["0702"]);
    check_refused(quote! { #[message(id = 1)] struct ping; }, &["0107"]);
    check_refused(quote! { #[message(id = 1)] enum Never {} }, &["0321"]);
    check_refused(quote! { #[message(id = 1)] enum Kind { A = 1 } }, &["0701"]);
    check_refused(quote! { #[message(id = 1)] enum Kind { A, #[message(tag = 0)] B } }, &["0306"]);
    check_refused(quote! { #[message(id = 1, layout = "plain")] enum Kind { A } }, &["0206"]);
}

#[test]
fn fields_that_have_no_bytes_are_refused_all_at_once() {
    check_refused(
        quote! {
            #[message(id = 1)]
            struct Wrong {
                a: usize, b: isize, c: char, d: &'static str, e: HashMap<u8, u8>, f: u128,
                g: (u8, u8), h: Box<u8>, i: Own<u8>, j: [u16; 33], k: [Other; 2], l: fn(), m: Wrong,
                n: [u8; SIZE],
            }
        },
        &[
            "0701", "0701", "0701", "0701", "0701", "0701", "0701", "0701", "0701", "0701", "0701",
            "0701", "0410", "0303",
        ],
    );
}

#[test]
fn bounds_that_mean_nothing_are_refused() {
    let field = |field: TokenStream| quote! { #[message(id = 1)] struct Wrong { #field } };
    check_refused(field(quote! { #[message(range = 5..=1)] a: u8 }), &["0405"]);
    check_refused(field(quote! { #[message(range = 0..=256)] a: u8 }), &["0406"]);
    check_refused(field(quote! { #[message(range = 0..5)] a: u8 }), &["0702"]);
    check_refused(field(quote! { #[message(range = 5)] a: u8 }), &["0702"]);
    check_refused(field(quote! { #[message(range = 0..=5)] a: String }), &["0305"]);
    check_refused(field(quote! { #[message(length = 0..=5)] a: u8 }), &["0702"]);
    check_refused(field(quote! { #[message(length = 0..=5)] a: [u8; 4] }), &["0702"]);
    check_refused(field(quote! { #[message(length = 0..=5)] a: Other }), &["0702"]);
    check_refused(field(quote! { #[message(prefix = u8, length = 0..=256)] a: String }), &["0407"]);
    check_refused(field(quote! { #[message(prefix = i8)] a: String }), &["0301"]);
    check_refused(field(quote! { #[message(prefix = 8)] a: String }), &["0702"]);
    check_refused(field(quote! { a: Vec<[u8; 0]> }), &["0409"]);
    check_refused(field(quote! { camelCase: u8 }), &["0107"]);
    check_refused(
        quote! { #[message(id = 1, layout = "plain")] struct Wrong { a: String, b: Vec<u8> } },
        &["0311", "0311"],
    );
}

#[test]
fn helps_are_in_the_words_of_attributes() {
    let check = |setting: TokenStream, fields: TokenStream, help: &str| {
        let rust = quote! {
            #[message(id = 1, layout = "plain", #setting)] struct Wrong { #fields }
        };
        let shown = expand(rust, Door::Message).to_string();
        assert!(shown.contains(help), "{help}: {shown}");
    };
    let require = |condition: TokenStream, help: &str| {
        let fields = quote! { a: u64, b: u64, c: u64 };
        check(quote! { require = #condition }, fields, help);
    };
    require(quote! { a - b < 4 }, "write `require = a >= b` in front of it");
    require(quote! { a * a * b * b > 1 }, "give the fields ranges (`range = 0..=1000`)");
    let field = |field: TokenStream, help: &str| check(TokenStream::new(), field, help);
    field(quote! { #[message(bits = 4)] a: u8 }, "`spare` with `bits = 4` behind `a`");
    field(quote! { #[message(until = 0)] a: Vec<u16> }, "begins with a number that is never this");
    field(
        quote! { #[message(until = b"\r\n")] a: Vec<Other> },
        "let a list end in one byte: `until = 0`",
    );
    field(quote! { #[message(until = b"12345")] a: Bytes }, "write a byte, `until = 0`, or up to");
    field(quote! { #[message(range = 0..=1)] a: bool }, "is bounded by `length = 1..=64`");
    let rest = quote! { #[message(rest)] a: Bytes, b: Option<u8> };
    field(rest, "add `within = u16`, or let all that follows");
}

#[test]
fn settings_that_mean_nothing_are_refused() {
    let field = |field: TokenStream| {
        quote! { #[message(id = 1, layout = "plain")] struct Wrong { a: u8, #field } }
    };
    check_refused(field(quote! { #[message(bits = 9)] b: u8 }), &["0702"]);
    check_refused(field(quote! { #[message(bits = 4)] b: u16 }), &["0702"]);
    check_refused(field(quote! { #[message(bits = 0)] b: u8 }), &["0702"]);
    check_refused(field(quote! { #[message(bits = 2)] b: bool }), &["0702"]);
    check_refused(field(quote! { #[message(bits = 2)] b: Other }), &["0702"]);
    check_refused(field(quote! { #[message(bits = 2)] b: [u8; 3] }), &["0702"]);
    check_refused(field(quote! { #[message(bits = 4)] b: u8 }), &["0323"]);
    check_refused(field(quote! { #[message(rest)] b: u8 }), &["0702"]);
    check_refused(field(quote! { #[message(rest = 5)] b: Bytes }), &["0702", "0311"]);
    check_refused(field(quote! { #[message(rest, prefix = u8)] b: Bytes }), &["0312"]);
    check_refused(field(quote! { #[message(rest)] b: Bytes, c: Option<u8> }), &["0314"]);
    check_refused(field(quote! { #[message(newer)] b: u8 }), &["0702"]);
    check_refused(field(quote! { #[message(until = -1)] b: Bytes }), &["0307"]);
    check_refused(field(quote! { #[message(until = b"long ends")] b: Bytes }), &["0406"]);
    check_refused(field(quote! { #[message(until = 0)] b: Vec<u16> }), &["0411"]);
    check_refused(field(quote! { #[message(until = b"\r\n")] b: Vec<Other> }), &["0411"]);
    check_refused(field(quote! { #[message(within = 5, rest)] b: Bytes }), &["0702"]);
    check_refused(field(quote! { #[message(if = a > 1)] b: u8 }), &["0702"]);
    check_refused(field(quote! { #[message(if = c > 1)] b: Option<u8> }), &["0201"]);
    check_refused(field(quote! { #[message(if = a.pow(2) > 1)] b: Option<u8> }), &["0702"]);
    check_refused(field(quote! { #[message(if = a)] b: Option<u8> }), &["0304"]);
    check_refused(field(quote! { #[message(since = "2")] b: u8 }), &["0303"]);
    check_refused(field(quote! { #[message(padding_before = 0)] b: u8 }), &["0406"]);
    check_refused(field(quote! { #[message(align_after = 1)] b: u8 }), &["0406"]);
    check_refused(field(quote! { #[message(padding_after = 1MiB)] b: u8 }), &["0406"]);
    check_refused(field(quote! { #[message(padding_after)] b: u8 }), &["0702"]);
    check_refused(field(quote! { #[message(padding_after = MOST)] b: u8 }), &["0303"]);
    check_refused(field(quote! { #[message(padding_before = zeros(3))] b: u8 }), &["0702"]);
    check_refused(field(quote! { #[message(align_before = malleable())] b: u8 }), &["0702"]);
    check_refused(field(quote! { #[message(align_before = malleable(b))] b: u8 }), &["0303"]);
    check_refused(
        field(quote! { #[message(padding_after = 3, align_after = 4)] b: u8 }),
        &["0702"],
    );
    check_refused(field(quote! { #[message(bits = 4, padding_after = 3)] b: u8 }), &["0323"]);
    let newer = |newer: TokenStream, fields: TokenStream| {
        quote! { #[message(id = 1, layout = "plain", #newer)] struct Wrong { #fields } }
    };
    check_refused(newer(quote! { newer = 64 }, quote! { a: u8 }), &["0702"]);
    check_refused(newer(quote! { newer = 4..=64 }, quote! { a: u8 }), &["0351"]);
    let tail = quote! { #[message(rest)] a: Bytes };
    check_refused(newer(quote! { newer }, tail), &["0314"]);
    check_refused(
        quote! { #[message(id = 1, newer)] enum Wrong { #[message(newer, newer)] A, B } },
        &["0702", "0118"],
    );
    let constrained = |on: TokenStream| {
        quote! { #[message(id = 1, require = #on)] struct Wrong { a: u8, b: u8 } }
    };
    check_refused(constrained(quote! { a - b < 4 }), &["0402"]);
    check_refused(constrained(quote! { a < 400 }), &["0404"]);
    check_refused(constrained(quote! { a = b }), &["0702"]);
    let deep = "!".repeat(80).parse::<TokenStream>().expect("tokens");
    check_refused(constrained(quote! { #deep (a < b) }), &["0114"]);
    let choice = |variants: TokenStream| {
        quote! { #[message(id = 1, tag = u16)] enum Wrong { A { a: u8 }, #variants } }
    };
    check_refused(choice(quote! { #[message(other)] B }), &["0701"]);
    let padded = quote! { #[message(other)] B { #[message(padding_before = 1)] tag: u16 } };
    check_refused(choice(padded), &["0702"]);
    check_refused(choice(quote! { #[message(other)] B { tag: u8 } }), &["0701"]);
    check_refused(choice(quote! { #[message(other)] B { number: u16 } }), &["0701"]);
    check_refused(choice(quote! { #[message(other, tag = 4)] B { tag: u16 } }), &["0702"]);
    check_refused(
        choice(quote! { #[message(other)] B { tag: u16 }, #[message(other)] C { tag: u16 } }),
        &["0118"],
    );
    check_refused(quote! { #[message(id = 1, within = u8)] struct Wrong { a: u8 } }, &["0702"]);
    check_refused(quote! { #[message(id = 1, require = true)] enum Wrong { A } }, &["0702"]);
}

#[test]
fn a_set_in_rust_has_the_bodies_and_traits_of_the_spec() {
    let rust = quote! {
        #[messages(layout = "plain", tag = u16, endian = "little")]
        enum Shelf {
            /// What is under a key?
            #[message(1, reply = Found)]
            Get {
                #[message(prefix = u8, length = 1..=20)]
                key: String,
                #[message(range = 1..=9)]
                limit: u8,
            },
            #[message(2)]
            Found { value: u64 },
            #[message(0x0300)]
            Flush,
        }
    };
    let spec = "protocol test { edition: 1, version: 1, endian: little }
         messages Shelf: u16 {
             1 => Get { key: string[u8 in 1..=20], limit: u8 in 1..=9 } -> Found,
             2 => Found { value: u64 }, 0x0300 => Flush {},
         }";
    for spec in [spec, &exported(Door::Messages, rust.clone())] {
        let model = packetwright_spec::compile(spec).expect("the spec makes sense");
        let generated = impls_of_spec(&model);
        // Of three messages the codec (two each), `Message`, and `Request` of one;
        // that the type is a set. Its own codec reads fields in its variants.
        let derived = impls(expand(rust.clone(), Door::Messages));
        let same = derived.iter().filter(|code| generated.contains(&without_beginnings(code)));
        let same = same.count();
        assert_eq!(same, 3 * 3 + 1 + 1, "{spec}\n{}", derived.join("\n"));
    }
}

#[test]
fn what_can_be_no_set_is_refused() {
    let check = |rust: TokenStream, codes: &[&str]| {
        assert_eq!(refusals(expand(rust, Door::Messages)), codes);
    };
    check(quote! { enum Set { #[message(1)] A {}, #[message(1)] B {} } }, &["0306"]);
    check(quote! { enum Set { #[message(1)] A {}, B {} } }, &["0206"]);
    check(quote! { enum Set { #[message(-1)] A } }, &["0307"]);
    check(quote! { #[messages(tag = u8)] enum Set { #[message(256)] A } }, &["0307"]);
    check(quote! { enum Set { #[message(MAX)] A } }, &["0206", "0702"]);
    check(quote! { enum Set { #[message(1, 2)] A } }, &["0206", "0702"]);
    check(quote! { enum Set { #[message(1, reply = A)] A, #[message(2)] A } }, &["0202"]);
    check(quote! { enum Set { #[message(1, reply = B)] A } }, &["0201"]);
    check(quote! { enum Set { #[message(1)] A(), } }, &["0701"]);
    check(quote! { enum Set { #[message(1)] A(Option<B>) } }, &["0701"]);
    check(quote! { enum Set { #[message(1)] A(B), #[message(2)] C(B) } }, &["0202"]);
    check(quote! { enum Set { #[messages(include)] A(B) } }, &["0321"]);
    check(quote! { enum Set { #[message(1)] A { b: usize, c: char } } }, &["0701", "0701"]);
    check(quote! { #[message(tag = u8)] enum Set { #[message(1)] A } }, &[]);
}
