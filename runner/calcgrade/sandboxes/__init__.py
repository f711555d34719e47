"""Where learner code runs: three kinds of sandbox, and the session that drives a worker in one."""
