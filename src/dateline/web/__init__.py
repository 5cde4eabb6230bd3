"""The web face: asks the app for a view and renders it."""
