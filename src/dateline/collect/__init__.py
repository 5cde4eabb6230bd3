"""Room 1: bring captures in; the only room with a network."""
