"""The learner's companion: hints, progress, quizzes, pictures, checks on save; nothing here decides a grade."""
