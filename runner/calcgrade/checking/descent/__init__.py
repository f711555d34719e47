"""Gradient descents: walks judged step by step, how they behave, and their known mistakes."""
