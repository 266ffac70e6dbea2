"""samspel killed, frozen and cut off at random moments: `make chaos`. A short form is a test."""
