"""Steps that need two people: one asks and says why, another one looks and decides, and then it is done (security.md C.2)."""
