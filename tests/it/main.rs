mod ingest_cases;
mod ingest_properties;
mod runs;
mod samples;
mod text_tools;
mod truth;
