//! The syntax tree: what was written, before names mean anything.
//!
//! Every node keeps its span. Names are unresolved, units are not applied,
//! nothing has been judged. The derive macro builds these nodes as well.

use crate::model::{Docs, Name};
use crate::span::Span;

/// A whole spec.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// Documentation of the protocol (`//!`).
    pub docs: Docs,
    /// The items, in order.
    pub items: Vec<Item>,
    /// Where each file starts in the span space, if the items are of several
    /// (see [`Sources`](crate::Sources)); the first is the file compiled.
    pub starts: Vec<usize>,
}

/// Something with documentation in front of it.
#[derive(Clone, Debug)]
pub struct Documented<T> {
    /// The `///` lines.
    pub docs: Docs,
    /// The thing itself.
    pub node: T,
}

/// A top-level item.
#[derive(Clone, Debug)]
pub enum Item {
    /// `protocol network { edition: 1, … }`
    Protocol(Protocol),
    /// `library common { edition: 1, … }`
    Library(Protocol),
    /// `import "common.wire" { Address };`
    Import(Import),
    /// `const MAX = 16 MiB;`
    Constant(Documented<Constant>),
    /// `enum Kind: u8 { … }`
    Enum(Documented<Enum>),
    /// `flags PacketFlags: u8 { … }`
    Flags(Documented<Flags>),
    /// `struct Envelope { … }`
    Struct(Documented<Struct>),
    /// `packet Packet { … }`
    Packet(Documented<Struct>),
    /// `union Content(kind: Kind) { … }` or `union Shelf: u8 { … }`
    Union(Documented<Union>),
    /// `messages Message: u32 encoding bincode { … }`
    Messages(Documented<Messages>),
    /// `layers { … }`
    Layers(Layers),
    /// `handshake Secure { … }`
    Handshake(Documented<Handshake>),
}

/// `import "common.wire" { Address, Kind };`
#[derive(Clone, Debug)]
pub struct Import {
    /// The path of the file, as written.
    pub path: String,
    /// Where the path stands.
    pub path_span: Span,
    /// The names in the braces; every item of the file if there are none.
    pub names: Option<Vec<Name>>,
    /// The whole item.
    pub span: Span,
}

/// `name: value` settings of the protocol, or of a library.
#[derive(Clone, Debug)]
pub struct Protocol {
    /// The protocol's name.
    pub name: Name,
    /// `edition`, `version`, `endian`, in the order written; a library has no version.
    pub settings: Vec<(Name, Expression)>,
    /// The whole item.
    pub span: Span,
}

/// `const NAME = value;`
#[derive(Clone, Debug)]
pub struct Constant {
    /// Its name.
    pub name: Name,
    /// Its value.
    pub value: Expression,
}

/// `enum Name: u8 { A = 0, .. }`
#[derive(Clone, Debug)]
pub struct Enum {
    /// Its name.
    pub name: Name,
    /// The integer type, as written.
    pub repr: Name,
    /// The variants.
    pub variants: Vec<Documented<(Name, Expression)>>,
    /// Where `..` stands, if it does.
    pub open: Option<Span>,
}

/// `flags Name: u8 { a = 1, reserved = 0, require … }`
#[derive(Clone, Debug)]
pub struct Flags {
    /// Its name.
    pub name: Name,
    /// The integer type, as written.
    pub repr: Name,
    /// The bits.
    pub bits: Vec<Documented<(Name, Expression)>>,
    /// `reserved = 0`, with its value.
    pub reserved: Option<(Span, Expression)>,
    /// The constraints.
    pub requires: Vec<Require>,
}

/// `require condition` or `require condition, "message"`… inside braces.
#[derive(Clone, Debug)]
pub struct Require {
    /// What must hold.
    pub condition: Expression,
    /// As written, white space folded.
    pub text: String,
    /// `else "message"` behind it.
    pub message: Option<String>,
    /// The whole of it.
    pub span: Span,
}

/// A structure: fields and constraints.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Its name.
    pub name: Name,
    /// `encoding bincode`, if written.
    pub encoding: Option<Encoding>,
    /// What stands in its braces.
    pub body: Body,
}

/// `encoding bincode`, `encoding bincode varint`
#[derive(Clone, Debug)]
pub struct Encoding {
    /// `bincode`
    pub name: Name,
    /// `varint`, if written.
    pub integers: Option<Name>,
}

/// What stands in the braces of a structure.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// The fields, in order.
    pub fields: Vec<Documented<Field>>,
    /// The constraints, in order.
    pub requires: Vec<Require>,
    /// The braces and all between.
    pub span: Option<Span>,
}

/// `name: type [= value] [in range] [unit] [malleable] [if condition]`
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: Type,
    /// The value behind `=`.
    pub value: Option<Expression>,
    /// The range behind `in`.
    pub range: Option<Range>,
    /// The unit behind the type: `ms`, `s`, `bytes`.
    pub unit: Option<Name>,
    /// Where `malleable` stands, if it does.
    pub malleable: Option<Span>,
    /// The condition behind `if`.
    pub condition: Option<Expression>,
    /// The whole field.
    pub span: Span,
}

/// A type, as written.
#[derive(Clone, Debug)]
pub struct Type {
    /// Its shape.
    pub kind: TypeKind,
    /// Where it stands.
    pub span: Span,
}

/// The shapes of types.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// `u16`, `u16le`, `i32be`, `u32leb128`, `bool`, or the name of a declared type.
    Name(Name),
    /// `Content(kind)`: a union chosen by an earlier field.
    Selected(Name, Name),
    /// `bytes`, `bytes[…]`
    Bytes(Option<Extent>),
    /// `string`, `string[…]`
    Text(Option<Extent>),
    /// `[T; …]`, or `list<T>` with the length of the layout.
    List(Box<Type>, Option<Extent>),
    /// `option<T>`
    Option(Box<Type>),
    /// `within[u16]<T>`
    Within(Box<Type>, Extent),
    /// `padding[12]`, `padding[to 4]`, `padding[rest]`
    Padding(Padding),
    /// A Rust type, by its path; from derive only.
    External(String),
}

/// What stands in the brackets of padding.
#[derive(Clone, Debug)]
pub enum Padding {
    /// `12`: so many bytes.
    Exactly(Expression),
    /// `to 4`: as many as it takes to a multiple of that.
    To(Expression),
    /// `rest`, `rest in ..=64`: all that is left, and how much that may be.
    Rest(Option<Range>),
}

/// What stands in the brackets of a sized type.
#[derive(Clone, Debug)]
pub enum Extent {
    /// `32`: exactly so many.
    Exactly(Expression),
    /// `0..=64`: measured by an earlier field, or by the layout's own prefix.
    Within(Range),
    /// `u8 in 0..=64`, or `u8` alone: a prefix of that type.
    Prefixed(Name, Option<Range>),
    /// `until 0`, `until b"\r\n" in 0..=64`: up to these bytes.
    Until(Expression, Option<Range>),
    /// `rest`, `rest in 0..=64`: to the end of the input.
    Rest(Span, Option<Range>),
}

/// `low..=high`; either end may be left out (`..=8`, `1..`).
#[derive(Clone, Debug)]
pub struct Range {
    /// The least, inclusive.
    pub low: Option<Expression>,
    /// The greatest, inclusive.
    pub high: Option<Expression>,
    /// Where it stands.
    pub span: Span,
}

/// `union Name: u8 { 0 => A { … } }` or `union Name(kind: Kind) { A, B => { … } }`
#[derive(Clone, Debug)]
pub struct Union {
    /// Its name.
    pub name: Name,
    /// How its arm is chosen.
    pub selector: Selector,
    /// `encoding bincode`, if written.
    pub encoding: Option<Encoding>,
    /// `within[u16]`, if written.
    pub within: Option<Extent>,
    /// Its arms.
    pub arms: Vec<Documented<Arm>>,
}

/// How the arm of a union is chosen.
#[derive(Clone, Debug)]
pub enum Selector {
    /// `: u8`: by a tag in front.
    Tag(Name),
    /// `(kind: Kind)`, `(kind: u8)`: by an earlier field of that enumeration or
    /// integer type.
    Field(Name, Name),
    /// `: peek u4`: by the integer that each arm begins with.
    Peek(Name),
}

/// An arm of a union.
#[derive(Clone, Debug)]
pub enum Arm {
    /// `0 => Name { … }`
    Tagged(Expression, Name, Body),
    /// `A, B => { … }`
    Selected(Vec<Name>, Body),
    /// `.. => Name { … }`: for every number without an arm.
    Other(Name, Body),
}

/// `messages Name: u32 encoding bincode { 0 => Data { … } -> Reply, … }`
#[derive(Clone, Debug)]
pub struct Messages {
    /// Its name.
    pub name: Name,
    /// The tag's integer type.
    pub tag: Name,
    /// `encoding bincode`, if written.
    pub encoding: Option<Encoding>,
    /// The messages.
    pub messages: Vec<Documented<Message>>,
}

/// `0 => Data { … } -> Reply`
#[derive(Clone, Debug)]
pub struct Message {
    /// Its tag.
    pub tag: Expression,
    /// Its name.
    pub name: Name,
    /// Its fields.
    pub body: Body,
    /// The message that answers it.
    pub reply: Option<Name>,
}

/// `layers { Packet -> … -> Message { keepalive Ping } }`
#[derive(Clone, Debug)]
pub struct Layers {
    /// The packet first, then the others as written.
    pub layers: Vec<Layer>,
    /// The whole item.
    pub span: Span,
}

/// One layer.
#[derive(Clone, Debug)]
pub enum Layer {
    /// `Packet`, `Envelope`, `Message { keepalive Ping, … }`: a declared name,
    /// with roles in braces behind a set of messages.
    Named(Name, Vec<(Name, Name)>),
    /// `handshake(Secure) when flags.handshake`
    Handshake(Name, Expression),
    /// `seal(Secure) when flags.encrypted`
    Seal(Name, Expression),
    /// `compress(lz4 when flags.lz4, …)`
    Compress(Vec<(Name, Expression)>),
}

/// An expression, as written.
#[derive(Clone, Debug)]
pub struct Expression {
    /// Its shape.
    pub kind: ExpressionKind,
    /// Where it stands.
    pub span: Span,
}

/// The shapes of expressions; one grammar serves constants, conditions and
/// handshakes, lowering says what is allowed where.
#[derive(Clone, Debug)]
pub enum ExpressionKind {
    /// `42`, `0xFF`, `16 MiB`, `5 s`: the number and the unit's name.
    Integer(u128, Option<Name>),
    /// `true`, `false`
    Bool(bool),
    /// `"text"`
    Text(String),
    /// `b"bytes"`
    Bytes(Vec<u8>),
    /// `name`
    Name(Name),
    /// `flags.deadline`, `Init.nonce`, `local.suites`
    Member(Box<Expression>, Name),
    /// `RejectCode::Busy`
    Path(Name, Name),
    /// `len(payload)`, `within(a, b, 5 s)`
    Call(Name, Vec<Expression>),
    /// `extern fletcher(payload)`: a function that the user supplies.
    Supplied(Name, Vec<Expression>),
    /// `version..=payload`: these fields and all between; an argument of a call.
    Fields(Box<(Name, Name)>),
    /// `!a`, `-a`
    Unary(crate::model::UnaryOperator, Box<Expression>),
    /// `a + b`, `a && b`
    Binary(crate::model::BinaryOperator, Box<Expression>, Box<Expression>),
    /// `a in b`
    In(Box<Expression>, Box<Expression>),
}

/// `handshake Secure { … }`
#[derive(Clone, Debug)]
pub struct Handshake {
    /// Its name.
    pub name: Name,
    /// `prologue: …`, `deadline: …`, `limit: …`, `local: …`
    pub settings: Vec<(Name, Expression)>,
    /// `suites { 0x0001 = "Noise_…", … }`
    pub suites: Vec<(Expression, String, Span)>,
    /// `message Init = 1, initiator -> responder, tokens [e], clear { … }`
    pub messages: Vec<Documented<HandshakeMessage>>,
    /// `failures { … }`
    pub failures: Vec<Documented<Failure>>,
    /// `let proof = …;`
    pub bindings: Vec<(Name, Expression)>,
    /// `initiator { … }`
    pub initiator: Vec<Documented<State>>,
    /// `responder { … }`
    pub responder: Vec<Documented<State>>,
    /// `otherwise { crypto -> Auth, … }`
    pub otherwise: Vec<(Name, Name)>,
    /// `records: u8 { 0 => data, 1 => ready {}, … }`
    pub records: Option<Records>,
    /// `keys { key: b"…", … }`
    pub keys: Vec<(Name, Expression)>,
    /// `claims { secret, … }`
    pub claims: Vec<Claim>,
    /// `mutants { drop(ee) breaks secret, … }`
    pub mutants: Vec<Mutant>,
    /// The whole item.
    pub span: Span,
}

/// `agree initiator with responder`, `pq_secret if hfs`
#[derive(Clone, Debug)]
pub struct Claim {
    /// Its word.
    pub kind: Name,
    /// Who agrees with whom.
    pub parties: Option<(Name, Name)>,
    /// The modifier behind `if`.
    pub only: Option<Name>,
    /// The whole claim.
    pub span: Span,
}

/// `drop(es) breaks agree`
#[derive(Clone, Debug)]
pub struct Mutant {
    /// `unbind`, `drop` or `same`.
    pub operation: Name,
    /// What is changed.
    pub of: Vec<Name>,
    /// The claim that it breaks.
    pub breaks: Name,
    /// The whole mutant.
    pub span: Span,
}

/// A message of a handshake.
#[derive(Clone, Debug)]
pub struct HandshakeMessage {
    /// Its name.
    pub name: Name,
    /// Its type byte.
    pub id: Expression,
    /// Who sends it: `initiator` or `responder`.
    pub from: Name,
    /// Who receives it.
    pub to: Name,
    /// Its tokens, each with the modifier behind `if`.
    pub tokens: Vec<(Name, Option<Name>)>,
    /// `clear` or `sealed`.
    pub protection: Name,
    /// `(2, 5)`: the levels of authentication and confidentiality that it promises.
    pub promised: Option<(Expression, Expression, Span)>,
    /// Its payload.
    pub body: Body,
}

/// `ClockSkew = Reject { code: … }`, or a name alone.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Its name.
    pub name: Name,
    /// The message sent, with its fields.
    pub reply: Option<(Name, Vec<(Name, Expression)>)>,
}

/// `AwaitResponse { on Response { … } -> AwaitReady … }`
#[derive(Clone, Debug)]
pub struct State {
    /// Its name.
    pub name: Name,
    /// What it answers.
    pub transitions: Vec<Transition>,
}

/// `on Response { steps } -> target`
#[derive(Clone, Debug)]
pub struct Transition {
    /// `start`, `ready`, or the name of a message.
    pub trigger: Name,
    /// Where `once` stands, if it does.
    pub once: Option<Span>,
    /// What is done.
    pub steps: Vec<Step>,
    /// Where it leads.
    pub target: Target,
    /// The whole of it.
    pub span: Span,
}

/// One thing done.
#[derive(Clone, Debug)]
pub enum Step {
    /// `check condition else Failure;`
    Check(Expression, Name),
    /// `let name = value [else Failure];`
    Let(Name, Expression, Option<Name>),
    /// `send Message { field: value, … };` or `send ready;`
    Send(Name, Vec<(Name, Expression)>),
}

/// Where a transition leads.
#[derive(Clone, Debug)]
pub enum Target {
    /// A state's name.
    State(Name),
    /// `established { compression: …, max_record: … }`
    Established(Span, Vec<(Name, Expression)>),
    /// `failed(Rejected)`
    Failed(Name),
}

/// `records: u8 { 0 => data, … }`
#[derive(Clone, Debug)]
pub struct Records {
    /// The integer that holds the type.
    pub tag: Name,
    /// Number, kind, fields.
    pub kinds: Vec<(Expression, Name, Body)>,
}
