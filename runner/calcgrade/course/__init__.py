"""A course: what it consists of, where it is found, and how its checkers are loaded."""
