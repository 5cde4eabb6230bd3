"""The news desk: everything around the corridor that readers use day by day; the web and other faces ask it."""
