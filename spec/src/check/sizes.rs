//! Sizes: bounds fit what carries them, elements take bytes, constants fit.

use super::{Checker, field_name};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Extent, Field, FieldValue, Measure, Size, Struct, Type};
use crate::span::Span;

impl<'m> Checker<'m> {
    /// Every field's bounds.
    pub(super) fn sizes(&mut self) {
        for union in &self.model.unions {
            let Some(extent) = &union.within else { continue };
            for body in union.bodies() {
                if let Some(arm) = self.structure(body) {
                    self.fills(arm.name.span, self.model.struct_size(body), extent);
                }
            }
        }
        for structure in &self.model.structs {
            for field in &structure.fields {
                self.extents(field, &field.ty);
                self.numbers(field);
                if let FieldValue::Length { of, plus } = field.value {
                    self.length_fits(structure, field, of, plus);
                }
            }
        }
    }

    fn extents(&mut self, field: &'m Field, ty: &'m Type) {
        match ty {
            Type::Bytes(extent) | Type::Text(extent) => self.prefix(field, extent),
            Type::List(element, extent) => {
                self.prefix(field, extent);
                self.extents(field, element);
                let known = !matches!(**element, Type::External(_));
                if known && self.model.size(element).min == 0 {
                    self.report(
                        Diagnostic::new(
                            Code::EmptyElement,
                            field.span,
                            format!("an element of `{}` may take no bytes at all", field.name),
                            "a list of elements that may be empty",
                        )
                        .help("give the element a field that is always there, or a prefix"),
                    );
                }
            }
            Type::Option(inner) => self.extents(field, inner),
            Type::Within(inner, extent) => {
                self.prefix(field, extent);
                self.fills(field.span, self.model.size(inner), extent);
                self.extents(field, inner);
            }
            _ => {}
        }
    }

    /// Some value can fill a region.
    fn fills(&mut self, at: Span, content: Size, extent: &Extent) {
        let too_much = content.min > extent.limit();
        let too_little = content.max.is_some_and(|most| most < extent.min);
        if !too_much && !too_little {
            return;
        }
        let takes = match content.max {
            Some(most) if most == content.min => format!("{most} bytes"),
            Some(most) => format!("{} to {most} bytes", content.min),
            None => format!("at least {} bytes", content.min),
        };
        let (least, most) = (extent.min, extent.limit());
        self.report(
            Diagnostic::new(
                Code::LengthDoesNotFit,
                at,
                format!("nothing can fill {least} to {most} bytes here: a value takes {takes}"),
                "never filled",
            )
            .help("allow as many bytes as a value takes"),
        );
    }

    fn prefix(&mut self, field: &Field, extent: &Extent) {
        let Measure::Prefix(prefix) = extent.measure else { return };
        let most = u64::try_from(prefix.max()).unwrap_or(u64::MAX);
        if extent.max > most && extent.max != u64::MAX {
            self.report(
                Diagnostic::new(
                    Code::PrefixTooSmall,
                    field.span,
                    format!(
                        "`{}` may be {} long, but its prefix of {} bits says at most {most}",
                        field.name, extent.max, prefix.bits
                    ),
                    "longer than the prefix can say",
                )
                .help("use a wider prefix or a smaller bound"),
            );
        }
    }

    /// Ranges and constants are values of the integer.
    fn numbers(&mut self, field: &Field) {
        let Type::Integer(integer) = &field.ty else { return };
        let (low, high) = field.range.unwrap_or((integer.min(), integer.max()));
        if low < integer.min() || high > integer.max() {
            self.report(
                Diagnostic::new(
                    Code::ValueDoesNotFit,
                    field.span,
                    format!("the range {low}..={high} of `{}` exceeds its integer", field.name),
                    format!("holds {}..={}", integer.min(), integer.max()),
                )
                .help("use a wider integer or a smaller range"),
            );
        } else if let FieldValue::Constant(value) = field.value
            && !(low..=high).contains(&value)
        {
            self.report(
                Diagnostic::new(
                    Code::ValueDoesNotFit,
                    field.span,
                    format!("the constant {value} of `{}` does not fit", field.name),
                    format!("holds {low}..={high}"),
                )
                .help("use a wider integer or another constant"),
            );
        }
    }

    /// The shortest and the longest content can be said by the length field.
    fn length_fits(&mut self, structure: &Struct, field: &Field, of: usize, plus: i128) {
        let Some(extent) = structure.fields.get(of).and_then(|field| extent(&field.ty)) else {
            return;
        };
        let Type::Integer(integer) = &field.ty else { return };
        let (low, high) = field.range.unwrap_or((integer.min(), integer.max()));
        let low = low.max(0);
        let least = i128::from(extent.min).saturating_add(plus);
        let most = i128::from(extent.max).saturating_add(plus);
        let content = field_name(structure, of);
        let (message, help) = if least < low {
            let needed = low.saturating_sub(plus);
            (
                format!(
                    "with `{content}` of {} the length would be {least}, below {low}",
                    extent.min
                ),
                format!(
                    "require at least {needed}: put `{needed}..=…` in the brackets of `{content}`"
                ),
            )
        } else if most > high {
            let possible = high.saturating_sub(plus).max(0);
            (
                format!(
                    "with `{content}` of {} the length would be {most}, above {high}",
                    extent.max
                ),
                format!(
                    "use a wider integer, or allow `{content}` at most {possible}: `0..={possible}`"
                ),
            )
        } else {
            return;
        };
        let mut diagnostic = Diagnostic::new(
            Code::LengthDoesNotFit,
            field.name.span,
            message,
            "cannot say this length",
        )
        .help(help);
        if let Some(content) = structure.fields.get(of) {
            diagnostic = diagnostic.related(content.span, "what it measures");
        }
        self.report(diagnostic);
    }
}

/// The extent of a byte string, string or list.
pub(super) fn extent(ty: &Type) -> Option<&Extent> {
    match ty {
        Type::Bytes(extent) | Type::Text(extent) | Type::List(_, extent) => Some(extent),
        _ => None,
    }
}
