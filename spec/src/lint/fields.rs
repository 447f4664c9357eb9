//! Fields: ranges that say nothing or too little, numbers that are reserved in
//! name only, units that stand in names.

use super::Linter;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Extent, Field as Meaning, Integer, Measure, Truth, Type as Bytes};
use crate::names::DeclarationId;
use crate::span::Span;
use crate::syntax::tree::{self, Field, Type, TypeKind};

/// Names of fields that are kept for later.
const RESERVED: &[&str] = &["reserved", "spare", "unused", "mbz", "must_be_zero"];

/// As these; a single bit of such a name may say that padding follows.
const PADDING: &[&str] = &["padding", "pad"];

/// What stands at the end of a name instead of a unit.
const UNITS: &[(&str, &str)] = &[
    ("_ms", "ms"),
    ("_millis", "ms"),
    ("_milliseconds", "ms"),
    ("_s", "s"),
    ("_sec", "s"),
    ("_secs", "s"),
    ("_seconds", "s"),
];

/// A prefix of so many bits or more needs a bound: it can say 4 GiB.
const WIDE_PREFIX: u8 = 32;

impl Linter<'_> {
    pub(super) fn fields(&mut self) {
        let meanings = self.model.structs.iter().flat_map(|structure| &structure.fields);
        let meanings: std::collections::BTreeMap<Span, &Meaning> =
            meanings.map(|field| (field.name.span, field)).collect();
        for field in self.all_fields() {
            let field = &field.node;
            let at = self.declared.get(&field.name.span).copied();
            self.lengths(&field.ty, at);
            let Some(meaning) = meanings.get(&field.name.span) else { continue };
            self.range(field, meaning, at);
            self.reserved(field, meaning, at);
            self.unit(field, meaning, at);
        }
    }

    /// Lengths that nothing but their prefix bounds.
    fn lengths(&mut self, ty: &Type, at: Option<DeclarationId>) {
        let (inner, extent) = match &ty.kind {
            TypeKind::Bytes(extent) | TypeKind::Text(extent) => (None, extent.as_ref()),
            TypeKind::List(inner, extent) => (Some(inner), extent.as_ref()),
            TypeKind::Within(inner, extent) => (Some(inner), Some(extent)),
            TypeKind::Option(inner) => (Some(inner), None),
            _ => (None, None),
        };
        if let Some(tree::Extent::Prefixed(prefix, range)) = extent
            && range.as_ref().is_none_or(|range| range.high.is_none())
            && bits(&prefix.text) >= WIDE_PREFIX
        {
            let found = Diagnostic::new(
                Code::UnboundedLength,
                prefix.span,
                format!("only `{prefix}` itself bounds this length"),
                "may announce gigabytes",
            );
            let example = format!("say the greatest length: `{prefix} in 0..=16 MiB`");
            self.report(at, found.help(example));
        }
        if let Some(inner) = inner {
            self.lengths(inner, at);
        }
    }

    fn range(&mut self, field: &Field, meaning: &Meaning, at: Option<DeclarationId>) {
        let (Some(range), Some((low, high)), Bytes::Integer(integer)) =
            (&field.range, meaning.range, &meaning.ty)
        else {
            return;
        };
        if (low, high) == (integer.min(), integer.max()) {
            let found = Diagnostic::new(
                Code::RedundantRange,
                range.span,
                format!("the range of `{}` allows whatever its integer holds", field.name),
                "refuses nothing",
            );
            return self.report(at, found.help("remove it, or narrow it"));
        }
        let needed = (1..=64).find(|bits| {
            let narrow = Integer { bits: *bits, ..*integer };
            narrow.min() <= low && high <= narrow.max()
        });
        let Some(needed) = needed.map(|bits: u8| bits.next_multiple_of(8)) else { return };
        if integer.bits.is_multiple_of(8) && needed < integer.bits {
            let sign = if integer.signed { "i" } else { "u" };
            let found = Diagnostic::new(
                Code::WideInteger,
                field.ty.span,
                format!("`{}` takes {} bits; its range needs {needed}", field.name, integer.bits),
                "wider than its range",
            );
            self.report(
                at,
                found.help(format!("write `{sign}{needed}` if nothing fixes the width")),
            );
        }
    }

    fn reserved(&mut self, field: &Field, meaning: &Meaning, at: Option<DeclarationId>) {
        let name = field.name.text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
        let named_so = RESERVED.contains(&name) || name.starts_with("reserved_");
        let named_padding = PADDING.contains(&name);
        let zeros = match &meaning.ty {
            Bytes::Bool(_) if !named_so => return,
            Bytes::Integer(integer) | Bytes::Bool(Truth { integer, .. }) => {
                format!("u{} = 0", integer.bits)
            }
            Bytes::Bytes(Extent { measure: Measure::Fixed, max, .. }) => format!("padding[{max}]"),
            _ => return,
        };
        // Padding is of whole bytes, and always there.
        let skipped = match &meaning.ty {
            Bytes::Bytes(extent) => Some(extent.max),
            ty => ty.number().filter(|integer| integer.is_whole()).map(Integer::bytes),
        };
        let skipped = skipped.filter(|_| meaning.condition.is_none());
        let free = field.value.is_none() && field.range.is_none();
        if !free || !(named_so || named_padding) {
            return;
        }
        let found = Diagnostic::new(
            Code::OpenReserved,
            field.name.span,
            format!("`{}` takes any value", field.name),
            "reserved in name only",
        );
        let name = &field.name;
        let mut help = format!("write `{name}: {zeros}`, so that it can get a meaning later");
        if let Some(bytes) = skipped {
            help +=
                &format!("; `{name}: padding[{bytes}] malleable` if receivers have to ignore it");
        }
        self.report(at, found.help(help));
    }

    fn unit(&mut self, field: &Field, meaning: &Meaning, at: Option<DeclarationId>) {
        let ending = UNITS.iter().find(|(ending, _)| field.name.text.ends_with(ending));
        let (Some((ending, unit)), None, Bytes::Integer(_)) = (ending, &field.unit, &meaning.ty)
        else {
            return;
        };
        let found = Diagnostic::new(
            Code::UnitInName,
            field.name.span,
            format!("`{}` has its unit in its name only", field.name),
            "known to people only",
        );
        let name = field.name.text.strip_suffix(ending).unwrap_or_default();
        self.report(
            at,
            found.help(format!("write the unit behind the type, as in `{name}: u32 {unit}`")),
        );
    }
}

/// The bits of an integer type, by its name; 0 if it is none.
fn bits(name: &str) -> u8 {
    let digits = name.trim_start_matches(['u', 'i']);
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits.get(..end).and_then(|digits| digits.parse().ok()).unwrap_or(0)
}
