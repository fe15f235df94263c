//! Tables and pictures with their numbered captions.

use std::io;

use super::body::Body;
use super::paragraphs::Manner;
use super::xml::attribute;
use super::{Cell, Numbering, Placed, Span, Table};

/// From so many columns on a table is set in small letters.
const MANY_COLUMNS: usize = 7;
/// English Metric Units in a twentieth of a point.
const EMU: u64 = 635;

impl Body<'_> {
    /// A caption with its number as a field, so that Word renumbers captions an editor moves.
    fn caption(
        &mut self,
        style: &str,
        sequence: &str,
        numbering: &Numbering,
        number: usize,
        spans: &[Span],
    ) -> io::Result<()> {
        let keeps = style == "Caption";
        self.begin(
            style,
            Manner {
                keeps,
                ..Manner::default()
            },
        )?;
        if !numbering.before.is_empty() {
            self.run(&numbering.before, false)?;
        }
        self.begin_field(&format!(" SEQ {sequence} \\* ARABIC "))?;
        self.run(&number.to_string(), false)?;
        self.end_field()?;
        self.run(&numbering.after, false)?;
        self.spans(spans, false)?;
        self.xml.close("w:p")
    }

    pub fn table(&mut self, table: &Table) -> io::Result<()> {
        self.tables += 1;
        let numbering = self.document.tables.clone();
        self.caption("Caption", "Table", &numbering, self.tables, &table.caption)?;
        let widths = self.widths(&table.widths);
        self.xml.open("w:tbl", &[])?;
        self.table_properties(table, &widths)?;
        self.xml.open("w:tblGrid", &[])?;
        for width in &widths {
            self.xml.empty("w:gridCol", &[("w:w", &width.to_string())])?;
        }
        self.xml.close("w:tblGrid")?;
        for row in &table.header {
            self.row(row, &widths, true)?;
        }
        for row in &table.rows {
            self.row(row, &widths, false)?;
        }
        self.xml.close("w:tbl")?;
        self.paragraph("TableText", Manner::default(), &[])
    }

    /// The shares of the columns in twentieths of a point; the first takes what rounding leaves.
    fn widths(&self, shares: &[usize]) -> Vec<usize> {
        let whole: usize = shares.iter().sum::<usize>().max(1);
        let mut widths: Vec<usize> = shares.iter().map(|share| self.width * share / whole).collect();
        let rest = self.width.saturating_sub(widths.iter().sum());
        if let Some(first) = widths.first_mut() {
            *first += rest;
        }
        widths
    }

    fn table_properties(&mut self, table: &Table, widths: &[usize]) -> io::Result<()> {
        let style = self.style("Figures").to_owned();
        let width: usize = widths.iter().sum();
        self.xml.open("w:tblPr", &[])?;
        self.xml.value("w:tblStyle", &style)?;
        self.xml
            .empty("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")])?;
        self.xml.empty("w:tblLayout", &[("w:type", "fixed")])?;
        let look = [
            ("w:val", "0620"),
            ("w:firstRow", "1"),
            ("w:lastRow", "0"),
            ("w:firstColumn", "0"),
            ("w:lastColumn", "0"),
            ("w:noHBand", "1"),
            ("w:noVBand", "1"),
        ];
        self.xml.empty("w:tblLook", &look)?;
        self.xml
            .value("w:tblDescription", &attribute(&table.description))?;
        self.xml.close("w:tblPr")
    }

    fn row(&mut self, cells: &[Cell], widths: &[usize], is_header: bool) -> io::Result<()> {
        self.xml.open("w:tr", &[])?;
        self.xml.open("w:trPr", &[])?;
        self.xml.empty("w:cantSplit", &[])?;
        if is_header {
            self.xml.empty("w:tblHeader", &[])?;
        }
        self.xml.close("w:trPr")?;
        let style = match (is_header, widths.len() >= MANY_COLUMNS) {
            (true, _) => "TableHead",
            (false, true) => "TableSmall",
            (false, false) => "TableText",
        };
        let mut column = 0;
        for cell in cells {
            let end = (column + cell.columns.max(1)).min(widths.len());
            let width: usize = widths.get(column..end).map_or(0, |widths| widths.iter().sum());
            self.cell(cell, width, end - column.min(end), is_header, style)?;
            column = end;
        }
        self.xml.close("w:tr")
    }

    fn cell(
        &mut self,
        cell: &Cell,
        width: usize,
        columns: usize,
        is_header: bool,
        style: &str,
    ) -> io::Result<()> {
        self.xml.open("w:tc", &[])?;
        self.xml.open("w:tcPr", &[])?;
        self.xml
            .empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")])?;
        if columns > 1 {
            self.xml.value("w:gridSpan", &columns.to_string())?;
        }
        if is_header {
            let shade = [("w:val", "clear"), ("w:color", "auto"), ("w:fill", "E7E6E6")];
            self.xml.empty("w:shd", &shade)?;
        }
        self.xml.value("w:vAlign", "center")?;
        self.xml.close("w:tcPr")?;
        let manner = Manner {
            align: Some(cell.align),
            strong: cell.strong,
            // A row that heads others stays with them.
            keeps: columns > 1 || is_header,
            ..Manner::default()
        };
        self.paragraph(style, manner, &cell.spans)?;
        self.xml.close("w:tc")
    }

    pub fn picture(&mut self, placed: &Placed) -> io::Result<()> {
        let number = self.media.len() + 1;
        let relation = self.picture_relation(number);
        self.media.push(placed.png.clone());
        let (width, height) = size(placed.size, self.width as u64 * EMU);
        let [width, height] = [width, height].map(|length| length.to_string());
        let id = self.id(number).to_string();
        let name = format!("talda{number}");
        let alt = attribute(&placed.alt);
        let extent = [("cx", width.as_str()), ("cy", height.as_str())];
        let named = [
            ("id", id.as_str()),
            ("name", name.as_str()),
            ("descr", alt.as_str()),
        ];
        let keeps = Manner {
            keeps: true,
            ..Manner::default()
        };
        self.begin("Picture", keeps)?;
        self.xml.open("w:r", &[])?;
        self.xml.open("w:drawing", &[])?;
        self.xml.open(
            "wp:inline",
            &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")],
        )?;
        self.xml.empty("wp:extent", &extent)?;
        self.xml.empty("wp:docPr", &named)?;
        self.xml.open("a:graphic", &[])?;
        self.xml.open(
            "a:graphicData",
            &[("uri", "http://schemas.openxmlformats.org/drawingml/2006/picture")],
        )?;
        self.xml.open("pic:pic", &[])?;
        self.xml.open("pic:nvPicPr", &[])?;
        self.xml.empty("pic:cNvPr", &named)?;
        self.xml.empty("pic:cNvPicPr", &[])?;
        self.xml.close("pic:nvPicPr")?;
        self.xml.open("pic:blipFill", &[])?;
        self.xml.empty("a:blip", &[("r:embed", relation.as_str())])?;
        self.xml.open("a:stretch", &[])?;
        self.xml.empty("a:fillRect", &[])?;
        self.xml.close("a:stretch")?;
        self.xml.close("pic:blipFill")?;
        self.xml.open("pic:spPr", &[])?;
        self.xml.open("a:xfrm", &[])?;
        self.xml.empty("a:off", &[("x", "0"), ("y", "0")])?;
        self.xml.empty("a:ext", &extent)?;
        self.xml.close("a:xfrm")?;
        self.xml.open("a:prstGeom", &[("prst", "rect")])?;
        self.xml.empty("a:avLst", &[])?;
        for name in [
            "a:prstGeom",
            "pic:spPr",
            "pic:pic",
            "a:graphicData",
            "a:graphic",
            "wp:inline",
            "w:drawing",
            "w:r",
            "w:p",
        ] {
            self.xml.close(name)?;
        }
        let numbering = self.document.pictures.clone();
        self.caption("PictureCaption", "Figure", &numbering, number, &placed.caption)
    }
}

/// Width and height on the page: over the width of the text, or narrower where it would be taller than about 70 % of a
/// page.
fn size((width, height): (u32, u32), text_width: u64) -> (u64, u64) {
    const TALLEST: u64 = 6_600_000;
    let (width, height) = (u64::from(width.max(1)), u64::from(height.max(1)));
    let full = text_width * height / width;
    if full <= TALLEST {
        (text_width, full)
    } else {
        (TALLEST * width / height, TALLEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_keep_their_shape_within_width_and_height() {
        assert_eq!(size((800, 400), 6_000_000), (6_000_000, 3_000_000));
        assert_eq!(size((100, 1_000), 6_000_000), (660_000, 6_600_000));
    }
}
