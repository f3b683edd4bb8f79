"""Taking the diagram away: a dialog with a preview."""
