//! Asks the contract of the text module of whatever the fuzzer invents.

#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};

// By path, so that a fuzzer builds in a minute: the package needs polars, the module does not.
#[allow(dead_code, unused_imports)]
#[path = "../../src/text/mod.rs"]
mod text;

#[path = "../../src/text/contract.rs"]
mod contract;

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Corpus::Reject;
    };
    contract::hold(text);
    Corpus::Keep
});
