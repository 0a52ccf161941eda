"""Log review: monthly the supervisor of a team and the privacy officer look at what stands out in the log (security.md E.6)."""
