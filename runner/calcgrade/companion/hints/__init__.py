"""What a learner is told when stuck: a ladder of hints, led by the mistake that the last check named."""
