"""Where a function is defined, for marks at a learner's own lines."""

from __future__ import annotations

from calcgrade.intake.definition import definition


def test_a_function_is_found_where_it_was_defined_last() -> None:
    file = b"import numpy\n\ndef slope(x):\n    def f(x): pass\n\nf = lambda x: x\ndef slope (x):\n    return f\n"
    assert definition(file, "slope") == 7
    assert definition(file, "f") == 6
    assert definition(file, "gradient") == 0
    assert definition(file, "") == 0
    assert definition(b"def f():\r\n  0\r\ndef g():\r\n", "g") == 3
    assert definition(b"", "f") == 0
