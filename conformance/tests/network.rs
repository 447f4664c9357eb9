//! The suite against this repository's own daemon of the network protocol, on
//! both transports; and against the same daemon with its policy taken away,
//! which the suite must notice.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use packetwright::connection::{
    Admission, AllowedPeers, ConnectionConfig, Openings, PeerPolicy, Policy,
};
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

    fn openings(&self) -> &dyn Openings {
        self
    }
}

impl Openings for Forgetful {
    fn fresh(&self, _: &[u8], _: u64, _: u64) -> bool {
        true
    }
}

/// Runs the quick cases against a daemon with this policy.
fn play(policy: Arc<dyn Policy>, endpoint: Endpoint, only: Option<&str>) -> Report {
    play_cases(policy, endpoint, only, Extent::Quick)
}

fn play_cases(
    policy: Arc<dyn Policy>,
    endpoint: Endpoint,
    only: Option<&str>,
    extent: Extent,
) -> Report {
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
    let cases = derive(&model, spec, extent).expect("the spec has layers");
    let options = RunOptions { patience: Duration::from_secs(1), only: only.map(str::to_owned) };
    let report = run(&model, &cases, &target, &options).expect("the spec can be put on a wire");
    drop(stop);
    server.join().expect("the daemon ends in order");
    report
}

fn usual() -> Arc<dyn Policy> {
    Arc::new(PeerPolicy::new(AllowedPeers::AnyClient))
}

/// The policy of a daemon that asks for cookies for so long, in milliseconds.
fn asking(startup_ms: u64) -> Arc<dyn Policy> {
    let admission = Arc::new(Admission::new().with_startup(startup_ms));
    Arc::new(PeerPolicy { admission, ..PeerPolicy::new(AllowedPeers::AnyClient) })
}

/// Whether it asks for cookies all the time or never.
#[test]
fn our_daemon_conforms_over_tcp() {
    const HOUR_MS: u64 = 3_600_000;
    for startup_ms in [HOUR_MS, 0] {
        let report = play(asking(startup_ms), Endpoint::tcp("127.0.0.1", 0), None);
        assert!(report.conforms(), "{report}");
        assert_eq!(report.count(Verdict::NonStrict), 0, "{report}");
    }
}

/// A policy that makes no cookies, and refuses whoever shows one.
struct Cookieless(PeerPolicy);

impl Policy for Cookieless {
    fn authorized(&self, peer: &PublicKey) -> bool {
        self.0.authorized(peer)
    }

    fn openings(&self) -> &dyn Openings {
        self
    }
}

impl Openings for Cookieless {
    fn fresh(&self, nonce: &[u8], until_ms: u64, now_ms: u64) -> bool {
        self.0.fresh(nonce, until_ms, now_ms)
    }
}

#[test]
fn a_daemon_that_makes_no_cookies_is_found() {
    let policy = Arc::new(Cookieless(PeerPolicy::new(AllowedPeers::AnyClient)));
    let report = play(policy, Endpoint::tcp("127.0.0.1", 0), Some("retry/"));
    let failed: Vec<&str> = report
        .outcomes
        .iter()
        .filter(|outcome| outcome.verdict != Verdict::Pass)
        .map(|outcome| outcome.id.as_str())
        .collect();
    assert_eq!(failed, ["retry/a-cookie-that-nobody-made", "retry/on-another-connection"]);
}

/// A stale cookie takes its ten seconds, so it is played alone.
#[test]
fn our_daemon_asks_again_for_a_stale_cookie() {
    let only = Some("retry/a-stale-cookie");
    let report = play_cases(usual(), Endpoint::tcp("127.0.0.1", 0), only, Extent::Full);
    assert!(report.conforms(), "{report}");
    assert_eq!((report.outcomes.len(), report.count(Verdict::Pass)), (1, 1), "{report}");
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
