"""A cohort, graded unattended: whose work there is, the journal, graders at work at once, what is written."""
