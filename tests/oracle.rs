//! Answers that nobody here invented: the worked example, PSPLIB's critical-path lengths, Microsoft Project's slacks.
//!
//! The instances are read from the folder that `STEERPACK_SHARED` names (`oracles/` under it); without it each test prints
//! "not run". Their licences are unstated or CC BY 4.0 (MPSPLib; INSISOC), so they are not part of this repository.
#![allow(clippy::unwrap_used)]

use std::path::PathBuf;
use steerpack::analyze::clocks::Clocks;
use steerpack::analyze::cpm::{ANY_TIME, DAY, End, Job, Link, Wait, cpm};
use steerpack::model::Calendar;

fn shared(part: &str) -> Option<PathBuf> {
    let Some(root) = std::env::var_os("STEERPACK_SHARED") else {
        println!("not run: STEERPACK_SHARED is not set");
        return None;
    };
    Some(PathBuf::from(root).join("oracles").join(part))
}

fn files(part: &str, ending: &str) -> Vec<PathBuf> {
    let Some(folder) = shared(part) else { return Vec::new() };
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).filter(|f| f.to_string_lossy().ends_with(ending)).collect();
    files.sort();
    files
}

fn days(count: i32) -> i32 {
    count * DAY
}

/// The critical-path length in days of a PSPLIB instance, and the one that it states.
fn psplib(text: &str) -> (i32, i32) {
    let mut lines = text.lines();
    let mut stated = 0;
    let (mut jobs, mut links) = (Vec::new(), Vec::new());
    while let Some(line) = lines.next() {
        if line.contains("MPM-Time") {
            stated = lines.next().unwrap().split_whitespace().last().unwrap().parse().unwrap();
        } else if line.starts_with("jobnr.") && line.contains("#successors") {
            for line in lines.by_ref().take_while(|line| !line.starts_with('*')) {
                let numbers: Vec<u32> = line.split_whitespace().map(|n| n.parse().unwrap()).collect();
                links.extend(numbers[3..].iter().map(|&to| Link::finish_start(numbers[0] - 1, to - 1)));
            }
        } else if line.starts_with("jobnr.") && line.contains("duration") {
            lines.next();
            for line in lines.by_ref().take_while(|line| !line.starts_with('*')) {
                let duration: i32 = line.split_whitespace().nth(2).unwrap().parse().unwrap();
                jobs.push(Job { not_before: 0, ..Job::free(days(duration)) });
            }
        }
    }
    (cpm(&jobs, &links, &Clocks::one(&Calendar::default().working_days())).finish / DAY, stated)
}

#[test]
fn psplib_critical_path_lengths_are_met() {
    let mut met = 0;
    for set in ["psplib/j30", "psplib/j60"] {
        for file in files(set, ".sm") {
            let (computed, stated) = psplib(&std::fs::read_to_string(&file).unwrap());
            assert_eq!(computed, stated, "{}", file.display());
            met += 1;
        }
    }
    assert!(met == 0 || met == 960, "{met} instances");
}

const STALE: [&str; 3] = ["mp_j30_a20_nr3", "mp_j90_a20_nr5_AgentCopp2", "mp_j120_a5_nr5_AgentCopp5"];

#[test]
fn microsoft_projects_slack_and_critical_flag_are_met() {
    let (mut instances, mut tasks) = (0, 0);
    for file in files("mpsplib", ".tsv") {
        if STALE.contains(&file.file_stem().unwrap().to_str().unwrap()) {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
        let index: std::collections::BTreeMap<&str, u32> =
            rows.iter().filter(|row| row[0] == "T").zip(0..).map(|(row, ix)| (row[1], ix)).collect();
        let (mut jobs, mut links, mut stated) = (Vec::new(), Vec::new(), Vec::new());
        for row in &rows {
            if row[0] == "T" {
                let hours: f64 = row[4].parse().unwrap();
                jobs.push(Job { not_before: 0, ..Job::free((hours * 60.0) as i32) });
                let slack: f64 = row[9].parse().unwrap();
                stated.push((slack, row[10] == "true"));
            } else if row[0] == "L" {
                assert_eq!(row[3], "FS");
                let lag: f64 = row[4].trim_end_matches('d').parse().unwrap();
                let wait = Wait::Working((lag * f64::from(DAY)) as i32);
                links.push(Link { wait, ..Link::finish_start(index[row[1]], index[row[2]]) });
            }
        }
        let passes = cpm(&jobs, &links, &Clocks::one(&Calendar::default().working_days()));
        for (ix, (slack, critical)) in stated.iter().enumerate() {
            let float = passes.times[ix].late - passes.times[ix].early;
            assert_eq!(f64::from(float) / 60.0, *slack, "{} task {ix}", file.display());
            assert_eq!(float <= 0, *critical, "{} task {ix}", file.display());
            tasks += 1;
        }
        instances += 1;
    }
    println!("{instances} instances, {tasks} tasks");
}

#[test]
fn the_worked_example_is_met() {
    let calendar = Calendar::default().working_days();
    let base = calendar.position(jiff::civil::date(2026, 1, 5));
    let at = |month, day| days(calendar.position(jiff::civil::date(2026, month, day)));
    let job = |length| Job { not_before: days(base), ..Job::free(days(length)) };
    let mut jobs: Vec<Job> = [5, 3, 4, 2, 6, 1, 3, 2].map(job).to_vec();
    jobs[6].not_before = at(1, 14);
    let link = |from, to, leaves, enters, lag| Link { from, to, leaves, enters, wait: Wait::Working(days(lag)) };
    let links = [
        link(0, 1, End::Finish, End::Start, 2),
        link(0, 2, End::Start, End::Start, 1),
        link(1, 3, End::Finish, End::Finish, 1),
        link(2, 4, End::Start, End::Finish, 8),
        link(3, 5, End::Finish, End::Start, 0),
        link(4, 5, End::Finish, End::Start, -1),
        link(5, 7, End::Finish, End::Start, 0),
        link(6, 7, End::Finish, End::Start, 0),
    ];
    let passes = cpm(&jobs, &links, &Clocks::one(&calendar));
    let expected = [
        // early start, early finish, late start, late finish (days of January 2026), total float, free float
        (5, 9, 5, 9, 0, 0),
        (14, 16, 14, 16, 0, 0),
        (6, 9, 9, 14, 3, 0),
        (16, 19, 16, 19, 0, 0),
        (8, 15, 13, 20, 3, 3),
        (20, 20, 20, 20, 0, 0),
        (14, 16, 16, 20, 2, 2),
        (21, 22, 21, 22, 0, 0),
    ];
    for (ix, (early, early_finish, late, late_finish, total, free)) in expected.into_iter().enumerate() {
        let first = |tick: i32| calendar.day(tick.div_euclid(DAY)).day();
        let last = |tick: i32| calendar.day((tick + jobs[ix].duration - 1).div_euclid(DAY)).day();
        let dates = (
            first(passes.times[ix].early),
            last(passes.times[ix].early),
            first(passes.times[ix].late),
            last(passes.times[ix].late),
        );
        assert_eq!(dates, (early, early_finish, late, late_finish), "task {ix}");
        assert_eq!((passes.times[ix].late - passes.times[ix].early) / DAY, total, "task {ix}");
        assert_eq!(passes.times[ix].free / DAY, free, "task {ix}");
    }
    assert!(jobs.iter().all(|job| job.not_before != ANY_TIME));
}

/// `tests/mpxj/run.sh` makes the file that `STEERPACK_MPXJ` names.
#[test]
fn mpxjs_microsoft_scheduler_agrees_on_random_networks() {
    let Some(file) = std::env::var_os("STEERPACK_MPXJ") else {
        println!("not run: STEERPACK_MPXJ is not set");
        return;
    };
    let text = std::fs::read_to_string(file).unwrap();
    let calendar = Calendar::default().working_days();
    let base = days(calendar.position(jiff::civil::date(2026, 1, 5)));
    let networks: Vec<&str> = text.split("N\t").filter(|part| !part.is_empty()).collect();
    let (mut tasks, mut differing) = (0, std::collections::BTreeMap::<&str, usize>::new());
    for network in &networks {
        let rows: Vec<Vec<&str>> = network.lines().skip(1).map(|line| line.split('\t').collect()).collect();
        let (mut jobs, mut links, mut stated) = (Vec::new(), Vec::new(), Vec::new());
        for row in &rows {
            if row[0] == "T" {
                jobs.push(Job { not_before: base, ..Job::free((row[2].parse::<f64>().unwrap() * f64::from(DAY)) as i32) });
                stated.push(row.clone());
            } else {
                let (leaves, enters) = match row[3] {
                    "FINISH_START" => (End::Finish, End::Start),
                    "START_START" => (End::Start, End::Start),
                    "FINISH_FINISH" => (End::Finish, End::Finish),
                    _ => (End::Start, End::Finish),
                };
                let (from, to, lag): (u32, u32, i32) =
                    (row[1].parse().unwrap(), row[2].parse().unwrap(), row[4].parse().unwrap());
                links.push(Link { from, to, leaves, enters, wait: Wait::Working(days(lag)) });
            }
        }
        let passes = cpm(&jobs, &links, &Clocks::one(&calendar));
        for (ix, row) in stated.iter().enumerate() {
            let first = |tick: i32| calendar.day(tick.div_euclid(DAY)).to_string();
            let last = |tick: i32| calendar.day((tick + jobs[ix].duration - 1).div_euclid(DAY)).to_string();
            let date = |column: usize| row[column][..10].to_owned();
            let number = |column: usize| row[column].parse::<f64>().unwrap();
            let (early, late) = (passes.times[ix].early, passes.times[ix].late);
            let checks = [
                ("early start", first(early) == date(3)),
                ("early finish", last(early) == date(4)),
                ("late start", first(late) == date(5)),
                ("late finish", last(late) == date(6)),
                ("total float", f64::from(late - early) / f64::from(DAY) == number(7)),
                // MPXJ lets a slip go past the finish of the program; here free float never exceeds total float.
                ("free float", f64::from(passes.times[ix].free) / f64::from(DAY) == number(8).min(number(7))),
                ("critical", (late - early <= 0) == (row[9] == "true")),
            ];
            for (what, same) in checks {
                *differing.entry(what).or_default() += usize::from(!same);
            }
            tasks += 1;
        }
    }
    println!("{} networks, {tasks} tasks, differing: {differing:?}", networks.len());
    assert!(differing.values().all(|&count| count == 0), "{differing:?}");
}
