"""Known mistakes of a training on mini-batches: wrong steps, wrong batches, wrong notes, and answers mixed up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.checking.regression import batch_mistakes, dealing
from calcgrade.checking.regression.line_mistakes import SUMMED
from calcgrade.checking.regression.sgd_notes import NOTES
from calcgrade.checking.regression.sgd_steps import STEPS
from calcgrade.checking.regression.sgd_symptoms import as_if, exchanged, noted, torn_apart, with_epochs
from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from calcgrade.checking.exercise import Exercise
    from calcgrade.checking.regression.dealing import Schedule
    from calcgrade.checking.regression.sgd_symptoms import Symptom

BATCHES: tuple[tuple[Words, Schedule], ...] = (
    (SUMMED, dealing.summed),
    (
        Words(
            "divided-by-all-points",
            "Divided by all points",
            "A batch's sum is divided by the number of all points. Divide it by how many points the batch holds.",
        ),
        dealing.over_all,
    ),
    (
        Words(
            "short-batch-divided-by-batch-size",
            "The last batch has fewer points",
            "Every batch's sum is divided by batch_size, a shorter last one's too. Divide by how many points it holds.",
        ),
        dealing.over_batch_size,
    ),
    (batch_mistakes.DROPPED, dealing.leftovers_dropped),
    (batch_mistakes.EVENED, dealing.evened),
    (batch_mistakes.THAT_MANY, dealing.that_many),
    (batch_mistakes.EIGHTS, dealing.usual_batches),
    (batch_mistakes.REST_FIRST, dealing.rest_first),
    (batch_mistakes.ALONE, dealing.one_batch),
    (
        Words(
            "one-point-at-a-time",
            "One point at a time",
            "You step after every single point, whatever batch_size is. Step once for each batch.",
        ),
        dealing.one_point_each,
    ),
    (
        Words(
            "no-batches",
            "All points in every step",
            "You step once an epoch, with the gradient over all points. Step once for each batch.",
        ),
        dealing.no_batches,
    ),
    (
        Words(
            "batch-not-used",
            "The batch is not used",
            "You step once for each batch, but with the gradient over all points. Take the batch's own points.",
        ),
        dealing.everything_each_time,
    ),
    (
        Words(
            "moves-once-an-epoch",
            "The line moves too late",
            "All batches of an epoch are measured at one line, which moves at the end. Move after every batch, so that "
            "the next one sees the new line.",
        ),
        dealing.once_an_epoch,
    ),
)
"""Wrong ways to deal and to weigh."""

DRAWS = (dealing.drawn, dealing.drawn_with_a_shorter_last, dealing.drawn_without_the_last)
LUCK = (dealing.leftovers_dropped, dealing.one_batch, dealing.rest_first)
"""Draws look like these where no point happens to be drawn twice, or one is drawn alone."""

OTHERS: tuple[tuple[Words, Symptom], ...] = (
    (batch_mistakes.DRAWN, as_if(*DRAWS, unless=LUCK)),
    (
        Words(
            "steps-ignored",
            "The number of epochs is fixed",
            "This is where 50 epochs lead, whatever number is asked for. Use the parameter epochs.",
        ),
        with_epochs(lambda _: 50),
    ),
    (
        Words(
            "stops-one-early",
            "One epoch too few",
            "This is where one epoch less leads. Count how often your loop runs.",
        ),
        with_epochs(lambda epochs: epochs - 1),
    ),
    (
        Words(
            "one-step-too-many",
            "One epoch too many",
            "This is where one epoch more leads. Count how often your loop runs.",
        ),
        with_epochs(lambda epochs: epochs + 1),
    ),
    (
        Words(
            "swapped-return-values",
            "Two answers in the wrong order",
            "b stands first and w second. w comes first, then b, then the losses.",
        ),
        exchanged,
    ),
    (
        Words(
            "pairs-torn-apart",
            "x and y are shuffled apart",
            "x and y are shuffled each by itself, so that a point's x meets another one's y. Use one order for both.",
        ),
        torn_apart,
    ),
)

SHOWN_BY_A_CHECK = (
    batch_mistakes.NOT_SHUFFLED,
    batch_mistakes.SEED_IGNORED,
    batch_mistakes.NOT_REPRODUCIBLE,
    Words(
        "same-order-every-epoch",
        "The same order in every epoch",
        "Each epoch goes through the points in one and the same order. Deal anew in each, with a seed of its own or "
        "with one generator that goes on.",
    ),
    Words(
        "history-not-returned",
        "The history is not returned",
        "w and b come back, and nothing else. The list of losses comes third.",
    ),
    Words(
        "loss-recorded-once",
        "Only one loss is kept",
        "The history holds a single loss. Note one in each epoch, inside the loop.",
    ),
)


def declare(exercise: Exercise, function: str) -> None:
    """Declare all of these mistakes for a function that trains a line on mini-batches."""
    for words, rule in STEPS:
        exercise.symptom(*words, function=function)(as_if(rule=rule))
    for words, schedule in BATCHES:
        exercise.symptom(*words, function=function)(as_if(schedule))
    for words, symptom in OTHERS:
        exercise.symptom(*words, function=function)(symptom)
    for words, notes in NOTES:
        exercise.symptom(*words, function=function)(noted(*notes))
    for words in SHOWN_BY_A_CHECK:
        exercise.symptom(*words, function=function)(lambda _: None)
