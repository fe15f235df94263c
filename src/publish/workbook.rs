//! The tables of a run as one workbook for Excel.
