"""What crosses the trust boundary, decoded strictly."""
