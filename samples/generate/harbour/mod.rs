//! Harbour Renewal: a port's terminal renewal in eighteen files, with the story that `samples/README.md` tells.

pub mod cloud;
pub mod facts;
pub mod jira;
pub mod office;
pub mod people;
pub mod plans;
pub mod program;
pub mod readme;
pub mod registers;
pub mod story;

use story::Story;

/// Name and bytes of every file, paths under `samples/`.
pub fn files() -> Vec<(String, Vec<u8>)> {
    let story = Story::read();
    let mut files: Vec<(String, Vec<u8>)> = [
        ("Jira TOS all fields.csv", jira::english(&story)),
        ("Jira ZOL alle Felder.csv", jira::german(&story)),
        ("Quay wall.xlsx", office::quay_wall(&story)),
        ("Ship-to-Shore Cranes.xlsx", office::cranes(&story)),
        ("Operator_readiness.csv", cloud::asana(&story)),
        ("Rail_link_1793600012.xlsx", office::rail(&story)),
        ("Export-7d1f0c52-83ab-4c0e-9a55-2b6f41d07e11.zip", cloud::notion(&story)),
        ("aha_list_features_261102081502.csv", cloud::aha(&story)),
        ("Plan v3.xlsx", office::lantern(&story, true)),
        ("Plan v3 FINAL (2).xlsx", office::lantern(&story, false)),
        ("~$Plan v3 FINAL (2).xlsx", office::lock()),
        ("Program plan.xlsx", program::plan(&story)),
        ("Capacity 2026-27.xlsx", registers::capacity()),
        ("Risk register.xlsx", registers::risks()),
        ("Benefits register.xlsx", registers::benefits(&story)),
        ("Decision log.xlsx", registers::decisions(&story)),
        ("Adjustments.xlsx", registers::adjustments()),
        ("steerpack.toml", facts::settings(&story).into_bytes()),
    ]
    .into_iter()
    .map(|(name, bytes)| (name.to_owned(), bytes))
    .collect();
    let turns = readme::turns(&story, &files.iter().cloned().collect());
    for (name, _) in &mut files {
        name.insert_str(0, "harbour/");
    }
    let facts = facts::expected(&story) + &readme::proofs(&turns);
    files.push(("harbour.expected.toml".to_owned(), facts.into_bytes()));
    files.push(("README.md".to_owned(), readme::readme(&turns).into_bytes()));
    files
}
