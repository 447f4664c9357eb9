//! Types and extents, with what the layout implies.

use super::length::Measured;
use super::{Declared, Lowering};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Delimiter, Endian, Extent, Float, Integer, Layout, Measure, Name, Padding, PaddingLength,
    Truth, Type, Varint,
};
use crate::span::Span;
use crate::syntax::tree::{self, TypeKind};

/// The most bytes of padding in one place.
const MAX_PADDING: u32 = 65_536;

/// What a type may lean on where it stands.
#[derive(Clone, Copy)]
pub(super) struct Context {
    /// The layout of the structure around it.
    pub(super) layout: Layout,
    /// What an earlier field says of it.
    pub(super) measured: Option<Measured>,
}

impl Context {
    /// The same place, one level down: nothing measures an element.
    fn inside(self) -> Context {
        Context { measured: None, ..self }
    }
}

/// What stands for a type that has a mistake. It is never seen by a reader of
/// a checked model.
pub(super) fn mistaken() -> Type {
    Type::External(String::new())
}

/// Whether a type had a mistake, which is reported already.
pub(super) fn is_mistaken(ty: &Type) -> bool {
    matches!(ty, Type::External(path) if path.is_empty())
}

impl<'a> Lowering<'a> {
    /// The type of a field or element; [`mistaken`] once its mistake is reported.
    /// Unions by an earlier field are resolved by the structure.
    pub(super) fn ty(&mut self, ty: &tree::Type, context: Context) -> Type {
        self.try_ty(ty, context).unwrap_or_else(mistaken)
    }

    fn try_ty(&mut self, ty: &tree::Type, context: Context) -> Option<Type> {
        match &ty.kind {
            TypeKind::Name(name) => self.named_type(name, context.layout),
            TypeKind::Selected(union, _) => {
                self.report(
                    Diagnostic::new(
                        Code::SelectorMismatch,
                        ty.span,
                        format!("the union `{union}` must be a field of its own"),
                        "inside another type",
                    )
                    .help(
                        "put the union in a structure together with the field that chooses its arm",
                    ),
                );
                None
            }
            TypeKind::Bytes(extent) => {
                Some(Type::Bytes(self.extent(extent.as_ref(), ty.span, context)?))
            }
            TypeKind::Text(extent) => {
                Some(Type::Text(self.extent(extent.as_ref(), ty.span, context)?))
            }
            TypeKind::List(element, extent) => {
                let element = self.try_ty(element, context.inside());
                let extent = self.extent(extent.as_ref(), ty.span, context);
                Some(Type::List(Box::new(element?), extent?))
            }
            TypeKind::Option(inner) => {
                Some(Type::Option(Box::new(self.try_ty(inner, context.inside())?)))
            }
            TypeKind::Within(inner, extent) => {
                let inner = self.try_ty(inner, context.inside());
                let extent = self.region(extent, ty.span, context);
                Some(Type::Within(Box::new(inner?), extent?))
            }
            TypeKind::Padding(padding) => Some(Type::Padding(self.padding(padding)?)),
            TypeKind::External(path) if self.fragment => Some(Type::External(path.clone())),
            TypeKind::External(path) => {
                self.report(
                    Diagnostic::new(
                        Code::ForeignType,
                        ty.span,
                        format!("the Rust type `{path}` means nothing in a spec"),
                        "not a type of the language",
                    )
                    .help("declare a `struct`, `enum` or `union` in the spec"),
                );
                None
            }
        }
    }

    fn named_type(&mut self, name: &Name, layout: Layout) -> Option<Type> {
        let bits_of_truth = match name.text.as_str() {
            "bool" => Some(8),
            "bit" => Some(1),
            _ => None,
        };
        if let Some(bits) = bits_of_truth {
            let integer = Integer::new(bits, false, self.endian_of(layout, name.span));
            return Some(Type::Bool(Truth { integer, malleable: false }));
        }
        if let Some((bits, endian)) = parse_float(&name.text) {
            let endian = endian.unwrap_or(self.endian_of(layout, name.span));
            return Some(Type::Float(Float { bits, endian }));
        }
        if looks_like_integer(&name.text) && !self.declared.contains_key(name.text.as_str()) {
            return self.integer(name, layout).map(Type::Integer);
        }
        match self.resolve(name, "type")? {
            Declared::Enum(id) => {
                let repr = self.repr_in(name, self.model.enums.get(id.0).map(|e| e.repr), layout);
                Some(Type::Enum(id, repr?))
            }
            Declared::Flags(id) => {
                let repr = self.repr_in(name, self.model.flags.get(id.0).map(|f| f.repr), layout);
                Some(Type::Flags(id, repr?))
            }
            Declared::Struct(id) => Some(Type::Struct(id)),
            Declared::Union(union) => Some(Type::Union { union, selector: None }),
            other => {
                self.wrong_kind(name, other, "a type");
                None
            }
        }
    }

    /// The integer of an enumeration or set of flags, as this layout has it.
    fn repr_in(&self, name: &Name, repr: Option<Integer>, layout: Layout) -> Option<Integer> {
        let repr = repr?;
        let explicit = self.explicit_repr.get(name.text.as_str()).copied().unwrap_or(false);
        Some(if explicit { repr } else { self.in_layout(repr, layout, name.span) })
    }

    /// An integer that says of itself no more than its width and sign.
    fn in_layout(&self, integer: Integer, layout: Layout, at: Span) -> Integer {
        let fixed = Integer::new(integer.bits, integer.signed, self.endian_of(layout, at));
        let wide = fixed.is_whole() && fixed.bits > 8;
        if layout == Layout::BincodeVarint && wide {
            fixed.with_form(Varint::Bincode)
        } else {
            fixed
        }
    }

    /// The byte order that a layout implies for what is written at a place.
    fn endian_of(&self, layout: Layout, at: Span) -> Endian {
        match layout {
            Layout::Plain => self.endian_at(at),
            Layout::Bincode | Layout::BincodeVarint => Endian::Little,
        }
    }

    /// An integer type by its name: `u1` to `u64` or `i1` to `i64`; `le` or `be`
    /// behind it if the byte order differs, `leb128`, `zigzag` or `quic` if its
    /// length depends on the value.
    pub(super) fn integer(&mut self, name: &Name, layout: Layout) -> Option<Integer> {
        let written = parse_integer(&name.text);
        let fits = |form: Varint, integer: &Integer| match form {
            Varint::ZigZag if !integer.signed => {
                Err("zig-zag is for integers with a sign: `i32zigzag`")
            }
            Varint::Quic if integer.signed || integer.bits > form.widest() => {
                Err("the integers of QUIC have 1 to 62 bits and no sign: `u62quic`")
            }
            _ => Ok(()),
        };
        let (label, help) = match written {
            Some((integer, Written::Plain)) => {
                return Some(self.in_layout(integer, layout, name.span));
            }
            Some((integer, Written::Ordered(endian))) => {
                return Some(Integer { endian, ..integer });
            }
            Some((integer, Written::Variable(form))) => match fits(form, &integer) {
                Ok(()) => return Some(integer.with_form(form)),
                Err(help) => ("no such integer", help),
            },
            None => (
                "expected an integer of 1 to 64 bits",
                "use `u1` to `u64` or `i1` to `i64`, with `le` or `be` behind it for a byte order of its own, \
                 `leb128`, `zigzag` or `quic` for as many bytes as the value asks for",
            ),
        };
        self.report(
            Diagnostic::new(
                Code::InvalidInteger,
                name.span,
                format!("`{name}` is not an integer type"),
                label,
            )
            .help(help),
        );
        None
    }

    /// An integer type that is looked at before it is read.
    pub(super) fn peeked(&mut self, name: &Name, layout: Layout) -> Option<Integer> {
        let integer = self.unsigned(name, layout, "a tag")?;
        self.of_fixed_size(integer, name, "a number that is only looked at")
    }

    /// The integer, if its size does not depend on its value.
    pub(super) fn of_fixed_size(
        &mut self,
        integer: Integer,
        name: &Name,
        what: &str,
    ) -> Option<Integer> {
        if integer.variable().is_none() {
            return Some(integer);
        }
        self.report(
            Diagnostic::new(
                Code::InvalidInteger,
                name.span,
                format!("{what} has a fixed size"),
                "its size depends on its value",
            )
            .help("write an integer of fixed size: `u8`, `u16`"),
        );
        None
    }

    /// Lets what a type has in more than one form, its prefixes among them, be malleable.
    pub(super) fn malleable(&mut self, at: Span, ty: &mut Type) {
        if is_mistaken(ty) || make_malleable(ty) {
            return;
        }
        self.report(
            Diagnostic::new(
                Code::NothingMalleable,
                at,
                "nothing here can be read in more than one form",
                "no integer of variable length, no `bool`, no padding",
            )
            .help(
                "remove it; in a structure or union, write it at the field that has such a value",
            ),
        );
    }

    /// An integer type of whole bytes that holds lengths or tags.
    pub(super) fn whole_unsigned(
        &mut self,
        name: &Name,
        layout: Layout,
        what: &str,
    ) -> Option<Integer> {
        let integer = self.unsigned(name, layout, what)?;
        if !integer.is_whole() {
            self.report(
                Diagnostic::new(
                    Code::InvalidInteger,
                    name.span,
                    format!("{what} here fills whole bytes"),
                    format!("{} bits", integer.bits),
                )
                .help(format!("write `u{}`", integer.bits.next_multiple_of(8))),
            );
            return None;
        }
        Some(integer)
    }

    /// An integer type that holds lengths, tags or flags.
    pub(super) fn unsigned(&mut self, name: &Name, layout: Layout, what: &str) -> Option<Integer> {
        let integer = self.integer(name, layout)?;
        if integer.signed {
            self.report(
                Diagnostic::new(
                    Code::InvalidInteger,
                    name.span,
                    format!("{what} is never negative"),
                    "signed",
                )
                .help(format!("write `u{}`", name.text[1..].replace("zigzag", "leb128"))),
            );
            return None;
        }
        Some(integer)
    }

    fn extent(
        &mut self,
        extent: Option<&tree::Extent>,
        at: Span,
        context: Context,
    ) -> Option<Extent> {
        match extent {
            Some(tree::Extent::Exactly(length)) => {
                let length = self.count(length, "the length")?;
                Some(Extent { measure: Measure::Fixed, min: length, max: length })
            }
            Some(tree::Extent::Prefixed(name, range)) => {
                let prefix = self.whole_unsigned(name, context.layout, "a length");
                let most = prefix.map_or(u64::MAX, greatest);
                let (min, max) = self.lengths(range.as_ref(), most)?;
                Some(Extent { measure: Measure::Prefix(prefix?), min, max })
            }
            Some(tree::Extent::Rest(_, range)) => {
                let (min, max) = self.lengths(range.as_ref(), u64::MAX)?;
                Some(Extent { measure: Measure::Rest, min, max })
            }
            Some(tree::Extent::Until(delimiter, range)) => {
                let delimiter = self.delimiter(delimiter);
                let (min, max) = self.lengths(range.as_ref(), u64::MAX)?;
                Some(Extent { measure: Measure::Until(delimiter?), min, max })
            }
            Some(tree::Extent::Within(range)) => self.implied(Some(range), at, context),
            None => self.implied(None, at, context),
        }
    }

    /// How many bytes padding has.
    fn padding(&mut self, padding: &tree::Padding) -> Option<Padding> {
        let (length, least, bytes): (fn(u64) -> PaddingLength, _, _) = match padding {
            tree::Padding::Exactly(count) => (PaddingLength::Exactly, 1, count),
            tree::Padding::To(multiple) => (PaddingLength::To, 2, multiple),
            tree::Padding::Rest(range) => return self.padding_to_the_end(range.as_ref()),
        };
        let what = "a number of bytes of padding";
        let count = self.count(bytes, what)?;
        let bounds = (least, MAX_PADDING.into());
        self.within(Code::ValueDoesNotFit, count.into(), bounds, what, bytes.span)?;
        Some(Padding { length: length(count), malleable: false })
    }

    /// `padding[rest in ..=64]`
    fn padding_to_the_end(&mut self, range: Option<&tree::Range>) -> Option<Padding> {
        let (min, max) = self.lengths(range, u64::MAX)?;
        if let (1.., Some(range)) = (min, range) {
            self.report(
                Diagnostic::new(
                    Code::StrictTrailing,
                    range.span,
                    format!("{min} or more bytes would be skipped, but none are written"),
                    "refuses what the encoder writes",
                )
                .help("let it begin at 0: `padding[rest in ..=64] malleable`"),
            );
            return None;
        }
        Some(Padding { length: PaddingLength::Rest { max }, malleable: false })
    }

    /// Refuses zeros up to the end, unless they need not be zeros.
    pub(super) fn trailing_is_malleable(&mut self, name: &Name, at: Span, ty: &mut Type) {
        let Type::Padding(Padding { length: PaddingLength::Rest { .. }, malleable: false }) = ty
        else {
            return;
        };
        self.report(
            Diagnostic::new(
                Code::StrictTrailing,
                at,
                format!("`{name}` is as many zeros as one likes: one value would have many encodings"),
                "any number of zeros",
            )
            .help("write `padding[rest] malleable` to skip whatever stands there; without it what is left is refused"),
        );
        *ty = mistaken();
    }

    /// What ends a byte string, string or list.
    fn delimiter(&mut self, delimiter: &tree::Expression) -> Option<Delimiter> {
        let tree::ExpressionKind::Bytes(bytes) = &delimiter.kind else {
            let byte = self.integer_in(delimiter, 0, 255, "the byte that ends it")?;
            return Delimiter::new(&[u8::try_from(byte).ok()?]);
        };
        let found = Delimiter::new(bytes);
        if found.is_none() {
            self.report(
                Diagnostic::new(
                    Code::ValueDoesNotFit,
                    delimiter.span,
                    format!("{} bytes cannot end something", bytes.len()),
                    "expected one to four bytes",
                )
                .help("write a byte, `until 0`, or up to four, `until b\"\\r\\n\"`"),
            );
        }
        found
    }

    /// How many bytes a value fills: a fixed number, or behind a prefix.
    pub(super) fn region(
        &mut self,
        extent: &tree::Extent,
        at: Span,
        context: Context,
    ) -> Option<Extent> {
        let extent = self.extent(Some(extent), at, context.inside())?;
        if matches!(extent.measure, Measure::Fixed | Measure::Prefix(_)) {
            return Some(extent);
        }
        self.report(
            Diagnostic::new(
                Code::Unmeasured,
                at,
                "nothing says how many bytes this fills",
                "neither a number of bytes nor a prefix",
            )
            .help("write the integer in front of it, `within[u16 in 0..=100]<…>`, or a number of bytes"),
        );
        None
    }

    /// A length that an earlier field or the layout tells.
    fn implied(
        &mut self,
        range: Option<&tree::Range>,
        at: Span,
        context: Context,
    ) -> Option<Extent> {
        let most = match context.measured {
            Some(Measured::Length(_, most)) => most,
            Some(Measured::End) | None => u64::MAX,
        };
        let (min, max) = self.lengths(range, most)?;
        match context.measured {
            Some(Measured::Length(field, _)) => {
                return Some(Extent { measure: Measure::Field(field), min, max });
            }
            Some(Measured::End) if context.layout == Layout::Plain => {
                return Some(Extent { measure: Measure::Rest, min, max });
            }
            Some(Measured::End) | None => {}
        }
        if context.layout != Layout::Plain {
            let prefix =
                self.in_layout(Integer::new(64, false, Endian::Little), context.layout, at);
            return Some(Extent { measure: Measure::Prefix(prefix), min, max });
        }
        self.report(
            Diagnostic::new(
                Code::Unmeasured,
                at,
                "nothing says how long this is",
                "a decoder could not know its length",
            )
            .help("measure it by an earlier field (`length: u16 = len(name)`), by a prefix (`bytes[u16 in 0..=100]`), or take the rest (`bytes[rest]`)"),
        );
        None
    }

    /// The least and greatest length; 0 and `most` where the range is open.
    fn lengths(&mut self, range: Option<&tree::Range>, most: u64) -> Option<(u64, u64)> {
        let Some(range) = range else { return Some((0, most)) };
        let low = match &range.low {
            Some(low) => self.count(low, "the least length"),
            None => Some(0),
        };
        let high = match &range.high {
            Some(high) => self.count(high, "the greatest length"),
            None => Some(most),
        };
        let (low, high) = (low?, high?);
        if low > high {
            self.empty_range(range.span, low.into(), high.into());
            return None;
        }
        Some((low, high))
    }

    /// A range that nothing is in.
    pub(super) fn empty_range(&mut self, at: Span, low: i128, high: i128) {
        self.report(
            Diagnostic::new(
                Code::EmptyRange,
                at,
                format!("nothing is in {low}..={high}"),
                "empty range",
            )
            .help("put the smaller end first"),
        );
    }
}

/// The largest length that an integer can say.
pub(super) fn greatest(integer: Integer) -> u64 {
    u64::try_from(integer.max()).unwrap_or(u64::MAX)
}

/// Whether a name was meant to be an integer type: `u` or `i` and a digit.
pub(crate) fn looks_like_integer(name: &str) -> bool {
    let mut letters = name.bytes();
    matches!(letters.next(), Some(b'u' | b'i'))
        && letters.next().is_some_and(|b| b.is_ascii_digit())
}

/// What is said of an integer behind its width.
enum Written {
    Plain,
    Ordered(Endian),
    Variable(Varint),
}

/// Whether an integer type says of itself how it stands in bytes.
pub(super) fn has_own_form(name: &str) -> bool {
    !matches!(parse_integer(name), None | Some((_, Written::Plain)))
}

/// `f32`, `f64le`: the bits, and the byte order if the name says it.
fn parse_float(name: &str) -> Option<(u8, Option<Endian>)> {
    let (bits, order) = name.split_at_checked(3)?;
    let bits = match bits {
        "f32" => 32,
        "f64" => 64,
        _ => return None,
    };
    match order {
        "" => Some((bits, None)),
        "le" => Some((bits, Some(Endian::Little))),
        "be" => Some((bits, Some(Endian::Big))),
        _ => None,
    }
}

fn parse_integer(name: &str) -> Option<(Integer, Written)> {
    let signed = name.starts_with('i');
    let number = name.strip_prefix(['u', 'i'])?;
    let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (digits, form) = number.split_at(digits);
    let form = match form {
        "" => Written::Plain,
        "le" => Written::Ordered(Endian::Little),
        "be" => Written::Ordered(Endian::Big),
        form => Written::Variable(Varint::with_suffix(form)?),
    };
    let bits =
        digits.parse().ok().filter(|bits| (1..=64).contains(bits) && !digits.starts_with('0'))?;
    Some((Integer::new(bits, signed, Endian::Little), form))
}

/// Makes what a type has of integers of variable length, truth values of a byte
/// and padding malleable: whether it has any.
fn make_malleable(ty: &mut Type) -> bool {
    let number = |integer: &mut Integer| match integer.made_malleable() {
        Some(malleable) => {
            *integer = malleable;
            true
        }
        None => false,
    };
    let prefix = |extent: &mut Extent| match &mut extent.measure {
        Measure::Prefix(prefix) => number(prefix),
        _ => false,
    };
    match ty {
        Type::Integer(integer) | Type::Enum(_, integer) | Type::Flags(_, integer) => {
            number(integer)
        }
        Type::Bytes(extent) | Type::Text(extent) => prefix(extent),
        // Both, so neither may be left out by the other.
        Type::List(inner, extent) | Type::Within(inner, extent) => {
            prefix(extent) | make_malleable(inner)
        }
        Type::Option(inner) => make_malleable(inner),
        // A bit has no other numbers.
        Type::Bool(truth) => {
            truth.malleable = truth.integer.is_whole();
            truth.malleable
        }
        Type::Padding(padding) => {
            padding.malleable = true;
            true
        }
        Type::Float(_) | Type::Struct(_) | Type::Union { .. } | Type::External(_) => false,
    }
}
