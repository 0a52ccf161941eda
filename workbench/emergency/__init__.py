"""Emergency access (break-glass): who is not on a casus reads it for four hours, and two people look at it afterwards."""
