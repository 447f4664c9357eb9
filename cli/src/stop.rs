//! When a command that runs on is told to stop: SIGINT, SIGTERM, and the end of
//! standard input if that is asked for.

use std::io::Read;

use tokio::sync::oneshot;

use crate::failure::Failure;

/// What ends a command that runs on.
pub(crate) struct Stop {
    stdin: Option<oneshot::Receiver<()>>,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Stop {
    /// Must be made in a tokio runtime.
    pub(crate) fn new(until_stdin_closes: bool) -> Result<Self, Failure> {
        let stdin = until_stdin_closes.then(|| {
            let (sender, receiver) = oneshot::channel();
            // A thread of its own: a read of standard input cannot be
            // cancelled, and must not hold up the end of the runtime.
            std::thread::spawn(move || {
                let mut ignored = [0; 256];
                while std::io::stdin().read(&mut ignored).is_ok_and(|count| count > 0) {}
                sender.send(())
            });
            receiver
        });
        // From here on, before anything is announced, no signal ends the process.
        #[cfg(unix)]
        let signal = |kind| {
            tokio::signal::unix::signal(kind)
                .map_err(|error| Failure::trouble(format!("cannot wait for signals: {error}")))
        };
        Ok(Self {
            stdin,
            #[cfg(unix)]
            interrupt: signal(tokio::signal::unix::SignalKind::interrupt())?,
            #[cfg(unix)]
            terminate: signal(tokio::signal::unix::SignalKind::terminate())?,
        })
    }

    pub(crate) async fn wait(mut self) {
        let stdin = async {
            match self.stdin {
                Some(stdin) => drop(stdin.await),
                None => std::future::pending().await,
            }
        };
        #[cfg(unix)]
        let (interrupt, terminate) = (self.interrupt.recv(), self.terminate.recv());
        #[cfg(not(unix))]
        let (interrupt, terminate) = (tokio::signal::ctrl_c(), std::future::pending::<()>());
        tokio::select! {
            () = stdin => {}
            _ = terminate => {}
            _ = interrupt => {}
        }
    }
}
