

def polyfit_line(x, y):
    n = len(x)
    sx = sy = sxx = sxy = 0.0
    for u, v in zip(x, y):
        sx += u
        sy += v
        sxx += u * u
        sxy += u * v
    w = (n * sxy - sx * sy) / (n * sxx - sx * sx)
    return w, (sy - w * sx) / n


def line_gap(w, b, x, y):
    best_w, best_b = polyfit_line(x, y)
    largest = 0.0
    for u in x:
        distance = (w - best_w) * u + (b - best_b)
        if distance < 0:
            distance = -distance
        if distance > largest:
            largest = distance
    return largest


def slopes(w, b, x, y):
    dw = db = 0.0
    for u, v in zip(x, y):
        dw += 2 * (w * u + b - v) * u
        db += 2 * (w * u + b - v)
    return dw / len(x), db / len(x)


def train_with_gaps(x, y, lr=0.01, epochs=200):
    w, b, gaps = 0.0, 0.0, []
    for _ in range(epochs):
        dw, db = slopes(w, b, x, y)
        w, b = w - lr * dw, b - lr * db
        gaps.append(line_gap(w, b, x, y))
    return w, b, gaps


def epochs_to_agree(x, y, lr=0.01, tolerance=0.1, max_epochs=2000):
    w, b, k = 0.0, 0.0, 0
    while not line_gap(w, b, x, y) < tolerance:
        if k == max_epochs:
            return None
        dw, db = slopes(w, b, x, y)
        w, b, k = w - lr * dw, b - lr * db, k + 1
    return k
