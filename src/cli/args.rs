//! The command line as typed. What it resolves to is decided in [`super::options`].

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// A folder of tracker exports in, a steering-committee pack out.
#[derive(Parser, Debug)]
#[command(
    name = "steerpack",
    version,
    about,
    long_about = "Reads the exports of Jira, Microsoft Project, Smartsheet, Asana, monday.com, Notion, Aha!, Confluence and hand-kept \
                  workbooks as they are, reconciles them into one program, works out dependencies and resource contention, and writes an \
                  annotated workbook and Markdown summaries. Offline; every figure is traceable to a cell; the same input gives the same bytes.",
    after_help = "Start with:  steerpack run FOLDER        then open out/ and read summary/program.md\n\
                  Why was a file read so?   steerpack inspect FOLDER\n\
                  What does a finding mean? steerpack explain NAME\n\n\
                  Exit codes: 0 done · 1 findings at or above --fail-on · 2 wrong option or configuration · 3 no input could be read · \
                  4 output could not be written",
    arg_required_else_help = true
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Read the exports and write the pack
    Run(RunArgs),
    /// Read the exports and print the findings only
    Check(CheckArgs),
    /// Say what each file and sheet is, and why it was read so
    Inspect(InspectArgs),
    /// Convert exports to one workbook, JSON file or folder of CSV files that people can read and `run` reads back
    Convert(ConvertArgs),
    /// Compare a pack with its receipt: every file there, unchanged, and none added
    Verify(VerifyArgs),
    /// Read an earlier pack and tell what moves if a task slips or a person is away
    WhatIf(WhatIfArgs),
    /// Say which hand-ins came, are late, missing, partial or unchanged
    Status(StatusArgs),
    /// Take in the answers to the questions of who is who
    Identities {
        /// What to do.
        #[command(subcommand)]
        action: IdentitiesAction,
    },
    /// Say what a finding means, why it matters and how to mend it
    Explain {
        /// Name of the check; without it all are listed
        check: Option<String>,
    },
    /// Write a commented steerpack.toml from what lies in a folder: every source with the guess made and the line to change
    Init(InitArgs),
    /// List the trackers that are recognised, show one profile, or check your own
    #[command(args_conflicts_with_subcommands = true)]
    Profiles {
        /// What to do; without it all are listed
        #[command(subcommand)]
        command: Option<ProfilesCommand>,
        /// Name of the profile to show
        name: Option<String>,
        /// Folder of your own profiles
        #[arg(long, value_name = "DIR")]
        profiles: Option<PathBuf>,
    },
    /// Print the completions for a shell
    Completions {
        /// Which
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
    /// Print the JSON Schema of program.json, receipt.json or the configuration
    Schema {
        /// Which
        #[arg(value_enum, default_value_t = SchemaOf::Program)]
        of: SchemaOf,
    },
}

/// `steerpack profiles`.
#[derive(Subcommand, Debug)]
pub enum ProfilesCommand {
    /// List the trackers that are recognised, and on what evidence
    List {
        /// Folder of your own profiles
        #[arg(long, value_name = "DIR")]
        profiles: Option<PathBuf>,
    },
    /// Show one profile as text, to begin your own with
    Show {
        /// Its name
        name: String,
        /// Folder of your own profiles
        #[arg(long, value_name = "DIR")]
        profiles: Option<PathBuf>,
    },
    /// Check a profile of your own, or a folder of them
    Check {
        /// FILE.toml or a folder
        #[arg(value_name = "PATH")]
        path: PathBuf,
    },
}

/// `steerpack init`.
#[derive(Args, Debug)]
pub struct InitArgs {
    /// The folder in which the exports lie
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// Print the file instead of writing it
    #[arg(long)]
    pub stdout: bool,
    /// Folder of your own tracker profiles
    #[arg(long, value_name = "DIR")]
    pub profiles: Option<PathBuf>,
}

/// `steerpack status`.
#[derive(Args, Debug)]
pub struct StatusArgs {
    /// What is read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Folder of the pack before: what was handed in then
    #[arg(long, value_name = "OUT")]
    pub previous: Option<PathBuf>,
}

/// `steerpack identities`.
#[derive(Subcommand, Debug)]
pub enum IdentitiesAction {
    /// Read the answers typed into the sheet Identity review and write them into the ledger (identities.toml)
    Apply(ApplyArgs),
}

/// `steerpack identities apply`.
#[derive(Args, Debug)]
pub struct ApplyArgs {
    /// The workbook of a pack, with answers saved in it
    #[arg(value_name = "WORKBOOK")]
    pub workbook: PathBuf,
    /// The ledger [default: beside the configuration that the pack was made with]
    #[arg(long, value_name = "FILE")]
    pub ledger: Option<PathBuf>,
    /// Configuration beside which the ledger lies
    #[arg(long, value_name = "FILE", conflicts_with = "ledger")]
    pub config: Option<PathBuf>,
    /// Who answered, for rows that do not say
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// When it was answered, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Let an answer replace an earlier, different one
    #[arg(long)]
    pub replace: bool,
}

/// What happens to answers in the earlier pack that the ledger does not hold yet.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Waiting {
    /// Stop, and write nothing
    Stop,
    /// Take them into the ledger first, then run with them
    Take,
    /// Lose them
    Drop,
}

/// What a schema is printed of.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum SchemaOf {
    /// program.json
    Program,
    /// receipt.json
    Receipt,
    /// steerpack.toml
    Config,
    /// identities.toml
    Identities,
}

/// What every reading command takes.
#[derive(Args, Debug)]
pub struct InputArgs {
    /// Files and folders (recursively; zip files too)
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Configuration [default: steerpack.toml in a given folder]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The date the pack is of, YYYY-MM-DD [default: the configuration's, else today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Folder of your own tracker profiles
    #[arg(long, value_name = "DIR")]
    pub profiles: Option<PathBuf>,
    /// Worker threads [default: one for each processor]
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// Print errors only
    #[arg(long, short)]
    pub quiet: bool,
    /// What is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Whom it is for: `open` withholds restricted projects, `restricted` names them
    #[arg(long, value_enum, default_value_t = AudienceArg::Open)]
    pub audience: AudienceArg,
}

/// `steerpack run`.
#[derive(Args, Debug)]
pub struct RunArgs {
    /// What is read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Folder for the pack; an earlier pack in it is replaced
    #[arg(long, short, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// Folder of the pack before: what was handed in then
    #[arg(long, value_name = "OUT")]
    pub previous: Option<PathBuf>,
    /// Answers in the earlier pack that the ledger does not hold yet
    #[arg(long, value_enum, default_value_t = Waiting::Stop)]
    pub answers: Waiting,
    /// Folder of templates that replace the built-in ones, file by file
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
    /// Exit with 1 when there is a finding at or above this
    #[arg(long, value_enum, default_value_t = FailOn::Never)]
    pub fail_on: FailOn,
}

/// `steerpack check`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// What is read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Exit with 1 when there is a finding at or above this
    #[arg(long, value_enum, default_value_t = FailOn::Error)]
    pub fail_on: FailOn,
}

/// `steerpack what-if`.
#[derive(Args, Debug)]
pub struct WhatIfArgs {
    /// The program.json of a pack, or the folder that holds it
    #[arg(value_name = "PROGRAM")]
    pub program: PathBuf,
    /// A task slips by working days or weeks: PAY-12=10d (repeatable)
    #[arg(long, value_name = "TASK=DAYS")]
    pub slip: Vec<String>,
    /// Somebody is away from the first to the last day: "Ada Moreno=2026-12-14..2027-01-08" (repeatable)
    #[arg(long, value_name = "PERSON=FROM..TO")]
    pub leave: Vec<String>,
    /// What is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// `steerpack inspect`.
#[derive(Args, Debug)]
pub struct InspectArgs {
    /// What is read.
    #[command(flatten)]
    pub input: InputArgs,
}

/// `steerpack verify`.
#[derive(Args, Debug)]
#[command(
    after_help = "Exit codes: 0 everything is as the receipt states · 1 something is not (each named) · 2 there is no such folder"
)]
pub struct VerifyArgs {
    /// Folder of the pack
    #[arg(value_name = "OUT", default_value = "out")]
    pub out: PathBuf,
    /// Compare these files and folders too, as they were given to `run`
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub inputs: Option<Vec<PathBuf>>,
    /// Print what is wrong only
    #[arg(long, short)]
    pub quiet: bool,
    /// What is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// `steerpack convert`.
#[derive(Args, Debug)]
pub struct ConvertArgs {
    /// What is read.
    #[command(flatten)]
    pub input: InputArgs,
    /// FILE.xlsx, FILE.json, or a folder for CSV files
    #[arg(long, short, value_name = "PATH", required = true)]
    pub out: Option<PathBuf>,
    /// Write the empty workbook for teams without a tracker to this FILE.xlsx instead; it stands alone
    #[arg(long, value_name = "FILE", exclusive = true)]
    pub template: Option<PathBuf>,
    /// Replace what is there already
    #[arg(long)]
    pub force: bool,
}

/// How output is printed.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// For reading
    Text,
    /// For scripts
    Json,
}

/// Whom the pack is for.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum AudienceArg {
    /// Everybody who gets the pack
    Open,
    /// Those who may read of restricted projects
    Restricted,
}

/// From which severity a run fails.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum FailOn {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// Any finding
    Note,
    /// Never
    Never,
}
