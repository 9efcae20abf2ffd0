//! A server for the built site: this machine only, GET and HEAD only, with the headers that a deployment
//! should send.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use tiny_http::{Header, Method, Request, Response};

use crate::args::Args;
use crate::site;
use crate::step::{Failure, Result};

/// The content security policy of the site. A worker that was loaded from a file has the policy of its own
/// response, so every response carries it.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; \
    style-src 'self'; img-src 'self' data: blob:; font-src 'self'; manifest-src 'self'; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const THREADS: usize = 4;

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
    http: tiny_http::Server,
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
        let http = tiny_http::Server::http(("127.0.0.1", port))
            .map_err(|error| Failure::Failed(format!("127.0.0.1:{port}: {error}. Another port: --port N")))?;
        let port = http.server_addr().to_ip().map_or(port, |address| address.port());
        let inner = base.trim_matches('/');
        let base = if inner.is_empty() { "/".into() } else { format!("/{inner}/") };
        Ok(Self { http, port, content: Content { base, folder } })
    }

    /// What to type into a browser.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.port, self.content.base)
    }

    /// Answers until the program ends.
    pub fn serve(self) -> Result<()> {
        let http = Arc::new(self.http);
        let content = Arc::new(self.content);
        let workers: Vec<_> = (0..THREADS)
            .map(|_| {
                let (http, content) = (Arc::clone(&http), Arc::clone(&content));
                thread::spawn(move || {
                    while let Ok(request) = http.recv() {
                        // A browser that went away is no trouble of the server.
                        let _ = answer(request, &content);
                    }
                })
            })
            .collect();
        for worker in workers {
            let _ = worker.join();
        }
        Ok(())
    }
}

fn answer(request: Request, content: &Content) -> std::io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        let refusal = Response::from_string("only GET and HEAD\n").with_status_code(405);
        return request.respond(with_headers(refusal.with_header(header("Allow", "GET, HEAD")), "no-cache"));
    }
    let found = content.find(request.url()).and_then(|file| Some((File::open(&file).ok()?, file)));
    match found {
        Some((bytes, file)) => {
            let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let caching = if site::is_named_by_content(name) {
                "public, max-age=31536000, immutable"
            } else {
                "no-cache"
            };
            let response = Response::from_file(bytes).with_header(header("Content-Type", media_type(name)));
            request.respond(with_headers(response, caching))
        }
        None => {
            let missing = Response::from_string("there is no such file\n").with_status_code(404);
            request.respond(with_headers(missing, "no-cache"))
        }
    }
}

impl Content {
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

fn with_headers<R: std::io::Read>(response: Response<R>, caching: &str) -> Response<R> {
    response
        .with_header(header("Content-Security-Policy", POLICY))
        .with_header(header("Cache-Control", caching))
        .with_header(header("X-Content-Type-Options", "nosniff"))
        .with_header(header("Referrer-Policy", "no-referrer"))
        .with_header(header("Cross-Origin-Resource-Policy", "same-origin"))
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("names and values are ASCII constants of this file")
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

    #[test]
    fn the_policy_in_the_page_is_the_one_of_the_header() {
        let page = include_str!("../../index.html");
        let in_page = POLICY.replace("; frame-ancestors 'none'", "");
        assert!(page.contains(&in_page), "index.html must carry: {in_page}");
    }
}
