//! Checksums: judged when all they cover was read, put into their place when
//! all they cover was written.

use packetwright_spec::model::{
    ChecksumAlgorithm, Coverage, Field, FieldValue, Integer, Model, Struct,
};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::Emitter;
use super::decode::Read;
use super::types::{carrier, integer_bytes};
use super::written::Written;
use crate::naming::{identifier, local};

/// A checksum of a structure.
pub(super) struct Checksum<'m> {
    place: usize,
    field: &'m Field,
    integer: Integer,
    algorithm: ChecksumAlgorithm,
    of: Coverage,
}

impl Checksum<'_> {
    /// The last field that it needs.
    fn complete(&self) -> usize {
        self.place.max(self.of.last)
    }

    /// The variable that holds one of its offsets.
    fn offset(&self, which: &str) -> Ident {
        format_ident!("checksum_{}_{which}", self.place)
    }

    /// The statements around a field that keep the offsets needed later;
    /// `offset` is the one now.
    fn offsets(&self, place: usize, behind: bool, offset: &TokenStream) -> TokenStream {
        let keep = |which: &str| {
            let variable = self.offset(which);
            quote! { let #variable = #offset; }
        };
        let begin = (!behind && place == self.of.first).then(|| keep("begin"));
        let at = (!behind && place == self.place).then(|| keep("at"));
        let end = (behind && place == self.of.last).then(|| keep("end"));
        quote! { #begin #at #end }
    }

    /// What the checksum is of `bytes`.
    fn computed(&self, model: &Model, bytes: &TokenStream) -> TokenStream {
        let function = match (self.algorithm, self.algorithm.name()) {
            (ChecksumAlgorithm::Supplied(place), _) => {
                let name = model.functions.get(place).map_or("", |name| name.text.as_str());
                let name = identifier(name);
                quote! { super::#name }
            }
            (_, name) => {
                let name = format_ident!("{}", name.unwrap_or_default());
                quote! { codec::checksum::#name }
            }
        };
        let (begin, end, at) = (self.offset("begin"), self.offset("end"), self.offset("at"));
        let width = Literal::u64_unsuffixed(self.integer.bytes());
        quote! {
            #function(&codec::checksum::pieces(#bytes, #begin, #end, #at, #width))
        }
    }
}

impl Emitter<'_> {
    /// The statements in front of a field that is read or written; `offset` is
    /// an expression of the place in the input or output.
    pub(super) fn before_checksums(
        &self,
        checksums: &[Checksum<'_>],
        place: usize,
        offset: &TokenStream,
    ) -> TokenStream {
        let offsets = checksums.iter().map(|checksum| checksum.offsets(place, false, offset));
        quote! { #(#offsets)* }
    }

    /// The statements behind a field that was read: the checksums that are
    /// complete with it are right.
    pub(super) fn judge_checksums(
        &self,
        structure: &Struct,
        checksums: &[Checksum<'_>],
        place: usize,
    ) -> TokenStream {
        let offset = quote! { reader.offset() };
        let statements = checksums.iter().map(|checksum| {
            let end = checksum.offsets(place, true, &offset);
            if checksum.complete() != place {
                return end;
            }
            let (name, variable) = (&checksum.field.name.text, local(&checksum.field.name.text));
            let at = checksum.offset("at");
            let expected = checksum.computed(self.model, &quote! { reader.passed() });
            let judge = |found: TokenStream| {
                quote! { reader.expect_checksum(#at, #found, #expected).within(#name)?; }
            };
            let judged = match &checksum.field.condition {
                None => judge(quote! { #variable }),
                Some(condition) => {
                    let condition = self.condition(condition, &Read { structure });
                    let judge = judge(quote! { #variable.unwrap_or_default() });
                    quote! { if #condition { #judge } }
                }
            };
            quote! { #end #judged }
        });
        quote! { #(#statements)* }
    }

    /// The statements behind a field that was written: the checksums that are
    /// complete with it.
    pub(super) fn put_checksums(
        &self,
        operands: &Written<'_>,
        checksums: &[Checksum<'_>],
        place: usize,
    ) -> TokenStream {
        let offset = quote! { out.written().len() };
        let statements = checksums.iter().map(|checksum| {
            let end = checksum.offsets(place, true, &offset);
            if checksum.complete() != place {
                return end;
            }
            let at = checksum.offset("at");
            let sum = checksum.computed(self.model, &quote! { out.written() });
            let bytes = match checksum.integer.bits {
                8 => quote! { &[checksum] },
                _ => integer_bytes(checksum.integer, &quote! { checksum }),
            };
            let width = Literal::u64_unsuffixed(checksum.integer.bytes());
            let put = quote! {
                let checksum = #sum;
                out.written()[#at..#at + #width].copy_from_slice(#bytes);
            };
            let put = checksum.field.condition.as_ref().map_or_else(
                || put.clone(),
                |condition| {
                    let condition = self.condition(condition, operands);
                    quote! { if #condition { #put } }
                },
            );
            quote! { #end #put }
        });
        quote! { #(#statements)* }
    }
}

/// The checksums of a structure, in wire order.
pub(super) fn checksums(structure: &Struct) -> Vec<Checksum<'_>> {
    let fields = structure.fields.iter().enumerate();
    let checksums = fields.filter_map(|(place, field)| {
        let FieldValue::Checksum { algorithm, of } = field.value else { return None };
        let integer = carrier(&field.ty)?;
        Some(Checksum { place, field, integer, algorithm, of })
    });
    checksums.collect()
}
