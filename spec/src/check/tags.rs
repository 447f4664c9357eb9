//! Tags: the numbers that tell variants, flags, arms and messages apart.

use super::{Checker, repeated};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Enum, Field, FieldValue, Flags, Integer, Name, Other, Selector, Type, Union, Variant,
};

impl<'m> Checker<'m> {
    /// Every set of numbers that a decoder chooses by.
    pub(super) fn tags(&mut self) {
        let model = self.model;
        for item in &model.enums {
            self.enumeration(item);
        }
        for item in &model.flags {
            self.flag_bits(item);
        }
        for item in &model.unions {
            self.arms(item);
        }
        for set in &model.message_sets {
            let tags = set.messages.iter().map(|m| (&m.name, i128::from(m.tag)));
            self.distinct_tags(tags.clone(), "messages");
            self.fitting(tags, set.tag);
            if set.messages.is_empty() {
                self.nothing_to_choose(&set.name, "message");
            }
        }
    }

    fn enumeration(&mut self, item: &'m Enum) {
        let values = item.variants.iter().map(|variant| (&variant.name, variant.value));
        self.distinct_tags(values.clone(), "variants");
        self.fitting(values, item.repr);
        if item.variants.is_empty() && !item.open {
            self.nothing_to_choose(&item.name, "variant");
        }
    }

    fn flag_bits(&mut self, item: &'m Flags) {
        let mut taken: Vec<(&Name, u64)> = Vec::new();
        for bit in &item.bits {
            if bit.mask.count_ones() != 1 {
                self.report(
                    Diagnostic::new(
                        Code::NotOneFlag,
                        bit.name.span,
                        format!("the flag `{}` is {:#x}, which is not one bit", bit.name, bit.mask),
                        format!("{} bits", bit.mask.count_ones()),
                    )
                    .help("give it one bit: 0x01, 0x02, 0x04, 0x08, …"),
                );
            }
            if let Some((first, _)) = taken.iter().find(|(_, mask)| mask & bit.mask != 0) {
                self.report(
                    Diagnostic::new(
                        Code::OverlappingFlags,
                        bit.name.span,
                        format!("the flags `{first}` and `{}` share a bit", bit.name),
                        "overlaps",
                    )
                    .related(first.span, "with this one")
                    .help("give each flag a bit of its own"),
                );
            }
            taken.push((&bit.name, bit.mask));
        }
        self.fitting(item.bits.iter().map(|bit| (&bit.name, bit.mask.into())), item.repr);
    }

    fn arms(&mut self, item: &'m Union) {
        let tags = item.arms.iter().map(|arm| (&arm.name, arm.tag));
        self.distinct_tags(tags.clone(), "arms");
        match item.selector {
            Selector::Tag(integer) | Selector::Number(integer) => {
                self.fitting(tags, integer);
                self.others_left(item, integer.min(), integer.max());
            }
            Selector::Peek(integer) => {
                self.fitting(tags, integer);
                self.others_left(item, integer.min(), integer.max());
                self.peeked(item, integer);
            }
            Selector::Enum(id) => {
                if let Some(selector) = self.model.enums.get(id.0) {
                    self.covered(item, selector);
                }
            }
        }
        if item.arms.is_empty() {
            self.nothing_to_choose(&item.name, "arm");
        }
    }

    /// Some number is left for the arm of all other numbers.
    fn others_left(&mut self, item: &'m Union, min: i128, max: i128) {
        let Some(other) = &item.other else { return };
        let values = max.saturating_sub(min).saturating_add(1);
        if i128::try_from(item.arms.len()).is_ok_and(|arms| arms >= values) {
            self.unreachable_other(other);
        }
    }

    fn unreachable_other(&mut self, other: &Other) {
        self.report(
            Diagnostic::new(
                Code::UnreachableArm,
                other.name.span,
                format!("no number is left for the arm `{}`", other.name),
                "never chosen",
            )
            .help("remove it; every number has an arm of its own"),
        );
    }

    /// Each arm reads first what was looked at.
    fn peeked(&mut self, item: &'m Union, integer: Integer) {
        let first = |body| self.structure(body).and_then(|body| body.fields.first());
        let mut wrong: Vec<(&Name, String)> = Vec::new();
        for arm in &item.arms {
            let reads = first(arm.body).is_some_and(|field: &Field| {
                field.ty == Type::Integer(integer)
                    && field.value == FieldValue::Constant(arm.tag)
                    && field.condition.is_none()
            });
            if !reads {
                wrong.push((&arm.name, format!(" = {}", arm.tag)));
            }
        }
        if let Some(other) = &item.other {
            let reads = first(other.body).is_some_and(|field: &Field| {
                field.ty == Type::Integer(integer)
                    && field.value == FieldValue::Free
                    && field.range.is_none()
                    && field.condition.is_none()
            });
            if !reads {
                wrong.push((&other.name, String::new()));
            }
        }
        for (name, value) in wrong {
            self.report(
                Diagnostic::new(
                    Code::PeekedNumber,
                    name.span,
                    format!("the arm `{name}` does not begin with the number that chooses it"),
                    format!("expected a first field of u{}{value}", integer.bits),
                )
                .help(format!(
                    "the number is only looked at: let the arm begin with `kind: u{}{value}`",
                    integer.bits
                )),
            );
        }
    }

    /// An arm for every value that the choosing enumeration can have.
    fn covered(&mut self, item: &'m Union, selector: &'m Enum) {
        if let Some(other) = &item.other {
            let named = |variant: &Variant| item.arm(variant.value).is_some();
            if !selector.open && selector.variants.iter().all(named) {
                self.unreachable_other(other);
            }
            return;
        }
        if selector.open {
            self.report(
                Diagnostic::new(
                    Code::UncoveredVariant,
                    item.name.span,
                    format!("the open enumeration `{}` has values without an arm", selector.name),
                    "chosen by an open enumeration",
                )
                .related(selector.name.span, "open: it ends in `..`")
                .help("add an arm for them, `.. => Other { … }`, or close the enumeration by removing its `..`"),
            );
        }
        for variant in &selector.variants {
            if !item.arms.iter().any(|arm| arm.tag == variant.value) {
                self.report(
                    Diagnostic::new(
                        Code::UncoveredVariant,
                        item.name.span,
                        format!("the union `{}` has no arm for `{}`", item.name, variant.name),
                        format!("`{}` is not covered", variant.name),
                    )
                    .related(variant.name.span, "declared here")
                    .help(format!("add `{} => {{}}`, or list it with another arm", variant.name)),
                );
            }
        }
    }

    /// Each number once.
    pub(super) fn distinct_tags(
        &mut self,
        tags: impl Iterator<Item = (&'m Name, i128)>,
        what: &str,
    ) {
        repeated(tags, |first, second| {
            self.report(
                Diagnostic::new(
                    Code::DuplicateTag,
                    second.span,
                    format!("two {what} have one number: `{first}` and `{second}`"),
                    "the same number again",
                )
                .related(first.span, "first given here")
                .help("give each a number of its own"),
            );
        });
    }

    fn fitting(&mut self, tags: impl Iterator<Item = (&'m Name, i128)>, integer: Integer) {
        for (name, tag) in tags {
            if !(integer.min()..=integer.max()).contains(&tag) {
                self.report(
                    Diagnostic::new(
                        Code::TagDoesNotFit,
                        name.span,
                        format!(
                            "the number of `{name}` is {tag}, which does not fit {} bits",
                            integer.bits
                        ),
                        "does not fit",
                    )
                    .help(format!(
                        "use {} to {}",
                        integer.min(),
                        integer.max()
                    )),
                );
            }
        }
    }

    fn nothing_to_choose(&mut self, name: &Name, what: &str) {
        self.report(
            Diagnostic::new(
                Code::EmptyChoice,
                name.span,
                format!("`{name}` has no {what}"),
                "has no value at all",
            )
            .help(format!("declare at least one {what}")),
        );
    }
}
