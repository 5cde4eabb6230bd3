"""Reference tables and the functions that load them."""
