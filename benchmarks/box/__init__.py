"""What the benchmarks of the ballot box stand on: a city of its own, passes, a sender and real servers."""
