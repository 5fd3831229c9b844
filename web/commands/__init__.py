"""What an operator does from the command line. Each module adds its own commands."""
