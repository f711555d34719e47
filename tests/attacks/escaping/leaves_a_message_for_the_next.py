# exercise: 2.1; naive grader: touched
"""Leaves a file in every folder that everybody may write to, where the next submission could read it."""

import glob
import os

PLACES = ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run/lock", "/run", "/var/lock", "/home", "/usr/local")
name = "<<flag>>"
for place in PLACES:
    if os.path.samefile(place, os.getcwd()) if os.path.isdir(place) else True:
        continue
    try:
        with open(os.path.join(place, name), "w") as file:
            file.write("the answers")
    except OSError:
        pass
outside = "<<file>>".rsplit("/", 2)[0]
if os.path.isdir(outside):
    open(f"{outside}/{name}", "w").close()
    print(name, glob.glob(f"{outside}/{name}"))
