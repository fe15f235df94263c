//! Personal receptions.

use minijinja::context;

use crate::analyse::ALL;
use crate::publish::Error;
use crate::publish::facts::Cited;
use crate::publish::note::cited;
use crate::publish::note::writer::Writer;
use crate::publish::rows::{self, RECEPTION_COLUMNS};

/// Receptions of the half-year by form.
pub fn receptions(writer: &mut Writer) -> Result<(), Error> {
    writer.heading(1, "receptions")?;
    let forms = rows::receptions(writer.findings);
    let Some(all) = forms.get(ALL) else {
        return writer.sentence("no-data", context! {});
    };
    let cleared = writer.cleared;
    let figures = |form: &str, counts: &[i64; 6]| -> [Cited; 6] {
        std::array::from_fn(|index| cited::receptions(cleared, form, RECEPTION_COLUMNS[index], counts[index]))
    };
    let keys = [
        "form",
        "receptions",
        "people",
        "resolved",
        "explained",
        "refused",
        "in-work",
    ];
    let mut rows = vec![writer.words(&keys)?];
    for (form, counts) in forms.iter().filter(|(form, _)| **form != ALL) {
        let cells = figures(form, counts).map(|cited| cited.in_table());
        rows.push([vec![writer.code_name("form", form)?], cells.to_vec()].concat());
    }
    let [receptions, people, resolved, explained, refused, in_work] = figures(ALL, all);
    let context = context! { receptions, people, resolved, explained, refused, in_work };
    writer.sentence("receptions", context)?;
    writer.table_of("receptions", &[190, 130, 130, 115, 155, 130, 150], &rows)
}
