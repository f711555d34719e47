"""Questions on what the exercises rest on, from the course's quiz.toml."""
