//! The page of one owner, ready to be mailed: what to mend, by file and by kind of finding, with place, what is wrong and what to do.
//!
//! The owner of a finding is whoever can mend its cell: who hands in the file, as the configuration expects it; else the manager of
//! the project it speaks of; else the owner of the risk, decision or benefit. What nobody is known for is one page of its own. An
//! open pack mails nothing that it withholds.

use super::{Brief, FindingCounts, Index, place_text};
use crate::diagnostic::{Diagnostic, Place, Subject};
use crate::model::ResourceKind;
use crate::model::names::normalise;
use crate::reconcile::file_slug;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use std::collections::BTreeMap;

/// Most owners that get a page.
const OWNERS: usize = 60;
/// Most findings on a page, and of one kind in one file.
const FINDINGS: usize = 150;
const OF_A_KIND: usize = 12;

/// Everything `owner.md.j2` may speak of.
#[derive(Serialize)]
pub struct OwnerPage {
    /// Name of the page's file.
    pub slug: String,
    name: Option<String>,
    email: Option<String>,
    program: String,
    as_of: Date,
    counts: FindingCounts,
    total: usize,
    files: Vec<FileRow>,
    /// Findings that the page has no room for.
    more: usize,
    /// Owners that have no page.
    owners_more: usize,
}

/// The findings in one file.
#[derive(Serialize)]
struct FileRow {
    file: String,
    kinds: Vec<KindRow>,
}

/// The findings of one check in one file.
#[derive(Serialize)]
struct KindRow {
    check: &'static str,
    title: &'static str,
    severity: &'static str,
    /// What to do, where it is the same for all of them.
    help: Option<String>,
    rows: Vec<Row>,
    more: usize,
}

#[derive(Serialize)]
struct Row {
    place: String,
    message: String,
    help: Option<String>,
}

/// An owner while findings are gathered: the name shown, the address, findings by position.
struct Owner {
    name: Option<String>,
    email: Option<String>,
    slug: String,
    findings: Vec<usize>,
}

/// The pages of all owners, in the order of their names; those whom nobody is known for last.
pub fn owners(brief: &Brief, index: &Index) -> Vec<OwnerPage> {
    let mut all = gathered(brief, index);
    let more = all.len().saturating_sub(OWNERS);
    if more > 0 {
        // those with the gravest and the most to mend
        let weight = |o: &Owner| {
            let worst = o.findings.iter().filter_map(|n| brief.findings.get(*n)).map(|f| f.severity).min();
            (worst, std::cmp::Reverse(o.findings.len()))
        };
        all.sort_by(|a, b| weight(a).cmp(&weight(b)).then_with(|| a.slug.cmp(&b.slug)));
        all.truncate(OWNERS);
        all.sort_by(|a, b| (a.name.is_none(), &a.slug).cmp(&(b.name.is_none(), &b.slug)));
    }
    all.into_iter().map(|owner| page(brief, owner, more)).collect()
}

fn gathered(brief: &Brief, index: &Index) -> Vec<Owner> {
    let p = brief.portfolio;
    let mut by_file: FxHashMap<&str, &str> = FxHashMap::default();
    for line in &brief.receipt.expected {
        if let Some(owner) = line.owner.as_deref().filter(|o| !o.trim().is_empty()) {
            for file in line.files.iter().chain(&line.carried) {
                by_file.entry(file.as_str()).or_insert(owner);
            }
        }
    }
    let of_file: Vec<Option<&str>> = brief.sources.files.iter().map(|f| by_file.get(f.name.as_str()).copied()).collect();
    let mut project_of: FxHashMap<usize, usize> = FxHashMap::default();
    for (project, list) in index.findings.iter().enumerate() {
        for n in list {
            project_of.entry(*n).or_insert(project);
        }
    }
    // people by name, where it is the name of one; and by address
    let mut people: FxHashMap<String, Option<usize>> = FxHashMap::default();
    for (ix, r) in p.resources.iter().enumerate().filter(|(_, r)| r.kind == ResourceKind::Person) {
        let mut words: Vec<String> = r.spellings.iter().map(|(s, _)| normalise(s).0).collect();
        words.push(normalise(&r.name).0);
        words.extend(r.email.as_ref().map(|m| m.value.to_lowercase()));
        let words: FxHashSet<String> = words.into_iter().collect();
        for word in words {
            people.entry(word).and_modify(|one| *one = None).or_insert(Some(ix));
        }
    }
    let mut owners: BTreeMap<(bool, String), Owner> = BTreeMap::new();
    for (n, finding) in brief.findings.iter().enumerate().filter(|(_, f)| !is_withheld(f)) {
        let file = match &finding.place {
            Place::Cell(at) => of_file.get(usize::from(at.source.file)).copied().flatten(),
            Place::Source(id) => of_file.get(usize::from(id.file)).copied().flatten(),
            Place::File(name) => by_file.get(&**name).copied(),
            Place::Run => None,
        };
        let manager = || {
            let project = p.projects.get(*project_of.get(&n)?)?;
            project.manager.as_ref().map(|m| &*m.value)
        };
        let owner = || match finding.subject {
            Subject::LogItem(i) => p.log.get(i as usize)?.owner.as_ref().map(|o| &*o.value),
            Subject::Benefit(b) => p.benefits.get(b as usize)?.owner.as_ref().map(|o| &*o.value),
            _ => None,
        };
        let named = file.or_else(manager).or_else(owner).map(str::trim).filter(|o| !o.is_empty());
        let known = named.and_then(|name| {
            let word = if name.contains('@') { name.to_lowercase() } else { normalise(name).0 };
            p.resources.get((*people.get(&word)?)?)
        });
        let word = match (known, named) {
            (Some(resource), _) => resource.stable_id.to_string(),
            (None, Some(name)) => normalise(name).0,
            (None, None) => String::new(),
        };
        let entry = owners.entry((named.is_none(), word)).or_insert_with(|| Owner {
            name: known.map(|r| r.name.to_string()).or_else(|| named.map(str::to_owned)),
            email: known.and_then(|r| r.email.as_ref()).map(|m| m.value.to_string()),
            slug: String::new(),
            findings: Vec::new(),
        });
        entry.findings.push(n);
    }
    let mut taken: FxHashSet<String> = FxHashSet::default();
    let mut all: Vec<Owner> = owners.into_values().collect();
    for owner in &mut all {
        let base = owner.name.as_deref().map_or_else(|| "nobody-known".to_owned(), file_slug);
        let base = if base.is_empty() { "owner".to_owned() } else { base };
        let mut slug = base.clone();
        let mut n = 1;
        while !taken.insert(slug.clone()) {
            n += 1;
            slug = format!("{base}-{n}");
        }
        owner.slug = slug;
    }
    all
}

/// Whether an open pack keeps the words of a finding back.
fn is_withheld(finding: &Diagnostic) -> bool {
    finding.message.starts_with("withheld:")
}

fn page(brief: &Brief, owner: Owner, owners_more: usize) -> OwnerPage {
    let of = |n: &usize| brief.findings.get(*n);
    let total = owner.findings.len();
    let mut shown: Vec<usize> = owner.findings.clone();
    shown.sort_by_key(|n| (of(n).map(|f| f.severity), *n));
    let counts = FindingCounts::new(owner.findings.iter().filter_map(of).map(|f| f.severity));
    let mut kinds: BTreeMap<(String, &'static str), Vec<usize>> = BTreeMap::new();
    for n in &shown {
        let Some(finding) = of(n) else { continue };
        kinds.entry((file_of(brief, &finding.place), finding.check)).or_default().push(*n);
    }
    // the gravest kinds first, whole files together
    let mut order: Vec<((String, &'static str), Vec<usize>)> = kinds.into_iter().collect();
    let worst = |list: &[usize]| list.first().and_then(of).map(|f| f.severity);
    order.sort_by(|a, b| (&a.0.0, worst(&a.1), a.0.1).cmp(&(&b.0.0, worst(&b.1), b.0.1)));
    let titles: FxHashMap<&str, &'static str> = crate::check::all().map(|c| (c.name, c.title)).collect();
    let mut files: Vec<FileRow> = Vec::new();
    let (mut room, mut listed) = (FINDINGS, 0);
    for ((file, check), list) in order {
        let take = list.len().min(OF_A_KIND).min(room);
        if take == 0 {
            continue;
        }
        room -= take;
        listed += list.len();
        let first = list.first().and_then(of);
        let same = list.iter().take(take).filter_map(of).all(|f| Some(&f.help) == first.map(|g| &g.help));
        let help = |f: &Diagnostic| Some(f.help.to_string()).filter(|h| !h.is_empty());
        let rows = list.iter().take(take).filter_map(of).map(|f| Row {
            place: place_of(brief, &f.place),
            message: f.message.clone(),
            help: if same { None } else { help(f) },
        });
        let kind = KindRow {
            check,
            title: titles.get(check).copied().unwrap_or(check),
            severity: first.map_or("", |f| f.severity.word()),
            help: first.filter(|_| same).and_then(help),
            rows: rows.collect(),
            more: list.len() - take,
        };
        match files.last_mut() {
            Some(last) if last.file == file => last.kinds.push(kind),
            _ => files.push(FileRow { file, kinds: vec![kind] }),
        }
    }
    OwnerPage {
        slug: owner.slug,
        name: owner.name,
        email: owner.email,
        program: brief.portfolio.name.to_string(),
        as_of: brief.portfolio.as_of,
        counts,
        total,
        files,
        more: total.saturating_sub(listed),
        owners_more,
    }
}

fn file_of(brief: &Brief, place: &Place) -> String {
    let name = |file: u16| brief.sources.files.get(usize::from(file)).map_or_else(String::new, |f| f.name.clone());
    match place {
        Place::Cell(at) => name(at.source.file),
        Place::Source(id) => name(id.file),
        Place::File(name) => name.to_string(),
        Place::Run => String::new(),
    }
}

fn place_of(brief: &Brief, place: &Place) -> String {
    match place {
        Place::Cell(at) => place_text(brief, *at),
        Place::Source(id) => brief.sources.source_text(*id),
        Place::File(name) => name.to_string(),
        Place::Run => String::new(),
    }
}
