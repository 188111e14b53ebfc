"""Red flags of contracts and projects: computed in the background, shown with figures, answered in public."""
