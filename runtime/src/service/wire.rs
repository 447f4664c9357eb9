//! The bytes of a connection: a transport, what was read of it, and a clock.
//!
//! Knows neither messages nor whose side it is; [`serve`](super::serve) and
//! [`client`](super::client) drive it.

use std::future::Future;
use std::io::{self, IoSlice};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use bytes::BytesMut;
use tokio::io::AsyncReadExt;
use tokio::time::Sleep;

use super::limits::{KEEP_BUFFER, LINGER, READ_MIN, READ_SIZE};
use crate::connection::{Now, OutputQueue};
use crate::transport::Transport;

/// The most pieces of output that go into one write.
const SLICES: usize = 16;

/// The time on both clocks. By tokio's clock, so that tests can halt it.
pub(super) fn now() -> Now {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Now {
        instant: tokio::time::Instant::now().into_std(),
        unix_ms: u64::try_from(since_epoch.as_millis()).unwrap_or(u64::MAX),
    }
}

/// A transport and its read buffer.
pub(super) struct Wire<T> {
    transport: T,
    /// Read and not taken yet.
    pub(super) input: BytesMut,
    /// The peer's direction of the stream has ended.
    pub(super) input_ended: bool,
    /// Written since the last flush.
    unflushed: bool,
    /// This side's direction was shut down.
    shut: bool,
    last_read: Instant,
    /// Since when the transport has taken no byte of what waits.
    stalled: Option<Instant>,
    write_timeout: Duration,
    linger_until: Option<Instant>,
}

impl<T: Transport> Wire<T> {
    pub(super) fn new(transport: T, write_timeout: Duration, now: Instant) -> Self {
        Self {
            transport,
            input: BytesMut::new(),
            input_ended: false,
            unflushed: false,
            shut: false,
            last_read: now,
            stalled: None,
            write_timeout,
            linger_until: None,
        }
    }

    /// Reads once, behind what is left of earlier reads.
    pub(super) fn poll_read(
        &mut self,
        context: &mut Context<'_>,
        now: Instant,
    ) -> Poll<io::Result<()>> {
        if self.input_ended {
            return Poll::Pending;
        }
        if self.input.capacity() - self.input.len() < READ_MIN {
            self.input.reserve(READ_SIZE);
        }
        let read = pin!(self.transport.read_buf(&mut self.input)).poll(context);
        if read.is_pending() && self.may_release(now) {
            self.input = BytesMut::new();
        }
        self.input_ended = ready!(read)? == 0;
        self.last_read = now;
        Poll::Ready(Ok(()))
    }

    /// Writes until nothing waits, then shuts down this direction if nothing
    /// will follow. Ready when both are done, with whether anything was.
    pub(super) fn poll_write(
        &mut self,
        output: &mut OutputQueue,
        context: &mut Context<'_>,
        now: Instant,
    ) -> Poll<io::Result<bool>> {
        let mut progress = false;
        while !output.is_empty() {
            let mut slices = [IoSlice::new(&[]); SLICES];
            let filled = output.io_slices(&mut slices);
            let stream = Pin::new(&mut self.transport);
            match stream.poll_write_vectored(context, &slices[..filled]) {
                Poll::Ready(Ok(0)) => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                Poll::Ready(Ok(count)) => {
                    output.advance(count);
                    self.stalled = None;
                    (self.unflushed, progress) = (true, true);
                }
                Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                Poll::Pending => return self.stalled(now),
            }
        }
        if self.unflushed {
            match Pin::new(&mut self.transport).poll_flush(context) {
                Poll::Ready(result) => result?,
                Poll::Pending => return self.stalled(now),
            }
            self.unflushed = false;
        }
        if output.is_finished() && !self.shut {
            match Pin::new(&mut self.transport).poll_shutdown(context) {
                Poll::Ready(Ok(())) => (self.shut, progress) = (true, true),
                // A peer that is gone already has ended both directions.
                Poll::Ready(Err(_)) => (self.shut, self.input_ended) = (true, true),
                Poll::Pending => return self.stalled(now),
            }
        }
        self.stalled = None;
        Poll::Ready(Ok(progress))
    }

    /// After the end of a connection: writes what waits, shuts down, and reads
    /// on for a moment, so that the peer gets all of it.
    pub(super) fn poll_finish(
        &mut self,
        output: &mut OutputQueue,
        context: &mut Context<'_>,
        now: Instant,
    ) -> Poll<()> {
        match self.poll_write(output, context, now) {
            Poll::Ready(Ok(_)) => {}
            Poll::Ready(Err(_)) => return Poll::Ready(()),
            Poll::Pending => return Poll::Pending,
        }
        let until = *self.linger_until.get_or_insert(now + LINGER);
        while !self.input_ended && now < until {
            self.input.clear();
            match self.poll_read(context, now) {
                Poll::Ready(Ok(())) => {}
                Poll::Ready(Err(_)) => return Poll::Ready(()),
                Poll::Pending => return Poll::Pending,
            }
        }
        Poll::Ready(())
    }

    /// Gives back a buffer that was idle for long.
    pub(super) fn handle_deadlines(&mut self, now: Instant) {
        if self.may_release(now) {
            self.input = BytesMut::new();
        }
    }

    /// When to poll again at the latest.
    pub(super) fn next_deadline(&self) -> Option<Instant> {
        let release = (self.input.is_empty() && self.input.capacity() > 0 && !self.input_ended)
            .then(|| self.last_read + KEEP_BUFFER);
        let stalled = self.stalled.map(|since| since + self.write_timeout);
        [release, stalled, self.linger_until].into_iter().flatten().min()
    }

    fn may_release(&self, now: Instant) -> bool {
        self.input.is_empty() && now >= self.last_read + KEEP_BUFFER
    }

    fn stalled(&mut self, now: Instant) -> Poll<io::Result<bool>> {
        let since = *self.stalled.get_or_insert(now);
        if now < since + self.write_timeout {
            return Poll::Pending;
        }
        let seconds = self.write_timeout.as_secs_f32();
        Poll::Ready(Err(io::Error::new(
            io::ErrorKind::TimedOut,
            format!("the peer took no byte of what was sent for {seconds} s"),
        )))
    }
}

/// The one timer of a connection.
#[derive(Default)]
pub(super) struct Timer {
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Timer {
    /// Ready when the deadline has passed. A deadline later than the one
    /// before costs nothing until that has passed.
    pub(super) fn poll(
        &mut self,
        deadline: Option<Instant>,
        context: &mut Context<'_>,
    ) -> Poll<()> {
        let Some(deadline) = deadline else { return Poll::Pending };
        let deadline = tokio::time::Instant::from_std(deadline);
        let sleep = self.sleep.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(deadline)));
        if deadline < sleep.deadline() {
            sleep.as_mut().reset(deadline);
        }
        while sleep.as_mut().poll(context).is_ready() {
            if tokio::time::Instant::now() >= deadline {
                sleep.as_mut().reset(deadline + Duration::from_secs(3600));
                return Poll::Ready(());
            }
            sleep.as_mut().reset(deadline);
        }
        Poll::Pending
    }
}
