"""What is laid over the drawing for as long as it is wanted: costs as heat, differences."""
