"""Measured slopes: how their error follows the step, where the function was looked at, and their known mistakes."""
