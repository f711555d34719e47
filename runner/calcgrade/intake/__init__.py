"""What a learner hands in, read once into memory and never interpreted here."""
