//! Values in handshakes as Rust expressions.
//!
//! Kinds are those of the model; where two meet that Rust keeps apart, numbers
//! are widened, never cut, so that results are those of mathematical integers.

mod operand;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use packetwright_spec::model::{
    EnumId, Field, FieldValue, Handshake, HandshakeExpression, Integer, Measure, Type,
};

use super::analysis::{Carried, Phase, constant_of};
use super::names::Names;
use crate::emit::Emitter;
use crate::emit::literal::{decimal, grouped};
use crate::emit::types::array;
use crate::naming::{camel_case, snake_case};
use crate::tokens::{Literal, TokenStream, quote};
use operand::{
    contains, hashed, is_empty, is_octets, literal, octets, plain_equal, receiver, rust_integer,
    same_type, time, unsigned, wide_receiver,
};
pub(super) use operand::{number_tokens, wide};

/// What a value is in Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number of this integer's Rust type.
    Number(Integer),
    /// A number known here.
    Literal(i128),
    /// A truth value.
    Truth,
    /// A value of an enumeration.
    Enum(EnumId),
    /// An array of so many bytes.
    Array(u64),
    /// A byte string that owns its bytes.
    Bytes,
    /// A byte string known here.
    Constant(Vec<u8>),
    /// A string.
    Text,
    /// A list of numbers; of so many if it is an array.
    List(Integer, Option<u64>),
    /// An empty byte string or list.
    Empty,
    /// Anything else.
    Other(Type),
}

/// A Rust expression and what it is.
#[derive(Clone, Debug)]
pub(super) struct Value {
    /// The expression: a place, or something that stands in front of a method call.
    pub(super) tokens: TokenStream,
    /// What it is.
    pub(super) kind: Kind,
}

impl Value {
    /// Whether it is known here, and stands where its name does.
    pub(super) fn is_constant(&self) -> bool {
        matches!(self.kind, Kind::Literal(_) | Kind::Constant(_))
    }
}

/// What the code of a function used of what its state has.
#[derive(Default)]
pub(super) struct Used {
    /// Carried values.
    pub(super) carried: BTreeSet<Carried>,
    /// Messages of this transition whose fields were read.
    pub(super) messages: BTreeSet<usize>,
    /// The Noise state, the config or the secrets: whatever the phase has.
    pub(super) core: bool,
    /// The Noise state, to change it.
    pub(super) core_changed: bool,
    /// What this side brings, once the handshake has begun here.
    pub(super) local: bool,
    /// The running suite.
    pub(super) suite: bool,
    /// The peer's key or the proof of its authorization.
    pub(super) peer: bool,
    /// The world.
    pub(super) world: bool,
    /// The time.
    pub(super) now: bool,
}

/// What an expression sees: the function under construction.
pub(super) struct Scope<'a> {
    /// The emitter.
    pub(super) emitter: &'a Emitter<'a>,
    /// The handshake.
    pub(super) handshake: &'a Handshake,
    /// The variables' names.
    pub(super) names: &'a Names,
    /// What each `let` is.
    pub(super) variables: &'a BTreeMap<String, Kind>,
    /// How far the Noise handshake is at this point.
    pub(super) phase: Phase,
    /// Messages received or sent by this function so far.
    pub(super) messages: BTreeSet<usize>,
    /// Variables named by this function so far.
    pub(super) named: BTreeSet<String>,
    /// Whether the handshake began in this function.
    pub(super) began: bool,
    /// Whether the variable `peer` is the proof of the peer's authorization.
    pub(super) authorized: bool,
    /// What was used so far.
    pub(super) used: RefCell<Used>,
}

impl Kind {
    /// A number whose type nothing else says.
    pub(super) fn of_number() -> Kind {
        Kind::Number(U64)
    }

    /// What a field's value is.
    pub(super) fn of(field: &Field) -> Kind {
        if field.condition.is_some() {
            return Kind::Other(Type::Option(Box::new(field.ty.clone())));
        }
        match &field.ty {
            Type::Integer(integer) => Kind::Number(*integer),
            Type::Bool(_) => Kind::Truth,
            Type::Enum(id, _) => Kind::Enum(*id),
            Type::Bytes(extent) if extent.measure == Measure::Fixed => Kind::Array(extent.min),
            Type::Bytes(_) => Kind::Bytes,
            Type::Text(_) => Kind::Text,
            Type::List(element, extent) => match **element {
                Type::Integer(integer) => {
                    Kind::List(integer, array(element, extent).map(|_| extent.min))
                }
                _ => Kind::Other(field.ty.clone()),
            },
            ty => Kind::Other(ty.clone()),
        }
    }
}

/// The unsigned integer of eight bytes, which times are.
const U64: Integer = Integer::new(64, false, packetwright_spec::model::Endian::Big);
const U16: Integer = Integer::new(16, false, packetwright_spec::model::Endian::Big);

impl Scope<'_> {
    /// An expression.
    pub(super) fn value(&self, expression: &HandshakeExpression) -> Value {
        match expression {
            HandshakeExpression::Integer(number) => literal(*number),
            HandshakeExpression::Bytes(bytes) => {
                let literal = Literal::byte_string(bytes);
                Value { tokens: quote! { #literal }, kind: Kind::Constant(bytes.clone()) }
            }
            HandshakeExpression::Empty => {
                Value { tokens: quote! { Default::default() }, kind: Kind::Empty }
            }
            HandshakeExpression::MessageField(message, field) => {
                self.message_field(*message, *field)
            }
            HandshakeExpression::Local(field) => self.local_field(*field),
            HandshakeExpression::Variable(name) => self.variable(name),
            HandshakeExpression::Binding(place) => {
                let value = self.handshake.bindings.get(*place).map(|b| self.value(&b.value));
                let name = self.names.binding(*place);
                match value {
                    Some(value) if value.is_constant() => value,
                    value => {
                        let kind = value.map_or(Kind::Empty, |value| value.kind);
                        Value { tokens: quote! { #name }, kind }
                    }
                }
            }
            HandshakeExpression::Suite => {
                self.used.borrow_mut().suite = true;
                Value { tokens: quote! { suite.id }, kind: Kind::Number(U16) }
            }
            HandshakeExpression::Now => {
                self.used.borrow_mut().now = true;
                Value { tokens: quote! { now }, kind: Kind::Number(U64) }
            }
            HandshakeExpression::Random => {
                self.used.borrow_mut().world = true;
                Value { tokens: quote! { handshake::random(world) }, kind: Kind::Array(0) }
            }
            HandshakeExpression::Add(left, right) => self.sum(left, right),
            HandshakeExpression::Hash(label, parts) => self.hash(label, parts),
            HandshakeExpression::Common(ours, theirs) => self.common(ours, theirs),
            HandshakeExpression::Equal(..)
            | HandshakeExpression::In(..)
            | HandshakeExpression::Within(..)
            | HandshakeExpression::Fresh(..)
            | HandshakeExpression::Authorized
            | HandshakeExpression::Capacity => {
                Value { tokens: self.condition(expression), kind: Kind::Truth }
            }
        }
    }

    /// A condition that is to hold.
    pub(super) fn condition(&self, expression: &HandshakeExpression) -> TokenStream {
        match expression {
            HandshakeExpression::Equal(left, right) => self.equal(left, right),
            HandshakeExpression::In(element, list) => {
                let (element, list) = (self.value(element), self.value(list));
                contains(&list, &element)
            }
            HandshakeExpression::Within(left, right, apart) => {
                let (left, right) = (self.value(left), self.value(right));
                let apart = grouped(i128::from(*apart));
                match (receiver(&left), unsigned(&right)) {
                    (Some(left), Some(right)) => quote! { #left.abs_diff(#right) <= #apart },
                    _ => {
                        let (left, right) = (wide_receiver(&left), wide(&right));
                        quote! { #left.abs_diff(#right) <= #apart }
                    }
                }
            }
            HandshakeExpression::Fresh(nonce, until) => {
                let (nonce, until) = (octets(&self.value(nonce)), time(&self.value(until)));
                self.used.borrow_mut().world = true;
                quote! { world.fresh(#nonce, #until) }
            }
            HandshakeExpression::Authorized => {
                let check = self.authorization();
                quote! { #check.is_some() }
            }
            HandshakeExpression::Capacity => {
                self.used.borrow_mut().world = true;
                quote! { world.capacity() }
            }
            other => self.value(other).tokens,
        }
    }

    /// The question whether the peer is authorized: an optional proof.
    pub(super) fn authorization(&self) -> TokenStream {
        let mut used = self.used.borrow_mut();
        used.world = true;
        if self.authorized {
            used.peer = true;
            return quote! { handshake::Authorized::check(Some(peer.peer()), world) };
        }
        if self.phase == Phase::Split {
            used.peer = true;
            return quote! { handshake::Authorized::check(peer.as_ref(), world) };
        }
        used.core = true;
        quote! { handshake::Authorized::check(noise.remote_static(), world) }
    }

    /// A value in the type of a field.
    pub(super) fn fitted(&self, expression: &HandshakeExpression, field: &Field) -> TokenStream {
        let value = self.value(expression);
        if *expression == HandshakeExpression::Random {
            return value.tokens;
        }
        let Value { tokens, kind } = &value;
        let malformed = self.malformed();
        match (kind, Kind::of(field)) {
            (Kind::Literal(number), Kind::Enum(id)) => self.enum_value(id, *number),
            (Kind::Literal(number), Kind::Number(_)) => decimal(*number),
            (Kind::Number(from), Kind::Number(to)) if same_type(*from, to) => tokens.clone(),
            (Kind::Number(_) | Kind::Enum(_), Kind::Number(to)) => {
                let number = number_tokens(&value);
                let ty = rust_integer(to);
                quote! { #ty::try_from(#number).map_err(|_| #malformed)? }
            }
            (Kind::Constant(_), Kind::Array(_)) => quote! { *#tokens },
            (Kind::Constant(bytes), Kind::Text) => {
                // The checker lets no other bytes stand for a string.
                let text = String::from_utf8_lossy(bytes).into_owned();
                quote! { #text.to_owned() }
            }
            (Kind::Constant(_) | Kind::Array(_), Kind::Bytes) => quote! { #tokens.to_vec().into() },
            (Kind::Bytes, Kind::Array(_)) => {
                quote! { #tokens.as_ref().try_into().map_err(|_| #malformed)? }
            }
            (Kind::Text, Kind::Array(_)) => {
                quote! { #tokens.as_bytes().try_into().map_err(|_| #malformed)? }
            }
            (Kind::Text, Kind::Bytes) => quote! { #tokens.clone().into() },
            (Kind::List(from, had), Kind::List(to, wanted)) => {
                let list = match same_type(*from, to) {
                    true if *had == wanted => return quote! { #tokens.clone() },
                    true => quote! { #tokens.to_vec() },
                    false => {
                        let ty = rust_integer(to);
                        quote! {
                            #tokens
                                .iter()
                                .map(|number| #ty::try_from(*number).map_err(|_| #malformed))
                                .collect::<Result<Vec<_>, _>>()?
                        }
                    }
                };
                match wanted {
                    Some(_) => quote! { #list.try_into().map_err(|_| #malformed)? },
                    None => list,
                }
            }
            (Kind::Bytes | Kind::Text | Kind::Other(_), _) => {
                quote! { #tokens.clone() }
            }
            _ => tokens.clone(),
        }
    }

    /// The named value of an enumeration, or the unnamed number.
    fn enum_value(&self, id: EnumId, number: i128) -> TokenStream {
        let declared = &self.emitter.model[id];
        let name = camel_case(&declared.name.text);
        match declared.variants.iter().find(|variant| variant.value == number) {
            Some(variant) => {
                let variant = camel_case(&variant.name.text);
                quote! { #name::#variant }
            }
            None => {
                let number = decimal(number);
                quote! { #name::from_number(#number) }
            }
        }
    }

    fn malformed(&self) -> TokenStream {
        failure(self.handshake, self.handshake.otherwise.malformed)
    }

    fn message_field(&self, message: usize, field: usize) -> Value {
        let declared = self.handshake.messages.get(message);
        let declared = declared.and_then(|m| self.emitter.model[m.payload].fields.get(field));
        let Some(declared) = declared else { return literal(0) };
        if let FieldValue::Constant(number) = declared.value {
            return literal(number);
        }
        let tokens = if self.messages.contains(&message) {
            self.used.borrow_mut().messages.insert(message);
            let (message, field) = (self.names.message(message), snake_case(&declared.name.text));
            quote! { #message.#field }
        } else {
            let carried = Carried::Field(message, field);
            let name = self.names.carried(&carried);
            self.used.borrow_mut().carried.insert(carried);
            quote! { #name }
        };
        Value { tokens, kind: Kind::of(declared) }
    }

    fn local_field(&self, field: usize) -> Value {
        let Some(declared) = self.emitter.model[self.handshake.local].fields.get(field) else {
            return literal(0);
        };
        if let FieldValue::Constant(number) = declared.value {
            return literal(number);
        }
        let mut used = self.used.borrow_mut();
        let owner = if self.phase == Phase::Fresh {
            used.core = true;
            quote! { config.local }
        } else if self.began {
            used.local = true;
            quote! { local }
        } else {
            used.carried.insert(Carried::Local);
            quote! { local }
        };
        let name = snake_case(&declared.name.text);
        Value { tokens: quote! { #owner.#name }, kind: Kind::of(declared) }
    }

    fn variable(&self, name: &str) -> Value {
        let kind = self.variables.get(name).cloned().unwrap_or(Kind::Empty);
        if let Some(constant) = constant_of(self.handshake, name) {
            return self.value(constant);
        }
        if !self.named.contains(name) {
            self.used.borrow_mut().carried.insert(Carried::Variable(name.to_owned()));
        }
        let name = self.names.variable(name);
        Value { tokens: quote! { #name }, kind }
    }

    fn sum(&self, left: &HandshakeExpression, right: &HandshakeExpression) -> Value {
        let (left, right) = (self.value(left), self.value(right));
        if let (Kind::Literal(left), Kind::Literal(right)) = (&left.kind, &right.kind) {
            return literal(left.saturating_add(*right).clamp(0, u64::MAX.into()));
        }
        let tokens = match (receiver(&left), unsigned(&right)) {
            (Some(left), Some(right)) => quote! { #left.saturating_add(#right) },
            _ => {
                let (left, right) = (wide(&left), wide(&right));
                quote! {
                    u64::try_from((#left + #right).max(0)).unwrap_or(u64::MAX)
                }
            }
        };
        Value { tokens, kind: Kind::Number(U64) }
    }

    fn hash(&self, label: &[u8], parts: &[HandshakeExpression]) -> Value {
        let parts: Vec<TokenStream> = parts.iter().map(|part| hashed(&self.value(part))).collect();
        let label = Literal::byte_string(label);
        self.used.borrow_mut().core = true;
        let primitives = match self.phase {
            Phase::Fresh => quote! { config.provider },
            Phase::Running => quote! { noise },
            Phase::Split => quote! { secrets.provider },
        };
        Value {
            tokens: quote! { #primitives.sha256(&[#label, #(#parts),*]) },
            kind: Kind::Array(32),
        }
    }

    fn common(&self, ours: &HandshakeExpression, theirs: &HandshakeExpression) -> Value {
        let (ours, theirs) = (self.value(ours), self.value(theirs));
        let Kind::List(integer, _) = ours.kind else { return ours };
        let known =
            contains(&theirs, &Value { tokens: quote! { *offer }, kind: Kind::Number(integer) });
        let list = &ours.tokens;
        Value {
            tokens: quote! { #list.iter().copied().find(|offer| #known) },
            kind: Kind::Number(integer),
        }
    }

    fn equal(&self, left: &HandshakeExpression, right: &HandshakeExpression) -> TokenStream {
        let (left, right) = (self.value(left), self.value(right));
        match (&left.kind, &right.kind) {
            (Kind::Empty, Kind::Empty) => quote! { true },
            (Kind::Empty, _) => is_empty(&right),
            (_, Kind::Empty) => is_empty(&left),
            _ if is_octets(&left.kind) && is_octets(&right.kind) => {
                let (left, right) = (octets(&left), octets(&right));
                quote! { crypto::equal(#left, #right) }
            }
            (Kind::Enum(id), Kind::Literal(number)) => {
                let (left, right) = (&left.tokens, self.enum_value(*id, *number));
                quote! { #left == #right }
            }
            (Kind::Literal(number), Kind::Enum(id)) => {
                let (left, right) = (self.enum_value(*id, *number), &right.tokens);
                quote! { #left == #right }
            }
            (Kind::Number(a), Kind::Number(b)) if same_type(*a, *b) => plain_equal(&left, &right),
            (Kind::Number(integer), Kind::Literal(number))
            | (Kind::Literal(number), Kind::Number(integer))
                if *number >= integer.min() && *number <= integer.max() =>
            {
                plain_equal(&left, &right)
            }
            (
                Kind::Number(_) | Kind::Literal(_) | Kind::Enum(_),
                Kind::Number(_) | Kind::Literal(_),
            )
            | (Kind::Number(_), Kind::Enum(_)) => {
                let (left, right) = (wide(&left), wide(&right));
                quote! { #left == #right }
            }
            (Kind::List(a, _), Kind::List(b, _)) if same_type(*a, *b) => {
                let (left, right) = (&left.tokens, &right.tokens);
                quote! { #left[..] == #right[..] }
            }
            (Kind::List(..), Kind::List(..)) => {
                let (left, right) = (&left.tokens, &right.tokens);
                quote! {
                    #left.iter().copied().map(i128::from).eq(#right.iter().copied().map(i128::from))
                }
            }
            _ => plain_equal(&left, &right),
        }
    }
}

/// A failure, as a value.
pub(super) fn failure(handshake: &Handshake, place: usize) -> TokenStream {
    let name = handshake.failures.get(place).map_or("", |failure| failure.name.text.as_str());
    let name = camel_case(name);
    quote! { Failure::#name }
}
