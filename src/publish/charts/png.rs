//! PNG bytes of an RGB picture.

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError};

use crate::publish::Error;

/// A picture of three bytes a pixel, row by row, as PNG.
pub fn encode(width: u32, height: u32, pixels: &[u8], chart: &str) -> Result<Vec<u8>, Error> {
    try_encode(width, height, pixels).map_err(|error| Error::Chart {
        chart: chart.to_owned(),
        why: error.to_string(),
    })
}

fn try_encode(width: u32, height: u32, pixels: &[u8]) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Default);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_comes_back_as_it_went_in() {
        let pixels = [0, 0, 0, 255, 255, 255, 230, 159, 0, 86, 180, 233];
        let bytes = encode(2, 2, &pixels, "sample").unwrap();
        let mut reader = png::Decoder::new(bytes.as_slice()).read_info().unwrap();
        let mut back = vec![0; reader.output_buffer_size()];
        reader.next_frame(&mut back).unwrap();
        assert_eq!(back, pixels);
    }

    #[test]
    fn too_few_pixels_are_an_error() {
        assert!(encode(2, 2, &[0; 3], "sample").is_err());
    }
}
