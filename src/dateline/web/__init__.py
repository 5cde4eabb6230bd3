"""The news desk as web pages: a face, like the command line; it asks `dateline.desk` and renders."""
