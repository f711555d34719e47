"""Pictures, judged by the data of their artists."""
