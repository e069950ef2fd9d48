"""Ways to a person: email, Slack, a webhook, the terminal."""
