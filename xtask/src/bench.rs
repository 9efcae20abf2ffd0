//! placeholder
use crate::step::Result;
pub fn run(_: &[String]) -> Result<()> {
    Ok(())
}
