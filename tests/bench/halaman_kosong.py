"""Draws nothing."""
