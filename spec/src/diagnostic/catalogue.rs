//! The catalogue: every mistake that a spec can make, once.
//!
//! One entry a code: its name in Rust, its stable number, its severity, its
//! title and the page that `packetwright explain` prints. Numbers are never
//! reused. The catalogue doesn't know the wording of a single diagnostic; that
//! stands where the mistake is found, because only there is it known what was
//! expected.
//!
//! | numbers | stage |
//! |---------|-------|
//! | PW01xx | tokens and syntax |
//! | PW02xx | names |
//! | PW03xx | types and layout |
//! | PW04xx | sizes and arithmetic |
//! | PW05xx | layers |
//! | PW06xx | handshakes |
//! | PW07xx | types in Rust that derive reads |
//! | PW08xx | lints |

/// Whether a diagnostic refuses the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The spec is refused.
    Error,
    /// The spec is accepted; something in it is likely not meant.
    Warning,
}

macro_rules! codes {
    ($($name:ident $id:literal $severity:ident $title:literal $explanation:literal)*) => {
        /// The kind of a mistake, by its entry in the catalogue.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = concat!($id, ": ", $title, ".\n\n", $explanation)] $name,)*
        }

        impl Code {
            /// All codes, in order of the catalogue.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// The stable number: `PW0101`.
            pub fn id(self) -> &'static str {
                match self { $(Code::$name => $id),* }
            }

            /// What kind of mistake it is, in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Code::$name => $title),* }
            }

            /// Why it is a mistake and how to put it right, in a few paragraphs.
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$name => $explanation),* }
            }

            /// Whether it refuses the spec.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity),* }
            }
        }
    };
}

impl Code {
    /// The code with this number (`PW0101`, in either case), if there is one.
    pub fn from_id(id: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id))
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}

codes! {
    // PW01xx: tokens and syntax.

    UnexpectedCharacter "PW0101" Error "unexpected character"
    "The language is made of the tokens of Rust: ASCII names, numbers, strings and punctuation. \
     Any other character outside comments and strings is refused, so that a spec can stand inside \
     a macro unchanged."

    UnterminatedComment "PW0102" Error "comment is not closed"
    "Block comments nest: every `/*` needs its own `*/`."

    UnterminatedString "PW0103" Error "string is not closed"
    "A string runs from one `\"` to the next that has no `\\` in front of it; it may span lines."

    InvalidEscape "PW0104" Error "invalid escape or character in a string"
    "Strings know `\\n \\r \\t \\\\ \\0 \\' \\\"`, `\\x00` to `\\x7f` and `\\u{1f600}`. Byte strings know \
     `\\x00` to `\\xff` instead, have no `\\u{…}` and hold only ASCII characters otherwise. A carriage \
     return stands in neither, except in front of a line feed."

    InvalidNumber "PW0105" Error "malformed number"
    "Numbers are decimal, hexadecimal (`0x`), octal (`0o`) or binary (`0b`), with `_` anywhere between \
     the digits. Every digit must exist in its base, and there must be at least one."

    NumberTooLarge "PW0106" Error "number is too large"
    "Numbers in a spec are less than 2^128. No field of a packet holds more than 64 bits."

    InvalidName "PW0107" Error "not a usable name"
    "Names are ASCII letters, digits and `_`, and don't begin with a digit. `self`, `Self`, `super`, \
     `crate` and `_` are no names, because generated code could not spell them; every other keyword of \
     Rust is a fine name, with or without `r#`. Names of types and constants have a letter; those of \
     fields, variants and flags need none."

    ReservedPrefix "PW0108" Error "reserved prefix"
    "A name directly in front of a quote or `#`, as in `hex\"00\"`, is reserved by Rust and could not be \
     written in a macro. Only `b` and `r` may stand there."

    UnclosedDelimiter "PW0109" Error "bracket is not closed"
    "Every `(`, `[` and `{` needs its partner. Where one is missing, the reader takes the next item \
     that starts a line as the end of what was open."

    UnexpectedClose "PW0110" Error "closing bracket without an opening one"
    "This `)`, `]` or `}` closes nothing. Often the opening one was removed or closed earlier."

    UnexpectedToken "PW0111" Error "unexpected token"
    "Something else must stand here. The message says what would have been understood; the reader goes on \
     behind the next `,`, `;` or `}`."

    ExpectedItem "PW0112" Error "not an item"
    "A spec is a sequence of items: `protocol`, `const`, `enum`, `flags`, `struct`, `packet`, `union`, \
     `messages`, `layers` and `handshake`."

    UnsupportedLiteral "PW0113" Error "literal without a meaning here"
    "Specs have integers, strings and byte strings. Floating-point numbers, characters, C strings, \
     lifetimes and suffixes of strings mean nothing in them. A size such as `1.5 MiB` is written \
     `1536 KiB`."

    NestingTooDeep "PW0114" Error "nested too deeply"
    "Parentheses, calls, prefix operators and types nest at most 64 levels deep, and at most so many \
     operators or members follow one another in one expression. The limit keeps every stage within its stack; name a part by `const` or \
     declare it as a `struct` to stay below."

    MisplacedDoc "PW0115" Error "documentation of nothing"
    "A `///` comment documents the item, field, variant, message or state behind it, and `//!` at the top \
     the protocol. Anywhere else it would be lost; write `//` for a remark."

    UnitOfBasedNumber "PW0116" Error "unit behind a number that is not decimal"
    "Units stand behind decimal numbers only. `0x10B` is the number 267, not sixteen bytes; to keep that \
     from being misread, no unit follows a hexadecimal, octal or binary number."

    ChainedComparison "PW0117" Error "chained comparison"
    "`a < b < c` has no agreed meaning. Write `a < b && b < c`."

    Repeated "PW0118" Error "given more than once"
    "This part may be given once. Given twice, it would not be clear which one counts."

    UnknownAttribute "PW0119" Error "unknown attribute"
    "In front of what is documented may stand `#[since(2)]`, the first version of the protocol that has it, and \
     `#[deprecated(\"why\")]`. An attribute that was ignored would be lost."

    // PW02xx: names.

    UnknownName "PW0201" Error "unknown name"
    "Nothing of this name is declared where it could be used here. Names of items may be used above their \
     declaration; constants may not."

    DuplicateName "PW0202" Error "name declared twice"
    "Two things in the same place have one name, so the name would mean neither. Items and the messages of \
     all sets share one place; fields, variants, flags, arms, states and failures each have their own."

    CollidingName "PW0203" Error "names that become one in generated code"
    "Generated code writes types like `FooBar` and fields like `foo_bar`. Two names that differ only in case \
     or underscores would become the same there."

    WrongKindOfName "PW0204" Error "name of something else"
    "The name is declared, but stands for something that cannot be used here: a constant where a type is \
     needed, say, or a structure where a union is needed."

    ReservedName "PW0205" Error "name that the language has already"
    "`bool`, `f32`, `f64`, `bytes`, `string`, `option`, `list`, the integer types and, in handshakes, `now`, `random`, \
     `empty`, `suite`, `local`, `start` and `ready` have a meaning of their own. Nothing else can be called so."

    MissingSetting "PW0206" Error "setting is missing"
    "Nothing that travels on the wire has a default that one would have to guess. Write the setting down."

    ProtocolItem "PW0207" Error "not exactly one protocol item"
    "A spec begins with one `protocol name { edition: 1, version: 1, endian: big }` (a file that is imported with one \
     `library name { edition: 1, endian: big }`): what the protocol is \
     called, in which edition of the language it is written, which version of the protocol it describes and \
     in which byte order integers travel."

    VersionAhead "PW0209" Error "version of the protocol that is yet to come"
    "`#[since(2)]` names the version of the protocol that brought something. It is at most the version that \
     the spec itself describes, and at least 1."

    UnsupportedEdition "PW0208" Error "unsupported edition"
    "The edition says which version of the language a spec is written in, so that the language can grow \
     without changing the meaning of existing specs. This one is not known; a newer release may know it."

    ImportPath "PW0220" Error "path that cannot be followed"
    "The path of an import is relative to the file that it stands in, with `/` between its parts. It stays in the \
     folder that imports may be read from: that of the spec, or one above it that was chosen (`--root`)."

    ImportUnreadable "PW0221" Error "imported file cannot be read"
    "There is no such file, it cannot be read, or the spec is compiled from a text alone and can import nothing."

    ImportCycle "PW0222" Error "files import each other"
    "A file is read before those that import it, so imports never lead back. Items that use each other belong in \
     one file."

    ImportLimit "PW0223" Error "too much is imported"
    "A spec imports at most 256 files, 16 deep and 16 MiB together."

    NotALibrary "PW0224" Error "file that cannot be imported"
    "What is imported begins with `library name { edition: 1, endian: big }` and has neither `protocol` nor `layers`. \
     So its structures are the same bytes wherever they are imported."

    NotImported "PW0225" Error "item of a file that is not imported"
    "A file sees its own items and those that its own imports name. What an imported file imports is not seen, so \
     that a file may change its imports without breaking others."

    UnusedImport "PW0226" Warning "import without a use"
    "A library imports what its own items use. Only what the protocol's own file imports becomes part of the \
     protocol without a use."

    // PW03xx: types and layout.

    InvalidInteger "PW0301" Error "not an integer type of the language"
    "Integers have 1 to 64 bits, `u` without and `i` with a sign. They end in `le` or `be` if their byte order is \
     not the one around them, in `leb128`, `zigzag` (with a sign) or `quic` (without, up to 62 bits) if they take as \
     many bytes as the value asks for. Lengths, tags and flags have no sign, and what is only looked at has a fixed \
     size."

    WrongUnit "PW0302" Error "unit does not go with its place"
    "`KiB`, `MiB` and `GiB` are sizes in bytes; `ms`, `s` and `min` are times. A time in the place of a size, \
     or two units in one sum, is a mistake. A field holds times only if it has the unit `ms` or `s`."

    NotConstant "PW0303" Error "not a constant number"
    "Tags, ranges, lengths and the values of constants are known when the spec is read: numbers with units, \
     constants declared above, and sums, differences and products of them."

    TypeMismatch "PW0304" Error "value of another type expected"
    "Truth values and numbers do not mix, lengths exist only of byte strings, strings and lists, and values of \
     two enumerations are not compared."

    IntegersOnly "PW0305" Error "only for integers"
    "A range (`in 1..=8`), a unit (`ms`) and a computed value (`= 1`, `= len(payload)`) belong to integer \
     fields. The length of a byte string, string or list is bounded in its brackets."

    DuplicateTag "PW0306" Error "number given twice"
    "A decoder tells messages, arms, variants, suites and records apart by their numbers. Each is given once."

    TagDoesNotFit "PW0307" Error "number does not fit its integer"
    "The number of a message, arm, variant, flag, suite or record must fit the integer it travels in, and the \
     version of the protocol one byte."

    NotOneFlag "PW0308" Error "not a single bit"
    "A flag is one bit: 0x01, 0x02, 0x04 and so on. A field of several bits is not a flag."

    OverlappingFlags "PW0309" Error "two flags on one bit"
    "Each flag has a bit of its own; otherwise one could not be set without the other."

    ReservedBitsOpen "PW0310" Error "reserved bits left open"
    "Bits without a name must be declared to be zero (`reserved = 0`), so that decoders refuse them now and a \
     later version can give them a meaning."

    Unmeasured "PW0311" Error "length is not known"
    "A decoder must know how long a byte string, string or list is before it reads it: a fixed length, a prefix, \
     an earlier field, or the rest of the input. The bincode layouts imply a prefix of 64 bits."

    MeasuredTwice "PW0312" Error "length is told twice"
    "A length is told in one place. Two places could disagree, and then the packet would mean two things."

    LengthAfterContent "PW0313" Error "length comes after what it measures"
    "A decoder reads in wire order, and must know a length before it reads what is measured."

    RestNotLast "PW0314" Error "something follows the rest"
    "`rest` takes everything up to the end of the input but the bytes of fields of fixed size behind it. Nothing else can \
     come after it: no second `rest`, no prefix, no condition, and neither after a structure or union that has a `rest`."

    FieldNotAvailable "PW0315" Error "field is not there yet, or not always"
    "A condition looks only at fields before it that are always there. What is known only if another condition \
     holds cannot decide anything."

    SelectorMismatch "PW0316" Error "field cannot choose the arm"
    "A union by a field needs an earlier field of the enumeration or integer type that it names, which is always \
     there and has no range of its own. A union with a tag of its own needs none."

    SelectorUsedTwice "PW0317" Error "field chooses two arms"
    "The field that chooses an arm is computed from the arm when a value is encoded. With two unions, it would \
     have to be two things at once."

    UncoveredVariant "PW0318" Error "variant without an arm"
    "Every value that the choosing field can have needs exactly one arm; an open enumeration has values without \
     names, for which only an arm `.. => Other { … }` can be."

    LayoutMismatch "PW0319" Error "another layout inside a bincode layout"
    "A structure declared without an encoding is laid out in the protocol's byte order even inside a bincode body, and \
     bincode has its integers fixed or variable all the way down. Anything else is seldom meant; say the encoding of \
     the body on what is inside, or make the outer one plain."

    ForeignType "PW0320" Error "Rust type in a spec"
    "Types of Rust can be fields of derived messages only. A spec describes its bytes completely."

    EmptyChoice "PW0321" Error "nothing to choose from"
    "A closed enumeration without variants, a union without arms and a set without messages have no values."

    ConditionalComputed "PW0322" Error "computed field with a condition"
    "A length field and what it measures, and a selector and its union, are there together always. Put both in \
     a structure and make that one conditional."

    UnfilledBits "PW0323" Error "bits that do not fill whole bytes"
    "Fields of some bits (`u4`, `bit`, an enumeration of `u3`) share bytes with the fields behind them, until whole \
     bytes are filled, at most 64 bits together. They have one byte order and are always there. Elements of lists, \
     options and prefixes fill whole bytes of their own."

    Unmeasurable "PW0330" Error "fields that cannot be measured together"
    "A size is that of neighbouring fields, the last of which is behind the one that says it. What it covers in \
     front of itself has a fixed size, so that a decoder knows where the fields end; two sizes cover each other or \
     have no field in common; and no field among them has a condition that looks at their size."

    ChecksumShape "PW0331" Error "not the shape of a checksum"
    "A checksum is an integer field without a sign, of as many bits as its algorithm gives, over neighbouring fields \
     that fill whole bytes. It may be one of them, and then counts as zeros. It is computed when all it covers is \
     there: so a checksum that covers another one is complete after it, and no condition looks at one."

    PaddingShape "PW0332" Error "padding that is no field of its own"
    "Padding fills the bytes between two fields of a structure. It is a field of its own, and always there: not an \
     element of a list, not in an option, not within a length, and without a condition."

    PeekedNumber "PW0340" Error "arm does not begin with its number"
    "A union that peeks looks at a number without reading it, so that every arm begins with that number: its \
     first field is an integer of the same width and byte order that always has the arm's number; in the arm \
     for all other numbers it is free."

    UnreachableArm "PW0341" Error "arm that no number is left for"
    "The arm `..` is chosen by numbers without an arm of their own. Here every number has one."

    NothingMalleable "PW0350" Error "nothing malleable"
    "`malleable` says that a decoder accepts more forms of a value than the one that is written: an integer of variable \
     length in more bytes than it asks for, any number but 0 as a `bool`, any bytes as padding. It belongs to a field that \
     is such a value, or has one as its prefix or element."

    StrictTrailing "PW0351" Error "padding to the end that is not skipped"
    "Zeros up to the end of the input would be as many encodings of one value as there are numbers of zeros. \
     `padding[rest] malleable` says that openly: whatever stands there is skipped, so that a peer may append fields that \
     this version does not know, and nothing is written. So there is no least number of bytes either."

    UnstableSize "PW0352" Error "size that is not the same when written again"
    "What is malleable may be read from more bytes than it is written to. A size that counts them has no least value \
     above theirs, no unit, and nothing that looks at it: otherwise a value could be decoded that cannot be encoded."

    // PW04xx: sizes and arithmetic.

    LengthDoesNotFit "PW0401" Error "length does not fit its field"
    "The longest content, with what is added to it, must fit the integer and range of the length field; the shortest, \
     with what is subtracted, must not fall below zero. Arithmetic is over mathematical integers: nothing wraps."

    Underflow "PW0402" Error "difference may fall below zero"
    "Nothing shows that the left side is at least as large as the right. A `require` above, or the left side of \
     `&&`, that says so is enough."

    NumberOutOfReach "PW0403" Error "number is too large to compute with"
    "Arithmetic in specs is over integers of 127 bits and a sign. No field has more than 64 bits, so larger values \
     are a sign of a mistake."

    ConstantCondition "PW0404" Error "condition is always true or always false"
    "Given the ranges of its fields, the comparison has the same result for every input. Always true, it checks \
     nothing; always false, it refuses everything."

    EmptyRange "PW0405" Error "empty range"
    "The lower end of a range is above the upper end, so nothing would be allowed."

    ValueDoesNotFit "PW0406" Error "number does not fit its place"
    "A constant, or the end of a range, must be a value that the field's integer can hold."

    PrefixTooSmall "PW0407" Error "prefix cannot say the length"
    "The greatest length allowed must be a value of the integer in front."

    PacketTooSmall "PW0408" Error "messages do not fit a packet"
    "The envelope with the smallest value of each message, sealed if there is a session, must fit the payload of a \
     packet; otherwise the message could never be sent."

    EmptyElement "PW0409" Error "element may be empty"
    "A list whose elements may take no bytes could announce billions of elements in a few bytes, and a decoder could not \
     bound its work by its input."

    Recursive "PW0410" Error "structure contains itself"
    "A value of it would never end, or nest as deeply as an attacker likes. Structures nest at most 64 levels deep and \
     never inside themselves."

    ElementLikeEnd "PW0411" Error "element that looks like the end of its list"
    "A list that ends at a byte (`[Entry; until 0]`) ends where an element would begin with it. So no element may \
     begin with that byte: it begins with a number, a prefix or a tag that is never it."

    TooManyEmpty "PW0412" Error "too many structures that take no bytes"
    "A structure without bytes costs a decoder work that no input pays for, and structures that hold such structures twice, \
     level by level, would keep it busy for years. At most 1,024 of them are read with one structure."

    // PW05xx: layers.

    LayerOrder "PW0501" Error "layers in another order"
    "Messages travel in an envelope, which may be compressed, which may be sealed, in a packet. Layers are written from \
     the packet inwards, each once."

    LayerFlag "PW0502" Error "layer without a flag of its own"
    "The receiver tells from the packet's flags which layers were applied. Each optional layer has one flag of the packet's \
     one flags field."

    PacketShape "PW0503" Error "not the shape of a packet"
    "A packet is a header of fixed size and one payload, which comes last and is measured by a field of the header, so that \
     a receiver knows after the header how much to wait for. The header of the packet that `layers` names is written by the runtime: it \
     holds numbers, flags, and bytes and lists of numbers of fixed length."

    EnvelopeShape "PW0504" Error "not the shape of an envelope"
    "An envelope has `kind` (an enumeration with variants named OneWay, Request, Reply, Error, Cancel, StreamData, StreamEnd \
     or Window), `id` (an unsigned integer), `content` (a union chosen by `kind`), and may have `flags`, `deadline` \
     (`u32 ms if flags.deadline`) and `trace` (`bytes[25] if flags.trace`). Arms hold `message: bytes[rest]`; those of \
     Cancel and StreamEnd nothing; that of Window an integer `credit`."

    RoleShape "PW0505" Error "message does not suit its role"
    "The keepalive message has a reply with the same fields, integers that are always there, because the runtime makes both \
     up. The error message has an integer or enumeration `code` and a string `detail`; the goodbye message an integer or \
     enumeration `reason` and a string `detail`. Codes and reasons have at most 32 bits and no sign, so that programs see each \
     that a peer may send."

    // PW06xx: handshakes.

    UnsupportedSuite "PW0601" Error "suite is not supported"
    "A suite is a Noise protocol by its full name: `Noise_`, a pattern (NN, NX, NK, XN, XX, XK, KN, KX, KK or IK) with its modifiers (`hfs`, `psk0` to \
     `psk4`), `25519` (with `hfs` `25519+MLKEM768`), a cipher (`XChaChaPoly`, `ChaChaPoly`, `AESGCM`) and `SHA256`. The tokens \
     that the messages have in the suite must be those of the pattern in the name; a token behind `if hfs` or `if psk3` is in \
     those suites alone whose name has the modifier."

    PayloadShape "PW0602" Error "not the shape of a handshake payload"
    "Payloads of handshake messages, and what each side brings, are made of integers, truth values, enumerations, byte strings, \
     strings and lists of integers, each of which the machine gives a value. Nothing in them is computed, conditional or chosen. \
     `local` has a list `suites` of `u16`, of one to all that are declared."

    NoiseOrder "PW0603" Error "Noise token too early or repeated"
    "Noise §7.3: a Diffie-Hellman needs both its keys to have been sent, and no party sends a key twice or computes a \
     Diffie-Hellman twice. The same holds of a KEM: `e1` comes once, behind the `e` of its sender, and `ekem1` answers it."

    NoisePayload "PW0604" Error "payload has the wrong protection"
    "A payload is sealed from the first secret on (a Diffie-Hellman, a KEM, a pre-shared key) and never before: Noise encrypts \
     everything once there is a key. In a suite with a pre-shared key `e` makes a key as well; it seals in form, but anybody who \
     saw `e` can compute it, so what it seals is declared `clear`. A static key is never sent in clear. A message without tokens \
     is outside the pattern and always in clear."

    NoiseDirection "PW0605" Error "messages do not alternate"
    "The messages of a Noise pattern go to and fro, the initiator's first."

    UnreachableState "PW0606" Error "state is never reached"
    "No path from the first state leads here, so the state does nothing. Often a transition names another state than meant."

    DeadEnd "PW0607" Error "state has no way to success"
    "From this state the session can never be established, whatever the peer sends; only the deadline would end it."

    UnusedMessage "PW0608" Error "message is never sent or never received"
    "One party sends each message and the other answers it in some state; a message that no one sends, or that its receiver always \
     refuses, is a mistake."

    Unanswered "PW0609" Error "event without an answer"
    "Every event in every state has an answer: by a transition, or by `otherwise`, which names a failure each for `crypto`, `malformed`, \
     `unexpected`, `timeout` and `suite`. The first state of the initiator answers `start`."

    ValueNotKnown "PW0610" Error "value is not known yet"
    "A field of a message is known once the message was sent or received, and a variable once its `let` was passed, on every path."

    FieldAssignment "PW0611" Error "field without exactly one value"
    "A message is sent with one value for each field."

    ValueDoesNotSuit "PW0612" Error "value does not suit the field"
    "Every value that the expression can have must be one that the field can hold; otherwise sending would fail for some peers and \
     not for others."

    WrongSender "PW0613" Error "message of the other party"
    "A party sends the messages declared to come from it, and answers those of its peer. A failure's notice is sent by the party \
     that uses the failure."

    DuplicateTransition "PW0614" Error "event answered twice"
    "A state has one transition for each event; of two, it would not be clear which one runs."

    MachineOrder "PW0615" Error "machine leaves the Noise pattern"
    "Both machines walk through the messages of the pattern in order, each once; only behind the last can `ready` be sent or answered and \
     the session be established. A state is entered at one place of the pattern only."

    OptionalValue "PW0616" Error "value that may be missing, or never is"
    "`common(a, b)` has no value if the lists share none, so it stands only in `let name = common(a, b) else Failure;`. `random` and \
     `empty` stand only where they fill a field. Other values are never missing and take no `else`."

    RecordsShape "PW0617" Error "records are not complete"
    "A session needs four records, told apart by a `u8`: `data`, which has no fields; `ready {}`; `close { code: u8, final_sequence: u64 }`; `key_update {}`."

    HandshakeLimit "PW0618" Error "handshake message exceeds the limit"
    "`limit` bounds every packet payload before the session is up: type, suite, keys, tags and payload. It must also fit the packet. \
     The largest message must stay within."

    StartOfMachine "PW0619" Error "event that cannot happen here"
    "`start` happens once, in the first state of the initiator. `ready` reaches the initiator when the responder sent it; the responder \
     sends it and never receives it."

    DuplicateLabel "PW0620" Error "two keys from one label"
    "The labels of the key schedule keep keys apart that are derived from the same secret. Two equal labels make equal keys, and a label \
     is at most 255 bytes long."

    GeneratedName "PW0621" Error "name that the generated machine needs"
    "Messages and states become types beside those that every machine has: `Failure`, `Received`, `Initiator`, `Responder`, \
     `Established`, and for states `Failed`; messages are events beside `Start`, `Ready`, `Timeout` and `Unreadable`. Nor may they \
     have the name of a type in the spec or of one that generated code takes from Rust, such as `Vec`, because that type could not be \
     named beside them."

    NoisePsk "PW0622" Error "sealed under the pre-shared key alone"
    "Noise §9.3: after a `psk` token a party sends nothing sealed unless it has sent an `e`. A pre-shared key is used again and \
     again, and without a fresh key the same key would seal two messages under one nonce."

    WeakPayload "PW0623" Error "payload weaker than it says"
    "`sealed(2, 5)` promises levels of authentication (0 to 2) and confidentiality (0 to 5) as Noise §7.7 has them. The tokens up to \
     the message give the payload less. Let the tokens that are missing come earlier, send it in a later message, or promise less."

    UsedBeforeCheck "PW0624" Error "value used before its check"
    "What a check says of a value holds behind it. Here the value, or one that was computed from it, is sent, or the \
     peer is told that all is well, before the check: write the check in front."

    ClaimWithoutUse "PW0630" Error "claim that says nothing more"
    "A claim is made once, and of some suite: the modifier behind its `if`, such as `hfs`, is one that a suite's name has."

    ClaimWithoutMutant "PW0631" Error "claim that no mutant breaks"
    "A check that cannot fail is worth nothing. For every claim there is a mutant, a change that makes the handshake worse and breaks \
     the claim; the verification must find the attack."

    MutantUnclaimed "PW0632" Error "mutant breaks what is not claimed"
    "A mutant shows that the verification of a claim can fail, so the claim it breaks is among `claims`."

    MutantWithoutEffect "PW0633" Error "mutant changes nothing"
    "A mutant drops tokens that a message has, or `drop(authorized)` the checks of the peer's key where there are some, unbinds the \
     transcript by `unbind(h)`, or makes one key of two by `same(i2r, r2i)`."

    SecondAttempt "PW0640" Error "second attempt that cannot work"
    "A responder asks for a second attempt by `check cookie(Init.cookie, suite) else Retry;` where it answers the first message, and the initiator makes it by `on Retry once { check suite in local.suites else Downgrade; send Init { … cookie: Retry.cookie }; }`, back in the state that waits for the answer. `Retry` is a notice of the responder whose one field is the cookie; the cookie has 56 bytes and may be missing from the first message. Without `once` whoever answers in the responder's place could keep the initiator busy for ever."

    // PW07xx: types in Rust that derive reads.

    UnsupportedDerive "PW0701" Error "type that cannot be derived"
    "A derived type is a structure with named fields, or an enumeration of such, without generics but the lifetime of what borrows from the input. Its fields are \
     integers of 1 to 64 bits, floats, `bool`, `String`, `Bytes`, `Vec`, `Option`, arrays of fixed length, and other derived \
     types. Everything else has no agreed bytes."

    DeriveAttribute "PW0702" Error "attribute that derive does not understand"
    "`#[message(…)]`, `#[messages(…)]` and `#[wire(…)]` say what Rust's own syntax cannot: numbers of messages and variants, \
     layouts, bounds, bits, regions, conditions, sets that are included. An attribute that was ignored would be a constraint that nobody checks."

    // PW08xx: lints, by their names.

    UnusedItem "PW0801" Warning "unused: item that nothing needs"
    "Packets, sets of messages, handshakes and layers are on the wire, without `layers` also structures and unions. \
     What none of them uses, directly or through others, does nothing. `#[allow(unused)]` keeps what is there for \
     people or programs."

    Undocumented "PW0802" Warning "undocumented: nothing said of it"
    "Off unless asked for. Items, messages and fields say in a line of `///` what they are for; it reaches the code \
     and the pages that are generated."

    NameStyle "PW0803" Warning "name_style: name written otherwise than others"
    "Types, variants and messages are written `LikeThis`, fields, flags and values `like_this`, constants `LIKE_THIS`. \
     Generated code writes them so whatever the spec has; with one form they are found by one search."

    NoMagic "PW0804" Warning "no_magic: packet without a constant in front"
    "The first field of the packet that `layers` names is a constant of the protocol's own, so that whatever else \
     talks to the port is refused at its first bytes and not taken for a length."

    UnboundedLength "PW0805" Warning "unbounded_length: length that only its prefix bounds"
    "A prefix of 32 bits or more can announce gigabytes. A decoder takes no more memory than bytes have arrived, but \
     waits for all of them. State the greatest length that makes sense: `bytes[u32 in 0..=1 MiB]`."

    OpenReserved "PW0806" Warning "open_reserved: reserved field that takes any value"
    "What peers may fill with anything today cannot get a meaning tomorrow. A field that is kept for later is the \
     constant zero, `reserved: u8 = 0`, or, where receivers have to ignore it, `reserved: padding[1] malleable`."

    DeprecatedUse "PW0807" Warning "deprecated_use: deprecated thing still used"
    "What is on its way out goes only when nothing uses it. Fields and arms that must name it are left alone."

    NewerPart "PW0808" Warning "newer_part: part that came later than the whole"
    "`#[since(3)]` says that version 2 did not have it, so nothing that version 2 had can use it. One of the two \
     versions is wrong. What says nothing of its version is there since version 1."

    WideInteger "PW0809" Warning "wide_integer: integer wider than its range needs"
    "Off unless asked for. A narrower integer would hold every value of the range. Room for later is a good reason to \
     leave it."

    UnitInName "PW0810" Warning "unit_in_name: unit that only the name tells"
    "`timeout: u32 ms` says the unit where the language knows it: bounds are written in units of time, and the \
     generated documentation names it."

    RedundantRange "PW0811" Warning "redundant_range: range that refuses nothing"
    "The range allows every value that the integer holds. Often a narrower one was meant."

    UnknownLint "PW0812" Warning "unknown_lint: no such lint"
    "`#[allow(…)]` names lints. A name that none has allows nothing; it may be misspelt, or the lint of another release."
}

#[cfg(test)]
mod tests {
    use super::Code;
    use std::collections::BTreeSet;

    #[test]
    fn every_number_is_unique_well_formed_and_found_by_its_text() {
        let mut seen = BTreeSet::new();
        for code in Code::ALL.iter().copied() {
            let id = code.id();
            assert!(seen.insert(id), "{id} is given twice");
            assert!(
                id.len() == 6
                    && id.starts_with("PW0")
                    && id.bytes().skip(2).all(|b| b.is_ascii_digit()),
                "{id}"
            );
            assert_eq!(Code::from_id(&id.to_lowercase()), Some(code));
            assert!(!code.title().ends_with('.') && code.explanation().ends_with('.'), "{id}");
        }
        assert_eq!(Code::from_id("PW9999"), None);
    }
}
