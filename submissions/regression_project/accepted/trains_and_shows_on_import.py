import matplotlib
matplotlib.use('TkAgg')
import matplotlib.pyplot as plt
import numpy as np

def generate_data(n=50, seed=42):
    np.random.seed(seed)
    x = np.random.uniform(-5, 5, n)
    noise = np.random.randn(n)
    return x, 2*x + 1 + noise

def mse_loss(w, b, x, y):
    return ((w*x + b - y)**2).mean()

def mse_gradient(w, b, x, y):
    e = w*x + b - y
    return (2*(e*x).mean(), 2*e.mean())

def train(x, y, lr=0.01, epochs=200):
    w = 0.0
    b = 0.0
    loss_history = []
    for epoch in range(epochs):
        loss = mse_loss(w, b, x, y)
        loss_history.append(loss)
        dw, db = mse_gradient(w, b, x, y)
        w = w - lr * dw
        b = b - lr * db
        if epoch % 100 == 0:
            print(f"epoch {epoch}: loss {loss:.3f}")
    return w, b, np.array(loss_history)

def plot_results(x, y, w, b, loss_history):
    plt.figure(figsize=(10, 4))
    plt.subplot(121)
    plt.plot(loss_history)
    plt.title('Training loss')
    plt.subplot(122)
    plt.scatter(x, y)
    xs = np.sort(x)
    plt.plot(xs, w*xs + b, 'r', label=f'{w:.2f}x + {b:.2f}')
    plt.legend()
    plt.tight_layout()
    plt.show()

x, y = generate_data()
w, b, losses = train(x, y)
print("w =", w, "b =", b)
plot_results(x, y, w, b, losses)
