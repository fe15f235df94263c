mod ingest_cases;
mod ingest_properties;
