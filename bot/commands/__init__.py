"""Everything that people can ask for, press or fill in, one file for each subject."""
