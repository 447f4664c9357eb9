//! A client and a daemon over each handshake.

use std::error::Error;
use std::sync::Arc;

use packetwright::connection::{AllowedPeers, ConnectionConfig, Mode, PeerPolicy};
use packetwright::crypto::{PublicKey, StaticKey, default_provider};
use packetwright::service::{Client, ClientOptions, Daemon, Router};
use packetwright::transport::Endpoint;
use packetwright_example_handshakes::{kiosk, paired, tunnel, unauthenticated};

use crate::own::{Own, Secrets};

/// A side of a connection: it trusts this peer, and knows it if the pattern asks.
fn config<P: Own>(side: usize, peer: PublicKey) -> ConnectionConfig<P> {
    let secrets = Secrets::FIXED;
    let policy = Arc::new(PeerPolicy::new(AllowedPeers::only(peer)));
    let key = secrets.static_key(side);
    let mut config = ConnectionConfig::session(default_provider(), key, policy);
    if let Mode::Session(session) = &mut config.mode {
        session.peer_key = P::KNOWN[side].then_some(peer);
        // Who has a key offers no suite without one.
        session.preshared_keys = secrets.preshared_keys().filter(|_| P::NOISE.contains("psk"));
    }
    config
}

/// Somebody that no side knows.
fn stranger() -> StaticKey {
    StaticKey::from_secret_bytes([7; 32], &*default_provider())
}

macro_rules! served {
    ($test:ident, $protocol:ident, $module:ident) => {
        #[tokio::test]
        async fn $test() -> Result<(), Box<dyn Error>> {
            use $module::{Echo, $protocol};
            let router = Router::<$protocol>::new().on(|_, echo: Echo| async move { Ok(echo) })?;
            let daemon = Daemon::builder(config(1, Secrets::FIXED.peer(1)), router)
                .listen(Endpoint::tcp("127.0.0.1", 0))
                .start()
                .await?;
            let options = ClientOptions::new(config(0, Secrets::FIXED.peer(0)));
            let client = Client::<$protocol>::connect(&daemon.endpoints()[0], options).await?;
            let echo = Echo { payload: b"over this handshake".as_slice().into() };
            assert_eq!(client.request(&echo).await?, echo);
            client.close().await?;

            // Only the pattern without keys lets a client talk to anybody.
            let options = ClientOptions::new(config(0, *stranger().public()));
            let stranger = Client::<$protocol>::connect(&daemon.endpoints()[0], options).await;
            assert_eq!(stranger.is_ok(), !<$protocol as Own>::SHOWN[0], "{stranger:?}");
            daemon.shutdown().await?;
            Ok(())
        }
    };
}

served!(a_tunnel_is_served, Tunnel, tunnel);
served!(paired_devices_are_served, Paired, paired);
served!(a_kiosk_is_served, Kiosk, kiosk);
served!(whoever_answers_is_talked_to, Unauthenticated, unauthenticated);

#[tokio::test]
async fn a_tunnel_without_its_peers_key_says_so() {
    let mut config: ConnectionConfig<tunnel::Tunnel> = config(0, Secrets::FIXED.peer(0));
    if let Mode::Session(session) = &mut config.mode {
        session.peer_key = None;
    }
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("bound").port();
    let refused =
        Client::connect(&Endpoint::tcp("127.0.0.1", port), ClientOptions::new(config)).await;
    let text = refused.expect_err("nothing can be offered").to_string();
    assert!(text.contains("peer_key"), "{text}");
}

/// The right server is known, and a client comes that the server does not know.
#[tokio::test]
async fn a_client_other_than_the_paired_one_is_refused() -> Result<(), Box<dyn Error>> {
    let router = Router::<paired::Paired>::new();
    let daemon = Daemon::builder(config(1, Secrets::FIXED.peer(1)), router)
        .listen(Endpoint::tcp("127.0.0.1", 0))
        .start()
        .await?;
    let mut config: ConnectionConfig<paired::Paired> = config(0, Secrets::FIXED.peer(0));
    if let Mode::Session(session) = &mut config.mode {
        session.static_key = stranger();
    }
    let refused = Client::connect(&daemon.endpoints()[0], ClientOptions::new(config)).await;
    assert!(refused.is_err(), "{refused:?}");
    daemon.shutdown().await?;
    Ok(())
}
