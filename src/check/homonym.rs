//! Two people of one name.

use super::{Check, Facts, quoted};
use crate::diagnostic::{Diagnostic, Place, Severity, Subject};
use crate::model::names::normalise;
use crate::model::{Resource, ResourceId, ResourceKind};
use rustc_hash::FxHashMap;

/// The check.
pub const CHECK: Check = Check {
    name: "homonym",
    severity: Severity::Note,
    title: "Two people have one name",
    explain: "The same name stands for different people: their e-mail addresses or accounts differ.\n\n\
        Where a file gives the name alone it cannot tell whose work it is; a heatmap that joined them would show an overload that is none.\n\n\
        Export e-mail addresses or accounts with the names; if it is one person after all, say so under `people.same`.",
    run: Some(run),
};

/// The people who share their name with another, in groups, each group in the order of ids.
pub fn groups(resources: &[Resource]) -> Vec<Vec<ResourceId>> {
    let mut order = Vec::new();
    let mut by_name: FxHashMap<String, usize> = FxHashMap::default();
    for (i, r) in (0_u32..).zip(resources).filter(|(_, r)| r.kind == ResourceKind::Person) {
        let ix = *by_name.entry(normalise(&r.name).0).or_insert_with(|| {
            order.push(Vec::new());
            order.len() - 1
        });
        if let Some(group) = order.get_mut(ix) {
            group.push(ResourceId(i));
        }
    }
    order.retain(|group: &Vec<ResourceId>| group.len() > 1);
    order
}

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let resources = &facts.portfolio.resources;
    let finding = |group: Vec<ResourceId>| {
        let people: Vec<&Resource> = group.iter().filter_map(|r| resources.get(r.ix())).collect();
        let first = people.first()?;
        let told: Vec<String> = people
            .iter()
            .take(4)
            .map(|r| match r.email.as_ref().or(r.account.as_ref()).or(r.team.as_ref()) {
                Some(mark) => quoted(&mark.value),
                None => "one without e-mail or account".to_owned(),
            })
            .collect();
        let message = format!("{} are {} people: {}", quoted(&first.name), people.len(), told.join(", "));
        let mut cells = people.iter().filter_map(|r| r.email.as_ref().map(|e| e.at).or(r.seen_at.first().copied()));
        let place = cells.next().map_or(Place::Run, Place::Cell);
        let mut found = Diagnostic::new(CHECK.name, CHECK.severity, place, message)
            .help("export e-mail addresses with the names, or join them under `people.same`")
            .about(Subject::Resource(group.first()?.0));
        found.related = cells.take(6).collect();
        Some(found)
    };
    groups(resources).into_iter().filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, cell, stated};
    use super::*;

    #[test]
    fn people_of_one_name_are_told_apart_by_what_differs() {
        let mut w = World::new();
        let (a, b, _) = (w.person("Anna Berg"), w.person("Anna Berg"), w.person("Piet van Dijk"));
        w.portfolio.resources[a.ix()].email = Some(stated("anna.berg@harbour.example".into(), 2, 6));
        w.portfolio.resources[b.ix()].email = Some(stated("anna.berg@academy.example".into(), 28, 7));
        let found = run(&w.facts());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "`Anna Berg` are 2 people: `anna.berg@harbour.example`, `anna.berg@academy.example`");
        assert_eq!(found[0].related, vec![cell(28, 7)]);
    }
}
