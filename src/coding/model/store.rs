//! A model as a file: magic, format, checksum, then a header in JSON and the numbers, little endian.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::calibrate::Sureness;
use super::dictionary::Dictionary;
use super::fitted::{Fitted, Weight};

/// Why a file is not taken as a model.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ModelError {
    #[error("not a model of talda")]
    NoModel,
    #[error("written in format {0}, this program reads format {FORMAT}: train it anew")]
    OtherFormat(u32),
    #[error("broken: its checksum does not fit; copy or train it anew")]
    Broken,
    #[error("made for codebook {made}, codebook {used} is in use: train it anew with this codebook")]
    OtherCodebook { made: String, used: String },
    #[error("made for free classes, which are no codes of a codebook")]
    NoCodebook,
}

const MAGIC: &[u8; 8] = b"taldamdl";
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    codebook: Option<String>,
    classes: Vec<String>,
    scales: Vec<f32>,
    biases: Vec<f32>,
    sureness: Sureness,
    unknown: u8,
    features: usize,
    weights: usize,
}

/// Twelve hexadecimal digits of the BLAKE3 of what a model says.
pub(super) fn version(fitted: &Fitted, codebook: Option<&str>) -> String {
    let hash = blake3::hash(&body(fitted, codebook));
    hash.to_hex().as_str().chars().take(12).collect()
}

pub(super) fn write(fitted: &Fitted, codebook: Option<&str>) -> Vec<u8> {
    let body = body(fitted, codebook);
    let mut bytes = MAGIC.to_vec();
    bytes.extend(FORMAT.to_le_bytes());
    bytes.extend(blake3::hash(&body).as_bytes());
    bytes.extend(body);
    bytes
}

fn body(fitted: &Fitted, codebook: Option<&str>) -> Vec<u8> {
    let dictionary = &fitted.dictionary;
    let header = Header {
        codebook: codebook.map(ToOwned::to_owned),
        classes: fitted.classes.clone(),
        scales: fitted.scales.clone(),
        biases: fitted.biases.clone(),
        sureness: fitted.sureness,
        unknown: dictionary.unknown(),
        features: dictionary.features().len(),
        weights: fitted.weights.len(),
    };
    let header = serde_json::to_vec(&header).unwrap_or_default();
    let mut body = (header.len() as u32).to_le_bytes().to_vec();
    body.extend(header);
    body.extend(
        dictionary
            .features()
            .iter()
            .flat_map(|feature| feature.to_le_bytes()),
    );
    body.extend(dictionary.rarities());
    body.extend(
        fitted
            .starts
            .windows(2)
            .flat_map(|pair| ((pair[1] - pair[0]) as u16).to_le_bytes()),
    );
    let wide = is_wide(fitted.classes.len());
    for weight in &fitted.weights {
        let class = weight.class.to_le_bytes();
        body.extend(&class[..if wide { 2 } else { 1 }]);
    }
    body.extend(fitted.weights.iter().map(|weight| weight.steps as u8));
    body
}

/// Whether the number of a class needs two bytes.
fn is_wide(classes: usize) -> bool {
    classes > 256
}

/// The numbers and the version of the codebook they were made for.
pub(super) fn read(bytes: &[u8]) -> Result<(Fitted, Option<String>), ModelError> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::NoModel)?;
    let (format, rest) = rest.split_first_chunk().ok_or(ModelError::NoModel)?;
    let format = u32::from_le_bytes(*format);
    if format != FORMAT {
        return Err(ModelError::OtherFormat(format));
    }
    let (sum, body) = rest.split_first_chunk::<32>().ok_or(ModelError::Broken)?;
    if blake3::hash(body).as_bytes() != sum {
        return Err(ModelError::Broken);
    }
    parse(body).ok_or(ModelError::Broken)
}

/// A body with a good checksum is still not trusted: every number is within its bounds or there is no model.
fn parse(body: &[u8]) -> Option<(Fitted, Option<String>)> {
    let (length, rest) = body.split_first_chunk()?;
    let (header, mut rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    let header: Header = serde_json::from_slice(header).ok()?;
    let classes = header.classes.len();
    let features = numbers(&mut rest, header.features, u32::from_le_bytes)?;
    let rarity = take(&mut rest, header.features)?.to_vec();
    let lengths = numbers(&mut rest, header.features, u16::from_le_bytes)?;
    let of_class = if is_wide(classes) {
        numbers(&mut rest, header.weights, u16::from_le_bytes)?
    } else {
        numbers(&mut rest, header.weights, |[class]: [u8; 1]| u16::from(class))?
    };
    let steps = take(&mut rest, header.weights)?;
    let starts: Vec<u32> = std::iter::once(0)
        .chain(lengths.iter().scan(0_u32, |end, &length| {
            *end = end.saturating_add(u32::from(length));
            Some(*end)
        }))
        .collect();
    let sound = rest.is_empty()
        && starts.last().is_some_and(|&end| end as usize == header.weights)
        && of_class.iter().all(|&class| usize::from(class) < classes)
        && rarity.iter().zip(&features).is_sorted_by(|a, b| a < b)
        && header.classes.is_sorted_by(|a, b| a < b)
        && header.scales.len() == classes
        && header.biases.len() == classes
        && header
            .scales
            .iter()
            .chain(&header.biases)
            .all(|number| number.is_finite())
        && header.sureness.is_sound();
    let weights = of_class.into_iter().zip(steps).map(|(class, &steps)| Weight {
        class,
        steps: steps as i8,
    });
    sound.then(|| {
        let fitted = Fitted {
            classes: header.classes,
            dictionary: Dictionary::new(features, rarity, header.unknown),
            starts,
            weights: weights.collect(),
            scales: header.scales,
            biases: header.biases,
            sureness: header.sureness,
        };
        (fitted, header.codebook)
    })
}

fn take<'bytes>(rest: &mut &'bytes [u8], count: usize) -> Option<&'bytes [u8]> {
    let (taken, after) = rest.split_at_checked(count)?;
    *rest = after;
    Some(taken)
}

fn numbers<const WIDTH: usize, T>(
    rest: &mut &[u8],
    count: usize,
    read: impl Fn([u8; WIDTH]) -> T,
) -> Option<Vec<T>> {
    let taken = take(rest, count.checked_mul(WIDTH)?)?;
    let (chunks, _) = taken.as_chunks();
    Some(chunks.iter().map(|chunk| read(*chunk)).collect())
}
