use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// WebKit's own WebDriver, and as much of the W3C protocol as the journeys need.
/// <https://www.w3.org/TR/webdriver2/>
#[derive(Debug)]
pub(crate) struct Driver {
    process: Child,
    port: u16,
}

/// The key under which the protocol wraps an element's id.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

impl Driver {
    /// Starts the driver; the window that it opens inherits the command's environment.
    pub(crate) fn start(environment: &[(&str, String)]) -> Driver {
        let port = free_port();
        let process = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .spawn()
            .unwrap_or_else(|error| panic!("WebKitWebDriver can't be started ({error}); `cargo xtask test` installs it"));
        let driver = Driver { process, port };
        let patience = Instant::now();
        while driver.send("GET", "/status", None).is_err() {
            assert!(patience.elapsed() < Duration::from_secs(20), "WebKitWebDriver does not answer");
            std::thread::sleep(Duration::from_millis(20));
        }
        driver
    }

    /// Opens a session and returns its path. The program is started by the driver.
    pub(crate) fn open(&self, binary: &str, arguments: &[String]) -> String {
        let options = json!({ "webkitgtk:browserOptions": { "binary": binary, "args": arguments } });
        let session = self.post("/session", json!({ "capabilities": { "alwaysMatch": options } }));
        format!("/session/{}", session["sessionId"].as_str().expect("a new session has an id"))
    }

    pub(crate) fn get(&self, path: &str) -> Value {
        self.send("GET", path, None).unwrap_or_else(|error| panic!("GET {path}: {error}"))
    }

    pub(crate) fn post(&self, path: &str, body: Value) -> Value {
        self.try_post(path, body).unwrap_or_else(|error| panic!("POST {path}: {error}"))
    }

    /// For what may fail because the page has just changed under the question.
    pub(crate) fn try_post(&self, path: &str, body: Value) -> Result<Value, String> {
        self.send("POST", path, Some(body))
    }

    pub(crate) fn try_get(&self, path: &str) -> Result<Value, String> {
        self.send("GET", path, None)
    }

    pub(crate) fn close(&self, session: &str) {
        // The window may have closed itself.
        let _ = self.send("DELETE", session, None);
    }

    /// One request, one connection: a test has no hurry that would be worth keeping it open.
    fn send(&self, method: &str, path: &str, body: Option<Value>) -> Result<Value, String> {
        let exchange = || -> std::io::Result<Vec<u8>> {
            let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
            stream.set_read_timeout(Some(Duration::from_secs(60)))?;
            let body = body.as_ref().map(Value::to_string).unwrap_or_default();
            let length = body.len();
            write!(
                stream,
                "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            )?;
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer)?;
            Ok(answer)
        };
        let answer = exchange().map_err(|error| error.to_string())?;
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").ok_or("an answer without a body")?;
        let mut answer: Value = serde_json::from_slice(&answer[end + 4..]).map_err(|error| error.to_string())?;
        let value = answer["value"].take();
        match value["error"].as_str() {
            Some(error) => Err(format!("{error}: {}", value["message"].as_str().unwrap_or_default())),
            None => Ok(value),
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The id inside what the protocol calls a web element reference.
pub(crate) fn element_id(reference: &Value) -> String {
    reference[ELEMENT].as_str().expect("an element reference has an id").to_owned()
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a loopback port can be had");
    listener.local_addr().expect("a bound socket has an address").port()
}
