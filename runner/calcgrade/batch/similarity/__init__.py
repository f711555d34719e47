"""Which submissions are suspiciously alike; needs the extra ``calcgrade[similarity]``."""
