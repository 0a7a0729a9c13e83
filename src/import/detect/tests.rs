//! Headers of every tracker and register, and what each row of them is told for.

use super::*;
use crate::read::{Cell, GridRow};

/// A sheet of texts; `|` parts the cells, numbers become numbers.
fn sheet(rows: &[&str]) -> Grid {
    let mut grid = Grid::default();
    for (n, row) in rows.iter().enumerate().filter(|(_, r)| !r.is_empty()) {
        let first = u32::try_from(grid.cells.len()).expect("few cells");
        for (col, text) in row.split('|').enumerate().filter(|(_, t)| !t.is_empty()) {
            let value = match text.parse::<f64>() {
                Ok(number) => Value::Number(number),
                Err(_) => Value::Text(grid.push_text(text)),
            };
            let col = u16::try_from(col).expect("few columns");
            grid.cells.push(Cell { col, indent: 0, fill: 0, value });
        }
        let end = u32::try_from(grid.cells.len()).expect("few cells");
        let row = u32::try_from(n).expect("few rows");
        grid.rows.push(GridRow { row, first, end, outline: 0, hidden: false, fields: 0 });
    }
    grid
}

fn found(rows: &[&str], sheet_name: &str) -> Vec<(String, Role, u32)> {
    let grid = sheet(rows);
    let profiles = Profiles::load(None).expect("the built-in profiles parse");
    tables(&grid, Names { file: "export.xlsx", sheet: sheet_name }, &profiles, None)
        .into_iter()
        .map(|f| (profiles.profile(f.id).name.clone(), profiles.table(f.id).role, grid.rows[f.header].row + 1))
        .collect()
}

#[test]
fn headers_of_every_tracker_are_told_by_their_words() {
    use Role::*;
    let headers: &[(&str, &str, Role)] = &[
        (
            "Issue Type|Issue key|Issue id|Summary|Assignee|Assignee Id|Reporter|Reporter Id|Priority|Status|Resolution|Created|Updated|Due date",
            "jira",
            Tasks,
        ),
        ("Summary|Issue key|Issue id|Issue Type|Status|Project key|Project name", "jira", Tasks),
        ("Type|Key|Summary|Status|Assignee|Due date|Priority|Labels", "jira", Tasks),
        ("Zusammenfassung|Vorgangsschlüssel|Vorgangs-ID|Vorgangstyp|Status|Projektschlüssel", "jira", Tasks),
        ("Resumen|Clave de incidencia|ID de la incidencia|Tipo de Incidencia|Estado|Clave del proyecto", "jira", Tasks),
        ("Résumé|Clé de ticket|ID de ticket|Type de ticket|État|Clé de projet", "jira", Tasks),
        ("Тема|Ключ проблемы|Идентификатор проблемы|Тип задачи|Статус|Ключ проекта", "jira", Tasks),
        ("Resumo|Chave da item|ID da item|Tipo de item|Status|Chave do projeto|Nome do projeto", "jira", Tasks),
        ("Podsumowanie|Klucz zgłoszenia|Id. zgłoszenia|Typ zgłoszenia|Status|Klucz projektu", "jira", Tasks),
        ("ID|Active|Task Mode|Name|Duration|Start|Finish|Predecessors|Outline Level|Notes", "msproject", Tasks),
        (
            "ID|Name|Initials|Type|Material Label|Group|Email Address|User Logon Account|Max Units|Standard Rate|Cost Per Use|Notes",
            "msproject",
            Resources,
        ),
        ("Task Name|Resource Name|% Work Complete|Work|Units", "msproject", Assignments),
        ("WBS|Task Name|Duration|Start|Finish|Predecessors|Resource Names", "msproject", Tasks),
        ("Task Name|Duration|Start|Finish|Predecessors|Assigned To|% Complete|Status|Comments", "smartsheet", Tasks),
        (
            "Activity ID|Activity Name |Planned Duration|Remaining Duration|Schedule % Complete|Start|Finish|Total Float|Critical|Predecessors|Successors",
            "p6",
            Tasks,
        ),
        (
            "Task ID|Task Name|Bucket Name|Progress|Priority|Assigned To|Created By|Created Date|Start date|Due date|Is Recurring|Late|Completed Date",
            "planner",
            Tasks,
        ),
        ("ID|Work Item Type|Title 1|Title 2|Assigned To|State|Tags", "azure-devops", Tasks),
        ("#|Tracker|Status|Priorität|Thema|Zugewiesen an|Beginn|Abgabedatum|% erledigt", "redmine", Tasks),
        ("Task ID|Created At|Completed At|Last Modified|Name|Assignee|Due Date|Tags|Notes|Projects|Parent Task", "asana", Tasks),
        ("Name|Subitems|Person|Status|Date|Files|Link|Item ID (auto generated)", "monday", Tasks),
        ("Item ID|Item Name|Content Type|User|Created At|Update Content|Likes Count", "monday", Comments),
        ("Feature reference #|Feature name|Feature type|Feature status|Feature assigned to|Feature start date", "aha", Tasks),
        (
            "Epic reference #|Epic name|Epic URL|Epic status|Epic product value score|Epic created date|Epic assigned to",
            "aha",
            Tasks,
        ),
        ("Master feature reference #|Master feature name|Master feature status|Workspace name", "aha", Tasks),
        (
            "Task ID|Task Custom ID|Task Name|Task Content|Status|Date Created|Due Date|Start Date|Parent ID|Assignees|List Name|Space Name",
            "clickup",
            Tasks,
        ),
        (
            "ID|Team|Title|Description|Status|Estimate|Priority|Project ID|Project|Creator|Assignee|Labels|Cycle Number|Cycle Name",
            "linear",
            Tasks,
        ),
        ("id|identifier|title|createdAt|updatedAt|priority|estimate|state_name|state_type|assignee_name", "linear", Tasks),
        ("Issue Id|Project|Tags|Summary|Reporter|Created|Updated|Resolved|Priority|Type|State|Assignee", "youtrack", Tasks),
        (
            "Key|Parent task|Title|Status|Priority|Assigned To|Start Date|Duration|End Date|Depends On|Start Date Constraint|Description",
            "wrike",
            Tasks,
        ),
        (
            "ID|Name|Begin date|End date|Duration|Completion|Coordinator|Predecessors|Outline number|Web Link|Resources|Notes",
            "ganttproject",
            Tasks,
        ),
        (
            "Card ID|Card Name|Card URL|Card Description|Labels|Members|Due Date|List ID|List Name|Board ID|Board Name|Archived",
            "trello",
            Tasks,
        ),
        ("Card Name|Board Name|List Name|List ID|Members|Labels|Card Created Date", "trello", Tasks),
        (
            "WBS #|Name / Title|Type|Start Date|End Date|Estimated Hours|Actual Hours|Percent Complete|Resources|Predecessors",
            "teamgantt",
            Tasks,
        ),
        ("Title|URL|Assignees|Status", "github-projects", Tasks),
        (
            "id|name|type|requester|owners|description|is_completed|created_at|state|epic|is_blocked|is_a_blocker",
            "shortcut",
            Tasks,
        ),
        (
            "Task ID|Task list|Milestone|Task name|Task description|Due date|Status|Assigned to|Board column|Tags",
            "teamwork",
            Tasks,
        ),
        // the benchmark's generated files
        (
            "Task ID|WBS|Task Name|Project|Workstream|Status|Priority|Owner|Sponsor|Start|Finish|Baseline Start|Baseline Finish|% Complete|Budget|Actual Cost|Effort (h)|Risk Score|Predecessors|Comments",
            "plan",
            Tasks,
        ),
    ];
    for (header, tracker, role) in headers {
        let got = found(&[header, "x|y|z|a|b|c|d"], "Sheet1");
        assert_eq!(got, vec![((*tracker).to_owned(), *role, 1)], "{header}");
    }
}

#[test]
fn registers_kept_by_hand_are_told_by_their_words() {
    use Role::*;
    let headers: &[(&str, Role)] = &[
        ("ID|Risk|Probability|Impact|Owner|Status", Risks),
        (
            "ID #|Risk Description/ Impact|Impact (High/Med/Low)|Likelihood (High/Med/Low)|Risk Rating|Mitigation Strategy|Risk Owner",
            Risks,
        ),
        (
            "No.|Description of Potential Risk|Description of Potential Impact|Likelihood (1-5)|Impact (1-5)|Controls (1-3)|Risk Score|Potential Responses|Owner",
            Risks,
        ),
        ("Rank|Cause|Event|Effect|Probability|Impact|EV|Strategy|Owner", Risks),
        (
            "Risk ID|Category|Description|Likelihood|Severity|Mitigation Plan|Contingency Plan|Date Raised|Closure Date|Status",
            Risks,
        ),
        ("RAID Category|Description|Impact|Mitigation|Owner|Priority|RPN (for risks)|Status", Risks),
        ("Id|Description of Issue|Type|Priority|Severity|Raised by|Actionee|Date for Resolution|Status", Issues),
        ("ID|Issue|Impact|Action Taken|Owner|Date Raised|Date Resolved|Status", Issues),
        ("ID|Assumption Description|Validation Method|Owner|Status", Assumptions),
        (
            "ID|Decision Field|Decision|Description of decision and impact|Source|Owner|Stakeholders|Importance|Urgency|Status|Decision Date|Due Date|Record of decision made",
            Decisions,
        ),
        ("ID|Decision|Options|Recommendation|Decision maker|Decision Date|Status", Decisions),
        (
            "Change ID|Description of Change|Requester|Change Approver(s)|Approval Status|Implementation Status|Approval Date",
            Changes,
        ),
        ("Action ID|Action|Owner|Due Date|Status|Completion Date", Actions),
        ("ID|Benefit|Owner|Measure|Baseline|Target|Target date|Enabling milestone|Status", Benefits),
        ("Name|Role|Team|Jan 2026|Feb 2026|Mar 2026|Apr 2026", Capacity),
        ("Name|Department|Project|Role|Com Plan", Stakeholders),
        ("ID|Milestone|Predecessor|Effort (weeks)|Owner|Status", Milestones),
        ("ID|Lesson Learned|Category|Recommendation|Owner|Date", Comments),
        ("ID|Giving project|Receiving project|Deliverable|Promised date|Needed date|Status", Assumptions),
        ("Name|From|To|Leave Type", Capacity),
        ("Date|Employee|Project|Task|Hours", Lookup),
        ("Name|Role|E-mail|Team", Resources),
        ("Project|Project Manager|Start|Finish|RAG|Budget|Comment", Tasks),
        ("Step Id|Name|TPM|SDM|SDE|Business", Stakeholders),
        ("Work package|Estimated Cost|Actual Cost|Forecast Cost", Budget),
    ];
    for (header, role) in headers {
        let got = found(&["A register", "", header, "x|y|z|a|b|c|d"], "Sheet1");
        assert_eq!(got.iter().map(|(_, r, row)| (*r, *row)).collect::<Vec<_>>(), vec![(*role, 3)], "{header}");
    }
}

#[test]
fn what_is_no_list_of_tasks_is_not_taken_for_one() {
    let of = |file: &str, rows: &[&str]| {
        let mut grid = sheet(rows);
        if file.ends_with(".html") {
            grid.hints.push(("format", "html".to_owned()));
        }
        let profiles = Profiles::load(None).expect("the built-in profiles parse");
        let found = tables(&grid, Names { file, sheet: "" }, &profiles, None);
        found.first().map(|f| (profiles.profile(f.id).name.clone(), profiles.table(f.id).role))
    };
    let page = "Team members 2498779374c4803c9879ea442c11d45b.csv";
    assert_eq!(of(page, &["Name|Team|Working on", "Ann|Sales|Shop (Shop%20249.md)"]), None, "a Notion database of people");
    let areas = ["Name|Type|Archive|Resources|Notes|Projects", "Streaming|Resource|No|Setup (Setup%20249.md)"];
    assert_eq!(of(page, &areas), None, "a Notion database of areas, and no row of it is a header");
    let tasks = "Tasks 249c7e7ecbd281be874af38d9ced3f5b.csv";
    let found = of(tasks, &["Name|Status|Project|Due", "Paint|To Do|Hall (x/Hall%20249.md)|May 2, 2026"]);
    assert_eq!(found, Some(("notion".to_owned(), Role::Tasks)));
    let log = ["Issue Key|Issue summary|Hours|Work date|Username|Issue Type|Project Key", "PAY-2|Card form|2|x|ann|Story|PAY"];
    assert_eq!(of("jira.csv", &log), Some(("jira".to_owned(), Role::Lookup)), "a timesheet of Jira");
    let printed = ["[POR-20] Icons", "Status:|To do", "Project:|Shop", "Component/s:|None"];
    assert_eq!(of("jira.html", &printed), None, "Jira's printed page of one issue");
    let issues = ["Issue key|Summary|Issue Type|Time Spent|Created", "PAY-2|Card form|Story|7200|x"];
    assert_eq!(of("jira.csv", &issues), Some(("jira".to_owned(), Role::Tasks)), "issues with time spent stay issues");
    let list = ["Project Name|Assignee|Notes|Project Status|Release Date", "Tower 2|Ann|x|Live|x"];
    assert_eq!(of("notion_export.csv", &list), Some(("portfolio-return".to_owned(), Role::Tasks)), "a list of projects");
    let ranges = ["Name|Assign|Date|Tag", "Part A|Kim|October 8, 2026 → October 29, 2026|Prep"];
    assert_eq!(of("plan.csv", &ranges), Some(("notion".to_owned(), Role::Tasks)), "Notion's ranges");
}

#[test]
fn a_tracker_that_is_named_still_gives_its_likeliest_table() {
    let profiles = Profiles::load(None).expect("the built-in profiles parse");
    let rule = SourceRule { tracker: Some("register".to_owned()), ..SourceRule::default() };
    for (header, role) in [
        ("Project|Budget|Actual|Forecast|Currency", Role::Budget),
        ("ID|Decision|Project|Owner|Status|Due", Role::Decisions),
        ("ID|Risk|Project|Probability|Impact", Role::Risks),
    ] {
        let grid = sheet(&[header, "a|1|2|3|EUR"]);
        let found = tables(&grid, Names { file: "List.csv", sheet: "" }, &profiles, Some(&rule));
        assert_eq!(found.first().map(|f| profiles.table(f.id).role), Some(role), "{header}");
    }
}

#[test]
fn several_tables_of_a_sheet_are_cut_at_their_headers() {
    let rows = [
        "Id|Risk|Probability|Impact|Strategy",
        "1|Flood|High|Low|Wait",
        "",
        "",
        "Issues",
        "ID|Issue|Owner|Status|Date Raised",
        "1|Crane|Ann|Open|x",
    ];
    let got = found(&rows, "Log");
    assert_eq!(got.iter().map(|(_, r, row)| (*r, *row)).collect::<Vec<_>>(), vec![(Role::Risks, 1), (Role::Issues, 6)]);
}

#[test]
fn data_rows_that_use_a_headers_words_begin_no_table() {
    let rows = ["Task|Type|Status|Start|End", "Milestone|Milestone|Done|a|b", "Risk|Owner|Status|a|b"];
    assert_eq!(found(&rows, "Plan").len(), 1);
}

#[test]
fn a_list_of_attachments_is_no_table_and_a_register_of_documents_is_no_list_of_attachments() {
    let told = |rows: &[&str], name: &str| evidence::attachments(&sheet(rows), Names { file: "Page.html", sheet: name });
    assert!(told(&["File|Modified", "Plan.pdf|Feb 02, 2026 by Kari Moe"], "Table 2").is_some());
    assert!(told(&["Dateiname|Größe|Geändert am|Ersteller", "Plan.pdf|12|02.02.2026|Anja Roth"], "Anhänge").is_some());
    assert!(told(&["Name|Size|Creator|Creation Date|Comment", "Plan.pdf|12|Kari Moe||"], "Attachments").is_some());
    assert_eq!(told(&["File name|Owner|Status|Due date", "Plan.pdf|Kari Moe|Open|2026-02-02"], "Documents"), None);
    assert_eq!(told(&["Name|Created|Comment", "Dig|2026-02-02|late"], "Tasks"), None);
}

#[test]
fn lists_of_microsoft_project_are_told_in_other_languages() {
    for (header, role) in [
        ("Nom_de_la_tâche|Nom_de_la_ressource|Travail|Unités|%_travail_achevé", Role::Assignments),
        ("Nombre de tarea|Nombre del recurso|% trabajo completado|Trabajo|Unidades", Role::Assignments),
        ("N°|Nom|Type|Capacité_max|Groupe", Role::Resources),
        ("Id|Nombre|Iniciales|Tipo|Grupo|Capacidad máxima|Tasa estándar", Role::Resources),
    ] {
        let name = if role == Role::Resources { "Resource_Table1" } else { "Assignment_Table1" };
        assert_eq!(found(&[header, "1|a|b|c|d"], name), [("msproject".to_owned(), role, 1)], "{header}");
    }
}

#[test]
fn a_plan_that_came_without_its_header_is_told_so() {
    let profiles = Profiles::load(None).expect("the built-in profiles parse");
    let said = |rows: &[&str]| evidence::nothing(&sheet(rows), Names { file: "plan.csv", sheet: "" }, &profiles).1;
    let plan = ["Dig|5 days|Mon 3/2/26|Fri 3/6/26||Jane Doe", "Pour|3 days|Mon 3/9/26|Wed 3/11/26|1|Bob Ray"];
    assert!(said(&plan).starts_with("the first row is a record already"), "{}", said(&plan));
    let headed = ["Posten|Betrag|Gebucht|Wert", "Miete|12|02.03.2026|03.03.2026", "Strom|5|04.03.2026|05.03.2026"];
    assert!(said(&headed).starts_with("no row names fields"), "{}", said(&headed));
}

#[test]
fn the_name_of_a_sheet_tells_its_log_before_the_name_of_the_file() {
    let rows = ["ID|Description|Owner|Status", "X1|No driver|Kari Moe|Open"];
    let profiles = Profiles::load(None).expect("the built-in profiles parse");
    for (name, role) in [
        ("Issues", Role::Issues),
        ("Assumptions", Role::Assumptions),
        ("Risks", Role::Risks),
        ("RAID", Role::Risks),
        ("Sheet1", Role::Risks),
    ] {
        let found = tables(&sheet(&rows), Names { file: "RAID log.xlsx", sheet: name }, &profiles, None);
        assert_eq!(found.iter().map(|f| profiles.table(f.id).role).collect::<Vec<_>>(), [role], "{name}");
    }
}
