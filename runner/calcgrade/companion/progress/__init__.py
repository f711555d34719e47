"""Where a learner stands: a small file in their folder that is safe to delete."""
