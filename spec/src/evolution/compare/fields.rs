//! One field in two versions: its name, its value, its type.

use super::requires::same_expression;
use super::structures::Frame;
use super::{Comparer, Mark, Place, Seat, Suspects, became};
use crate::evolution::rules::Rule;
use crate::model::{
    Coverage, Endian, EnumId, Field, FieldValue, FlagsId, Integer, Model, Padding, PaddingLength,
    Struct, Truth, Type, Unit, Varint,
};
use crate::span::Span;

/// A field under comparison, and where findings about it point.
pub(super) struct Spot<'f, 'm> {
    pub(super) frame: &'f Frame<'m>,
    pub(super) old: &'m Field,
    pub(super) new: &'m Field,
    pub(super) places: (usize, usize),
    pub(super) subject: String,
}

impl Spot<'_, '_> {
    pub(super) fn spans(&self) -> (Option<Span>, Option<Span>) {
        (Some(self.old.name.span), Some(self.new.name.span))
    }

    /// A change of the field alone.
    pub(super) fn alone(&self) -> Place {
        let mark = Mark::Field(Some(self.places.0), Some(self.places.1));
        Place { seat: Seat::Node(self.frame.node), mark }
    }

    /// A change of the forms in which its value is read.
    pub(super) fn form(&self) -> Place {
        let mark = Mark::Form(self.places.0, self.places.1);
        Place { seat: Seat::Node(self.frame.node), mark }
    }

    /// A change that moves what is behind the field.
    pub(super) fn onwards(&self) -> Place {
        Place { seat: Seat::Node(self.frame.node), mark: Mark::Any }
    }
}

impl<'m> Comparer<'m> {
    /// A field that both sides have.
    pub(super) fn field(&mut self, frame: &Frame<'m>, from: usize, to: usize) {
        let (old, new) = (&frame.old.fields[from], &frame.new.fields[to]);
        let subject = format!("{}.{}", frame.label, new.name);
        let spot = Spot { frame, old, new, places: (from, to), subject };
        if old.name.text != new.name.text {
            let message = became(&old.name, &new.name);
            self.tell(&spot, Rule::FieldRenamed, message, Suspects::SOURCE, spot.alone());
        }
        self.history(&old.docs, &new.docs, &spot.subject, (old.name.span, new.name.span));
        self.unit(&spot);
        self.condition(&spot);
        self.computed(&spot);
        self.types(&spot, &old.ty, &new.ty);
        self.range(&spot);
    }

    pub(super) fn tell(
        &mut self,
        spot: &Spot<'_, '_>,
        rule: Rule,
        message: impl Into<String>,
        suspects: Suspects,
        place: Place,
    ) {
        self.report(rule, &spot.subject, message, spot.spans(), suspects, place);
    }

    fn unit(&mut self, spot: &Spot<'_, '_>) {
        let name = |unit: Option<Unit>| match unit {
            None => "no unit",
            Some(Unit::Milliseconds) => "ms",
            Some(Unit::Seconds) => "s",
            Some(Unit::Bytes) => "bytes",
        };
        let (old, new) = (spot.old.unit, spot.new.unit);
        if old != new {
            let both = old.is_some() && new.is_some();
            let suspects = if both { Suspects::MEANING } else { Suspects::NONE };
            let message = became(name(old), name(new));
            self.tell(spot, Rule::UnitChanged, message, suspects, spot.alone());
        }
    }

    fn condition(&mut self, spot: &Spot<'_, '_>) {
        let frame = spot.frame;
        let message = match (&spot.old.condition, &spot.new.condition) {
            (None, None) => return,
            (Some(old), Some(new)) if same_expression(old, new, &frame.matched) => return,
            (old, new) => {
                let text = |model: &Model, structure, condition: &Option<_>| match condition {
                    Some(condition) => {
                        format!("if {}", model.expression_text(structure, condition))
                    }
                    None => "always".to_owned(),
                };
                became(text(self.old, frame.old, old), text(self.new, frame.new, new))
            }
        };
        self.tell(spot, Rule::ConditionChanged, message, Suspects::ALL, spot.onwards());
    }

    /// Where its value comes from.
    fn computed(&mut self, spot: &Spot<'_, '_>) {
        let matched = &spot.frame.matched;
        let source = |suspects: Suspects| Suspects { source: true, ..suspects };
        match (&spot.old.value, &spot.new.value) {
            (FieldValue::Free, FieldValue::Free)
            | (FieldValue::Carried, FieldValue::Carried)
            | (FieldValue::Padding, FieldValue::Padding) => {}
            (FieldValue::Constant(old), FieldValue::Constant(new)) => {
                if old != new {
                    let message = became(format!("{old:#x}"), format!("{new:#x}"));
                    let place = spot.alone();
                    self.tell(spot, Rule::ConstantChanged, message, Suspects::BOTH, place);
                }
            }
            (FieldValue::Bytes(old), FieldValue::Bytes(new)) => {
                if old != new {
                    let message = became(bytes_text(old), bytes_text(new));
                    let place = spot.alone();
                    self.tell(spot, Rule::ConstantChanged, message, Suspects::BOTH, place);
                }
            }
            (FieldValue::Free, FieldValue::Constant(_) | FieldValue::Bytes(_)) => {
                let message = origin(self.new, spot.frame.new, &spot.new.value);
                let suspects = source(Suspects::WRITERS);
                self.tell(spot, Rule::ConstantFixed, message, suspects, spot.alone());
            }
            (FieldValue::Constant(_) | FieldValue::Bytes(_), FieldValue::Free) => {
                let message = format!("was {}", origin(self.old, spot.frame.old, &spot.old.value));
                let suspects = source(Suspects::READERS);
                self.tell(spot, Rule::ConstantFreed, message, suspects, spot.alone());
            }
            (
                FieldValue::Length { of: a, scale: old },
                FieldValue::Length { of: b, scale: new },
            ) if matched.new_place(*a) == Some(*b) => {
                if old != new {
                    self.offset(spot);
                }
            }
            (FieldValue::Size { of: a, scale: old }, FieldValue::Size { of: b, scale: new })
                if same_coverage(spot.frame, *a, *b) =>
            {
                if old != new {
                    self.offset(spot);
                }
            }
            (
                FieldValue::Checksum { algorithm: old, of: a },
                FieldValue::Checksum { algorithm: new, of: b },
            ) => {
                let texts = (self.old.checksum_text(*old), self.new.checksum_text(*new));
                if texts.0 != texts.1 || !same_coverage(spot.frame, *a, *b) {
                    let message = self.computed_texts(spot);
                    let place = spot.alone();
                    self.tell(spot, Rule::ChecksumChanged, message, Suspects::BOTH, place);
                }
            }
            (FieldValue::Selector { of: a }, FieldValue::Selector { of: b })
                if matched.new_place(*a) == Some(*b) => {}
            (
                FieldValue::Free
                | FieldValue::Constant(_)
                | FieldValue::Bytes(_)
                | FieldValue::Length { .. }
                | FieldValue::Size { .. }
                | FieldValue::Checksum { .. }
                | FieldValue::Selector { .. }
                | FieldValue::Padding
                | FieldValue::Carried,
                _,
            ) => {
                let message = self.computed_texts(spot);
                let suspects = source(Suspects::ALL);
                self.tell(spot, Rule::ComputedChanged, message, suspects, spot.onwards());
            }
        }
    }

    fn offset(&mut self, spot: &Spot<'_, '_>) {
        let message = self.computed_texts(spot);
        self.tell(spot, Rule::LengthOffsetChanged, message, Suspects::ALL, spot.onwards());
    }

    fn computed_texts(&self, spot: &Spot<'_, '_>) -> String {
        let (old, new) = (spot.frame.old, spot.frame.new);
        became(origin(self.old, old, &spot.old.value), origin(self.new, new, &spot.new.value))
    }

    /// What it is. Of the elements of a list as well, and of whatever it wraps.
    pub(super) fn types(&mut self, spot: &Spot<'_, 'm>, old: &Type, new: &Type) {
        let node = Some(spot.frame.node);
        match (old, new) {
            (
                Type::Integer(_) | Type::Bool(_) | Type::Enum(..) | Type::Flags(..),
                Type::Integer(_) | Type::Bool(_) | Type::Enum(..) | Type::Flags(..),
            ) => self.numbers(spot, old, new),
            (Type::Bytes(a), Type::Bytes(b)) | (Type::Text(a), Type::Text(b)) => {
                self.extents(spot, a, b, "bytes");
            }
            (Type::Bytes(a), Type::Text(b)) | (Type::Text(a), Type::Bytes(b)) => {
                let narrower = matches!(new, Type::Text(_));
                let suspects = if narrower { Suspects::WRITERS } else { Suspects::READERS };
                let message = if narrower { "bytes → string" } else { "string → bytes" };
                let suspects = Suspects { source: true, ..suspects };
                self.tell(spot, Rule::TypeChanged, message, suspects, spot.alone());
                self.extents(spot, a, b, "bytes");
            }
            (Type::List(a, x), Type::List(b, y)) => {
                self.extents(spot, x, y, "elements");
                self.types(spot, a, b);
            }
            (Type::Option(a), Type::Option(b)) => self.types(spot, a, b),
            (Type::Within(a, x), Type::Within(b, y)) => {
                self.extents(spot, x, y, "bytes");
                self.types(spot, a, b);
            }
            (Type::Struct(a), Type::Struct(b)) => {
                let label = self.new[*b].name.text.clone();
                self.structures(*a, *b, &label, node);
            }
            (Type::Union { union: a, selector: x }, Type::Union { union: b, selector: y }) => {
                self.choosers(spot, *x, *y);
                self.unions(*a, *b, node);
            }
            (Type::Padding(a), Type::Padding(b)) => {
                let message = became(kind(self.old, old), kind(self.new, new));
                if a.length != b.length {
                    let place = spot.onwards();
                    self.tell(spot, Rule::PaddingChanged, message, Suspects::ALL, place);
                } else if a.malleable != b.malleable {
                    self.forms(spot, b.malleable, message);
                }
            }
            (Type::External(a), Type::External(b)) if a == b => {}
            (Type::Float(a), Type::Float(b)) if a == b => {}
            (
                Type::Integer(_)
                | Type::Float(_)
                | Type::Bool(_)
                | Type::Enum(..)
                | Type::Flags(..)
                | Type::Bytes(_)
                | Type::Text(_)
                | Type::List(..)
                | Type::Option(_)
                | Type::Within(..)
                | Type::Struct(_)
                | Type::Union { .. }
                | Type::Padding(_)
                | Type::External(_),
                _,
            ) => {
                let message = became(kind(self.old, old), kind(self.new, new));
                let suspects = Suspects { source: true, ..Suspects::ALL };
                self.tell(spot, Rule::TypeChanged, message, suspects, spot.onwards());
            }
        }
    }

    /// The fields that choose the arms of two unions.
    fn choosers(&mut self, spot: &Spot<'_, '_>, old: Option<usize>, new: Option<usize>) {
        let same = match (old, new) {
            (Some(old), Some(new)) => spot.frame.matched.new_place(old) == Some(new),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        if !same {
            let message = "another field chooses the arm";
            let place = spot.onwards();
            self.tell(spot, Rule::UnionSelectorChanged, message, Suspects::ALL, place);
        }
    }

    /// Types that are one number.
    fn numbers(&mut self, spot: &Spot<'_, 'm>, old: &Type, new: &Type) {
        let (Some(a), Some(b)) = (old.number(), new.number()) else { return };
        let message = became(kind(self.old, old), kind(self.new, new));
        if a.bits != b.bits || a.variable() != b.variable() {
            let suspects = Suspects { source: true, ..Suspects::ALL };
            self.tell(spot, Rule::WidthChanged, message.clone(), suspects, spot.onwards());
        } else if a.signed != b.signed || orders_differ(a, b) {
            let sign = a.signed != b.signed;
            let rule = if sign { Rule::SignChanged } else { Rule::ByteOrderChanged };
            let free = |model, ty, field: &Field| {
                domain(model, ty).is_some_and(|domain| domain.len() == 1 && !is_bool(ty))
                    && field.range.is_none()
                    && field.value == FieldValue::Free
            };
            let free = free(self.old, old, spot.old) && free(self.new, new, spot.new);
            let used = self.looked_at(spot);
            let suspects = if free && !used { Suspects::MEANING } else { Suspects::ALL };
            let suspects = Suspects { source: sign, ..suspects };
            self.tell(spot, rule, message.clone(), suspects, spot.onwards());
        } else if a.is_malleable() != b.is_malleable() {
            self.forms(spot, b.is_malleable(), message.clone());
        }
        let node = Some(spot.frame.node);
        match (old, new) {
            (Type::Enum(x, _), Type::Enum(y, _)) => drop(self.enums(*x, *y, node)),
            (Type::Flags(x, _), Type::Flags(y, _)) => drop(self.flags(*x, *y, node)),
            (Type::Bool(x), Type::Bool(y)) if x.malleable != y.malleable => {
                self.forms(spot, y.malleable, message);
            }
            (Type::Integer(_), Type::Integer(_)) | (Type::Bool(_), Type::Bool(_)) => {}
            _ if a.bits != b.bits => {}
            _ => {
                let (x, y) = (domain(self.old, old), domain(self.new, new));
                let suspects = Suspects {
                    old_readers: !covers(x.as_ref(), y.as_ref()),
                    old_writers: !covers(y.as_ref(), x.as_ref()),
                    // Other numbers than 1 are all the same on one side.
                    meaning: is_malleable(old) || is_malleable(new),
                    source: true,
                };
                self.tell(spot, Rule::TypeChanged, message, suspects, spot.alone());
            }
        }
    }

    /// A value is read in more forms than before, or in fewer. It hurts those of
    /// the other age that meet another form than the one that both write.
    pub(super) fn forms(&mut self, spot: &Spot<'_, '_>, more: bool, message: String) {
        let (rule, suspects) = match more {
            true => (Rule::MalleableAdded, Suspects::READERS),
            false => (Rule::MalleableRemoved, Suspects::WRITERS),
        };
        self.tell(spot, rule, message, suspects, spot.form());
    }

    /// Whether anything else in the structure depends on the field's number.
    fn looked_at(&self, spot: &Spot<'_, '_>) -> bool {
        let conditional = |structure: &Struct| {
            !structure.requires.is_empty()
                || structure.fields.iter().any(|field| field.condition.is_some())
        };
        conditional(spot.frame.old) || conditional(spot.frame.new)
    }

    /// The values allowed, where the integer is the same.
    fn range(&mut self, spot: &Spot<'_, '_>) {
        let (Some(a), Some(b)) = (spot.old.ty.number(), spot.new.ty.number()) else { return };
        let old = spot.old.range.unwrap_or((a.min(), a.max()));
        let new = spot.new.range.unwrap_or((b.min(), b.max()));
        if a.bits != b.bits || a.signed != b.signed || old == new {
            return;
        }
        let message = became(format!("{}..={}", old.0, old.1), format!("{}..={}", new.0, new.1));
        let (rule, suspects) =
            match (old.0 < new.0 || old.1 > new.1, new.0 < old.0 || new.1 > old.1) {
                (true, false) => (Rule::RangeNarrowed, Suspects::WRITERS),
                (false, _) => (Rule::RangeWidened, Suspects::READERS),
                (true, true) => (Rule::RangeShifted, Suspects::BOTH),
            };
        self.tell(spot, rule, message, suspects, spot.alone());
    }
}

/// Where a value comes from, in the spec's words if it is computed.
fn origin(model: &Model, structure: &Struct, value: &FieldValue) -> String {
    match value {
        FieldValue::Free => "given".to_owned(),
        FieldValue::Constant(constant) => format!("always {constant:#x}"),
        FieldValue::Bytes(bytes) => format!("always {}", bytes_text(bytes)),
        FieldValue::Length { .. } | FieldValue::Size { .. } | FieldValue::Checksum { .. } => {
            model.computed_text(structure, value)
        }
        FieldValue::Selector { .. } => "chooses an arm".to_owned(),
        FieldValue::Padding => "padding".to_owned(),
        FieldValue::Carried => "number of the arm".to_owned(),
    }
}

/// A constant byte string as it is written.
fn bytes_text(bytes: &[u8]) -> String {
    format!("b\"{}\"", bytes.escape_ascii())
}

/// Whether the same fields are covered. Trailing bytes that only one side skips are
/// told by themselves.
fn same_coverage(frame: &Frame<'_>, old: Coverage, new: Coverage) -> bool {
    let one_sided = frame.old.trailing().is_some() != frame.new.trailing().is_some();
    let last = |structure: &Struct, of: Coverage| {
        let is_trailing = one_sided && structure.trailing() == Some(of.last);
        if is_trailing { of.last.saturating_sub(1).max(of.first) } else { of.last }
    };
    let matched = &frame.matched;
    matched.new_place(old.first) == Some(new.first)
        && matched.new_place(last(frame.old, old)) == Some(last(frame.new, new))
}

/// Whether the same bytes are different numbers.
pub(super) fn orders_differ(a: Integer, b: Integer) -> bool {
    a.endian != b.endian && a.bits != 8
}

/// What stands behind the bits of an integer of variable length.
pub(super) fn form_name(form: Varint) -> &'static str {
    form.suffix().unwrap_or(" of variable length")
}

fn is_bool(ty: &Type) -> bool {
    matches!(ty, Type::Bool(_))
}

/// Whether several numbers are one truth value.
fn is_malleable(ty: &Type) -> bool {
    matches!(ty, Type::Bool(Truth { malleable: true, .. }))
}

/// The numbers that a type accepts, as ranges; none if they are not ranges.
fn domain(model: &Model, ty: &Type) -> Option<Vec<(i128, i128)>> {
    let all = |integer: &Integer| Some(vec![(integer.min(), integer.max())]);
    let flags = |id: &FlagsId, integer: &Integer| {
        let set = &model[*id];
        let all_bits = u64::MAX >> (64 - u32::from(integer.bits));
        (set.mask() & all_bits == all_bits && set.requires.is_empty())
            .then(|| vec![(0, (1_i128 << integer.bits) - 1)])
    };
    let variants = |id: &EnumId| {
        Some(model[*id].variants.iter().map(|variant| (variant.value, variant.value)).collect())
    };
    match ty {
        Type::Integer(integer) => all(integer),
        Type::Bool(truth) if truth.malleable => all(&truth.integer),
        Type::Bool(_) => Some(vec![(0, 1)]),
        Type::Enum(id, integer) if model[*id].open => all(integer),
        Type::Enum(id, _) => variants(id),
        Type::Flags(id, integer) => flags(id, integer),
        Type::Float(_)
        | Type::Bytes(_)
        | Type::Text(_)
        | Type::List(..)
        | Type::Option(_)
        | Type::Within(..)
        | Type::Struct(_)
        | Type::Union { .. }
        | Type::Padding(_)
        | Type::External(_) => None,
    }
}

/// Whether every number of the second is one of the first. Unknown is no.
fn covers(outer: Option<&Vec<(i128, i128)>>, inner: Option<&Vec<(i128, i128)>>) -> bool {
    let (Some(outer), Some(inner)) = (outer, inner) else { return false };
    let has = |number: i128| outer.iter().any(|(min, max)| (*min..=*max).contains(&number));
    inner.iter().all(|(min, max)| match max - min {
        0..=255 => (*min..=*max).all(has),
        _ => outer.iter().any(|(least, most)| least <= min && max <= most),
    })
}

/// What a type is, in a word or two.
fn kind(model: &Model, ty: &Type) -> String {
    let integer = |integer: &Integer| {
        let sign = if integer.signed { "i" } else { "u" };
        if let Some(form) = integer.variable() {
            let form = form_name(form);
            let malleable = if integer.is_malleable() { " malleable" } else { "" };
            return format!("{sign}{}{form}{malleable}", integer.bits);
        }
        let order = match integer.endian {
            _ if integer.endian == model.endian || integer.bits == 8 => "",
            Endian::Big => "be",
            Endian::Little => "le",
        };
        format!("{sign}{}{order}", integer.bits)
    };
    match ty {
        Type::Integer(number) => integer(number),
        Type::Float(float) => format!("f{}", &integer(&float.carrier())[1..]),
        Type::Bool(truth) if truth.integer.bits == 1 => "bit".to_owned(),
        Type::Bool(truth) if truth.malleable => "bool malleable".to_owned(),
        Type::Bool(_) => "bool".to_owned(),
        Type::Enum(id, number) => format!("{}: {}", model[*id].name, integer(number)),
        Type::Flags(id, number) => format!("{}: {}", model[*id].name, integer(number)),
        Type::Bytes(_) => "bytes".to_owned(),
        Type::Text(_) => "string".to_owned(),
        Type::List(element, _) => format!("list of {}", kind(model, element)),
        Type::Option(inner) => format!("option<{}>", kind(model, inner)),
        Type::Within(inner, _) => format!("within<{}>", kind(model, inner)),
        Type::Struct(id) => model[*id].name.text.clone(),
        Type::Union { union, .. } => model[*union].name.text.clone(),
        Type::Padding(padding) => padding_text(*padding),
        Type::External(name) => name.clone(),
    }
}

fn padding_text(padding: Padding) -> String {
    let length = match padding.length {
        PaddingLength::Exactly(count) => format!("{count} bytes of padding"),
        PaddingLength::To(multiple) => format!("padding to {multiple} bytes"),
        PaddingLength::Rest { max: u64::MAX } => return "whatever is left".to_owned(),
        PaddingLength::Rest { max } => return format!("at most {max} bytes that are left"),
    };
    if padding.malleable { format!("{length} malleable") } else { length }
}
