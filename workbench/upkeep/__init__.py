"""Keeping the workbench itself in order: copies, checks, reminders. Beside the ladder, called by the commands only."""
