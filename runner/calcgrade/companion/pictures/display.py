"""Where a picture can be seen: in a window, in the terminal itself, or in a file."""

from __future__ import annotations

import base64
import sys
from typing import TYPE_CHECKING, Any, Literal

from calcgrade.companion.pictures.draw import draw

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from calcgrade.companion.pictures.canvas import Figure
    from calcgrade.companion.pictures.request import Plan

Protocol = Literal["kitty", "iterm2"]

CHUNK = 4096
"""Characters that kitty takes at a time."""


def has_display(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Tell whether windows can be opened at all."""
    if platform in ("darwin", "win32"):
        return not environment.get("SSH_CONNECTION")
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def show_window(plan: Plan) -> bool:
    """Show a plan in a window until it is closed; False where matplotlib has no window to offer."""
    figure = new_window()
    if figure is None:
        return False
    draw(figure, plan)
    if figure.canvas.manager is not None:
        figure.canvas.manager.set_window_title(f"calcgrade show {plan.topic}")
    _pyplot().show()
    return True


def new_window() -> Figure | None:
    """Return an empty figure that `matplotlib.pyplot.show` will put into a window, None where there is none."""
    try:
        figure = _pyplot().figure()  # a display that refuses shows itself here
    except (ImportError, RuntimeError):
        return None
    except Exception as error:
        if type(error).__name__ != "TclError":  # tkinter's, which may be missing altogether
            raise
        return None
    return None if figure.canvas.required_interactive_framework is None else figure


def window_backend() -> str | None:
    """Return the name of the backend that opens windows here, None where none does."""
    figure = new_window()
    if figure is None:
        return None
    _pyplot().close(figure)
    return str(_pyplot().get_backend())


def _pyplot() -> Any:
    import matplotlib.pyplot as plt

    return plt


def protocol(environment: Mapping[str, str]) -> Protocol | None:
    """Return how this terminal is sent images, None where it is not known to show any."""
    if environment.get("TMUX") or environment.get("STY"):  # these swallow what they do not know
        return None
    terminal = environment.get("TERM_PROGRAM", "")
    if environment.get("KITTY_WINDOW_ID") or terminal == "ghostty":
        return "kitty"
    if terminal in ("iTerm.app", "WezTerm") or environment.get("LC_TERMINAL") == "iTerm2":
        return "iterm2"
    return None


def inline(png: bytes, to: Protocol) -> str:
    """Return what a terminal of that kind shows as this picture, and a line break."""
    text = base64.b64encode(png).decode("ascii")
    if to == "iterm2":
        return f"\x1b]1337;File=inline=1;size={len(png)};preserveAspectRatio=1:{text}\x07\n"
    return "".join(_kitty(text)) + "\n"


def _kitty(text: str) -> Iterator[str]:
    for first in range(0, len(text), CHUNK):
        more = int(first + CHUNK < len(text))
        head = f"a=T,f=100,m={more}" if not first else f"m={more}"
        yield f"\x1b_G{head};{text[first : first + CHUNK]}\x1b\\"
