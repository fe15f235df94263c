mod ingest_cases;
mod ingest_properties;
mod leaks;
mod runs;
mod samples;
mod text_tools;
mod truth;
