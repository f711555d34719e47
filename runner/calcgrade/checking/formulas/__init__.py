"""Functions as formulas: exact derivatives, families of them, how rounding moves them, how they are written."""
