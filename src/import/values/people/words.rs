//! Words that are no person: nobody, groups, roles, systems.

use crate::import::values::text::{Absent, absent, fold};
use crate::import::values::words::Words;
use crate::model::ResourceKind::{self, Group, Person, Role, System};
use crate::model::names::{normalise, parts};
use std::sync::LazyLock;

static NOBODY: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(&[
        (
            (),
            "unassigned|not assigned|no assignee|unallocated|unowned|no owner|nobody|no one|noone|vacant|vacancy|to be assigned|to be hired",
        ),
        (
            (),
            "to be recruited|to be named|to be nominated|tbn|new hire|open position|automatic|not chosen|select|please select|choose an item",
        ),
        (
            (),
            "nicht zugewiesen|nicht zugeordnet|niemand|vakant|n.n.|n n|nn|zu benennen|noch zu benennen|keine zuordnung|keine angabe|nicht besetzt",
        ),
        ((), "non assigné|non assignée|non affecté|non attribué|personne|pas assigné|à désigner|à nommer|non assigné(e)"),
        ((), "sin asignar|no asignado|no asignada|nadie|por asignar|sin responsable"),
        ((), "não atribuído|não atribuída|não designado|sem responsável|ninguém|a designar|não atribuido"),
        ((), "nieprzypisane|nieprzypisany|nieprzydzielone|nikt|nie przypisano|bez przypisania|nieprzypisana"),
        ((), "не назначен|не назначено|не назначена|никто|без исполнителя|нет исполнителя"),
        (
            (),
            "niet toegewezen|niemand toegewezen|non assegnato|non assegnata|nessuno|ej tilldelad|ikke tildelt|ingen|chưa giao|chưa phân công",
        ),
    ])
});

/// A word for nobody: `Unassigned`, `TBC`, `Nicht zugewiesen`, `-`, `0`.
pub fn is_nobody(text: &str) -> bool {
    if text.len() > 80 {
        return false;
    }
    if absent(text).is_some() || text.trim() == "0" {
        return true;
    }
    let folded = fold(text);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != ')');
    if NOBODY.get_folded(&folded).is_some() || NOBODY.get_folded(bare).is_some() || absent(bare).is_some() {
        return true;
    }
    // `TBC (vendor)`, `TBD - new hire`
    let end = bare.find(|c: char| !c.is_alphanumeric()).unwrap_or(bare.len());
    let (head, rest) = bare.split_at_checked(end).unwrap_or((bare, ""));
    let marked = rest.trim_start().starts_with(['(', '-', '/', ',']);
    marked && (absent(head) == Some(Absent::Unknown) || NOBODY.get_folded(head).is_some()) && head.len() >= 3
}

static ANYWHERE: LazyLock<Words<ResourceKind>> = LazyLock::new(|| {
    Words::new(&[
        (
            Group,
            "team|teams|group|groups|dept|department|departments|squad|board|committee|everyone|everybody|office|unit|division|crew",
        ),
        (
            Group,
            "vendor|vendors|supplier|suppliers|contractors|staff|users|stakeholders|helpdesk|desk|workstream|taskforce|panel|council",
        ),
        (Group, "members|leads|managers|engineers|developers|testers|analysts|subcontractor|consortium|pmo|ltd|inc|gmbh|llc|plc"),
        (
            Group,
            "gruppe|abteilung|gremium|büro|mannschaft|lenkungskreis|lieferant|équipe|equipe|groupe|département|fournisseur|comité|equipo",
        ),
        (
            Group,
            "grupo|departamento|proveedor|fornecedor|zespół|dział|grupa|komitet|dostawca|команда|отдел|группа|подрядчик|afdeling|leverancier",
        ),
        (Group, "squadra|gruppo|nhóm|đội|phòng|avdelning|avdeling"),
    ])
});

static WHOLE: LazyLock<Words<ResourceKind>> = LazyLock::new(|| {
    Words::new(&[
        (
            Group,
            "all|alle|tous|todos|wszyscy|все|iedereen|tutti|alla|hr|it|qa|ops|devops|finance|legal|procurement|marketing|sales|operations",
        ),
        (
            Group,
            "engineering|support|security|communications|comms|facilities|logistics|client|customer|business|management|it support",
        ),
        (
            Group,
            "infrastructure|networks|human resources|quality assurance|purchasing|accounting|einkauf|vertrieb|personal|achats|compras|third party",
        ),
        (Role, "dba|pm|ba|sme|cfo|cto|ceo|cio|coo|ciso|dpo|sro|qs|po|scrum master|product owner|tech lead"),
    ])
});

/// Last words of a name that is a role or a system.
static LAST: LazyLock<Words<ResourceKind>> = LazyLock::new(|| {
    Words::new(&[
        (
            Role,
            "manager|lead|engineer|developer|architect|analyst|designer|tester|director|officer|sponsor|owner|coordinator|consultant",
        ),
        (
            Role,
            "administrator|admin|specialist|planner|supervisor|technician|operator|dba|pm|ba|sme|buyer|electrician|welder|foreman|surveyor",
        ),
        (
            Role,
            "inspector|estimator|controller|accountant|auditor|trainer|programmer|expert|advisor|assistant|leader|contractor|executive",
        ),
        (
            Role,
            "leiter|leiterin|ingenieur|ingenieurin|entwickler|entwicklerin|architekt|berater|planer|bauleiter|projektleiter|elektriker",
        ),
        (
            Role,
            "ingénieur|développeur|architecte|analyste|gestionnaire|responsable|ingeniero|ingeniera|desarrollador|arquitecto|analista|gerente",
        ),
        (
            Role,
            "engenheiro|desenvolvedor|coordenador|kierownik|inżynier|programista|analityk|tester|руководитель|инженер|разработчик|аналитик",
        ),
        (Role, "тестировщик|архитектор|projectleider|ontwikkelaar|ontwerper"),
        (
            System,
            "environment|environments|env|server|servers|cluster|lab|laboratory|room|rig|sandbox|crane|excavator|vessel|testbed",
        ),
        (
            System,
            "umgebung|testumgebung|testsystem|raum|kran|environnement|serveur|salle|grue|entorno|servidor|sala|grúa|ambiente|środowisko|serwer",
        ),
        (System, "среда|сервер|стенд|кран|omgeving|kraan"),
    ])
});

/// Person, role, group or system, from the words of a name (`DBA team` is a group). Brackets and trailing numbers do not count.
pub fn kind_of(name: &str) -> ResourceKind {
    if name.len() > 120 || name.contains('@') {
        return Person;
    }
    let outside = name.split(['(', '[']).next().unwrap_or(name);
    let folded = fold(outside);
    if let Some(kind) = WHOLE.get_folded(&folded) {
        return kind;
    }
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).collect();
    // `Smith, Lead` is a person with a remark, `Board, Anna` one of that name.
    if folded.contains(',') {
        return Person;
    }
    if words.len() >= 2 && matches!(words.first(), Some(&("all" | "alle" | "tous" | "todos" | "все"))) {
        return Group;
    }
    let last = words.iter().rev().find(|w| !w.bytes().all(|b| b.is_ascii_digit()));
    // The head noun stands last in most of these languages, first in the others.
    let head = last.and_then(|w| LAST.get_folded(w));
    if let Some(kind) = words.iter().find_map(|w| ANYWHERE.get_folded(w)) {
        // `Team Lead` is one role, not a team.
        return if head == Some(Role) { Role } else { kind };
    }
    head.or_else(|| words.first().and_then(|w| LAST.get_folded(w))).unwrap_or(Person)
}

/// The name for comparison: titles and remarks off, `Last, First` turned round, case and accents away.
pub fn name_word(name: &str) -> String {
    let parted = parts(name);
    // `DBA team` has no family name to turn round.
    if parted.family.is_empty() || kind_of(name) != ResourceKind::Person {
        return normalise(name).0;
    }
    let mut word = parted.given.join(" ");
    if !word.is_empty() {
        word.push(' ');
    }
    word.push_str(&parted.family);
    word
}

/// Names that look drag-filled in a spreadsheet: `Name X 1`, `Name X 2` … five or more numbers behind one name of a person. Gives each stem
/// with how many numbers it has, in the order of first appearance.
pub fn drag_filled<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<(String, usize)> {
    let mut stems: Vec<(String, std::collections::BTreeSet<u32>)> = Vec::new();
    let mut places = rustc_hash::FxHashMap::default();
    for name in names {
        let name = name.trim();
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let Some(Ok(number)) = name.get(stem.len()..).filter(|n| !n.is_empty() && n.len() <= 5).map(str::parse::<u32>) else {
            continue;
        };
        let stem = stem.trim_end();
        if stem.is_empty() || !stem.ends_with(char::is_alphabetic) {
            continue;
        }
        let place = *places.entry(stem).or_insert_with(|| {
            stems.push((stem.to_owned(), std::collections::BTreeSet::new()));
            stems.len() - 1
        });
        if let Some((_, numbers)) = stems.get_mut(place) {
            numbers.insert(number);
        }
    }
    stems.retain(|(stem, numbers)| numbers.len() >= 5 && kind_of(stem) == Person);
    stems.into_iter().map(|(stem, numbers)| (stem, numbers.len())).collect()
}
