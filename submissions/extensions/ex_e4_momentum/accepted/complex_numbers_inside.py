def momentum_descent(grad, start, lr=0.02, beta=0.9, steps=200):
    z, v = complex(start[0], start[1]), 0j
    path = [z]
    for _ in range(steps):
        gx, gy = grad(z.real, z.imag)
        v = beta * v - lr * complex(gx, gy)
        z = z + v
        path.append(z)
    return [[z.real, z.imag] for z in path]
