"""The verbs: plain functions that write to a document, each one step of the history."""
