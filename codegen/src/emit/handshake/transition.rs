//! Transitions: one function each, straight down the spec's steps.

mod attempt;
mod target;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use packetwright_spec::model::{HandshakeExpression, State, Step, Target, Transition, Trigger};

use super::analysis::{Carried, Facts, Machine, Phase, asks_world, constant_of, live_behind};
use super::message::{draws, reads_world};
use super::value::{Kind, Scope, Used, Value, failure};
use super::{Context, text};
use crate::comment::comment;
use crate::naming::{camel_case, prefixed, snake_case};
use crate::tokens::{Ident, Literal, TokenStream, quote};

/// The function of a transition, and how the table calls it.
pub(super) struct Function {
    /// The function.
    pub(super) tokens: TokenStream,
    /// Its name.
    pub(super) name: Ident,
    /// Whether it takes the message, the world and what is sent, in this order.
    pub(super) arguments: [bool; 3],
}

/// The function of a transition.
pub(super) fn emit(
    context: &Context<'_>,
    machine: &Machine<'_>,
    variables: &BTreeMap<String, Kind>,
    facts: &Facts,
    transition: &Transition,
) -> Function {
    let phase = facts.phase.unwrap_or(Phase::Fresh);
    let mut writer = Writer {
        context,
        machine,
        transition,
        facts,
        scope: Scope {
            emitter: context.emitter,
            handshake: context.handshake,
            names: &context.names,
            variables,
            phase,
            messages: BTreeSet::new(),
            named: BTreeSet::new(),
            began: false,
            authorized: facts.authorized,
            used: RefCell::new(Used::default()),
        },
        peer: match (facts.authorized, phase) {
            (true, _) => Peer::Authorized,
            (false, Phase::Split) => Peer::Key,
            (false, _) => Peer::InNoise,
        },
        sent: false,
        keeps_context: false,
        keeps_config: false,
    };
    writer.function()
}

/// Where the peer's key is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Peer {
    /// In the Noise state, if anywhere.
    InNoise,
    /// In the variable `peer`, as an optional key.
    Key,
    /// In the variable `peer`, as the proof of its authorization.
    Authorized,
}

struct Writer<'a> {
    context: &'a Context<'a>,
    machine: &'a Machine<'a>,
    transition: &'a Transition,
    facts: &'a Facts,
    scope: Scope<'a>,
    peer: Peer,
    sent: bool,
    /// Whether what a second attempt is bound to is used.
    keeps_context: bool,
    /// Whether the config is used after the handshake has begun.
    keeps_config: bool,
}

impl Writer<'_> {
    fn function(&mut self) -> Function {
        let trigger = self.transition.trigger;
        let entered = self.scope.phase;
        let begins = self.open();
        // Where a second attempt begins, the first step is judged with it.
        let judged = usize::from(self.transition.refused_suite().is_some());
        let transition = self.transition;
        let steps = transition.steps.iter().enumerate().skip(judged);
        let steps: Vec<TokenStream> = steps.map(|(place, step)| self.step(place, step)).collect();
        let target = self.target();
        let opening = self.opening(begins);
        let used = self.scope.used.borrow();
        let now = used.now.then(|| quote! { let now = world.now_ms(); });
        let state = self.destructured(&used, entered);
        let name = match trigger {
            Trigger::Start => snake_case("start"),
            Trigger::Ready => prefixed("on_", "ready"),
            Trigger::Message(place) => prefixed("on_", self.message_name(place)),
        };
        let arguments = [matches!(trigger, Trigger::Message(_)), used.world || used.now, self.sent];
        let message = arguments[0].then(|| quote! { message: handshake::Incoming<'_>, });
        let world = arguments[1].then(|| quote! { world: &mut dyn handshake::World, });
        let sent = arguments[2].then(|| quote! { sent: &mut handshake::Transmit, });
        let docs =
            format!(" `{}`", text::transition_head(self.context, self.machine, self.transition));
        let party = camel_case(self.machine.party.name());
        let tokens = quote! {
            #[doc = #docs]
            fn #name(self, #message #world #sent) -> Result<#party, Failure> {
                #state
                #opening
                #now
                #(#steps)*
                #target
            }
        };
        Function { tokens, name, arguments }
    }

    /// Notes what happens before the first step, and says whether the Noise
    /// handshake begins here.
    fn open(&mut self) -> bool {
        let begins = self.scope.phase == Phase::Fresh
            && match self.transition.trigger {
                Trigger::Start => true,
                Trigger::Message(place) => self.has_tokens(place),
                Trigger::Ready => false,
            };
        if begins {
            self.scope.phase = Phase::Running;
            self.scope.began = true;
            self.scope.used.borrow_mut().core = true;
        }
        if let Trigger::Message(place) = self.transition.trigger {
            self.scope.messages.insert(place);
            if self.has_tokens(place) {
                let mut used = self.scope.used.borrow_mut();
                used.core = true;
                used.core_changed = true;
                used.suite = true;
                used.world |= self.reads_world(place);
            }
        }
        begins
    }

    /// What is done before the first step; written last, when it is known
    /// what the steps use.
    fn opening(&self, begins: bool) -> TokenStream {
        let used = self.scope.used.borrow();
        let message = match self.transition.trigger {
            Trigger::Message(place) => Some(place),
            Trigger::Start | Trigger::Ready => None,
        };
        let begin = begins.then(|| {
            let chosen = match message {
                Some(_) if self.transition.demand().is_some() => {
                    return self.begin_bound(&used);
                }
                None => quote! { preferred_suite(&config.local)? },
                Some(_) => quote! { offered_suite(message.suite, &config.local)? },
            };
            let local = if used.local {
                quote! { local }
            } else {
                quote! { _ }
            };
            let mutable = used.core_changed.then(|| quote! { mut });
            let party = camel_case(self.machine.party.name());
            let attempt = self.keeps_config.then(|| quote! { let attempt = config.clone(); });
            quote! {
                let suite = #chosen;
                #attempt
                let (#local, #mutable noise) = config.begin(noise::Party::#party, suite, PROLOGUE);
            }
        });
        let open = message.map(|place| {
            let (ty, name) = (self.message_type(place), self.scope.names.message(place));
            let bound = used.messages.contains(&place).then(|| quote! { let #name = });
            if self.has_tokens(place) {
                let world = self.reads_world(place).then(|| quote! { , world });
                quote! { #bound #ty::open(message, suite, &mut noise #world)?; }
            } else {
                quote! { #bound #ty::open(message)?; }
            }
        });
        let attempt = self.transition.once.then(|| self.begin_again(&used));
        let (ready, again) = attempt.unzip();
        quote! { #ready #begin #open #again }
    }

    /// `let Self { … } = self;` with what the function uses.
    fn destructured(&self, used: &Used, entered: Phase) -> Option<TokenStream> {
        let mut fields = Vec::new();
        let mut count = 1;
        match entered {
            Phase::Fresh => fields.extend(used.core.then(|| quote! { config })),
            Phase::Running if self.transition.once => {
                fields.push(quote! { again });
                count += 2;
            }
            Phase::Running => {
                count += usize::from(self.facts.again);
                let mutable = used.core_changed.then(|| quote! { mut });
                fields.extend(used.suite.then(|| quote! { suite }));
                fields.extend(used.core.then(|| quote! { #mutable noise }));
                count += 1;
            }
            Phase::Split => {
                fields.extend(used.suite.then(|| quote! { suite }));
                fields.extend(used.core.then(|| quote! { secrets }));
                count += 1;
            }
        }
        if self.facts.context {
            count += 1;
            fields.extend(self.keeps_context.then(|| quote! { context }));
        }
        if self.facts.authorized || entered == Phase::Split {
            fields.extend(used.peer.then(|| quote! { peer }));
            count += 1;
        }
        let carried = self.facts.carried.iter();
        for value in carried.filter(|value| is_stored(value, entered)) {
            count += 1;
            if used.carried.contains(value) {
                let name = self.scope.names.carried(value);
                fields.push(quote! { #name });
            }
        }
        let rest = (fields.len() < count).then(|| quote! { .. });
        (!fields.is_empty()).then(|| quote! { let Self { #(#fields,)* #rest } = self; })
    }

    fn step(&mut self, at: usize, step: &Step) -> TokenStream {
        let said = comment(&text::step(self.context, step));
        let code = match step {
            Step::Check { condition, failure: place, .. } => {
                let bindings = self.bindings([condition]);
                let check = self.check(condition, *place);
                quote! { #bindings #check }
            }
            Step::Let { name, value, failure: place } => {
                if constant_of(self.context.handshake, &name.text).is_some() {
                    TokenStream::new()
                } else if self.is_read(at, &name.text) {
                    self.bind(&name.text, value, *place)
                } else {
                    self.unread(value, *place)
                }
            }
            Step::Send { message, fields, .. } => self.send(*message, fields),
            Step::Demand { shown, suite, notice, .. } => self.demand(*shown, suite, *notice),
            Step::SendReady => {
                let split = self.split();
                self.sent = true;
                quote! { #split sent.ready = true; }
            }
        };
        quote! { #said #code }
    }

    fn check(&mut self, condition: &HandshakeExpression, place: usize) -> TokenStream {
        let failure = failure(self.context.handshake, place);
        if *condition == HandshakeExpression::Authorized && self.needs_peer() {
            let check = self.scope.authorization();
            self.peer = Peer::Authorized;
            self.scope.authorized = true;
            return quote! { let peer = #check.ok_or(#failure)?; };
        }
        let condition = negated(self.scope.condition(condition), condition);
        quote! { if #condition { return Err(#failure); } }
    }

    fn bind(
        &mut self,
        name: &str,
        value: &HandshakeExpression,
        place: Option<usize>,
    ) -> TokenStream {
        let bindings = self.bindings([value]);
        let Value { tokens, kind } = self.scope.value(value);
        self.scope.named.insert(name.to_owned());
        let name = self.scope.names.variable(name);
        let tokens = match (place, kind) {
            (Some(place), _) => {
                let failure = failure(self.context.handshake, place);
                quote! { #tokens.ok_or(#failure)? }
            }
            (None, Kind::Bytes | Kind::Text | Kind::List(..) | Kind::Other(_)) => {
                quote! { #tokens.clone() }
            }
            (None, Kind::Literal(number)) => {
                let number = Literal::u64_suffixed(u64::try_from(number).unwrap_or(0));
                quote! { #number }
            }
            (None, _) => tokens,
        };
        quote! { #bindings let #name = #tokens; }
    }

    /// Whether anything behind a step reads the value of a `let`.
    fn is_read(&self, at: usize, name: &str) -> bool {
        let carried = match self.transition.target {
            Target::State(place) => self.machine.facts.get(place).map(|facts| &facts.carried),
            Target::Established(_) | Target::Failed(_) => None,
        };
        let live = live_behind(self.context.handshake, self.transition, at + 1, carried);
        live.contains(&Carried::Variable(name.to_owned()))
    }

    /// The value of a `let` that nothing reads: only what it does besides is left.
    fn unread(&mut self, value: &HandshakeExpression, place: Option<usize>) -> TokenStream {
        if place.is_none() && !asks_world(self.context.handshake, value) {
            return TokenStream::new();
        }
        let bindings = self.bindings([value]);
        let tokens = self.scope.value(value).tokens;
        match place {
            Some(place) => {
                let failure = failure(self.context.handshake, place);
                quote! { #bindings #tokens.ok_or(#failure)?; }
            }
            None => quote! { #bindings let _ = #tokens; },
        }
    }

    fn send(&mut self, place: usize, fields: &[HandshakeExpression]) -> TokenStream {
        self.sent = true;
        let bindings = self.bindings(fields);
        let Some(message) = self.context.handshake.messages.get(place) else {
            return TokenStream::new();
        };
        let declared = &self.context.emitter.model[message.payload].fields;
        let mut values = Vec::new();
        for (field, value) in declared.iter().zip(fields) {
            if field.value.is_given() {
                let (name, value) = (snake_case(&field.name.text), self.scope.fitted(value, field));
                let same = name == value.to_string();
                values.push(if same {
                    quote! { #name }
                } else {
                    quote! { #name: #value }
                });
            }
        }
        let (ty, name) = (self.message_type(place), self.scope.names.message(place));
        let mut used = self.scope.used.borrow_mut();
        let seal = if message.tokens.is_empty() {
            let suite = if self.scope.phase == Phase::Fresh {
                quote! { 0 }
            } else {
                used.suite = true;
                quote! { suite.id }
            };
            quote! { #name.seal(#suite)? }
        } else {
            used.suite = true;
            used.core = true;
            used.core_changed = true;
            used.world |= draws(message);
            let world = draws(message).then(|| quote! { , world });
            quote! { #name.seal(suite, &mut noise #world)? }
        };
        drop(used);
        self.scope.messages.insert(place);
        quote! {
            #bindings
            let #name = #ty { #(#values),* };
            sent.messages.push(#seal);
        }
    }

    /// The bindings that expressions use, computed anew.
    fn bindings<'e>(
        &mut self,
        expressions: impl IntoIterator<Item = &'e HandshakeExpression>,
    ) -> TokenStream {
        let mut places = BTreeSet::new();
        expressions.into_iter().for_each(|e| collect_bindings(self.context, e, &mut places));
        let mut tokens = TokenStream::new();
        for place in places {
            if let Some(binding) = self.context.handshake.bindings.get(place) {
                let value = self.scope.value(&binding.value);
                if value.is_constant() {
                    continue;
                }
                let Value { tokens: value, kind } = value;
                let name = self.scope.names.binding(place);
                let copy =
                    matches!(kind, Kind::Bytes | Kind::Text | Kind::List(..) | Kind::Other(_));
                let borrow = copy.then(|| quote! { .clone() });
                tokens.extend(quote! { let #name = #value #borrow; });
            }
        }
        tokens
    }

    /// Whether anything after the check of authorization takes the proof.
    fn needs_peer(&self) -> bool {
        match self.transition.target {
            Target::Established(_) => true,
            Target::Failed(_) => false,
            Target::State(place) => self
                .machine
                .facts
                .get(place)
                .is_some_and(|facts| facts.authorized || facts.phase == Some(Phase::Split)),
        }
    }

    fn has_tokens(&self, place: usize) -> bool {
        let message = self.context.handshake.messages.get(place);
        message.is_some_and(|message| !message.tokens.is_empty())
    }

    fn reads_world(&self, place: usize) -> bool {
        self.context.handshake.messages.get(place).is_some_and(reads_world)
    }

    fn message_name(&self, place: usize) -> &str {
        let message = self.context.handshake.messages.get(place);
        message.map_or("message", |message| message.name.text.as_str())
    }

    /// The type of a message, past a state of the same name.
    fn message_type(&self, place: usize) -> TokenStream {
        let name = camel_case(self.message_name(place));
        let hidden = self.machine.states.iter().any(|state| state_type(state) == name);
        if hidden {
            quote! { super::#name }
        } else {
            quote! { #name }
        }
    }
}

/// Whether a state of a phase has a field for a carried value; before a suite
/// runs, what this side brings is in the config.
pub(super) fn is_stored(value: &Carried, phase: Phase) -> bool {
    phase != Phase::Fresh || *value != Carried::Local
}

/// The type of a state.
pub(super) fn state_type(state: &State) -> Ident {
    camel_case(&state.name.text)
}

/// What each `let` of a party is, found in the order of the spec.
pub(super) fn variables(context: &Context<'_>, machine: &Machine<'_>) -> BTreeMap<String, Kind> {
    let mut variables = BTreeMap::new();
    for transition in machine.states.iter().flat_map(|state| &state.transitions) {
        for step in &transition.steps {
            let Step::Let { name, value, .. } = step else { continue };
            let scope = Scope {
                emitter: context.emitter,
                handshake: context.handshake,
                names: &context.names,
                variables: &variables,
                phase: Phase::Running,
                messages: BTreeSet::new(),
                named: BTreeSet::new(),
                began: false,
                authorized: false,
                used: RefCell::new(Used::default()),
            };
            let kind = match scope.value(value).kind {
                Kind::Literal(_) => Kind::of_number(),
                Kind::Constant(bytes) => Kind::Array(bytes.len() as u64),
                kind => kind,
            };
            variables.entry(name.text.clone()).or_insert(kind);
        }
    }
    variables
}

/// The opposite of a condition.
fn negated(tokens: TokenStream, condition: &HandshakeExpression) -> TokenStream {
    let text = tokens.to_string();
    if let HandshakeExpression::Equal(..) = condition
        && let Some((left, right)) = text.split_once(" == ")
        && !right.contains(" == ")
        && let (Ok(left), Ok(right)) = (left.parse::<TokenStream>(), right.parse::<TokenStream>())
    {
        return quote! { #left != #right };
    }
    if let HandshakeExpression::Within(..) = condition
        && let Some((left, right)) = text.split_once(" <= ")
        && let (Ok(left), Ok(right)) = (left.parse::<TokenStream>(), right.parse::<TokenStream>())
    {
        return quote! { #left > #right };
    }
    if text.contains("==") {
        quote! { !(#tokens) }
    } else {
        quote! { !#tokens }
    }
}

fn collect_bindings(
    context: &Context<'_>,
    expression: &HandshakeExpression,
    places: &mut BTreeSet<usize>,
) {
    match expression {
        HandshakeExpression::Binding(place) => {
            if let Some(binding) = context.handshake.bindings.get(*place) {
                collect_bindings(context, &binding.value, places);
            }
            places.insert(*place);
        }
        value => {
            value.operands().into_iter().for_each(|part| collect_bindings(context, part, places));
        }
    }
}
