//! People as they stand in cells: what is one name, several, a role, a group or nobody.

#![allow(clippy::unwrap_used)]
use super::*;
use crate::model::ResourceKind::{Group, Person, Role, System};
use proptest::prelude::*;

fn names_in(column: &[&str], separator: Option<char>, cell: &str) -> Vec<String> {
    ColumnPeople::decide(column.iter().copied(), separator)
        .split(cell)
        .into_iter()
        .map(|p| if p.name.is_empty() { p.email.or(p.account).unwrap() } else { p.name })
        .collect()
}
fn names(cell: &str) -> Vec<String> {
    names_in(&[cell], None, cell)
}

#[test]
fn the_separators_of_the_trackers_part_people() {
    assert_eq!(names("Ann Lee;Bob Ray"), ["Ann Lee", "Bob Ray"]);
    assert_eq!(names("Ann Lee, Bob Ray"), ["Ann Lee", "Bob Ray"]);
    assert_eq!(names("A + B + C"), ["A", "B", "C"]);
    assert_eq!(names("Ann Lee\nBob Ray"), ["Ann Lee", "Bob Ray"]);
    assert_eq!(names("[ann,bob]"), ["ann", "bob"]);
    assert_eq!(names("Ann Lee and Bob Ray"), ["Ann Lee", "Bob Ray"]);
    assert_eq!(names("Ann Lee & Bob Ray"), ["Ann Lee", "Bob Ray"]);
    assert_eq!(names(r#"["Jane Smith", "Bob Ray"]"#), ["Jane Smith", "Bob Ray"]);
    assert_eq!(names_in(&[], Some(','), "penny 🐧, Christina Lin"), ["penny 🐧", "Christina Lin"]);
    assert_eq!(names("Research and Development team"), ["Research and Development team"]);
}

#[test]
fn shares_beside_names_are_units() {
    let people = ColumnPeople::default().split("Jane[50%],Bob");
    assert_eq!(people.len(), 2);
    assert_eq!((people[0].name.as_str(), people[0].units), ("Jane", Some(0.5)));
    assert_eq!((people[1].name.as_str(), people[1].units), ("Bob", None));
    assert_eq!(ColumnPeople::default().split("Carpenters[200%]")[0].units, Some(2.0));
    assert_eq!(ColumnPeople::default().split("Ann Lee (50%)")[0].units, Some(0.5));
    let cement = &ColumnPeople::default().split("Cement[3 t]")[0];
    assert_eq!((cement.name.as_str(), cement.units), ("Cement", None));
    assert_eq!(ColumnPeople::default().split("Jane[12,5%],Bob")[0].units, Some(0.125));
}

#[test]
fn addresses_and_logins_are_kept_apart_from_names() {
    let fu = &ColumnPeople::default().split("Fu Chen <Fu@example.com>")[0];
    assert_eq!((fu.name.as_str(), fu.email.as_deref()), ("Fu Chen", Some("fu@example.com")));
    for cell in [r#""Vitalis, Marc <CORP\vitalim>""#, r"Vitalis, Marc <CORP\vitalim>"] {
        let people = ColumnPeople::decide([cell], None).split(cell);
        assert_eq!(people.len(), 1, "{cell}");
        assert_eq!((people[0].name.as_str(), people[0].account.as_deref()), ("Vitalis, Marc", Some(r"CORP\vitalim")), "{cell}");
    }
    let bare = &ColumnPeople::default().split("First.Last@Example.org")[0];
    assert_eq!((bare.name.as_str(), bare.email.as_deref()), ("", Some("first.last@example.org")));
    assert_eq!(names("Ann <a@x.org>, Bob <b@x.org>"), ["Ann", "Bob"]);
    assert_eq!(names("a@x.org, b@x.org"), ["a@x.org", "b@x.org"]);
    let lists = ColumnPeople::default()
        .split(r#"[{"id":7,"value":"x","title":"Ann Lee","email":"Ann@x.org","sip":"ann@x.org","picture":""}]"#);
    assert_eq!((lists[0].name.as_str(), lists[0].email.as_deref()), ("Ann Lee", Some("ann@x.org")));
}

#[test]
fn a_comma_is_decided_by_the_column() {
    // Three distinct cells, no word on both sides.
    let turned = ["Smith, Ann", "Jones, Bob", "Ray, Carl", "Smith, Ann"];
    assert_eq!(names_in(&turned, None, "Smith, Ann"), ["Smith, Ann"]);
    assert!(ColumnPeople::decide(turned, None).last_first);
    // `Bob` stands alone elsewhere.
    assert_eq!(names_in(&["Ann, Bob", "Bob"], None, "Ann, Bob"), ["Ann", "Bob"]);
    // `Bob` stands on both sides.
    assert_eq!(names_in(&["Ann, Bob", "Bob, Carl"], None, "Ann, Bob"), ["Ann", "Bob"]);
    // Three parts.
    assert_eq!(names_in(&["Ann, Bob, Carl"], None, "Ann, Bob, Carl"), ["Ann", "Bob", "Carl"]);
    // Semicolons part people, so commas are inside names.
    assert_eq!(names("Smith, Ann; Jones, Bob"), ["Smith, Ann", "Jones, Bob"]);
    // Nothing proves it: one name, and said so.
    let open = ColumnPeople::decide(["Smith, Ann"], None);
    assert!(open.ambiguous && !open.comma_splits);
    assert_eq!(names_in(&["Smith, Ann"], Some(';'), "Smith, Ann"), ["Smith, Ann"]);
}

#[test]
fn words_for_nobody_give_no_person() {
    for word in [
        "Unassigned",
        "TBC",
        "TBD",
        "N/A",
        "Non assigné",
        "Nicht zugewiesen",
        "Sin asignar",
        "Não atribuído",
        "Nieprzypisane",
        "None",
        "-",
        "?",
        "",
        "0",
        "- Не выбран -",
        "TBC (vendor)",
        "n.n.",
        "[Unassigned]",
        "Non assigné(e)",
    ] {
        assert_eq!(names(word), Vec::<String>::new(), "{word}");
    }
    assert_eq!(names("Ann Lee; TBC"), ["Ann Lee"]);
    assert_eq!(names("Nina None"), ["Nina None"]);
}

#[test]
fn groups_roles_and_systems_are_not_persons() {
    for (name, kind) in [
        ("DBA team", Group),
        ("Team Blue", Group),
        ("Finance", Group),
        ("All", Group),
        ("All hands", Group),
        ("Steering Board", Group),
        ("Équipe réseau", Group),
        ("Site engineer", Role),
        ("Team Lead", Role),
        ("Developer 2", Role),
        ("Project Manager", Role),
        ("Test environment 2", System),
        ("Crane 1", System),
        ("Anna Berg", Person),
        ("Anna Berg (IT)", Person),
        ("Board, Anna", Person),
        ("a.lead@x.org", Person),
        ("Alan", Person),
    ] {
        assert_eq!(kind_of(name), kind, "{name}");
    }
}

#[test]
fn drag_filled_names_are_suspected_and_numbered_roles_are_not() {
    let filled: Vec<String> = (1..=45).map(|n| format!("Name X {n}")).collect();
    assert_eq!(drag_filled(filled.iter().map(String::as_str)), [("Name X".to_owned(), 45)]);
    let roles: Vec<String> = (1..=9).map(|n| format!("Developer {n}")).collect();
    assert!(drag_filled(roles.iter().map(String::as_str)).is_empty());
    assert!(drag_filled(["Ann 1", "Ann 1", "Ann 1", "Ann 1", "Ann 1"]).is_empty());
}

#[test]
fn a_person_named_twice_is_given_once() {
    assert_eq!(names("Ann Lee; Ann Lee"), ["Ann Lee"]);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC*|[A-Za-z ,;<>()\\[\\]\"@.%&+0-9\\\\{}:]{0,60}") {
        let column = ColumnPeople::decide([text.as_str(), "Ann, Bob"], None);
        for p in column.split(&text) {
            prop_assert!(!p.name.is_empty() || p.email.is_some() || p.account.is_some());
        }
        let _ = (is_nobody(&text), kind_of(&text), drag_filled([text.as_str()]));
        let _ = ColumnPeople::decide([], Some(',')).split(&text);
    }
}
