"""How nearly right answers fill the tolerances of the checkers, and by how much wrong ones miss them."""
