use std::process::ExitCode;

fn main() -> ExitCode {
    talda::cli::main(std::env::args_os())
}
