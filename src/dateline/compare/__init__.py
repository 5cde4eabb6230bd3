"""Room 5: decide what is different inside one story."""
