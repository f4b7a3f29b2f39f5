"""What a change of price lists does to money: clients priced before and after, and conditions that stop a change."""
