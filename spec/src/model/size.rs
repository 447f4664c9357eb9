//! Sizes: how many bytes a value can take on the wire.
//!
//! Pure arithmetic over the model; whether a size makes sense is for
//! [`check`](mod@crate::check) to say. Sizes of recursive structures, which the
//! checker refuses, are unbounded rather than endless to compute.

use std::collections::BTreeMap;

use super::{
    Extent, Field, FieldValue, Integer, Measure, Model, PaddingLength, Selector, Struct, StructId,
    Truth, Type, UnionId,
};

/// The bytes that the encoded values of a type take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// The fewest, in bytes; saturating.
    pub min: u64,
    /// The most, in bytes. `None` if only the input bounds it or if it does not
    /// fit 64 bits.
    pub max: Option<u64>,
}

impl Size {
    /// Nothing at all.
    pub const EMPTY: Size = Size { min: 0, max: Some(0) };

    /// Anything; also what a Rust type outside the model takes.
    pub const UNKNOWN: Size = Size { min: 0, max: None };

    /// Exactly so many bytes.
    pub fn exactly(bytes: u64) -> Size {
        Size { min: bytes, max: Some(bytes) }
    }

    /// The bytes of an integer.
    pub fn of(integer: Integer) -> Size {
        Size { min: integer.min_bytes(), max: Some(integer.bytes()) }
    }

    /// The size all values share, if they do.
    pub fn fixed(self) -> Option<u64> {
        self.max.filter(|max| *max == self.min)
    }

    /// One after the other.
    pub fn then(self, next: Size) -> Size {
        Size {
            min: self.min.saturating_add(next.min),
            max: self.max.zip(next.max).and_then(|(a, b)| a.checked_add(b)),
        }
    }

    /// Either the one or the other.
    pub fn or(self, other: Size) -> Size {
        Size { min: self.min.min(other.min), max: self.max.zip(other.max).map(|(a, b)| a.max(b)) }
    }

    /// `least..=most` of them, one after another; without a bound if `most` is
    /// `u64::MAX` and one takes anything at all.
    fn times(self, least: u64, most: u64) -> Size {
        let max = match self.max {
            Some(0) => Some(0),
            Some(_) if most == u64::MAX => None,
            Some(each) => each.checked_mul(most),
            None if most == 0 => Some(0),
            None => None,
        };
        Size { min: self.min.saturating_mul(least), max }
    }
}

impl Model {
    /// The size of a value of a type.
    pub fn size(&self, ty: &Type) -> Size {
        Measurer::new(self).ty(ty)
    }

    /// The size of a structure: of all its fields.
    pub fn struct_size(&self, id: StructId) -> Size {
        Measurer::new(self).structure(id)
    }

    /// The size of each field of a structure: nothing at least if it has a
    /// condition. Of fields that share bytes the first has the size of all.
    pub fn field_sizes(&self, structure: &Struct) -> Vec<Size> {
        Measurer::new(self).fields(structure)
    }

    /// The size of a union, its own tag included.
    pub fn union_size(&self, id: UnionId) -> Size {
        Measurer::new(self).union(id)
    }
}

impl Extent {
    /// The greatest length that is possible: [`Extent::max`], or what the
    /// prefix can say if that is less.
    pub fn limit(&self) -> u64 {
        match self.measure {
            Measure::Prefix(prefix) => self.max.min(integer_limit(prefix)),
            Measure::Fixed | Measure::Field(_) | Measure::Rest | Measure::Until(_) => self.max,
        }
    }
}

/// The largest length that an integer can say.
fn integer_limit(integer: Integer) -> u64 {
    u64::try_from(integer.max()).unwrap_or(u64::MAX)
}

/// Computes each structure once, so that sizes cost no more than the model is long.
struct Measurer<'a> {
    model: &'a Model,
    /// Those that were met; a map, because most sizes meet few.
    structs: BTreeMap<usize, Known>,
}

#[derive(Clone, Copy)]
enum Known {
    /// Under way: met again, the structure contains itself.
    Open,
    Yes(Size),
}

impl<'a> Measurer<'a> {
    fn new(model: &'a Model) -> Self {
        Measurer { model, structs: BTreeMap::new() }
    }

    fn structure(&mut self, id: StructId) -> Size {
        let model = self.model;
        if id.0 >= model.structs.len() {
            return Size::UNKNOWN;
        }
        match self.structs.get(&id.0) {
            Some(Known::Open) => return Size::UNKNOWN,
            Some(Known::Yes(size)) => return *size,
            None => self.structs.insert(id.0, Known::Open),
        };
        let sizes = self.fields(&model[id]);
        let size = sizes.into_iter().fold(Size::EMPTY, Size::then);
        self.structs.insert(id.0, Known::Yes(size));
        size
    }

    /// Of each field; those of a run have its bytes at the first.
    fn fields(&mut self, structure: &Struct) -> Vec<Size> {
        let mut sizes: Vec<Size> = structure.fields.iter().map(|field| self.field(field)).collect();
        for run in structure.bit_runs() {
            if let Some(of_run) = sizes.get_mut(run.fields.clone()) {
                of_run.fill(Size::EMPTY);
                of_run[0] = Size::exactly(run.bytes());
            }
        }
        let mut offset = Size::EMPTY;
        for (size, field) in sizes.iter_mut().zip(&structure.fields) {
            if let (Type::Padding(padding), Some(offset)) = (&field.ty, offset.fixed())
                && !matches!(padding.length, PaddingLength::Rest { .. })
            {
                *size = Size::exactly(padding.count(offset));
            }
            offset = offset.then(*size);
        }
        sizes
    }

    fn field(&mut self, field: &Field) -> Size {
        if field.value == FieldValue::Carried {
            return Size::EMPTY;
        }
        let size = self.ty(&field.ty);
        if field.condition.is_some() { size.or(Size::EMPTY) } else { size }
    }

    fn ty(&mut self, ty: &Type) -> Size {
        match ty {
            Type::Integer(integer)
            | Type::Bool(Truth { integer, .. })
            | Type::Enum(_, integer)
            | Type::Flags(_, integer) => Size::of(*integer),
            Type::Float(float) => Size::exactly(float.bytes()),
            Type::Bytes(extent) | Type::Text(extent) => sequence(Size::exactly(1), extent),
            Type::List(element, extent) => sequence(self.ty(element), extent),
            Type::Option(inner) => Size::exactly(1).then(self.ty(inner).or(Size::EMPTY)),
            Type::Within(inner, extent) => region(self.ty(inner), extent),
            Type::Struct(id) => self.structure(*id),
            Type::Padding(padding) => match padding.length {
                PaddingLength::Exactly(count) => Size::exactly(count),
                PaddingLength::To(multiple) => {
                    Size { min: 0, max: Some(multiple.saturating_sub(1)) }
                }
                PaddingLength::Rest { max } => {
                    Size { min: 0, max: Some(max).filter(|max| *max < u64::MAX) }
                }
            },
            Type::Union { union, .. } => self.union(*union),
            Type::External(_) => Size::UNKNOWN,
        }
    }

    fn union(&mut self, id: UnionId) -> Size {
        let model = self.model;
        let Some(union) = model.unions.get(id.0) else { return Size::UNKNOWN };
        let tag = match union.selector {
            Selector::Tag(integer) => Size::of(integer),
            Selector::Enum(_) | Selector::Number(_) | Selector::Peek(_) => Size::EMPTY,
        };
        let body = union.bodies().map(|body| self.structure(body)).reduce(Size::or);
        let body = body.unwrap_or(Size::EMPTY);
        tag.then(match &union.within {
            Some(extent) => region(body, extent),
            None => body,
        })
    }
}

/// A prefix, if there is one, and a value that fills the extent.
fn region(content: Size, extent: &Extent) -> Size {
    let most = Some(extent.limit()).filter(|most| *most < u64::MAX);
    let content =
        Size { min: content.min.max(extent.min), max: content.max.into_iter().chain(most).min() };
    match extent.measure {
        Measure::Prefix(prefix) => Size::of(prefix).then(content),
        _ => content,
    }
}

/// A prefix, if there is one, and the elements.
fn sequence(element: Size, extent: &Extent) -> Size {
    let elements = element.times(extent.min, extent.limit());
    match extent.measure {
        Measure::Prefix(prefix) => Size::of(prefix).then(elements),
        Measure::Until(delimiter) => {
            elements.then(Size::exactly(delimiter.as_slice().len() as u64))
        }
        Measure::Fixed | Measure::Field(_) | Measure::Rest => elements,
    }
}
