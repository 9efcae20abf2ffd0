//! A server for the built site: this machine only, GET and HEAD only, with the headers that a deployment
//! should send.

use std::fs;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::args::Args;
use crate::site;
use crate::step::{Failure, Result};

/// The content security policy of the site. A worker that was loaded from a file has the policy of its own
/// response, so every response carries it.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; \
    style-src 'self'; img-src 'self' data: blob:; font-src 'self'; manifest-src 'self'; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A request's head may be this long: a browser sends under 1 kB.
const HEAD: usize = 16 * 1024;
/// A connection that says nothing for so long is closed.
const PATIENCE: Duration = Duration::from_secs(30);

pub fn run(words: &[String]) -> Result<()> {
    let mut args = Args::new(words);
    let port = args.value("--port", 8080_u16)?;
    let base = args.value("--base", String::from("/"))?;
    let folder = args.value("--dir", site::folder())?;
    args.done()?;

    if !folder.join("index.html").exists() {
        return Err(Failure::Failed(format!(
            "{} holds no index.html: `cargo xtask dist` writes it",
            folder.display()
        )));
    }
    let server = Server::bind(port, &base, folder)?;
    println!("serving {}", server.address());
    server.serve()
}

/// A bound port and what is served on it.
pub struct Server {
    listener: TcpListener,
    port: u16,
    content: Content,
}

struct Content {
    /// Begins and ends with a slash.
    base: String,
    folder: PathBuf,
}

impl Server {
    /// Takes the port on 127.0.0.1. `base` is the path under which the folder appears.
    pub fn bind(port: u16, base: &str, folder: PathBuf) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port))
            .map_err(|error| Failure::Failed(format!("127.0.0.1:{port}: {error}. Another port: --port N")))?;
        let port = listener.local_addr()?.port();
        let inner = base.trim_matches('/');
        let base = if inner.is_empty() { "/".into() } else { format!("/{inner}/") };
        Ok(Self { listener, port, content: Content { base, folder } })
    }

    /// What to type into a browser.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.port, self.content.base)
    }

    /// Answers until the program ends. A thread a connection: a browser opens six and keeps them.
    pub fn serve(self) -> Result<()> {
        let content = Arc::new(self.content);
        for stream in self.listener.incoming() {
            let content = Arc::clone(&content);
            // A browser that went away is no trouble of the server.
            thread::spawn(move || stream.and_then(|stream| converse(&stream, &content)));
        }
        Ok(())
    }
}

/// Answers one request after the other until the browser has no more.
fn converse(stream: &TcpStream, content: &Content) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut input = BufReader::new(stream);
    let mut output = BufWriter::new(stream);
    loop {
        let request = match read_head(&mut input)? {
            Some(head) => Request::parse(&head),
            None => return Ok(()),
        };
        let response = match &request {
            Some(request) => content.answer(request),
            None => Response::refusal("400 Bad Request", "not a request that this server understands\n"),
        };
        let with_body = request.as_ref().is_none_or(|request| request.method != "HEAD");
        // A request with a body was not read to its end, so nothing after it can be understood.
        let stay = request.is_some_and(|request| request.keep_alive && request.method != "POST");
        response.write(&mut output, with_body, stay)?;
        if !stay {
            return Ok(());
        }
    }
}

/// The bytes up to the empty line, or nothing where the connection ended before a request began.
fn read_head(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") && head.len() < HEAD {
        let room = (HEAD - head.len()) as u64;
        if input.take(room).read_until(b'\n', &mut head)? == 0 {
            return Ok(None);
        }
    }
    Ok(Some(head))
}

struct Request {
    method: String,
    target: String,
    keep_alive: bool,
}

impl Request {
    fn parse(head: &[u8]) -> Option<Self> {
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut parsed = httparse::Request::new(&mut headers);
        if !parsed.parse(head).ok()?.is_complete() {
            return None;
        }
        let value = |name: &str| {
            parsed
                .headers
                .iter()
                .find(|header| header.name.eq_ignore_ascii_case(name))
                .map(|header| header.value)
        };
        let has_body = value("content-length").is_some_and(|length| length != b"0")
            || value("transfer-encoding").is_some();
        let closes = value("connection").is_some_and(|value| value.eq_ignore_ascii_case(b"close"));
        Some(Self {
            method: parsed.method?.into(),
            target: parsed.path?.into(),
            keep_alive: parsed.version == Some(1) && !closes && !has_body,
        })
    }
}

struct Response {
    status: &'static str,
    media_type: &'static str,
    caching: &'static str,
    body: Vec<u8>,
}

impl Response {
    fn refusal(status: &'static str, why: &str) -> Self {
        Self { status, media_type: media_type(".txt"), caching: "no-cache", body: why.into() }
    }

    fn write(&self, output: &mut impl Write, with_body: bool, stay: bool) -> io::Result<()> {
        let Self { status, media_type, caching, body } = self;
        let connection = if stay { "keep-alive" } else { "close" };
        write!(
            output,
            "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\nCache-Control: {caching}\r\n\
             Content-Security-Policy: {POLICY}\r\nX-Content-Type-Options: nosniff\r\n\
             Referrer-Policy: no-referrer\r\nCross-Origin-Resource-Policy: same-origin\r\n\
             Allow: GET, HEAD\r\nConnection: {connection}\r\n\r\n",
            body.len()
        )?;
        if with_body {
            output.write_all(body)?;
        }
        output.flush()
    }
}

impl Content {
    fn answer(&self, request: &Request) -> Response {
        if !matches!(request.method.as_str(), "GET" | "HEAD") {
            return Response::refusal("405 Method Not Allowed", "only GET and HEAD\n");
        }
        let found = self.find(&request.target).and_then(|file| Some((fs::read(&file).ok()?, file)));
        let Some((body, file)) = found else {
            return Response::refusal("404 Not Found", "there is no such file\n");
        };
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let by_content = site::is_named_by_content(name);
        let caching = if by_content { "public, max-age=31536000, immutable" } else { "no-cache" };
        Response { status: "200 OK", media_type: media_type(name), caching, body }
    }

    /// The file that a request's address names, if it is one of the folder's.
    fn find(&self, address: &str) -> Option<PathBuf> {
        let path = address.split(['?', '#']).next()?;
        let inside = decoded(path.strip_prefix(self.base.as_str())?)?;
        let mut file = self.folder.clone();
        for part in inside.split('/').filter(|part| !part.is_empty()) {
            // A part is one plain name: nothing climbs, hides or means something to the system.
            if part.starts_with('.') || part.contains(['\\', '\0', ':']) {
                return None;
            }
            file.push(part);
        }
        if file.is_dir() {
            file.push("index.html");
        }
        is_within(&file, &self.folder).then_some(file)
    }
}

/// True where the file exists and, after symbolic links, lies in the folder.
fn is_within(file: &Path, folder: &Path) -> bool {
    match (file.canonicalize(), folder.canonicalize()) {
        (Ok(file), Ok(folder)) => file.is_file() && file.starts_with(folder),
        _ => false,
    }
}

/// Percent-decoding, or nothing where the text is malformed.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let high = char::from(rest.next()?).to_digit(16)?;
        let low = char::from(rest.next()?).to_digit(16)?;
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn content() -> Content {
        let folder = std::env::temp_dir().join(format!("glasscase-serve-{}", std::process::id()));
        fs::create_dir_all(folder.join("site/sub")).expect("a temporary folder");
        fs::write(folder.join("secret.txt"), "outside").expect("a temporary file");
        fs::write(folder.join("site/index.html"), "page").expect("a temporary file");
        fs::write(folder.join("site/sub/a b.js"), "script").expect("a temporary file");
        Content { base: "/some/path/".into(), folder: folder.join("site") }
    }

    #[test]
    fn finds_files_under_the_base_and_nothing_beside_it() {
        let content = content();
        assert!(content.find("/some/path/").is_some_and(|file| file.ends_with("site/index.html")));
        assert!(content.find("/some/path/sub/a%20b.js?js=x").is_some());
        assert!(content.find("/").is_none());
        assert!(content.find("/some/path").is_none());
        assert!(content.find("/some/path/none.js").is_none());
    }

    #[test]
    fn nothing_leads_out_of_the_folder() {
        let content = content();
        for path in
            ["../secret.txt", "sub/../../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "%00", "%zz"]
        {
            assert!(content.find(&format!("/some/path/{path}")).is_none(), "{path}");
        }
    }

    fn asked(line: &str) -> (String, Response) {
        let head = format!("{line} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        let response = content().answer(&Request::parse(head.as_bytes()).expect("a request"));
        let mut text = Vec::new();
        response.write(&mut text, true, true).expect("a vector takes everything");
        (String::from_utf8(text).expect("all of it is text"), response)
    }

    #[test]
    fn answers_carry_the_policy_and_their_length() {
        let (text, _) = asked("GET /some/path/");
        assert!(text.starts_with("HTTP/1.1 200 OK\r\n") && text.ends_with("\r\n\r\npage"), "{text}");
        assert!(text.contains("Content-Length: 4\r\n") && text.contains(POLICY), "{text}");
        assert!(text.contains("Cache-Control: no-cache\r\n"), "{text}");
        assert_eq!(asked("POST /some/path/").1.status, "405 Method Not Allowed");
        assert_eq!(asked("GET /some/path/none").1.status, "404 Not Found");
    }

    #[test]
    fn half_a_request_is_none() {
        assert!(Request::parse(b"GET /some").is_none());
        assert!(Request::parse(b"\x16\x03\x01\r\n\r\n").is_none());
    }

    #[test]
    fn the_policy_in_the_page_is_the_one_of_the_header() {
        let page = include_str!("../../index.html");
        let in_page = POLICY.replace("; frame-ancestors 'none'", "");
        assert!(page.contains(&in_page), "index.html must carry: {in_page}");
    }
}
