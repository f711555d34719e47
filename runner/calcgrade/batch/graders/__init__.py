"""Who grades: processes of this machine, or of others; each takes one submission at a time."""
