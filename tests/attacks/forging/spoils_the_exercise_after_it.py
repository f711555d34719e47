# exercise: 2.1; naive grader: spoiled
"""Puts a module of its own in the place of another exercise's, and breaks what that one imports."""

import sys
import types

import numpy as np

wrong = types.ModuleType("ex_3_2_computation_graph")
wrong.forward = lambda x: (0, 0, 0)
wrong.backward = lambda x: {}
sys.modules["ex_3_2_computation_graph"] = wrong
np.array = np.asarray = lambda *args, **kwargs: None
