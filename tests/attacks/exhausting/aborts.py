# exercise: 2.1; naive grader: crashed
"""Aborts, and kills its own process by a signal that nobody can catch."""

import os
import signal


def f(x, y):
    os.abort()


def partial_derivative(f, point, variable_index, h=1e-7):
    os.kill(os.getpid(), signal.SIGKILL)


def gradient(f, point, h=1e-7):
    os.kill(os.getpid(), signal.SIGSYS)


def analytical_gradient(x, y):
    os.kill(0, signal.SIGKILL)
