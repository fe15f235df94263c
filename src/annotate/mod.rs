//! One appeal through text, coding and place; many of them in parallel with their order kept.
