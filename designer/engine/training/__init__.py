"""Trains in a thread, records everything, and resumes exactly."""
