//! Names of places to listen at and to connect to.
//!
//! Resolves no host names and opens nothing.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// A place to listen at or to connect to: `tcp://host:port`,
/// `tls://host:port`, `unix:///absolute/path`. IPv6 addresses stand in
/// brackets. To listen at port 0 is to let the system choose.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// TCP in clear.
    Tcp {
        /// A host name or an address, without brackets.
        host: String,
        /// The port.
        port: u16,
    },
    /// TLS over TCP.
    Tls {
        /// The name the certificate must be for, without brackets.
        host: String,
        /// The port.
        port: u16,
    },
    /// A Unix socket.
    Unix {
        /// The socket's file.
        path: PathBuf,
    },
}

impl Endpoint {
    /// A TCP endpoint.
    pub fn tcp(host: impl Into<String>, port: u16) -> Self {
        Self::Tcp { host: host.into(), port }
    }

    /// A TLS endpoint.
    pub fn tls(host: impl Into<String>, port: u16) -> Self {
        Self::Tls { host: host.into(), port }
    }

    /// A Unix socket.
    pub fn unix(path: impl Into<PathBuf>) -> Self {
        Self::Unix { path: path.into() }
    }
}

impl FromStr for Endpoint {
    type Err = ParseEndpointError;

    fn from_str(text: &str) -> Result<Self, ParseEndpointError> {
        let fail = |expected| ParseEndpointError { text: text.into(), expected };
        let (scheme, rest) = text
            .split_once("://")
            .ok_or_else(|| fail("a scheme: tcp://host:port, tls://host:port or unix:///path"))?;
        match scheme {
            "tcp" => host_and_port(rest).map(|(host, port)| Self::Tcp { host, port }),
            "tls" => host_and_port(rest).map(|(host, port)| Self::Tls { host, port }),
            "unix" if rest.starts_with('/') => Ok(Self::unix(rest)),
            "unix" => Err("an absolute path, as in unix:///run/name.sock"),
            _ => Err("one of the schemes tcp, tls and unix"),
        }
        .map_err(fail)
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, host, port) = match self {
            Self::Tcp { host, port } => ("tcp", host, port),
            Self::Tls { host, port } => ("tls", host, port),
            Self::Unix { path } => return write!(f, "unix://{}", path.display()),
        };
        match host.contains(':') {
            true => write!(f, "{scheme}://[{host}]:{port}"),
            false => write!(f, "{scheme}://{host}:{port}"),
        }
    }
}

/// A text is not an endpoint.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an endpoint: expected {expected}")]
pub struct ParseEndpointError {
    text: String,
    expected: &'static str,
}

fn host_and_port(text: &str) -> Result<(String, u16), &'static str> {
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => rest.split_once("]:").ok_or("an IPv6 address as in tcp://[::1]:port")?,
        None => text.rsplit_once(':').ok_or("a port behind the host, as in tcp://host:port")?,
    };
    if host.is_empty() || host.contains(['/', '@', '[', ']']) {
        return Err("a host name or address before the port");
    }
    if host.contains(':') && !text.starts_with('[') {
        return Err("an IPv6 address in brackets, as in tcp://[::1]:port");
    }
    let digits = port.bytes().all(|byte| byte.is_ascii_digit());
    let port = port.parse().ok().filter(|_| digits).ok_or("a port of 0 to 65535")?;
    Ok((host.into(), port))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<Endpoint, &str>) {
        let found = text.parse::<Endpoint>();
        if let Ok(endpoint) = &found {
            assert_eq!(endpoint.to_string(), text, "an endpoint is shown as it is written");
        }
        match expected {
            Ok(endpoint) => assert_eq!(found, Ok(endpoint), "{text}"),
            Err(part) => {
                let error = found.expect_err(text).to_string();
                assert!(error.contains(part) && error.contains(text), "{text}: {error}");
            }
        }
    }

    #[test]
    fn endpoints_are_read_and_shown_alike() {
        check("tcp://localhost:80", Ok(Endpoint::tcp("localhost", 80)));
        check("tcp://127.0.0.1:0", Ok(Endpoint::tcp("127.0.0.1", 0)));
        check("tls://[::1]:65535", Ok(Endpoint::tls("::1", 65535)));
        check("unix:///run/a b.sock", Ok(Endpoint::unix("/run/a b.sock")));
        check("localhost:80", Err("a scheme"));
        check("udp://localhost:80", Err("one of the schemes"));
        check("unix://run/a.sock", Err("an absolute path"));
        check("tcp://localhost", Err("a port behind the host"));
        check("tcp://localhost:65536", Err("a port of 0 to 65535"));
        check("tcp://localhost:+80", Err("a port of 0 to 65535"));
        check("tcp://:80", Err("a host name"));
        check("tcp://::1:80", Err("in brackets"));
        check("tcp://[::1]80", Err("an IPv6 address"));
        check("tcp://user@host:80", Err("a host name"));
    }
}
