//! A handler whose routes are registered at run time, by message type.
//!
//! Where all messages are known when the program is built, the generated
//! dispatcher does the same by a `match` and needs no boxes.

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

use bytes::Bytes;

use super::{Answer, Context, Handler, HandlerError};
use crate::codec::{DecodeError, Reader};
use crate::protocol::{Message, Protocol, Request};

type Outcome = Result<Answer, HandlerError>;
type BoxedFuture<'a> = Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;
type Route = Box<dyn Fn(&Context, Bytes) -> BoxedFuture<'static> + Send + Sync>;

/// A handler that finds what answers a message by the message's tag.
///
#[cfg_attr(feature = "network", doc = "```")]
#[cfg_attr(not(feature = "network"), doc = "```ignore")]
/// use packetwright::network::{Data, Echo, Network};
/// use packetwright::service::Router;
///
/// # fn routes() -> Result<(), packetwright::service::DuplicateRoute> {
/// let router = Router::<Network>::new()
///     .on(|_context, echo: Echo| async move { Ok(echo) })?
///     .on_one_way(|_context, _data: Data| async move { Ok(()) })?;
/// # drop(router);
/// # Ok(())
/// # }
/// ```
pub struct Router<P: Protocol> {
    routes: BTreeMap<u64, (&'static str, Route)>,
    fallback: Option<Box<dyn Fallback<P>>>,
}

impl<P: Protocol> Router<P> {
    /// A router without routes: it answers everything as an unknown message.
    pub fn new() -> Self {
        Self { routes: BTreeMap::new(), fallback: None }
    }

    /// Has requests of type `M` answered by `answer`.
    ///
    /// # Errors
    /// The tag of `M` has a route already.
    pub fn on<M, F, R>(self, answer: F) -> Result<Self, DuplicateRoute>
    where
        M: Request,
        F: Fn(Context, M) -> R + Send + Sync + 'static,
        R: Future<Output = Result<M::Reply, HandlerError>> + Send + 'static,
    {
        self.route::<M>(Box::new(move |context, message| match decode::<P, M>(&message) {
            Ok(request) => {
                let reply = answer(context.clone(), request);
                Box::pin(async move { Answer::reply::<P, _>(&reply.await?) })
            }
            Err(error) => Box::pin(std::future::ready(Err(error.into()))),
        }))
    }

    /// Has messages of type `M`, which need no answer, taken by `take`.
    ///
    /// # Errors
    /// The tag of `M` has a route already.
    pub fn on_one_way<M, F, R>(self, take: F) -> Result<Self, DuplicateRoute>
    where
        M: Message,
        F: Fn(Context, M) -> R + Send + Sync + 'static,
        R: Future<Output = Result<(), HandlerError>> + Send + 'static,
    {
        self.route::<M>(Box::new(move |context, message| match decode::<P, M>(&message) {
            Ok(message) => {
                let taken = take(context.clone(), message);
                Box::pin(async move { taken.await.map(|()| Answer::none()) })
            }
            Err(error) => Box::pin(std::future::ready(Err(error.into()))),
        }))
    }

    /// Has messages without a route answered by another handler, such as a
    /// generated dispatcher. A second fallback replaces the first.
    #[must_use]
    pub fn fallback(mut self, handler: impl Handler<P>) -> Self {
        self.fallback = Some(Box::new(handler));
        self
    }

    fn route<M: Message>(mut self, route: Route) -> Result<Self, DuplicateRoute> {
        if let Some((first, _)) = self.routes.get(&M::TAG) {
            return Err(DuplicateRoute { tag: M::TAG, first, second: M::NAME });
        }
        self.routes.insert(M::TAG, (M::NAME, route));
        Ok(self)
    }
}

impl<P: Protocol> Handler<P> for Router<P> {
    async fn handle(&self, context: &Context, message: Bytes) -> Outcome {
        let tag = P::decode_tag(&mut Reader::new(&message))?;
        if let Some((_, route)) = self.routes.get(&tag) {
            return route(context, message).await;
        }
        match &self.fallback {
            Some(fallback) => fallback.handle_boxed(context, message).await,
            None => Err(HandlerError::unknown_message(tag)),
        }
    }
}

impl<P: Protocol> Default for Router<P> {
    fn default() -> Self {
        Self::new()
    }
}

impl<P: Protocol> fmt::Debug for Router<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.routes.iter().map(|(tag, (name, _))| (tag, name));
        f.debug_map().entries(names).finish()
    }
}

/// Two routes were registered for one tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateRoute {
    /// The tag of both.
    pub tag: u64,
    /// The message that has the route.
    pub first: &'static str,
    /// The message that was refused.
    pub second: &'static str,
}

impl fmt::Display for DuplicateRoute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tag, first, second } = self;
        write!(f, "{second} cannot be routed: {first} has the tag {tag:#x} already; ")?;
        f.write_str("register each message once and give each a tag of its own")
    }
}

impl std::error::Error for DuplicateRoute {}

/// [`Handler`], without naming its future's type.
trait Fallback<P: Protocol>: Send + Sync {
    fn handle_boxed<'a>(&'a self, context: &'a Context, message: Bytes) -> BoxedFuture<'a>;
}

impl<P: Protocol, H: Handler<P>> Fallback<P> for H {
    fn handle_boxed<'a>(&'a self, context: &'a Context, message: Bytes) -> BoxedFuture<'a> {
        Box::pin(self.handle(context, message))
    }
}

/// Decodes a message whose tag has been looked at. What the value shares of
/// `message` stays alive with it.
fn decode<P: Protocol, M: Message>(message: &Bytes) -> Result<M, DecodeError> {
    let mut reader = Reader::new(message);
    P::decode_tag(&mut reader)?;
    M::from_bytes(&message.slice(reader.offset()..))
}
