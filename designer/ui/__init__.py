"""What only the window knows: Qt."""
