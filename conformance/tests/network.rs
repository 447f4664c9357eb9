//! The suite against this repository's own daemon of the network protocol, on
//! both transports; and against the same daemon with its policy taken away,
//! which the suite must notice.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use packetwright::connection::{AllowedPeers, ConnectionConfig, PeerPolicy, Policy};
use packetwright::crypto::{PublicKey, StaticKey, SystemRandom, default_provider};
use packetwright::network::{Data, Echo, MessageDispatcher, MessageHandler, Network};
use packetwright::service::{Context, Daemon, HandlerError};
use packetwright::transport::Endpoint;
use packetwright_conformance::{Extent, Report, RunOptions, Target, Verdict, derive, run};

struct Echoes;

impl MessageHandler for Echoes {
    async fn data(&self, _: &Context, _: Data) -> Result<(), HandlerError> {
        Ok(())
    }

    async fn echo(&self, _: &Context, echo: Echo) -> Result<Echo, HandlerError> {
        Ok(echo)
    }
}

/// A policy that forgets every nonce.
struct Forgetful;

impl Policy for Forgetful {
    fn authorized(&self, _: &PublicKey) -> bool {
        true
    }

    fn fresh(&self, _: &[u8], _: u64, _: u64) -> bool {
        true
    }
}

/// Runs the quick cases against a daemon with this policy.
fn play(policy: Arc<dyn Policy>, endpoint: Endpoint, only: Option<&str>) -> Report {
    let (ready, started) = mpsc::channel();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = std::thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
        runtime.block_on(async {
            let key = StaticKey::generate(&*default_provider(), &SystemRandom);
            let config = ConnectionConfig::<Network>::session(default_provider(), key, policy);
            let daemon = Daemon::builder(config, MessageDispatcher(Echoes))
                .listen(endpoint)
                .start()
                .await
                .expect("the endpoint is free");
            ready.send(daemon.endpoints()[0].to_string()).expect("the test waits");
            let _the_test_is_over = stopped.await;
        });
    });
    let target: Target = started.recv().expect("the daemon starts").parse().expect("an address");
    let spec = packetwright_spec::NETWORK;
    let model = packetwright_spec::compile(spec).expect("the spec is in order");
    let cases = derive(&model, spec, Extent::Quick).expect("the spec has layers");
    let options = RunOptions { patience: Duration::from_secs(1), only: only.map(str::to_owned) };
    let report = run(&model, &cases, &target, &options).expect("the spec can be put on a wire");
    drop(stop);
    server.join().expect("the daemon ends in order");
    report
}

fn usual() -> Arc<dyn Policy> {
    Arc::new(PeerPolicy::new(AllowedPeers::AnyClient))
}

#[test]
fn our_daemon_conforms_over_tcp() {
    let report = play(usual(), Endpoint::tcp("127.0.0.1", 0), None);
    assert!(report.conforms(), "{report}");
    assert_eq!(report.count(Verdict::NonStrict), 0, "{report}");
}

#[test]
fn our_daemon_conforms_over_a_unix_socket() {
    let folder = tempfile::tempdir().expect("a folder for the socket");
    let path: &Path = &folder.path().join("conformance.sock");
    let report = play(usual(), Endpoint::unix(path), Some("order/"));
    assert!(report.conforms(), "{report}");
    assert!(!report.outcomes.is_empty());
}

#[test]
fn a_daemon_that_forgets_nonces_is_found() {
    let report = play(Arc::new(Forgetful), Endpoint::tcp("127.0.0.1", 0), Some("freshness/"));
    assert!(!report.conforms(), "{report}");
    assert_eq!(report.outcomes.len(), 1, "{report}");
}
