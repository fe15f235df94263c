//! Findings become bytes: tables, charts, map page, notes. Renderers return bytes; the pipeline writes them.

mod chart_font;
pub mod charts;
mod compared;
mod grammar;
pub mod map_page;
pub mod note;
pub mod numbers;
mod rows;
#[cfg(test)]
pub mod sample;
pub mod suppression;
pub mod workbook;

/// A chart ready to be written and to be set into a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// File stem, e.g. `districts.kk`.
    pub name: String,
    /// The finding, as printed above the picture in a document.
    pub title: String,
    /// The picture in words and numbers, for those who do not see it.
    pub alt: String,
    pub png: Vec<u8>,
    /// Width and height of the PNG in pixels.
    pub size: (u32, u32),
    pub svg: String,
    /// The numbers behind the picture, with a header in the language of the picture.
    pub csv: String,
}

/// Why something cannot be rendered.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the chart `{chart}` cannot be drawn: {why}")]
    Chart { chart: String, why: String },
    #[error("the small counts of «{table}» cannot be kept from being worked out")]
    Exposed { table: &'static str },
    #[error("the template `{template}` cannot be filled")]
    Template {
        template: String,
        source: minijinja::Error,
    },
    #[error("the document cannot be packed")]
    Pack(#[from] zip::result::ZipError),
    #[error("the document cannot be written")]
    Write(#[from] std::io::Error),
    #[error("the workbook cannot be written")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    #[error("a table cannot be laid out for the workbook")]
    Table(#[from] crate::corpus::Error),
    #[error("the boundaries are not GeoJSON with a `kato` property: {why}")]
    Boundaries { why: String },
    #[error("the phrases `{file}` cannot be read: {why}")]
    Phrases { file: &'static str, why: String },
}
