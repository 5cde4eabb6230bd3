"""Faces for other programs, found by file name; each file has a `router` and looks at keys itself."""
