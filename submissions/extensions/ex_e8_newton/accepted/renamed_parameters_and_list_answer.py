def newton_minimum(function, d, dd, begin, small=1e-6, most=50):
    here, walk = begin, [begin]
    while dd(here) > 0 and abs(d(here)) >= small and len(walk) <= most:
        here = here - d(here) / dd(here)
        walk.append(here)
    if dd(here) > 0 and abs(d(here)) < small:
        return [walk, function(here)]
    return [walk, None]
