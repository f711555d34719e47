"""The system calls that a sandbox lets through: one policy, and its two renderings.

`policy` is the list, `numbers` what the calls are called in the kernel's terms, `bpf` the program that
the kernel runs on each call, `profile` the same for a container engine.
"""
