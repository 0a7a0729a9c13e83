//! The profiles of all trackers together: which tables and fields a header may mean, exactly, by pattern, without its accents, run
//! together as scripts write it, or by a vocabulary that a table borrows.

use super::{BUILTIN, Profile, TableProfile};
use crate::config::strict;
use crate::error::{Error, Result};
use crate::model::{Field, Role};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A table of a profile by position.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct TableId {
    /// Position in [`Profiles::list`].
    pub profile: u16,
    /// Position in [`Profile::tables`].
    pub table: u16,
}

/// The profiles of all trackers, built in and the user's own.
#[derive(Clone, Debug, Default)]
pub struct Profiles {
    /// In the order of [`BUILTIN`], the user's own first.
    pub list: Vec<Profile>,
    /// Folded header → tables and fields it may mean.
    index: FxHashMap<String, Vec<(TableId, Field)>>,
    /// Headers with `*`, by table.
    patterns: BTreeMap<TableId, Vec<(String, Field)>>,
    /// Table → the tables that borrow its vocabulary.
    borrowers: BTreeMap<TableId, Vec<TableId>>,
    /// Table → the table whose vocabulary it borrows.
    lender: BTreeMap<TableId, TableId>,
}

impl Profiles {
    /// The built-in profiles and those of a folder, which win over built-in ones of the same name.
    ///
    /// # Errors
    /// A profile that cannot be parsed, with its line and near matches of unknown keys.
    pub fn load(folder: Option<&Path>) -> Result<Profiles> {
        let mut list = Vec::new();
        if let Some(folder) = folder {
            let unreadable =
                |path: &Path, e: std::io::Error| Error::Config { path: path.to_owned(), line: None, message: e.to_string() };
            let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
                .map_err(|e| {
                    let what = format!("{e}; name a folder that holds your profiles (.toml), or leave `--profiles` out");
                    unreadable(folder, std::io::Error::new(e.kind(), what))
                })?
                .filter_map(|entry| entry.ok().map(|e| e.path()))
                .filter(|p| p.extension().is_some_and(|x| x == "toml"))
                .collect();
            paths.sort();
            for path in paths {
                let bytes = strict::bytes_inside(folder, &path, "profile", strict::BYTES)?;
                let text = String::from_utf8(bytes).map_err(|e| unreadable(&path, std::io::Error::other(e)))?;
                list.push(Profile::parse(text.trim_start_matches('\u{feff}'), &path)?);
            }
        }
        let builtin: Vec<Profile> = BUILTIN
            .par_iter()
            .map(|(name, text)| Profile::parse(text, Path::new(&format!("{name}.toml"))))
            .collect::<Result<_>>()?;
        for profile in builtin {
            if !list.iter().any(|p: &Profile| p.name == profile.name) {
                list.push(profile);
            }
        }
        Ok(Self::of(list))
    }

    /// Profiles with their index.
    pub fn of(list: Vec<Profile>) -> Profiles {
        let mut profiles = Profiles { list, ..Profiles::default() };
        for (p, profile) in profiles.list.iter().enumerate() {
            for (t, table) in profile.tables.iter().enumerate() {
                let id = TableId { profile: u16::try_from(p).unwrap_or(u16::MAX), table: u16::try_from(t).unwrap_or(u16::MAX) };
                for (&field, words) in &table.columns {
                    for word in words {
                        if word.contains('*') {
                            profiles.patterns.entry(id).or_default().push((word.clone(), field));
                        } else {
                            profiles.index.entry(word.clone()).or_default().push((id, field));
                        }
                    }
                }
            }
        }
        profiles.add_bare();
        profiles.index_run_together();
        let ids: Vec<TableId> = profiles.tables().map(|(id, ..)| id).collect();
        for id in ids {
            if let Some(lender) = profiles.lender_of(id) {
                profiles.lender.insert(id, lender);
                profiles.borrowers.entry(lender).or_default().push(id);
            }
        }
        profiles
    }

    /// Headers of tables kept by hand as people type them without their accents: `poczatek`, `duracion`. Short ones might be
    /// words of another language.
    fn add_bare(&mut self) {
        let mut bare: Vec<(String, TableId, Field)> = Vec::new();
        let mut seen: FxHashSet<(String, TableId)> = FxHashSet::default();
        for (id, _, table) in self.tables().filter(|(_, p, _)| !p.is_specific()) {
            for (&field, words) in &table.columns {
                for word in words.iter().filter(|w| !w.is_ascii() && !w.contains('*')) {
                    let plain = unaccented(word);
                    let known = self.meanings(&plain).iter().any(|(t, _)| *t == id);
                    if plain.is_ascii() && plain.len() >= 5 && !known && seen.insert((plain.clone(), id)) {
                        bare.push((plain, id, field));
                    }
                }
            }
        }
        for (word, id, field) in bare {
            self.index.entry(word).or_default().push((id, field));
        }
    }

    /// Headers of several words as scripts write them, run together: `Issuekey`, `createdAt`, `DueDate`. What a table names so itself
    /// stays what it is there.
    fn index_run_together(&mut self) {
        let mut more: Vec<(String, TableId, Field)> = Vec::new();
        for (header, meanings) in &self.index {
            let Some(joined) = run_together(header) else { continue };
            let known = self.index.get(&joined).map_or(&[] as &[_], Vec::as_slice);
            let free = meanings.iter().filter(|(id, _)| !known.iter().any(|(other, _)| other == id));
            more.extend(free.map(|(id, field)| (joined.clone(), *id, *field)));
        }
        more.sort();
        for (header, id, field) in more {
            let meanings = self.index.entry(header).or_default();
            if !meanings.iter().any(|(other, _)| *other == id) {
                meanings.push((id, field));
            }
        }
    }

    /// Every table with its id.
    pub fn tables(&self) -> impl Iterator<Item = (TableId, &Profile, &TableProfile)> {
        self.list.iter().enumerate().flat_map(|(p, profile)| {
            profile.tables.iter().enumerate().map(move |(t, table)| {
                (
                    TableId { profile: u16::try_from(p).unwrap_or(u16::MAX), table: u16::try_from(t).unwrap_or(u16::MAX) },
                    profile,
                    table,
                )
            })
        })
    }
    /// The profile of a table.
    pub fn profile(&self, id: TableId) -> &Profile {
        &self.list[usize::from(id.profile)]
    }
    /// A table.
    pub fn table(&self, id: TableId) -> &TableProfile {
        &self.profile(id).tables[usize::from(id.table)]
    }
    /// What a folded header may mean, exact words only.
    pub fn meanings(&self, folded: &str) -> &[(TableId, Field)] {
        self.index.get(folded).map_or(&[], Vec::as_slice)
    }
    /// The field of a folded header in one table: exact, by pattern, then by the table's vocabulary.
    pub fn field(&self, id: TableId, folded: &str) -> Option<Field> {
        let exact = |id: TableId| self.meanings(folded).iter().find(|(t, _)| *t == id).map(|(_, f)| *f);
        exact(id)
            .or_else(|| {
                let patterns = self.patterns.get(&id)?;
                patterns.iter().find(|(p, _)| glob(p, folded)).map(|(_, f)| *f)
            })
            .or_else(|| self.field(*self.lender.get(&id)?, folded))
    }
    /// Where a header stands among the synonyms of a field, the table's own before those it borrows.
    pub fn rank(&self, id: TableId, field: Field, folded: &str) -> usize {
        let own = self.table(id).columns.get(&field).and_then(|words| words.iter().position(|w| w == folded));
        let lent = || self.lender.get(&id).map(|lender| 1_000 + self.rank(*lender, field, folded).min(usize::MAX / 2));
        own.or_else(lent).unwrap_or(usize::MAX / 2)
    }
    /// The tables that borrow a table's vocabulary.
    pub fn borrowers(&self, id: TableId) -> &[TableId] {
        self.borrowers.get(&id).map_or(&[], Vec::as_slice)
    }
    fn lender_of(&self, id: TableId) -> Option<TableId> {
        let table = self.table(id);
        let generic = table.vocabulary.as_deref()?;
        let (generic, role) = generic.split_once(':').map_or((generic, Some(table.role)), |(p, r)| (p, Role::from_word(r)));
        let (other, ..) = self.tables().find(|(_, p, t)| p.name == generic && Some(t.role) == role)?;
        (other != id).then_some(other)
    }
    /// A profile by name.
    pub fn by_name(&self, name: &str) -> Option<&Profile> {
        self.list.iter().find(|p| p.name == name)
    }
}

/// A folded word without its accents.
fn unaccented(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            'ø' => out.push('o'),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            c => out.push(c),
        }
    }
    out
}

/// Letters a header of several words must have to be known when it is run together.
const RUN_TOGETHER: usize = 6;

/// A header of several words as a script writes it, where enough letters are left.
pub fn run_together(header: &str) -> Option<String> {
    let joined = header.contains(' ').then(|| header.replace(' ', ""))?;
    (joined.len() >= RUN_TOGETHER && joined.is_ascii()).then_some(joined)
}

/// Whether a header is another one, also where its words are run together.
pub fn same_header(written: &str, header: &str) -> bool {
    written == header || run_together(header).is_some_and(|joined| joined == written)
}

/// Whether `text` fits a pattern in which `*` stands for any text, also none.
pub fn glob(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.len() >= last.len() && rest.ends_with(last)
}
