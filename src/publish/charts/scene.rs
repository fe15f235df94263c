//! What a chart is made of before anything draws it: shapes in pixels, so that a test can see a cut label.

use crate::publish::chart_font::{width, wrap};

/// Width of every chart in pixels.
pub const WIDTH: i32 = 1600;
pub const MARGIN: i32 = 40;
/// Text sizes in pixels.
pub const TITLE: i32 = 40;
pub const BODY: i32 = 28;
pub const SMALL: i32 = 25;

/// Red, green and blue.
pub type Colour = (u8, u8, u8);

// Okabe–Ito, told apart by colour-blind readers; the ones used side by side differ in lightness for grey printing.
pub const BLUE: Colour = (0, 114, 178);
pub const SKY: Colour = (152, 203, 233);
pub const ORANGE: Colour = (230, 159, 0);
pub const VERMILLION: Colour = (190, 70, 0);
pub const INK: Colour = (30, 30, 30);
pub const GREY: Colour = (110, 110, 110);
pub const PALE: Colour = (205, 205, 205);
pub const FAINT: Colour = (232, 232, 232);
pub const WHITE: Colour = (255, 255, 255);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Middle,
    Right,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    Rect {
        from: (i32, i32),
        to: (i32, i32),
        fill: Colour,
    },
    Line {
        points: Vec<(i32, i32)>,
        colour: Colour,
        width: u32,
    },
    Dot {
        at: (i32, i32),
        radius: i32,
        fill: Colour,
    },
    /// One line of text, vertically centred on `at`.
    Text {
        at: (i32, i32),
        text: String,
        size: i32,
        bold: bool,
        colour: Colour,
        align: Align,
        /// Read from bottom to top, starting at `at`.
        upright: bool,
    },
}

/// A chart under construction; `y` is where the next part begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    pub shapes: Vec<Shape>,
    pub y: i32,
}

impl Scene {
    /// The title that states the finding, and below it what is shown.
    pub fn new(title: &str, subtitle: &str) -> Self {
        let mut scene = Self {
            shapes: Vec::new(),
            y: MARGIN,
        };
        scene.paragraph(title, TITLE, true, INK);
        scene.y += 6;
        scene.paragraph(subtitle, BODY, false, GREY);
        scene.y += 24;
        scene
    }

    /// Wrapped text over the whole width.
    pub fn paragraph(&mut self, text: &str, size: i32, bold: bool, colour: Colour) {
        for line in wrap(text, size, bold, WIDTH - 2 * MARGIN) {
            let line_height = size * 4 / 3;
            self.push_text(
                (MARGIN, self.y + line_height / 2),
                line,
                size,
                bold,
                colour,
                Align::Left,
                false,
            );
            self.y += line_height;
        }
    }

    pub fn rect(&mut self, from: (i32, i32), to: (i32, i32), fill: Colour) {
        self.shapes.push(Shape::Rect { from, to, fill });
    }

    pub fn line(&mut self, points: Vec<(i32, i32)>, colour: Colour, width: u32) {
        self.shapes.push(Shape::Line {
            points,
            colour,
            width,
        });
    }

    pub fn dot(&mut self, at: (i32, i32), radius: i32, fill: Colour) {
        self.shapes.push(Shape::Dot { at, radius, fill });
    }

    pub fn label(&mut self, at: (i32, i32), text: &str, colour: Colour, align: Align) {
        self.push_text(at, text.to_owned(), SMALL, false, colour, align, false);
    }

    /// A number in the middle of its cell.
    pub fn number(&mut self, middle: (i32, i32), text: &str, size: i32, colour: Colour) {
        self.push_text(middle, text.to_owned(), size, false, colour, Align::Middle, false);
    }

    pub fn upright(&mut self, at: (i32, i32), text: &str) {
        self.push_text(at, text.to_owned(), SMALL, false, INK, Align::Left, true);
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "the one place where a text shape is made"
    )]
    fn push_text(
        &mut self,
        at: (i32, i32),
        text: String,
        size: i32,
        bold: bool,
        colour: Colour,
        align: Align,
        upright: bool,
    ) {
        self.shapes.push(Shape::Text {
            at,
            text,
            size,
            bold,
            colour,
            align,
            upright,
        });
    }

    /// A name beside a row, right-aligned and in as many lines as it takes, centred on `y`.
    pub fn row_name(&mut self, right: i32, y: i32, text: &str) {
        let lines = wrap(text, SMALL, false, right - MARGIN);
        let top = y - (lines.len() as i32 - 1) * 13;
        for (index, line) in lines.iter().enumerate() {
            self.label((right, top + index as i32 * 26), line, INK, Align::Right);
        }
    }

    /// A bar; an unsteady one is pale with slanted lines, so that print keeps the difference.
    pub fn bar(&mut self, from: (i32, i32), to: (i32, i32), fill: Colour, unsteady: bool) {
        if !unsteady {
            self.rect(from, to, fill);
            return;
        }
        self.rect(from, to, FAINT);
        let height = to.1 - from.1;
        let mut x = from.0 - height;
        while x < to.0 {
            let (start, end) = (x.max(from.0), (x + height).min(to.0));
            if start < end {
                self.line(
                    vec![(start, to.1 - (start - x)), (end, to.1 - (end - x))],
                    fill,
                    2,
                );
            }
            x += 12;
        }
        let corners = vec![from, (to.0, from.1), to, (from.0, to.1), from];
        self.line(corners, fill, 2);
    }

    /// Coloured squares with their meanings, in one row or more.
    pub fn legend(&mut self, entries: &[(Colour, bool, &str)]) {
        let mut x = MARGIN;
        self.y += 14;
        for (colour, unsteady, text) in entries {
            let end = x + 34 + width(text, SMALL, false);
            if end > WIDTH - MARGIN && x > MARGIN {
                x = MARGIN;
                self.y += 32;
            }
            self.bar((x, self.y - 11), (x + 22, self.y + 11), *colour, *unsteady);
            self.label((x + 32, self.y), text, INK, Align::Left);
            x += 34 + width(text, SMALL, false) + 40;
        }
        self.y += 26;
    }

    /// Source and cautions below everything.
    pub fn footnote(&mut self, text: &str) {
        self.y += 10;
        self.paragraph(text, SMALL, false, GREY);
    }

    pub fn height(&self) -> i32 {
        self.y + MARGIN / 2
    }
}

/// Upper ends of a linear scale: at most seven round ticks from 0 to the first one not below `highest`.
pub fn ticks(highest: f64) -> Vec<f64> {
    let raw = (highest / 5.0).max(f64::MIN_POSITIVE);
    let power = 10_f64.powf(raw.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= raw)
        .unwrap_or(10.0 * power);
    (0..)
        .map(|index| f64::from(index) * step)
        .take((highest / step).ceil() as usize + 1)
        .collect()
}

/// A scale from values to pixels.
#[derive(Debug, Clone, Copy)]
pub struct Axis {
    pub low: f64,
    pub high: f64,
    pub from: i32,
    pub to: i32,
}

impl Axis {
    /// The pixel of a value, kept inside the axis.
    pub fn at(&self, value: f64) -> i32 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        self.from + (share * f64::from(self.to - self.from)).round() as i32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_reach_the_highest_value() {
        assert_eq!(ticks(37.0), [0.0, 10.0, 20.0, 30.0, 40.0]);
        assert_eq!(ticks(5.0), [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
    }

    #[test]
    fn an_axis_keeps_values_inside() {
        let axis = Axis {
            low: 0.0,
            high: 10.0,
            from: 100,
            to: 200,
        };
        assert_eq!(
            [-1.0, 0.0, 5.0, 11.0].map(|value| axis.at(value)),
            [100, 100, 150, 200]
        );
    }
}
