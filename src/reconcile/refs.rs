//! What a reference points at: in its own table first, then in the tables of its file, then across all files where key, id or
//! name is unique. A reference that fits two records is not guessed at.

use super::desk::{Desk, Fate};
use super::file_name::file_name;
use super::wording::{fold_key, fold_name, fold_project};
use crate::import::extract::{RefKind, Reference};
use crate::import::values::address;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// The answer to a look-up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Found {
    /// This record of the desk (before merging).
    One(u32),
    /// Several fit equally well.
    Many,
    /// None.
    Nothing,
}

/// Records by one word.
#[derive(Default)]
struct Chain(FxHashMap<String, Slot>);

/// Most words mean one record: only repeated ones have a list.
enum Slot {
    One([u32; 1]),
    Many(Vec<u32>),
}

impl Chain {
    /// Puts a record under a word; records come in ascending order.
    fn put(&mut self, word: String, at: u32) {
        match self.0.entry(word) {
            std::collections::hash_map::Entry::Vacant(v) => {
                v.insert(Slot::One([at]));
            }
            std::collections::hash_map::Entry::Occupied(mut o) => match o.get_mut() {
                Slot::Many(list) => list.push(at),
                slot @ Slot::One(_) => {
                    let mut list = slot.list().to_vec();
                    list.push(at);
                    *slot = Slot::Many(list);
                }
            },
        }
    }
    /// All records of a word, ascending.
    fn all(&self, word: &str) -> &[u32] {
        self.0.get(word).map_or(&[], Slot::list)
    }
}

impl Slot {
    fn list(&self) -> &[u32] {
        match self {
            Slot::One(one) => one,
            Slot::Many(list) => list,
        }
    }
}

#[derive(Default)]
struct SheetIndex {
    ids: OnceLock<Chain>,
    keys: OnceLock<Chain>,
    ordinals: OnceLock<FxHashMap<u32, u32>>,
    outlines: OnceLock<Chain>,
    names: OnceLock<Chain>,
}

/// Look-ups over the desk; each index is made when first asked for.
pub(super) struct Refs<'d, 'a> {
    desk: &'d Desk<'a>,
    sheets: Vec<SheetIndex>,
    none: SheetIndex,
    by_file: FxHashMap<u16, Vec<usize>>,
    keys: OnceLock<Chain>,
    names: OnceLock<Chain>,
    titles: OnceLock<Chain>,
    all_names: OnceLock<Chain>,
    files: OnceLock<FxHashMap<String, Vec<u16>>>,
    issues: OnceLock<Chain>,
}

impl<'d, 'a> Refs<'d, 'a> {
    /// Look-ups over what is on the desk now.
    pub(super) fn new(desk: &'d Desk<'a>) -> Refs<'d, 'a> {
        let mut by_file: FxHashMap<u16, Vec<usize>> = FxHashMap::default();
        for (ix, sheet) in desk.sheets.iter().enumerate() {
            if sheet.len > 0 {
                by_file.entry(sheet.source.file).or_default().push(ix);
            }
        }
        Refs {
            desk,
            sheets: desk.sheets.iter().map(|_| SheetIndex::default()).collect(),
            none: SheetIndex::default(),
            by_file,
            keys: OnceLock::new(),
            names: OnceLock::new(),
            titles: OnceLock::new(),
            all_names: OnceLock::new(),
            files: OnceLock::new(),
            issues: OnceLock::new(),
        }
    }

    /// What a reference on a record (or on a row of a sheet without records, `from` = `None`) points at.
    pub(super) fn find(&self, reference: &Reference, sheet: usize, from: Option<u32>) -> Found {
        let text = &*reference.text;
        if text.contains('#') || text.contains("://") || text.starts_with("GH-") {
            // what stands there word for word is meant before what its number means
            match self.issue(text, sheet, from) {
                Found::Nothing => {}
                found => return found,
            }
        }
        match reference.kind {
            RefKind::Record => self.record(text, sheet),
            RefKind::Id => self.keyed(text, sheet, true),
            RefKind::Key => self.keyed(text, sheet, false),
            RefKind::Ordinal => match self.ordinal(text, sheet) {
                Found::Nothing => self.keyed(text, sheet, false),
                found => found,
            },
            RefKind::Outline => match self.outline(text, sheet) {
                Found::Nothing if text.contains(char::is_alphabetic) => self.keyed(text, sheet, false),
                found => found,
            },
            RefKind::Name => self.name(text, sheet, from),
            RefKind::External => self.external(text),
            RefKind::Words => self.words(text, sheet),
        }
    }

    /// What a register of links names: as any reference by name, and by a name of any length, for nobody speaks in passing there.
    pub(super) fn named(&self, reference: &Reference, sheet: usize) -> Found {
        match self.find(reference, sheet, None) {
            Found::Nothing => self.only(self.all_names.get_or_init(|| self.every_name()).all(&fold_name(&reference.text))),
            found => found,
        }
    }

    fn record(&self, text: &str, sheet: usize) -> Found {
        let Some(sheet) = self.desk.sheets.get(sheet) else { return Found::Nothing };
        match text.parse::<u32>() {
            Ok(n) if n < sheet.len => Found::One(sheet.base.saturating_add(n)),
            _ => Found::Nothing,
        }
    }

    /// By key or id: own table, own file, everywhere.
    fn keyed(&self, text: &str, sheet: usize, id_first: bool) -> Found {
        let word = fold_key(text);
        if word.is_empty() {
            return Found::Nothing;
        }
        for sheet in self.near(sheet) {
            let (first, second) =
                if id_first { (self.ids(sheet), self.keys_of(sheet)) } else { (self.keys_of(sheet), self.ids(sheet)) };
            for chain in [first, second] {
                match self.only(chain.all(&word)) {
                    Found::Nothing => {}
                    found => return found,
                }
            }
        }
        let everywhere = self.keys.get_or_init(|| self.global_keys());
        if let found @ (Found::One(_) | Found::Many) = self.only(everywhere.all(&word)) {
            return found;
        }
        if address::is_address(text.trim()) {
            return self.addressed(text.trim(), everywhere);
        }
        // A key may stand before the name of what it means.
        match text.split_whitespace().next().filter(|first| first.len() < text.trim().len()) {
            Some(first) if super::wording::is_issue_key(first.trim_end_matches([':', ',', '–', '-'])) => {
                self.only(everywhere.all(&fold_key(first.trim_end_matches([':', ',', '–', '-']))))
            }
            _ => Found::Nothing,
        }
    }

    /// By the word of an address: a key, hash or long id means one record everywhere; a page may be known by its title only, and
    /// a number means something among the records of the tracker that the address is of.
    fn addressed(&self, address: &str, everywhere: &Chain) -> Found {
        let Some(word) = address::record(address).map(|w| fold_key(&w)) else { return Found::Nothing };
        if let found @ (Found::One(_) | Found::Many) = self.only(everywhere.all(&word)) {
            return found;
        }
        if let Some(title) = address::page_title(address).map(|t| fold_project(&t)) {
            return self.only(self.titles.get_or_init(|| self.page_titles()).all(&title));
        }
        let Some(family) = address::tracker(address) else { return Found::Nothing };
        let of_tracker = |s: &super::desk::Sheet| s.len > 0 && s.tracker.starts_with(family);
        let sheets = self.desk.sheets.iter().enumerate().filter(|(_, s)| of_tracker(s)).map(|(ix, _)| ix);
        let hits = sheets.flat_map(|s| [self.keys_of(s).all(&word), self.ids(s).all(&word)].concat());
        self.only(&hits.collect::<Vec<_>>())
    }

    /// By number within a repository: of the repository that is named, else of the record's own, else of the one of its table
    /// that has such an issue.
    fn issue(&self, text: &str, sheet: usize, from: Option<u32>) -> Found {
        let all = || self.issues.get_or_init(|| self.numbered_issues());
        if let Some(word) = address::numbered_issue(text) {
            return self.only(all().all(&word));
        }
        let Some(number) = address::issue_number(text) else { return Found::Nothing };
        let repository = |at: u32| {
            let side = self.desk.sides.get(at as usize)?;
            let issue = [&side.id, &side.key].into_iter().flatten().find_map(|word| address::numbered_issue(word))?;
            issue.rsplit_once('#').map(|(repository, _)| repository.to_owned())
        };
        let of_table = |sheet: usize| {
            let range = self.desk.sheets.get(sheet).map(super::desk::Sheet::range);
            range.into_iter().flatten().filter_map(repository).collect::<std::collections::BTreeSet<String>>()
        };
        let repositories = match from.and_then(repository) {
            Some(own) => std::collections::BTreeSet::from([own]),
            None => of_table(sheet),
        };
        let hits: Vec<u32> = repositories.iter().flat_map(|r| all().all(&format!("{r}#{number}")).iter().copied()).collect();
        self.only(&hits)
    }

    /// Words that name nothing in their own table: the name of one record of another, word for word.
    fn words(&self, text: &str, sheet: usize) -> Found {
        let word = fold_name(text);
        if word.is_empty() {
            return Found::Nothing;
        }
        for sheet in self.near(sheet) {
            match self.only(self.names_of(sheet).all(&word)) {
                Found::Nothing => {}
                found => return found,
            }
        }
        self.only(self.names.get_or_init(|| self.global_names()).all(&word))
    }

    fn ordinal(&self, text: &str, sheet: usize) -> Found {
        let Ok(n) = text.trim().parse::<u32>() else { return Found::Nothing };
        let mut hits = self.near(sheet).filter_map(|s| self.ordinals(s).get(&n).copied());
        match (hits.next(), self.desk.sheets.get(sheet).is_some_and(|s| s.len > 0)) {
            (Some(at), true) => Found::One(at),
            // From a sheet without records of its own (a list of links) the number must fit one table only.
            (Some(at), false) if hits.next().is_none() => Found::One(at),
            (Some(_), false) => Found::Many,
            (None, _) => Found::Nothing,
        }
    }

    fn outline(&self, text: &str, sheet: usize) -> Found {
        let word = fold_key(text.trim_end_matches('.'));
        for sheet in self.near(sheet) {
            match self.only(self.outlines(sheet).all(&word)) {
                Found::Nothing => {}
                found => return found,
            }
        }
        Found::Nothing
    }

    /// By name: a unique name wins irrespective of order, a repeated one means the nearest record before.
    fn name(&self, text: &str, sheet: usize, from: Option<u32>) -> Found {
        let word = fold_name(text);
        if word.is_empty() {
            return Found::Nothing;
        }
        for sheet in self.near(sheet) {
            let chain = self.names_of(sheet);
            match self.only(chain.all(&word)) {
                Found::Many => {
                    let all = chain.all(&word);
                    let before = from.and_then(|from| all.get(..all.partition_point(|&at| at < from))?.last().copied());
                    return before.map_or(Found::Many, Found::One);
                }
                Found::Nothing => {}
                found => return found,
            }
        }
        match self.keyed(text, sheet, false) {
            Found::Nothing => self.only(self.names.get_or_init(|| self.global_names()).all(&word)),
            found => found,
        }
    }

    /// `path\file.mpp\12`: the file by its name without extension, the record by its row number, key, id or outline number.
    fn external(&self, text: &str) -> Found {
        let Some((file, row)) = text.rsplit_once(['\\', '/']).filter(|(f, _)| !f.is_empty()) else { return Found::Nothing };
        let name = file.rsplit(['\\', '/']).next().unwrap_or(file).trim_matches(['<', '>']);
        let files = self.files.get_or_init(|| self.file_names());
        let wanted = file_name(name);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let hits = files
            .get(&fold_project(stem))
            .or_else(|| files.get(&wanted.family))
            .or_else(|| files.get(&fold_project(&wanted.subject)));
        let mut found = Found::Nothing;
        for &file in hits.into_iter().flatten() {
            for &sheet in self.by_file.get(&file).into_iter().flatten() {
                let hit = match self.ordinals_only(row, sheet) {
                    Found::Nothing => {
                        let word = fold_key(row);
                        let chains = [self.keys_of(sheet), self.ids(sheet), self.outlines(sheet)];
                        let hits = chains.into_iter().map(|chain| self.only(chain.all(&word)));
                        hits.into_iter().find(|hit| *hit != Found::Nothing).unwrap_or(Found::Nothing)
                    }
                    hit => hit,
                };
                match (hit, found) {
                    (Found::Nothing, _) => {}
                    (hit, Found::Nothing) => found = hit,
                    (Found::One(a), Found::One(b)) if self.desk.standing(a) == self.desk.standing(b) => {}
                    _ => return Found::Many,
                }
            }
        }
        found
    }

    fn ordinals_only(&self, text: &str, sheet: usize) -> Found {
        let n = text.trim().parse::<u32>().ok();
        n.and_then(|n| self.ordinals(sheet).get(&n).copied()).map_or(Found::Nothing, Found::One)
    }

    /// The own table, then the other tables of the file.
    fn near(&self, sheet: usize) -> impl Iterator<Item = usize> + '_ {
        let file = self.desk.sheets.get(sheet).map(|s| s.source.file);
        let own = self.desk.sheets.get(sheet).filter(|s| s.len > 0).map(|_| sheet);
        let others = file.and_then(|f| self.by_file.get(&f)).into_iter().flatten().copied().filter(move |&s| s != sheet);
        own.into_iter().chain(others)
    }

    /// The one record that stands for all of these, where it is one.
    fn only(&self, all: &[u32]) -> Found {
        let mut found = Found::Nothing;
        let mut standing = None;
        for &at in all {
            let Some(now) = self.desk.standing(at) else { continue };
            match standing {
                None => {
                    found = Found::One(at);
                    standing = Some(now);
                }
                Some(other) if other == now => {}
                Some(_) => return Found::Many,
            }
        }
        found
    }

    fn chain(&self, sheet: usize, word: impl Fn(&super::desk::Side) -> Option<String>) -> Chain {
        let mut chain = Chain::default();
        for at in self.desk.sheets.get(sheet).map(super::desk::Sheet::range).into_iter().flatten() {
            if let Some(word) = self.desk.sides.get(at as usize).and_then(&word) {
                chain.put(word, at);
            }
        }
        chain
    }

    fn index(&self, sheet: usize) -> &SheetIndex {
        self.sheets.get(sheet).unwrap_or(&self.none)
    }

    fn ids(&self, sheet: usize) -> &Chain {
        self.index(sheet).ids.get_or_init(|| self.chain(sheet, |s| s.id.as_deref().map(fold_key)))
    }

    fn keys_of(&self, sheet: usize) -> &Chain {
        self.index(sheet).keys.get_or_init(|| self.chain(sheet, |s| s.key.as_deref().map(fold_key)))
    }

    fn outlines(&self, sheet: usize) -> &Chain {
        let fold = |o: &str| fold_key(o.trim_end_matches('.'));
        self.index(sheet).outlines.get_or_init(|| self.chain(sheet, |s| s.outline.as_deref().map(fold)))
    }

    fn names_of(&self, sheet: usize) -> &Chain {
        self.index(sheet).names.get_or_init(|| self.chain(sheet, |s| s.name.as_deref().map(fold_name)))
    }

    fn ordinals(&self, sheet: usize) -> &FxHashMap<u32, u32> {
        self.index(sheet).ordinals.get_or_init(|| {
            let mut map = FxHashMap::default();
            for at in self.desk.sheets.get(sheet).map(super::desk::Sheet::range).into_iter().flatten() {
                if let Some(n) = self.desk.sides.get(at as usize).and_then(|s| s.ordinal) {
                    map.entry(n).or_insert(at);
                }
            }
            map
        })
    }

    /// Keys and ids of all records, stubs and rows merged away included. Row numbers mean nothing outside their file.
    fn global_keys(&self) -> Chain {
        let mut chain = Chain::default();
        for (at, side) in self.desk.sides.iter().enumerate() {
            let at = super::desk::position(at);
            let words: FxHashSet<String> = [&side.key, &side.id].into_iter().flatten().map(|w| fold_key(w)).collect();
            for word in words.into_iter().filter(|w| w.len() >= 9 || w.chars().any(char::is_alphabetic)) {
                chain.put(word, at);
            }
        }
        chain
    }

    /// Issues whose id is their address, by repository and number, with and without the owner of the repository.
    fn numbered_issues(&self) -> Chain {
        let mut chain = Chain::default();
        for (at, side) in (0u32..).zip(&self.desk.sides) {
            let words = [&side.id, &side.key].into_iter().flatten().filter(|word| word.contains("://"));
            let Some(word) = words.filter_map(|word| address::numbered_issue(word)).next() else { continue };
            if let Some((_, short)) = word.split_once('/') {
                chain.put(short.to_owned(), at);
            }
            chain.put(word, at);
        }
        chain
    }

    fn global_names(&self) -> Chain {
        let mut chain = Chain::default();
        for (at, side) in self.desk.sides.iter().enumerate().filter(|(_, s)| s.fate == Fate::Own) {
            // A single short word ("Testing") is no name that another file could mean by it.
            if let Some(name) = side.name.as_deref().filter(|n| n.contains(' ') || n.len() >= 12) {
                chain.put(fold_name(name), super::desk::position(at));
            }
        }
        chain
    }

    /// Titles of Notion's pages, as their addresses show them.
    fn page_titles(&self) -> Chain {
        let mut chain = Chain::default();
        let pages = self.desk.sheets.iter().filter(|s| s.tracker.starts_with("notion")).flat_map(super::desk::Sheet::range);
        for at in pages {
            if let Some(name) = self.desk.sides.get(at as usize).and_then(|s| s.name.as_deref()) {
                chain.put(fold_project(name), at);
            }
        }
        chain
    }

    fn every_name(&self) -> Chain {
        let mut chain = Chain::default();
        for (at, side) in self.desk.sides.iter().enumerate().filter(|(_, s)| s.fate == Fate::Own) {
            if let Some(name) = side.name.as_deref() {
                chain.put(fold_name(name), super::desk::position(at));
            }
        }
        chain
    }

    fn file_names(&self) -> FxHashMap<String, Vec<u16>> {
        let mut names: FxHashMap<String, Vec<u16>> = FxHashMap::default();
        let mut ids: Vec<u16> = self.by_file.keys().copied().collect();
        ids.sort_unstable();
        for id in ids {
            let path = self.desk.context.sources.files.get(usize::from(id)).map_or("", |f| f.name.as_str());
            let last = path.rsplit('/').next().unwrap_or(path);
            let parted = file_name(path);
            let stem = fold_project(last.rsplit_once('.').map_or(last, |(stem, _)| stem));
            let words: std::collections::BTreeSet<String> = [stem, parted.family, fold_project(&parted.subject)].into();
            for word in words.into_iter().filter(|w| !w.is_empty()) {
                names.entry(word).or_default().push(id);
            }
        }
        names
    }
}
