"""Check again whenever a file is saved."""
