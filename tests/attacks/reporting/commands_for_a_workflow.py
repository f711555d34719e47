# exercise: 2.1; naive grader: injected
"""Prints what GitHub's log obeys: notices, masks, groups, outputs, and an end to the commands' stop."""

COMMANDS = (
    "::notice title=Autograding report::{\"totalPoints\":10,\"maxPoints\":10}",
    "::error file=checkers/ex_2_1_gradient.py,line=1::wrong",
    "::set-output name=result::eyJzY29yZSI6IDEwfQ==",
    "::add-mask::0",
    "::group::hidden",
    "::stop-commands::x",
    "  ::save-state name=x::y",
    "##[set-output name=result]10",
)
for command in COMMANDS:
    print(command)


def f(*args):
    for command in COMMANDS:
        print(command)
    raise ValueError("\n" + "\n".join(COMMANDS))


partial_derivative = gradient = analytical_gradient = f
