"""calcgrade: an autograder for a Calculus for ML course."""

__version__ = "0.1.0"
