"""Room 2: one Capture becomes one Article (or several, for feeds and mailboxes)."""
