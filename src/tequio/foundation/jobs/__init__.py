"""Background and periodic work on Procrastinate: the queue, the rescue of stalled jobs."""
