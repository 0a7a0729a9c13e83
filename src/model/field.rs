//! The canonical fields that headers are mapped to, and the roles a table can play.

macro_rules! words {
    ($(#[doc = $doc:literal])* $enum:ident { $($name:ident = $word:literal),+ $(,)? }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub enum $enum { $(#[doc = $word] #[serde(rename = $word)] $name),+ }
        impl $enum {
            /// Every one, in the order of declaration.
            pub const ALL: &'static [$enum] = &[$($enum::$name),+];
            /// The word used in profiles, configuration and `inspect`.
            pub fn word(self) -> &'static str { match self { $($enum::$name => $word),+ } }
            /// The one of that word.
            pub fn from_word(word: &str) -> Option<$enum> { match word { $($word => Some($enum::$name),)+ _ => None } }
        }
    };
}

words! {
    /// What a table is.
    Role {
        Tasks = "tasks",
        Resources = "resources",
        Assignments = "assignments",
        Risks = "risks",
        Issues = "issues",
        Assumptions = "assumptions",
        Decisions = "decisions",
        Changes = "changes",
        Actions = "actions",
        Benefits = "benefits",
        Milestones = "milestones",
        Capacity = "capacity",
        Budget = "budget",
        Stakeholders = "stakeholders",
        Comments = "comments",
        Lookup = "lookup",
        Adjustments = "adjustments",
        Gates = "gates",
        Calendars = "calendars",
        NotATable = "not-a-table",
    }
}

words! {
    /// A canonical field. One header maps to one field; several headers may map to the same.
    Field {
        // identity and structure
        Key = "key",
        Id = "id",
        Name = "name",
        Type = "type",
        Project = "project",
        ProjectKey = "project_key",
        Program = "program",
        Parent = "parent",
        ParentKey = "parent_key",
        ParentName = "parent_name",
        Children = "children",
        Level = "level",
        Outline = "outline",
        Section = "section",
        Sprint = "sprint",
        Version = "version",
        Milestone = "milestone",
        Labels = "labels",
        Url = "url",
        // status
        Status = "status",
        StatusCategory = "status_category",
        Resolution = "resolution",
        Rag = "rag",
        Percent = "percent_complete",
        Checklist = "checklist",
        Priority = "priority",
        // dates
        BaselineStart = "baseline_start",
        BaselineFinish = "baseline_finish",
        Start = "forecast_start",
        Finish = "forecast_finish",
        DateRange = "forecast_range",
        ActualStart = "actual_start",
        ActualFinish = "actual_finish",
        Deadline = "deadline",
        Needed = "needed_by",
        Promised = "promised",
        Weekday = "weekday",
        WeekStart = "week_start",
        WeekFinish = "week_finish",
        Created = "created",
        Updated = "updated",
        StatusChanged = "status_changed",
        // effort and cost
        Duration = "duration",
        Work = "work",
        RemainingWork = "remaining_work",
        ActualWork = "actual_work",
        Effort = "effort",
        Points = "points",
        Budget = "budget",
        ActualCost = "actual_cost",
        ForecastCost = "forecast_cost",
        PlannedValue = "planned_value",
        EarnedValue = "earned_value",
        Currency = "currency",
        ConstraintType = "constraint_type",
        ConstraintDate = "constraint_date",
        // links
        Predecessors = "predecessors",
        Successors = "successors",
        BlockedBy = "blocked_by",
        Blocks = "blocks",
        Related = "related",
        Relation = "relation",
        Lag = "lag",
        // people
        Assignee = "assignee",
        AssigneeEmail = "assignee_email",
        AssigneeId = "assignee_id",
        Owner = "owner",
        Manager = "manager",
        Reporter = "reporter",
        Role = "role",
        Responsibility = "responsibility",
        Team = "team",
        Email = "email",
        Account = "account",
        Units = "units",
        MaxUnits = "max_units",
        Rate = "rate",
        Leaves = "leaves",
        ResourceKind = "resource_kind",
        // calendars
        Calendar = "calendar",
        Monday = "monday",
        Tuesday = "tuesday",
        Wednesday = "wednesday",
        Thursday = "thursday",
        Friday = "friday",
        Saturday = "saturday",
        Sunday = "sunday",
        DayHours = "hours_per_day",
        DayTimes = "times_of_day",
        // assignments
        TaskName = "task_name",
        ResourceName = "resource_name",
        // registers
        Title = "title",
        Description = "description",
        Category = "category",
        Vendor = "vendor",
        Influence = "influence",
        Interest = "interest",
        Probability = "probability",
        Impact = "impact",
        Score = "score",
        Exposure = "exposure",
        Response = "response",
        Options = "options",
        Recommendation = "recommendation",
        Decision = "decision",
        Raised = "raised",
        Due = "due",
        Closed = "closed",
        // benefits
        Measure = "measure",
        BaselineValue = "baseline_value",
        TargetValue = "target_value",
        ForecastValue = "forecast_value",
        RealisedValue = "realised_value",
        TargetDate = "target_date",
        ForecastDate = "forecast_date",
        Enabler = "enabler",
        LeadDays = "lead_days",
        // adjustments
        Target = "target",
        TargetField = "target_field",
        NewValue = "new_value",
        Replaces = "replaces",
        Until = "until",
        // text
        Notes = "notes",
        Comment = "comment",
        Author = "author",
        Period = "period",
        // kept as it is, on purpose: known, and of no use here
        Known = "known",
    }
}
