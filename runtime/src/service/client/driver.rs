//! Moves the bytes of a client's connection.
//!
//! Reads and writes without the lock; takes it to hand bytes in, to hand out
//! replies and to take what is to be written.

use std::future::poll_fn;
use std::io;
use std::sync::Arc;
use std::task::{Context, Poll};

use super::Shared;
use super::error::Ended;
use crate::connection::OutputQueue;
use crate::protocol::Protocol;
use crate::service::wire::{Timer, Wire, now};
use crate::transport::Transport;

/// Drives a connection to its end.
pub(super) async fn drive<P: Protocol, T: Transport>(shared: Arc<Shared<P>>, wire: Wire<T>) {
    let _told_also_if_dropped = TellEnd(Arc::clone(&shared));
    let writing = OutputQueue::default();
    let mut driver = Driver { shared, wire, writing, timer: Timer::default() };
    poll_fn(|context| driver.poll(context)).await;
}

/// Tells everybody that the connection is over when its task is.
struct TellEnd<P: Protocol>(Arc<Shared<P>>);

impl<P: Protocol> Drop for TellEnd<P> {
    fn drop(&mut self) {
        self.0.lock().end(Ended::Closed);
        self.0.tell_progress();
        self.0.ended.cancel();
    }
}

struct Driver<P: Protocol, T> {
    shared: Arc<Shared<P>>,
    wire: Wire<T>,
    /// Taken from the connection, and being written.
    writing: OutputQueue,
    timer: Timer,
}

impl<P: Protocol, T: Transport> Driver<P, T> {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<()> {
        loop {
            let mut progress = false;
            let now = now();
            self.wire.handle_deadlines(now.instant);
            let (ended, wants_input, deadline) = {
                let mut state = self.shared.lock();
                state.driver = Some(context.waker().clone());
                state.handle_deadlines(now);
                let waiting = self.wire.input.len();
                state.connection.handle_input(&mut self.wire.input, now);
                progress |= state.handle_events(now) | (self.wire.input.len() < waiting);
                if self.wire.input_ended {
                    state.connection.handle_end_of_stream(now);
                    progress |= state.handle_events(now);
                }
                let output = state.connection.output();
                if self.writing.is_empty() && (!output.is_empty() || output.is_finished()) {
                    std::mem::swap(&mut self.writing, output);
                }
                let ended = state.ended.is_some();
                (ended, state.connection.wants_input(), state.next_deadline())
            };
            self.shared.tell_progress();
            if ended {
                let finished = self.wire.poll_finish(&mut self.writing, context, now.instant);
                if finished.is_ready() {
                    return Poll::Ready(());
                }
                if self.timer.poll(self.wire.next_deadline(), context).is_pending() {
                    return Poll::Pending;
                }
                continue;
            }
            match self.wire.poll_write(&mut self.writing, context, now.instant) {
                Poll::Ready(Ok(wrote)) => progress |= wrote,
                Poll::Ready(Err(error)) => progress |= self.fail(error),
                Poll::Pending => {}
            }
            if wants_input {
                match self.wire.poll_read(context, now.instant) {
                    Poll::Ready(Ok(())) => progress = true,
                    Poll::Ready(Err(error)) => progress |= self.fail(error),
                    Poll::Pending => {}
                }
            }
            let deadline = [deadline, self.wire.next_deadline()].into_iter().flatten().min();
            if !progress && self.timer.poll(deadline, context).is_pending() {
                return Poll::Pending;
            }
        }
    }

    fn fail(&self, error: io::Error) -> bool {
        self.shared.lock().end(Ended::Transport(Arc::new(error)));
        true
    }
}
