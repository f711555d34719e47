"""The course's pictures of any formula, drawn by matplotlib."""
