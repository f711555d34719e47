"""What a worker is sent before an exercise: the submission's files, and lists of fonts where they draw."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calcgrade.sandboxes.channel import Isolation
    from calcgrade.sandboxes.conversation import Conversation


def hand_over(talk: Conversation, files: Mapping[str, bytes], kind: Isolation) -> None:
    """Send files, and before them what a worker of this kind needs to draw if they do."""
    if any(name in data for data in files.values() for name in (b"matplotlib", b"pylab")):
        lend_fonts(talk, kind)
    talk.say("open", [[name, base64.b64encode(data).decode("ascii")] for name, data in files.items()])


def lend_fonts(talk: Conversation, kind: Isolation) -> None:
    """Spare a worker to make a list of fonts before it can draw; an image brings its own."""
    if talk.has_fonts or kind == "docker":
        return
    from calcgrade.sandboxes.font_lists import font_lists

    talk.has_fonts = True
    if lists := font_lists():
        talk.say("fonts", lists)
