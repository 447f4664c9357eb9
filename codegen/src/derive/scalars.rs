//! The integers, truth values and floats of Rust, as the language spells them:
//! whole, of some bits, or of variable length.

use packetwright_spec::diagnostic::{Code, Diagnostic};
use packetwright_spec::model::Varint;
use packetwright_spec::span::Span;
use syn::{Expr, ExprLit, Lit};

use super::Reading;
use super::attributes::Setting;

pub(super) const INTEGERS: [&str; 8] = ["u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64"];

const FLOATS: [&str; 2] = ["f32", "f64"];

/// Whether a value of the type is one number, or `bool`.
pub(super) fn is_scalar(name: &str) -> bool {
    name == "bool" || INTEGERS.contains(&name) || FLOATS.contains(&name)
}

impl Reading {
    /// A form of integers of variable length.
    pub(super) fn form(&mut self, setting: &Setting) -> Option<(Varint, Span)> {
        let span = self.places.of(&setting.value);
        let text = match &setting.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => text.value(),
            _ => String::new(),
        };
        let form = Varint::with_suffix(&text);
        if form.is_none() {
            let message = "`varint` is \"leb128\", \"zigzag\" or \"quic\"";
            self.bad_attribute(span, message, "varint = \"leb128\"");
        }
        Some((form?, span))
    }

    /// An integer of variable length, as the language spells it.
    pub(super) fn variable(
        &mut self,
        name: &str,
        bits: Option<(u128, Span)>,
        form: (Varint, Span),
    ) -> Option<String> {
        let (form, span) = form;
        let signed = name.starts_with('i');
        let right = INTEGERS.contains(&name)
            && match form {
                Varint::Leb128 | Varint::Bincode => true,
                Varint::ZigZag => signed,
                Varint::Quic => !signed,
            };
        let suffix = form.suffix().unwrap_or_default();
        if !right {
            let message = format!("a `{name}` has no form \"{suffix}\"");
            let mistake = Diagnostic::new(Code::DeriveAttribute, span, message, "");
            self.report(mistake.help(match form {
                Varint::ZigZag => "use a signed integer, or \"leb128\"",
                Varint::Quic => "use an unsigned integer, or \"leb128\"",
                Varint::Leb128 | Varint::Bincode => "use an integer",
            }));
            return None;
        }
        let whole = match (bits, form) {
            // Two bits of the first byte say how many follow.
            (None, Varint::Quic) => format!("u{}", name[1..].parse::<u8>().unwrap_or(64) - 2),
            (bits, _) => self.scalar(name, bits)?,
        };
        Some(whole + suffix)
    }

    /// An integer or truth value of so many bits, if they are said.
    pub(super) fn scalar(&mut self, name: &str, bits: Option<(u128, Span)>) -> Option<String> {
        let Some((bits, span)) = bits else { return Some(name.to_owned()) };
        let spelt = match name {
            "bool" => (bits == 1).then(|| "bit".to_owned()),
            _ => {
                let narrow = format!("{}{bits}", &name[..1]);
                rust_integer(&narrow).filter(|integer| integer == name).map(|_| narrow)
            }
        };
        if spelt.is_none() {
            let sign = if name == "bool" { "u" } else { &name[..1] };
            let fits = rust_integer(&format!("{sign}{bits}"));
            let message = format!("{bits} bits are not what a `{name}` holds");
            let mistake = Diagnostic::new(Code::DeriveAttribute, span, message, "");
            self.report(mistake.help(match fits {
                Some(_) if bits == 1 && sign == "u" => "use a `bool` or a `u8`".to_owned(),
                Some(integer) => format!("use a `{integer}`"),
                None => "integers have 1 to 64 bits".to_owned(),
            }));
        }
        spelt
    }
}

/// The integer of Rust that holds one of the language: `u16` for `u12`.
pub(super) fn rust_integer(name: &str) -> Option<String> {
    let name = name.strip_suffix("le").or(name.strip_suffix("be")).unwrap_or(name);
    let bits: u8 = name.strip_prefix(['u', 'i'])?.parse().ok()?;
    (1..=64).contains(&bits).then(|| format!("{}{}", &name[..1], bits.next_power_of_two().max(8)))
}
