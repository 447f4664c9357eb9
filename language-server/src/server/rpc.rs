//! JSON-RPC 2.0: what a message is, and how answers are written.

use serde_json::{Value, json};

/// A message that came.
#[derive(Debug, PartialEq)]
pub(super) enum Message {
    /// A question, which is answered once.
    Request { id: Value, method: String, params: Value },
    /// Something told.
    Notification { method: String, params: Value },
    /// An answer. This server asks nothing.
    Response,
}

/// Why a request is not answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Error {
    pub(super) code: ErrorCode,
    pub(super) message: String,
}

/// The numbers of errors (JSON-RPC 2.0 §5.1; LSP 3.17, ErrorCodes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ErrorCode {
    /// Not JSON.
    Parse = -32700,
    /// Not a message, or not at this time.
    InvalidRequest = -32600,
    /// A method that this server does not have.
    MethodNotFound = -32601,
    /// Parameters of another form.
    InvalidParams = -32602,
    /// A request in front of `initialize`.
    NotInitialized = -32002,
    /// What was asked for is not possible, and the message says why.
    RequestFailed = -32803,
}

impl Error {
    pub(super) fn new(code: ErrorCode, message: impl Into<String>) -> Error {
        Error { code, message: message.into() }
    }
}

impl Message {
    /// Reads a message. The error comes with the id that it answers, if one is told.
    pub(super) fn read(body: &[u8]) -> Result<Message, (Option<Value>, Error)> {
        let value: Value = serde_json::from_slice(body).map_err(|error| {
            (None, Error::new(ErrorCode::Parse, format!("the message is not JSON: {error}")))
        })?;
        let invalid =
            |id: Option<Value>, why: &str| (id, Error::new(ErrorCode::InvalidRequest, why));
        let Value::Object(mut fields) = value else {
            return Err(invalid(None, "a message is a JSON object"));
        };
        let id = match fields.remove("id") {
            None => None,
            Some(id @ (Value::String(_) | Value::Number(_))) => Some(id),
            Some(Value::Null) => None,
            Some(_) => return Err(invalid(None, "`id` is a number or a string")),
        };
        if fields.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
            return Err(invalid(id, "`jsonrpc` is \"2.0\" in every message"));
        }
        let params = fields.remove("params").unwrap_or(Value::Null);
        match (fields.remove("method"), id) {
            (Some(Value::String(method)), Some(id)) => Ok(Message::Request { id, method, params }),
            (Some(Value::String(method)), None) => Ok(Message::Notification { method, params }),
            (Some(_), id) => Err(invalid(id, "`method` is a string")),
            (None, _) if fields.contains_key("result") || fields.contains_key("error") => {
                Ok(Message::Response)
            }
            (None, id) => Err(invalid(id, "the message has no `method`")),
        }
    }
}

/// The answer to a request.
pub(super) fn success(id: &Value, result: Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "result": result })
}

/// The answer to a request that fails, or to what could not be read.
pub(super) fn failure(id: Option<&Value>, error: &Error) -> Value {
    json!({
        "jsonrpc": "2.0",
        "id": id,
        "error": { "code": error.code as i32, "message": error.message },
    })
}

/// Something told to the client.
pub(super) fn notification(method: &str, params: Value) -> Value {
    json!({ "jsonrpc": "2.0", "method": method, "params": params })
}
