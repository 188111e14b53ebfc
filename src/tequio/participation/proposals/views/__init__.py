"""The pages of proposals: the explorer, the questions, one's own proposals, moderation."""
