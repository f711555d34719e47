# exercise: 1.2; naive grader: injected
"""Returns text that a browser runs, in elements, attributes and addresses, closed out of every context."""


def behaviour(x0):
    return "</pre></title></style>'\"><script>fetch('//example.org')</script><img src=x onerror=alert(1)>"


f = slope = tangent_line = plot_tangents = behaviour
