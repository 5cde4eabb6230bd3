"""Room 6: what a reader is given; still no web library here."""
