//! Structures: lengths before what they measure, the rest at the end, unions
//! behind what selects them, one layout all the way down.

use super::{Checker, field_name};
use crate::diagnostic::{Code, Diagnostic};
use crate::lower::chooses;
use crate::model::{
    BitRun, Field, FieldValue, Layout, Measure, Name, Selector, Struct, Type, UnionId,
};

impl<'m> Checker<'m> {
    /// Every structure, field by field.
    pub(super) fn structures(&mut self) {
        let rest = self.model.rest_takers();
        for structure in &self.model.structs {
            for (place, field) in structure.fields.iter().enumerate() {
                self.length_field(structure, place, field);
                self.measured_field(structure, place, field);
                self.selector_field(structure, place, field);
                self.inside(structure, field, &field.ty, true);
                self.rest_is_last(structure, place, field, &rest);
            }
            for run in structure.bit_runs() {
                self.bit_run(structure, &run);
            }
        }
    }

    /// Fields that share bytes fill them, in one byte order.
    fn bit_run(&mut self, structure: &Struct, run: &BitRun) {
        let fields = structure.fields.get(run.fields.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (fields.first(), fields.last()) else { return };
        let missing = run.bits.next_multiple_of(8) - run.bits;
        let mixed = fields
            .iter()
            .find(|field| field.ty.number().is_some_and(|number| number.endian != run.endian));
        let (at, message, label, help) =
            if let Some(conditional) = fields.iter().find(|field| field.condition.is_some()) {
                (
                conditional,
                format!("`{}` shares a byte and may be absent", conditional.name),
                "has a condition".to_owned(),
                "put the condition on a field of whole bytes, or on a structure around the bits"
                    .to_owned(),
            )
            } else if missing > 0 {
                (
                    last,
                    format!(
                        "the bits from `{}` to `{}` do not fill whole bytes",
                        first.name, last.name
                    ),
                    format!("{} bits so far", run.bits),
                    format!("add `spare: u{missing} = 0,` behind `{}`", last.name),
                )
            } else if run.bits > 64 {
                (
                    last,
                    format!("the bits from `{}` to `{}` are more than 64", first.name, last.name),
                    format!("{} bits", run.bits),
                    "let whole bytes be filled earlier".to_owned(),
                )
            } else if let Some(field) = mixed {
                (
                    field,
                    format!("`{}` and `{}` share bytes in two byte orders", first.name, field.name),
                    "of the other byte order".to_owned(),
                    "give all fields that share bytes one byte order".to_owned(),
                )
            } else {
                return;
            };
        self.report(
            Diagnostic::new(Code::UnfilledBits, at.span, message, label)
                .related(first.name.span, "the bits begin here")
                .help(help),
        );
    }

    fn length_field(&mut self, structure: &Struct, place: usize, field: &Field) {
        let FieldValue::Length { of, .. } = field.value else { return };
        let Some(content) = structure.fields.get(of) else { return };
        if of <= place {
            self.report(
                Diagnostic::new(
                    Code::LengthAfterContent,
                    field.name.span,
                    format!("the length `{}` comes after `{}`", field.name, content.name),
                    "read too late",
                )
                .related(content.name.span, "what it measures")
                .help("put the length before what it measures"),
            );
            return;
        }
        if field.condition.is_some() || content.condition.is_some() {
            let (conditional, other) =
                if field.condition.is_some() { (field, content) } else { (content, field) };
            self.conditional_computed(&conditional.name, &other.name);
        }
        match content.ty.extent().map(|extent| extent.measure) {
            Some(Measure::Field(by)) if by == place => {}
            Some(measure) => {
                let (by, label) = match measure {
                    Measure::Field(by) => (
                        structure.fields.get(by).map_or(content.name.span, |f| f.name.span),
                        "already measured by this",
                    ),
                    Measure::Fixed => (content.span, "its length is fixed"),
                    Measure::Prefix(_) => (content.span, "it has a prefix"),
                    Measure::Rest => (content.span, "it takes the rest"),
                    Measure::Until(_) => (content.span, "it ends where its delimiter is"),
                };
                self.report(
                    Diagnostic::new(
                        Code::MeasuredTwice,
                        field.name.span,
                        format!("the length of `{}` is told twice", content.name),
                        "the second one to tell it",
                    )
                    .related(by, label)
                    .help("remove one of the two"),
                );
            }
            None => {}
        }
    }

    /// What says that a field measures it must be measured by that field.
    fn measured_field(&mut self, structure: &Struct, place: usize, field: &Field) {
        let Some(Measure::Field(by)) = field.ty.extent().map(|extent| extent.measure) else {
            return;
        };
        let measured = structure
            .fields
            .get(by)
            .is_some_and(|f| matches!(f.value, FieldValue::Length { of, .. } if of == place));
        if !measured {
            self.unmeasured(field);
        }
    }

    fn unmeasured(&mut self, field: &Field) {
        self.report(
            Diagnostic::new(
                Code::Unmeasured,
                field.span,
                format!("nothing says how long `{}` is", field.name),
                "a decoder could not know its length",
            )
            .help("measure it by an earlier integer field: `length: u16 = len(name)`"),
        );
    }

    fn conditional_computed(&mut self, conditional: &Name, other: &Name) {
        self.report(
            Diagnostic::new(
                Code::ConditionalComputed,
                conditional.span,
                format!("`{conditional}` may be absent while `{other}` is there"),
                "has a condition",
            )
            .related(other.span, "computed together with this")
            .help("put both in a structure and give that one the condition"),
        );
    }

    fn selector_field(&mut self, structure: &Struct, place: usize, field: &Field) {
        let Type::Union { union, selector: Some(by) } = field.ty else { return };
        let Some(selector) = structure.fields.get(by) else { return };
        let right = by < place
            && selector.range.is_none()
            && self.selector(union).is_some_and(|wanted| chooses(&selector.ty, wanted));
        if !right {
            self.report(
                Diagnostic::new(
                    Code::SelectorMismatch,
                    field.span,
                    format!("`{}` cannot choose the arm of `{}`", selector.name, field.name),
                    "needs an earlier field of the type it names",
                )
                .related(selector.name.span, "this field")
                .help("name an earlier field of the type in the union's parentheses, without a range of its own"),
            );
        } else if !matches!(selector.value, FieldValue::Selector { .. }) {
            self.report(
                Diagnostic::new(
                    Code::SelectorMismatch,
                    field.span,
                    format!("`{}` has its value from elsewhere", selector.name),
                    "cannot choose the arm as well",
                )
                .related(selector.name.span, "this field")
                .help("let an integer or enumeration without a value of its own choose the arm"),
            );
        } else if field.condition.is_some() {
            self.conditional_computed(&field.name, &selector.name);
        } else if let FieldValue::Selector { of } = selector.value
            && of != place
        {
            self.report(
                Diagnostic::new(
                    Code::SelectorUsedTwice,
                    field.span,
                    format!(
                        "`{}` already chooses the arm of `{}`",
                        selector.name,
                        field_name(structure, of)
                    ),
                    "chosen by the same field",
                )
                .related(selector.name.span, "this field")
                .help("give each union a field of its own"),
            );
        }
    }

    fn selector(&self, id: UnionId) -> Option<Selector> {
        self.model.unions.get(id.0).map(|union| union.selector)
    }

    /// What stands in a field: unions have a selector, nothing inside a list is
    /// measured by a field or takes the rest, layouts go together.
    fn inside(&mut self, structure: &Struct, field: &Field, ty: &Type, outermost: bool) {
        match ty {
            Type::Union { union, selector } => {
                if let Some(inner) = self.model.unions.get(union.0) {
                    let chosen = matches!(inner.selector, Selector::Enum(_) | Selector::Number(_));
                    if chosen && (selector.is_none() || !outermost) {
                        self.report(
                            Diagnostic::new(
                                Code::SelectorMismatch,
                                field.span,
                                format!("nothing chooses the arm of `{}`", inner.name),
                                "needs the field that chooses",
                            )
                            .help(format!(
                                "write `{}(field)` with an earlier field of the type it names",
                                inner.name
                            )),
                        );
                    }
                    self.same_layout(structure, field, &inner.name, inner.layout);
                }
            }
            ty if !outermost && ty.number().is_some_and(|number| !number.is_whole()) => {
                self.report(
                    Diagnostic::new(
                        Code::UnfilledBits,
                        field.span,
                        format!("`{}` holds values of some bits", field.name),
                        "does not fill whole bytes",
                    )
                    .help("put the bits side by side in a structure, and use that here"),
                );
            }
            Type::Padding(_) if !outermost || field.condition.is_some() => {
                let (label, help) = if outermost {
                    (
                        "may be absent",
                        "remove the condition, or put it on a structure around the padding",
                    )
                } else {
                    ("inside another type", "put the padding behind the value, in a structure")
                };
                self.report(
                    Diagnostic::new(
                        Code::PaddingShape,
                        field.span,
                        format!("the padding in `{}` is no field that is always there", field.name),
                        label,
                    )
                    .help(help),
                );
            }
            Type::Struct(id) => {
                if let Some(inner) = self.structure(*id) {
                    self.same_layout(structure, field, &inner.name, inner.layout);
                }
            }
            Type::List(inner, _) | Type::Option(inner) | Type::Within(inner, _) => {
                if matches!(inner.extent().map(|e| e.measure), Some(Measure::Field(_))) {
                    self.unmeasured(field);
                }
                self.inside(structure, field, inner, false);
            }
            _ => {}
        }
    }

    fn same_layout(&mut self, outer: &Struct, field: &Field, inner: &Name, layout: Layout) {
        if outer.layout == Layout::Plain || outer.layout == layout {
            return;
        }
        let around = match outer.layout {
            Layout::BincodeVarint => "encoding bincode varint",
            _ => "encoding bincode",
        };
        let (found, label) = match layout {
            Layout::Plain => ("plainly", "declared without an encoding"),
            Layout::Bincode => ("in bincode's fixed layout", "`encoding bincode`"),
            Layout::BincodeVarint => ("in bincode's variable layout", "`encoding bincode varint`"),
        };
        self.report(
            Diagnostic::new(
                Code::LayoutMismatch,
                field.span,
                format!("`{inner}` is laid out {found} inside a body with `{around}`"),
                "in another layout",
            )
            .related(inner.span, label)
            .help(format!("declare `{inner}` with `{around}`")),
        );
    }

    fn rest_is_last(&mut self, structure: &Struct, place: usize, field: &Field, rest: &[bool]) {
        if let Type::List(element, _) = &field.ty
            && self.model.takes_rest(element, rest)
        {
            self.report(
                Diagnostic::new(
                    Code::RestNotLast,
                    field.span,
                    format!("an element of `{}` takes the rest of the input", field.name),
                    "nothing is left for the other elements",
                )
                .help("give the element a prefix: `bytes[u16]`"),
            );
        } else if self.model.takes_rest(&field.ty, rest)
            && field.room.is_none()
            && let Some(next) = structure.fields.get(place + 1)
        {
            self.report(
                Diagnostic::new(
                    Code::RestNotLast,
                    field.span,
                    format!(
                        "`{}` takes the rest of the input, but what follows has no fixed size",
                        field.name
                    ),
                    "takes everything that is left",
                )
                .related(next.name.span, "how much to leave from here on, nothing says")
                .help("move it to the end, measure it, or let all that follows have a fixed size: `tag: bytes[16]`"),
            );
        }
    }
}
