//! The Markdown summaries: contexts worked out in [`context`], words in `templates/`, the door to both in [`templates`].

pub mod context;
pub mod markdown;
pub mod templates;

pub use templates::Templates;

use super::Brief;
use crate::error::Result;
use crate::model::Audience;
use rayon::prelude::*;

/// The summaries as (path relative to the output folder, Markdown): `summary/program.md`, `summary/projects/<slug>.md`,
/// `summary/owners/<slug>.md`.
///
/// # Errors
/// A template that asks for a value that is not there, with template and line.
pub fn summaries(brief: &Brief, templates: &Templates) -> Result<Vec<(String, String)>> {
    let index = context::Index::new(brief);
    let mut pages = vec![("summary/program.md".to_owned(), templates.render("program.md.j2", &context::program(brief, &index))?)];
    let projects: Vec<usize> = (0..brief.portfolio.projects.len())
        .filter(|&p| brief.restricted || brief.portfolio.projects.get(p).is_some_and(|x| x.audience == Audience::Open))
        .collect();
    let rest: Vec<Result<(String, String)>> = projects
        .into_par_iter()
        .map(|p| {
            let view = context::project(brief, &index, p);
            Ok((format!("summary/projects/{}.md", view.slug), templates.render("project.md.j2", &view)?))
        })
        .collect();
    for page in rest {
        pages.push(page?);
    }
    let owners: Vec<Result<(String, String)>> = context::owners(brief, &index)
        .into_par_iter()
        .map(|view| Ok((format!("summary/owners/{}.md", view.slug), templates.render("owner.md.j2", &view)?)))
        .collect();
    for page in owners {
        pages.push(page?);
    }
    Ok(pages)
}
