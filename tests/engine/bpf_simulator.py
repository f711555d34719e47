"""Runs a filter of system calls as the kernel would, on a call that is made up."""

from __future__ import annotations

import struct

LOAD, AND, JUMP, JUMP_EQUAL, JUMP_AT_LEAST, RETURN = 0x20, 0x54, 0x05, 0x15, 0x35, 0x06


def decoded(program: bytes) -> list[tuple[int, int, int, int]]:
    """Take a filter apart into operation, skip if true, skip if false, number."""
    return [instruction for instruction in struct.iter_unpack("=HBBI", program)]  # noqa: C416 - for its type


def run(
    program: list[tuple[int, int, int, int]], architecture: int, number: int, arguments: tuple[int, ...] = ()
) -> int:
    """Return what a filter says of a call.

    Raises
    ------
    AssertionError
        The kernel would not take such a filter: an operation that it lacks, or a way past the end.
    """
    six = (arguments + (0,) * 6)[:6]
    call = struct.pack("<IIQ6Q", number, architecture, 0, *six)
    accumulator, place = 0, 0
    while True:
        assert place < len(program), "the program ends without a verdict"
        operation, if_true, if_false, value = program[place]
        assert 0 <= if_true <= 255
        assert 0 <= if_false <= 255
        place += 1
        if operation == RETURN:
            return value
        if operation == LOAD:
            assert value % 4 == 0
            accumulator = int.from_bytes(call[value : value + 4], "little")
        elif operation == AND:
            accumulator &= value
        elif operation == JUMP:
            place += value
        elif operation == JUMP_EQUAL:
            place += if_true if accumulator == value else if_false
        elif operation == JUMP_AT_LEAST:
            place += if_true if accumulator >= value else if_false
        else:
            raise AssertionError(f"no such operation: {operation:#x}")
