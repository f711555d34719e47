forward = lambda x: (2 * x, (2 * x) ** 2, (2 * x) ** 2 - 10)
backward = lambda x: {"dc_db": 1.0, "db_da": 4.0 * x, "da_dx": 2.0, "dc_dx": 8.0 * x}
