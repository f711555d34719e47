# exercise: 1.2; naive grader: injected
"""Draws a picture whose title, labels and legend are what a browser and a terminal run."""

import matplotlib.pyplot as plt

EVIL = "<script>alert(1)</script>\x1b[2J<img src=x onerror=alert(1)>"


def behaviour(x0):
    return EVIL


def plot_tangents():
    figure, axes = plt.subplots(num="evil")
    axes.plot([0, 1], [0, 1], label=EVIL)
    axes.set_title(EVIL)
    axes.set_xlabel(EVIL)
    axes.text(0, 0, EVIL)
    axes.legend()
    return figure


f = slope = tangent_line = behaviour
