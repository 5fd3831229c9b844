"""What care leavers in England can get: dated rules, worked out and explained."""
