"""A grader as many a course has one, to show that the attacks are real: it imports the file and compares with numpy.

It is kept naive on purpose. It runs in a throw-away sandbox (see control.py) and nowhere else.
"""

import csv
import importlib
import json
import pickle
import site
import sys
import traceback
from pathlib import Path

import numpy as np


def square(x):
    return x**2


def surface(x, y):
    return 3 * x**2 + x * y + y**2


def paraboloid(x, y, z):
    return x**2 + 2 * y**2 + 3 * z**2


def slopes_at(point):
    return np.array([2.0, 4.0, 6.0]) * point


A_PICTURE = object()
TOLERANCE = 1e-4
TESTS = {
    "ex_1_1_numerical_derivative": [
        ("square_slopes", (), [0, 2, 4, 6]),
        ("cubic_slope", (), 1.0),
        ("sine_slope", (), 1.0),
        ("numerical_derivative", (square, 3.0), 6.0),
    ],
    "ex_1_2_tangent_lines": [
        ("f", (2.0,), 2.0),
        ("slope", (2.0,), 9.0),
        ("tangent_line", (2.0, 3.0), 11.0),
        ("behaviour", (2.0,), "increasing"),
        ("plot_tangents", (), A_PICTURE),
    ],
    "ex_2_1_gradient": [
        ("f", (1.0, -1.0), 3.0),
        ("partial_derivative", (surface, np.array([1.0, -1.0]), 0), 5.0),
        ("gradient", (surface, np.array([1.0, -1.0])), [5.0, -1.0]),
        ("analytical_gradient", (1.0, -1.0), [5.0, -1.0]),
    ],
    "ex_2_2_sensitivity": [
        ("f", (1.0, 1.0, 1.0), 6.0),
        ("gradient", (paraboloid, np.ones(3)), lambda f, point: slopes_at(point)),
        ("most_influential", (paraboloid, np.ones(3)), 2),
    ],
    "ex_3_2_computation_graph": [
        ("forward", (3.0,), (6.0, 36.0, 26.0)),
        ("backward", (3.0,), {"dc_db": 1.0, "db_da": 12.0, "da_dx": 2.0, "dc_dx": 24.0}),
    ],
    "ex_4_1_gradient_descent": [
        ("f", (1.0,), 0.0),
        ("gradient_descent", (square, 1.0, 0.25, 2), [1.0, 0.5, 0.25]),
        ("which_minimum", (1.0,), 1.2247449),
    ],
}
FULL = 10


def same(actual, expected):
    if expected is A_PICTURE:
        return hasattr(actual, "savefig")
    if isinstance(expected, str):
        return actual == expected
    if isinstance(expected, dict):
        return all(same(actual[key], value) for key, value in expected.items())
    if isinstance(expected, float | int):
        return not abs(actual - expected) > TOLERANCE
    return np.allclose(actual, expected, atol=TOLERANCE)


def grade(name, out):
    """Return the points and a line for each test of one exercise."""
    tests = TESTS[name]
    own = Path(sys.argv[1], "autograding.json")
    if own.exists():  # GitHub Classroom keeps its tests in the learner's repository too
        tests = json.loads(own.read_text()).get(name, tests)
    points, lines = 0.0, []
    try:
        module = importlib.import_module(name)
    except Exception:  # as such graders do: what stops it is not an Exception
        return 0.0, [f"{name} cannot be imported: {traceback.format_exc()}"]
    for function, arguments, expected in tests:
        try:
            actual = getattr(module, function)(*arguments)
            expected = expected(*arguments) if callable(expected) else expected
            if same(actual, expected):
                points += FULL / len(tests)
                lines.append(f"{function}: passed")
            else:
                lines.append(f"{function}: returned {actual}, not {expected}")
            if hasattr(actual, "savefig"):
                actual.savefig(out / f"{name}.png")
            else:  # for the instructor, who may want to look at it again
                (out / f"{name}.{function}.pkl").write_bytes(pickle.dumps(actual))
                pickle.loads((out / f"{name}.{function}.pkl").read_bytes())
        except Exception as error:
            lines.append(f"{function}: {type(error).__name__}: {error}")
    return points, lines


def main(folder, out):
    site.addsitedir(str(folder))
    exercises = {}
    for name in TESTS:
        if (folder / f"{name}.py").exists():
            points, lines = grade(name, out)
            exercises[name] = {"score": round(points, 2), "max_score": FULL, "lines": lines}
    score = sum(exercise["score"] for exercise in exercises.values())
    result = {"score": score, "max_score": FULL * len(exercises), "exercises": exercises}
    lines = [line for exercise in exercises.values() for line in exercise["lines"]]
    (out / "report.html").write_text(f"<h1>{score}</h1>" + "".join(f"<p>{line}</p>" for line in lines))
    with (out / "grades.csv").open("w") as file:
        csv.writer(file).writerows(line.split(": ", 1) for line in lines)
    (out / "results.json").write_text(json.dumps(result))
    print("\n".join(lines))
    print(json.dumps(result))
    sys.exit(0 if score == result["max_score"] else 1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
