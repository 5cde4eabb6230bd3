"""Room 4: decide what is the same: copies, stories, actors."""
