//! Layers: how a message travels into a packet.

use super::{Comparer, Suspects, became};
use crate::evolution::rules::Rule;
use crate::model::{Algorithm, Layers, Model};
use crate::span::Span;

/// Why layers are not seen in one packet.
const LAYERS: &str = "what a flag of the packet promises is done to its payload, not to its fields";
const ROLES: &str = "which message serves for what is not in any packet";

impl Comparer<'_> {
    /// The layers of both sides.
    pub(super) fn layers(&mut self) {
        let (old, new) = match (&self.old.layers, &self.new.layers) {
            (None, None) => return,
            (Some(old), None) => {
                let spans = (Some(old.span), None);
                let (rule, message) = (Rule::LayerRemoved, "no layers any more");
                self.report_beyond(rule, "layers", message, spans, Suspects::WRITERS, LAYERS);
                return;
            }
            (None, Some(new)) => {
                let spans = (None, Some(new.span));
                let (rule, message) = (Rule::LayerAdded, "layers where there were none");
                self.report_beyond(rule, "layers", message, spans, Suspects::READERS, LAYERS);
                return;
            }
            (Some(old), Some(new)) => (old, new),
        };
        let spans = (Some(old.span), Some(new.span));
        let (before, after) = (optional(old), optional(new));
        for (name, flag) in &before {
            let subject = format!("layers.{name}");
            match after.iter().find(|(other, _)| other == name) {
                None => {
                    let (rule, suspects) = (Rule::LayerRemoved, Suspects::WRITERS);
                    self.report_beyond(rule, subject, "removed", spans, suspects, LAYERS);
                }
                Some((_, other)) if other != flag => {
                    let message = became(format!("{flag:#x}"), format!("{other:#x}"));
                    let (rule, suspects) = (Rule::LayerFlagChanged, Suspects::BOTH);
                    self.report_beyond(rule, subject, message, spans, suspects, LAYERS);
                }
                Some(_) => {}
            }
        }
        for (name, _) in after.iter().filter(|(name, _)| !before.iter().any(|(b, _)| b == name)) {
            let (rule, subject) = (Rule::LayerAdded, format!("layers.{name}"));
            self.report_beyond(rule, subject, "added", spans, Suspects::READERS, LAYERS);
        }
        self.roles(old, new, spans);
    }

    fn roles(&mut self, old: &Layers, new: &Layers, spans: (Option<Span>, Option<Span>)) {
        let tag = |model: &Model, set: usize, place: Option<usize>| {
            let message = model.message_sets.get(set)?.messages.get(place?)?;
            Some((message.tag, message.name.text.clone()))
        };
        let roles = [
            ("keepalive", old.keepalive, new.keepalive),
            ("error", old.error, new.error),
            ("goodbye", old.goodbye, new.goodbye),
        ];
        for (role, from, to) in roles {
            let from = tag(self.old, old.messages, from);
            let to = tag(self.new, new.messages, to);
            if from.as_ref().map(|(tag, _)| tag) != to.as_ref().map(|(tag, _)| tag) {
                let name = |message: Option<(u64, String)>| {
                    message.map_or("none".to_owned(), |(_, name)| name)
                };
                let message = became(name(from), name(to));
                let (rule, subject) = (Rule::MessageRoleChanged, format!("layers.{role}"));
                self.report_beyond(rule, subject, message, spans, Suspects::BOTH, ROLES);
            }
        }
    }
}

/// The layers that a flag switches on, and their flags.
fn optional(layers: &Layers) -> Vec<(&'static str, u64)> {
    let session = layers
        .session
        .iter()
        .flat_map(|session| [("handshake", session.handshake_flag), ("seal", session.sealed_flag)]);
    let compressions = layers.compressions.iter().map(|layer| {
        let name = match layer.algorithm {
            Algorithm::Lz4 => "lz4",
            Algorithm::Zstd => "zstd",
        };
        (name, layer.flag)
    });
    session.chain(compressions).collect()
}
