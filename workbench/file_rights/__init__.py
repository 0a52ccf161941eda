"""The rights of the people in a file: to see it, to mend it, to be gone from it, and how it ends (security.md G.1-G.3)."""
