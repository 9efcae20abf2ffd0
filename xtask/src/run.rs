//! `cargo xtask run`: the release site, built and served on this machine.

use std::process::Command;

use crate::args::Args;
use crate::step::Result;
use crate::{install, serve, site};

pub fn run(words: &[String]) -> Result<()> {
    let mut args = Args::new(words);
    let port = args.value("--port", 8080_u16)?;
    let open = args.flag("--open");
    args.done()?;

    // Taken first: a port in use should be known before minutes of building, not after.
    let server = serve::Server::bind(port, "/", site::folder())?;
    install::for_site()?;
    site::build()?;
    println!("\nGlasscase is at {}  (Ctrl+C ends it)", server.address());
    if open {
        // A machine without a desktop still has the address above.
        let _ = Command::new("xdg-open").arg(server.address()).spawn();
    }
    server.serve()
}
