"""What a grade is: the result's types, how a status is derived, the JSON Schema."""
