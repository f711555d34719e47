"""Renderings of results."""
