"""The days that the government does not work besides those of the law, and the windows that they shape."""
