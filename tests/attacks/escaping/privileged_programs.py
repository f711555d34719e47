# exercise: 2.1; naive grader: touched
"""Looks for ways to more rights: programs that run as root, a writable system, rights that it still has."""

import glob
import os
import stat
import sys

for folder in ("/bin", "/usr/bin", "/usr/sbin", "/usr/lib", "/opt"):
    for path in glob.glob(f"{folder}/*"):
        try:
            if os.lstat(path).st_mode & (stat.S_ISUID | stat.S_ISGID) and stat.S_ISREG(os.lstat(path).st_mode):
                code = os.spawnv(os.P_WAIT, path, [path, "--version"])
                print(path, code)
        except OSError:
            pass
status = dict(line.split(":\t", 1) for line in open("/proc/self/status") if ":\t" in line)
print(os.getuid(), status["CapEff"], status["NoNewPrivs"], status["Seccomp"])
if int(status["CapEff"], 16) or status["NoNewPrivs"].strip() == "0" or status["Seccomp"].strip() == "0":
    print("<<flag>>: more rights than a calculation needs")
try:
    with open(os.path.join(sys.prefix, "lib", "evil.pth"), "w") as file:
        file.write("import os")
    print("<<flag>>: writes beside the interpreter")
except OSError:
    pass
