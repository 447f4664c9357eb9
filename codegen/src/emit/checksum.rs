//! Checksums: judged when all they cover was read, put into their place when
//! all they cover was written.

use packetwright_spec::model::{Checksum, ChecksumAlgorithm, Field, Integer, Model, Struct};

use super::Emitter;
use super::decode::Read;
use super::types::{carrier, integer_bytes};
use super::written::Written;
use crate::naming::{identifier, local};
use crate::tokens::{Ident, Literal, TokenStream, format_ident, quote};

/// A checksum of a structure, and its field.
pub(super) struct Held<'m> {
    checksum: Checksum,
    field: &'m Field,
    integer: Integer,
}

impl Held<'_> {
    /// The variable that holds one of its offsets.
    fn offset(&self, which: &str) -> Ident {
        format_ident!("checksum_{}_{which}", self.checksum.place)
    }

    /// The statements around a field that keep the offsets needed later;
    /// `offset` is the one now.
    fn offsets(&self, place: usize, behind: bool, offset: &TokenStream) -> TokenStream {
        let keep = |which: &str| {
            let variable = self.offset(which);
            quote! { let #variable = #offset; }
        };
        let begin = (!behind && place == self.checksum.of.first).then(|| keep("begin"));
        let at = (!behind && place == self.checksum.place).then(|| keep("at"));
        let end = (behind && place == self.checksum.of.last).then(|| keep("end"));
        quote! { #begin #at #end }
    }

    /// What the checksum is of `bytes`.
    fn computed(&self, model: &Model, bytes: &TokenStream) -> TokenStream {
        let function = match (self.checksum.algorithm, self.checksum.algorithm.name()) {
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
        checksums: &[Held<'_>],
        place: usize,
        offset: &TokenStream,
    ) -> TokenStream {
        let offsets = checksums.iter().map(|held| held.offsets(place, false, offset));
        quote! { #(#offsets)* }
    }

    /// The statements behind a field that was read: the checksums that are
    /// complete with it are right.
    pub(super) fn judge_checksums(
        &self,
        structure: &Struct,
        checksums: &[Held<'_>],
        place: usize,
    ) -> TokenStream {
        let offset = quote! { reader.offset() };
        let statements = checksums.iter().map(|held| {
            let end = held.offsets(place, true, &offset);
            if held.checksum.complete() != place {
                return end;
            }
            let (name, variable) = (&held.field.name.text, local(&held.field.name.text));
            let at = held.offset("at");
            let expected = held.computed(self.model, &quote! { reader.passed() });
            let judge = |found: TokenStream| {
                quote! { reader.expect_checksum(#at, #found, #expected).within(#name)?; }
            };
            let judged = match &held.field.condition {
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
        checksums: &[Held<'_>],
        place: usize,
    ) -> TokenStream {
        let offset = quote! { out.written().len() };
        let statements = checksums.iter().map(|held| {
            let end = held.offsets(place, true, &offset);
            if held.checksum.complete() != place {
                return end;
            }
            let at = held.offset("at");
            let sum = held.computed(self.model, &quote! { out.written() });
            let bytes = match held.integer.bits {
                8 => quote! { &[checksum] },
                _ => integer_bytes(held.integer, &quote! { checksum }),
            };
            let width = Literal::u64_unsuffixed(held.integer.bytes());
            let put = quote! {
                let checksum = #sum;
                out.written()[#at..#at + #width].copy_from_slice(#bytes);
            };
            let put = held.field.condition.as_ref().map_or_else(
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
pub(super) fn checksums(structure: &Struct) -> Vec<Held<'_>> {
    let checksums = structure.checksums().into_iter().filter_map(|checksum| {
        let field = structure.fields.get(checksum.place)?;
        Some(Held { checksum, field, integer: carrier(&field.ty)? })
    });
    checksums.collect()
}
