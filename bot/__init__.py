"""TO WHOM, and how they answer: offices, commands, feedback and the chats."""
