//! Progress: a bar on a terminal, plain lines otherwise.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::pipeline::Progress;

/// Progress as bars on a terminal.
#[derive(Debug, Default)]
struct Bars {
    bar: Mutex<Option<ProgressBar>>,
}

/// Progress as a line for each stage: what a log keeps.
#[derive(Debug, Default)]
struct Lines;

/// Progress for whoever reads the error output.
pub fn progress() -> Box<dyn Progress> {
    if std::io::stderr().is_terminal() {
        Box::new(Bars::default())
    } else {
        Box::new(Lines)
    }
}

impl Progress for Lines {
    fn stage(&self, name: &str, amount: Option<u64>) {
        match amount {
            Some(amount) => eprintln!("{name} ({amount})"),
            None => eprintln!("{name}"),
        }
    }

    fn advance(&self, _: u64) {}
}

const BAR: &str = "{msg:>10} {bar:40} {pos}/{len} {elapsed}";

impl Progress for Bars {
    fn stage(&self, name: &str, amount: Option<u64>) {
        let bar = match amount {
            Some(amount) => ProgressBar::new(amount).with_style(
                ProgressStyle::with_template(BAR).unwrap_or_else(|_| ProgressStyle::default_bar()),
            ),
            None => ProgressBar::new_spinner(),
        };
        bar.set_message(name.to_owned());
        bar.enable_steady_tick(Duration::from_millis(100));
        if let Ok(mut current) = self.bar.lock()
            && let Some(previous) = current.replace(bar)
        {
            previous.finish_and_clear();
        }
    }

    fn advance(&self, amount: u64) {
        if let Ok(current) = self.bar.lock()
            && let Some(bar) = current.as_ref()
        {
            bar.inc(amount);
        }
    }
}

impl Drop for Bars {
    fn drop(&mut self) {
        if let Ok(mut current) = self.bar.lock()
            && let Some(bar) = current.take()
        {
            bar.finish_and_clear();
        }
    }
}
