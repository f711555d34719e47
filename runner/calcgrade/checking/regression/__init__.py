"""Lines and parabolas fitted by gradient descent: data, losses, trainings, and their known mistakes."""
