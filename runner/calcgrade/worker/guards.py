"""Make what learners do with matplotlib on a desktop harmless in a sandbox without one.

A window backend is asked for and not found, ``show`` warns, ``pause`` sleeps, a picture is saved to a
folder that is not there: none of that says anything about a learner's mathematics.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .quick_imports import leave_undocumented

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from importlib.machinery import ModuleSpec


closed: list[Any] = []
"""Figures that learner code closed since `calcgrade.worker.figures.close_all`, the last ones: they were drawn."""

MAX_CLOSED = 20


def ready_config(target: str, cache_sources: Iterable[str], sent: Iterable[tuple[str, str]] = ()) -> None:
    """Put a prebuilt font list where matplotlib looks for one; without it matplotlib builds its own.

    Parameters
    ----------
    target : str
        The folder that MPLCONFIGDIR names; made if it is not there.
    cache_sources : iterable of str
        Folders that may hold ``fontlist-*.json``; the first that does is used.
    sent : iterable of (str, str)
        Such files, name and content, that came from outside.
    """
    with contextlib.suppress(OSError):
        folder = Path(target)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in sent:
            (folder / name).write_text(text, "utf-8")
        for source in cache_sources:
            lists = sorted(Path(source).glob("fontlist-*.json"))
            for found in lists:
                (folder / found.name).write_bytes(found.read_bytes())
            if lists:
                return


def install_guards() -> None:
    """Patch matplotlib's modules: those already imported now, the others as they are imported."""
    os.environ["MPLBACKEND"] = "Agg"
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # "building the font cache" is not learner output
    if not any(isinstance(finder, _Watch) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Watch())
        for name, patch in _PATCHES.items():
            if name in sys.modules:
                patch(sys.modules[name])


class _Watch:
    """A finder that finds nothing itself: it lets the others find a module and patches it once it has run."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """Return the spec found by the finders after this one, its loader completed by our patch."""
        patch = _PATCHES.get(name)
        if patch is None:
            return None
        others = (finder for finder in sys.meta_path if finder is not self and hasattr(finder, "find_spec"))
        spec = next(filter(None, (finder.find_spec(name, path, target) for finder in others)), None)
        if spec is not None and spec.loader is not None:
            run = spec.loader.exec_module

            def run_then_patch(module: Any) -> None:
                run(module)
                patch(module)

            spec.loader.exec_module = run_then_patch  # type: ignore[method-assign]
        return spec


def _patch_matplotlib(module: Any) -> None:
    module.use = _nothing
    module.rcParams["figure.max_open_warning"] = 0


def _patch_pyplot(module: Any) -> None:
    switch = module.switch_backend
    switched: list[str] = []

    def switch_backend(newbackend: str) -> None:
        # pyplot itself calls this for the first figure; later calls would only lose figures
        if not switched:
            switch("agg")
            switched.append(newbackend)

    module.switch_backend = switch_backend
    module.show = module.pause = _nothing
    module.ion = module.ioff = _empty_context
    forget = module.close

    def close(fig: Any = None) -> None:
        held: Any = sys.modules["matplotlib._pylab_helpers"].Gcf
        before = {number: manager.canvas.figure for number, manager in held.figs.items()}
        forget(fig)
        closed.extend(figure for number, figure in before.items() if number not in held.figs)
        del closed[:-MAX_CLOSED]

    module.close = close


def _patch_figure(module: Any) -> None:
    cls = module.Figure
    save = cls.savefig

    def savefig(self: Any, *args: Any, **kwargs: Any) -> None:
        with contextlib.suppress(OSError):
            save(self, *args, **kwargs)

    cls.savefig = savefig
    cls.show = cls.waitforbuttonpress = _nothing
    cls.ginput = _no_clicks


def _nothing(*_args: object, **_kwargs: object) -> None:
    return None


def _empty_context(*_args: object, **_kwargs: object) -> contextlib.nullcontext[None]:
    return contextlib.nullcontext()


def _no_clicks(*_args: object, **_kwargs: object) -> list[tuple[float, float]]:
    return []


_PATCHES: dict[str, Callable[[Any], None]] = {
    "matplotlib": _patch_matplotlib,
    "matplotlib.artist": leave_undocumented,
    "matplotlib.pyplot": _patch_pyplot,
    "matplotlib.figure": _patch_figure,
}
