"""Tools for a course's author: draw the cases of its properties, check its health."""
