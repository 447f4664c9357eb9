//! Fields whose size an earlier field says: how the size is computed, how the
//! input is narrowed to it, and that it is kept.

use packetwright_spec::model::{Field, FieldValue, Integer, Region, Scale, Struct};

use super::types::{carrier, integer_type};
use super::written::Written;
use super::{Emitter, literal};
use crate::naming::local;
use crate::tokens::{Ident, TokenStream, format_ident, quote};

impl Emitter<'_> {
    /// The statements in front of a field that is read: where fields begin
    /// whose size is said, and that the input is narrowed to them.
    pub(super) fn enter_regions(
        &self,
        structure: &Struct,
        regions: &[Region],
        place: usize,
    ) -> TokenStream {
        let begins = regions
            .iter()
            .filter(|region| region.entered.is_some_and(|entered| entered != place))
            .filter(|region| region.coverage.first == place)
            .map(|region| {
                let begin = begin(region);
                quote! { let #begin = reader.offset(); }
            });
        let entered = regions.iter().filter(|region| region.entered == Some(place));
        let enters = entered.filter_map(|region| {
            let size = structure.fields.get(region.length).map(said_length)?;
            let name = &structure.fields.get(place)?.name.text;
            let whole = whole(region);
            let left = if region.coverage.first == place {
                size
            } else {
                let begin = begin(region);
                quote! { #size - (reader.offset() - #begin) as u64 }
            };
            Some(quote! {
                let #whole = reader.enter(reader.offset(), #left).within(#name)?;
            })
        });
        quote! { #(#begins)* #(#enters)* }
    }

    /// The statements behind a field that was read: nothing is left of the
    /// regions that it ends.
    pub(super) fn leave_regions(&self, regions: &[Region], place: usize) -> TokenStream {
        let left = regions
            .iter()
            .rev()
            .filter(|region| region.coverage.last == place && region.entered.is_some())
            .map(|region| {
                let whole = whole(region);
                quote! { reader.leave(#whole)?; }
            });
        quote! { #(#left)* }
    }

    /// The check of a size that was read at `start`.
    pub(super) fn size_check(
        &self,
        structure: &Struct,
        field: &Field,
        within: &TokenStream,
    ) -> Option<TokenStream> {
        let region = self.region_of(structure, field)?;
        let variable = local(&field.name.text);
        Some(number_check(region.scale, (region.min, region.max), &quote! { #variable }, within))
    }

    /// The statement that computes a size, and the number that says it, of a
    /// Rust type. Whether it fits is checked behind what it measures.
    pub(super) fn size_value(
        &self,
        operands: &Written<'_>,
        field: &Field,
        ty: &Ident,
    ) -> (TokenStream, TokenStream) {
        let variable = local(&field.name.text);
        let Some(region) = self.region_of(operands.structure, field) else {
            return (TokenStream::new(), quote! { 0 });
        };
        let size = operands.covered(region.coverage);
        let compute = quote! { let #variable: usize = #size; };
        let sum = match region.scale.plus {
            0 => quote! { #variable },
            plus if plus > 0 => {
                let plus = literal::grouped(plus);
                quote! { #variable.wrapping_add(#plus) }
            }
            plus => {
                let less = literal::grouped(-plus);
                quote! { #variable.wrapping_sub(#less) }
            }
        };
        let number = match region.scale.unit {
            1 => quote! { #sum as #ty },
            unit => {
                let unit = literal::grouped(unit.into());
                quote! { (#sum / #unit) as #ty }
            }
        };
        (compute, number)
    }

    /// The checks behind a field that was written: the sizes of the regions that
    /// it ends fit what says them.
    pub(super) fn check_regions(
        &self,
        structure: &Struct,
        regions: &[Region],
        place: usize,
    ) -> TokenStream {
        let ended = regions.iter().rev().filter(|region| region.coverage.last == place);
        let checks = ended.filter_map(|region| {
            let field = structure.fields.get(region.length)?;
            let (variable, name) = (local(&field.name.text), &field.name.text);
            let min = literal::grouped(region.min.into());
            let max = most(region.max);
            let unit = unit_check(region.scale, &quote! { #variable }, name);
            Some(quote! {
                codec::check_length(#variable, #min, #max).within(#name)?;
                #unit
            })
        });
        quote! { #(#checks)* }
    }

    /// The fields whose size a field says.
    fn region_of(&self, structure: &Struct, field: &Field) -> Option<Region> {
        let place = structure.fields.iter().position(|other| other.name == field.name)?;
        self.model.region(structure, place)
    }
}

/// The check that a length, a `usize`, with what is added to it, is a whole
/// number of units.
pub(super) fn unit_check(scale: Scale, length: &TokenStream, name: &str) -> Option<TokenStream> {
    let Scale { plus, unit } = scale;
    (unit > 1).then(|| {
        let (plus, unit) = (literal::number(plus), literal::grouped(unit.into()));
        quote! { codec::check_unit(#length, #plus, #unit).within(#name)?; }
    })
}

/// The check that a number read at `start` says a length within its bounds.
pub(super) fn number_check(
    scale: Scale,
    (min, max): (u64, u64),
    number: &TokenStream,
    within: &TokenStream,
) -> TokenStream {
    let (min, max) = (literal::grouped(min.into()), most(max));
    let scaled = match scale.unit {
        1 => quote! { i128::from(#number) },
        unit => {
            let unit = literal::grouped(unit.into());
            quote! { i128::from(#number) * #unit }
        }
    };
    let found = match scale.plus {
        0 if scale.unit == 1 => number.clone(),
        0 => scaled,
        plus if plus > 0 => {
            let plus = literal::grouped(plus);
            quote! { #scaled - #plus }
        }
        plus => {
            let less = literal::grouped(-plus);
            quote! { #scaled + #less }
        }
    };
    quote! { reader.expect_length(start, #found, #min, #max)#within?; }
}

/// The length that a field, which was read and checked, says, as a `u64`.
pub(super) fn said_length(field: &Field) -> TokenStream {
    let variable = local(&field.name.text);
    let (FieldValue::Length { scale, .. } | FieldValue::Size { scale, .. }) = field.value else {
        return quote! { 0 };
    };
    let Some(integer) = carrier(&field.ty) else { return quote! { 0 } };
    let (value, fallible) = match &field.condition {
        None => (quote! { #variable }, false),
        Some(_) => (quote! { #variable.unwrap_or(0) }, true),
    };
    if scale == Scale::PLAIN {
        return wide(&value, integer);
    }
    if scale.unit > 1 && integer.bits > 32 {
        let (unit, plus) = (literal::grouped(scale.unit.into()), literal::number(scale.plus));
        return quote! { (i128::from(#value) * #unit - #plus) as u64 };
    }
    if integer.signed && scale.plus < 0 {
        // The number may be below zero where the length is not.
        let shift = literal::grouped(-scale.plus);
        let scaled = match scale.unit {
            1 => quote! { i128::from(#value) },
            unit => {
                let unit = literal::grouped(unit.into());
                quote! { i128::from(#value) * #unit }
            }
        };
        return quote! { (#scaled + #shift) as u64 };
    }
    let wide = wide(&value, integer);
    let scaled = match scale.unit {
        1 => wide,
        unit => {
            let unit = literal::grouped(unit.into());
            quote! { #wide * #unit }
        }
    };
    let shift = literal::grouped(scale.plus.abs());
    match scale.plus {
        0 => scaled,
        1.. if fallible => quote! { (#scaled).saturating_sub(#shift) },
        1.. => quote! { #scaled - #shift },
        _ => quote! { #scaled + #shift },
    }
}

/// A number that was found to be a length, as a `u64`.
fn wide(value: &TokenStream, integer: Integer) -> TokenStream {
    let ty = integer_type(integer);
    match (integer.signed, ty == "u64") {
        (true, _) => quote! { (#value as u64) },
        (false, true) => value.clone(),
        (false, false) => quote! { u64::from(#value) },
    }
}

fn most(max: u64) -> TokenStream {
    match max {
        u64::MAX => quote! { u64::MAX },
        max => literal::grouped(max.into()),
    }
}

/// The variable that holds where the fields of a region begin.
fn begin(region: &Region) -> Ident {
    format_ident!("region_{}_begin", region.length)
}

/// The variable that holds the whole input while it is narrowed to a region.
fn whole(region: &Region) -> Ident {
    format_ident!("region_{}", region.length)
}
