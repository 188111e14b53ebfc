"""Pabulib files (``.pb``): ``reader.read`` and ``writer.write``. The format is described at pabulib.org."""
