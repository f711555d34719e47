"""How a learner likes to be taught: .sherpa-config.yml."""
