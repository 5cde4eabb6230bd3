"""Moves a database from one shape to the next."""
