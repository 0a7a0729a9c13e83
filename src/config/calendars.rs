//! `[calendar]` and `[calendars.NAME]`: who works when. The first is the program's and holds wherever no other is named.

use crate::model::{Calendar, DayTimes};
use crate::source::Text;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Words of the days of a week.
pub const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The working calendar of the program.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct CalendarSettings {
    /// Days worked: `mon` … `sun`.
    pub working_days: Vec<String>,
    /// Days off.
    #[schemars(with = "BTreeSet<String>")]
    pub holidays: BTreeSet<Date>,
    /// Hours of a working day: what one day of a duration stands for.
    pub hours_per_day: f64,
    /// Weekdays of other hours: `fri = 4` for a half day, `mon = 16` for two shifts, `sat = "06:00-14:00"` for named times.
    pub hours: BTreeMap<String, Hours>,
    /// Single days of other hours: `"2026-12-24" = 4`; 0 is a day off, hours on a day off make it a working day.
    #[schemars(with = "BTreeMap<String, Hours>")]
    pub exceptions: BTreeMap<Date, Hours>,
}

/// A calendar by name. What is left out is as in a plain week: Monday to Friday, whole days, no holidays (the program's are not
/// taken over).
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct CalendarRule {
    /// Days worked: `mon` … `sun`; Monday to Friday where left out.
    pub working_days: Option<Vec<String>>,
    /// Days off.
    #[schemars(with = "BTreeSet<String>")]
    pub holidays: BTreeSet<Date>,
    /// Hours that one day of a duration stands for, and of a working day; the program's where left out.
    pub hours_per_day: Option<f64>,
    /// Weekdays of other hours: `fri = 4` for a half day, `mon = 16` for two shifts, `sat = "06:00-14:00"` for named times.
    pub hours: BTreeMap<String, Hours>,
    /// Single days of other hours: `"2026-12-24" = 4`; 0 is a day off, hours on a day off make it a working day.
    #[schemars(with = "BTreeMap<String, Hours>")]
    pub exceptions: BTreeMap<Date, Hours>,
    /// Names or keys of the projects whose work follows it.
    pub projects: Vec<String>,
    /// Names or e-mail addresses of the people, roles, groups and systems that follow it.
    pub people: Vec<String>,
}

/// Hours of a day: a number, or times of day.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum Hours {
    /// So many hours.
    Number(f64),
    /// `08:00-12:00, 13:00-17:00`; over midnight both parts count to this day.
    Times(String),
}

impl Hours {
    /// The times; `None` where they cannot be read.
    pub fn times(&self) -> Option<DayTimes> {
        match self {
            Hours::Number(hours) => (0.0..=24.0).contains(hours).then(|| DayTimes::of_hours(*hours)),
            Hours::Times(text) => DayTimes::read(text),
        }
    }

    /// As written.
    fn text(&self) -> String {
        match self {
            Hours::Number(hours) => hours.to_string(),
            Hours::Times(text) => text.clone(),
        }
    }
}

impl Default for CalendarSettings {
    fn default() -> Self {
        CalendarSettings {
            working_days: DAYS[..5].iter().map(|day| (*day).to_owned()).collect(),
            holidays: BTreeSet::new(),
            hours_per_day: 8.0,
            hours: BTreeMap::new(),
            exceptions: BTreeMap::new(),
        }
    }
}

impl CalendarSettings {
    /// The calendar as the model holds it. Words and hours are checked when the configuration is loaded.
    pub fn calendar(&self) -> Calendar {
        calendar(&self.working_days, &self.holidays, self.hours_per_day, &self.hours, &self.exceptions)
    }

    /// What cannot be meant; `None` where all can.
    pub(super) fn fault(&self) -> Option<String> {
        fault("calendar", &self.working_days, self.hours_per_day, &self.hours, &self.exceptions)
    }
}

impl CalendarRule {
    /// The calendar as the model holds it.
    pub fn calendar(&self, name: &str, program: &CalendarSettings) -> Calendar {
        let plain = CalendarSettings::default().working_days;
        let days = self.working_days.as_ref().unwrap_or(&plain);
        let hours = self.hours_per_day.unwrap_or(program.hours_per_day);
        Calendar { name: Text::from(name), ..calendar(days, &self.holidays, hours, &self.hours, &self.exceptions) }
    }

    /// Whether it says nothing of days and hours: then it only assigns a calendar that a sheet defines.
    pub fn only_assigns(&self) -> bool {
        *self == CalendarRule { projects: self.projects.clone(), people: self.people.clone(), ..CalendarRule::default() }
    }

    /// What cannot be meant; `None` where all can.
    pub(super) fn fault(&self, name: &str) -> Option<String> {
        let plain = CalendarSettings::default().working_days;
        let days = self.working_days.as_ref().unwrap_or(&plain);
        if name.trim().is_empty() {
            return Some("a calendar under `calendars` has no name".to_owned());
        }
        fault(&format!("calendars.{name}"), days, self.hours_per_day.unwrap_or(8.0), &self.hours, &self.exceptions)
    }
}

fn calendar(
    working_days: &[String],
    holidays: &BTreeSet<Date>,
    hours_per_day: f64,
    hours: &BTreeMap<String, Hours>,
    exceptions: &BTreeMap<Date, Hours>,
) -> Calendar {
    let week = DAYS.map(|name| working_days.iter().any(|day| day.eq_ignore_ascii_case(name)));
    let mut calendar = Calendar::of_days(week, holidays.iter().copied(), hours_per_day);
    for (day, of) in hours {
        let ix = DAYS.iter().position(|name| day.eq_ignore_ascii_case(name));
        if let (Some(slot), Some(times)) = (ix.and_then(|ix| calendar.week.get_mut(ix)), of.times()) {
            *slot = times;
        }
    }
    calendar.exceptions.extend(exceptions.iter().filter_map(|(day, of)| Some((*day, of.times()?))));
    calendar
}

fn fault(
    place: &str,
    working_days: &[String],
    hours_per_day: f64,
    hours: &BTreeMap<String, Hours>,
    exceptions: &BTreeMap<Date, Hours>,
) -> Option<String> {
    let known = |day: &str| DAYS.iter().any(|name| day.eq_ignore_ascii_case(name));
    if let Some(day) = working_days.iter().find(|day| !known(day)) {
        return Some(format!("{place}.working-days: `{day}` is no day; write {}", DAYS.join(", ")));
    }
    if let Some(day) = hours.keys().find(|day| !known(day)) {
        return Some(format!("{place}.hours: `{day}` is no day; write {}", DAYS.join(", ")));
    }
    let wrong = "is neither hours of a day (0 to 24) nor times such as `08:00-12:00, 13:00-17:00`";
    if let Some((day, of)) = hours.iter().find(|(_, of)| of.times().is_none()) {
        return Some(format!("{place}.hours: `{day} = {}` {wrong}", of.text()));
    }
    if let Some((day, of)) = exceptions.iter().find(|(_, of)| of.times().is_none()) {
        return Some(format!("{place}.exceptions: `{day} = {}` {wrong}", of.text()));
    }
    if working_days.is_empty() && hours.values().all(|of| of.times().is_none_or(|times| times.is_off())) {
        return Some(format!("{place}.working-days is empty: at least one day must be worked"));
    }
    if !(hours_per_day > 0.0 && hours_per_day <= 24.0) {
        return Some(format!("{place}.hours-per-day is {hours_per_day}: it must be above 0 and at most 24"));
    }
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::config::Settings;
    use jiff::civil::date;

    fn read(text: &str) -> Settings {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn calendars_are_read_beside_the_programs_own() {
        let settings = read(
            "[calendar]\nholidays = [\"2026-04-03\"]\nhours-per-day = 7.5\nhours = { fri = 4 }\n\
             [calendars.\"Norway\"]\nholidays = [\"2026-05-17\"]\nprojects = [\"Cranes\"]\n\
             [calendars.Yard]\nworking-days = [\"mon\", \"tue\", \"wed\", \"thu\"]\nhours-per-day = 8\n\
             hours = { sat = \"06:00-14:00\", mon = 16 }\nexceptions = { \"2026-12-24\" = 4 }\npeople = [\"Ola Berg\"]\n",
        );
        let program = settings.calendar.calendar();
        assert_eq!((program.day_minutes, program.week[4].minutes(), program.week[0].minutes()), (450, 240, 450));
        assert!(!program.is_working(date(2026, 4, 3)));
        let norway = settings.calendars["Norway"].calendar("Norway", &settings.calendar);
        // The program's holidays and short Friday are not taken over, its hours are.
        assert_eq!((norway.in_words().as_str(), norway.is_working(date(2026, 4, 3))), ("Mon-Fri 7.5 h; 1 day differs", true));
        let yard = settings.calendars["Yard"].calendar("Yard", &settings.calendar);
        assert_eq!(yard.in_words(), "Mon 16 h; Tue-Thu 8 h; Sat 06:00-14:00; 1 day differs");
        assert!(!settings.calendars["Yard"].only_assigns());
        assert!(read("[calendars.X]\nprojects = [\"A\"]\n").calendars["X"].only_assigns());
    }

    #[test]
    fn what_cannot_be_meant_is_said() {
        let fault = |text: &str| read(text).calendars["X"].fault("X");
        assert_eq!(
            fault("[calendars.X]\nhours = { fri = 25 }\n").unwrap(),
            "calendars.X.hours: `fri = 25` is neither hours of a day (0 to 24) nor times such as `08:00-12:00, 13:00-17:00`"
        );
        assert!(fault("[calendars.X]\nhours = { freitag = 4 }\n").unwrap().contains("`freitag` is no day"));
        assert!(fault("[calendars.X]\nworking-days = []\n").unwrap().contains("at least one day must be worked"));
        assert_eq!(fault("[calendars.X]\nworking-days = []\nhours = { sun = 3 }\n"), None);
        assert!(fault("[calendars.X]\nexceptions = { \"2026-12-24\" = \"noon\" }\n").unwrap().contains("2026-12-24 = noon"));
    }
}
