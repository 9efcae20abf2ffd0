//! Opens bundles and reads them to the end, with a progress bar on a terminal.

use crate::host;
use crate::words;
use anyhow::{Context, Result};
use glasscase_core::engine::protocol::Progress;
use glasscase_core::engine::{Engine, Options, Pump};
use glasscase_core::text::{Lang, inert};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Reads bundles into one case.
pub fn read(bundles: &[PathBuf], options: Options) -> Result<Engine> {
    let mut engine =
        Engine::new(options, Box::<host::TempSpill>::default(), Box::new(host::Threads::start()));
    for path in bundles {
        engine.open(host::open(path).with_context(|| shown(path))?);
    }
    let bar = bar();
    let mut steps = 0u32;
    while engine.step() != Pump::Idle {
        steps = steps.wrapping_add(1);
        if steps.is_multiple_of(16) && !bar.is_hidden() {
            show(&bar, &engine.progress());
        }
    }
    bar.finish_and_clear();
    Ok(engine)
}

/// A path as it may be shown.
pub fn shown(path: &Path) -> String {
    inert(path.as_os_str().as_encoded_bytes())
}

/// Says something on standard error. If that is closed there is nobody to tell.
pub fn say(message: &str) {
    let _ = writeln!(std::io::stderr(), "glasscase: {message}");
}

/// Says what went wrong while reading, sentence by sentence.
pub fn say_problems(engine: &Engine, lang: Lang) {
    for bundle in &engine.case().bundles {
        for note in &bundle.problems {
            say(&words::remark(lang, &inert(bundle.source.name.as_bytes()), &note.text(lang)));
        }
    }
}

fn bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
    let style = "{wide_msg} {bytes}/{total_bytes} {bar:24} {bytes_per_sec} {eta}";
    if let Ok(style) = ProgressStyle::with_template(style) {
        bar.set_style(style);
    }
    bar
}

fn show(bar: &ProgressBar, progress: &Progress) {
    bar.set_length(progress.total);
    bar.set_position(progress.bytes);
    bar.set_message(format!("{} · {}", progress.bundle, progress.current));
}
