//! Shapes to PNG and SVG with plotters.

use plotters::backend::{BitMapBackend, SVGBackend};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Rectangle, Text};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontTransform, RGBColor, TextStyle};

use super::png;
use super::scene::{Align, Colour, Scene, Shape, WIDTH};
use crate::publish::Error;
use crate::publish::chart_font::font;

/// The scene as PNG bytes.
pub fn png(scene: &Scene, chart: &str) -> Result<Vec<u8>, Error> {
    let (width, height) = size(scene);
    let mut pixels = vec![0; (width * height * 3) as usize];
    {
        let area = BitMapBackend::with_buffer(&mut pixels, (width, height)).into_drawing_area();
        // The bitmap backend sets the middle of a line of text higher than the SVG one by an eighth of its size.
        paint(&area, scene, 8).map_err(|source| fault(chart, &source))?;
    }
    png::encode(width, height, &pixels, chart)
}

/// The scene as SVG; title and description stand in it for screen readers.
pub fn svg(scene: &Scene, chart: &str, title: &str, alt: &str) -> Result<String, Error> {
    let mut text = String::new();
    {
        let area = SVGBackend::with_string(&mut text, size(scene)).into_drawing_area();
        paint(&area, scene, i32::MAX).map_err(|source| fault(chart, &source))?;
    }
    let described = format!(
        "role=\"img\">\n<title>{}</title>\n<desc>{}</desc>",
        escaped(title),
        escaped(alt)
    );
    Ok(text
        .replacen('>', &described, 1)
        .replacen("<svg ", "<svg style=\"background:#fff\" ", 1))
}

/// Width and height in pixels.
pub fn size(scene: &Scene) -> (u32, u32) {
    (WIDTH.unsigned_abs(), scene.height().unsigned_abs())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn fault(chart: &str, why: &dyn std::fmt::Display) -> Error {
    Error::Chart {
        chart: chart.to_owned(),
        why: why.to_string(),
    }
}

fn rgb((red, green, blue): Colour) -> RGBColor {
    RGBColor(red, green, blue)
}

/// Draws every shape; texts go down by their size over `lowering`.
fn paint<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    scene: &Scene,
    lowering: i32,
) -> Result<(), DrawingAreaErrorKind<B::ErrorType>> {
    area.fill(&RGBColor(255, 255, 255))?;
    for shape in &scene.shapes {
        match shape {
            Shape::Rect { from, to, fill } => {
                area.draw(&Rectangle::new([*from, *to], rgb(*fill).filled()))?
            }
            Shape::Line {
                points,
                colour,
                width,
            } => area.draw(&PathElement::new(
                points.clone(),
                rgb(*colour).stroke_width(*width),
            ))?,
            Shape::Dot { at, radius, fill } => area.draw(&Circle::new(*at, *radius, rgb(*fill).filled()))?,
            Shape::Text { .. } => text(area, shape, lowering)?,
        }
    }
    area.present()
}

fn text<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    shape: &Shape,
    lowering: i32,
) -> Result<(), DrawingAreaErrorKind<B::ErrorType>> {
    let Shape::Text {
        at,
        text,
        size,
        bold,
        colour,
        align,
        upright,
    } = shape
    else {
        return Ok(());
    };
    let across = match align {
        Align::Left => HPos::Left,
        Align::Middle => HPos::Center,
        Align::Right => HPos::Right,
    };
    let (font, shift) = if *upright {
        (
            font(*size, *bold).transform(FontTransform::Rotate270),
            (size / lowering, 0),
        )
    } else {
        (font(*size, *bold), (0, size / lowering))
    };
    let colour = rgb(*colour);
    let style = TextStyle::from(font)
        .color(&colour)
        .pos(Pos::new(across, VPos::Center));
    area.draw(&Text::new(text.as_str(), (at.0 + shift.0, at.1 + shift.1), style))
}
