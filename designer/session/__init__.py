"""The application without a window: document, selection, engine, runs, problems."""
