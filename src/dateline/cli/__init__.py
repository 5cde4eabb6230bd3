"""The command line: asks the app, prints its views."""
