//! The codebook that comes with talda. The test below keeps the list equal to the folder:
//! `SNAPSHOTS=overwrite cargo test the_list_is_the_folder` writes it anew.

/// Name and content of every file in `dictionaries/codebook`.
#[rustfmt::skip]
pub(super) const FILES: &[(&str, &str)] = &[
    ("macros.toml", include_str!("../../dictionaries/codebook/macros.toml")),
];

#[cfg(test)]
mod tests {
    use std::fs;

    const LIST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/coding/embedded.rs");
    const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/dictionaries/codebook");
    const OPENS: &str = "FILES: &[(&str, &str)] = &[\n";
    const CLOSES: &str = "];\n";

    #[test]
    fn the_list_is_the_folder() {
        let source = fs::read_to_string(LIST).unwrap();
        let (before, rest) = source.split_once(OPENS).unwrap();
        let (_, after) = rest.split_once(CLOSES).unwrap();
        let expected = [before, OPENS, &lines(), CLOSES, after].concat();
        if std::env::var("SNAPSHOTS").is_ok_and(|mode| mode == "overwrite") {
            return fs::write(LIST, expected).unwrap();
        }
        assert!(
            source == expected,
            "dictionaries/codebook has other files; run with SNAPSHOTS=overwrite"
        );
    }

    fn lines() -> String {
        let files = fs::read_dir(FOLDER)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = files.filter(|name| name.ends_with(".toml")).collect();
        names.sort();
        let line =
            |name| format!("    (\"{name}\", include_str!(\"../../dictionaries/codebook/{name}\")),\n");
        names.iter().map(line).collect()
    }
}
