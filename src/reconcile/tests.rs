//! Whole runs over small hand-built extracts; every expectation is worked out by hand.

#![allow(clippy::unwrap_used)]

use super::trial::{Trial, named, person};
use crate::import::extract::{AssignmentRecord, BenefitRecord, LinkEnd, ProjectHint, RefKind, Reference};
use crate::model::{Benefit, DependencyEnd, MilestoneKind, Relation, ResourceKind, Role, StatusCategory, StatusWord, TaskKind};
use crate::source::{Basis, CellRef, Rule, Sourced};
use jiff::civil::date;

fn projects(out: &super::Reconciled) -> Vec<&str> {
    out.portfolio.projects.iter().map(|p| &*p.name).collect()
}

#[test]
fn a_key_in_the_data_goes_before_every_name() {
    let mut trial = Trial::default();
    trial
        .file("berth/jira export.csv", "jira", Role::Tasks)
        .task("a", |r| r.key("PAY-1").project("PAY", "Payments"))
        .task("b", |r| r.key("QUAY-1").project("QUAY", "Quay walls"));
    trial.file("Payments plan v2.xlsx", "none", Role::Tasks).task("c", |r| r);
    let out = trial.run();
    assert_eq!(projects(&out), ["Payments", "Quay walls"]);
    let payments = &out.portfolio.projects[0];
    assert_eq!(payments.key.as_deref(), Some("PAY"));
    let reasons: Vec<&str> = payments.sources.iter().map(|(_, why)| &**why).collect();
    assert_eq!(reasons, ["key `PAY` in the data", "file name"]);
}

#[test]
fn title_folder_and_file_name_follow_in_that_order_and_configuration_settles() {
    let mut trial = Trial::configured("[[source]]\nmatch = \"*four.xlsx\"\nproject = \"Set by hand\"\n");
    trial.file("Crane/one.xlsx", "none", Role::Tasks).titled("Gate automation").task("a", |r| r);
    trial.file("Crane/two.xlsx", "none", Role::Tasks).titled("Project Plan").task("b", |r| r);
    trial.file("Yard Plan v3 FINAL (2).xlsx", "none", Role::Tasks).task("c", |r| r);
    trial.file("Crane/four.xlsx", "none", Role::Tasks).titled("Other").task("d", |r| r);
    assert_eq!(projects(&trial.run()), ["Crane", "Gate automation", "Set by hand", "Yard"]);
}

#[test]
fn names_join_only_when_equal_and_a_phase_keeps_projects_apart() {
    let mut trial = Trial::default();
    trial.file("1.csv", "none", Role::Tasks).task("a", |r| r.project("", "HS2 Phase 1"));
    trial.file("2.csv", "none", Role::Tasks).task("b", |r| r.project("", "hs2  phase1"));
    trial.file("3.csv", "none", Role::Tasks).task("c", |r| r.project("", "HS2 Phase 2a"));
    trial.file("4.csv", "jira", Role::Tasks).task("d", |r| r.project("X", "Tier 1")).task("e", |r| r.project("X", "Tier 2"));
    let out = trial.run();
    assert_eq!(projects(&out), ["HS2 Phase 1", "HS2 Phase 2a", "Tier 1", "Tier 2"]);
    assert!(out.diagnostics.iter().any(|d| d.check == "project-key-reused"));
}

#[test]
fn aliases_programs_and_audience_come_from_the_configuration() {
    let mut trial = Trial::configured(
        "[[project]]\nname = \"Payments renewal\"\nkey = \"PAY\"\naliases = [\"Old payments\"]\naudience = \"restricted\"\nagreed = \"amber\"\n\
         [[programs]]\nname = \"Harbour\"\nprojects = [\"PAY\", \"Nowhere\"]\n[[programs]]\nname = \"Digital\"\nprojects = [\"Payments renewal\"]\n",
    );
    trial.file("jira.csv", "jira", Role::Tasks).task("a", |r| r.key("PAY-1"));
    trial.file("plan.csv", "none", Role::Tasks).task("b", |r| r.project("", "old payments"));
    let out = trial.run();
    assert_eq!(projects(&out), ["Payments renewal"]);
    let project = &out.portfolio.projects[0];
    assert_eq!(project.programs.len(), 2);
    assert_eq!(project.audience, crate::model::Audience::Restricted);
    assert_eq!(project.agreed.map(|r| r.value), Some(crate::model::Rag::Amber));
    assert_eq!(out.portfolio.counts.projects, 1);
    assert!(out.diagnostics.iter().any(|d| d.check == "configured-name-unknown" && d.message.contains("Nowhere")));
}

#[test]
fn a_task_in_two_projects_counts_once_and_a_subtask_inherits() {
    let mut trial = Trial::default();
    trial
        .file("asana.csv", "asana", Role::Tasks)
        .task("Both", |mut r| {
            r = r.project("", "Sample");
            let at = r.record.facts.at;
            r.record.belongs.also_projects.push(Sourced::stated("Sample2".into(), at));
            r
        })
        .task("Child", |r| r.under(RefKind::Name, "Both"));
    let out = trial.run();
    assert_eq!(projects(&out), ["Sample", "Sample2"]);
    assert_eq!(out.portfolio.counts.tasks, 2);
    assert_eq!(out.portfolio.tasks[1].project.0, 0);
    assert_eq!(out.portfolio.tasks[0].facts.kind, TaskKind::Summary);
}

#[test]
fn parents_outside_the_files_become_one_stub_each() {
    let mut trial = Trial::default();
    trial
        .file("jira.csv", "jira", Role::Tasks)
        .task("a", |mut r| {
            r = r.key("PAY-2").under(RefKind::Id, "10001");
            r.record.belongs.parent_name = Some("Epic one".into());
            r
        })
        .task("b", |r| r.key("PAY-3").under(RefKind::Id, "10001"))
        .task("c", |r| r.key("PAY-4").id("10004").under(RefKind::Key, "PAY-3"));
    let out = trial.run();
    let counts = out.portfolio.counts;
    assert_eq!((counts.tasks, counts.parents_outside, counts.summaries), (3, 2, 1));
    let stub = &out.portfolio.tasks[0];
    assert!(stub.stub);
    assert_eq!(stub.label(), "Epic one");
    let levels: Vec<u8> = out.portfolio.tasks.iter().map(|t| t.level).collect();
    assert_eq!(levels, [0, 1, 1, 2]);
}

#[test]
fn a_circle_of_parents_is_cut_and_said() {
    let mut trial = Trial::default();
    trial
        .file("t.csv", "none", Role::Tasks)
        .task("a", |r| r.key("1").under(RefKind::Key, "2"))
        .task("b", |r| r.key("2").under(RefKind::Key, "1"))
        .task("c", |r| r.key("3").under(RefKind::Key, "3"));
    let out = trial.run();
    assert_eq!(out.portfolio.tasks.len(), 3);
    assert_eq!(out.portfolio.tasks.iter().filter(|t| t.parent.is_some()).count(), 1);
    assert_eq!(out.diagnostics.iter().filter(|d| d.check == "parent-unclear").count(), 2);
}

#[test]
fn both_ends_of_a_link_are_one_edge_with_both_cells() {
    let mut trial = Trial::default();
    trial
        .file("jira.csv", "jira", Role::Tasks)
        .task("a", |r| r.key("PAY-1").linked(RefKind::Key, "PAY-2", LinkEnd::Predecessor, Relation::FinishStart))
        .task("b", |r| r.key("PAY-2").after(RefKind::Key, "pay-1").after(RefKind::Key, "OUT-9"))
        .task("c", |r| r.key("PAY-3").after(RefKind::Key, "PAY-3"));
    let out = trial.run();
    let edges = &out.portfolio.dependencies;
    assert_eq!(edges.len(), 2);
    assert_eq!(
        (edges[0].predecessor.clone(), edges[0].successor.clone()),
        (DependencyEnd::Task(named(&out, "a")), DependencyEnd::Task(named(&out, "b")))
    );
    assert_eq!(edges[0].stated_at.len(), 2);
    assert_eq!(edges[1].predecessor, DependencyEnd::Outside("OUT-9".into()));
    assert_eq!((out.portfolio.counts.dependencies, out.portfolio.counts.dependencies_outside), (2, 1));
    assert!(out.diagnostics.iter().any(|d| d.check == "link-to-itself"));
}

#[test]
fn ends_that_disagree_on_the_relation_are_a_conflict_of_one_edge() {
    let mut trial = Trial::default();
    trial
        .file("p.csv", "none", Role::Tasks)
        .task("a", |r| r.number(1).linked(RefKind::Ordinal, "2", LinkEnd::Predecessor, Relation::FinishFinish))
        .task("b", |r| r.number(2).linked(RefKind::Ordinal, "1", LinkEnd::Successor, Relation::StartStart));
    let out = trial.run();
    assert_eq!(out.portfolio.dependencies.len(), 1);
    assert_eq!(out.portfolio.dependencies[0].relation.value, Relation::StartStart);
    let conflict = &out.portfolio.conflicts[0];
    assert_eq!((&*conflict.field, &*conflict.kept.0, &*conflict.lost.0), ("relation", "SS", "FF"));
}

#[test]
fn references_reach_across_files_by_key_by_unique_name_and_by_file_and_row() {
    let mut trial = Trial::default();
    trial.file("jira.csv", "jira", Role::Tasks).task("Gate ready", |r| r.key("GATE-7"));
    trial
        .file("Cranes.xlsx", "msproject", Role::Tasks)
        .task("Rails", |r| r.number(1))
        .task("Cranes commissioned", |r| r.number(2));
    trial
        .file("Go live.csv", "none", Role::Tasks)
        .task("one", |r| r.number(1).after(RefKind::Key, "GATE-7"))
        .task("two", |r| r.number(2).after(RefKind::External, "C:\\plans\\Cranes.mpp\\2"))
        .task("three", |r| r.number(3).after(RefKind::Name, "cranes  commissioned"))
        .task("four", |r| r.number(4).after(RefKind::Key, "https://tracker.example/browse/GATE-7"))
        .task("five", |r| r.number(5).after(RefKind::External, "Nowhere.mpp\\3"));
    let out = trial.run();
    let edge = |successor: &str| {
        let successor = DependencyEnd::Task(named(&out, successor));
        out.portfolio.dependencies.iter().find(|d| d.successor == successor).unwrap().predecessor.clone()
    };
    assert_eq!(edge("one"), DependencyEnd::Task(named(&out, "Gate ready")));
    assert_eq!(edge("two"), DependencyEnd::Task(named(&out, "Cranes commissioned")));
    assert_eq!(edge("three"), DependencyEnd::Task(named(&out, "Cranes commissioned")));
    assert_eq!(edge("four"), DependencyEnd::Task(named(&out, "Gate ready")));
    assert_eq!(edge("five"), DependencyEnd::Outside("Nowhere.mpp\\3".into()));
}

#[test]
fn a_repeated_name_means_the_nearest_record_before() {
    let mut trial = Trial::default();
    trial
        .file("a.csv", "asana", Role::Tasks)
        .task("Design", |r| r)
        .task("x", |r| r.under(RefKind::Name, "Design"))
        .task("Design", |r| r)
        .task("y", |r| r.under(RefKind::Name, "Design"));
    let out = trial.run();
    let parent = |name: &str| out.portfolio.tasks[named(&out, name).ix()].parent.unwrap();
    assert_eq!(out.portfolio.tasks[parent("x").ix()].facts.at.row, 1);
    assert_eq!(out.portfolio.tasks[parent("y").ix()].facts.at.row, 3);
}

#[test]
fn an_older_version_of_a_plan_is_superseded_and_its_differences_are_conflicts() {
    let mut trial = Trial::default();
    let plan = trial.file("Plan v3 FINAL (2).xlsx", "none", Role::Tasks);
    plan.task("Design", |r| r.key("1").dates(date(2026, 1, 5), date(2026, 1, 16)))
        .task("Build", |r| r.key("2").dates(date(2026, 1, 19), date(2026, 2, 20)));
    let old = trial.file("Plan v3.xlsx", "none", Role::Tasks);
    old.task("Design", |r| r.key("1").dates(date(2026, 1, 5), date(2026, 1, 9)))
        .task("Build", |r| r.key("2").dates(date(2026, 1, 19), date(2026, 2, 20)));
    old.task("Dropped", |r| r.key("3"));
    let out = trial.run();
    assert_eq!(out.portfolio.counts.tasks, 2);
    assert_eq!((out.dispositions[1].kept, out.dispositions[1].merged, out.dispositions[1].set_aside.len()), (0, 2, 1));
    let conflict = &out.portfolio.conflicts[0];
    assert_eq!((&*conflict.field, &*conflict.kept.0, &*conflict.lost.0), ("finish", "2026-01-16", "2026-01-09"));
    assert_eq!(conflict.difference, "7 calendar days");
    assert_eq!(&*conflict.why, "the other file is an older version");
    assert_eq!(out.portfolio.hand_ins[1].superseded_by.as_ref().map(|s| s.0.file), Some(0));
}

#[test]
fn like_plans_of_two_projects_are_not_versions() {
    let mut trial = Trial::default();
    for folder in ["Quay", "Yard"] {
        trial
            .file(&format!("{folder}/plan.xlsx"), "none", Role::Tasks)
            .task("Design", |r| r.key("1"))
            .task("Build", |r| r.key("2"));
    }
    let out = trial.run();
    assert_eq!((out.portfolio.counts.projects, out.portfolio.counts.tasks), (2, 4));
}

#[test]
fn the_same_export_twice_counts_once() {
    let mut trial = Trial::default();
    for name in ["a/jira.csv", "b/jira.csv"] {
        trial
            .file(name, "jira", Role::Tasks)
            .task("x", |r| r.key("PAY-1").by("Ann Lee"))
            .task("y", |r| r.key("PAY-2").after(RefKind::Key, "PAY-1"));
    }
    let out = trial.run();
    let counts = out.portfolio.counts;
    assert_eq!((counts.tasks, counts.dependencies, counts.people, counts.unassigned), (2, 1, 1, 1));
    assert_eq!(out.dispositions[1].merged, 2);
    assert!(out.portfolio.conflicts.is_empty());
}

#[test]
fn the_same_issue_in_two_trackers_is_merged_field_by_field() {
    let mut trial = Trial::configured("precedence = [\"smartsheet\", \"jira\"]\n");
    trial.file("jira.csv", "jira", Role::Tasks).task("Pay", |mut r| {
        r = r.key("PAY-1").dates(date(2026, 3, 2), date(2026, 3, 31));
        let at = r.record.facts.at;
        r.record.facts.percent = Some(Sourced::stated(0.4, at));
        r
    });
    trial
        .file("sheet.xlsx", "smartsheet", Role::Tasks)
        .task("Pay", |r| r.key("PAY-1").dates(date(2026, 3, 2), date(2026, 4, 15)));
    let out = trial.run();
    assert_eq!(out.portfolio.counts.tasks, 1);
    let task = &out.portfolio.tasks[0];
    assert_eq!(task.facts.finish.unwrap().value, date(2026, 4, 15));
    assert_eq!(task.facts.percent.unwrap().value, 0.4);
    assert_eq!(task.also_at.len(), 1);
    assert_eq!(out.portfolio.conflicts[0].difference, "15 calendar days");
    assert_eq!(&*out.portfolio.conflicts[0].why, "configured precedence");
}

#[test]
fn the_plainest_spelling_is_shown_and_namesakes_are_told_what_proves_them() {
    let mut trial = Trial::default();
    trial
        .file("a.csv", "asana", Role::Tasks)
        .task("1", |r| r.by("Dr. Ada Berg"))
        .task("2", |r| r.by("Dr. Ada Berg"))
        .task("3", |r| r.by("ada.berg"))
        .task("4", |r| r.by_mail("Tom Hill", "tom1@a.example"))
        .task("5", |r| r.by("Tom Hill"));
    trial
        .file("b.csv", "none", Role::Tasks)
        .task("6", |r| r.by("Ada Berg (Contractor)"))
        .task("7", |r| r.by("Ada Berg"))
        .task("8", |r| r.by_mail("Tom Hill", "tom1@a.example"));
    trial.file("c.csv", "plan", Role::Tasks).task("9", |r| r.by_mail("Tom Hill", "tom2@a.example"));
    let out = trial.run();
    let told: Vec<(&str, &str)> = out
        .portfolio
        .resources
        .iter()
        .map(|r| (&*r.name, r.spellings.iter().find(|(text, _)| *text == r.name).map_or("", |(_, why)| &**why)))
        .collect();
    let proved = "as written: the same e-mail address or account, and the bare name where a file knows one of them only";
    assert_eq!(told, [("Ada Berg", "as written"), ("Tom Hill", proved), ("Tom Hill", "as written")]);
}

#[test]
fn people_join_on_proof_and_homonyms_stay_apart() {
    let mut trial = Trial::default();
    trial
        .file("a.csv", "asana", Role::Tasks)
        .task("1", |r| r.by_mail("Jane Smith", "jane@a.example"))
        .task("2", |r| r.by_mail("J. Smith", "jane@a.example"))
        .task("3", |r| r.by_mail("", "bo.li@a.example"))
        .task("4", |r| r.by_mail("Tom Hill", "tom1@a.example"))
        .task("5", |r| r.by_mail("Tom Hill", "tom2@a.example"))
        .task("6", |r| r.by("TBC"));
    trial
        .file("b.csv", "none", Role::Tasks)
        .task("7", |r| r.by("Smith, Jane"))
        .task("8", |r| r.by("Bo Li"))
        .task("9", |r| r.by("DBA team"));
    let out = trial.run();
    let counts = out.portfolio.counts;
    let names: Vec<&str> = out.portfolio.resources.iter().map(|r| &*r.name).collect();
    assert_eq!(names, ["Bo Li", "bo.li@a.example", "DBA team", "Jane Smith", "Tom Hill", "Tom Hill"]);
    assert_eq!((counts.people, counts.unassigned), (5, 1));
    assert_eq!(out.portfolio.resources[2].kind, ResourceKind::Group);
    let proposed: Vec<(&str, &str)> = out.portfolio.proposals.iter().map(|p| (&*p.a.0, &*p.b.0)).collect();
    assert_eq!(proposed, [("Bo Li", "bo.li@a.example")]);
}

#[test]
fn configured_people_are_joined_and_leavers_leave() {
    let mut trial = Trial::configured(
        "[people]\nsame = [[\"Robert Stone\", \"Bob Stone\"]]\nnobody = [\"Somebody\"]\ngroups = [\"Night shift\"]\nleft = { \"Bob Stone\" = \"2026-02-27\" }\n",
    );
    trial
        .file("a.csv", "none", Role::Tasks)
        .task("1", |r| r.by("Bob Stone"))
        .task("2", |r| r.by("Robert Stone"))
        .task("3", |r| r.by("Somebody"))
        .task("4", |r| r.by("Night shift"));
    let out = trial.run();
    let names: Vec<(&str, ResourceKind)> = out.portfolio.resources.iter().map(|r| (&*r.name, r.kind)).collect();
    assert_eq!(names, [("Night shift", ResourceKind::Group), ("Robert Stone", ResourceKind::Person)]);
    assert_eq!(out.portfolio.resources[1].leaves.unwrap().value, date(2026, 2, 27));
    assert_eq!((out.portfolio.counts.people, out.portfolio.counts.unassigned), (1, 1));
}

#[test]
fn work_is_shared_among_assignees_and_headings_make_no_claim() {
    let mut trial = Trial::default();
    trial
        .file("a.csv", "none", Role::Tasks)
        .task("Phase", |r| r.key("1").by("Ann Lee").work(80.0))
        .task("Step", |r| r.key("2").under(RefKind::Key, "1").by("Ann Lee").by("Ben Ode").work(80.0))
        .task("Alone", |r| r.key("3").by("Ben Ode").work(16.0));
    let out = trial.run();
    let claims: Vec<(u32, f64, Basis)> =
        out.portfolio.allocations.iter().map(|a| (a.task.0, a.work.unwrap().value, a.work.unwrap().basis)).collect();
    let spread = Basis::Derived(Rule::WorkSpreadEvenly);
    assert_eq!(claims, [(1, 40.0, spread), (1, 40.0, spread), (2, 16.0, Basis::Stated)]);
    assert_eq!(out.portfolio.tasks[0].assignees.len(), 1);
}

#[test]
fn assignment_rows_find_leaves_of_repeated_names_and_weigh_progress() {
    let mut trial = Trial::default();
    trial
        .file("msp.xlsx", "ms-project", Role::Tasks)
        .task("Test", |r| r.number(1))
        .task("Test", |r| r.number(2).under(RefKind::Record, "0"));
    let sheet = trial.sheet("Assignment_Table", Role::Assignments);
    for (who, work, done) in [("Ann Lee", 56.0, 0.57), ("Ben Ode", 64.0, 0.63), ("Cy Poe", 48.0, 0.5)] {
        let at = sheet.cell(0);
        sheet.records.assignments.push(AssignmentRecord {
            task: Reference { kind: RefKind::Name, text: "Test".into(), at },
            who: person(who, None, at),
            work: Some(Sourced::stated(work, at)),
            units: Some(Sourced::stated(1.0, at)),
            percent: Some(Sourced::stated(done, at)),
            project: ProjectHint::default(),
        });
        sheet.record_rows += 1;
    }
    let out = trial.run();
    let leaf = &out.portfolio.tasks[1];
    assert_eq!((leaf.assignees.len(), out.portfolio.allocations.len()), (3, 3));
    let percent = leaf.facts.percent.unwrap();
    assert!((percent.value - (0.57 * 56.0 + 0.63 * 64.0 + 0.5 * 48.0) / 168.0).abs() < 1e-9);
    assert_eq!(percent.basis, Basis::Derived(Rule::PercentFromAssignments));
    assert_eq!((out.portfolio.counts.assignments, out.portfolio.counts.people, out.portfolio.counts.unassigned), (3, 3, 1));
}

#[test]
fn sprints_and_versions_are_milestones_but_no_records_of_work() {
    let mut trial = Trial::default();
    let sprint = |name: &'static str| {
        move |mut r: super::trial::Row| {
            let at = r.record.facts.at;
            r.record.belongs.sprints.push(Sourced::stated(name.into(), at));
            r.record.belongs.versions.push(Sourced::stated("R1".into(), at));
            r
        }
    };
    trial
        .file("jira.csv", "jira", Role::Tasks)
        .task("a", |r| sprint("Sprint 1")(r.key("PAY-1")))
        .task("b", |r| sprint("Sprint 1")(r.key("PAY-2")))
        .task("c", |r| sprint("Sprint 2")(r.key("PAY-3")));
    let out = trial.run();
    assert_eq!((out.portfolio.counts.tasks, out.portfolio.counts.milestones), (3, 3));
    let kinds: Vec<MilestoneKind> =
        out.portfolio.tasks.iter().filter(|t| t.facts.kind == TaskKind::Milestone).map(|t| t.facts.milestone).collect();
    assert_eq!(kinds, [MilestoneKind::Sprint, MilestoneKind::Sprint, MilestoneKind::Version]);
    assert!(out.portfolio.tasks.iter().all(|t| t.facts.milestone == MilestoneKind::Plan || t.facts.finish.is_none()));
}

#[test]
fn done_means_a_hundred_percent_and_says_why() {
    let mut trial = Trial::default();
    trial.file("a.csv", "none", Role::Tasks).task("x", |mut r| {
        let at = r.record.facts.at;
        r.record.facts.status =
            Some(Sourced::stated(StatusWord { word: "Fertig".into(), category: Some(StatusCategory::Done) }, at));
        r
    });
    let percent = trial.run().portfolio.tasks[0].facts.percent.unwrap();
    assert_eq!((percent.value, percent.basis), (1.0, Basis::Derived(Rule::PercentFromStatus)));
}

#[test]
fn a_benefit_finds_its_enablers_by_key_and_by_name() {
    let mut trial = Trial::default();
    trial
        .file("jira.csv", "jira", Role::Tasks)
        .task("Payments live", |r| r.key("PAY-1").project("PAY", "Payments"))
        .task("Operators, all shifts, trained", |r| r.key("PAY-2").project("PAY", "Payments"));
    let sheet = trial.file("benefits.csv", "none", Role::Benefits);
    for text in ["PAY-1; Operators, all shifts, trained", "PAY-1, PAY-9", "PAY-2 Operators"] {
        let at = sheet.cell(0);
        sheet.records.benefits.push(BenefitRecord { benefit: benefit(text, at), project: ProjectHint::default() });
        sheet.record_rows += 1;
    }
    let out = trial.run();
    let found: Vec<Vec<u32>> = out.portfolio.benefits.iter().map(|b| b.enabled_by.iter().map(|t| t.0).collect()).collect();
    assert_eq!(found, [vec![0, 1], vec![0], vec![1]]);
    assert_eq!(out.diagnostics.iter().filter(|d| d.check == "enabler-unknown").count(), 1);
}

fn benefit(enabler: &str, at: CellRef) -> Benefit {
    Benefit {
        name: Some(Sourced::stated("Faster".into(), at)),
        enabler: Some(Sourced::stated(enabler.into(), at)),
        ..Benefit::at(at)
    }
}

#[test]
fn the_order_of_extracts_changes_nothing() {
    let mut trial = Trial::default();
    trial
        .file("jira.csv", "jira", Role::Tasks)
        .task("a", |r| r.key("PAY-1").by("Ann Lee"))
        .task("b", |r| r.key("PAY-2").after(RefKind::Key, "PAY-1"));
    trial
        .file("Plan v1.xlsx", "none", Role::Tasks)
        .task("p", |r| r.key("1").after(RefKind::Key, "PAY-2"))
        .task("q", |r| r.key("2").by("Lee, Ann"));
    trial.file("Plan v2.xlsx", "none", Role::Tasks).task("p", |r| r.key("1")).task("q", |r| r.key("2").under(RefKind::Key, "1"));
    let straight = trial.run();
    let mut turned = trial.extracts.clone();
    turned.reverse();
    let back = trial.run_in_order(turned);
    assert_eq!(straight.portfolio, back.portfolio);
    let mut dispositions = back.dispositions.clone();
    dispositions.reverse();
    assert_eq!(straight.dispositions, dispositions);
    assert_eq!(straight.diagnostics, back.diagnostics);
}

#[test]
fn renaming_the_files_changes_only_the_order() {
    let build = |names: [&str; 2]| {
        let mut trial = Trial::default();
        for name in names {
            if name.contains("jira") {
                trial
                    .file(name, "jira", Role::Tasks)
                    .task("a", |r| r.key("PAY-1").project("PAY", "Pay").dates(date(2026, 1, 5), date(2026, 1, 6)));
            } else {
                trial
                    .file(name, "none", Role::Tasks)
                    .task("A", |r| r.key("PAY-1").project("", "Pay").dates(date(2026, 1, 5), date(2026, 1, 9)));
            }
        }
        let out = trial.run();
        let t = &out.portfolio.tasks[0];
        (out.portfolio.counts, t.facts.finish.unwrap().value, t.label().to_owned(), out.portfolio.conflicts.len())
    };
    assert_eq!(build(["jira.csv", "plan.csv"]), build(["a plan.csv", "b jira.csv"]));
}

#[test]
fn a_linked_view_makes_no_project_of_its_own() {
    let mut trial = Trial::default();
    trial.file("x.zip/Shore power 1d8846afb0cf48188ba80884465ee579_all.csv", "notion", Role::Tasks).task("a", |r| r.key("SP-1"));
    trial.file("x.zip/Weekly/Tasks 789eb3ea9e164e1887e5a0c6dba72441.csv", "notion", Role::Tasks).task("a", |r| r.key("SP-1"));
    let out = trial.run();
    assert_eq!(projects(&out), ["Shore power"]);
    assert_eq!(out.portfolio.projects[0].sources.len(), 2);
}

#[test]
fn an_open_pack_holds_no_word_of_a_restricted_project() {
    let mut trial = Trial::configured("[[project]]\nname = \"Project Lantern\"\naudience = \"restricted\"\n");
    trial
        .file("Lantern Plan v3.xlsx", "none", Role::Tasks)
        .titled("Project Lantern")
        .task("Sign the lease of quay nine", |r| r.key("LAN-17").by("Cara Quist").by("Ann Lee"));
    trial
        .file("Rail.csv", "none", Role::Tasks)
        .task("Lay track after Lantern", |r| r.after(RefKind::Key, "LAN-17").by("Ann Lee"));
    let out = trial.run();
    let open = super::redact(out.portfolio, trial.sources.clone(), out.diagnostics, &trial.settings);
    let all = format!("{:?} {:?} {:?}", open.portfolio, open.sources, open.findings);
    for word in ["Lantern", "lantern", "LAN-17", "lan-17", "lease", "Cara", "quist"] {
        assert!(!all.contains(word), "{word} in {all}");
    }
    assert!(all.contains("Ann Lee") && all.contains("Lay track after Restricted project 1"));
    assert_eq!(open.portfolio.dependencies.len(), 1);
    assert_eq!(open.files, [("Lantern Plan v3.xlsx".to_owned(), "restricted-1".to_owned())]);
}

#[test]
fn a_key_in_prose_is_said_and_not_linked() {
    let mut trial = Trial::default();
    let note = |mut r: super::trial::Row, text: &str| {
        let at = r.record.facts.at;
        r.record.facts.notes = Some(Sourced::stated(text.into(), at));
        r
    };
    trial
        .file("a.csv", "jira", Role::Tasks)
        .task("a", |r| note(r.key("TOS-1"), "Field list comes with RL-6."))
        .task("b", |r| note(r.key("TOS-2").after(RefKind::Key, "RL-6"), "after RL-6, like TOS-1"));
    trial.file("b.csv", "jira", Role::Tasks).task("c", |r| r.key("RL-6"));
    let out = trial.run();
    let said: Vec<&str> = out.diagnostics.iter().filter(|d| d.check == "key-in-prose").map(|d| d.message.as_str()).collect();
    assert_eq!(said, ["`TOS-1 a` speaks of `RL-6 c`, but no link ties the two"]);
    assert_eq!(out.portfolio.dependencies.len(), 1);
}

#[test]
fn a_return_of_a_later_year_goes_first() {
    use crate::import::extract::ProjectRecord;
    let mut trial = Trial::default();
    for (file, finish) in [("returns_2018.csv", date(2024, 1, 1)), ("returns_2019.csv", date(2025, 1, 1))] {
        let sheet = trial.file(file, "portfolio-return", Role::Tasks);
        let at = sheet.cell(0);
        sheet.records.projects.push(ProjectRecord {
            project: ProjectHint { key: None, name: Some(Sourced::stated("Army Basing".into(), at)) },
            at,
            program: Some(Sourced::stated("MOD".into(), at)),
            rag: None,
            manager: None,
            start: None,
            finish: Some(Sourced::stated(finish, at)),
            baseline_finish: None,
            budget: None,
            narrative: vec![Sourced::stated("On track.".into(), at)],
            narrative_date: None,
            custom: Vec::new(),
        });
        sheet.record_rows += 1;
    }
    let out = trial.run();
    assert_eq!((out.portfolio.counts.projects, out.portfolio.counts.tasks, out.portfolio.programs.len()), (1, 0, 1));
    assert_eq!(out.portfolio.projects[0].finish.unwrap().value, date(2025, 1, 1));
    assert_eq!(out.portfolio.conflicts[0].difference, "366 calendar days");
    assert_eq!(out.dispositions.iter().map(|d| d.merged).collect::<Vec<_>>(), [1, 0]);
    assert_eq!(super::span(&out.portfolio), Some((date(2025, 1, 1), date(2025, 1, 1))));
}

#[test]
fn capacity_is_hours_a_day_and_nothing_to_the_end_is_a_leaver() {
    use crate::import::extract::{CapacityRecord, CapacityUnit};
    let mut trial = Trial::default();
    trial.file("plan.csv", "none", Role::Tasks).task("a", |r| r.by("Piet van Dijk"));
    let sheet = trial.file("Capacity.csv", "none", Role::Capacity);
    for (from, to, hours) in [(date(2026, 1, 1), date(2026, 1, 31), 88.0), (date(2026, 2, 1), date(2026, 2, 28), 0.0)] {
        let at = sheet.cell(2);
        sheet.records.capacity.push(CapacityRecord {
            who: person("van Dijk, Piet", None, at),
            kind: None,
            role: None,
            team: Some(Sourced::stated("Track".into(), at)),
            from,
            to,
            amount: Sourced::stated(hours, at),
            unit: CapacityUnit::HoursInPeriod,
            measure: None,
        });
    }
    sheet.record_rows = 1;
    let out = trial.run();
    let piet = &out.portfolio.resources[0];
    assert_eq!((out.portfolio.resources.len(), &*piet.name), (1, "Piet van Dijk"));
    // January 2026 has 22 working days, Thursday the first included.
    assert_eq!(piet.capacity.iter().map(|w| w.hours_per_day).collect::<Vec<_>>(), [4.0, 0.0]);
    assert_eq!(piet.leaves.map(|d| d.value), Some(date(2026, 1, 31)));
    assert_eq!(piet.team.as_ref().map(|t| &*t.value), Some("Track"));
}

#[test]
fn a_bare_name_in_a_file_that_gives_its_address_parts_no_less_from_its_homonym() {
    let mut trial = Trial::default();
    trial
        .file("plan.csv", "none", Role::Tasks)
        .task("1", |r| r.by("Anna Berg"))
        .task("2", |r| r.by_mail("Anna Berg", "berg@a.example"));
    trial.file("other.csv", "none", Role::Tasks).task("3", |r| r.by_mail("Anna Berg", "berg@b.example"));
    trial.file("third.csv", "none", Role::Tasks).task("4", |r| r.by("Anna Berg"));
    let out = trial.run();
    let of = |name: &str| out.portfolio.tasks[named(&out, name).ix()].assignees[0].0;
    assert_eq!(of("1"), of("2"));
    assert_ne!(of("2"), of("3"));
    assert!(of("4") != of("2") && of("4") != of("3"), "the third file does not tell which of the two");
    assert_eq!(out.portfolio.proposals.len(), 2);
}
