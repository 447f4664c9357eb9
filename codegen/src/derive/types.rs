//! Rust types as types of the language.

use packetwright_spec::diagnostic::{Code, Diagnostic};
use packetwright_spec::model::{Name, Varint};
use packetwright_spec::span::Span;
use packetwright_spec::syntax::tree::{Expression, ExpressionKind, Extent, Range, Type, TypeKind};
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, PathSegment, TypeArray, TypePath, TypeReference};

use super::Reading;
use super::attributes::Settings;
use super::scalars::{INTEGERS, is_scalar};

/// What was said about the length of a field.
#[derive(Default)]
pub(super) struct Bounds {
    /// `length = 0..=64`, and where it stands.
    length: Option<(Range, Span)>,
    /// How the length is told, and where that is said.
    measure: Option<(Measure, Span)>,
    /// `bits = 4`, and where the number stands.
    bits: Option<(u128, Span)>,
    /// `varint = "leb128"`, and where the word stands.
    form: Option<(Varint, Span)>,
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

impl Reading {
    /// `length`, `prefix`, `rest`, `until`, `bits` and `varint` of a field.
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
        bounds.form = settings.take("varint").and_then(|setting| self.form(&setting));
        bounds
    }

    /// A type; `None` once its mistake is reported.
    pub(super) fn ty(&mut self, ty: &syn::Type, bounds: Bounds) -> Option<Type> {
        let kind = match ty {
            syn::Type::Path(path) => self.path_type(ty, path, bounds)?,
            syn::Type::Array(array) => {
                self.unbounded(&bounds, "an array has the length of its type");
                self.no_bits(&bounds);
                if let (Some(own), true) = (&self.lifetime, is_octet(&array.elem)) {
                    let help = format!("write `&'{own} [u8; N]`");
                    return self.unsupported(ty, "a type with a lifetime borrows its bytes", &help);
                }
                self.array(array)?
            }
            syn::Type::Paren(inner) => return self.ty(&inner.elem, bounds),
            syn::Type::Group(inner) => return self.ty(&inner.elem, bounds),
            syn::Type::Reference(reference) => self.reference(ty, reference, bounds)?,
            syn::Type::Slice(_) => {
                return self.unsupported(
                    ty,
                    "a slice by itself cannot be decoded into",
                    "use `Bytes`, `Vec<u8>` or `Vec<T>`, which own what they hold",
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

    /// What a type that borrows has of the input: text or bytes.
    fn reference(
        &mut self,
        ty: &syn::Type,
        reference: &TypeReference,
        bounds: Bounds,
    ) -> Option<TypeKind> {
        let Some(own) = self.lifetime.clone() else {
            return self.unsupported(
                ty,
                "a type without a lifetime owns what it holds",
                "use `String`, `Bytes`, `Vec<u8>` or `Vec<T>`; or give a type that derives `Wire` a lifetime, to borrow from the input",
            );
        };
        let lives = reference.lifetime.as_ref().is_some_and(|lifetime| lifetime.ident == own);
        if !lives || reference.mutability.is_some() {
            let help = format!("write `&'{own} …`");
            return self.unsupported(
                ty,
                "what is borrowed from the input lives as long as that, and is not changed",
                &help,
            );
        }
        self.no_bits(&bounds);
        match &*reference.elem {
            syn::Type::Path(path) if path.path.is_ident("str") => {
                self.sequence(ty, bounds, TypeKind::Text)
            }
            syn::Type::Slice(slice) if is_octet(&slice.elem) => {
                self.sequence(ty, bounds, TypeKind::Bytes)
            }
            syn::Type::Array(array) if is_octet(&array.elem) => {
                self.unbounded(&bounds, "an array has the length of its type");
                self.array(array)
            }
            _ => {
                let help = format!(
                    "use `List<'{own}, T>` of `packetwright::codec` for a list, and other types without a reference"
                );
                self.unsupported(ty, "only `str`, `[u8]` and `[u8; N]` are borrowed", &help)
            }
        }
    }

    /// What a type that borrows cannot have: the parts that own. Reports it.
    fn is_owned(&mut self, ty: &syn::Type, name: &str) -> bool {
        let Some(own) = &self.lifetime else { return false };
        let instead = match name {
            "String" => format!("`&'{own} str`"),
            "Bytes" => format!("`&'{own} [u8]`"),
            "Vec" => format!(
                "`&'{own} [u8]` for bytes, `List<'{own}, T>` of `packetwright::codec` for a list"
            ),
            _ => return false,
        };
        self.unsupported::<()>(
            ty,
            "a type with a lifetime borrows all that has no fixed size",
            &format!("use {instead}"),
        );
        true
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
        let form = if is_scalar(&name) { bounds.form.take() } else { None };
        self.no_bits(&bounds);
        if self.is_owned(ty, &name) {
            return None;
        }
        match (name.as_str(), argument(last)) {
            ("List", Some(element)) if self.has_own_lifetime(last) => {
                if is_octet(element) {
                    return self.unsupported(ty, "a list of bytes is a slice", "use `&'a [u8]`");
                }
                self.list(ty, element, bounds)
            }
            ("String", None) => self.sequence(ty, bounds, TypeKind::Text),
            ("Bytes", None) => self.sequence(ty, bounds, TypeKind::Bytes),
            ("Vec", Some(element)) => self.list(ty, element, bounds),
            ("Option", Some(inner)) => Some(TypeKind::Option(Box::new(self.ty(inner, bounds)?))),
            (name, None) if is_scalar(name) => {
                self.unbounded(&bounds, "only byte strings, strings and lists have a length");
                let span = self.places.add(last.ident.span());
                let text = match form {
                    Some(form) => self.variable(name, bits, form)?,
                    None => self.scalar(name, bits)?,
                };
                Some(TypeKind::Name(Name { text, span }))
            }
            (_, None) if self.has_own_lifetime(last) => {
                self.unbounded(&bounds, "the length of a type is bounded where it is declared");
                Some(TypeKind::External(borrowing_path(&path.path)))
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

    /// A list of elements.
    fn list(&mut self, ty: &syn::Type, element: &syn::Type, bounds: Bounds) -> Option<TypeKind> {
        let element = self.ty(element, Bounds::default());
        let list = |extent| element.map(|element| TypeKind::List(Box::new(element), extent));
        self.sequence(ty, bounds, list)?
    }

    /// Whether the first argument of a type is the lifetime of the type around it.
    fn has_own_lifetime(&self, segment: &PathSegment) -> bool {
        match (&segment.arguments, &self.lifetime) {
            (PathArguments::AngleBracketed(arguments), Some(own)) => {
                matches!(arguments.args.first(), Some(GenericArgument::Lifetime(first)) if first.ident == *own)
            }
            _ => false,
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
            Some(name) if is_scalar(&name) => {
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

    /// Refuses a number of bits, or a form, where it means nothing.
    fn no_bits(&mut self, bounds: &Bounds) {
        if let Some((_, span)) = bounds.bits {
            let message = "only integers and `bool` have a number of bits";
            let mistake = Diagnostic::new(Code::DeriveAttribute, span, message, "");
            self.report(mistake.help("remove it"));
        }
        if let Some((_, span)) = bounds.form {
            let message = "only an integer by itself has a form of variable length";
            let mistake = Diagnostic::new(Code::DeriveAttribute, span, message, "");
            self.report(mistake.help("for a length write it as `prefix = u32leb128`"));
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

/// Whether a name is of a type with bytes of its own, which nobody derives.
pub(super) fn has_layout_of_its_own(name: &str) -> bool {
    const OWN: [&str; 5] = ["String", "Bytes", "Vec", "Option", "List"];
    OWN.contains(&name) || is_scalar(name) || replacement(name).is_some()
}

/// The one type in the angle brackets of a segment, if that is what is there;
/// lifetimes may stand in front.
pub(super) fn argument(segment: &PathSegment) -> Option<&syn::Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    let is_lifetime =
        |argument: &&GenericArgument| matches!(argument, GenericArgument::Lifetime(_));
    let mut others = arguments.args.iter().skip_while(is_lifetime);
    match (others.next(), others.next()) {
        (Some(GenericArgument::Type(ty)), None) => Some(ty),
        _ => None,
    }
}

/// Whether a type is `u8`.
fn is_octet(ty: &syn::Type) -> bool {
    matches!(ty, syn::Type::Path(path) if path.path.is_ident("u8"))
}

/// The path of a type that borrows, with the lifetime that generated code has.
fn borrowing_path(path: &syn::Path) -> String {
    let mut path = path.clone();
    if let Some(last) = path.segments.last_mut() {
        last.arguments = PathArguments::None;
    }
    format!("{} {BORROWED}", path.to_token_stream())
}

/// What stands behind the path of a type that borrows: the lifetime of the input
/// in generated code.
pub const BORROWED: &str = "< 'a >";

/// What to use instead of a type of Rust that peers cannot agree on.
fn replacement(name: &str) -> Option<&'static str> {
    Some(match name {
        "usize" => "its size is the machine's own: use `u64` or `u32`",
        "isize" => "its size is the machine's own: use `i64` or `i32`",
        "u128" | "i128" => "integers have at most 64 bits: use `[u8; 16]` or two `u64`",
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
