"""Whose work there is: hand-ins in the folder shapes of learning platforms, the roster, the latest attempt."""
