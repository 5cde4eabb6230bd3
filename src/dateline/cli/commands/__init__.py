"""One file per command, found by file name."""
