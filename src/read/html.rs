//! html
use super::{Found, Limits, Refusal};
/// stub
pub(crate) fn read(_bytes: &[u8], _file: u16, _limits: &Limits) -> Result<Found, Refusal> {
    Err(Refusal::plain("the file is a web page".into()))
}
