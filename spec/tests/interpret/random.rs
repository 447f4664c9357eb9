//! Random values of any structure, from a seed.

use packetwright_spec::interpret::{Fields, Interpreter, Value};
use packetwright_spec::model::{Extent, Field, Model, StructId, Type};

/// A source of numbers (SplitMix64).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    pub(crate) fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte = self.next() as u8;
        }
    }

    fn within(&mut self, min: i128, max: i128) -> i128 {
        match self.below(8) {
            0 => min,
            1 => max,
            _ => min + (i128::from(self.next()) % (max - min + 1)),
        }
    }

    fn length(&mut self, extent: &Extent) -> usize {
        let most = extent.limit().min(extent.min.saturating_add(20));
        self.within(extent.min.into(), most.into()) as usize
    }
}

/// A value that encodes; conditions and constraints are met by trying again.
pub(crate) fn valid_fields(model: Interpreter<'_>, id: StructId, random: &mut Random) -> Fields {
    for _ in 0..10_000 {
        let fields = fields(model, id, random);
        if model.encode_struct(id, &Value::Struct(fields.clone())).is_ok() {
            return fields;
        }
    }
    panic!("no valid value of {} in 10,000 tries", model.model()[id].name);
}

fn fields(model: Interpreter<'_>, id: StructId, random: &mut Random) -> Fields {
    let structure = &model.model()[id];
    let free = structure.fields.iter().filter(|field| field.value.is_given());
    free.map(|field| (field.name.text.clone(), field_value(model, field, random))).collect()
}

fn field_value(model: Interpreter<'_>, field: &Field, random: &mut Random) -> Value {
    if field.condition.is_some() && random.below(2) == 0 {
        return Value::Absent;
    }
    match field.range {
        Some((min, max)) => Value::Integer(random.within(min, max)),
        None => value(model, &field.ty, random),
    }
}

fn value(interpreter: Interpreter<'_>, ty: &Type, random: &mut Random) -> Value {
    let model: &Model = interpreter.model();
    match ty {
        Type::Padding(_) => Value::Absent,
        Type::Integer(integer) => Value::Integer(random.within(integer.min(), integer.max())),
        Type::Float(float) => Value::Float(random.next() >> (64 - float.bits)),
        Type::Bool(_) => Value::Bool(random.below(2) == 1),
        Type::Enum(id, integer) => {
            let declared = &model[*id];
            let variant = declared.variants.get(random.below(declared.variants.len()));
            match variant {
                Some(variant) if !declared.open || random.below(3) > 0 => {
                    Value::Enum(variant.value)
                }
                _ => Value::Enum(random.within(integer.min(), integer.max())),
            }
        }
        Type::Flags(id, _) => Value::Flags(random.next() & model[*id].mask()),
        Type::Bytes(extent) => {
            let length = random.length(extent);
            Value::Bytes((0..length).map(|_| random.next() as u8).collect())
        }
        Type::Text(extent) => {
            let length = random.length(extent);
            let mut text = String::new();
            while text.len() < length {
                let character = ['a', '\0', 'é', '€', '🦀'][random.below(5)];
                text.push(if text.len() + character.len_utf8() > length { 'z' } else { character });
            }
            Value::Text(text)
        }
        Type::List(element, extent) => {
            let length = random.length(extent);
            Value::List((0..length).map(|_| value(interpreter, element, random)).collect())
        }
        Type::Within(inner, _) => value(interpreter, inner, random),
        Type::Option(inner) => Value::Option(
            (random.below(2) == 1).then(|| Box::new(value(interpreter, inner, random))),
        ),
        Type::Struct(id) => Value::Struct(valid_fields(interpreter, *id, random)),
        Type::Union { union, .. } => {
            let arms = &model[*union].arms;
            let arm = &arms[random.below(arms.len())];
            let fields = valid_fields(interpreter, arm.body, random);
            Value::Union { arm: arm.name.text.clone(), fields }
        }
        Type::External(name) => panic!("no values of the Rust type {name}"),
    }
}
