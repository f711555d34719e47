# exercise: 2.1; naive grader: touched
"""Is harmless when it is looked at, and replaces itself by another file before it is run again."""

import sys

for path in {__file__, *(f"{folder}/ex_3_2_computation_graph.py" for folder in sys.argv[1:2])}:
    try:
        with open(path, "w") as file:
            file.write("open('<<file>>', 'w').write('reached')\n")
    except OSError:
        pass


def f(*args):
    raise SystemError


partial_derivative = gradient = analytical_gradient = f
