"""The part of axe-playwright-python that the tests use; the package has no types of its own."""
