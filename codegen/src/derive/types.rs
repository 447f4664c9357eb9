//! Rust types as types of the language.

use packetwright_spec::diagnostic::{Code, Diagnostic};
use packetwright_spec::model::Name;
use packetwright_spec::span::Span;
use packetwright_spec::syntax::tree::{Expression, ExpressionKind, Extent, Range, Type, TypeKind};
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, PathSegment, TypeArray, TypePath};

use super::Reading;
use super::attributes::Settings;

/// What was said about the length of a field.
#[derive(Default)]
pub(super) struct Bounds {
    /// `length = 0..=64`, and where it stands.
    length: Option<(Range, Span)>,
    /// How the length is told, and where that is said.
    measure: Option<(Measure, Span)>,
    /// `bits = 4`, and where the number stands.
    bits: Option<(u128, Span)>,
}

/// What tells a length.
enum Measure {
    /// `prefix = u16`
    Prefix(Name),
    /// `rest`
    Rest,
    /// `until = 0`
    Until(Expression),
}

impl Bounds {
    /// Where `rest` stands, if it does.
    pub(super) fn rest(&self) -> Option<Span> {
        match &self.measure {
            Some((Measure::Rest, span)) => Some(*span),
            _ => None,
        }
    }

    /// As what stands in the brackets of a type.
    fn extent(self) -> Option<Extent> {
        let length = self.length.map(|(range, _)| range);
        match (self.measure, length) {
            (Some((Measure::Prefix(prefix), _)), length) => Some(Extent::Prefixed(prefix, length)),
            (Some((Measure::Rest, span)), length) => Some(Extent::Rest(span, length)),
            (Some((Measure::Until(end), _)), length) => Some(Extent::Until(end, length)),
            (None, Some(length)) => Some(Extent::Within(length)),
            (None, None) => None,
        }
    }
}

/// The most elements of an array of numbers.
const MAX_ARRAY: u64 = 32;

const INTEGERS: [&str; 8] = ["u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64"];

impl Reading {
    /// `length`, `prefix`, `rest`, `until` and `bits` of a field.
    pub(super) fn bounds(&mut self, settings: &mut Settings) -> Bounds {
        let length = settings.take("length").and_then(|setting| {
            let range = self.range(&setting.value)?;
            Some((range, setting.span))
        });
        let mut bounds = Bounds { length, ..Bounds::default() };
        for name in ["prefix", "rest", "until"] {
            let Some(setting) = settings.take(name) else { continue };
            let measure = match name {
                "prefix" => self.name_value(&setting).map(Measure::Prefix),
                "rest" => Some(Measure::Rest),
                _ => self.delimiter(&setting.value).map(Measure::Until),
            };
            if let Some((_, first)) = &bounds.measure {
                let message = "the length is told twice";
                let mistake =
                    Diagnostic::new(Code::MeasuredTwice, setting.span, message, "told again");
                self.report(mistake.related(*first, "told here").help("keep one of them"));
            } else {
                bounds.measure = measure.map(|measure| (measure, setting.span));
            }
        }
        bounds.bits = settings.take("bits").and_then(|setting| {
            let number = self.number(&setting.value)?;
            match number.kind {
                ExpressionKind::Integer(bits, None) => Some((bits, number.span)),
                _ => None,
            }
        });
        bounds
    }

    /// An integer or truth value of so many bits, if they are said.
    fn scalar(&mut self, name: &str, bits: Option<(u128, Span)>) -> Option<String> {
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

    /// A type; `None` once its mistake is reported.
    pub(super) fn ty(&mut self, ty: &syn::Type, bounds: Bounds) -> Option<Type> {
        let kind = match ty {
            syn::Type::Path(path) => self.path_type(ty, path, bounds)?,
            syn::Type::Array(array) => {
                self.unbounded(&bounds, "an array has the length of its type");
                self.no_bits(&bounds);
                self.array(array)?
            }
            syn::Type::Paren(inner) => return self.ty(&inner.elem, bounds),
            syn::Type::Group(inner) => return self.ty(&inner.elem, bounds),
            syn::Type::Reference(_) | syn::Type::Slice(_) => {
                return self.unsupported(
                    ty,
                    "a reference cannot be decoded into",
                    "use `String`, `Bytes`, `Vec<u8>` or `Vec<T>`, which own what they hold",
                );
            }
            syn::Type::Tuple(_) => {
                return self.unsupported(
                    ty,
                    "the parts of a tuple have no names",
                    "declare a structure with named fields and derive `Wire` for it",
                );
            }
            _ => {
                return self.unsupported(
                    ty,
                    "this type has no layout on the wire",
                    "use an integer, `bool`, `String`, `Bytes`, `Vec`, `Option`, an array or a type that derives `Wire`",
                );
            }
        };
        Some(Type { kind, span: self.places.of(ty) })
    }

    fn path_type(
        &mut self,
        ty: &syn::Type,
        path: &TypePath,
        mut bounds: Bounds,
    ) -> Option<TypeKind> {
        let Some(last) = path.path.segments.last().filter(|_| path.qself.is_none()) else {
            return self.unsupported(ty, "the type is not named directly", "name the type itself");
        };
        let name = last.ident.to_string();
        if let Some(help) = replacement(&name) {
            let message = format!("`{name}` has no layout on the wire");
            return self.unsupported(ty, &message, help);
        }
        let bits = match name.as_str() {
            "bool" => bounds.bits.take(),
            name if INTEGERS.contains(&name) => bounds.bits.take(),
            _ => None,
        };
        self.no_bits(&bounds);
        match (name.as_str(), argument(last)) {
            ("String", None) => self.sequence(ty, bounds, TypeKind::Text),
            ("Bytes", None) => self.sequence(ty, bounds, TypeKind::Bytes),
            ("Vec", Some(element)) => {
                let element = self.ty(element, Bounds::default());
                let list =
                    |extent| element.map(|element| TypeKind::List(Box::new(element), extent));
                self.sequence(ty, bounds, list)?
            }
            ("Option", Some(inner)) => Some(TypeKind::Option(Box::new(self.ty(inner, bounds)?))),
            (name, None) if name == "bool" || INTEGERS.contains(&name) => {
                self.unbounded(&bounds, "only byte strings, strings and lists have a length");
                let span = self.places.add(last.ident.span());
                let text = self.scalar(name, bits)?;
                Some(TypeKind::Name(Name { text, span }))
            }
            _ if !matches!(last.arguments, PathArguments::None) => self.unsupported(
                ty,
                "only `Vec` and `Option` may have type arguments",
                "declare a structure of its own and derive `Wire` for it",
            ),
            (name, _) => {
                self.unbounded(&bounds, "the length of a type is bounded where it is declared");
                if path.path.get_ident().is_some() && (name == "Self" || name == self.name) {
                    let span = self.places.of(ty);
                    let message = format!("`{}` contains itself", self.name);
                    let mistake =
                        Diagnostic::new(Code::Recursive, span, message, "leads back to the type");
                    self.report(
                        mistake.help("carry the inner value as `Bytes` and decode it on its own"),
                    );
                    return None;
                }
                Some(TypeKind::External(path.to_token_stream().to_string()))
            }
        }
    }

    /// A byte string, string or list; in the plain layout its prefix must be said.
    fn sequence<T>(
        &mut self,
        ty: &syn::Type,
        bounds: Bounds,
        kind: impl FnOnce(Option<Extent>) -> T,
    ) -> Option<T> {
        if self.plain && bounds.measure.is_none() {
            let span = self.places.of(ty);
            let mistake = Diagnostic::new(
                Code::Unmeasured,
                span,
                "nothing says how long this is",
                "a decoder could not know its length",
            );
            let attribute = self.door.attribute();
            self.report(mistake.help(format!(
                "write `#[{attribute}(prefix = u16)]` on the field; what is inside another type needs a type of its own"
            )));
            return None;
        }
        Some(kind(bounds.extent()))
    }

    fn array(&mut self, array: &TypeArray) -> Option<TypeKind> {
        let syn::Type::Path(path) = &*array.elem else {
            return self.unsupported(
                &array.elem,
                "an array holds numbers or `bool`",
                "use `Vec<T>`, with `length = n..=n` for exactly n elements",
            );
        };
        let length = self.number(&array.len)?;
        let number = match &length.kind {
            ExpressionKind::Integer(number, _) => *number,
            _ => 0,
        };
        match path.path.get_ident().map(ToString::to_string) {
            Some(name) if name == "u8" => Some(TypeKind::Bytes(Some(Extent::Exactly(length)))),
            Some(name) if name == "bool" || INTEGERS.contains(&name.as_str()) => {
                if number > u128::from(MAX_ARRAY) {
                    let span = length.span;
                    let message = format!("an array of numbers has at most {MAX_ARRAY} elements");
                    self.report(
                        Diagnostic::new(Code::UnsupportedDerive, span, message, "too many")
                            .help("use `Vec<T>` with `length = n..=n`, or `[u8; N]` for bytes"),
                    );
                    return None;
                }
                let element = self.ty(&array.elem, Bounds::default())?;
                Some(TypeKind::List(Box::new(element), Some(Extent::Exactly(length))))
            }
            _ => self.unsupported(
                &array.elem,
                "an array holds numbers or `bool`",
                "use `Vec<T>`, with `length = n..=n` for exactly n elements",
            ),
        }
    }

    /// Refuses a number of bits where it means nothing.
    fn no_bits(&mut self, bounds: &Bounds) {
        if let Some((_, span)) = bounds.bits {
            let message = "only integers and `bool` have a number of bits";
            let mistake = Diagnostic::new(Code::DeriveAttribute, span, message, "");
            self.report(mistake.help("remove it"));
        }
    }

    /// Refuses bounds where they mean nothing.
    fn unbounded(&mut self, bounds: &Bounds, message: &str) {
        let length = bounds.length.iter().map(|(_, span)| *span);
        let measure = bounds.measure.iter().map(|(_, span)| *span);
        for span in length.chain(measure).collect::<Vec<_>>() {
            let mistake = Diagnostic::new(Code::DeriveAttribute, span, message, "");
            self.report(mistake.help("remove it"));
        }
    }

    /// Refuses a type.
    pub(super) fn unsupported<T>(
        &mut self,
        at: &impl ToTokens,
        message: &str,
        help: &str,
    ) -> Option<T> {
        let span = self.places.of(at);
        self.report(Diagnostic::new(Code::UnsupportedDerive, span, message, "").help(help));
        None
    }
}

/// The one type in the angle brackets of a segment, if that is what is there.
pub(super) fn argument(segment: &PathSegment) -> Option<&syn::Type> {
    match &segment.arguments {
        PathArguments::AngleBracketed(arguments) if arguments.args.len() == 1 => {
            match arguments.args.first() {
                Some(GenericArgument::Type(ty)) => Some(ty),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The integer of Rust that holds one of the language: `u16` for `u12`.
pub(super) fn rust_integer(name: &str) -> Option<String> {
    let name = name.strip_suffix("le").or(name.strip_suffix("be")).unwrap_or(name);
    let bits: u8 = name.strip_prefix(['u', 'i'])?.parse().ok()?;
    (1..=64).contains(&bits).then(|| format!("{}{}", &name[..1], bits.next_power_of_two().max(8)))
}

/// What to use instead of a type of Rust that peers cannot agree on.
fn replacement(name: &str) -> Option<&'static str> {
    Some(match name {
        "usize" => "its size is the machine's own: use `u64` or `u32`",
        "isize" => "its size is the machine's own: use `i64` or `i32`",
        "u128" | "i128" => "integers have at most 64 bits: use `[u8; 16]` or two `u64`",
        "f32" => "carry its bits: a `u32` with `f32::to_bits` and `f32::from_bits`",
        "f64" => "carry its bits: a `u64` with `f64::to_bits` and `f64::from_bits`",
        "char" => "use `u32`, or `String` for text",
        "str" => "use `String`",
        "HashMap" | "BTreeMap" => {
            "use `Vec<Entry>` with a structure `Entry` of key and value that derives `Wire`"
        }
        "HashSet" | "BTreeSet" | "VecDeque" => "use `Vec<T>`",
        "Box" | "Rc" | "Arc" | "Cow" => "use the type itself, without the pointer",
        _ => return None,
    })
}
