"""Checker to be written."""
