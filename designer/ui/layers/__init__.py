"""Verbs and questions for the layers behind nodes, for canvas, menus and pages alike."""
