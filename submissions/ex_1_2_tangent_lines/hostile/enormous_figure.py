# Asks for a picture of ten thousand megapixels, titled with somebody else's markup.
import matplotlib.pyplot as plt


def f(x):
    return 0.0


def slope(x0):
    return 0.0


def tangent_line(x0, x):
    return 0.0


def behaviour(x0):
    return "increasing"


def plot_tangents():
    fig = plt.figure(figsize=(1000, 1000), dpi=100)
    plt.title("</title><img src=x onerror=alert(1)>")
    return fig
