"""Runs checkers against a session, diagnoses failures, and derives the result."""
