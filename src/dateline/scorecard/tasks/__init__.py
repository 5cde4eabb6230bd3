"""The tasks of the scorecard, one file each."""
