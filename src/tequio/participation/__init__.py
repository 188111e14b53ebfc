"""Where people propose, judge and decide."""
