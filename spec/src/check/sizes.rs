//! Sizes: bounds fit what carries them, elements take bytes, constants fit.

use super::{Checker, field_name};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Coverage, Delimiter, Extent, Field, FieldValue, Measure, Region, Scale, Size, Struct, Type,
};
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
                if let FieldValue::Length { of, scale } = field.value {
                    self.length_fits(structure, field, of, scale);
                }
            }
            for region in self.model.regions(structure) {
                self.region_fits(structure, &region);
            }
        }
    }

    fn extents(&mut self, field: &'m Field, ty: &'m Type) {
        match ty {
            Type::Bytes(extent) | Type::Text(extent) => self.prefix(field, extent),
            Type::List(element, extent) => {
                self.prefix(field, extent);
                if let Measure::Until(delimiter) = extent.measure {
                    self.element_unlike(field, element, delimiter);
                }
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

    /// No element begins as the list ends.
    fn element_unlike(&mut self, field: &Field, element: &Type, delimiter: Delimiter) {
        let (message, help) = match delimiter.as_slice() {
            // Of a type in Rust the compiler judges.
            [_] if matches!(element, Type::External(_)) => return,
            [byte] if !self.model.may_begin_with(element, *byte) => return,
            [byte] => (
                format!("an element of `{}` may begin with {byte:#04x}", field.name),
                "let it begin with a number that is never this byte: `string[u8 in 1..=63]`, `kind: u8 in 1..=9`",
            ),
            _ => (
                format!("the list `{}` ends in more than one byte", field.name),
                "let a list end in one byte: `until 0`",
            ),
        };
        self.report(
            Diagnostic::new(Code::ElementLikeEnd, field.span, message, "would end the list")
                .help(help),
        );
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
    fn length_fits(&mut self, structure: &Struct, field: &Field, of: usize, scale: Scale) {
        let Some(extent) = structure.fields.get(of).and_then(|field| field.ty.extent()) else {
            return;
        };
        let Type::Integer(integer) = &field.ty else { return };
        let (low, high) = field.range.unwrap_or((integer.min(), integer.max()));
        let low = low.max(0);
        let (least, most) = scale.numbers(extent.min.into(), extent.max.into());
        let content = field_name(structure, of);
        let (message, help) = if least < low {
            let needed = scale.length(low);
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
            let possible = scale.length(high).max(0);
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

impl Checker<'_> {
    /// Some size of the fields can be said by the number.
    fn region_fits(&mut self, structure: &Struct, region: &Region) {
        let Some(field) = structure.fields.get(region.length) else { return };
        let Coverage { first, last } = region.coverage;
        let (least, most) = region.scale.numbers(region.min.into(), i128::from(region.max));
        if region.min <= region.max && least <= most {
            return;
        }
        let (first, last) = (field_name(structure, first), field_name(structure, last));
        let covered =
            if first == last { format!("`{first}`") } else { format!("`{first}` to `{last}`") };
        let problem = if region.min > region.max {
            format!("{covered} cannot take as many bytes as `{}` can say", field.name)
        } else {
            format!("no size of {covered} is a number of units of {} bytes", region.scale.unit)
        };
        self.report(
            Diagnostic::new(
                Code::LengthDoesNotFit,
                field.name.span,
                problem,
                "never the size of what it measures",
            )
            .help("use a wider integer or another unit, or let the fields take as many bytes as it can say"),
        );
    }
}
