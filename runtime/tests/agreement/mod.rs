//! Generated code against the interpreter: both read every input alike.
//!
//! Knows no protocol; each test file gives it the types of one.

use packetwright::codec::{Decode, DecodeError, Encode, EncodeError};
use packetwright_spec::Checked;
use packetwright_spec::interpret::{DecodeFault, Interpreter, Value, sample};
use packetwright_spec::model::{Model, StructId};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

/// What the interpreter knows of a type.
#[derive(Clone, Copy)]
pub(crate) enum Subject {
    /// A structure.
    Struct(StructId),
    /// A set of messages.
    Set(usize),
}

/// A model, and one type of it.
pub(crate) struct Agreement<'m> {
    pub(crate) model: &'m Checked<Model>,
    pub(crate) subject: Subject,
    /// Whether some values have more bytes than those that are written.
    malleable: bool,
}

/// Decodes a view and encodes it again.
pub(crate) type ViewRoundTrip = fn(&[u8]) -> Result<Vec<u8>, DecodeError>;

/// The round trip of a view that borrows; what is owned of it is encoded alike.
#[allow(unused_macros, reason = "not every protocol has such types")]
macro_rules! view {
    ($view:ty) => {
        |input| {
            use packetwright::codec::{Decode, Encode, Reader};
            <$view as Decode>::from_slice(input).map(|view| {
                let again = view.to_vec().expect("what was decoded can be encoded");
                let owned = view.own(&Reader::new(input)).to_vec();
                assert_eq!(owned.as_ref(), Ok(&again), "owned, of {input:02x?}");
                again
            })
        }
    };
}
#[allow(unused_imports, reason = "not every protocol has such types")]
pub(crate) use view;

/// A generated type that is held to the interpreter.
pub(crate) trait Holds:
    for<'a> Decode<'a> + Encode + Serialize + DeserializeOwned + PartialEq + std::fmt::Debug
{
}

impl<T> Holds for T where
    T: for<'a> Decode<'a> + Encode + Serialize + DeserializeOwned + PartialEq + std::fmt::Debug
{
}

/// Encodes a value, given as JSON, and tells its length.
type Written = fn(&Json) -> (Result<Vec<u8>, EncodeError>, usize);

/// What generated code makes of inputs and values, whatever the type.
pub(crate) struct Reading {
    decode: fn(&[u8]) -> Result<Seen, DecodeError>,
    encode: Written,
    view: ViewRoundTrip,
}

/// A value of generated code, as far as any type tells.
#[derive(Debug)]
struct Seen {
    json: Json,
    length: usize,
    again: Result<Vec<u8>, EncodeError>,
}

impl Reading {
    /// That of a type and its view.
    pub(crate) fn of<T: Holds>(view: ViewRoundTrip) -> Self {
        Reading { decode: decode::<T>, encode: encode::<T>, view }
    }
}

fn decode<T: Holds>(input: &[u8]) -> Result<Seen, DecodeError> {
    let found = T::from_slice(input)?;
    let json = serde_json::to_value(&found).expect("has a JSON form");
    let again = found.to_vec();
    // By their bytes, because NaN is equal to nothing.
    let read = serde_json::from_value::<T>(json.clone()).expect("reads its own");
    assert_eq!(read.to_vec(), again, "{found:?} from its JSON form");
    Ok(Seen { json, length: found.encoded_len(), again })
}

fn encode<T: Encode + DeserializeOwned>(json: &Json) -> (Result<Vec<u8>, EncodeError>, usize) {
    let value: T = serde_json::from_value(json.clone())
        .unwrap_or_else(|error| panic!("generated type refuses {json}: {error}"));
    (value.to_vec(), value.encoded_len())
}

impl<'m> Agreement<'m> {
    pub(crate) fn of_struct(model: &'m Checked<Model>, name: &str) -> Self {
        let id = Interpreter::new(model).struct_by_name(name).expect("the spec declares it");
        Agreement { model, subject: Subject::Struct(id), malleable: false }
    }

    pub(crate) fn of_set(model: &'m Checked<Model>, name: &str) -> Self {
        let set = Interpreter::new(model).set_by_name(name).expect("the spec declares it");
        Agreement { model, subject: Subject::Set(set), malleable: false }
    }

    /// The same, of a type that the spec lets be malleable: what was decoded is
    /// not always what is encoded again, but both encode the same.
    #[allow(dead_code, reason = "not every protocol has such types")]
    pub(crate) fn malleable(self) -> Self {
        Agreement { malleable: true, ..self }
    }

    /// Checks all boundary values, and inputs made of them with a few bytes
    /// changed, cut off or added.
    #[allow(dead_code, reason = "for the tests of each construct")]
    pub(crate) fn hold<T: Holds>(&self, view: ViewRoundTrip) {
        assert!(
            self.hold_to(&Reading::of::<T>(view), Config::with_cases(4_000)) > 0,
            "there are boundary values"
        );
    }

    /// The same with as many changed inputs as are asked for; gives back how
    /// many boundary values there are.
    pub(crate) fn hold_to(&self, reading: &Reading, config: Config) -> usize {
        let seeds = self.seeds(reading);
        for seed in &seeds {
            self.judge(seed, reading);
            for cut in 0..seed.len().min(64) {
                self.judge(&seed[..cut], reading);
            }
        }
        if seeds.is_empty() {
            return 0;
        }
        let mut runner = TestRunner::new(config);
        let strategy = (any::<Index>(), prop::collection::vec(change(), 1..4));
        runner
            .run(&strategy, |(seed, changes)| {
                let mut input = seed.get(&seeds).clone();
                changes.iter().for_each(|change| change.apply(&mut input));
                self.judge(&input, reading);
                Ok(())
            })
            .expect("generated code and interpreter agree");
        seeds.len()
    }

    /// The bytes of boundary values that are not too long to cut up; each is
    /// encoded by both.
    fn seeds(&self, reading: &Reading) -> Vec<Vec<u8>> {
        let values = match self.subject {
            Subject::Struct(id) => sample::boundary_values(self.model, id),
            Subject::Set(set) => sample::boundary_messages(self.model, set),
        };
        let mut seeds = Vec::new();
        for value in values {
            let json = self.to_json(&value);
            let Ok(bytes) = self.encode(&value) else {
                panic!("a boundary value is refused: {json}");
            };
            if bytes.len() <= 70_000 {
                self.compare_encoders(&json, reading.encode);
                seeds.push(bytes);
            }
        }
        seeds
    }

    /// Encodes a value, given as JSON, by both; they write the same bytes or
    /// refuse for the same reason.
    #[allow(dead_code, reason = "for the tests of each construct")]
    pub(crate) fn check_encode<T: Encode + DeserializeOwned>(&self, json: &Json) {
        self.compare_encoders(json, encode::<T>);
    }

    fn compare_encoders(&self, json: &Json, encode: Written) {
        let (found, length) = encode(json);
        let found = found.map_err(|error| (error.kind.code(), error.path.to_string()));
        let expected = self.encode(&self.read_json(json));
        assert_eq!(found, expected, "of {json}");
        if let Ok(bytes) = found {
            assert_eq!(length, bytes.len(), "the length of {json}");
        }
    }

    /// Decodes bytes by both; they see the same value or the same fault.
    #[allow(dead_code, reason = "for the tests of each construct")]
    pub(crate) fn check_decode<T: Holds>(&self, input: &[u8], view: ViewRoundTrip) {
        self.judge(input, &Reading::of::<T>(view));
    }

    fn judge(&self, input: &[u8], reading: &Reading) {
        let found = (reading.decode)(input);
        let seen = (reading.view)(input);
        match (self.decode(input), &found) {
            (Ok(value), Ok(found)) => {
                assert_eq!(found.json, self.to_json(&value), "the value of {input:02x?}");
                let again = self.encode(&value).expect("was decoded");
                assert!(self.malleable || again == input, "{input:02x?} again");
                assert_eq!(found.length, again.len(), "the length of {found:?}");
                assert_eq!(found.again.as_ref(), Ok(&again), "{found:?} again");
                assert_eq!(seen.as_ref(), Ok(&again), "the view of {input:02x?} again");
            }
            (Err(fault), Err(error)) => {
                same_fault(&fault, error, input);
                match seen {
                    Err(error) => same_fault(&fault, &error, input),
                    Ok(_) => panic!("the view takes {input:02x?}: {fault}"),
                }
            }
            (expected, found) => {
                panic!(
                    "of {input:02x?} the interpreter says {expected:?}, generated code {found:?}"
                )
            }
        }
    }

    fn decode(&self, input: &[u8]) -> Result<Value, DecodeFault> {
        let interpreter = Interpreter::new(self.model);
        match self.subject {
            Subject::Struct(id) => interpreter.decode_struct(id, input),
            Subject::Set(set) => interpreter.decode_message(set, input),
        }
    }

    fn encode(&self, value: &Value) -> Result<Vec<u8>, (&'static str, String)> {
        let interpreter = Interpreter::new(self.model);
        match self.subject {
            Subject::Struct(id) => interpreter.encode_struct(id, value),
            Subject::Set(set) => interpreter.encode_message(set, value),
        }
        .map_err(|fault| (fault.code, fault.path))
    }

    fn to_json(&self, value: &Value) -> Json {
        let interpreter = Interpreter::new(self.model);
        match self.subject {
            Subject::Struct(id) => interpreter.struct_to_json(id, value),
            Subject::Set(set) => interpreter.message_to_json(set, value),
        }
    }

    fn read_json(&self, json: &Json) -> Value {
        let interpreter = Interpreter::new(self.model);
        match self.subject {
            Subject::Struct(id) => interpreter.struct_from_json(id, json),
            Subject::Set(set) => interpreter.message_from_json(set, json),
        }
        .unwrap_or_else(|fault| panic!("the interpreter refuses {json}: {fault}"))
    }
}

fn same_fault(expected: &DecodeFault, found: &DecodeError, input: &[u8]) {
    let found = (found.kind.code(), found.offset, found.path.to_string());
    let expected = (expected.code, expected.offset, expected.path.clone());
    assert_eq!(found, expected, "the fault of {input:02x?}");
}

/// A change of an input.
#[derive(Clone, Debug)]
enum Change {
    Set(Index, u8),
    Flip(Index, u8),
    Cut(Index),
    Add(Vec<u8>),
    Insert(Index, u8),
    Remove(Index),
}

impl Change {
    fn apply(&self, input: &mut Vec<u8>) {
        match self {
            Change::Add(bytes) => input.extend_from_slice(bytes),
            _ if input.is_empty() => {}
            Change::Set(at, byte) => {
                let at = front(at, input.len());
                input[at] = *byte;
            }
            Change::Flip(at, bit) => {
                let at = front(at, input.len());
                input[at] ^= 1 << (bit % 8);
            }
            Change::Cut(at) => input.truncate(at.index(input.len())),
            Change::Insert(at, byte) => input.insert(front(at, input.len()), *byte),
            Change::Remove(at) => {
                input.remove(front(at, input.len()));
            }
        }
    }
}

/// A place in an input, mostly near its front, where the structure is.
fn front(at: &Index, length: usize) -> usize {
    let near = at.index(48);
    if near < length { near } else { at.index(length) }
}

fn change() -> impl Strategy<Value = Change> {
    let byte = prop_oneof![any::<u8>(), Just(0), Just(1), Just(0xff), Just(0x80)];
    prop_oneof![
        (any::<Index>(), byte.clone()).prop_map(|(at, byte)| Change::Set(at, byte)),
        (any::<Index>(), any::<u8>()).prop_map(|(at, bit)| Change::Flip(at, bit)),
        any::<Index>().prop_map(Change::Cut),
        prop::collection::vec(any::<u8>(), 1..4).prop_map(Change::Add),
        (any::<Index>(), byte).prop_map(|(at, byte)| Change::Insert(at, byte)),
        any::<Index>().prop_map(Change::Remove),
    ]
}
