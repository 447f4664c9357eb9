//! Lengths: how a decoder knows them, and which are allowed.

use super::fields::{Spot, form_name, orders_differ};
use super::{Comparer, Suspects, became};
use crate::evolution::rules::Rule;
use crate::model::{Extent, FieldValue, Integer, Measure, Scale, Struct};

impl Comparer<'_> {
    /// The extents of two things of one kind; `unit` is what they count.
    pub(super) fn extents(&mut self, spot: &Spot<'_, '_>, old: &Extent, new: &Extent, unit: &str) {
        let matched = &spot.frame.matched;
        let told_alike = match (old.measure, new.measure) {
            (Measure::Fixed, Measure::Fixed) => {
                if old.min != new.min {
                    let message = format!("{} {unit}", became(old.min, new.min));
                    let place = spot.onwards();
                    self.tell(spot, Rule::FixedLengthChanged, message, Suspects::ALL, place);
                }
                return;
            }
            (Measure::Prefix(a), Measure::Prefix(b)) => same_number(a, b),
            // Where the measuring field differs, that is told of the field.
            (Measure::Field(a), Measure::Field(b)) => matched.new_place(a) == Some(b),
            (Measure::Rest, Measure::Rest) => true,
            (Measure::Until(a), Measure::Until(b)) => a == b,
            (
                Measure::Fixed
                | Measure::Prefix(_)
                | Measure::Field(_)
                | Measure::Rest
                | Measure::Until(_),
                _,
            ) => false,
        };
        if let (Measure::Prefix(a), Measure::Prefix(b)) = (old.measure, new.measure)
            && told_alike
            && a.is_malleable() != b.is_malleable()
        {
            let message = became(told(old.measure), told(new.measure));
            self.forms(spot, b.is_malleable(), message);
        }
        if !told_alike {
            let message = became(told(old.measure), told(new.measure));
            self.tell(spot, Rule::LengthEncodingChanged, message, Suspects::ALL, spot.onwards());
        }
        let (a, b) = (bounds(spot.frame.old, old), bounds(spot.frame.new, new));
        if a == b {
            return;
        }
        let shown = |(min, max): (u64, u64)| match max {
            u64::MAX => format!("{min}.."),
            max => format!("{min}..={max}"),
        };
        let message = format!("{} {unit}", became(shown(a), shown(b)));
        let (rule, suspects) = match (a.0 < b.0 || a.1 > b.1, b.0 < a.0 || b.1 > a.1) {
            (true, false) => (Rule::LengthNarrowed, Suspects::WRITERS),
            (false, _) => (Rule::LengthWidened, Suspects::READERS),
            (true, true) => (Rule::LengthShifted, Suspects::BOTH),
        };
        if told_alike {
            self.tell(spot, rule, message, suspects, spot.alone());
        }
    }
}

/// The lengths allowed, as far as the integer that tells them goes.
pub(super) fn bounds(structure: &Struct, extent: &Extent) -> (u64, u64) {
    let told_by = match extent.measure {
        Measure::Field(place) => structure.fields.get(place),
        Measure::Fixed | Measure::Prefix(_) | Measure::Rest | Measure::Until(_) => None,
    };
    let Some(field) = told_by else { return (extent.min, extent.limit()) };
    let scale = match field.value {
        FieldValue::Length { scale, .. } | FieldValue::Size { scale, .. } => scale,
        FieldValue::Free
        | FieldValue::Constant(_)
        | FieldValue::Bytes(_)
        | FieldValue::Checksum { .. }
        | FieldValue::Selector { .. }
        | FieldValue::Padding
        | FieldValue::Carried => Scale::PLAIN,
    };
    let (least, most) = match (field.range, field.ty.number()) {
        (Some(range), _) => range,
        (None, Some(integer)) => (integer.min(), integer.max()),
        (None, None) => return (extent.min, extent.max),
    };
    let clamp = |number: i128| u64::try_from(number.max(0)).unwrap_or(u64::MAX);
    (extent.min.max(clamp(scale.length(least))), extent.max.min(clamp(scale.length(most))))
}

/// Whether numbers stand in the same bytes, as they are written: what is
/// malleable is read in others as well.
pub(super) fn same_number(a: Integer, b: Integer) -> bool {
    a.bits == b.bits && a.signed == b.signed && a.variable() == b.variable() && !orders_differ(a, b)
}

fn told(measure: Measure) -> String {
    let order = |integer: Integer| match (integer.variable(), integer.bits) {
        (Some(form), _) => {
            let malleable = if integer.is_malleable() { ", malleable" } else { "" };
            format!(", {}{malleable}", form_name(form).trim_start())
        }
        (None, 8) => String::new(),
        (None, _) => match integer.endian {
            crate::model::Endian::Big => ", big-endian".to_owned(),
            crate::model::Endian::Little => ", little-endian".to_owned(),
        },
    };
    match measure {
        Measure::Fixed => "fixed".to_owned(),
        Measure::Prefix(integer) => format!("prefix of {} bits{}", integer.bits, order(integer)),
        Measure::Field(_) => "an earlier field".to_owned(),
        Measure::Rest => "all that is left".to_owned(),
        Measure::Until(delimiter) => {
            let bytes = delimiter.as_slice().iter();
            format!("until {}", bytes.map(|byte| format!("{byte:02x}")).collect::<String>())
        }
    }
}
