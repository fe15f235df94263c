//! True shapes of districts from GeoJSON.

use std::collections::BTreeMap;

use geojson::{Feature, FeatureCollection, GeometryValue, JsonValue, Position};

use super::data::{Layout, Shape};
use super::tiles::{self, TILE};
use crate::analyse::District;
use crate::publish::Error;

/// Width of the picture of the polygons.
const WIDTH: f64 = 1000.0;
/// Points nearer to the last kept one are left out.
const NEAR: f64 = 0.8;

/// Rings of longitudes and latitudes.
type Rings = Vec<Vec<(f64, f64)>>;

/// Polygons of the districts; those without one become tiles on the right.
pub fn layout(districts: &[District], geojson: &str) -> Result<Layout, Error> {
    let by_kato = rings(geojson)?;
    let found: Vec<Option<&Rings>> = districts
        .iter()
        .map(|district| by_kato.get(&district.kato))
        .collect();
    let points = || {
        found
            .iter()
            .flatten()
            .flat_map(|rings| rings.iter().flatten().copied())
    };
    if points().next().is_none() {
        return Err(refuse("no polygon has the `kato` of a district of the oblast"));
    }
    let projection = Projection::of(points());
    let mut tiles = 0;
    let shapes = found.iter().map(|rings| match rings {
        Some(rings) => projection.shape(rings),
        None => {
            tiles += 1;
            tiles::tile(WIDTH + 30.0, f64::from(tiles - 1) * (TILE + 10.0))
        }
    });
    let shapes: Vec<Shape> = shapes.collect();
    let beside = if tiles > 0 { TILE + 40.0 } else { 0.0 };
    Ok(Layout {
        width: WIDTH + beside,
        height: projection.height.max(f64::from(tiles) * (TILE + 10.0)),
        tiles: false,
        shapes,
    })
}

fn refuse(why: impl ToString) -> Error {
    Error::Boundaries { why: why.to_string() }
}

fn rings(geojson: &str) -> Result<BTreeMap<String, Rings>, Error> {
    let collection: FeatureCollection = geojson.parse().map_err(refuse)?;
    let mut by_kato: BTreeMap<String, Rings> = BTreeMap::new();
    for feature in &collection.features {
        if let (Some(kato), Some(geometry)) = (kato(feature), &feature.geometry) {
            by_kato
                .entry(kato)
                .or_default()
                .extend(outlines(&geometry.value)?);
        }
    }
    if by_kato.is_empty() {
        return Err(refuse("no feature has the property `kato`"));
    }
    Ok(by_kato)
}

fn kato(feature: &Feature) -> Option<String> {
    match feature.property("kato")? {
        JsonValue::String(text) => Some(text.clone()),
        JsonValue::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn outlines(geometry: &GeometryValue) -> Result<Rings, Error> {
    match geometry {
        GeometryValue::Polygon { coordinates } => coordinates.iter().map(|ring| outline(ring)).collect(),
        GeometryValue::MultiPolygon { coordinates } => {
            coordinates.iter().flatten().map(|ring| outline(ring)).collect()
        }
        _ => Err(refuse("a feature is neither Polygon nor MultiPolygon")),
    }
}

fn outline(ring: &[Position]) -> Result<Vec<(f64, f64)>, Error> {
    ring.iter()
        .map(|position| match position.as_slice() {
            [east, north, ..] if east.abs() <= 180.0 && north.abs() <= 90.0 => Ok((*east, *north)),
            _ => Err(refuse("a coordinate is no longitude and latitude in degrees")),
        })
        .collect()
}

/// Equirectangular at the middle latitude: true enough for one oblast.
struct Projection {
    west: f64,
    north: f64,
    across: f64,
    down: f64,
    height: f64,
}

impl Projection {
    fn of(points: impl Iterator<Item = (f64, f64)>) -> Self {
        let start = (f64::MAX, f64::MIN, f64::MAX, f64::MIN);
        let (west, east, south, north) = points.fold(start, |(west, east, south, north), (x, y)| {
            (west.min(x), east.max(x), south.min(y), north.max(y))
        });
        let squeeze = ((south + north) / 2.0).to_radians().cos();
        let down = WIDTH / ((east - west) * squeeze).max(1e-6);
        Self {
            west,
            north,
            across: down * squeeze,
            down,
            height: (north - south) * down,
        }
    }

    fn shape(&self, rings: &Rings) -> Shape {
        let rings: Rings = rings.iter().map(|ring| self.ring(ring)).collect();
        let largest = rings
            .iter()
            .max_by(|a, b| area(a).abs().total_cmp(&area(b).abs()));
        Shape {
            path: rings.iter().map(|ring| path(ring)).collect(),
            label: largest.map_or((0.0, 0.0), |ring| middle(ring)),
            tile: false,
        }
    }

    /// A ring in picture units, thinned.
    fn ring(&self, ring: &[(f64, f64)]) -> Vec<(f64, f64)> {
        let mut kept: Vec<(f64, f64)> = Vec::new();
        for (east, north) in ring {
            let point = ((east - self.west) * self.across, (self.north - north) * self.down);
            let far = |last: &(f64, f64)| (last.0 - point.0).hypot(last.1 - point.1) >= NEAR;
            if kept.last().is_none_or(far) {
                kept.push(point);
            }
        }
        kept
    }
}

fn path(ring: &[(f64, f64)]) -> String {
    let points: Vec<String> = ring.iter().map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
    format!("M{}z", points.join("L"))
}

/// Each side of a ring.
fn sides(ring: &[(f64, f64)]) -> impl Iterator<Item = ((f64, f64), (f64, f64))> {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

fn area(ring: &[(f64, f64)]) -> f64 {
    sides(ring).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>() / 2.0
}

/// Centre of gravity of a ring.
fn middle(ring: &[(f64, f64)]) -> (f64, f64) {
    let area = area(ring);
    if area.abs() < 1e-9 {
        return ring.first().copied().unwrap_or((0.0, 0.0));
    }
    let (x, y) = sides(ring).fold((0.0, 0.0), |(x, y), (a, b)| {
        let cross = a.0 * b.1 - b.0 * a.1;
        (x + (a.0 + b.0) * cross, y + (a.1 + b.1) * cross)
    });
    (x / (6.0 * area), y / (6.0 * area))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::sample;

    fn square(kato: &str) -> String {
        format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"kato":"{kato}"}},"geometry":
            {{"type":"Polygon","coordinates":[[[68,42],[69,42],[69,43],[68,43],[68,42]]]}}}}]}}"#
        )
    }

    #[test]
    fn a_district_without_polygon_is_a_tile_beside() {
        let districts = sample::findings().districts;
        let layout = layout(&districts, &square(&districts[0].kato)).unwrap();
        assert!(!layout.shapes[0].tile);
        assert!(
            layout.shapes[1..]
                .iter()
                .all(|shape| shape.tile && shape.label.0 > WIDTH)
        );
    }

    #[test]
    fn the_label_stands_in_the_middle() {
        assert_eq!(
            middle(&[(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)]),
            (1.0, 1.0)
        );
    }

    #[test]
    fn other_files_are_refused() {
        let districts = sample::findings().districts;
        for text in [
            "",
            "{}",
            r#"{"type":"FeatureCollection","features":[]}"#,
            &square("000000000"),
        ] {
            assert!(
                matches!(layout(&districts, text), Err(Error::Boundaries { .. })),
                "{text}"
            );
        }
    }
}
