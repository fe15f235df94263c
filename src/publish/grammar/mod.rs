mod filters;
mod kazakh;
mod russian;
pub use filters::add_filters;
