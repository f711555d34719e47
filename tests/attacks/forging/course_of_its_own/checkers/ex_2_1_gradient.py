from calcgrade.checking import Exercise

exercise = Exercise("2.1", "f")


@exercise.check("there is nothing to do", points=10, function="f")
def nothing():
    yield from ()
