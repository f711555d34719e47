"""What the worker says about a learner's figure: its data, its picture, and which figure is meant.

Each script runs in a process of its own, with the guards in place as in a sandbox: patched matplotlib must
not leak into other tests.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import msgspec
import pytest

from calcgrade.wire.pictures import Drawing

pytestmark = pytest.mark.slow

PRELUDE = """
import json, sys, warnings
from calcgrade.worker import figures
figures.install_guards()
import matplotlib, numpy as np
import matplotlib.pyplot as plt
def tell(value):
    print(json.dumps(value, allow_nan=False))
"""


def run(script: str, tmp_path: Path, prelude: str = PRELUDE) -> Any:
    """Run a script; return what it told, having printed nothing else and warned of nothing."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "MPLCONFIGDIR": str(config(tmp_path))}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", prelude + textwrap.dedent(script)],
        capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


def config(tmp_path: Path) -> Path:
    """A folder with this machine's font list, made once for all tests here."""
    from matplotlib import get_cachedir

    folder = tmp_path / "mpl"
    folder.mkdir(exist_ok=True)
    for found in Path(get_cachedir()).glob("fontlist-*.json"):
        (folder / found.name).write_bytes(found.read_bytes())
    return folder


def test_lines_scatters_labels_and_scales_come_out_in_data_units(tmp_path: Path) -> None:
    told = run(
        """
        fig, (left, right) = plt.subplots(1, 2)
        left.plot([1, 2, 3], [1, 4, 9], "r--", label="curve")
        left.set(title="T", xlabel="step", ylabel="x")
        right.semilogy([1, 2], [10, 100])
        right.scatter([0, 1], [2, 3], label="dots")
        right.text(0, 2, "here")
        tell(figures.describe(fig))
        """,
        tmp_path,
    )
    drawing = msgspec.convert(told, Drawing)
    left, right = drawing.axes
    assert (left.title, left.xlabel, left.ylabel) == ("T", "step", "x")
    assert left.lines[0].x == [1, 2, 3]
    assert left.lines[0].y == [1, 4, 9]
    assert (left.lines[0].label, left.lines[0].linestyle) == ("curve", "--")
    assert (right.xscale, right.yscale) == ("linear", "log")
    assert right.lines[0].y == [10, 100]
    assert (right.scatters[0].x, right.scatters[0].y) == ([0, 1], [2, 3])
    assert right.texts == ["here"]


def test_horizontal_and_unbounded_lines_are_lines_in_data_units(tmp_path: Path) -> None:
    told = run(
        """
        fig, ax = plt.subplots()
        ax.set_xlim(-2, 2)
        ax.axhline(5)
        ax.axline((0, 1), slope=3)
        ax.hlines([7], -1, 1)
        tell(figures.describe(fig))
        """,
        tmp_path,
    )
    across, sloped, segment = told["axes"][0]["lines"]
    assert (across["x"], across["y"]) == ([-2, 2], [5, 5])
    assert (sloped["x"], sloped["y"]) == ([-2, 2], [-5, 7])
    assert (segment["x"], segment["y"]) == ([-1, 1], [7, 7])


def test_contours_count_however_they_are_drawn_and_a_colorbar_is_not_a_drawing(tmp_path: Path) -> None:
    told = run(
        """
        z = np.add.outer(np.arange(4.0), np.arange(4.0))
        fig, (a, b) = plt.subplots(1, 2)
        fig.colorbar(a.contour(z), ax=a)
        b.contourf(z); b.contour(z); b.imshow(z)
        tell([(ax["contours"], ax["images"]) for ax in figures.describe(fig)["axes"]])
        """,
        tmp_path,
    )
    assert told == [[1, 0], [2, 1]]


def test_points_that_are_not_finite_are_left_out(tmp_path: Path) -> None:
    told = run(
        """
        fig, ax = plt.subplots()
        ax.plot([0, 1, 2, np.nan], [0, np.inf, 4, 1])
        ax.plot(np.ma.array([0, 1, 2], mask=[0, 1, 0]), [5, 6, 7])
        tell([line["y"] for line in figures.describe(fig)["axes"][0]["lines"]])
        """,
        tmp_path,
    )
    assert told == [[0, 4], [5, 7]]


def test_a_long_line_is_thinned_and_keeps_its_ends(tmp_path: Path) -> None:
    told = run(
        """
        fig, ax = plt.subplots()
        ax.plot(np.arange(100_001))
        x = figures.describe(fig)["axes"][0]["lines"][0]["x"]
        tell([len(x), x[0], x[-1], bool(min(np.diff(x)) > 0)])
        """,
        tmp_path,
    )
    assert told == [2000, 0, 100_000, True]


def test_a_crowded_figure_stays_small(tmp_path: Path) -> None:
    told = run(
        """
        fig, ax = plt.subplots()
        for k in range(3000):
            ax.plot(np.random.rand(30))
        tell(len(json.dumps(figures.describe(fig))))
        """,
        tmp_path,
    )
    assert told < 1_000_000


def test_hidden_and_empty_artists_are_not_drawn(tmp_path: Path) -> None:
    told = run(
        """
        fig, ax = plt.subplots()
        ax.plot([1, 2], [3, 4], linestyle="None")
        ax.plot([1, 2], [3, 4], visible=False)
        ax.plot([], [])
        ax.scatter([], [])
        tell(figures.describe(fig)["axes"][0]["lines"] + figures.describe(fig)["axes"][0]["scatters"])
        """,
        tmp_path,
    )
    assert told == []


def test_arrows_and_bars_tell_where_they_are(tmp_path: Path) -> None:
    told = run(
        """
        fig, ax = plt.subplots()
        ax.annotate("", xy=(3, 4), xytext=(1, 2), arrowprops={"arrowstyle": "->"})
        ax.annotate("step 2", xy=(5, 6), xytext=(3, 4), arrowprops={"arrowstyle": "->"})
        ax.annotate("no arrow", xy=(5, 6), xytext=(3, 4))
        ax.annotate("from a place on the page", xy=(5, 6), xytext=(9, 9), textcoords="offset points", arrowprops={})
        ax.bar([0, 1], [5, 6])
        ax.quiver([7, 8], [9, 10], [1, 1], [1, 1])
        described = figures.describe(fig)["axes"][0]
        tell([[part["x"] for part in described["lines"]], [part["y"] for part in described["scatters"]]])
        """,
        tmp_path,
    )
    assert told == [[[1, 3], [3, 5]], [[9, 10], [5, 6]]]


def test_an_arrow_is_a_line_from_its_tail_to_its_tip(tmp_path: Path) -> None:
    told = run(
        """
        from matplotlib.patches import FancyArrowPatch
        fig, ax = plt.subplots()
        ax.arrow(1, 2, 3, 4, head_width=0.5)
        ax.add_patch(FancyArrowPatch((5, 6), (7, 8)))
        ax.arrow(0, 0, 1, 1, transform=ax.transAxes)
        ax.arrow(0, 0, 1, 1).set_visible(False)
        ax.quiver([1, 2], [3, 4], [2, 4], [6, 8], angles="xy", scale_units="xy", scale=2)
        ax.quiver([1, 2], [3, 4], [2, 4], [6, 8])
        tell([[part["x"], part["y"]] for part in figures.describe(fig)["axes"][0]["lines"]])
        """,
        tmp_path,
    )
    assert told == [[[1, 4], [2, 6]], [[5, 7], [6, 8]], [[1, 2], [3, 6]], [[2, 4], [4, 8]]]


def test_three_dimensional_axes_tell_x_and_y(tmp_path: Path) -> None:
    told = run(
        """
        fig = plt.figure()
        ax = fig.add_subplot(projection="3d")
        ax.plot([1, 2], [3, 4], [5, 6])
        ax.scatter([7], [8], [9])
        ax.plot_surface(*np.meshgrid([0.0, 1.0], [0.0, 1.0]), np.zeros((2, 2)))
        described = figures.describe(fig)["axes"][0]
        tell([described["lines"][0]["y"], described["scatters"][0]["x"], described["images"]])
        """,
        tmp_path,
    )
    assert told == [[3, 4], [7], 1]


def test_texts_that_utf8_cannot_carry_are_replaced(tmp_path: Path) -> None:
    told = run('fig, ax = plt.subplots(); ax.set_title("a\\ud800b"); tell(figures.describe(fig))', tmp_path)
    assert told["axes"][0]["title"] == "a?b"


def test_two_figures_left_open_are_described_together(tmp_path: Path) -> None:
    told = run(
        """
        plt.figure(); plt.plot([1, 2], [3, 4])
        plt.figure(); plt.plot([5, 6], [7, 8])
        found = figures.current_or_returned(None)
        tell([ax["lines"][0]["x"] for ax in figures.describe(found)["axes"]])
        """,
        tmp_path,
    )
    assert told == [[5, 6], [1, 2]]


@pytest.mark.parametrize(
    "returned",
    ["fig", "ax", "[ax]", "(fig, ax)", "np.array([[ax]])", "ax.plot([1], [1])", "{'a': ax}", "None",
     "plt", "3.0", "np.zeros(3)"],
)  # fmt: skip
def test_the_figure_meant_is_found_in_whatever_is_returned(returned: str, tmp_path: Path) -> None:
    told = run(
        f"""
        fig, ax = plt.subplots()
        if {returned!r} not in ("None", "plt", "3.0", "np.zeros(3)"):
            plt.figure().add_subplot()  # current, but not the one returned
        tell(figures.current_or_returned({returned}) is fig)
        """,
        tmp_path,
    )
    assert told is True


def test_without_a_drawing_there_is_no_figure_and_closing_forgets_it(tmp_path: Path) -> None:
    told = run(
        """
        found = [figures.current_or_returned(None) is None]
        plt.figure()
        found.append(figures.current_or_returned(None) is None)
        plt.plot([1, 2])
        found.append(figures.current_or_returned(None) is not None)
        figures.close_all()
        found.append(figures.current_or_returned(None) is None)
        tell(found)
        """,
        tmp_path,
    )
    assert told == [True, True, True, True]


def test_a_figure_that_was_shown_or_saved_and_closed_counts_until_the_next_call(tmp_path: Path) -> None:
    told = run(
        """
        def heights():
            figure = figures.current_or_returned(None)
            return sorted(ax["lines"][0]["y"][0] for ax in figures.describe(figure)["axes"])
        plt.plot([1, 2], [1, 2])
        plt.savefig("first.png")
        plt.close()
        found = [heights()]
        other, ax = plt.subplots()
        ax.plot([1, 2], [5, 6])
        plt.close(other)
        plt.plot([1, 2], [9, 9])
        found.append(heights())
        plt.close("all")
        found.append(heights())
        figures.close_all()
        found.append(figures.current_or_returned(None) is None)
        tell(found)
        """,
        tmp_path,
    )
    assert told == [[1], [1, 5, 9], [1, 5, 9], True]


def test_lines_at_the_side_areas_and_second_axes_hide_nothing(tmp_path: Path) -> None:
    told = run(
        """
        fig, ax = plt.subplots()
        ax.axhline(0); ax.axvline(3); ax.axvspan(0, 1); ax.fill_between([0, 1], [2, 3])
        ax.plot([1, 2], [3, 4])
        second = ax.twinx()
        second.set_yscale("log")
        second.plot([1, 2], [100, 200])
        tell(figures.describe(fig))
        """,
        tmp_path,
    )
    drawn = [line.y for ax in msgspec.convert(told, Drawing).axes for line in ax.lines]
    assert [3, 4] in drawn
    assert [100, 200] in drawn


def test_asking_for_a_figure_does_not_import_matplotlib(tmp_path: Path) -> None:
    told = run(
        """
        import json, sys
        from calcgrade.worker import figures
        figures.install_guards()
        figures.close_all()
        print(json.dumps([figures.current_or_returned([1.0]) is None, "matplotlib" in sys.modules]))
        """,
        tmp_path,
        prelude="",
    )
    assert told == [True, False]


def test_the_same_figure_gives_the_same_png_bytes(tmp_path: Path) -> None:
    script = """
        import hashlib
        fig, ax = plt.subplots(); ax.plot([1, 2, 4]); ax.set_title("∂f/∂x")
        data = figures.png(fig)
        tell([data[:4].hex(), hashlib.sha256(data).hexdigest(), b"Software" in data])
        """
    first, again = run(script, tmp_path), run(script, tmp_path)
    assert first == again
    assert first[0] == "89504e47"
    assert first[2] is False


@pytest.mark.slow
def test_a_huge_or_noisy_figure_still_fits_two_mebibytes(tmp_path: Path) -> None:
    told = run(
        """
        fig, ax = plt.subplots(figsize=(500, 500)); ax.plot([1, 2])
        noisy = plt.figure(figsize=(16, 16))
        noisy.figimage(np.random.default_rng(0).integers(0, 255, (1600, 1600, 3), dtype=np.uint8))
        tell([len(figures.png(fig)), len(figures.png(noisy))])
        """,
        tmp_path,
    )
    assert 0 < told[0] <= 2 * 2**20
    assert 0 < told[1] <= 2 * 2**20


def test_a_figure_that_cannot_be_drawn_has_no_picture(tmp_path: Path) -> None:
    told = run('fig, ax = plt.subplots(); ax.set_title("$\\\\frac{$"); tell(len(figures.png(fig)))', tmp_path)
    assert told == 0


def test_what_needs_a_window_or_a_folder_is_harmless(tmp_path: Path) -> None:
    told = run(
        """
        matplotlib.use("TkAgg")
        matplotlib.rcParams["backend"] = "Qt5Agg"
        plt.switch_backend("TkAgg")
        with plt.ion():
            plt.plot([1, 2], [3, 4])
        plt.ioff()
        plt.switch_backend("MacOSX")
        plt.show(block=True)
        plt.gcf().show()
        plt.pause(1000)
        plt.ginput(3); plt.waitforbuttonpress()
        plt.savefig("/nowhere/at/all.png")
        plt.savefig("here.png")
        for _ in range(30):
            plt.figure()
        plt.figure(1)
        tell([figures.describe(figures.current_or_returned(None))["axes"][0]["lines"][0]["y"],
              matplotlib.get_backend().lower()])
        """,
        tmp_path,
        prelude=PRELUDE.replace(
            "import matplotlib.pyplot as plt", "matplotlib.use('GTK3Agg')\nimport matplotlib.pyplot as plt"
        ),
    )
    assert told[0] == [3, 4]
    assert (tmp_path / "here.png").exists()


def test_without_the_guards_a_window_backend_raises(tmp_path: Path) -> None:
    """The positive control: what the guards intercept does fail in a bare process."""
    script = "import matplotlib; matplotlib.use('TkAgg'); import matplotlib.pyplot as plt; plt.figure()"
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "MPLCONFIGDIR": str(config(tmp_path))}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, env=environment, timeout=60)
    assert done.returncode != 0


def test_the_guards_also_hold_where_matplotlib_was_imported_first(tmp_path: Path) -> None:
    prelude = (
        PRELUDE.replace("figures.install_guards()\n", "")
        + "figures.install_guards(); figures.install_guards()\n"
    )
    assert run("matplotlib.use('TkAgg'); plt.plot([1, 2]); plt.show(); tell(1)", tmp_path, prelude) == 1


def test_a_prebuilt_font_list_is_put_in_place_and_none_is_no_error(tmp_path: Path) -> None:
    from calcgrade.worker import figures

    source, target = tmp_path / "cache", tmp_path / "config" / "deep"
    figures.ready_config(str(target), ["/nowhere", str(source)])
    assert list(target.iterdir()) == []
    source.mkdir()
    (source / "fontlist-v390.json").write_text("{}")
    figures.ready_config(str(target), ["/nowhere", str(source)])
    assert [found.name for found in target.iterdir()] == ["fontlist-v390.json"]
    figures.ready_config("/proc/not/writable", [str(source)])


def test_a_list_that_was_sent_is_put_in_place_but_one_of_the_sandbox_s_own_wins(tmp_path: Path) -> None:
    from calcgrade.worker import figures

    source, target = tmp_path / "cache", tmp_path / "config"
    source.mkdir()
    sent = [("fontlist-v1.json", "sent"), ("fontlist-v2.json", "sent")]
    (source / "fontlist-v2.json").write_text("own")
    figures.ready_config(str(target), [str(source)], sent)
    assert {found.name: found.read_text() for found in target.iterdir()} == {
        "fontlist-v1.json": "sent", "fontlist-v2.json": "own"
    }  # fmt: skip


def test_artists_take_properties_as_ever_though_no_docstring_lists_them(tmp_path: Path) -> None:
    told = run(
        """
        class Special(matplotlib.lines.Line2D):
            def set_level(self, level):
                self.set_linewidth(2 * level)
        line, special = plt.plot([1, 2])[0], Special([1], [2])
        line.set(linewidth=3, label="a")
        special.set(level=4)
        try:
            line.set(nonsense=1)
        except AttributeError as error:
            refused = "nonsense" in str(error)
        tell([line.get_linewidth(), line.get_label(), special.get_linewidth(), refused,
              "capstyle" in plt.plot.__doc__])
        """,
        tmp_path,
    )
    assert told == [3, "a", 8, True, False]


def test_without_the_guards_docstrings_list_every_property(tmp_path: Path) -> None:
    """The positive control."""
    prelude = PRELUDE.replace("figures.install_guards()\n", "")
    assert run('tell("capstyle" in plt.plot.__doc__)', tmp_path, prelude) is True


@pytest.mark.parametrize("loaded", [True, False])
def test_drawing_imports_nothing_more_where_the_backend_is_loaded(loaded: bool, tmp_path: Path) -> None:
    told = run(
        f"""
        if {loaded}:
            figures.load_backend()
        before = set(sys.modules)
        figure, axes = plt.subplots()
        axes.plot([1, 2])
        assert figures.png(figure)
        tell(not set(sys.modules) - before)
        """,
        tmp_path,
    )
    assert told is loaded
