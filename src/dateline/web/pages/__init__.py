"""Pages, found by file name; each file has a `router`."""
