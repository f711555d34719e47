"""The environment of a sandbox's Python: explicit, so that nothing of the host's leaks in."""

from __future__ import annotations

import os

PASSED_THROUGH = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
"""OpenBLAS's choice of kernel: a property of the processor, which host and sandbox share."""


def variables(root: str) -> dict[str, str]:
    """Return the environment of a worker whose writable folder is ``root``."""
    fixed = {
        "PATH": "/usr/bin:/bin",
        "HOME": root,
        "TMPDIR": root,
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MPLBACKEND": "Agg",
        "MPLCONFIGDIR": f"{root}/mpl",
    }
    return fixed | {name: os.environ[name] for name in PASSED_THROUGH if name in os.environ}


def windows(root: str) -> dict[str, str]:
    """Return what a Python on Windows needs besides: its system's folders, and other names for ours."""
    system = os.environ.get("SYSTEMROOT", r"C:\Windows")
    return {
        "PATH": rf"{system}\System32;{system}",
        "SYSTEMROOT": system,
        "WINDIR": system,
        "USERPROFILE": root,
        "TEMP": root,
        "TMP": root,
    }
