//! TLS over TCP by rustls, with its cryptography from aws-lc-rs.
//!
//! TLS 1.3, and 1.2 with an extended master secret. A client trusts roots of
//! its own or the public keys it pins, never the system's roots unasked. A
//! session inside TLS is bound to it by `tls-exporter` (RFC 9266).

use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, ServerConfig,
    SignatureScheme,
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::{TlsAcceptor, TlsConnector};

use super::{Endpoint, Listener, TcpListener, Transport, connect_tcp};
use crate::protocol::handshake::ChannelBinding;
use crate::service::PeerAddress;

/// What a server shows its clients. A clone is a counter's increment.
#[derive(Clone)]
pub struct TlsServer {
    config: Arc<ServerConfig>,
}

impl TlsServer {
    /// A certificate chain, the server's own first, and its private key, in
    /// PEM. Clients are not asked for certificates.
    ///
    /// # Errors
    /// One of them is not there or does not read, or they do not belong together.
    pub fn from_pem(chain: &[u8], key: &[u8]) -> Result<Self, TlsConfigError> {
        let chain = certificates(chain)?;
        let key = PrivateKeyDer::from_pem_slice(key)
            .map_err(|error| TlsConfigError::Pem { what: "private key", error })?;
        Self::new(chain, key)
    }

    /// A development certificate.
    ///
    /// # Errors
    /// rustls refuses it.
    pub fn development(certificate: &DevelopmentCertificate) -> Result<Self, TlsConfigError> {
        let key = PrivatePkcs8KeyDer::from(certificate.key.clone());
        Self::new(vec![certificate.certificate.clone()], key.into())
    }

    /// A configuration of rustls; TLS 1.2 is taken with an extended master
    /// secret only (RFC 7627), whatever it says, for without one nothing inside
    /// can be bound to it.
    pub fn from_rustls(mut config: Arc<ServerConfig>) -> Self {
        if !config.require_ems {
            Arc::make_mut(&mut config).require_ems = true;
        }
        Self { config }
    }

    fn new(
        chain: Vec<CertificateDer<'static>>,
        key: PrivateKeyDer<'static>,
    ) -> Result<Self, TlsConfigError> {
        let mut config = ServerConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(chain, key)?;
        config.require_ems = true;
        Ok(Self { config: Arc::new(config) })
    }
}

impl fmt::Debug for TlsServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TlsServer(..)")
    }
}

/// What a client trusts. A clone is a counter's increment.
#[derive(Clone)]
pub struct TlsClient {
    config: Arc<ClientConfig>,
}

impl TlsClient {
    /// Servers whose certificate is for the endpoint's host and was issued,
    /// through any number of others, by one of these, in PEM.
    ///
    /// # Errors
    /// There is none, or one does not read.
    pub fn with_roots_pem(roots: &[u8]) -> Result<Self, TlsConfigError> {
        Self::with_roots(certificates(roots)?)
    }

    /// The server with this development certificate, under its names.
    ///
    /// # Errors
    /// rustls refuses it.
    pub fn trusting(certificate: &DevelopmentCertificate) -> Result<Self, TlsConfigError> {
        Self::with_roots(vec![certificate.certificate.clone()])
    }

    /// Servers that prove that they have one of the keys whose
    /// SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7) has one of these
    /// SHA-256 hashes; name, issuer and dates of the certificate do not
    /// matter. Nothing is resumed, so each connection is checked.
    ///
    /// # Errors
    /// There is no hash.
    pub fn with_pins(pins: impl IntoIterator<Item = [u8; 32]>) -> Result<Self, TlsConfigError> {
        let pins: Vec<_> = pins.into_iter().collect();
        if pins.is_empty() {
            return Err(TlsConfigError::NothingTrusted);
        }
        let verifier = Arc::new(PinnedKeys { pins, provider: provider() });
        let mut config = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()?
            .dangerous()
            .with_custom_certificate_verifier(verifier)
            .with_no_client_auth();
        config.require_ems = true;
        config.resumption = rustls::client::Resumption::disabled();
        Ok(Self { config: Arc::new(config) })
    }

    /// A configuration of rustls; TLS 1.2 is taken with an extended master
    /// secret only, as in [`TlsServer::from_rustls`].
    pub fn from_rustls(mut config: Arc<ClientConfig>) -> Self {
        if !config.require_ems {
            Arc::make_mut(&mut config).require_ems = true;
        }
        Self { config }
    }

    fn with_roots(roots: Vec<CertificateDer<'static>>) -> Result<Self, TlsConfigError> {
        let mut store = RootCertStore::empty();
        for root in roots {
            store.add(root)?;
        }
        let verifier = WebPkiServerVerifier::builder_with_provider(store.into(), provider())
            .build()
            .map_err(|_| TlsConfigError::NothingTrusted)?;
        let mut config = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()?
            .with_webpki_verifier(verifier)
            .with_no_client_auth();
        config.require_ems = true;
        Ok(Self { config: Arc::new(config) })
    }
}

impl fmt::Debug for TlsClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TlsClient(..)")
    }
}

/// A certificate that vouches for itself, for development and tests.
pub struct DevelopmentCertificate {
    certificate: CertificateDer<'static>,
    key: Vec<u8>,
    pem: String,
    key_pem: String,
}

impl DevelopmentCertificate {
    /// A new key and a certificate for these host names and addresses.
    ///
    /// # Errors
    /// A name is neither a host name nor an address.
    pub fn generate<N: Into<String>>(
        names: impl IntoIterator<Item = N>,
    ) -> Result<Self, TlsConfigError> {
        let names: Vec<String> = names.into_iter().map(Into::into).collect();
        let made = rcgen::generate_simple_self_signed(names)?;
        Ok(Self {
            certificate: made.cert.der().clone(),
            key: made.signing_key.serialize_der(),
            pem: made.cert.pem(),
            key_pem: made.signing_key.serialize_pem(),
        })
    }

    /// The certificate in PEM, which is also the root for clients: see
    /// [`TlsClient::with_roots_pem`].
    pub fn certificate_pem(&self) -> &str {
        &self.pem
    }

    /// The private key in PEM (PKCS #8), for other programs that serve with it.
    pub fn key_pem(&self) -> &str {
        &self.key_pem
    }

    /// The SHA-256 of the certificate's SubjectPublicKeyInfo: see
    /// [`TlsClient::with_pins`].
    ///
    /// # Errors
    /// The certificate does not read.
    pub fn pin(&self) -> Result<[u8; 32], TlsConfigError> {
        Ok(pin_of(&self.certificate)?)
    }
}

impl fmt::Debug for DevelopmentCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DevelopmentCertificate(..)")
    }
}

/// Why TLS cannot be set up so.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TlsConfigError {
    /// A part in PEM is not there or does not read.
    #[error("no {what} could be read from the PEM text: {error}")]
    Pem {
        /// Which part.
        what: &'static str,
        /// Why.
        error: rustls::pki_types::pem::Error,
    },
    /// A client that trusts nothing can connect nowhere.
    #[error("nothing to trust was given: no root certificate and no pin")]
    NothingTrusted,
    /// rustls refuses it.
    #[error("TLS: {0}")]
    Rustls(#[from] rustls::Error),
    /// No certificate can be made for these names.
    #[error("development certificate: {0}")]
    Development(#[from] rcgen::Error),
}

/// Accepts TLS connections over TCP.
#[derive(Debug)]
pub struct TlsListener {
    tcp: TcpListener,
    server: TlsServer,
    endpoint: Endpoint,
}

impl TlsListener {
    /// Listens at a host and port; at port 0 the system chooses one.
    ///
    /// # Errors
    /// As [`TcpListener::bind`].
    pub async fn bind(host: &str, port: u16, server: TlsServer) -> io::Result<Self> {
        let tcp = TcpListener::bind(host, port).await?;
        let endpoint = match tcp.local_endpoint() {
            Endpoint::Tcp { host, port } => Endpoint::tls(host, *port),
            other => other.clone(),
        };
        Ok(Self { tcp, server, endpoint })
    }
}

impl Listener for TlsListener {
    type Transport = TlsStream;
    type Opening = Pin<Box<dyn Future<Output = io::Result<TlsStream>> + Send>>;

    async fn accept(&mut self) -> io::Result<Self::Opening> {
        let stream = self.tcp.accept_stream().await?;
        let accept = TlsAcceptor::from(Arc::clone(&self.server.config)).accept(stream);
        Ok(Box::pin(async move { Ok(TlsStream { stream: accept.await?.into() }) }))
    }

    fn local_endpoint(&self) -> &Endpoint {
        &self.endpoint
    }
}

/// Connects to a host and port, and checks that it is whom the client trusts.
///
/// # Errors
/// No connection, or no TLS: the server is not trusted, or speaks no TLS.
pub async fn connect_tls(host: &str, port: u16, client: &TlsClient) -> io::Result<TlsStream> {
    let place = Endpoint::tls(host, port);
    let name = ServerName::try_from(host.to_owned()).map_err(|error| {
        io::Error::new(io::ErrorKind::InvalidInput, format!("cannot connect to {place}: {error}"))
    })?;
    let tcp = connect_tcp(host, port).await?;
    let connector = TlsConnector::from(Arc::clone(&client.config));
    let stream = connector.connect(name, tcp).await.map_err(|error| {
        io::Error::new(error.kind(), format!("no TLS connection to {place}: {error}"))
    })?;
    Ok(TlsStream { stream: stream.into() })
}

/// A TLS connection over TCP, either side.
#[derive(Debug)]
pub struct TlsStream {
    stream: tokio_rustls::TlsStream<TcpStream>,
}

impl Transport for TlsStream {
    fn peer_address(&self) -> PeerAddress {
        self.stream.get_ref().0.peer_addr().map_or(PeerAddress::Unknown, PeerAddress::Tls)
    }

    fn channel_binding(&self) -> ChannelBinding {
        const LABEL: &[u8] = b"EXPORTER-Channel-Binding";
        let exported = match &self.stream {
            tokio_rustls::TlsStream::Client(stream) => {
                stream.get_ref().1.export_keying_material([0; 32], LABEL, Some(&[]))
            }
            tokio_rustls::TlsStream::Server(stream) => {
                stream.get_ref().1.export_keying_material([0; 32], LABEL, Some(&[]))
            }
        };
        // Fails only before the handshake is over, and then no stream is made.
        // A side that could not export would fail the handshake inside.
        exported.map_or(ChannelBinding::None, ChannelBinding::TlsExporter)
    }
}

impl AsyncRead for TlsStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for TlsStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// Trusts keys, whatever the certificate around them says.
#[derive(Debug)]
struct PinnedKeys {
    pins: Vec<[u8; 32]>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for PinnedKeys {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        match self.pins.contains(&pin_of(certificate)?) {
            true => Ok(ServerCertVerified::assertion()),
            false => Err(CertificateError::ApplicationVerificationFailure.into()),
        }
    }

    // That the server has the key is shown by its signature, which is checked
    // as with any certificate.
    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}

fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, TlsConfigError> {
    let what = "certificate";
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    let found = found.map_err(|error| TlsConfigError::Pem { what, error })?;
    match found.is_empty() {
        true => Err(TlsConfigError::NothingTrusted),
        false => Ok(found),
    }
}

fn pin_of(certificate: &CertificateDer<'_>) -> Result<[u8; 32], rustls::Error> {
    let parsed = ParsedCertificate::try_from(certificate)?;
    let key = parsed.subject_public_key_info();
    Ok(crate::crypto::default_provider().sha256(&[key.as_ref()]))
}
