//! A value of a structure, put into a packet that holds one.

use crate::evolution::meaning::bare;
use crate::interpret::{Fields, Value};
use crate::model::{Model, StructId, Type};

/// The packet with the first value of that structure in it replaced; none if it
/// holds none.
pub(super) fn embed(
    model: &Model,
    ty: &Type,
    packet: &Value,
    id: StructId,
    value: &Fields,
) -> Option<Value> {
    match (bare(ty), packet) {
        (Type::Struct(own), Value::Struct(fields)) => {
            embed_fields(model, *own, fields, id, value).map(Value::Struct)
        }
        (Type::Union { union, .. }, Value::Union { arm, fields }) => {
            let body = model[*union].body_named(arm)?;
            let fields = embed_fields(model, body, fields, id, value)?;
            Some(Value::Union { arm: arm.clone(), fields })
        }
        (Type::List(element, _), Value::List(values)) => {
            let place_and_new = values.iter().enumerate().find_map(|(place, inner)| {
                embed(model, element, inner, id, value).map(|new| (place, new))
            });
            let (place, new) = place_and_new?;
            let mut values = values.clone();
            *values.get_mut(place)? = new;
            Some(Value::List(values))
        }
        (Type::Option(inner), Value::Option(Some(content))) => {
            let new = embed(model, inner, content, id, value)?;
            Some(Value::Option(Some(Box::new(new))))
        }
        _ => None,
    }
}

/// The same of the fields of a structure.
pub(super) fn embed_fields(
    model: &Model,
    own: StructId,
    fields: &Fields,
    id: StructId,
    value: &Fields,
) -> Option<Fields> {
    if own == id {
        return Some(value.clone());
    }
    let structure = &model[own];
    let place_and_new = fields.iter().enumerate().find_map(|(place, (name, inner))| {
        let field = structure.fields.iter().find(|field| field.name.text == *name)?;
        embed(model, &field.ty, inner, id, value).map(|new| (place, new))
    });
    let (place, new) = place_and_new?;
    let mut fields = fields.clone();
    fields.get_mut(place)?.1 = new;
    Some(fields)
}
