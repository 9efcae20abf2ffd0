//! Everything that a person types to build, check and serve Glasscase: `cargo xtask COMMAND`.
//!
//! One file a command. The crate has few and small dependencies, so that the first `cargo xtask` starts fast
//! and can say what it is doing.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "telling a person what happens is its job")]

mod args;
mod bench;
mod dist;
mod install;
mod report;
mod run;
mod sample;
mod serve;
mod single_file;
mod site;
mod step;
mod test;

use std::process::ExitCode;

use step::Failure;

const USAGE: &str = "\
cargo xtask COMMAND

  run    [--port N] [--open]   build the release site and serve it on 127.0.0.1 (port 8080)
  test                         every check and every test, native and in Chromium
  dist                         write dist/site/, dist/glasscase.html and dist/SHA256SUMS, and check the budgets
  serve  [--port N] [--base /PATH/] [--dir DIR]
                               serve what is built already, with the headers of `run`
  bench  [--runs N] [--bytes N] [--files N] [--no-browser] [--built] [--write]
                               measure against zstd, tar and sha256sum; --built takes what is built already,
                               --write renews docs/benchmarks.md
  sample                       make public/sample.tar.zst anew from the harbor fixture

run and test install what is missing, and say so. Exit: 0 done, 1 something failed, 2 usage, or something is
missing that only an administrator can install.";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    let outcome = match command.as_str() {
        "run" => run::run(&rest),
        "test" => test::run(&rest),
        "dist" => dist::run(&rest),
        "serve" => serve::run(&rest),
        "bench" => bench::run(&rest),
        "sample" => sample::run(&rest),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        "" => Err(Failure::Usage("name a command".into())),
        other => Err(Failure::Usage(format!("there is no command `{other}`"))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Failed(why)) => {
            // Empty where the command has said it all, as `test` does with its closing line.
            if !why.is_empty() {
                eprintln!("{why}");
            }
            ExitCode::from(1)
        }
        Err(Failure::Missing(why)) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
        Err(Failure::Usage(why)) => {
            eprintln!("{why}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}
