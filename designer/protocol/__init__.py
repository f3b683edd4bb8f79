"""What window and engine say to each other: requests, events, framing. Plain data only."""
