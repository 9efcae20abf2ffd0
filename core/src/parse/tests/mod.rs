//! Tests over whole files: samples of ours, the harbor case, other projects' files with their stated outcome.

mod crowdsec;
mod harbor;
mod hostile;
mod others;
mod samples;
