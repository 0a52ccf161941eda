"""What people added to the file about them: an own view, or a correction; it stands beside what it is about (security.md G.3)."""
