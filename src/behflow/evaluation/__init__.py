"""How well the chat does what people ask: dialogues in plain files, run on a throw-away database, and one table."""
