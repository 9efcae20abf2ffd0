//! The few flags of the commands: `--name value` and `--name`.

use std::str::FromStr;

use crate::step::{Failure, Result};

/// The words after the command, taken one flag after the other; `done` refuses what nobody took.
pub struct Args {
    words: Vec<String>,
}

impl Args {
    /// Takes the words as they were typed.
    pub fn new(words: &[String]) -> Self {
        Self { words: words.to_vec() }
    }

    /// True where the flag was given.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.words.len();
        self.words.retain(|word| word != name);
        self.words.len() < before
    }

    /// The value after the flag, parsed, or `otherwise`.
    pub fn value<T: FromStr>(&mut self, name: &str, otherwise: T) -> Result<T> {
        let Some(at) = self.words.iter().position(|word| word == name) else {
            return Ok(otherwise);
        };
        self.words.remove(at);
        if at >= self.words.len() {
            return Err(Failure::Usage(format!("{name} needs a value")));
        }
        let word = self.words.remove(at);
        word.parse().map_err(|_| Failure::Usage(format!("{name} does not take `{word}`")))
    }

    /// Refuses words that no flag took.
    pub fn done(self) -> Result<()> {
        match self.words.first() {
            None => Ok(()),
            Some(word) => Err(Failure::Usage(format!("`{word}` is not known here"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Args;

    fn args(line: &str) -> Args {
        Args::new(&line.split_whitespace().map(String::from).collect::<Vec<_>>())
    }

    #[test]
    fn takes_flags_and_values_in_any_order() {
        let mut args = args("--open --port 9000");
        assert_eq!(args.value("--port", 8080_u16).ok(), Some(9000));
        assert!(args.flag("--open"));
        assert!(args.done().is_ok());
    }

    #[test]
    fn refuses_what_is_not_a_port_and_what_nobody_took() {
        assert!(args("--port many").value("--port", 8080_u16).is_err());
        assert!(args("--port").value("--port", 8080_u16).is_err());
        assert!(args("--prot 1").done().is_err());
    }
}
