mod ingest_cases;
mod ingest_properties;
mod leaks;
mod runs;
mod samples;
mod second_check;
mod text_tools;
mod truth;
