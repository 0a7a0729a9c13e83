//! In which order the records of each sheet are listed, and which position each has there.

use super::{Layout, NONE, Spot, ids};
use crate::model::{LogItem, LogKind, ProjectId, Rag};
use crate::report::Brief;
use crate::report::sheets::dependencies;
use rustc_hash::FxHashMap;

fn invert(order: &[u32], len: usize) -> Vec<u32> {
    let mut rows = vec![NONE; len];
    for (pos, id) in (0_u32..).zip(order) {
        if let Some(slot) = rows.get_mut(*id as usize) {
            *slot = pos;
        }
    }
    rows
}

impl Layout {
    pub(super) fn order(&mut self, b: &Brief) {
        let hidden = self.hidden_sources.clone();
        let p = b.portfolio;
        self.projects = ids(p.projects.len()).collect();
        self.projects.sort_by_key(|&i| match b.analysis.health.get(i as usize).and_then(|h| h.overall.rag) {
            Some(Rag::Red) => 0,
            Some(Rag::Amber) => 1,
            None => 2,
            Some(Rag::Green) => 3,
        });
        let open = |project: Option<ProjectId>| project.is_none_or(|id| !b.hidden(id));
        self.tasks =
            ids(p.tasks.len()).filter(|&i| p.tasks.get(i as usize).is_some_and(|t| !t.stub && !b.hidden(t.project))).collect();
        let readings = &b.analysis.milestones;
        self.milestones =
            ids(readings.len()).filter(|&i| readings.get(i as usize).is_some_and(|m| !b.hidden_task(m.task))).collect();
        self.milestones.sort_by_key(|&i| {
            readings
                .get(i as usize)
                .map(|m| (!m.board, m.implied.or(m.reported).or(m.baseline).unwrap_or(jiff::civil::Date::MAX)))
        });
        self.dependencies = dependencies::order(b);
        let handovers = &b.analysis.handovers;
        self.handovers = ids(handovers.len())
            .filter(|&i| {
                handovers
                    .get(i as usize)
                    .is_some_and(|h| !(h.giver.is_some_and(|g| b.hidden(g)) && h.getter.is_some_and(|g| b.hidden(g))))
            })
            .collect();
        self.handovers.sort_by_key(|&i| handovers.get(i as usize).and_then(|h| h.gap).map_or((1, 0), |g| (0, -i64::from(g))));
        let over = &b.analysis.contention.over;
        self.overallocations = ids(over.len())
            .filter(|&i| over.get(i as usize).is_some_and(|o| o.claims.iter().any(|c| !b.hidden_task(c.task))))
            .collect();
        self.overallocations.sort_by_key(|&i| b.analysis.contention.over.get(i as usize).is_some_and(|o| !o.on_stated));
        let log = |kinds: &[LogKind]| -> Vec<u32> {
            let mut order: Vec<u32> = ids(p.log.len())
                .filter(|&i| {
                    p.log
                        .get(i as usize)
                        .is_some_and(|l| kinds.contains(&l.kind) && open(l.project) && !hidden.contains(&l.at.source))
                })
                .collect();
            order.sort_by_key(|&i| p.log.get(i as usize).map(|l| log_rank(l, kinds)));
            order
        };
        self.risks = log(&[LogKind::Risk]);
        self.issues = log(&[LogKind::Issue, LogKind::Action, LogKind::Assumption, LogKind::Dependency, LogKind::Lesson]);
        self.decisions = log(&[LogKind::Decision, LogKind::Change]);
        self.benefits = ids(p.benefits.len()).filter(|&i| p.benefits.get(i as usize).is_some_and(|x| open(x.project))).collect();
        self.benefits.sort_by_key(|&i| {
            let late = b.analysis.benefits.get(i as usize).and_then(|r| r.late_days);
            late.map_or((1, 0), |d| (0, -i64::from(d)))
        });
        self.conflicts = ids(p.conflicts.len())
            .filter(|&i| p.conflicts.get(i as usize).is_some_and(|c| open(c.project) && c.task.is_none_or(|t| !b.hidden_task(t))))
            .collect();
        let mut unread: FxHashMap<(&str, &str), u32> = FxHashMap::default();
        for (input, line) in (0_u32..).zip(&b.receipt.inputs) {
            if let (true, Some(why), Some(within)) = (line.tables.is_empty(), &line.refused, container(&line.file)) {
                let first = *unread.entry((within, why.as_str())).or_insert(input);
                if first != input {
                    self.folded.insert(input, first);
                    continue;
                }
            }
            if line.tables.is_empty() {
                self.sources.push((input, None));
            }
            self.sources.extend(ids(line.tables.len()).map(|t| (input, Some(t))));
        }
    }

    pub(super) fn index(&mut self, b: &Brief) {
        let p = b.portfolio;
        self.rows.projects = invert(&self.projects, p.projects.len());
        self.rows.tasks = invert(&self.tasks, p.tasks.len());
        self.rows.dependencies = invert(&self.dependencies, p.dependencies.len());
        self.rows.benefits = invert(&self.benefits, p.benefits.len());
        for (pos, i) in (0_u32..).zip(&self.milestones) {
            if let Some(reading) = b.analysis.milestones.get(*i as usize) {
                self.rows.milestones.insert(reading.task.0, pos);
            }
        }
        for (pos, i) in (0_u32..).zip(&self.overallocations) {
            if let Some(over) = b.analysis.contention.over.get(*i as usize) {
                self.rows.resources.entry(over.resource.0).or_insert(pos);
            }
        }
        self.rows.log = vec![(None, NONE); p.log.len()];
        for (spot, order) in [(Spot::Risks, &self.risks), (Spot::Issues, &self.issues), (Spot::Decisions, &self.decisions)] {
            for (pos, i) in (0_u32..).zip(order) {
                if let Some(slot) = self.rows.log.get_mut(*i as usize) {
                    *slot = (Some(spot), pos);
                }
            }
        }
    }
}

/// The zip file that an input lies in.
fn container(file: &str) -> Option<&str> {
    file.to_ascii_lowercase().find(".zip/").and_then(|at| file.get(..at + ".zip".len()))
}

fn log_rank(item: &LogItem, kinds: &[LogKind]) -> impl Ord + use<> {
    let state = match item.open {
        Some(true) => 0,
        None => 1,
        Some(false) => 2,
    };
    let kind = kinds.iter().position(|k| *k == item.kind);
    let score = item.score.as_ref().and_then(|s| s.value.number).map_or(0, |n| (n.clamp(-1e9, 1e9) * 100.0) as i64);
    let rag = std::cmp::Reverse(item.rag.as_ref().map(|r| r.value));
    (kind, state, -score, rag, item.due.map_or(jiff::civil::Date::MAX, |d| d.value))
}
