"""What a country will do: a plan's themes, objectives, actions, money, milestones, indicators."""
