"""What is true: tables, rules, reads and writes. Imports nothing of the screen."""
