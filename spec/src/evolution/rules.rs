//! The catalogue: every kind of change that a comparison tells apart, once.
//!
//! One entry a rule: its stable name, its title and what it means for peers in
//! the field. Names are never reused. The catalogue does not know which peers a
//! single change hurts; that depends on the change and is shown by packets.

macro_rules! rules {
    ($($rule:ident $name:literal $title:literal $explanation:literal)*) => {
        /// The kind of a change, by its entry in the catalogue.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule {
            $(#[doc = concat!("`", $name, "`: ", $title, ".\n\n", $explanation)] $rule,)*
        }

        impl Rule {
            /// All rules, in order of the catalogue.
            pub const ALL: &'static [Rule] = &[$(Rule::$rule),*];

            /// The stable name: `field_added`.
            pub fn name(self) -> &'static str {
                match self { $(Rule::$rule => $name),* }
            }

            /// What changed, in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Rule::$rule => $title),* }
            }

            /// What it means for peers that still run the old spec.
            pub fn explanation(self) -> &'static str {
                match self { $(Rule::$rule => $explanation),* }
            }
        }
    };
}

impl Rule {
    /// The rule with this name, if there is one.
    pub fn from_name(name: &str) -> Option<Rule> {
        Rule::ALL.iter().copied().find(|rule| rule.name() == name)
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

rules! {
    // Messages and items.

    MessageAdded "message_added" "message added"
    "Old readers refuse its tag (`unknown_message`); in a session they answer with a typed error and go on. Send it only to peers that know it."

    MessageRemoved "message_removed" "message removed"
    "Old writers still send it, and new readers refuse its tag."

    MessageRenamed "message_renamed" "message has another name"
    "The tag stays, so the bytes do. JSON and generated code use the new name."

    MessageMoved "message_moved" "message has another tag"
    "Peers of both ages read one message where the other was meant, or refuse it."

    MessageReplyChanged "message_reply_changed" "message is answered otherwise"
    "What one side waits for is no longer what the other sends. No single packet shows it."

    MessageTagChanged "message_tag_changed" "tag of a set travels as another integer"
    "Every message of the set begins with other bytes."

    ItemAdded "item_added" "packet, structure or union added"
    "Nobody in the field knows it yet. Nothing that was there changes."

    ItemRemoved "item_removed" "packet, structure or union removed"
    "What old writers send under it has no reader any more."

    ProtocolRenamed "protocol_renamed" "protocol has another name"
    "The name alone is not on the wire; a handshake mixes it into its keys, and that is told on its own. Often it means that two specs were compared that have nothing to do with each other."

    TypeRenamed "type_renamed" "type has another name"
    "Names of types are not on the wire. Generated code uses the new name."

    ConstChanged "const_changed" "named number changed"
    "The number itself is not on the wire; where it bounds something, that change is told on its own. Generated code has the new value."

    // Fields.

    FieldAdded "field_added" "field added"
    "Readers of the other age find bytes too many, too few, or others than they expect. Harmless for old writers only where the field may be absent or empty for everything they send."

    FieldRemoved "field_removed" "field removed"
    "Readers of the other age find bytes too many, too few, or others than they expect."

    FieldRenamed "field_renamed" "field has another name"
    "A field that keeps its place and shape keeps its bytes. JSON and generated code use the new name."

    FieldMoved "field_moved" "field stands at another place"
    "Fields are told apart by their order alone. Two that fit each other's place are swapped without anybody's notice."

    TypeChanged "type_changed" "field is of another kind"
    "A number that stays as wide keeps its bytes, and only what is allowed may differ; anything else changes the layout."

    WidthChanged "width_changed" "number has another width"
    "Everything behind it moves."

    SignChanged "sign_changed" "number gained or lost its sign"
    "The same bytes are another number in half of all cases."

    ByteOrderChanged "byte_order_changed" "number has another byte order"
    "The same bytes are another number."

    UnitChanged "unit_changed" "number has another unit"
    "Both sides read the same number, and mean different amounts by it."

    ConditionChanged "condition_changed" "field is there under another condition"
    "For some values one side writes the field and the other does not expect it."

    ComputedChanged "computed_changed" "field is computed otherwise"
    "A length, a count or the choice of an arm is no longer where it was, or measures something else."

    PaddingChanged "padding_changed" "padding has another length"
    "Everything behind it moves."

    MalleableAdded "malleable_added" "more forms of a value are read"
    "Old readers refuse the forms that are new. This version writes the same form as before; writers of others may not."

    MalleableRemoved "malleable_removed" "fewer forms of a value are read"
    "New readers refuse forms that writers were free to choose."

    TrailingAdded "trailing_added" "trailing bytes are skipped"
    "Old readers refuse what later versions append. This version appends nothing, so the way is free when all readers skip."

    TrailingRemoved "trailing_removed" "trailing bytes are refused"
    "New readers refuse what other versions append, relying on its being skipped."

    TrailingChanged "trailing_changed" "more or fewer trailing bytes are skipped"
    "One side refuses as too long what the other skips."

    ChecksumChanged "checksum_changed" "checksum is computed otherwise"
    "Another algorithm, or other fields: each side refuses what the other writes, but for chance."

    ConstantChanged "constant_changed" "constant has another value"
    "Each side refuses what the other writes. A new magic or version in a header is meant to do exactly that."

    ConstantFixed "constant_fixed" "field became a constant"
    "New readers refuse every other value that old writers may send."

    ConstantFreed "constant_freed" "constant became a field"
    "Old readers refuse every value but the one that was the constant."

    RangeWidened "range_widened" "more values are allowed"
    "Old readers refuse the values that are new."

    RangeNarrowed "range_narrowed" "fewer values are allowed"
    "New readers refuse what old writers may still send."

    RangeShifted "range_shifted" "other values are allowed"
    "Each side may send values that the other refuses."

    RequireAdded "require_added" "constraint added"
    "New readers refuse what old writers may still send."

    RequireRemoved "require_removed" "constraint removed"
    "Old readers refuse what it used to forbid."

    RequireChanged "require_changed" "constraint changed"
    "What is allowed may be more, less, or only said in other words; packets that one side refuses tell."

    // Lengths.

    LengthWidened "length_widened" "more lengths are allowed"
    "Old readers refuse the lengths that are new."

    LengthNarrowed "length_narrowed" "fewer lengths are allowed"
    "New readers refuse what old writers may still send."

    LengthShifted "length_shifted" "other lengths are allowed"
    "Each side may send lengths that the other refuses."

    FixedLengthChanged "fixed_length_changed" "fixed length changed"
    "Everything behind it moves."

    LengthEncodingChanged "length_encoding_changed" "length is told otherwise"
    "A prefix of another width, a delimiter instead of a count: the content begins or ends elsewhere."

    LengthOffsetChanged "length_offset_changed" "length counts something else besides"
    "`len(body) + 4` and `len(body) + 8` cut the same bytes at different places."

    // Choices.

    EnumValueAdded "enum_value_added" "variant added"
    "Readers of a closed enumeration refuse it (`unknown_variant`); readers of an open one keep its number."

    EnumValueRemoved "enum_value_removed" "variant removed"
    "New readers of a closed enumeration refuse it; of an open one they keep its number without a name."

    EnumValueRenamed "enum_value_renamed" "variant has another name"
    "The number stays, so the bytes do. JSON and generated code use the new name."

    EnumValueMoved "enum_value_moved" "variant has another number"
    "One side reads another variant than the other meant, or none at all."

    EnumOpened "enum_opened" "enumeration keeps numbers without a name"
    "Old readers refuse the numbers that new peers now pass on."

    EnumClosed "enum_closed" "enumeration refuses numbers without a name"
    "New readers refuse numbers that old peers pass on."

    FlagAdded "flag_added" "flag added"
    "Its bit was reserved: old readers refuse it (`reserved_bits`) until nobody sets it for them."

    FlagRemoved "flag_removed" "flag removed"
    "Its bit is reserved now: new readers refuse what old writers may still set."

    FlagRenamed "flag_renamed" "flag has another name"
    "The bit stays. JSON and generated code use the new name."

    FlagMoved "flag_moved" "flag has another bit"
    "One side sees another flag than the other set, or refuses it."

    ArmAdded "arm_added" "arm added"
    "Old readers refuse its number, unless the union has an arm for all others that can hold what it holds."

    ArmRemoved "arm_removed" "arm removed"
    "New readers refuse its number, unless the union has an arm for all others that can hold what it held."

    ArmRenamed "arm_renamed" "arm has another name"
    "The number stays, so the bytes do. JSON and generated code use the new name."

    ArmMoved "arm_moved" "arm has another number"
    "One side reads another arm than the other meant, or refuses it."

    UnionOpened "union_opened" "union keeps numbers without an arm"
    "Old readers refuse the numbers that new peers now pass on."

    UnionClosed "union_closed" "union refuses numbers without an arm"
    "New readers refuse numbers that old peers pass on."

    UnionSelectorChanged "union_selector_changed" "arm is chosen otherwise"
    "What tells the arms apart stands elsewhere or is another integer."

    // Layers.

    LayerAdded "layer_added" "layer added"
    "Packets that use it mean nothing to old readers."

    LayerRemoved "layer_removed" "layer removed"
    "Old writers may still use it."

    LayerFlagChanged "layer_flag_changed" "layer is marked by another flag"
    "One side undoes what the other never did."

    MessageRoleChanged "message_role_changed" "another message serves as keepalive, error or goodbye"
    "One side sends a message in that role that the other does not take for it."

    // Handshakes. What they agree on is mixed into keys, which no packet shows.

    HandshakeAdded "handshake_added" "handshake added"
    "Sessions become possible with new peers only."

    HandshakeRemoved "handshake_removed" "handshake removed"
    "Old peers find no session any more."

    HandshakePrologueChanged "handshake_prologue_changed" "prologue changed"
    "The label, the protocol's name and its version are part of the transcript: the two sides compute different keys, and the first sealed message does not open."

    HandshakeSuiteAdded "handshake_suite_added" "suite added"
    "Old peers refuse its number; others still work."

    HandshakeSuiteRemoved "handshake_suite_removed" "suite removed"
    "New peers refuse its number; others still work."

    HandshakeSuiteChanged "handshake_suite_changed" "number means another suite"
    "The two sides run different algorithms under one number, or differ in whose key is known beforehand."

    HandshakeMessageChanged "handshake_message_changed" "handshake message changed in number, sender, tokens or seal"
    "The transcript or the bytes differ, and the handshake fails."

    HandshakeMessageAdded "handshake_message_added" "handshake message added"
    "Old peers refuse its number."

    HandshakeMessageRemoved "handshake_message_removed" "handshake message removed"
    "New peers refuse its number."

    HandshakeRecordsChanged "handshake_records_changed" "records have other numbers"
    "One side takes a record for another kind, or refuses it."

    HandshakeKeysChanged "handshake_keys_changed" "label of the key schedule changed"
    "The two sides compute different keys."

    HandshakeClaimDropped "handshake_claim_dropped" "handshake claims less"
    "Bytes stay; what the handshake promised against an attacker is no longer verified."

    HandshakeClaimAdded "handshake_claim_added" "handshake claims more"
    "Bytes stay; the claim is verified from now on."

    HandshakeMutantDropped "handshake_mutant_dropped" "mutant is gone"
    "Bytes stay; a change that broke a claim is no longer tried, so the verification of the claim is worth less."

    HandshakeMachineChanged "handshake_machine_changed" "handshake proceeds otherwise"
    "Checks, values sent or failures differ; whether peers of both ages still agree depends on which."

    HandshakeRetryAdded "handshake_retry_added" "responder may ask for a second attempt"
    "An old initiator that is asked for a cookie, or for another suite, fails."

    HandshakeRetryRemoved "handshake_retry_removed" "responder asks for no second attempt"
    "A new initiator that an old responder asks fails; what cookies kept out is kept out no more."

    HandshakeLimitChanged "handshake_limit_changed" "handshake messages may be longer or shorter"
    "One side may send what the other finds too long."

    HandshakeDeadlineChanged "handshake_deadline_changed" "handshake has another deadline"
    "Each side keeps its own deadline; bytes stay."

    // History.

    Deprecated "deprecated" "marked as on its way out"
    "Nothing changes on the wire."

    Undeprecated "undeprecated" "no longer on its way out"
    "Nothing changes on the wire."

    SinceChanged "since_changed" "another version is said to have brought it"
    "Nothing changes on the wire."

    SinceNotNew "since_not_new" "new, but said to have been there before"
    "`#[since]` names a version that was released without it. It should name one above the old spec's."

    // What the rules above do not know.

    Unexplained "unexplained" "packet read differently for a reason that no rule knows"
    "The comparison of the specs found nothing, and yet a packet was found that they read differently. Trust the packet."
}
