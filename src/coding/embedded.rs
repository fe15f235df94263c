//! The codebook that comes with talda. The test below keeps the list equal to the folder:
//! `SNAPSHOTS=overwrite cargo test the_list_is_the_folder` writes it anew.

/// Name and content of every file in `dictionaries/codebook`.
#[rustfmt::skip]
pub(super) const FILES: &[(&str, &str)] = &[
    ("01-water.csv", include_str!("../../dictionaries/codebook/01-water.csv")),
    ("01-water.toml", include_str!("../../dictionaries/codebook/01-water.toml")),
    ("02-heat.csv", include_str!("../../dictionaries/codebook/02-heat.csv")),
    ("02-heat.toml", include_str!("../../dictionaries/codebook/02-heat.toml")),
    ("03-power.csv", include_str!("../../dictionaries/codebook/03-power.csv")),
    ("03-power.toml", include_str!("../../dictionaries/codebook/03-power.toml")),
    ("04-gas.csv", include_str!("../../dictionaries/codebook/04-gas.csv")),
    ("04-gas.toml", include_str!("../../dictionaries/codebook/04-gas.toml")),
    ("05-mkd.csv", include_str!("../../dictionaries/codebook/05-mkd.csv")),
    ("05-mkd.toml", include_str!("../../dictionaries/codebook/05-mkd.toml")),
    ("06-housing.csv", include_str!("../../dictionaries/codebook/06-housing.csv")),
    ("06-housing.toml", include_str!("../../dictionaries/codebook/06-housing.toml")),
    ("07-landscaping.csv", include_str!("../../dictionaries/codebook/07-landscaping.csv")),
    ("07-landscaping.toml", include_str!("../../dictionaries/codebook/07-landscaping.toml")),
    ("08-waste.csv", include_str!("../../dictionaries/codebook/08-waste.csv")),
    ("08-waste.toml", include_str!("../../dictionaries/codebook/08-waste.toml")),
    ("09-roads.csv", include_str!("../../dictionaries/codebook/09-roads.csv")),
    ("09-roads.toml", include_str!("../../dictionaries/codebook/09-roads.toml")),
    ("10-transport.csv", include_str!("../../dictionaries/codebook/10-transport.csv")),
    ("10-transport.toml", include_str!("../../dictionaries/codebook/10-transport.toml")),
    ("11-land.csv", include_str!("../../dictionaries/codebook/11-land.csv")),
    ("11-land.toml", include_str!("../../dictionaries/codebook/11-land.toml")),
    ("12-construction.csv", include_str!("../../dictionaries/codebook/12-construction.csv")),
    ("12-construction.toml", include_str!("../../dictionaries/codebook/12-construction.toml")),
    ("13-social-protection.csv", include_str!("../../dictionaries/codebook/13-social-protection.csv")),
    ("13-social-protection.toml", include_str!("../../dictionaries/codebook/13-social-protection.toml")),
    ("14-labour.csv", include_str!("../../dictionaries/codebook/14-labour.csv")),
    ("14-labour.toml", include_str!("../../dictionaries/codebook/14-labour.toml")),
    ("15-health.csv", include_str!("../../dictionaries/codebook/15-health.csv")),
    ("15-health.toml", include_str!("../../dictionaries/codebook/15-health.toml")),
    ("16-education.csv", include_str!("../../dictionaries/codebook/16-education.csv")),
    ("16-education.toml", include_str!("../../dictionaries/codebook/16-education.toml")),
    ("17-culture-sport.csv", include_str!("../../dictionaries/codebook/17-culture-sport.csv")),
    ("17-culture-sport.toml", include_str!("../../dictionaries/codebook/17-culture-sport.toml")),
    ("18-ecology.csv", include_str!("../../dictionaries/codebook/18-ecology.csv")),
    ("18-ecology.toml", include_str!("../../dictionaries/codebook/18-ecology.toml")),
    ("19-emergencies.csv", include_str!("../../dictionaries/codebook/19-emergencies.csv")),
    ("19-emergencies.toml", include_str!("../../dictionaries/codebook/19-emergencies.toml")),
    ("20-agriculture.csv", include_str!("../../dictionaries/codebook/20-agriculture.csv")),
    ("20-agriculture.toml", include_str!("../../dictionaries/codebook/20-agriculture.toml")),
    ("21-public-order.csv", include_str!("../../dictionaries/codebook/21-public-order.csv")),
    ("21-public-order.toml", include_str!("../../dictionaries/codebook/21-public-order.toml")),
    ("22-officials.csv", include_str!("../../dictionaries/codebook/22-officials.csv")),
    ("22-officials.toml", include_str!("../../dictionaries/codebook/22-officials.toml")),
    ("23-digital.csv", include_str!("../../dictionaries/codebook/23-digital.csv")),
    ("23-digital.toml", include_str!("../../dictionaries/codebook/23-digital.toml")),
    ("24-economy.csv", include_str!("../../dictionaries/codebook/24-economy.csv")),
    ("24-economy.toml", include_str!("../../dictionaries/codebook/24-economy.toml")),
    ("99-other.csv", include_str!("../../dictionaries/codebook/99-other.csv")),
    ("99-other.toml", include_str!("../../dictionaries/codebook/99-other.toml")),
    ("macros.toml", include_str!("../../dictionaries/codebook/macros.toml")),
    ("none.csv", include_str!("../../dictionaries/codebook/none.csv")),
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
        let mut names: Vec<String> = files
            .filter(|name| name.ends_with(".toml") || name.ends_with(".csv"))
            .collect();
        names.sort();
        let line =
            |name| format!("    (\"{name}\", include_str!(\"../../dictionaries/codebook/{name}\")),\n");
        names.iter().map(line).collect()
    }
}
