"""Training on mini-batches: whatever order chance deals fits, every wrong step, batch or note is outside."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from calcgrade.checking import Failure
from calcgrade.checking.families import draw_all
from calcgrade.checking.regression import sgd_mistakes, sgd_notes, sgd_steps, sgd_symptoms
from calcgrade.checking.regression.data_families import data_sets
from calcgrade.checking.regression.dealing import dealt, drawn
from calcgrade.checking.regression.sgd import Training, asked, lead, losses
from calcgrade.checking.regression.sgd_trained import expect_line, expect_losses
from calcgrade.course import load
from calcgrade.engine import cases
from calcgrade.sandboxes.replies import Call, Reply, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from calcgrade.checking.regression.sgd import Ways

    Floats = NDArray[np.float64]
    Slopes = Callable[[float, float, Floats, Floats], tuple[float, float]]

X = np.array([0.5, -1.5, 2.0, -0.7, 1.0])
Y = np.array([1.5, -2.0, 6.5, 0.4, 2.5])


FAR_X, FAR_Y = np.array([-1.2, -0.5, 0.3, 0.7, 1.1]), np.array([2.0, -1.0, 3.0, -2.5, 1.5])
"""The checker's, far from any line, where losses tell the orders."""


def reply(
    value: Any, x: Floats = X, y: Floats = Y, lr: float = 0.1, epochs: int = 1, batch: int = 2
) -> Reply:
    return Reply(Call("train_sgd", x, y, lr, epochs, batch, 0), Status.OK, value=value)


def loss(w: float, b: float, x: Floats, y: Floats) -> float:
    return float(np.mean((w * x + b - y) ** 2))


def exact(w: float, b: float, x: Floats, y: Floats) -> tuple[float, float]:
    miss = w * x + b - y
    return 2 * float(np.dot(miss, x)) / x.size, 2 * float(np.sum(miss)) / x.size


def measured(h: float) -> Slopes:
    def slopes(w: float, b: float, x: Floats, y: Floats) -> tuple[float, float]:
        dw = (loss(w + h, b, x, y) - loss(w - h, b, x, y)) / (2 * h)
        return dw, (loss(w, b + h, x, y) - loss(w, b - h, x, y)) / (2 * h)

    return slopes


def trained(
    its: Training, shuffle: Callable[[int], Any], slopes: Slopes = exact
) -> tuple[float, float, list[float]]:
    """Train as a learner would, with the loss at both ends of every epoch."""
    w = b = 0.0
    noted = [loss(w, b, its.x, its.y)]
    for _ in range(its.epochs):
        order = np.asarray(shuffle(its.x.size))
        for k in range(0, its.x.size, its.batch_size):
            chosen = order[k : k + its.batch_size]
            dw, db = slopes(w, b, its.x[chosen], its.y[chosen])
            w, b = w - its.lr * dw, b - its.lr * db
        noted.append(loss(w, b, its.x, its.y))
    return w, b, noted


def one_by_one(orders: list[Any]) -> Callable[[int], Any]:
    left = iter(orders)
    return lambda _: next(left)


def only(ways: Floats) -> Callable[[int, int], Floats]:
    return lambda _n, _batch_size: ways


@pytest.mark.parametrize(
    "slopes", [exact, *map(measured, (1e-4, 1e-6, 1e-8))], ids=["exact", "1e-4", "1e-6", "1e-8"]
)
@pytest.mark.parametrize(("epochs", "batch"), [(1, 1), (1, 2), (2, 2), (3, 4), (4, 5), (2, 9)])
def test_every_order_and_every_way_to_find_the_slopes_fit(slopes: Slopes, epochs: int, batch: int) -> None:
    chance = np.random.default_rng([epochs, batch])
    for _ in range(12):
        its = Training(X, Y, 0.1, epochs, batch)
        w, b, noted = trained(its, chance.permutation, slopes)
        for history in (noted, noted[1:], noted[:-1]):
            answer = reply((w, b, history), epochs=epochs, batch=batch)
            if lead(its) is not None:
                expect_line(answer)
            expect_losses(answer)


def test_drawn_points_of_any_kind_fit_their_own_training() -> None:
    chance = random.Random(1)
    for _ in range(60):
        data = draw_all({"data": data_sets(min_n=3, max_n=5, far=2.0)}, chance.choice)["data"]
        x, y = np.array(data[0]), np.array(data[1])
        its = Training(x, y, chance.choice((0.1, 0.05, 0.02)), 1, chance.choice((1, 2, 3)))
        w, b, noted = trained(its, lambda n: chance.sample(range(n), n), measured(1e-8))
        answer = reply((w, b, noted[1:]), x, y, its.lr, 1, its.batch_size)
        expect_line(answer)
        expect_losses(answer)


def failure(judge: Callable[[Reply], object], answer: Reply) -> str:
    with pytest.raises(Failure) as caught:
        judge(answer)
    return caught.value.kind


def answers(ways: Ways | None, its: Training) -> list[Reply]:
    assert ways is not None
    return [
        reply((float(w), float(b), [loss(w, b, its.x, its.y)]), lr=its.lr, batch=its.batch_size)
        for w, b in ways.lines
    ]


RULES = [(words.id, {"rule": rule}) for words, rule in sgd_steps.STEPS]
SCHEDULES = [(words.id, {"schedule": schedule}) for words, schedule in sgd_mistakes.BATCHES]


@pytest.mark.parametrize(
    ("id_", "changes"), [*RULES, *SCHEDULES], ids=lambda item: item if isinstance(item, str) else ""
)
def test_no_order_of_a_wrong_training_ends_where_a_right_one_may(id_: str, changes: Any) -> None:
    batch = 3 if id_ == "count-instead-of-size" else 4
    its = asked(reply(None, batch=batch, lr=0.07), **changes)
    for answer in answers(lead(its), its):
        assert failure(expect_line, answer) == "line"


def test_points_drawn_twice_end_elsewhere() -> None:
    x, y = X[:4], Y[:4]
    its = Training(x, y, 0.07, 1, 2)
    ways = drawn(4, 2)
    assert ways is not None
    missing = ways[np.any(ways.sum(axis=1) == 0, axis=1)]
    assert len(missing) > 50
    found = lead(Training(x, y, 0.07, 1, 2, schedule=only(missing)))
    right = lead(its)
    assert found is not None
    assert right is not None
    apart = np.abs(found.lines[:, None] - right.lines[None]).max(axis=2).min()
    assert apart > 1e-4


def test_pairs_torn_apart_end_elsewhere_and_are_told() -> None:
    chance = np.random.default_rng(3)
    for _ in range(20):
        mixed = chance.permutation(Y)
        while np.array_equal(mixed, Y):
            mixed = chance.permutation(Y)
        w, b, noted = trained(Training(X, mixed, 0.1, 1, 2), chance.permutation)
        answer = reply((w, b, noted[1:]))
        assert failure(expect_line, answer) == "line"
        assert sgd_symptoms.torn_apart(answer) is True


@pytest.mark.parametrize("words_and_notes", sgd_notes.NOTES, ids=lambda item: item[0].id)
def test_a_wrong_note_is_outside_the_tolerance_and_is_told(words_and_notes: Any) -> None:
    _, notes = words_and_notes
    order = dealt(5, 2)
    assert order is not None
    for note in notes:
        its = Training(X, Y, 0.1, 1, 2, schedule=only(order[17:18]))
        kept: list[Floats] = []

        def keep(
            _k: int, walks: Floats, weights: Floats, _reach: Floats, note: Any = note, kept: Any = kept
        ) -> Any:
            kept.append(note(walks, weights, X, Y).ravel())
            return np.ones(len(walks), dtype=bool)

        ways = lead(its, keep)
        assert ways is not None
        w, b = ways.lines[0].tolist()
        answer = reply((w, b, kept[0]))
        assert failure(expect_losses, answer) in ("history", "length")
        assert sgd_symptoms.noted(*notes)(answer) is True


def test_nothing_is_told_of_a_right_training() -> None:
    chance = np.random.default_rng(0)
    symptoms = [sgd_symptoms.as_if(rule=rule) for _, rule in sgd_steps.STEPS]
    symptoms += [sgd_symptoms.as_if(schedule) for _, schedule in sgd_mistakes.BATCHES]
    symptoms += [symptom for _, symptom in sgd_mistakes.OTHERS]
    symptoms += [sgd_symptoms.noted(*notes) for _, notes in sgd_notes.NOTES]
    for epochs, batch in ((1, 2), (2, 3), (2, 5), (1, 1)):
        w, b, noted = trained(Training(X, Y, 0.07, epochs, batch), chance.permutation)
        answer = reply((w, b, noted[1:]), lr=0.07, epochs=epochs, batch=batch)
        assert not [symptom for symptom in symptoms if symptom(answer)]


def test_the_orders_of_all_epochs_are_read_off_the_losses() -> None:
    chance = np.random.default_rng(4)
    ways = dealt(5, 1)
    assert ways is not None
    for same in (True, False):
        for _ in range(40):
            orders = [chance.permutation(5)] * 6 if same else [chance.permutation(5) for _ in range(6)]
            w, b, noted = trained(Training(FAR_X, FAR_Y, 0.1, 6, 1), one_by_one(orders))
            answer = reply((w, b, noted[1:]), FAR_X, FAR_Y, epochs=6, batch=1)
            found = expect_losses(answer).orders.tolist()
            wanted = [
                int(np.argmax([np.array_equal(way[:, order], np.eye(5)) for way in ways])) for order in orders
            ]
            assert wanted in found
            assert len(found) < 10, "hardly any other order leads to the same losses"
            assert any(len(set(row)) == 1 for row in found) is same


def test_w_and_b_must_go_with_the_losses() -> None:
    chance = np.random.default_rng(5)
    its = Training(X, Y, 0.1, 2, 2)
    w, b, noted = trained(its, chance.permutation)
    assert failure(expect_losses, reply((w + 1e-3, b, noted), epochs=2)) == "line"
    assert failure(expect_losses, reply((w, b, [*noted[:-1], noted[-1] + 0.01]), epochs=2)) == "history"
    assert failure(expect_losses, reply((w, b, [noted[0] + 0.01, *noted[1:]]), epochs=2)) == "history"
    assert failure(expect_losses, reply((w, b, noted[:1]), epochs=2)) == "length"
    assert failure(expect_losses, reply((w, b), epochs=2)) == "shape"


COURSE = load.load(Path(__file__).parents[2])


def test_the_checker_keeps_to_what_its_tolerance_and_its_reading_of_losses_assume() -> None:
    exercise = COURSE.checker("E6")
    frozen = cases.read(cases.file_of(COURSE, "E6"), exercise)
    calls: list[tuple[str, Call]] = []
    for check in exercise.checks.values():
        for arguments in frozen.get(check.id) or check.cases:
            made: Call | list[Call] = next(check.body(**arguments))
            calls += [(check.id, call) for call in (made if isinstance(made, list) else [made])]
    trainings = [(id_, asked(Reply(call, Status.OK))) for id_, call in calls if call.function == "train_sgd"]
    assert len(trainings) > 20
    for id_, its in trainings:
        assert its.lr * (1 + float(np.max(its.x**2))) <= 1, "no step lengthens an error"
        if id_ not in ("loss_history_holds_every_loss", "every_epoch_deals_anew"):
            continue
        one = lead(Training(its.x, its.y, its.lr, 1, its.batch_size))
        assert one is not None
        start = float(losses(np.zeros((1, 2)), its.x, its.y)[0])
        assert np.all(np.abs(losses(one.lines, its.x, its.y) - start) > 1e-3), "a first loss tells its form"
