"""Folders to start from: a learner's, with stubs and a workflow, and an autograder for Gradescope or Classroom 50."""
