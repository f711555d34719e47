"""Formulas that somebody typed: read by a parser of our own, never run as Python."""
