//! The table Gates: readiness gates of a converted file or a filled template.

use super::decode::Decoded;
use super::join::Scope;
use super::origins::Numbers;
use crate::import::extract::{GateRecord, Records};
use crate::model::canonical::rows::GateRow;
use crate::source::Sourced;

/// Reads the gates, the rows of one name together; a row without a name is no gate.
pub(super) fn read(scope: &mut Scope, numbers: &Numbers, records: &mut Records) {
    for Decoded { row, here, .. } in scope.rows::<GateRow>("Gates", numbers) {
        let Some(name) = row.name.filter(|name| !name.trim().is_empty()) else {
            scope.aside.push((here, "a gate needs a name, and what it waits for".to_owned()));
            continue;
        };
        let (at, gates) = (row.at, &mut records.gates);
        let known = gates.iter().position(|gate| gate.name.trim().eq_ignore_ascii_case(name.trim()));
        let known = known.unwrap_or_else(|| {
            gates.push(GateRecord { name, wanted: None, owner: None, needs: Vec::new(), at });
            gates.len() - 1
        });
        let Some(gate) = gates.get_mut(known) else { continue };
        gate.needs.extend(row.need.map(|need| (need.value, need.at)));
        gate.wanted = gate.wanted.or(row.wanted.map(|day| Sourced::stated(day, at)));
        gate.owner = gate.owner.take().or(row.owner.map(|who| Sourced::stated(who, at)));
    }
}
