"""Alerts: somebody reads far more than usual, now. It is said within minutes, and no door is shut (security.md E.6)."""
