"""What the offices record of contracting, one module per part of a process."""
