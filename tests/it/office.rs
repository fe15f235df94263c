//! A folder with a pipeline file, where a test runs the program as an office would.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Reads every register whose name begins with `portal-`.
pub const PIPELINE: &str = r#"
oblast = "610000000"
half_year = "2026H1"
as_of = "2026-07-10"

[[register]]
name = "portal"
holds = "appeals"
files = ["portal-*.csv"]
"#;

pub struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    /// An office with a pipeline file and no register yet.
    pub fn new(pipeline: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let office = Self { folder };
        office.write("half-year.toml", pipeline);
        office
    }

    pub fn write(&self, name: &str, content: &str) {
        fs::write(self.path(name), content).unwrap();
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// What the program says in the office's folder.
    pub fn talda(&self, arguments: &[&str]) -> Output {
        self.program(arguments).output().unwrap()
    }

    /// `talda run` on the pipeline file, not started.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.program(&["run", "half-year.toml"]);
        command.args(arguments);
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn program(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_talda"));
        command.current_dir(self.folder()).args(arguments);
        command
    }
}
