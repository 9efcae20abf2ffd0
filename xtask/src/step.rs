//! How a command speaks and how it calls other programs.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// Why a command ends early, and with it the exit status.
#[derive(Debug)]
pub enum Failure {
    /// Exit 1: it was tried and did not succeed.
    Failed(String),
    /// Exit 2: something is missing that this command may not install; the text holds the line to type.
    Missing(String),
    /// Exit 2: the words typed make no sense.
    Usage(String),
}

/// What every command returns.
pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// What went wrong, without the exit status.
    pub fn text(&self) -> &str {
        match self {
            Self::Failed(why) | Self::Missing(why) | Self::Usage(why) => why,
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// Adds what was being done, and to what, to an error of the system.
pub fn at<T>(what: impl Display, outcome: io::Result<T>) -> Result<T> {
    outcome.map_err(|error| Failure::Failed(format!("{what}: {error}")))
}

/// The top of the repository.
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}

/// Says what begins, does it, and says how long it took.
pub fn step<T>(name: impl Display, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("• {name}");
    let _ = io::stdout().flush();
    let start = Instant::now();
    let outcome = work();
    match &outcome {
        Ok(_) => println!("  done in {}", spent(start.elapsed())),
        Err(_) => println!("  failed after {}", spent(start.elapsed())),
    }
    outcome
}

/// A duration as a person says it: `0.4 s`, `48 s`, `3 min 09 s`.
pub fn spent(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

/// Runs a program to its end, with its output going to the person.
pub fn call(command: &mut Command) -> Result<()> {
    let status = at(line_of(command), command.status())?;
    if status.success() { Ok(()) } else { Err(Failure::Failed(format!("{}: {status}", line_of(command)))) }
}

/// Runs a program and returns what it wrote on stdout, or nothing where it is not there or fails.
pub fn asked(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The command as a person would type it.
pub fn line_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_times_as_a_person_does() {
        assert_eq!(spent(Duration::from_millis(430)), "0.4 s");
        assert_eq!(spent(Duration::from_secs(48)), "48 s");
        assert_eq!(spent(Duration::from_secs(189)), "3 min 09 s");
    }
}
