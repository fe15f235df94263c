//! What annotation costs, beside a yardstick: a plain lower-case-and-split pass over the same bytes in the same run.
//!
//! `cargo bench` prints throughput; quote ratios to `yardstick`, not seconds.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use talda::annotate::{Annotator, DistrictSource, Scratch, Subject};
use talda::coding::model::{Alone, Lesson, Plan, train};
use talda::coding::{Codebook, Coder, Flags};
use talda::place::Gazetteer;
use talda::text::language::identify;
use talda::text::passage::Passage;
use talda::text::personal::personal_data;
use talda::text::stems::append_stems;
use talda::text::tokens::tokens;

fn main() {
    divan::main();
}

/// The texts of the sample register that comes as JSON Lines.
fn texts() -> Vec<String> {
    let register = concat!(env!("CARGO_MANIFEST_DIR"), "/data-samples/registers/blog.jsonl");
    let lines = std::fs::read_to_string(register).expect("the sample register is there");
    lines
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|line| line["мәтіні"].as_str().map(ToOwned::to_owned))
        .collect()
}

fn over_texts<T>(bencher: Bencher, mut work: impl FnMut(&str) -> T) {
    let texts = texts();
    let bytes: usize = texts.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for text in &texts {
            black_box(work(black_box(text)));
        }
    });
}

#[divan::bench]
fn yardstick(bencher: Bencher) {
    over_texts(bencher, |text| {
        text.to_lowercase()
            .split_whitespace()
            .map(str::len)
            .sum::<usize>()
    });
}

#[divan::bench]
fn tokenise(bencher: Bencher) {
    over_texts(bencher, tokens);
}

#[divan::bench]
fn language(bencher: Bencher) {
    over_texts(bencher, identify);
}

#[divan::bench]
fn stems(bencher: Bencher) {
    let mut stems = String::new();
    over_texts(bencher, |text| {
        stems.clear();
        append_stems(&Passage::new(text), None, &mut stems);
        stems.len()
    });
}

#[divan::bench]
fn redaction(bencher: Bencher) {
    over_texts(bencher, personal_data);
}

#[divan::bench]
fn coding(bencher: Bencher) {
    let coder = Coder::new(&Codebook::embedded().expect("the codebook is sound"));
    let mut scratch = talda::coding::Scratch::default();
    over_texts(bencher, |text| coder.code(&Passage::new(text), &[], &mut scratch));
}

#[divan::bench]
fn place(bencher: Bencher) {
    let gazetteer = Gazetteer::embedded(Some("610000000")).expect("the gazetteer is sound");
    let mut scratch = talda::place::Scratch::default();
    over_texts(bencher, |text| gazetteer.find(text, &mut scratch));
}

#[divan::bench]
fn model(bencher: Bencher) {
    let codebook = Codebook::embedded().expect("the codebook is sound");
    let examples = codebook.topics().flat_map(|topic| {
        let examples = topic.examples.kk.iter().chain(&topic.examples.ru);
        examples.map(|example| Lesson {
            text: example.clone(),
            hidden: Vec::new(),
            labels: vec![topic.code.clone()],
            weight: 1.0,
            asked: true,
        })
    });
    let lessons: Vec<Lesson> = examples.collect();
    let trained = train(&lessons, None, Plan::default(), &Alone).expect("there are topics");
    let mut scratch = talda::coding::model::Scratch::default();
    over_texts(bencher, |text| {
        trained.model.judge(&Passage::new(text), &[], &mut scratch)
    });
}

#[divan::bench]
fn annotation(bencher: Bencher) {
    let annotator = Annotator::new(
        Coder::new(&Codebook::embedded().expect("the codebook is sound")),
        Flags::embedded().expect("the flags are sound"),
        Gazetteer::embedded(Some("610000000")).expect("the gazetteer is sound"),
        vec![DistrictSource::Text],
    );
    let mut scratch = Scratch::default();
    over_texts(bencher, |text| {
        annotator.annotate(
            Subject {
                text,
                ..Subject::default()
            },
            &mut scratch,
        )
    });
}
