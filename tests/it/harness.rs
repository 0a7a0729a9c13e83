//! What the tests of the whole program share: a folder of invented exports, and running the built program on it.

use assert_cmd::Command;
use std::path::Path;
use tempfile::TempDir;

/// The built program.
pub fn steerpack() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_steerpack"));
    command.env("NO_COLOR", "1");
    command
}

/// A folder of the repository.
pub fn repository(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A small Jira export: an epic, two stories that block one another in a row, an unassigned bug.
pub const JIRA: &str = "\
Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Assignee,Assignee Id,Due date,Custom field (Start date),Created,Parent,Outward issue link (Blocks),Inward issue link (Blocks)
Payments,PAY-1,1001,Epic,In Progress,PAY,Payments,,,30/Apr/26 12:00 AM,02/Feb/26 12:00 AM,22/Dec/25 2:38 PM,,,
Card form,PAY-2,1002,Story,Done,PAY,Payments,Ada Moreno,acc-1,13/Feb/26 12:00 AM,02/Feb/26 12:00 AM,22/Dec/25 2:38 PM,1001,PAY-3,
Settlement,PAY-3,1003,Story,In Progress,PAY,Payments,Ben Okafor,acc-2,27/Mar/26 12:00 AM,16/Feb/26 12:00 AM,22/Dec/25 2:38 PM,1001,,PAY-2
Rounding,PAY-4,1004,Bug,To Do,PAY,Payments,,,,,22/Dec/25 2:38 PM,1001,,
";

/// A temporary folder with the given files.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("the folder can be made");
        std::fs::write(path, text).expect("the file can be written");
    }
    dir
}

/// The files under a folder by relative name, sorted, with their bytes.
pub fn files(root: &Path) -> Vec<(String, Vec<u8>)> {
    fn walk(root: &Path, folder: &Path, into: &mut Vec<(String, Vec<u8>)>) {
        for entry in std::fs::read_dir(folder).expect("the folder is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(root, &path, into);
            } else {
                let name = path.strip_prefix(root).expect("under root").to_string_lossy().replace('\\', "/");
                into.push((name, std::fs::read(&path).expect("the file can be read")));
            }
        }
    }
    let mut all = Vec::new();
    walk(root, root, &mut all);
    all.sort();
    all
}
