def descend_until(slope, x0, lr=0.1, tolerance=1e-6, max_steps=1000):
    places = [x0]
    for _ in range(max_steps):
        places.append(places[-1] - lr * slope(places[-1]))
    for k, place in enumerate(places):
        if abs(slope(place)) < tolerance:
            return places[:k + 1], True
    return places, False
