"""What is done with a file, in its order: receiving, taking in (and back), mending rows; and writing the roll out."""
