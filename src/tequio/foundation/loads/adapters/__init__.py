"""The second line to the database, on which the progress of a load is seen while its transaction is open."""
